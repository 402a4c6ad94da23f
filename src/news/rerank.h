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

/*
 * What the first analyses of a whole window say: who speaks in it, by which
 * words.  Words beyond the room are forgotten.
 */
enum { RERANK_MEMORY = 4096 };		/* places, a power of 2 */

struct rerank_memory {
	struct rerank_word {
		uint32_t word;		/* hash; 0: empty */
		uint16_t sources, cues;	/* spans it is the head of */
	} place[RERANK_MEMORY];
	uint32_t words;
	uint32_t sentences, contents;	/* sentences, and those with content */
};

/* What stands around the sentence. */
struct rerank_context {
	const struct rerank_memory *memory;	/* NULL: nothing known */
	const struct rerank_analysis *first;	/* of this sentence, which is
						   part of the memory */
	uint64_t pattern;		/* of the sentence before; 0: none */
	uint64_t next;			/* ... behind it */
	unsigned open;			/* 1: it ends inside a quotation, 2: with
					   a closing mark; 0: neither */
	bool paragraph;			/* the sentence begins a paragraph */
	bool next_paragraph;		/* the next one does */
};

/* Spans and links of the labelling LABEL of the N tokens at W. */
void rerank_analyse(const struct feature_word *w, int n, const uint8_t *label,
    struct rerank_analysis *out);

/* Forget everything; take in the first analysis A of a sentence at W. */
void rerank_memory_clear(struct rerank_memory *);
void rerank_memory_add(struct rerank_memory *, const struct feature_word *w,
    const struct rerank_analysis *a);

/* The types of the spans in their order, as a number. */
uint64_t rerank_pattern(const struct rerank_analysis *);

/* Features of an analysis in KEY [RERANK_KEYS]; their number. */
size_t rerank_features(const struct feature_word *w, int n,
    const struct rerank_analysis *, const struct rerank_context *,
    uint64_t *key);

/* A sentence with its first analysis. */
struct rerank_neighbour {
	size_t begin, end;		/* tokens of the window */
	const struct rerank_analysis *first;
};

/*
 * Fill the context of the sentence HERE of the window whose words are WORD,
 * from the one BEFORE and the one BEHIND (NULL: none).
 */
void rerank_context_set(struct rerank_context *, const struct rerank_memory *,
    const struct feature_word *word, const struct rerank_neighbour *before,
    const struct rerank_neighbour *here,
    const struct rerank_neighbour *behind);

/* Labellings, best first. */
struct rerank_list {
	size_t n;			/* 1 ... RERANK_LIST */
	float score[RERANK_LIST];	/* unnormalised log */
	const uint8_t *label[RERANK_LIST];
};

/*
 * The labelling of LIST to use.  TOTAL is crf_total() of the sentence.
 * *P is set to its probability among those on the list.
 */
size_t rerank_choose(const struct model *, const struct feature_word *w,
    int n, const struct rerank_list *list, float total,
    const struct rerank_context *, float *p);

#endif
