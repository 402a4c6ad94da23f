#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"

enum { BETWEEN_DASHES = 30 };	/* tokens */

/*
 * "that a second man, aged 34, remained under investigation": a clause that
 * the model ends before its verb, at the comma of an apposition, goes on.
 */
static void
mend_without_verb(struct clause *c, size_t i)
{
	size_t comma = i + 1, end;

	if (!GRAM_IS(c->w[i], "that") &&
	    (i == c->begin || !GRAM_IS(c->w[i - 1], "that")))
		return;
	while (comma < c->end && clause_label(c, comma) == LABEL_I_CONTENT)
		comma++;
	if (comma + 1 >= c->end || !grammar_is(&c->w[comma], GRAM_COMMA) ||
	    grammar_is(&c->w[comma + 1], GRAM_RELATIVE) ||
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
	if (i == c->begin || e + 3 >= c->end || !grammar_is(&c->w[e],
	    GRAM_COMMA) || grammar_is(&c->w[i], GRAM_QUOTED |
	    GRAM_PREPOSITION) || !cue_find(&c->g->cues, &c->w[i - 1].lower, 1,
	    &m) || !(m.cue->frames & CUE_CLAUSE) || m.cue->frames & CUE_NOUN ||
	    clause_is_finite(c, i, e))
		return;
	for (k = e + 1; k < c->end && k < e + CLAUSE_ADVERBIAL &&
	    !grammar_is(&c->w[k], GRAM_COMMA | GRAM_STOP | GRAM_QUOTED); k++)
		;
	if (k + 2 >= c->end || !grammar_is(&c->w[k], GRAM_COMMA) ||
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
mend_said_inside(struct clause *c, size_t i)
{
	struct cue_match m = { 0 };
	size_t end = i + 1, k, outer;

	while (end < c->end && clause_label(c, end) == LABEL_I_CONTENT)
		end++;
	if (!hangs_on_attitude(c, i, &outer))
		return;
	for (k = i + 1; k < end && !grammar_is(&c->w[k], GRAM_OPEN); k++) {
		if ((GRAM_IS(c->w[k - 1], "while") ||
		    GRAM_IS(c->w[k - 1], "by") ||
		    grammar_is(&c->w[k - 1], GRAM_COMMA)) &&
		    clause_cue(c->g, c->w, k, c->begin, c->end, &m) &&
		    (m.form & CUE_ING) && m.cue->scope == CUE_SPEECH)
			break;
	}
	if (k >= end || grammar_is(&c->w[k], GRAM_OPEN) || k + m.words >= end)
		return;
	for (size_t t = k; t < end && !grammar_is(&c->w[t], GRAM_OPEN); t++)
		if (t + 1 == end)
			return;		/* nothing in marks behind it */
	for (size_t t = outer; t < end; t++)
		if (clause_label(c, t) != LABEL_B_SOURCE &&
		    clause_label(c, t) != LABEL_I_SOURCE)
			c->doc->token[t].label = LABEL_O;
	clause_put(c, LABEL_B_CUE, k, k + m.words);
	clause_put(c, LABEL_B_CONTENT, k + m.words, end);
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
	size_t e = clause_span_end(c, i), k = e, end;

	if (i == c->begin || clause_label(c, i - 1) == LABEL_O ||
	    e + 2 >= c->end || grammar_is(&c->w[e - 1], GRAM_QUOTED) ||
	    e < i + 3)
		return;
	if (GRAM_IS(c->w[e], "(")) {
		while (k < c->end && k < e + CLAUSE_ADVERBIAL &&
		    !GRAM_IS(c->w[k], ")"))
			k++;
		if (k + 1 >= c->end || !GRAM_IS(c->w[k], ")"))
			return;
		k++;
	} else if (grammar_is(&c->w[e], GRAM_COLON) && !GRAM_IS(c->w[e], ":") &&
	    !GRAM_IS(c->w[e], ";")) {
		for (k = e + 1; k < c->end && k < e + BETWEEN_DASHES &&
		    !slice_eq(c->w[k].text, c->w[e].text); k++)
			;
		if (k + 1 >= c->end || k == e + BETWEEN_DASHES)
			return;
		k++;
	} else if (grammar_is(&c->w[e], GRAM_COMMA)) {
		k = e + 1;
		/* "called for a ban, but the shops stayed open" */
		if (GRAM_IS(c->w[k], "but") && !clause_is_finite(c, i, e))
			return;
		if (!goes_on(c, k) && !(grammar_is(&c->w[i],
		    GRAM_SUBORDINATOR) && clause_is_finite(c, k, c->end)))
			return;
	} else {
		return;
	}
	end = clause_tail(c, k);
	if (end <= k || !clause_is_free(c, e, end))
		return;
	for (k = e; k < end; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED))
			return;
	}
	for (k = e; k < end; k++)
		c->doc->token[k].label = LABEL_I_CONTENT;
}

/*
 * "We asked four passengers what they think": it begins at "what"; true when
 * that is so.
 */
static bool
mend_asked(struct clause *c, size_t i, size_t end)
{
	size_t k = clause_noun_phrase(c->g, c->w, i, end);

	if (k == i || k + 2 >= end || grammar_is(&c->w[i], GRAM_RELATIVE) ||
	    !(grammar_is(&c->w[k], GRAM_RELATIVE) || GRAM_IS(c->w[k],
	    "whether") || GRAM_IS(c->w[k], "if")) || GRAM_IS(c->w[k], "who") ||
	    GRAM_IS(c->w[k], "which"))
		return false;
	for (size_t t = i; t < k; t++)
		c->doc->token[t].label = LABEL_O;
	c->doc->token[k].label = LABEL_B_CONTENT;
	return true;
}

/*
 * "said in a letter to staff that it would close", "said, despite the delays,
 * that it would": it begins at "that".
 */
static void
mend_addressed(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = clause_span_end(c, i), k, cue = i;

	if (i == c->begin || grammar_is(&c->w[i], GRAM_QUOTED |
	    GRAM_SUBORDINATOR))
		return;
	if (grammar_is(&c->w[i], GRAM_PREPOSITION) && grammar_is(&c->w[i - 1],
	    GRAM_COMMA) && clause_label(c, i - 1) == LABEL_O)
		cue--;
	while (cue > c->begin && clause_label(c, cue - 1) == LABEL_I_CUE)
		cue--;
	if (cue == c->begin || clause_label(c, cue - 1) != LABEL_B_CUE ||
	    !cue_find(&c->g->cues, &c->w[cue - 1].lower, 1, &m))
		return;
	if (m.cue->act == ACT_ASK && mend_asked(c, i, end))
		return;
	if (!(m.cue->frames & CUE_CLAUSE) || (grammar_is(&c->w[i],
	    GRAM_PREPOSITION) ? m.cue->frames & CUE_INFINITIVE :
	    !(m.cue->frames & CUE_ADDRESSEE)))
		return;
	/* "informed the House that" */
	if (!grammar_is(&c->w[i], GRAM_PREPOSITION) && (clause_noun_phrase(c->g,
	    c->w, i, end) >= end || !GRAM_IS(c->w[clause_noun_phrase(c->g, c->w,
	    i, end)], "that")))
		return;
	for (k = i + 1; k + 2 < end && k < i + CLAUSE_ADVERBIAL; k++) {
		if (grammar_is(&c->w[k], GRAM_QUOTED | GRAM_STOP |
		    GRAM_AUXILIARY | GRAM_MODAL))
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

/*
 * "tea, ordered for both of us": nobody is told to do anything.  Where "for"
 * says what is demanded, it is listed: "call for".
 */
static void
mend_ordered(struct clause *c, size_t i)
{
	struct cue_match m;
	struct slice words[2];
	size_t end = clause_span_end(c, i);

	if (i < c->begin + 2 || !GRAM_IS(c->w[i - 1], "for") ||
	    grammar_is(&c->w[i], GRAM_QUOTED) || clause_is_finite(c, i, end))
		return;
	words[0] = c->w[i - 2].lower;
	words[1] = c->w[i - 1].lower;
	if (!cue_find(&c->g->cues, words, 2, &m) || m.words == 2 ||
	    m.cue->act != ACT_DEMAND)
		return;
	for (size_t k = i; k < end; k++)
		if (GRAM_IS(c->w[k], "to"))
			return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = LABEL_O;
}

/* "Lund is expected to say that it is dead": Lund is who will say it. */
static void
mend_expected(struct clause *c, size_t i)
{
	struct cue_match m;
	size_t end = clause_span_end(c, i), cue, verb;

	if (end + 3 >= c->end || clause_label(c, end) != LABEL_B_CUE ||
	    grammar_is(&c->w[i], GRAM_QUOTED))
		return;
	cue = clause_span_end(c, end);
	if (cue + 3 < c->end && GRAM_IS(c->w[cue], "to") &&
	    clause_is_free(c, cue, cue + 2)) {	/* "expected" alone */
		for (verb = cue + 2; verb < c->end &&
		    clause_label(c, verb) == LABEL_O; verb++)
			;
		if (verb == c->end || !GRAM_IS(c->w[verb], "that"))
			return;
		c->doc->token[verb].label = LABEL_B_CONTENT;
		c->doc->token[cue++].label = LABEL_I_CUE;
		c->doc->token[cue++].label = LABEL_I_CUE;
	}
	for (verb = end; verb + 1 < cue && !GRAM_IS(c->w[verb], "to"); verb++)
		;
	if (verb == end || verb + 1 >= cue || !grammar_is(&c->w[end],
	    GRAM_BE) || !cue_find(&c->g->cues, &c->w[verb + 1].lower, 1, &m) ||
	    m.cue->scope != CUE_SPEECH)
		return;
	for (size_t k = i; k < end; k++)
		c->doc->token[k].label = (uint8_t)(k == i ? LABEL_B_SOURCE :
		    LABEL_I_SOURCE);
}

/*
 * "“The dam,” said Ost, pointing to the wall, “is old.”": a quotation that
 * goes on in small letters is no part of what is done in between.
 */
static void
mend_split(struct clause *c, size_t i)
{
	size_t end = clause_span_end(c, i), open = i, cue = i;

	if (grammar_is(&c->w[i], GRAM_QUOTED) || !grammar_is(&c->w[c->begin],
	    GRAM_OPEN) || clause_label(c, c->begin) != LABEL_B_CONTENT)
		return;
	while (open < end && !grammar_is(&c->w[open], GRAM_OPEN))
		open++;
	if (open == i || open + 1 >= end || !grammar_is(&c->w[open - 1],
	    GRAM_COMMA) || grammar_is(&c->w[open + 1], GRAM_CAPITAL))
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
	while (from > c->begin && !grammar_is(&c->w[from - 1], GRAM_PUNCT) &&
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
	size_t to = clause_span_end(c, i), k = to + 1;
	bool cue = false;

	if (grammar_is(&c->w[i], GRAM_QUOTED) || to >= c->end ||
	    !grammar_is(&c->w[to], GRAM_COMMA))
		return;
	while (k < c->end && !grammar_is(&c->w[k], GRAM_COMMA | GRAM_QUOTED) &&
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

		if (grammar_is(x, GRAM_QUOTED))
			return end;
		if (grammar_is(x, GRAM_RELATIVE | GRAM_SUBORDINATOR | GRAM_AND |
		    GRAM_COMMA) || clause_is_pronoun(x)) {
			verb = false;
		} else if (grammar_is(x, GRAM_AUXILIARY | GRAM_MODAL) &&
		    !grammar_is(x, GRAM_POSSESSIVE)) {
			if (verb)
				return k;
			verb = true;
			while (k + 1 < end && grammar_is(&c->w[k + 1],
			    GRAM_AUXILIARY | GRAM_MODAL | GRAM_ADVERB |
			    GRAM_NEGATION))
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
	size_t end = clause_span_end(c, i), verb, cue = i;
	struct cue_match m;

	while (cue > c->begin && (clause_label(c, cue - 1) == LABEL_I_CUE ||
	    GRAM_IS(c->w[cue - 1], "that")))
		cue--;
	if ((cue == i && !GRAM_IS(c->w[i], "that")) || cue < c->begin + 2 ||
	    cue > c->begin + 6 || clause_label(c, --cue) != LABEL_B_CUE ||
	    !cue_find_noun(&c->g->cues, c->w[cue].lower, &m))
		return;
	for (size_t k = c->begin; k < cue; k++) {
		if (grammar_is(&c->w[k], GRAM_PRONOUN) &&
		    !grammar_is(&c->w[k], GRAM_DETERMINER))
			return;
		if (grammar_is(&c->w[k], GRAM_PUNCT | GRAM_PREPOSITION |
		    GRAM_MODAL) || (grammar_is(&c->w[k], GRAM_AUXILIARY) &&
		    !grammar_is(&c->w[k], GRAM_POSSESSIVE)))
			return;
	}
	verb = main_verb(c, i, end);
	for (size_t k = verb; k < end; k++)
		c->doc->token[k].label = LABEL_O;
}

void
mend_contents(struct clause *c)
{
	for (size_t i = c->begin; i < c->end; i++) {
		if (clause_label(c, i) != LABEL_B_CONTENT)
			continue;
		mend_without_verb(c, i);
		mend_apposed(c, i);
		mend_said_inside(c, i);
		mend_split(c, i);
		mend_addressed(c, i);
		mend_expected(c, i);
		mend_ordered(c, i);
		if (clause_label(c, i) != LABEL_B_CONTENT)
			continue;
		mend_subject(c, i);
		mend_cut(c, i);
		mend_said_to(c, i);
		mend_parted(c, i);
	}
}
