#include "config.h"

#include "news/link.h"

enum {
	NEAR = 12,		/* neighbours of a span that are looked at */
	FAR = 1 << 20,
	/* costs, in tokens of distance */
	CUE_BETWEEN_SOURCE = 6,
	CONTENT_BETWEEN_SOURCE = 8,
	SOURCE_AFTER = 2,
	RELATIVE_AWAY = 12,	/* "who" speaks only right before its verb */
	CUE_BETWEEN = 8,
	CONTENT_BETWEEN = 4,
	OTHER_SENTENCE = 10,
	CUE_IN_LATER_SENTENCE = 6,
	NO_COMMA_BEFORE_CUE = 5,
	CUE_FIRST = -2,
	OTHER_PARAGRAPH = 25,
	OTHER_PARAGRAPH_COLON = 5,
	TOO_FAR = 30,
	/* tokens between a quotation and a cue that is its own for sure */
	BESIDE_AFTER = 12,
	BESIDE_BEFORE = 2,
	/* a quotation of so many words is real whatever the labels say */
	REAL_WORDS = 5
};

struct span_list {
	struct link_span *span;		/* [n], rising, in document.mem */
	size_t n;
};

struct linker {
	const struct grammar *g;
	struct document *doc;
	const struct grammar_word *w;
	struct span_list content, cue, source;
	struct link_groups *out;
};

static uint32_t
sentence_of(const struct linker *l, uint32_t token)
{
	return l->doc->token[token].sentence;
}

static uint32_t
paragraph_of(const struct linker *l, uint32_t token)
{
	return l->doc->sentence[sentence_of(l, token)].paragraph;
}

static bool
is_content(uint8_t label)
{
	return label == LABEL_B_CONTENT || label == LABEL_I_CONTENT;
}

/* Tokens of quotation Q, marks included. */
static struct link_span
quotation_tokens(const struct document *doc, const struct quotation *q)
{
	struct link_span s;

	s.begin = (uint32_t)document_token_at(doc, q->outer.begin);
	s.end = (uint32_t)document_token_at(doc, q->outer.end - 1) + 1;
	return s;
}

/* Words, not marks, of a span. */
static size_t
words_of(const struct linker *l, struct link_span s)
{
	size_t n = 0;

	for (uint32_t k = s.begin; k < s.end; k++)
		n += !grammar_is(&l->w[k], GRAM_PUNCT);
	return n;
}

/* Made of capitals, "War and Peace in the Middle East": a title, a name. */
static bool
is_title(const struct linker *l, struct link_span s)
{
	for (uint32_t k = s.begin; k < s.end; k++) {
		if (!grammar_is(&l->w[k], GRAM_CAPITAL | GRAM_PUNCT |
		    GRAM_NUMBER | GRAM_PREPOSITION | GRAM_DETERMINER |
		    GRAM_AND))
			return false;
	}
	return true;
}

/* "“He was,” she paused, “a good man.”": the second half of a quotation. */
static bool
goes_on(const struct linker *l, struct link_span s)
{
	uint32_t first = l->doc->sentence[sentence_of(l, s.begin)].token;

	return s.begin > first + 3 && grammar_is(&l->w[first], GRAM_OPEN) &&
	    is_content(l->doc->token[first].label) &&
	    grammar_is(&l->w[s.begin - 1], GRAM_COMMA) &&
	    !grammar_is(&l->w[s.begin + 1], GRAM_CAPITAL | GRAM_PUNCT);
}

/* "“He was,” she paused, “a good man.”": the first half. */
static bool
leads_on(const struct linker *l, struct link_span s)
{
	const struct document_sentence *in =
	    &l->doc->sentence[sentence_of(l, s.begin)];

	if (s.begin != in->token || s.end < s.begin + 4 ||
	    !grammar_is(&l->w[s.end - 2], GRAM_COMMA) ||
	    !grammar_is(&l->w[s.end - 1], GRAM_CLOSE))
		return false;
	for (uint32_t k = s.end + 2; k + 2 < in->token_end; k++) {
		if (grammar_is(&l->w[k], GRAM_OPEN))
			return grammar_is(&l->w[k - 1], GRAM_COMMA) &&
			    !grammar_is(&l->w[k + 1], GRAM_CAPITAL |
			    GRAM_PUNCT);
	}
	return false;
}

/* Long, or all of its sentence: somebody's words, not a title or a term. */
static bool
is_real(const struct linker *l, const struct quotation *q, struct link_span s)
{
	const struct document *doc = l->doc;
	const struct document_sentence *in =
	    &doc->sentence[sentence_of(l, s.begin)];
	size_t words = words_of(l, s);

	if (textclass_is_prose(in->class) && leads_on(l, s))
		return true;
	if (!textclass_is_prose(in->class) || words < 3 || is_title(l, s))
		return false;
	if (q->unclosed && !q->continues && s.begin != in->token &&
	    !grammar_is(&l->w[s.begin - 1], GRAM_COMMA | GRAM_COLON))
		return false;
	return words >= REAL_WORDS || (s.begin == in->token &&
	    s.end >= in->token_end) || goes_on(l, s);
}

/*
 * Make labels and marks agree: a content that touches a quotation holds all
 * of it, and a real quotation is a content.  What the labels say inside it
 * belongs to its own words.
 */
static void
respect_quotations(struct linker *l)
{
	struct document *doc = l->doc;

	for (size_t i = 0; i < doc->quotations; i++) {
		const struct quotation *q = &doc->quotation[i];
		struct link_span s;
		size_t in = 0, other = 0;
		uint8_t first;

		if (q->depth > 0)
			continue;
		s = quotation_tokens(doc, q);
		for (uint32_t k = s.begin; k < s.end; k++) {
			uint8_t label = doc->token[k].label;

			in += is_content(label);
			other += label != LABEL_O && !is_content(label);
		}
		if (in == 0 && (!is_real(l, q, s) ||
		    other * 2 >= s.end - s.begin))
			continue;
		first = doc->token[s.begin].label;
		for (uint32_t k = s.begin; k < s.end; k++)
			doc->token[k].label = LABEL_I_CONTENT;
		if (s.begin == 0 || !is_content(doc->token[s.begin -
		    1].label) || paragraph_of(l, s.begin) !=
		    paragraph_of(l, s.begin - 1) ||
		    (grammar_is(&l->w[s.begin - 1], GRAM_CLOSE) && first !=
		    LABEL_I_CONTENT))
			doc->token[s.begin].label = LABEL_B_CONTENT;
	}
}

enum { TITLE_REST = 3 };

/*
 * "He read “Days in the Hills” twice": a title in marks with a few words
 * behind it is what was read, not what was said.
 */
static void
drop_titles(struct linker *l)
{
	struct document *doc = l->doc;

	for (size_t i = 0; i < doc->quotations; i++) {
		struct link_span s = quotation_tokens(doc,
		    &doc->quotation[i]);
		uint32_t end = s.end;

		if (doc->quotation[i].depth > 0 || doc->token[s.begin].label !=
		    LABEL_B_CONTENT || words_of(l, s) < 3 || !is_title(l, s))
			continue;
		while (end < doc->tokens && doc->token[end].label ==
		    LABEL_I_CONTENT && doc->token[end].quote == QUOTE_OUTSIDE)
			end++;
		if (end == s.end || end - s.end > TITLE_REST ||
		    (end < doc->tokens && is_content(doc->token[end].label)))
			continue;
		for (uint32_t k = s.begin; k < end; k++)
			doc->token[k].label = LABEL_O;
	}
}

static bool
is_source(uint8_t label)
{
	return label == LABEL_B_SOURCE || label == LABEL_I_SOURCE;
}

static bool
is_cue(uint8_t label)
{
	return label == LABEL_B_CUE || label == LABEL_I_CUE;
}

/*
 * "because of what he claimed was a threat": source and cue after a "what"
 * inside a content are no attribution beside it but words of the content.
 */
static void
join_what_clauses(struct linker *l)
{
	struct token *t = l->doc->token;
	size_t n = l->doc->tokens;

	for (size_t i = 1; i + 2 < n; i++) {
		size_t k = i + 1;

		if (!is_content(t[i].label) || !GRAM_IS(l->w[i], "what") ||
		    !is_content(t[i - 1].label) || t[i].sentence !=
		    t[i - 1].sentence)
			continue;
		while (k < n && is_source(t[k].label))
			k++;
		if (k == i + 1 || k >= n || !is_cue(t[k].label))
			continue;
		while (k < n && is_cue(t[k].label))
			k++;
		if (k < n && is_content(t[k].label))
			k++;
		while (--k > i)
			t[k].label = LABEL_I_CONTENT;
	}
}

static void
collect(struct linker *l, enum label first, struct span_list *list)
{
	const struct document *doc = l->doc;
	size_t n = 0;

	for (size_t i = 0; i < doc->tokens; i++)
		n += doc->token[i].label == first ||
		    doc->token[i].label == first + 1;
	list->span = arena_alloc(&l->doc->mem, (n + 1) * sizeof(*list->span));
	list->n = 0;
	for (uint32_t i = 0; i < doc->tokens; i++) {
		const struct token *t = &doc->token[i];
		struct link_span *last = list->n > 0 ?
		    &list->span[list->n - 1] : NULL;

		if (t->label != first && t->label != first + 1)
			continue;
		if (t->label == first + 1 && last != NULL && last->end == i &&
		    paragraph_of(l, i) == paragraph_of(l, last->begin) &&
		    (first == LABEL_B_CONTENT ||
		    sentence_of(l, i) == sentence_of(l, last->begin)))
			last->end++;
		else
			list->span[list->n++] = (struct link_span){ i, i + 1 };
	}
}

static int
gap(struct link_span a, struct link_span b)
{
	return b.begin >= a.end ? (int)(b.begin - a.end) :
	    (int)a.begin - (int)b.end;
}

/* The first span of LIST that ends after TOKEN. */
static size_t
first_after(const struct span_list *list, uint32_t token)
{
	size_t lo = 0, hi = list->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (list->span[mid].end <= token)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* How many spans of LIST, EXCEPT excepted, begin in [FROM, TO). */
static int
between(const struct span_list *list, uint32_t from, uint32_t to,
    const struct link_span *except)
{
	int n = 0;

	for (size_t i = first_after(list, from); i < list->n &&
	    list->span[i].begin < to && n < NEAR; i++)
		n += list->span[i].begin >= from && &list->span[i] != except;
	return n;
}

static void
inner_range(struct link_span a, struct link_span b, uint32_t *from,
    uint32_t *to)
{
	bool after = b.begin >= a.end;

	*from = after ? a.end : b.end;
	*to = after ? b.begin : a.begin;
}

/*
 * "was asked", "when asked", "was announced": the subject, if there is one,
 * is not who speaks.
 */
static bool
is_passive(const struct linker *l, const struct link_span *cue)
{
	struct cue_match m = { 0 };
	uint32_t verb = cue->end, k;
	bool asked;

	do {
		if (verb-- == cue->begin)
			return false;
	} while (!cue_find(&l->g->cues, &l->w[verb].lower, 1, &m));
	if (m.form != CUE_PAST || m.cue->scope != CUE_SPEECH)
		return false;
	/* "an importer accused of arson": whom he accuses would stand before */
	if (m.cue->frames & CUE_OF && verb + 1 < l->doc->tokens &&
	    GRAM_IS(l->w[verb + 1], "of"))
		return true;
	asked = m.cue->act == ACT_ASK;
	k = verb;
	while (k > 0 && grammar_is(&l->w[k - 1], GRAM_ADVERB | GRAM_NEGATION))
		k--;
	if (k == 0 || sentence_of(l, k - 1) != sentence_of(l, verb))
		return asked;
	return grammar_is(&l->w[k - 1], GRAM_BE) || (asked &&
	    grammar_is(&l->w[k - 1], GRAM_SUBORDINATOR));
}

/* The nearest source of the cue's sentence, by the costs above. */
static struct link_span
source_of(const struct linker *l, const struct link_span *cue)
{
	struct link_span best = { 0, 0 };
	bool passive = is_passive(l, cue);
	size_t at = first_after(&l->source, cue->begin);
	size_t i = at > NEAR ? at - NEAR : 0;
	int best_cost = FAR;

	for (; i < l->source.n && i < at + NEAR; i++) {
		struct link_span s = l->source.span[i];
		uint32_t from, to;
		int cost;

		if (sentence_of(l, s.begin) != sentence_of(l, cue->begin) ||
		    (passive && (s.begin < cue->end ||
		    !GRAM_IS(l->w[s.begin - 1], "by"))))
			continue;
		inner_range(*cue, s, &from, &to);
		cost = gap(*cue, s) + CUE_BETWEEN_SOURCE *
		    between(&l->cue, from, to, cue) +
		    CONTENT_BETWEEN_SOURCE *
		    between(&l->content, from, to, NULL);
		if (s.begin > cue->end)
			cost += SOURCE_AFTER;
		if (grammar_is(&l->w[s.begin], GRAM_RELATIVE) &&
		    (s.begin > cue->begin || gap(*cue, s) > 3))
			cost += RELATIVE_AWAY;
		if (cost < best_cost) {
			best_cost = cost;
			best = s;
		}
	}
	return best;
}

static bool
ends_with_comma(const struct linker *l, struct link_span c)
{
	const struct grammar_word *last = &l->w[c.end - 1];

	return grammar_is(last, GRAM_COMMA | GRAM_STOP | GRAM_CLOSE) ||
	    (c.end < l->doc->tokens && grammar_is(&l->w[c.end], GRAM_COMMA |
	    GRAM_CLOSE | GRAM_OPEN));
}

static bool
has_colon(const struct linker *l, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k < to && k < l->doc->tokens && k < from +
	    NEAR; k++) {
		if (GRAM_IS(l->w[k], ":"))
			return true;
	}
	return false;
}

/* What it costs to give content C to CUE; FAR when out of reach. */
static int
content_cost(const struct linker *l, const struct link_span *c,
    const struct link_span *cue)
{
	uint32_t first = sentence_of(l, c->begin);
	uint32_t last = sentence_of(l, c->end - 1);
	uint32_t here = sentence_of(l, cue->begin), from, to;
	bool same = first <= here && here <= last;
	bool after = cue->begin >= c->end;
	int cost;

	if (here + 1 < first || here > last + 1)
		return FAR;
	inner_range(*c, *cue, &from, &to);
	cost = gap(*c, *cue) +
	    CUE_BETWEEN * between(&l->cue, from, to, cue) +
	    CONTENT_BETWEEN * between(&l->content, from, to, c);
	if (!same)
		cost += OTHER_SENTENCE + (after ? CUE_IN_LATER_SENTENCE : 0);
	else if (after)
		cost += ends_with_comma(l, *c) ? 0 : NO_COMMA_BEFORE_CUE;
	else
		cost += CUE_FIRST;
	if (paragraph_of(l, c->begin) != paragraph_of(l, cue->begin))
		cost += has_colon(l, cue->end - 1, c->begin) ?
		    OTHER_PARAGRAPH_COLON : OTHER_PARAGRAPH;
	return cost;
}

/* Index of the cue that content C belongs to, or NONE. */
static uint32_t
cue_of(const struct linker *l, const struct link_span *c)
{
	size_t before = first_after(&l->cue, c->begin);
	size_t after = first_after(&l->cue, c->end);
	size_t i = before > NEAR ? before - NEAR : 0;
	uint32_t best = ATTRIBUTION_NONE;
	int best_cost = TOO_FAR;

	for (; i < l->cue.n && i < after + NEAR; i++) {
		int cost;

		if (i == before && after > before)
			i = after;	/* cues inside the content */
		if (i >= l->cue.n)
			break;
		cost = content_cost(l, c, &l->cue.span[i]);
		if (cost < best_cost) {
			best_cost = cost;
			best = (uint32_t)i;
		}
	}
	return best;
}

static bool
all_quoted(const struct linker *l, struct link_span s)
{
	bool any = false;

	for (uint32_t k = s.begin; k < s.end; k++) {
		if (grammar_is(&l->w[k], GRAM_PUNCT))
			continue;
		if (!grammar_is(&l->w[k], GRAM_QUOTED))
			return false;
		any = true;
	}
	return any;
}

static bool
any_quoted(const struct linker *l, struct link_span s)
{
	for (uint32_t k = s.begin; k < s.end; k++) {
		if (grammar_is(&l->w[k], GRAM_QUOTED))
			return true;
	}
	return false;
}

static void
add_content(struct link_group *g, struct link_span c)
{
	if (g->contents < ATTRIBUTION_SPANS)
		g->content[g->contents++] = c;
}

/* The last token of the group: of its contents or cue. */
static uint32_t
last_token(const struct link_group *g)
{
	uint32_t last = g->content[g->contents - 1].end - 1;

	return g->cue.end > last + 1 ? g->cue.end - 1 : last;
}

/*
 * A quotation C without a cue: more of the group PREV, or a group of its own
 * that carries on PREV's speaker.  Returns the group.
 */
static uint32_t
place_floating(struct linker *l, struct link_span c, uint32_t prev)
{
	struct link_groups *out = l->out;
	struct link_group *g = prev != ATTRIBUTION_NONE ? &out->group[prev] :
	    NULL;
	uint32_t away = g != NULL ? paragraph_of(l, c.begin) -
	    paragraph_of(l, last_token(g)) : 0;

	if (g != NULL && away == 0 && any_quoted(l,
	    g->content[g->contents - 1]) &&
	    g->contents < ATTRIBUTION_SPANS) {
		add_content(g, c);
		return prev;
	}
	out->group[out->n] = (struct link_group){ .continues =
	    g != NULL && away <= 1 ? prev : ATTRIBUTION_NONE };
	if (g != NULL && away <= 1)
		out->group[out->n].source = g->source;
	add_content(&out->group[out->n++], c);
	return (uint32_t)out->n - 1;
}

/* The outer quotation whose opening mark is token K, or NULL. */
static const struct quotation *
quotation_at(const struct document *doc, uint32_t k)
{
	uint32_t at = doc->token[k].begin;
	size_t i = document_quotation_from(doc, at);

	return i < doc->quotations && doc->quotation[i].outer.begin == at &&
	    doc->quotation[i].depth == 0 ? &doc->quotation[i] : NULL;
}

/* Whether content I takes up the quotation that I - 1 left open. */
static bool
is_reopened(const struct linker *l, size_t i)
{
	const struct quotation *q;

	if (i == 0)
		return false;
	q = quotation_at(l->doc, l->content.span[i].begin);
	return q != NULL && q->continues && paragraph_of(l,
	    l->content.span[i].begin) == paragraph_of(l,
	    l->content.span[i - 1].end - 1) + 1;
}

/* The cue stands right beside content C: “...,” she said; she said: “...” */
static bool
is_beside(const struct linker *l, struct link_span c, uint32_t cue)
{
	const struct link_span *q = &l->cue.span[cue];

	if (q->begin >= c.end)
		return gap(c, *q) <= BESIDE_AFTER &&
		    sentence_of(l, q->begin) == sentence_of(l, c.end - 1);
	return gap(c, *q) <= BESIDE_BEFORE;
}

/*
 * “A,” said X, a lawyer who called Y a liar. “B.”  The quotation content I,
 * with CUE not beside it, goes on with the one before it in the paragraph,
 * at FIRST, whose cue stood between them; otherwise CUE it is.
 */
static uint32_t
carried_cue(const struct linker *l, size_t i, size_t first,
    const uint32_t *cue)
{
	struct link_span c = l->content.span[i], before;

	if (first >= i || cue[first] == ATTRIBUTION_NONE ||
	    cue[i] == cue[first] || !all_quoted(l, c) ||
	    (cue[i] != ATTRIBUTION_NONE && is_beside(l, c, cue[i])))
		return cue[i];
	before = l->content.span[first];
	if (paragraph_of(l, before.end - 1) != paragraph_of(l, c.begin) ||
	    l->cue.span[cue[first]].begin < before.end ||
	    l->cue.span[cue[first]].begin >= c.begin)
		return cue[i];
	return cue[first];
}

/*
 * The cue of every content.  The parts of a quotation that runs over
 * paragraphs have one cue: the first that any of them found.
 */
static uint32_t *
find_cues(const struct linker *l)
{
	uint32_t *cue = arena_alloc(&l->doc->mem, (l->content.n + 1) *
	    sizeof(*cue));
	size_t first = 0, quoted = l->content.n;	/* none so far */

	for (size_t i = 0; i < l->content.n; i++) {
		cue[i] = cue_of(l, &l->content.span[i]);
		cue[i] = carried_cue(l, i, quoted, cue);
		if (all_quoted(l, l->content.span[i]))
			quoted = i;
		if (!is_reopened(l, i)) {
			first = i;
			continue;
		}
		if (cue[first] != ATTRIBUTION_NONE) {
			cue[i] = cue[first];
		} else if (cue[i] != ATTRIBUTION_NONE) {
			for (size_t k = first; k < i; k++)
				cue[k] = cue[i];
		}
	}
	return cue;
}

/* A cue of speech: not "expects", nor what no list knows. */
static bool
is_speech(const struct linker *l, struct link_span cue)
{
	for (uint32_t k = cue.begin; k < cue.end; k++) {
		struct cue_match m;

		if (grammar_is(&l->w[k], GRAM_PUNCT) ||
		    cue_find_noun(&l->g->cues, l->w[k].lower, &m) ||
		    (cue_find(&l->g->cues, &l->w[k].lower, 1, &m) &&
		    m.cue->scope == CUE_SPEECH))
			return true;
	}
	return false;
}

/*
 * "Lund expects three.  “More could not happen.”": the quotation C of another
 * sentence is no part of what the group GROUP expects; it has its source.
 */
static bool
stands_apart(const struct linker *l, struct link_span c, uint32_t cue,
    const struct link_group *group)
{
	uint32_t here = sentence_of(l, l->cue.span[cue].begin);

	return !all_quoted(l, group->content[0]) && all_quoted(l, c) &&
	    (sentence_of(l, c.begin) > here ||
	    sentence_of(l, c.end - 1) < here) &&
	    !is_speech(l, l->cue.span[cue]);
}

void
link_find(const struct grammar *g, struct document *doc,
    const struct grammar_word *w, bool nested, struct link_groups *out)
{
	struct linker l = { .g = g, .doc = doc, .w = w, .out = out };
	uint32_t *group_of, *cue_at, prev = ATTRIBUTION_NONE;

	if (!nested) {
		join_what_clauses(&l);
		respect_quotations(&l);
		drop_titles(&l);
	}
	collect(&l, LABEL_B_CONTENT, &l.content);
	collect(&l, LABEL_B_CUE, &l.cue);
	collect(&l, LABEL_B_SOURCE, &l.source);
	out->n = 0;
	out->group = arena_alloc(&doc->mem, (l.content.n + 1) *
	    sizeof(*out->group));
	group_of = arena_alloc(&doc->mem, (l.cue.n + 1) * sizeof(*group_of));
	for (size_t i = 0; i < l.cue.n; i++)
		group_of[i] = ATTRIBUTION_NONE;
	cue_at = find_cues(&l);
	for (size_t i = 0; i < l.content.n; i++) {
		struct link_span c = l.content.span[i];
		uint32_t cue = cue_at[i];
		struct link_group *group;

		if (cue == ATTRIBUTION_NONE && prev != ATTRIBUTION_NONE &&
		    is_reopened(&l, i)) {
			add_content(&out->group[prev], c);
			continue;
		}
		if (cue == ATTRIBUTION_NONE) {
			if (nested || !all_quoted(&l, c))
				continue;
			prev = place_floating(&l, c, prev);
			continue;
		}
		if (group_of[cue] == ATTRIBUTION_NONE) {
			group_of[cue] = (uint32_t)out->n;
			group = &out->group[out->n++];
			*group = (struct link_group){
				.cue = l.cue.span[cue],
				.source = source_of(&l, &l.cue.span[cue]),
				.continues = ATTRIBUTION_NONE,
			};
		}
		group = &out->group[group_of[cue]];
		if (group->contents > 0 && stands_apart(&l, c, cue, group)) {
			prev = (uint32_t)out->n;
			out->group[out->n++] = (struct link_group){
				.content = { c }, .contents = 1,
				.source = group->source,
				.continues = ATTRIBUTION_NONE,
			};
			continue;
		}
		add_content(group, c);
		prev = group_of[cue];
	}
}
