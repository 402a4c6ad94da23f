/*
 * rival.h - a second opinion by rule on the sentences the model doubts
 *
 * The model was trained on one kind of news and misses plain sentences of
 * others: "Tariffs have risen too, said Ms Lovely, an economist".  The rules
 * (news/rules) know little but that.  Both are asked; each row has a
 * calibrated probability of being right (news/score, with weights of its own
 * for a rule's row against the model), and a sentence takes the labels that
 * promise more: the sum, over its rows, of probability less RIVAL_COST.
 */
#ifndef RIVAL_H
#define RIVAL_H

#include "news/attribution.h"
#include "news/grammar.h"

/*
 * Decide between the labels of DOC, which are the model's, and the rules';
 * W is the view, where sentences that changed hands are flagged.
 */
void rival_decide(const struct grammar *, struct document *doc,
    struct grammar_word *w);

/* Fill LIST with the rules' rows that the model does not have. */
void rival_only(const struct grammar *, struct document *doc,
    struct grammar_word *w, struct attribution_list *list);

#endif
