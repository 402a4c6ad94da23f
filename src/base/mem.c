#include "config.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"

enum { LARGE = 4 << 20 };	/* two of the large pages of most machines */

static void out_of_memory(void) __attribute__((noreturn));

static void
out_of_memory(void)
{
	errno = 0;
	diag_fatal("out of memory");
}

/*
 * Tables that are looked up all over miss the memory of addresses, not only
 * the caches: ask for large pages where the system has them.  No promise.
 */
static void
prefer_large_pages(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)p + page - 1) & ~(page - 1);
	uintptr_t to = ((uintptr_t)p + n) & ~(page - 1);

	if (n >= LARGE)
		madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
	(void)p;
	(void)n;
#endif
}

void *
mem_alloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		out_of_memory();
	prefer_large_pages(p, n * size);
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
	prefer_large_pages(p, n * size);
	*cap = n;
	return p;
}
