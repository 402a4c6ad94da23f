#include "config.h"

#include "news/nominal.h"
#include "news/nounphrase.h"
#include "news/organisation.h"

/* Least share of the person "his" may stand for. */
static const double LEAST_OWNER = 0.5;

enum {
	ADJECTIVES = 4,		/* tokens between a comma and a name */
	LAST_REACH = 3,		/* sentences back to who spoke last */
	DESCRIBED_REACH = 40	/* sentences back to a fuller description */
};

/* Whether the mention M is the head of the phrase, not "of M" or "M's". */
static bool
is_head(const struct discourse *d, const struct parts *p,
    const struct mention *m)
{
	const struct name_view *v = d->view;

	if (m->title > p->i) {
		size_t before = m->title - 1;

		if (view_is(v, before, SLICE("the")) && before > p->i)
			before--;
		/* but "Undersecretary for Schools Mr. Lee" is Lee, and so is
		   "minister for European Affairs Ann Lee" */
		if (view_has(v, before, WORD_PREP) && !view_has(v, before,
		    WORD_DET) && !(m->end >= p->j && before > 0 &&
		    view_has(v, before - 1, WORD_ROLE) &&
		    (view_any(v, m->title, m->begin, WORD_HONORIFIC) ||
		    view_is(v, m->title, SLICE("justice")) ||
		    view_is(v, m->begin - 1, SLICE("affairs")))))
			return false;
	}
	if (m->end >= p->j)
		return true;
	if (view_possessive(v, m->end))
		return false;
	/* "Ann Lee QC" */
	if (m->end + 1 == p->j && view_has(v, m->end, WORD_UPPER) &&
	    view_has(v, m->end, WORD_NOT_NAME))
		return true;
	return !view_has(v, m->end, WORD_ALPHA) ||
	    view_has(v, m->end, WORD_PREP) || view_is(v, m->end, SLICE("and")) ||
	    view_is(v, m->end, SLICE("himself")) ||
	    view_is(v, m->end, SLICE("herself"));
}

static bool
any_lower(const struct name_view *v, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (view_has(v, i, WORD_LOWER))
			return true;
	}
	return false;
}

/* A person named in the phrase. */
static bool
is_person(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *first = NULL, *last = NULL, *m;

	for (uint32_t k = p->from; k < p->to; k++) {
		m = &v->mention[k];
		if (!mention_has_entity(m) || discourse_type(d, m) != MENTION_PERSON ||
		    !is_head(d, p, m))
			continue;
		if (first == NULL)
			first = m;
		last = m;
	}
	if (last == NULL && p->cover != UINT32_MAX) {
		m = &v->mention[p->cover];
		if (discourse_type(d, m) == MENTION_PERSON)
			first = last = m;
	}
	if (last == NULL && p->from < p->to) {
		/* "Lee's Oct. 11": what is his has no noun */
		m = &v->mention[p->from];
		if (mention_has_entity(m) && m->title <= p->core && m->end < p->j &&
		    discourse_type(d, m) == MENTION_PERSON &&
		    view_possessive(v, m->end) && !any_lower(v, m->end + 1,
		    p->j))
			first = last = m;
	}
	if (last == NULL)
		return false;
	/* a name after a comma is an apposition of the head noun */
	speakers_set(d, out, last->end >= p->j ? last->entity :
	    first->entity);
	return true;
}

/*
 * Where the name M ends with what says where its bearer is from: "Ann Lee of
 * Velda", "Ann Lee (R-Velda)"; J at most.
 */
static size_t
past_origin(const struct name_view *v, const struct mention *m, size_t j)
{
	size_t k = m->end;

	if (k + 1 < j && view_is(v, k, SLICE("of"))) {
		for (k++; k < j && view_has(v, k, WORD_CAPITAL); k++)
			;
		return k;
	}
	if (k + 2 < j && view_mark(v, k, '(')) {
		while (k < j && !view_mark(v, k, ')'))
			k++;
		return k < j ? k + 1 : m->end;
	}
	return k;
}

/* "X's parent company, NAME": an organisation named after a comma. */
static bool
is_apposed(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m;
	size_t comma;

	if (p->cut >= p->j || p->to == p->from || view_has(v, p->head,
	    WORD_CAPITAL) || !slice_eq(document_word(v->doc, p->cut),
	    SLICE(",")))
		return false;
	m = &v->mention[p->to - 1];
	comma = m->title;
	while (comma > p->cut + 1 && view_has(v, comma - 1, WORD_DET))
		comma--;
	if (past_origin(v, m, p->j) != p->j || comma != p->cut + 1 || !mention_has_entity(m))
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/* Behind the comma at token K: over "the 34-year-old". */
static size_t
skip_adjectives(const struct name_view *v, size_t k)
{
	size_t end = k + ADJECTIVES;

	while (k + 1 < v->doc->tokens && k < end && (view_has(v, k, WORD_DET) ||
	    slice_ends(document_word(v->doc, k), SLICE("-old"))))
		k++;
	return k;
}

/* A name is part of it, not of a place behind its head: "a leader in PLACE". */
static bool
is_named_inside(const struct name_view *v, const struct parts *p)
{
	for (uint32_t k = p->from; k < p->to; k++) {
		if (mention_has_entity(&v->mention[k]) &&
		    v->mention[k].begin <= p->cut)
			return true;
	}
	return false;
}

/* A spokesperson, who may be that of "the company, NAME". */
static bool
is_voice(const struct name_view *v, size_t i)
{
	return view_has(v, i, WORD_ROLE) && slice_starts(vocabulary_word(
	    v->vocab, view_word(v, i)->role)->text, SLICE("spokes"));
}

/* Token I is the stop at the end of its sentence: "said the mayor, NAME." */
static bool
ends_sentence(const struct name_view *v, size_t i)
{
	return view_mark(v, i, '.') && !view_together(v, i, i + 1);
}

/*
 * "The bookkeeper, Ms. NAME, said", "her successor, the 34-year-old NAME,",
 * "the union, NAME,": who is named between commas after a phrase without a
 * name.  "The mayor, NAME, and" is the beginning of a list.
 */
static bool
is_named_after(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m;
	enum mention_type type;
	size_t name, end;
	uint32_t k;

	if (!(p->det ? !is_named_inside(v, p) :
	    p->possessive && view_has(v, p->head, WORD_ORG)) || p->j + 1 >= v->doc->tokens ||
	    view_has(v, p->head, WORD_ROLE_PLURAL) ||
	    !slice_eq(document_word(v->doc, p->j), SLICE(",")))
		return false;
	name = skip_adjectives(v, p->j + 1);
	k = view_mention_at(v, name);
	if (k >= v->mentions)
		return false;
	m = &v->mention[k];
	end = past_origin(v, m, v->doc->tokens);
	if (m->title != name || !mention_has_entity(m) ||
	    !view_together(v, p->i, end) || !(ends_sentence(v, end) ||
	    (phrase_separates(v, end) && view_together(v, end, end + 1) &&
	    !view_is(v, end + 1, SLICE("and")))))
		return false;
	type = discourse_type(d, m);
	if (view_has(v, p->head, WORD_ORG) ? !(p->definite || p->possessive) ||
	    (type != MENTION_ORG && type != MENTION_UNKNOWN) :
	    type != MENTION_PERSON && !(type == MENTION_UNKNOWN &&
	    m->words > 1 && view_has(v, p->head, WORD_ROLE)) &&
	    !(type == MENTION_ORG && p->cut < p->j && is_voice(v, p->head)))
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/*
 * "his lawyers", "her office": those of the person, by name; "his spokesman"
 * speaks for him.
 */
static bool
is_somebodys(const struct discourse *d, uint32_t a, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	bool she = view_is(v, p->i, SLICE("her"));
	struct buf b = { 0 };
	struct slice role = { 0 };
	uint32_t e;
	double share;

	if ((!she && !view_is(v, p->i, SLICE("his"))) || p->j - p->i < 2 ||
	    a == ATTRIBUTION_NONE || d->attr[a].level > 0)
		return false;
	if (view_has(v, p->head, WORD_ROLE))
		role = vocabulary_word(v->vocab, view_word(v, p->head)->role)->
		    text;
	if (!view_has(v, p->head, WORD_ROLE_PLURAL) &&
	    !view_is(v, p->head, SLICE("office")) &&
	    !slice_starts(role, SLICE("spokes")))
		return false;
	e = discourse_pronoun(d, (uint32_t)p->i, she ? 'f' : 'm', a, &share);
	if (e == ENTITY_NONE || share < LEAST_OWNER)
		return false;
	speakers_set(d, out, e);
	if (slice_starts(role, SLICE("spokes")))
		return true;
	buf_add(&b, d->set->at[e].name);
	buf_add(&b, SLICE("’s "));
	buf_add(&b, view_phrase(v, p->i + 1, p->j));
	speakers_set_words(out, arena_copy(&v->doc->mem, buf_slice(&b)));
	buf_free(&b);
	return true;
}

void
nounphrase_resolve(const struct discourse *d, uint32_t a, size_t i, size_t j,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	struct parts p;
	uint32_t role, person;
	double sure;

	phrase_take_apart(d, i, j, &p);
	if (phrase_list(d, &p, out) || is_apposed(d, &p, out) ||
	    is_named_after(d, &p, out) || is_person(d, &p, out) ||
	    is_somebodys(d, a, &p, out) ||
	    organisation_of_spokesperson(d, &p, out) ||
	    organisation_of_document(d, a, &p, out) ||
	    organisation_government(d, &p, out) || organisation_named(d, &p, out))
		return;
	/* "the expert" right after "one legal expert" is no other one */
	if (view_has(v, p.head, WORD_ROLE) && d->spokens > 0 &&
	    d->spoken[d->spokens - 1].who.entity[0] == ENTITY_NONE &&
	    phrase_described(d, &p, LAST_REACH, out))
		return;
	if ((person = nominal_aged(d, a, p.i, p.head, &sure)) != ENTITY_NONE ||
	    (p.j - p.i == 2 && (person = nominal_compatriot(d, p.i, p.head,
	    &sure)) != ENTITY_NONE)) {
		speakers_set(d, out, person);
		out->p = sure;
		return;
	}
	role = view_has(v, p.head, WORD_ROLE) ? view_word(v, p.head)->role : 0;
	if (role != 0 && !view_has(v, p.head, WORD_ROLE_PLURAL) &&
	    !p.article && (p.definite || p.possessive ||
	    view_has(v, i, WORD_CAPITAL))) {
		uint32_t e = nominal_person(d, a, p.i, p.j, p.head, p.cut,
		    &out->p);

		if (e != ENTITY_NONE) {
			double share = out->p;

			speakers_set(d, out, e);
			out->p = share;
			return;
		}
	} else if (nominal_pair(d, p.i, p.cut, p.head, out)) {
		return;
	} else if (organisation_state(d, &p, out) || organisation_before(d, &p, out) ||
	    organisation_bare(d, &p, out)) {
		return;
	}
	if (!phrase_described(d, &p, DESCRIBED_REACH, out))
		speakers_set_words(out, phrase_own_words(d, &p));
}
