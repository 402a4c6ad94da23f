/* facts.h - what is known of a row, for its score (news/score) */
#ifndef FACTS_H
#define FACTS_H

#include "news/attribution.h"
#include "news/wording.h"

/* The facts about A, whose kind, negation and wording are settled. */
struct score_input facts_of(const struct wording *, const struct attribution *);

#endif
