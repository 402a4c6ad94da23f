#include "config.h"

#include <stdio.h>

#include "base/diag.h"
#include "io/input.h"
#include "io/tsv.h"

#define BOM "\xef\xbb\xbf"

void
input_open(struct input *in, struct lines *lines,
    const struct input_options *opt)
{
	*in = (struct input){ .lines = lines, .opt = *opt };
}

void
input_close(struct input *in)
{
	buf_free(&in->base);
	buf_free(&in->id);
	arena_free(&in->mem);
}

struct slice
input_id(const struct input *in)
{
	return buf_slice(&in->id);
}

static void
begin_named(struct input *in, struct slice name)
{
	buf_clear(&in->base);
	buf_add(&in->base, name);
	buf_clear(&in->id);
	buf_add(&in->id, name);
	in->part = 1;
	in->lines_given = 0;
	in->separated = false;
	in->documents++;
}

void
input_begin_document(struct input *in)
{
	in->part++;
	in->lines_given = 0;
	in->separated = false;
	in->documents++;
	buf_clear(&in->id);
	buf_add(&in->id, buf_slice(&in->base));
	buf_putc(&in->id, '#');
	buf_number(&in->id, in->part);
}

/* The name in "==> name <==", or an empty slice. */
static struct slice
header_name(struct slice line)
{
	static const struct slice head = { "==> ", 4 }, tail = { " <==", 4 };

	if (line.n <= head.n + tail.n || !slice_starts(line, head) ||
	    !slice_ends(line, tail))
		return (struct slice){ "", 0 };
	return slice_sub(line, head.n, line.n - tail.n);
}

/*
 * Where the current piece ends because a document ends inside it: the place
 * of the separator, its length in *SKIP; the piece's length if there is none.
 */
static size_t
separator(const struct input *in, struct slice s, size_t *skip)
{
	size_t at = s.n;
	const char *p;

	*skip = 0;
	if (s.n == 0 || in->piece.order != LINES_BYTES)
		return at;
	if (in->opt.nul && (p = memchr(s.p, '\0', s.n)) != NULL) {
		at = (size_t)(p - s.p);
		*skip = 1;
	}
	if (!in->stream || in->by_name || in->opt.nul)
		return at;
	if ((p = memchr(s.p, '\f', at)) != NULL) {
		at = (size_t)(p - s.p);
		*skip = 1;
	}
	for (p = s.p; at >= 3 && (p = memchr(p, BOM[0],
	    (size_t)(s.p + at - 2 - p))) != NULL; p++) {
		if (memcmp(p, BOM, 3) == 0) {
			at = (size_t)(p - s.p);
			*skip = 3;
			break;
		}
		if (p + 1 > s.p + at - 2)
			break;
	}
	return at;
}

static void
drop_head(struct line *piece, size_t n)
{
	piece->text = slice_sub(piece->text, n, piece->text.n);
	piece->offset += n;
}

/* First line of a file: it names its document, or the file does. */
static void
begin_file(struct input *in)
{
	struct slice name;

	in->piece.first = false;
	in->stream = in->lines->name[0] == '-' && in->lines->name[1] == '\0';
	if (slice_starts(in->piece.text, SLICE(BOM)))
		drop_head(&in->piece, 3);
	if (in->piece.order != LINES_BYTES && in->piece.text.n >= 2 &&
	    (slice_starts(in->piece.text, SLICE("\xff\xfe")) ||
	    slice_starts(in->piece.text, SLICE("\xfe\xff"))))
		drop_head(&in->piece, 2);
	name = header_name(in->piece.text);
	in->by_name = in->stream && !in->opt.no_headers && !in->opt.nul &&
	    name.n > 0;
	if (in->by_name)
		in->have_piece = false;
	begin_named(in, in->by_name ? name : slice_str(in->lines->name));
}

/* One --tsv line, id TAB text: the next document, unless it is malformed. */
static bool
begin_field(struct input *in)
{
	struct slice id, text = in->piece.text;
	struct tsv_row row;
	const char *why = NULL;

	in->have_piece = false;
	if (text.n > 0 && text.p[text.n - 1] == '\r')
		text.n--;
	tsv_split(&row, text);
	arena_reset(&in->mem);
	if (in->piece.cut)
		why = "line too long";
	else if (row.n < 2)
		why = "no TAB between id and text";
	else if (!tsv_unescape(row.field[0], &id, &in->mem) ||
	    !tsv_unescape(row.field[1], &in->field, &in->mem))
		why = "backslash not followed by t, n, r or backslash";
	if (why != NULL) {
		diag_input(lines_where(in->lines), in->piece.number,
		    "%s; line skipped", why);
		in->field.n = 0;
		/* what is left of an over-long line is no line of its own */
		while (in->piece.cut && lines_next(in->lines, &in->piece))
			;
		return false;
	}
	in->field_offset = 0;
	begin_named(in, id);
	return true;
}

static void
give_field_line(struct input *in, struct input_line *line)
{
	struct slice f = in->field;
	const char *nl = memchr(f.p, '\n', f.n);
	size_t n = nl != NULL ? (size_t)(nl - f.p) : f.n;

	*line = (struct input_line){
		.text = { f.p, n },
		.offset = in->field_offset,
		.number = in->piece.number,
		.newline = nl != NULL,
	};
	n += nl != NULL;
	in->field = slice_sub(f, n, f.n);
	in->field_offset += n;
	in->lines_given++;
}

/* What of the current line comes before a separator, or all of it. */
static void
give_piece(struct input *in, struct input_line *line, size_t n)
{
	bool whole = n == in->piece.text.n;

	*line = (struct input_line){
		.text = slice_sub(in->piece.text, 0, n),
		.offset = in->piece.offset,
		.number = in->piece.number,
		.order = in->piece.order,
		.newline = whole && in->piece.newline,
		.cut = whole && in->piece.cut,
	};
	drop_head(&in->piece, n);
	in->have_piece = !whole;
	in->lines_given++;
}

enum input_event
input_next(struct input *in, struct input_line *line)
{
	struct slice name;
	size_t at, skip;

	for (;;) {
		if (in->field.n > 0) {
			give_field_line(in, line);
			return INPUT_LINE;
		}
		if (!in->have_piece && !lines_next(in->lines, &in->piece))
			return INPUT_END;
		in->have_piece = true;
		if (in->opt.tsv) {
			if (begin_field(in))
				return INPUT_DOCUMENT;
			continue;
		}
		if (in->piece.first) {
			begin_file(in);
			return INPUT_DOCUMENT;
		}
		if (in->by_name && (name = header_name(in->piece.text)).n > 0) {
			in->have_piece = false;
			begin_named(in, name);
			return INPUT_DOCUMENT;
		}
		at = separator(in, in->piece.text, &skip);
		if (at == 0 && skip > 0) {
			drop_head(&in->piece, skip);
			in->separated = in->lines_given > 0;
			in->have_piece = in->piece.text.n > 0;
			continue;
		}
		if (in->separated && in->piece.text.n == 0) {
			in->have_piece = false;	/* blank between documents */
			continue;
		}
		if (in->separated) {
			input_begin_document(in);
			return INPUT_DOCUMENT;
		}
		give_piece(in, line, at);
		return INPUT_LINE;
	}
}
