#include "config.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

void
buf_reserve(struct buf *b, size_t more)
{
	if (more <= b->cap - b->n)
		return;
	if (more > (size_t)-1 - b->n)
		diag_fatal("out of memory");
	if (b->cap == 0 && more < 256)
		more = 256;
	b->p = mem_grow(b->p, &b->cap, b->n + more, 1);
}

void
buf_add(struct buf *b, struct slice s)
{
	buf_reserve(b, s.n);
	if (s.n > 0)
		memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_number(struct buf *b, size_t n)
{
	enum { DIGITS_MAX = 20 };	/* of 2^64 */
	size_t digits = 1, i;

	for (size_t rest = n; rest > 9; rest /= 10)
		digits++;
	buf_reserve(b, DIGITS_MAX);
	for (i = digits; i > 0; n /= 10)
		b->p[b->n + --i] = (char)('0' + n % 10);
	b->n += digits;
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->p != NULL ? b->p : "", b->n };
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
