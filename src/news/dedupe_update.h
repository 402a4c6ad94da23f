/*
 * dedupe_update.h - what new rows change in a state of old ones
 *
 * A form is linked anew when what its links depend on has changed: itself, or
 * a heavier form that shares one of its seeds, by rows of this run, or by
 * being forgotten; or how many people use its wording.  With it the whole of
 * its former cluster, since links that led around a lost one were not kept.
 * All other forms stay tied as they are remembered.
 *
 * Time: a pass over the seeds of what is remembered, else by what is new.
 */
#ifndef DEDUPE_UPDATE_H
#define DEDUPE_UPDATE_H

#include <stdint.h>

#include "news/dedupe.h"

/*
 * The forms to link anew: [forms], not 0 for those; to be freed.  Renews
 * dedupe_form.common of wordings that have gained or lost a speaker.
 */
uint8_t *dedupe_update(struct dedupe *);

/*
 * Mark the wordings that DEDUPE_VOICES people use: slogans and set phrases
 * that no list has.  FORM[N] are all forms of some wordings, those of one by
 * key: not in the order of the input.
 */
void dedupe_mark_common(struct dedupe *, const uint32_t *form, size_t n);

#endif
