#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe_cluster.h"

/* What representatives are compared by. */
struct candidate {
	const struct dedupe *d;
	const uint8_t *sentence;
	const uint64_t *line;
	const uint32_t *frequency;	/* [forms]: rows with the same words */
	enum dedupe_choice choice;
};

static int
compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* Positive when row A stands for a cluster rather than row B. */
static int
prefer(const struct candidate *c, uint32_t a, uint32_t b)
{
	uint32_t x = c->d->row[a].form, y = c->d->row[b].form;
	const struct dedupe_form *f = &c->d->form[x], *g = &c->d->form[y];
	int first = compare_u64(b, a), n = 0;

	if (c->choice == DEDUPE_FIRST)
		return first;
	if (x == y) {
		if (c->choice != DEDUPE_LONGEST)
			n = c->sentence[a] - c->sentence[b];
		if (n == 0)
			n = compare_u64(c->line[b], c->line[a]);
		return n != 0 ? n : first;
	}
	if (c->choice == DEDUPE_FREQUENT)
		n = compare_u64(c->frequency[x], c->frequency[y]);
	if (n == 0 && c->choice != DEDUPE_LONGEST)
		n = c->sentence[a] - c->sentence[b];
	if (n == 0)
		n = compare_u64(f->total, g->total);
	if (n == 0)
		n = compare_u64(c->frequency[x], c->frequency[y]);
	if (n == 0 && f->first != g->first)
		n = g->first == DEDUPE_NO_DAY || (f->first != DEDUPE_NO_DAY &&
		    f->first < g->first) ? 1 : -1;
	if (n == 0)
		n = compare_u64(c->line[b], c->line[a]);
	return n != 0 ? n : first;
}

static uint64_t
wording_key(const struct dedupe_form *f)
{
	return hash_mix(f->words ^ f->cluster);
}

/* Rows with the same words in the same cluster, of each form. */
static uint32_t *
count_wordings(const struct dedupe *d)
{
	uint32_t *frequency = mem_alloc(d->forms + 1, sizeof(*frequency));
	struct dedupe_table rows = { 0 };

	if (d->level == DEDUPE_LEVEL_EXACT) {	/* a form each */
		for (size_t i = 0; i < d->forms; i++)
			frequency[i] = d->form[i].count;
		return frequency;
	}
	for (size_t i = 0; i < d->forms; i++)
		*dedupe_table_at(&rows, wording_key(&d->form[i])) +=
		    d->form[i].count;
	for (size_t i = 0; i < d->forms; i++)
		frequency[i] = *dedupe_table_at(&rows,
		    wording_key(&d->form[i]));
	dedupe_table_free(&rows);
	return frequency;
}

static int
by_number(const void *a, const void *b)
{
	return compare_u64(*(const uint64_t *)a, *(const uint64_t *)b);
}

/* Documents of each cluster; rows of unknown document count as one. */
static void
count_docs(struct dedupe_clusters *c, const struct dedupe *d)
{
	uint64_t *pair;

	if (d->docs == 1) {
		for (size_t i = 0; i < d->rows; i++)
			c->cluster[dedupe_set(d, d->row[i].form)].docs = 1;
		return;
	}
	pair = mem_alloc(d->rows + 1, sizeof(*pair));
	for (size_t i = 0; i < d->rows; i++)
		pair[i] = (uint64_t)dedupe_set(d, d->row[i].form) << 32 |
		    d->row[i].doc;
	qsort(pair, d->rows, sizeof(*pair), by_number);
	for (size_t i = 0; i < d->rows; i++)
		if (i == 0 || pair[i] != pair[i - 1])
			c->cluster[pair[i] >> 32].docs++;
	free(pair);
}

static bool
heavier(const struct dedupe_form *a, const struct dedupe_form *b)
{
	return a->weight != b->weight ? a->weight > b->weight : a->key < b->key;
}

void
dedupe_clusters_init(struct dedupe_clusters *c, const struct dedupe *d,
    enum dedupe_choice choice, const uint8_t *sentence, const uint64_t *line)
{
	uint32_t *frequency = count_wordings(d);
	const struct candidate by = { d, sentence, line, frequency, choice };

	c->d = d;
	c->cluster = mem_alloc(d->forms + 1, sizeof(*c->cluster));
	for (uint32_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];
		struct dedupe_cluster *k = &c->cluster[dedupe_set(d, i)];

		if (k->rows == 0)
			k->rep = k->old = DEDUPE_NONE;
		k->rows += f->count;
		if (f->known > 0 && (k->old == DEDUPE_NONE ||
		    heavier(f, &d->form[k->old])))
			k->old = i;
	}
	for (uint32_t i = 0; i < d->own_rows; i++) {
		struct dedupe_cluster *k =
		    &c->cluster[dedupe_set(d, d->row[i].form)];

		if (k->rep == DEDUPE_NONE || prefer(&by, i, k->rep) > 0)
			k->rep = i;
	}
	count_docs(c, d);
	free(frequency);
}

enum dedupe_tie
dedupe_clusters_tie(const struct dedupe_clusters *c, const struct dedupe *d,
    uint32_t row, uint32_t *link)
{
	uint32_t number = d->row[row].form;
	const struct dedupe_form *f = &d->form[number], *r;
	const struct dedupe_cluster *k = &c->cluster[dedupe_set(d, number)];

	*link = 1000;
	if (f->tie == DEDUPE_NEST && k->rep != DEDUPE_NONE &&
	    d->row[k->rep].form == number)
		return DEDUPE_NEST;
	if (f->known > 0)
		return DEDUPE_EXACT;
	if (row == k->rep && k->old == DEDUPE_NONE)
		return DEDUPE_REP;
	/* a cluster known from former runs is stood for by what they saw */
	r = &d->form[k->old != DEDUPE_NONE ? k->old : d->row[k->rep].form];
	if (f->words == r->words)
		return DEDUPE_EXACT;
	/* what nothing heavier holds is held by what hangs on it */
	if (f->parent == DEDUPE_NONE)
		f = r->parent != DEDUPE_NONE ? r : f;
	*link = f->parent != DEDUPE_NONE ? f->link : 1000;
	return f->parent != DEDUPE_NONE && f->tie != DEDUPE_EXACT &&
	    f->tie != DEDUPE_NEST ?
	    (enum dedupe_tie)f->tie : DEDUPE_NEAR;
}

void
dedupe_clusters_free(struct dedupe_clusters *c)
{
	free(c->cluster);
	*c = (struct dedupe_clusters){ 0 };
}
