#include "config.h"

#include "news/clausespan.h"
#include "news/mend.h"
#include "news/rules.h"

/* The quotation that opens at K is made of capitals, as a title is. */
static bool
is_title(const struct clause *c, size_t k, size_t end)
{
	bool words = false;

	for (k++; k < end && !grammar_is(&c->w[k], GRAM_CLOSE); k++) {
		if (!grammar_is(&c->w[k], GRAM_CAPITAL | GRAM_NUMBER |
		    GRAM_PUNCT | GRAM_PREPOSITION | GRAM_DETERMINER | GRAM_AND))
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

		if (grammar_is(x, GRAM_QUOTED | GRAM_COMMA | GRAM_STOP |
		    GRAM_AND | GRAM_AUXILIARY | GRAM_MODAL) ||
		    (k > after && clause_is_pronoun(x)))
			break;
		if (GRAM_IS(*x, "that"))
			return k;
	}
	return after;
}

/* "said, despite the delays, that": behind the aside at K, or K. */
static size_t
skip_aside(const struct clause *c, size_t k)
{
	if (k >= c->end || !grammar_is(&c->w[k], GRAM_COMMA))
		return k;
	for (size_t i = k + 1; i + 1 < c->end && i < k + CLAUSE_ADVERBIAL;
	    i++) {
		if (grammar_is(&c->w[i], GRAM_QUOTED | GRAM_STOP | GRAM_COLON))
			break;
		if (grammar_is(&c->w[i], GRAM_COMMA))
			return GRAM_IS(c->w[i + 1], "that") ? i + 1 : k;
	}
	return k;
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
		that = skip_aside(c, clause_skip_adverbials(c, s, after));
		if (that < c->end && GRAM_IS(c->w[that], "that"))
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

	if (grammar_is(x, GRAM_PUNCT) || end < from + 2)
		return false;
	if (GRAM_IS(*x, "to") ? !(frames & (CUE_INFINITIVE | CUE_ADDRESSEE)) :
	    grammar_is(x, GRAM_PREPOSITION) && !grammar_is(x,
	    GRAM_SUBORDINATOR) && !(frames & CUE_OF))
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
	if (grammar_is(x, GRAM_COLON | GRAM_COMMA) && from + 1 < c->end &&
	    (grammar_is(&c->w[from + 1], GRAM_OPEN) || (grammar_is(x,
	    GRAM_COLON) && from + 2 < c->end && (frames & (CUE_CLAUSE |
	    CUE_QUOTE)))))
		return clause_put(c, LABEL_B_CONTENT, from + 1,
		    clause_tail(c, from + 1));
	end = clause_tail(c, from);
	if (grammar_is(x, GRAM_OPEN) ? is_title(c, from, end) :
	    !is_complement(c, s, from, end))
		return false;
	return clause_put(c, LABEL_B_CONTENT, from, end);
}

/* Whether [FROM, TO) could be a clause, not just "On Monday". */
static bool
is_clause(const struct clause *c, size_t from, size_t to)
{
	if (to < from + 3)
		return false;
	if (grammar_is(&c->w[from], GRAM_PREPOSITION | GRAM_RELATIVE) &&
	    to < from + 6)
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

	while (from > c->begin && grammar_is(&c->w[from - 1], GRAM_QUOTED) &&
	    !grammar_is(&c->w[from], GRAM_OPEN))
		from--;
	if (from > c->begin && !grammar_is(&c->w[from - 1], GRAM_COMMA |
	    GRAM_COLON | GRAM_STOP))
		from = clause_head(c, from);
	clause_put(c, LABEL_B_CONTENT, from, last + 1);
	return true;
}

static bool
content_before(const struct clause *c, const struct clause_signal *s,
    size_t start, size_t after)
{
	size_t from, to = start, tail = clause_skip_adverbials(c, s, after);

	if (start == c->begin)
		return false;
	if (grammar_is(&c->w[start - 1], GRAM_CLOSE))
		return put_quotation(c, start - 1);
	if (!grammar_is(&c->w[start - 1], GRAM_COMMA))
		return false;
	to--;
	if (to > c->begin && grammar_is(&c->w[to - 1], GRAM_CLOSE))
		return put_quotation(c, to - 1);
	if (tail < c->end && !grammar_is(&c->w[tail], GRAM_PUNCT))
		return false;
	from = clause_head(c, to);
	if (!is_clause(c, from, to))
		return false;
	return clause_put(c, LABEL_B_CONTENT, from, to);
}

/* "The plan, according to X, was late": what stands on both sides of it. */
static bool
according_content(const struct clause *c, const struct clause_signal *s)
{
	size_t from = s->source_end, end, to = s->begin;
	bool comma = to > c->begin && grammar_is(&c->w[to - 1], GRAM_COMMA);

	if (to > c->begin + (comma ? 1 : 2)) {
		size_t head = clause_head(c, to - comma);

		if (!clause_put(c, LABEL_B_CONTENT, head, to - comma))
			return false;
		clause_put_rest(c, head, to - comma, s->source_end);
		return true;
	}
	while (from < c->end && !grammar_is(&c->w[from], GRAM_COMMA))
		from++;
	end = clause_tail(c, from + 1 < c->end ? from + 1 : c->end);
	return from + 1 < end && clause_put(c, LABEL_B_CONTENT, from + 1, end);
}

/*
 * "X said that", "X vowed to", "X accused Y of", "it was said that",
 * "according to X": hardly ever anything else.
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

		/* "it was reported last week that", "it is alleged he" */
		return s->chain > c->begin && tail < c->end &&
		    GRAM_IS(c->w[s->chain - 1], "it") &&
		    (GRAM_IS(c->w[tail], "that") ||
		    clause_is_pronoun(&c->w[tail]));
	}
	if (s->source == s->source_end)
		return false;
	if (cue->frames & CUE_BEFORE)
		return true;
	that = skip_aside(c, clause_skip_adverbials(c, s, s->end));
	if (that + 1 < c->end && GRAM_IS(c->w[that], "that"))
		return !grammar_is(&c->w[that + 1],
		    GRAM_AUXILIARY | GRAM_MODAL);	/* "states that are" */
	if (cue->act == ACT_PROMISE)
		return GRAM_IS(c->w[s->end], "to");
	/* "admitted to hiding it", "denied taking it" */
	if ((cue->act == ACT_CLAIM || cue->act == ACT_DENY) &&
	    cue->frames & (CUE_NOUN | CUE_GERUND) &&
	    slice_ends(c->w[s->end].lower, SLICE("ing")))
		return true;
	if (!(cue->frames & CUE_OF))
		return false;
	for (size_t k = s->end + 1; k + 1 < c->end &&
	    !grammar_is(&c->w[k], GRAM_PUNCT); k++) {
		if (GRAM_IS(c->w[k], "of") || GRAM_IS(c->w[k], "for"))
			return true;
	}
	return false;
}

/*
 * "The report claims the bridge will stay": subject, verb, and a subject with
 * an auxiliary, each right behind the other.
 */
static bool
is_plain_statement(const struct clause *c, const struct clause_signal *s)
{
	unsigned frames = s->match.cue->frames;
	size_t k = s->end, subject;

	if (s->inverted || s->shared || s->infinitive || s->passive ||
	    s->match.cue->noun || s->source_end != s->chain ||
	    !(frames & CUE_CLAUSE) || frames & (CUE_NOUN | CUE_NAMING) ||
	    !(s->match.form & (CUE_PAST | CUE_THIRD)) || s->match.form &
	    CUE_ING || k >= c->end || grammar_is(&c->w[k], GRAM_QUOTED))
		return false;
	if (grammar_is(&c->w[k], GRAM_ADVERB) && k + 1 < c->end)
		k++;		/* "found only a quarter" */
	subject = clause_noun_phrase(c->g, c->w, k, c->end);
	if (subject == k || grammar_is(&c->w[k], GRAM_TIME))
		return false;
	while (subject < c->end && grammar_is(&c->w[subject], GRAM_ADVERB))
		subject++;
	if (subject >= c->end || grammar_is(&c->w[subject], GRAM_POSSESSIVE))
		return false;
	return grammar_is(&c->w[subject], GRAM_AUXILIARY | GRAM_MODAL) ||
	    (s->match.cue->scope == CUE_SPEECH && subject + 2 < c->end &&
	    slice_ends(c->w[subject].lower, SLICE("ed")) &&
	    !grammar_is(&c->w[subject + 1], GRAM_PREPOSITION | GRAM_PUNCT));
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
	if (c->strict && !is_certain(c, &s) && !is_plain_statement(c, &s))
		return;
	if (m->cue->frames & CUE_BEFORE)
		content = according_content(c, &s);
	else
		content = (!s.shared && content_before(c, &s, start, after)) ||
		    content_after(c, &s, after);
	if (!content)
		return;
	if (!clause_put(c, LABEL_B_CUE, s.begin, s.end))
		return;
	if (s.source < s.source_end)
		clause_put(c, LABEL_B_SOURCE, s.source, s.source_end);
	c->last = s;
	c->any = true;
}

static void
label_clause(struct clause *c)
{
	struct cue_match m;

	for (size_t i = c->begin; i < c->end; i++) {
		if (grammar_is(&c->w[i], GRAM_QUOTED) ||
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
			mend_labels(&c);
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
