#include "config.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"

static void out_of_memory(void) __attribute__((noreturn));

static void
out_of_memory(void)
{
	errno = 0;
	diag_fatal("out of memory");
}

void *
mem_alloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_grow(void *old, size_t *cap, size_t want, size_t size)
{
	size_t n = *cap;
	void *p;

	if (want <= n)
		return old;
	if (want > SIZE_MAX / 2 / size)
		out_of_memory();
	n = n < 16 ? 16 : n;
	while (n < want)
		n *= 2;
	if (n > SIZE_MAX / size || (p = realloc(old, n * size)) == NULL)
		out_of_memory();
	*cap = n;
	return p;
}
