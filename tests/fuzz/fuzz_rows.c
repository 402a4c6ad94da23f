/*
 * fuzz_rows.c - one line as a row: splitting, unescaping, spans, maps
 *
 * What is accepted must come back the same: fields survive escape and
 * unescape, a parsed text row is written as a row that parses to the same.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "io/attrrow.h"
#include "io/schema.h"
#include "io/textrow.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_fields(const struct tsv_row *row, struct arena *mem)
{
	struct buf out = { 0 };
	struct slice text, again;

	for (size_t i = 0; i < row->n; i++) {
		buf_clear(&out);
		if (!tsv_unescape(row->field[i], &text, mem))
			continue;
		tsv_escape(&out, text);
		assert(memchr(buf_slice(&out).p, '\t', out.n) == NULL);
		assert(tsv_unescape(buf_slice(&out), &again, mem));
		assert(slice_eq(text, again));
		buf_clear(&out);
		tsv_fold(&out, text);
		assert(memchr(buf_slice(&out).p, '\n', out.n) == NULL);
	}
	buf_free(&out);
}

static void
check_text_row(const struct row *row, struct arena *mem)
{
	struct output out = { .fd = -1 };
	struct text_row r = { 0 }, again = { 0 };
	struct row copy = { 0 };
	const char *why;

	if (!textrow_parse(&r, row, mem, &why)) {
		offsetmap_free(&r.map);
		return;
	}
	textrow_put(&r, &out);
	tsv_split(&copy.tsv, (struct slice){ out.buf.p, out.buf.n - 1 });
	copy.rest = row->rest;
	assert(copy.tsv.n == row->tsv.n);
	assert(textrow_parse(&again, &copy, mem, &why));
	assert(again.begin == r.begin && again.end == r.end);
	assert(slice_eq(again.text, r.text) && again.map.n == r.map.n);
	offsetmap_free(&r.map);
	offsetmap_free(&again.map);
	buf_free(&out.buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem = { 0 };
	struct attr_row attr;
	struct row row = { 0 };
	const char *why;
	size_t column;

	for (size_t i = 0; i < n; i++)
		if (data[i] == '\n')
			n = i;
	if (n > 60000)
		return 0;
	row.line = (struct slice){ (const char *)data, n };
	if (!tsv_split(&row.tsv, row.line))
		return 0;
	row.rest = (struct slice){ "", 0 };
	check_fields(&row.tsv, &mem);
	if (row.tsv.n == schema_text.n &&
	    schema_fits(&schema_text, &row.tsv, &column))
		check_text_row(&row, &mem);
	if (schema_fits(&schema_attribution, &row.tsv, &column) &&
	    attrrow_parse(&attr, &row, &mem, &why)) {
		for (size_t i = 0; i < attr.content_span.n; i++)
			assert(attr.content_span.span[i].begin <
			    attr.content_span.span[i].end);
	}
	arena_free(&mem);
	return 0;
}
