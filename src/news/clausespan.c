#include "config.h"

#include "news/clausespan.h"

bool
clause_is_pronoun(const struct grammar_word *w)
{
	return grammar_is(w, GRAM_PRONOUN) && !grammar_is(w, GRAM_DETERMINER |
	    GRAM_RELATIVE);
}

bool
clause_is_free(const struct clause *c, size_t begin, size_t end)
{
	for (size_t k = begin; k < end; k++) {
		if (c->doc->token[k].label != LABEL_O)
			return false;
	}
	return begin < end;
}

bool
clause_put(const struct clause *c, enum label first, size_t begin, size_t end)
{
	if (!clause_is_free(c, begin, end))
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
	while (subject < end && grammar_is(&c->w[subject], GRAM_ADVERB |
	    GRAM_AUXILIARY))
		subject++;
	return subject > k + 1 && subject < end && clause_cue(c->g, c->w,
	    subject, c->begin, c->end, &m) && m.cue->scope == CUE_SPEECH;
}

size_t
clause_tail(const struct clause *c, size_t k)
{
	size_t end = c->end, from = k;
	struct cue_match m;

	while (end > k && grammar_is(&c->w[end - 1], GRAM_STOP))
		end--;
	for (; k < end; k++) {
		const struct grammar_word *x = &c->w[k];
		size_t next = k + 1;

		if (k == from || grammar_is(x, GRAM_QUOTED) || next >= end)
			continue;
		if (grammar_is(x, GRAM_COMMA)) {
			if (starts_another(c, next, end))
				return k;
			if (grammar_is(&c->w[next], GRAM_AND))
				next++;
		} else if (!grammar_is(x, GRAM_AND)) {
			continue;
		}
		while (next < end && grammar_is(&c->w[next], GRAM_ADVERB))
			next++;
		if (next < end && clause_cue(c->g, c->w, next, c->begin,
		    c->end, &m) && !m.cue->noun &&
		    (m.form & (CUE_PAST | CUE_ING | CUE_FIXED)) &&
		    m.cue->scope != CUE_THOUGHT)
			return k;
	}
	return end;
}

size_t
clause_head(const struct clause *c, size_t to)
{
	size_t k = to;

	while (k > c->begin && c->doc->token[k - 1].label == LABEL_O &&
	    !grammar_is(&c->w[k - 1], GRAM_COLON | GRAM_STOP))
		k--;
	while (k < to && (grammar_is(&c->w[k], GRAM_COMMA | GRAM_AND) ||
	    GRAM_IS(c->w[k], "but")))
		k++;
	return k;
}

uint8_t
clause_label(const struct clause *c, size_t k)
{
	return c->doc->token[k].label;
}

bool
clause_is_finite(const struct clause *c, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		/* "the bank's" is no "is", "he's" is */
		if (grammar_is(&c->w[k], GRAM_POSSESSIVE) && k > from &&
		    !clause_is_pronoun(&c->w[k - 1]))
			continue;
		if (grammar_is(&c->w[k], GRAM_AUXILIARY | GRAM_MODAL) ||
		    slice_ends(c->w[k].lower, SLICE("ed")))
			return true;
	}
	return false;
}

void
clause_put_rest(const struct clause *c, size_t head, size_t to, size_t after)
{
	size_t k = after + 1, end;

	if (k >= c->end || !grammar_is(&c->w[after], GRAM_COMMA) ||
	    clause_is_finite(c, head, to))
		return;
	while (k < c->end && grammar_is(&c->w[k], GRAM_ADVERB))
		k++;
	if (k >= c->end || grammar_is(&c->w[k], GRAM_QUOTED) ||
	    !clause_is_finite(c, k, k + 1))
		return;
	end = clause_tail(c, k);
	clause_put(c, LABEL_B_CONTENT, after + 1, end);
}

size_t
clause_span_end(const struct clause *c, size_t i)
{
	uint8_t inside = (uint8_t)(clause_label(c, i) + 1);

	for (i++; i < c->end && clause_label(c, i) == inside; i++)
		;
	return i;
}

bool
clause_has_speech(const struct clause *c, size_t from, size_t to)
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
