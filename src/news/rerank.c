#include "config.h"

#include "news/rerank.h"

#include <string.h>

/* ---- spans and links ---- */

static int
gap(const struct rerank_span *a, const struct rerank_span *b)
{
	return b->begin >= a->end ? b->begin - a->end : a->begin - b->end;
}

static void
find_spans(int n, const uint8_t *label, struct rerank_analysis *a)
{
	int i, j;

	a->spans = 0;
	for (i = 0; i < n && a->spans < RERANK_SPANS; i = j) {
		j = i + 1;
		if (label[i] == LABEL_O)
			continue;
		while (j < n && label[j] != LABEL_O && label[j] % 2 == 0 &&
		    (label[j] + 1) / 2 == (label[i] + 1) / 2)
			j++;
		a->span[a->spans++] = (struct rerank_span){
		    (enum rerank_type)((label[i] + 1) / 2), i, j };
	}
}

/*
 * What stands between spans X and Y: CUES and CONTENTS cost so much each.
 * Spans are in order, so those between are the ones between their indices.
 */
static int
between(const struct rerank_analysis *a, int x, int y, int cues, int contents)
{
	int lo = x < y ? x : y, hi = x < y ? y : x, k, cost = 0;

	for (k = lo + 1; k < hi; k++)
		cost += a->span[k].type == SPAN_CUE ? cues :
		    a->span[k].type == SPAN_CONTENT ? contents : 0;
	return cost;
}

/* The source of cue K: the nearest, rather on the left. */
static int
find_source(const struct rerank_analysis *a, int k)
{
	int m, v, best = -1, least = 1 << 20;

	for (m = 0; m < a->spans; m++) {
		if (a->span[m].type != SPAN_SOURCE)
			continue;
		v = gap(&a->span[k], &a->span[m]) + (m > k ? 2 : 0) +
		    between(a, k, m, 6, 8);
		if (v < least) {
			least = v;
			best = m;
		}
	}
	return best;
}

static bool
ends_clause(const struct feature_word *w, int n, int end)
{
	unsigned last = w[end - 1].punct;
	unsigned next = end < n ? w[end].punct : PUNCT_NONE;

	return last == PUNCT_COMMA || last == PUNCT_QUOTE ||
	    last == PUNCT_QUESTION || next == PUNCT_COMMA ||
	    next == PUNCT_QUOTE;
}

/* The attribution whose cue suits content K best; -1: none near enough. */
static int
find_cue(const struct feature_word *w, int n, const struct rerank_analysis *a,
    int k, int links)
{
	const struct rerank_span *c = &a->span[k], *q;
	int m, v, best = -1, least = 30;

	for (m = 0; m < links; m++) {
		q = &a->span[a->link[m].cue];
		v = gap(c, q) + between(a, k, a->link[m].cue, 8, 4);
		if (q->begin < c->end)
			v -= 2;
		else if (!ends_clause(w, n, c->end))
			v += 5;
		if (v < least) {
			least = v;
			best = m;
		}
	}
	return best;
}

void
rerank_analyse(const struct feature_word *w, int n, const uint8_t *label,
    struct rerank_analysis *a)
{
	struct rerank_link *l;
	int k, cues, m;

	find_spans(n, label, a);
	a->links = 0;
	for (k = 0; k < a->spans; k++)
		if (a->span[k].type == SPAN_CUE)
			a->link[a->links++] = (struct rerank_link){ .cue = k,
			    .source = find_source(a, k) };
	cues = a->links;
	for (k = 0; k < a->spans; k++) {
		if (a->span[k].type != SPAN_CONTENT)
			continue;
		m = find_cue(w, n, a, k, cues);
		if (m < 0) {
			m = a->links++;
			a->link[m] = (struct rerank_link){ .cue = -1,
			    .source = -1 };
		}
		l = &a->link[m];
		if (l->contents < RERANK_PIECES)
			l->content[l->contents++] = k;
	}
}

uint64_t
rerank_pattern(const struct rerank_analysis *a)
{
	uint64_t p = 7;
	int k;

	for (k = 0; k < a->spans && k < 12; k++)
		if (k == 0 || a->span[k].type != a->span[k - 1].type)
			p = p * 8 + a->span[k].type;
	return p;
}

/* 1: the sentence of N tokens ends inside a quotation, 2: with its end. */
static unsigned
open_end(const struct feature_word *w, size_t n)
{
	size_t i;

	if (w[n - 1].quote == QUOTE_INSIDE)
		return 1;
	for (i = n; i-- > 0;)
		if (w[i].quote != QUOTE_OUTSIDE)
			return w[i].quote == QUOTE_CLOSE ? 2 : 0;
	return 0;
}

void
rerank_context_set(struct rerank_context *c, const struct rerank_memory *m,
    const struct feature_word *word, const struct rerank_neighbour *before,
    const struct rerank_neighbour *here,
    const struct rerank_neighbour *behind)
{
	*c = (struct rerank_context){ .memory = m, .first = here->first,
	    .paragraph = word[here->begin].brk == 2 };
	if (before != NULL) {
		c->pattern = rerank_pattern(before->first);
		c->open = open_end(word + before->begin,
		    before->end - before->begin);
	}
	if (behind != NULL) {
		c->next = rerank_pattern(behind->first);
		c->next_paragraph = word[behind->begin].brk == 2;
	}
}

/* ---- the memory of a window ---- */

/*
 * The word that stands for a span: of a source its head, the last word before
 * a mark, a preposition or a relative; of a cue its likeliest word.
 */
static int
head_of(const struct feature_word *w, const struct rerank_span *s)
{
	int i, head = s->begin;

	for (i = s->begin; i < s->end; i++) {
		if (s->type == SPAN_CUE) {
			if (w[i].cue > w[head].cue)
				head = i;
			continue;
		}
		if (i > s->begin && (w[i].punct != PUNCT_NONE ||
		    w[i].closed == 11 || w[i].closed == 12 ||
		    w[i].closed == 22))
			break;
		if (w[i].punct == PUNCT_NONE)
			head = i;
	}
	return head;
}

static struct rerank_word *
memory_place(struct rerank_memory *m, uint32_t word)
{
	uint32_t at = word & (RERANK_MEMORY - 1);

	while (m->place[at].word != 0 && m->place[at].word != word)
		at = (at + 1) & (RERANK_MEMORY - 1);
	return &m->place[at];
}

void
rerank_memory_clear(struct rerank_memory *m)
{
	memset(m, 0, sizeof *m);
}

void
rerank_memory_add(struct rerank_memory *m, const struct feature_word *w,
    const struct rerank_analysis *a)
{
	struct rerank_word *p;
	bool content = false;
	uint32_t word;
	int k;

	for (k = 0; k < a->spans; k++) {
		content |= a->span[k].type == SPAN_CONTENT;
		if (a->span[k].type == SPAN_CONTENT)
			continue;
		word = w[head_of(w, &a->span[k])].word;
		p = memory_place(m, word);
		if (p->word == 0) {
			if (m->words == RERANK_MEMORY / 2)
				continue;
			m->words++;
			p->word = word;
		}
		if (a->span[k].type == SPAN_SOURCE)
			p->sources += p->sources < UINT16_MAX;
		else
			p->cues += p->cues < UINT16_MAX;
	}
	m->sentences++;
	m->contents += content;
}

/* ---- features ---- */

/* An analysis being described. */
struct describer {
	const struct feature_word *w;
	int n;
	const struct rerank_analysis *a;
	const struct rerank_context *context;
	uint8_t cover[CRF_TOKENS + 1];	/* type of the span over each token */
	uint64_t *key;
	size_t keys;
	bool quoted;			/* the sentence has quoted words */
};

static inline void
put4(struct describer *d, unsigned id, uint64_t a, uint64_t b, uint64_t c,
    uint64_t e)
{
	uint64_t h = a * UINT64_C(0x9E3779B97F4A7C15) ^
	    b * UINT64_C(0xD6E8FEB86659FD93) ^
	    (c * 1000003 + e) * UINT64_C(0xCA5A826395121157) ^
	    (id + 7) * UINT64_C(0xC2B2AE3D27D4EB4F);

	if (d->keys == RERANK_KEYS)
		return;
	h ^= h >> 29;
	h *= UINT64_C(0xBF58476D1CE4E5B9);
	d->key[d->keys++] = h ^ h >> 32;
}

static inline void
put3(struct describer *d, unsigned id, uint64_t a, uint64_t b, uint64_t c)
{
	put4(d, id, a, b, c, 0);
}

static inline void
put2(struct describer *d, unsigned id, uint64_t a, uint64_t b)
{
	put4(d, id, a, b, 0, 0);
}

static inline void
put1(struct describer *d, unsigned id, uint64_t a)
{
	put4(d, id, a, 0, 0, 0);
}

static inline unsigned
most(int a, int limit)
{
	return (unsigned)(a < limit ? a : limit);
}

static inline unsigned
steps(int d)
{
	static const uint8_t small[10] = { 0, 1, 2, 3, 4, 4, 5, 5, 5, 5 };

	return d < 0 ? 0 : d < 10 ? small[d] : d < 20 ? 6 : d < 40 ? 7 : 8;
}

/* Closed class, word and word class of token I, also beyond the sentence. */
static unsigned
closed(const struct describer *d, int i)
{
	return i < 0 ? 92 : i >= d->n ? 93 : d->w[i].closed;
}

static uint32_t
word(const struct describer *d, int i)
{
	return i < 0 ? 1 : i >= d->n ? 2 : d->w[i].word;
}

static unsigned
class(const struct describer *d, int i)
{
	return i < 0 ? 1000 : i >= d->n ? 1001 : d->w[i].word_class;
}

/* The closed classes of tokens [FROM, TO) as one number, at most seven. */
static uint64_t
closed_path(const struct describer *d, int from, int to)
{
	uint64_t h = (uint64_t)(to - from > 7);

	for (; from < to; from++)
		h = h << 8 | closed(d, from);
	return h;
}

static int
commas(const struct describer *d, int from, int to)
{
	int n = 0;

	for (; from < to; from++)
		n += d->w[from].punct == PUNCT_COMMA;
	return n;
}

/* The sentence as a whole: how many spans, in what order, what is left. */
static void
put_pattern(struct describer *d)
{
	int count[4] = { 0 }, k, i, bare = 0;
	uint64_t p = rerank_pattern(d->a);

	for (k = 0; k < d->a->spans; k++)
		count[d->a->span[k].type]++;
	for (i = 0; i < d->n; i++)
		bare += d->cover[i] == 0 && d->w[i].punct == PUNCT_NONE;
	put3(d, 1, most(count[SPAN_CONTENT], 3), most(count[SPAN_CUE], 3),
	    most(count[SPAN_SOURCE], 3));
	put2(d, 2, most(count[SPAN_CONTENT], 3), d->quoted);
	put1(d, 3, most(count[SPAN_CUE], 4));
	put1(d, 4, most(count[SPAN_SOURCE], 4));
	put1(d, 5, p);
	put2(d, 6, p, d->quoted);
	put2(d, 7, p, d->context->paragraph);
	put2(d, 8, steps(bare), most(count[SPAN_CONTENT], 2));
	put2(d, 9, steps(d->n / 3), p);
	put2(d, 10, p, d->context->pattern * 2 + d->context->paragraph);
	put2(d, 11, p, d->context->next * 2 + d->context->next_paragraph);
	put2(d, 12, p, d->context->open * 2 + d->context->paragraph);
}

/* Sources that no cue took, and those that several did. */
static void
put_sharing(struct describer *d)
{
	int used[RERANK_SPANS] = { 0 }, k;

	for (k = 0; k < d->a->links; k++)
		if (d->a->link[k].source >= 0)
			used[d->a->link[k].source]++;
	for (k = 0; k < d->a->spans; k++) {
		if (d->a->span[k].type != SPAN_SOURCE)
			continue;
		if (used[k] == 0)
			put2(d, 13, 1, d->quoted);
		else
			put1(d, 14, most(used[k], 3));
	}
}

/* An attribution with what its parts need to know of each other. */
struct view {
	const struct rerank_link *link;
	const struct rerank_span *cue, *source;	/* NULL: absent */
	uint32_t word;			/* strongest word of the cue */
	unsigned level, hand;
	unsigned source_side;		/* 1: before the cue, 2: after it */
	unsigned order;			/* ... and sides of the contents */
};

static void
view_make(const struct describer *d, const struct rerank_link *l,
    struct view *v)
{
	const struct rerank_analysis *a = d->a;
	unsigned sides = 0;
	int i;

	*v = (struct view){ .link = l, .level = 9 };
	if (l->source >= 0)
		v->source = &a->span[l->source];
	if (l->cue < 0)
		return;
	v->cue = &a->span[l->cue];
	v->word = d->w[v->cue->end - 1].word;
	v->level = d->w[v->cue->end - 1].cue;
	v->hand = d->w[v->cue->begin].hand;
	for (i = v->cue->begin; i < v->cue->end; i++)
		if (d->w[i].cue > v->level) {
			v->level = d->w[i].cue;
			v->word = d->w[i].word;
		}
	if (v->source != NULL)
		v->source_side = v->source->end <= v->cue->begin ? 1 : 2;
	for (i = 0; i < l->contents; i++)
		sides |= a->span[l->content[i]].begin >= v->cue->end ? 2 : 1;
	v->order = v->source_side * 4 + sides;
}

static void
put_cue(struct describer *d, const struct view *v)
{
	const struct rerank_span *q = v->cue;
	unsigned order = v->order, left, right;
	int n = v->link->contents;

	left = closed(d, q->begin - 1);
	right = closed(d, q->end);
	put2(d, 20, v->word, order);
	put2(d, 21, v->level, order);
	put2(d, 22, v->hand, order);
	put3(d, 23, v->level, order, d->quoted);
	put3(d, 24, v->word, (unsigned)(q->end - q->begin), order);
	put3(d, 25, word(d, q->end), v->level, order);
	put3(d, 26, left, v->level, order);
	put3(d, 27, right, left, order);
	put2(d, 28, most(n, 3), order);
	put3(d, 29, v->word, most(n, 2), v->source != NULL);
	put2(d, 41, class(d, q->end - 1), order);
	put3(d, 42, v->word, right, order % 4);
	put3(d, 43, v->word, left, v->source_side);
	put3(d, 44, class(d, q->begin - 1), class(d, q->begin),
	    class(d, q->end));
	put2(d, 45, most(q->end - q->begin, 5), v->level);
	put4(d, 114, closed(d, q->begin - 2), left, v->level, order);
	put4(d, 115, v->word, closed(d, q->begin - 2), left, order % 4);
	put3(d, 116, closed_path(d, q->begin, q->end), v->level, order);
	if ((q->begin > 0 && d->cover[q->begin - 1] == SPAN_CONTENT) ||
	    (q->end < d->n && d->cover[q->end] == SPAN_CONTENT))
		put1(d, 46, order % 4);
}

/* Cue and source together. */
static void
put_pair(struct describer *d, const struct view *v)
{
	const struct rerank_span *q = v->cue, *s = v->source;
	int from = v->source_side == 1 ? s->end : q->end;
	int to = v->source_side == 1 ? q->begin : s->begin, wide = gap(q, s);

	put2(d, 30, steps(wide), v->source_side);
	put3(d, 31, steps(wide), v->source_side, v->level);
	if (wide == 1)
		put2(d, 32, word(d, from), v->source_side);
	else if (wide == 2)
		put3(d, 32, word(d, from), word(d, from + 1), v->source_side);
	put3(d, 33, most(commas(d, from, to), 2), steps(wide),
	    v->source_side);
}

static void
put_source(struct describer *d, const struct view *v)
{
	const struct rerank_span *s = v->source;
	unsigned side = v->source_side, cm = most(commas(d, s->begin, s->end),
	    2), linked = 0;
	int i, len = s->end - s->begin;

	for (i = s->begin; i < s->end; i++)	/* who, which; of, in ... */
		linked += d->w[i].closed == 11 || d->w[i].closed == 22;
	put2(d, 34, closed(d, s->begin - 1), closed(d, s->begin));
	put2(d, 35, closed(d, s->end), closed(d, s->end - 1));
	put3(d, 36, class(d, s->begin - 1), class(d, s->begin), side);
	put3(d, 37, class(d, s->end - 1), class(d, s->end), side);
	put2(d, 38, steps(len), side);
	put3(d, 39, cm, linked < 2 ? linked : 2, side);
	put2(d, 40, s->begin == 0, side);
	put3(d, 47, class(d, s->end - 1), len == 1, v->level);
	put2(d, 48, word(d, s->end - 1), side);
	put3(d, 49, cm, closed(d, s->end), steps(len));
	put2(d, 117, closed_path(d, s->begin, s->end), side);
	put3(d, 118, word(d, s->begin - 1), s->begin == 0, side);
}

/*
 * How often the head of span S is the head of such spans elsewhere in the
 * window: 0 ... 3.
 */
static unsigned
seen_elsewhere(const struct describer *d, const struct rerank_span *s)
{
	const struct rerank_memory *m = d->context->memory;
	const struct rerank_analysis *first = d->context->first;
	uint32_t word = d->w[head_of(d->w, s)].word, at;
	int n, k;

	for (at = word & (RERANK_MEMORY - 1); m->place[at].word != word;
	    at = (at + 1) & (RERANK_MEMORY - 1))
		if (m->place[at].word == 0)
			return 0;
	n = s->type == SPAN_SOURCE ? m->place[at].sources : m->place[at].cues;
	for (k = 0; k < first->spans; k++)
		n -= first->span[k].type == s->type &&
		    d->w[head_of(d->w, &first->span[k])].word == word;
	return n < 0 ? 0 : most(n, 3);
}

/* Who speaks elsewhere in the window, and how much is said in it. */
static void
put_memory(struct describer *d)
{
	const struct rerank_memory *m = d->context->memory;
	unsigned share, others = 0;
	const struct rerank_span *s;
	int k, contents = 0, head;
	unsigned seen;

	for (k = 0; k < d->a->spans; k++) {
		s = &d->a->span[k];
		contents += s->type == SPAN_CONTENT;
		if (s->type == SPAN_CONTENT)
			continue;
		seen = seen_elsewhere(d, s);
		head = head_of(d->w, s);
		put3(d, 100, s->type, seen, d->w[head].closed);
		put3(d, 101, s->type, seen, d->w[head].word_class);
		put3(d, 102, s->type, seen, d->w[head].cue);
		others += seen > 0;
	}
	share = m->sentences < 2 ? 9 :
	    (m->contents - (d->context->first->spans > 0)) * 8 /
	    m->sentences;
	put2(d, 103, share, most(contents, 2));
	put3(d, 104, share, most(contents, 2), d->quoted);
	put2(d, 105, most((int)others, 3), most(contents, 2));
}

/* Likely cues that the analysis leaves out, inside contents and elsewhere. */
static void
put_unused(struct describer *d)
{
	int i, left_out = 0;

	for (i = 0; i < d->n; i++) {
		const struct feature_word *w = &d->w[i];

		if (w->cue < 3 || d->cover[i] == SPAN_CUE ||
		    w->quote != QUOTE_OUTSIDE)
			continue;
		put3(d, 110, w->word, d->cover[i], d->a->links > 0);
		put4(d, 111, w->cue, w->hand, d->cover[i], d->a->links > 0);
		put4(d, 112, closed(d, i - 1), closed(d, i + 1), w->cue,
		    d->cover[i]);
		left_out += d->cover[i] == 0;
	}
	put2(d, 113, most(left_out, 3), most(d->a->links, 3));
}

/* How a content ends: sentence, its last mark, comma, other, span, inside. */
static unsigned
end_kind(const struct describer *d, int end)
{
	if (end == d->n)
		return 1;
	if (end == d->n - 1 && d->w[d->n - 1].punct != PUNCT_NONE)
		return 2;
	if (d->w[end].punct == PUNCT_COMMA)
		return 3;
	if (d->w[end].punct != PUNCT_NONE)
		return 4;
	return d->cover[end] != 0 ? 5 : 6;
}

/* 0 no words quoted, 1 some, 2 all. */
static unsigned
quoted_kind(const struct describer *d, const struct rerank_span *c)
{
	int i, in = 0, out = 0;

	for (i = c->begin; i < c->end; i++)
		if (d->w[i].punct == PUNCT_NONE) {
			in += d->w[i].quote != QUOTE_OUTSIDE;
			out += d->w[i].quote == QUOTE_OUTSIDE;
		}
	return out == 0 ? 2 : in > 0 ? 1 : 0;
}

/* The edges of content C, the Z-th of its attribution. */
static void
put_edges(struct describer *d, const struct view *v,
    const struct rerank_span *c, int z)
{
	const struct rerank_span *q = v->cue;
	unsigned kind = quoted_kind(d, c), end = end_kind(d, c->end);
	unsigned side = q == NULL ? 0 : c->begin >= q->end ? 2 : 1;
	unsigned near = q == NULL ? 0 : side == 2 ?
	    1 + most(c->begin - q->end, 3) : 10 + most(q->begin - c->end, 6);
	int b = c->begin, e = c->end, len = e - b;

	put3(d, 50, closed(d, b), near, kind);
	put3(d, 51, word(d, b), v->word, side);
	put3(d, 52, word(d, b - 1), closed(d, b), side);
	put3(d, 53, end, kind, side);
	put3(d, 54, closed(d, e), closed(d, e - 1), kind);
	put3(d, 55, word(d, e), kind, side);
	put4(d, 56, v->word, end, side, kind);
	put4(d, 57, v->level, end, near, kind);
	put3(d, 58, steps(len), kind, side);
	put3(d, 59, class(d, b - 1), class(d, b), kind);
	put3(d, 60, class(d, e - 1), class(d, e), kind);
	put4(d, 61, closed(d, b - 1), closed(d, b), closed(d, b + 1), side);
	put4(d, 62, closed(d, e - 1), closed(d, e), closed(d, e + 1), side);
	put3(d, 63, steps(len), v->level, v->word);
	put2(d, 64, v->hand, closed(d, b));
	put3(d, 65, v->hand, end, side);
	put3(d, 66, word(d, b), word(d, b - 1), side);
	put4(d, 67, d->w[b].quote == QUOTE_OPEN,
	    d->w[e - 1].quote == QUOTE_CLOSE, kind, end);
	put3(d, 68, (unsigned)z, side, closed(d, b));
}

/* What is left over around content C, and what it holds. */
static void
put_rest(struct describer *d, const struct view *v,
    const struct rerank_span *c)
{
	unsigned kind = quoted_kind(d, c), end = end_kind(d, c->end);
	unsigned side = v->cue == NULL ? 0 : c->begin >= v->cue->end ? 2 : 1;
	int b = c->begin, e = c->end, r = e, l = b - 1, i, strong = 0, open = 0;
	int verb = -1;
	bool cue = false;

	while (r < d->n && d->cover[r] == 0)
		cue |= d->w[r++].cue >= 2;
	while (l >= 0 && d->cover[l] == 0)
		l--;
	put4(d, 70, steps(r - e), end, r == d->n, kind);
	put3(d, 71, word(d, e), word(d, e + 1), r == d->n);
	put4(d, 72, closed(d, e), closed(d, e + 1), steps(r - e), r == d->n);
	put4(d, 73, cue, steps(r - e), closed(d, e), r == d->n);
	put3(d, 119, closed_path(d, e, r < e + 4 ? r : e + 4), r == d->n,
	    kind);
	put3(d, 120, closed_path(d, l + 1 > b - 4 ? l + 1 : b - 4, b), l < 0,
	    side);
	for (i = b; i < e; i++) {
		open += d->w[i].punct == PUNCT_BRACKET;
		strong += d->w[i].cue >= 4 &&
		    d->w[i].quote == QUOTE_OUTSIDE;
		if (verb < 0 && i < b + 10 && d->w[i].closed >= 16 &&
		    d->w[i].closed <= 18)
			verb = d->w[i].closed;	/* be, have, modal */
	}
	put2(d, 74, most(commas(d, b, e), 4), kind);
	put2(d, 75, most(open, 3), (unsigned)open % 2);
	put2(d, 76, most(commas(d, b, e), 3), end);
	put4(d, 77, steps(b - 1 - l), l < 0, closed(d, b - 1), kind);
	put3(d, 78, most(strong, 2), kind, side);
	if (kind != 2)
		put3(d, 79, (unsigned)(verb + 1), closed(d, b), v->level);
	if (v->cue != NULL)
		return;
	put3(d, 80, kind, d->context->open * 2 + d->context->paragraph,
	    steps(e - b));
	put3(d, 81, b == 0, e >= d->n - 1, kind);
	put2(d, 82, d->context->pattern * 2 + d->context->paragraph, kind);
	put2(d, 83, d->context->next * 2 + d->context->next_paragraph, kind);
}

/* Every quotation pair of the sentence: is it content, to its marks? */
static void
put_quotations(struct describer *d)
{
	int i, j, k, in, all, end;
	unsigned state, len, edges, sides;
	bool closes;

	for (i = 0; i < d->n; i = end) {
		end = i + 1;
		if (d->w[i].quote != QUOTE_OPEN)
			continue;
		for (j = i + 1; j < d->n && d->w[j].quote == QUOTE_INSIDE; j++)
			;
		closes = j < d->n && d->w[j].quote == QUOTE_CLOSE;
		end = closes ? j + 1 : d->n;
		for (k = i, in = all = 0; k < end; k++)
			if (d->w[k].punct == PUNCT_NONE) {
				all++;
				in += d->cover[k] == SPAN_CONTENT;
			}
		state = in == 0 ? 0 : in == all ? 2 : 1;
		len = all < 2 ? 0 : all < 4 ? 1 : all < 7 ? 2 : all < 12 ? 3 :
		    4;
		edges = (d->cover[i] == SPAN_CONTENT) * 3 + (closes ?
		    d->cover[j] == SPAN_CONTENT : 2u);
		sides = (i > 0 && d->cover[i - 1] == SPAN_CONTENT) * 2u +
		    (end < d->n && d->cover[end] == SPAN_CONTENT);
		put3(d, 90, state, len, closes);
		put4(d, 91, state, edges, sides, len);
		put4(d, 92, state, sides, closed(d, i - 1), len);
		put3(d, 93, state, closes ? d->w[j - 1].punct : 9u, len);
	}
}

size_t
rerank_features(const struct feature_word *w, int n,
    const struct rerank_analysis *a, const struct rerank_context *context,
    uint64_t *key)
{
	struct describer d = { .w = w, .n = n, .a = a, .context = context,
	    .key = key };
	struct view v;
	int i, k, z;

	for (k = 0; k < a->spans; k++)
		for (i = a->span[k].begin; i < a->span[k].end; i++)
			d.cover[i] = (uint8_t)a->span[k].type;
	for (i = 0; i < n; i++)
		d.quoted |= w[i].quote != QUOTE_OUTSIDE;
	put_pattern(&d);
	put_sharing(&d);
	for (k = 0; k < a->links; k++) {
		view_make(&d, &a->link[k], &v);
		if (v.cue != NULL)
			put_cue(&d, &v);
		if (v.cue != NULL && v.source != NULL)
			put_pair(&d, &v);
		if (v.source != NULL)
			put_source(&d, &v);
		for (z = 0; z < v.link->contents; z++) {
			const struct rerank_span *c =
			    &a->span[v.link->content[z]];

			put_edges(&d, &v, c, z);
			put_rest(&d, &v, c);
		}
	}
	put_quotations(&d);
	put_unused(&d);
	if (context->memory != NULL)
		put_memory(&d);
	return d.keys;
}

size_t
rerank_choose(const struct model *m, const struct feature_word *w, int n,
    const struct rerank_list *list, float total,
    const struct rerank_context *context, float *p)
{
	float score[RERANK_LIST], sum = 0;
	uint64_t key[RERANK_KEYS];
	struct rerank_analysis a;
	size_t i, keys, best = 0;

	for (i = 0; i < list->n; i++) {
		rerank_analyse(w, n, list->label[i], &a);
		keys = rerank_features(w, n, &a, context, key);
		score[i] = model_choice_score(m, key, keys) +
		    m->header.choice_log * (list->score[i] - total);
		if (score[i] > score[best])
			best = i;
	}
	for (i = 0; i < list->n; i++)
		sum += crf_exp(score[i] - score[best]);
	*p = 1 / sum;
	return best;
}
