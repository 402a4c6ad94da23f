#include "config.h"

#include <math.h>

#include "news/crf.h"
#include "unit.h"

enum { TOKENS = 4 };		/* 7^4 labellings, tried one by one */

static struct crf_lattice lattice;
static struct crf_list list;
static float trans[CRF_STATES * CRF_ROW], trans_exp[CRF_STATES * CRF_ROW];

/* Scores from a fixed sequence between -2 and 2. */
static float
draw(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (float)(*seed >> 8) / (float)(1 << 22) - 2;
}

static void
fill(struct crf_automaton *a, enum crf_memory memory, size_t n, uint32_t seed)
{
	size_t i, k;

	crf_automaton_init(a, memory);
	lattice.automaton = a;
	lattice.n = n;
	for (k = 0; k < COUNT(trans); k++) {
		trans[k] = draw(&seed);
		trans_exp[k] = crf_exp(trans[k]);
	}
	for (i = 0; i < n; i++) {
		for (k = 0; k < CRF_ROW; k++)
			lattice.node[i][k] = draw(&seed);
		for (k = 0; k < CRF_ROW * CRF_ROW; k++)
			lattice.edge[i][k] = draw(&seed);
		lattice.trans[i] = trans;
		lattice.trans_exp[i] = trans_exp;
	}
}

/* Score of the labelling; false when it is not allowed. */
static bool
score_of(const struct crf_automaton *a, const uint8_t *label, float *score)
{
	unsigned state = a->start[label[0]], next;
	size_t i;

	*score = lattice.node[0][label[0]] +
	    lattice.edge[0][CRF_START * CRF_ROW + label[0]];
	for (i = 1; i < lattice.n; i++) {
		next = a->next[state][label[i]];
		if (next == CRF_NONE)
			return false;
		*score += lattice.node[i][label[i]] +
		    lattice.edge[i][a->label[state] * CRF_ROW + label[i]] +
		    trans[state * CRF_ROW + label[i]];
		state = next;
	}
	return true;
}

/* The labellings one by one: the best, the sum, and the rank of SCORE. */
static void
try_all(const struct crf_automaton *a, float *best, double *sum, float limit,
    size_t *above)
{
	uint8_t label[TOKENS];
	unsigned code, c;
	float score;
	size_t i;

	*best = -1e9f;
	*sum = 0;
	*above = 0;
	for (code = 0; code < 7 * 7 * 7 * 7; code++) {
		for (i = 0, c = code; i < TOKENS; i++, c /= 7)
			label[i] = (uint8_t)(c % 7);
		if (!score_of(a, label, &score))
			continue;
		*best = score > *best ? score : *best;
		*sum += exp((double)score);
		*above += score > limit;
	}
}

START_TEST(agrees_with_trying_all)
{
	struct crf_automaton a;
	uint8_t label[TOKENS];
	float best, score;
	double sum;
	size_t above, i;

	fill(&a, (enum crf_memory)(_i % CRF_MEMORIES), TOKENS,
	    (uint32_t)_i + 1);
	score = crf_best(&lattice, label);
	try_all(&a, &best, &sum, 0, &above);
	ck_assert_float_eq_tol(score, best, 1e-4f);
	ck_assert(score_of(&a, label, &score));
	ck_assert_float_eq_tol(score, best, 1e-4f);
	ck_assert_float_eq_tol(crf_total(&lattice), (float)log(sum), 1e-3f);

	crf_best_list(&lattice, CRF_BEST, &list);
	ck_assert_uint_eq(list.n, CRF_BEST);
	for (i = 0; i < list.n; i++) {
		ck_assert(score_of(&a, list.label[i], &score));
		ck_assert_float_eq_tol(score, list.score[i], 1e-4f);
		if (i > 0)
			ck_assert(list.score[i] <= list.score[i - 1]);
		try_all(&a, &best, &sum, list.score[i] + 1e-4f, &above);
		ck_assert_uint_eq(above, i);
	}
}
END_TEST

START_TEST(short_list)
{
	struct crf_automaton a;

	fill(&a, CRF_LAST, 1, 5);
	crf_best_list(&lattice, CRF_BEST, &list);
	ck_assert_uint_eq(list.n, CRF_LABELS);	/* one token, no more */
	crf_best_list(&lattice, 1, &list);
	ck_assert_uint_eq(list.n, 1);
}
END_TEST

START_TEST(exp_and_log)
{
	float x;

	for (x = -60; x < 60; x += 0.37f) {
		double e = exp((double)x);

		ck_assert(fabs((double)crf_exp(x) - e) <= 1e-5 * e);
		ck_assert_float_eq_tol(crf_log((float)e), x, 1e-4f);
	}
	ck_assert(crf_exp(-1000) > 0 && crf_exp(1000) < 1e36f);
}
END_TEST

START_TEST(long_sentence)
{
	static uint8_t label[CRF_TOKENS];
	struct crf_automaton a;
	float p;

	fill(&a, CRF_SEEN, CRF_TOKENS, 9);
	p = crf_best(&lattice, label) - crf_total(&lattice);
	ck_assert(p <= 1e-2f);
	crf_best_list(&lattice, 8, &list);
	ck_assert_uint_eq(list.n, 8);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("crf");
	TCase *tc = tcase_create("crf");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, agrees_with_trying_all, 0, 12);
	tcase_add_test(tc, short_list);
	tcase_add_test(tc, exp_and_log);
	tcase_add_test(tc, long_sentence);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
