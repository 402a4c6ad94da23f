#include "config.h"

#include <stdlib.h>

#include "news/cluster.h"
#include "news/describe.h"

/* Votes for a gender. */
static const float VOTE_GIVEN = 2, VOTE_PRONOUN = 0.4F;

enum { PRONOUN_REACH = 40 };	/* tokens after a name to its pronoun */

char
entity_gender(const struct entity *e)
{
	return e->male > e->female ? 'm' : e->female > e->male ? 'f' : '\0';
}

void
entity_vote(struct entity *e, char gender, float votes)
{
	if (gender == 'm')
		e->male += votes;
	else if (gender == 'f')
		e->female += votes;
}

char
entity_name_gender(const struct name_view *v, const struct entity *e)
{
	if (entity_gender(e))
		return entity_gender(e);
	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *f = &e->form[i];
		size_t from = f->surname_first ? 1 : 0;

		for (size_t k = from; k < f->words && k < from + 2; k++) {
			const struct vocabulary_word *w = vocabulary_word(
			    v->vocab, f->word[k]);

			if (w->flags & WORD_GIVEN && w->gender)
				return w->gender;
			if (f->full && !(w->flags & WORD_INITIAL) &&
			    !f->surname_first)
				break;
		}
	}
	return '\0';
}

char
entity_pronoun(const struct name_view *v, size_t i)
{
	if (view_is(v, i, SLICE("he")) || view_is(v, i, SLICE("his")) ||
	    view_is(v, i, SLICE("himself")))
		return 'm';
	if (view_is(v, i, SLICE("she")) || view_is(v, i, SLICE("her")) ||
	    view_is(v, i, SLICE("herself")))
		return 'f';
	return '\0';
}

/* What the gazetteer says of E goes before what the text says. */
static void
apply_listed(const struct gazetteer *g, struct entity *e)
{
	const struct gazetteer_entry *entry;

	if (e->listed == 0)
		return;
	entry = &g->entry[e->listed - 1];
	e->name = entry->name;
	if (entry->role.n > 0)
		e->role = entry->role;
	if (entry->gender) {
		e->male = entry->gender == 'm';
		e->female = entry->gender == 'f';
	}
}

/*
 * A person of unknown gender takes that of the next pronoun when nobody else
 * is named before it.
 */
static void
vote_by_pronouns(const struct entity_set *set)
{
	const struct name_view *v = set->view;
	size_t next = v->doc->tokens;

	for (size_t i = v->mentions; i-- > 0;) {
		const struct mention *m = &v->mention[i];
		struct entity *e;
		size_t limit;

		if (m->entity == ENTITY_NONE)
			continue;
		e = &set->at[m->entity];
		if (e->type != MENTION_PERSON && e->type != MENTION_UNKNOWN)
			continue;
		limit = next < m->end + PRONOUN_REACH ? next :
		    m->end + PRONOUN_REACH;
		next = m->begin;
		if (entity_gender(e) || m->quoted ||
		    (m->type == MENTION_UNKNOWN && m->words > 1))
			continue;
		for (size_t q = m->end; q < limit && q < v->doc->tokens; q++) {
			uint32_t s = view_sentence(v, q);
			uint32_t own = view_sentence(v, m->begin);

			if (v->doc->token[q].quote != QUOTE_OUTSIDE ||
			    s > own + 1 || (s > own && !(m->subject &&
			    q == v->doc->sentence[s].token)))
				break;
			if (entity_pronoun(v, q)) {
				entity_vote(e, entity_pronoun(v, q), VOTE_PRONOUN);
				break;
			}
		}
	}
}

/* Initials only, as an acronym is written. */
static bool
is_acronym(const struct name_view *v, const struct name_form *f)
{
	return f->words == 1 && view_word_flags(v, f->word[0]) &
	    (WORD_UPPER | WORD_INITIAL);
}

static struct slice
without_article(struct slice s)
{
	return slice_starts(s, SLICE("The ")) ? slice_sub(s, 4, s.n) : s;
}

static bool
has_initial(const struct name_view *v, const struct name_form *f)
{
	for (size_t i = 0; i < f->words; i++) {
		if (view_word_flags(v, f->word[i]) & WORD_INITIAL)
			return true;
	}
	return false;
}

static bool
is_capital_city(const struct name_view *v, const struct name_form *f)
{
	struct slice kind;

	return vocabulary_country(v->vocab, f->text, &kind).n > 0 &&
	    slice_eq(kind, SLICE("capital"));
}

/* Whether F is the end of a longer full name: "Suu Kyi". */
static bool
is_tail(const struct name_view *v, const struct entity *e,
    const struct name_form *f)
{
	const uint32_t begins = WORD_GIVEN | WORD_SURNAME_FIRST;

	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *g = &e->form[i];

		/* but not "Ann Lee" of "Imagine Ann Lee" */
		if (view_word_flags(v, f->word[0]) & WORD_GIVEN &&
		    !(view_word_flags(v, g->word[0]) & begins))
			continue;
		if (g->full && g->words > f->words && nameform_same(v, g->word +
		    g->words - f->words, f->word, f->words))
			return true;
	}
	return false;
}

/* Whether F runs on from a shorter name into a verb: "Ann Lee Blasts Rival". */
static bool
runs_on(const struct name_view *v, const struct entity *e,
    const struct name_form *f)
{
	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *g = &e->form[i];
		uint32_t next;

		if (!g->full || g->words >= f->words ||
		    !nameform_same(v, g->word, f->word, g->words))
			continue;
		next = vocabulary_word(v->vocab, f->word[g->words])->lower;
		if (vocabulary_word(v->vocab, next)->classes & WORD_S_FORM)
			return true;
	}
	return false;
}

/* How good a form is as the canonical name; the best is taken. */
static double
form_merit(const struct name_view *v, const struct entity *e,
    const struct name_form *f)
{
	double length = (double)f->text.n / 1000;

	switch (e->type) {
	case MENTION_PERSON:
		return (f->full ? 1000 : 0) + f->count + length -
		    (is_tail(v, e, f) || runs_on(v, e, f) ? 500 : 0) +
		    (has_initial(v, f) ? 0 : 0.5) +
		    (view_word_flags(v, f->word[0]) & WORD_GIVEN ? 0.3 : 0);
	case MENTION_COUNTRY:
		return is_capital_city(v, f) ? -1 : (double)f->count;
	case MENTION_ORG:
		return is_acronym(v, f) ? f->count :
		    1000 + (double)without_article(f->text).n;
	default:
		return f->count;
	}
}

/* The II of Elizabeth II. */
static bool
is_ordinal(const struct name_view *v, uint32_t word)
{
	struct slice s = vocabulary_word(v->vocab, word)->text;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != 'I' && s.p[i] != 'V' && s.p[i] != 'X')
			return false;
	}
	return s.n > 0;
}

/*
 * A person who is known by one given name keeps the title that goes with it:
 * "Pope Francis", "Prince Andrew".
 */
static void
keep_regnal_titles(const struct entity_set *set)
{
	const struct name_view *v = set->view;

	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];
		struct entity *e;
		size_t k = m->begin;

		if (m->entity == ENTITY_NONE || !(m->words == 1 ||
		    (m->words == 2 && is_ordinal(v, m->word[1]))))
			continue;
		e = &set->at[m->entity];
		while (k > m->title && view_word(v, k - 1)->classes &
		    WORD_REGNAL)
			k--;
		if (k < m->begin && e->type == MENTION_PERSON &&
		    (m->words == 2 ||
		    memchr(e->name.p, ' ', e->name.n) == NULL))
			e->name = document_slice(v->doc, (struct range){
			    v->doc->token[k].begin,
			    v->doc->token[m->end - 1].end });
	}
}

static void
name_entity(const struct name_view *v, struct entity *e)
{
	double best = -1;
	struct slice kind;

	for (size_t i = 0; i < e->forms; i++) {
		double merit = form_merit(v, e, &e->form[i]);

		if (merit > best) {
			best = merit;
			e->name = without_article(e->form[i].text);
		}
	}
	if (best < 0 && e->forms > 0)	/* only its capital is named */
		e->name = vocabulary_country(v->vocab, e->form[0].text, &kind);
}

/* A single unknown name that has a title is a person's. */
static void
promote(const struct name_view *v, struct entity_set *set)
{
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->entity != ENTITY_NONE && m->title < m->begin &&
		    set->at[m->entity].type == MENTION_UNKNOWN)
			set->at[m->entity].type = MENTION_PERSON;
	}
}

void
entity_find(struct entity_set *set, struct name_view *v, uint32_t fade)
{
	*set = (struct entity_set){ .view = v, .fade = fade };
	cluster_mentions(set);
	promote(v, set);
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->entity != ENTITY_NONE)
			describe_mention(v, &set->at[m->entity], m);
	}
	for (size_t i = 0; i < set->n; i++) {
		struct entity *e = &set->at[i];

		if (e->type == MENTION_PERSON || e->type == MENTION_UNKNOWN) {
			entity_vote(e, entity_name_gender(v, e), VOTE_GIVEN);
			describe_role(v, e);
		}
		name_entity(v, e);
	}
	keep_regnal_titles(set);
	for (size_t i = 0; i < set->n; i++)
		apply_listed(v->gazetteer, &set->at[i]);
	vote_by_pronouns(set);
}

void
entity_free(struct entity_set *set)
{
	free(set->at);
	*set = (struct entity_set){ 0 };
}
