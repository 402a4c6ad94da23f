/*
 * nounphrase.h - who a noun phrase stands for
 *
 * "Lee", "the Danish diplomat", "a spokesman for the ministry", "a report
 * by the bank", "Ann Lee and Bo Wei", "the two ministers", "police": the
 * head of the phrase decides what kind of source it is, and the discourse
 * who or what it stands for.
 */
#ifndef NOUNPHRASE_H
#define NOUNPHRASE_H

#include "news/discourse.h"

/*
 * The speakers that the tokens [I, J), I < J, name.  A is the attribution
 * whose source they are, or ATTRIBUTION_NONE.  OUT is empty when the text
 * gives none; a phrase that stands for nobody else keeps its own words.
 */
void nounphrase_resolve(const struct discourse *, uint32_t a, size_t i,
    size_t j, struct speakers *out);

#endif
