/*
 * mend.h - put right what the sequence model mislabels
 *
 * A clause cut before its verb, a statement before ", X said" that is left
 * out: what grammar decides beyond doubt, whatever the weights say.
 */
#ifndef MEND_H
#define MEND_H

#include "news/clause.h"

/* Mend the labels of one sentence. */
void mend_labels(struct clause *);

#endif
