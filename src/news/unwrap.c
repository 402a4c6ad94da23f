#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/unwrap.h"
#include "text/utf8.h"

enum {
	LEAST_PAIRS = 4,	/* pairs of lines, to decide at all */
	WIDEST = 100,		/* columns of a wrapped line */
	NARROWEST = 40,		/* columns of the widest */
	SLACK = 3,		/* columns that a line may fall short */
};

/* Characters of S: what fills a line. */
static size_t
columns(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !utf8_continues(s.p[i]);
	return n;
}

static size_t
word_length(struct slice s)
{
	const char *blank = memchr(s.p, ' ', s.n);

	return columns(blank != NULL ? slice_sub(s, 0, (size_t)(blank - s.p)) :
	    s);
}

bool
unwrap_detect(const struct window *w)
{
	size_t widest = 0, pairs = 0, narrow = 0, full = 0, n;

	for (size_t i = 0; i + 1 < w->n; i++) {
		if (w->line[i + 1].gap)
			continue;
		n = columns(window_text(w, i));
		pairs++;
		narrow += n <= WIDEST;
		if (n > widest)
			widest = n;
	}
	if (pairs < LEAST_PAIRS || narrow * 100 < pairs * 95 ||
	    widest < NARROWEST)
		return false;
	for (size_t i = 0; i + 1 < w->n; i++) {
		if (w->line[i + 1].gap)
			continue;
		n = columns(window_text(w, i)) + 1 +
		    word_length(window_text(w, i + 1));
		full += n + SLACK > widest;
	}
	return full * 100 >= pairs * 80;
}

static bool
is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0;
}

/* The last word of S, with the hyphen that ends it; empty if none does. */
static struct slice
broken_word(struct slice s)
{
	size_t at;

	if (s.n < 3 || s.p[s.n - 1] != '-')
		return slice_sub(s, s.n, s.n);
	for (at = s.n - 1; at > 0 && is_letter(s.p[at - 1]); at--)
		;
	return slice_sub(s, s.n - at > 2 ? at : s.n, s.n);
}

/* The letters that S starts with. */
static struct slice
leading_letters(struct slice s)
{
	size_t n = 0;

	while (n < s.n && is_letter(s.p[n]))
		n++;
	return slice_sub(s, 0, n);
}

/* The words of some lines, by their hashes. */
struct word_set {
	uint64_t *slot;		/* [mask + 1]; 0: free */
	size_t mask;
};

static bool
is_part(char c)
{
	return is_letter(c) || c == '-';
}

static bool
set_has(const struct word_set *set, struct slice word)
{
	uint64_t h = hash_bytes(word) | 1;
	size_t i = h & set->mask;

	/* probes are few: the table is at most half full */
	for (size_t k = 0; k < 64 && set->slot[i] != 0; k++) {
		if (set->slot[i] == h)
			return true;
		i = (i + 1) & set->mask;
	}
	return false;
}

static void
set_add(struct word_set *set, struct slice word)
{
	uint64_t h = hash_bytes(word) | 1;
	size_t i = h & set->mask;

	for (size_t k = 0; k < 64; k++) {
		if (set->slot[i] == 0 || set->slot[i] == h) {
			set->slot[i] = h;
			return;
		}
		i = (i + 1) & set->mask;
	}
}

/* The words of the lines of W, but those that a line break cuts. */
static struct word_set
collect_words(const struct window *w)
{
	struct word_set set = { .mask = 1023 };
	size_t from;

	while (set.mask < w->text.n / 2)
		set.mask = set.mask * 2 + 1;
	set.slot = mem_alloc(set.mask + 1, sizeof(*set.slot));
	for (size_t i = 0; i < w->n; i++) {
		struct slice s = window_text(w, i);
		size_t at = 0;

		if (i == 0 || broken_word(window_text(w, i - 1)).n > 0)
			at = leading_letters(s).n;
		for (; at < s.n; at++) {
			for (from = at; at < s.n && is_part(s.p[at]); at++)
				;
			if (at > from && at < s.n)
				set_add(&set, slice_sub(s, from, at));
		}
	}
	return set;
}

/*
 * Whether "govern-" and "ment" are one word without the hyphen: it occurs so,
 * or it never does with the hyphen and the second half is no word.
 */
static bool
is_whole(const struct word_set *words, struct slice first, struct slice second)
{
	char word[128];
	size_t n = first.n - 1 + second.n;

	if (second.n < 2 || n + 1 > sizeof(word) ||
	    second.p[0] < 'a')		/* a capital: Franco-German */
		return false;
	memcpy(word, first.p, first.n);
	memcpy(word + first.n, second.p, second.n);
	if (set_has(words, (struct slice){ word, n + 1 }))
		return false;
	memcpy(word + first.n - 1, second.p, second.n);
	return set_has(words, (struct slice){ word, n }) ||
	    !set_has(words, second);
}

/* Join line I of NEW with the last line of W. */
static void
join(struct window *w, const struct window *new, size_t i,
    struct word_set *words)
{
	struct window_line *last = &w->line[w->n - 1];
	struct slice text = window_text(new, i);
	struct slice first = broken_word(window_text(w, w->n - 1));
	struct slice second = leading_letters(text);
	const char *between = " ";

	if (first.n > 0 && second.n > 0) {
		if (words->slot == NULL)
			*words = collect_words(new);
		between = "";
		if (is_whole(words, first, second)) {
			w->text.n--;
			last->n--;
		}
	}
	last->needs |= new->line[i].needs;
	window_join(w, between, text, new->pair + new->line[i].pair,
	    new->line[i].pairs, new->line[i].end);
}

void
unwrap_join(struct window *w, size_t from)
{
	struct window new = window_split(w, from);
	struct word_set words = { 0 };
	struct window_line *l;

	for (size_t i = 0; i < new.n; i++) {
		struct offset_map map = {
			.pair = new.pair + new.line[i].pair,
			.n = new.line[i].pairs,
		};

		if (w->n > 0 && !new.line[i].gap &&
		    w->line[w->n - 1].n <= WINDOW_JOINED) {
			join(w, &new, i, &words);
			continue;
		}
		l = window_add(w, window_text(&new, i), &map, new.line[i].end);
		l->needs = new.line[i].needs;
		l->gap = new.line[i].gap;
		l->looks = new.line[i].looks;
	}
	free(words.slot);
	window_free(&new);
}
