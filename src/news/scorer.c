#include "config.h"

#include "news/scorer.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum { DISTANCES = 2 * TEMPLATE_REACH + 1, QUOTES = 4 };

struct scorer_form {
	model_sums alone[DISTANCES];	/* by where it is seen from */
	model_sums quoted[QUOTES];	/* by quote state */
};

struct scorer_pair {
	model_sums seen[TEMPLATE_PAIRS];
	model_sums edge[CRF_ROW];
	uint64_t key;			/* 0: empty */
};

struct scorer_group {
	model_sums sum;
	uint64_t key;
};

void
scorer_init(struct scorer *s, const struct model *m)
{
	*s = (struct scorer){ .model = m };
	s->pair = mem_alloc(SCORER_PAIRS, sizeof *s->pair);
	s->group = mem_alloc(SCORER_GROUPS, sizeof *s->group);
	feature_forms_clear(&s->forms);
}

void
scorer_free(struct scorer *s)
{
	feature_forms_free(&s->forms);
	free(s->form);
	free(s->pair);
	free(s->group);
}

static void
form_sums(const struct scorer *s, struct feature_word w,
    struct scorer_form *out)
{
	uint64_t key[TEMPLATE_MAX];
	size_t n;
	int k;

	for (k = 0; k < DISTANCES; k++) {
		n = template_alone(&w, k - TEMPLATE_REACH, key);
		out->alone[k] = model_nodes(s->model, key, n);
	}
	for (k = 0; k < QUOTES; k++) {
		w.quote = (uint8_t)k;
		n = template_quoted(&w, key);
		out->quoted[k] = model_nodes(s->model, key, n);
	}
}

void
scorer_words(struct scorer *s, const struct document *doc,
    struct feature_word *word)
{
	if (s->forms.n > SCORER_FORMS) {
		feature_forms_clear(&s->forms);
		memset(s->pair, 0, SCORER_PAIRS * sizeof *s->pair);
		memset(s->group, 0, SCORER_GROUPS * sizeof *s->group);
		s->form_n = 0;
	}
	memset(s->place, 0, sizeof s->place);
	model_words(s->model, doc, &s->forms, word);
	s->form = mem_grow(s->form, &s->form_cap, s->forms.n,
	    sizeof *s->form);
	for (; s->form_n < s->forms.n; s->form_n++)
		form_sums(s, s->forms.form[s->form_n].word,
		    &s->form[s->form_n]);
}

/* ---- one token ---- */

/*
 * What is to be done for a token and the pair that it ends, in three steps,
 * each a token ahead of the next: what sums are wanted, which of them are
 * known, and the others.  So all is on its way when it is asked for.
 */
struct work {
	struct template_view view;
	uint64_t pair;				/* key */
	uint64_t group[TEMPLATE_GROUPS];	/* keys; 0: none */
	uint64_t pair_feature[TEMPLATE_MAX];	/* if it is not known */
	size_t pair_end[TEMPLATE_PAIRS];
	uint64_t edge_feature[FEATURE_EDGE_MAX];
	size_t edges;				/* 0: it is known */
	uint64_t edge_rest[FEATURE_EDGE_MAX];
	size_t edge_rests;
	model_sums sum;				/* of what is known */
	uint64_t feature[FEATURE_MAX];		/* of what is not, by parts: */
	struct {
		uint64_t key;			/* of its group, or 0 */
		size_t end;
	} part[TEMPLATE_GROUPS + 1];
	size_t parts;
};

static struct scorer_pair *
pair_slot(const struct scorer *s, uint64_t key)
{
	return &s->pair[hash_mix(key) & (SCORER_PAIRS - 1)];
}

static struct scorer_group *
group_slot(const struct scorer *s, uint64_t key)
{
	return &s->group[hash_mix(key) & (SCORER_GROUPS - 1)];
}

static void
pair_features(const struct scorer *s, struct work *w)
{
	const struct feature_word *a = template_near(&w->view, -1);
	const struct feature_word *b = template_near(&w->view, 0);
	size_t n = 0;
	int k;

	for (k = 0; k < TEMPLATE_PAIRS; k++) {
		n += template_pair(a, b, k - 2, w->pair_feature + n);
		w->pair_end[k] = n;
	}
	model_nodes_fetch(s->model, w->pair_feature, n);
	w->edges = template_edge_pair(a, b, w->edge_feature);
	model_edges_fetch(s->model, w->edge_feature, w->edges);
}

/* Have the SIZE bytes at P brought near. */
static inline void
fetch(const void *p, size_t size)
{
	size_t i;

	for (i = 0; i < size; i += 64)
		__builtin_prefetch((const char *)p + i);
}

static void
want_pair(const struct scorer *s, struct work *w)
{
	const struct feature_word *a = template_near(&w->view, -1);
	const struct feature_word *b = template_near(&w->view, 0);
	uint64_t key = (uint64_t)a->form << FEATURE_FORM_BITS | b->form;

	w->pair = ((key << 3 | a->quote) << 3 | b->quote) << 2 | b->brk;
	fetch(pair_slot(s, w->pair), sizeof *s->pair);
	fetch(&s->form[template_near(&w->view, TEMPLATE_REACH)->form],
	    sizeof *s->form);
}

static void
want_groups(const struct scorer *s, struct work *w)
{
	int k;

	for (k = 0; k < TEMPLATE_GROUPS; k++) {
		w->group[k] = template_inputs((enum template_group)k,
		    &w->view);
		if (w->group[k] != 0)
			__builtin_prefetch(group_slot(s, w->group[k]));
	}
}

static void
prepare_pair(const struct scorer *s, struct work *w)
{
	w->edges = 0;
	if (pair_slot(s, w->pair)->key != w->pair)
		pair_features(s, w);
}

static const struct scorer_pair *
finish_pair(const struct scorer *s, struct work *w)
{
	struct scorer_pair *p = pair_slot(s, w->pair);
	size_t begin = 0;
	int k;

	if (p->key == w->pair)
		return p;
	if (w->edges == 0)	/* it was known, and another took its slot */
		pair_features(s, w);
	p->key = w->pair;
	for (k = 0; k < TEMPLATE_PAIRS; begin = w->pair_end[k++])
		p->seen[k] = model_nodes(s->model, w->pair_feature + begin,
		    w->pair_end[k] - begin);
	memset(p->edge, 0, sizeof p->edge);
	model_edges(s->model, w->edge_feature, w->edges, p->edge);
	return p;
}

static model_sums
place_sum(struct scorer *s, enum template_place p,
    const struct template_view *v)
{
	uint64_t number = template_place_number(p, v), feature[TEMPLATE_MAX];
	size_t n;

	if (number == 0)
		return (model_sums){ 0 };
	if (s->place[p] != number) {
		s->place[p] = number;
		n = template_place(p, v, feature);
		model_nodes_fetch(s->model, feature, n);
		s->place_sum[p] = model_nodes(s->model, feature, n);
	}
	return s->place_sum[p];
}

/* The sum of what is known; the features of what is not. */
static void
prepare_token(struct scorer *s, struct work *w)
{
	const struct template_view *v = &w->view;
	const struct feature_word *t = &v->w[v->i];
	model_sums sum = s->form[t->form].quoted[t->quote];
	const struct scorer_group *at;
	uint64_t key;
	size_t n = 0;
	int k;

	for (k = 0; k < DISTANCES; k++)
		sum += s->form[template_near(v, k - TEMPLATE_REACH)->form].
		    alone[k];
	w->parts = 0;
	for (k = 0; k < TEMPLATE_GROUPS; k++) {
		if ((key = w->group[k]) == 0)
			continue;
		at = group_slot(s, key);
		if (at->key == key) {
			sum += at->sum;
			continue;
		}
		n += template_group((enum template_group)k, v, w->feature + n);
		w->part[w->parts].key = key;
		w->part[w->parts++].end = n;
	}
	n += template_rest(v, w->feature + n);
	w->part[w->parts].key = 0;
	w->part[w->parts++].end = n;
	model_nodes_fetch(s->model, w->feature, n);
	w->edge_rests = template_edge_rest(v, w->edge_rest);
	model_edges_fetch(s->model, w->edge_rest, w->edge_rests);
	for (k = 0; k < TEMPLATE_PLACES; k++)
		sum += place_sum(s, (enum template_place)k, v);
	w->sum = sum;
}

static model_sums
finish_token(const struct scorer *s, const struct work *w)
{
	model_sums all = w->sum, sum;
	struct scorer_group *at;
	size_t k, begin = 0;

	for (k = 0; k < w->parts; begin = w->part[k++].end) {
		sum = model_nodes(s->model, w->feature + begin,
		    w->part[k].end - begin);
		all += sum;
		if (w->part[k].key == 0)
			continue;
		at = group_slot(s, w->part[k].key);
		at->key = w->part[k].key;
		at->sum = sum;
	}
	return all;
}

static void
edge_scores(const struct scorer *s, const struct work *w,
    const struct scorer_pair *p, float *score)
{
	model_sums sum[CRF_ROW];

	memcpy(sum, p->edge, sizeof sum);
	model_edges(s->model, w->edge_rest, w->edge_rests, sum);
	model_scores(sum, CRF_ROW, s->model->header.edge_scale, score);
}

/* ---- a sentence ---- */

/* The tokens of a sentence, and the pairs that they are in. */
struct run {
	const struct feature_word *word;
	int32_t n, begin, end;
};

static bool
is_own(const struct run *r, int32_t i)
{
	return i >= r->begin && i < r->end;
}

static void
want(const struct scorer *s, const struct run *r, int32_t i, struct work *w)
{
	w->view = (struct template_view){ r->word, r->n, i };
	want_pair(s, w);
	if (is_own(r, i))
		want_groups(s, w);
}

static void
prepare(struct scorer *s, const struct run *r, int32_t i, struct work *w)
{
	prepare_pair(s, w);
	if (is_own(r, i))
		prepare_token(s, w);
}

void
scorer_lattice(struct scorer *s, const struct feature_word *word, size_t n,
    size_t begin, size_t end, struct crf_lattice *c)
{
	const struct model *m = s->model;
	const struct run r = { word, (int32_t)n, (int32_t)begin,
	    (int32_t)end };
	/* what is known of the words at 1, 0 and -1 from here */
	model_sums next = { 0 }, here = { 0 }, last = { 0 }, sum;
	struct work work[4], *w;		/* by the last bits of I */
	const struct scorer_pair *p;
	int32_t i;

	c->automaton = &m->automaton;
	c->n = end - begin;
	for (i = r.begin - 1; i <= r.begin; i++)
		want(s, &r, i, &work[i & 3]);
	prepare(s, &r, r.begin - 1, &work[(r.begin - 1) & 3]);
	for (i = r.begin - 1; i < r.end + 2; i++) {
		w = &work[i & 3];
		want(s, &r, i + 2, &work[(i + 2) & 3]);
		prepare(s, &r, i + 1, &work[(i + 1) & 3]);
		p = finish_pair(s, w);
		sum = last + p->seen[3];
		last = here + p->seen[2];
		here = next + p->seen[1];
		next = p->seen[0];
		if (is_own(&r, i)) {
			here += finish_token(s, w);
			edge_scores(s, w, p, c->edge[i - r.begin]);
			model_trans_set(m, feature_edge_class(word, (size_t)i),
			    c, (size_t)(i - r.begin));
		}
		if (i - 2 >= r.begin)
			model_scores(&sum, 1, m->header.node_scale,
			    c->node[i - 2 - r.begin]);
	}
}
