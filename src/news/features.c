#include "config.h"

#include "news/features.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
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
punct_of(struct slice s)
{
	size_t len;

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
	CLOSED_S, CLOSED_OTHER
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

/* Reduce S, which is a quotation mark by its role if MARK. */
static void
reduce(struct feature_word *w, struct slice s, bool mark,
    feature_lookup *lookup, const void *lexicon)
{
	const struct feature_entry *e;
	char p[WORD_BYTES];
	size_t n = normalise(s, p);

	*w = (struct feature_word){ .word = hash32(p, n) };
	w->suffix2 = n > 2 ? hash32(p + n - 2, 2) : w->word;
	w->suffix3 = n > 3 ? hash32(p + n - 3, 3) : w->word;
	w->suffix4 = n > 4 ? hash32(p + n - 4, 4) : w->word;
	w->prefix3 = n > 3 ? hash32(p, 3) : w->word;
	w->shape = shape_hash(s);
	w->punct = (uint8_t)(mark ? PUNCT_QUOTE : punct_of(s));
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

/* ---- forms ---- */

const struct feature_word feature_before = { .form = FEATURE_FORM_BEFORE,
    .word = 1, .shape = 1, .word_class = 1, .cue = 9, .quote = 7,
    .closed = 90 };
const struct feature_word feature_after = { .form = FEATURE_FORM_AFTER,
    .word = 2, .shape = 2, .word_class = 2, .cue = 9, .quote = 7,
    .closed = 91 };

void
feature_forms_clear(struct feature_forms *f)
{
	f->n = FEATURE_FORM_FIRST;
	if (f->mask == 0)
		f->mask = 4095;
	free(f->slot);
	f->slot = mem_alloc(f->mask + 1, sizeof *f->slot);
	f->form = mem_grow(f->form, &f->cap, f->n, sizeof *f->form);
	memset(f->form, 0, f->n * sizeof *f->form);
	f->form[FEATURE_FORM_BEFORE].word = feature_before;
	f->form[FEATURE_FORM_AFTER].word = feature_after;
	arena_reset(&f->mem);
}

void
feature_forms_free(struct feature_forms *f)
{
	free(f->form);
	free(f->slot);
	arena_free(&f->mem);
	*f = (struct feature_forms){ 0 };
}

static void
forms_grow(struct feature_forms *f)
{
	uint32_t i;
	size_t at;

	free(f->slot);
	f->mask = 2 * f->mask + 1;
	f->slot = mem_alloc(f->mask + 1, sizeof *f->slot);
	for (i = FEATURE_FORM_FIRST; i < f->n; i++) {
		for (at = f->form[i].hash & f->mask; f->slot[at] != 0;
		    at = (at + 1) & f->mask)
			;
		f->slot[at] = i;
	}
}

/* The form of S, reduced if it is new. */
static const struct feature_word *
form_of(struct feature_forms *f, struct slice s, bool mark,
    feature_lookup *lookup, const void *lexicon)
{
	uint64_t hash = hash_bytes(s) ^ mark;
	struct feature_form *form;
	size_t at;

	if (f->n == 0)
		feature_forms_clear(f);
	for (at = hash & f->mask; f->slot[at] != 0; at = (at + 1) & f->mask) {
		form = &f->form[f->slot[at]];
		if (form->hash == hash && form->mark == mark &&
		    slice_eq(form->text, s))
			return &form->word;
	}
	f->slot[at] = f->n;
	f->form = mem_grow(f->form, &f->cap, f->n + (size_t)1,
	    sizeof *f->form);
	form = &f->form[f->n];
	*form = (struct feature_form){ .text = arena_copy(&f->mem, s),
	    .hash = hash, .mark = mark };
	reduce(&form->word, s, mark, lookup, lexicon);
	form->word.form = f->n++;
	if (f->n > f->mask / 2)
		forms_grow(f);
	return &f->form[f->n - 1].word;
}

void
feature_words(const struct document *doc, feature_lookup *lookup,
    const void *lexicon, struct feature_forms *forms,
    struct feature_word *word)
{
	char small[WORD_BYTES];
	const struct token *t;
	struct slice s;
	bool shouted, mark;
	size_t k, i;

	for (k = 0; k < doc->sentences; k++) {
		shouted = is_shouted(document_slice(doc,
		    doc->sentence[k].text));
		for (i = doc->sentence[k].token; i < doc->sentence[k].token_end;
		    i++) {
			t = &doc->token[i];
			s = document_word(doc, i);
			s = role_word(t->role, t->quote == QUOTE_INSIDE,
			    shouted ? lowered(s, small) : s);
			mark = t->role == ROLE_OPEN || t->role == ROLE_CLOSE;
			if (forms != NULL)
				word[i] = *form_of(forms, s, mark, lookup,
				    lexicon);
			else
				reduce(&word[i], s, mark, lookup, lexicon);
			word[i].quote = t->quote;
			word[i].brk = i != doc->sentence[k].token ? 0 :
			    doc->sentence[k].begins_paragraph ? 2 : 1;
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

/* Commas, and the nearest marks on either side, in the sentence [B, E). */
static void
place_marks(struct feature_word *w, int32_t b, int32_t e)
{
	int32_t k, closed = -1, opens = -1;

	for (k = b; k < e; k++) {
		w[k].commas = k == 0 ? 0 : w[k - 1].commas +
		    (w[k - 1].punct == PUNCT_COMMA);
		w[k].closed_left = closed;
		if (w[k].quote == QUOTE_CLOSE)
			closed = k;
	}
	for (k = e - 1; k >= b; k--) {
		w[k].opens_right = opens;
		if (w[k].quote == QUOTE_OPEN)
			opens = k;
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
	for (i = 0; i < count; i = w[i].sentence_end) {
		place_marks(w, i, w[i].sentence_end);
		place_cues(w, i, w[i].sentence_end);
	}
}
