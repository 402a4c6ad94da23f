/*
 * assertion.h - how a statement is asserted: modality and polarity
 *
 * Rules over words (lexicon assertion.txt), without a parser.  Negation is
 * read well, the reach of a hedge half as well: on events of news text
 * (Stanovsky et al., ACL 2017, the set of Lee et al.) the rules for one event
 * score a macro-F1 of .73 over fact, doubt and denial (tests/eval/claim.sh).
 */
#ifndef ASSERTION_H
#define ASSERTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "news/word.h"
#include "text/lexicon.h"

enum modality {
	MODALITY_ASSERTED, MODALITY_HEDGED, MODALITY_PREDICTED,
	MODALITY_PLEDGED, MODALITY_DIRECTIVE, MODALITY_HYPOTHETICAL,
	MODALITY_ASKED,
	MODALITIES
};

/* What is said of one event: it is so, it is open, it is not so. */
enum factuality { FACTUALITY_FACT, FACTUALITY_DOUBT, FACTUALITY_DENIAL };

struct assertion {
	enum modality modality;
	bool negative;		/* the proposition has a "not" */
};

struct asserter {
	const struct lexicon_table *list;	/* assertion.txt */
	uint32_t *flags;	/* [n] of the words, owned */
	size_t n, cap;
};

/* LIST is the list "assertion" of the language. */
void asserter_init(struct asserter *, const struct lexicon_table *list);

/* Look at WORDS: to be called before the two functions below. */
void asserter_read(struct asserter *, const struct words *words);

/*
 * The whole statement, said with the speech act ACT ("promise"; empty if
 * unknown).
 */
struct assertion asserter_claim(const struct asserter *,
    const struct words *words, struct slice act);

/* The event that word I names. */
enum factuality asserter_event(const struct asserter *,
    const struct words *words, size_t i);

/* "asserted", "hedged" ... */
const char *modality_name(enum modality);

void asserter_free(struct asserter *);

#endif
