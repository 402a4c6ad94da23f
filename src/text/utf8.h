/*
 * utf8.h - one character of UTF-8 at a time
 *
 * Strict after the Unicode Standard, table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	UTF8_BAD = -1,		/* what utf8_decode() says of a bad byte */
	UTF8_MAX = 4,		/* longest character, bytes */
};

/* A byte that only ever continues a character. */
static inline bool
utf8_continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* What utf8_decode() does with all but the most frequent characters. */
int32_t utf8_decode_any(struct slice s, size_t *len);

/*
 * The character at the start of S (not empty) and its length in bytes; a byte
 * that begins no character is UTF8_BAD and one byte long.
 */
static inline int32_t
utf8_decode(struct slice s, size_t *len)
{
	unsigned char lead = (unsigned char)s.p[0];

	if (lead < 0x80) {
		*len = 1;
		return lead;
	}
	if (lead >= 0xc2 && lead < 0xe0 && s.n >= 2 && utf8_continues(s.p[1])) {
		*len = 2;
		return (lead & 0x1f) << 6 | (s.p[1] & 0x3f);
	}
	/* E0 and ED have bytes that may not follow */
	if (lead > 0xe0 && lead < 0xf0 && lead != 0xed && s.n >= 3 &&
	    utf8_continues(s.p[1]) && utf8_continues(s.p[2])) {
		*len = 3;
		return (lead & 0xf) << 12 | (s.p[1] & 0x3f) << 6 |
		    (s.p[2] & 0x3f);
	}
	return utf8_decode_any(s, len);
}

/* The same for the character that ends S (not empty). */
int32_t utf8_decode_last(struct slice s, size_t *len);

/* Write C (a scalar value) to OUT; its length in bytes. */
size_t utf8_encode(int32_t c, char out[UTF8_MAX]);

/* How many bytes at the start of S are whole, good characters. */
size_t utf8_span(struct slice s);

#endif
