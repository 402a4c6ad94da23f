/*
 * rerank.h - choice among the best few analyses of a sentence
 *
 * The sequence model sees labels token by token; it cannot see that an
 * analysis has a cue without content, a source shared by three cues or a
 * content that stops two words before the sentence does.  Each of its best
 * labellings is taken apart into spans, the spans linked as news/link does
 * it inside a sentence, and the whole described by some dozens of features;
 * a log-linear model over these and the labelling's own log probability
 * chooses (Collins and Koo 2005; trained for least expected risk as in Smith
 * and Eisner 2006, see src/train/ntrain-rerank.c).
 *
 * Memory: fixed; nothing is allocated.
 */
#ifndef RERANK_H
#define RERANK_H

#include "news/model.h"

enum {
	RERANK_SPANS = 64,		/* of a sentence; more are not looked at */
	RERANK_PIECES = 6,		/* contents of one attribution */
	RERANK_KEYS = 4096,		/* features of an analysis */
	RERANK_LIST = 8			/* labellings looked at */
};

enum rerank_type { SPAN_CONTENT = 1, SPAN_CUE, SPAN_SOURCE };

struct rerank_span {
	enum rerank_type type;
	int begin, end;			/* tokens of the sentence */
};

struct rerank_link {			/* an attribution; -1: absent */
	int cue, source;		/* indices of spans */
	int content[RERANK_PIECES];
	int contents;
};

struct rerank_analysis {
	struct rerank_span span[RERANK_SPANS];
	int spans;
	struct rerank_link link[RERANK_SPANS];
	int links;
};

/* What stands before the sentence. */
struct rerank_context {
	uint64_t pattern;		/* of the sentence before; 0: none */
	unsigned open;			/* 1: it ends inside a quotation, 2: with
					   a closing mark; 0: neither */
	unsigned paragraph;		/* the sentence begins a paragraph */
};

/* Spans and links of the labelling LABEL of the N tokens at W. */
void rerank_analyse(const struct feature_word *w, int n, const uint8_t *label,
    struct rerank_analysis *out);

/* The types of the spans in their order, as a number. */
uint64_t rerank_pattern(const struct rerank_analysis *);

/* Features of an analysis in KEY [RERANK_KEYS]; their number. */
size_t rerank_features(const struct feature_word *w, int n,
    const struct rerank_analysis *, const struct rerank_context *,
    uint64_t *key);

/* How the sentence of N tokens at W ends, for rerank_context.open. */
unsigned rerank_open(const struct feature_word *w, int n);

/*
 * The labelling of LIST to use.  TOTAL is crf_total() of the sentence.
 * *P is set to its probability among those on the list.
 */
size_t rerank_choose(const struct model *, const struct feature_word *w,
    int n, const struct crf_list *list, float total,
    const struct rerank_context *, float *p);

#endif
