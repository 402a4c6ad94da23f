/*
 * claimmodel.h - weights that turn features of a statement into probabilities
 *
 * Two linear models over the same hashed features: "checkable" and "worth"
 * (model/claim.md says what they mean and what they were trained on).  All
 * arithmetic is in integers, so every machine and compiler gives the same
 * probabilities.  Log-odds are in 1/1024.
 */
#ifndef CLAIMMODEL_H
#define CLAIMMODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/claimfeature.h"

enum claim_head { CLAIM_CHECKABLE, CLAIM_WORTH, CLAIM_HEADS };

/*
 * Corrections by what the rules found in the statement (news/assertion), one
 * number for each, added to the log-odds: learned with the calibration.
 */
enum { CLAIM_CORRECTIONS = 12 };

enum { CLAIM_LOGIT = 1024 };	/* log-odds of 1 */

struct claim_weights {
	const int8_t *slot;		/* [CLAIMFEATURE_SLOTS] */
	int64_t factor;			/* of the weighted sum, for news */
	int64_t bias;			/* log-odds */
	int64_t raw_factor, raw_bias;	/* as trained, on debates */
	int64_t correction[CLAIM_CORRECTIONS];	/* log-odds */
};

struct claim_model {
	struct claim_weights head[CLAIM_HEADS];
};

/* Made of src/model/claim.txt at build time. */
extern const struct claim_model claimmodel_builtin;

/*
 * Read the model file FILE into MODEL.  False, with the reason in *WHY, when
 * it cannot be read or is none; otherwise release it with claimmodel_free().
 */
bool claimmodel_read(struct claim_model *model, const char *file,
    const char **why);
void claimmodel_free(struct claim_model *);

/*
 * MODEL with the probabilities of the debates it was trained on instead of
 * those of news: no corrections.  The weights stay MODEL's.
 */
struct claim_model claimmodel_debate(const struct claim_model *model);

/* The fixed-point weight of the first N features when N are grams. */
int64_t claimmodel_gram_unit(size_t n);

/* The log-odds of FEATURES for HEAD, without corrections. */
int64_t claimmodel_logit(const struct claim_model *, enum claim_head head,
    const struct claim_features *features);

/*
 * What feature I of FEATURES adds to the log-odds of HEAD; GRAM_UNIT is
 * claimmodel_gram_unit(features->grams).
 */
int64_t claimmodel_part(const struct claim_model *, enum claim_head head,
    const struct claim_features *features, size_t i, int64_t gram_unit);

/* The probability of LOGIT in thousandths, 1 to 999. */
unsigned claimmodel_permille(int64_t logit);

#endif
