#include "config.h"

#include "news/templates.h"

struct keys {
	uint64_t *key;
	size_t n;
};

static inline void
put3(struct keys *f, unsigned id, uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t h = a * UINT64_C(0x9E3779B97F4A7C15) ^
	    b * UINT64_C(0xD6E8FEB86659FD93) ^
	    c * UINT64_C(0xCA5A826395121157) ^
	    (id + 1) * UINT64_C(0xC2B2AE3D27D4EB4F);

	h ^= h >> 29;
	h *= UINT64_C(0xBF58476D1CE4E5B9);
	f->key[f->n++] = h ^ h >> 32;
}

static inline void
put2(struct keys *f, unsigned id, uint64_t a, uint64_t b)
{
	put3(f, id, a, b, 0);
}

static inline void
put1(struct keys *f, unsigned id, uint64_t a)
{
	put3(f, id, a, 0, 0);
}

static inline void
put4(struct keys *f, unsigned id, uint64_t a, uint64_t b, uint64_t c,
    uint64_t d)
{
	put3(f, id, a, b, c * 1000003 + d);
}

/* A distance in nine steps. */
static inline unsigned
steps(int32_t d)
{
	static const uint8_t step[40] = {
		0, 1, 2, 3, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
		7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7
	};

	if (d < 0)
		d = -d;
	return d < 40 ? step[d] : 8;
}

static inline int32_t
at_most(int32_t a, int32_t limit)
{
	return a < limit ? a : limit;
}

/* Commas in [FROM, TO), FROM <= TO: 0, 1, 2 or more. */
static inline unsigned
commas(const struct feature_word *w, int32_t from, int32_t to)
{
	return (unsigned)at_most(w[to].commas - w[from].commas, 2);
}

/* ---- one word ---- */

size_t
template_alone(const struct feature_word *w, int at, uint64_t *key)
{
	struct keys f = { key, 0 };

	switch (at) {
	case -3:
		put1(&f, 12, w->word);
		break;
	case -2:
		put1(&f, 5, w->word);
		put1(&f, 96, w->cue);
		break;
	case -1:
		put1(&f, 3, w->word);
		put1(&f, 23, w->suffix3);
		put1(&f, 91, w->cue);
		put1(&f, 141, w->word_class);
		break;
	case 0:
		put1(&f, 1, 0);
		put1(&f, 2, w->word);
		put1(&f, 14, w->suffix2);
		put1(&f, 15, w->suffix3);
		put1(&f, 16, w->suffix4);
		put1(&f, 17, w->prefix3);
		put1(&f, 18, w->shape);
		put1(&f, 90, w->cue);
		put1(&f, 140, w->word_class);
		put2(&f, 148, w->word_class, w->word);
		break;
	case 1:
		put1(&f, 4, w->word);
		put1(&f, 22, w->suffix3);
		put1(&f, 92, w->cue);
		put1(&f, 142, w->word_class);
		break;
	case 2:
		put1(&f, 6, w->word);
		put1(&f, 97, w->cue);
		break;
	default:
		put1(&f, 13, w->word);
	}
	return f.n;
}

size_t
template_quoted(const struct feature_word *w, uint64_t *key)
{
	struct keys f = { key, 0 };

	put2(&f, 51, w->quote, w->word);
	put2(&f, 52, w->quote, w->shape);
	put3(&f, 151, w->word_class, w->quote, w->cue);
	return f.n;
}

/* ---- two words ---- */

size_t
template_pair(const struct feature_word *a, const struct feature_word *b,
    int at, uint64_t *key)
{
	struct keys f = { key, 0 };

	switch (at) {
	case -2:
		put2(&f, 9, a->word, b->word);
		break;
	case -1:
		put2(&f, 7, a->word, b->word);
		put2(&f, 19, a->shape, b->shape);
		put2(&f, 24, a->suffix2, b->suffix2);
		put2(&f, 94, a->cue, b->cue);
		put2(&f, 143, a->word_class, b->word_class);
		put2(&f, 149, a->word_class, b->word);
		break;
	case 0:
		put2(&f, 8, a->word, b->word);
		put2(&f, 20, a->shape, b->shape);
		put2(&f, 93, a->cue, b->cue);
		put2(&f, 144, a->word_class, b->word_class);
		put2(&f, 150, b->word_class, a->word);
		break;
	default:
		put2(&f, 10, a->word, b->word);
	}
	return f.n;
}

/* ---- quotation marks ---- */

/* How far the nearest closing mark left, opening mark right: 15 is far. */
static inline unsigned
to_closed(const struct template_view *v)
{
	int32_t k = v->w[v->i].closed_left;

	return k >= 0 && v->i - k < 15 ? steps(v->i - k) : 8;
}

static inline unsigned
to_opening(const struct template_view *v)
{
	int32_t k = v->w[v->i].opens_right;

	return k >= 0 && k - v->i < 15 ? steps(k - v->i) : 8;
}

static inline unsigned
closed_mark(const struct template_view *v)
{
	int32_t k = v->w[v->i].closed_left;

	return k > 0 && v->i - k < 15 ? v->w[k - 1].punct : 0;
}

static void
put_marks(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	unsigned left = to_closed(v), right = to_opening(v);

	put3(f, 50, template_near(v, -1)->quote, t->quote,
	    template_near(v, 1)->quote);
	put1(f, 82, left);
	put1(f, 83, right);
	put2(f, 84, left, t->cue);
	put2(f, 85, right, t->cue);
	put2(f, 86, closed_mark(v), left);
	put3(f, 87, left, t->cap, t->cue);
	put3(f, 88, left, right, t->punct);
	put2(f, 89, left < 8, right < 8);
}

/* Words in a pair of marks, in steps. */
static unsigned
pair_length(int32_t open, int32_t close)
{
	int32_t n = close > 0 ? close - open - 1 : 99;

	return n < 2 ? 0 : n < 4 ? 1 : n < 7 ? 2 : n < 12 ? 3 : 4;
}

/* A pair as the tokens in it see it. */
struct pair {
	int32_t o, c;
	unsigned len, end, cap;		/* what its last word is; case of its
					   first */
};

static inline struct pair
pair_around(const struct template_view *v)
{
	int32_t o = v->w[v->i].open, c = v->w[v->i].close;

	return (struct pair){ o, c, pair_length(o, c),
	    c > 0 ? v->w[c - 1].punct : 9, o + 1 < v->n ? v->w[o + 1].cap : 0 };
}

static void
put_edges(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	struct pair p = pair_around(v);

	put3(f, 50, template_near(v, -1)->quote, t->quote,
	    template_near(v, 1)->quote);
	put2(f, 78, v->i == p.o, p.len);
	put2(f, 79, v->i == p.c, p.end);
	put2(f, 80, v->i == p.o + 1, p.len * 2 + (p.cap > 0));
	put2(f, 81, p.c > 0 && v->i == p.c - 1, t->punct);
}

static uint64_t
cue_and_case(const struct template_view *v, int32_t k)
{
	return k < 0 ? 9 : v->w[k].cue * 4u + v->w[k].cap;
}

/* The pair, the words before it and behind it. */
static void
put_quotation(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	struct pair p = pair_around(v);
	int32_t o = p.o, c = p.c, before, before2, behind[3] = { -1, -1, -1 };
	unsigned starts = o == w[o].sentence, starts_par = o == w[o].paragraph;
	unsigned ends = c > 0 ? c + 1 >= w[c].sentence_end : 1, len = p.len;
	unsigned ends_par = c > 0 ? c + 1 >= w[c].paragraph_end : 1;
	uint64_t word, word2, cue;
	int32_t k;

	put1(f, 60, len);
	put2(f, 61, len, p.end);
	put3(f, 62, len, p.end, p.cap);
	put3(f, 63, starts, starts_par, len);
	put3(f, 64, ends, ends_par, p.end);
	put3(f, 65, ends * 2 + ends_par, starts * 2 + starts_par,
	    len * 2 + (p.cap > 0));
	before = o - 1 >= w[o].sentence ? o - 1 : -1;
	before2 = before > 0 && before - 1 >= w[o].sentence ? before - 1 : -1;
	word = before < 0 ? 0 : w[before].word;
	word2 = before2 < 0 ? 0 : w[before2].word;
	cue = before < 0 ? 9 : w[before].cue;
	put1(f, 66, word);
	put2(f, 67, word, len);
	put2(f, 68, cue, p.cap);
	put2(f, 69, word2, word);
	put2(f, 70, before2 < 0 ? 9 : w[before2].cue,
	    before < 0 ? 9 : w[before].punct + cue * 16);
	for (k = 0; k < 3 && c > 0 && c + 1 + k < w[c].sentence_end; k++)
		behind[k] = c + 1 + k;
	put2(f, 71, behind[0] < 0 ? 0 : w[behind[0]].word, p.end);
	put2(f, 72, cue_and_case(v, behind[0]), cue_and_case(v, behind[1]));
	put3(f, 73, cue_and_case(v, behind[0]), cue_and_case(v, behind[1]),
	    cue_and_case(v, behind[2]));
	put2(f, 74, t->cue_left >= 0 ? w[t->cue_left].word : 0, len);
	put2(f, 75, t->cue_right >= 0 ? w[t->cue_right].word : 0, len);
	put3(f, 76, w[o].strong_left >= 0 ? steps(o - w[o].strong_left) : 9,
	    c > 0 && w[c].strong_right >= 0 ? steps(w[c].strong_right - c) : 9,
	    len);
	put2(f, 77, starts_par, starts_par && o > 0 && w[o - 1].open >= 0 &&
	    w[o - 1].close < 0);
}

/* ---- likely cues ---- */

/* Steps to the strong cues on either side; 9: none. */
static inline unsigned
to_strong_left(const struct template_view *v)
{
	int32_t k = v->w[v->i].strong_left;

	return k >= 0 ? steps(v->i - k) : 9;
}

static inline unsigned
to_strong_right(const struct template_view *v)
{
	int32_t k = v->w[v->i].strong_right;

	return k >= 0 ? steps(k - v->i) : 9;
}

static void
put_cues(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t l = t->cue_left, r = t->cue_right;

	if (l < 0)
		put2(f, 111, t->punct, steps(v->i - t->sentence));
	if (r < 0)
		put2(f, 121, t->punct, steps(t->sentence_end - 1 - v->i));
	put3(f, 122, l >= 0, r >= 0, t->punct);
	put3(f, 123, l >= 0 ? w[l].cue : 9, r >= 0 ? w[r].cue : 9, t->cap);
	put2(f, 124, (uint64_t)at_most(t->strong, 3), t->punct);
	put3(f, 126, to_strong_left(v), to_strong_right(v), t->cap);
}

static void
put_cue_both(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w;
	int32_t l = w[v->i].cue_left, r = w[v->i].cue_right;

	put3(f, 125, l >= 0 ? w[l].word : 0, r >= 0 ? w[r].word : 0, 1);
}

/* The nearest likely cue on the left: how far, how many commas between. */
static void
put_left(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	const struct feature_word *c = &w[t->cue_left];
	unsigned d = steps(v->i - t->cue_left);
	unsigned nc = commas(w, t->cue_left + 1, v->i);

	put2(f, 100, c->word, d);
	put3(f, 101, c->cue, d, nc);
	put3(f, 103, c->word, nc, t->punct);
	put3(f, 107, c->cue, d, t->cap * 16u + t->punct);
}

/* The same cue and the words beside it. */
static void
put_cue_left(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t l = t->cue_left;
	const struct feature_word *c = &w[l];

	put2(f, 102, c->word, c[1].word);
	put3(f, 108, c->cue, c[1].word, steps(v->i - l) > 3);
	put2(f, 109, l > t->sentence ? c[-1].word : 0, c->word);
	put3(f, 110, steps(l - t->sentence), steps(t->sentence_end - l),
	    c->cue);
	put3(f, 153, c->cue, c->word_class, c[1].word_class);
}

static void
put_right(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	const struct feature_word *c = &w[t->cue_right];
	unsigned d = steps(t->cue_right - v->i);
	unsigned rest = steps(t->sentence_end - t->cue_right);
	unsigned nc = commas(w, v->i, t->cue_right);

	put2(f, 112, c->word, d);
	put3(f, 113, c->cue, d, nc);
	put3(f, 114, c->word, nc, rest);
	put3(f, 116, c->cue, d, t->cap * 16u + t->punct);
	put3(f, 117, c->word, t->cap, d);
	put3(f, 118, c->cue, nc > 0, rest);
}

static void
put_cue_right(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t r = t->cue_right;
	const struct feature_word *c = &w[r];
	unsigned nc = commas(w, v->i, r);

	put3(f, 119, c->word, r + 1 < v->n ? c[1].word : 0, nc > 0);
	put3(f, 120, nc, c[-1].word, c->cue);
	put3(f, 157, c->cue, c->word_class, r > t->sentence ?
	    c[-1].word_class : 0);
}

/* ---- closed classes ---- */

/* Of the words beside the token; 92 and 93: there is none in its sentence. */
static inline uint64_t
closed_before(const struct template_view *v)
{
	return v->i == v->w[v->i].sentence ? 92 :
	    template_near(v, -1)->closed;
}

static inline uint64_t
closed_behind(const struct template_view *v)
{
	return v->i + 1 == v->w[v->i].sentence_end ? 93 :
	    template_near(v, 1)->closed;
}

/* ... of the word behind the likely cue on the right. */
static inline uint64_t
closed_behind_cue(const struct template_view *v)
{
	int32_t r = v->w[v->i].cue_right;

	return r + 1 < v->w[v->i].sentence_end ? v->w[r + 1].closed : 93;
}

static void
put_left_class(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i], *c = &v->w[t->cue_left];
	uint64_t p = closed_before(v), n = closed_behind(v);

	put3(f, 331, c->hand, t->closed, steps(v->i - t->cue_left));
	put3(f, 332, c->cue, t->closed, n);
	put4(f, 333, c->hand, p, t->closed, n);
}

static void
put_right_class(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i], *c = &v->w[t->cue_right];
	uint64_t p = closed_before(v), n = closed_behind(v);
	unsigned d = steps(t->cue_right - v->i);

	put3(f, 335, c->hand, t->closed, d);
	put4(f, 336, c->hand, p, t->closed, n);
	put4(f, 337, c->hand, closed_behind_cue(v), t->closed, d);
}

static void
put_frame(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	uint64_t p = closed_before(v), n = closed_behind(v), hand = t->hand;

	put3(f, 300, t->cue, p, n);
	put2(f, 303, t->word, n);
	put2(f, 304, t->word, p);
	put3(f, 305, t->word, p, n);
	put3(f, 306, t->suffix2, p, n);
	put3(f, 307, hand, p, n);
	put2(f, 308, hand, n);
	put2(f, 309, hand, p);
	put4(f, 310, hand, t->suffix2, p, n);
}

/* What stands around a likely cue. */
struct cue_frame {
	unsigned that, by, subject, in, quoted, strong;
};

static struct cue_frame
cue_frame_at(const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	struct cue_frame a = { .in = t->open >= 0, .quoted = t->quoted > 0,
	    .strong = (unsigned)at_most(t->strong, 3) };
	int32_t i = v->i, k;

	for (k = i + 1; k < t->sentence_end && k < i + 8; k++) {
		if (w[k].closed == FEATURE_CLOSED_THAT)
			a.that = 1;
		if (k < i + 3 && w[k].closed == FEATURE_CLOSED_BY)
			a.by = 1;
		if (w[k].punct == PUNCT_COMMA)
			break;
	}
	for (k = i - 1; k >= t->sentence && k > i - 6; k--) {
		if (w[k].closed == FEATURE_CLOSED_SUBJECT)
			a.subject = 1;
		else if (w[k].cap != 0)
			a.subject = 2;
		if (a.subject != 0 || w[k].punct != PUNCT_NONE)
			break;
	}
	return a;
}

static void
put_cue_frame(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	struct cue_frame a = cue_frame_at(v);

	put4(f, 320, t->cue, a.that, a.subject, a.by * 4 + a.in * 2 +
	    a.quoted);
	put3(f, 321, t->word, a.that, a.subject);
	put3(f, 322, t->word, a.in, a.quoted);
	put3(f, 323, t->cue, a.strong, a.quoted);
	put3(f, 328, t->hand, a.that, a.subject);
}

/* ---- the rest ---- */

/* The classes of the words [FROM, TO] as one number; at most six words. */
static uint64_t
class_path(const struct feature_word *w, int32_t from, int32_t to)
{
	uint64_t h = 0;

	for (; from <= to; from++)
		h = h << 8 | w[from].word_class;
	return h;
}

static void
put_three(struct keys *f, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i], *l = template_near(v, -1);
	const struct feature_word *r = template_near(v, 1);
	const struct feature_word *l2 = template_near(v, -2);
	const struct feature_word *r2 = template_near(v, 2);

	put3(f, 11, l->word, t->word, r->word);
	put3(f, 21, l->shape, t->shape, r->shape);
	put3(f, 95, l->cue, t->cue, r->cue);
	put3(f, 98, l2->cue, l->word, t->cap);
	put3(f, 145, l->word_class, t->word_class, r->word_class);
	put3(f, 146, l2->word_class, l->word_class, t->word_class);
	put3(f, 147, t->word_class, r->word_class, r2->word_class);
	put2(f, 152, l2->word_class, r2->word_class);
	put3(f, 301, t->cue, closed_behind(v), r2->closed);
	put3(f, 302, t->cue, l2->closed, closed_before(v));
}

static void
put_left_words(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	const struct feature_word *r = template_near(v, 1);
	int32_t l = t->cue_left, far = v->i - l;
	const struct feature_word *c = &w[l];
	uint64_t p = t->word_class;

	put2(f, 104, t->word, steps(far));
	put2(f, 105, c->cue, t->word);
	put3(f, 106, c->word, t->word, far < 3);
	put3(f, 154, c->word, p, (uint64_t)at_most(far, 4));
	put3(f, 155, c->cue, p, r->word_class);
	put3(f, 156, c->word_class, p, steps(far));
	if (far <= 5)
		put2(f, 162, class_path(w, l, v->i), c->cue);
	put3(f, 330, c->hand, c[1].closed, steps(far));
}

static void
put_right_words(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t r = t->cue_right, far = r - v->i;
	const struct feature_word *c = &w[r];
	uint64_t p = t->word_class;

	put2(f, 115, c->cue, t->word);
	put3(f, 158, c->word, p, (uint64_t)at_most(far, 4));
	put3(f, 159, c->cue, template_near(v, -1)->word_class, p);
	put3(f, 160, c->word_class, p, steps(far));
	if (far <= 5)
		put2(f, 161, class_path(w, v->i, r), c->cue);
	put3(f, 334, c->hand, r > t->sentence ? c[-1].closed : 92,
	    steps(far));
}

static void
put_cue_words(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t i = v->i, l = t->cue_left, r = t->cue_right;

	put3(f, 324, t->word, l >= 0 ? w[l].word : 0,
	    l >= 0 ? steps(i - l) : 0);
	put3(f, 325, t->cue, l >= 0 ? w[l].cue : 9,
	    l >= 0 ? steps(i - l) : 0);
	put3(f, 326, t->cue, r >= 0 ? w[r].cue : 9,
	    r >= 0 ? steps(r - i) : 0);
	put3(f, 327, t->cue, closed_before(v), i >= t->sentence + 2 ?
	    w[i - 2].word : 0);
	put3(f, 329, t->cue, steps(i - t->sentence),
	    steps(t->sentence_end - i));
}

static void
put_rest(struct keys *f, const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t l2 = t->strong_left, r2 = t->strong_right;

	put_three(f, v);
	put2(f, 127, l2 >= 0 ? w[l2].word : 0, l2 >= 0 ? steps(v->i - l2) :
	    0);
	put2(f, 128, r2 >= 0 ? w[r2].word : 0, r2 >= 0 ? steps(r2 - v->i) :
	    0);
	if (t->cue_left >= 0)
		put_left_words(f, v);
	if (t->cue_right >= 0)
		put_right_words(f, v);
	if (t->cue >= 1)
		put_cue_words(f, v);
}

size_t
template_rest(const struct template_view *v, uint64_t *key)
{
	struct keys f = { key, 0 };

	put_rest(&f, v);
	return f.n;
}

/* ---- groups ---- */

static bool
has_group(enum template_group g, const struct feature_word *t)
{
	switch (g) {
	case TEMPLATE_MARKS: return t->open < 0;
	case TEMPLATE_EDGES: return t->open >= 0;
	case TEMPLATE_LEFT: case TEMPLATE_LEFT_CLASS: return t->cue_left >= 0;
	case TEMPLATE_RIGHT: case TEMPLATE_RIGHT_CLASS:
		return t->cue_right >= 0;
	case TEMPLATE_CUE_FRAME: return t->cue >= 1;
	default: return true;
	}
}

size_t
template_group(enum template_group g, const struct template_view *v,
    uint64_t *key)
{
	static void (*const put[TEMPLATE_GROUPS])(struct keys *,
	    const struct template_view *) = {
		[TEMPLATE_MARKS] = put_marks, [TEMPLATE_EDGES] = put_edges,
		[TEMPLATE_CUES] = put_cues, [TEMPLATE_LEFT] = put_left,
		[TEMPLATE_RIGHT] = put_right,
		[TEMPLATE_LEFT_CLASS] = put_left_class,
		[TEMPLATE_RIGHT_CLASS] = put_right_class,
		[TEMPLATE_FRAME] = put_frame,
		[TEMPLATE_CUE_FRAME] = put_cue_frame
	};
	struct keys f = { key, 0 };

	if (has_group(g, &v->w[v->i]))
		put[g](&f, v);
	return f.n;
}

/* Numbers below 16, one in each four bits; classes and the like have eight. */
static inline uint64_t
pack(uint64_t rest, unsigned value)
{
	return rest << 4 | value;
}

static inline uint64_t
pack_class(uint64_t rest, uint64_t value)
{
	return rest << 8 | value;
}

static uint64_t
mark_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	uint64_t in = pack(template_near(v, -1)->quote, t->quote);

	in = pack(in, template_near(v, 1)->quote);
	in = pack(pack(in, to_closed(v)), to_opening(v));
	return pack(pack(pack(pack(in, closed_mark(v)), t->cue), t->cap),
	    t->punct);
}

static uint64_t
edge_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	struct pair p = pair_around(v);
	uint64_t in = pack(template_near(v, -1)->quote, t->quote);

	in = pack(in, template_near(v, 1)->quote);
	in = pack(in, (v->i == p.o) * 8u + (v->i == p.c) * 4u +
	    (v->i == p.o + 1) * 2u + (p.c > 0 && v->i == p.c - 1));
	return pack(pack(pack(pack(in, p.len), p.end), p.cap > 0), t->punct);
}

static uint64_t
cue_inputs(const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t l = t->cue_left, r = t->cue_right;
	uint64_t in = pack(l >= 0 ? w[l].cue : 9, r >= 0 ? w[r].cue : 9);

	in = pack(in, l >= 0 ? 0 : steps(v->i - t->sentence));
	in = pack(in, r >= 0 ? 0 : steps(t->sentence_end - 1 - v->i));
	in = pack(pack(in, to_strong_left(v)), to_strong_right(v));
	return pack(pack(pack(in, (unsigned)at_most(t->strong, 3)), t->punct),
	    t->cap);
}

static uint64_t
left_inputs(const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t l = t->cue_left;
	uint64_t in = pack(w[l].form, steps(v->i - l));

	return pack(pack(pack(in, commas(w, l + 1, v->i)), t->cap), t->punct);
}

static uint64_t
right_inputs(const struct template_view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t r = t->cue_right;
	uint64_t in = pack(w[r].form, steps(r - v->i));

	in = pack(pack(in, commas(w, v->i, r)), steps(t->sentence_end - r));
	return pack(pack(in, t->cap), t->punct);
}

static uint64_t
left_class_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i], *c = &v->w[t->cue_left];
	uint64_t in = pack_class(closed_before(v), closed_behind(v));

	in = pack_class(pack_class(in, t->closed), c->hand);
	return pack(pack(in, c->cue), steps(v->i - t->cue_left));
}

static uint64_t
right_class_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i], *c = &v->w[t->cue_right];
	uint64_t in = pack_class(closed_before(v), closed_behind(v));

	in = pack_class(pack_class(in, t->closed), c->hand);
	return pack(pack_class(in, closed_behind_cue(v)),
	    steps(t->cue_right - v->i));
}

static uint64_t
frame_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];

	return pack_class(pack_class(pack_class(t->form, t->hand),
	    closed_before(v)), closed_behind(v));
}

static uint64_t
cue_frame_inputs(const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	struct cue_frame a = cue_frame_at(v);
	uint64_t in = pack_class(t->form, t->hand);

	in = pack(pack(in, a.that), a.subject);
	return pack(pack(in, a.by * 4 + a.in * 2 + a.quoted), a.strong);
}

uint64_t
template_inputs(enum template_group g, const struct template_view *v)
{
	uint64_t in = 0;

	if (!has_group(g, &v->w[v->i]))
		return 0;
	switch (g) {
	case TEMPLATE_MARKS: in = mark_inputs(v); break;
	case TEMPLATE_EDGES: in = edge_inputs(v); break;
	case TEMPLATE_CUES: in = cue_inputs(v); break;
	case TEMPLATE_LEFT: in = left_inputs(v); break;
	case TEMPLATE_RIGHT: in = right_inputs(v); break;
	case TEMPLATE_LEFT_CLASS: in = left_class_inputs(v); break;
	case TEMPLATE_RIGHT_CLASS: in = right_class_inputs(v); break;
	case TEMPLATE_FRAME: in = frame_inputs(v); break;
	case TEMPLATE_CUE_FRAME: in = cue_frame_inputs(v); break;
	case TEMPLATE_GROUPS: break;
	}
	return pack(in, g + 1u);
}

/* ---- places ---- */

uint64_t
template_place_number(enum template_place p, const struct template_view *v)
{
	const struct feature_word *t = &v->w[v->i];
	uint64_t l = (uint64_t)(t->cue_left + 1), nc;
	uint64_t r = (uint64_t)(t->cue_right + 1);

	switch (p) {
	case TEMPLATE_QUOTATION:	/* in another sentence, other cues */
		return t->open < 0 ? 0 : (uint64_t)(t->open + 1) << 32 |
		    (uint64_t)t->sentence;
	case TEMPLATE_CUE_LEFT:
		return l == 0 ? 0 : l << 1 |
		    (steps(v->i - t->cue_left) > 3);
	case TEMPLATE_CUE_RIGHT:
		nc = r == 0 ? 0 : commas(v->w, v->i, t->cue_right);
		return r == 0 ? 0 : r << 2 | nc;
	default:
		return (l << 32 | r) + 1;
	}
}

size_t
template_place(enum template_place p, const struct template_view *v,
    uint64_t *key)
{
	static void (*const put[TEMPLATE_PLACES])(struct keys *,
	    const struct template_view *) = {
		[TEMPLATE_QUOTATION] = put_quotation,
		[TEMPLATE_CUE_LEFT] = put_cue_left,
		[TEMPLATE_CUE_RIGHT] = put_cue_right,
		[TEMPLATE_CUE_BOTH] = put_cue_both
	};
	struct keys f = { key, 0 };

	if (template_place_number(p, v) != 0)
		put[p](&f, v);
	return f.n;
}

/* ---- all of them ---- */

size_t
feature_nodes(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key)
{
	struct template_view v = { word, (int32_t)n, (int32_t)i };
	size_t keys = 0;
	int at;

	for (at = -TEMPLATE_REACH; at <= TEMPLATE_REACH; at++)
		keys += template_alone(template_near(&v, at), at, key + keys);
	keys += template_quoted(&word[i], key + keys);
	for (at = -2; at < TEMPLATE_PAIRS - 2; at++)
		keys += template_pair(template_near(&v, at),
		    template_near(&v, at + 1), at, key + keys);
	for (at = 0; at < TEMPLATE_GROUPS; at++)
		keys += template_group((enum template_group)at, &v,
		    key + keys);
	for (at = 0; at < TEMPLATE_PLACES; at++)
		keys += template_place((enum template_place)at, &v,
		    key + keys);
	return keys + template_rest(&v, key + keys);
}

size_t
template_edge_pair(const struct feature_word *a, const struct feature_word *b,
    uint64_t *key)
{
	struct keys f = { key, 0 };

	put1(&f, 401, (a->quote * 8u + b->quote) * 4u + b->brk);
	put1(&f, 402, b->word);
	put1(&f, 403, a->word);
	put1(&f, 404, (b->cue * 16u + a->cue) * 4u + b->brk);
	put1(&f, 405, (a->punct * 16u + b->punct) * 8u + b->quote);
	put2(&f, 406, b->word_class, a->word_class);
	put2(&f, 409, b->closed, a->closed);
	return f.n;
}

size_t
template_edge_rest(const struct template_view *v, uint64_t *key)
{
	const struct feature_word *t = &v->w[v->i];
	struct keys f = { key, 0 };
	int32_t o = t->open, c = t->close;

	if (o >= 0)
		put3(&f, 407, v->i == o, v->i == c, pair_length(o, c) * 8u +
		    (c > 0 ? (unsigned)at_most(v->w[c - 1].punct, 4) : 5));
	else
		put3(&f, 408, t->cue_left >= 0, t->cue_right >= 0,
		    t->brk + 16u * t->punct);
	return f.n;
}

size_t
feature_edges(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key)
{
	struct template_view v = { word, (int32_t)n, (int32_t)i };
	size_t keys = template_edge_pair(template_near(&v, -1), &word[i], key);

	return keys + template_edge_rest(&v, key + keys);
}

unsigned
feature_edge_class(const struct feature_word *word, size_t i)
{
	unsigned before = i > 0 ? word[i - 1].punct : PUNCT_NONE;

	return word[i].brk * 12u + word[i].quote * 3u +
	    (before == PUNCT_COMMA ? 1 : before != PUNCT_NONE ? 2 : 0);
}
