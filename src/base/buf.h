/* buf.h - bytes that grow */
#ifndef BUF_H
#define BUF_H

#include <stdint.h>
#include <string.h>

#include "base/slice.h"

struct buf {
	char *p;		/* owned; may move whenever the buffer grows */
	size_t n, cap;		/* bytes in use, bytes allocated */
};

/* What buf_reserve() does when there is too little room. */
void buf_grow(struct buf *, size_t more);

/* Make room for MORE bytes after the ones in use. */
static inline void
buf_reserve(struct buf *b, size_t more)
{
	if (more > b->cap - b->n)
		buf_grow(b, more);
}

/* Append S (which must not point into the buffer). */
static inline void
buf_add(struct buf *b, struct slice s)
{
	buf_reserve(b, s.n);
	if (s.n > 0)
		memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

/* Append one byte. */
static inline void
buf_putc(struct buf *b, char c)
{
	if (b->n == b->cap)
		buf_reserve(b, 1);
	b->p[b->n++] = c;
}

/* Append a number in decimal. */
void buf_number(struct buf *, uint64_t n);

enum { BUF_DIGITS = 20 };	/* of 2^64 */

/* Write N in decimal at TO, BUF_DIGITS bytes at most; where it ends. */
char *buf_digits(char *to, uint64_t n);

/* The contents, valid until the next change. */
struct slice buf_slice(const struct buf *);

/* Empty it but keep the room for the next unit. */
void buf_clear(struct buf *);

/* Release the room; the buffer is empty and usable again. */
void buf_free(struct buf *);

#endif
