#include "config.h"

#include "news/nametype.h"

enum {
	APPOSITION_REACH = 16,	/* words skipped between subject and verb */
	DESCRIPTION = 8		/* words of "a spokesman for ..." */
};

/* Whether the tokens from K on are a verb whose subject stands before. */
static bool
is_verb_phrase(const struct name_view *v, size_t end, size_t k)
{
	const struct vocabulary_word *w;
	size_t from = k;

	while (view_together(v, end - 1, k) && view_has(v, k, WORD_SKIP))
		k++;
	if (!view_together(v, end - 1, k))
		return false;
	w = view_word(v, k);
	return (w->flags & (WORD_AUX | WORD_PAST | WORD_SAY)) ||
	    w->classes & WORD_S_FORM || (k > from && view_has(v, k - 1,
	    WORD_AUX));
}

/* What the neighbours of the mention M tell. */
static void
look_around(const struct name_view *v, struct mention *m)
{
	size_t n = v->doc->tokens, k = m->end;
	bool prep = false, inverted = false;

	/* "the Lee campaign" brings Lee to mind no more than a quotation */
	m->quoted = v->doc->token[m->begin].quote != QUOTE_OUTSIDE ||
	    (m->words == 1 && m->begin > 0 && m->title == m->begin &&
	    view_is(v, m->begin - 1, SLICE("the")) && k < n &&
	    view_has(v, k, WORD_LOWER) && !view_has(v, k, WORD_AUX |
	    WORD_PREP));
	m->possessive = k < n && view_possessive(v, k);
	if (m->title > 0 && view_together(v, m->title - 1, m->begin)) {
		prep = view_has(v, m->title - 1, WORD_PREP);
		inverted = view_has(v, m->title - 1, WORD_SAY);
	}
	if (view_together(v, m->begin, k) && view_mark(v, k, ',')) {
		size_t limit = k + APPOSITION_REACH;

		for (size_t q = k + 1; q < limit &&
		    view_together(v, m->begin, q); q++) {
			if (view_mark(v, q, ',')) {
				k = q + 1;
				break;
			}
		}
	}
	m->subject = !m->possessive &&
	    ((!prep && is_verb_phrase(v, m->end, k)) || inverted);
}

/* After "the" an unknown name is no person's. */
static void
type_after_article(const struct name_view *v, struct mention *m)
{
	if (m->type == MENTION_UNKNOWN && m->begin > 0 &&
	    view_together(v, m->begin, m->begin - 1) &&
	    (view_is(v, m->begin - 1, SLICE("the")) ||
	    view_is(v, m->begin - 1, SLICE("this")) ||
	    view_is(v, m->begin - 1, SLICE("a")) ||
	    view_is(v, m->begin - 1, SLICE("an")) ||
	    view_is(v, m->begin - 1, SLICE("these")) ||
	    view_is(v, m->begin - 1, SLICE("those"))))
		m->type = MENTION_ORG;
}

/* Mark the tokens that end the head of a source. */
static void
mark_source_ends(const struct name_view *v, const struct attribution *a,
    bool *ends)
{
	size_t i, j;

	if (a->source.begin >= a->source.end)
		return;
	i = document_token_at(v->doc, a->source.begin);
	for (j = i; j < v->doc->tokens &&
	    v->doc->token[j].begin < a->source.end; j++) {
		if (view_mark(v, j, ',') || view_mark(v, j, '(') ||
		    view_is(v, j, SLICE("who")) || view_is(v, j, SLICE("of")) ||
		    view_is(v, j, SLICE("for")) ||
		    view_is(v, j, SLICE("in")) || view_is(v, j, SLICE("from")))
			break;
	}
	ends[j] = true;
}

/* Unknown names that end a source or stand beside "said" are persons. */
static void
type_by_speech(struct name_view *v, const bool *ends)
{
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];
		bool said;

		if (m->type != MENTION_UNKNOWN || m->words < 2 || m->words > 3 ||
		    view_any(v, m->begin, m->end, WORD_ORG | WORD_ROLE |
		    WORD_COUNTRY | WORD_PEOPLE | WORD_UPPER))
			continue;
		said = (m->begin > 0 && view_has(v, m->begin - 1, WORD_SAY)) ||
		    (m->end < v->doc->tokens && view_has(v, m->end, WORD_SAY));
		if (said || ends[m->end])
			m->type = MENTION_PERSON;
	}
}

/* "A spokesman for the ministry" ends before the comma at token K. */
static bool
is_spokesman_of(const struct name_view *v, size_t name, size_t k)
{
	for (size_t n = 0; k > 1 && n < DESCRIPTION && view_together(v, name,
	    k - 1) && !view_mark(v, k - 1, ','); n++, k--) {
		if (view_has(v, k - 1, WORD_ROLE) && !view_has(v, k - 1,
		    WORD_ROLE_PLURAL) && n > 0)
			return view_has(v, k, WORD_PREP) &&
			    (view_has(v, k - 2, WORD_DET) || (k > 2 &&
			    view_has(v, k - 3, WORD_DET)));
		if (view_has(v, k - 1, WORD_AUX | WORD_SAY))
			return false;
	}
	return false;
}

/* "minister for Multilateral Affairs Ann Lee" */
static bool
holds_portfolio(const struct name_view *v, const struct mention *m)
{
	size_t k = m->begin;

	if (k < 3 || !view_is(v, k - 1, SLICE("affairs")) ||
	    !view_together(v, m->begin, k - 1))
		return false;
	for (k--; k > 1 && m->begin - k < DESCRIPTION &&
	    view_together(v, m->begin, k - 1); k--) {
		if (view_has(v, k, WORD_PREP))
			return view_has(v, k - 1, WORD_ROLE);
	}
	return false;
}

/*
 * "A retired teacher, Hob Larkin,", "her successor, the 34-year-old Finn
 * Aaltonen,": the name behind a description of one person is a person's.
 */
static void
type_after_role(const struct name_view *v, struct mention *m)
{
	size_t k = m->begin;

	if (m->type != MENTION_UNKNOWN || m->words < 2 || m->words > 3)
		return;
	if (holds_portfolio(v, m)) {
		m->type = MENTION_PERSON;
		return;
	}
	if (m->end + 1 >= v->doc->tokens || !view_mark(v, m->end, ','))
		return;
	/* "Mei-Ling Castellanos, who studies" */
	if (view_is(v, m->end + 1, SLICE("who"))) {
		m->type = MENTION_PERSON;
		return;
	}
	while (k > 0 && view_together(v, m->begin, k - 1) && m->begin - k < 3 &&
	    (view_has(v, k - 1, WORD_DET) ||
	    slice_ends(document_word(v->doc, k - 1), SLICE("-old"))))
		k--;
	if (k < 2 || !view_together(v, m->begin, k - 2) ||
	    !view_mark(v, k - 1, ','))
		return;
	if (is_spokesman_of(v, m->begin, k - 1)) {
		m->type = MENTION_PERSON;
		return;
	}
	if (!view_has(v, k - 2, WORD_ROLE) ||
	    view_has(v, k - 2, WORD_ROLE_PLURAL | WORD_ORG) ||
	    view_word(v, k - 2)->classes & WORD_BUSINESS)
		return;
	m->type = MENTION_PERSON;
}

/* Bits of use[word]: how words are used in names of this window. */
enum {
	USE_ALONE = 1,		/* a name by itself */
	USE_SURNAME = 2,	/* last word of a person's full name */
	USE_TAIL = 4,		/* second but last of one of three words */
	USE_SPEAKS = 8		/* alone and beside a verb of speech */
};

/* "West said", "said Mr. West". */
static bool
speaks(const struct name_view *v, const struct mention *m)
{
	return (m->end < v->doc->tokens && view_has(v, m->end, WORD_SAY) &&
	    view_together(v, m->begin, m->end)) || (m->title > 0 &&
	    view_has(v, m->title - 1, WORD_SAY));
}

/*
 * Ann West, Judith Bank: a place, or a word of organisations that is also a
 * surname; Barton Industries says things, too.
 */
static bool
may_be_surname(const struct name_view *v, uint32_t i)
{
	return view_has(v, i, WORD_PLACE) || (view_has(v, i, WORD_ORG) &&
	    view_word(v, i)->classes & WORD_SURNAME);
}

/*
 * "Ann West", which ended in a place, is a person's name when West says
 * something.
 */
static void
type_place_surnames(struct name_view *v, uint8_t *use)
{
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->words == 1 && speaks(v, m))
			use[m->word[0]] |= USE_SPEAKS;
	}
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];

		if (m->type == MENTION_ORG && (m->words == 2 || m->words == 3) &&
		    view_has(v, m->begin, WORD_GIVEN) && !view_has(v,
		    m->begin, WORD_COUNTRY) && may_be_surname(v, m->end - 1) &&
		    (use[m->word[m->words - 1]] & USE_SPEAKS ||
		    speaks(v, m)) && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_DET)))
			m->type = MENTION_PERSON;
	}
}

/*
 * Names are persons whose last word is also used alone; those that end a
 * longer person's name (Suu Kyi); a country that is somebody's surname
 * (Jordan), unless a preposition stands before it.
 */
static void
type_by_use(struct name_view *v)
{
	uint8_t *use = arena_zero(&v->doc->mem, v->vocab->n, 1);
	uint32_t *alone = arena_zero(&v->doc->mem, v->vocab->n,
	    sizeof(*alone));

	type_place_surnames(v, use);
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->words == 1 && (m->type == MENTION_UNKNOWN ||
		    m->type == MENTION_PERSON || m->type == MENTION_GIVEN))
			use[m->word[0]] |= USE_ALONE;
		if (m->words == 1)
			alone[m->word[0]]++;
		if (m->words > 1 && m->type == MENTION_PERSON)
			use[m->word[m->words - 1]] |= USE_SURNAME;
		if (m->words > 2 && m->type == MENTION_PERSON)
			use[m->word[m->words - 2]] |= USE_TAIL;
	}
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];
		uint32_t last = m->word[m->words - 1];

		if (m->type == MENTION_COUNTRY && m->words == 1 &&
		    use[last] & USE_SURNAME && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_PREP)))
			m->type = MENTION_UNKNOWN;
		/* Baker, Kent: a trade or a place that is a surname here */
		if (m->type == MENTION_ORG && m->words == 1 && m->begin > 0 &&
		    use[last] & USE_SURNAME && !view_has(v, m->begin,
		    WORD_ORG | WORD_PLACE | WORD_UPPER) && view_is(v,
		    m->begin - 1, SLICE("the")) && m->end < v->doc->tokens &&
		    view_has(v, m->end, WORD_LOWER))
			m->type = MENTION_UNKNOWN;	/* the Lee campaign */
		if ((m->type == MENTION_ROLE || (m->type == MENTION_ORG &&
		    view_has(v, m->begin, WORD_PLACE))) && m->words == 1 &&
		    use[last] & USE_SURNAME && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_DET | WORD_PREP)))
			m->type = MENTION_UNKNOWN;
		if (m->type != MENTION_UNKNOWN || m->words < 2)
			continue;
		/* companies, not people, go by the first word */
		if (m->words <= 4 && use[last] & USE_ALONE &&
		    alone[m->word[0]] <= alone[last] &&
		    !view_has(v, m->end - 1, WORD_COUNTRY))
			m->type = MENTION_PERSON;
		if (m->words == 2 && use[last] & USE_SURNAME &&
		    use[m->word[0]] & USE_TAIL)
			m->type = MENTION_PERSON;
	}
}

void
nametype_settle(struct name_view *v, const struct attribution *attr, size_t n)
{
	bool *ends = arena_zero(&v->doc->mem, v->doc->tokens + 1,
	    sizeof(*ends));

	for (size_t i = 0; i < n; i++)
		mark_source_ends(v, &attr[i], ends);
	for (size_t i = 0; i < v->mentions; i++)
		type_after_article(v, &v->mention[i]);
	for (size_t i = 0; i < v->mentions; i++)
		type_after_role(v, &v->mention[i]);
	type_by_speech(v, ends);
	type_by_use(v);
	for (size_t i = 0; i < v->mentions; i++)
		look_around(v, &v->mention[i]);
}
