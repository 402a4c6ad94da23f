#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/unit.h"

#include "text/lexicon.h"

static char dir[] = "/tmp/test_lexicon.XXXXXX";

static void
make_dir(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

/* A file of the user's directory. */
static void
put_file(const char *name, const char *text, size_t n)
{
	char path[200];
	FILE *fp;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	ck_assert_ptr_nonnull(fp = fopen(path, "w"));
	ck_assert_uint_eq(fwrite(text, 1, n, fp), n);
	ck_assert_int_eq(fclose(fp), 0);
}

static void
remove_dir(void)
{
	char path[200];

	snprintf(path, sizeof path, "rm -rf '%s'", dir);
	ck_assert_int_eq(system(path), 0);
	strcpy(dir + sizeof dir - 7, "XXXXXX");
	lexicon_overlay_free();
}

START_TEST(every_built_in_entry_is_found)
{
	const struct lexicon_table *t;

	for (t = lexicon_builtin; t->lang != NULL; t++) {
		ck_assert_ptr_eq(lexicon_find(t->lang, t->kind), t);
		for (size_t i = 0; i < t->n; i++) {
			struct slice value, got;
			struct slice key = lexicon_key(t, i, &value);

			ck_assert(lexicon_get(t, key, &got));
			ck_assert_ptr_eq(got.p, value.p);
			ck_assert_uint_eq(got.n, value.n);
			ck_assert_uint_le(key.n, t->longest);
		}
	}
}
END_TEST

START_TEST(absent_things_are_absent)
{
	const struct lexicon_table *t = lexicon_find("en", "abbrev");

	ck_assert_ptr_nonnull(t);
	ck_assert(lexicon_has(t, SLICE("mr")));
	ck_assert(!lexicon_has(t, SLICE("Mr")));
	ck_assert(!lexicon_has(t, SLICE("mrx")));
	ck_assert(!lexicon_has(t, SLICE("")));
	ck_assert(!lexicon_has(t, SLICE("mr\0")));
	ck_assert(!lexicon_has(NULL, SLICE("mr")));
	ck_assert_ptr_null(lexicon_find("en", "no-such-kind"));
	ck_assert_ptr_null(lexicon_find("tlh", "abbrev"));
	ck_assert(lexicon_language("en"));
	ck_assert(!lexicon_language("tlh"));
}
END_TEST

static const struct {
	const char *why, *value;
	size_t i;
	const char *field;
} field_cases[] = {
	{ "the only field", "title", 0, "title" },
	{ "first of two", "either\tword", 0, "either" },
	{ "second of two", "either\tword", 1, "word" },
	{ "beyond the last", "either\tword", 2, "" },
	{ "far beyond the last", "either", 9, "" },
	{ "empty field between tabs", "a\t\tb", 1, "" },
	{ "field after an empty one", "a\t\tb", 2, "b" },
	{ "no value at all", "", 0, "" },
};

START_TEST(fields_follow_table)
{
	ck_slice(lexicon_field(slice_str(field_cases[_i].value),
	    field_cases[_i].i), field_cases[_i].field, field_cases[_i].why);
}
END_TEST

START_TEST(overlay_adds_replaces_and_removes)
{
	static const char text[] = "# of our own\n\nblick\teither\nmr\tnever\n"
	    "-dr\naaa\r\nblick\tnumber\n-not there";
	const struct lexicon_table *t;
	struct lexicon_error err;
	struct slice value;
	size_t n = lexicon_find("en", "abbrev")->n;

	put_file("abbrev.txt", text, sizeof text - 1);
	put_file("README", "no list", 7);
	ck_assert(lexicon_overlay(dir, "en", &err));
	t = lexicon_find("en", "abbrev");
	ck_assert_uint_eq(t->n, n + 1);
	ck_assert(lexicon_get(t, SLICE("blick"), &value));
	ck_slice(value, "number", "the later of two lines counts");
	ck_assert(lexicon_get(t, SLICE("mr"), &value));
	ck_slice(value, "never", "value replaced");
	ck_assert(!lexicon_has(t, SLICE("dr")));
	ck_assert(lexicon_get(t, SLICE("aaa"), &value));
	ck_assert_uint_eq(value.n, 0);
	ck_assert(lexicon_get(t, SLICE("vs"), &value));
	for (size_t i = 1; i < t->n; i++)
		ck_assert_int_lt(slice_cmp(lexicon_key(t, i - 1, NULL),
		    lexicon_key(t, i, NULL)), 0);
	ck_assert_uint_gt(lexicon_find("en", "starters")->n, 0);
	lexicon_overlay_free();
	ck_assert_uint_eq(lexicon_find("en", "abbrev")->n, n);
}
END_TEST

START_TEST(overlay_makes_a_new_language)
{
	struct lexicon_error err;

	put_file("abbrev.txt", "qap\ttitle\n", 10);
	ck_assert(lexicon_overlay(dir, "tlh", &err));
	ck_assert(lexicon_has(lexicon_find("tlh", "abbrev"), SLICE("qap")));
	ck_assert(!lexicon_has(lexicon_find("en", "abbrev"), SLICE("qap")));
}
END_TEST

static const struct {
	const char *why, *name, *text;
	size_t n;
	const char *message;		/* what the message ends with */
} bad_cases[] = {
	{ "no key", "abbrev.txt", "a\n\tb\n", 5, "abbrev.txt:2: no key" },
	{ "nothing to remove", "abbrev.txt", "#\n\n-\n", 5,
	    "abbrev.txt:3: no key" },
	{ "value to remove", "abbrev.txt", "-a\tb", 4,
	    "abbrev.txt:1: a key to remove takes no value" },
	{ "Latin-1", "say.txt", "caf\xe9\n", 5, "say.txt:1: not UTF-8 text" },
	{ "NUL", "say.txt", "a\0b\n", 4, "say.txt:1: not UTF-8 text" },
	{ "unknown list", "abrev.txt", "a\n", 2,
	    "abrev.txt: no list is called 'abrev'" },
};

START_TEST(bad_overlay_is_told)
{
	struct lexicon_error err = { "" };
	const char *message = bad_cases[_i].message;
	size_t n = lexicon_find("en", "abbrev")->n;

	put_file(bad_cases[_i].name, bad_cases[_i].text, bad_cases[_i].n);
	ck_assert_msg(!lexicon_overlay(dir, "en", &err), "%s",
	    bad_cases[_i].why);
	ck_assert_msg(slice_ends(slice_str(err.message), slice_str(message)),
	    "%s: %s", bad_cases[_i].why, err.message);
	ck_assert_uint_eq(lexicon_find("en", "abbrev")->n, n);
}
END_TEST

START_TEST(missing_directory_is_told)
{
	struct lexicon_error err;

	ck_assert(!lexicon_overlay("/no/such/dir", "en", &err));
	ck_assert_str_eq(err.message,
	    "/no/such/dir: No such file or directory");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lexicon");
	TCase *built_in = tcase_create("built-in");
	TCase *overlay = tcase_create("overlay");

	tcase_add_test(built_in, every_built_in_entry_is_found);
	tcase_add_test(built_in, absent_things_are_absent);
	tcase_add_loop_test(built_in, fields_follow_table, 0,
	    COUNT(field_cases));
	suite_add_tcase(s, built_in);
	tcase_add_checked_fixture(overlay, make_dir, remove_dir);
	tcase_add_test(overlay, overlay_adds_replaces_and_removes);
	tcase_add_test(overlay, overlay_makes_a_new_language);
	tcase_add_loop_test(overlay, bad_overlay_is_told, 0,
	    COUNT(bad_cases));
	tcase_add_test(overlay, missing_directory_is_told);
	suite_add_tcase(s, overlay);
	return unit_run(s);
}
