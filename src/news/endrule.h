/*
 * endrule.h - whether a sentence ends at a stop
 *
 * A list of rules, asked one after another; each says that the sentence ends,
 * that it goes on, or nothing.  What a period behind an abbreviation means is
 * a table: the class of the abbreviation by the kind of what follows.
 */
#ifndef ENDRULE_H
#define ENDRULE_H

#include "news/stop.h"

/* What a rule looks at. */
struct place {
	const struct stop_lists *lists;
	struct slice text;	/* the paragraph */
	size_t begin;		/* of the sentence so far */
	size_t words;		/* what follows its opening marks */
	struct stop stop;
};

bool endrule_ends(const struct place *at);

#endif
