/*
 * seam.h - where "cat" glued the last line of one article to the next
 *
 * Files without a final newline run into one another.  Only what surrounds
 * such a place can tell it from a name like "McDonald" or a lost blank: a
 * date stamp or a line of furniture that runs, without a blank, into a
 * capital letter, or a scrap at the tail of an article that runs into a
 * paragraph.  Nothing else is cut.
 */
#ifndef SEAM_H
#define SEAM_H

#include "news/furniture.h"

/* What is known of the line's surroundings. */
struct seam_context {
	bool tail;		/* furniture that ends articles came before */
};

/*
 * The byte of LINE (clean text) where a new document begins, 0 if none does.
 */
size_t seam_find(struct furniture *, struct slice line,
    const struct seam_context *);

#endif
