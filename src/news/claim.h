/*
 * claim.h - how checkable a statement is, of what kind, how asserted
 *
 * Brings together the model (claimmodel), the rules (assertion, claimtype)
 * and the amounts (quantity).  A statement of several sentences has the
 * probabilities, the modality and the reasons of the sentence most worth
 * checking, and the kinds and quantities of all of them.
 *
 * The scores are about form: they do not know what is important or true.
 */
#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "news/assertion.h"
#include "news/claimfeature.h"
#include "news/claimmodel.h"
#include "news/claimtype.h"
#include "news/quantity.h"
#include "news/sentence.h"

struct claim {
	unsigned checkable, worth;	/* thousandths */
	unsigned types;			/* claimtype.h */
	struct assertion assertion;
	struct slice quantity;		/* "op:value:unit;..." */
	struct slice why;		/* "+killed:0.41 -LENGTH:0.20" */
	unsigned corrections;		/* a bit each, enum claim_correction */
	int64_t logit[CLAIM_HEADS];	/* without the corrections */
};

/* What the log-odds are corrected by (claimmodel.h): learned on news. */
enum claim_correction {
	CORRECTION_HEDGED, CORRECTION_PREDICTED, CORRECTION_PLEDGED,
	CORRECTION_DIRECTIVE, CORRECTION_HYPOTHETICAL, CORRECTION_ASKED,
	CORRECTION_NARRATOR, CORRECTION_DIRECT, CORRECTION_MIXED,
	CORRECTION_QUANTITY, CORRECTION_SHORT,
	CORRECTION_FRAME	/* set by hand, not learned */
};

struct claimer {
	const struct claim_model *model;
	const struct lexicon_table *types, *say;
	struct quantity_lists lists;
	struct sentence_rules rules;
	struct words words;
	struct claim_features features;
	struct asserter asserter;
	struct buf quantity, why;	/* of the claim that was judged last */
	int64_t *part;		/* what each reason adds: the named ones,
				   then the words */
	size_t reasons;		/* how many of them to tell */
};

/*
 * Set up for LANG; REASONS is how many the column why holds.  False if a
 * word list is missing: *MISSING says which.
 */
bool claim_open(struct claimer *, const char *lang,
    const struct claim_model *model, size_t reasons, const char **missing);

/*
 * Judge CONTENT, of KIND ("direct", "narrator" ...; may be empty), said with
 * the speech act ACT.  What CLAIM points to is good until the next call.
 */
void claim_judge(struct claimer *, struct slice content, struct slice kind,
    struct slice act, struct claim *claim);

void claim_close(struct claimer *);

#endif
