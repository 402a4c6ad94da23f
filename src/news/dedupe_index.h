/*
 * dedupe_index.h - which longer quotations could contain this one
 *
 * A quotation's seeds are its few rarest pairs of neighbouring words, by the
 * frozen weights.  A longer one that contains it, edited or not, holds most
 * of them: the index lists, for every pair that is anybody's seed, the
 * quotations that hold it, heaviest first.  Of an over-long list the nearest
 * heavier ones are looked at.
 *
 * What lacks too many of the words is dropped by comparing bit sets.
 *
 * Memory: 21 bytes a form; 12 bytes and a bit for each distinct seed, 4 for each place of one.
 */
#ifndef DEDUPE_INDEX_H
#define DEDUPE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/dedupe_weight.h"

struct dedupe;
struct dedupe_form;

struct dedupe_index {
	const struct dedupe *d;		/* borrowed */
	uint32_t *order;		/* forms, heaviest first: [rank] */
	size_t n;
	struct index_slot {
		uint32_t gram;		/* hash of the pair; 0 is empty */
		uint32_t end;		/* of its list in posting[] */
		uint32_t last;		/* rank put in last, plus 1 */
	} *slot;
	size_t slots, mask;
	uint64_t *filter;		/* bit set of seeds, to say no quickly */
	unsigned filter_bits;
	uint32_t *posting;		/* ranks, ascending in each list */
	uint32_t *seed;			/* [n][rules.seeds]; 0: fewer */
	struct index_words {
		uint64_t bit[2];
	} *words;			/* [rank] a bit for every word; all 0:
					   not asked for so far */
	uint8_t *hits;			/* [rank] of the query going on */
	uint64_t *shared;		/* instead of all that: rank, heavier
					   rank, sorted */
	size_t shared_n;
	uint32_t *found;		/* ranks of the last query */
	size_t found_room;
};

/* A pair of words as the index knows it; never 0. */
uint32_t dedupe_gram(uint32_t first, uint32_t second);

/*
 * The seeds of TOKEN[N] in SEED (room for DEDUPE_SEEDS_MAX), each once, best
 * first; their number.
 */
size_t dedupe_seeds(const uint32_t *token, size_t n,
    const struct dedupe_rules *, uint32_t *seed);

/* The same of a form of D: none if it cannot hang on another. */
size_t dedupe_seeds_of(const struct dedupe *d, size_t form, uint32_t *seed);

/* How many seeds of N a parent must share. */
size_t dedupe_seeds_needed(size_t n, const struct dedupe_rules *);

/*
 * Order and index the forms of D, which must not change any more.  With ONLY
 * [forms] it will be asked about those that are not 0 there, not the others.
 */
void dedupe_index_init(struct dedupe_index *, const struct dedupe *d,
    const uint8_t *only);

struct dedupe_shared;

/* The same from seeds that are known to be shared. */
void dedupe_index_init_shared(struct dedupe_index *, const struct dedupe *d,
    const struct dedupe_shared *shared, size_t n);

/* The most that F may lack of its words in a parent; quarter nats. */
uint32_t dedupe_spare(const struct dedupe *d, const struct dedupe_form *f);

/*
 * The heavier forms that share enough seeds with the one of RANK, and do not
 * obviously lack more of its words than it may: their number; their ranks
 * are in index.found, ascending.
 */
size_t dedupe_index_find(struct dedupe_index *, uint32_t rank);

/* Whether TOKEN[N] obviously lacks more of the words of F than that. */
bool dedupe_index_lacks(const struct dedupe *d, const struct dedupe_form *f,
    const uint32_t *token, size_t n);

void dedupe_index_free(struct dedupe_index *);

#endif
