/*
 * fuzz_dedupe.c - lines "speaker TAB document TAB date TAB text" as quotations
 *
 * Any bytes give words; the quick path over plain words gives the same ones
 * as the careful path, and those alone that are alike are so without weights,
 * where text is folded in blocks; the groups do not depend on the order of the lines;
 * what is aligned is never more than what is there.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "io/tsv.h"
#include "news/dedupe.h"
#include "news/dedupe_input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { ROWS_MAX = 64 };

static struct slice
field(const struct tsv_row *row, size_t i)
{
	return i < row->n ? row->field[i] : (struct slice){ "", 0 };
}

static size_t
split(struct slice text, struct dedupe_row *rows)
{
	const char *p = text.p, *end = text.p + text.n;
	size_t n = 0;

	while (p < end && n < ROWS_MAX) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct tsv_row row;

		if (nl == NULL)
			nl = end;
		tsv_split(&row, (struct slice){ p, (size_t)(nl - p) });
		rows[n++] = (struct dedupe_row){
			.speaker = field(&row, 0), .doc = field(&row, 1),
			.day = dedupe_day(field(&row, 2)),
			.text = field(&row, 3), .file = SLICE("-"),
			.part = DEDUPE_MARKED,
			.unquoted = field(&row, 3).n % 5 == 4,
		};
		p = nl + 1;
	}
	return n;
}

static void
check_words(const struct dedupe_row *row, const struct dedupe_weights *weights)
{
	struct buf spelling = { 0 };
	struct dedupe_words quick = { 0 }, careful = { .spelling = &spelling };

	dedupe_words_fill(&quick, row->text, row->part, weights);
	dedupe_words_fill(&careful, row->text, row->part, weights);
	assert(quick.hash == careful.hash && quick.total == careful.total);
	assert(quick.n == careful.n && quick.weight == careful.weight);
	assert(quick.context_hash == careful.context_hash);
	dedupe_words_free(&quick);
	dedupe_words_free(&careful);
	buf_free(&spelling);
}

/* A and B have the same words, or not, whichever way it is found out. */
static void
check_whole(const struct dedupe_row *a, const struct dedupe_row *b,
    const struct dedupe_weights *weights)
{
	struct dedupe_words x = { 0 }, y = { 0 };
	bool same;

	dedupe_words_fill(&x, a->text, a->part, weights);
	dedupe_words_fill(&y, b->text, b->part, weights);
	same = x.hash == y.hash;
	dedupe_words_fill(&x, a->text, a->part, NULL);
	dedupe_words_fill(&y, b->text, b->part, NULL);
	assert(same == (x.hash == y.hash));
	dedupe_words_free(&x);
	dedupe_words_free(&y);
}

static void
group(struct dedupe *d, const struct dedupe_row *rows, size_t n, bool reverse)
{
	for (size_t i = 0; i < n; i++)
		dedupe_add(d, &rows[reverse ? n - 1 - i : i]);
	dedupe_group(d, NULL, 0);
	for (size_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];

		assert(f->link <= 1000);
		assert(f->parent == DEDUPE_NONE ||
		    d->form[f->parent].weight >= f->weight);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct dedupe_weights weights;
	struct dedupe_row rows[ROWS_MAX];
	struct dedupe a, b;

	if (weights.slot == NULL)
		dedupe_weights_open(&weights, NULL);
	if (n > 4096)
		return 0;
	n = split((struct slice){ (const char *)data, n }, rows);
	for (size_t i = 0; i < n; i++)
		check_words(&rows[i], &weights);
	for (size_t i = 1; i < n; i++)
		check_whole(&rows[i - 1], &rows[i], &weights);
	dedupe_init(&a, &weights, DEDUPE_LEVEL_PART);
	dedupe_init(&b, &weights, DEDUPE_LEVEL_PART);
	group(&a, rows, n, false);
	group(&b, rows, n, true);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			assert((dedupe_set(&a, a.row[i].form) ==
			    dedupe_set(&a, a.row[k].form)) ==
			    (dedupe_set(&b, b.row[n - 1 - i].form) ==
			    dedupe_set(&b, b.row[n - 1 - k].form)));
	dedupe_free(&a);
	dedupe_free(&b);
	return 0;
}
