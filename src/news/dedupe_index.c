#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/dedupe.h"
#include "news/dedupe_index.h"
#include "news/dedupe_map.h"

enum {
	FILTER_LEAST = 10, FILTER_MOST = 24,	/* bits of a place in it */
	/*
	 * Tables and forms are far larger than the caches: memory is asked for
	 * what a loop will need this many rounds later.
	 */
	AHEAD = 8,
};

uint32_t
dedupe_gram(uint32_t first, uint32_t second)
{
	uint64_t h = (uint64_t)dedupe_token_word(first) << 25 |
	    dedupe_token_word(second);

	h *= UINT64_C(0x9e3779b97f4a7c15);
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	return (uint32_t)(h >> 32) | 1;
}

/* What a word counts towards a seed: the unlisted may be anything, even hot. */
static int
seed_weight(uint32_t token, const struct dedupe_rules *r)
{
	int w = dedupe_token_weight(token);

	return w >= r->unknown ? r->seed_unknown : w;
}

size_t
dedupe_seeds(const uint32_t *token, size_t n, const struct dedupe_rules *r,
    uint32_t *seed)
{
	int value[DEDUPE_SEEDS_MAX];
	size_t have = 0, most = (size_t)r->seeds;

	for (size_t i = 0; i + 1 < n; i++) {
		int v = seed_weight(token[i], r) + seed_weight(token[i + 1], r);
		uint32_t gram;
		size_t k;

		if (have == most && v < value[have - 1])
			continue;
		gram = dedupe_gram(token[i], token[i + 1]);
		for (k = 0; k < have && seed[k] != gram; k++)
			;
		if (k < have || (have == most && v == value[have - 1] &&
		    gram > seed[have - 1]))
			continue;
		if (have < most)
			have++;
		for (k = have - 1; k > 0 && (value[k - 1] < v ||
		    (value[k - 1] == v && seed[k - 1] > gram)); k--) {
			value[k] = value[k - 1];
			seed[k] = seed[k - 1];
		}
		value[k] = v;
		seed[k] = gram;
	}
	return have;
}

uint32_t
dedupe_spare(const struct dedupe *d, const struct dedupe_form *f)
{
	const struct dedupe_rules *r = &d->weights->rules;
	int cover = r->cover < r->cover_conflict ? r->cover : r->cover_conflict;

	if (r->cover_unquoted < cover)
		cover = r->cover_unquoted;
	return f->weight - f->weight * (uint32_t)cover / 100;
}

size_t
dedupe_seeds_needed(size_t n, const struct dedupe_rules *r)
{
	return n > 3 ? (size_t)r->seed_need : 1;
}

static int
by_key(const void *a, const void *b, const struct dedupe_form *form)
{
	uint64_t x = form[*(const uint32_t *)a].key;
	uint64_t y = form[*(const uint32_t *)b].key;

	return (x > y) - (x < y);
}

/* Shell sort of the forms of one weight: runs are short, no recursion. */
static void
sort_by_key(uint32_t *p, size_t n, const struct dedupe_form *form)
{
	size_t gap = 1;

	while (gap < n / 3)
		gap = gap * 3 + 1;
	for (; gap > 0; gap /= 3) {
		for (size_t i = gap; i < n; i++) {
			uint32_t x = p[i];
			size_t k = i;

			for (; k >= gap && by_key(&p[k - gap], &x, form) > 0;
			    k -= gap)
				p[k] = p[k - gap];
			p[k] = x;
		}
	}
}

/* Heaviest first; equals by key, which has nothing to do with input order. */
static void
order_forms(struct dedupe_index *x)
{
	const struct dedupe_form *form = x->d->form;
	size_t most = (size_t)DEDUPE_WORDS_MAX * DEDUPE_WEIGHT_MAX;
	size_t *at = mem_alloc(most + 2, sizeof(*at));

	x->order = mem_alloc(x->n + 1, sizeof(*x->order));
	for (size_t i = 0; i < x->n; i++)
		at[most - form[i].weight + 1]++;
	for (size_t w = 0; w <= most; w++)
		at[w + 1] += at[w];
	for (size_t i = 0; i < x->n; i++)
		x->order[at[most - form[i].weight]++] = (uint32_t)i;
	for (size_t w = 0, from = 0; w <= most; w++) {
		if (at[w] > from + 1)
			sort_by_key(x->order + from, at[w] - from, form);
		from = at[w] > from ? at[w] : from;
	}
	free(at);
}

static size_t
home_slot(const struct dedupe_index *x, uint32_t gram)
{
	return (gram * UINT32_C(2654435769) >> 4) & x->mask;
}

static size_t
find_slot(const struct dedupe_index *x, uint32_t gram)
{
	size_t i = home_slot(x, gram);

	while (x->slot[i].gram != 0 && x->slot[i].gram != gram)
		i = (i + 1) & x->mask;
	return i;
}

static void
grow_slots(struct dedupe_index *x)
{
	struct index_slot *old = x->slot;
	size_t size = old == NULL ? 4096 : (x->mask + 1) * 2;

	x->slot = mem_alloc(size, sizeof(*x->slot));
	x->mask = size - 1;
	for (size_t i = 0; old != NULL && i < size / 2; i++)
		if (old[i].gram != 0)
			x->slot[find_slot(x, old[i].gram)] = old[i];
	free(old);
}

static void
add_seed(struct dedupe_index *x, uint32_t gram)
{
	uint32_t bit = gram >> (32 - x->filter_bits);
	size_t i;

	if (x->slot == NULL || x->slots * 8 > x->mask * 5)
		grow_slots(x);
	i = find_slot(x, gram);
	if (x->slot[i].gram == 0) {
		x->slot[i].gram = gram;
		x->slots++;
		x->filter[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

/* Whether GRAM can be anybody's seed. */
static bool
may_be_seed(const struct dedupe_index *x, uint32_t gram)
{
	uint32_t bit = gram >> (32 - x->filter_bits);

	return (x->filter[bit / 64] >> bit % 64 & 1) != 0;
}

/* The pairs of words of F that can be seeds; their number. */
static size_t
grams_of(const struct dedupe_index *x, const struct dedupe_form *f,
    uint32_t *gram)
{
	const uint32_t *t = x->d->token + f->token;
	size_t n = 0;

	for (size_t i = 0; i + 1 < f->n; i++) {
		gram[n] = dedupe_gram(t[i], t[i + 1]);
		if (may_be_seed(x, gram[n])) {
			__builtin_prefetch(&x->slot[home_slot(x, gram[n])]);
			n++;
		}
	}
	return n;
}

/* Visit every place of a seed, in the order of the lists. */
static void
each_place(struct dedupe_index *x,
    void (*visit)(struct dedupe_index *, struct index_slot *, uint32_t rank))
{
	uint32_t gram[DEDUPE_WORDS_MAX];

	for (size_t rank = 0; rank < x->n; rank++) {
		const struct dedupe_form *form = x->d->form;
		size_t n = grams_of(x, &form[x->order[rank]], gram);

		if (rank + AHEAD < x->n)
			__builtin_prefetch(&form[x->order[rank + AHEAD]]);
		if (rank + AHEAD / 2 < x->n)
			__builtin_prefetch(x->d->token +
			    form[x->order[rank + AHEAD / 2]].token);
		for (size_t i = 0; i < n; i++) {
			struct index_slot *s = &x->slot[find_slot(x, gram[i])];

			if (s->gram != 0)
				visit(x, s, (uint32_t)rank);
		}
	}
}

static void
count_place(struct dedupe_index *x, struct index_slot *s, uint32_t rank)
{
	(void)x;
	s->end += s->last != rank + 1;	/* each form once in a list */
	s->last = rank + 1;
}

static void
put_place(struct dedupe_index *x, struct index_slot *s, uint32_t rank)
{
	if (s->last != rank + 1)
		x->posting[s->end++] = rank;
	s->last = rank + 1;
}

/* Turn the counts into the beginnings of the lists; the number of places. */
static size_t
place_lists(struct dedupe_index *x)
{
	size_t total = 0;

	for (size_t i = 0; i <= x->mask; i++) {
		size_t n = x->slot[i].end;

		x->slot[i].end = (uint32_t)total;
		x->slot[i].last = 0;
		total += n;
	}
	return total;
}

/*
 * The same when few of many forms are asked about: one pass that keeps what
 * it finds, instead of two.
 */
static void
list_places(struct dedupe_index *x)
{
	struct { uint32_t slot, rank; } *found = NULL;
	uint32_t gram[DEDUPE_WORDS_MAX];
	size_t n = 0, room = 0;

	for (uint32_t rank = 0; rank < x->n; rank++) {
		size_t grams = grams_of(x, &x->d->form[x->order[rank]], gram);

		for (size_t i = 0; i < grams; i++) {
			size_t slot = find_slot(x, gram[i]);

			if (x->slot[slot].gram == 0)
				continue;
			if (n == room)
				found = mem_grow(found, &room, n + 1,
				    sizeof(*found));
			found[n].slot = (uint32_t)slot;
			found[n++].rank = rank;
			count_place(x, &x->slot[slot], rank);
		}
	}
	x->posting = mem_alloc(place_lists(x) + 1, sizeof(*x->posting));
	for (size_t i = 0; i < n; i++)
		put_place(x, &x->slot[found[i].slot], found[i].rank);
	free(found);
}

size_t
dedupe_seeds_of(const struct dedupe *d, size_t form, uint32_t *seed)
{
	const struct dedupe_form *f = &d->form[form];
	const struct dedupe_rules *r = &d->weights->rules;
	size_t n = 0, most = (size_t)r->seeds;

	if (!dedupe_may_link(d, f))
		return 0;
	if (d->run == 0 || form < d->own_forms)
		return dedupe_seeds(d->token + f->token, f->n, r, seed);
	while (n < most && d->seed[(form - d->own_forms) * most + n] != 0) {
		seed[n] = d->seed[(form - d->own_forms) * most + n];
		n++;
	}
	return n;
}

/* Seeds of every form, in the order in which they were chosen. */
static void
choose_seeds(struct dedupe_index *x, const uint8_t *only)
{
	size_t most = (size_t)x->d->weights->rules.seeds;
	uint32_t seed[DEDUPE_SEEDS_MAX];

	x->seed = mem_alloc(x->n * most + 1, sizeof(*x->seed));
	for (size_t i = 0; i < x->n; i++) {
		size_t n = only == NULL || only[i] ?
		    dedupe_seeds_of(x->d, i, seed) : 0;

		for (size_t k = 0; k < n; k++)
			x->seed[i * most + k] = seed[k];
	}
}

/* Bit of a word in the sets of words. */
static unsigned
word_bit(uint32_t token)
{
	return dedupe_token_word(token) * UINT32_C(2654435769) >> 25;
}

static struct index_words
collect_words(const uint32_t *token, size_t n)
{
	struct index_words w = { { 0, 0 } };

	for (size_t i = 0; i < n; i++) {
		unsigned b = word_bit(token[i]);

		w.bit[b >> 6] |= UINT64_C(1) << (b & 63);
	}
	return w;
}

/* The set of words of the form of RANK. */
static const struct index_words *
words_of(struct dedupe_index *x, uint32_t rank)
{
	const struct dedupe_form *f = &x->d->form[x->order[rank]];
	struct index_words *w = &x->words[rank];

	if ((w->bit[0] | w->bit[1]) == 0)
		*w = collect_words(x->d->token + f->token, f->n);
	return w;
}

void
dedupe_index_init(struct dedupe_index *x, const struct dedupe *d,
    const uint8_t *only)
{
	*x = (struct dedupe_index){ .d = d, .n = d->forms };
	order_forms(x);
	x->filter_bits = FILTER_LEAST;
	while (x->filter_bits < FILTER_MOST &&
	    (size_t)1 << x->filter_bits < x->n * 32)
		x->filter_bits++;
	x->filter = mem_alloc((size_t)1 << x->filter_bits >> 6,
	    sizeof(*x->filter));
	grow_slots(x);
	choose_seeds(x, only);
	for (size_t i = 0; i < x->n * (size_t)d->weights->rules.seeds; i++)
		if (x->seed[i] != 0)
			add_seed(x, x->seed[i]);
	if (only != NULL) {
		list_places(x);
	} else {
		each_place(x, count_place);
		x->posting = mem_alloc(place_lists(x) + 1,
		    sizeof(*x->posting));
		each_place(x, put_place);
	}
	x->hits = mem_alloc(x->n + 1, sizeof(*x->hits));
	x->words = mem_alloc(x->n + 1, sizeof(*x->words));
}

/* The part of a list that a query of RANK looks at. */
struct range {
	const uint32_t *p;
	size_t n;
};

static struct range
places_before(const struct dedupe_index *x, uint32_t gram, uint32_t rank,
    size_t most)
{
	size_t slot = find_slot(x, gram);
	size_t end = x->slot[slot].end, low, high;
	struct range r = { NULL, 0 };

	if (x->slot[slot].gram == 0)
		return r;
	/* lists lie in slot order: this one begins where the last one ends */
	low = 0;
	for (size_t i = slot; i-- > 0; ) {
		if (x->slot[i].gram != 0) {
			low = x->slot[i].end;
			break;
		}
	}
	r.p = x->posting + low;
	for (high = end; low < high; ) {
		size_t middle = low + (high - low) / 2;

		if (x->posting[middle] < rank)
			low = middle + 1;
		else
			high = middle;
	}
	r.n = (size_t)(x->posting + low - r.p);
	if (r.n > most) {
		r.p += r.n - most;
		r.n = most;
	}
	return r;
}

static void
note(struct dedupe_index *x, uint32_t rank, size_t *found)
{
	if (x->hits[rank]++ > 0)
		return;
	if (*found == x->found_room)
		x->found = mem_grow(x->found, &x->found_room, *found + 1,
		    sizeof(*x->found));
	x->found[(*found)++] = rank;
}

/* The lightest word of a form behind each bit of its set. */
static void
lightest_words(const struct dedupe *d, const struct dedupe_form *f,
    uint8_t *lightest)
{
	memset(lightest, UINT8_MAX, 128);
	for (uint32_t i = 0; i < f->n; i++) {
		uint32_t token = d->token[f->token + i];
		unsigned b = word_bit(token);
		int weight = dedupe_token_weight(token);

		if (weight < lightest[b])
			lightest[b] = (uint8_t)weight;
	}
}

/* At least this much of what A's set stands for is not in B. */
static uint32_t
lacking(const struct index_words *a, const struct index_words *b,
    const uint8_t *lightest)
{
	uint32_t weight = 0;

	for (unsigned half = 0; half < 2; half++) {
		uint64_t only = a->bit[half] & ~b->bit[half];

		for (; only != 0; only &= only - 1)
			weight += lightest[half * 64 +
			    (unsigned)__builtin_ctzll(only)];
	}
	return weight;
}

bool
dedupe_index_lacks(const struct dedupe *d, const struct dedupe_form *f,
    const uint32_t *token, size_t n)
{
	struct index_words own = collect_words(d->token + f->token, f->n);
	struct index_words other = collect_words(token, n);
	uint8_t lightest[128];

	lightest_words(d, f, lightest);
	return lacking(&own, &other, lightest) > dedupe_spare(d, f);
}

static int
by_rank(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Keep those of FOUND that were hit often enough; clear the counts. */
static size_t
keep(struct dedupe_index *x, size_t found, size_t need, uint32_t rank,
    uint32_t spare)
{
	const struct index_words *own = words_of(x, rank);
	uint8_t lightest[128];
	size_t kept = 0;

	lightest_words(x->d, &x->d->form[x->order[rank]], lightest);
	for (size_t i = 0; i < found; i++) {
		uint32_t other = x->found[i];

		if (i + AHEAD < found && x->hits[x->found[i + AHEAD]] >= need)
			__builtin_prefetch(&x->words[x->found[i + AHEAD]]);
		if (x->hits[other] >= need && lacking(own, words_of(x, other),
		    lightest) <= spare)
			x->found[kept++] = other;
		x->hits[other] = 0;
	}
	if (kept > 1)
		qsort(x->found, kept, sizeof(*x->found), by_rank);
	return kept;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static size_t
count_seeds(const struct dedupe_index *x, uint32_t rank)
{
	size_t most = (size_t)x->d->weights->rules.seeds, n = 0;
	const uint32_t *seed = x->seed + x->order[rank] * most;

	while (n < most && seed[n] != 0)
		n++;
	return n;
}

void
dedupe_index_init_shared(struct dedupe_index *x, const struct dedupe *d,
    const struct dedupe_shared *shared, size_t n)
{
	uint32_t *rank;

	*x = (struct dedupe_index){ .d = d, .n = d->forms, .shared_n = n };
	order_forms(x);
	choose_seeds(x, NULL);
	rank = mem_alloc(x->n + 1, sizeof(*rank));
	for (size_t i = 0; i < x->n; i++)
		rank[x->order[i]] = (uint32_t)i;
	x->shared = mem_alloc(n + 1, sizeof(*x->shared));
	for (size_t i = 0; i < n; i++)
		x->shared[i] = (uint64_t)rank[shared[i].form] << 32 |
		    rank[shared[i].heavier];
	qsort(x->shared, n, sizeof(*x->shared), by_number);
	free(rank);
}

/* Where the lines about RANK begin. */
static size_t
shared_from(const struct dedupe_index *x, uint32_t rank)
{
	size_t low = 0, high = x->shared_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->shared[middle] >> 32 < rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t
find_shared(struct dedupe_index *x, uint32_t rank)
{
	size_t need = dedupe_seeds_needed(count_seeds(x, rank),
	    &x->d->weights->rules);
	size_t found = 0, k;

	for (size_t i = shared_from(x, rank);
	    i < x->shared_n && x->shared[i] >> 32 == rank; i = k) {
		for (k = i; k < x->shared_n && x->shared[k] == x->shared[i];
		    k++)
			;
		if (k - i < need)
			continue;
		if (found == x->found_room)
			x->found = mem_grow(x->found, &x->found_room,
			    found + 1, sizeof(*x->found));
		x->found[found++] = (uint32_t)x->shared[i];
	}
	return found;
}

size_t
dedupe_index_find(struct dedupe_index *x, uint32_t rank)
{
	const struct dedupe_rules *r = &x->d->weights->rules;
	const uint32_t *seed = x->seed + x->order[rank] * (size_t)r->seeds;
	uint32_t spare = dedupe_spare(x->d, &x->d->form[x->order[rank]]);
	struct range list[DEDUPE_SEEDS_MAX];
	size_t n, need, found = 0;

	if (x->shared != NULL)
		return find_shared(x, rank);
	n = count_seeds(x, rank);
	need = dedupe_seeds_needed(n, r);
	for (size_t k = 0; k < n; k++) {
		struct range l = places_before(x, seed[k], rank,
		    (size_t)r->postings);
		size_t i = k;

		for (; i > 0 && list[i - 1].n > l.n; i--)
			list[i] = list[i - 1];
		list[i] = l;
	}
	for (size_t k = 0; k < n; k++) {
		/*
		 * What is in none of the shorter lists cannot be in enough
		 * of them any more: the longest ones only confirm.
		 */
		bool confirm = k + need > n;

		for (size_t i = 0; i < list[k].n; i++) {
			uint32_t c = list[k].p[i];

			if (!confirm || x->hits[c] > 0)
				note(x, c, &found);
		}
	}
	return found > 0 ? keep(x, found, need, rank, spare) : 0;
}

void
dedupe_index_free(struct dedupe_index *x)
{
	free(x->order);
	free(x->slot);
	free(x->filter);
	free(x->posting);
	free(x->seed);
	free(x->words);
	free(x->shared);
	free(x->hits);
	free(x->found);
	*x = (struct dedupe_index){ 0 };
}
