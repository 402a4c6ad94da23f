#include "config.h"

#include "unit/unit.h"

#include "base/buf.h"
#include "news/word.h"

/* Words in lower case between bars; a blank before one that stands apart. */
static const struct {
	const char *why, *text, *words;
} cases[] = {
	{ "nothing", "", "" },
	{ "blanks only", " \t\n", "" },
	{ "words and marks", "He left, then.", " |he left|, then|." },
	{ "apostrophe", "don't", " |don't" },
	{ "curly apostrophe", "don\xe2\x80\x99t", " |don't" },
	{ "closing quote", "dogs' tails", " |dogs|' tails" },
	{ "two apostrophes", "rock'n'roll", " |rock'n|'|roll" },
	{ "western grouping", "1,234,567", " |1,234,567" },
	{ "Indian grouping", "12,34,567", " |12,34,567" },
	{ "a list of numbers", "3,4", " |3|,|4" },
	{ "wrong grouping", "1,23", " |1|,|23" },
	{ "too many digits to group", "1234,567", " |1234|,|567" },
	{ "decimals", "3.25 .5 7.", " |3.25 .5 7|." },
	{ "sign and unit", "$5m", " |$|5|m" },
	{ "hyphen", "AK-47", " |ak|-|47" },
	{ "euro", "\xe2\x82\xac" "5", " |\xe2\x82\xac|5" },
	{ "letters outside ASCII", "\xc3\x89t\xc3\xa9", " |\xc3\x89t\xc3\xa9" },
	{ "no-break space", "10\xc2\xa0km", " |10 km" },
	{ "en dash", "3\xe2\x80\x93" "5", " |3|\xe2\x80\x93|5" },
	{ "half", "3\xc2\xbd", " |3|\xc2\xbd" },
	{ "bytes that are no UTF-8", "a\xff" "b", " |a\xff" "b" },
};

START_TEST(split)
{
	struct words w = { 0 };
	struct buf out = { 0 };

	for (int twice = 0; twice < 2; twice++) {
		buf_clear(&out);
		word_split(&w, slice_str(cases[_i].text));
		for (size_t i = 0; i < w.n; i++) {
			const struct word *word = &w.word[i];

			ck_assert_ptr_eq(word->text.p,
			    cases[_i].text + word->start);
			if (i == 0)
				buf_add(&out, SLICE(" |"));
			else
				buf_putc(&out, word->glued ? '|' : ' ');
			buf_add(&out, word->low);
		}
		ck_slice(buf_slice(&out), cases[_i].words, cases[_i].why);
	}
	word_free(&w);
	buf_free(&out);
}
END_TEST

START_TEST(capital)
{
	struct words w = { 0 };

	word_split(&w, SLICE("He told McCoy iPhones"));
	ck_assert(w.word[0].capital && !w.word[1].capital);
	ck_assert(w.word[2].capital && w.word[3].capital);
	ck_assert(word_is(&w, 2, "mccoy") && !word_is(&w, 4, "mccoy"));
	ck_assert(!word_is(&w, 0, "h") && !word_is(&w, 0, "her"));
	word_free(&w);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("word");
	TCase *tc = tcase_create("word");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, split, 0, COUNT(cases));
	tcase_add_test(tc, capital);
	return unit_run(suite);
}
