#include "config.h"

#include <errno.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"

#define BLOCK_BYTES 65536

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *
new_block(size_t n)
{
	size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;
	struct arena_block *b = NULL;

	if (size <= SIZE_MAX - sizeof(*b))
		b = malloc(sizeof(*b) + size);
	if (b == NULL) {
		errno = 0;
		diag_fatal("out of memory");
	}
	*b = (struct arena_block){ .size = size };
	return b;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = a->top;
	void *p;

	if (n > SIZE_MAX - alignof(max_align_t)) {
		errno = 0;
		diag_fatal("out of memory");
	}
	n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (b == NULL || b->size - b->used < n) {
		b = new_block(n);
		b->next = a->top;
		a->top = b;
	}
	p = b->bytes + b->used;
	b->used += n;
	return p;
}

void *
arena_zero(struct arena *a, size_t n, size_t size)
{
	void *p;

	if (size > 0 && n > SIZE_MAX / 2 / size) {
		errno = 0;
		diag_fatal("out of memory");
	}
	p = arena_alloc(a, n * size);
	memset(p, 0, n * size);
	return p;
}

struct slice
arena_copy(struct arena *a, struct slice s)
{
	char *p = arena_alloc(a, s.n);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct slice){ p, s.n };
}

void
arena_free(struct arena *a)
{
	struct arena_block *b;

	while ((b = a->top) != NULL) {
		a->top = b->next;
		free(b);
	}
}

/* One ordinary block is kept: a document a reset must not mean a malloc. */
void
arena_reset(struct arena *a)
{
	struct arena_block *keep = NULL, *b;

	while ((b = a->top) != NULL) {
		a->top = b->next;
		if (keep == NULL && b->size == BLOCK_BYTES)
			keep = b;
		else
			free(b);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
		a->top = keep;
	}
}
