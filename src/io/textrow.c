#include "config.h"

#include "io/textrow.h"

static const char *const class_names[CLASS_COUNT] = {
	[CLASS_TITLE] = "title",
	[CLASS_STANDFIRST] = "standfirst",
	[CLASS_HEADING] = "heading",
	[CLASS_BODY] = "body",
	[CLASS_CAPTION] = "caption",
	[CLASS_CREDIT] = "credit",
	[CLASS_BYLINE] = "byline",
	[CLASS_DATE] = "date",
	[CLASS_NAV] = "nav",
	[CLASS_AD] = "ad",
	[CLASS_SHARE] = "share",
	[CLASS_RELATED] = "related",
	[CLASS_PROMO] = "promo",
	[CLASS_COOKIE] = "cookie",
	[CLASS_COMMENT] = "comment",
	[CLASS_COUNTER] = "counter",
	[CLASS_LEGAL] = "legal",
};

const char *
textclass_name(enum text_class c)
{
	return class_names[c];
}

bool
textclass_find(struct slice name, enum text_class *class)
{
	for (int c = 0; c < CLASS_COUNT; c++) {
		if (slice_eq(name, slice_str(class_names[c]))) {
			*class = (enum text_class)c;
			return true;
		}
	}
	return false;
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
	return true;
}

void
textrow_put(const struct text_row *r, struct output *out)
{
	struct buf *b = &out->buf;

	tsv_escape(b, r->doc);
	buf_putc(b, '\t');
	buf_number(b, r->begin);
	buf_putc(b, '\t');
	buf_number(b, r->end);
	buf_putc(b, '\t');
	buf_number(b, r->par);
	buf_putc(b, '\t');
	buf_number(b, r->sent);
	buf_putc(b, '\t');
	buf_add(b, slice_str(class_names[r->class]));
	buf_putc(b, '\t');
	offsetmap_put(&r->map, b);
	buf_putc(b, '\t');
	tsv_escape(b, r->text);
	buf_add(b, r->rest);
	buf_putc(b, '\n');
	output_row_end(out);
}
