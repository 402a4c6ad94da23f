#include "config.h"

#include "news/features.h"

#include "base/hash.h"
#include "text/ascii.h"
#include "text/token.h"

/* ---- words ---- */

enum { WORD_BYTES = 120 };	/* of a token that the spelling features see */

static uint32_t
hash32(const char *p, size_t n)
{
	return (uint32_t)(hash_bytes((struct slice){ p, n }) >> 32);
}

uint32_t
feature_hash(struct slice word)
{
	return hash32(word.p, word.n);
}

/* Lower case, digits as 0, curly apostrophes straight.  Returns its length. */
static size_t
normalise(struct slice s, char *out)
{
	size_t i, n = 0;

	for (i = 0; i < s.n && n < WORD_BYTES; i++) {
		if (s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0) {
			out[n++] = '\'';
			i += 2;
		} else if (ascii_is_upper(s.p[i])) {
			out[n++] = (char)(s.p[i] + ('a' - 'A'));
		} else {
			out[n++] = ascii_is_digit(s.p[i]) ? '0' : s.p[i];
		}
	}
	return n;
}

uint32_t
feature_hash_spelling(struct slice word)
{
	char p[WORD_BYTES];

	return hash32(p, normalise(word, p));
}

/* Xxxx-dd as Xx-d. */
static uint32_t
shape_hash(struct slice s)
{
	char shape[24], last = 0, c;
	size_t i, n = 0;

	for (i = 0; i < s.n && n < sizeof shape; i++) {
		c = s.p[i];
		c = ascii_is_upper(c) ? 'X' : ascii_is_lower(c) ? 'x' :
		    ascii_is_digit(c) ? 'd' :
		    (unsigned char)c >= 0x80 ? 'u' : c;
		if (c != last)
			shape[n++] = last = c;
	}
	return hash32(shape, n);
}

static enum feature_punct
punct_of(struct slice s, uint8_t role)
{
	size_t len;

	if (role == ROLE_OPEN || role == ROLE_CLOSE)
		return PUNCT_QUOTE;
	switch (token_char(s, 0, &len)) {
	case ',': return s.n == 1 ? PUNCT_COMMA : PUNCT_NONE;
	case '.': return s.n == 1 ? PUNCT_STOP : PUNCT_NONE;
	case '?': case '!': return PUNCT_QUESTION;
	case ':': return PUNCT_COLON;
	case ';': return PUNCT_SEMICOLON;
	case '-': return s.n <= 3 ? PUNCT_DASH : PUNCT_NONE;
	case 0x2013: case 0x2014: case 0x2015: return PUNCT_DASH;
	case '(': case ')': case '[': case ']': return PUNCT_BRACKET;
	default: return PUNCT_NONE;
	}
}

/* The part of a mark: what is written instead of it. */
static struct slice
role_word(uint8_t role, bool nested, struct slice s)
{
	switch (role) {
	case ROLE_OPEN: return nested ? SLICE("\xE2\x80\x98") :
	    SLICE("\xE2\x80\x9C");
	case ROLE_CLOSE: return nested ? SLICE("\xE2\x80\x99") :
	    SLICE("\xE2\x80\x9D");
	case ROLE_APOSTROPHE: return SLICE("'");
	default: return s;
	}
}

static bool
ends_with(const char *p, size_t n, const char *tail)
{
	size_t k = strlen(tail);

	return n >= k && memcmp(p + n - k, tail, k) == 0;
}

/* Class of a word the lexicon does not have: shape and ending. */
static uint8_t
unknown_class(const char *p, size_t n, struct slice s)
{
	static const char *const tails[] = { "ing", "ed", "ly", "s", "er",
	    "ion", "al" };
	unsigned shape = ascii_is_upper(s.p[0]) ? 0 :
	    ascii_is_digit(s.p[0]) ? 1 : 2;
	unsigned k;

	for (k = 0; k < sizeof tails / sizeof *tails; k++)
		if (ends_with(p, n, tails[k]))
			break;
	return (uint8_t)(FEATURE_CLASS_UNKNOWN + shape * 8 + k);
}

/* Classes above those of the lexicon's closed classes. */
enum {
	CLOSED_PUNCT = 1,		/* plus enum feature_punct */
	CLOSED_CAPITAL = 30, CLOSED_NUMBER, CLOSED_LY, CLOSED_ING, CLOSED_ED,
	CLOSED_S, CLOSED_OTHER,
	/* as in the list of closed-class words */
	CLOSED_SUBJECT = 10, CLOSED_THAT = 12, CLOSED_BY = 21
};

static uint8_t
closed_class(const struct feature_word *w, const char *p, size_t n,
    uint8_t listed)
{
	if (w->punct != PUNCT_NONE)
		return (uint8_t)(CLOSED_PUNCT + w->punct);
	if (listed != 0)
		return listed;
	if (w->cap != 0)
		return CLOSED_CAPITAL;
	if (n > 0 && p[0] == '0')
		return CLOSED_NUMBER;
	if (n > 4 && ends_with(p, n, "ly"))
		return CLOSED_LY;
	if (n > 4 && ends_with(p, n, "ing"))
		return CLOSED_ING;
	if (n > 3 && ends_with(p, n, "ed"))
		return CLOSED_ED;
	if (n > 3 && ends_with(p, n, "s"))
		return CLOSED_S;
	return CLOSED_OTHER;
}

static uint8_t
capitals(struct slice s)
{
	size_t i;

	if (!ascii_is_upper(s.p[0]))
		return 0;
	for (i = 1; i < s.n; i++)
		if (ascii_is_lower(s.p[i]))
			return 1;
	return 2;
}

/*
 * A sentence without small letters is read as if it had only those: the model
 * knows far more of words than of capitals.  (Dev in capitals: joint 63.2,
 * read as small letters 75.)
 */
static bool
is_shouted(struct slice s)
{
	size_t i, capitals_seen = 0;

	for (i = 0; i < s.n; i++) {
		if (ascii_is_lower(s.p[i]))
			return false;
		capitals_seen += ascii_is_upper(s.p[i]);
	}
	return capitals_seen > 8;
}

/* S in small letters, in OUT [WORD_BYTES]. */
static struct slice
lowered(struct slice s, char *out)
{
	size_t i;

	for (i = 0; i < s.n && i < WORD_BYTES; i++)
		out[i] = ascii_is_upper(s.p[i]) ? (char)(s.p[i] + ('a' - 'A')) :
		    s.p[i];
	return (struct slice){ out, i };
}

static void
fill_word(struct feature_word *w, struct slice s, const struct token *t,
    feature_lookup *lookup, const void *lexicon)
{
	const struct feature_entry *e;
	bool nested = t->quote == QUOTE_INSIDE;
	char p[WORD_BYTES];
	size_t n;

	s = role_word(t->role, nested, s);
	n = normalise(s, p);
	w->word = hash32(p, n);
	w->suffix2 = n > 2 ? hash32(p + n - 2, 2) : w->word;
	w->suffix3 = n > 3 ? hash32(p + n - 3, 3) : w->word;
	w->suffix4 = n > 4 ? hash32(p + n - 4, 4) : w->word;
	w->prefix3 = n > 3 ? hash32(p, 3) : w->word;
	w->shape = shape_hash(s);
	w->quote = t->quote;
	w->punct = (uint8_t)punct_of(s, t->role);
	w->cap = capitals(s);
	e = lookup(lexicon, w->word);
	w->word_class = e != NULL && e->word_class != 0 ? e->word_class :
	    unknown_class(p, n, s);
	w->cue = e != NULL ? e->cue : 0;
	w->hand = e != NULL ? e->hand : 0;
	w->no_to = e != NULL ? e->no_to : 0;
	w->phrase = e != NULL ? e->phrase : 0;
	w->closed = closed_class(w, p, n, e != NULL ? e->closed : 0);
}

void
feature_words(const struct document *doc, feature_lookup *lookup,
    const void *lexicon, struct feature_word *word)
{
	char small[WORD_BYTES];
	struct slice text;
	bool shouted;
	size_t s, i;

	for (s = 0; s < doc->sentences; s++) {
		shouted = is_shouted(document_slice(doc,
		    doc->sentence[s].text));
		for (i = doc->sentence[s].token; i < doc->sentence[s].token_end;
		    i++) {
			text = document_word(doc, i);
			fill_word(&word[i], shouted ? lowered(text, small) :
			    text, &doc->token[i], lookup, lexicon);
			word[i].brk = i != doc->sentence[s].token ? 0 :
			    doc->sentence[s].begins_paragraph ? 2 : 1;
		}
	}
}

/* ---- places ---- */

static void
place_units(struct feature_word *w, int32_t n)
{
	int32_t i, s = 0, p = 0;

	for (i = 0; i < n; i++) {
		if (w[i].brk != 0)
			s = i;
		if (w[i].brk == 2)
			p = i;
		w[i].sentence = s;
		w[i].paragraph = p;
		w[i].open = w[i].close = -1;
	}
	for (i = n - 1, s = p = n; i >= 0; i--) {
		w[i].sentence_end = s;
		w[i].paragraph_end = p;
		if (w[i].brk != 0)
			s = i;
		if (w[i].brk == 2)
			p = i;
	}
}

static void
place_quotations(struct feature_word *w, int32_t n)
{
	int32_t i = 0, j, k, close, end;

	while (i < n) {
		if (w[i].quote != QUOTE_OPEN) {
			i++;
			continue;
		}
		for (j = i + 1; j < n && w[j].quote == QUOTE_INSIDE &&
		    w[j].brk != 2; j++)
			;
		close = j < n && w[j].quote == QUOTE_CLOSE && w[j].brk != 2 ?
		    j : -2;
		end = close == -2 ? j : j + 1;
		for (k = i; k < end; k++) {
			w[k].open = i;
			w[k].close = close;
		}
		i = end;
	}
}

/* Nearest likely cues outside quotations, in the sentence [B, E). */
static void
place_cues(struct feature_word *w, int32_t b, int32_t e)
{
	int32_t k, near = -1, strong = -1, count = 0, quoted = 0;

	for (k = b; k < e; k++) {
		w[k].cue_left = near;
		w[k].strong_left = strong;
		quoted += w[k].open >= 0;
		if (w[k].open < 0 && w[k].cue >= 2)
			near = k;
		if (w[k].open < 0 && w[k].cue >= 4) {
			strong = k;
			count++;
		}
	}
	near = strong = -1;
	for (k = e - 1; k >= b; k--) {
		w[k].cue_right = near;
		w[k].strong_right = strong;
		w[k].strong = count;
		w[k].quoted = quoted;
		if (w[k].open < 0 && w[k].cue >= 2)
			near = k;
		if (w[k].open < 0 && w[k].cue >= 4)
			strong = k;
	}
}

void
feature_places(struct feature_word *w, size_t n)
{
	int32_t i, count = (int32_t)n;

	place_units(w, count);
	place_quotations(w, count);
	for (i = 0; i < count; i = w[i].sentence_end)
		place_cues(w, i, w[i].sentence_end);
}

/* ---- features ---- */

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
	static const uint8_t small[10] = { 0, 1, 2, 3, 4, 4, 5, 5, 5, 5 };

	if (d < 0)
		d = -d;
	return d < 10 ? small[d] : d < 20 ? 6 : d < 40 ? 7 : 8;
}

static inline int32_t
at_most(int32_t a, int32_t limit)
{
	return a < limit ? a : limit;
}

/* The token and its neighbours; beyond the document a word of its own. */
struct view {
	const struct feature_word *w;
	int32_t n, i;
};

static inline const struct feature_word *
near(const struct view *v, int32_t k)
{
	static const struct feature_word before = { .word = 1, .shape = 1,
	    .word_class = 1, .cue = 9, .quote = 7, .closed = 90 };
	static const struct feature_word after = { .word = 2, .shape = 2,
	    .word_class = 2, .cue = 9, .quote = 7, .closed = 91 };

	return v->i + k < 0 ? &before : v->i + k >= v->n ? &after :
	    &v->w[v->i + k];
}

static void
put_words(struct keys *f, const struct view *v)
{
	const struct feature_word *t = near(v, 0), *l = near(v, -1);
	const struct feature_word *r = near(v, 1), *l2 = near(v, -2);
	const struct feature_word *r2 = near(v, 2);

	put1(f, 2, t->word);
	put1(f, 3, l->word);
	put1(f, 4, r->word);
	put1(f, 5, l2->word);
	put1(f, 6, r2->word);
	put2(f, 7, l->word, t->word);
	put2(f, 8, t->word, r->word);
	put2(f, 9, l2->word, l->word);
	put2(f, 10, r->word, r2->word);
	put3(f, 11, l->word, t->word, r->word);
	put1(f, 12, near(v, -3)->word);
	put1(f, 13, near(v, 3)->word);
	put1(f, 14, t->suffix2);
	put1(f, 15, t->suffix3);
	put1(f, 16, t->suffix4);
	put1(f, 17, t->prefix3);
	put1(f, 18, t->shape);
	put2(f, 19, l->shape, t->shape);
	put2(f, 20, t->shape, r->shape);
	put3(f, 21, l->shape, t->shape, r->shape);
	put1(f, 22, r->suffix3);
	put1(f, 23, l->suffix3);
	put2(f, 24, l->suffix2, t->suffix2);
}

/* A pair of marks: its length and what its last word ends in. */
static unsigned
pair_length(int32_t open, int32_t close)
{
	int32_t n = close > 0 ? close - open - 1 : 99;

	return n < 2 ? 0 : n < 4 ? 1 : n < 7 ? 2 : n < 12 ? 3 : 4;
}

static uint64_t
cue_and_case(const struct view *v, int32_t k)
{
	return k < 0 ? 9 : v->w[k].cue * 4u + v->w[k].cap;
}

/* Inside a quotation: the pair, the words before it and behind it. */
static void
put_pair(struct keys *f, const struct view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t i = v->i, o = t->open, c = t->close, before, before2;
	int32_t behind[3] = { -1, -1, -1 }, k;
	unsigned len = pair_length(o, c), end = c > 0 ? w[c - 1].punct : 9;
	unsigned cap = o + 1 < v->n ? w[o + 1].cap : 0;
	unsigned starts = o == w[o].sentence, starts_par = o == w[o].paragraph;
	unsigned ends = c > 0 ? c + 1 >= w[c].sentence_end : 1;
	unsigned ends_par = c > 0 ? c + 1 >= w[c].paragraph_end : 1;
	uint64_t word, word2, cue;

	put1(f, 60, len);
	put2(f, 61, len, end);
	put3(f, 62, len, end, cap);
	put3(f, 63, starts, starts_par, len);
	put3(f, 64, ends, ends_par, end);
	put3(f, 65, ends * 2 + ends_par, starts * 2 + starts_par,
	    len * 2 + (cap > 0));
	before = o - 1 >= w[o].sentence ? o - 1 : -1;
	before2 = before > 0 && before - 1 >= w[o].sentence ? before - 1 : -1;
	word = before < 0 ? 0 : w[before].word;
	word2 = before2 < 0 ? 0 : w[before2].word;
	cue = before < 0 ? 9 : w[before].cue;
	put1(f, 66, word);
	put2(f, 67, word, len);
	put2(f, 68, cue, cap);
	put2(f, 69, word2, word);
	put2(f, 70, before2 < 0 ? 9 : w[before2].cue,
	    before < 0 ? 9 : w[before].punct + cue * 16);
	for (k = 0; k < 3 && c > 0 && c + 1 + k < w[c].sentence_end; k++)
		behind[k] = c + 1 + k;
	put2(f, 71, behind[0] < 0 ? 0 : w[behind[0]].word, end);
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
	put2(f, 78, i == o, len);
	put2(f, 79, i == c, end);
	put2(f, 80, i == o + 1, len * 2 + (cap > 0));
	put2(f, 81, c > 0 && i == c - 1, t->punct);
}

/* Outside: how far the nearest closing mark left, opening mark right. */
static void
put_beside(struct keys *f, const struct view *v)
{
	const struct feature_word *w = v->w, *t = &w[v->i];
	int32_t i = v->i, k, left = 99, right = 99, closed = -1;

	for (k = i - 1; k >= t->sentence && k > i - 15; k--)
		if (w[k].quote == QUOTE_CLOSE) {
			left = i - k;
			closed = k;
			break;
		}
	for (k = i + 1; k < t->sentence_end && k < i + 15; k++)
		if (w[k].quote == QUOTE_OPEN) {
			right = k - i;
			break;
		}
	put1(f, 82, steps(left));
	put1(f, 83, steps(right));
	put2(f, 84, steps(left), t->cue);
	put2(f, 85, steps(right), t->cue);
	put2(f, 86, closed > 0 ? w[closed - 1].punct : 0, steps(left));
	put3(f, 87, steps(left), t->cap, t->cue);
	put3(f, 88, steps(left), steps(right), t->punct);
	put2(f, 89, left < 99, right < 99);
}

static void
put_quotes(struct keys *f, const struct view *v)
{
	const struct feature_word *t = near(v, 0);

	put3(f, 50, near(v, -1)->quote, t->quote, near(v, 1)->quote);
	put2(f, 51, t->quote, t->word);
	put2(f, 52, t->quote, t->shape);
	if (t->open >= 0)
		put_pair(f, v);
	else
		put_beside(f, v);
}

static int32_t
commas(const struct feature_word *w, int32_t from, int32_t to)
{
	int32_t n = 0;

	for (; from < to && n < 2; from++)
		n += w[from].punct == PUNCT_COMMA;
	return n;
}

/* The nearest likely cue on the left: token L. */
static void
put_cue_left(struct keys *f, const struct view *v, int32_t l)
{
	const struct feature_word *w = v->w, *t = &w[v->i], *c = &w[l];
	unsigned d = steps(v->i - l);
	int32_t nc = commas(w, l + 1, v->i);

	put2(f, 100, c->word, d);
	put3(f, 101, c->cue, d, (uint64_t)nc);
	put2(f, 102, c->word, c[1].word);
	put3(f, 103, c->word, (uint64_t)nc, t->punct);
	put2(f, 104, t->word, d);
	put2(f, 105, c->cue, t->word);
	put3(f, 106, c->word, t->word, v->i - l < 3);
	put3(f, 107, c->cue, d, t->cap * 16u + t->punct);
	put3(f, 108, c->cue, c[1].word, d > 3);
	put2(f, 109, l > t->sentence ? c[-1].word : 0, c->word);
	put3(f, 110, steps(l - t->sentence), steps(t->sentence_end - l),
	    c->cue);
}

static void
put_cue_right(struct keys *f, const struct view *v, int32_t r)
{
	const struct feature_word *w = v->w, *t = &w[v->i], *c = &w[r];
	unsigned d = steps(r - v->i), rest = steps(t->sentence_end - r);
	int32_t nc = commas(w, v->i, r);

	put2(f, 112, c->word, d);
	put3(f, 113, c->cue, d, (uint64_t)nc);
	put3(f, 114, c->word, (uint64_t)nc, rest);
	put2(f, 115, c->cue, t->word);
	put3(f, 116, c->cue, d, t->cap * 16u + t->punct);
	put3(f, 117, c->word, t->cap, d);
	put3(f, 118, c->cue, nc > 0, rest);
	put3(f, 119, c->word, r + 1 < v->n ? c[1].word : 0, nc > 0);
	put3(f, 120, (uint64_t)nc, c[-1].word, c->cue);
}

static void
put_cues(struct keys *f, const struct view *v)
{
	const struct feature_word *w = v->w, *t = near(v, 0), *l1 = near(v, -1);
	const struct feature_word *r1 = near(v, 1);
	int32_t i = v->i, l = t->cue_left, r = t->cue_right;
	int32_t l2 = t->strong_left, r2 = t->strong_right;

	put1(f, 90, t->cue);
	put1(f, 91, l1->cue);
	put1(f, 92, r1->cue);
	put2(f, 93, t->cue, r1->cue);
	put2(f, 94, l1->cue, t->cue);
	put3(f, 95, l1->cue, t->cue, r1->cue);
	put1(f, 96, near(v, -2)->cue);
	put1(f, 97, near(v, 2)->cue);
	put3(f, 98, near(v, -2)->cue, l1->word, t->cap);
	if (l >= 0)
		put_cue_left(f, v, l);
	else
		put2(f, 111, t->punct, steps(i - t->sentence));
	if (r >= 0)
		put_cue_right(f, v, r);
	else
		put2(f, 121, t->punct, steps(t->sentence_end - 1 - i));
	put3(f, 122, l >= 0, r >= 0, t->punct);
	put3(f, 123, l >= 0 ? w[l].cue : 9, r >= 0 ? w[r].cue : 9, t->cap);
	put2(f, 124, (uint64_t)at_most(t->strong, 3), t->punct);
	put3(f, 125, l >= 0 ? w[l].word : 0, r >= 0 ? w[r].word : 0, 1);
	put3(f, 126, l2 >= 0 ? steps(i - l2) : 9, r2 >= 0 ? steps(r2 - i) : 9,
	    t->cap);
	put2(f, 127, l2 >= 0 ? w[l2].word : 0, l2 >= 0 ? steps(i - l2) : 0);
	put2(f, 128, r2 >= 0 ? w[r2].word : 0, r2 >= 0 ? steps(r2 - i) : 0);
}

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
put_classes(struct keys *f, const struct view *v)
{
	const struct feature_word *w = v->w, *t = near(v, 0), *l1 = near(v, -1);
	const struct feature_word *r1 = near(v, 1), *l2 = near(v, -2);
	const struct feature_word *r2 = near(v, 2);
	int32_t i = v->i, l = t->cue_left, r = t->cue_right;
	uint64_t p = t->word_class, pl = l1->word_class, pr = r1->word_class;

	put1(f, 140, p);
	put1(f, 141, pl);
	put1(f, 142, pr);
	put2(f, 143, pl, p);
	put2(f, 144, p, pr);
	put3(f, 145, pl, p, pr);
	put3(f, 146, l2->word_class, pl, p);
	put3(f, 147, p, pr, r2->word_class);
	put2(f, 148, p, t->word);
	put2(f, 149, pl, t->word);
	put2(f, 150, pr, t->word);
	put3(f, 151, p, t->quote, t->cue);
	put2(f, 152, l2->word_class, r2->word_class);
	if (l >= 0) {
		put3(f, 153, w[l].cue, w[l].word_class, w[l + 1].word_class);
		put3(f, 154, w[l].word, p, (uint64_t)at_most(i - l, 4));
		put3(f, 155, w[l].cue, p, pr);
		put3(f, 156, w[l].word_class, p, steps(i - l));
		if (i - l <= 5)
			put2(f, 162, class_path(w, l, i), w[l].cue);
	}
	if (r >= 0) {
		put3(f, 157, w[r].cue, w[r].word_class,
		    r > t->sentence ? w[r - 1].word_class : 0);
		put3(f, 158, w[r].word, p, (uint64_t)at_most(r - i, 4));
		put3(f, 159, w[r].cue, pl, p);
		put3(f, 160, w[r].word_class, p, steps(r - i));
		if (r - i <= 5)
			put2(f, 161, class_path(w, i, r), w[r].cue);
	}
}

/* Is there a subject, "that", "by" near a likely cue at the token? */
static void
put_cue_frame(struct keys *f, const struct view *v, uint64_t before)
{
	const struct feature_word *w = v->w, *t = near(v, 0);
	int32_t i = v->i, k, l = t->cue_left, r = t->cue_right;
	unsigned that = 0, by = 0, subject = 0, in = t->open >= 0;
	unsigned quoted = t->quoted > 0, cue = t->cue;

	for (k = i + 1; k < t->sentence_end && k < i + 8; k++) {
		if (w[k].closed == CLOSED_THAT)
			that = 1;
		if (k < i + 3 && w[k].closed == CLOSED_BY)
			by = 1;
		if (w[k].punct == PUNCT_COMMA)
			break;
	}
	for (k = i - 1; k >= t->sentence && k > i - 6; k--) {
		if (w[k].closed == CLOSED_SUBJECT)
			subject = 1;
		else if (w[k].cap != 0)
			subject = 2;
		if (subject != 0 || w[k].punct != PUNCT_NONE)
			break;
	}
	put4(f, 320, cue, that, subject, by * 4 + in * 2 + quoted);
	put3(f, 321, t->word, that, subject);
	put3(f, 322, t->word, in, quoted);
	put3(f, 323, cue, (uint64_t)at_most(t->strong, 3), quoted);
	put3(f, 324, t->word, l >= 0 ? w[l].word : 0, l >= 0 ? steps(i - l) :
	    0);
	put3(f, 325, cue, l >= 0 ? w[l].cue : 9, l >= 0 ? steps(i - l) : 0);
	put3(f, 326, cue, r >= 0 ? w[r].cue : 9, r >= 0 ? steps(r - i) : 0);
	put3(f, 327, cue, before, i >= t->sentence + 2 ? w[i - 2].word : 0);
	put3(f, 328, t->hand, that, subject);
	put3(f, 329, cue, steps(i - t->sentence), steps(t->sentence_end - i));
}

static void
put_context(struct keys *f, const struct view *v)
{
	const struct feature_word *w = v->w, *t = near(v, 0);
	int32_t i = v->i, l = t->cue_left, r = t->cue_right;
	uint64_t p = i == t->sentence ? 92 : near(v, -1)->closed;
	uint64_t n = i + 1 == t->sentence_end ? 93 : near(v, 1)->closed;
	uint64_t cue = t->cue, hand = t->hand;

	put3(f, 300, cue, p, n);
	put3(f, 301, cue, n, near(v, 2)->closed);
	put3(f, 302, cue, near(v, -2)->closed, p);
	put2(f, 303, t->word, n);
	put2(f, 304, t->word, p);
	put3(f, 305, t->word, p, n);
	put3(f, 306, t->suffix2, p, n);
	put3(f, 307, hand, p, n);
	put2(f, 308, hand, n);
	put2(f, 309, hand, p);
	put4(f, 310, hand, t->suffix2, p, n);
	if (cue >= 1)
		put_cue_frame(f, v, p);
	if (l >= 0) {
		put3(f, 330, w[l].hand, w[l + 1].closed, steps(i - l));
		put3(f, 331, w[l].hand, t->closed, steps(i - l));
		put3(f, 332, w[l].cue, t->closed, n);
		put4(f, 333, w[l].hand, p, t->closed, n);
	}
	if (r >= 0) {
		put3(f, 334, w[r].hand, r > t->sentence ? w[r - 1].closed : 92,
		    steps(r - i));
		put3(f, 335, w[r].hand, t->closed, steps(r - i));
		put4(f, 336, w[r].hand, p, t->closed, n);
		put4(f, 337, w[r].hand, r + 1 < t->sentence_end ?
		    w[r + 1].closed : 93, t->closed, steps(r - i));
	}
}

size_t
feature_nodes(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key)
{
	struct view v = { word, (int32_t)n, (int32_t)i };
	struct keys f = { key, 0 };

	put1(&f, 1, 0);
	put_words(&f, &v);
	put_quotes(&f, &v);
	put_cues(&f, &v);
	put_classes(&f, &v);
	put_context(&f, &v);
	return f.n;
}

size_t
feature_edges(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key)
{
	struct view v = { word, (int32_t)n, (int32_t)i };
	const struct feature_word *t = &word[i], *l = near(&v, -1);
	struct keys f = { key, 0 };
	int32_t o = t->open, c = t->close;

	put1(&f, 401, (l->quote * 8u + t->quote) * 4u + t->brk);
	put1(&f, 402, t->word);
	put1(&f, 403, l->word);
	put1(&f, 404, (t->cue * 16u + l->cue) * 4u + t->brk);
	put1(&f, 405, (l->punct * 16u + t->punct) * 8u + t->quote);
	put2(&f, 406, t->word_class, l->word_class);
	if (o >= 0)
		put3(&f, 407, v.i == o, v.i == c, pair_length(o, c) * 8u +
		    (c > 0 ? (unsigned)at_most(word[c - 1].punct, 4) : 5));
	else
		put3(&f, 408, t->cue_left >= 0, t->cue_right >= 0,
		    t->brk + 16u * t->punct);
	put2(&f, 409, t->closed, l->closed);
	return f.n;
}

unsigned
feature_edge_class(const struct feature_word *word, size_t i)
{
	unsigned before = i > 0 ? word[i - 1].punct : PUNCT_NONE;

	return word[i].brk * 12u + word[i].quote * 3u +
	    (before == PUNCT_COMMA ? 1 : before != PUNCT_NONE ? 2 : 0);
}
