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

/* The end of the labelled span that starts at I. */
size_t clause_span_end(const struct clause *, size_t i);

/* A cue that counts by default is labelled between FROM and TO. */
bool clause_has_speech(const struct clause *, size_t from, size_t to);

/* No token of [BEGIN, END), which is not empty, has a label. */
bool clause_is_free(const struct clause *, size_t begin, size_t end);

/*
 * Label [BEGIN, END) as one span, FIRST the label of its first token; false,
 * and nothing is done, unless it is free.
 */
bool clause_put(const struct clause *, enum label first, size_t begin,
    size_t end);

/*
 * [HEAD, TO) is labelled content and stands before a parenthesis that ends
 * with the comma at AFTER: "The plan, according to X, was late".  When it has
 * no verb, the verb behind the comma and what follows is content too.
 */
void clause_put_rest(const struct clause *, size_t head, size_t to,
    size_t after);

/* Where the clause that starts at K ends: sentence, next cue, narrator. */
size_t clause_tail(const struct clause *, size_t k);

/* The clause before ", X said": from the last label or the beginning. */
size_t clause_head(const struct clause *, size_t to);

/* An auxiliary or a past stands between FROM and TO, commas or not. */
bool clause_is_finite(const struct clause *, size_t from, size_t to);

#endif
