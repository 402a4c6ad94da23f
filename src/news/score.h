/*
 * score.h - how likely a row is right
 *
 * A logistic regression on what is known of a row: its kind, how its source
 * and cue look, how far apart they stand, where the content ends, and how
 * sure the sequence model was of the sentence.  Fitted by src/train/ntrain-
 * score on articles the model had not seen; "right" means that content
 * (overlap of words at least one half) and source are those of the gold
 * annotation.  src/model/score.md has the table of reliability.
 */
#ifndef SCORE_H
#define SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Facts about a row: bits. */
enum score_fact {
	FACT_DIRECT, FACT_MIXED,
	FACT_NO_SOURCE, FACT_PRONOUN, FACT_NAME, FACT_RELATIVE,
	FACT_SOURCE_AFTER,	/* "said Smith" */
	FACT_SOURCE_NEAR,	/* at most one word from its cue */
	FACT_SOURCE_FAR,	/* more than seven */
	FACT_NO_CUE, FACT_CUE_UNKNOWN, FACT_CUE_SAY, FACT_CUE_THOUGHT,
	FACT_CUE_NOUN, FACT_COLON,
	FACT_THAT,
	FACT_CONTENT_FIRST,	/* before its cue */
	FACT_CONTENT_NEAR,	/* at most one word from its cue */
	FACT_CONTENT_FAR,	/* more than seven */
	FACT_TO_END,		/* the content ends with its sentence */
	FACT_TO_COMMA, FACT_SHORT, FACT_LONG,
	FACT_SEVERAL,		/* more than one span */
	FACT_CONTINUES, FACT_NEGATED, FACT_HEADLINE,
	FACT_NOMINAL,		/* no verb, no mark: "announced a deal" */
	FACT_INFINITIVE,	/* "to go" */
	FACT_COUNT
};

/* Where the labels come from: each has its own weights. */
enum score_basis {
	BASIS_RULE,		/* news/rules */
	BASIS_MODEL,
	BASIS_FAST,		/* the model's first analysis */
	BASIS_COUNT
};

struct score_input {
	enum score_basis basis;
	uint32_t facts;		/* 1 << enum score_fact */
	float confidence;	/* of the model in its labels, 0 to 1; 0 if
				   it did not say */
};

/* The probability that content and source are right. */
float score_of(struct score_input in);

/* The confidence as the regression sees it: log-odds, in bounds. */
float score_confidence(struct score_input in);

/* "direct": the name of a fact in an explanation. */
const char *score_fact_name(enum score_fact);

/* Read an explanation back; false when it is none. */
bool score_parse(struct slice text, struct score_input *in);

/* Append what it rests on: "model sure=97.1% direct cue-say source-near". */
void score_explain(struct score_input in, struct buf *out);

#endif
