#include "config.h"

#include "unit/unit.h"

#include "text/charset.h"
#include "text/utf16.h"

static const struct {
	const char *name;
	enum lines_order order;
} names[] = {
	{ "utf-16", LINES_LITTLE }, { "UTF16LE", LINES_LITTLE },
	{ "utf_16be", LINES_BIG }, { "UCS-2", LINES_LITTLE },
	{ "ucs-2be", LINES_BIG }, { "utf-8", LINES_BYTES },
	{ "", LINES_BYTES }, { "utf-16-of-a-long-name", LINES_BYTES },
};

START_TEST(found_by_name)
{
	ck_assert_msg(utf16_find(names[_i].name) == names[_i].order, "%s",
	    names[_i].name);
}
END_TEST

#define BYTES(literal) { literal, sizeof(literal) - 1 }

static const struct {
	const char *why;
	struct slice raw;
	enum lines_order order;
	const char *text;
	size_t bad;
} decoded[] = {
	{ "little", BYTES("s\0o\0"), LINES_LITTLE, "so", 0 },
	{ "big", BYTES("\0s\0o"), LINES_BIG, "so", 0 },
	{ "beyond ASCII", BYTES("\xe9\0\x1c\x20"), LINES_LITTLE, "é“", 0 },
	{ "a pair", BYTES("\x3d\xd8\x00\xde"), LINES_LITTLE, "😀", 0 },
	{ "a pair, big", BYTES("\xd8\x3d\xde\x00"), LINES_BIG, "😀", 0 },
	{ "a first half alone", BYTES("\x3d\xd8s\0"), LINES_LITTLE,
	    "\ufffds", 1 },
	{ "a first half at the end", BYTES("s\0\x3d\xd8"), LINES_LITTLE,
	    "s\ufffd", 1 },
	{ "a second half alone", BYTES("\x00\xdes\0"), LINES_LITTLE,
	    "\ufffds", 1 },
	{ "half a unit at the end", BYTES("s\0o"), LINES_LITTLE, "s\ufffd", 1 },
	{ "nothing", BYTES(""), LINES_LITTLE, "", 0 },
};

START_TEST(decodes)
{
	struct traced out = { .end = 0 };

	ck_assert_uint_eq(utf16_decode(decoded[_i].raw, 100, decoded[_i].order,
	    &out), decoded[_i].bad);
	ck_slice(buf_slice(&out.text), decoded[_i].text, decoded[_i].why);
	if (out.text.n > 1)	/* the second character of the raw text */
		ck_assert_uint_ge(traced_source(&out, out.text.n - 1), 100);
	traced_free(&out);
}
END_TEST

/* Where the first N bytes of an endless line are cut. */
static const struct {
	const char *why;
	struct slice raw;
	size_t n, cut;
	bool blank;
} cuts[] = {
	{ "before a blank", BYTES("a\0b\0c\0d\0 \0e\0f\0"), 12, 8, true },
	{ "no blank in the second half", BYTES("a\0 \0c\0d\0e\0f\0g\0"), 12,
	    12, false },
	{ "an odd number", BYTES("a\0b\0c\0d\0e\0f\0g\0"), 11, 10, false },
	{ "inside a pair", BYTES("a\0b\0c\0\x3d\xd8\x00\xde" "f\0"), 8, 6,
	    false },
	{ "behind a pair", BYTES("a\0b\0c\0\x3d\xd8\x00\xde" "f\0"), 10, 10,
	    false },
};

START_TEST(cut)
{
	bool blank = !cuts[_i].blank;

	ck_assert_msg(utf16_cut(cuts[_i].raw, cuts[_i].n, LINES_LITTLE,
	    &blank) == cuts[_i].cut, "%s", cuts[_i].why);
	ck_assert_msg(blank == cuts[_i].blank, "%s", cuts[_i].why);
}
END_TEST

/* By iconv(3): "" where the set cannot be used. */
static const struct {
	const char *why, *set, *raw, *text;
	size_t bad;
} sets[] = {
	{ "one byte", "ISO-8859-1", "caf\xe9 noir", "café noir", 0 },
	{ "two bytes", "EUC-JP", "a\xa4\xa2z", "aあz", 0 },
	{ "a byte of no character", "EUC-JP", "a\xff\xa4\xa2z", "a\ufffdあz",
	    1 },
	{ "half a character at the end", "EUC-JP", "a\xa4", "a\ufffd", 1 },
	{ "three bytes", "EUC-JP", "\x8f\xb0\xa1", "丂", 0 },
	{ "ASCII is something else", "UTF-16LE", "", "", 0 },
	{ "letters in other places", "IBM037", "", "", 0 },
	{ "no such set", "harbour-7", "", "", 0 },
};

START_TEST(set)
{
	struct traced out = { .end = 0 };
	struct charset cs;
	const char *error = charset_open(&cs, sets[_i].set);

	ck_assert_msg((error == NULL) == (sets[_i].raw[0] != '\0'), "%s: %s",
	    sets[_i].why, error != NULL ? error : "taken");
	if (error == NULL) {
		ck_assert_uint_eq(charset_decode(&cs, slice_str(sets[_i].raw),
		    0, &out), sets[_i].bad);
		ck_slice(buf_slice(&out.text), sets[_i].text, sets[_i].why);
	}
	charset_close(&cs);
	charset_close(&cs);	/* twice does no harm */
	traced_free(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("utf16");
	TCase *tc = tcase_create("utf16");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, found_by_name, 0, COUNT(names));
	tcase_add_loop_test(tc, decodes, 0, COUNT(decoded));
	tcase_add_loop_test(tc, cut, 0, COUNT(cuts));
	tcase_add_loop_test(tc, set, 0, COUNT(sets));
	return unit_run(suite);
}
