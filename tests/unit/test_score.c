#include "config.h"

#include <string.h>

#include "unit/unit.h"

#include "news/score.h"

#define BIT(fact) (UINT32_C(1) << (fact))

static const struct {
	struct score_input in;
	const char *text;
} explained[] = {
	{ { BASIS_RULE, 0, 0 }, "rule" },
	{ { BASIS_RULE, BIT(FACT_DIRECT) | BIT(FACT_CUE_SAY), 0 },
	    "rule direct cue-say" },
	{ { BASIS_MODEL, BIT(FACT_SOURCE_NEAR), 0.971f },
	    "model sure=97.1% source-near" },
	{ { BASIS_FAST, BIT(FACT_INFINITIVE), 1 },
	    "fast sure=100.0% infinitive" },
	{ { BASIS_MODEL, 0, 0.05f }, "model sure=5.0%" },
};

START_TEST(explain)
{
	struct buf out = { 0 };
	struct score_input back;

	score_explain(explained[_i].in, &out);
	ck_slice(buf_slice(&out), explained[_i].text, "explained");
	ck_assert(score_parse(buf_slice(&out), &back));
	ck_assert_int_eq(back.basis, explained[_i].in.basis);
	ck_assert_uint_eq(back.facts, explained[_i].in.facts);
	ck_assert_float_eq_tol(back.confidence, explained[_i].in.confidence,
	    0.0005f);
	buf_free(&out);
}
END_TEST

/* The names of all facts are different, and read as what they are. */
START_TEST(names)
{
	struct buf text = { 0 };
	struct score_input in;

	buf_add(&text, SLICE("rule "));
	buf_add(&text, slice_str(score_fact_name(_i)));
	ck_assert(score_parse(buf_slice(&text), &in));
	ck_assert_uint_eq(in.facts, BIT(_i));
	buf_free(&text);
}
END_TEST

START_TEST(parse)
{
	struct score_input in;

	ck_assert(!score_parse(SLICE(""), &in));
	ck_assert(!score_parse(SLICE("direct cue-say"), &in));
	/* what rounds to nothing was something */
	ck_assert(score_parse(SLICE("model sure=0.0%"), &in));
	ck_assert(in.confidence > 0);
	/* facts of another version are passed over */
	ck_assert(score_parse(SLICE("rule  moonlight direct"), &in));
	ck_assert_uint_eq(in.facts, BIT(FACT_DIRECT));
}
END_TEST

/* The log-odds keep within the bounds of what was seen in training. */
START_TEST(confidence)
{
	struct score_input in = { BASIS_MODEL, 0, 0 };

	ck_assert_float_eq(score_confidence(in), 0);
	in.confidence = 0.5f;
	ck_assert_float_eq_tol(score_confidence(in), 0, 1e-6f);
	in.confidence = 0.9f;
	ck_assert_float_eq_tol(score_confidence(in), 2.197225f, 1e-4f);
	in.confidence = 1e-9f;
	ck_assert_float_eq_tol(score_confidence(in), -4.595120f, 1e-3f);
	in.confidence = 1;
	ck_assert_float_eq_tol(score_confidence(in), 6.906755f, 1e-2f);
}
END_TEST

/* A probability, and higher where the model is surer, if it says so at all. */
START_TEST(of)
{
	struct score_input in = { _i, BIT(FACT_DIRECT), 0.2f };
	float low = score_of(in);

	in.confidence = 0.98f;
	ck_assert(low > 0 && low < 1);
	if (_i == BASIS_MODEL)
		ck_assert(score_of(in) > low);
	else
		ck_assert_float_eq(score_of(in), low);
	ck_assert(score_of(in) < 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("score");
	TCase *tc = tcase_create("score");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, explain, 0, COUNT(explained));
	tcase_add_loop_test(tc, names, 0, FACT_COUNT);
	tcase_add_test(tc, parse);
	tcase_add_test(tc, confidence);
	tcase_add_loop_test(tc, of, 0, BASIS_COUNT);
	return unit_run(suite);
}
