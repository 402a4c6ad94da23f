/*
 * clausespan.h - stretches of a clause and their labels
 *
 * What the rules (news/rules) and the repairs of the model's labels
 * (news/mend) have in common.  Positions are tokens of the window.
 */
#ifndef CLAUSESPAN_H
#define CLAUSESPAN_H

#include "news/clause.h"

/* A subject pronoun and nothing else. */
bool clause_is_pronoun(const struct grammar_word *);

uint8_t clause_label(const struct clause *, size_t k);

/* No token of [BEGIN, END), which is not empty, has a label. */
bool clause_is_free(const struct clause *, size_t begin, size_t end);

/*
 * Label [BEGIN, END) as one span, FIRST the label of its first token; false,
 * and nothing is done, unless it is free.
 */
bool clause_put(const struct clause *, enum label first, size_t begin,
    size_t end);

/* Where the clause that starts at K ends: sentence, next cue, narrator. */
size_t clause_tail(const struct clause *, size_t k);

/* The clause before ", X said": from the last label or the beginning. */
size_t clause_head(const struct clause *, size_t to);

/* An auxiliary or a past stands between FROM and TO, commas or not. */
bool clause_is_finite(const struct clause *, size_t from, size_t to);

#endif
