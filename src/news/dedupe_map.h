/*
 * dedupe_map.h - the index as a pipe: map, sort, reduce, join
 *
 * What dedupe_index.h does in memory is done here by sort(1), on one machine
 * or many.  Map writes a line for every pair of neighbouring words of every
 * form:
 *
 *	gram TAB order TAB key TAB seeds
 *
 * order is a number that puts the heavier form first; seeds is how many seeds
 * the form has if this pair is one of them, else 0.  Sorted by bytes, the
 * lines of a pair of words stand together in the order of the index, and
 * reduce needs to hold only the nearest heavier forms.  It writes
 *
 *	key TAB heavier key TAB seeds
 *
 * for every shared seed; join counts these lines, whatever their order.
 * A line may come twice (the same form in two parts): once is enough, and
 * reduce sees to it.
 */
#ifndef DEDUPE_MAP_H
#define DEDUPE_MAP_H

#include "io/lines.h"
#include "io/output.h"
#include "news/dedupe.h"

/* Write the lines of all forms of D. */
void dedupe_map(const struct dedupe *d, struct output *out);

/* From sorted lines of dedupe_map(): the pairs.  Bad lines are reported. */
void dedupe_reduce(struct lines *in, const struct dedupe_rules *,
    struct output *out);

/* A seed that two forms share. */
struct dedupe_shared {
	uint32_t form, heavier;
};

/*
 * The lines of dedupe_reduce() between forms of D, *N of them; the caller
 * frees.  Lines about forms that D does not have, and bad ones, are reported.
 */
struct dedupe_shared *dedupe_read_shared(struct lines *in,
    const struct dedupe *d, size_t *n);

#endif
