#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/dedupe_align.h"

#define NEVER (-(1 << 28))

static struct align_mark *
find_mark(const struct dedupe_align *a, uint32_t word)
{
	size_t i = (word * UINT32_C(2654435761) >> 12) & a->mask;

	while (a->mark[i].word != 0 && a->mark[i].word != word + 1)
		i = (i + 1) & a->mask;
	return &a->mark[i];
}

static unsigned
filter_bit(uint32_t word)
{
	return word * UINT32_C(2654435761) >> 24;
}

void
dedupe_align_begin(struct dedupe_align *a, const uint32_t *token, size_t n)
{
	size_t size = 16;

	while (size < n * 4)
		size *= 2;
	if (size > a->room) {
		free(a->mark);
		a->mark = mem_alloc(size, sizeof(*a->mark));
		a->room = size;
	} else {
		memset(a->mark, 0, size * sizeof(*a->mark));
	}
	a->mask = size - 1;
	a->token = token;
	a->n = n;
	a->weight = 0;
	a->round = 0;
	a->cells = 0;
	memset(a->filter, 0, sizeof(a->filter));
	for (size_t i = 0; i < n; i++) {
		uint32_t word = dedupe_token_word(token[i]);
		struct align_mark *m = find_mark(a, word);

		a->filter[filter_bit(word) >> 6] |=
		    UINT64_C(1) << (filter_bit(word) & 63);
		m->word = word + 1;
		m->weight += (uint32_t)dedupe_token_weight(token[i]);
		a->weight += (uint32_t)dedupe_token_weight(token[i]);
	}
}

uint32_t
dedupe_align_bound(struct dedupe_align *a, const uint32_t *longer, size_t m,
    size_t *from, size_t *to)
{
	uint32_t weight = 0;

	*from = m;
	*to = 0;
	a->round++;
	for (size_t j = 0; j < m; j++) {
		uint32_t word = dedupe_token_word(longer[j]);
		unsigned bit = filter_bit(word);
		struct align_mark *k;

		if ((a->filter[bit >> 6] >> (bit & 63) & 1) == 0 ||
		    (k = find_mark(a, word))->word == 0)
			continue;
		if (*to == 0)
			*from = j;
		*to = j + 1;
		if (k->seen != a->round) {
			k->seen = a->round;
			weight += k->weight;
		}
	}
	return weight;
}

static bool
same_words(const uint32_t *a, const uint32_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (dedupe_token_word(a[i]) != dedupe_token_word(b[i]))
			return false;
	return true;
}

/* Whether all of A stands in LONGER without a gap, and *AT which word. */
static bool
contained(const struct dedupe_align *a, const uint32_t *longer, size_t m,
    size_t *at)
{
	for (*at = 0; a->n > 0 && *at + a->n <= m; (*at)++)
		if (same_words(a->token, longer + *at, a->n))
			return true;
	return false;
}

static void
clear_rows(struct dedupe_align *a, size_t m)
{
	if (m + 1 > a->row_room) {
		size_t cap = (m + 1) * 2;

		free(a->best);
		free(a->skip);
		free(a->run);
		a->best = mem_alloc(cap, sizeof(*a->best));
		a->skip = mem_alloc(cap, sizeof(*a->skip));
		a->run = mem_alloc(cap, sizeof(*a->run));
		a->row_room = cap;
	}
	for (size_t j = 0; j <= m; j++) {
		a->best[j] = 0;
		a->skip[j] = NEVER;
		a->run[j] = 0;
	}
}

static int
greater(int a, int b)
{
	return a > b ? a : b;
}

struct dedupe_match
dedupe_align_score(struct dedupe_align *a, const uint32_t *longer, size_t m,
    const struct dedupe_rules *r)
{
	struct dedupe_match out = { (int)a->weight, (int)a->weight, true, 0 };
	int top = 0;
	uint32_t run = 0;

	if (contained(a, longer, m, &out.at))
		return out;
	a->cells += a->n * m;
	clear_rows(a, m);
	for (size_t i = 0; i < a->n; i++) {
		uint32_t word = dedupe_token_word(a->token[i]);
		uint32_t weight = (uint32_t)dedupe_token_weight(a->token[i]);
		int gain = (int)weight * DEDUPE_FINE;
		int corner = 0, left = 0, across = NEVER;
		uint32_t run_corner = 0;

		for (size_t j = 1; j <= m; j++) {
			int up = a->best[j], h;
			uint32_t run_up = a->run[j];
			bool same = dedupe_token_word(longer[j - 1]) == word;

			h = greater(corner + (same ? gain : -r->gap_open), 0);
			/* words of the shorter side, of the longer, left out */
			a->skip[j] = greater(up - r->gap_open,
			    a->skip[j] - r->gap_word);
			across = greater(left - r->gap_open,
			    across - r->gap_word);
			h = greater(h, greater(a->skip[j], across));
			a->run[j] = same ? run_corner + weight : 0;
			if (a->run[j] > run)
				run = a->run[j];
			if (h > top)
				top = h;
			run_corner = run_up;
			corner = up;
			a->best[j] = left = h;
		}
	}
	out.weight = top / DEDUPE_FINE;
	out.run = (int)run;
	out.whole = false;
	return out;
}

void
dedupe_align_free(struct dedupe_align *a)
{
	free(a->mark);
	free(a->best);
	free(a->skip);
	free(a->run);
	*a = (struct dedupe_align){ 0 };
}
