#include "config.h"

#include "unit/unit.h"

#include "io/schema.h"
#include "io/tsv.h"

static const struct {
	const char *why, *line;
	size_t fields;
	bool good;
	const char *last;
} split_cases[] = {
	{ "one field", "a", 1, true, "a" },
	{ "empty line is one empty field", "", 1, true, "" },
	{ "trailing tab is an empty field", "a\t", 2, true, "" },
	{ "quotation mark means nothing", "\"a\tb\"", 2, true, "b\"" },
	{ "escaped tab stays inside", "a\tb\\tc", 2, true, "b\tc" },
	{ "all four escapes", "\\t\\n\\r\\\\", 1, true, "\t\n\r\\" },
	{ "backslash at the end", "a\\", 1, false, "a\\" },
	{ "unknown escape", "\\q", 1, false, "\\q" },
};

START_TEST(split_follows_table)
{
	struct arena mem = { 0 };
	struct tsv_row row;
	struct slice last;

	ck_assert(tsv_split(&row, slice_str(split_cases[_i].line)));
	ck_assert_uint_eq(row.n, split_cases[_i].fields);
	ck_assert(tsv_unescape(row.field[row.n - 1], &last, &mem) ==
	    split_cases[_i].good);
	ck_slice(last, split_cases[_i].last, split_cases[_i].why);
	arena_free(&mem);
}
END_TEST

START_TEST(too_many_fields_keep_the_rest)
{
	char line[2 * TSV_MAX_FIELDS + 2];
	struct tsv_row row;

	for (size_t i = 0; i < sizeof(line); i++)
		line[i] = i % 2 == 0 ? 'x' : '\t';
	ck_assert(!tsv_split(&row, (struct slice){ line, sizeof(line) }));
	ck_assert_uint_eq(row.n, TSV_MAX_FIELDS);
}
END_TEST

static const struct {
	const char *why, *text, *escaped, *folded;
} write_cases[] = {
	{ "plain", "a b", "a b", "a b" },
	{ "specials", "a\tb\\c", "a\\tb\\\\c", "a b\\\\c" },
	{ "blanks", "  a \n b ", "  a \\n b ", "a b" },
	{ "only blanks", " \t", " \\t", "" },
};

START_TEST(writing_follows_table)
{
	struct buf out = { 0 };

	tsv_escape(&out, slice_str(write_cases[_i].text));
	ck_slice(buf_slice(&out), write_cases[_i].escaped, write_cases[_i].why);
	buf_clear(&out);
	tsv_fold(&out, slice_str(write_cases[_i].text));
	ck_slice(buf_slice(&out), write_cases[_i].folded, write_cases[_i].why);
	buf_free(&out);
}
END_TEST

static const struct {
	uint64_t number;
	const char *digits;
} number_cases[] = {
	{ 0, "0" }, { 9, "9" }, { 10, "10" }, { 99, "99" }, { 100, "100" },
	{ 1023, "1023" }, { 4294967295, "4294967295" },
	{ 4294967296, "4294967296" }, { 429496729599, "429496729599" },
	{ UINT64_MAX, "18446744073709551615" },
};

START_TEST(numbers_follow_table)
{
	char digits[BUF_DIGITS];
	size_t n = (size_t)(buf_digits(digits, number_cases[_i].number) -
	    digits);

	ck_slice(((struct slice){ digits, n }), number_cases[_i].digits,
	    number_cases[_i].digits);
}
END_TEST

static const struct {
	const char *line;
	bool fits;
	size_t column;
} row_cases[] = {
	{ "d\t0\t5\t1\t0\tbody\t\thello", true, 0 },
	{ "d\t0\t5\t1\t0\tbody\t\thello\textra", true, 0 },
	{ "d\t0\t5\t1\t0\tbody\t", false, 0 },
	{ "d\tx\t5\t1\t0\tbody\t\thello", false, 2 },
	{ "doc\tbegin\tend\tpar\tsent\tclass\tmap\ttext", false, 2 },
	{ "d\t99999999999999999999999\t5\t1\t0\tbody\t\thello", false, 2 },
};

START_TEST(schema_tells_rows)
{
	struct tsv_row row;
	size_t column;

	tsv_split(&row, slice_str(row_cases[_i].line));
	ck_assert(schema_fits(&schema_text, &row, &column) ==
	    row_cases[_i].fits);
	ck_assert_uint_eq(column, row_cases[_i].column);
	ck_assert(schema_is_header(&schema_text, &row) == (_i == 4));
}
END_TEST

static const struct {
	const char *spans;
	bool good;
} span_cases[] = {
	{ "", true }, { "1-2", true }, { "1-2,5-9", true },
	{ "2-1", false }, { "1-", false }, { "-1", false }, { "1", false },
	{ "1-2,", false }, { ",", false }, { "1-1", false }, { "1-2-3", false },
};

START_TEST(schema_tells_spans)
{
	struct tsv_row row = { .n = schema_attribution.n };
	size_t column;

	for (size_t i = 0; i < row.n; i++)
		row.field[i] = SLICE("0");
	row.field[10] = slice_str(span_cases[_i].spans);
	row.field[11] = row.field[12] = SLICE("");
	ck_assert_msg(schema_fits(&schema_attribution, &row, &column) ==
	    span_cases[_i].good, "'%s'", span_cases[_i].spans);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("tsv");
	TCase *tc = tcase_create("tsv");

	tcase_add_loop_test(tc, split_follows_table, 0, COUNT(split_cases));
	tcase_add_test(tc, too_many_fields_keep_the_rest);
	tcase_add_loop_test(tc, writing_follows_table, 0, COUNT(write_cases));
	tcase_add_loop_test(tc, numbers_follow_table, 0, COUNT(number_cases));
	tcase_add_loop_test(tc, schema_tells_rows, 0, COUNT(row_cases));
	tcase_add_loop_test(tc, schema_tells_spans, 0, COUNT(span_cases));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
