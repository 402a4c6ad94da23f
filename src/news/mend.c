#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"

/* What the model sees between FROM and TO is nobody's speech. */
static bool
only_thought(const struct clause *c, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED))
			return false;
	}
	return !clause_has_speech(c, from, to);
}

/*
 * "When he came, the drawer was empty, the report says": a subordinate clause
 * with its main clause behind the first comma, and then the source.
 */
static bool
has_main_clause(const struct clause *c, size_t i)
{
	size_t comma[2], n = 0;

	for (size_t k = c->begin; k < i && n < 3; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED))
			return false;
		if (grammar_is(&c->w[k], GRAM_COMMA)) {
			if (n == 2)
				return false;
			comma[n++] = k;
		}
	}
	return n == 2 && grammar_is(&c->w[c->begin], GRAM_SUBORDINATOR) &&
	    comma[1] > comma[0] + 3 && clause_is_finite(c, c->begin,
	    comma[0]) && clause_is_finite(c, comma[0], comma[1]);
}

/*
 * "Prices will rise, the bank said on Monday": where the model has nothing for
 * the clause before the comma, it is the content all the same, and what
 * stands behind the verb is not.
 */
static void
mend_clause_before(struct clause *c, size_t i, const struct cue_match *m)
{
	struct clause_signal s = { .begin = i, .end = i + m->words,
	    .match = *m };
	size_t start, after, tail, from = c->begin;
	bool without, urging;

	if (m->cue->scope != CUE_SPEECH || !(m->cue->frames & CUE_CLAUSE) ||
	    !(m->form & (CUE_PAST | CUE_THIRD | CUE_BASE)) ||
	    (grammar_is(&c->w[c->begin], GRAM_SUBORDINATOR | GRAM_PREPOSITION |
	    GRAM_RELATIVE | GRAM_ADVERB) && !has_main_clause(c, i)))
		return;
	clause_resolve(c, &s);
	if (s.source == s.source_end || s.passive || s.infinitive || s.shared)
		return;
	start = s.inverted ? s.chain : s.source;
	after = s.inverted ? s.source_end : s.end;
	if (start < c->begin + 5 || start > s.chain ||
	    !grammar_is(&c->w[start - 1], GRAM_COMMA))
		return;
	tail = clause_skip_adverbials(c, &s, after);
	if (tail < c->end && !grammar_is(&c->w[tail], GRAM_COMMA | GRAM_STOP))
		return;
	from += grammar_is(&c->w[from], GRAM_AND);
	/* ", without giving details": that cannot be what was said */
	without = tail + 1 < c->end && GRAM_IS(c->w[tail + 1], "without") &&
	    clause_label(c, tail + 1) == LABEL_B_CONTENT;
	/* ", urging people to leave" is said besides */
	urging = tail + 1 < c->end && grammar_is(&c->w[tail], GRAM_COMMA) &&
	    clause_label(c, tail + 1) == LABEL_B_CUE &&
	    slice_ends(c->w[tail + 1].lower, SLICE("ing"));
	if ((!without && !clause_is_free(c, from, start - 1) &&
	    ((tail + 1 < c->end && !urging) || !only_thought(c, from,
	    start - 1))) || grammar_is(&c->w[from], GRAM_QUOTED |
	    GRAM_RELATIVE) || !clause_is_finite(c, from, start - 1))
		return;
	for (size_t k = tail; k < c->end && !urging; k++) {
		if (c->doc->token[k].label != LABEL_O && (grammar_is(&c->w[k],
		    GRAM_QUOTED) || (k < tail + 2 && !grammar_is(&c->w[k],
		    GRAM_PREPOSITION))))
			return;		/* the model sees it behind */
	}
	for (size_t k = tail; k < c->end && !urging; k++)
		c->doc->token[k].label = LABEL_O;
	for (size_t k = from; k < s.begin; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_CONTENT, from, start - 1);
	clause_put(c, LABEL_B_CUE, s.begin, s.end);
	clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
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
	if (after < c->end && !grammar_is(&c->w[after], GRAM_COMMA | GRAM_STOP))
		return;
	if (grammar_is(&c->w[to - 1], GRAM_COMMA))
		to--;
	else if (!grammar_is(&c->w[to - 1], GRAM_CLOSE))
		return;
	head = to;
	while (head > c->begin && !grammar_is(&c->w[head - 1], GRAM_COLON |
	    GRAM_STOP))
		head--;
	head += grammar_is(&c->w[head], GRAM_AND);
	if (head + 4 > to || clause_has_speech(c, head, to))
		return;
	/* "as the paper put it, “a farce”": the model sees it behind */
	for (size_t k = after; k < c->end && k < after + 3; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED))
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

/* Statements that stand before their verb. */
static void
mend_before(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin + 5; i < c->end; i++) {
		uint8_t label = c->doc->token[i].label;

		/* "has said" may be one cue */
		if (grammar_is(&c->w[i], GRAM_QUOTED) || (label != LABEL_O &&
		    label != LABEL_B_CUE && !(label == LABEL_I_CUE &&
		    grammar_is(&c->w[i - 1], GRAM_AUXILIARY))) ||
		    !clause_cue(c->g, c->w, i, c->begin, c->end, &m))
			continue;
		mend_clause_before(c, i, &m);
		if (clause_label(c, i) == LABEL_B_CUE)
			mend_as(c, i, &m);
	}
}

void
mend_labels(struct clause *c)
{
	mend_sources(c);
	mend_contents(c);
	mend_before(c);
}
