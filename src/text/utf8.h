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

/*
 * The character at the start of S (not empty) and its length in bytes; a byte
 * that begins no character is UTF8_BAD and one byte long.
 */
int32_t utf8_decode(struct slice s, size_t *len);

/* The same for the character that ends S (not empty). */
int32_t utf8_decode_last(struct slice s, size_t *len);

/* Write C (a scalar value) to OUT; its length in bytes. */
size_t utf8_encode(int32_t c, char out[UTF8_MAX]);

/* How many bytes at the start of S are whole, good characters. */
size_t utf8_span(struct slice s);

/* A byte that only ever continues a character. */
static inline bool
utf8_continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

#endif
