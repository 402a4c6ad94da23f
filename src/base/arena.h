/*
 * arena.h - memory that is released all at once
 *
 * For the many small things that die together, such as all of one document.
 * Memory: what was allocated since the last reset, in blocks of 64 KiB.
 */
#ifndef ARENA_H
#define ARENA_H

#include "base/slice.h"

struct arena {
	struct arena_block *top;	/* newest block first; NULL when empty */
};

/* Bytes aligned for any type, not cleared; never NULL. */
void *arena_alloc(struct arena *, size_t n);

/* N objects of SIZE bytes, all zero. */
void *arena_zero(struct arena *, size_t n, size_t size);

/* A copy of S that lives until arena_reset(). */
struct slice arena_copy(struct arena *, struct slice s);

/* Forget everything allocated so far; every pointer into the arena dies. */
void arena_reset(struct arena *);

/* Release everything; the arena is empty and usable again. */
void arena_free(struct arena *);

#endif
