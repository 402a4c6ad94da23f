/*
 * label.h - content, cue and source labels for the tokens of a window
 *
 * The sequence model (news/model, news/crf) labels one sentence at a time,
 * seeing the words around it; where its best analysis is in doubt, the
 * reranker (news/rerank) chooses among the best few.
 */
#ifndef LABEL_H
#define LABEL_H

#include "base/arena.h"
#include "news/document.h"
#include "news/model.h"
#include "news/rerank.h"
#include "news/scorer.h"

struct label_options {
	bool fast;		/* the first analysis, no reranking, and no
				   confidence */
};

struct label_unit;

struct labeler {
	const struct model *model;
	struct label_options opt;
	struct scorer scorer;
	struct feature_word *word;	/* [word_cap], of the window */
	size_t word_cap;
	struct crf_lattice *lattice;	/* room for one sentence */
	struct crf_list *list;
	struct rerank_memory *memory;
	struct label_unit *unit;	/* [unit_cap], of the window */
	size_t unit_cap;
	struct arena mem;		/* lists of the window's sentences */
};

/* MODEL must outlive the labeler. */
void labeler_init(struct labeler *, const struct model *,
    struct label_options);
void labeler_free(struct labeler *);

/*
 * Label the tokens of DOC, whose quotations are known, and set the
 * confidence of each sentence: the probability that all its labels are right
 * (0 with fast).  Memory: some bytes for each of the window's tokens.
 */
void label_document(struct labeler *, struct document *doc);

/*
 * The end of the piece that is decoded together with token BEGIN: its
 * sentence, cut where it is longer than CRF_TOKENS.
 */
size_t label_unit_end(const struct document *doc, size_t begin);

/*
 * Fill the lattice for tokens [BEGIN, END) of WORD [N]; news/scorer does the
 * same, quicker.
 */
void label_lattice(const struct model *, const struct feature_word *word,
    size_t n, size_t begin, size_t end, struct crf_lattice *);

#endif
