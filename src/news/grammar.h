/*
 * grammar.h - the tokens of a window with what English grammar says of them
 *
 * A view beside document.token: each word in lower case, with the closed
 * classes it belongs to (src/lexicon/LANG/grammar.txt), its shape, and its
 * place relative to quotation marks.  The rules that find subjects and
 * clause ends (news/rules, news/link) look only at this.
 */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#include <stdint.h>

#include "news/cue.h"
#include "news/document.h"

/* What a word can be: bits. */
enum grammar_class {
	GRAM_DETERMINER = 1 << 0,	/* also possessive pronouns */
	GRAM_PRONOUN = 1 << 1,		/* as a subject */
	GRAM_OBJECT = 1 << 2,		/* "him" */
	GRAM_PREPOSITION = 1 << 3,
	GRAM_AUXILIARY = 1 << 4,
	GRAM_BE = 1 << 5,		/* be, get: makes a passive */
	GRAM_MODAL = 1 << 6,
	GRAM_ADVERB = 1 << 7,		/* listed, or ends in -ly */
	GRAM_NEGATION = 1 << 8,
	GRAM_AND = 1 << 9,		/* and, but, or, nor, yet */
	GRAM_SUBORDINATOR = 1 << 10,
	GRAM_RELATIVE = 1 << 11,	/* who, which, what, how ... */
	GRAM_TIME = 1 << 12,
	GRAM_TITLE = 1 << 13,		/* Mr, Sen. */
	GRAM_CAPITAL = 1 << 14,
	GRAM_NUMBER = 1 << 15,
	GRAM_PUNCT = 1 << 16,		/* any mark */
	GRAM_COMMA = 1 << 17,
	GRAM_STOP = 1 << 18,		/* . ! ? ... */
	GRAM_COLON = 1 << 19,		/* : ; and dashes */
	GRAM_OPEN = 1 << 20,		/* opening mark of an outer quotation */
	GRAM_CLOSE = 1 << 21,		/* its closing mark */
	GRAM_QUOTED = 1 << 22,		/* between them, marks included */
	GRAM_POSSESSIVE = 1 << 23,	/* 's after a word: of, is or has */
	GRAM_BRACKET = 1 << 24,
	GRAM_RULE = 1 << 25,		/* labelled by rule, not by the model */
};

struct grammar_word {
	struct slice text;	/* as written */
	struct slice lower;	/* ASCII in lower case, plain apostrophes */
	uint32_t is;		/* enum grammar_class */
};

/* W is of one of CLASSES. */
static inline bool
grammar_is(const struct grammar_word *w, uint32_t classes)
{
	return (w->is & classes) != 0;
}

struct grammar {
	const struct lexicon_table *words;	/* grammar.txt */
	const struct lexicon_table *labels;	/* label.txt; may be NULL */
	struct cue_list cues;
};

/* Load the lists of LANG; false when one of them is missing. */
bool grammar_open(struct grammar *, const char *lang);

void grammar_close(struct grammar *);

/* A view of the tokens of DOC, as many as there are, in DOC->mem. */
struct grammar_word *grammar_view(const struct grammar *, struct document *doc);

/* Whether a word is this one. */
#define GRAM_IS(w, literal) slice_eq((w).lower, SLICE(literal))

#endif
