/* slice.h - a piece of somebody else's bytes; owns nothing */
#ifndef SLICE_H
#define SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *p;		/* first byte; not NUL-terminated */
	size_t n;		/* length in bytes */
};

/* The bytes of a string literal, without its NUL. */
#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

/* The bytes of a NUL-terminated string. */
static inline struct slice
slice_str(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Byte order, shorter first: negative, zero, positive. */
static inline int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* The bytes FROM up to TO (TO <= s.n) of S. */
static inline struct slice
slice_sub(struct slice s, size_t from, size_t to)
{
	return (struct slice){ s.p + from, to - from };
}

static inline bool
slice_starts(struct slice s, struct slice head)
{
	return s.n >= head.n && (head.n == 0 || memcmp(s.p, head.p, head.n) == 0);
}

static inline bool
slice_ends(struct slice s, struct slice tail)
{
	return s.n >= tail.n && (tail.n == 0 ||
	    memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0);
}

#endif
