#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

void
buf_grow(struct buf *b, size_t more)
{
	if (more > (size_t)-1 - b->n)
		diag_fatal("out of memory");
	if (b->cap == 0 && more < 256)
		more = 256;
	b->p = mem_grow(b->p, &b->cap, b->n + more, 1);
}

char *
buf_digits(char *to, uint64_t n)
{
	static const char pairs[] =
	    "0001020304050607080910111213141516171819"
	    "2021222324252627282930313233343536373839"
	    "4041424344454647484950515253545556575859"
	    "6061626364656667686970717273747576777879"
	    "8081828384858687888990919293949596979899";
	static const uint64_t power[BUF_DIGITS] = {
		1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
		1000000000, 10000000000, 100000000000, 1000000000000,
		10000000000000, 100000000000000, 1000000000000000,
		10000000000000000, 100000000000000000, 1000000000000000000,
		10000000000000000000u,
	};
	/* 1233 / 4096 is a little more than the logarithm of 2 */
	size_t len = (size_t)(64 - __builtin_clzll(n | 1)) * 1233 >> 12;
	uint32_t small;
	char *p;

	if (n < 10) {
		*to = (char)('0' + n);
		return to + 1;
	}
	len += n >= power[len];
	p = to + len;
	for (; n > UINT32_MAX; n /= 100)
		memcpy(p -= 2, pairs + 2 * (n % 100), 2);
	for (small = (uint32_t)n; small >= 100; small /= 100)
		memcpy(p -= 2, pairs + 2 * (small % 100), 2);
	if (small >= 10)
		memcpy(to, pairs + 2 * small, 2);
	else
		*to = (char)('0' + small);
	return to + len;
}

void
buf_number(struct buf *b, uint64_t n)
{
	buf_reserve(b, BUF_DIGITS);
	b->n = (size_t)(buf_digits(b->p + b->n, n) - b->p);
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
