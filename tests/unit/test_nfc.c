#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit/unit.h"

#include "text/nfc.h"
#include "text/utf8.h"

/* Debian package unicode-data. */
#define TEST_FILE "/usr/share/unicode/NormalizationTest.txt"

static struct slice
compose(struct slice s, struct traced *in, struct traced *out)
{
	traced_set(in, s, 0);
	return buf_slice(nfc_compose(in, out) ? &out->text : &in->text);
}

START_TEST(table)
{
	static const struct {
		const char *why, *text, *composed;
	} cases[] = {
		{ "composes", "e\u0301", "é" },
		{ "order of marks", "a\u0301\u0327", "\u00e1\u0327" },
		{ "singleton", "\u212b", "Å" },
		{ "excluded", "\u0958", "\u0915\u093c" },
		{ "hangul", "\u1100\u1161\u11a8", "각" },
		{ "compatibility stays", "½ m²", "½ m²" },
		{ "mark alone", "\u0301", "\u0301" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct traced in = { 0 }, out = { 0 };

		ck_slice(compose(slice_str(cases[i].text), &in, &out),
		    cases[i].composed, cases[i].why);
		traced_free(&in);
		traced_free(&out);
	}
}
END_TEST

START_TEST(many_marks_are_cut)
{
	struct traced in = { 0 }, out = { 0 };
	struct buf text = { 0 };
	struct slice s;

	buf_putc(&text, 'a');
	for (int i = 0; i < 5000; i++)
		buf_add(&text, SLICE("\u0316"));
	s = compose(buf_slice(&text), &in, &out);
	ck_assert_uint_eq(s.n, 1 + 2 * NFC_MARKS);
	traced_free(&in);
	traced_free(&out);
	buf_free(&text);
}
END_TEST

/* Field I, from 0, of LINE: code points in hexadecimal. */
static void
read_field(const char *line, int i, struct buf *out)
{
	char utf8[UTF8_MAX], *end;

	while (i-- > 0)
		line = strchr(line, ';') + 1;
	buf_clear(out);
	while (*line != ';') {
		int32_t c = (int32_t)strtol(line, &end, 16);

		buf_add(out, (struct slice){ utf8, utf8_encode(c, utf8) });
		line = *end == ' ' ? end + 1 : end;
	}
}

/* c2 is NFC of c1, c2 and c3; c4 of c4 and c5. */
static void
check_line(const char *line)
{
	static const int from[] = { 0, 1, 2, 3, 4 }, to[] = { 1, 1, 1, 3, 3 };
	struct traced in = { 0 }, out = { 0 };
	struct buf source = { 0 }, wanted = { 0 };

	for (size_t i = 0; i < COUNT(from); i++) {
		read_field(line, from[i], &source);
		read_field(line, to[i], &wanted);
		ck_assert_msg(slice_eq(compose(buf_slice(&source), &in, &out),
		    buf_slice(&wanted)), "field %zu of %s", i, line);
	}
	traced_free(&in);
	traced_free(&out);
	buf_free(&source);
	buf_free(&wanted);
}

START_TEST(every_line_of_the_unicode_test)
{
	FILE *fp = popen("cat " TEST_FILE " 2>/dev/null || bzcat " TEST_FILE
	    ".bz2 2>/dev/null", "r");
	char line[4096];
	size_t n = 0;

	ck_assert_ptr_nonnull(fp);
	while (fgets(line, sizeof(line), fp) != NULL) {
		if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
			continue;
		check_line(line);
		n++;
	}
	pclose(fp);
	if (n > 0)
		ck_assert_uint_gt(n, 10000);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("nfc");
	TCase *tc = tcase_create("nfc");

	tcase_add_test(tc, table);
	tcase_add_test(tc, many_marks_are_cut);
	tcase_add_test(tc, every_line_of_the_unicode_test);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
