/*
 * crf.h - a linear-chain conditional random field over span labels
 *
 * Inference for one sentence.  The states of the chain are a label together
 * with a memory of the spans before it in the sentence, so that, say, a
 * content may behave differently once its cue has been seen.  (Lafferty,
 * McCallum and Pereira, ICML 2001; the history as in a finite automaton.)
 *
 * The caller fills a lattice with scores; nothing here allocates.  All
 * arithmetic is plain float in a fixed order and the exponential is our own,
 * so the same scores give the same answers on every machine and compiler.
 */
#ifndef CRF_H
#define CRF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/document.h"

enum {
	CRF_LABELS = LABEL_COUNT,	/* 7 */
	CRF_START = LABEL_COUNT,	/* row of edges before the first token */
	CRF_ROW = 8,			/* labels padded, and one row for START */
	CRF_STATES = 40,		/* room for any memory below */
	CRF_GROUPS = 16,		/* and for its values */
	CRF_TOKENS = 400,		/* longest sentence decoded in one piece */
	CRF_BEST = 16,			/* longest list of best labellings */
	CRF_NONE = 255			/* no such state */
};

/* What a state remembers of the spans before it. */
enum crf_memory {
	CRF_LAST,	/* type of the last span: 10 states */
	CRF_SEEN,	/* types of all spans so far: 32 states */
	CRF_LAST_TWO,	/* types of the last two spans */
	CRF_MEMORIES
};

struct crf_automaton {
	unsigned states;
	uint8_t label[CRF_STATES];
	uint8_t row[CRF_STATES];		/* the label times CRF_ROW */
	uint8_t next[CRF_STATES][CRF_ROW];	/* by label; CRF_NONE */
	uint8_t start[CRF_ROW];			/* state of a first token */
	uint8_t before[CRF_STATES][CRF_STATES];	/* states that lead here */
	uint8_t befores[CRF_STATES];		/* how many */
	/* states of one memory are a group: a label leads all of them, if it
	   may follow, to the same state */
	unsigned groups;
	uint8_t member[CRF_STATES];		/* states, group by group */
	uint8_t member_end[CRF_GROUPS];
	uint8_t from[CRF_STATES][CRF_GROUPS];	/* groups that lead here, times
						   CRF_ROW, plus the label */
	uint8_t froms[CRF_STATES];		/* how many */
};

struct crf_lattice {
	const struct crf_automaton *automaton;
	size_t n;				/* tokens, 1 ... CRF_TOKENS */
	float node[CRF_TOKENS][CRF_ROW];	/* score of each label */
	float edge[CRF_TOKENS][CRF_ROW * CRF_ROW];	/* [before][label] of
						   the transition into it */
	const float *trans[CRF_TOKENS];		/* [states][CRF_ROW] */
	const float *trans_exp[CRF_TOKENS];	/* e to these; crf_total() */
	/* work space */
	float best[CRF_TOKENS][CRF_STATES];	/* score of the best labelling
						   that ends there */
};

/* Labellings, best first. */
struct crf_list {
	size_t n;
	float score[CRF_BEST];			/* unnormalised log */
	uint8_t label[CRF_BEST][CRF_TOKENS];
};

void crf_automaton_init(struct crf_automaton *, enum crf_memory);

/* May label TO follow FROM (CRF_START: at the start of a sentence)? */
bool crf_allowed(unsigned from, unsigned to);

/* Best labelling of the lattice in LABEL [n]; its score. */
float crf_best(struct crf_lattice *, uint8_t *label);

/* The K best labellings (K <= CRF_BEST), exact.  Calls crf_best(). */
void crf_best_list(struct crf_lattice *, size_t k, struct crf_list *out);

/* The same of a lattice that crf_best() was the last to be called for. */
void crf_best_more(struct crf_lattice *, size_t k, struct crf_list *out);

/* Log of the sum over all labellings. */
float crf_total(const struct crf_lattice *);

/* e to the X, relative error below 1e-5; X is clamped to +-80. */
float crf_exp(float x);

/* Natural logarithm of X > 0. */
float crf_log(float x);

#endif
