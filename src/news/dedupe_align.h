/*
 * dedupe_align.h - how much of one quotation stands in another, in order
 *
 * Local alignment of words (Smith and Waterman 1981, with the affine gaps of
 * Gotoh 1982).  A word aligned with itself scores its weight; words left out
 * on either side cost one opening and a little each, so that an ellipsis of
 * any length is nearly free; a replaced word costs an opening and its weight.
 * Integers throughout: 1/64 nat.
 */
#ifndef DEDUPE_ALIGN_H
#define DEDUPE_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/dedupe_weight.h"

enum {
	DEDUPE_FINE = 16,	/* 1/64 nats in a quarter nat */
};

/* The words of the shorter side, prepared for many longer ones. */
struct dedupe_align {
	const uint32_t *token;	/* borrowed */
	size_t n;
	uint32_t weight;	/* of all words, quarter nats */
	struct align_mark {
		uint32_t word;	/* plus 1; 0 is empty */
		uint32_t weight;	/* of its occurrences, quarter nats */
		uint32_t seen;	/* number of the longer side it was seen in */
	} *mark;		/* owned: hash table of its words */
	size_t mask, room;
	uint64_t filter[4];	/* bit set of its words, to say no quickly */
	uint32_t round;
	size_t cells;		/* filled since dedupe_align_begin() */
	int *best, *skip;	/* owned: one row of the table */
	uint32_t *run;
	size_t row_room;
};

/* What dedupe_align_score() found, in quarter nats. */
struct dedupe_match {
	int weight;		/* of the aligned words, gaps taken off */
	int run;		/* heaviest common run of words */
	bool whole;		/* all words, in one piece, */
	size_t at;		/* which begins here in the longer side */
};

/* Begin on TOKEN[N], which must outlive the calls below. */
void dedupe_align_begin(struct dedupe_align *, const uint32_t *token, size_t n);

/*
 * Weight of the words that also occur in LONGER[M], wherever: an upper bound
 * of the alignment.  *FROM and *TO are set to the range that holds them.
 */
uint32_t dedupe_align_bound(struct dedupe_align *, const uint32_t *longer,
    size_t m, size_t *from, size_t *to);

/* Align with LONGER[M].  Time: words times words. */
struct dedupe_match dedupe_align_score(struct dedupe_align *,
    const uint32_t *longer, size_t m, const struct dedupe_rules *);

void dedupe_align_free(struct dedupe_align *);

#endif
