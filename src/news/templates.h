/*
 * templates.h - the features of a token, by what they hang on
 *
 * A feature is a template's number with what it sees, hashed to 64 bits; a
 * token has about 100.  The template groups of news/features.h (W Q L P K)
 * say what the features are about.  Here they are cut another way, by how
 * much of the text decides them, so that news/scorer can add up the weights
 * of many features once and remember the sum:
 *
 *	alone	hang on one word, at a distance of up to three
 *	pair	on two words side by side
 *	group	on a few small numbers, packed as template_inputs()
 *	place	on a place (the likely cue, the quotation pair) that is the
 *		same for a run of tokens
 *	rest	on more than is likely to come again
 *
 * feature_nodes() gives them all; the trainers know nothing else.
 */
#ifndef TEMPLATES_H
#define TEMPLATES_H

#include "news/features.h"

enum {
	TEMPLATE_REACH = 3,		/* words seen alone on either side */
	TEMPLATE_PAIRS = 4,		/* pairs seen, from words -2 and -1 */
	TEMPLATE_MAX = 40		/* features of one of these, at most */
};

enum template_group {
	TEMPLATE_MARKS,		/* outside quotations: marks left and right */
	TEMPLATE_EDGES,		/* inside: is it near an end of the pair */
	TEMPLATE_CUES,		/* are there likely cues, and how far */
	TEMPLATE_LEFT,		/* the likely cue on the left, the distance */
	TEMPLATE_RIGHT,
	TEMPLATE_LEFT_CLASS,	/* its class and closed classes here */
	TEMPLATE_RIGHT_CLASS,
	TEMPLATE_FRAME,		/* the word between closed classes */
	TEMPLATE_CUE_FRAME,	/* a likely cue: is there a subject, "that" */
	TEMPLATE_GROUPS
};

enum template_place {
	TEMPLATE_QUOTATION,	/* the pair of marks around the token */
	TEMPLATE_CUE_LEFT,	/* the likely cue on the left */
	TEMPLATE_CUE_RIGHT,
	TEMPLATE_CUE_BOTH,
	TEMPLATE_PLACES
};

/* Token I of the N at W. */
struct template_view {
	const struct feature_word *w;
	int32_t n, i;
};

/* The word K behind the token; beyond the document a word of its own. */
static inline const struct feature_word *
template_near(const struct template_view *v, int32_t k)
{
	k += v->i;
	return k < 0 ? &feature_before : k >= v->n ? &feature_after : &v->w[k];
}

/* All of these write keys [TEMPLATE_MAX] and return their number. */

/* Features of a token that has the word W at distance AT: -3 ... 3. */
size_t template_alone(const struct feature_word *w, int at, uint64_t *key);

/* Features of W itself that also hang on its quote state. */
size_t template_quoted(const struct feature_word *w, uint64_t *key);

/* Features of a token that has A at distance AT: -2 ... 1, B behind it. */
size_t template_pair(const struct feature_word *a,
    const struct feature_word *b, int at, uint64_t *key);

/*
 * Features of a group.  Where template_inputs() gives the same number they
 * are the same; 0: there are none.  Words must have a form.
 */
uint64_t template_inputs(enum template_group, const struct template_view *);
size_t template_group(enum template_group, const struct template_view *,
    uint64_t *key);

/* Features of a place, and its number in the document; 0: there are none. */
uint64_t template_place_number(enum template_place,
    const struct template_view *);
size_t template_place(enum template_place, const struct template_view *,
    uint64_t *key);

size_t template_rest(const struct template_view *, uint64_t *key);

/* Features of the transition from A into B; those that do not hang on A. */
size_t template_edge_pair(const struct feature_word *a,
    const struct feature_word *b, uint64_t *key);
size_t template_edge_rest(const struct template_view *, uint64_t *key);

#endif
