/*
 * glyph.h - characters of a text by what they do at a sentence boundary
 *
 * The kinds are Unicode general categories, so that rules written with them
 * hold for every script; ASCII and a few marks that the categories put
 * together with others have a line of their own in glyph.c.
 */
#ifndef GLYPH_H
#define GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum glyph_kind {
	GLYPH_NONE,		/* before the first or after the last one */
	GLYPH_OTHER,		/* symbols, commas, controls, broken bytes */
	/* these four in a row: glyph_in_word() */
	GLYPH_UPPER,		/* capital and title-case letters */
	GLYPH_LOWER,
	GLYPH_LETTER,		/* letters of scripts without case; marks */
	GLYPH_DIGIT,		/* digits and currency signs */
	GLYPH_BLANK,
	GLYPH_OPENING,		/* ( [ { “ ‘ « „ ¿ ¡ ... */
	GLYPH_CLOSING,		/* ) ] } ” ’ » ... */
	GLYPH_QUOTE,		/* " ' ` : which side, the blanks tell */
	GLYPH_STOP,		/* . ! ? … and their kin in other scripts */
	GLYPH_DASH		/* – — ― •, not the hyphen */
};

/* Whether KIND is a letter or a digit: what words are made of. */
static inline bool
glyph_in_word(enum glyph_kind kind)
{
	return kind >= GLYPH_UPPER && kind <= GLYPH_DIGIT;
}

struct glyph {
	int32_t c;		/* code point; -1 in GLYPH_NONE */
	enum glyph_kind kind;
	size_t size;		/* bytes; 0 in GLYPH_NONE */
};

/* Kinds of the ASCII characters. */
extern const unsigned char glyph_ascii[128];

/* The same as glyph_at() where that character is not ASCII. */
struct glyph glyph_decode(struct slice text, size_t at);

/* The character that starts at byte AT of TEXT. */
static inline struct glyph
glyph_at(struct slice text, size_t at)
{
	if (at < text.n && (unsigned char)text.p[at] < 0x80)
		return (struct glyph){ text.p[at],
			glyph_ascii[(unsigned char)text.p[at]], 1 };
	return glyph_decode(text, at);
}

/* The same as glyph_before() where that character is not ASCII. */
struct glyph glyph_decode_before(struct slice text, size_t at);

/* The character that ends before byte AT of TEXT. */
static inline struct glyph
glyph_before(struct slice text, size_t at)
{
	if (at > 0 && (unsigned char)text.p[at - 1] < 0x80)
		return (struct glyph){ text.p[at - 1],
			glyph_ascii[(unsigned char)text.p[at - 1]], 1 };
	return glyph_decode_before(text, at);
}

/* The first byte from AT on of TEXT that is no blank; text.n if all are. */
static inline size_t
glyph_skip_blanks(struct slice text, size_t at)
{
	struct glyph g;

	while ((g = glyph_at(text, at)).kind == GLYPH_BLANK)
		at += g.size;
	return at;
}

/* Whether C ends sentences in a script that puts no blank after it. */
bool glyph_wide_stop(int32_t c);

/* The next byte from AT on at which a GLYPH_STOP starts; text.n if none. */
size_t glyph_find_stop(struct slice text, size_t at);

/*
 * The bytes [FROM, TO) of TEXT in lower case and with ' for ’, into WORD of
 * SIZE bytes; an empty slice if they do not fit.
 */
struct slice glyph_fold(struct slice text, size_t from, size_t to, char *word,
    size_t size);

/*
 * The word at AT of TEXT, letters, digits and apostrophes between them: folded
 * into WORD as by glyph_fold(), its end stored in *END (AT if there is none).
 */
struct slice glyph_word(struct slice text, size_t at, char *word, size_t size,
    size_t *end);

#endif
