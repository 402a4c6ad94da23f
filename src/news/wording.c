#include "config.h"

#include "news/clause.h"
#include "news/facts.h"
#include "news/idle.h"
#include "news/wording.h"

enum { CHAIN_LONGEST = 6 };

static bool
is_outer(const struct grammar_word *w)
{
	return !grammar_is(w, GRAM_QUOTED);
}

static struct range
bytes_of(const struct document *doc, struct link_span s)
{
	return (struct range){ doc->token[s.begin].begin,
	    doc->token[s.end - 1].end };
}

/* Take off marks at either end that no quotation needs. */
static struct link_span
strip(const struct wording *p, struct link_span s)
{
	while (s.begin < s.end && grammar_is(&p->w[s.begin], GRAM_COMMA |
	    GRAM_COLON | GRAM_STOP) && is_outer(&p->w[s.begin]))
		s.begin++;
	while (s.begin < s.end && is_outer(&p->w[s.end - 1]) &&
	    (grammar_is(&p->w[s.end - 1], GRAM_COMMA | GRAM_COLON) ||
	    GRAM_IS(p->w[s.end - 1], ".")))
		s.end--;
	return s;
}

/*
 * "rejected that argument in March", "confirmed that report": one noun, and no
 * verb behind it.
 */
static bool
is_one_thing(const struct wording *p, struct link_span s)
{
	size_t noun = s.begin + 1, end;

	if (!p->known || !(p->match.cue->frames & CUE_NOUN) ||
	    grammar_is(&p->w[noun], GRAM_CAPITAL | GRAM_PRONOUN |
	    GRAM_DETERMINER | GRAM_QUOTED) || slice_ends(p->w[noun].lower,
	    SLICE("s")))
		return false;
	end = clause_noun_phrase(p->g, p->w, noun, s.end);
	for (size_t k = end; k < s.end; k++) {
		if (grammar_is(&p->w[k], GRAM_AUXILIARY | GRAM_MODAL) ||
		    (slice_ends(p->w[k].lower, SLICE("ed")) && k > end + 3))
			return false;
	}
	return end == noun + 1 && (end == s.end || grammar_is(&p->w[end],
	    GRAM_TIME) || (p->match.cue->act == ACT_DENY &&
	    grammar_is(&p->w[end], GRAM_PREPOSITION | GRAM_COMMA)));
}

/* "that" joins the clause to the cue: not "that was wrong", "that man". */
static bool
is_complementizer(const struct wording *p, struct link_span s)
{
	const struct grammar_word *next = &p->w[s.begin + 1];

	if (s.begin + 1 >= s.end || !GRAM_IS(p->w[s.begin], "that") ||
	    !is_outer(&p->w[s.begin]) || is_one_thing(p, s))
		return false;
	return !grammar_is(next, GRAM_AUXILIARY | GRAM_MODAL | GRAM_STOP)
	    || grammar_is(next, GRAM_DETERMINER | GRAM_PRONOUN);
}

/*
 * Where what the narrator adds at the end of unquoted content begins:
 * ", without giving details", ", in a warning to ..."; or the end.
 */
static uint32_t
narrator_tail(const struct wording *p, struct link_span s)
{
	bool to = GRAM_IS(p->w[s.begin], "to");

	for (uint32_t k = s.begin + 1; to && k + 1 < s.end; k++) {
		/* "vowed to stay, which ..., as ...": the narrator explains */
		if (grammar_is(&p->w[k], GRAM_COMMA) && is_outer(&p->w[k]) &&
		    (GRAM_IS(p->w[k + 1], "which") || GRAM_IS(p->w[k + 1],
		    "who") || GRAM_IS(p->w[k + 1], "as")))
			return k;
	}
	/* "“a joke” after the bridge closed": his words end with the mark */
	for (uint32_t k = s.end - 1; k > s.begin; k--) {
		if (!grammar_is(&p->w[k - 1], GRAM_CLOSE))
			continue;
		if (GRAM_IS(p->w[k], "after") ||
		    GRAM_IS(p->w[k], "following") ||
		    GRAM_IS(p->w[k], "amid"))
			return k;
		break;
	}
	for (uint32_t k = s.end; k > s.begin + 2; k--) {
		struct cue_match m;

		if (!is_outer(&p->w[k - 1]))
			break;
		if (!grammar_is(&p->w[k - 1], GRAM_COMMA) || k >= s.end)
			continue;
		if (GRAM_IS(p->w[k], "without") && k + 1 < s.end &&
		    slice_ends(p->w[k + 1].lower, SLICE("ing")))
			return k - 1;
		if (GRAM_IS(p->w[k], "in") && k + 2 < s.end &&
		    grammar_is(&p->w[k + 1], GRAM_DETERMINER) &&
		    cue_find_noun(&p->g->cues, p->w[k + 2].lower, &m))
			return k - 1;
		if (GRAM_IS(p->w[k], "according"))
			return k - 1;
	}
	return s.end;
}

/* The "It" of "It was reported that" is no content. */
static bool
is_expletive(const struct wording *p, struct link_span s)
{
	return s.end == s.begin + 1 && GRAM_IS(p->w[s.begin], "it") &&
	    s.end <= p->cue.begin && is_outer(&p->w[s.begin]);
}

static void
add_content(struct wording *p, struct link_span s)
{
	if (s.begin < s.end && p->contents < ATTRIBUTION_SPANS)
		p->content[p->contents++] = s;
}

/* "But prices, she said": the narrator's "But", at the start of a sentence. */
static struct link_span
without_connective(const struct wording *p, struct link_span s)
{
	uint32_t k = s.begin;

	if (!is_outer(&p->w[k]) || p->doc->sentence[p->doc->token[
	    k].sentence].token != k || s.end <= k + 3)
		return s;
	if (grammar_is(&p->w[k], GRAM_AND) && !grammar_is(&p->w[k + 1],
	    GRAM_OPEN))
		s.begin++;
	else if (grammar_is(&p->w[k], GRAM_ADVERB) && grammar_is(&p->w[k + 1],
	    GRAM_COMMA))
		s.begin += 2;
	return s;
}

/* "you", "them": where the pronoun ends that may be the one addressed. */
static uint32_t
pronoun_end(const struct wording *p, uint32_t k)
{
	return k + (GRAM_IS(p->w[k], "you") || GRAM_IS(p->w[k], "me") ||
	    GRAM_IS(p->w[k], "us") || GRAM_IS(p->w[k], "him") ||
	    GRAM_IS(p->w[k], "them"));
}

/* Where the name that begins with token S ends; S.begin if none does. */
static uint32_t
name_end(const struct wording *p, struct link_span s)
{
	uint32_t k = s.begin;

	while (k < s.end && grammar_is(&p->w[k], GRAM_CAPITAL) &&
	    !grammar_is(&p->w[k], GRAM_PUNCT | GRAM_DETERMINER |
	    GRAM_PRONOUN | GRAM_NUMBER))
		k++;
	return k;
}

/*
 * "tell you the roads are worse", "told them how", "told Brook Crown Court the
 * spill was vast": the one addressed.
 */
static struct link_span
without_addressee(const struct wording *p, struct link_span s)
{
	uint32_t k = pronoun_end(p, s.begin);
	bool name = k == s.begin;
	const struct grammar_word *next;

	if (!p->known || !(p->match.cue->frames & CUE_ADDRESSEE) ||
	    s.begin != p->cue.end)
		return s;
	if (name && p->match.cue->scope == CUE_SPEECH &&
	    p->match.cue->frames & CUE_CLAUSE)
		k = name_end(p, s);
	next = &p->w[k];
	if (k == s.begin || s.end < k + 3 || !is_outer(next) ||
	    grammar_is(next, GRAM_AUXILIARY | GRAM_MODAL))
		return s;
	if (name ? grammar_is(next, GRAM_DETERMINER | GRAM_PRONOUN) &&
	    !grammar_is(next, GRAM_POSSESSIVE | GRAM_RELATIVE | GRAM_NUMBER) :
	    grammar_is(next, GRAM_DETERMINER | GRAM_PRONOUN | GRAM_RELATIVE |
	    GRAM_CAPITAL))
		s.begin = k;
	return s;
}

/* The "Wednesday" of "accused Wednesday of" is no content. */
static bool
is_time(const struct wording *p, struct link_span s)
{
	for (uint32_t k = s.begin; k < s.end; k++) {
		if (!grammar_is(&p->w[k], GRAM_TIME) || !is_outer(&p->w[k]))
			return false;
	}
	return true;
}

/* "as" or "of" before the first content belongs to the cue. */
static void
give_preposition(struct wording *p)
{
	struct link_span *s = &p->content[0];
	const struct grammar_word *x;
	unsigned frames;

	if (p->contents == 0 || !p->known || s->begin != p->cue.end ||
	    s->end <= s->begin + 1)
		return;
	x = &p->w[s->begin];
	frames = p->match.cue->frames;
	if (!is_outer(x) || !(GRAM_IS(*x, "as") ? frames & (CUE_AS |
	    CUE_NAMING) : GRAM_IS(*x, "of") && frames & CUE_OF))
		return;
	p->as = (struct link_span){ s->begin, s->begin + 1 };
	s->begin++;
}

/* The contents of G, stripped; "that" goes to the cue when adjacent. */
static void
take_contents(struct wording *p, const struct link_group *g)
{
	for (size_t i = 0; i < g->contents; i++) {
		struct link_span s = strip(p, g->content[i]);

		if (s.begin >= s.end)
			continue;
		if (is_complementizer(p, s)) {
			p->that = (struct link_span){ s.begin, s.begin + 1 };
			s.begin++;
			if (is_complementizer(p, s))	/* "that that" */
				s.begin++;
		}
		/* "admitted to hiding it": the cue has the "to" */
		if (p->known && p->match.cue->frames & CUE_NOUN &&
		    s.begin + 1 == p->cue.end && s.begin > p->cue.begin &&
		    GRAM_IS(p->w[s.begin], "to"))
			s.begin++;
		s = without_connective(p, without_addressee(p, s));
		if (is_expletive(p, s) || (g->contents > 1 && is_time(p, s)))
			continue;
		s.end = narrator_tail(p, s);
		add_content(p, strip(p, s));
	}
}

/*
 * "Although X suggested that he had been murdered, Y told": the content ends
 * with the clause that the sentence begins with.
 */
static void
end_subordinate(struct wording *p)
{
	struct link_span *s = &p->content[0];
	uint32_t first;

	if (p->contents != 1 || p->source.begin >= p->source.end ||
	    s->begin < p->cue.end)
		return;
	first = p->doc->sentence[p->doc->token[p->source.begin].sentence].token;
	if (p->source.begin != first + 1 ||
	    !grammar_is(&p->w[first], GRAM_SUBORDINATOR) ||
	    grammar_is(&p->w[first], GRAM_DETERMINER))
		return;
	/* "As we noted, a study concluded": the verb is not in that clause */
	for (uint32_t k = p->source.end; k < p->cue.begin; k++) {
		if (grammar_is(&p->w[k], GRAM_COMMA))
			return;
	}
	for (uint32_t k = s->begin + 2; k < s->end; k++) {
		if (grammar_is(&p->w[k], GRAM_COMMA) && is_outer(&p->w[k]))
			s->end = k;
	}
}

/* The index in content spans of the word that parts X from Y, or s.end. */
static uint32_t
parting_word(const struct wording *p, struct link_span s)
{
	unsigned frames = p->match.cue->frames;
	uint32_t plain = s.end;

	for (uint32_t k = s.begin + 1; k + 1 < s.end; k++) {
		const struct grammar_word *x = &p->w[k];

		if (!is_outer(x))
			continue;
		if (grammar_is(x, GRAM_COMMA | GRAM_RELATIVE))
			break;
		if ((frames & CUE_AS) && GRAM_IS(*x, "as"))
			return k;
		if (!(frames & CUE_OF) || !(GRAM_IS(*x, "of") ||
		    GRAM_IS(*x, "for") || GRAM_IS(*x, "with")))
			continue;
		if (slice_ends(p->w[k + 1].lower, SLICE("ing")))
			return k;
		if (plain == s.end && !grammar_is(&p->w[k + 1], GRAM_CAPITAL))
			plain = k;
	}
	return plain;
}

/* "described X as Y": X and Y are contents of their own, "as" is cue. */
static void
take_apart(struct wording *p)
{
	struct link_span first, second;
	uint32_t k;

	if (!p->known || p->contents == 0 ||
	    !(p->match.cue->frames & (CUE_AS | CUE_OF)) ||
	    p->contents == ATTRIBUTION_SPANS ||
	    p->content[0].begin < p->cue.end)
		return;
	k = parting_word(p, p->content[0]);
	if (k == p->content[0].end)
		return;
	first = strip(p, (struct link_span){ p->content[0].begin, k });
	second = strip(p, (struct link_span){ k + 1, p->content[0].end });
	if (first.begin >= first.end || second.begin >= second.end)
		return;
	for (size_t i = p->contents; i > 1; i--)
		p->content[i] = p->content[i - 1];
	p->content[0] = first;
	p->content[1] = second;
	p->contents++;
	p->as = (struct link_span){ k, k + 1 };
}

/* The words of the cue that count, and their entry in the list. */
static void
take_cue(struct wording *p, struct link_span cue)
{
	struct cue_match m;
	bool found = false;

	p->cue = cue;
	for (uint32_t k = cue.begin; k < cue.end; k++) {
		struct slice word[4];
		size_t n = 0;

		while (n < 4 && k + n < p->doc->tokens &&
		    p->doc->token[k + n].sentence ==
		    p->doc->token[k].sentence) {
			word[n] = p->w[k + n].lower;
			n++;
		}
		if (!cue_find(&p->g->cues, word, n, &m)) {
			if (found || !cue_find_noun(&p->g->cues,
			    p->w[k].lower, &m))
				continue;
		} else if (found && p->match.cue->scope == CUE_SPEECH &&
		    (m.cue->scope != CUE_SPEECH ||
		    !(m.form & (CUE_ING | CUE_BASE)))) {
			continue;	/* "said in a report" */
		}
		p->match = m;
		found = true;
		p->cue.begin = k;
		p->cue.end = k + (uint32_t)m.words;
		k += (uint32_t)m.words - 1;
	}
	p->known = found;
	if (found)
		return;
	while (p->cue.end - p->cue.begin > 1 && grammar_is(&p->w[p->cue.begin],
	    GRAM_AUXILIARY | GRAM_MODAL | GRAM_ADVERB | GRAM_NEGATION))
		p->cue.begin++;
	while (p->cue.end - p->cue.begin > 1 &&
	    grammar_is(&p->w[p->cue.end - 1], GRAM_ADVERB | GRAM_PUNCT |
	    GRAM_TIME))
		p->cue.end--;
}

/* "did not say", "declined to say": a few words before the cue. */
static bool
is_negated(const struct wording *p, bool *declined)
{
	uint32_t k = p->cue.begin, first;

	*declined = false;
	if (k >= p->cue.end)
		return false;
	first = p->doc->sentence[p->doc->token[k].sentence].token;
	for (uint32_t steps = 0; k > first && steps < CHAIN_LONGEST; steps++) {
		const struct grammar_word *x = &p->w[--k];

		if (grammar_is(x, GRAM_NEGATION))
			return true;
		if (GRAM_IS(*x, "to") && k > first) {
			const struct grammar_word *v = &p->w[k - 1];

			*declined = slice_starts(v->lower, SLICE("declin")) ||
			    slice_starts(v->lower, SLICE("refus")) ||
			    slice_starts(v->lower, SLICE("fail"));
			return *declined;
		}
		if (!grammar_is(x, GRAM_AUXILIARY | GRAM_MODAL | GRAM_ADVERB))
			return false;
	}
	return false;
}

/* A list of names, "A, B and C", is no name with an appositive. */
static bool
is_list(const struct wording *p, uint32_t comma, uint32_t end)
{
	if (comma + 1 >= end || !grammar_is(&p->w[comma + 1], GRAM_CAPITAL) ||
	    grammar_is(&p->w[comma + 1], GRAM_TITLE))
		return false;
	for (uint32_t k = comma + 2; k + 1 < end; k++) {
		if (GRAM_IS(p->w[k], "and") && grammar_is(&p->w[k + 1],
		    GRAM_CAPITAL))
			return true;
		if (!grammar_is(&p->w[k], GRAM_CAPITAL | GRAM_COMMA))
			return false;
	}
	return false;
}

/* Nothing but a comma follows the bracket: "Smith (D-Ohio), a lawyer" */
static bool
is_last_bracket(const struct wording *p, uint32_t k, uint32_t end)
{
	while (k < end && !GRAM_IS(p->w[k], ")"))
		k++;
	return k + 1 >= end || grammar_is(&p->w[k + 1], GRAM_COMMA);
}

/* Words that begin a place, time or circumstance, never part of a name. */
static bool
is_circumstance(const struct grammar_word *w)
{
	return GRAM_IS(*w, "at") || GRAM_IS(*w, "during") ||
	    GRAM_IS(*w, "despite") || GRAM_IS(*w, "after") ||
	    GRAM_IS(*w, "amid");
}

/* "PARIS -- France on Monday said": the place in front is no source. */
static struct link_span
without_dateline(const struct wording *p, struct link_span s)
{
	const struct document_sentence *sentence =
	    &p->doc->sentence[p->doc->token[s.begin].sentence];
	struct slice place = document_word(p->doc, s.begin);
	uint32_t k = s.begin + 1;

	if (!sentence->begins_paragraph || sentence->token != s.begin ||
	    place.n < 3)
		return s;
	for (size_t i = 0; i < place.n; i++) {
		if (place.p[i] >= 'a' && place.p[i] <= 'z')
			return s;
	}
	while (k < sentence->token_end && !grammar_is(&p->w[k], GRAM_COLON) &&
	    grammar_is(&p->w[k], GRAM_CAPITAL | GRAM_PUNCT))
		k++;
	if (k + 1 >= sentence->token_end || !grammar_is(&p->w[k], GRAM_COLON) ||
	    k == p->cue.begin)		/* "SMITH: I was not there." */
		return s;
	if (s.end <= k + 1)
		s.end = (uint32_t)clause_noun_phrase(p->g, p->w, k + 1,
		    sentence->token_end);
	s.begin = k + 1;
	return s;
}

/*
 * "The ministry in a statement on Tuesday", "Putin in late February": when
 * and where it was said is no part of who said it.
 */
static uint32_t
without_occasion(const struct wording *p, struct link_span s)
{
	for (uint32_t k = s.begin + 1; k < s.end; k++) {
		const struct grammar_word *x = &p->w[k];
		uint32_t last = k + 3 < s.end ? k + 3 : s.end - 1;
		struct cue_match m;

		if (grammar_is(x, GRAM_CAPITAL) || (!GRAM_IS(*x, "in") &&
		    !GRAM_IS(*x, "on") && !GRAM_IS(*x, "during")))
			continue;
		for (uint32_t i = k + 1; i <= last; i++) {
			if (grammar_is(&p->w[i], GRAM_TIME) ||
			    cue_find_noun(&p->g->cues, p->w[i].lower, &m))
				return k;
		}
	}
	return s.end;
}

/* "Officials at Velda Motors": a capital of the sentence, not of a name. */
static bool
is_staff(const struct wording *p, uint32_t begin, uint32_t end)
{
	return end == begin + 1 && slice_ends(p->w[begin].lower, SLICE("s")) &&
	    GRAM_IS(p->w[end], "at") && grammar_is(&p->w[end + 1],
	    GRAM_CAPITAL) &&
	    p->doc->sentence[p->doc->token[begin].sentence].token == begin;
}

static struct link_span
trim_source(const struct wording *p, struct link_span s)
{
	uint32_t end;

	if (s.begin >= s.end)
		return s;
	s = without_dateline(p, s);
	if (s.begin >= s.end)
		return s;
	/* "Before the court ruled that" */
	if (s.end > s.begin + 1 && grammar_is(&p->w[s.begin],
	    GRAM_SUBORDINATOR) && !grammar_is(&p->w[s.begin], GRAM_DETERMINER))
		s.begin++;
	while (s.begin < s.end && grammar_is(&p->w[s.begin], GRAM_PUNCT) &&
	    !grammar_is(&p->w[s.begin], GRAM_QUOTED))
		s.begin++;
	/* "in the words of one veteran" */
	if (s.end > s.begin + 2 && GRAM_IS(p->w[s.begin], "the") &&
	    GRAM_IS(p->w[s.begin + 1], "words"))
		s.begin++;
	if (s.end > s.begin + 2 && GRAM_IS(p->w[s.begin], "words") &&
	    GRAM_IS(p->w[s.begin + 1], "of"))
		s.begin += 2;
	for (uint32_t k = s.begin + 1; k < s.end; k++) {
		const struct grammar_word *x = &p->w[k];

		if ((grammar_is(x, GRAM_COMMA | GRAM_COLON) && !is_list(p, k,
		    s.end) && !GRAM_IS(*x, "-")) ||
		    (grammar_is(x, GRAM_RELATIVE) && !GRAM_IS(*x, "that") &&
		    !grammar_is(x, GRAM_CAPITAL)) || (GRAM_IS(*x, "(") &&
		    is_last_bracket(p, k, s.end)))
			s.end = k;
	}
	/* "Wang at a press briefing": the place is no part of him */
	end = (uint32_t)clause_noun_phrase(p->g, p->w, s.begin, s.end);
	if (end > s.begin && end < s.end && grammar_is(&p->w[end - 1],
	    GRAM_CAPITAL) && !grammar_is(&p->w[end - 1], GRAM_TIME) &&
	    is_circumstance(&p->w[end]) && !is_staff(p, s.begin, end))
		s.end = end;
	s.end = without_occasion(p, s);
	while (s.end > s.begin + 1 && (GRAM_IS(p->w[s.end - 1], "further") ||
	    grammar_is(&p->w[s.end - 1], GRAM_POSSESSIVE | GRAM_AUXILIARY |
	    GRAM_COMMA | GRAM_COLON) || (grammar_is(&p->w[s.end - 1],
	    GRAM_PUNCT) && !grammar_is(&p->w[s.end - 1], GRAM_QUOTED))))
		s.end--;
	return s;
}

static enum attribution_kind
kind_of(const struct wording *p)
{
	bool in = false, out = false;

	for (size_t i = 0; i < p->contents; i++) {
		for (uint32_t k = p->content[i].begin; k < p->content[i].end;
		    k++) {
			if (grammar_is(&p->w[k], GRAM_PUNCT))
				continue;
			if (grammar_is(&p->w[k], GRAM_QUOTED))
				in = true;
			else
				out = true;
		}
	}
	return !in ? KIND_INDIRECT : out ? KIND_MIXED : KIND_DIRECT;
}

static void
put_range(struct attribution *a, struct range r)
{
	if (r.begin < r.end && a->contents < ATTRIBUTION_SPANS)
		a->content[a->contents++] = r;
}

/* The quotation that begins at byte AT, or NULL. */
static const struct quotation *
quotation_at(const struct document *doc, uint32_t at)
{
	size_t i = document_quotation_from(doc, at);

	return i < doc->quotations && doc->quotation[i].outer.begin == at ?
	    &doc->quotation[i] : NULL;
}

/* The inside of every quotation of S. */
static void
put_inner(const struct wording *p, struct link_span s, struct attribution *a)
{
	for (uint32_t k = s.begin; k < s.end; k++) {
		const struct quotation *q;

		/* one that goes on from the paragraph before has no mark */
		if (!grammar_is(&p->w[k], GRAM_OPEN) && k > s.begin)
			continue;
		q = quotation_at(p->doc, p->doc->token[k].begin);
		if (q != NULL)
			put_range(a, q->inner);
	}
}

static void
put_contents(const struct wording *p, struct attribution *a)
{
	for (size_t i = 0; i < p->contents; i++) {
		size_t n = a->contents;

		if (a->kind == KIND_DIRECT)
			put_inner(p, p->content[i], a);
		if (a->contents == n)
			put_range(a, bytes_of(p->doc, p->content[i]));
	}
}

static void
put_cues(const struct wording *p, struct attribution *a)
{
	struct link_span cue = p->cue;

	if (cue.begin >= cue.end)
		return;
	if (p->that.begin < p->that.end && p->that.begin == cue.end)
		cue.end = p->that.end;
	a->cue[a->cues++] = bytes_of(p->doc, cue);
	if (p->as.begin < p->as.end)
		a->cue[a->cues++] = bytes_of(p->doc, p->as);
}

bool
wording_fill(const struct grammar *g, const struct document *doc,
    const struct grammar_word *w, const struct link_group *group,
    struct attribution *a)
{
	struct wording p = { .g = g, .doc = doc, .w = w };
	bool declined = false;

	*a = (struct attribution){ .parent = ATTRIBUTION_NONE,
	    .continues = group->continues };
	if (group->cue.begin < group->cue.end)
		take_cue(&p, group->cue);
	take_contents(&p, group);
	p.source = trim_source(&p, group->source);
	/* "VELDA: Observing that": the verb is nobody */
	if (p.source.begin < p.cue.end && p.cue.begin < p.source.end)
		p.source = (struct link_span){ 0 };
	end_subordinate(&p);
	give_preposition(&p);
	take_apart(&p);
	if (p.contents == 0)
		return false;
	a->kind = kind_of(&p);
	put_contents(&p, a);
	put_cues(&p, a);
	if (p.source.begin < p.source.end)
		a->source = bytes_of(doc, p.source);
	a->negated = is_negated(&p, &declined);
	a->act = p.known ? p.match.cue->act : ACT_SAY;
	if (p.known)
		a->thought = p.match.cue->scope == CUE_THOUGHT ||
		    (p.match.cue->scope == CUE_WORDS &&
		    a->kind == KIND_INDIRECT);
	else
		a->thought = a->cues > 0 && !grammar_is(&w[p.cue.begin],
		    GRAM_PUNCT);
	if (a->kind == KIND_DIRECT)
		a->thought = false;
	a->evidence = facts_of(&p, a);
	a->score = score_of(a->evidence);
	a->thought |= idle_names_topic(&p, a);
	return a->contents > 0 && !declined && !idle_is(&p, a);
}

void
wording_as_annotated(const struct document *doc, const struct link_group *g,
    struct attribution *a)
{
	a->contents = g->contents;
	for (size_t i = 0; i < g->contents; i++)
		a->content[i] = bytes_of(doc, g->content[i]);
	a->cues = g->cue.begin < g->cue.end;
	if (a->cues > 0)
		a->cue[0] = bytes_of(doc, g->cue);
	if (g->source.begin < g->source.end)
		a->source = bytes_of(doc, g->source);
}
