#include "config.h"

#include "news/idle.h"

static bool
is_outer(const struct grammar_word *w)
{
	return !grammar_is(w, GRAM_QUOTED);
}

/* The source is a poll, a study, figures: what they show is what they say. */
static bool
is_finding(const struct wording *p)
{
	struct cue_match m;

	for (uint32_t k = p->source.begin; k < p->source.end; k++) {
		if (cue_find_noun(&p->g->cues, p->w[k].lower, &m) &&
		    m.cue->act == ACT_REPORT)
			return true;
	}
	return false;
}

/*
 * "The gallery shows his early work": the verbs of evidence report a clause;
 * with a thing behind them nobody says anything.
 */
static bool
shows_a_thing(const struct wording *p, const struct attribution *a)
{
	if (!p->known || p->match.cue->act != ACT_REPORT || p->contents != 1 ||
	    (p->match.cue->frames & (CUE_NOUN | CUE_BEFORE)) ||
	    a->kind != KIND_INDIRECT || p->that.begin < p->that.end ||
	    p->content[0].begin < p->cue.begin || is_finding(p))
		return false;
	for (uint32_t k = p->content[0].begin; k < p->content[0].end; k++) {
		const struct grammar_word *x = &p->w[k];

		if (grammar_is(x, GRAM_AUXILIARY | GRAM_MODAL | GRAM_RELATIVE |
		    GRAM_NUMBER) || GRAM_IS(*x, "to") ||
		    slice_ends(x->lower, SLICE("ing")) ||
		    slice_ends(x->lower, SLICE("ed")))
			return false;
	}
	return true;
}

/* "it", "that": nothing that could be read alone. */
static bool
is_anaphor(const struct wording *p)
{
	const struct grammar_word *x = &p->w[p->content[0].begin];

	return p->contents == 1 && p->content[0].end ==
	    p->content[0].begin + 1 && (grammar_is(x, GRAM_PRONOUN |
	    GRAM_OBJECT) || GRAM_IS(*x, "that") || GRAM_IS(*x, "this")) &&
	    is_outer(x);
}

/* "asked not to be named", "requested anonymity" */
static bool
asks_for_silence(const struct wording *p)
{
	struct link_span s = p->content[0];

	return GRAM_IS(p->w[s.begin], "anonymity") || (s.end >= s.begin + 4 &&
	    GRAM_IS(p->w[s.begin], "not") && GRAM_IS(p->w[s.begin + 2],
	    "be") && (GRAM_IS(p->w[s.begin + 3], "named") ||
	    GRAM_IS(p->w[s.begin + 3], "identified") ||
	    GRAM_IS(p->w[s.begin + 3], "quoted")));
}

/* "Asked about it, he laughed": a question that nobody in the text asks. */
static bool
is_nobodys_question(const struct wording *p)
{
	uint32_t cue = p->cue.begin;

	return p->known && p->match.cue->act == ACT_ASK &&
	    p->source.begin >= p->source.end &&
	    slice_ends(p->w[cue].lower, SLICE("ed")) &&
	    p->doc->sentence[p->doc->token[cue].sentence].token == cue;
}

/* "its claims to the islands": land, not words. */
static bool
claims_land(const struct wording *p)
{
	return p->known && p->cue.begin > 0 &&
	    grammar_is(&p->w[p->cue.begin - 1], GRAM_DETERMINER |
	    GRAM_POSSESSIVE) && p->content[0].begin == p->cue.end &&
	    GRAM_IS(p->w[p->cue.end], "to") && slice_starts(p->match.cue->lemma,
	    SLICE("claim"));
}

/* "the agency said, citing the commission": where it was heard. */
static bool
names_its_source(const struct wording *p, const struct attribution *a)
{
	return a->evidence.facts >> FACT_NOMINAL & 1 &&
	    p->cue.begin < p->cue.end && GRAM_IS(p->w[p->cue.begin], "citing");
}

/* "wrote twelve songs", "wrote it with her": a work, not a statement. */
static bool
is_work(const struct wording *p, const struct attribution *a)
{
	const struct grammar_word *x = &p->w[p->content[0].begin];

	if (!p->known || p->content[0].begin != p->cue.end ||
	    !slice_eq(p->match.cue->lemma, SLICE("write")))
		return false;
	return a->evidence.facts >> FACT_NOMINAL & 1 || (grammar_is(x,
	    GRAM_OBJECT) && !grammar_is(x + 1, GRAM_AUXILIARY | GRAM_MODAL |
	    GRAM_ADVERB) && grammar_is(x + 1, GRAM_PREPOSITION | GRAM_PUNCT));
}

/*
 * "abstained in a vote to demand": it is the vote that demands, whatever the
 * subject does in it; not so "used her speech to demand".
 */
static bool
is_motion(const struct wording *p)
{
	static const struct slice motions[] = {
		SLICE("vote"), SLICE("votes"), SLICE("motion"),
		SLICE("motions"), SLICE("resolution"), SLICE("resolutions"),
		SLICE("bill"), SLICE("bills"), SLICE("petition"),
		SLICE("petitions"), SLICE("referendum"), SLICE("amendment"),
		SLICE("measure"), SLICE("proposal"), SLICE("proposals")
	};
	const struct grammar_word *x, *first = p->w;

	if (p->cue.begin < 2 || p->cue.begin >= p->cue.end ||
	    !GRAM_IS(p->w[p->cue.begin - 1], "to"))
		return false;
	/* "a vote last week to demand" */
	for (x = &p->w[p->cue.begin - 2]; x > first && grammar_is(x, GRAM_TIME |
	    GRAM_DETERMINER | GRAM_ADVERB); x--)
		;
	for (size_t i = 0; i < sizeof(motions) / sizeof(*motions); i++) {
		if (slice_eq(x->lower, motions[i]))
			return true;
	}
	return false;
}

/* "was admitted to hospital": nothing was conceded. */
static bool
is_taken_in(const struct wording *p)
{
	return p->cue.begin > 0 && GRAM_IS(p->w[p->cue.begin], "admitted") &&
	    grammar_is(&p->w[p->cue.begin - 1], GRAM_BE);
}

/* "you can say that again": anybody, not somebody. */
static bool
is_reader(const struct wording *p)
{
	return p->source.end == p->source.begin + 1 &&
	    GRAM_IS(p->w[p->source.begin], "you") &&
	    is_outer(&p->w[p->source.begin]);
}

/* "did not respond to a request for comment" */
static bool
gives_no_comment(const struct wording *p, const struct attribution *a)
{
	bool comment = false;

	if (!(a->evidence.facts >> FACT_NOMINAL & 1) || !a->negated)
		return false;
	for (uint32_t k = p->content[0].begin; k < p->content[0].end; k++)
		comment |= GRAM_IS(p->w[k], "comment");
	return comment;
}

/* "a statement against the expansion": what it is about, not what it says. */
bool
idle_names_topic(const struct wording *p, const struct attribution *a)
{
	const struct grammar_word *x;

	if (!p->known || !p->match.cue->noun || p->content[0].begin == 0 ||
	    !(a->evidence.facts >> FACT_NOMINAL & 1))
		return false;
	x = &p->w[p->content[0].begin - 1];
	return GRAM_IS(*x, "against") || GRAM_IS(*x, "about") ||
	    GRAM_IS(*x, "on") || GRAM_IS(*x, "over") ||
	    GRAM_IS(*x, "regarding");
}

bool
idle_is(const struct wording *p, const struct attribution *a)
{
	return a->kind == KIND_INDIRECT && (is_anaphor(p) ||
	    asks_for_silence(p) || is_nobodys_question(p) || claims_land(p) ||
	    names_its_source(p, a) || is_taken_in(p) || is_reader(p) ||
	    is_work(p, a) || is_motion(p) ||
	    gives_no_comment(p, a) ||
	    shows_a_thing(p, a));
}
