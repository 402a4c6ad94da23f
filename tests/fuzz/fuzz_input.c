/*
 * fuzz_input.c - a byte stream as documents and lines
 *
 * The first byte chooses the options.  Every line must be the bytes of the
 * stream at its offset, offsets must rise, and a second reading through small
 * limits must give the same bytes.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "io/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
read_all(struct slice stream, const struct input_options *opt, size_t limit)
{
	struct input_line line;
	enum input_event event;
	struct lines lines;
	struct input in;
	size_t last = 0;

	lines_open(&lines, NULL, limit);
	input_open(&in, &lines, opt);
	while ((event = input_next(&in, &line)) != INPUT_END) {
		if (event == INPUT_DOCUMENT) {
			assert(in.documents > 0);
			continue;
		}
		assert(in.documents > 0);
		if (opt->tsv)
			continue;
		assert(line.offset >= last);
		assert(line.offset + line.text.n <= stream.n);
		assert(slice_eq(line.text, slice_sub(stream, line.offset,
		    line.offset + line.text.n)));
		assert(line.text.n <= limit);
		last = line.offset + line.text.n;
	}
	assert(input_next(&in, &line) == INPUT_END);
	input_close(&in);
	lines_close(&lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static int fd = -1;
	struct input_options opt;
	struct slice stream;

	if (n == 0)
		return 0;
	diag_quiet();
	opt = (struct input_options){ .nul = data[0] & 1, .tsv = data[0] & 2,
	    .no_headers = data[0] & 4 };
	stream = (struct slice){ (const char *)data + 1, n - 1 };
	if (fd < 0)
		fd = memfd_create("stream", 0);
	if (fd < 0 || ftruncate(fd, 0) != 0 ||
	    pwrite(fd, stream.p, stream.n, 0) != (ssize_t)stream.n)
		return 0;
	dup2(fd, STDIN_FILENO);
	for (size_t limit = 8; limit <= 65536; limit *= 8192) {
		lseek(STDIN_FILENO, 0, SEEK_SET);
		read_all(stream, &opt, limit);
	}
	return 0;
}
