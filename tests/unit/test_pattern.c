#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/unit.h"

#include "base/diag.h"
#include "text/pattern.h"

/* A list of expressions as lexicon_key() reads it, with these values. */
static const char text[] =
    "^page \\d+$\0nav\0"
    "\\bsponsored by\\b\0ad\0"
    "(x+x+)+[yz]\0promo\0"
    "caf\xc3\xa9$\0legal";
static const struct lexicon_entry entries[] = {
	{ 0, 10, 3 }, { 15, 16, 2 }, { 35, 11, 5 }, { 53, 6, 5 },
};
static const struct lexicon_table table = { .lang = "en", .kind = "test",
	.text = text, .entry = entries, .n = 4 };

static const struct {
	const char *line, *value;
} cases[] = {
	{ "Page 12", "nav" }, { "page twelve", NULL },
	{ "a story Sponsored By nobody", "ad" }, { "unsponsored bystander", NULL },
	{ "in the CAF\xc3\x89", "legal" }, { "", NULL }, { "xxxy", "promo" },
	{ "page 1\nsponsored by", "ad" },
};

START_TEST(machine_code_matches_the_same)
{
	struct pattern_list with, without;

	pattern_open(&with, &table, true);
	pattern_open(&without, &table, false);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct slice line = slice_str(cases[i].line), a = { 0 },
		    b = { 0 };
		bool found = cases[i].value != NULL;

		ck_assert_msg(pattern_find(&with, line, &a) == found, "%s",
		    cases[i].line);
		ck_assert_msg(pattern_find(&without, line, &b) == found, "%s",
		    cases[i].line);
		if (found) {
			ck_assert(slice_eq(a, slice_str(cases[i].value)));
			ck_assert(slice_eq(a, b));
		}
	}
	pattern_close(&with);
	pattern_close(&without);
}
END_TEST

START_TEST(limit_is_told)
{
	char line[480];
	struct pattern_list list;
	struct slice value;

	for (size_t i = 0; i < sizeof(line); i++)
		line[i] = 'x';
	pattern_open(&list, &table, false);
	ck_assert_int_eq(diag_status(), 0);
	ck_assert(!pattern_find(&list, (struct slice){ line, sizeof(line) },
	    &value));
	ck_assert_int_eq(diag_status(), 1);
	pattern_close(&list);
}
END_TEST

START_TEST(no_list_matches_nothing)
{
	struct pattern_list list;
	struct slice value;

	pattern_open(&list, NULL, true);
	ck_assert(!pattern_find(&list, SLICE("page 12"), &value));
	pattern_close(&list);
}
END_TEST

START_TEST(bad_expression_is_told)
{
	static const struct lexicon_entry one = { 0, 2, 2 };
	struct lexicon_table bad = { .lang = "en", .kind = "test",
		.text = "(a\0ad", .entry = &one, .n = 1 };
	struct pattern_list list;

	pattern_open(&list, &bad, true);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("pattern");
	TCase *tc = tcase_create("pattern");

	tcase_add_test(tc, machine_code_matches_the_same);
	tcase_add_test(tc, limit_is_told);
	tcase_add_test(tc, no_list_matches_nothing);
	tcase_add_exit_test(tc, bad_expression_is_told, 2);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
