/*
 * claimtype.h - what kind of claim a statement is
 *
 * From words (lexicon claimtype.txt), quantities and modality.  Only
 * "quantity" is solid; the others are led by words and say so in the manual.
 */
#ifndef CLAIMTYPE_H
#define CLAIMTYPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"
#include "news/assertion.h"
#include "news/word.h"
#include "text/lexicon.h"

enum claimtype {
	CLAIMTYPE_QUANTITY, CLAIMTYPE_COMPARISON, CLAIMTYPE_EVENT,
	CLAIMTYPE_CAUSAL, CLAIMTYPE_PREDICTION, CLAIMTYPE_RULE,
	CLAIMTYPE_POSITION, CLAIMTYPE_COMMITMENT, CLAIMTYPE_ACCUSATION,
	CLAIMTYPE_QUOTE, CLAIMTYPE_PERSONAL, CLAIMTYPE_PROPERTY,
	CLAIMTYPES
};

/*
 * The kinds of WORDS, a bit for each (1 << CLAIMTYPE_EVENT); never none.
 * LIST is the list "claimtype".
 */
unsigned claimtype_find(const struct lexicon_table *list,
    const struct words *words, enum modality modality, bool quantity);

/* Kinds by name, joined by commas; false for an unknown name. */
bool claimtype_parse(struct slice names, unsigned *types);

/* Append the names of TYPES, joined by commas. */
void claimtype_put(unsigned types, struct buf *out);

#endif
