#include "config.h"

#include "unit/unit.h"

#include "news/learner.h"

/* A corpus: its sentences, each many times over. */
static const char *const corpus[] = {
	"The boat of Capt. Hill came in with the tide.",
	"Nobody on the quay had seen Capt. Dale before noon.",
	"The harbour opened on Sept. 4 and shut on Sept. 9 again.",
	"It was the work of the F.B.I. in the end.",
	"The F.B.I. said that the boat was old.",
	"He told them that the tide was low. The boat waited.",
	"But Hill waited for the boat. He saw the tide go out.",
	"The tide was high and the boats of the harbour went out.",
	"They saw that nobody waited. It was late, and but for Dale it was over.",
	"It left again before noon and went low over the old end of it, out and up",
	"She met Dale at the harbour. They talked about it, and he left.",
};

static struct learner
learn(size_t times)
{
	struct learner l = { 0 };

	for (size_t i = 0; i < times; i++)
		for (size_t j = 0; j < COUNT(corpus); j++)
			learner_add(&l, slice_str(corpus[j]));
	return l;
}

START_TEST(abbreviations_are_learned)
{
	struct learner l = learn(20);
	struct buf out = { 0 };

	learner_put_abbrev(&l, &out);
	ck_slice(buf_slice(&out),
	    "# Learned by nsegment --train=abbrev from 2560 words.\n"
	    "capt\ttitle\nf.b.i\teither\nsept\tnumber\n", "abbreviations");
	buf_free(&out);
	learner_free(&l);
}
END_TEST

START_TEST(openers_are_learned)
{
	struct learner l = learn(20);
	struct buf out = { 0 };

	learner_put_starters(&l, &out);
	ck_slice(buf_slice(&out),
	    "# Learned by nsegment --train=starters from 2560 words.\n"
	    "but\nhe\nit\nnobody\nthe\n", "openers");
	buf_free(&out);
	learner_free(&l);
}
END_TEST

START_TEST(nothing_is_learned_from_nothing)
{
	struct learner l = { 0 };
	struct buf out = { 0 };

	learner_add(&l, SLICE(" ... 12 %% ( "));
	learner_put_abbrev(&l, &out);
	learner_put_starters(&l, &out);
	ck_slice(buf_slice(&out),
	    "# Learned by nsegment --train=abbrev from 0 words.\n"
	    "# Learned by nsegment --train=starters from 0 words.\n",
	    "no words");
	buf_free(&out);
	learner_free(&l);
}
END_TEST

START_TEST(table_grows)
{
	struct learner l = { 0 };
	char word[8] = "aaaa";

	for (int i = 0; i < 20000; i++) {
		for (int j = 0, n = i; j < 4; j++, n /= 26)
			word[j] = (char)('a' + n % 26);
		learner_add(&l, slice_str(word));
		learner_add(&l, slice_str(word));
	}
	ck_assert_uint_eq(l.words, 20000);
	ck_assert_uint_eq(l.tokens, 40000);
	for (size_t i = 0; i < l.words; i++)
		ck_assert_uint_eq(l.word[i].bare, 2);
	learner_free(&l);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("learner");
	TCase *t = tcase_create("learner");

	tcase_add_test(t, abbreviations_are_learned);
	tcase_add_test(t, openers_are_learned);
	tcase_add_test(t, nothing_is_learned_from_nothing);
	tcase_add_test(t, table_grows);
	suite_add_tcase(s, t);
	return unit_run(s);
}
