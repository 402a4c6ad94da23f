#include "config.h"

#include "news/clause.h"

enum {
	CHAIN_LONGEST = 6,		/* auxiliaries and adverbs of a verb */
};

/* A noun by its looks: capital, or no closed class at all. */
static bool
is_nominal(const struct grammar_word *w)
{
	return grammar_is(w, GRAM_CAPITAL | GRAM_NUMBER) || !grammar_is(w,
	    GRAM_PUNCT | GRAM_PREPOSITION | GRAM_AUXILIARY | GRAM_MODAL |
	    GRAM_ADVERB | GRAM_NEGATION | GRAM_AND | GRAM_SUBORDINATOR |
	    GRAM_RELATIVE | GRAM_PRONOUN | GRAM_OBJECT | GRAM_DETERMINER |
	    GRAM_TIME | GRAM_POSSESSIVE);
}

static bool
is_plural(const struct grammar_word *w)
{
	return w->lower.n > 3 && slice_ends(w->lower, SLICE("s")) &&
	    !slice_ends(w->lower, SLICE("ss"));
}

/* Prepositions that hang a further noun on a common noun as head. */
static bool
attaches(const struct grammar_word *w, bool proper)
{
	if (GRAM_IS(*w, "of"))
		return true;
	return !proper && (GRAM_IS(*w, "for") || GRAM_IS(*w, "from") ||
	    GRAM_IS(*w, "at") || GRAM_IS(*w, "with") || GRAM_IS(*w, "in"));
}

/* Nouns of occasion: "in a statement" is not part of the one who speaks. */
static bool
is_occasion(const struct clause *c, const struct grammar_word *w, size_t i,
    size_t end)
{
	struct cue_match m;

	for (size_t k = i + 1; k < end && k < i + 4; k++) {
		if (grammar_is(&w[k], GRAM_TIME) || cue_find_noun(&c->g->cues,
		    w[k].lower, &m))
			return true;
	}
	return false;
}

static bool
is_past_cue(const struct grammar *g, const struct grammar_word *w)
{
	struct cue_match m;

	return !grammar_is(w, GRAM_CAPITAL) && cue_find(&g->cues, &w->lower, 1,
	    &m) && (m.form & CUE_PAST);
}

size_t
clause_noun_phrase(const struct grammar *g, const struct grammar_word *w,
    size_t from, size_t limit)
{
	struct clause c = { .g = g };
	size_t k = from, last = from;
	bool proper = false;

	if (from >= limit || grammar_is(&w[from], GRAM_PUNCT))
		return from;
	/* "all of them", "most of the members" */
	if (grammar_is(&w[from], GRAM_PRONOUN) && from + 2 < limit &&
	    grammar_is(&w[from], GRAM_DETERMINER) && GRAM_IS(w[from + 1],
	    "of")) {
		if (limit > from + CLAUSE_NOUN_PHRASE)
			limit = from + CLAUSE_NOUN_PHRASE;
		if (grammar_is(&w[from + 2], GRAM_OBJECT))
			return from + 3;
		k = clause_noun_phrase(g, w, from + 2, limit);
		return k > from + 2 ? k : from + 1;
	}
	if (grammar_is(&w[from], GRAM_PRONOUN) && (!grammar_is(&w[from],
	    GRAM_DETERMINER) || from + 1 >= limit || !is_nominal(&w[from + 1])))
		return from + 1;
	if (grammar_is(&w[from], GRAM_PREPOSITION | GRAM_AUXILIARY |
	    GRAM_MODAL | GRAM_SUBORDINATOR | GRAM_AND) && !grammar_is(&w[from],
	    GRAM_DETERMINER | GRAM_CAPITAL))
		return from;
	if (limit > from + CLAUSE_NOUN_PHRASE)
		limit = from + CLAUSE_NOUN_PHRASE;
	for (; k < limit; k++) {
		const struct grammar_word *x = &w[k];

		if (grammar_is(x, GRAM_PUNCT) && !GRAM_IS(*x, "-"))
			break;
		/* "The two": its capital makes no noun of it */
		if (grammar_is(x, GRAM_POSSESSIVE) || (grammar_is(x,
		    GRAM_DETERMINER) && (k == from || !is_nominal(&w[k - 1]) ||
		    grammar_is(&w[k - 1], GRAM_DETERMINER))))
			continue;
		if (grammar_is(x, GRAM_PREPOSITION) && !grammar_is(x,
		    GRAM_CAPITAL)) {
			if (k == last && k > from && attaches(x, proper) &&
			    !is_occasion(&c, w, k, limit))
				continue;
			break;
		}
		if (grammar_is(x, GRAM_AND) && k == last && k + 1 < limit &&
		    !GRAM_IS(*x, "but") && (grammar_is(&w[k + 1], GRAM_CAPITAL |
		    GRAM_DETERMINER) && !grammar_is(&w[k + 1], GRAM_PRONOUN)))
			continue;
		if (grammar_is(x, GRAM_TIME) && k > from &&
		    !grammar_is(&w[k - 1], GRAM_DETERMINER))
			break;
		if (grammar_is(x, GRAM_ADVERB) && !grammar_is(x,
		    GRAM_CAPITAL) && k > from && k == last)
			break;
		if (!is_nominal(x) && !grammar_is(x, GRAM_TITLE | GRAM_ADVERB |
		    GRAM_TIME))
			break;
		/* "the union said", "President Smith marked" */
		if (k == last && k > from && (is_past_cue(g, x) || (proper &&
		    !grammar_is(x, GRAM_CAPITAL) && slice_ends(x->lower,
		    SLICE("ed")))))
			break;
		proper = grammar_is(x, GRAM_CAPITAL) && k > from;
		if (k == from)
			proper = grammar_is(x, GRAM_CAPITAL);
		last = k + 1;
	}
	return last;
}

/* Nearly Every Word Is Written Like This. */
static bool
is_headline(const struct grammar_word *w, size_t begin, size_t end)
{
	size_t capitals = 0, others = 0;

	for (size_t k = begin; k < end && k < begin + 2 * CLAUSE_NOUN_PHRASE;
	    k++) {
		if (grammar_is(&w[k], GRAM_CAPITAL))
			capitals++;
		else if (is_nominal(&w[k]) && !grammar_is(&w[k], GRAM_NUMBER))
			others++;
	}
	return capitals > 2 * others;
}

bool
clause_cue(const struct grammar *g, const struct grammar_word *w, size_t i,
    size_t begin, size_t end, struct cue_match *match)
{
	struct slice word[4];
	const struct grammar_word *before = i > begin ? &w[i - 1] : NULL;
	size_t n = 0, k = i;

	while (n < 4 && i + n < end) {
		word[n] = w[i + n].lower;
		n++;
	}
	if (!cue_find(&g->cues, word, n, match))
		return false;
	if (match->form == CUE_FIXED)
		return true;
	while (k > begin && grammar_is(&w[k - 1], GRAM_ADVERB |
	    GRAM_NEGATION) && i - k < CHAIN_LONGEST)
		before = --k > begin ? &w[k - 1] : NULL;
	if (match->words == 1 && i + 1 < end && GRAM_IS(w[i + 1], "-"))
		return false;
	/* "the United States", "the report is": nouns */
	if (grammar_is(&w[i], GRAM_CAPITAL) && before != NULL && i > begin &&
	    grammar_is(&w[i - 1], GRAM_CAPITAL) && !is_headline(w, begin, end))
		return false;
	if (match->words == 1 && !(match->form & (CUE_PAST | CUE_ING)) &&
	    i + 1 < end && grammar_is(&w[i + 1], GRAM_AUXILIARY | GRAM_MODAL))
		return false;
	if (before == NULL)
		return (match->form & CUE_ING) || k < i;
	if (grammar_is(before, GRAM_POSSESSIVE | GRAM_PREPOSITION) &&
	    !(match->form & CUE_ING) && !GRAM_IS(*before, "to"))
		return (match->form & CUE_PAST) && grammar_is(before,
		    GRAM_POSSESSIVE);
	if (grammar_is(before, GRAM_DETERMINER) && !grammar_is(before,
	    GRAM_PRONOUN))
		return false;
	if ((match->form & CUE_BASE) && !(match->form & CUE_PAST))
		return grammar_is(before, GRAM_MODAL | GRAM_NEGATION |
		    GRAM_PRONOUN | GRAM_AUXILIARY | GRAM_AND) ||
		    GRAM_IS(*before, "to") || is_plural(before) ||
		    (grammar_is(before, GRAM_OBJECT) && i > begin + 1 &&
		    GRAM_IS(w[i - 2], "of")) || GRAM_IS(*before, "police") ||
		    GRAM_IS(*before, "people");
	return true;
}

bool
clause_has_verb(const struct clause *c, size_t from, size_t to)
{
	if (grammar_is(&c->w[from], GRAM_PRONOUN | GRAM_RELATIVE |
	    GRAM_SUBORDINATOR) && !grammar_is(&c->w[from], GRAM_DETERMINER))
		return true;
	for (size_t k = from; k < to; k++) {
		const struct grammar_word *x = &c->w[k];

		if (grammar_is(x, GRAM_AUXILIARY | GRAM_MODAL) ||
		    (k > from + 1 && slice_ends(x->lower, SLICE("ed"))))
			return true;
		if (k > from && grammar_is(x, GRAM_RELATIVE | GRAM_COMMA))
			return false;
	}
	return false;
}

/* Move to the first of the verb's auxiliaries, adverbs and negations. */
static void
find_chain(const struct clause *c, struct clause_signal *s)
{
	size_t k = s->begin;

	s->chain = k;
	if (s->match.form == CUE_FIXED)
		return;
	while (k > c->begin && s->begin - k < CHAIN_LONGEST) {
		const struct grammar_word *x = &c->w[k - 1];

		if (grammar_is(x, GRAM_PUNCT | GRAM_QUOTED))
			break;
		if (GRAM_IS(*x, "to")) {
			s->infinitive = true;
		} else if (!grammar_is(x, GRAM_AUXILIARY | GRAM_MODAL |
		    GRAM_ADVERB | GRAM_NEGATION | GRAM_POSSESSIVE)) {
			break;
		} else if (grammar_is(x, GRAM_POSSESSIVE) && !(s->match.form &
		    (CUE_PAST | CUE_ING))) {
			break;
		}
		if (grammar_is(x, GRAM_BE) && (s->match.form & CUE_PAST) &&
		    !(s->match.form & CUE_ING))
			s->passive = true;
		s->chain = --k;
	}
}

/* Where the clause of the verb whose chain starts at TO may begin. */
static size_t
clause_begin(const struct clause *c, size_t to)
{
	size_t k = to;

	while (k > c->begin) {
		const struct grammar_word *x = &c->w[k - 1];

		if (grammar_is(x, GRAM_CLOSE | GRAM_COLON | GRAM_STOP))
			break;
		if (c->any && k == c->last.end)
			break;
		if (grammar_is(x, GRAM_SUBORDINATOR) && k < to &&
		    (!grammar_is(x, GRAM_PREPOSITION) ||
		    clause_noun_phrase(c->g, c->w, k, to) == to))
			break;
		if (grammar_is(x, GRAM_AND) && (k == to || GRAM_IS(*x, "but") ||
		    (k > c->begin + 1 && grammar_is(&c->w[k - 2], GRAM_COMMA))))
			break;
		k--;
	}
	return k;
}

/* The noun phrase that starts at or soon after FROM: skips adverbials. */
static bool
leading_phrase(const struct clause *c, size_t from, size_t to,
    struct clause_signal *s)
{
	size_t end;

	while (from < to) {
		if (grammar_is(&c->w[from], GRAM_ADVERB | GRAM_AND |
		    GRAM_SUBORDINATOR) && !grammar_is(&c->w[from],
		    GRAM_DETERMINER | GRAM_PREPOSITION)) {
			from++;
			continue;
		}
		if (grammar_is(&c->w[from], GRAM_PREPOSITION)) {
			end = clause_noun_phrase(c->g, c->w, from + 1, to);
			if (end == from + 1)
				return false;
			from = end + (end < to && grammar_is(&c->w[end],
			    GRAM_COMMA));
			continue;
		}
		break;
	}
	/* "which he said was" */
	if (from + 1 < to && grammar_is(&c->w[from], GRAM_RELATIVE) &&
	    clause_noun_phrase(c->g, c->w, from + 1, to) > from + 1)
		from++;
	end = clause_noun_phrase(c->g, c->w, from, to);
	if (end == from)
		return false;
	s->source = from;
	s->source_end = end;
	return true;
}

/* The subject when a comma stands right before the verb: X, a doctor, said */
static bool
subject_before_aside(const struct clause *c, size_t from, size_t to,
    struct clause_signal *s)
{
	size_t piece = from;

	for (size_t k = from; k < to; k++) {
		if (!grammar_is(&c->w[k], GRAM_COMMA))
			continue;
		if (k > piece && !grammar_is(&c->w[piece], GRAM_PREPOSITION |
		    GRAM_SUBORDINATOR | GRAM_ADVERB | GRAM_RELATIVE) &&
		    leading_phrase(c, piece, k, s))
			return true;
		piece = k + 1;
	}
	return false;
}

static void
share_subject(const struct clause *c, struct clause_signal *s)
{
	s->shared = true;
	if (c->any && c->last.source < c->last.source_end) {
		s->source = c->last.source;
		s->source_end = c->last.source_end;
		return;
	}
	leading_phrase(c, c->begin, s->chain, s);
	if (s->source < s->source_end || s->chain == c->begin)
		return;
	subject_before_aside(c, c->begin, s->chain, s);
}

/* "according to X": up to a comma, a mark or a relative clause. */
static void
source_behind(const struct clause *c, struct clause_signal *s)
{
	size_t k = s->end;

	while (k < c->end && !grammar_is(&c->w[k], GRAM_COMMA | GRAM_STOP |
	    GRAM_COLON | GRAM_OPEN) && (k == s->end ||
	    !grammar_is(&c->w[k], GRAM_RELATIVE)))
		k++;
	s->source = s->end;
	s->source_end = k;
}

/* "was told by X" */
static void
agent(const struct clause *c, struct clause_signal *s)
{
	if (s->end >= c->end || !GRAM_IS(c->w[s->end], "by"))
		return;
	s->source = s->end + 1;
	s->source_end = clause_noun_phrase(c->g, c->w, s->end + 1, c->end);
}

/* "..., said X": a comma or a closing mark stands before it. */
static bool
inverted_subject(const struct clause *c, struct clause_signal *s)
{
	size_t end;

	if (s->chain != s->begin || (s->match.form & CUE_ING) ||
	    s->end >= c->end || s->chain <= c->begin + 1 ||
	    !grammar_is(&c->w[s->chain - 1], GRAM_COMMA | GRAM_CLOSE) ||
	    GRAM_IS(c->w[s->end], "that"))
		return false;
	if (!grammar_is(&c->w[s->chain - 1], GRAM_CLOSE) &&
	    !grammar_is(&c->w[s->chain - 2], GRAM_CLOSE) &&
	    !clause_has_verb(c, c->begin, s->chain - 1))
		return false;
	end = clause_noun_phrase(c->g, c->w, s->end, c->end);
	if (end == s->end || (end < c->end && !grammar_is(&c->w[end],
	    GRAM_PUNCT | GRAM_PREPOSITION | GRAM_TIME | GRAM_ADVERB |
	    GRAM_SUBORDINATOR | GRAM_RELATIVE)))
		return false;
	s->source = s->end;
	s->source_end = end;
	s->inverted = true;
	return true;
}

/* The noun phrase before the verb. */
static void
plain_subject(const struct clause *c, struct clause_signal *s)
{
	size_t from = clause_begin(c, s->chain);

	if (grammar_is(&c->w[s->chain - 1], GRAM_COMMA)) {
		subject_before_aside(c, from, s->chain, s);
		return;
	}
	for (size_t k = from; k < s->chain; k++) {
		if (grammar_is(&c->w[k], GRAM_COMMA))
			from = k + 1;
	}
	if (from < s->chain)
		leading_phrase(c, from, s->chain, s);
	else
		share_subject(c, s);
}

static void
find_source(const struct clause *c, struct clause_signal *s)
{
	const struct grammar_word *before = s->chain > c->begin ?
	    &c->w[s->chain - 1] : NULL;

	if (s->match.cue->frames & CUE_BEFORE) {
		source_behind(c, s);
	} else if (s->match.form == CUE_FIXED) {
		return;
	} else if (s->passive) {
		agent(c, s);
	} else if (before == NULL) {
		return;
	} else if (grammar_is(before, GRAM_RELATIVE) && !GRAM_IS(*before,
	    "that")) {
		s->source = s->chain - 1;
		s->source_end = s->chain;
	} else if (s->infinitive || grammar_is(before, GRAM_AND) ||
	    (grammar_is(before, GRAM_COMMA) && (s->match.form & CUE_ING))) {
		share_subject(c, s);
	} else if (!inverted_subject(c, s)) {
		plain_subject(c, s);
	}
}

size_t
clause_skip_adverbials(const struct clause *c,
    const struct clause_signal *s, size_t k)
{
	size_t limit = k + CLAUSE_ADVERBIAL < c->end ?
	    k + CLAUSE_ADVERBIAL : c->end;
	bool addressee = s->match.cue->frames & CUE_ADDRESSEE;

	while (k < limit) {
		const struct grammar_word *x = &c->w[k];

		if (grammar_is(x, GRAM_TIME | GRAM_ADVERB) && !grammar_is(x,
		    GRAM_PRONOUN)) {
			k++;
		} else if (grammar_is(x, GRAM_PREPOSITION) && !GRAM_IS(*x,
		    "to")) {
			size_t end = clause_noun_phrase(c->g, c->w, k + 1,
			    limit);

			if (end == k + 1)
				break;
			k = end;
		} else if (addressee && !GRAM_IS(*x, "that")) {
			size_t end = grammar_is(x, GRAM_OBJECT) ? k + 1 :
			    clause_noun_phrase(c->g, c->w, k, limit);

			if (end == k)
				break;
			k = end;
			addressee = false;
		} else {
			break;
		}
	}
	return k;
}

void
clause_resolve(const struct clause *c, struct clause_signal *s)
{
	find_chain(c, s);
	find_source(c, s);
}
