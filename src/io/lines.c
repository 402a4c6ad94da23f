#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/lines.h"

#define READ_BYTES 65536

static char standard_input_name[] = "-";
static char *standard_input[] = { standard_input_name, NULL };

void
lines_open(struct lines *in, char **names, size_t limit)
{
	*in = (struct lines){
		.names = names != NULL && *names != NULL ? names : standard_input,
		.name = "-",
		.fd = -1,
		.limit = limit > 0 ? limit : LINES_LIMIT,
	};
}

const char *
lines_where(const struct lines *in)
{
	return strcmp(in->name, "-") == 0 ? "<stdin>" : in->name;
}

/* Open the next operand that can be opened; false when there is none left. */
static bool
open_next(struct lines *in)
{
	for (; *in->names != NULL; in->names++) {
		in->name = *in->names;
		errno = 0;
		if (strcmp(in->name, "-") == 0)
			in->fd = STDIN_FILENO;
		else
			in->fd = open(in->name, O_RDONLY | O_CLOEXEC);
		if (in->fd < 0) {
			diag_error("%s", in->name);
			continue;
		}
		in->names++;
		in->files++;
		in->next = (struct line){ .number = 1, .first = true };
		in->head = in->scanned = in->buf.n = 0;
		in->eof = in->inside = false;
		return true;
	}
	return false;
}

static void
close_file(struct lines *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	in->fd = -1;
}

/* Read more bytes after those waiting; sets eof at the end and on errors. */
static void
fill(struct lines *in)
{
	ssize_t got;

	if (in->head > 0 && in->head * 2 >= in->buf.n) {
		memmove(in->buf.p, in->buf.p + in->head, in->buf.n - in->head);
		in->buf.n -= in->head;
		in->head = 0;
	}
	if (in->waits != NULL)
		output_document_end(in->waits);
	buf_reserve(&in->buf, READ_BYTES);
	do {
		errno = 0;
		got = read(in->fd, in->buf.p + in->buf.n, READ_BYTES);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		diag_error("%s", lines_where(in));
	if (got > 0)
		in->buf.n += (size_t)got;
	else
		in->eof = true;
}

/* A place to cut an over-long line: after a blank, else between characters. */
static size_t
cut_point(const char *p, size_t n)
{
	for (size_t i = n; i > n - n / 4; i--)
		if (p[i - 1] == ' ')
			return i;
	for (size_t i = n; i > 1 && i > n - 4; i--)
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return i;
	return n;
}

/* Hand on LEN waiting bytes as a line, then SKIP bytes of separator. */
static void
deliver(struct lines *in, struct line *line, size_t len, size_t skip, bool cut)
{
	*line = in->next;
	line->text = (struct slice){ in->buf.p + in->head, len };
	line->newline = skip > 0;
	line->cut = cut;
	in->next.offset += len + skip;
	in->next.number += skip;
	in->next.first = false;
	in->head += len + skip;
	in->scanned = 0;
	in->inside = cut;
}

bool
lines_next(struct lines *in, struct line *line)
{
	if (in->have_peek) {
		in->have_peek = false;
		*line = in->peeked;
		return true;
	}
	for (;;) {
		const char *p, *nl;
		size_t n;

		if (in->fd < 0 && !open_next(in))
			return false;
		p = in->buf.p != NULL ? in->buf.p + in->head : "";
		n = in->buf.n - in->head;
		nl = n > in->scanned ?
		    memchr(p + in->scanned, '\n', n - in->scanned) : NULL;
		if (nl != NULL && (size_t)(nl - p) <= in->limit) {
			deliver(in, line, (size_t)(nl - p), 1, false);
			return true;
		}
		if (n > in->limit) {
			deliver(in, line, cut_point(p, in->limit), 0, true);
			return true;
		}
		in->scanned = n;
		if (!in->eof) {
			fill(in);
			continue;
		}
		if (n > 0) {
			deliver(in, line, n, 0, false);
			return true;
		}
		close_file(in);
	}
}

bool
lines_peek(struct lines *in, struct line *line)
{
	if (!in->have_peek && !lines_next(in, &in->peeked))
		return false;
	in->have_peek = true;
	*line = in->peeked;
	return true;
}

void
lines_close(struct lines *in)
{
	close_file(in);
	buf_free(&in->buf);
	in->have_peek = false;
	in->names = standard_input + 1;
}
