/* Linking the forms: who hangs on whom (dedupe.h). */
#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe.h"
#include "news/dedupe_index.h"
#include "news/dedupe_update.h"

enum {
	/*
	 * Cells of alignment tables filled for one form: some ten milliseconds,
	 * 400 parents of 200 words each.  The rest goes unseen.
	 */
	CELLS_MAX = 1 << 24,
};

/* The best parent found so far for the form at hand. */
struct parent {
	uint32_t form;		/* DEDUPE_NONE: none */
	int weight;		/* aligned, quarter nats */
	int ties;		/* same article, same speaker: breaks draws */
	enum dedupe_tie tie;
	uint16_t link;
};

/* Days between two spans of dates; -1 when either is unknown. */
static int
days_between(const struct dedupe_form *a, const struct dedupe_form *b)
{
	if (a->first == DEDUPE_NO_DAY || b->first == DEDUPE_NO_DAY)
		return -1;
	if (a->first > b->last)
		return a->first - b->last;
	if (b->first > a->last)
		return b->first - a->last;
	return 0;
}

/* What a pair of forms has in common besides words. */
struct company {
	enum dedupe_agreement speakers;
	bool article;		/* in one document */
	int days;		/* apart; -1: unknown */
};

static struct company
company_of(const struct dedupe *d, const struct dedupe_form *s,
    const struct dedupe_form *l)
{
	struct company c;

	c.speakers = s->speaker == l->speaker &&
	    d->speaker[s->speaker].n > 0 ? DEDUPE_SAME :
	    dedupe_speaker_compare(&d->speaker[s->speaker],
	    &d->speaker[l->speaker]);
	c.article = dedupe_in_doc(d, l, s->doc);
	c.days = days_between(s, l);
	return c;
}

/* The weight that must be aligned; quarter nats. */
static int
floor_of(const struct dedupe_rules *r, const struct company *c, bool common)
{
	int floor = common ? r->floor_conflict : c->speakers == DEDUPE_SAME ? r->floor_same :
	    c->speakers == DEDUPE_UNKNOWN ? r->floor_unknown :
	    r->floor_conflict;

	if (c->article || (c->days >= 0 && c->days <= r->near_days))
		return floor - r->near;
	if (c->days >= r->far_days)
		return floor + r->far;
	if (c->days > r->near_days)	/* in between, evenly */
		return floor - r->near + (r->near + r->far) *
		    (c->days - r->near_days) / (r->far_days - r->near_days);
	return floor;
}

/* Share of PART in WHOLE in thousandths. */
static uint16_t
share(int part, uint32_t whole)
{
	return whole == 0 ? 1000 : (uint16_t)((uint64_t)part * 1000 / whole);
}

/* Whether TOKEN[N] is mostly inside an inner quotation. */
static bool
is_nested(const uint32_t *token, size_t n)
{
	size_t nested = 0;

	for (size_t i = 0; i < n; i++)
		nested += (token[i] & DEDUPE_NESTED) != 0;
	return nested * 10 >= n * 8;
}

enum verdict { DIFFERENT, SAME, NESTED };

/* Whether S, the lighter, is the same statement as L, or quoted in it. */
static enum verdict
compare(const struct dedupe *d, const struct dedupe_form *s,
    const struct dedupe_form *l, struct dedupe_align *align,
    struct dedupe_match *m, struct company *c)
{
	const struct dedupe_rules *r = &d->weights->rules;
	const uint32_t *words = d->token + l->token;
	uint32_t cover, need;
	size_t from, to;
	int floor;

	*c = company_of(d, s, l);
	floor = floor_of(r, c, s->common);
	cover = (uint32_t)(c->speakers == DEDUPE_CONFLICT ?
	    r->cover_conflict : r->cover);
	if (s->unquoted || l->unquoted || d->level < DEDUPE_LEVEL_PART) {
		cover = (uint32_t)r->cover_unquoted;
		if (s->weight * 100 < l->weight * cover)
			return DIFFERENT;
	}
	need = (s->weight * cover + 99) / 100;
	if (dedupe_align_bound(align, words, l->n, &from, &to) < need)
		return DIFFERENT;
	if ((int)s->weight < floor && !(c->article &&
	    (int)s->weight >= r->article))
		return DIFFERENT;
	*m = dedupe_align_score(align, words + from, to - from, r);
	/* who quotes somebody has not said it himself */
	if (c->speakers == DEDUPE_CONFLICT && m->whole &&
	    is_nested(words + from + m->at, s->n) &&
	    !is_nested(d->token + s->token, s->n))
		return NESTED;
	if (c->article && m->whole && m->weight >= r->article)
		return SAME;
	return (uint32_t)m->weight >= need && m->weight >= floor &&
	    m->run * 100 >= floor * r->run ? SAME : DIFFERENT;
}

static enum dedupe_tie
tie_of(const struct dedupe_form *s, const struct dedupe_form *l)
{
	if (s->words == l->words)
		return DEDUPE_EXACT;
	return s->weight * 10 >= l->weight * 8 ? DEDUPE_NEAR : DEDUPE_PART;
}

static void
join(struct dedupe *d, uint32_t a, uint32_t b)
{
	a = dedupe_set(d, a);
	b = dedupe_set(d, b);
	d->set[a] = b;
}

/* Whether P is a better parent than BEST; L comes in order of weight. */
static bool
better(const struct parent *p, const struct parent *best)
{
	if (best->form == DEDUPE_NONE)
		return true;
	if (p->weight != best->weight)
		return p->weight > best->weight;
	return p->ties > best->ties;
}

/* Whether S, aligned as M says, joins every quotation that it is found in. */
static bool
bridges(const struct dedupe_rules *r, const struct dedupe_form *s,
    const struct dedupe_match *m)
{
	return m->whole ? s->weight >= (uint32_t)r->bridge_whole :
	    s->weight >= (uint32_t)r->bridge &&
	    (uint32_t)m->weight * 100 >= s->weight * (uint32_t)r->bridge_cover;
}

/* Ask memory for the forms to come, and for the words of nearer ones. */
static void
fetch_ahead(const struct dedupe *d, const uint32_t *form, size_t n, size_t i)
{
	if (i + 6 < n)
		__builtin_prefetch(&d->form[form[i + 6]]);
	if (i + 3 < n) {
		const struct dedupe_form *f = &d->form[form[i + 3]];

		__builtin_prefetch(d->token + f->token);
		__builtin_prefetch(d->token + f->token + 16);
	}
}

/* Remember that the form at hand is joined to OTHER. */
static void
note_tie(struct dedupe *d, uint32_t other, enum dedupe_tie tie, uint16_t share)
{
	if (d->run > 0)
		dedupe_tie(d, &(struct dedupe_tied){ d->form[other].key, share,
		    (uint8_t)tie });
}

/* Find the parent of the form of RANK, and join what it bridges. */
static void
link_form(struct dedupe *d, struct dedupe_index *x, struct dedupe_align *align,
    uint32_t rank)
{
	const struct dedupe_rules *r = &d->weights->rules;
	uint32_t number = x->order[rank];
	struct dedupe_form *s = &d->form[number];
	struct parent best = { .form = DEDUPE_NONE };
	bool bridge = s->weight >= (uint32_t)r->bridge_whole;
	bool nested = false;
	int ties = (s->doc != 0) * 4 + (d->speaker[s->speaker].n > 0) * 2;
	size_t n;

	if (!dedupe_may_link(d, s))
		return;
	if ((n = dedupe_index_find(x, rank)) == 0)
		return;
	dedupe_align_begin(align, d->token + s->token, s->n);
	for (size_t i = 0; i < n; i++)
		x->found[i] = x->order[x->found[i]];
	for (size_t i = 0; i < n; i++) {
		uint32_t other = x->found[i];
		const struct dedupe_form *l = &d->form[other];
		struct parent p = { .form = other };
		struct dedupe_match m;
		struct company c;

		fetch_ahead(d, x->found, n, i);
		if (bridge && best.form != DEDUPE_NONE &&
		    dedupe_set(d, number) == dedupe_set(d, other))
			continue;
		/* a hostile input would have us align for ever */
		if (align->cells > CELLS_MAX)
			break;
		switch (compare(d, s, l, align, &m, &c)) {
		case DIFFERENT:
			continue;
		case NESTED:
			nested = true;
			continue;
		case SAME:
			break;
		}
		p.weight = m.weight;
		p.ties = c.article * 4 + (c.speakers == DEDUPE_SAME) * 2;
		p.tie = tie_of(s, l);
		p.link = share(m.weight, s->weight);
		if (better(&p, &best))
			best = p;
		if (bridge && bridges(r, s, &m)) {
			join(d, number, other);
			note_tie(d, other, DEDUPE_REP, 0);
		}
		/* nothing lighter can be a better parent */
		if (!bridge && best.weight == (int)s->weight &&
		    best.ties == ties)
			break;
	}
	if (best.form == DEDUPE_NONE && nested) {
		s->tie = DEDUPE_NEST;
		s->link = 1000;
	}
	if (best.form == DEDUPE_NONE)
		return;
	s->parent = best.form;
	s->tie = (uint8_t)best.tie;
	s->link = best.link;
	join(d, number, best.form);
	note_tie(d, best.form, best.tie, best.link);
}

/* Whether the ties of F are those that were remembered. */
static bool
same_ties(const struct dedupe *d, const struct dedupe_former *f)
{
	const struct dedupe_tied *a, *b;

	if (f->n == 0)
		return true;	/* there may be no array yet */
	a = d->tied + f->tied;
	b = d->tied + d->tieds - f->n;
	for (uint32_t i = 0; i < f->n; i++)
		if (a[i].to != b[i].to || a[i].share != b[i].share ||
		    a[i].tie != b[i].tie)
			return false;
	return true;
}

/* Link a form, and see to it that it is remembered. */
static void
link_anew(struct dedupe *d, struct dedupe_index *x, struct dedupe_align *align,
    uint32_t rank)
{
	struct dedupe_former *f;
	size_t from = d->tieds;

	link_form(d, x, align, rank);
	if (d->run == 0)
		return;
	f = &d->former[x->order[rank]];
	if (d->tieds - from == f->n && same_ties(d, f))
		return;
	*f = (struct dedupe_former){ .tied = from, .changed = true,
	    .n = (uint32_t)(d->tieds - from), .common = f->common };
}

/* Tie a form to what it is remembered to be tied to. */
static void
link_again(struct dedupe *d, uint32_t number)
{
	const struct dedupe_former *former = &d->former[number];
	struct dedupe_form *f = &d->form[number];

	for (uint32_t i = 0; i < former->n; i++) {
		const struct dedupe_tied *t = &d->tied[former->tied + i];
		uint32_t other;

		if (!dedupe_find(d, t->to, &other))
			continue;
		join(d, number, other);
		if (t->tie == DEDUPE_REP)
			continue;
		f->parent = other;
		f->tie = t->tie;
		f->link = t->share;
	}
}

/* The heavier of two forms: what hangs on what. */
static uint32_t
heavier_of(const struct dedupe *d, uint32_t a, uint32_t b)
{
	const struct dedupe_form *x = &d->form[a], *y = &d->form[b];

	if (x->weight != y->weight)
		return x->weight > y->weight ? a : b;
	return x->key < y->key ? a : b;
}

/* An edge from a form to a heavier one. */
struct link {
	uint32_t from, to;
	uint64_t key, other;	/* of these forms */
	uint16_t score;
};

static int
by_link(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

/* The edges that name two forms; their number. */
static size_t
list_links(const struct dedupe *d, struct link *link)
{
	size_t n = 0;

	for (size_t i = 0; i < d->edges; i++) {
		const struct dedupe_edge *e = &d->edge[i];
		uint32_t a, b;

		if (!dedupe_end_form(d, &e->a, &a) ||
		    !dedupe_end_form(d, &e->b, &b) || a == b ||
		    d->form[a].gone || d->form[b].gone)
			continue;
		if (heavier_of(d, a, b) == a) {
			uint32_t heavier = a;

			a = b;
			b = heavier;
		}
		link[n++] = (struct link){ a, b, d->form[a].key,
		    d->form[b].key, e->score };
	}
	return n;
}

/*
 * Links from outside: each form follows at most one of them, the best, to a
 * heavier form, so that they do not chain either.
 */
static void
join_edges(struct dedupe *d)
{
	struct link *link = mem_alloc(d->edges + 1, sizeof(*link));
	size_t n = list_links(d, link);

	if (n > 1)
		qsort(link, n, sizeof(*link), by_link);
	for (size_t i = 0; i < n; i++) {
		struct dedupe_form *f = &d->form[link[i].from];

		if (i > 0 && link[i].key == link[i - 1].key)
			continue;
		if (f->parent == DEDUPE_NONE) {
			f->parent = link[i].to;
			f->tie = DEDUPE_EXTRA;
			f->link = link[i].score;
		}
		join(d, link[i].from, link[i].to);
	}
	free(link);
}

static int
by_wording(const void *a, const void *b)
{
	const struct dedupe_form *x = *(const struct dedupe_form *const *)a;
	const struct dedupe_form *y = *(const struct dedupe_form *const *)b;

	if (x->words != y->words)
		return x->words < y->words ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

/* Too short for the index or the floors: the same words, all else agreeing. */
static bool
same_short(const struct dedupe *d, const struct dedupe_form *a,
    const struct dedupe_form *b)
{
	const struct company c = company_of(d, a, b);

	return a->words == b->words && c.speakers == DEDUPE_SAME &&
	    (c.article || (c.days >= 0 && c.days <= 1));
}

/*
 * Join short quotations of the same words, speaker and article or day.  Each
 * is compared with the few before it in an order that puts such side by side.
 */
static void
join_short(struct dedupe *d)
{
	enum { LOOK_BACK = 8 };
	const struct dedupe_rules *r = &d->weights->rules;
	const struct dedupe_form **f = mem_alloc(d->forms + 1, sizeof(*f));
	size_t n = 0;

	for (size_t i = 0; i < d->forms; i++)
		if (d->form[i].weight < (uint32_t)r->floor_same &&
		    d->form[i].weight >= (uint32_t)r->exact)
			f[n++] = &d->form[i];
	qsort(f, n, sizeof(*f), by_wording);
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK; )
			if (same_short(d, f[i], f[k]))
				join(d, (uint32_t)(f[i] - d->form),
				    (uint32_t)(f[k] - d->form));
	free(f);
}

/* The member of a cluster that was first: by run, by date, then by key. */
static bool
earlier(const struct dedupe_form *a, const struct dedupe_form *b)
{
	if (a->run != b->run)
		return a->run < b->run;
	if (a->first != b->first)
		return b->first == DEDUPE_NO_DAY ||
		    (a->first != DEDUPE_NO_DAY && a->first < b->first);
	return a->key < b->key;
}

static void
name_clusters(struct dedupe *d)
{
	uint32_t *first = mem_alloc(d->forms + 1, sizeof(*first));

	for (uint32_t i = 0; i < d->forms; i++)
		first[i] = DEDUPE_NONE;
	for (uint32_t i = 0; i < d->forms; i++) {
		uint32_t set = dedupe_set(d, i);

		if (first[set] == DEDUPE_NONE ||
		    earlier(&d->form[i], &d->form[first[set]]))
			first[set] = i;
	}
	for (uint32_t i = 0; i < d->forms; i++)
		d->form[i].cluster = d->form[first[dedupe_set(d, i)]].key;
	free(first);
}

/* Link all forms, the heavier first; with a state those that may change. */
static void
link_forms(struct dedupe *d, const struct dedupe_shared *shared, size_t n)
{
	uint8_t *anew = d->run > 0 && d->forms > d->own_forms ?
	    dedupe_update(d) : NULL;
	struct dedupe_align align = { 0 };
	struct dedupe_index index;

	if (shared != NULL)
		dedupe_index_init_shared(&index, d, shared, n);
	else
		dedupe_index_init(&index, d, anew);
	if (anew == NULL)
		dedupe_mark_common(d, index.order, d->forms);
	for (uint32_t rank = 0; rank < d->forms; rank++) {
		uint32_t number = index.order[rank];

		if (anew == NULL || anew[number])
			link_anew(d, &index, &align, rank);
		else if (d->former[number].n > 0)
			link_again(d, number);
	}
	dedupe_align_free(&align);
	dedupe_index_free(&index);
	free(anew);
}

void
dedupe_group(struct dedupe *d, const struct dedupe_shared *shared, size_t n)
{
	dedupe_settle(d);
	free(d->set);
	d->set = mem_alloc(d->forms + 1, sizeof(*d->set));
	for (uint32_t i = 0; i < d->forms; i++)
		d->set[i] = i;
	if (d->level > DEDUPE_LEVEL_EXACT) {
		link_forms(d, shared, n);
		for (size_t i = 0; i < d->sames; i++)
			if (!d->form[d->same[i].a].gone &&
			    !d->form[d->same[i].b].gone)
				join(d, d->same[i].a, d->same[i].b);
		join_short(d);
		join_edges(d);
	}
	name_clusters(d);
}
