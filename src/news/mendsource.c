#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"

enum { DATELINE = 5 };		/* words before the colon */

/* The first comma outside marks behind K, or the end. */
static size_t
clause_comma(const struct clause *c, size_t k)
{
	while (k < c->end && !(grammar_is(&c->w[k], GRAM_COMMA) &&
	    !grammar_is(&c->w[k], GRAM_QUOTED)))
		k++;
	return k;
}

/*
 * "suggested pushing back the date", "has denied knowing about the faults":
 * the pushing, the knowing are what is said, whether the model has them in the
 * cue or, before a preposition, nowhere.
 */
static void
mend_gerund(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = clause_span_end(c, i), verb = i, from;
	bool about;

	while (verb < end && (verb + 1 >= c->end ||
	    !slice_ends(c->w[verb + 1].lower, SLICE("ing"))))
		verb++;
	if (verb == end)
		return;
	for (from = verb + 1; from < c->end && (from < end ||
	    clause_label(c, from) == LABEL_O || clause_label(c, from) ==
	    LABEL_B_CUE || clause_label(c, from) == LABEL_I_CUE); from++)
		;
	if (from >= c->end || clause_label(c, from) != LABEL_B_CONTENT ||
	    grammar_is(&c->w[from], GRAM_QUOTED) || !cue_find(&c->g->cues,
	    &c->w[verb].lower, 1, &m) || m.cue->scope != CUE_SPEECH)
		return;
	about = from == verb + 3 && grammar_is(&c->w[verb + 2],
	    GRAM_PREPOSITION) && m.cue->frames & CUE_CLAUSE;
	if (!about && (verb > i || verb + 1 == end || from != end ||
	    !(m.form & (CUE_PAST | CUE_THIRD))))
		return;
	c->doc->token[verb + 1].label = LABEL_B_CONTENT;
	for (size_t k = verb + 2; k <= from; k++)
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

	if (i < c->begin + 3 || !grammar_is(&c->w[i - 1], GRAM_COMMA) ||
	    clause_label(c, i - 2) != LABEL_I_SOURCE ||
	    !clause_cue(c->g, c->w, i, c->begin, c->end, &m) ||
	    m.cue->scope != CUE_SPEECH || !(m.form & (CUE_PAST | CUE_THIRD)))
		return;
	while (comma < c->end && comma < i + CLAUSE_NOUN_PHRASE &&
	    !grammar_is(&c->w[comma], GRAM_PUNCT | GRAM_QUOTED))
		comma++;
	if (comma + 2 >= c->end || comma == i + 1 ||
	    !grammar_is(&c->w[comma], GRAM_COMMA) ||
	    !grammar_is(&c->w[i + 1], GRAM_CAPITAL) ||
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
	size_t colon = clause_span_end(c, i), end;

	if (colon + 1 >= c->end || !GRAM_IS(c->w[colon], ":") ||
	    !grammar_is(&c->w[colon + 1], GRAM_OPEN) || i < c->begin + 3 ||
	    !grammar_is(&c->w[i - 1], GRAM_PREPOSITION | GRAM_AND))
		return;
	for (size_t k = c->begin; k < colon; k++) {
		if (clause_label(c, k) == LABEL_B_CUE ||
		    grammar_is(&c->w[k], GRAM_QUOTED | GRAM_COMMA | GRAM_COLON))
			return;
	}
	end = clause_noun_phrase(c->g, c->w, c->begin, i);
	if (end == c->begin || end + 1 >= i ||
	    !grammar_is(&c->w[c->begin], GRAM_CAPITAL | GRAM_PRONOUN) ||
	    !clause_is_finite(c, end, i))
		return;
	for (size_t k = c->begin; k < colon; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, c->begin, end);
}

/*
 * "“...,” a detail that dovetails with the plot": a phrase behind a quotation
 * that begins with a preposition or "that" and names no text is no cue; nor is
 * "a detail" with what follows for its content.
 */
static void
mend_phrase_cue(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = clause_span_end(c, i), k;
	bool noun = i > c->begin && grammar_is(&c->w[i - 1], GRAM_CLOSE) &&
	    grammar_is(&c->w[i], GRAM_DETERMINER) && end < c->end &&
	    GRAM_IS(c->w[end], "that") &&
	    clause_label(c, end) == LABEL_B_CONTENT;

	if (!noun && (!grammar_is(&c->w[i], GRAM_PREPOSITION | GRAM_RELATIVE) ||
	    GRAM_IS(c->w[i], "to") || end < i + 3))
		return;
	if (cue_find(&c->g->cues, &c->w[i].lower, 1, &m))
		return;
	for (k = i; k < end; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED | GRAM_CAPITAL) ||
		    cue_find_noun(&c->g->cues, c->w[k].lower, &m) ||
		    (!noun && cue_find(&c->g->cues, &c->w[k].lower, 1, &m)))
			return;
	}
	if (noun)
		end = clause_span_end(c, end);
	for (k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	for (k = i; !noun && k > c->begin && (clause_label(c, k - 1) ==
	    LABEL_O || clause_label(c, k - 1) == LABEL_B_SOURCE ||
	    clause_label(c, k - 1) == LABEL_I_SOURCE); k--)
		c->doc->token[k - 1].label = LABEL_O;
}

/*
 * "An official who spoke because he may not discuss the matter said": the
 * official is the source, not the matter before the verb.
 */
static void
mend_relative(struct clause *c, size_t i)
{
	size_t end = clause_span_end(c, i), who = i, from;

	if (end >= c->end || clause_label(c, end) != LABEL_B_CUE ||
	    grammar_is(&c->w[i], GRAM_CAPITAL | GRAM_PRONOUN | GRAM_QUOTED) ||
	    i < c->begin + 4 || grammar_is(&c->w[i - 1], GRAM_COMMA))
		return;
	while (who > c->begin + 1 && !GRAM_IS(c->w[who], "who")) {
		if (grammar_is(&c->w[who], GRAM_QUOTED | GRAM_STOP |
		    GRAM_COLON) || clause_label(c, who - 1) != LABEL_O)
			return;
		who--;
	}
	if (!GRAM_IS(c->w[who], "who") || i < who + 4)
		return;
	for (from = who; from > c->begin &&
	    !grammar_is(&c->w[from - 1], GRAM_PUNCT); from--)
		;
	if (from == who || clause_noun_phrase(c->g, c->w, from, who) != who)
		return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, from, who);
}

/*
 * "Lund, who had met his host, Ada Ost, was careful, saying that": nobody in
 * the relative clause says it, but who begins the sentence.
 */
static void
mend_participle(struct clause *c, size_t i)
{
	size_t end, from = i;

	if (i < c->begin + 6 || !grammar_is(&c->w[i - 1], GRAM_COMMA) ||
	    !slice_ends(c->w[i].lower, SLICE("ing")) ||
	    !grammar_is(&c->w[c->begin], GRAM_CAPITAL))
		return;
	end = clause_noun_phrase(c->g, c->w, c->begin, i);
	if (end + 2 >= i || end == c->begin || !grammar_is(&c->w[end],
	    GRAM_COMMA) || !GRAM_IS(c->w[end + 1], "who"))
		return;
	while (from > end && clause_label(c, from) != LABEL_B_SOURCE)
		if (clause_label(c, --from) == LABEL_I_CONTENT ||
		    clause_label(c, from) == LABEL_B_CUE)
			return;
	if (from == end)
		return;
	for (size_t k = clause_span_end(c, from); k-- > from;)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, c->begin, end);
}

/*
 * "Adler, called a liar by his brothers, denied it": nor does the one who did
 * something to the subject.
 */
static void
mend_by_phrase(struct clause *c, size_t i)
{
	size_t end = clause_span_end(c, i), subject;

	if (i < c->begin + 4 || !GRAM_IS(c->w[i - 1], "by") ||
	    end + 1 >= c->end || !grammar_is(&c->w[end], GRAM_COMMA) ||
	    clause_label(c, end + 1) != LABEL_B_CUE ||
	    !grammar_is(&c->w[c->begin], GRAM_CAPITAL | GRAM_DETERMINER))
		return;
	subject = clause_noun_phrase(c->g, c->w, c->begin, i);
	if (subject == c->begin || subject + 2 >= i ||
	    !grammar_is(&c->w[subject], GRAM_COMMA))
		return;
	if (clause_comma(c, subject + 1) < i)
		return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, c->begin, subject);
}

/*
 * "Adler, dubbed the “rain man” by his critics, denied it": the critics dubbed,
 * and nobody says what stands between.
 */
static void
mend_reduced_passive(struct clause *c, size_t i)
{
	size_t comma, by, end = clause_span_end(c, i), from = i;
	size_t verb = i + grammar_is(&c->w[i], GRAM_ADVERB);

	from -= from > c->begin && grammar_is(&c->w[from - 1], GRAM_ADVERB);
	if (from < c->begin + 2 || !grammar_is(&c->w[from - 1], GRAM_COMMA) ||
	    !slice_ends(c->w[verb].lower, SLICE("ed")) ||
	    clause_noun_phrase(c->g, c->w, c->begin, from) != from - 1)
		return;
	comma = clause_comma(c, end);
	for (by = end; by < comma && !GRAM_IS(c->w[by], "by"); by++)
		;
	if (comma + 1 >= c->end || by + 1 >= comma || grammar_is(&c->w[by],
	    GRAM_QUOTED) || clause_label(c, comma + 1) != LABEL_B_CUE ||
	    clause_noun_phrase(c->g, c->w, by + 1, comma) != comma)
		return;
	for (size_t k = i; k < comma; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, c->begin, from - 1);
}

/*
 * "Lund was told by her doctor that": the model leaves out who told, or takes
 * "Lund" for what was said.
 */
static void
mend_agent(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = clause_span_end(c, i), source;

	if (end + 3 >= c->end || !GRAM_IS(c->w[end], "by") ||
	    clause_label(c, end) != LABEL_O || !grammar_is(&c->w[i], GRAM_BE) ||
	    !cue_find(&c->g->cues, &c->w[end - 1].lower, 1, &m) ||
	    !(m.form & CUE_PAST) || m.cue->scope != CUE_SPEECH)
		return;
	source = clause_noun_phrase(c->g, c->w, end + 1, c->end);
	if (source == end + 1 || source == c->end ||
	    clause_label(c, source) != LABEL_B_CONTENT)
		return;
	for (size_t k = end + 1; k < source; k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_SOURCE, end + 1, source);
	for (source = i; source > c->begin &&
	    clause_label(c, source - 1) == LABEL_I_CONTENT; source--)
		;
	if (source > c->begin && clause_label(c, source - 1) ==
	    LABEL_B_CONTENT && !grammar_is(&c->w[source - 1], GRAM_QUOTED) &&
	    !clause_is_finite(c, source - 1, i))
		for (size_t k = source - 1; k < i; k++)
			c->doc->token[k].label = LABEL_O;
}

/*
 * "According to its manager, Ada Lund, sales are high": where the model has
 * the name behind the comma for the beginning of what is said.
 */
static void
mend_apposed_name(struct clause *c, size_t comma)
{
	size_t name = comma + 1, end;

	while (name < c->end && grammar_is(&c->w[name], GRAM_CAPITAL) &&
	    !grammar_is(&c->w[name], GRAM_DETERMINER | GRAM_QUOTED))
		name++;
	if (name < comma + 3 || name + 2 >= c->end ||
	    !grammar_is(&c->w[name], GRAM_COMMA) ||
	    grammar_is(&c->w[comma - 1], GRAM_CAPITAL) ||
	    clause_label(c, comma - 1) == LABEL_O ||
	    clause_label(c, comma + 1) != LABEL_B_CONTENT ||
	    clause_label(c, name + 1) != LABEL_I_CONTENT)
		return;
	end = clause_span_end(c, comma + 1);
	if (!clause_is_finite(c, name + 1, end))
		return;
	for (size_t k = comma; k < name; k++)
		c->doc->token[k].label = LABEL_I_SOURCE;
	c->doc->token[name].label = LABEL_O;
	c->doc->token[name + 1].label = LABEL_B_CONTENT;
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
	    CLAUSE_NOUN_PHRASE && !grammar_is(&c->w[comma],
	    GRAM_COMMA); comma++) {
		source |= clause_label(c, comma) == LABEL_B_SOURCE;
		if (grammar_is(&c->w[comma], GRAM_QUOTED))
			return;
	}
	if (comma + 1 >= c->end || !grammar_is(&c->w[comma], GRAM_COMMA))
		return;
	mend_apposed_name(c, comma);
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

/* "As the paper put it, “it is a farce”": what stands behind the comma. */
static void
mend_leading_as(struct clause *c)
{
	struct clause_signal s = { 0 };
	size_t i = c->begin + 1, after;

	if (i >= c->end || !GRAM_IS(c->w[c->begin], "as") ||
	    grammar_is(&c->w[i], GRAM_QUOTED))
		return;
	while (i < c->end && i < c->begin + CLAUSE_ADVERBIAL &&
	    !grammar_is(&c->w[i], GRAM_PUNCT) && !clause_cue(c->g, c->w, i,
	    c->begin, c->end, &s.match))
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
	    after + 3 >= c->end || !grammar_is(&c->w[after], GRAM_COMMA) ||
	    !clause_is_free(c, c->begin, c->end))
		return;
	clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
	clause_put(c, LABEL_B_CUE, s.begin, s.end);
	clause_put(c, LABEL_B_CONTENT, after + 1, clause_tail(c, after + 1));
}

/* Behind "VELDA:" at the beginning of the sentence. */
static size_t
past_dateline(const struct clause *c)
{
	size_t i = c->begin;

	while (i + 1 < c->end && i < c->begin + DATELINE &&
	    grammar_is(&c->w[i], GRAM_CAPITAL))
		i++;
	return i > c->begin && i + 1 < c->end && grammar_is(&c->w[i],
	    GRAM_COLON) ? i + 1 : c->begin;
}

/* The end of the noun phrase from K on, without a verb that looks like one. */
static size_t
subject_end(const struct clause *c, size_t k)
{
	size_t end = clause_noun_phrase(c->g, c->w, k, c->end), name = k;

	while (name < end && grammar_is(&c->w[name], GRAM_CAPITAL | GRAM_TITLE))
		name++;
	if (name > k)
		return name;
	while (end > k + 1 && slice_ends(c->w[end - 1].lower, SLICE("ed")))
		end--;
	return end;
}

/*
 * "Observing that the lake was dry, the court on Monday closed it": the model
 * has nothing for a statement before a verb that says nothing.
 */
static void
mend_leading_participle(struct clause *c)
{
	struct cue_match m;
	size_t i = past_dateline(c), comma, end = i, verb;

	if (i + 6 >= c->end || !slice_ends(c->w[i].lower, SLICE("ing")) ||
	    !GRAM_IS(c->w[i + 1], "that") || !cue_find(&c->g->cues,
	    &c->w[i].lower, 1, &m) || m.cue->scope != CUE_SPEECH ||
	    !(m.cue->frames & CUE_CLAUSE))
		return;
	for (comma = clause_comma(c, i + 2); comma + 2 < c->end;
	    comma = clause_comma(c, comma + 1)) {
		end = subject_end(c, comma + 1);
		if (end == comma + 1 || !clause_is_finite(c, i + 2, comma))
			continue;
		/* "on Monday" may stand before the verb */
		for (verb = end; verb + 1 < c->end && verb < end + 3 &&
		    grammar_is(&c->w[verb], GRAM_PREPOSITION |
		    GRAM_TIME); verb++)
			;
		if (clause_is_finite(c, verb, verb + 1) ||
		    clause_label(c, verb) == LABEL_B_CUE ||
		    (grammar_is(&c->w[end - 1], GRAM_CAPITAL) &&
		    !grammar_is(&c->w[verb], GRAM_PUNCT | GRAM_AND |
		    GRAM_PREPOSITION | GRAM_CAPITAL | GRAM_QUOTED)))
			break;
	}
	if (comma + 2 >= c->end)
		return;
	/* what the model has for the end of the statement, too */
	for (size_t k = c->begin; k < end || (k < c->end &&
	    clause_label(c, k) == LABEL_I_CONTENT); k++)
		c->doc->token[k].label = LABEL_O;
	clause_put(c, LABEL_B_CUE, i, i + 1);
	clause_put(c, LABEL_B_CONTENT, i + 1, comma);
	clause_put(c, LABEL_B_SOURCE, comma + 1, end);
}

void
mend_sources(struct clause *c)
{
	mend_leading_participle(c);
	mend_according(c);
	mend_leading_as(c);
	for (size_t i = c->begin; i < c->end; i++) {
		if (clause_label(c, i) == LABEL_B_SOURCE) {
			mend_colon(c, i);
			mend_relative(c, i);
			mend_by_phrase(c, i);
		}
		if (clause_label(c, i) != LABEL_B_CUE)
			continue;
		mend_phrase_cue(c, i);
		mend_reduced_passive(c, i);
		mend_gerund(c, i);
		mend_inverted(c, i);
		mend_participle(c, i);
		mend_agent(c, i);
	}
}
