#include "config.h"

#include "news/crf.h"

#include <float.h>
#include <string.h>

/* ---- the automaton ---- */

enum { TYPES = 3 };		/* content, cue, source: 1 ... 3; none: 0 */

static unsigned
label_type(unsigned label)
{
	return (label + 1) / 2;
}

static bool
is_inside(unsigned label)
{
	return label != LABEL_O && label % 2 == 0;
}

bool
crf_allowed(unsigned from, unsigned to)
{
	if (!is_inside(to) || from == CRF_START)
		return true;
	return from == to || from == to - 1;
}

/* The memory after a span of TYPE begins. */
static unsigned
remember(enum crf_memory kind, unsigned memory, unsigned type)
{
	switch (kind) {
	case CRF_SEEN:
		return memory | 1u << (type - 1);
	case CRF_LAST_TWO:
		return memory % (TYPES + 1) == type ? memory :
		    memory % (TYPES + 1) * (TYPES + 1) + type;
	default:
		return type;
	}
}

/* The state of LABEL with MEMORY, made if it is new. */
static uint8_t
state_of(struct crf_automaton *a, unsigned memory_of[], unsigned label,
    unsigned memory)
{
	unsigned s;

	for (s = 0; s < a->states; s++)
		if (a->label[s] == label && memory_of[s] == memory)
			return (uint8_t)s;
	a->label[s] = (uint8_t)label;
	memory_of[s] = memory;
	a->states++;
	return (uint8_t)s;
}

void
crf_automaton_init(struct crf_automaton *a, enum crf_memory kind)
{
	unsigned memory[CRF_STATES], s, l, m, to;

	memset(a, 0, sizeof *a);
	memset(a->next, CRF_NONE, sizeof a->next);
	memset(a->start, CRF_NONE, sizeof a->start);
	for (l = 0; l < CRF_LABELS; l++)
		a->start[l] = state_of(a, memory, l, l == LABEL_O ? 0 :
		    remember(kind, 0, label_type(l)));
	for (s = 0; s < a->states; s++) {	/* grows as it goes */
		for (l = 0; l < CRF_LABELS; l++) {
			if (!crf_allowed(a->label[s], l))
				continue;
			m = l == LABEL_O || is_inside(l) ? memory[s] :
			    remember(kind, memory[s], label_type(l));
			a->next[s][l] = state_of(a, memory, l, m);
		}
	}
	for (s = 0; s < a->states; s++)
		for (l = 0; l < CRF_LABELS; l++)
			if ((to = a->next[s][l]) != CRF_NONE)
				a->before[to][a->befores[to]++] = (uint8_t)s;
}

/* ---- arithmetic ---- */

/* 2^f for |f| <= 1/2 by a polynomial, the rest into the exponent bits. */
float
crf_exp(float x)
{
	float t, f, p;
	int32_t k;
	union { float f; uint32_t u; } scale;

	x = x < -80 ? -80 : x > 80 ? 80 : x;
	t = x * 1.44269504f;
	k = (int32_t)(t + (t < 0 ? -0.5f : 0.5f));
	f = t - (float)k;
	p = 1.54035304e-4f;
	p = p * f + 1.33335581e-3f;
	p = p * f + 9.61812911e-3f;
	p = p * f + 5.55041087e-2f;
	p = p * f + 2.40226507e-1f;
	p = p * f + 6.93147181e-1f;
	p = p * f + 1.0f;
	scale.u = (uint32_t)(k + 127) << 23;
	return p * scale.f;
}

/* The mantissa by the series of atanh, the exponent times log 2. */
float
crf_log(float x)
{
	union { float f; uint32_t u; } m = { .f = x };
	int32_t k = (int32_t)(m.u >> 23) - 127;
	float y, z;

	m.u = (m.u & 0x7FFFFFu) | 127u << 23;
	if (m.f > 1.41421356f) {
		m.f *= 0.5f;
		k++;
	}
	y = (m.f - 1) / (m.f + 1);
	z = y * y;
	return (float)k * 0.69314718f + 2 * y *
	    (1 + z * (0.33333333f + z * (0.2f + z * (0.14285714f +
	    z * 0.11111111f))));
}

/* ---- inference ---- */

static float
step_score(const struct crf_lattice *c, size_t i, unsigned from, unsigned to)
{
	unsigned label = c->automaton->label[to];

	return c->node[i][label] +
	    c->edge[i][c->automaton->label[from] * CRF_ROW + label] +
	    c->trans[i][from * CRF_ROW + label];
}

/* Node and edge scores of token I together: [label before][label]. */
static void
pair_scores(const struct crf_lattice *c, size_t i,
    float pair[CRF_ROW * CRF_ROW])
{
	unsigned from, l;

	for (from = 0; from < CRF_LABELS; from++)
		for (l = 0; l < CRF_ROW; l++)
			pair[from * CRF_ROW + l] = c->node[i][l] +
			    c->edge[i][from * CRF_ROW + l];
}

static void
best_scores(struct crf_lattice *c)
{
	const struct crf_automaton *a = c->automaton;
	float pair[CRF_ROW * CRF_ROW], v, top;
	unsigned s, l, k, p, from;
	size_t i;

	for (s = 0; s < a->states; s++)
		c->best[0][s] = -FLT_MAX;
	for (l = 0; l < CRF_LABELS; l++)
		c->best[0][a->start[l]] = c->node[0][l] +
		    c->edge[0][CRF_START * CRF_ROW + l];
	for (i = 1; i < c->n; i++) {
		const float *last = c->best[i - 1], *trans = c->trans[i];

		pair_scores(c, i, pair);
		for (s = 0; s < a->states; s++) {
			l = a->label[s];
			top = -FLT_MAX;
			from = a->before[s][0];
			for (k = 0; k < a->befores[s]; k++) {
				p = a->before[s][k];
				v = last[p] +
				    (pair[a->label[p] * CRF_ROW + l] +
				    trans[p * CRF_ROW + l]);
				if (v > top) {
					top = v;
					from = p;
				}
			}
			c->best[i][s] = top < -1e30f ? -FLT_MAX : top;
			c->back[i][s] = (uint8_t)from;
		}
	}
}

/* The state that ends the best labelling. */
static unsigned
best_end(const struct crf_lattice *c)
{
	const float *v = c->best[c->n - 1];
	unsigned s, best = 0;

	for (s = 1; s < c->automaton->states; s++)
		if (v[s] > v[best])
			best = s;
	return best;
}

float
crf_best(struct crf_lattice *c, uint8_t *label)
{
	unsigned s, end;
	size_t i;

	best_scores(c);
	end = s = best_end(c);
	for (i = c->n; i-- > 0; s = i > 0 ? c->back[i][s] : s)
		label[i] = c->automaton->label[s];
	return c->best[c->n - 1][end];
}

/*
 * A labelling not yet taken: like PARENT from token AT on, but coming there
 * from the RANK-th best state before it, and best before that.  AT == n is
 * a choice of the last state.
 */
struct deviation {
	float score;
	uint16_t at;
	uint8_t parent, rank;
};

struct search {
	struct crf_lattice *lattice;
	uint8_t state[CRF_BEST][CRF_TOKENS];
	float score[CRF_BEST];
	struct deviation open[CRF_BEST];	/* best first */
	size_t opens, limit;
};

/*
 * The RANK-th best way into state S of token AT: the state before it, its
 * loss against the best in *LOSS.  CRF_NONE when there are fewer.
 */
static unsigned
ranked_before(const struct crf_lattice *c, size_t at, unsigned s,
    unsigned rank, float *loss)
{
	const struct crf_automaton *a = c->automaton;
	unsigned count = at == c->n ? a->states : a->befores[s], k, p, j;
	float value[CRF_STATES], v;
	uint8_t order[CRF_STATES];
	unsigned n = 0;

	for (k = 0; k < count; k++) {
		p = at == c->n ? k : a->before[s][k];
		if (c->best[at - 1][p] == -FLT_MAX)
			continue;
		v = c->best[at - 1][p] +
		    (at == c->n ? 0 : step_score(c, at, p, s));
		for (j = n++; j > 0 && value[j - 1] < v; j--) {
			value[j] = value[j - 1];
			order[j] = order[j - 1];
		}
		value[j] = v;
		order[j] = (uint8_t)p;
	}
	if (rank >= n)
		return CRF_NONE;
	*loss = value[0] - value[rank];
	return order[rank];
}

static void
deviation_add(struct search *x, unsigned parent, size_t at, unsigned rank)
{
	unsigned s = at == x->lattice->n ? 0 : x->state[parent][at];
	float loss, score;
	size_t j;

	if (ranked_before(x->lattice, at, s, rank, &loss) == CRF_NONE)
		return;
	/* up to AT the parent goes the best way, so this is all it loses */
	score = x->score[parent] - loss;
	if (x->opens == x->limit) {
		if (x->opens == 0 || score <= x->open[x->opens - 1].score)
			return;
		x->opens--;
	}
	for (j = x->opens++; j > 0 && x->open[j - 1].score < score; j--)
		x->open[j] = x->open[j - 1];
	x->open[j] = (struct deviation){ score, (uint16_t)at, (uint8_t)parent,
	    (uint8_t)rank };
}

/* Write path K: the parent's from AT on, state S before, best before that. */
static void
path_make(struct search *x, unsigned k, unsigned parent, size_t at, unsigned s)
{
	size_t n = x->lattice->n, i;

	if (at < n)
		memmove(x->state[k] + at, x->state[parent] + at, n - at);
	for (i = at; i-- > 0; s = i > 0 ? x->lattice->back[i][s] : s)
		x->state[k][i] = (uint8_t)s;
}

void
crf_best_list(struct crf_lattice *c, size_t k, struct crf_list *out)
{
	struct search x;
	struct deviation d;
	unsigned made, s;
	size_t i, j;
	float loss;

	x.lattice = c;
	x.opens = 0;
	best_scores(c);
	s = best_end(c);
	x.score[0] = c->best[c->n - 1][s];
	path_make(&x, 0, 0, c->n, s);
	x.limit = k - 1;
	for (i = c->n; i > 0; i--)
		deviation_add(&x, 0, i, 1);
	for (made = 1; made < k && x.opens > 0; made++) {
		d = x.open[0];
		memmove(x.open, x.open + 1, --x.opens * sizeof *x.open);
		x.limit = k - made - 1;
		s = ranked_before(c, d.at, d.at == c->n ? 0 :
		    x.state[d.parent][d.at], d.rank, &loss);
		path_make(&x, made, d.parent, d.at, s);
		x.score[made] = d.score;
		if (x.opens > x.limit)
			x.opens = x.limit;
		if (x.limit == 0)
			continue;
		deviation_add(&x, d.parent, d.at, d.rank + 1u);
		for (i = d.at; i-- > 1;)
			deviation_add(&x, made, i, 1);
	}
	out->n = made;
	for (i = 0; i < made; i++) {
		out->score[i] = x.score[i];
		for (j = 0; j < c->n; j++)
			out->label[i][j] = c->automaton->label[x.state[i][j]];
	}
}

/* Probabilities of the states of a first token, not normalised. */
static void
start_sums(const struct crf_lattice *c, const float *node, float *now)
{
	unsigned l;

	for (l = 0; l < CRF_LABELS; l++)
		now[c->automaton->start[l]] = node[l] *
		    crf_exp(c->edge[0][CRF_START * CRF_ROW + l]);
}

/* ... of token I, from those of the token before it. */
static void
step_sums(const struct crf_lattice *c, size_t i, const float *node,
    const float *last, float *now)
{
	const struct crf_automaton *a = c->automaton;
	const float *trans = c->trans_exp[i];
	float pair[CRF_ROW * CRF_ROW], sum;
	unsigned from, s, l, k, p;

	for (from = 0; from < CRF_LABELS; from++)
		for (l = 0; l < CRF_LABELS; l++)
			if (crf_allowed(from, l))
				pair[from * CRF_ROW + l] = node[l] * crf_exp(
				    c->edge[i][from * CRF_ROW + l]);
	for (s = 0; s < a->states; s++) {
		l = a->label[s];
		sum = 0;
		for (k = 0; k < a->befores[s]; k++) {
			p = a->before[s][k];
			sum += last[p] * trans[p * CRF_ROW + l] *
			    pair[a->label[p] * CRF_ROW + l];
		}
		now[s] = sum;
	}
}

float
crf_total(const struct crf_lattice *c)
{
	unsigned states = c->automaton->states, s, l;
	float sums[2][CRF_STATES], node[CRF_ROW], top, sum, total = 0;
	float *now = sums[0], *last = sums[1], *swap;
	size_t i;

	for (i = 0; i < c->n; i++) {
		swap = last, last = now, now = swap;
		top = c->node[i][0];
		for (l = 1; l < CRF_LABELS; l++)
			top = c->node[i][l] > top ? c->node[i][l] : top;
		for (l = 0; l < CRF_LABELS; l++)
			node[l] = crf_exp(c->node[i][l] - top);
		for (s = 0; s < states; s++)
			now[s] = 0;
		if (i == 0)
			start_sums(c, node, now);
		else
			step_sums(c, i, node, last, now);
		sum = 0;
		for (s = 0; s < states; s++)
			sum += now[s];
		sum = sum > 1e-30f ? sum : 1e-30f;
		for (s = 0; s < states; s++)
			now[s] /= sum;
		total += top + crf_log(sum);
	}
	return total;
}
