#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "io/tsv.h"
#include "news/dedupe_count.h"
#include "news/dedupe_table.h"
#include "news/dedupe_words.h"

struct count {
	struct slice word;	/* in counts.mem */
	size_t lines;		/* that hold it */
	size_t last;		/* of them, from 1 */
};

struct counts {
	struct count *count;
	size_t n, room;
	size_t lines;		/* with a word */
	struct dedupe_table by_word;
	struct arena mem;
};

static void
count_word(struct counts *c, struct slice word)
{
	struct count *k;
	uint32_t i;

	if (dedupe_table_add(&c->by_word, hash_bytes(word), (uint32_t)c->n,
	    &i)) {
		if (c->n == c->room)
			c->count = mem_grow(c->count, &c->room, c->n + 1,
			    sizeof(*c->count));
		c->count[c->n++] = (struct count){ arena_copy(&c->mem, word),
		    0, 0 };
	}
	k = &c->count[i];
	k->lines += k->last != c->lines;
	k->last = c->lines;
}

/* The words of a line, each ended by a newline. */
static void
count_words(struct counts *c, struct slice words)
{
	const char *p = words.p, *end = words.p + words.n;

	c->lines += words.n > 0;
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));

		count_word(c, (struct slice){ p, (size_t)(nl - p) });
		p = nl + 1;
	}
}

/* -ln of N in LINES and one more, in quarter nats: above 0. */
static size_t
weight(size_t n, size_t lines)
{
	double w = -log((double)n / ((double)lines + 1)) * DEDUPE_NAT;

	return w > DEDUPE_WEIGHT_MAX ? DEDUPE_WEIGHT_MAX : (size_t)(w + 0.5);
}

static int
by_word(const void *a, const void *b)
{
	return slice_cmp(((const struct count *)a)->word,
	    ((const struct count *)b)->word);
}

/* The thresholds of the compiled-in table, but for the unlisted word. */
static void
put_rules(struct output *out, size_t unknown)
{
	struct slice table = dedupe_weights_builtin();
	const char *p = table.p, *end = table.p + table.n;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct slice line = { p, (size_t)(nl - p) + 1 };

		if (slice_starts(line, SLICE("=unknown\t"))) {
			output_add(out, SLICE("=unknown\t"));
			buf_number(&out->buf, unknown);
			output_putc(out, '\n');
		} else if (*p == '=') {
			output_add(out, line);
		}
		p = nl + 1;
	}
}

static void
put_table(struct counts *c, struct output *out)
{
	output_add(out, SLICE("# weights of words for ndedupe, of "));
	buf_number(&out->buf, c->lines);
	output_add(out, SLICE(" lines\n"));
	put_rules(out, weight(1, c->lines));
	if (c->n > 0)
		qsort(c->count, c->n, sizeof(*c->count), by_word);
	for (size_t i = 0; i < c->n; i++) {
		if (c->count[i].lines < DEDUPE_LEAST)
			continue;
		output_add(out, c->count[i].word);
		output_putc(out, '\t');
		buf_number(&out->buf, weight(c->count[i].lines, c->lines));
		output_putc(out, '\n');
		output_row_end(out);
	}
}

void
dedupe_count(struct lines *in, struct output *out)
{
	struct counts c = { 0 };
	struct buf spelling = { 0 };
	struct dedupe_words words = { .spelling = &spelling };
	struct line line;

	while (lines_next(in, &line)) {
		buf_clear(&spelling);
		dedupe_words_fill(&words, line.text, DEDUPE_ALL, NULL);
		count_words(&c, buf_slice(&spelling));
	}
	put_table(&c, out);
	buf_free(&spelling);
	dedupe_words_free(&words);
	dedupe_table_free(&c.by_word);
	arena_free(&c.mem);
	free(c.count);
}
