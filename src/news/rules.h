/*
 * rules.h - labels without a model: cue, nearest noun phrase, clause
 *
 * Used when no model is compiled in for a language or the user asks for none:
 * every listed cue that stands as a verb with a subject, the noun phrase
 * that is its source, and the clause or quotation that it reports.  It fills
 * the labels that the sequence model would fill, so what follows
 * (news/link) is the same.
 */
#ifndef RULES_H
#define RULES_H

#include "news/grammar.h"

/*
 * Label every token of DOC, whose quotations are known; W is its view, where
 * it is noted that rules made the labels.
 */
void rules_label(const struct grammar *, struct document *doc,
    struct grammar_word *w);

/*
 * Add to the labels that are there what can hardly be wrong beside them:
 * "X said that", "X vowed to", "X accused Y of".
 */
void rules_supplement(const struct grammar *, struct document *doc,
    struct grammar_word *w);

/* The same for tokens [BEGIN, END), taken as one sentence; none is cleared. */
void rules_label_span(const struct grammar *, struct document *doc,
    const struct grammar_word *w, size_t begin, size_t end);

#endif
