#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "unit/unit.h"

#include "base/buf.h"
#include "io/input.h"

/*
 * The input is shown as "[id]" at each document and "offset=text|" at each
 * line.
 */
static const struct {
	const char *why;
	bool file;			/* read as an operand, not as stdin */
	struct input_options opt;
	const char *in;
	size_t n;
	const char *out;
} cases[] = {
#define IN(s) s, sizeof(s) - 1
	{ "nothing", false, { 0 }, IN(""), "" },
	{ "no final newline", false, { 0 }, IN("a\nb"), "[-]0=a|2=b|" },
	{ "blank lines stay", false, { 0 }, IN("a\n\nb\n"), "[-]0=a|2=|3=b|" },
	{ "mark at the start", false, { 0 }, IN("\xef\xbb\xbf" "a\n"),
	    "[-]3=a|" },
	{ "mark in mid-stream", false, { 0 }, IN("a\n\xef\xbb\xbf" "b\n"),
	    "[-]0=a|[-#2]5=b|" },
	{ "mark inside a line", false, { 0 }, IN("a\xef\xbb\xbf" "b\nc\n"),
	    "[-]0=a|[-#2]4=b|6=c|" },
	{ "form feed", false, { 0 }, IN("a\f\nb\n\f"), "[-]0=a|[-#2]3=b|" },
	{ "form feed in a file is text", true, { 0 }, IN("a\fb\n"),
	    "[F]0=a\fb|" },
	{ "NUL", false, { .nul = true }, IN("a\nb\0c\0"),
	    "[-]0=a|2=b|[-#2]4=c|" },
	{ "NUL in an operand", true, { .nul = true }, IN("a\0b"),
	    "[F]0=a|[F#2]2=b|" },
	{ "NUL unasked is text", false, { 0 }, IN("a\0b"), "[-]0=a\\0b|" },
	{ "names", false, { 0 }, IN("==> x <==\na\n\n==> y <==\nb\n"),
	    "[x]10=a|12=|[y]23=b|" },
	{ "name of an empty document", false, { 0 },
	    IN("==> x <==\n==> y <==\nb\n"), "[x][y]20=b|" },
	{ "names only from the first line on", false, { 0 },
	    IN("a\n==> y <==\n"), "[-]0=a|2===> y <==|" },
	{ "names switched off", false, { .no_headers = true },
	    IN("==> x <==\na\n"), "[-]0===> x <==|10=a|" },
	{ "names in a file are text", true, { 0 }, IN("==> x <==\na\n"),
	    "[F]0===> x <==|10=a|" },
	{ "tsv", false, { .tsv = true }, IN("i\ta\\nb\nj\tc\\\\\n"),
	    "[i]0=a|2=b|[j]0=c\\|" },
	{ "tsv, bad lines skipped", false, { .tsv = true },
	    IN("i\nj\t\\q\nk\td\n"), "[k]0=d|" },
};

static void
show(struct input *in, struct buf *out)
{
	struct input_line line;
	enum input_event event;

	while ((event = input_next(in, &line)) != INPUT_END) {
		if (event == INPUT_DOCUMENT) {
			struct slice id = input_id(in);

			buf_putc(out, '[');
			buf_add(out, id.n > 1 && id.p[0] == '/' ? SLICE("F") :
			    id);
			if (id.n > 1 && id.p[0] == '/' && id.p[id.n - 2] == '#')
				buf_add(out, slice_sub(id, id.n - 2, id.n));
			buf_putc(out, ']');
			continue;
		}
		buf_number(out, line.offset);
		buf_putc(out, '=');
		for (size_t i = 0; i < line.text.n; i++) {
			if (line.text.p[i] == '\0')
				buf_add(out, SLICE("\\0"));
			else
				buf_putc(out, line.text.p[i]);
		}
		buf_putc(out, '|');
	}
	ck_assert(input_next(in, &line) == INPUT_END);
}

START_TEST(documents_follow_table)
{
	char path[] = "/tmp/nquote-input-XXXXXX";
	char *names[] = { path, NULL };
	struct buf out = { 0 };
	struct lines lines;
	struct input in;
	int fd = mkstemp(path);

	ck_assert(fd >= 0);
	ck_assert(write(fd, cases[_i].in, cases[_i].n) ==
	    (ssize_t)cases[_i].n);
	lseek(fd, 0, SEEK_SET);
	if (!cases[_i].file) {
		ck_assert(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
		names[0] = NULL;
	}
	lines_open(&lines, names, 0);
	input_open(&in, &lines, &cases[_i].opt);
	show(&in, &out);
	ck_slice(buf_slice(&out), cases[_i].out, cases[_i].why);
	input_close(&in);
	lines_close(&lines);
	buf_free(&out);
	close(fd);
	unlink(path);
}
END_TEST

START_TEST(long_lines_are_cut_between_characters)
{
	char path[] = "/tmp/nquote-input-XXXXXX";
	char *names[] = { path, NULL };
	const char text[] = "ab cdefg \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n";
	struct lines lines;
	struct line line;
	size_t n = 0;
	int fd = mkstemp(path);

	ck_assert(write(fd, text, sizeof(text) - 1) == sizeof(text) - 1);
	lines_open(&lines, names, 4);
	while (lines_next(&lines, &line)) {
		ck_assert_uint_le(line.text.n, 4);
		ck_assert_uint_eq(line.offset, n);
		ck_assert(((unsigned char)line.text.p[0] & 0xc0) != 0x80);
		n += line.text.n + line.newline;
	}
	ck_assert_uint_eq(n, sizeof(text) - 1);
	lines_close(&lines);
	close(fd);
	unlink(path);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("input");
	TCase *tc = tcase_create("input");

	tcase_add_loop_test(tc, documents_follow_table, 0, COUNT(cases));
	tcase_add_test(tc, long_lines_are_cut_between_characters);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
