#include "config.h"

#include "unit/unit.h"

#include "news/cue.h"

static const struct {
	const char *why, *words;	/* one blank between words */
	const char *lemma;		/* NULL: no cue */
	size_t length;			/* words */
	enum attribution_act act;
} cases[] = {
	{ "irregular past", "said it", "say", 1, ACT_SAY },
	{ "regular past", "insisted that", "insist", 1, ACT_SAY },
	{ "final e", "announced a", "announce", 1, ACT_SAY },
	{ "final e drops before -ing", "acknowledging it", "acknowledge", 1,
	    ACT_CLAIM },
	{ "consonant and y", "clarified that", "clarify", 1, ACT_SAY },
	{ "sibilant", "stresses that", "stress", 1, ACT_SAY },
	{ "doubled consonant is listed", "admitting it", "admit", 1,
	    ACT_CLAIM },
	{ "phrase", "pointed out that", "point out", 2, ACT_SAY },
	{ "the longest phrase wins", "calls for peace", "call for", 2,
	    ACT_DEMAND },
	{ "a phrase is no word", "calls her", "call", 1, ACT_SAY },
	{ "phrase of three words", "made it clear that", "make it clear", 3,
	    ACT_SAY },
	{ "fixed phrase", "according to her", "according to", 2, ACT_REPORT },
	{ "the first word of a phrase alone", "according as", NULL, 0, 0 },
	{ "listed as none", "showed up that", NULL, 0, 0 },
	{ "no cue", "walked home", NULL, 0, 0 },
	{ "a noun is no verb", "statement that", NULL, 0, 0 },
	{ "belief", "believes that", "believe", 1, ACT_THINK },
};

static size_t
split(const char *s, struct slice *word)
{
	size_t n = 0;

	while (*s != '\0') {
		size_t len = strcspn(s, " ");

		word[n++] = (struct slice){ s, len };
		s += len + (s[len] == ' ');
	}
	return n;
}

START_TEST(verbs_follow_table)
{
	struct slice word[8];
	struct cue_list list;
	struct cue_match m;
	size_t n = split(cases[_i].words, word);

	ck_assert(cue_open(&list, "en"));
	if (cases[_i].lemma == NULL) {
		ck_assert(!cue_find(&list, word, n, &m));
	} else {
		ck_assert_msg(cue_find(&list, word, n, &m), "%s",
		    cases[_i].why);
		ck_slice(m.cue->lemma, cases[_i].lemma, cases[_i].why);
		ck_assert_uint_eq(m.words, cases[_i].length);
		ck_assert_uint_eq(m.cue->act, cases[_i].act);
	}
	cue_close(&list);
}
END_TEST

START_TEST(nouns_have_plurals)
{
	struct cue_list list;
	struct cue_match m;

	ck_assert(cue_open(&list, "en"));
	ck_assert(cue_find_noun(&list, SLICE("statement"), &m));
	ck_assert(cue_find_noun(&list, SLICE("denials"), &m));
	ck_assert_uint_eq(m.cue->act, ACT_DENY);
	ck_assert(cue_find_noun(&list, SLICE("inquiries"), &m));
	ck_assert(!cue_find_noun(&list, SLICE("said"), &m));
	cue_close(&list);
}
END_TEST

START_TEST(forms_are_told_apart)
{
	struct cue_list list;
	struct cue_match m;
	struct slice word = SLICE("put"), it[] = { SLICE("put"), SLICE("it") };

	ck_assert(cue_open(&list, "en"));
	ck_assert(!cue_find(&list, &word, 1, &m));
	ck_assert(cue_find(&list, it, 2, &m));
	ck_assert_uint_eq(m.form, CUE_BASE | CUE_PAST);
	word = SLICE("warning");
	ck_assert(cue_find(&list, &word, 1, &m));
	ck_assert_uint_eq(m.form, CUE_ING);
	cue_close(&list);
}
END_TEST

START_TEST(unknown_language_has_no_list)
{
	struct cue_list list;

	ck_assert(!cue_open(&list, "xx"));
	cue_close(&list);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("cue");
	TCase *t = tcase_create("cue");

	tcase_add_loop_test(t, verbs_follow_table, 0, COUNT(cases));
	tcase_add_test(t, nouns_have_plurals);
	tcase_add_test(t, forms_are_told_apart);
	tcase_add_test(t, unknown_language_has_no_list);
	suite_add_tcase(s, t);
	return unit_run(s);
}
