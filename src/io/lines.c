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
		in->eof = in->inside = in->known = false;
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

/* The order of bytes: by the mark of UTF-16 at the start of the file at P. */
static void
find_order(struct lines *in, const char *p, size_t n)
{
	in->known = true;
	in->order = in->usual;
	if (n >= 2 && p[0] == '\xff' && p[1] == '\xfe')
		in->order = LINES_LITTLE;
	else if (n >= 2 && p[0] == '\xfe' && p[1] == '\xff')
		in->order = LINES_BIG;
	in->next.order = in->order;
}

/* The newline in the N bytes at P, none in the first FROM; NULL: none. */
static const char *
find_newline(const struct lines *in, const char *p, size_t from, size_t n)
{
	const char *nl = p + from;

	if (n <= from)
		return NULL;
	if (in->order == LINES_BYTES)
		return memchr(nl, '\n', n - from);
	for (; (nl = memchr(nl, '\n', n - (size_t)(nl - p))) != NULL; nl++) {
		size_t at = (size_t)(nl - p);

		if (in->order == LINES_BIG && at % 2 == 1 && nl[-1] == '\0')
			return nl - 1;
		if (in->order == LINES_LITTLE && at % 2 == 0 && at + 1 < n &&
		    nl[1] == '\0')
			return nl;
	}
	return NULL;
}

/* A place to cut an over-long line: after a blank, else between characters. */
static size_t
cut_point(const struct lines *in, const char *p, size_t n)
{
	if (in->order != LINES_BYTES)
		return n > 2 ? n - n % 2 : 2;
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
	in->next.number += skip > 0;
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
		if (!in->known && n < 2 && !in->eof) {
			fill(in);
			continue;
		}
		if (!in->known)
			find_order(in, p, n);
		nl = find_newline(in, p, in->scanned, n);
		if (nl != NULL && (size_t)(nl - p) <= in->limit) {
			deliver(in, line, (size_t)(nl - p),
			    in->order == LINES_BYTES ? 1 : 2, false);
			return true;
		}
		if (n > in->limit) {
			deliver(in, line, cut_point(in, p, in->limit), 0, true);
			return true;
		}
		in->scanned = n - n % 2;
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
lines_limit(struct lines *in, size_t limit)
{
	in->limit = limit > 0 ? limit : LINES_LIMIT;
	if (!in->have_peek || !in->peeked.cut)
		return;
	in->have_peek = in->inside = false;
	in->head -= in->peeked.text.n;
	in->next = in->peeked;
}

void
lines_close(struct lines *in)
{
	close_file(in);
	buf_free(&in->buf);
	in->have_peek = false;
	in->names = standard_input + 1;
}
