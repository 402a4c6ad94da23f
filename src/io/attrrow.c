#include "config.h"

#include "io/attrrow.h"

static struct byte_spans
parse_spans(struct slice f, struct arena *mem)
{
	struct byte_spans s = { NULL, 0 };
	size_t room = 1, i = 0;

	if (f.n == 0)
		return s;
	for (size_t k = 0; k < f.n; k++)
		room += f.p[k] == ',';
	s.span = arena_alloc(mem, room * sizeof(*s.span));
	while (i < f.n) {
		size_t from = i, dash;

		while (f.p[i] != '-')
			i++;
		dash = i;
		while (i < f.n && f.p[i] != ',')
			i++;
		/* the schema has seen to it that these are numbers */
		tsv_number(slice_sub(f, from, dash), &s.span[s.n].begin);
		tsv_number(slice_sub(f, dash + 1, i), &s.span[s.n].end);
		s.n++;
		i++;
	}
	return s;
}

bool
attrrow_parse(struct attr_row *out, const struct row *row, struct arena *mem,
    const char **why)
{
	const struct slice *f = row->tsv.field;
	const struct {
		size_t column;
		struct slice *to;
	} text[] = {
		{ 0, &out->doc }, { 3, &out->kind }, { 4, &out->speaker },
		{ 5, &out->role }, { 6, &out->source }, { 7, &out->cue },
		{ 8, &out->act }, { 9, &out->content },
	};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		if (!tsv_unescape(f[text[i].column], text[i].to, mem)) {
			*why = "backslash not followed by t, n, r or backslash";
			return false;
		}
	}
	tsv_number(f[1], &out->begin);
	tsv_number(f[2], &out->end);
	out->content_span = parse_spans(f[10], mem);
	out->source_span = parse_spans(f[11], mem);
	out->cue_span = parse_spans(f[12], mem);
	tsv_number(f[13], &out->level);
	out->score = f[14];
	out->rest = row->rest;
	return true;
}

static void
put_spans(struct buf *b, struct byte_spans s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		buf_number(b, s.span[i].begin);
		buf_putc(b, '-');
		buf_number(b, s.span[i].end);
	}
}

void
attrrow_put(const struct attr_row *r, struct output *out)
{
	const struct slice text[] = {
		r->kind, r->speaker, r->role, r->source, r->cue, r->act,
		r->content,
	};
	const struct byte_spans spans[] = {
		r->content_span, r->source_span, r->cue_span,
	};
	struct buf *b = &out->buf;

	tsv_escape(b, r->doc);
	buf_putc(b, '\t');
	buf_number(b, r->begin);
	buf_putc(b, '\t');
	buf_number(b, r->end);
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		buf_putc(b, '\t');
		tsv_fold(b, text[i]);
	}
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		buf_putc(b, '\t');
		put_spans(b, spans[i]);
	}
	buf_putc(b, '\t');
	buf_number(b, r->level);
	buf_putc(b, '\t');
	buf_add(b, r->score);
	buf_add(b, r->rest);
	buf_putc(b, '\n');
	output_row_end(out);
}
