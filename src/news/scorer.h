/*
 * scorer.h - the scores of a window's tokens, most of them remembered
 *
 * Adding up the weights of a token's hundred features is most of what finding
 * attributions costs.  Weights are whole numbers, so a sum over the features
 * that hang on the same few things (news/templates) is the same whenever
 * these are, and may be kept: for every form of a word, and for the pairs and
 * groups seen last.  What comes out is label_lattice()'s to the bit.
 *
 * Memory: about 5 MB, and 230 bytes for each form of a word of the window and
 * of those before it, up to SCORER_FORMS in all.
 */
#ifndef SCORER_H
#define SCORER_H

#include "news/model.h"
#include "news/templates.h"

enum {
	SCORER_FORMS = 32768,	/* forget all words when there are more */
	SCORER_PAIRS = 16384,	/* powers of 2 */
	SCORER_GROUPS = 32768
};

struct scorer_form;
struct scorer_pair;
struct scorer_group;

struct scorer {
	const struct model *model;
	struct feature_forms forms;
	struct scorer_form *form;	/* [form_cap], by number */
	size_t form_cap;
	uint32_t form_n;		/* forms below this have their sums */
	struct scorer_pair *pair;	/* [SCORER_PAIRS], by hash */
	struct scorer_group *group;	/* [SCORER_GROUPS], by hash */
	uint64_t place[TEMPLATE_PLACES];	/* number of the last of each */
	model_sums place_sum[TEMPLATE_PLACES];
};

/* MODEL must outlive the scorer. */
void scorer_init(struct scorer *, const struct model *);
void scorer_free(struct scorer *);

/* Begin a window: model_words(). */
void scorer_words(struct scorer *, const struct document *,
    struct feature_word *word);

/* label_lattice() for tokens [BEGIN, END) of the WORD [N] of the window. */
void scorer_lattice(struct scorer *, const struct feature_word *word,
    size_t n, size_t begin, size_t end, struct crf_lattice *);

#endif
