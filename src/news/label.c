#include "config.h"

#include "news/label.h"

#include <stdlib.h>

#include "base/mem.h"

/*
 * Below this probability of the best analysis the reranker looks at the next
 * ones.  Above it, it hardly ever chose another.
 */
static const float doubt = 0.9f;

void
labeler_init(struct labeler *l, const struct model *m,
    struct label_options opt)
{
	*l = (struct labeler){ .model = m, .opt = opt };
	l->lattice = mem_alloc(1, sizeof *l->lattice);
	l->list = mem_alloc(1, sizeof *l->list);
}

void
labeler_free(struct labeler *l)
{
	free(l->word);
	free(l->lattice);
	free(l->list);
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
		c->trans[i - begin] = model_trans(m,
		    feature_edge_class(word, i));
	}
}

/*
 * The labelling of the tokens [BEGIN, END) to use, of those in l->list; *P is
 * its probability.
 */
static const uint8_t *
choose(struct labeler *l, size_t begin, size_t end, float *p)
{
	const struct feature_word *w = l->word + begin;
	struct rerank_analysis a;
	int n = (int)(end - begin);
	float score, total;
	size_t best = 0;

	*p = 0;
	score = crf_best(l->lattice, l->list->label[0]);
	if (l->opt.fast)
		return l->list->label[0];
	total = crf_total(l->lattice);
	*p = crf_exp(score - total);
	l->context.paragraph = w[0].brk == 2;
	if (l->model->header.choice_buckets > 0) {
		if (*p < doubt) {
			crf_best_list(l->lattice, RERANK_LIST, l->list);
			best = rerank_choose(l->model, w, n, l->list, total,
			    &l->context, p);
		}
		rerank_analyse(w, n, l->list->label[0], &a);
		l->context.pattern = rerank_pattern(&a);
		l->context.open = rerank_open(w, n);
	}
	return l->list->label[best];
}

/* Label tokens [BEGIN, END); the probability of the labels. */
static float
label_unit(struct labeler *l, struct document *doc, size_t begin, size_t end)
{
	const uint8_t *label;
	size_t i;
	float p;

	label_lattice(l->model, l->word, doc->tokens, begin, end, l->lattice);
	label = choose(l, begin, end, &p);
	for (i = begin; i < end; i++)
		doc->token[i].label = label[i - begin];
	return p > 1 ? 1 : p;
}

void
label_document(struct labeler *l, struct document *doc)
{
	size_t begin, end;
	float p;

	l->word = mem_grow(l->word, &l->word_cap, doc->tokens + 1,
	    sizeof *l->word);
	model_words(l->model, doc, l->word);
	l->context = (struct rerank_context){ 0 };
	for (begin = 0; begin < doc->sentences; begin++)
		doc->sentence[begin].confidence = 1;
	for (begin = 0; begin < doc->tokens; begin = end) {
		end = label_unit_end(doc, begin);
		p = label_unit(l, doc, begin, end);
		doc->sentence[doc->token[begin].sentence].confidence *= p;
	}
}
