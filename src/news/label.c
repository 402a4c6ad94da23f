#include "config.h"

#include "news/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Below this probability of the best analysis the reranker looks at the next
 * ones.  Above it, it hardly ever chose another.
 */
static const float doubt = 0.9f;

/* A sentence, or a piece of a long one, between decoding and choice. */
struct label_unit {
	size_t begin, end;		/* tokens of the window */
	struct rerank_list list;	/* labels in labeler.mem */
	struct rerank_analysis first;
	float total, p;
};

void
labeler_init(struct labeler *l, const struct model *m,
    struct label_options opt)
{
	*l = (struct labeler){ .model = m, .opt = opt };
	scorer_init(&l->scorer, m);
	l->lattice = mem_alloc(1, sizeof *l->lattice);
	l->list = mem_alloc(1, sizeof *l->list);
	l->memory = mem_alloc(1, sizeof *l->memory);
}

void
labeler_free(struct labeler *l)
{
	scorer_free(&l->scorer);
	free(l->word);
	free(l->lattice);
	free(l->list);
	free(l->memory);
	free(l->unit);
	arena_free(&l->mem);
}

size_t
label_unit_end(const struct document *doc, size_t begin)
{
	size_t end = doc->sentence[doc->token[begin].sentence].token_end;

	return end - begin > CRF_TOKENS ? begin + CRF_TOKENS : end;
}

void
label_lattice(const struct model *m, const struct feature_word *word,
    size_t n, size_t begin, size_t end, struct crf_lattice *c)
{
	uint64_t key[FEATURE_MAX];
	size_t i, keys;

	c->automaton = &m->automaton;
	c->n = end - begin;
	for (i = begin; i < end; i++) {
		keys = feature_nodes(word, n, i, key);
		model_node_scores(m, key, keys, c->node[i - begin]);
		keys = feature_edges(word, n, i, key);
		model_edge_scores(m, key, keys, c->edge[i - begin]);
		model_trans_set(m, feature_edge_class(word, i), c, i - begin);
	}
}

/* Decode one piece: its labellings in l->mem, the first one analysed. */
static void
unit_decode(struct labeler *l, size_t tokens, struct label_unit *u)
{
	size_t n = u->end - u->begin, k;
	struct crf_list *list = l->list;
	float score;

	scorer_lattice(&l->scorer, l->word, tokens, u->begin, u->end,
	    l->lattice);
	score = crf_best(l->lattice, list->label[0]);
	list->n = 1;
	list->score[0] = score;
	u->p = 0;
	if (!l->opt.fast) {
		u->total = crf_total(l->lattice);
		u->p = crf_exp(score - u->total);
		if (u->p < doubt && l->model->header.choice_buckets > 0)
			crf_best_more(l->lattice, RERANK_LIST, list);
	}
	u->list.n = list->n;
	for (k = 0; k < list->n; k++) {
		uint8_t *label = arena_alloc(&l->mem, n);

		memcpy(label, list->label[k], n);
		u->list.label[k] = label;
		u->list.score[k] = list->score[k];
	}
	if (!l->opt.fast) {
		rerank_analyse(l->word + u->begin, (int)n, u->list.label[0],
		    &u->first);
		rerank_memory_add(l->memory, l->word + u->begin, &u->first);
	}
}

static struct rerank_neighbour
neighbour(const struct label_unit *u)
{
	return (struct rerank_neighbour){ u->begin, u->end, &u->first };
}

/* Which of its labellings piece I of N has; u->p becomes its probability. */
static const uint8_t *
unit_choose(struct labeler *l, size_t i, size_t n)
{
	struct rerank_neighbour before, here, behind;
	struct label_unit *u = &l->unit[i];
	struct rerank_context context;
	size_t best = 0;

	if (u->list.n > 1) {
		here = neighbour(u);
		if (i > 0)
			before = neighbour(u - 1);
		if (i + 1 < n)
			behind = neighbour(u + 1);
		rerank_context_set(&context, l->memory, l->word,
		    i > 0 ? &before : NULL, &here,
		    i + 1 < n ? &behind : NULL);
		best = rerank_choose(l->model, l->word + u->begin,
		    (int)(u->end - u->begin), &u->list, u->total, &context,
		    &u->p);
	}
	return u->list.label[best];
}

void
label_document(struct labeler *l, struct document *doc)
{
	size_t begin, end, i, n = 0, k;
	const uint8_t *label;
	struct label_unit *u;

	l->word = mem_grow(l->word, &l->word_cap, doc->tokens + 1,
	    sizeof *l->word);
	scorer_words(&l->scorer, doc, l->word);
	arena_reset(&l->mem);
	rerank_memory_clear(l->memory);
	for (begin = 0; begin < doc->tokens; begin = end) {
		end = label_unit_end(doc, begin);
		l->unit = mem_grow(l->unit, &l->unit_cap, n + 1,
		    sizeof *l->unit);
		u = &l->unit[n++];
		u->begin = begin;
		u->end = end;
		unit_decode(l, doc->tokens, u);
	}
	for (i = 0; i < doc->sentences; i++)
		doc->sentence[i].confidence = 1;
	for (i = 0; i < n; i++) {
		u = &l->unit[i];
		label = unit_choose(l, i, n);
		for (k = u->begin; k < u->end; k++)
			doc->token[k].label = label[k - u->begin];
		doc->sentence[doc->token[u->begin].sentence].confidence *=
		    u->p < 1 ? u->p : 1;
	}
}
