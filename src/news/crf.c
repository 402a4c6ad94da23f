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
	a->row[s] = (uint8_t)(label * CRF_ROW);
	memory_of[s] = memory;
	a->states++;
	return (uint8_t)s;
}

/* Which states have the memory of state FIRST, and where these lead. */
static void
add_group(struct crf_automaton *a, const unsigned memory[], unsigned first)
{
	unsigned n = a->groups > 0 ? a->member_end[a->groups - 1] : 0;
	bool known[CRF_STATES] = { false };
	unsigned s, l, to;

	for (s = first; s < a->states; s++) {
		if (memory[s] != memory[first])
			continue;
		a->member[n++] = (uint8_t)s;
		for (l = 0; l < CRF_LABELS; l++) {
			if ((to = a->next[s][l]) == CRF_NONE || known[to])
				continue;
			known[to] = true;
			a->from[to][a->froms[to]++] =
			    (uint8_t)(a->groups * CRF_ROW + l);
		}
	}
	a->member_end[a->groups++] = (uint8_t)n;
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
	for (s = 0; s < a->states; s++) {
		for (l = 0; l < CRF_LABELS; l++)
			if ((to = a->next[s][l]) != CRF_NONE)
				a->before[to][a->befores[to]++] = (uint8_t)s;
		for (m = 0; memory[m] != memory[s]; m++)
			;
		if (m == s)
			add_group(a, memory, s);
	}
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

/*
 * Eight numbers, one a label, as two vectors of four; what the machine has no
 * vectors for is looped.
 */
typedef float floats4 __attribute__((vector_size(16)));
typedef int32_t ints4 __attribute__((vector_size(16)));

struct scores {
	floats4 lo, hi;
};

static inline struct scores
scores_load(const float *p)
{
	struct scores r;

	memcpy(&r.lo, p, sizeof r.lo);
	memcpy(&r.hi, p + 4, sizeof r.hi);
	return r;
}

static inline void
scores_store(float *p, struct scores r)
{
	memcpy(p, &r.lo, sizeof r.lo);
	memcpy(p + 4, &r.hi, sizeof r.hi);
}

static inline floats4
smaller(floats4 a, floats4 b)
{
	unsigned i;

	for (i = 0; i < 4; i++)
		a[i] = a[i] < b[i] ? a[i] : b[i];
	return a;
}

static inline floats4
larger(floats4 a, floats4 b)
{
	unsigned i;

	for (i = 0; i < 4; i++)
		a[i] = a[i] > b[i] ? a[i] : b[i];
	return a;
}

/* X where MASK is set, else 0, lane by lane. */
static inline floats4
where(ints4 mask, floats4 x)
{
	return (floats4)(mask & (ints4)x);
}

/* crf_exp() of four numbers, to the bit. */
static inline floats4
exp4(floats4 x)
{
	const floats4 top = { 80, 80, 80, 80 }, half = { .5f, .5f, .5f, .5f };
	const ints4 minus = { INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN };
	floats4 t, f, p;
	ints4 k;

	x = smaller(larger(x, -top), top);
	t = x * 1.44269504f;
	/* half with the sign of t: rounds to nearest */
	k = __builtin_convertvector(t + (floats4)(((ints4)t & minus) |
	    (ints4)half), ints4);
	f = t - __builtin_convertvector(k, floats4);
	p = 1.54035304e-4f * f + 1.33335581e-3f;
	p = p * f + 9.61812911e-3f;
	p = p * f + 5.55041087e-2f;
	p = p * f + 2.40226507e-1f;
	p = p * f + 6.93147181e-1f;
	p = p * f + 1.0f;
	return p * (floats4)((k + 127) << 23);
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

/* 0 where a label may follow; else as little as can be: [before][label]. */
#define N (-FLT_MAX)
static const float barred[CRF_LABELS][CRF_ROW] = {
	[LABEL_O] = { 0, 0, N, 0, N, 0, N },
	[LABEL_B_CONTENT] = { 0, 0, 0, 0, N, 0, N },
	[LABEL_I_CONTENT] = { 0, 0, 0, 0, N, 0, N },
	[LABEL_B_CUE] = { 0, 0, N, 0, 0, 0, N },
	[LABEL_I_CUE] = { 0, 0, N, 0, 0, 0, N },
	[LABEL_B_SOURCE] = { 0, 0, N, 0, N, 0, 0 },
	[LABEL_I_SOURCE] = { 0, 0, N, 0, N, 0, 0 },
};
#undef N

/* Node and edge scores of token I together: [label before][label]. */
static void
pair_scores(const struct crf_lattice *c, size_t i,
    float pair[CRF_ROW * CRF_ROW])
{
	const struct scores node = scores_load(c->node[i]);
	struct scores r, bar;
	unsigned from;

	for (from = 0; from < CRF_LABELS; from++) {
		r = scores_load(c->edge[i] + from * CRF_ROW);
		bar = scores_load(barred[from]);
		r.lo = (node.lo + r.lo) + bar.lo;
		r.hi = (node.hi + r.hi) + bar.hi;
		scores_store(pair + from * CRF_ROW, r);
	}
}

/*
 * The best scores that the states [MEMBER, END) of one group, whose own are
 * LAST, lead to, by label.
 */
static inline struct scores
group_best(const struct crf_automaton *a, const uint8_t *member,
    const uint8_t *end, const float *last, const float *pair,
    const float *trans)
{
	const floats4 least = { -FLT_MAX, -FLT_MAX, -FLT_MAX, -FLT_MAX };
	struct scores top = { least, least }, p, t;
	size_t s;

	for (; member < end; member++) {
		s = *member;
		p = scores_load(pair + a->row[s]);
		t = scores_load(trans + s * CRF_ROW);
		top.lo = larger(last[s] + (p.lo + t.lo), top.lo);
		top.hi = larger(last[s] + (p.hi + t.hi), top.hi);
	}
	return top;
}

/*
 * Viterbi's recurrence.  Only the scores: which state came before is asked
 * again on the way back, of few states (state_before()).
 */
static void
best_scores(struct crf_lattice *c)
{
	const struct crf_automaton *a = c->automaton;
	float pair[CRF_ROW * CRF_ROW], top[CRF_GROUPS * CRF_ROW], v;
	const uint8_t *from;
	size_t i, s, l, k, g;

	for (s = 0; s < a->states; s++)
		c->best[0][s] = -FLT_MAX;
	for (l = 0; l < CRF_LABELS; l++)
		c->best[0][a->start[l]] = c->node[0][l] +
		    c->edge[0][CRF_START * CRF_ROW + l];
	for (i = 1; i < c->n; i++) {
		pair_scores(c, i, pair);
		for (g = 0, k = 0; g < a->groups; k = a->member_end[g++])
			scores_store(top + g * CRF_ROW, group_best(a,
			    a->member + k, a->member + a->member_end[g],
			    c->best[i - 1], pair, c->trans[i]));
		for (s = 0; s < a->states; s++) {
			from = a->from[s];
			v = top[from[0]];
			for (k = 1; k < a->froms[s]; k++)
				v = top[from[k]] > v ? top[from[k]] : v;
			c->best[i][s] = v;
		}
	}
}

/* The state of token I - 1 on the best way to state S of token I > 0. */
static unsigned
state_before(const struct crf_lattice *c, size_t i, unsigned s)
{
	const struct crf_automaton *a = c->automaton;
	unsigned k, p, best = a->before[s][0];
	float v, top = -FLT_MAX;

	for (k = 0; k < a->befores[s]; k++) {
		p = a->before[s][k];
		v = c->best[i - 1][p] + step_score(c, i, p, s);
		if (v > top) {
			top = v;
			best = p;
		}
	}
	return best;
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
	for (i = c->n; i-- > 0; s = i > 0 ? state_before(c, i, s) : s)
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
 * The score of coming from state P into state S of token AT, or to the end
 * of the sentence.
 */
static inline float
way_score(const struct crf_lattice *c, size_t at, unsigned p, unsigned s)
{
	return c->best[at - 1][p] +
	    (at == c->n ? 0 : step_score(c, at, p, s));
}

/* The states that S of token AT, or the end, may follow; how many. */
static unsigned
ways_into(const struct crf_lattice *c, size_t at, unsigned s,
    const uint8_t **state)
{
	static const uint8_t all[CRF_STATES] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
	    10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
	    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39 };

	*state = at == c->n ? all : c->automaton->before[s];
	return at == c->n ? c->automaton->states : c->automaton->befores[s];
}

/*
 * The RANK-th best way into state S of token AT: the state before it, its
 * loss against the best in *LOSS.  CRF_NONE when there are fewer.
 */
static unsigned
ranked_before(const struct crf_lattice *c, size_t at, unsigned s,
    unsigned rank, float *loss)
{
	float value[CRF_STATES], v;
	uint8_t order[CRF_STATES];
	const uint8_t *state;
	unsigned count = ways_into(c, at, s, &state), n = 0, k, j;

	for (k = 0; k < count; k++) {
		if (c->best[at - 1][state[k]] == -FLT_MAX)
			continue;
		v = way_score(c, at, state[k], s);
		if (n > rank && v <= value[rank])
			continue;
		/* only the best RANK + 1 are kept */
		for (j = n > rank ? rank : n++; j > 0 && value[j - 1] < v;
		    j--) {
			value[j] = value[j - 1];
			order[j] = order[j - 1];
		}
		value[j] = v;
		order[j] = state[k];
	}
	if (rank >= n)
		return CRF_NONE;
	*loss = value[0] - value[rank];
	return order[rank];
}

/* What the second best way loses; false when there is none. */
static bool
second_before(const struct crf_lattice *c, size_t at, unsigned s, float *loss)
{
	float top = -FLT_MAX, second = -FLT_MAX, v;
	const uint8_t *state;
	unsigned count = ways_into(c, at, s, &state), k;

	for (k = 0; k < count; k++) {
		v = way_score(c, at, state[k], s);
		second = v > top ? top : v > second ? v : second;
		top = v > top ? v : top;
	}
	*loss = top - second;
	return second > -1e30f;
}

static void
deviation_add(struct search *x, unsigned parent, size_t at, unsigned rank)
{
	unsigned s = at == x->lattice->n ? 0 : x->state[parent][at];
	float loss, score;
	size_t j;

	if (rank == 1 ? !second_before(x->lattice, at, s, &loss) :
	    ranked_before(x->lattice, at, s, rank, &loss) == CRF_NONE)
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
	for (i = at; i-- > 0; s = i > 0 ? state_before(x->lattice, i, s) : s)
		x->state[k][i] = (uint8_t)s;
}

void
crf_best_more(struct crf_lattice *c, size_t k, struct crf_list *out)
{
	struct search x;
	struct deviation d;
	unsigned made, s;
	size_t i, j;
	float loss;

	x.lattice = c;
	x.opens = 0;
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

void
crf_best_list(struct crf_lattice *c, size_t k, struct crf_list *out)
{
	best_scores(c);
	crf_best_more(c, k, out);
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

/* What the states of one group lead to, as group_best() does it. */
static inline struct scores
group_sum(const struct crf_automaton *a, const uint8_t *member,
    const uint8_t *end, const float *last, const float *pair,
    const float *trans)
{
	struct scores sum = { { 0 }, { 0 } }, p, t;
	size_t s;

	for (; member < end; member++) {
		s = *member;
		p = scores_load(pair + a->row[s]);
		t = scores_load(trans + s * CRF_ROW);
		sum.lo += last[s] * t.lo * p.lo;
		sum.hi += last[s] * t.hi * p.hi;
	}
	return sum;
}

/* e to the pair scores; 0 for labels that may not follow. */
static void
pair_sums(const struct crf_lattice *c, size_t i, const float *node,
    float pair[CRF_ROW * CRF_ROW])
{
	const struct scores n = scores_load(node);
	const floats4 zero = { 0 };
	struct scores r, bar;
	unsigned from;

	for (from = 0; from < CRF_LABELS; from++) {
		r = scores_load(c->edge[i] + from * CRF_ROW);
		bar = scores_load(barred[from]);
		r.lo = where(bar.lo == zero, n.lo * exp4(r.lo));
		r.hi = where(bar.hi == zero, n.hi * exp4(r.hi));
		scores_store(pair + from * CRF_ROW, r);
	}
}

/* ... of token I, from those of the token before it. */
static void
step_sums(const struct crf_lattice *c, size_t i, const float *node,
    const float *last, float *now)
{
	const struct crf_automaton *a = c->automaton;
	float pair[CRF_ROW * CRF_ROW], sum[CRF_GROUPS * CRF_ROW];
	const uint8_t *from;
	size_t g, s, k;

	pair_sums(c, i, node, pair);
	for (g = 0, k = 0; g < a->groups; k = a->member_end[g++])
		scores_store(sum + g * CRF_ROW, group_sum(a, a->member + k,
		    a->member + a->member_end[g], last, pair,
		    c->trans_exp[i]));
	for (s = 0; s < a->states; s++) {
		from = a->from[s];
		now[s] = sum[from[0]];
		for (k = 1; k < a->froms[s]; k++)
			now[s] += sum[from[k]];
	}
}

/* Scale P, of which all from its states on are 0, to sum 1; what it was. */
static float
normalise(float p[CRF_STATES])
{
	floats4 sum = { 0 }, v;
	float all;
	size_t s;

	for (s = 0; s < CRF_STATES; s += 4) {
		memcpy(&v, p + s, sizeof v);
		sum += v;
	}
	all = (sum[0] + sum[2]) + (sum[1] + sum[3]);
	all = all > 1e-30f ? all : 1e-30f;
	for (s = 0; s < CRF_STATES; s += 4) {
		memcpy(&v, p + s, sizeof v);
		v /= all;
		memcpy(p + s, &v, sizeof v);
	}
	return all;
}

/* The largest score of a label. */
static float
best_label(const float node[CRF_ROW])
{
	float top = node[0];
	unsigned l;

	for (l = 1; l < CRF_LABELS; l++)
		top = node[l] > top ? node[l] : top;
	return top;
}

float
crf_total(const struct crf_lattice *c)
{
	float sums[2][CRF_STATES] = { { 0 } }, node[CRF_ROW], top, total = 0;
	float *now = sums[0], *last = sums[1], *swap;
	struct scores r;
	size_t i;

	for (i = 0; i < c->n; i++) {
		swap = last, last = now, now = swap;
		top = best_label(c->node[i]);
		r = scores_load(c->node[i]);
		r.lo = exp4(r.lo - top);
		r.hi = exp4(r.hi - top);
		scores_store(node, r);
		if (i == 0)
			start_sums(c, node, now);
		else
			step_sums(c, i, node, last, now);
		total += top + crf_log(normalise(now));
	}
	return total;
}
