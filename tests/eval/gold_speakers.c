/*
 * gold_speakers - resolve the speakers of hand-made attributions
 *
 * usage: gold_speakers GOLD.tsv [aliases] < sentence rows
 * GOLD has the columns doc, id, kind, content_span, source_span, cue_span and,
 * if there are twelve or more, the level in column 12; "-" is empty.  Printed:
 * doc, id, speaker, role, score; with "aliases" every mention on standard
 * error.  So the resolution of speakers is measured
 * apart from what finds the spans.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "io/lines.h"
#include "io/row.h"
#include "io/textrow.h"
#include "news/quotation.h"
#include "news/speaker.h"
#include "news/tokens.h"

enum { GOLD_MAX = 32768 };

struct gold {
	struct slice doc, id, kind, field[3];
	unsigned level;
};

static struct gold gold[GOLD_MAX];
static size_t golds;

static void
read_all(const char *path, struct buf *b)
{
	FILE *fp = fopen(path, "r");
	char part[65536];
	size_t n;

	if (fp == NULL)
		diag_fatal("%s", path);
	while ((n = fread(part, 1, sizeof(part), fp)) > 0)
		buf_add(b, (struct slice){ part, n });
	fclose(fp);
}

static struct slice
stem(struct slice s)
{
	for (size_t i = s.n; i > 0; i--) {
		if (s.p[i - 1] == '/') {
			s = slice_sub(s, i, s.n);
			break;
		}
	}
	return slice_ends(s, SLICE(".txt")) ? slice_sub(s, 0, s.n - 4) : s;
}

static void
read_gold(struct slice all)
{
	while (all.n > 0 && golds < GOLD_MAX) {
		const char *nl = memchr(all.p, '\n', all.n);
		size_t n = nl != NULL ? (size_t)(nl - all.p) : all.n;
		struct slice line = slice_sub(all, 0, n), f[16] = { { 0 } };
		size_t k = 0;

		all = slice_sub(all, n < all.n ? n + 1 : n, all.n);
		for (; k < 16; k++) {
			const char *tab = line.n > 0 ?
			    memchr(line.p, '\t', line.n) : NULL;
			size_t m = tab != NULL ? (size_t)(tab - line.p) :
			    line.n;

			f[k] = slice_sub(line, 0, m);
			if (tab == NULL)
				break;
			line = slice_sub(line, m + 1, line.n);
		}
		if (k < 5 || slice_eq(f[0], SLICE("doc")))
			continue;
		gold[golds] = (struct gold){ stem(f[0]), f[1], f[2],
		    { f[3], f[4], f[5] }, 0 };
		if (k >= 11 && f[11].n == 1 && f[11].p[0] >= '0')
			gold[golds].level = (unsigned)(f[11].p[0] - '0');
		golds++;
	}
}

/* The window's byte for byte AT of the document; END: of a span's end. */
static uint32_t
window_byte(const struct document *doc, size_t at, bool end)
{
	for (size_t s = 0; s < doc->sentences; s++) {
		const struct document_sentence *x = &doc->sentence[s];

		if (at > x->doc_end || (at == x->doc_end && !end))
			continue;
		for (uint32_t t = x->text.begin; t < x->text.end; t++) {
			if (offsetmap_start(&x->map, t - x->text.begin) >= at)
				return t;
		}
		return x->text.end;
	}
	return (uint32_t)doc->text.n;
}

static size_t
parse_spans(const struct document *doc, struct slice s, struct range *out,
    size_t room)
{
	size_t n = 0, i = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < room) {
		size_t b[2] = { 0, 0 };

		for (int k = 0; k < 2; k++, i++) {
			while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
				b[k] = 10 * b[k] + (size_t)(s.p[i++] - '0');
		}
		out[n].begin = window_byte(doc, b[0], false);
		out[n].end = window_byte(doc, b[1], true);
		if (out[n].end > out[n].begin)
			n++;
	}
	return n;
}

/* A mention, as nattribute --aliases prints it. */
static void
put_alias(void *arg, const struct speaker_alias *alias)
{
	struct slice m = document_slice(arg, alias->mention);

	fprintf(stderr, "%.*s\t%.*s\t%s\t%s\n", (int)alias->name.n,
	    alias->name.p, (int)m.n, m.p, alias->type, alias->gender);
}

static void
finish(struct document *doc, bool aliases)
{
	static struct attribution attr[4096];
	static size_t from[4096];
	struct slice id = stem(doc->id);
	size_t n = 0;

	if (doc->sentences == 0)
		return;
	token_scan(doc);
	quotation_find(doc);
	for (size_t i = 0; i < golds && n < 4096; i++) {
		struct attribution *a = &attr[n];

		if (!slice_eq(gold[i].doc, id))
			continue;
		*a = (struct attribution){ .level = gold[i].level,
		    .parent = ATTRIBUTION_NONE, .continues = ATTRIBUTION_NONE };
		a->kind = slice_eq(gold[i].kind, SLICE("direct")) ?
		    KIND_DIRECT : slice_eq(gold[i].kind, SLICE("mixed")) ?
		    KIND_MIXED : KIND_INDIRECT;
		a->contents = parse_spans(doc, gold[i].field[0], a->content,
		    ATTRIBUTION_SPANS);
		a->cues = parse_spans(doc, gold[i].field[2], a->cue, 4);
		parse_spans(doc, gold[i].field[1], &a->source, 1);
		from[n++] = i;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t at = attr[i].source.end > 0 ? attr[i].source.begin :
		    attr[i].cues > 0 ? attr[i].cue[0].begin :
		    attr[i].content[0].begin;

		for (size_t k = 0; attr[i].level > 0 && k < n; k++) {
			for (size_t c = 0; c < attr[k].contents; c++) {
				if (attr[k].level + 1 == attr[i].level &&
				    attr[k].content[c].begin <= at &&
				    at < attr[k].content[c].end)
					attr[i].parent = (uint32_t)k;
			}
		}
	}
	speaker_resolve(doc, attr, n, &(struct speaker_options){
	    .alias = aliases ? put_alias : NULL, .arg = doc });
	for (size_t i = 0; i < n; i++)
		printf("%.*s\t%.*s\t%.*s\t%.*s\t%.3f\n", (int)id.n, id.p,
		    (int)gold[from[i]].id.n, gold[from[i]].id.p,
		    (int)attr[i].speaker.n, attr[i].speaker.p,
		    (int)attr[i].role.n, attr[i].role.p,
		    (double)attr[i].speaker_score);
	document_clear(doc);
}

int
main(int argc, char *argv[])
{
	char *none[] = { NULL };
	struct lines lines;
	struct row_reader reader;
	struct row line;
	struct text_row row = { 0 };
	struct arena mem = { 0 };
	struct document doc = { 0 };
	const char *why;
	struct buf all = { 0 };

	diag_program(argv[0]);
	if (argc != 2 && argc != 3)
		diag_usage("usage: gold_speakers GOLD.tsv [aliases] < rows");
	read_all(argv[1], &all);
	read_gold(buf_slice(&all));
	lines_open(&lines, none, 0);
	row_open(&reader, &lines, &schema_text);
	while (row_next(&reader, &line)) {
		arena_reset(&mem);
		if (!textrow_parse(&row, &line, &mem, &why))
			continue;
		if (doc.sentences > 0 && !slice_eq(doc.id, row.doc))
			finish(&doc, argc == 3);
		document_add(&doc, &row);
	}
	finish(&doc, argc == 3);
	document_free(&doc);
	offsetmap_free(&row.map);
	arena_free(&mem);
	row_close(&reader);
	lines_close(&lines);
	buf_free(&all);
	return 0;
}
