#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe_index.h"
#include "news/dedupe_update.h"

enum { FILTER_LEAST = 10, FILTER_MOST = 24 };	/* bits of a place in it */

/* Named speakers of one wording, no two of whom share a name. */
struct voices {
	uint32_t speaker[DEDUPE_VOICES];
	unsigned n;
};

static void
hear(const struct dedupe *d, struct voices *v, uint32_t speaker)
{
	for (unsigned i = 0; i < v->n; i++)
		if (dedupe_speaker_compare(&d->speaker[v->speaker[i]],
		    &d->speaker[speaker]) != DEDUPE_CONFLICT)
			return;
	if (v->n < DEDUPE_VOICES)
		v->speaker[v->n++] = speaker;
}

void
dedupe_mark_common(struct dedupe *d, const uint32_t *form, size_t n)
{
	struct dedupe_table by_words = { 0 };
	struct voices *voices = NULL;
	size_t wordings = 0, room = 0;
	uint32_t k;

	for (size_t i = 0; i < n; i++) {
		const struct dedupe_form *f = &d->form[form[i]];

		if (d->speaker[f->speaker].n == 0 || f->gone)
			continue;
		if (dedupe_table_add(&by_words, f->words, (uint32_t)wordings,
		    &k)) {
			if (wordings == room)
				voices = mem_grow(voices, &room, wordings + 1,
				    sizeof(*voices));
			voices[wordings++] = (struct voices){ .n = 0 };
		}
		hear(d, &voices[k], f->speaker);
	}
	for (size_t i = 0; i < n; i++) {
		struct dedupe_form *f = &d->form[form[i]];

		f->common = dedupe_table_get(&by_words, f->words, &k) &&
		    voices[k].n == DEDUPE_VOICES;
	}
	dedupe_table_free(&by_words);
	free(voices);
}

static bool
is_new(const struct dedupe *d, size_t form)
{
	return form < d->own_forms && d->form[form].known == 0;
}

/* A form and its key, to sort by. */
struct keyed {
	uint64_t key;
	uint32_t form;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

/* The forms whose wording a form has that came or went, by key. */
static uint32_t *
list_wordings(const struct dedupe *d, size_t *n)
{
	struct dedupe_table words = { 0 };
	struct keyed *keyed = mem_alloc(d->forms + 1, sizeof(*keyed));
	uint32_t *list;

	for (size_t i = 0; i < d->forms; i++)
		if (is_new(d, i) || d->form[i].gone)
			dedupe_table_at(&words, d->form[i].words);
	*n = 0;
	for (size_t i = 0; i < d->forms; i++)
		if (dedupe_table_has(&words, d->form[i].words))
			keyed[(*n)++] = (struct keyed){ d->form[i].key,
			    (uint32_t)i };
	qsort(keyed, *n, sizeof(*keyed), by_key);
	list = mem_alloc(*n + 1, sizeof(*list));
	for (size_t i = 0; i < *n; i++)
		list[i] = keyed[i].form;
	dedupe_table_free(&words);
	free(keyed);
	return list;
}

/* A bit set of grams, to say no quickly. */
struct filter {
	uint64_t *bit;
	unsigned bits;		/* of a place in it */
};

static void
filter_init(struct filter *f, size_t grams)
{
	f->bits = FILTER_LEAST;
	while (f->bits < FILTER_MOST && (size_t)1 << f->bits < grams * 16)
		f->bits++;
	f->bit = mem_alloc((size_t)1 << f->bits >> 6, sizeof(*f->bit));
}

static void
filter_add(struct filter *f, uint32_t gram)
{
	uint32_t i = gram >> (32 - f->bits);

	f->bit[i / 64] |= UINT64_C(1) << i % 64;
}

static bool
filter_has(const struct filter *f, uint32_t gram)
{
	uint32_t i = gram >> (32 - f->bits);

	return (f->bit[i / 64] >> i % 64 & 1) != 0;
}

/* Tokens of a form; what is forgotten keeps them in place. */
static size_t
tokens_of(const struct dedupe_form *f)
{
	if (!f->gone)
		return f->n;
	return f->total < DEDUPE_WORDS_MAX ? f->total : DEDUPE_WORDS_MAX;
}

static uint32_t
weight_of(const struct dedupe *d, const struct dedupe_form *f)
{
	size_t n = f->gone ? tokens_of(f) : 0;
	uint32_t weight = f->weight;

	for (size_t i = 0; i < n; i++)
		weight += (uint32_t)dedupe_token_weight(d->token[f->token + i]);
	return weight;
}

static bool
has_changed(const struct dedupe_form *f)
{
	return f->changed || f->gone;
}

/* Where the pairs of words of the changed forms are. */
struct places {
	struct dedupe_table first;	/* of a gram: its last place, plus 1 */
	struct place {
		uint32_t form;		/* number among the changed */
		uint32_t next;		/* place of the gram, plus 1; 0: none */
	} *place;
	size_t n;
	const struct dedupe_form **changed;	/* [changed] */
	uint32_t *weight;		/* [changed] */
	uint8_t *hits;			/* [changed] of the query going on */
	struct filter filter;
};

static void
places_add(struct places *p, const struct dedupe *d,
    const struct dedupe_form *f, uint32_t number)
{
	const uint32_t *t = d->token + f->token;

	p->changed[number] = f;
	p->weight[number] = weight_of(d, f);
	for (size_t i = 0; i + 1 < tokens_of(f); i++) {
		uint32_t gram = dedupe_gram(t[i], t[i + 1]);
		uint32_t *last = dedupe_table_at(&p->first, hash_mix(gram));

		if (*last > 0 && p->place[*last - 1].form == number)
			continue;
		p->place[p->n] = (struct place){ number, *last };
		*last = (uint32_t)++p->n;
		filter_add(&p->filter, gram);
	}
}

static void
places_init(struct places *p, const struct dedupe *d)
{
	size_t grams = 0, changed = 0;

	*p = (struct places){ 0 };
	for (size_t i = 0; i < d->forms; i++) {
		if (has_changed(&d->form[i])) {
			grams += tokens_of(&d->form[i]);
			changed++;
		}
	}
	filter_init(&p->filter, grams);
	p->place = mem_alloc(grams + 1, sizeof(*p->place));
	p->changed = mem_alloc(changed + 1, sizeof(*p->changed));
	p->weight = mem_alloc(changed + 1, sizeof(*p->weight));
	p->hits = mem_alloc(changed + 1, sizeof(*p->hits));
	changed = 0;
	for (size_t i = 0; i < d->forms; i++)
		if (has_changed(&d->form[i]))
			places_add(p, d, &d->form[i], (uint32_t)changed++);
}

static void
places_free(struct places *p)
{
	dedupe_table_free(&p->first);
	free(p->place);
	free(p->changed);
	free(p->weight);
	free(p->hits);
	free(p->filter.bit);
}

/* The last place of GRAM, plus 1; 0: none. */
static uint32_t
places_of(const struct places *p, uint32_t gram)
{
	uint32_t last = 0;

	if (filter_has(&p->filter, gram))
		dedupe_table_get(&p->first, hash_mix(gram), &last);
	return last;
}

/* How a form may meet the changed ones. */
enum meeting {
	NEVER,
	ONCE,		/* too little is shared, but a list may be full */
	MET,		/* what it hangs on, or no longer does */
};

static enum meeting
meet(struct places *p, const struct dedupe *d, size_t form)
{
	uint32_t seed[DEDUPE_SEEDS_MAX], last[DEDUPE_SEEDS_MAX];
	size_t n = dedupe_seeds_of(d, form, seed);
	size_t need = dedupe_seeds_needed(n, &d->weights->rules);
	enum meeting how = NEVER;

	for (size_t i = 0; i < n; i++) {
		last[i] = places_of(p, seed[i]);
		for (uint32_t k = last[i]; k > 0; k = p->place[k - 1].next) {
			uint32_t other = p->place[k - 1].form;

			if (p->weight[other] < d->form[form].weight)
				continue;
			if (how == NEVER)
				how = ONCE;
			if (++p->hits[other] == need && !dedupe_index_lacks(d,
			    &d->form[form], d->token + p->changed[other]->token,
			    tokens_of(p->changed[other])))
				how = MET;
		}
	}
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = last[i]; k > 0; k = p->place[k - 1].next)
			p->hits[p->place[k - 1].form] = 0;
	return how;
}

/* How many forms have the seeds that were met once. */
struct crowds {
	struct dedupe_table size;	/* by gram */
	struct filter filter;
};

static void
crowds_init(struct crowds *c, const struct dedupe *d, const struct places *p,
    const uint8_t *how)
{
	uint32_t seed[DEDUPE_SEEDS_MAX];

	*c = (struct crowds){ 0 };
	filter_init(&c->filter, p->n);
	for (size_t i = 0; i < d->forms; i++) {
		size_t n = how[i] == ONCE ? dedupe_seeds_of(d, i, seed) : 0;

		for (size_t k = 0; k < n; k++) {
			if (places_of(p, seed[k]) == 0)
				continue;
			dedupe_table_at(&c->size, hash_mix(seed[k]));
			filter_add(&c->filter, seed[k]);
		}
	}
	if (c->size.n == 0)
		return;
	for (size_t i = 0; i < d->forms; i++) {
		const uint32_t *t = d->token + d->form[i].token;
		size_t n = tokens_of(&d->form[i]);

		for (size_t k = 0; k + 1 < n; k++) {
			uint32_t gram = dedupe_gram(t[k], t[k + 1]);
			uint64_t key = hash_mix(gram);

			if (filter_has(&c->filter, gram) &&
			    dedupe_table_has(&c->size, key))
				++*dedupe_table_at(&c->size, key);
		}
	}
}

static void
crowds_free(struct crowds *c)
{
	dedupe_table_free(&c->size);
	free(c->filter.bit);
}

/*
 * Whether a list of a seed of FORM is so long that what is new may push out
 * what was looked at.
 */
static bool
is_crowded(const struct crowds *c, const struct dedupe *d, size_t form)
{
	uint32_t seed[DEDUPE_SEEDS_MAX], size;
	size_t n = dedupe_seeds_of(d, form, seed);

	for (size_t i = 0; i < n; i++)
		if (dedupe_table_get(&c->size, hash_mix(seed[i]), &size) &&
		    size > (uint32_t)d->weights->rules.postings)
			return true;
	return false;
}

/* The rest of the former clusters of forms that may lose a link. */
static void
spread(const struct dedupe *d, uint8_t *anew)
{
	struct dedupe_table clusters = { 0 };

	for (size_t i = 0; i < d->forms; i++)
		if ((anew[i] && d->former[i].n > 0) || d->form[i].gone)
			dedupe_table_at(&clusters, d->form[i].old_cluster);
	for (size_t i = 0; i < d->forms; i++)
		anew[i] |= d->form[i].old_cluster != 0 &&
		    dedupe_table_has(&clusters, d->form[i].old_cluster);
	dedupe_table_free(&clusters);
}

uint8_t *
dedupe_update(struct dedupe *d)
{
	uint8_t *anew = mem_alloc(d->forms + 1, sizeof(*anew));
	struct places places;
	struct crowds crowds;
	uint32_t *list;
	size_t n;

	list = list_wordings(d, &n);
	dedupe_mark_common(d, list, n);
	free(list);
	places_init(&places, d);
	for (size_t i = 0; i < d->forms; i++)
		anew[i] = (uint8_t)(has_changed(&d->form[i]) ||
		    d->form[i].common != d->former[i].common ? MET :
		    meet(&places, d, i));
	crowds_init(&crowds, d, &places, anew);
	for (size_t i = 0; i < d->forms; i++)
		anew[i] = anew[i] == MET ||
		    (anew[i] == ONCE && is_crowded(&crowds, d, i));
	crowds_free(&crowds);
	places_free(&places);
	spread(d, anew);
	return anew;
}
