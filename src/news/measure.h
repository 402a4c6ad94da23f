/*
 * measure.h - the noun or sign that says what a number counts
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "news/word.h"
#include "text/lexicon.h"

struct measure {
	struct slice name;	/* normal form: in the list or in UNIT.own */
	char own[32];		/* a noun that is in no list, singular */
	size_t end;		/* the word after it */
	bool known;		/* in the list */
	bool next;		/* directly after the number */
};

/*
 * Find the unit of a number that ends before word I.  STOP are words that
 * no noun phrase goes over.  UNIT must outlive the use of its name.  False
 * when there is none.
 */
bool measure_find(const struct lexicon_table *units,
    const struct lexicon_table *stop, const struct words *words, size_t i,
    struct measure *unit);

/* The currency sign or code that ends before word I; WIDTH in words. */
bool measure_money_before(const struct lexicon_table *units,
    const struct words *words, size_t i, struct slice *name, size_t *width);

/* Whether NAME is a currency: three capitals. */
bool measure_is_money(struct slice name);

/* Whether NAME is a time: "hour", "day", "year" and the like. */
bool measure_is_time(struct slice name);

#endif
