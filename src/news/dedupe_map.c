#include "config.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/tsv.h"
#include "news/dedupe_index.h"
#include "news/dedupe_map.h"

enum { GRAM_DIGITS = 8, ORDER_DIGITS = 5, KEY_DIGITS = 16 };

static void
put_hex(struct buf *b, uint64_t n, int digits)
{
	for (int i = digits; i-- > 0; )
		buf_putc(b, "0123456789abcdef"[n >> 4 * i & 15]);
}

static bool
get_hex(struct slice s, size_t digits, uint64_t *n)
{
	*n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c >= '0' && c <= '9')
			*n = *n << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*n = *n << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	return s.n == digits;
}

static void
map_form(const struct dedupe *d, const struct dedupe_form *f,
    struct output *out)
{
	const uint32_t most = DEDUPE_WORDS_MAX * DEDUPE_WEIGHT_MAX;
	const uint32_t *token = d->token + f->token;
	uint32_t seed[DEDUPE_SEEDS_MAX];
	size_t seeds = dedupe_seeds(token, f->n, &d->weights->rules, seed);

	for (size_t i = 0; i + 1 < f->n; i++) {
		uint32_t gram = dedupe_gram(token[i], token[i + 1]);
		struct buf *b = &out->buf;
		bool is_seed = false;

		for (size_t k = 0; k < seeds; k++)
			is_seed |= seed[k] == gram;
		put_hex(b, gram, GRAM_DIGITS);
		buf_putc(b, '\t');
		put_hex(b, most - f->weight, ORDER_DIGITS);
		buf_putc(b, '\t');
		put_hex(b, f->key, KEY_DIGITS);
		buf_putc(b, '\t');
		buf_number(b, is_seed ? seeds : 0);
		buf_putc(b, '\n');
		output_row_end(out);
	}
}

void
dedupe_map(const struct dedupe *d, struct output *out)
{
	for (size_t i = 0; i < d->forms; i++)
		if (dedupe_may_link(d, &d->form[i]))
			map_form(d, &d->form[i], out);
}

/* A line of dedupe_map(). */
struct mapped {
	uint64_t gram, order, key;
	size_t seeds;
};

static bool
parse_mapped(struct slice line, struct mapped *m)
{
	struct tsv_row row;

	tsv_split(&row, line);
	return row.n == 4 && get_hex(row.field[0], GRAM_DIGITS, &m->gram) &&
	    get_hex(row.field[1], ORDER_DIGITS, &m->order) &&
	    get_hex(row.field[2], KEY_DIGITS, &m->key) &&
	    tsv_number(row.field[3], &m->seeds) &&
	    m->seeds <= DEDUPE_SEEDS_MAX;
}

void
dedupe_reduce(struct lines *in, const struct dedupe_rules *r,
    struct output *out)
{
	/* a ring of the forms last seen that hold the pair of words */
	size_t most = (size_t)r->postings, held = 0;
	uint64_t *ring = mem_alloc(most, sizeof(*ring));
	struct mapped last = { .gram = UINT64_MAX }, m;
	struct line line;

	while (lines_next(in, &line)) {
		bool repeats;

		if (!parse_mapped(line.text, &m)) {
			diag_input(lines_where(in), line.number,
			    "not a line of --map; skipped");
			continue;
		}
		repeats = m.gram == last.gram && m.key == last.key;
		if (m.gram < last.gram && last.gram != UINT64_MAX)
			diag_usage("%s:%zu: not sorted: use LC_ALL=C sort",
			    lines_where(in), line.number);
		if (m.gram != last.gram)
			held = 0;
		last = m;
		if (repeats)
			continue;
		for (size_t i = held > most ? held - most : 0;
		    m.seeds > 0 && i < held; i++) {
			put_hex(&out->buf, m.key, KEY_DIGITS);
			buf_putc(&out->buf, '\t');
			put_hex(&out->buf, ring[i % most], KEY_DIGITS);
			buf_putc(&out->buf, '\t');
			buf_number(&out->buf, m.seeds);
			buf_putc(&out->buf, '\n');
			output_row_end(out);
		}
		ring[held++ % most] = m.key;
	}
	free(ring);
}

struct dedupe_shared *
dedupe_read_shared(struct lines *in, const struct dedupe *d, size_t *n)
{
	struct dedupe_shared *shared = NULL;
	size_t room = 0;
	struct line line;

	*n = 0;
	while (lines_next(in, &line)) {
		struct dedupe_shared pair;
		struct tsv_row row;
		uint64_t form, heavier;

		tsv_split(&row, line.text);
		if (row.n != 3 || !get_hex(row.field[0], KEY_DIGITS, &form) ||
		    !get_hex(row.field[1], KEY_DIGITS, &heavier) ||
		    !dedupe_find(d, form, &pair.form) ||
		    !dedupe_find(d, heavier, &pair.heavier)) {
			diag_input(lines_where(in), line.number,
			    "not a line of --reduce about these rows; skipped");
			continue;
		}
		if (*n == room)
			shared = mem_grow(shared, &room, *n + 1,
			    sizeof(*shared));
		shared[(*n)++] = pair;
	}
	return shared;
}
