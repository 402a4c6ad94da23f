#include "config.h"

#include "unit/unit.h"

#include "io/offsetmap.h"

static const struct {
	const char *why, *field;
	size_t begin;
	bool good;
	const char *again;	/* as written back */
} parse_cases[] = {
	{ "empty is one run", "", 7, true, "" },
	{ "one pair says no more", "0:7", 7, true, "" },
	{ "two runs", "0:7,3:15", 7, true, "0:7,3:15" },
	{ "a pair that changes nothing", "0:7,3:10", 7, true, "" },
	{ "a pair corrected into saying nothing", "0:7,3:8,3:10", 7, true, "" },
	{ "no colon", "0", 7, false, "" },
	{ "falls", "0:7,3:15,2:20", 7, false, "" },
	{ "comma at the end", "0:7,", 7, false, "" },
	{ "no number", "0:7,a:b", 7, false, "" },
};

START_TEST(parse_follows_table)
{
	struct offset_map m = { 0 };
	struct buf out = { 0 };
	bool good = offsetmap_parse(&m, slice_str(parse_cases[_i].field),
	    parse_cases[_i].begin);

	ck_assert_msg(good == parse_cases[_i].good, "%s", parse_cases[_i].why);
	if (good) {
		offsetmap_put(&m, &out);
		ck_slice(buf_slice(&out), parse_cases[_i].again,
		    parse_cases[_i].why);
	}
	offsetmap_free(&m);
	buf_free(&out);
}
END_TEST

/* "R&amp;D, x" at byte 100: clean text "R&D, x" */
START_TEST(spans_cover_whole_entities)
{
	struct offset_map m = { 0 }, part = { 0 };

	offsetmap_add(&m, 0, 100);
	offsetmap_add(&m, 2, 106);
	ck_assert_uint_eq(offsetmap_start(&m, 0), 100);
	ck_assert_uint_eq(offsetmap_start(&m, 1), 101);
	ck_assert_uint_eq(offsetmap_start(&m, 2), 106);
	ck_assert_uint_eq(offsetmap_end(&m, 2, 6, 110), 106);
	ck_assert_uint_eq(offsetmap_end(&m, 3, 6, 110), 107);
	ck_assert_uint_eq(offsetmap_end(&m, 6, 6, 110), 110);
	offsetmap_part(&m, 1, 6, &part);
	ck_assert_uint_eq(part.n, 2);
	ck_assert_uint_eq(offsetmap_start(&part, 0), 101);
	ck_assert_uint_eq(offsetmap_start(&part, 1), 106);
	offsetmap_free(&m);
	offsetmap_free(&part);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("offsetmap");
	TCase *tc = tcase_create("offsetmap");

	tcase_add_loop_test(tc, parse_follows_table, 0, COUNT(parse_cases));
	tcase_add_test(tc, spans_cover_whole_entities);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
