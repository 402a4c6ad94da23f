#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "train/examples.h"
#include "train/numbers.h"

/*
 * ntrain-crf - train the sequence model from annotated articles
 *
 * usage: ntrain-crf --gold=FILE --tags=FILE --cues=FILE --closed=FILE
 *	[--fold=K] [--folds=N] [--memory=M] [--runs=N] -o MODEL ROWS...
 *
 * ROWS are the sentence rows of the articles as nsegment writes them, so
 * training and use see the same tokens.  With --fold=K every N-th article
 * (5), from the K-th, is left out.  With --runs=N the weights are the mean
 * of N runs, each in another order.
 *
 * Conditional log-likelihood by stochastic gradient, one sentence a step:
 * AdaGrad (Duchi, Hazan and Singer, 2011), step falling linearly to a tenth,
 * L2 as a multiplicative decay per coordinate eight times an epoch, average
 * of the last half of the epochs.  Only the commonest features get weights.
 * A step sees half of the features of each token, drawn anew each time, with
 * the rest counted up for (dropout, Srivastava et al., 2014): no weight may
 * rely on the words of one topic alone.
 * The same rows give the same model: the order is drawn with a fixed seed.
 */

enum {
	COUNT_BITS = 26,		/* of the table that counts features */
	EDGE_ROWS = 1 << 15,
	EPOCHS = 4,
	DECAYS = 8			/* of the weights, an epoch */
};

static const float adagrad_floor = 1e-3f;

struct options {
	const char *gold, *tags, *cues, *closed, *output;
	int fold, folds, runs;
	enum crf_memory memory;
	uint32_t rows;			/* features with weights, at most */
	uint32_t min_count;
	uint32_t buckets;		/* of the packed model */
	double step, decay, drop;
	uint32_t seed;
};

/* Features of all tokens as row numbers. */
struct feature_store {
	uint32_t *node;			/* rows of all tokens, one after another */
	size_t nodes, node_cap;
	uint32_t *edge;
	size_t edges, edge_cap;
	struct {
		size_t node, edge;	/* first of each */
		uint8_t nodes, edges, class;
	} *token;			/* [tokens of all examples] */
};

struct weights {
	float *node, *node_g;		/* [rows][8]; sums of squared gradients */
	float *edge, *edge_g;		/* [EDGE_ROWS][64] */
	float *trans, *trans_g;		/* [36][states][8] */
	size_t nodes, edges, transes;	/* how many floats */
};

struct trainer {
	struct options opt;
	struct examples examples;
	struct wordlist words;
	struct crf_automaton automaton;
	struct feature_store store;
	size_t *first;			/* token number of each example's first */
	bool *used;			/* [examples] */
	uint64_t *row_key;		/* [rows] */
	size_t rows;
	struct weights w, mean;
	struct crf_lattice *lattice;
	float (*alpha)[CRF_STATES], (*beta)[CRF_STATES];
	float (*pass)[CRF_STATES][CRF_ROW];	/* exp of each transition */
	float *total;				/* normaliser of each token */
	float eta;
	uint32_t noise;			/* seed of what a step leaves out */
	bool *out;			/* [node features of the sentence] */
	size_t out_cap;
};

/* ---- cue levels ---- */

static void
count_cues(struct trainer *t)
{
	size_t d, i;

	for (d = 0; d < t->examples.n; d++) {
		struct example *e = &t->examples.example[d];

		for (i = 0; i < e->tokens && t->used[d]; i++) {
			struct wordlist_word *w = wordlist_find(&t->words,
			    e->word[i].word, true);

			w->uses++;
			w->cues += e->label[i] == LABEL_B_CUE ||
			    e->label[i] == LABEL_I_CUE;
		}
	}
}

/* The levels of an article's words, its own uses left out when it is used. */
static void
set_levels(struct trainer *t, struct example *e, bool used)
{
	struct model m = { .header.phrases = (uint32_t)t->words.phrases,
	    .phrase = t->words.phrase, .to = feature_hash(SLICE("to")) };
	struct wordlist_word *w;
	size_t i;

	for (i = 0; i < e->tokens && used; i++) {
		w = wordlist_find(&t->words, e->word[i].word, true);
		w->own_uses++;
		w->own_cues += e->label[i] == LABEL_B_CUE ||
		    e->label[i] == LABEL_I_CUE;
	}
	for (i = 0; i < e->tokens; i++) {
		w = wordlist_find(&t->words, e->word[i].word, false);
		e->word[i].cue = w != NULL ? wordlist_level(w) : 0;
	}
	for (i = 0; i < e->tokens; i++) {
		w = wordlist_find(&t->words, e->word[i].word, false);
		if (w != NULL)
			w->own_uses = w->own_cues = 0;
	}
	model_mark_phrases(&m, e->word, e->tokens);
	feature_places(e->word, e->tokens);
}

/* ---- features ---- */

static uint32_t
count_place(uint64_t key)
{
	return (uint32_t)(key >> (64 - COUNT_BITS));
}

static void
store_token(struct trainer *t, const struct example *e, size_t i, size_t at)
{
	struct feature_store *s = &t->store;
	uint64_t key[FEATURE_MAX];
	size_t n, k;

	n = feature_nodes(e->word, e->tokens, i, key);
	s->node = mem_grow(s->node, &s->node_cap, s->nodes + n,
	    sizeof *s->node);
	s->token[at].node = s->nodes;
	s->token[at].nodes = (uint8_t)n;
	for (k = 0; k < n; k++)
		s->node[s->nodes++] = count_place(key[k]);
	n = feature_edges(e->word, e->tokens, i, key);
	s->edge = mem_grow(s->edge, &s->edge_cap, s->edges + n,
	    sizeof *s->edge);
	s->token[at].edge = s->edges;
	s->token[at].edges = (uint8_t)n;
	for (k = 0; k < n; k++)
		s->edge[s->edges++] = model_place(key[k], EDGE_ROWS);
	s->token[at].class = (uint8_t)feature_edge_class(e->word, i);
}

static void
store_all(struct trainer *t)
{
	size_t d, i, total = 0;

	t->first = mem_alloc(t->examples.n + 1, sizeof *t->first);
	for (d = 0; d < t->examples.n; d++) {
		t->first[d] = total;
		total += t->examples.example[d].tokens;
	}
	t->store.token = mem_alloc(total + 1, sizeof *t->store.token);
	for (d = 0; d < t->examples.n; d++) {
		struct example *e = &t->examples.example[d];

		if (!t->used[d])
			continue;
		set_levels(t, e, true);
		for (i = 0; i < e->tokens; i++)
			store_token(t, e, i, t->first[d] + i);
	}
}

static int
falling(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

static int
rising(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/*
 * Number the commonest features by falling count; forget the others.  Those
 * of a token are put in that order, so that the weights do not depend on the
 * order in which feature_nodes() gives them.
 */
static void
choose_rows(struct trainer *t)
{
	uint32_t *count = mem_alloc((size_t)1 << COUNT_BITS, sizeof *count);
	struct feature_store *s = &t->store;
	uint64_t *order;
	size_t i, k, n = 0;

	for (i = 0; i < s->nodes; i++)
		count[s->node[i]]++;
	for (i = 0; i < (size_t)1 << COUNT_BITS; i++)
		n += count[i] >= t->opt.min_count;
	order = mem_alloc(n + 1, sizeof *order);
	for (i = 0, n = 0; i < (size_t)1 << COUNT_BITS; i++)
		if (count[i] >= t->opt.min_count)
			order[n++] = (uint64_t)count[i] << 32 | i;
	qsort(order, n, sizeof *order, falling);
	t->rows = n < t->opt.rows ? n : t->opt.rows;
	memset(count, 0, ((size_t)1 << COUNT_BITS) * sizeof *count);
	for (i = 0; i < t->rows; i++)
		count[(uint32_t)order[i]] = (uint32_t)i + 1;
	free(order);
	t->row_key = mem_alloc(t->rows, sizeof *t->row_key);
	for (k = 0; k < t->examples.n; k++) {
		struct example *e = &t->examples.example[k];

		if (!t->used[k])
			continue;
		for (i = t->first[k]; i < t->first[k] + e->tokens; i++) {
			uint32_t *f = s->node + s->token[i].node, row;
			uint64_t key[FEATURE_MAX];
			size_t j, kept = 0;

			feature_nodes(e->word, e->tokens, i - t->first[k],
			    key);
			for (j = 0; j < s->token[i].nodes; j++) {
				if ((row = count[f[j]]) == 0)
					continue;
				if (t->row_key[row - 1] == 0)
					t->row_key[row - 1] = key[j];
				f[kept++] = row - 1;
			}
			qsort(f, kept, sizeof *f, rising);
			s->token[i].nodes = (uint8_t)kept;
		}
	}
	free(count);
}

/* ---- one step ---- */

static uint32_t
random_next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 4;
}

/* Draw the node features that this step of unit U does without. */
static void
leave_out(struct trainer *t, const struct unit *u, size_t first)
{
	uint32_t limit = (uint32_t)(t->opt.drop * (1 << 28));
	size_t i, n = 0, at;

	for (i = u->begin; i < u->end; i++) {
		at = n;
		n += t->store.token[first + i].nodes;
		t->out = mem_grow(t->out, &t->out_cap, n, sizeof *t->out);
		for (; at < n; at++)
			t->out[at] = random_next(&t->noise) < limit;
	}
}

static void
add_scores(struct trainer *t, const struct unit *u, size_t first)
{
	float scale = (float)(1 / (1 - t->opt.drop));
	struct crf_lattice *c = t->lattice;
	const bool *out = t->out;
	size_t i, k, l;

	c->n = u->end - u->begin;
	for (i = 0; i < c->n; i++) {
		size_t at = first + u->begin + i;
		const uint32_t *f = t->store.node + t->store.token[at].node;
		float node[CRF_ROW] = { 0 }, *edge = c->edge[i];

		for (k = 0; k < t->store.token[at].nodes; k++) {
			const float *w = t->w.node + (size_t)f[k] * CRF_ROW;

			if (*out++)
				continue;
			for (l = 0; l < CRF_ROW; l++)
				node[l] += w[l];
		}
		for (l = 0; l < CRF_ROW; l++)
			c->node[i][l] = node[l] * scale;
		f = t->store.edge + t->store.token[at].edge;
		memset(edge, 0, sizeof c->edge[i]);
		for (k = 0; k < t->store.token[at].edges; k++) {
			const float *w = t->w.edge + (size_t)f[k] * 64;

			for (l = 0; l < CRF_ROW * CRF_ROW; l++)
				edge[l] += w[l];
		}
		c->trans[i] = t->w.trans + (size_t)t->store.token[at].class *
		    t->automaton.states * CRF_ROW;
	}
}

/* Scaled forward probabilities; the log of their sum. */
static double
forward(struct trainer *t)
{
	const struct crf_automaton *a = &t->automaton;
	struct crf_lattice *c = t->lattice;
	float node[CRF_ROW], top, z;
	double log_sum = 0;
	unsigned s, l;
	size_t i;

	for (i = 0; i < c->n; i++) {
		top = c->node[i][0];
		for (l = 1; l < CRF_LABELS; l++)
			top = c->node[i][l] > top ? c->node[i][l] : top;
		for (l = 0; l < CRF_LABELS; l++)
			node[l] = crf_exp(c->node[i][l] - top);
		memset(t->alpha[i], 0, sizeof t->alpha[i]);
		if (i == 0) {
			for (l = 0; l < CRF_LABELS; l++)
				t->alpha[0][a->start[l]] = node[l] * crf_exp(
				    c->edge[0][CRF_START * CRF_ROW + l]);
		} else {
			for (s = 0; s < a->states; s++)
				for (l = 0; l < CRF_LABELS; l++) {
					if (a->next[s][l] == CRF_NONE)
						continue;
					t->pass[i][s][l] = node[l] * crf_exp(
					    c->edge[i][a->label[s] * CRF_ROW +
					    l] + c->trans[i][s * CRF_ROW + l]);
					t->alpha[i][a->next[s][l]] +=
					    t->alpha[i - 1][s] *
					    t->pass[i][s][l];
				}
		}
		z = 0;
		for (s = 0; s < a->states; s++)
			z += t->alpha[i][s];
		t->total[i] = z = z > 1e-30f ? z : 1e-30f;
		for (s = 0; s < a->states; s++)
			t->alpha[i][s] /= z;
		log_sum += top + log(z);
	}
	return log_sum;
}

static void
backward(struct trainer *t)
{
	const struct crf_automaton *a = &t->automaton;
	size_t n = t->lattice->n, i;
	unsigned s, l;
	float z;

	for (s = 0; s < a->states; s++)
		t->beta[n - 1][s] = 1;
	for (i = n - 1; i-- > 0;)
		for (s = 0; s < a->states; s++) {
			z = 0;
			for (l = 0; l < CRF_LABELS; l++)
				if (a->next[s][l] != CRF_NONE)
					z += t->pass[i + 1][s][l] *
					    t->beta[i + 1][a->next[s][l]];
			t->beta[i][s] = z / t->total[i + 1];
		}
}

/* One AdaGrad step of N weights along the gradient D. */
static void
step(float *w, float *g, const float *d, size_t n, float eta)
{
	size_t l;

	for (l = 0; l < n; l++) {
		g[l] += d[l] * d[l];
		w[l] += eta * d[l] / sqrtf(g[l] + adagrad_floor);
	}
}

static float
mass(const float *d, size_t n)
{
	float sum = 0;
	size_t l;

	for (l = 0; l < n; l++)
		sum += fabsf(d[l]);
	return sum;
}

/* Gradient of the transitions into token I; the gold state moves on. */
static void
transition_gradient(struct trainer *t, size_t i, size_t at, unsigned gold,
    unsigned *state, float *edge)
{
	const struct crf_automaton *a = &t->automaton;
	size_t class = (size_t)t->store.token[at].class * a->states * CRF_ROW;
	float m, d;
	unsigned s, l;

	for (s = 0; s < a->states; s++) {
		if (t->alpha[i - 1][s] < 1e-6f && s != *state)
			continue;
		for (l = 0; l < CRF_LABELS; l++) {
			if (a->next[s][l] == CRF_NONE)
				continue;
			m = t->alpha[i - 1][s] * t->pass[i][s][l] *
			    t->beta[i][a->next[s][l]] / t->total[i];
			d = (s == *state && l == gold) - m;
			edge[a->label[s] * CRF_ROW + l] += d;
			if (fabsf(d) > 1e-6f)
				step(t->w.trans + class + s * CRF_ROW + l,
				    t->w.trans_g + class + s * CRF_ROW + l,
				    &d, 1, t->eta);
		}
	}
	*state = a->next[*state][gold];
}

static void
token_step(struct trainer *t, size_t at, const bool *out, const float *node,
    const float *edge)
{
	const uint32_t *f = t->store.node + t->store.token[at].node;
	size_t k;

	if (mass(node, CRF_ROW) > 1e-3f)
		for (k = 0; k < t->store.token[at].nodes; k++) {
			if (out[k])
				continue;
			step(t->w.node + (size_t)f[k] * CRF_ROW,
			    t->w.node_g + (size_t)f[k] * CRF_ROW, node,
			    CRF_ROW, t->eta);
		}
	f = t->store.edge + t->store.token[at].edge;
	if (mass(edge, 64) > 1e-3f)
		for (k = 0; k < t->store.token[at].edges; k++)
			step(t->w.edge + (size_t)f[k] * 64,
			    t->w.edge_g + (size_t)f[k] * 64, edge, 64, t->eta);
}

/* Move the weights towards the gold labels of one sentence. */
static double
sentence_step(struct trainer *t, const struct example *e,
    const struct unit *u, size_t first)
{
	const struct crf_automaton *a = &t->automaton;
	struct crf_lattice *c = t->lattice;
	unsigned gold, state = 0, s;
	const bool *out;
	double log_likelihood;
	size_t i;

	leave_out(t, u, first);
	out = t->out;
	add_scores(t, u, first);
	log_likelihood = -forward(t);
	backward(t);
	for (i = 0; i < c->n; i++) {
		float node[CRF_ROW] = { 0 }, edge[64] = { 0 };
		size_t at = first + u->begin + i;

		gold = e->label[u->begin + i];
		for (s = 0; s < a->states; s++)
			node[a->label[s]] -= t->alpha[i][s] * t->beta[i][s];
		node[gold] += 1;
		log_likelihood += c->node[i][gold];
		if (i == 0) {
			log_likelihood += c->edge[0][CRF_START * CRF_ROW +
			    gold];
			memcpy(edge + CRF_START * CRF_ROW, node, sizeof node);
			state = a->start[gold];
		} else {
			log_likelihood += c->edge[i][a->label[state] *
			    CRF_ROW + gold] +
			    c->trans[i][state * CRF_ROW + gold];
			transition_gradient(t, i, at, gold, &state, edge);
		}
		token_step(t, at, out, node, edge);
		out += t->store.token[at].nodes;
	}
	return log_likelihood;
}

/* ---- training ---- */

static void
weights_init(struct weights *w, size_t rows, size_t states)
{
	w->nodes = rows * CRF_ROW;
	w->edges = (size_t)EDGE_ROWS * 64;
	w->transes = (size_t)FEATURE_EDGE_CLASSES * states * CRF_ROW;
	w->node = mem_alloc(w->nodes, sizeof(float));
	w->edge = mem_alloc(w->edges, sizeof(float));
	w->trans = mem_alloc(w->transes, sizeof(float));
	w->node_g = mem_alloc(w->nodes, sizeof(float));
	w->edge_g = mem_alloc(w->edges, sizeof(float));
	w->trans_g = mem_alloc(w->transes, sizeof(float));
}

static void
decay(float *w, const float *g, size_t n, float amount)
{
	float keep;
	size_t i;

	for (i = 0; i < n; i++) {
		if (w[i] == 0)
			continue;
		keep = 1 - amount / sqrtf(g[i] + adagrad_floor);
		w[i] *= keep > 0 ? keep : 0;
	}
}

static void
average(float *mean, const float *w, size_t n, float count)
{
	size_t i;

	for (i = 0; i < n; i++)
		mean[i] += (w[i] - mean[i]) / count;
}

struct task {
	uint32_t example, unit;
};

static struct task *
tasks_make(struct trainer *t, size_t *n)
{
	struct task *task = NULL;
	size_t cap = 0, d, u;

	*n = 0;
	for (d = 0; d < t->examples.n; d++) {
		example_mend(&t->examples.example[d]);
		for (u = 0; t->used[d] && u < t->examples.example[d].units;
		    u++) {
			task = mem_grow(task, &cap, *n + 1, sizeof *task);
			task[(*n)++] = (struct task){ (uint32_t)d,
			    (uint32_t)u };
		}
	}
	return task;
}

static void
weights_clear(struct weights *w)
{
	memset(w->node, 0, w->nodes * sizeof(float));
	memset(w->edge, 0, w->edges * sizeof(float));
	memset(w->trans, 0, w->transes * sizeof(float));
	memset(w->node_g, 0, w->nodes * sizeof(float));
	memset(w->edge_g, 0, w->edges * sizeof(float));
	memset(w->trans_g, 0, w->transes * sizeof(float));
}

/* From nothing; the mean takes in the last half of the epochs of every run. */
static void
train(struct trainer *t, int run)
{
	size_t n, i, j, steps = 0;
	struct task *task = tasks_make(t, &n), swap;
	uint32_t seed = t->opt.seed + (uint32_t)run * 7919;
	double log_likelihood;
	int epoch;

	weights_clear(&t->w);
	for (epoch = 1; epoch <= EPOCHS; epoch++) {
		log_likelihood = 0;
		for (i = n; i-- > 1;) {
			j = random_next(&seed) % (i + 1);
			swap = task[i];
			task[i] = task[j];
			task[j] = swap;
		}
		for (i = 0; i < n; i++) {
			struct example *e =
			    &t->examples.example[task[i].example];
			float amount;

			t->eta = (float)(t->opt.step * (1 - 0.9 *
			    (double)steps++ / ((double)n * EPOCHS)));
			log_likelihood += sentence_step(t, e,
			    &e->unit[task[i].unit], t->first[task[i].example]);
			if ((i + 1) % (n / DECAYS + 1) != 0)
				continue;
			amount = (float)t->opt.decay / DECAYS * t->eta;
			decay(t->w.node, t->w.node_g, t->w.nodes, amount);
			decay(t->w.edge, t->w.edge_g, t->w.edges, amount);
		}
		if (epoch > EPOCHS / 2) {
			float count = (float)(epoch - EPOCHS / 2 +
			    run * (EPOCHS - EPOCHS / 2));

			average(t->mean.node, t->w.node, t->w.nodes, count);
			average(t->mean.edge, t->w.edge, t->w.edges, count);
			average(t->mean.trans, t->w.trans, t->w.transes, count);
		}
		diag_note("epoch %d: log-likelihood of a sentence %.3f", epoch,
		    log_likelihood / (double)n);
	}
	free(task);
}

/* ---- packing ---- */

static float
largest(const float *w, size_t n)
{
	float top = 1e-6f;
	size_t i;

	for (i = 0; i < n; i++)
		top = fabsf(w[i]) > top ? fabsf(w[i]) : top;
	return top;
}

/* Twelve standard deviations of the live weights, at most the largest. */
static float
clip_of(const float *w, size_t n)
{
	double squares = 0, top = largest(w, n), live = 1;
	size_t i;

	for (i = 0; i < n; i++)
		if (w[i] != 0) {
			squares += (double)w[i] * (double)w[i];
			live++;
		}
	return (float)fmin(top, 12 * sqrt(squares / live));
}

static long
quantised(float w, float scale, long limit)
{
	long q = lrintf(w / scale);

	return q > limit ? limit : q < -limit ? -limit : q;
}

static void
put16(struct buf *out, unsigned v)
{
	buf_putc(out, (char)(v & 0xFF));
	buf_putc(out, (char)(v >> 8 & 0xFF));
}

static void
put32(struct buf *out, uint32_t v)
{
	put16(out, v & 0xFFFF);
	put16(out, v >> 16);
}

static void
pad(struct buf *out)
{
	while ((out->n - MODEL_HEADER) % MODEL_BUCKET != 0)
		buf_putc(out, 0);
}

static int
word_order(const void *a, const void *b)
{
	const struct wordlist_word *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Words with something to say, cue levels of all training articles. */
static uint32_t
pack_words(struct trainer *t, struct buf *out)
{
	struct wordlist *l = &t->words;
	uint32_t n = 0;
	size_t i;

	qsort(l->word, l->places, sizeof *l->word, word_order);
	for (i = 0; i < l->places; i++) {
		struct wordlist_word *w = &l->word[i];
		struct feature_entry *e = &w->entry;

		if (w->hash == 0)
			continue;
		e->cue = wordlist_level(w);
		if (e->word_class == 0 && e->cue == 0 && e->hand == 0 &&
		    e->closed == 0 && e->phrase == 0)
			continue;
		put32(out, w->hash);
		buf_putc(out, (char)e->word_class);
		buf_putc(out, (char)(e->cue | e->phrase << 7));
		buf_putc(out, (char)(e->hand | e->no_to << 7));
		buf_putc(out, (char)e->closed);
		n++;
	}
	pad(out);
	return n;
}

static void
pack_phrases(struct trainer *t, struct buf *out)
{
	size_t i, k;

	for (i = 0; i < t->words.phrases; i++) {
		struct model_phrase *p = &t->words.phrase[i];

		for (k = 0; k < MODEL_PHRASE_WORDS; k++)
			put32(out, p->word[k]);
		buf_putc(out, (char)p->hand);
		buf_putc(out, (char)p->no_to);
		for (k = 0; k < 6; k++)
			buf_putc(out, 0);
	}
	pad(out);
}

/* Commonest features first, so that an overfull bucket loses the rarest. */
static void
pack_nodes(struct trainer *t, struct buf *out, float scale)
{
	uint32_t buckets = t->opt.buckets;
	unsigned char *bytes = mem_alloc(buckets, MODEL_BUCKET), *b;
	size_t row, k, l, kept = 0, lost = 0;
	unsigned check;

	for (row = 0; row < t->rows; row++) {
		const float *w = t->mean.node + row * CRF_ROW;
		long q[CRF_LABELS], any = 0;

		for (l = 0; l < CRF_LABELS; l++)
			any |= q[l] = quantised(w[l], scale, 127);
		if (any == 0)
			continue;
		b = bytes + (size_t)MODEL_BUCKET *
		    model_place(t->row_key[row], buckets);
		check = model_check(t->row_key[row]);
		for (k = 0; k < MODEL_NODE_WAYS; k++)
			if ((b[2 * k] | b[2 * k + 1]) == 0)
				break;
		if (k == MODEL_NODE_WAYS) {
			lost++;
			continue;
		}
		b[2 * k] = (unsigned char)(check & 0xFF);
		b[2 * k + 1] = (unsigned char)(check >> 8);
		for (l = 0; l < CRF_LABELS; l++)
			b[2 * MODEL_NODE_WAYS + CRF_LABELS * k + l] =
			    (unsigned char)q[l];
		kept++;
	}
	diag_note("%zu features, %zu kept, %zu lost to full buckets", t->rows,
	    kept, lost);
	buf_add(out, (struct slice){ (char *)bytes,
	    (size_t)buckets * MODEL_BUCKET });
	free(bytes);
}

static void
pack(struct trainer *t, struct buf *out)
{
	struct model_header h = { .phrases = (uint32_t)t->words.phrases,
	    .node_buckets = t->opt.buckets, .edge_rows = EDGE_ROWS,
	    .memory = t->opt.memory, .choice_scale = 1, .choice_log = 1 };
	size_t i;

	h.node_scale = clip_of(t->mean.node, t->mean.nodes) / 127;
	h.edge_scale = largest(t->mean.edge, t->mean.edges) / 127;
	h.trans_scale = largest(t->mean.trans, t->mean.transes) / 32767;
	for (i = 0; i < MODEL_HEADER; i++)
		buf_putc(out, 0);
	h.words = pack_words(t, out);
	pack_phrases(t, out);
	pack_nodes(t, out, h.node_scale);
	for (i = 0; i < t->mean.edges; i++)
		buf_putc(out, (char)quantised(t->mean.edge[i], h.edge_scale,
		    127));
	for (i = 0; i < t->mean.transes; i++)
		put16(out, (unsigned)quantised(t->mean.trans[i],
		    h.trans_scale, 32767) & 0xFFFF);
	pad(out);
	h.sections = (uint32_t)(out->n - MODEL_HEADER);
	model_seal(&h, (unsigned char *)out->p);
}

static void
write_model(struct trainer *t)
{
	struct buf out = { 0 };
	FILE *fp;

	pack(t, &out);
	fp = fopen(t->opt.output, "wb");
	if (fp == NULL || fwrite(out.p, 1, out.n, fp) != out.n ||
	    fclose(fp) != 0)
		diag_fatal("%s: cannot be written", t->opt.output);
	buf_free(&out);
}

/* ---- the program ---- */

static const struct option longopts[] = {
	{ "buckets", required_argument, NULL, 'b' },
	{ "closed", required_argument, NULL, 'c' },
	{ "cues", required_argument, NULL, 'u' },
	{ "decay", required_argument, NULL, 'l' },
	{ "drop", required_argument, NULL, 'd' },
	{ "fold", required_argument, NULL, 'f' },
	{ "folds", required_argument, NULL, 'n' },
	{ "gold", required_argument, NULL, 'g' },
	{ "memory", required_argument, NULL, 'm' },
	{ "rows", required_argument, NULL, 'r' },
	{ "runs", required_argument, NULL, 'R' },
	{ "seed", required_argument, NULL, 's' },
	{ "step", required_argument, NULL, 'e' },
	{ "tags", required_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 }
};

static struct options
parse_options(int argc, char *argv[])
{
	struct options o = { .fold = -1, .folds = 5, .runs = 1, .rows = 262144,
	    .min_count = 3, .buckets = 1 << 15, .step = 0.015, .decay = 4,
	    .drop = 0.5, .seed = 12345 };
	int c;

	while ((c = getopt_long(argc, argv, "o:", longopts, NULL)) != -1) {
		switch (c) {
		case 'b': o.buckets = (uint32_t)number_of(optarg); break;
		case 'c': o.closed = optarg; break;
		case 'd': o.drop = number_of(optarg); break;
		case 'e': o.step = number_of(optarg); break;
		case 'f': o.fold = (int)number_of(optarg); break;
		case 'g': o.gold = optarg; break;
		case 'l': o.decay = number_of(optarg); break;
		case 'm': o.memory = (enum crf_memory)number_of(optarg); break;
		case 'n': o.folds = (int)number_of(optarg); break;
		case 'o': o.output = optarg; break;
		case 'r': o.rows = (uint32_t)number_of(optarg); break;
		case 'R': o.runs = (int)number_of(optarg); break;
		case 's': o.seed = (uint32_t)number_of(optarg); break;
		case 't': o.tags = optarg; break;
		case 'u': o.cues = optarg; break;
		default: diag_usage("see the head of ntrain-crf.c");
		}
	}
	if (o.gold == NULL || o.tags == NULL || o.cues == NULL ||
	    o.closed == NULL || o.output == NULL || optind == argc)
		diag_usage("see the head of ntrain-crf.c");
	return o;
}

int
main(int argc, char *argv[])
{
	struct trainer t = { .rows = 0 };
	const void *lexicon;
	size_t d;
	int run;

	diag_program(argv[0]);
	t.opt = parse_options(argc, argv);
	wordlist_init(&t.words);
	wordlist_read_tags(&t.words, t.opt.tags);
	wordlist_read_closed(&t.words, t.opt.closed);
	wordlist_read_cues(&t.words, t.opt.cues);
	lexicon = &t.words;
	examples_open(&t.examples, argv + optind, t.opt.gold, wordlist_lookup,
	    &lexicon, 1);
	t.used = mem_alloc(t.examples.n, sizeof *t.used);
	for (d = 0; d < t.examples.n; d++)
		t.used[d] = t.opt.fold < 0 ||
		    d % (size_t)t.opt.folds != (size_t)t.opt.fold;
	crf_automaton_init(&t.automaton, t.opt.memory);
	count_cues(&t);
	store_all(&t);
	choose_rows(&t);
	weights_init(&t.w, t.rows, t.automaton.states);
	weights_init(&t.mean, t.rows, t.automaton.states);
	t.noise = t.opt.seed;
	t.lattice = mem_alloc(1, sizeof *t.lattice);
	t.alpha = mem_alloc(CRF_TOKENS, sizeof *t.alpha);
	t.beta = mem_alloc(CRF_TOKENS, sizeof *t.beta);
	t.pass = mem_alloc(CRF_TOKENS, sizeof *t.pass);
	t.total = mem_alloc(CRF_TOKENS, sizeof *t.total);
	for (run = 0; run < t.opt.runs; run++)
		train(&t, run);
	write_model(&t);
	return diag_status();
}
