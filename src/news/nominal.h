/*
 * nominal.h - people named by what they are: "the foreign minister"
 *
 * The best of the persons whose description in the text fits (the role, or
 * what it may also be called; shared words; the country), the newest first;
 * else the apposition after the phrase; else, for a role that not anybody
 * has, the person in focus.
 */
#ifndef NOMINAL_H
#define NOMINAL_H

#include "news/discourse.h"

/*
 * The person that the definite phrase [I, J) with the singular role noun at
 * HEAD stands for, or ENTITY_NONE.  CUT: where its modifiers after the noun
 * begin, J if there are none.  P: how sure.
 */
uint32_t nominal_person(const struct discourse *, uint32_t a, size_t i,
    size_t j, size_t head, size_t cut, double *p);

/*
 * The person of the age in [I, HEAD]: "the 34-year-old", "the 34-year-old
 * keeper"; of "the 34-year-old" also the person in focus, when of nobody that
 * age was told.  ENTITY_NONE if there is none.  P: how sure.
 */
uint32_t nominal_aged(const struct discourse *, uint32_t a, size_t i,
    size_t head, double *p);

/*
 * "the Norwegian": the person whom the text calls so, last named or heard; or
 * ENTITY_NONE.  P: how sure.
 */
uint32_t nominal_compatriot(const struct discourse *, size_t i, size_t head,
    double *p);

/* "the two ministers", "the two sides": the last two that fit. */
bool nominal_pair(const struct discourse *, size_t i, size_t cut, size_t head,
    struct speakers *out);

#endif
