#include "config.h"

#include "unit/unit.h"

#include "news/dedupe.h"
#include "news/dedupe_input.h"

static struct dedupe_weights weights;

static void
setup(void)
{
	dedupe_weights_open(&weights, NULL);
}

static void
teardown(void)
{
	dedupe_weights_free(&weights);
}

/* Words compared: the folded ones, with blanks between. */
static const struct {
	const char *why, *text;
	enum dedupe_part part;
	const char *words;
} spellings[] = {
	{ "case and punctuation", "We WON'T, ever -- go!", DEDUPE_ALL,
	    "we wont ever go" },
	{ "both apostrophes", "don\u2019t don't", DEDUPE_ALL, "dont dont" },
	{ "initials", "the U.S. and the u.n.", DEDUPE_ALL, "the us and the un" },
	{ "a stop after a letter is no initial", "plan B. Then", DEDUPE_ALL,
	    "plan b then" },
	{ "numbers", "200,000 of 3.5 in 2,24", DEDUPE_ALL, "200000 of 3.5 in 224" },
	{ "insertions are not said", "he [the mayor] said", DEDUPE_ALL,
	    "he said" },
	{ "a changed letter is", "[W]e wh[at]", DEDUPE_ALL, "we what" },
	{ "an open bracket is no insertion", "we [sic", DEDUPE_ALL, "we sic" },
	{ "capitals beyond ASCII", "\u00c9T\u00c9 \u0416", DEDUPE_ALL,
	    "\u00e9t\u00e9 \u0436" },
	{ "soft hyphen", "har\u00adbour", DEDUPE_ALL, "harbour" },
	{ "a letter a word where there are no blanks", "\u4e2d\u56fd",
	    DEDUPE_ALL, "\u4e2d \u56fd" },
	{ "long words whole", "aaaaaaaabbbbbbbbccccccccdddddddd", DEDUPE_ALL,
	    "aaaaaaaabbbbbbbbccccccccdddddddd" },
	{ "inside marks", "he called it \u201ca farce\u201d and \"a joke\"",
	    DEDUPE_MARKED, "a farce a joke" },
	{ "single marks", "a \u2018shabby\u2019 plan, the crews\u2019 view",
	    DEDUPE_MARKED, "shabby" },
	{ "single straight marks", "the 'so-called plan' wasn't", DEDUPE_MARKED,
	    "so called plan" },
	{ "an apostrophe is no mark", "it wasn't the crews' plan",
	    DEDUPE_MARKED, "it wasnt the crews plan" },
	{ "guillemets", "il dit \u00abnon\u00bb", DEDUPE_MARKED, "non" },
	{ "a mark left open", "she said \u201cgo on", DEDUPE_MARKED, "go on" },
	{ "each paragraph reopened", "\u201cone \u201ctwo\u201d", DEDUPE_MARKED,
	    "one two" },
	{ "no marks: all of it", "go on", DEDUPE_MARKED, "go on" },
	{ "gaps of all kinds", "  so it--was, he: thought  it (might) be/were;"
	    " a day.  And the\tnext, ...and 3 others can't say  ",
	    DEDUPE_ALL, "so it was he thought it might be were a day and the"
	    " next and 3 others cant say" },
	{ "several apostrophes", "rock'n'roll at 5 o'clock, the crews' don\u2019t'"
	    " it\u2019s 'tis 90's", DEDUPE_ALL, "rocknroll at 5 oclock the crews"
	    " dont its tis 90s" },
	{ "sixteen letters and a stop", "abcdefghijklmnop. qrstuvwxyzabcdef gh.",
	    DEDUPE_ALL, "abcdefghijklmnop qrstuvwxyzabcdef gh" },
	{ "other letters that stand alone", "\u3042\u30a2\u3400\U00020000b",
	    DEDUPE_ALL, "\u3042 \u30a2 \u3400 \U00020000 b" },
	{ "the letter apostrophe", "don\u02bct", DEDUPE_ALL, "dont" },
	{ "nothing to see", "har\u200bbo\u2060ur\ufeff", DEDUPE_ALL,
	    "harbour" },
	{ "corner marks", "he said \u300cno\u300d and \u300eyes\u300f",
	    DEDUPE_MARKED, "no yes" },
	{ "low marks", "he said \u201eno\u201c and \u201eyes\u201d",
	    DEDUPE_MARKED, "no yes" },
	{ "guillemets the other way", "he said \u00bbno\u00ab", DEDUPE_MARKED,
	    "no" },
	{ "a straight mark closed by a curly one", "he said \"no\u201d then",
	    DEDUPE_MARKED, "no" },
	{ "a curly one closed by a straight one", "he said \u201cno\" then",
	    DEDUPE_MARKED, "no" },
	{ "a bracket without end", "we [went on and on and on and on and on"
	    " and on and on and on and on and on and on and on and on and on"
	    " and on and on and on and on and on and on and on and on and on"
	    " and on and on and on and on and on and on] home", DEDUPE_ALL,
	    "we went on and on and on and on and on"
	    " and on and on and on and on and on and on and on and on and on"
	    " and on and on and on and on and on and on and on and on and on"
	    " and on and on and on and on and on and on home" },
	{ "dashes and dots beyond ASCII", "so\u2014it\u2026was\u2013late",
	    DEDUPE_ALL, "so it was late" },
	{ "an initial at the end", "the U.S", DEDUPE_ALL, "the us" },
	{ "empty", "", DEDUPE_MARKED, "" },
};

START_TEST(words_follow_table)
{
	struct buf spelling = { 0 };
	struct dedupe_words w = { .spelling = &spelling };

	dedupe_words_fill(&w, slice_str(spellings[_i].text),
	    spellings[_i].part, NULL);
	/* with marks the words outside come through too, as context */
	for (size_t i = 0; i < spelling.n; i++)
		if (spelling.p[i] == '\n')
			spelling.p[i] = ' ';
	if (spellings[_i].part == DEDUPE_ALL)
		ck_slice(((struct slice){ spelling.p, spelling.n > 0 ?
		    spelling.n - 1 : 0 }), spellings[_i].words,
		    spellings[_i].why);
	buf_free(&spelling);
	dedupe_words_free(&w);
}
END_TEST

/* The same words, marked or plain, are the same form. */
START_TEST(marks_follow_table)
{
	struct dedupe_words a = { 0 }, b = { 0 };

	dedupe_words_fill(&a, slice_str(spellings[_i].text),
	    spellings[_i].part, &weights);
	dedupe_words_fill(&b, slice_str(spellings[_i].words), DEDUPE_ALL,
	    &weights);
	ck_assert_msg(a.total == b.total && (a.total == 0 || a.hash == b.hash),
	    "%s: %zu words where %zu are right", spellings[_i].why, a.total,
	    b.total);
	dedupe_words_fill(&a, slice_str(spellings[_i].text),
	    spellings[_i].part, NULL);
	dedupe_words_fill(&b, slice_str(spellings[_i].words), DEDUPE_ALL,
	    NULL);
	ck_assert_msg(a.total == b.total && (a.total == 0 || a.hash == b.hash),
	    "%s: otherwise without weights", spellings[_i].why);
	dedupe_words_free(&a);
	dedupe_words_free(&b);
}
END_TEST

static const struct {
	const char *why, *a, *b;
	enum dedupe_agreement agreement;
} speakers[] = {
	{ "the same", "Ida Moe", "Ida Moe", DEDUPE_SAME },
	{ "a last name", "Ida Moe", "Moe", DEDUPE_SAME },
	{ "a title is no name", "President Moe", "President Dahl",
	    DEDUPE_CONFLICT },
	{ "a possessive", "Moe\u2019s", "Moe", DEDUPE_SAME },
	{ "others", "Ida Moe", "Karin Dahl", DEDUPE_CONFLICT },
	{ "a pronoun is unknown", "She", "Karin Dahl", DEDUPE_UNKNOWN },
	{ "an official is unknown", "a senior official", "Dahl",
	    DEDUPE_UNKNOWN },
	{ "two unknown do not agree", "", "", DEDUPE_UNKNOWN },
	{ "one of several", "Ida Moe; Karin Dahl", "Dahl", DEDUPE_SAME },
	{ "a script without capitals", "\u6c6a\u6587\u658c", "\u6c6a\u6587\u658c",
	    DEDUPE_SAME },
};

START_TEST(speakers_follow_table)
{
	const struct lexicon_table *notname = lexicon_find("en", "notname");
	struct dedupe_speaker a, b;

	dedupe_speaker_parse(&a, slice_str(speakers[_i].a), notname);
	dedupe_speaker_parse(&b, slice_str(speakers[_i].b), notname);
	ck_assert_msg(dedupe_speaker_compare(&a, &b) == speakers[_i].agreement,
	    "%s", speakers[_i].why);
	ck_assert_int_eq(dedupe_speaker_compare(&b, &a),
	    speakers[_i].agreement);
}
END_TEST

static const struct {
	const char *text;
	int32_t day;
} dates[] = {
	{ "1970-01-01", 0 },
	{ "2000-02-29", 11016 },
	{ "2022-03-15T10:00:00Z", 19066 },
	{ "paper_2022-03-15_a-story", 19066 },
	{ "20220315.txt", 19066 },
	{ "news/2022/03/15/x", 19066 },
	{ "2022-13-15", DEDUPE_NO_DAY },
	{ "120220315", DEDUPE_NO_DAY },
	{ "202203151", DEDUPE_NO_DAY },
	{ "15 March", DEDUPE_NO_DAY },
	{ "2022-03-1", DEDUPE_NO_DAY },
	{ "2022-03/15", DEDUPE_NO_DAY },
	{ "20x20315", DEDUPE_NO_DAY },
	{ "2022x315", DEDUPE_NO_DAY },
	{ "202203x5", DEDUPE_NO_DAY },
	{ "0022-03-15", DEDUPE_NO_DAY },
	{ "2022-00-15", DEDUPE_NO_DAY },
	{ "2022-03-00", DEDUPE_NO_DAY },
	{ "2022-03-32", DEDUPE_NO_DAY },
	{ "2022-13-15 or 2022-03-15", 19066 },
	{ "", DEDUPE_NO_DAY },
};

START_TEST(dates_follow_table)
{
	ck_assert_int_eq(dedupe_day(slice_str(dates[_i].text)), dates[_i].day);
}
END_TEST

/* Weight aligned, of the shorter side's, in per cent. */
static const struct {
	const char *why, *shorter, *longer;
	int least, most;
	bool whole;
} alignments[] = {
	{ "whole", "harbour master resigned",
	    "the old harbour master resigned today", 100, 100, true },
	{ "an ellipsis is nearly free", "harbour master resigned on Tuesday",
	    "harbour master, who had been there for years, resigned on Tuesday",
	    90, 99, false },
	{ "a word changed", "the harbour captain resigned on Tuesday night",
	    "the harbour master resigned on Tuesday night", 60, 90, false },
	{ "order counts", "resigned master harbour Tuesday",
	    "Tuesday harbour master resigned", 10, 50, false },
	{ "nothing in common", "harbour master", "cook and mackerel", 0, 0,
	    false },
};

START_TEST(alignments_follow_table)
{
	struct dedupe_words s = { 0 }, l = { 0 };
	struct dedupe_align align = { 0 };
	struct dedupe_match m;
	size_t from, to;
	int share;

	dedupe_words_fill(&s, slice_str(alignments[_i].shorter), DEDUPE_ALL,
	    &weights);
	dedupe_words_fill(&l, slice_str(alignments[_i].longer), DEDUPE_ALL,
	    &weights);
	dedupe_align_begin(&align, s.token, s.n);
	m = dedupe_align_score(&align, l.token, l.n, &weights.rules);
	share = m.weight * 100 / (int)s.weight;
	ck_assert_msg(share >= alignments[_i].least &&
	    share <= alignments[_i].most && m.whole == alignments[_i].whole,
	    "%s: %d %%", alignments[_i].why, share);
	ck_assert_int_ge((int)dedupe_align_bound(&align, l.token, l.n, &from,
	    &to), m.weight);
	dedupe_align_free(&align);
	dedupe_words_free(&s);
	dedupe_words_free(&l);
}
END_TEST

/* Two rows: one statement or two. */
static const struct {
	const char *why, *a, *b;
	const char *speaker_a, *speaker_b, *doc_a, *doc_b;
	int32_t day_a, day_b;
	bool same;
} pairs[] = {
	{ "two words inside one article, whoever is said to say them",
	    "it was a \u2018thoroughly shabby\u2019 survey",
	    "The numbers were invented and all of it was thoroughly shabby.",
	    "Holm", "Karin Dahl", "x", "x", 100, 100, true },
	{ "but not in two", "a \u2018thoroughly shabby\u2019 survey",
	    "The numbers were invented and all of it was thoroughly shabby.",
	    "Holm", "Karin Dahl", "x", "y", 100, 100, false },
	{ "an idiom months apart", "adding fuel to the fire",
	    "adding fuel to the fire", "Dahl", "Dahl", "x", "y", 100, 370,
	    false },
	{ "another one", "skating on remarkably thin ice",
	    "skating on remarkably thin ice", "Dahl", "Dahl", "x", "y", 100, 370,
	    false },
	{ "the same the next day", "skating on remarkably thin ice",
	    "skating on remarkably thin ice", "Dahl", "Dahl", "x", "y", 100, 101,
	    true },
	{ "a long one months apart",
	    "we will dredge the western channel and rebuild both breakwaters",
	    "We will dredge the western channel and rebuild both breakwaters!",
	    "Dahl", "Dahl", "x", "y", 100, 370, true },
	{ "a stock phrase is nobody's", "no comment", "no comment", "Dahl",
	    "Dahl", "x", "y", 100, 101, false },
	{ "one letter misheard",
	    "we will dredge the western channel and rebuild both breakwaters",
	    "we will drudge the western channel and rebuild both breakwaters",
	    "Dahl", "", "x", "y", 100, 101, true },
	{ "the same topic",
	    "the western channel must be dredged before the winter storms",
	    "dredging of the channel in the west is a matter for the council",
	    "Dahl", "Dahl", "x", "y", 100, 100, false },
};

START_TEST(pairs_follow_table)
{
	const struct dedupe_row rows[] = {
		{ .text = slice_str(pairs[_i].a),
		    .speaker = slice_str(pairs[_i].speaker_a),
		    .doc = slice_str(pairs[_i].doc_a), .day = pairs[_i].day_a,
		    .part = DEDUPE_MARKED },
		{ .text = slice_str(pairs[_i].b),
		    .speaker = slice_str(pairs[_i].speaker_b),
		    .doc = slice_str(pairs[_i].doc_b), .day = pairs[_i].day_b,
		    .part = DEDUPE_MARKED },
	};

	for (size_t order = 0; order < 2; order++) {
		struct dedupe d;

		dedupe_init(&d, &weights, DEDUPE_LEVEL_PART);
		dedupe_add(&d, &rows[order]);
		dedupe_add(&d, &rows[1 - order]);
		dedupe_group(&d, NULL, 0);
		ck_assert_msg((dedupe_set(&d, d.row[0].form) ==
		    dedupe_set(&d, d.row[1].form)) == pairs[_i].same,
		    "%s", pairs[_i].why);
		dedupe_free(&d);
	}
}
END_TEST

static const struct {
	const char *why, *table;
	size_t line;		/* 0: good */
} tables[] = {
	{ "no thresholds", "harbour\t20\n", 2 },
	{ "unknown threshold", "=colour\t3\n", 1 },
	{ "threshold out of range", "=cover\t101\n", 1 },
	{ "no number", "harbour\tmuch\n", 1 },
	{ "weight out of range", "# x\nharbour\t64\n", 2 },
	{ "two words", "harbour master\t20\n", 1 },
	{ "no tab", "harbour\n", 1 },
};

START_TEST(tables_follow_table)
{
	struct dedupe_weights w;
	size_t line;

	ck_assert_msg(!dedupe_weights_parse(&w, slice_str(tables[_i].table),
	    NULL, &line), "%s", tables[_i].why);
	ck_assert_msg(line == tables[_i].line, "%s: line %zu", tables[_i].why,
	    line);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dedupe");
	TCase *t = tcase_create("dedupe");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, words_follow_table, 0, COUNT(spellings));
	tcase_add_loop_test(t, marks_follow_table, 0, COUNT(spellings));
	tcase_add_loop_test(t, speakers_follow_table, 0, COUNT(speakers));
	tcase_add_loop_test(t, dates_follow_table, 0, COUNT(dates));
	tcase_add_loop_test(t, alignments_follow_table, 0, COUNT(alignments));
	tcase_add_loop_test(t, pairs_follow_table, 0, COUNT(pairs));
	tcase_add_loop_test(t, tables_follow_table, 0, COUNT(tables));
	suite_add_tcase(suite, t);
	return unit_run(suite);
}
