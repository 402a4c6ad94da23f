#include "config.h"

#include <stdio.h>
#include <string.h>

#include "unit/unit.h"

#include "base/buf.h"
#include "news/quantity.h"

enum { CASES = 300 };		/* the table has at least so many */

/* The quantities of TEXT, joined by ";". */
static void
quantities(struct slice text, struct words *words, struct buf *out)
{
	struct quantity_lists lists;
	struct quantity q;

	ck_assert(quantity_lists(&lists, "en"));
	buf_clear(out);
	word_split(words, text);
	for (size_t i = 0; quantity_next(&lists, words, i, &q); i = q.end) {
		if (out->n > 0)
			buf_putc(out, ';');
		quantity_put(&q, out);
	}
}

START_TEST(table)
{
	char path[512], line[512];
	const char *dir = getenv("TESTDIR");
	struct words words = { 0 };
	struct buf out = { 0 };
	size_t n = 0, wrong = 0;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/unit/quantity.tsv",
	    dir != NULL ? dir : "tests");
	ck_assert_ptr_nonnull(fp = fopen(path, "r"));
	while (fgets(line, sizeof(line), fp) != NULL) {
		char *tab = strchr(line, '\t');

		if (line[0] == '#')
			continue;
		ck_assert_msg(tab != NULL, "no tab: %s", line);
		line[strcspn(line, "\n")] = '\0';
		*tab = '\0';
		quantities(slice_str(line), &words, &out);
		n++;
		if (slice_eq(buf_slice(&out), slice_str(tab + 1)))
			continue;
		wrong++;
		fprintf(stderr, "# %s\n#   is    %.*s\n#   right %s\n", line,
		    (int)out.n, out.n > 0 ? out.p : "", tab + 1);
	}
	fclose(fp);
	word_free(&words);
	buf_free(&out);
	ck_assert_uint_ge(n, CASES);
	ck_assert_msg(wrong == 0, "%zu of %zu wrong", wrong, n);
}
END_TEST

/* Texts that once did, or well could, run past an end. */
static const char *const edges[] = {
	"", " ", "5", "$", "a", "-", "one", "5-", "-5", "$5-", "5 or", "half",
	"half a", "one in", "one out of", "9 out of", "a quarter of a",
	"between 3 and", "from 3 to", "5 p.", "1/", "1/2", "1/2/", "tens of",
	"more than", "more than 5 or", "twenty-", "twenty-one-", "5,", "5,,5",
	"1,23", "99999999999999999999", "999 trillion trillion trillion",
	"9999999999 lakh crore crore", "\xff\xfe 5 \xe2\x82", "\xe2\x82\xac",
	("\xe2\x82\xac" "5"), "US$", "Rs.", "Rs. 5", "$$5", "5%%", "per", "5 per",
	"5 km per", "0.00001", "0.99999", "5 and a", "5-and-a-half",
};

START_TEST(edge)
{
	struct words words = { 0 };
	struct buf out = { 0 };

	quantities(slice_str(edges[_i]), &words, &out);
	word_free(&words);
	buf_free(&out);
}
END_TEST

START_TEST(no_lists)
{
	struct quantity_lists lists;

	ck_assert(!quantity_lists(&lists, "xx"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("quantity");
	TCase *tc = tcase_create("quantity");

	suite_add_tcase(suite, tc);
	tcase_add_test(tc, table);
	tcase_add_loop_test(tc, edge, 0, COUNT(edges));
	tcase_add_test(tc, no_lists);
	return unit_run(suite);
}
