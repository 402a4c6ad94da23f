/*
 * discourse.h - who is in the reader's mind at a point of the text
 *
 * The resolution of sources walks through a window from left to right.  The
 * discourse remembers which entities appeared where, newest first, and who
 * has spoken; from that it scores the candidates for "he" and "she".
 *
 * Only the latest DISCOURSE_CANDIDATES entities of the last DISCOURSE_REACH
 * sentences are looked at, so a step has constant cost.
 */
#ifndef DISCOURSE_H
#define DISCOURSE_H

#include "news/attribution.h"
#include "news/entity.h"

enum {
	DISCOURSE_CANDIDATES = 96,
	DISCOURSE_REACH = 30,	/* sentences */
	SPEAKERS_MAX = 4
};

/* The answer for one source. */
struct speakers {
	struct slice name[SPEAKERS_MAX];
	uint32_t entity[SPEAKERS_MAX];	/* ENTITY_NONE: own words of the text */
	uint32_t n;
	double p;		/* probability that it is right */
};

/* An attribution whose speaker is known. */
struct spoken {
	uint32_t attribution;
	uint32_t sentence;	/* of its source */
	uint32_t end_token, end_sentence;
	struct speakers who;
};

struct discourse {
	struct entity_set *set;
	const struct name_view *view;
	const struct attribution *attr;
	size_t attributions;
	struct spoken *spoken;	/* [spokens], in the arena */
	size_t spokens;
	struct speakers *answer;	/* [attributions]: who their sources are */
	uint32_t newest;	/* entity that appeared last, or ENTITY_NONE */
	size_t next_mention;	/* mentions before it have appeared */
	size_t next_token;	/* pronouns before it have appeared */
	bool *is_source;	/* [tokens]: a source begins here */
	uint32_t *same_before;	/* [tokens]: the token before that has the
				   same lower-case form, or UINT32_MAX */
	uint32_t *same_after;	/* [tokens]: the one after it, or UINT32_MAX */
};

void discourse_begin(struct discourse *, struct entity_set *,
    const struct attribution *, size_t n);

/* Let everything before token POS appear. */
void discourse_advance(struct discourse *, uint32_t pos);

/* Entity E appears at TOKEN. */
void discourse_see(struct discourse *, uint32_t e, struct appearance);

/* Attribution A, whose source begins at token POS, is WHO's. */
void discourse_spoke(struct discourse *, uint32_t a, uint32_t pos,
    const struct speakers *who);

/*
 * The best candidate for a pronoun or a bare noun at token POS; GENDER is
 * 'm', 'f' or 0 for any.  A is the attribution whose source it is, or
 * ATTRIBUTION_NONE.  ENTITY_NONE if nobody comes to mind.  P is the share of
 * the best among the candidates, 0 to 1.
 */
uint32_t discourse_pronoun(const struct discourse *, uint32_t pos,
    char gender, uint32_t a, double *p);

/* Whether byte AT lies in the content of attribution A. */
bool discourse_in_content(const struct attribution *a, uint32_t at);

/* BASE to the power of N, by multiplication: the same on every machine. */
double discourse_power(double base, uint32_t n);

/* OUT becomes the entity E alone, respectively the WORDS of the text. */
void speakers_set(const struct discourse *, struct speakers *out, uint32_t e);
void speakers_set_words(struct speakers *out, struct slice words);

/* Whether E is among the speakers. */
bool speakers_has(const struct speakers *, uint32_t e);

#endif
