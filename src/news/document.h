/*
 * document.h - a window of a document: its sentences as one text with tokens
 *
 * nattribute looks at a document through a window: the whole document when
 * it is an ordinary article, a run of sentences that moves on with overlap
 * when it is an endless stream.  Inside the window everything is a byte range
 * of one text, made of the clean texts of the sentence rows: a blank between
 * two sentences of a paragraph, a newline between two paragraphs.  The
 * document's own bytes are reached through the rows' offset maps.
 *
 * Memory: bounded by the window.  Everything lives until document_clear().
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"
#include "io/attrrow.h"
#include "io/textrow.h"

/* Half-open range of bytes of the window's text. */
struct range {
	uint32_t begin, end;
};

/* Span labels as the sequence model gives them, one a token. */
enum label {
	LABEL_O,
	LABEL_B_CONTENT, LABEL_I_CONTENT,
	LABEL_B_CUE, LABEL_I_CUE,
	LABEL_B_SOURCE, LABEL_I_SOURCE,
	LABEL_COUNT
};

/* Where a token stands relative to quotation marks (news/quotation). */
enum quote_state {
	QUOTE_OUTSIDE,
	QUOTE_INSIDE,
	QUOTE_OPEN,		/* the token is an opening mark */
	QUOTE_CLOSE,		/* the token is a closing mark */
};

/* What a mark was read as (news/quotation), at any depth. */
enum mark_role {
	ROLE_NONE,		/* not a mark, or a stray one */
	ROLE_OPEN,
	ROLE_CLOSE,
	ROLE_APOSTROPHE,
};

struct token {
	uint32_t begin, end;	/* bytes of the window's text */
	uint32_t sentence;	/* index into document.sentence */
	uint8_t quote;		/* enum quote_state */
	uint8_t label;		/* enum label */
	uint8_t kind;		/* enum token_kind (text/token) */
	uint8_t role;		/* enum mark_role */
};

struct document_sentence {
	struct range text;		/* bytes of the window's text */
	uint32_t token, token_end;	/* its tokens: [token, token_end) */
	uint32_t paragraph;		/* index of its paragraph, from 0 */
	bool begins_paragraph;		/* first sentence of it */
	enum text_class class;
	size_t number;			/* sent column of its row */
	size_t par;			/* par column of its row */
	size_t doc_begin, doc_end;	/* bytes of the document */
	struct offset_map map;		/* text of this sentence to document;
					   pairs in document.mem */
	float confidence;		/* of its labels, 0 to 1 */
};

/* One pair of quotation marks (news/quotation). */
struct quotation {
	struct range outer;		/* with its marks */
	struct range inner;		/* without; no blanks at either end */
	uint32_t depth;			/* 0: not inside another quotation */
	uint32_t parent;		/* index of the one around it, or
					   QUOTATION_NONE */
	bool unclosed;			/* no closing mark of its own */
	bool continues;			/* its paragraph reopens the quotation of
					   the paragraph before it */
	bool single;			/* marks are single ones */
};

#define QUOTATION_NONE UINT32_MAX

struct document {
	struct slice id;			/* in mem */
	struct buf text;
	struct document_sentence *sentence;	/* [sentences] */
	size_t sentences, sentence_cap;
	struct token *token;			/* [tokens] */
	size_t tokens, token_cap;
	struct quotation *quotation;		/* [quotations], by outer.begin */
	size_t quotations, quotation_cap;
	size_t paragraphs;
	struct arena mem;			/* strings of this window */
};

/* Forget the window; keep the room.  Start with a zeroed document. */
void document_clear(struct document *);

/* Release everything. */
void document_free(struct document *);

/*
 * Append the sentence ROW; the document copies what it needs.  All rows must
 * be of one document.  Tokens and quotations are not made here.  False, and
 * nothing happens, when the window's text would pass 2 GiB.
 */
bool document_add(struct document *, const struct text_row *row);

/*
 * Keep only the sentences from index FROM on: the window moves.  Tokens,
 * quotations and strings in mem are forgotten.
 */
void document_drop(struct document *, size_t from);

/* Append a token; used by the tokenizer. */
struct token *document_add_token(struct document *);

/* Append a quotation; used by the pairing of marks. */
struct quotation *document_add_quotation(struct document *);

/* The words of a range. */
static inline struct slice
document_slice(const struct document *d, struct range r)
{
	return (struct slice){ d->text.p + r.begin, r.end - r.begin };
}

static inline struct slice
document_word(const struct document *d, size_t token)
{
	return document_slice(d, (struct range){ d->token[token].begin,
	    d->token[token].end });
}

/* Index of the sentence that holds byte AT (or the blank before it). */
size_t document_sentence_at(const struct document *, uint32_t at);

/* Index of the first token that ends after byte AT; tokens if none does. */
size_t document_token_at(const struct document *, uint32_t at);

/* Index of the first quotation that begins at byte AT or later; quotations if
   none does. */
size_t document_quotation_from(const struct document *, uint32_t at);

/* The bytes of the document behind a non-empty range. */
struct byte_span document_bytes(const struct document *, struct range);

#endif
