#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "io/attrrow.h"
#include "io/lines.h"
#include "io/row.h"
#include "news/score.h"

/*
 * ntrain-score - fit the weights of news/score
 *
 * usage: ntrain-score GOLD ROWS > src/model/score-NAME.inc
 * GOLD: doc, id, kind, content_span, source_span, cue_span ... (no header).
 * ROWS: what nattribute --explain writes of the same documents, labelled by
 * models that have not seen them.  A row is right when a gold content not yet
 * taken overlaps its own by half (bytes, intersection over union) and the
 * sources overlap, or both are absent.  Logistic regression by Newton's
 * method with a little L2; every other document is held back, and the table
 * of reliability on those goes to standard error before the final fit on all.
 */

enum { WEIGHTS = FACT_COUNT + 2, STEPS = 30, BINS = 10 };
#define RIDGE 1.0	/* variance 1 for each weight but the bias */

struct gold {
	struct slice doc;
	struct byte_spans content, source;
	bool taken;
};

struct example {
	double x[WEIGHTS];	/* 1, log-odds of the confidence, facts */
	bool right;
	bool held_back;
};

struct trainer {
	struct arena mem;
	struct gold *gold;
	size_t golds, gold_cap;
	struct example *example;
	size_t examples, example_cap;
};

static struct slice
basename_of(struct slice path)
{
	for (size_t i = path.n; i > 0; i--) {
		if (path.p[i - 1] == '/') {
			path = slice_sub(path, i, path.n);
			break;
		}
	}
	if (slice_ends(path, SLICE(".txt")))
		path.n -= 4;
	return path;
}

static struct byte_spans
parse_spans(struct slice f, struct arena *mem)
{
	struct byte_spans s = { NULL, 0 };
	size_t from = 0;

	s.span = arena_alloc(mem, (f.n / 2 + 1) * sizeof(*s.span));
	for (size_t i = 0, dash = 0; i <= f.n; i++) {
		if (i < f.n && f.p[i] == '-')
			dash = i;
		if ((i == f.n || f.p[i] == ',') && dash > from) {
			tsv_number(slice_sub(f, from, dash),
			    &s.span[s.n].begin);
			tsv_number(slice_sub(f, dash + 1, i),
			    &s.span[s.n++].end);
			from = i + 1;
		}
	}
	return s;
}

static void
read_gold(struct trainer *t, char *name)
{
	char *names[] = { name, NULL };
	struct lines in;
	struct line line;
	struct tsv_row row;

	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		struct gold *g;

		tsv_split(&row, line.text);
		if (row.n < 6)
			continue;
		t->gold = mem_grow(t->gold, &t->gold_cap, t->golds + 1,
		    sizeof(*g));
		g = &t->gold[t->golds++];
		g->doc = arena_copy(&t->mem, row.field[0]);
		g->content = parse_spans(row.field[3], &t->mem);
		g->source = parse_spans(row.field[4], &t->mem);
		g->taken = false;
	}
	lines_close(&in);
}

static size_t
bytes_of(struct byte_spans s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.span[i].end - s.span[i].begin;
	return n;
}

static size_t
common(struct byte_spans a, struct byte_spans b)
{
	size_t n = 0;

	for (size_t i = 0; i < a.n; i++) {
		for (size_t j = 0; j < b.n; j++) {
			size_t from = a.span[i].begin > b.span[j].begin ?
			    a.span[i].begin : b.span[j].begin;
			size_t to = a.span[i].end < b.span[j].end ?
			    a.span[i].end : b.span[j].end;

			n += to > from ? to - from : 0;
		}
	}
	return n;
}

static bool
is_right(struct trainer *t, const struct attr_row *r)
{
	struct slice doc = basename_of(r->doc);

	for (size_t i = 0; i < t->golds; i++) {
		struct gold *g = &t->gold[i];
		size_t both;

		if (g->taken || !slice_eq(g->doc, doc))
			continue;
		both = common(g->content, r->content_span);
		if (both == 0 || 2 * both < bytes_of(g->content) +
		    bytes_of(r->content_span) - both)
			continue;
		g->taken = true;
		return g->source.n == 0 ? r->source_span.n == 0 :
		    common(g->source, r->source_span) > 0;
	}
	return false;
}

static void
add_example(struct trainer *t, const struct attr_row *r)
{
	struct score_input in;
	struct example *e;
	struct slice why = r->rest;

	if (why.n > 0)
		why = slice_sub(why, 1, why.n);
	if (!score_parse(why, &in))
		return;
	t->example = mem_grow(t->example, &t->example_cap, t->examples + 1,
	    sizeof(*e));
	e = &t->example[t->examples++];
	e->x[0] = 1;
	e->x[1] = (double)score_confidence(in);
	for (int i = 0; i < FACT_COUNT; i++)
		e->x[i + 2] = in.facts >> i & 1;
	e->right = is_right(t, r);
	e->held_back = hash_bytes(basename_of(r->doc)) & 1;
}

static void
read_rows(struct trainer *t, char *name)
{
	char *names[] = { name, NULL };
	struct lines in;
	struct row_reader reader;
	struct row line;
	struct attr_row row;
	const char *why;

	lines_open(&in, names, 0);
	row_open(&reader, &in, &schema_attribution);
	while (row_next(&reader, &line)) {
		struct arena mem = { 0 };

		if (attrrow_parse(&row, &line, &mem, &why) && row.level == 0)
			add_example(t, &row);
		arena_free(&mem);
	}
	row_close(&reader);
	lines_close(&in);
}

static double
probability(const double *w, const struct example *e)
{
	double sum = 0;

	for (int i = 0; i < WEIGHTS; i++)
		sum += w[i] * e->x[i];
	return 1 / (1 + exp(-sum));
}

/* Solve H d = g in place by Gauss; H is symmetric and positive. */
static void
solve(double h[WEIGHTS][WEIGHTS], double *g)
{
	for (int k = 0; k < WEIGHTS; k++) {
		for (int i = k + 1; i < WEIGHTS; i++) {
			double f = h[i][k] / h[k][k];

			for (int j = k; j < WEIGHTS; j++)
				h[i][j] -= f * h[k][j];
			g[i] -= f * g[k];
		}
	}
	for (int k = WEIGHTS - 1; k >= 0; k--) {
		for (int j = k + 1; j < WEIGHTS; j++)
			g[k] -= h[k][j] * g[j];
		g[k] /= h[k][k];
	}
}

static void
fit(const struct trainer *t, bool all, double *w)
{
	memset(w, 0, WEIGHTS * sizeof(*w));
	for (int step = 0; step < STEPS; step++) {
		double h[WEIGHTS][WEIGHTS] = { { 0 } }, g[WEIGHTS];

		for (int i = 0; i < WEIGHTS; i++) {
			g[i] = i > 0 ? -RIDGE * w[i] : 0;
			h[i][i] = i > 0 ? RIDGE : 1e-6;
		}
		for (size_t n = 0; n < t->examples; n++) {
			const struct example *e = &t->example[n];
			double p = probability(w, e), v = p * (1 - p);

			if (!all && e->held_back)
				continue;
			for (int i = 0; i < WEIGHTS; i++) {
				if (e->x[i] == 0)
					continue;
				g[i] += (e->right - p) * e->x[i];
				for (int j = 0; j < WEIGHTS; j++)
					h[i][j] += v * e->x[i] * e->x[j];
			}
		}
		solve(h, g);
		for (int i = 0; i < WEIGHTS; i++)
			w[i] += g[i];
	}
}

/* Predicted against observed, for the documents held back. */
static void
print_reliability(const struct trainer *t, const double *w)
{
	size_t n[BINS] = { 0 }, right[BINS] = { 0 };
	double sum[BINS] = { 0 };

	for (size_t i = 0; i < t->examples; i++) {
		const struct example *e = &t->example[i];
		double p = probability(w, e);
		int bin = (int)(p * BINS);

		if (!e->held_back)
			continue;
		bin = bin < BINS ? bin : BINS - 1;
		n[bin]++;
		sum[bin] += p;
		right[bin] += e->right;
	}
	fprintf(stderr, "score      rows  predicted  right\n");
	for (int i = 0; i < BINS; i++) {
		if (n[i] > 0)
			fprintf(stderr, "%.1f-%.1f %8zu      %.3f  %.3f\n",
			    i / (double)BINS, (i + 1) / (double)BINS, n[i],
			    sum[i] / n[i], right[i] / (double)n[i]);
	}
}

int
main(int argc, char *argv[])
{
	struct trainer t = { .golds = 0 };
	double w[WEIGHTS];

	diag_program(argv[0]);
	if (argc != 3)
		diag_usage("usage: ntrain-score GOLD ROWS");
	read_gold(&t, argv[1]);
	read_rows(&t, argv[2]);
	fit(&t, false, w);
	print_reliability(&t, w);
	fit(&t, true, w);
	printf("/* made by ntrain-score: %zu rows */\n", t.examples);
	printf("%.3ff, %.3ff, {\n", w[0], w[1]);
	for (int i = 0; i < FACT_COUNT; i++)
		printf("\t%.3ff,\t/* %s */\n", w[i + 2], score_fact_name(i));
	printf("}\n");
	free(t.gold);
	free(t.example);
	arena_free(&t.mem);
	return 0;
}
