/*
 * mend.h - put right what the sequence model mislabels
 *
 * A clause cut before its verb, a statement before ", X said" that is left
 * out: what grammar decides beyond doubt, whatever the weights say.
 */
#ifndef MEND_H
#define MEND_H

#include "news/clause.h"

/*
 * Mend the labels of one sentence: sources, contents, then statements
 * that stand before their verb.
 */
void mend_labels(struct clause *);

/* Who says it, and the word for it. */
void mend_sources(struct clause *);

/* Where what is said begins and ends. */
void mend_contents(struct clause *);

#endif
