#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"

static bool
is(const struct grammar_word *w, uint32_t classes)
{
	return (w->is & classes) != 0;
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

void
mend_labels(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin; i < c->end; i++) {
		if (clause_label(c, i) != LABEL_B_CONTENT)
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
