/*
 * mem.h - allocation that does not fail
 *
 * Running out of memory, or a size that does not fit, ends the program with
 * a message and status 1: no caller tests for NULL.
 */
#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* N objects of SIZE bytes, all zero; release with free(). */
void *mem_alloc(size_t n, size_t size);

/*
 * Room for at least WANT objects of SIZE bytes: returns OLD, moved if need
 * be, and sets *CAP (objects).  Doubles, so appending one by one is linear.
 */
void *mem_grow(void *old, size_t *cap, size_t want, size_t size);

#endif
