#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "unit/unit.h"

#include "base/buf.h"
#include "io/spool.h"

/* Line I of a spool of which some goes to the file: from 0 to 2 MB long. */
static struct slice
line_of(struct buf *text, size_t i)
{
	size_t n = i % 5 == 0 ? 0 : i % 7 == 0 ? (2 << 20) + i : i * 13;

	buf_clear(text);
	for (size_t k = 0; k < n; k++)
		buf_putc(text, (char)('a' + (k + i) % 26));
	return buf_slice(text);
}

START_TEST(in_memory)
{
	struct spool s;
	struct spool_at at = { 0 }, second;

	spool_init(&s);
	ck_assert_uint_eq(spool_add(&s, SLICE("first\n")), 0);
	ck_assert_uint_eq(spool_add(&s, SLICE("")), 1);
	ck_assert_uint_eq(spool_add(&s, SLICE("third")), 2);
	ck_slice(spool_next(&s, &at), "first\n", "first");
	second = at;
	ck_slice(spool_next(&s, &at), "", "empty");
	ck_slice(spool_get(&s, &at), "third", "place stays");
	ck_slice(spool_next(&s, &at), "third", "third");
	ck_slice(spool_get(&s, &second), "", "back");
	ck_assert_uint_eq(s.flushed, 0);
	spool_free(&s);
}
END_TEST

START_TEST(in_file)
{
	enum { LINES = 300 };
	struct spool s;
	struct spool_at at = { 0 }, place[LINES];
	struct buf text = { 0 };

	spool_init(&s);
	for (size_t i = 0; i < LINES; i++)
		ck_assert_uint_eq(spool_add(&s, line_of(&text, i)), i);
	ck_assert_uint_gt(s.flushed, 0);
	ck_assert_uint_gt(s.buf.n, 0);
	for (size_t i = 0; i < LINES; i++) {
		place[i] = at;
		ck_assert_msg(slice_eq(spool_next(&s, &at), line_of(&text, i)),
		    "line %zu", i);
	}
	for (size_t i = LINES; i-- > 0; )
		ck_assert_msg(slice_eq(spool_get(&s, &place[i]),
		    line_of(&text, i)), "line %zu, going back", i);
	buf_free(&text);
	spool_free(&s);
}
END_TEST

/* $TMPDIR if it is set and not empty, else /tmp. */
START_TEST(tmpdir)
{
	static const char *const dirs[] = { NULL, "", "/tmp" };
	struct spool s;

	if (dirs[_i] == NULL)
		unsetenv("TMPDIR");
	else
		setenv("TMPDIR", dirs[_i], 1);
	spool_init(&s);
	ck_assert_int_gt(s.fd, 2);
	spool_free(&s);
}
END_TEST

/* Without a file, all goes well until one is needed. */
START_TEST(no_file)
{
	struct spool s;
	struct spool_at at = { 0 };

	setenv("TMPDIR", "/nowhere/at/all", 1);
	spool_init(&s);
	ck_assert_int_eq(s.fd, -1);
	spool_add(&s, SLICE("kept"));
	ck_slice(spool_next(&s, &at), "kept", "in memory");
	spool_free(&s);
}
END_TEST

START_TEST(no_file_needed)
{
	struct spool s;
	struct buf text = { 0 };

	setenv("TMPDIR", "/nowhere/at/all", 1);
	spool_init(&s);
	for (size_t i = 0; i < 300; i++)
		spool_add(&s, line_of(&text, i));
	ck_abort_msg("more than memory may hold was taken");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("spool");
	TCase *tc = tcase_create("spool");

	suite_add_tcase(suite, tc);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, in_memory);
	tcase_add_test(tc, in_file);
	tcase_add_loop_test(tc, tmpdir, 0, 3);
	tcase_add_test(tc, no_file);
	tcase_add_exit_test(tc, no_file_needed, 1);
	return unit_run(suite);
}
