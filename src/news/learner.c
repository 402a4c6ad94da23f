#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/learner.h"
#include "text/glyph.h"

enum {
	KEY_MAX = 40,		/* bytes; longer words are not counted */
	PROBES_MAX = 64,	/* of the table: no text can make it slow */
	OPENS_MIN = 4,		/* times a word must open a sentence */
	SMALL_FACTOR = 5	/* times it must be small for once inside */
};

static const double ABBREV_MIN = 0.3;	/* Kiss and Strunk, 4.1 */

static void
insert(struct learner *l, size_t number)
{
	size_t h = hash_bytes(l->word[number - 1].key) & l->mask;

	for (int i = 0; i < PROBES_MAX; i++, h = (h + 1) & l->mask) {
		if (l->slot[h] == 0) {
			l->slot[h] = (uint32_t)number;
			return;
		}
	}
}

static void
grow(struct learner *l)
{
	free(l->slot);
	l->mask = l->mask == 0 ? 4095 : 2 * l->mask + 1;
	l->slot = mem_alloc(l->mask + 1, sizeof *l->slot);
	for (size_t i = 1; i <= l->words; i++)
		insert(l, i);
}

/* The counts of KEY; NULL if there is no room for it. */
static struct learner_word *
find_word(struct learner *l, struct slice key)
{
	size_t h;

	if (l->words >= l->mask / 2 && l->words < LEARNER_MAX)
		grow(l);
	h = hash_bytes(key) & l->mask;
	for (int i = 0; i < PROBES_MAX; i++, h = (h + 1) & l->mask) {
		struct learner_word *w;

		if (l->slot[h] != 0) {
			w = &l->word[l->slot[h] - 1];
			if (slice_eq(w->key, key))
				return w;
			continue;
		}
		if (l->words == LEARNER_MAX)
			return NULL;
		l->word = mem_grow(l->word, &l->cap, l->words + 1,
		    sizeof *l->word);
		w = &l->word[l->words++];
		*w = (struct learner_word){ .key = arena_copy(&l->mem, key) };
		l->slot[h] = (uint32_t)l->words;
		return w;
	}
	return NULL;
}

static bool
is_letter(enum glyph_kind kind)
{
	return kind == GLYPH_UPPER || kind == GLYPH_LOWER ||
	    kind == GLYPH_LETTER;
}

/* A token: letters, and marks between two letters ("e.g", "o'clock"). */
struct token {
	size_t begin, end;
	bool capital, all_capitals;	/* the first letter; two or more */
	bool period;			/* one follows */
	bool lower;			/* three or more small letters, only */
};

static bool
next_token(struct slice text, size_t at, struct token *t)
{
	struct glyph g;
	size_t letters = 0, small = 0, large = 0;

	while ((g = glyph_at(text, at)).size > 0 && !is_letter(g.kind))
		at += g.size;
	if (g.size == 0)
		return false;
	t->begin = at;
	t->capital = g.kind == GLYPH_UPPER;
	for (;; at += g.size) {
		g = glyph_at(text, at);
		small += g.kind == GLYPH_LOWER;
		large += g.kind == GLYPH_UPPER;
		letters += is_letter(g.kind);
		if (!is_letter(g.kind) && !((g.c == '.' || g.c == '-' ||
		    g.c == '\'' || g.c == 0x2019) &&
		    is_letter(glyph_at(text, at + g.size).kind)))
			break;
	}
	t->end = at;
	t->all_capitals = large == letters && letters > 1;
	t->lower = small == letters && letters >= 3;
	t->period = g.c == '.';
	return true;
}

enum context { OPENING, INSIDE, UNCLEAR };

/* Whether a token that begins at AT opens a sentence; LAST precedes it. */
static enum context
context_of(struct slice text, const struct token *last, size_t at)
{
	struct glyph g = glyph_before(text, at);
	bool stop = false;

	while (g.kind == GLYPH_OPENING || g.kind == GLYPH_QUOTE) {
		at -= g.size;
		g = glyph_before(text, at);
	}
	if (g.kind == GLYPH_NONE)
		return OPENING;
	if (g.kind != GLYPH_BLANK || last == NULL)
		return UNCLEAR;
	for (size_t p = last->end; p < at;) {
		g = glyph_at(text, p);
		stop = stop || g.c == '.' || g.c == '?' || g.c == '!';
		if (g.kind != GLYPH_STOP && g.kind != GLYPH_BLANK &&
		    g.kind != GLYPH_CLOSING && g.kind != GLYPH_QUOTE &&
		    !(g.c == ',' && !stop))
			return UNCLEAR;
		p += g.size;
	}
	if (!stop)
		return INSIDE;
	return last->lower ? OPENING : UNCLEAR;
}

/* Count what follows the period at byte AT. */
static void
count_follower(struct learner_word *w, struct slice text, size_t at)
{
	struct glyph g = glyph_at(text, at + 1);

	if (g.kind != GLYPH_BLANK)
		return;
	g = glyph_at(text, at + 1 + g.size);
	w->digit += g.kind == GLYPH_DIGIT;
	w->upper += g.kind == GLYPH_UPPER;
	w->lower += g.kind == GLYPH_LOWER;
}

static void
count_token(struct learner *l, struct slice text, const struct token *last,
    const struct token *t)
{
	char room[KEY_MAX];
	struct slice key = glyph_fold(text, t->begin, t->end, room,
	    sizeof room);
	struct learner_word *w;

	l->tokens++;
	l->periods += t->period;
	if (key.n == 0 || (w = find_word(l, key)) == NULL)
		return;
	if (t->period) {
		w->periods++;
		count_follower(w, text, t->end);
	} else {
		w->bare++;
	}
	if (!t->capital) {
		w->small++;
	} else if (!t->all_capitals) {
		enum context context = context_of(text, last, t->begin);

		w->opens += context == OPENING;
		w->inside += context == INSIDE;
	}
}

void
learner_add(struct learner *l, struct slice text)
{
	struct token t, last;
	bool any = false;

	for (size_t at = 0; next_token(text, at, &t); at = t.end) {
		count_token(l, text, any ? &last : NULL, &t);
		last = t;
		any = true;
	}
}

/* Kiss and Strunk's score of W as an abbreviation. */
static double
abbrev_score(const struct learner *l, const struct learner_word *w)
{
	double with = (double)w->periods, without = (double)w->bare;
	double p = (double)l->periods / (double)l->tokens;
	double chance = with * log(p) + without * log(1 - p);
	double abbrev = with * log(0.99) + without * log(0.01);
	size_t inner = 0;
	double letters;

	for (size_t i = 0; i < w->key.n; i++)
		inner += w->key.p[i] == '.';
	letters = (double)(w->key.n - inner);
	return -2 * (chance - abbrev) * exp(-letters) * (double)(inner + 1) *
	    pow(letters, -without);
}

/* Initials tell nothing, and single letters have their rules. */
static bool
is_single(struct slice key)
{
	return glyph_at(key, 0).size == key.n;
}

/* The class of an abbreviation by what follows it. */
static const char *
abbrev_class(const struct learner_word *w)
{
	size_t followed = w->digit + w->upper + w->lower;

	if (2 * w->digit > followed)
		return "number";
	if (w->small == 0 && 10 * w->upper >= 9 * followed && followed > 0 &&
	    memchr(w->key.p, '.', w->key.n) == NULL)
		return "title";
	return "either";
}

static int
compare(const void *a, const void *b)
{
	return slice_cmp(((const struct learner_word *)a)->key,
	    ((const struct learner_word *)b)->key);
}

/* The words in byte order; the table of slots is of no use then. */
static void
sort(struct learner *l)
{
	if (l->words > 0)
		qsort(l->word, l->words, sizeof *l->word, compare);
	free(l->slot);
	l->slot = NULL;
	l->mask = 0;
}

static void
put_comment(const struct learner *l, const char *list, struct buf *out)
{
	buf_add(out, SLICE("# Learned by nsegment --train="));
	buf_add(out, slice_str(list));
	buf_add(out, SLICE(" from "));
	buf_number(out, l->tokens);
	buf_add(out, SLICE(" words.\n"));
}

void
learner_put_abbrev(struct learner *l, struct buf *out)
{
	sort(l);
	put_comment(l, "abbrev", out);
	if (l->periods == 0 || l->periods == l->tokens)
		return;
	for (size_t i = 0; i < l->words; i++) {
		const struct learner_word *w = &l->word[i];

		if (w->periods == 0 || is_single(w->key) ||
		    abbrev_score(l, w) < ABBREV_MIN)
			continue;
		buf_add(out, w->key);
		buf_putc(out, '\t');
		buf_add(out, slice_str(abbrev_class(w)));
		buf_putc(out, '\n');
	}
}

void
learner_put_starters(struct learner *l, struct buf *out)
{
	sort(l);
	put_comment(l, "starters", out);
	for (size_t i = 0; i < l->words; i++) {
		const struct learner_word *w = &l->word[i];

		if (w->opens < OPENS_MIN || w->small == 0 ||
		    w->small < SMALL_FACTOR * w->inside)
			continue;
		buf_add(out, w->key);
		buf_putc(out, '\n');
	}
}

void
learner_free(struct learner *l)
{
	free(l->word);
	free(l->slot);
	arena_free(&l->mem);
	*l = (struct learner){ 0 };
}
