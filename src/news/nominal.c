#include "config.h"

#include "news/describe.h"
#include "news/nominal.h"

enum {
	NAMED_NEXT = 2,		/* sentences ahead to a name for a title */
	NAMED_LATER = 40,	/* mentions ahead that a title may point to */
	BRACKET_REACH = 10,	/* words in brackets before an apposition */
	LEAD = 3,		/* sentences an article begins with */
	FOCUS_REACH = 3,	/* sentences a person stays in focus */
	SAME_WORDS = 256	/* occurrences of a noun that are looked at */
};

static bool
shares(const uint32_t *a, size_t an, const uint32_t *b, size_t bn)
{
	for (size_t i = 0; i < an; i++) {
		for (size_t k = 0; k < bn; k++) {
			if (a[i] == b[k])
				return true;
		}
	}
	return false;
}

static bool
has_word(const struct discourse *d, const struct profile *p, struct slice s)
{
	for (size_t i = 0; i < p->words; i++) {
		if (slice_eq(vocabulary_word(d->view->vocab,
		    p->word[i])->text, s))
			return true;
	}
	return false;
}

/* How well the description HAVE fits what is asked for, WANT; 0: not. */
static double
fit(const struct discourse *d, const struct profile *have,
    const struct profile *want, uint32_t noun)
{
	double score = 0;

	if (profile_has_head(have, noun)) {
		score = 2;
		if (has_word(d, have, SLICE("vice")) !=
		    has_word(d, want, SLICE("vice")))
			return 0;
	} else {
		for (size_t i = 0; i < have->heads && score <= 0; i++) {
			if (vocabulary_may_be(d->view->vocab, have->head[i],
			    noun))
				score = 1;
		}
	}
	if (score <= 0)
		return 0;
	if (want->countries > 0 && have->countries > 0) {
		if (!shares(want->country, want->countries, have->country,
		    have->countries))
			return 0;
		score += 1.5;
	} else if (want->countries > 0 && score < 2) {
		score = 0.6;
	}
	for (size_t i = 0; i < want->words; i++)
		score += shares(&want->word[i], 1, have->word, have->words);
	/* "the president" alone is rather the president than that of a bank */
	if (want->words == 0)
		score -= 0.1 * (have->words < 4 ? have->words : 4);
	for (size_t i = 0; i < want->heads; i++) {
		if (want->head[i] != noun && profile_has_head(have,
		    want->head[i]))
			score += 0.5;
	}
	return score;
}

static double
best_fit(const struct discourse *d, const struct entity *e,
    const struct profile *want, uint32_t noun)
{
	double best = 0;

	for (size_t i = 0; i < e->profiles; i++) {
		double score = fit(d, &e->profile[i], want, noun);

		best = score > best ? score : best;
	}
	return best;
}

/* The sentences since E last appeared before SENTENCE. */
static uint32_t
distance(const struct discourse *d, const struct entity *e, uint32_t sentence)
{
	const struct appearance *a =
	    &e->seen[(e->appearances - 1) % ENTITY_SEEN];
	uint32_t s = view_sentence(d->view, a->token);

	return sentence > s ? sentence - s : 0;
}

struct choice {
	uint32_t entity;
	double score;
};

static void
consider(const struct discourse *d, uint32_t number, char gender,
    const struct profile *want, uint32_t noun, uint32_t sentence,
    struct choice *best)
{
	const struct entity *e = &d->set->at[number];
	char own = entity_gender(e);
	double score;

	if (e->type != MENTION_PERSON || (gender && own && own != gender))
		return;
	score = best_fit(d, e, want, noun);
	if (score <= 0)
		return;
	if (e->appearances > 0)
		score += discourse_power(0.8, distance(d, e, sentence));
	else
		score -= 0.6;		/* only named later */
	if (d->spokens > 0 && speakers_has(
	    &d->spoken[d->spokens - 1].who, number))
		score += 0.4;
	if (best->entity == ENTITY_NONE || score > best->score)
		*best = (struct choice){ number, score };
}

/* The person whose description fits best. */
static uint32_t
described(const struct discourse *d, size_t i, size_t j, size_t head)
{
	const struct name_view *v = d->view;
	uint32_t noun = view_word(v, head)->role;
	uint32_t sentence = view_sentence(v, i);
	char gender = view_word(v, head)->role_gender;
	struct choice best = { ENTITY_NONE, 0 };
	struct profile want;
	size_t next = d->next_mention;

	profile_read(v, i, j, &want);
	for (uint32_t e = d->newest, n = 0; e != ENTITY_NONE &&
	    n < 2 * DISCOURSE_CANDIDATES; e = d->set->at[e].older, n++) {
		if (d->set->fade > 0 && distance(d, &d->set->at[e],
		    sentence) > d->set->fade)
			break;
		consider(d, e, gender, &want, noun, sentence, &best);
	}
	for (; next < v->mentions && next < d->next_mention + NAMED_LATER;
	    next++) {
		uint32_t e = v->mention[next].entity;

		if (e != ENTITY_NONE && d->set->at[e].appearances == 0)
			consider(d, e, gender, &want, noun, sentence, &best);
	}
	return best.entity;
}

/* "the then minister, NAME": the person named right after the phrase. */
static uint32_t
apposition(const struct discourse *d, size_t j)
{
	const struct name_view *v = d->view;
	size_t close = j + 1;

	/* "the head of CEI (Italian Bishops), NAME" */
	if (j < v->doc->tokens && view_mark(v, j, '(')) {
		while (close < j + BRACKET_REACH && view_together(v, j, close) &&
		    !view_mark(v, close, ')'))
			close++;
		if (view_together(v, j, close + 1) && view_mark(v, close, ')'))
			j = close + 1;
	}

	for (size_t k = d->next_mention; k < v->mentions &&
	    v->mention[k].begin <= j + 1; k++) {
		const struct mention *m = &v->mention[k];

		if (m->entity == ENTITY_NONE || m->begin < j ||
		    d->set->at[m->entity].type != MENTION_PERSON ||
		    view_sentence(v, m->begin) != view_sentence(v, j - 1))
			continue;
		if (m->begin == j || slice_eq(document_word(v->doc, j),
		    SLICE(",")))
			return m->entity;
	}
	return ENTITY_NONE;
}

static bool
only_titles(const struct entity *e)
{
	for (size_t i = 0; i < e->profiles; i++) {
		if (!e->profile[i].title)
			return false;
	}
	return true;
}

/*
 * "Norway's foreign minister said ...": the title first, the name as the next
 * subject.  The next person named within NAMED_NEXT sentences, if nobody yet
 * and nothing else is said of what he or she is; to who leads the article, but
 * for a title before the name.
 */
static uint32_t
named_next(const struct discourse *d, size_t i, size_t j, size_t head)
{
	const struct name_view *v = d->view;
	char gender = view_word(v, head)->role_gender;
	uint32_t sentence = view_sentence(v, i);

	if (view_has(v, head, WORD_GENERIC))
		return ENTITY_NONE;
	for (size_t k = d->next_mention; k < v->mentions; k++) {
		const struct mention *m = &v->mention[k];
		struct entity *e;
		char own;

		if (view_sentence(v, m->begin) > sentence + NAMED_NEXT)
			break;
		if (m->begin < j || m->entity == ENTITY_NONE)
			continue;
		e = &d->set->at[m->entity];
		if (e->type != MENTION_PERSON)
			continue;
		own = entity_gender(e);
		if (!m->subject || m->words < 2 || e->appearances > 0 ||
		    (sentence < LEAD ? !only_titles(e) : e->profiles > 0) ||
		    (gender && own && gender != own))
			break;
		entity_describe(v, e, i, j, false);
		if (e->role.n == 0)
			e->role = describe_words(v, i, j);
		return m->entity;
	}
	return ENTITY_NONE;
}

/* "a coach" before "the coach" means somebody who has no name. */
static bool
has_indefinite(const struct discourse *d, size_t head)
{
	const struct name_view *v = d->view;
	uint32_t q = d->same_before[head];

	for (size_t n = 0; q != UINT32_MAX && n < SAME_WORDS; n++) {
		if ((q > 0 && view_has(v, q - 1, WORD_ARTICLE)) ||
		    (q > 1 && view_has(v, q - 2, WORD_ARTICLE)))
			return true;
		q = d->same_before[q];
	}
	return false;
}

static bool
near_subject(const struct discourse *d, uint32_t number, uint32_t sentence)
{
	const struct entity *e = &d->set->at[number];
	uint32_t n = e->appearances < 4 ? e->appearances : 4;

	for (uint32_t k = 1; k <= n; k++) {
		const struct appearance *a =
		    &e->seen[(e->appearances - k) % ENTITY_SEEN];

		if (sentence > view_sentence(d->view, a->token) + FOCUS_REACH)
			continue;
		if (a->subject)
			return true;
		for (size_t s = 1; s <= 2 && s <= d->spokens; s++) {
			if (speakers_has(&d->spoken[d->spokens - s].who,
			    number))
				return true;
		}
	}
	return false;
}

/* The person in focus, for a role that nobody was said to have. */
static uint32_t
in_focus(const struct discourse *d, uint32_t a, size_t i, size_t j,
    size_t head, size_t cut, double *p)
{
	const struct name_view *v = d->view;
	bool generic = view_has(v, head, WORD_GENERIC);
	uint32_t e;
	struct profile want;
	const struct entity *at;

	if (a == ATTRIBUTION_NONE || d->attr[a].level > 0 ||
	    (cut < j && !(j - cut == 2 && view_is(v, cut, SLICE("of")) &&
	    !view_has(v, cut + 1, WORD_UPPER))) ||
	    !(view_is(v, i, SLICE("the")) || view_is(v, i, SLICE("this"))) ||
	    (generic && head == i + 1))
		return ENTITY_NONE;
	for (size_t q = i + 1; q + 1 < j; q++) {
		if ((view_has(v, q, WORD_UPPER) && view_word(v, q)->country ==
		    0 && !view_is(v, q, SLICE("gop"))) ||
		    view_has(v, q, WORD_ORG))
			return ENTITY_NONE;
	}
	if (has_indefinite(d, head))
		return ENTITY_NONE;
	e = discourse_pronoun(d, (uint32_t)i, view_word(v, head)->role_gender,
	    a, p);
	if (e == ENTITY_NONE || *p <= 0.45 ||
	    !near_subject(d, e, view_sentence(v, i)))
		return ENTITY_NONE;
	at = &d->set->at[e];
	/* a trade is told of somebody of whom nothing was told before */
	if (generic && (at->profiles > 0 ||
	    distance(d, at, view_sentence(v, i)) > 1))
		return ENTITY_NONE;
	profile_read(v, i, j, &want);
	for (size_t k = 0; k < at->profiles; k++) {
		if (want.countries > 0 && at->profile[k].countries > 0 &&
		    !shares(want.country, want.countries,
		    at->profile[k].country, at->profile[k].countries))
			return ENTITY_NONE;
	}
	return e;
}

uint32_t
nominal_person(const struct discourse *d, uint32_t a, size_t i, size_t j,
    size_t head, size_t cut, double *p)
{
	struct slice noun = vocabulary_word(d->view->vocab,
	    view_word(d->view, head)->role)->text;
	uint32_t e = ENTITY_NONE;

	*p = 1;
	e = apposition(d, j);
	/* "the official" after "an official" is the one without a name */
	if (e == ENTITY_NONE && (!view_has(d->view, head, WORD_GENERIC) ||
	    head - i > 1 || !has_indefinite(d, head)))
		e = described(d, i, j, head);
	if (e == ENTITY_NONE && a != ATTRIBUTION_NONE)
		e = named_next(d, i, j, head);
	/* a man or a woman is nobody's office */
	if (e == ENTITY_NONE && !slice_eq(noun, SLICE("man")) &&
	    !slice_eq(noun, SLICE("woman")))
		e = in_focus(d, a, i, j, head, cut, p);
	return e;
}

uint32_t
nominal_aged(const struct discourse *d, uint32_t a, size_t i, size_t head,
    double *p)
{
	const struct name_view *v = d->view;
	uint32_t tried = 0, e;
	uint8_t age = 0;

	for (size_t q = i; q <= head && age == 0; q++)
		age = entity_age(v, q, false);
	if (age == 0 || !view_is(v, i, SLICE("the")))
		return ENTITY_NONE;
	*p = 1;
	for (e = d->newest; e != ENTITY_NONE && tried < 2 *
	    DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		if (d->set->at[e].age == age)
			return e;
	}
	if (entity_age(v, head, false) == 0)
		return ENTITY_NONE;
	e = discourse_pronoun(d, (uint32_t)i, '\0', a, p);
	return e != ENTITY_NONE && *p > 0.45 && d->set->at[e].age == 0 &&
	    distance(d, &d->set->at[e], view_sentence(v, i)) < FOCUS_REACH ?
	    e : ENTITY_NONE;
}

uint32_t
nominal_compatriot(const struct discourse *d, size_t i, size_t head, double *p)
{
	const struct name_view *v = d->view;
	uint32_t country = view_word(v, head)->country, tried = 0;

	if (country == 0 || !view_is(v, i, SLICE("the")) ||
	    !view_has(v, head, WORD_PEOPLE) ||
	    slice_ends(document_word(v->doc, head), SLICE("s")))
		return ENTITY_NONE;
	*p = 1;
	for (uint32_t e = d->newest; e != ENTITY_NONE && tried <
	    DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];

		if (at->type != MENTION_PERSON ||
		    distance(d, at, view_sentence(v, i)) >= FOCUS_REACH)
			continue;
		for (size_t k = 0; k < at->profiles; k++) {
			if (shares(&country, 1, at->profile[k].country,
			    at->profile[k].countries))
				return e;
		}
	}
	return ENTITY_NONE;
}

bool
nominal_pair(const struct discourse *d, size_t i, size_t cut, size_t head,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t noun = view_has(v, head, WORD_ROLE) ?
	    view_word(v, head)->role : 0;
	bool sides = view_word(v, head)->classes & WORD_SIDES, two = false;
	uint32_t found[2], n = 0, tried = 0;
	struct profile any = { 0 };

	for (size_t q = i; q < cut; q++)
		two |= view_is(v, q, SLICE("two")) ||
		    view_is(v, q, SLICE("both"));
	if (!two || (noun == 0 && !sides))
		return false;
	for (uint32_t e = d->newest; e != ENTITY_NONE && n < 2 &&
	    tried < DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];

		if (noun != 0 ? at->type == MENTION_PERSON &&
		    best_fit(d, at, &any, noun) > 0 :
		    at->type == MENTION_COUNTRY)
			found[n++] = e;
	}
	if (n < 2)
		return false;
	*out = (struct speakers){ .n = 2, .p = 1 };
	for (uint32_t k = 0; k < 2; k++) {
		out->entity[k] = found[1 - k];
		out->name[k] = d->set->at[found[1 - k]].name;
	}
	return true;
}
