/*
 * quantity.h - amounts in a statement, in one normal form
 *
 * "more than 5,20,000 civilians" is >:520000:person, "almost 30%" is
 * ~:30:percent, "$10-15 million" is =:10000000..15000000:USD.  A quantity is
 * an operator (= > < >= <= ~), a number or a range of two, and a unit: ISO
 * 4217 for money, "person" for people of every kind, "share" for a part of a
 * whole (two-thirds is 0.6667), "times" for a factor, the singular of the
 * noun otherwise, empty if none follows; "/hour" and the like for rates.
 * Plural words say the least they can mean: "thousands" is >=:2000.
 *
 * Years, dates, times of the day, scores, ordinals and numbers that are names
 * ("Article 5", "F-16") are not quantities.  Units are not converted.
 */
#ifndef QUANTITY_H
#define QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "news/word.h"
#include "text/lexicon.h"

enum {
	QUANTITY_ONE = 10000,	/* numbers are ten-thousandths */
	QUANTITY_UNIT = 48	/* longest unit, bytes with NUL */
};

struct quantity {
	size_t start, end;		/* words [start, end) */
	const char *op;			/* "=" ">" "<" ">=" "<=" "~" */
	int64_t low, high;		/* ten-thousandths */
	char unit[QUANTITY_UNIT];	/* "" if there is none */
};

/* The word lists of one language; borrowed from text/lexicon. */
struct quantity_lists {
	const struct lexicon_table *bound, *number, *numbered, *stop, *unit;
};

/* Fill LISTS for LANG; false when a list is missing. */
bool quantity_lists(struct quantity_lists *lists, const char *lang);

/*
 * The next quantity of WORDS at or after word FROM, in Q; false when there
 * is none.  Continue with q->end.
 */
bool quantity_next(const struct quantity_lists *lists,
    const struct words *words, size_t from, struct quantity *q);

/* Append Q as op:value:unit. */
void quantity_put(const struct quantity *q, struct buf *out);

#endif
