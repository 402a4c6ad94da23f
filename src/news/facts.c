#include "config.h"

#include "news/facts.h"

static uint32_t
fact(enum score_fact f, bool holds)
{
	return holds ? UINT32_C(1) << f : 0;
}

/* Tokens between two spans; 0 when they touch or overlap. */
static uint32_t
gap(struct link_span a, struct link_span b)
{
	return b.begin >= a.end ? b.begin - a.end :
	    a.begin >= b.end ? a.begin - b.end : 0;
}

static uint32_t
source_facts(const struct wording *p)
{
	const struct grammar_word *first = &p->w[p->source.begin];
	bool cue = p->cue.begin < p->cue.end, name = false;
	uint32_t away;

	if (p->source.begin >= p->source.end)
		return fact(FACT_NO_SOURCE, true);
	for (uint32_t k = p->source.begin; k < p->source.end; k++)
		name |= grammar_is(&p->w[k], GRAM_CAPITAL) &&
		    !grammar_is(&p->w[k], GRAM_DETERMINER | GRAM_PRONOUN);
	away = cue ? gap(p->source, p->cue) : 0;
	return fact(FACT_PRONOUN, p->source.end == p->source.begin + 1 &&
	    grammar_is(first, GRAM_PRONOUN) && !grammar_is(first,
	    GRAM_RELATIVE)) | fact(FACT_RELATIVE, grammar_is(first,
	    GRAM_RELATIVE)) | fact(FACT_NAME, name) |
	    fact(FACT_SOURCE_AFTER, cue && p->source.begin >= p->cue.end) |
	    fact(FACT_SOURCE_NEAR, cue && away <= 1) |
	    fact(FACT_SOURCE_FAR, away > 7);
}

static uint32_t
cue_facts(const struct wording *p)
{
	if (p->cue.begin >= p->cue.end)
		return fact(FACT_NO_CUE, true);
	if (!p->known)
		return grammar_is(&p->w[p->cue.begin], GRAM_PUNCT) ?
		    fact(FACT_COLON, true) : fact(FACT_CUE_UNKNOWN, true);
	return fact(FACT_CUE_SAY, p->match.cue->act == ACT_SAY &&
	    p->match.cue->scope == CUE_SPEECH) |
	    fact(FACT_CUE_THOUGHT, p->match.cue->scope != CUE_SPEECH) |
	    fact(FACT_CUE_NOUN, p->match.cue->noun);
}

/* Whether nothing in S can be a verb: "a deal with China". */
static bool
is_nominal(const struct wording *p, struct link_span s)
{
	if (grammar_is(&p->w[s.begin], GRAM_PRONOUN | GRAM_RELATIVE |
	    GRAM_SUBORDINATOR) && !grammar_is(&p->w[s.begin], GRAM_DETERMINER))
		return false;
	for (uint32_t k = s.begin; k < s.end; k++) {
		const struct grammar_word *x = &p->w[k];

		if (grammar_is(x, GRAM_QUOTED | GRAM_AUXILIARY | GRAM_MODAL) ||
		    GRAM_IS(*x, "to") ||
		    (k > s.begin + 1 && slice_ends(x->lower, SLICE("ed"))))
			return false;
	}
	return true;
}

static uint32_t
content_facts(const struct wording *p, const struct attribution *a)
{
	struct link_span last = p->content[p->contents - 1];
	const struct document_sentence *s =
	    &p->doc->sentence[p->doc->token[last.end - 1].sentence];
	size_t words = 0;
	uint32_t end = s->token_end, away = 0;
	bool cue = p->cue.begin < p->cue.end;

	for (size_t i = 0; i < p->contents; i++) {
		for (uint32_t k = p->content[i].begin; k < p->content[i].end;
		    k++)
			words += !grammar_is(&p->w[k], GRAM_PUNCT);
	}
	if (cue)
		away = gap(p->content[0], p->cue);
	while (end > last.end && grammar_is(&p->w[end - 1], GRAM_PUNCT))
		end--;
	return fact(FACT_DIRECT, a->kind == KIND_DIRECT) |
	    fact(FACT_MIXED, a->kind == KIND_MIXED) |
	    fact(FACT_THAT, p->that.begin < p->that.end) |
	    fact(FACT_CONTENT_FIRST, cue &&
	    p->content[0].begin < p->cue.begin) |
	    fact(FACT_CONTENT_NEAR, cue && away <= 1) |
	    fact(FACT_CONTENT_FAR, away > 7) |
	    fact(FACT_TO_END, last.end >= end) |
	    fact(FACT_TO_COMMA, last.end < end &&
	    grammar_is(&p->w[last.end], GRAM_COMMA)) |
	    fact(FACT_SHORT, words < 4) | fact(FACT_LONG, words > 40) |
	    fact(FACT_SEVERAL, p->contents > 1) |
	    fact(FACT_HEADLINE, s->class != CLASS_BODY) |
	    fact(FACT_NOMINAL, p->contents == 1 &&
	    is_nominal(p, p->content[0])) |
	    fact(FACT_INFINITIVE, GRAM_IS(p->w[p->content[0].begin], "to"));
}

/* The least confidence of the sentences that the row rests on. */
static float
confidence_of(const struct wording *p)
{
	const struct document *doc = p->doc;
	float least = 1;

	for (size_t i = 0; i <= p->contents; i++) {
		struct link_span s = i < p->contents ? p->content[i] : p->cue;
		float c;

		if (s.begin >= s.end)
			continue;
		c = doc->sentence[doc->token[s.begin].sentence].confidence;
		least = c < least ? c : least;
	}
	return least;
}

struct score_input
facts_of(const struct wording *p, const struct attribution *a)
{
	struct score_input in = { .confidence = confidence_of(p) };
	uint32_t head = p->cue.begin < p->cue.end ? p->cue.begin :
	    p->content[0].begin;

	in.facts = source_facts(p) | cue_facts(p) | content_facts(p, a) |
	    fact(FACT_CONTINUES, a->continues != ATTRIBUTION_NONE) |
	    fact(FACT_NEGATED, a->negated);
	in.basis = grammar_is(&p->w[head], GRAM_RULE) ? BASIS_RULE :
	    in.confidence > 0 ? BASIS_MODEL : BASIS_FAST;
	return in;
}
