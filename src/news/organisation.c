#include "config.h"

#include "news/organisation.h"
#include "news/orgfocus.h"

enum {
	LEAD = 3,		/* sentences an article begins with */
	NAMED_REACH = 3,	/* sentences after which a name follows */
	LAST_REACH = 2,		/* sentences back to who spoke last */
	DOC_REACH = 8,		/* sentences back to where a text is named */
	ORG_REACH = 40,		/* sentences back to "the ministry"'s name */
	LOOK_BACK = 200,	/* mentions looked at backwards */
	SAME_WORDS = 256,	/* occurrences of a word looked at */
	RARE = 3,		/* times more often an organisation is named in
				   short than in full */
	LEGAL_FORM = 4,		/* letters of "Co.", "Inc", "Corp" */
	SENTENCE_WORDS = 200	/* words of a sentence looked at */
};

static bool
is_spokesperson(const struct name_view *v, size_t i)
{
	struct slice s;

	if (!view_has(v, i, WORD_ROLE))
		return false;
	s = vocabulary_word(v->vocab, view_word(v, i)->role)->text;
	return slice_eq(s, SLICE("spokesman")) ||
	    slice_eq(s, SLICE("spokeswoman")) ||
	    slice_eq(s, SLICE("spokesperson"));
}

/* "the authority", "this group": no more than that, and no name. */
static bool
is_common_organisation(const struct name_view *v, const struct parts *p)
{
	if (!(view_is(v, p->i, SLICE("the")) || view_is(v, p->i, SLICE("this"))) ||
	    !view_has(v, p->head, WORD_ORG) || p->cut < p->j ||
	    p->j - p->i > 3 || p->possessive)
		return false;
	for (size_t q = p->core; q < p->j; q++) {
		if (view_has(v, q, WORD_CAPITAL))
			return false;
	}
	return true;
}

/* An organisation named before that has the head of P in its name. */
static bool
named_with_word(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);
	uint32_t lower = view_word(v, p->head)->lower;

	if (!is_common_organisation(v, p))
		return false;
	for (uint32_t k = view_mention_at(v, p->i), tried = 0; k-- > 0 &&
	    tried < LOOK_BACK; tried++) {
		const struct mention *m = &v->mention[k];

		if (here > view_sentence(v, m->begin) + ORG_REACH)
			break;
		if (!mention_has_entity(m) || discourse_type(d, m) != MENTION_ORG ||
		    m->words < 2)
			continue;
		for (uint32_t w = 0; w < m->words; w++) {
			if (vocabulary_word(v->vocab, m->word[w])->lower ==
			    lower) {
				speakers_set(d, out, m->entity);
				return true;
			}
		}
	}
	return false;
}

/* The organisation that spoke last, a sentence or two before. */
static bool
who_spoke_last(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct spoken *s;
	uint32_t e;

	if (d->spokens == 0)
		return false;
	s = &d->spoken[d->spokens - 1];
	e = s->who.entity[0];
	if (s->who.n != 1 || e == ENTITY_NONE ||
	    d->set->at[e].type != MENTION_ORG ||
	    view_sentence(d->view, p->i) > s->end_sentence + LAST_REACH)
		return false;
	*out = s->who;
	return true;
}

/*
 * "the Church" after "the Church of Velda", "the Court" after "the Supreme
 * Court": the organisation named by the single word M and more before it.
 */
static const struct mention *
fuller_name(const struct discourse *d, const struct mention *m)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, m->begin), tried = 0;
	bool the = m->begin > 0 && view_is(v, m->begin - 1, SLICE("the"));
	/* "Velda" after "Velda Dynamics", but not "Paris" or "Smith" */
	bool plain = !view_has(v, m->begin, WORD_PLACE | WORD_COUNTRY |
	    WORD_PEOPLE | WORD_GIVEN | WORD_UPPER | WORD_SURNAME_FIRST);

	if (m->words != 1)
		return m;
	for (uint32_t k = view_mention_at(v, m->begin); k-- > 0 &&
	    tried < LOOK_BACK; tried++) {
		const struct mention *x = &v->mention[k];

		if (here > view_sentence(v, x->begin) + ORG_REACH)
			break;
		if (x->words < 2 || !mention_has_entity(x))
			continue;
		if (plain && x->words == 2 && x->word[0] == m->word[0] &&
		    document_word(v->doc, x->end - 1).n > LEGAL_FORM &&
		    d->set->at[m->entity].first > x->begin &&
		    d->set->at[m->entity].mentions <=
		    RARE * d->set->at[x->entity].mentions &&
		    discourse_type(d, x) == MENTION_ORG)
			return x;
		if (discourse_type(d, x) != MENTION_ORG)
			continue;
		if (x->word[x->words - 1] == m->word[0] ||
		    (the && x->word[0] == m->word[0] &&
		    view_is(v, x->begin + 1, SLICE("of"))))
			return x;
	}
	return m;
}

/*
 * "a ministry spokesperson said" in the first sentences, and who that is in one
 * of the next; ENTITY_NONE if nobody is said to be.
 */
static uint32_t
spokesperson_named(const struct discourse *d, const struct parts *p)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);

	for (size_t k = d->next_mention; here < LEAD && k < v->mentions &&
	    view_sentence(v, v->mention[k].begin) <= here + NAMED_REACH; k++) {
		const struct entity *e;

		if (!mention_has_entity(&v->mention[k]) ||
		    v->mention[k].begin < p->j)
			continue;
		e = &d->set->at[v->mention[k].entity];
		for (size_t i = 0; e->type == MENTION_PERSON && i < e->profiles;
		    i++) {
			const struct profile *is = &e->profile[i];

			for (size_t h = 0; h < is->heads; h++)
				if (slice_starts(vocabulary_word(v->vocab,
				    is->head[h])->text, SLICE("spokes")))
					return v->mention[k].entity;
		}
	}
	return ENTITY_NONE;
}

/* The organisation that is the subject of the sentence before. */
static bool
last_subject(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);

	for (uint32_t k = view_mention_at(v, p->i), tried = 0; k-- > 0 &&
	    tried < LOOK_BACK && view_sentence(v, v->mention[k].begin) + 1 >=
	    here; tried++) {
		const struct mention *m = &v->mention[k];

		if (m->subject && !m->quoted && mention_has_entity(m) &&
		    discourse_type(d, m) == MENTION_ORG) {
			speakers_set(d, out, m->entity);
			return true;
		}
	}
	return false;
}

bool
organisation_of_spokesperson(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t e;
	size_t i;

	if (!is_spokesperson(v, p->head) ||
	    (p->definite && p->j - p->i == 2))
		return false;
	if (p->article && (e = spokesperson_named(d, p)) != ENTITY_NONE) {
		speakers_set(d, out, e);
		return true;
	}
	for (uint32_t k = p->from; k < p->to; k++) {
		const struct mention *m = &v->mention[k];

		if (!mention_has_entity(m))
			continue;
		if (discourse_type(d, m) == MENTION_PERSON) {
			/* of a person: the words describe the source best */
			speakers_set_words(out, phrase_own_words(d, p));
			return true;
		}
		if (m->end == p->head && m->begin == p->core &&
		    fuller_name(d, m) != m) {
			speakers_set(d, out, fuller_name(d, m)->entity);
			return true;
		}
		if (m->end < p->head && m->begin >= p->core &&
		    !view_possessive(v, m->end)) {
			/* "State Department" of "a State Department spokesman",
			   "Danish foreign ministry" */
			speakers_set_words(out, view_phrase(v, m->begin, p->head));
			return true;
		}
		speakers_set(d, out, m->entity);
		return true;
	}
	if (p->article && p->j - p->i == 2 && (who_spoke_last(d, p, out) ||
	    last_subject(d, p, out)))
		return true;
	/* "a league spokesman" is not the club's that was spoken of */
	if (p->head == p->core + 1 && view_has(v, p->core,
	    WORD_GENERIC_ORG) && !(p->article && !view_is(v, p->i,
	    SLICE("the")) && !(view_word(v, p->core)->classes &
	    WORD_BUSINESS))) {
		e = orgfocus_find(d, p->i, p->core,
		    false);

		if (e != ENTITY_NONE) {
			speakers_set(d, out, e);
			return true;
		}
	}
	if (p->article && p->head > p->core) {
		speakers_set_words(out, view_phrase(v, p->core, p->head));
		return true;
	}
	if (p->cut < p->j && (view_is(v, p->cut, SLICE("for")) ||
	    view_is(v, p->cut, SLICE("of")) || view_is(v, p->cut, SLICE("from")) ||
	    view_is(v, p->cut, SLICE("at")))) {
		struct parts whose;

		i = p->cut + 1;
		if (i < p->j) {
			/* "a spokesman for the authority": which one? */
			phrase_take_apart(d, i, p->j, &whose);
			if (named_with_word(d, &whose, out))
				return true;
		}
		if (i < p->j && view_is(v, i, SLICE("the")))
			i++;
		if (i < p->j) {
			speakers_set_words(out, view_phrase(v, i, p->j));
			return true;
		}
	}
	return false;
}

/* Whether sentence S holds the noun at token HEAD, or its singular. */
static bool
sentence_has(const struct name_view *v, uint32_t s, size_t head)
{
	const struct document_sentence *sentence = &v->doc->sentence[s];
	uint32_t lower = view_word(v, head)->lower;
	uint32_t end = sentence->token_end;

	if (end > sentence->token + SENTENCE_WORDS)
		end = sentence->token + SENTENCE_WORDS;
	for (uint32_t i = sentence->token; i < end; i++) {
		if (view_word(v, i)->lower == lower)
			return true;
	}
	return false;
}

bool
organisation_of_document(const struct discourse *d, uint32_t a,
    const struct parts *p, struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);
	bool named = false;

	if (!view_has(v, p->head, WORD_DOC) || view_is(v, p->i, SLICE("several")) ||
	    view_is(v, p->i, SLICE("some")))
		return false;
	for (uint32_t k = p->from; k < p->to; k++) {
		const struct mention *m = &v->mention[k];
		size_t before = m->title;

		if (!mention_has_entity(m))
			continue;
		named = true;
		if (before > p->i && view_is(v, before - 1, SLICE("the")))
			before--;
		if ((before > p->i && (view_is(v, before - 1, SLICE("from")) ||
		    view_is(v, before - 1, SLICE("by")) ||
		    view_is(v, before - 1, SLICE("in")) ||
		    view_is(v, before - 1, SLICE("of")))) ||
		    (m->end < p->j && view_possessive(v, m->end))) {
			if (m->begin > p->head && m->end + 1 < p->j &&
			    view_possessive(v, m->end))
				/* "a report by the bank's chairman" */
				speakers_set_words(out, view_phrase(v, m->begin, p->j));
			else
				speakers_set(d, out, m->entity);
			return true;
		}
	}
	if (!named && (view_is(v, p->i, SLICE("his")) ||
	    view_is(v, p->i, SLICE("her")))) {
		double share;
		uint32_t e = discourse_pronoun(d, (uint32_t)p->i,
		    view_is(v, p->i, SLICE("his")) ? 'm' : 'f', a, &share);

		if (e == ENTITY_NONE || share < 0.5)
			return false;
		speakers_set(d, out, e);
		out->p = share;
		return true;
	}
	if (named || !(view_is(v, p->i, SLICE("the")) ||
	    view_is(v, p->i, SLICE("its")) ||
	    view_is(v, p->i, SLICE("that")) || view_is(v, p->i, SLICE("this"))))
		return false;
	for (size_t k = d->spokens; k-- > 0;) {
		const struct spoken *s = &d->spoken[k];

		if (here > s->sentence + DOC_REACH)
			break;
		if (sentence_has(v, s->sentence, p->head)) {
			*out = s->who;
			return true;
		}
	}
	return false;
}

bool
organisation_government(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m = NULL;

	if (p->cover != UINT32_MAX)
		m = &v->mention[p->cover];
	else if (p->to == p->from + 1 && v->mention[p->from].begin == p->core &&
	    v->mention[p->from].end == p->j)
		m = &v->mention[p->from];
	if (m == NULL || !mention_has_entity(m) ||
	    discourse_type(d, m) != MENTION_COUNTRY)
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/* "state-run", "Swiss" before "Orvo News Agency": what it is, not who. */
static bool
only_adjectives(const struct name_view *v, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (!view_has(v, i, WORD_LOWER | WORD_PEOPLE) || view_has(v, i,
		    WORD_PREP | WORD_DET | WORD_ROLE | WORD_AUX) ||
		    view_possessive(v, i))
			return false;
	}
	return true;
}

/*
 * Whether M, which ends the phrase P, is its name: nothing stands before it,
 * or adjectives ("state-run NAME"), a noun for it ("the magazine NAME"), or
 * whose it is ("Norway's NAME").
 */
static bool
is_its_name(const struct discourse *d, const struct parts *p,
    const struct mention *m)
{
	const struct name_view *v = d->view;
	enum mention_type type = discourse_type(d, m);
	const struct mention *owner;

	if (m->begin == p->core)
		return true;
	if (m->begin < p->core)
		return false;
	if (view_possessive(v, m->begin - 1)) {
		owner = &v->mention[p->from];
		return type == MENTION_ORG && m->words > 1 &&
		    owner->end + 1 == m->begin && owner->begin == p->core &&
		    mention_has_entity(owner) &&
		    discourse_type(d, owner) == MENTION_COUNTRY;
	}
	return (type == MENTION_ORG || view_has(v, m->begin - 1, WORD_ORG |
	    WORD_GENERIC_ORG | WORD_DOC)) && only_adjectives(v, p->core,
	    m->begin);
}

bool
organisation_named(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m = NULL;

	for (uint32_t k = p->from; k < p->to && m == NULL; k++) {
		const struct mention *x = &v->mention[k];

		if (mention_has_entity(x) && x->end == p->j &&
		    is_its_name(d, p, x))
			m = x;
	}
	if (m == NULL && p->cover != UINT32_MAX)
		m = &v->mention[p->cover];
	if (m == NULL || (discourse_type(d, m) != MENTION_ORG &&
	    discourse_type(d, m) != MENTION_UNKNOWN))
		return false;
	speakers_set(d, out, fuller_name(d, m)->entity);
	return true;
}

bool
organisation_before(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t e;

	if (named_with_word(d, p, out))
		return true;
	if (!is_common_organisation(v, p))
		return false;
	if (!view_has(v, p->head, WORD_GENERIC_ORG))
		return false;
	e = orgfocus_find(d, p->i, p->head, p->j - p->i > 2 &&
	    !view_is(v, p->core, SLICE("news")));
	if (e == ENTITY_NONE)
		return false;
	for (uint32_t k = view_mention_at(v, p->i), n = 0; k-- > 0 &&
	    n < LOOK_BACK; n++) {
		if (v->mention[k].entity == e) {
			e = fuller_name(d, &v->mention[k])->entity;
			break;
		}
	}
	speakers_set(d, out, e);
	return true;
}

bool
organisation_state(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i), best = ENTITY_NONE, tried = 0;
	double best_score = 0.2;

	if (!view_is(v, p->i, SLICE("the")) || p->j - p->i != 2 ||
	    !(view_word(v, p->head)->classes & WORD_STATE))
		return false;
	for (uint32_t e = d->newest; e != ENTITY_NONE &&
	    tried < DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];
		const struct appearance *a =
		    &at->seen[(at->appearances - 1) % ENTITY_SEEN];
		uint32_t s = view_sentence(v, a->token);
		double score;

		if (at->type != MENTION_COUNTRY)
			continue;
		score = discourse_power(0.7, here > s ? here - s : 0) *
		    (a->subject ? 1 : 0.7);
		score += 0.05 * (at->mentions < 10 ? at->mentions : 10);
		if (score > best_score) {
			best = e;
			best_score = score;
		}
	}
	if (best == ENTITY_NONE)
		return false;
	speakers_set(d, out, best);
	return true;
}

/*
 * The full form that the noun at token Q has there ("Bergen police");
 * empty if no capital stands before it.
 */
static struct slice
full_form(const struct name_view *v, size_t q)
{
	size_t b = q;

	if (view_has(v, q, WORD_UPPER | WORD_NOT_NAME) ||
	    view_in_title_line(v, q))
		return (struct slice){ 0 };
	while (b > 0 && view_sentence(v, b - 1) == view_sentence(v, q) &&
	    view_has(v, b - 1, WORD_CAPITAL) &&
	    !view_has(v, b - 1, WORD_NOT_NAME | WORD_DET) &&
	    v->doc->token[b - 1].end + 1 == v->doc->token[b].begin)
		b--;
	return b < q ? view_phrase(v, b, q + 1) : (struct slice){ 0 };
}

bool
organisation_bare(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	struct slice found = { 0 };
	size_t mods = p->head - p->core;
	uint32_t at[2] = { d->same_before[p->head], d->same_after[p->head] };

	if (p->cut < p->j || p->article || (mods > 0 && !(mods == 2 &&
	    view_possessive(v, p->core + 1) &&
	    view_has(v, p->core, WORD_LOWER))))
		return false;
	for (int side = 0; side < 2; side++) {
		for (size_t n = 0; at[side] != UINT32_MAX && n < SAME_WORDS;
		    n++) {
			struct slice f = full_form(v, at[side]);

			if (f.n > 0 && found.n > 0 && !slice_eq(f, found))
				return false;
			if (f.n > 0)
				found = f;
			at[side] = side == 0 ? d->same_before[at[side]] :
			    d->same_after[at[side]];
		}
	}
	if (found.n == 0)
		return phrase_described(d, p, ORG_REACH, out);
	speakers_set_words(out, found);
	return true;
}

