/*
 * token.h - words and marks of one sentence
 *
 * Tokens follow the Penn Treebank where news needs it: contractions and the
 * possessive are split off ("do" "n't", "Smith" "'s"), hyphenated words stay
 * whole, a period stays with an abbreviation and is a token of its own at
 * the end of the sentence.  Bytes are never changed: a token is a range of
 * the text, and what lies between two tokens is white space.
 *
 * An apostrophe at the edge of a word ("the boys' house", "'em", "he said.'")
 * may be a quotation mark; it is always a token of its own, of kind
 * TOKEN_SINGLE, and news/quotation decides.  Time is linear in the text; no
 * memory is allocated.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdint.h>

#include "base/slice.h"

enum token_kind {
	TOKEN_WORD,		/* has a letter */
	TOKEN_NUMBER,		/* starts with a digit */
	TOKEN_CLITIC,		/* 's, n't, 're, 've, 'll, 'd, 'm */
	TOKEN_DOUBLE,		/* a double quotation mark of any shape */
	TOKEN_SINGLE,		/* a single quotation mark or an apostrophe */
	TOKEN_PUNCT		/* anything else */
};

struct token_piece {
	size_t begin, end;	/* bytes of the text, begin < end */
	enum token_kind kind;
};

/*
 * The next token of TEXT at or after *POS, which starts at 0 and is moved
 * behind the token.  TEXT is one sentence; it may hold any bytes.
 * False at the end.
 */
bool token_next(struct slice text, size_t *pos, struct token_piece *piece);

/*
 * The character of TEXT at I as a code point; *LEN is its bytes.  A byte
 * that starts no character counts as a character of one byte.
 */
static inline uint32_t token_char(struct slice text, size_t i, size_t *len);

/* Classes of characters as the tokenizer sees them. */
static inline bool token_is_space(uint32_t c);
static inline bool token_is_letter(uint32_t c);	/* letters, digits of other
						   scripts */
static inline bool token_is_digit(uint32_t c);	/* 0-9 */

/* ---- inside: ASCII, which most text is, without a call ---- */

uint32_t token_char_wide(struct slice text, size_t i, size_t *len);
bool token_is_space_wide(uint32_t c);
bool token_is_letter_wide(uint32_t c);

static inline uint32_t
token_char(struct slice text, size_t i, size_t *len)
{
	unsigned char c = (unsigned char)text.p[i];

	*len = 1;
	return c < 0x80 ? c : token_char_wide(text, i, len);
}

static inline bool
token_is_space(uint32_t c)
{
	return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') :
	    token_is_space_wide(c);
}

static inline bool
token_is_letter(uint32_t c)
{
	return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' :
	    token_is_letter_wide(c);
}

static inline bool
token_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

#endif
