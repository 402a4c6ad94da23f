/*
 * dedupe_weight.h - how much a word tells, and the thresholds that go with it
 *
 * A word's weight is -ln of the share of lines of a background corpus that
 * hold it, in quarter nats.  The table is frozen: yesterday's decision does
 * not change with today's batch, and no two machines disagree.  The format is
 * text (src/model/dedupe-en.txt), described in its card.
 *
 * A token is a word as ndedupe compares it: 25 bits of the hash of the folded
 * word, a bit for "inside an inner quotation", 6 bits of weight.  Everything
 * after the tokenizer works on tokens alone, in integers.
 */
#ifndef DEDUPE_WEIGHT_H
#define DEDUPE_WEIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "text/lexicon.h"

enum {
	DEDUPE_NAT = 4,			/* quarter nats in one nat */
	DEDUPE_WEIGHT_BITS = 6,
	DEDUPE_WEIGHT_MAX = (1 << DEDUPE_WEIGHT_BITS) - 1,
	DEDUPE_NESTED = 1 << DEDUPE_WEIGHT_BITS,
	DEDUPE_WORD_SHIFT = DEDUPE_WEIGHT_BITS + 1,
	DEDUPE_SEEDS_MAX = 16,
	DEDUPE_FILTER_BITS = 14,
};

/* The word of a token, to compare; its weight in quarter nats. */
static inline uint32_t
dedupe_token_word(uint32_t token)
{
	return token >> DEDUPE_WORD_SHIFT;
}

static inline int
dedupe_token_weight(uint32_t token)
{
	return (int)(token & DEDUPE_WEIGHT_MAX);
}

/*
 * When two quotations are the same statement.  Weights in quarter nats,
 * shares in per cent, gaps in 1/64 nat.  The values and the measurements that
 * chose them are in src/model/dedupe-en.md.
 */
struct dedupe_rules {
	int cover;		/* aligned weight, share of the shorter side */
	int cover_conflict;	/* the same, named speakers disjoint */
	int cover_unquoted;	/* the same of both sides: no quoted words */
	int floor_same;		/* aligned weight, speakers share a name */
	int floor_unknown;	/* one speaker at least is not known */
	int floor_conflict;	/* named speakers disjoint */
	int near;		/* off the floor, same article or near date */
	int near_days;
	int far;		/* on the floor, farther apart than far_days */
	int far_days;
	int article;		/* floor in one article, all words aligned */
	int exact;		/* the same words, speaker, article or day */
	int line;		/* weight of rows equal in full */
	int run;		/* longest common run, share of the floor */
	int bridge;		/* weight from which a quotation may bridge */
	int bridge_whole;	/* the same, found whole in one piece */
	int bridge_cover;	/* and the share of it that must be aligned */
	int stock;		/* weight of a word of a stock phrase */
	int gap_open;		/* words skipped on one side */
	int gap_word;		/* each of them */
	int seeds;		/* rarest word pairs kept for the index */
	int seed_need;		/* how many of them a parent must share */
	int seed_unknown;	/* most that an unknown word counts there */
	int postings;		/* nearest heavier quotations looked at */
	int unknown;		/* weight of a word that is not listed */
};

struct dedupe_weights {
	struct dedupe_rules rules;
	uint64_t id;		/* hash of table and phrases: states must agree */
	uint32_t *slot;		/* tokens by word; 0 is empty */
	size_t mask;
	uint64_t *phrase;	/* hashes of the stock phrases; 0 is empty */
	size_t phrase_mask;
	size_t phrase_words;	/* in the longest of them */
	uint64_t phrase_filter[1 << DEDUPE_FILTER_BITS >> 6];	/* bit set of
				   their first two words */
};

/*
 * Read a TABLE (text as in src/model) and the STOCK phrases (NULL: none).
 * False when the table is malformed: *LINE says where.  The weights keep
 * nothing of TABLE.
 */
bool dedupe_weights_parse(struct dedupe_weights *, struct slice table,
    const struct lexicon_table *stock, size_t *line);

/* The compiled-in table, as text. */
struct slice dedupe_weights_builtin(void);

/*
 * The table in the file PATH, or the compiled-in one (NULL).  Exits with
 * DIAG_USAGE when it cannot be used.
 */
void dedupe_weights_open(struct dedupe_weights *, const char *path);

void dedupe_weights_free(struct dedupe_weights *);

/*
 * Lower the weight of the words of TOKEN[N] that stand in a stock phrase: who
 * says "at the end of the day" has not repeated anybody.  Their number.
 */
size_t dedupe_weights_dampen(const struct dedupe_weights *, uint32_t *token,
    size_t n);

/* The token of a word whose folded bytes hash to HASH. */
uint32_t dedupe_weights_token(const struct dedupe_weights *, uint64_t hash);

#endif
