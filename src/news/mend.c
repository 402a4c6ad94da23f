#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"

enum { BETWEEN_DASHES = 30 };	/* tokens */

static bool
is(const struct grammar_word *w, uint32_t classes)
{
	return (w->is & classes) != 0;
}

/* The model sees a cue between FROM and TO that counts by default. */
static bool
has_speech(const struct clause *c, size_t from, size_t to)
{
	struct cue_match m;

	for (size_t k = from; k < to; k++) {
		if ((clause_label(c, k) == LABEL_B_CUE ||
		    clause_label(c, k) == LABEL_I_CUE) &&
		    cue_find(&c->g->cues, &c->w[k].lower, 1, &m) &&
		    m.cue->scope == CUE_SPEECH)
			return true;
	}
	return false;
}

/* What the model sees between FROM and TO is nobody's speech. */
static bool
only_thought(const struct clause *c, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		if (is(&c->w[k], GRAM_QUOTED))
			return false;
	}
	return !has_speech(c, from, to);
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
	    clause_label(c, tail + 1) == LABEL_B_CONTENT;
	if ((!without && !clause_is_free(c, from, start - 1) &&
	    (tail + 1 < c->end || !only_thought(c, from, start - 1))) ||
	    is(&c->w[from], GRAM_QUOTED | GRAM_RELATIVE) ||
	    !clause_is_finite(c, from, start - 1))
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
	clause_put(c, LABEL_B_CONTENT, from, start - 1);
	clause_put(c, LABEL_B_CUE, s.begin, s.end);
	clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
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
	while (comma < c->end && clause_label(c, comma) == LABEL_I_CONTENT)
		comma++;
	if (comma + 1 >= c->end || !is(&c->w[comma], GRAM_COMMA) ||
	    is(&c->w[comma + 1], GRAM_RELATIVE) ||
	    clause_is_finite(c, i, comma))
		return;
	end = clause_tail(c, comma + 1);
	if (!clause_is_free(c, comma, end) ||
	    !clause_is_finite(c, comma + 1, end))
		return;
	for (size_t k = comma; k < end; k++)
		c->doc->token[k].label = LABEL_I_CONTENT;
}

/*
 * "They say the plan, made by Ost, has failed": where the model has "the
 * plan", what was said goes on behind the apposition with its verb.
 */
static void
mend_apposed(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t e = i + 1, k, end;

	while (e < c->end && clause_label(c, e) == LABEL_I_CONTENT)
		e++;
	if (i == c->begin || e + 3 >= c->end || !is(&c->w[e], GRAM_COMMA) ||
	    is(&c->w[i], GRAM_QUOTED | GRAM_PREPOSITION) ||
	    !cue_find(&c->g->cues, &c->w[i - 1].lower, 1, &m) ||
	    !(m.cue->frames & CUE_CLAUSE) || m.cue->frames & CUE_NOUN ||
	    clause_is_finite(c, i, e))
		return;
	for (k = e + 1; k < c->end && k < e + CLAUSE_ADVERBIAL &&
	    !is(&c->w[k], GRAM_COMMA | GRAM_STOP | GRAM_QUOTED); k++)
		;
	if (k + 2 >= c->end || !is(&c->w[k], GRAM_COMMA) ||
	    !clause_is_finite(c, k + 1, k + 2))
		return;
	end = clause_tail(c, k + 1);
	for (k = e; k < end; k++) {
		/* "run by Ost": a source without a cue */
		if (clause_label(c, k) != LABEL_O &&
		    clause_label(c, k) != LABEL_B_SOURCE &&
		    clause_label(c, k) != LABEL_I_SOURCE)
			return;
	}
	for (k = e; k < end; k++)
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

	while (k > c->begin && clause_label(c, k - 1) == LABEL_O)
		k--;
	last = k;
	while (k > c->begin && clause_label(c, k - 1) == LABEL_I_CUE)
		k--;
	if (k == c->begin || clause_label(c, k - 1) != LABEL_B_CUE)
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

	while (end < c->end && clause_label(c, end) == LABEL_I_CONTENT)
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
		if (clause_label(c, t) != LABEL_B_SOURCE &&
		    clause_label(c, t) != LABEL_I_SOURCE)
			c->doc->token[t].label = LABEL_O;
	clause_put(c, LABEL_B_CUE, k, k + m.words);
	clause_put(c, LABEL_B_CONTENT, k + m.words, end);
}

/* The end of the span that starts at I. */
static size_t
span_end(const struct clause *c, size_t i)
{
	uint8_t inside = (uint8_t)(clause_label(c, i) + 1);

	for (i++; i < c->end && clause_label(c, i) == inside; i++)
		;
	return i;
}

/* Whether a clause that was reported goes on behind the comma before K. */
static bool
goes_on(const struct clause *c, size_t k)
{
	static const struct slice openers[] = {
		SLICE("but"), SLICE("even"), SLICE("where"), SLICE("when"),
		SLICE("because"), SLICE("if"), SLICE("unless"), SLICE("until"),
		SLICE("one"), SLICE("in"), SLICE("for"), SLICE("from"),
		SLICE("at"), SLICE("or")
	};

	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		if (slice_eq(c->w[k].lower, openers[i]))
			return true;
	}
	return false;
}

/*
 * Content behind its cue that the model ends at a bracket ("in the war (1982)
 * with"), between two dashes, before the main clause of "when ..., it", or at a
 * comma before words that hardly ever begin the narrator's own.
 */
static void
mend_cut(struct clause *c, size_t i)
{
	size_t e = span_end(c, i), k = e, end;

	if (i == c->begin || clause_label(c, i - 1) == LABEL_O ||
	    e + 2 >= c->end || is(&c->w[e - 1], GRAM_QUOTED) || e < i + 3)
		return;
	if (GRAM_IS(c->w[e], "(")) {
		while (k < c->end && k < e + CLAUSE_ADVERBIAL &&
		    !GRAM_IS(c->w[k], ")"))
			k++;
		if (k + 1 >= c->end || !GRAM_IS(c->w[k], ")"))
			return;
		k++;
	} else if (is(&c->w[e], GRAM_COLON) && !GRAM_IS(c->w[e], ":") &&
	    !GRAM_IS(c->w[e], ";")) {
		for (k = e + 1; k < c->end && k < e + BETWEEN_DASHES &&
		    !slice_eq(c->w[k].text, c->w[e].text); k++)
			;
		if (k + 1 >= c->end || k == e + BETWEEN_DASHES)
			return;
		k++;
	} else if (is(&c->w[e], GRAM_COMMA)) {
		k = e + 1;
		/* "called for a ban, but the shops stayed open" */
		if (GRAM_IS(c->w[k], "but") && !clause_is_finite(c, i, e))
			return;
		if (!goes_on(c, k) && !(is(&c->w[i], GRAM_SUBORDINATOR) &&
		    clause_is_finite(c, k, c->end)))
			return;
	} else {
		return;
	}
	end = clause_tail(c, k);
	if (end <= k || !clause_is_free(c, e, end))
		return;
	for (k = e; k < end; k++) {
		if (is(&c->w[k], GRAM_QUOTED))
			return;
	}
	for (k = e; k < end; k++)
		c->doc->token[k].label = LABEL_I_CONTENT;
}

/* "suggested pushing back the date": "pushing" is what is suggested. */
static void
mend_gerund(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = span_end(c, i);

	if (i + 1 >= end || end >= c->end || clause_label(c, end) !=
	    LABEL_B_CONTENT || is(&c->w[end], GRAM_QUOTED) ||
	    !slice_ends(c->w[i + 1].lower, SLICE("ing")) ||
	    !cue_find(&c->g->cues, &c->w[i].lower, 1, &m) ||
	    m.cue->scope != CUE_SPEECH || !(m.form & (CUE_PAST | CUE_THIRD)))
		return;
	c->doc->token[i + 1].label = LABEL_B_CONTENT;
	for (size_t k = i + 2; k <= end; k++)
		c->doc->token[k].label = LABEL_I_CONTENT;
}

/*
 * "The key to it, says Lund, is the crane": what stands before the cue is no
 * source when a name between it and a comma is.
 */
static void
mend_inverted(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t from, end, comma = i + 1;

	if (i < c->begin + 3 || !is(&c->w[i - 1], GRAM_COMMA) ||
	    clause_label(c, i - 2) != LABEL_I_SOURCE ||
	    !clause_cue(c->g, c->w, i, c->begin, c->end, &m) ||
	    m.cue->scope != CUE_SPEECH || !(m.form & (CUE_PAST | CUE_THIRD)))
		return;
	while (comma < c->end && comma < i + CLAUSE_NOUN_PHRASE &&
	    !is(&c->w[comma], GRAM_PUNCT | GRAM_QUOTED))
		comma++;
	if (comma + 2 >= c->end || comma == i + 1 ||
	    !is(&c->w[comma], GRAM_COMMA) ||
	    !is(&c->w[i + 1], GRAM_CAPITAL) ||
	    clause_noun_phrase(c->g, c->w, i + 1, comma) != comma ||
	    !clause_is_finite(c, comma + 1, comma + 2))
		return;
	from = i - 2;
	while (from > c->begin && clause_label(c, from) != LABEL_B_SOURCE)
		from--;
	end = clause_tail(c, comma + 1);
	for (size_t k = from; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_CONTENT, from, i - 1);
	clause_put(c, LABEL_B_CUE, i, i + m.words);
	clause_put(c, LABEL_B_SOURCE, i + m.words, comma);
	clause_put(c, LABEL_B_CONTENT, comma + 1, end);
}

/*
 * "Lund saw one fault in working with Ost and Brandt: “...”": the name before
 * the colon hangs on a preposition; the subject of the sentence speaks.
 */
static void
mend_colon(struct clause *c, size_t i)
{
	size_t colon = span_end(c, i), end;

	if (colon + 1 >= c->end || !GRAM_IS(c->w[colon], ":") ||
	    !is(&c->w[colon + 1], GRAM_OPEN) || i < c->begin + 3 ||
	    !is(&c->w[i - 1], GRAM_PREPOSITION | GRAM_AND))
		return;
	for (size_t k = c->begin; k < colon; k++) {
		if (clause_label(c, k) == LABEL_B_CUE ||
		    is(&c->w[k], GRAM_QUOTED | GRAM_COMMA | GRAM_COLON))
			return;
	}
	end = clause_noun_phrase(c->g, c->w, c->begin, i);
	if (end == c->begin || end + 1 >= i ||
	    !is(&c->w[c->begin], GRAM_CAPITAL | GRAM_PRONOUN) ||
	    !clause_is_finite(c, end, i))
		return;
	for (size_t k = c->begin; k < colon; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, c->begin, end);
}

/*
 * "“...,” a detail that dovetails with the plot": a phrase behind a quotation
 * that begins with a preposition or "that" and names no text is no cue.
 */
static void
mend_phrase_cue(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = span_end(c, i), k;

	if (!is(&c->w[i], GRAM_PREPOSITION | GRAM_RELATIVE) ||
	    GRAM_IS(c->w[i], "to") || end < i + 3 ||
	    cue_find(&c->g->cues, &c->w[i].lower, 1, &m))
		return;
	for (k = i; k < end; k++) {
		if (is(&c->w[k], GRAM_QUOTED | GRAM_CAPITAL) ||
		    cue_find_noun(&c->g->cues, c->w[k].lower, &m) ||
		    cue_find(&c->g->cues, &c->w[k].lower, 1, &m))
			return;
	}
	for (k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	for (k = i; k > c->begin && (clause_label(c, k - 1) == LABEL_O ||
	    clause_label(c, k - 1) == LABEL_B_SOURCE ||
	    clause_label(c, k - 1) == LABEL_I_SOURCE); k--)
		c->doc->token[k - 1].label = LABEL_O;
}

/* "said in a letter to staff that it would close": it begins at "that". */
static void
mend_addressed(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = span_end(c, i), k, cue = i;

	if (i == c->begin || is(&c->w[i], GRAM_QUOTED | GRAM_SUBORDINATOR))
		return;
	while (cue > c->begin && clause_label(c, cue - 1) == LABEL_I_CUE)
		cue--;
	if (cue == c->begin || clause_label(c, cue - 1) != LABEL_B_CUE ||
	    !cue_find(&c->g->cues, &c->w[cue - 1].lower, 1, &m) ||
	    !(m.cue->frames & CUE_CLAUSE) || (is(&c->w[i], GRAM_PREPOSITION) ?
	    m.cue->frames & CUE_INFINITIVE : !(m.cue->frames & CUE_ADDRESSEE)))
		return;
	/* "informed the House that" */
	if (!is(&c->w[i], GRAM_PREPOSITION) && (clause_noun_phrase(c->g, c->w,
	    i, end) >= end || !GRAM_IS(c->w[clause_noun_phrase(c->g, c->w, i,
	    end)], "that")))
		return;
	for (k = i + 1; k + 2 < end && k < i + CLAUSE_ADVERBIAL; k++) {
		if (is(&c->w[k], GRAM_QUOTED | GRAM_STOP | GRAM_AUXILIARY |
		    GRAM_MODAL))
			return;
		if (GRAM_IS(c->w[k], "that"))
			break;
	}
	if (k + 2 >= end || !GRAM_IS(c->w[k], "that") ||
	    !clause_is_finite(c, k + 1, end))
		return;
	for (size_t t = i; t < k; t++)
		c->doc->token[t].label = LABEL_O;
	c->doc->token[k].label = LABEL_B_CONTENT;
}

/* "Lund is expected to say that it is dead": Lund is who will say it. */
static void
mend_expected(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = span_end(c, i), cue, verb;

	if (end + 3 >= c->end || clause_label(c, end) != LABEL_B_CUE ||
	    is(&c->w[i], GRAM_QUOTED))
		return;
	cue = span_end(c, end);
	for (verb = end; verb + 1 < cue && !GRAM_IS(c->w[verb], "to"); verb++)
		;
	if (verb == end || verb + 1 >= cue || !is(&c->w[end], GRAM_BE) ||
	    !cue_find(&c->g->cues, &c->w[verb + 1].lower, 1, &m) ||
	    m.cue->scope != CUE_SPEECH)
		return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = (uint8_t)(k == i ? LABEL_B_SOURCE :
		    LABEL_I_SOURCE);
}

/*
 * "An official who spoke because he may not discuss the matter said": the
 * official is the source, not the matter before the verb.
 */
static void
mend_relative(struct clause *c, size_t i)
{
	size_t end = span_end(c, i), who = i, from;

	if (end >= c->end || clause_label(c, end) != LABEL_B_CUE ||
	    is(&c->w[i], GRAM_CAPITAL | GRAM_PRONOUN | GRAM_QUOTED) ||
	    i < c->begin + 4 || is(&c->w[i - 1], GRAM_COMMA))
		return;
	while (who > c->begin + 1 && !GRAM_IS(c->w[who], "who")) {
		if (is(&c->w[who], GRAM_QUOTED | GRAM_STOP | GRAM_COLON) ||
		    clause_label(c, who - 1) != LABEL_O)
			return;
		who--;
	}
	if (!GRAM_IS(c->w[who], "who") || i < who + 4)
		return;
	for (from = who; from > c->begin &&
	    !is(&c->w[from - 1], GRAM_PUNCT); from--)
		;
	if (from == who || clause_noun_phrase(c->g, c->w, from, who) != who)
		return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, from, who);
}

/* "was told by her doctor that": the model leaves out who told. */
static void
mend_agent(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = span_end(c, i), source;

	if (end + 3 >= c->end || !GRAM_IS(c->w[end], "by") ||
	    clause_label(c, end) != LABEL_O || !is(&c->w[i], GRAM_BE) ||
	    !cue_find(&c->g->cues, &c->w[end - 1].lower, 1, &m) ||
	    !(m.form & CUE_PAST) || m.cue->scope != CUE_SPEECH)
		return;
	source = clause_noun_phrase(c->g, c->w, end + 1, c->end);
	if (source > end + 1 && source < c->end &&
	    clause_label(c, source) == LABEL_B_CONTENT)
		clause_put(c, LABEL_B_SOURCE, end + 1, source);
}

/*
 * "“The dam,” said Ost, pointing to the wall, “is old.”": a quotation that
 * goes on in small letters is no part of what is done in between.
 */
static void
mend_split(struct clause *c, size_t i)
{
	size_t end = span_end(c, i), open = i, cue = i;

	if (is(&c->w[i], GRAM_QUOTED) || !is(&c->w[c->begin], GRAM_OPEN) ||
	    clause_label(c, c->begin) != LABEL_B_CONTENT)
		return;
	while (open < end && !is(&c->w[open], GRAM_OPEN))
		open++;
	if (open == i || open + 1 >= end || !is(&c->w[open - 1], GRAM_COMMA) ||
	    is(&c->w[open + 1], GRAM_CAPITAL))
		return;
	while (cue > c->begin && clause_label(c, cue - 1) == LABEL_I_CUE)
		cue--;
	if (cue == c->begin || clause_label(c, cue - 1) != LABEL_B_CUE ||
	    !slice_ends(c->w[cue - 1].lower, SLICE("ing")))
		return;
	for (size_t k = cue - 1; k < open; k++)
		c->doc->token[k].label = LABEL_O;
	c->doc->token[open].label = LABEL_B_CONTENT;
}

/* "The two firms are said to be among them": they are part of it. */
static void
mend_said_to(struct clause *c, size_t i)
{
	struct clause_signal s = { .begin = i - 1, .end = i };
	size_t from, to;

	if (i < c->begin + 3 || !GRAM_IS(c->w[i], "to") ||
	    !cue_find(&c->g->cues, &c->w[i - 1].lower, 1, &s.match) ||
	    !(s.match.cue->frames & CUE_CLAUSE))
		return;
	clause_resolve(c, &s);
	if (!s.passive || s.chain == c->begin)
		return;
	to = s.chain;
	from = to;
	while (from > c->begin && !is(&c->w[from - 1], GRAM_PUNCT) &&
	    clause_label(c, from - 1) != LABEL_B_CONTENT &&
	    clause_label(c, from - 1) != LABEL_I_CONTENT)
		from--;
	if (from == to || clause_noun_phrase(c->g, c->w, from, to) != to)
		return;
	for (size_t k = from; k < to; k++)
		c->doc->token[k].label = (uint8_t)(k == from ?
		    LABEL_B_CONTENT : LABEL_I_CONTENT);
}

/*
 * "The plan, according to X, was late", "The plan, X said, was late": where
 * the model has "The plan" only, a statement without a verb.
 */
static void
mend_parted(struct clause *c, size_t i)
{
	size_t to = span_end(c, i), k = to + 1;
	bool cue = false;

	if (is(&c->w[i], GRAM_QUOTED) || to >= c->end ||
	    !is(&c->w[to], GRAM_COMMA))
		return;
	while (k < c->end && !is(&c->w[k], GRAM_COMMA | GRAM_QUOTED) &&
	    clause_label(c, k) != LABEL_B_CONTENT) {
		cue |= clause_label(c, k) == LABEL_B_CUE;
		k++;
	}
	if (!cue || k + 1 >= c->end || k >= to + CLAUSE_ADVERBIAL)
		return;
	/* "said Lund, is late" is not all of it Lund */
	if (clause_is_finite(c, k + 1, k + 2)) {
		for (size_t t = k; t < c->end &&
		    clause_label(c, t) == LABEL_I_SOURCE; t++)
			c->doc->token[t].label = LABEL_O;
	}
	clause_put_rest(c, i, to, k);
}

/* The first comma outside marks behind K, or the end. */
static size_t
clause_comma(const struct clause *c, size_t k)
{
	while (k < c->end && !(is(&c->w[k], GRAM_COMMA) &&
	    !is(&c->w[k], GRAM_QUOTED)))
		k++;
	return k;
}

/*
 * "According to evidence heard at the trial, Brandt took it": up to the comma
 * it is the source.
 */
static void
mend_according(struct clause *c)
{
	size_t first = c->begin + 2, comma, start;
	bool source = false;

	if (first + 2 >= c->end || !GRAM_IS(c->w[c->begin], "according") ||
	    !GRAM_IS(c->w[first - 1], "to"))
		return;
	for (comma = first; comma < c->end && comma < first +
	    CLAUSE_NOUN_PHRASE && !is(&c->w[comma], GRAM_COMMA); comma++) {
		source |= clause_label(c, comma) == LABEL_B_SOURCE;
		if (is(&c->w[comma], GRAM_QUOTED))
			return;
	}
	if (comma + 1 >= c->end || !is(&c->w[comma], GRAM_COMMA))
		return;
	/* "according to A, quoting B, it was so" */
	start = comma + 1;
	if (GRAM_IS(c->w[start], "quoting") || GRAM_IS(c->w[start], "citing"))
		start = clause_comma(c, start) + 1;
	if (start >= c->end || (start == comma + 1 && source &&
	    clause_label(c, c->begin) == LABEL_B_CUE))
		return;
	for (size_t k = c->begin; k < start; k++)
		c->doc->token[k].label = LABEL_O;
	if (clause_label(c, start) == LABEL_I_CONTENT)
		c->doc->token[start].label = LABEL_B_CONTENT;
	clause_put(c, LABEL_B_CUE, c->begin, first);
	clause_put(c, LABEL_B_SOURCE, first, comma);
	clause_put(c, LABEL_B_CONTENT, start, clause_tail(c, start));
}

/*
 * Where the verb of the main clause stands behind a clause that starts at K:
 * "that he did not know the name is hard to believe"; END if there is none.
 */
static size_t
main_verb(const struct clause *c, size_t k, size_t end)
{
	bool verb = false;

	for (; k < end; k++) {
		const struct grammar_word *x = &c->w[k];

		if (is(x, GRAM_QUOTED))
			return end;
		if (is(x, GRAM_RELATIVE | GRAM_SUBORDINATOR | GRAM_AND |
		    GRAM_COMMA) || clause_is_pronoun(x)) {
			verb = false;
		} else if (is(x, GRAM_AUXILIARY | GRAM_MODAL) &&
		    !is(x, GRAM_POSSESSIVE)) {
			if (verb)
				return k;
			verb = true;
			while (k + 1 < end && is(&c->w[k + 1], GRAM_AUXILIARY |
			    GRAM_MODAL | GRAM_ADVERB | GRAM_NEGATION))
				k++;
		}
	}
	return end;
}

/*
 * "Her claim that she had never met him was rejected": the content of a noun
 * that is the subject of the sentence ends before the verb.
 */
static void
mend_subject(struct clause *c, size_t i)
{
	size_t end = span_end(c, i), verb, cue = i;
	struct cue_match m;

	while (cue > c->begin && (clause_label(c, cue - 1) == LABEL_I_CUE ||
	    GRAM_IS(c->w[cue - 1], "that")))
		cue--;
	if ((cue == i && !GRAM_IS(c->w[i], "that")) || cue < c->begin + 2 ||
	    cue > c->begin + 6 || clause_label(c, --cue) != LABEL_B_CUE ||
	    !cue_find_noun(&c->g->cues, c->w[cue].lower, &m))
		return;
	for (size_t k = c->begin; k < cue; k++) {
		if (is(&c->w[k], GRAM_PRONOUN) &&
		    !is(&c->w[k], GRAM_DETERMINER))
			return;
		if (is(&c->w[k], GRAM_PUNCT | GRAM_PREPOSITION | GRAM_MODAL) ||
		    (is(&c->w[k], GRAM_AUXILIARY) &&
		    !is(&c->w[k], GRAM_POSSESSIVE)))
			return;
	}
	verb = main_verb(c, i, end);
	for (size_t k = verb; k < end; k++)
		c->doc->token[k].label = LABEL_O;
}

/*
 * "They care about health, as one banker told me, and about money": the
 * statement stands before "as".
 */
static void
mend_as(struct clause *c, size_t i, const struct cue_match *m)
{
	struct clause_signal s = { .begin = i, .end = i + m->words,
	    .match = *m };
	size_t to, head, after;

	if (m->cue->scope != CUE_SPEECH || !(m->cue->frames & (CUE_CLAUSE |
	    CUE_ADDRESSEE)) || !(m->form & (CUE_PAST | CUE_THIRD)))
		return;
	clause_resolve(c, &s);
	if (s.source == s.source_end || s.passive || s.infinitive ||
	    s.source < c->begin + 5 || s.source_end > s.chain ||
	    !GRAM_IS(c->w[s.source - 1], "as") ||
	    clause_label(c, s.begin) != LABEL_B_CUE)
		return;
	to = s.source - 1;
	after = clause_skip_adverbials(c, &s, s.end);
	if (after < c->end && !is(&c->w[after], GRAM_COMMA | GRAM_STOP))
		return;
	if (is(&c->w[to - 1], GRAM_COMMA))
		to--;
	else if (!is(&c->w[to - 1], GRAM_CLOSE))
		return;
	head = to;
	while (head > c->begin && !is(&c->w[head - 1], GRAM_COLON | GRAM_STOP))
		head--;
	head += is(&c->w[head], GRAM_AND);
	if (head + 4 > to || has_speech(c, head, to))
		return;
	/* "as the paper put it, “a farce”": the model sees it behind */
	for (size_t k = after; k < c->end && k < after + 3; k++) {
		if (is(&c->w[k], GRAM_QUOTED))
			return;
	}
	for (size_t k = after; k < c->end &&
	    clause_label(c, k) != LABEL_B_CUE; k++)
		c->doc->token[k].label = LABEL_O;
	for (size_t k = head; k < after; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_CONTENT, head, to);
	clause_put(c, LABEL_B_CUE, s.begin, s.end);
	clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
}

/* "As the paper put it, “it is a farce”": what stands behind the comma. */
static void
mend_leading_as(struct clause *c)
{
	struct clause_signal s = { 0 };
	size_t i = c->begin + 1, after;

	if (i >= c->end || !GRAM_IS(c->w[c->begin], "as") ||
	    is(&c->w[i], GRAM_QUOTED))
		return;
	while (i < c->end && i < c->begin + CLAUSE_ADVERBIAL &&
	    !is(&c->w[i], GRAM_PUNCT) && !clause_cue(c->g, c->w, i, c->begin,
	    c->end, &s.match))
		i++;
	if (i >= c->end || s.match.cue == NULL ||
	    s.match.cue->scope != CUE_SPEECH || !(s.match.form & (CUE_PAST |
	    CUE_THIRD)))
		return;
	s.begin = i;
	s.end = i + s.match.words;
	clause_resolve(c, &s);
	after = clause_skip_adverbials(c, &s, s.end);
	if (s.source != c->begin + 1 || s.source_end > s.chain || s.passive ||
	    after + 3 >= c->end || !is(&c->w[after], GRAM_COMMA) ||
	    !clause_is_free(c, c->begin, c->end))
		return;
	clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
	clause_put(c, LABEL_B_CUE, s.begin, s.end);
	clause_put(c, LABEL_B_CONTENT, after + 1, clause_tail(c, after + 1));
}

void
mend_labels(struct clause *c)
{
	struct cue_match m;

	mend_according(c);
	mend_leading_as(c);
	for (size_t i = c->begin; i < c->end; i++) {
		if (clause_label(c, i) == LABEL_B_SOURCE) {
			mend_colon(c, i);
			mend_relative(c, i);
		}
		if (clause_label(c, i) != LABEL_B_CUE)
			continue;
		mend_phrase_cue(c, i);
		mend_gerund(c, i);
		mend_inverted(c, i);
		mend_agent(c, i);
	}
	for (size_t i = c->begin; i < c->end; i++) {
		if (clause_label(c, i) != LABEL_B_CONTENT)
			continue;
		repair_clause_without_verb(c, i);
		mend_apposed(c, i);
		repair_said_inside(c, i);
		mend_split(c, i);
		mend_addressed(c, i);
		mend_expected(c, i);
		if (clause_label(c, i) != LABEL_B_CONTENT)
			continue;
		mend_subject(c, i);
		mend_cut(c, i);
		mend_said_to(c, i);
		mend_parted(c, i);
	}

	for (size_t i = c->begin + 5; i < c->end; i++) {
		uint8_t label = c->doc->token[i].label;

		if (!is(&c->w[i], GRAM_QUOTED) && (label == LABEL_O ||
		    label == LABEL_B_CUE) &&
		    clause_cue(c->g, c->w, i, c->begin, c->end, &m))
			repair_clause_before(c, i, &m);
		if (!is(&c->w[i], GRAM_QUOTED) && label == LABEL_B_CUE &&
		    clause_cue(c->g, c->w, i, c->begin, c->end, &m))
			mend_as(c, i, &m);
	}
}
