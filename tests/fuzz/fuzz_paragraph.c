/*
 * fuzz_paragraph.c - a byte stream as clean paragraphs
 *
 * The first byte chooses the options.  Rows must be good UTF-8, in order,
 * inside the stream, with a map that rises; clean text must stay as it is
 * when it goes through again.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "news/paragraph.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_row(const struct text_row *row, size_t n)
{
	assert(row->text.n > 0);
	assert(utf8_span(row->text) == row->text.n);
	assert(row->begin <= row->end && row->end <= n);
	assert(row->map.n > 0 && row->map.pair[0].text == 0);
	assert(row->map.pair[0].doc == row->begin);
	for (size_t i = 1; i < row->map.n; i++) {
		struct offset_pair before =
		    offsetmap_last(&row->map.pair[i - 1]);

		assert(row->map.pair[i].text > before.text);
		assert(row->map.pair[i].doc >= before.doc);
		assert(offsetmap_last(&row->map.pair[i]).doc <= row->end);
	}
}

/* Read STREAM; its clean text, a line a paragraph, in OUT. */
static void
read_all(struct slice stream, const struct paragraph_options *opt,
    struct buf *out)
{
	static int fd = -1;
	struct paragraph_reader reader;
	struct input_options how = { .no_headers = true };
	struct text_row row;
	struct lines lines;
	struct input in;
	size_t documents = 0, last = 0;

	if (fd < 0)
		fd = memfd_create("stream", 0);
	if (fd < 0 || ftruncate(fd, 0) != 0 ||
	    pwrite(fd, stream.p, stream.n, 0) != (ssize_t)stream.n)
		return;
	lseek(fd, 0, SEEK_SET);
	dup2(fd, STDIN_FILENO);
	lines_open(&lines, NULL, 0);
	input_open(&in, &lines, &how);
	if (!paragraph_open(&reader, &in, opt))
		abort();
	while (paragraph_next(&reader, &row)) {
		check_row(&row, stream.n);
		assert(row.begin >= last);
		assert(reader.documents >= documents);
		documents = reader.documents;
		last = row.end;
		buf_add(out, row.text);
		buf_putc(out, '\n');
	}
	assert(!paragraph_next(&reader, &row));
	paragraph_close(&reader);
	input_close(&in);
	lines_close(&lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct paragraph_options opt = { .all = true };
	struct buf once = { 0 }, twice = { 0 };

	if (n == 0)
		return 0;
	diag_quiet();
	opt.no_seams = data[0] & 1;
	opt.no_join = data[0] & 2;
	opt.all = !(data[0] & 4);
	opt.repeated = data[0] & 8 ? 1 : 0;
	read_all((struct slice){ (const char *)data + 1, n - 1 }, &opt, &once);
	/* seams, joining and documents need not come out the same again */
	if (opt.no_seams && opt.no_join && opt.all && opt.repeated == 0 &&
	    memchr(data + 1, '\f', n - 1) == NULL)
		read_all(buf_slice(&once), &opt, &twice);
	assert(twice.n == 0 || slice_eq(buf_slice(&once), buf_slice(&twice)));
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
