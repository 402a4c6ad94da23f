/*
 * repeat.h - short lines that come back in document after document
 *
 * A site prints its own name, slogans and buttons around every article.  A
 * line counts as such when it stood in several documents before, next to
 * different lines: in copies of one article, neighbours are always the same.
 * Sentences never count.  One pass; what a line is depends on the documents
 * before it in the run, so this is only done when asked for.
 *
 * Memory: REPEAT_SLOTS lines; when these are taken, new lines are not counted.
 */
#ifndef REPEAT_H
#define REPEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	REPEAT_SLOTS = 1 << 16,
	REPEAT_BYTES = 100,	/* longest line that counts */
};

struct repeat {
	struct repeat_slot *slot;	/* [REPEAT_SLOTS], made when needed */
	size_t taken;
	struct repeat_slot *last;	/* of the line before, NULL: none */
	uint64_t before;		/* its hash, 0: none */
	size_t documents;		/* begun */
};

/* A document begins. */
void repeat_document(struct repeat *);

/*
 * Count LINE, the next of the document; whether it stood in at least LEAST
 * documents before this one.
 */
bool repeat_line(struct repeat *, struct slice line, size_t least);

/* Release the memory. */
void repeat_free(struct repeat *);

#endif
