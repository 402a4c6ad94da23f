#include "config.h"

#include "io/textrow.h"

enum {
	PIECE_BYTES = 65536,	/* of a text that are written at once */
	HEAD_BYTES = 128,	/* four numbers, a class and tabs */
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define NAME(name) { name, sizeof(name) - 1 }

static const struct slice class_names[CLASS_COUNT] = {
	[CLASS_TITLE] = NAME("title"),
	[CLASS_STANDFIRST] = NAME("standfirst"),
	[CLASS_HEADING] = NAME("heading"),
	[CLASS_BODY] = NAME("body"),
	[CLASS_CAPTION] = NAME("caption"),
	[CLASS_CREDIT] = NAME("credit"),
	[CLASS_BYLINE] = NAME("byline"),
	[CLASS_DATE] = NAME("date"),
	[CLASS_NAV] = NAME("nav"),
	[CLASS_AD] = NAME("ad"),
	[CLASS_SHARE] = NAME("share"),
	[CLASS_RELATED] = NAME("related"),
	[CLASS_PROMO] = NAME("promo"),
	[CLASS_COOKIE] = NAME("cookie"),
	[CLASS_COMMENT] = NAME("comment"),
	[CLASS_COUNTER] = NAME("counter"),
	[CLASS_LEGAL] = NAME("legal"),
};

const char *
textclass_name(enum text_class c)
{
	return class_names[c].p;
}

bool
textclass_find(struct slice name, enum text_class *class)
{
	for (int c = 0; c < CLASS_COUNT; c++) {
		if (slice_eq(name, class_names[c])) {
			*class = (enum text_class)c;
			return true;
		}
	}
	return false;
}

/* Whether TEXT is FIELD itself, which holds nothing that wants an escape. */
static bool
is_plain(struct slice text, struct slice field)
{
	return text.p == field.p && (text.n == 0 ||
	    memchr(text.p, '\r', text.n) == NULL);
}

bool
textrow_parse(struct text_row *out, const struct row *row, struct arena *mem,
    const char **why)
{
	const struct slice *f = row->tsv.field;

	if (!tsv_unescape(f[0], &out->doc, mem)) {
		*why = "bad escape in column 1 (doc)";
		return false;
	}
	/* the schema has seen to it that these are numbers */
	tsv_number(f[1], &out->begin);
	tsv_number(f[2], &out->end);
	tsv_number(f[3], &out->par);
	tsv_number(f[4], &out->sent);
	if (out->begin > out->end) {
		*why = "begin is after end";
		return false;
	}
	if (!textclass_find(f[5], &out->class)) {
		*why = "unknown class in column 6";
		return false;
	}
	if (!offsetmap_parse(&out->map, f[6], out->begin)) {
		*why = "bad map in column 7";
		return false;
	}
	if (!tsv_unescape(f[7], &out->text, mem)) {
		*why = "bad escape in column 8 (text)";
		return false;
	}
	out->rest = row->rest;
	out->plain = is_plain(out->doc, f[0]) && is_plain(out->text, f[7]);
	return true;
}

/*
 * Append TEXT with its escapes, unless it is known to need none; what is long,
 * in pieces, so that a row need not be in memory twice.
 */
static void
put_text(struct output *out, struct slice text, bool plain)
{
	for (size_t at = 0; at < text.n; at += PIECE_BYTES) {
		struct slice piece = slice_sub(text, at,
		    text.n - at > PIECE_BYTES ? at + PIECE_BYTES : text.n);

		if (plain)
			buf_add(&out->buf, piece);
		else
			tsv_escape(&out->buf, piece);
		output_spill(out);
	}
}

/* Write S at P; where it ends. */
static char *
write_slice(char *p, struct slice s)
{
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return p + s.n;
}

/*
 * Write the numbers of a row and its class at P, HEAD_BYTES at most, with a tab
 * around each; where they end.
 */
static char *
write_head(char *p, const struct text_row *r)
{
	size_t numbers[] = { r->begin, r->end, r->par, r->sent };

	*p++ = '\t';
	for (size_t i = 0; i < COUNT(numbers); i++) {
		p = buf_digits(p, numbers[i]);
		*p++ = '\t';
	}
	p = write_slice(p, class_names[r->class]);
	*p++ = '\t';
	return p;
}

/* Most rows are short, need no escapes and no map: append R in one go. */
static void
put_short(struct buf *b, const struct text_row *r)
{
	char *p;

	buf_reserve(b, r->doc.n + HEAD_BYTES + r->text.n + r->rest.n + 2);
	p = write_head(write_slice(b->p + b->n, r->doc), r);
	*p++ = '\t';
	p = write_slice(write_slice(p, r->text), r->rest);
	*p++ = '\n';
	b->n = (size_t)(p - b->p);
}

void
textrow_put(const struct text_row *r, struct output *out)
{
	struct offset_place place = { 0, 0 };
	struct buf *b = &out->buf;

	if (r->plain && offsetmap_is_parallel(&r->map) &&
	    r->doc.n + r->text.n + r->rest.n <= PIECE_BYTES) {
		put_short(b, r);
		output_row_end(out);
		return;
	}
	put_text(out, r->doc, r->plain);
	buf_reserve(b, HEAD_BYTES);
	b->n = (size_t)(write_head(b->p + b->n, r) - b->p);
	while (offsetmap_put(&r->map, &place, b))
		output_spill(out);
	buf_putc(b, '\t');
	put_text(out, r->text, r->plain);
	buf_add(b, r->rest);
	buf_putc(b, '\n');
	output_row_end(out);
}
