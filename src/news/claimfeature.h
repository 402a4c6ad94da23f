/*
 * claimfeature.h - what the claim model looks at in a statement
 *
 * Hashed features: words and pairs of words (numbers as classes: percent,
 * money, year, number of digits), the first four letters of long words,
 * kinds of words (wordkind.txt, by clustering), pairs and
 * triples of word classes, counts of words in classes, length, the first
 * words.  The set follows ClaimBuster (Hassan et al., KDD 2017) without
 * its part-of-speech tags; what each part is worth is in model/claim.md.
 *
 * Values are small integers.  The first GRAMS features are weighed by the
 * square root of their number (claimmodel), so that long statements do not
 * outweigh short ones.  A change here needs a new model.
 */
#ifndef CLAIMFEATURE_H
#define CLAIMFEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "news/word.h"
#include "text/lexicon.h"

enum {
	CLAIMFEATURE_BITS = 17,
	CLAIMFEATURE_SLOTS = 1 << CLAIMFEATURE_BITS,
	CLAIMFEATURE_WORDS = 2000	/* of a statement that are looked at */
};

struct claim_feature {
	uint32_t slot;		/* of the weight tables */
	uint16_t value;
	uint16_t reason;	/* a word (its number) or, with
				   CLAIMFEATURE_NAMED, a named count */
	uint8_t width;		/* words it spans from that one on */
};

enum {
	CLAIMFEATURE_NAMED = 0x8000,
	CLAIMFEATURE_ABSENT = 0xffff	/* something is not there: no reason */
};

struct claim_features {
	struct claim_feature *feature;	/* [n], owned */
	size_t n, cap;
	size_t grams;			/* how many come first */
	uint32_t *seen;			/* [SLOTS] round a slot was used in */
	uint32_t round;
	uint64_t hash[CLAIMFEATURE_WORDS];
	uint64_t kind[CLAIMFEATURE_WORDS];
	unsigned char class[CLAIMFEATURE_WORDS];
	const struct lexicon_table *classes;	/* claimclass.txt */
	const struct lexicon_table *kinds;	/* wordkind.txt */
};

/*
 * CLASSES is the list "claimclass", KINDS the list "wordkind".  Memory: 0.5 MB
 * and one statement.
 */
void claimfeature_init(struct claim_features *,
    const struct lexicon_table *classes, const struct lexicon_table *kinds);

/* The features of WORDS, or of the first CLAIMFEATURE_WORDS of them. */
void claimfeature_find(struct claim_features *, const struct words *words);

/* Append the name of REASON: the word in lower case, or a
   named count in capitals. */
void claimfeature_put_reason(const struct words *words, unsigned reason,
    struct buf *out);

void claimfeature_free(struct claim_features *);

#endif
