#include "config.h"

#include "news/phrase.h"

enum { SPEECHES = 200 };	/* looked at backwards for a description */

uint32_t
view_mention_at(const struct name_view *v, size_t i)
{
	size_t lo = 0, hi = v->mentions;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (v->mention[mid].begin < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint32_t)lo;
}

static void
find_mentions(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	p->from = view_mention_at(v, p->i);
	p->to = p->from;
	while (p->to < v->mentions && v->mention[p->to].end <= p->j)
		p->to++;
	p->cover = UINT32_MAX;
	if (p->from < v->mentions && v->mention[p->from].begin <= p->i &&
	    v->mention[p->from].end >= p->j && mention_has_entity(
	    &v->mention[p->from]))
		p->cover = p->from;
	else if (p->from > 0 && v->mention[p->from - 1].end >= p->j &&
	    mention_has_entity(&v->mention[p->from - 1]))
		p->cover = p->from - 1;
}

bool
phrase_separates(const struct name_view *v, size_t i)
{
	static const struct slice separators[] = {
		SLICE(","), SLICE("--"), SLICE("—"), SLICE("–"), SLICE("("),
		SLICE(";")
	};
	struct slice s = document_word(v->doc, i);

	for (size_t k = 0; k < sizeof(separators) / sizeof(*separators); k++) {
		if (slice_eq(s, separators[k]))
			return true;
	}
	return view_is(v, i, SLICE("who"));
}

/* Whether only "and", commas, articles and titles stand in [I, J). */
static bool
is_joint(const struct name_view *v, size_t i, size_t j, bool *joined)
{
	bool and = false, comma = false;

	if (i >= j)
		return false;
	for (size_t q = i; q < j; q++) {
		if (view_is(v, q, SLICE("and")) || view_is(v, q, SLICE("&")))
			and = true;
		else if (slice_eq(document_word(v->doc, q), SLICE(",")))
			comma = true;
		else if (!view_has(v, q, WORD_DET | WORD_ROLE | WORD_PREMOD |
		    WORD_LOWER | WORD_HONORIFIC) || view_has(v, q, WORD_AUX))
			return false;
	}
	/* "JPL scientist and author NAME" has one name only */
	if (!view_is(v, i, SLICE("and")) && !view_is(v, i, SLICE("&")) &&
	    !slice_eq(document_word(v->doc, i), SLICE(",")))
		return false;
	*joined = and;
	return and || comma;
}

/* Whether M is what another name is of: the State of "secretary of State". */
static bool
is_attribute(const struct name_view *v, const struct mention *m)
{
	return m->title > 0 && view_has(v, m->title - 1, WORD_PREP);
}

/*
 * The names of "A and B", "A, B and C", "A and his minister, B", and of "two
 * experts, A of X and B of Y"; none if the phrase is no such list.
 */
static void
find_list(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	bool joined = false, plural = view_has(v, p->head, WORD_ROLE_PLURAL);
	size_t first = p->core;
	const struct mention *before = NULL;
	size_t from = p->i;	/* where a name ended last */

	*out = (struct speakers){ .p = 1 };
	if (p->cover != UINT32_MAX)
		return;
	/* "both the A and the B" */
	if (view_is(v, p->i, SLICE("both"))) {
		first = p->i + 1;
		first += view_has(v, first, WORD_DET);
	}
	for (uint32_t k = p->from; k < p->to && out->n < SPEAKERS_MAX; k++) {
		const struct mention *m = &v->mention[k];

		if (!mention_has_entity(m) || is_attribute(v, m)) {
			from = m->end;
			continue;
		}
		if (plural ? discourse_type(d, m) != MENTION_PERSON :
		    before == NULL && m->title > first)
			continue;
		if (!plural && before != NULL &&
		    !is_joint(v, from, m->begin, &joined))
			break;
		before = m;
		from = m->end;
		if (!speakers_has(out, m->entity)) {
			out->entity[out->n] = m->entity;
			out->name[out->n++] = d->set->at[m->entity].name;
		}
		if (joined)
			break;
	}
	/* what follows is where they are from, not a noun they modify */
	if (out->n < 2 || (!plural && (!joined || (before->end < p->j &&
	    !view_has(v, before->end, WORD_PREP) &&
	    !phrase_separates(v, before->end)))))
		out->n = 0;
}

bool
phrase_list(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	find_list(d, p, out);
	return out->n > 0;
}

/* A source ends before its relative clause. */
static void
cut_relative(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	for (size_t q = p->i + 1; q < p->j; q++) {
		if (!view_is(v, q, SLICE("who")) && !view_is(v, q, SLICE("which")) &&
		    !view_is(v, q, SLICE("whose")))
			continue;
		p->j = q;
		while (p->j > p->i + 1 && !view_has(v, p->j - 1, WORD_ALPHA))
			p->j--;
		find_mentions(d, p);
		return;
	}
}

/*
 * "sources cited by the paper", "a study published in May", "journals
 * including NAME": who heard them, where it stands and what is one of them is
 * no part of who they are.
 */
static void
cut_participle(const struct discourse *d, struct parts *p)
{
	static const struct {
		struct slice word, next;
	} ends[] = {
		{ SLICE("cited"), SLICE("by") },
		{ SLICE("quoted"), SLICE("by") },
		{ SLICE("interviewed"), SLICE("by") },
		{ SLICE("contacted"), SLICE("by") },
		{ SLICE("surveyed"), SLICE("by") },
		{ SLICE("polled"), SLICE("by") },
		{ SLICE("published"), SLICE("in") },
		{ SLICE("published"), SLICE("by") },
		{ SLICE("published"), SLICE("on") },
		{ SLICE("seen"), SLICE("by") },
		{ SLICE("released"), { 0 } },
		{ SLICE("including"), { 0 } },
	};
	const struct name_view *v = d->view;

	for (size_t q = p->i + 1; q < p->j; q++) {
		for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++) {
			if (!view_is(v, q, ends[k].word) ||
			    (ends[k].next.n > 0 && (q + 1 >= p->j ||
			    !view_is(v, q + 1, ends[k].next))))
				continue;
			p->j = q;
			find_mentions(d, p);
			return;
		}
	}
}

/* "last week", "this month", "earlier this year" from token Q to END. */
static bool
is_lately(const struct name_view *v, size_t q, size_t end)
{
	static const struct slice units[] = {
		SLICE("week"), SLICE("month"), SLICE("year"), SLICE("summer"),
		SLICE("spring"), SLICE("autumn"), SLICE("winter"),
		SLICE("weekend"), SLICE("night"), SLICE("morning"),
	};

	/* "a poll taken last week" */
	if (view_has(v, q - 1, WORD_PAST) || slice_ends(document_word(v->doc,
	    q - 1), SLICE("ed")) || view_is(v, q - 1, SLICE("taken")) ||
	    view_is(v, q - 1, SLICE("out")) ||
	    view_is(v, q - 1, SLICE("earlier")) ||
	    view_is(v, q - 1, SLICE("late")))
		return false;
	if (view_is(v, q, SLICE("earlier")) || view_is(v, q, SLICE("late")))
		q++;
	if (!view_is(v, q, SLICE("last")) && !view_is(v, q, SLICE("this")))
		return false;
	for (size_t k = 0; k < sizeof(units) / sizeof(*units); k++) {
		if (view_is(v, q + 1, units[k]))
			return q + 2 == end;
	}
	return false;
}

/*
 * What tells when, in what text or in spite of what is no part of who: "the
 * ministry in a statement on Tuesday".
 */
static void
cut_adjunct(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	for (size_t q = p->i + 1; q + 1 < p->j; q++) {
		bool adjunct = (view_word(v, q)->classes & WORD_ADJUNCT &&
		    !view_is(v, q - 1, SLICE("such"))) || is_lately(v, q, p->j);

		if (!adjunct && !view_is(v, q, SLICE("in")) &&
		    !view_is(v, q, SLICE("on")) && !view_is(v, q, SLICE("at")))
			continue;
		for (size_t k = q + 1; k < p->j && !adjunct; k++) {
			if (k > q + 1 && view_has(v, k, WORD_PREP))
				break;
			adjunct = view_has(v, k, WORD_MONTH) ||
			    view_word(v, k)->classes & WORD_DAY ||
			    (view_has(v, k, WORD_DOC) && !view_is(v, q, SLICE("at")) &&
			    view_has(v, q + 1, WORD_ARTICLE));
		}
		if (adjunct && !view_has(v, q - 1, WORD_DOC)) {
			p->j = q;
			find_mentions(d, p);
			return;
		}
	}
}

/* A name ends the source where an apposition begins. */
static void
cut_apposition(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	if (p->j - p->i <= 3)
		return;
	for (size_t q = p->i + 1; q < p->j; q++) {
		if (!phrase_separates(v, q))
			continue;
		for (uint32_t m = p->from; m < p->to; m++) {
			if (v->mention[m].end == q &&
			    mention_has_entity(&v->mention[m])) {
				p->j = q;
				find_mentions(d, p);
				return;
			}
		}
		return;
	}
}

/* The determiner, and the noun before the first preposition or comma. */
static void
find_head(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	p->det = view_has(v, p->i, WORD_DET) && p->j - p->i > 1;
	p->core = p->det ? p->i + 1 : p->i;
	for (p->cut = p->core; p->cut < p->j; p->cut++) {
		if (p->cut > p->core && (view_has(v, p->cut, WORD_PREP) ||
		    phrase_separates(v, p->cut) || (view_has(v, p->cut - 1,
		    WORD_DOC) && view_is(v, p->cut, SLICE("published")))))
			break;
	}
	p->head = p->cut - 1;
}

void
phrase_take_apart(const struct discourse *d, size_t i, size_t j,
    struct parts *p)
{
	const struct name_view *v = d->view;
	struct speakers several;

	*p = (struct parts){ .i = i, .j = j };
	find_mentions(d, p);
	cut_relative(d, p);
	cut_participle(d, p);
	cut_adjunct(d, p);
	find_head(d, p);
	if (!phrase_list(d, p, &several))
		cut_apposition(d, p);
	find_head(d, p);
	p->article = view_has(v, i, WORD_ARTICLE);
	p->definite = view_is(v, i, SLICE("the")) || view_is(v, i, SLICE("this")) ||
	    view_is(v, i, SLICE("that")) || view_is(v, i, SLICE("his")) ||
	    view_is(v, i, SLICE("her")) || view_is(v, i, SLICE("its")) ||
	    view_is(v, i, SLICE("their"));
	for (size_t q = p->i; q < p->head; q++)
		p->possessive |= view_possessive(v, q);
}

struct slice
phrase_own_words(const struct discourse *d, const struct parts *p)
{
	size_t i = p->i;

	if (p->j - i > 1 && (view_is(d->view, i, SLICE("the")) ||
	    view_is(d->view, i, SLICE("its"))))
		i++;
	return view_phrase(d->view, i, p->j);
}

/* Whether a word of S but the first is a preposition: no head behind it. */
static bool
has_preposition(const struct name_view *v, struct slice s)
{
	size_t from = 0, end;

	for (; from < s.n; from = end + 1) {
		uint32_t w;

		for (end = from; end < s.n && s.p[end] != ' '; end++)
			;
		w = vocabulary_find(v->vocab, slice_sub(s, from, end));
		if (from > 0 && w != 0 && vocabulary_word(v->vocab,
		    w)->flags & WORD_PREP)
			return true;
	}
	return false;
}

/* Whether HEAD is the head of the description NAME: "a doctor on the scene". */
static bool
describes(const struct name_view *v, struct slice name, struct slice head)
{
	for (size_t i = 0; i + head.n <= name.n; i++) {
		size_t end = i + head.n, next = end + 1;
		uint32_t w;

		if ((i > 0 && name.p[i - 1] != ' ') ||
		    !slice_eq(slice_sub(name, i, end), head))
			continue;
		if (has_preposition(v, slice_sub(name, 0, i)))
			return false;
		if (end == name.n)
			return i > 0;
		if (name.p[end] != ' ')
			continue;
		while (next < name.n && name.p[next] != ' ')
			next++;
		w = vocabulary_find(v->vocab, slice_sub(name, end + 1, next));
		return w != 0 && vocabulary_word(v->vocab, w)->flags &
		    WORD_PREP;
	}
	return false;
}

bool
phrase_described(const struct discourse *d, const struct parts *p,
    uint32_t reach, struct speakers *out)
{
	const struct name_view *v = d->view;
	struct slice head = document_word(v->doc, p->head);
	uint32_t here = view_sentence(v, p->i);

	if (!view_is(v, p->i, SLICE("the")) || p->j - p->i != 2)
		return false;
	for (size_t k = d->spokens, n = 0; k-- > 0 && n < SPEECHES; n++) {
		const struct spoken *s = &d->spoken[k];

		if (here > s->sentence + reach)
			break;
		if (s->who.n == 1 && s->who.entity[0] == ENTITY_NONE &&
		    describes(v, s->who.name[0], head)) {
			*out = s->who;
			return true;
		}
	}
	return false;
}
