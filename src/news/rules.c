#include "config.h"

#include "news/clause.h"
#include "news/rules.h"

static bool
is(const struct grammar_word *w, uint32_t classes)
{
	return (w->is & classes) != 0;
}

/* A subject pronoun and nothing else. */
static bool
is_pronoun(const struct grammar_word *w)
{
	return is(w, GRAM_PRONOUN) && !is(w, GRAM_DETERMINER | GRAM_RELATIVE);
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
	subject = clause_noun_phrase(c->g, c->w, k + 1, end);
	while (subject < end && is(&c->w[subject], GRAM_ADVERB |
	    GRAM_AUXILIARY))
		subject++;
	return subject > k + 1 && subject < end && clause_cue(c->g, c->w,
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
		if (next < end && clause_cue(c->g, c->w, next, c->begin,
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

/* "said last week that": where the "that" stands, or AFTER. */
static size_t
find_that(const struct clause *c, size_t after)
{
	for (size_t k = after; k < c->end && k < after + CLAUSE_ADVERBIAL;
	    k++) {
		const struct grammar_word *x = &c->w[k];

		if (is(x, GRAM_QUOTED | GRAM_COMMA | GRAM_STOP | GRAM_AND |
		    GRAM_AUXILIARY | GRAM_MODAL) ||
		    (k > after && is_pronoun(x)))
			break;
		if (GRAM_IS(*x, "that"))
			return k;
	}
	return after;
}

/* Where the content begins, as far as the cue's frames tell. */
static size_t
content_start(const struct clause *c, const struct clause_signal *s,
    size_t after)
{
	unsigned frames = s->match.cue->frames;

	if (frames & (CUE_CLAUSE | CUE_WH | CUE_ADDRESSEE)) {
		size_t that = find_that(c, after);

		if (that > after || GRAM_IS(c->w[after], "that"))
			return that;
	}
	if ((frames & (CUE_NOUN | CUE_GERUND | CUE_NAMING | CUE_AS | CUE_OF)) ||
	    ((frames & CUE_ADDRESSEE) && s->match.cue->act == ACT_DEMAND))
		return after;
	return clause_skip_adverbials(c, s, after);
}

/* What may follow a cue that reports clauses: "to", "that" or a clause. */
static bool
is_complement(const struct clause *c, const struct clause_signal *s,
    size_t from, size_t end)
{
	unsigned frames = s->match.cue->frames;
	const struct grammar_word *x = &c->w[from];

	if (is(x, GRAM_PUNCT) || end < from + 2)
		return false;
	if (GRAM_IS(*x, "to") ? !(frames & (CUE_INFINITIVE | CUE_ADDRESSEE)) :
	    is(x, GRAM_PREPOSITION) && !is(x, GRAM_SUBORDINATOR) &&
	    !(frames & CUE_OF))
		return false;
	if (!(frames & ~(CUE_QUOTE | CUE_BEFORE | CUE_ADVERB)))
		return false;
	if (frames & ~(CUE_CLAUSE | CUE_QUOTE | CUE_WH | CUE_INFINITIVE))
		return true;
	return GRAM_IS(*x, "to") || GRAM_IS(*x, "that") ||
	    slice_eq(s->match.cue->lemma, SLICE("say")) ||
	    clause_has_verb(c, from, end);
}

/* What the cue reports, when it stands behind it. */
static bool
content_after(const struct clause *c, const struct clause_signal *s,
    size_t after)
{
	unsigned frames = s->match.cue->frames;
	const struct grammar_word *x;
	size_t from, end;

	if (after >= c->end)
		return false;
	from = content_start(c, s, after);
	if (from >= c->end)
		return false;
	x = &c->w[from];
	if (is(x, GRAM_COLON | GRAM_COMMA) && from + 1 < c->end &&
	    (is(&c->w[from + 1], GRAM_OPEN) || (is(x, GRAM_COLON) &&
	    from + 2 < c->end && (frames & (CUE_CLAUSE | CUE_QUOTE)))))
		return put(c, LABEL_B_CONTENT, from + 1,
		    clause_end(c, from + 1));
	end = clause_end(c, from);
	if (is(x, GRAM_OPEN) ? is_title(c, from, end) :
	    !is_complement(c, s, from, end))
		return false;
	return put(c, LABEL_B_CONTENT, from, end);
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
content_before(const struct clause *c, const struct clause_signal *s,
    size_t start, size_t after)
{
	size_t from, to = start, tail = clause_skip_adverbials(c, s, after);

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
according_content(const struct clause *c, const struct clause_signal *s)
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
 * "X said that", "X vowed to", "X accused Y of", "it was said that": hardly
 * ever anything else.
 * What the model leaves out of these it leaves out by mistake.
 */
static bool
is_certain(const struct clause *c, const struct clause_signal *s)
{
	const struct cue *cue = s->match.cue;
	size_t that;

	if (cue->scope != CUE_SPEECH || s->end >= c->end)
		return false;
	if (s->passive) {
		size_t tail = clause_skip_adverbials(c, s, s->end);

		/* "it was reported last week that" */
		return s->chain > c->begin && tail < c->end &&
		    GRAM_IS(c->w[s->chain - 1], "it") &&
		    GRAM_IS(c->w[tail], "that");
	}
	if (s->source == s->source_end)
		return false;
	that = clause_skip_adverbials(c, s, s->end);
	if (that + 1 < c->end && GRAM_IS(c->w[that], "that"))
		return !is(&c->w[that + 1],
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
	struct clause_signal s = { .begin = i, .end = i + m->words,
	    .match = *m };
	size_t start, after;
	bool content;

	clause_resolve(c, &s);
	after = s.inverted || (m->cue->frames & CUE_BEFORE) ? s.source_end :
	    s.end;
	start = s.source < s.source_end && s.source < s.begin &&
	    !s.infinitive && s.source_end + CLAUSE_ADVERBIAL > s.chain ?
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

/* An auxiliary or a past stands between FROM and TO, commas or not. */
static bool
has_finite_verb(const struct clause *c, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		if (is(&c->w[k], GRAM_AUXILIARY | GRAM_MODAL) ||
		    slice_ends(c->w[k].lower, SLICE("ed")))
			return true;
	}
	return false;
}

/*
 * What the model sees between FROM and TO is nobody's speech: no quotation,
 * and no cue that counts by default.
 */
static bool
only_thought(const struct clause *c, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		uint8_t label = c->doc->token[k].label;
		struct cue_match m;

		if (is(&c->w[k], GRAM_QUOTED))
			return false;
		if ((label == LABEL_B_CUE || label == LABEL_I_CUE) &&
		    cue_find(&c->g->cues, &c->w[k].lower, 1, &m) &&
		    m.cue->scope == CUE_SPEECH)
			return false;
	}
	return true;
}

static uint8_t
label_of(const struct clause *c, size_t k)
{
	return c->doc->token[k].label;
}

/*
 * "Prices will rise, the bank said on Monday": where the model has nothing for
 * the clause before the comma, it is the content all the same, and what
 * stands behind the verb is not.
 */
static void
repair_clause_before(struct clause *c, size_t i, const struct cue_match *m)
{
	struct clause_signal s = { .begin = i, .end = i + m->words,
	    .match = *m };
	size_t start, after, tail, from = c->begin;
	bool without;

	if (m->cue->scope != CUE_SPEECH || !(m->cue->frames & CUE_CLAUSE) ||
	    !(m->form & (CUE_PAST | CUE_THIRD | CUE_BASE)) ||
	    is(&c->w[c->begin], GRAM_SUBORDINATOR | GRAM_PREPOSITION |
	    GRAM_RELATIVE | GRAM_ADVERB))
		return;
	clause_resolve(c, &s);
	if (s.source == s.source_end || s.passive || s.infinitive || s.shared)
		return;
	start = s.inverted ? s.chain : s.source;
	after = s.inverted ? s.source_end : s.end;
	if (start < c->begin + 5 || start > s.chain ||
	    !is(&c->w[start - 1], GRAM_COMMA))
		return;
	tail = clause_skip_adverbials(c, &s, after);
	if (tail < c->end && !is(&c->w[tail], GRAM_COMMA | GRAM_STOP))
		return;
	from += is(&c->w[from], GRAM_AND);
	/* ", without giving details": that cannot be what was said */
	without = tail + 1 < c->end && GRAM_IS(c->w[tail + 1], "without") &&
	    label_of(c, tail + 1) == LABEL_B_CONTENT;
	if ((!without && !free_of_labels(c, from, start - 1) &&
	    (tail + 1 < c->end || !only_thought(c, from, start - 1))) ||
	    is(&c->w[from], GRAM_QUOTED | GRAM_RELATIVE) ||
	    !has_finite_verb(c, from, start - 1))
		return;
	for (size_t k = tail; k < c->end; k++) {
		if (c->doc->token[k].label != LABEL_O && (is(&c->w[k],
		    GRAM_QUOTED) || (k < tail + 2 && !is(&c->w[k],
		    GRAM_PREPOSITION))))
			return;		/* the model sees it behind */
	}
	for (size_t k = tail; k < c->end; k++)
		c->doc->token[k].label = LABEL_O;
	for (size_t k = from; k < start; k++)
		c->doc->token[k].label = LABEL_O;
	put(c, LABEL_B_CONTENT, from, start - 1);
	put(c, LABEL_B_CUE, s.begin, s.end);
	put(c, LABEL_B_SOURCE, s.source, s.source_end);
}

/*
 * "that a second man, aged 34, remained under investigation": a clause that
 * the model ends before its verb, at the comma of an apposition, goes on.
 */
static void
repair_clause_without_verb(struct clause *c, size_t i)
{
	size_t comma = i + 1, end;

	if (!GRAM_IS(c->w[i], "that") &&
	    (i == c->begin || !GRAM_IS(c->w[i - 1], "that")))
		return;
	while (comma < c->end && label_of(c, comma) == LABEL_I_CONTENT)
		comma++;
	if (comma + 1 >= c->end || !is(&c->w[comma], GRAM_COMMA) ||
	    is(&c->w[comma + 1], GRAM_RELATIVE) ||
	    has_finite_verb(c, i, comma))
		return;
	end = clause_end(c, comma + 1);
	if (!free_of_labels(c, comma, end) ||
	    !has_finite_verb(c, comma + 1, end))
		return;
	for (size_t k = comma; k < end; k++)
		c->doc->token[k].label = LABEL_I_CONTENT;
}

/*
 * The labelled cue before token I says nothing: an attitude, or a refusal to
 * speak ("has refused to condemn").  *CUE is its first token.
 */
static bool
hangs_on_attitude(const struct clause *c, size_t i, size_t *cue)
{
	struct cue_match m;
	size_t k = i, last;

	while (k > c->begin && label_of(c, k - 1) == LABEL_O)
		k--;
	last = k;
	while (k > c->begin && label_of(c, k - 1) == LABEL_I_CUE)
		k--;
	if (k == c->begin || label_of(c, k - 1) != LABEL_B_CUE)
		return false;
	*cue = k - 1;
	for (k = *cue; k < last; k++) {
		if (slice_starts(c->w[k].lower, SLICE("refus")) ||
		    slice_starts(c->w[k].lower, SLICE("declin")))
			return true;
	}
	for (k = *cue; k < last; k++) {
		if (cue_find(&c->g->cues, &c->w[k].lower, 1, &m) &&
		    m.cue->scope == CUE_SPEECH)
			return false;
	}
	return true;
}

/*
 * "refused to open the gates while asking its neighbours to respect its
 * “concerns”": the model's content of an attitude holds words that are said
 * by a verb of their own; that verb is the cue.
 */
static void
repair_said_inside(struct clause *c, size_t i)
{
	struct cue_match m = { 0 };
	size_t end = i + 1, k, outer;

	while (end < c->end && label_of(c, end) == LABEL_I_CONTENT)
		end++;
	if (!hangs_on_attitude(c, i, &outer))
		return;
	for (k = i + 1; k < end && !is(&c->w[k], GRAM_OPEN); k++) {
		if ((GRAM_IS(c->w[k - 1], "while") ||
		    GRAM_IS(c->w[k - 1], "by") ||
		    is(&c->w[k - 1], GRAM_COMMA)) &&
		    clause_cue(c->g, c->w, k, c->begin, c->end, &m) &&
		    (m.form & CUE_ING) && m.cue->scope == CUE_SPEECH)
			break;
	}
	if (k >= end || is(&c->w[k], GRAM_OPEN) || k + m.words >= end)
		return;
	for (size_t t = k; t < end && !is(&c->w[t], GRAM_OPEN); t++)
		if (t + 1 == end)
			return;		/* nothing in marks behind it */
	for (size_t t = outer; t < end; t++)
		if (label_of(c, t) != LABEL_B_SOURCE &&
		    label_of(c, t) != LABEL_I_SOURCE)
			c->doc->token[t].label = LABEL_O;
	put(c, LABEL_B_CUE, k, k + m.words);
	put(c, LABEL_B_CONTENT, k + m.words, end);
}

static void
repair_clauses(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin; i < c->end; i++) {
		if (label_of(c, i) != LABEL_B_CONTENT)
			continue;
		repair_clause_without_verb(c, i);
		repair_said_inside(c, i);
	}

	for (size_t i = c->begin + 5; i < c->end; i++) {
		uint8_t label = c->doc->token[i].label;

		if (!is(&c->w[i], GRAM_QUOTED) && (label == LABEL_O ||
		    label == LABEL_B_CUE) &&
		    clause_cue(c->g, c->w, i, c->begin, c->end, &m))
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
		    !clause_cue(c->g, c->w, i, c->begin, c->end, &m))
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
