/*
 * spool.h - lines set aside until the whole input has been read
 *
 * Up to SPOOL_MEMORY bytes are kept in memory; what is more goes to a file in
 * $TMPDIR (else /tmp) that has no name any more, as sort(1) does it.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum { SPOOL_MEMORY = 32 << 20 };

struct spool {
	struct buf buf;		/* bytes not in the file */
	int fd;			/* the file; -1: it could not be made */
	uint64_t flushed;	/* bytes in the file */
	uint32_t *length;	/* of each line */
	size_t lines, room;
	struct buf block;	/* reading: a piece of the file */
	uint64_t block_at;	/* where it begins */
};

/* Make the file now: a program may give up the right to, before it reads. */
void spool_init(struct spool *);

/* Add a line; its number, from 0.  Fatal when the file cannot be written. */
size_t spool_add(struct spool *, struct slice line);

/* Place of the line that spool_next() gives. */
struct spool_at {
	size_t line;
	uint64_t offset;
};

/* The line AT (begin with all zero), good until the next call; moves on. */
struct slice spool_next(struct spool *, struct spool_at *at);

/* The line at AT, which stays. */
struct slice spool_get(struct spool *, const struct spool_at *at);

void spool_free(struct spool *);

#endif
