#include "config.h"

#include "news/describe.h"

/* Votes of a description for a gender. */
static const float VOTE_APPOSITION = 1.5F;

enum {
	TITLE_LEFT = 12,	/* words of a description before ", NAME" */
	AGE_REACH = 4,		/* from "34-year-old" to the name */
};

void
entity_describe(const struct name_view *v, struct entity *e, size_t i,
    size_t j, bool title)
{
	struct profile p;

	if (e->profiles == ENTITY_PROFILES)
		return;
	if (e->profile == NULL)
		e->profile = arena_alloc(&v->doc->mem,
		    ENTITY_PROFILES * sizeof(*e->profile));
	profile_read(v, i, j, &p);
	p.title = title;
	e->profile[e->profiles++] = p;
}

/* A description tells the gender of the person described. */
static void
vote_by_description(const struct name_view *v, struct entity *e, size_t i,
    size_t j)
{
	for (; i < j && !view_has(v, i, WORD_PREP); i++) {
		if (view_word(v, i)->role_gender) {
			entity_vote(e, view_word(v, i)->role_gender, VOTE_APPOSITION);
			return;
		}
	}
}

static bool
is_comma(const struct name_view *v, size_t i)
{
	return i < v->doc->tokens &&
	    slice_eq(document_word(v->doc, i), SLICE(","));
}

/* "the Russian ambassador, NAME": the description before a comma. */
static void
describe_before(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	size_t comma = m->begin - 1, q = comma;
	bool role = false, det = false;

	while (q > 0 && comma - q < TITLE_LEFT &&
	    view_sentence(v, q - 1) == view_sentence(v, m->begin) && !det) {
		if ((!view_has(v, q - 1, WORD_ALPHA) &&
		    !view_possessive(v, q - 1)) ||
		    view_has(v, q - 1, WORD_AUX))
			break;
		q--;
		role |= view_has(v, q, WORD_ROLE);
		det = view_has(v, q, WORD_DET);
		/* "the secretary to the governor, NAME": no governor */
		if (det && q > 0 && (view_is(v, q - 1, SLICE("to")) ||
		    view_is(v, q - 1, SLICE("of")) ||
		    view_is(v, q - 1, SLICE("for"))))
			role = det = false;
	}
	if (!role || q == comma || view_has(v, comma - 1, WORD_ROLE_PLURAL))
		return;
	if (det || q == v->doc->sentence[view_sentence(v, q)].token) {
		entity_describe(v, e, q, comma, false);
		vote_by_description(v, e, q, comma);
	}
}

uint8_t
entity_age(const struct name_view *v, size_t i, bool bare)
{
	struct slice s = document_word(v->doc, i);
	size_t n = 0;
	unsigned age = 0;

	while (n < s.n && n < 3 && s.p[n] >= '0' && s.p[n] <= '9')
		age = age * 10 + (unsigned)(s.p[n++] - '0');
	if (age > UINT8_MAX || (bare ? n < s.n : !slice_eq(slice_sub(s, n, s.n),
	    SLICE("-year-old"))))
		return 0;
	return (uint8_t)age;
}

/* "NAME, 34," and "34-year-old teacher NAME", at the mention M of E. */
static void
note_age(const struct name_view *v, struct entity *e, const struct mention *m)
{
	size_t k = m->end + 1;

	if (k + 1 < v->doc->tokens && is_comma(v, m->end) &&
	    view_sentence(v, k) == view_sentence(v, m->begin) &&
	    (is_comma(v, k + 1) || view_mark(v, k + 1, '.')))
		e->age = entity_age(v, k, true);
	for (k = m->begin; e->age == 0 && k > 0 && m->begin - k < AGE_REACH &&
	    view_sentence(v, k - 1) == view_sentence(v, m->begin) &&
	    !is_comma(v, k - 1); k--)
		e->age = entity_age(v, k - 1, false);
}

/* The descriptions that stand around the mention M of a person. */
static void
describe_person(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	size_t k = m->end, end;
	bool more = k + 1 < v->doc->tokens &&
	    view_sentence(v, k + 1) == view_sentence(v, m->begin);

	if (e->age == 0)
		note_age(v, e, m);
	if (m->title < m->begin)
		entity_describe(v, e, m->title, m->begin, true);
	if (more && is_comma(v, k)) {
		end = mention_role_after(v, k + 1);
		if (end > k + 1) {
			entity_describe(v, e, k + 1, end, false);
			vote_by_description(v, e, k + 1, end);
		}
	} else if (more && (view_is(v, k, SLICE("is")) ||
	    view_is(v, k, SLICE("was")) || view_is(v, k, SLICE("became"))) &&
	    view_has(v, k + 1, WORD_DET)) {
		end = mention_role_after(v, k + 1);
		if (end > k + 1) {
			entity_describe(v, e, k + 1, end, false);
			vote_by_description(v, e, k + 1, end);
		}
	}
	if (m->title == m->begin && m->begin > 1 &&
	    is_comma(v, m->begin - 1) && view_sentence(v, m->begin - 1) ==
	    view_sentence(v, m->begin))
		describe_before(v, e, m);
}

/* A noun for the organisation E between the tokens I and J. */
static void
note_noun(const struct name_view *v, struct entity *e, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (view_has(v, i, WORD_PREP))
			return;
		if (view_has(v, i, WORD_ORG | WORD_GENERIC_ORG) &&
		    view_has(v, i, WORD_LOWER) && e->nouns < 4)
			e->noun[e->nouns++] = view_word(v, i)->lower;
	}
}

/* "In Orvo, the party said": the verb of its own subject follows the noun. */
static bool
is_subject(const struct name_view *v, size_t i)
{
	return view_has(v, i, WORD_AUX | WORD_SAY) &&
	    view_has(v, i - 1, WORD_ORG | WORD_GENERIC_ORG);
}

/*
 * What the organisation E is called beside its mention M: "the group, NAME"
 * and "NAME, a group of ...".
 */
static void
describe_organisation(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	size_t k = m->end, from = m->begin, n;
	uint32_t s = view_sentence(v, m->begin);

	if (is_comma(v, k) && k + 1 < v->doc->tokens &&
	    view_sentence(v, k + 1) == s && view_has(v, k + 1, WORD_DET)) {
		for (n = k + 1; n < v->doc->tokens && n < k + 10 &&
		    view_sentence(v, n) == s && !is_comma(v, n); n++) {
			if (is_subject(v, n))
				break;
		}
		if (n == v->doc->tokens || !is_subject(v, n))
			note_noun(v, e, k + 1, n);
	}
	while (from > 0 && view_is(v, from - 1, SLICE("the")))
		from--;
	if (from < 2 || view_sentence(v, from - 2) != s)
		return;
	if (is_comma(v, from - 1))
		from--;
	for (n = from; n > 0 && from - n < 6 && view_sentence(v, n - 1) == s &&
	    view_has(v, n - 1, WORD_ALPHA) && !view_has(v, n - 1, WORD_AUX |
	    WORD_SAY | WORD_PAST | WORD_PREP); n--) {
		if (view_has(v, n - 1, WORD_DET)) {
			note_noun(v, e, n, from);
			return;
		}
	}
}

/*
 * Honorifics alone are no role, nor a title that is part of the name, nor
 * what several people are, nor a country or team.
 */
static bool
is_mere_address(const struct name_view *v, const struct profile *p)
{
	bool address = true, role = false;

	for (uint32_t i = p->begin; i < p->end; i++) {
		role |= view_has(v, i, WORD_ROLE) &&
		    !view_has(v, i, WORD_ROLE_PLURAL);
		address &= view_has(v, i, WORD_HONORIFIC) &&
		    (!view_has(v, i, WORD_ROLE) ||
		    view_word(v, i)->classes & WORD_REGNAL);
	}
	return address || !role;
}

struct slice
describe_words(const struct name_view *v, size_t i, size_t j)
{
	if (view_has(v, i, WORD_DET) && i + 1 < j)
		i++;
	/* "the country's deputy minister" is deputy minister anywhere */
	if (i + 2 < j && view_has(v, i, WORD_LOWER) &&
	    view_possessive(v, i + 1))
		i += 2;
	return view_phrase(v, i, j);
}

void
describe_role(const struct name_view *v, struct entity *e)
{
	const struct profile *best = NULL;

	for (size_t i = 0; i < e->profiles; i++) {
		const struct profile *p = &e->profile[i];

		if (is_mere_address(v, p))
			continue;
		if (best == NULL || (p->title && !best->title) ||
		    (p->title && p->end - p->begin > best->end - best->begin))
			best = p;
	}
	if (best != NULL)
		e->role = describe_words(v, best->begin, best->end);
}

void
describe_mention(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	if (e->type == MENTION_ORG || e->type == MENTION_UNKNOWN)
		describe_organisation(v, e, m);
	if (e->type == MENTION_PERSON || e->type == MENTION_UNKNOWN)
		describe_person(v, e, m);
}
