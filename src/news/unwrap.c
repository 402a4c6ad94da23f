#include "config.h"

#include "news/unwrap.h"
#include "text/repair.h"

enum {
	LEAST_PAIRS = 4,	/* pairs of lines, to decide at all */
	WIDEST = 100,		/* bytes of a wrapped line */
	SLACK = 3,		/* columns that a line may fall short */
};

static size_t
word_length(struct slice s)
{
	const char *blank = memchr(s.p, ' ', s.n);

	return blank != NULL ? (size_t)(blank - s.p) : s.n;
}

bool
unwrap_detect(const struct window *w)
{
	size_t widest = 0, pairs = 0, narrow = 0, full = 0;

	for (size_t i = 0; i + 1 < w->n; i++) {
		if (w->line[i + 1].gap)
			continue;
		pairs++;
		narrow += w->line[i].n <= WIDEST;
		if (w->line[i].n > widest)
			widest = w->line[i].n;
	}
	if (pairs < LEAST_PAIRS || narrow * 100 < pairs * 95)
		return false;
	for (size_t i = 0; i + 1 < w->n; i++) {
		if (!w->line[i + 1].gap && w->line[i].n + 1 + SLACK +
		    word_length(window_text(w, i + 1)) > widest)
			full++;
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
	size_t at = s.n;

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

/* Whether WORD stands by itself in TEXT. */
static bool
has_word(struct slice text, struct slice word)
{
	for (const char *p = text.p; (size_t)(p - text.p) + word.n <= text.n;
	    p++) {
		size_t at;

		p = memmem(p, text.n - (size_t)(p - text.p), word.p, word.n);
		if (p == NULL)
			return false;
		at = (size_t)(p - text.p);
		if ((at == 0 || !is_letter(p[-1])) &&
		    (at + word.n == text.n || (!is_letter(p[word.n]) &&
		    p[word.n] != '-')))
			return true;
	}
	return false;
}

/*
 * Whether "govern-" and "ment" are one word without the hyphen: it occurs so
 * in ALL, or it never does with the hyphen and the second half is no word.
 */
static bool
is_whole(struct slice all, struct slice first, struct slice second)
{
	char word[128];
	size_t n = first.n - 1 + second.n;

	if (second.n < 2 || n + 1 > sizeof(word) ||
	    second.p[0] < 'a')		/* a capital: Franco-German */
		return false;
	memcpy(word, first.p, first.n);
	memcpy(word + first.n, second.p, second.n);
	if (has_word(all, (struct slice){ word, n + 1 }))
		return false;
	memcpy(word + first.n - 1, second.p, second.n);
	return has_word(all, (struct slice){ word, n }) ||
	    !has_word(all, second);
}

/* Whether line I of W goes on with its text on line I + 1. */
static bool
goes_on(const struct window *w, size_t i)
{
	return !w->line[i + 1].gap;
}

void
unwrap_join(struct window *w, size_t from)
{
	struct window joined = { .next = w->next };
	struct slice all = buf_slice(&w->text);
	struct window_line *l;

	for (size_t i = 0; i < w->n; i++) {
		struct slice text = window_text(w, i), first, second;
		struct offset_map map = {
			.pair = w->pair + w->line[i].pair,
			.n = w->line[i].pairs,
		};

		if (i < from || i == 0 || !goes_on(w, i - 1) ||
		    joined.line[joined.n - 1].n > WINDOW_JOINED) {
			l = window_add(&joined, text, &map, w->line[i].end);
			l->needs = w->line[i].needs;
			l->gap = w->line[i].gap;
			l->looks = w->line[i].looks;
			l->class = w->line[i].class;
			continue;
		}
		l = &joined.line[joined.n - 1];
		first = broken_word(window_text(&joined, joined.n - 1));
		second = leading_letters(text);
		if (first.n > 0 && second.n > 0) {
			bool whole = is_whole(all, first, second);

			joined.text.n -= whole;
			l->n -= whole;
			window_join(&joined, "", text, map.pair, map.n,
			    w->line[i].end);
		} else {
			window_join(&joined, " ", text, map.pair, map.n,
			    w->line[i].end);
		}
		l->needs |= w->line[i].needs;
	}
	window_free(w);
	*w = joined;
}
