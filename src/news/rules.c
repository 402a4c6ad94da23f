#include "config.h"

#include "news/rules.h"

/* A cue in its sentence, as it is worked out. */
struct signal {
	size_t begin, end;		/* tokens of the cue */
	size_t chain;			/* first of its auxiliaries */
	struct cue_match match;
	bool passive;			/* "was told" */
	bool infinitive;		/* "to say" */
	bool inverted;			/* "said Smith" */
	bool shared;			/* the subject of an earlier verb */
	size_t source, source_end;	/* tokens; equal: none */
};

struct clause {
	const struct grammar *g;
	struct document *doc;
	const struct grammar_word *w;		/* view of the whole window */
	size_t begin, end;		/* tokens of the sentence */
	struct signal last;		/* the cue before, in this sentence */
	bool any;			/* there was one */
	bool strict;			/* only what can hardly be wrong */
};

enum {
	NOUN_PHRASE_LONGEST = 14,	/* tokens; longer ones are not sources */
	CHAIN_LONGEST = 6,		/* auxiliaries and adverbs of a verb */
	ADVERBIAL_LONGEST = 12,		/* "in an interview with the paper" */
};

static bool
is(const struct grammar_word *w, uint32_t classes)
{
	return (w->is & classes) != 0;
}

/* A noun by its looks: capital, or no closed class at all. */
static bool
is_nominal(const struct grammar_word *w)
{
	return is(w, GRAM_CAPITAL | GRAM_NUMBER) || !is(w, GRAM_PUNCT |
	    GRAM_PREPOSITION | GRAM_AUXILIARY | GRAM_MODAL | GRAM_ADVERB |
	    GRAM_NEGATION | GRAM_AND | GRAM_SUBORDINATOR | GRAM_RELATIVE |
	    GRAM_PRONOUN | GRAM_OBJECT | GRAM_DETERMINER | GRAM_TIME |
	    GRAM_POSSESSIVE);
}

/* A subject pronoun and nothing else. */
static bool
is_pronoun(const struct grammar_word *w)
{
	return is(w, GRAM_PRONOUN) && !is(w, GRAM_DETERMINER | GRAM_RELATIVE);
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
is_occasion(const struct clause *c, const struct grammar_word *w, size_t i, size_t end)
{
	struct cue_match m;

	for (size_t k = i + 1; k < end && k < i + 4; k++) {
		if (is(&w[k], GRAM_TIME) || cue_find_noun(&c->g->cues,
		    w[k].lower, &m))
			return true;
	}
	return false;
}

static bool
is_past_cue(const struct grammar *g, const struct grammar_word *w)
{
	struct cue_match m;

	return !is(w, GRAM_CAPITAL) && cue_find(&g->cues, &w->lower, 1, &m) &&
	    (m.form & CUE_PAST);
}

size_t
rules_noun_phrase(const struct grammar *g, const struct grammar_word *w, size_t from,
    size_t limit)
{
	struct clause c = { .g = g };
	size_t k = from, last = from;
	bool proper = false;

	if (from >= limit || is(&w[from], GRAM_PUNCT))
		return from;
	if (is(&w[from], GRAM_PRONOUN) && (!is(&w[from], GRAM_DETERMINER) ||
	    from + 1 >= limit || !is_nominal(&w[from + 1])))
		return from + 1;
	if (is(&w[from], GRAM_PREPOSITION | GRAM_AUXILIARY | GRAM_MODAL |
	    GRAM_SUBORDINATOR | GRAM_AND) && !is(&w[from], GRAM_DETERMINER |
	    GRAM_CAPITAL))
		return from;
	if (limit > from + NOUN_PHRASE_LONGEST)
		limit = from + NOUN_PHRASE_LONGEST;
	for (; k < limit; k++) {
		const struct grammar_word *x = &w[k];

		if (is(x, GRAM_PUNCT) && !GRAM_IS(*x, "-"))
			break;
		if (is(x, GRAM_POSSESSIVE) || (is(x, GRAM_DETERMINER) &&
		    (k == from || !is_nominal(&w[k - 1]))))
			continue;
		if (is(x, GRAM_PREPOSITION) && !is(x, GRAM_CAPITAL)) {
			if (k == last && k > from && attaches(x, proper) &&
			    !is_occasion(&c, w, k, limit))
				continue;
			break;
		}
		if (is(x, GRAM_AND) && k == last && k + 1 < limit &&
		    !GRAM_IS(*x, "but") && (is(&w[k + 1], GRAM_CAPITAL |
		    GRAM_DETERMINER) && !is(&w[k + 1], GRAM_PRONOUN)))
			continue;
		if (is(x, GRAM_TIME) && k > from && !is(&w[k - 1],
		    GRAM_DETERMINER))
			break;
		if (is(x, GRAM_ADVERB) && !is(x, GRAM_CAPITAL) && k > from &&
		    k == last)
			break;
		if (!is_nominal(x) && !is(x, GRAM_TITLE | GRAM_ADVERB |
		    GRAM_TIME))
			break;
		/* "the union said", "President Smith marked" */
		if (k == last && k > from && (is_past_cue(g, x) || (proper &&
		    !is(x, GRAM_CAPITAL) && slice_ends(x->lower,
		    SLICE("ed")))))
			break;
		proper = is(x, GRAM_CAPITAL) && k > from;
		if (k == from)
			proper = is(x, GRAM_CAPITAL);
		last = k + 1;
	}
	return last;
}

/* Nearly Every Word Is Written Like This. */
static bool
is_headline(const struct grammar_word *w, size_t begin, size_t end)
{
	size_t capitals = 0, others = 0;

	for (size_t k = begin; k < end && k < begin + 2 * NOUN_PHRASE_LONGEST;
	    k++) {
		if (is(&w[k], GRAM_CAPITAL))
			capitals++;
		else if (is_nominal(&w[k]) && !is(&w[k], GRAM_NUMBER))
			others++;
	}
	return capitals > 2 * others;
}

bool
rules_cue(const struct grammar *g, const struct grammar_word *w, size_t i,
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
	while (k > begin && is(&w[k - 1], GRAM_ADVERB | GRAM_NEGATION) &&
	    i - k < CHAIN_LONGEST)
		before = --k > begin ? &w[k - 1] : NULL;
	if (match->words == 1 && i + 1 < end && GRAM_IS(w[i + 1], "-"))
		return false;
	/* "the United States", "the report is": nouns */
	if (is(&w[i], GRAM_CAPITAL) && before != NULL && i > begin &&
	    is(&w[i - 1], GRAM_CAPITAL) && !is_headline(w, begin, end))
		return false;
	if (match->words == 1 && !(match->form & (CUE_PAST | CUE_ING)) &&
	    i + 1 < end && is(&w[i + 1], GRAM_AUXILIARY | GRAM_MODAL))
		return false;
	if (before == NULL)
		return (match->form & CUE_ING) || k < i;
	if (is(before, GRAM_POSSESSIVE | GRAM_PREPOSITION) && !(match->form &
	    CUE_ING) && !GRAM_IS(*before, "to"))
		return (match->form & CUE_PAST) && is(before, GRAM_POSSESSIVE);
	if (is(before, GRAM_DETERMINER) && !is(before, GRAM_PRONOUN))
		return false;
	if ((match->form & CUE_BASE) && !(match->form & CUE_PAST))
		return is(before, GRAM_MODAL | GRAM_NEGATION | GRAM_PRONOUN |
		    GRAM_AUXILIARY | GRAM_AND) || GRAM_IS(*before, "to") ||
		    is_plural(before) || GRAM_IS(*before, "police") ||
		    GRAM_IS(*before, "people");
	return true;
}

/* Words that only a clause has: an auxiliary, a past, a subject pronoun. */
static bool
looks_like_clause(const struct clause *c, size_t from, size_t to)
{
	if (is(&c->w[from], GRAM_PRONOUN | GRAM_RELATIVE | GRAM_SUBORDINATOR) &&
	    !is(&c->w[from], GRAM_DETERMINER))
		return true;
	for (size_t k = from; k < to; k++) {
		const struct grammar_word *x = &c->w[k];

		if (is(x, GRAM_AUXILIARY | GRAM_MODAL) ||
		    (k > from + 1 && slice_ends(x->lower, SLICE("ed"))))
			return true;
		if (k > from && is(x, GRAM_RELATIVE | GRAM_COMMA))
			return false;
	}
	return false;
}

/* Move to the first of the verb's auxiliaries, adverbs and negations. */
static void
find_chain(const struct clause *c, struct signal *s)
{
	size_t k = s->begin;

	s->chain = k;
	if (s->match.form == CUE_FIXED)
		return;
	while (k > c->begin && s->begin - k < CHAIN_LONGEST) {
		const struct grammar_word *x = &c->w[k - 1];

		if (is(x, GRAM_PUNCT | GRAM_QUOTED))
			break;
		if (GRAM_IS(*x, "to")) {
			s->infinitive = true;
		} else if (!is(x, GRAM_AUXILIARY | GRAM_MODAL | GRAM_ADVERB |
		    GRAM_NEGATION | GRAM_POSSESSIVE)) {
			break;
		} else if (is(x, GRAM_POSSESSIVE) && !(s->match.form &
		    (CUE_PAST | CUE_ING))) {
			break;
		}
		if (is(x, GRAM_BE) && (s->match.form & CUE_PAST) &&
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

		if (is(x, GRAM_CLOSE | GRAM_COLON | GRAM_STOP))
			break;
		if (c->any && k == c->last.end)
			break;
		if (is(x, GRAM_SUBORDINATOR) && k < to &&
		    (!is(x, GRAM_PREPOSITION) || rules_noun_phrase(c->g, c->w,
		    k, to) == to))
			break;
		if (is(x, GRAM_AND) && (k == to || GRAM_IS(*x, "but") ||
		    (k > c->begin + 1 && is(&c->w[k - 2], GRAM_COMMA))))
			break;
		k--;
	}
	return k;
}

/* The noun phrase that starts at or soon after FROM: skips adverbials. */
static bool
leading_phrase(const struct clause *c, size_t from, size_t to,
    struct signal *s)
{
	size_t end;

	while (from < to) {
		if (is(&c->w[from], GRAM_ADVERB | GRAM_AND | GRAM_SUBORDINATOR)
		    && !is(&c->w[from], GRAM_DETERMINER | GRAM_PREPOSITION)) {
			from++;
			continue;
		}
		if (is(&c->w[from], GRAM_PREPOSITION)) {
			end = rules_noun_phrase(c->g, c->w, from + 1, to);
			if (end == from + 1)
				return false;
			from = end + (end < to && is(&c->w[end], GRAM_COMMA));
			continue;
		}
		break;
	}
	/* "which he said was" */
	if (from + 1 < to && is(&c->w[from], GRAM_RELATIVE) &&
	    rules_noun_phrase(c->g, c->w, from + 1, to) > from + 1)
		from++;
	end = rules_noun_phrase(c->g, c->w, from, to);
	if (end == from)
		return false;
	s->source = from;
	s->source_end = end;
	return true;
}

/* The subject when a comma stands right before the verb: X, a doctor, said */
static bool
subject_before_aside(const struct clause *c, size_t from, size_t to,
    struct signal *s)
{
	size_t piece = from;

	for (size_t k = from; k < to; k++) {
		if (!is(&c->w[k], GRAM_COMMA))
			continue;
		if (k > piece && !is(&c->w[piece], GRAM_PREPOSITION |
		    GRAM_SUBORDINATOR | GRAM_ADVERB | GRAM_RELATIVE) &&
		    leading_phrase(c, piece, k, s))
			return true;
		piece = k + 1;
	}
	return false;
}

static void
share_subject(const struct clause *c, struct signal *s)
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

static void
find_source(const struct clause *c, struct signal *s)
{
	size_t from, piece = s->chain;
	const struct grammar_word *before;

	if (s->match.cue->frames & CUE_BEFORE) {
		size_t k = s->end;

		while (k < c->end && !is(&c->w[k], GRAM_COMMA | GRAM_STOP |
		    GRAM_COLON | GRAM_OPEN) && (k == s->end ||
		    !is(&c->w[k], GRAM_RELATIVE)))
			k++;
		s->source = s->end;
		s->source_end = k;
		return;
	}
	if (s->match.form == CUE_FIXED)
		return;
	if (s->passive) {
		if (s->end < c->end && GRAM_IS(c->w[s->end], "by")) {
			s->source = s->end + 1;
			s->source_end = rules_noun_phrase(c->g, c->w,
			    s->end + 1, c->end);
		}
		return;
	}
	if (s->chain == c->begin) {
		if (s->match.form & CUE_ING)
			return;
	} else {
		before = &c->w[s->chain - 1];
		if (is(before, GRAM_RELATIVE) && !GRAM_IS(*before, "that")) {
			s->source = s->chain - 1;
			s->source_end = s->chain;
			return;
		}
		if (s->infinitive || (is(before, GRAM_COMMA) &&
		    (s->match.form & CUE_ING)) || is(before, GRAM_AND)) {
			share_subject(c, s);
			return;
		}
	}
	/* inverted: a comma, a closing mark or nothing stands before it */
	if (s->chain == s->begin && !(s->match.form & CUE_ING) &&
	    s->end < c->end && s->chain > c->begin + 1 &&
	    is(&c->w[s->chain - 1], GRAM_COMMA | GRAM_CLOSE)) {
		size_t end = rules_noun_phrase(c->g, c->w, s->end, c->end);

		if (end > s->end && !GRAM_IS(c->w[s->end], "that") &&
		    (is(&c->w[s->chain - 1], GRAM_CLOSE) ||
		    is(&c->w[s->chain - 2], GRAM_CLOSE) ||
		    looks_like_clause(c, c->begin, s->chain - 1)) &&
		    (end == c->end || is(&c->w[end], GRAM_PUNCT |
		    GRAM_PREPOSITION | GRAM_TIME | GRAM_ADVERB |
		    GRAM_SUBORDINATOR | GRAM_RELATIVE))) {
			s->source = s->end;
			s->source_end = end;
			s->inverted = true;
			return;
		}
	}
	if (s->chain == c->begin)
		return;
	from = clause_begin(c, s->chain);
	if (is(&c->w[s->chain - 1], GRAM_COMMA)) {
		subject_before_aside(c, from, s->chain, s);
		return;
	}
	for (size_t k = from; k < s->chain; k++) {
		if (is(&c->w[k], GRAM_COMMA))
			from = k + 1;
	}
	(void)piece;
	if (from < s->chain)
		leading_phrase(c, from, s->chain, s);
	else
		share_subject(c, s);
}

/* Behind time, place, occasion and the one addressed: "on Tuesday". */
static size_t
skip_adverbials(const struct clause *c, const struct signal *s, size_t k)
{
	size_t limit = k + ADVERBIAL_LONGEST < c->end ?
	    k + ADVERBIAL_LONGEST : c->end;
	bool addressee = s->match.cue->frames & CUE_ADDRESSEE;

	while (k < limit) {
		const struct grammar_word *x = &c->w[k];

		if (is(x, GRAM_TIME | GRAM_ADVERB) && !is(x, GRAM_PRONOUN)) {
			k++;
		} else if (is(x, GRAM_PREPOSITION) && !GRAM_IS(*x, "to")) {
			size_t end = rules_noun_phrase(c->g, c->w, k + 1,
			    limit);

			if (end == k + 1)
				break;
			k = end;
		} else if (addressee && !GRAM_IS(*x, "that")) {
			size_t end = is(x, GRAM_OBJECT) ? k + 1 :
			    rules_noun_phrase(c->g, c->w, k, limit);

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

static bool
free_of_labels(const struct clause *c, size_t begin, size_t end)
{
	for (size_t k = begin; k < end; k++) {
		if (c->doc->token[k].label != LABEL_O)
			return false;
	}
	return begin < end;
}

static bool
put(const struct clause *c, enum label first, size_t begin, size_t end)
{
	if (!free_of_labels(c, begin, end))
		return false;
	for (size_t k = begin; k < end; k++)
		c->doc->token[k].label = (uint8_t)(k == begin ? first :
		    first + 1);
	return true;
}

/* ", while the union said": a clause with a cue and subject of its own. */
static bool
starts_another(const struct clause *c, size_t k, size_t end)
{
	struct cue_match m;
	size_t subject;

	if (!GRAM_IS(c->w[k], "while") && !GRAM_IS(c->w[k], "but") &&
	    !GRAM_IS(c->w[k], "whereas") && !GRAM_IS(c->w[k], "although"))
		return false;
	subject = rules_noun_phrase(c->g, c->w, k + 1, end);
	while (subject < end && is(&c->w[subject], GRAM_ADVERB |
	    GRAM_AUXILIARY))
		subject++;
	return subject > k + 1 && subject < end && rules_cue(c->g, c->w,
	    subject, c->begin, c->end, &m) && m.cue->scope == CUE_SPEECH;
}

/* Where the clause that starts at K ends: sentence, next cue, narrator. */
static size_t
clause_end(const struct clause *c, size_t k)
{
	size_t end = c->end, from = k;
	struct cue_match m;

	while (end > k && is(&c->w[end - 1], GRAM_STOP))
		end--;
	for (; k < end; k++) {
		const struct grammar_word *x = &c->w[k];
		size_t next = k + 1;

		if (k == from || is(x, GRAM_QUOTED) || next >= end)
			continue;
		if (is(x, GRAM_COMMA)) {
			if (starts_another(c, next, end))
				return k;
			if (is(&c->w[next], GRAM_AND))
				next++;
		} else if (!is(x, GRAM_AND)) {
			continue;
		}
		while (next < end && is(&c->w[next], GRAM_ADVERB))
			next++;
		if (next < end && rules_cue(c->g, c->w, next, c->begin,
		    c->end, &m) && !m.cue->noun &&
		    (m.form & (CUE_PAST | CUE_ING | CUE_FIXED)) &&
		    m.cue->scope != CUE_THOUGHT)
			return k;
	}
	return end;
}

/* The clause before ", X said": from the last label or the beginning. */
static size_t
clause_before(const struct clause *c, size_t to)
{
	size_t k = to;

	while (k > c->begin && c->doc->token[k - 1].label == LABEL_O &&
	    !is(&c->w[k - 1], GRAM_COLON | GRAM_STOP))
		k--;
	while (k < to && (is(&c->w[k], GRAM_COMMA | GRAM_AND) ||
	    GRAM_IS(c->w[k], "but")))
		k++;
	return k;
}

/* The quotation that opens at K is made of capitals, as a title is. */
static bool
is_title(const struct clause *c, size_t k, size_t end)
{
	bool words = false;

	for (k++; k < end && !is(&c->w[k], GRAM_CLOSE); k++) {
		if (!is(&c->w[k], GRAM_CAPITAL | GRAM_NUMBER | GRAM_PUNCT |
		    GRAM_PREPOSITION | GRAM_DETERMINER | GRAM_AND))
			return false;
		words = true;
	}
	return words;
}

/* What the cue reports, when it stands behind it. */
static bool
content_after(const struct clause *c, const struct signal *s, size_t after)
{
	unsigned frames = s->match.cue->frames;
	size_t tail = skip_adverbials(c, s, after), end;
	const struct grammar_word *x;

	/* "said last week that", "announced on Monday it would" */
	for (size_t k = after; k < c->end && k < after + ADVERBIAL_LONGEST;
	    k++) {
		if (is(&c->w[k], GRAM_QUOTED | GRAM_COMMA | GRAM_STOP | GRAM_AND |
		    GRAM_AUXILIARY | GRAM_MODAL) || (k > after &&
		    is_pronoun(&c->w[k])))
			break;
		if (GRAM_IS(c->w[k], "that") && (frames & (CUE_CLAUSE |
		    CUE_WH | CUE_ADDRESSEE))) {
			after = tail = k;
			break;
		}
	}
	if (frames & (CUE_NOUN | CUE_GERUND | CUE_NAMING | CUE_AS | CUE_OF))
		tail = after;
	if ((frames & CUE_ADDRESSEE) && s->match.cue->act == ACT_DEMAND)
		tail = after;
	if (tail >= c->end)
		return false;
	x = &c->w[tail];
	if (is(x, GRAM_COLON | GRAM_COMMA) && tail + 1 < c->end &&
	    is(&c->w[tail + 1], GRAM_OPEN))
		return put(c, LABEL_B_CONTENT, tail + 1, clause_end(c,
		    tail + 1));
	if (is(x, GRAM_COLON) && tail + 2 < c->end &&
	    (frames & (CUE_CLAUSE | CUE_QUOTE)))
		return put(c, LABEL_B_CONTENT, tail + 1, clause_end(c,
		    tail + 1));
	if (is(x, GRAM_OPEN)) {
		end = clause_end(c, tail);
		return !is_title(c, tail, end) &&
		    put(c, LABEL_B_CONTENT, tail, end);
	}
	if (is(x, GRAM_PUNCT))
		return false;
	if (GRAM_IS(*x, "to") ? !(frames & (CUE_INFINITIVE | CUE_ADDRESSEE)) :
	    is(x, GRAM_PREPOSITION) && !is(x, GRAM_SUBORDINATOR) &&
	    !(frames & CUE_OF))
		return false;
	if (!(frames & ~(CUE_QUOTE | CUE_BEFORE | CUE_ADVERB)))
		return false;
	end = clause_end(c, tail);
	if (end < tail + 2)
		return false;
	if (!(frames & ~(CUE_CLAUSE | CUE_QUOTE | CUE_WH | CUE_INFINITIVE)) &&
	    !GRAM_IS(*x, "to") && !GRAM_IS(*x, "that") && !slice_eq(s->match.cue->lemma, SLICE("say")) &&
	    !looks_like_clause(c, tail, end))
		return false;
	return put(c, LABEL_B_CONTENT, tail, end);
}

/* Whether [FROM, TO) could be a clause, not just "On Monday". */
static bool
is_clause(const struct clause *c, size_t from, size_t to)
{
	if (to < from + 3)
		return false;
	if (is(&c->w[from], GRAM_PREPOSITION | GRAM_RELATIVE) && to < from + 6)
		return false;
	return true;
}

/*
 * The quotation that the mark at LAST closes, with the words that lead to it
 * from the beginning of the sentence.
 */
static bool
put_quotation(const struct clause *c, size_t last)
{
	size_t from = last;

	while (from > c->begin && is(&c->w[from - 1], GRAM_QUOTED) &&
	    !is(&c->w[from], GRAM_OPEN))
		from--;
	if (from > c->begin && !is(&c->w[from - 1], GRAM_COMMA | GRAM_COLON |
	    GRAM_STOP))
		from = clause_before(c, from);
	put(c, LABEL_B_CONTENT, from, last + 1);
	return true;
}

static bool
content_before(const struct clause *c, const struct signal *s, size_t start,
    size_t after)
{
	size_t from, to = start, tail = skip_adverbials(c, s, after);

	if (start == c->begin)
		return false;
	if (is(&c->w[start - 1], GRAM_CLOSE))
		return put_quotation(c, start - 1);
	if (!is(&c->w[start - 1], GRAM_COMMA))
		return false;
	to--;
	if (to > c->begin && is(&c->w[to - 1], GRAM_CLOSE))
		return put_quotation(c, to - 1);
	if (tail < c->end && !is(&c->w[tail], GRAM_PUNCT))
		return false;
	from = clause_before(c, to);
	if (!is_clause(c, from, to))
		return false;
	return put(c, LABEL_B_CONTENT, from, to);
}

static bool
according_content(const struct clause *c, const struct signal *s)
{
	size_t from = s->source_end, end;

	if (s->begin > c->begin + 2)
		return put(c, LABEL_B_CONTENT, clause_before(c, s->begin -
		    is(&c->w[s->begin - 1], GRAM_COMMA)), s->begin -
		    is(&c->w[s->begin - 1], GRAM_COMMA));
	while (from < c->end && !is(&c->w[from], GRAM_COMMA))
		from++;
	end = clause_end(c, from + 1 < c->end ? from + 1 : c->end);
	return from + 1 < end && put(c, LABEL_B_CONTENT, from + 1, end);
}

/*
 * "X said that", "X vowed to", "X accused Y of", "it was said that": hardly ever anything else.
 * What the model leaves out of these it leaves out by mistake.
 */
static bool
is_certain(const struct clause *c, const struct signal *s)
{
	const struct cue *cue = s->match.cue;

	if (cue->scope != CUE_SPEECH || s->end >= c->end)
		return false;
	if (s->passive) {
		size_t tail = skip_adverbials(c, s, s->end);

		/* "it was reported last week that" */
		return s->chain > c->begin && tail < c->end &&
		    GRAM_IS(c->w[s->chain - 1], "it") &&
		    GRAM_IS(c->w[tail], "that");
	}
	if (s->source == s->source_end)
		return false;
	if (GRAM_IS(c->w[s->end], "that"))
		return s->end + 1 < c->end && !is(&c->w[s->end + 1],
		    GRAM_AUXILIARY | GRAM_MODAL);	/* "states that are" */
	if (cue->act == ACT_PROMISE)
		return GRAM_IS(c->w[s->end], "to");
	if (!(cue->frames & CUE_OF))
		return false;
	for (size_t k = s->end + 1; k + 1 < c->end &&
	    !is(&c->w[k], GRAM_PUNCT); k++) {
		if (GRAM_IS(c->w[k], "of") || GRAM_IS(c->w[k], "for"))
			return true;
	}
	return false;
}

static void
try_cue(struct clause *c, size_t i, const struct cue_match *m)
{
	struct signal s = { .begin = i, .end = i + m->words, .match = *m };
	size_t start, after;
	bool content;

	find_chain(c, &s);
	find_source(c, &s);
	after = s.inverted || (m->cue->frames & CUE_BEFORE) ? s.source_end :
	    s.end;
	start = s.source < s.source_end && s.source < s.begin &&
	    !s.infinitive && s.source_end + ADVERBIAL_LONGEST > s.chain ?
	    s.source : s.chain;
	if (m->cue->frames & CUE_ADVERB)
		return;
	if (s.source == s.source_end && !s.passive)
		return;
	/* a purpose: "met to discuss"; not "went on to say" */
	if (s.infinitive && (s.chain == c->begin ||
	    !GRAM_IS(c->w[s.chain - 1], "on")))
		return;
	if (c->strict && !is_certain(c, &s))
		return;
	if (m->cue->frames & CUE_BEFORE)
		content = according_content(c, &s);
	else
		content = (!s.shared && content_before(c, &s, start, after)) ||
		    content_after(c, &s, after);
	if (!content)
		return;
	if (!put(c, LABEL_B_CUE, s.begin, s.end))
		return;
	if (s.source < s.source_end)
		put(c, LABEL_B_SOURCE, s.source, s.source_end);
	c->last = s;
	c->any = true;
}

/*
 * "Prices will rise, the bank said on Monday": where the model has nothing for
 * the clause before the comma, it is the content all the same, and what
 * stands behind the verb is not.
 */
static void
repair_clause_before(struct clause *c, size_t i, const struct cue_match *m)
{
	struct signal s = { .begin = i, .end = i + m->words, .match = *m };
	size_t start, after, tail, from = c->begin;

	if (m->cue->scope != CUE_SPEECH || !(m->cue->frames & CUE_CLAUSE) ||
	    !(m->form & (CUE_PAST | CUE_THIRD)) ||
	    is(&c->w[c->begin], GRAM_SUBORDINATOR | GRAM_PREPOSITION |
	    GRAM_RELATIVE | GRAM_ADVERB))
		return;
	find_chain(c, &s);
	find_source(c, &s);
	if (s.source == s.source_end || s.passive || s.infinitive || s.shared)
		return;
	start = s.inverted ? s.chain : s.source;
	after = s.inverted ? s.source_end : s.end;
	if (start < c->begin + 5 || start > s.chain ||
	    !is(&c->w[start - 1], GRAM_COMMA))
		return;
	tail = skip_adverbials(c, &s, after);
	if (tail < c->end && !is(&c->w[tail], GRAM_COMMA | GRAM_STOP))
		return;
	from += is(&c->w[from], GRAM_AND);
	if (!free_of_labels(c, from, start - 1) ||
	    is(&c->w[from], GRAM_QUOTED | GRAM_RELATIVE) ||
	    !looks_like_clause(c, from, start - 1))
		return;
	for (size_t k = tail; k < c->end; k++) {
		if (c->doc->token[k].label != LABEL_O && (is(&c->w[k],
		    GRAM_QUOTED) || k < tail + 2))
			return;		/* the model sees it behind */
	}
	for (size_t k = tail; k < c->end; k++)
		c->doc->token[k].label = LABEL_O;
	put(c, LABEL_B_CONTENT, from, start - 1);
	put(c, LABEL_B_CUE, s.begin, s.end);
	put(c, LABEL_B_SOURCE, s.source, s.source_end);
}

static void
repair_clauses(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin + 5; i < c->end; i++) {
		uint8_t label = c->doc->token[i].label;

		if (!is(&c->w[i], GRAM_QUOTED) && (label == LABEL_O ||
		    label == LABEL_B_CUE) &&
		    rules_cue(c->g, c->w, i, c->begin, c->end, &m))
			repair_clause_before(c, i, &m);
	}
}

static void
label_clause(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin; i < c->end; i++) {
		if (is(&c->w[i], GRAM_QUOTED) ||
		    c->doc->token[i].label != LABEL_O ||
		    !rules_cue(c->g, c->w, i, c->begin, c->end, &m))
			continue;
		try_cue(c, i, &m);
		i += m.words - 1;
	}
}

void
rules_label_span(const struct grammar *g, struct document *doc,
    const struct grammar_word *w, size_t begin, size_t end)
{
	struct clause c = { .g = g, .doc = doc, .w = w, .begin = begin,
	    .end = end };

	label_clause(&c);
}

/* Label every sentence of prose. */
static void
label_sentences(const struct grammar *g, struct document *doc,
    const struct grammar_word *w, bool strict)
{
	for (size_t k = 0; k < doc->sentences; k++) {
		const struct document_sentence *s = &doc->sentence[k];
		struct clause c = { .g = g, .doc = doc, .w = w,
		    .begin = s->token, .end = s->token_end,
		    .strict = strict };

		if (!textclass_is_prose(s->class))
			continue;
		if (strict)
			repair_clauses(&c);
		label_clause(&c);
	}
}

void
rules_supplement(const struct grammar *g, struct document *doc,
    struct grammar_word *w)
{
	uint8_t *before = arena_alloc(&doc->mem, doc->tokens + 1);

	for (size_t i = 0; i < doc->tokens; i++)
		before[i] = doc->token[i].label;
	label_sentences(g, doc, w, true);
	for (size_t i = 0; i < doc->tokens; i++) {
		if (before[i] != doc->token[i].label)
			w[i].is |= GRAM_RULE;
	}
}

void
rules_label(const struct grammar *g, struct document *doc,
    struct grammar_word *w)
{
	for (size_t i = 0; i < doc->tokens; i++) {
		doc->token[i].label = LABEL_O;
		w[i].is |= GRAM_RULE;
	}
	label_sentences(g, doc, w, false);
}
