/*
 * topics.h - whether two texts speak of the same, by the words they share
 *
 * A topic is a word of four letters or more, cut after six, in lower case
 * ("sanction" is "sanctions").  A set is a filter: a topic may be found that
 * was never put in, but none is lost.
 */
#ifndef TOPICS_H
#define TOPICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum { TOPICS_SLOTS = 8192 };	/* bits of a set */

struct topics {
	uint8_t slot[TOPICS_SLOTS / 8];	/* all zero: empty */
};

/* Put the topics of TEXT in. */
void topics_add(struct topics *, struct slice text);

/* How many topics of TEXT are in the set; in *ALL, how many it has. */
size_t topics_shared(const struct topics *, struct slice text, size_t *all);

#endif
