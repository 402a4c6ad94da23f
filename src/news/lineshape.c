#include "config.h"

#include "news/lineshape.h"
#include "text/ascii.h"

enum {
	BIO_LEAST = 5,		/* words of the shortest note on the writer */
	BIO_NAMES = LINESHAPE_BIO_NAMES,
	BIO_ROLE = 14,		/* after it, up to what the writer is */
};

/* Capitalised names, with small words between them, from word FROM on. */
static bool
is_names(const struct line_words *l, size_t from)
{
	if (from >= l->n || l->n - from > 10)
		return false;
	for (size_t i = from; i < l->n; i++) {
		if (!l->word[i].capital && linewords_word(l, i).n > 4)
			return false;
	}
	return l->word[from].capital;
}

bool
lineshape_is_byline(const struct line_words *l)
{
	size_t by = 0;

	while (by < 3 && by < l->n && !slice_eq(linewords_word(l, by),
	    SLICE("by")) && !slice_ends(linewords_word(l, by), SLICE(":")))
		by++;
	if (by == 3 || by == l->n)
		return true;
	return is_names(l, by + 1) || (l->n > by + 3 && by > 0 &&
	    l->word[by + 1].capital && l->word[by + 2].capital);
}

/* A word that can stand in a date stamp, without its colon. */
static bool
is_date_word(const struct line_shape *shape, const struct line_words *l,
    size_t i)
{
	struct slice w = linewords_word(l, i);

	w.n -= w.n > 1 && w.p[w.n - 1] == ':';
	return l->word[i].number || lexicon_has(shape->dates, w);
}

bool
lineshape_begins_date(const struct line_shape *shape,
    const struct line_words *l)
{
	return l->n > 1 && is_date_word(shape, l, 0) && is_date_word(shape, l, 1);
}

bool
lineshape_is_date(const struct line_shape *shape, const struct line_words *l)
{
	bool month = false, unit = false, ago = false, clock = false;
	size_t numbers = 0;
	struct slice value, w;

	if (l->n == 0 || l->n > 16)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		w = linewords_word(l, i);
		if (w.n > 1 && w.p[w.n - 1] == ':')
			w.n--;
		if (l->word[i].number) {
			numbers++;
			continue;
		}
		if (!lexicon_get(shape->dates, w, &value))
			return false;
		month = month || slice_eq(value, SLICE("month"));
		unit = unit || slice_eq(value, SLICE("unit"));
		ago = ago || slice_eq(value, SLICE("ago"));
		clock = clock || slice_eq(value, SLICE("clock"));
	}
	if (numbers == 0)
		return false;
	return month || (unit && ago) || (clock && numbers >= 2) ||
	    memchr(l->text.p, '/', l->text.n) != NULL;
}

/* Words between slashes, arrows or bars, all short: a path of the site. */
static bool
is_breadcrumb(const struct line_words *l)
{
	static const struct slice bars[] = {
		SLICE(" / "), SLICE(" | "), SLICE(" > "),
		SLICE(" \xc2\xbb "), SLICE(" \xe2\x80\xba "),
	};
	struct slice s = l->text;
	size_t found = 0, since = 0, longest = 0;

	if (l->n < 2 || l->n > 14 || s.p[0] == '|')
		return false;
	for (size_t at = 0; at < s.n; at++) {
		since++;
		for (size_t i = 0; s.p[at] == ' ' && at + 1 < s.n &&
		    !ascii_is_lower(s.p[at + 1]) && i < sizeof(bars) / sizeof(*bars); i++) {
			if (s.p[at + 1] == bars[i].p[1] &&
			    slice_starts(slice_sub(s, at, s.n), bars[i])) {
				found++;
				since = 0;
			}
		}
		longest = since > longest ? since : longest;
		if (s.p[at] == '.' || s.p[at] == '?' || s.p[at] == '!')
			return false;
	}
	return found >= 2 && longest <= 30;
}

static bool
is_address(const struct line_words *l)
{
	struct slice s = l->text;

	return s.n > 0 && memchr(s.p, ' ', s.n) == NULL &&
	    (slice_starts(s, SLICE("www.")) ||
	    slice_starts(s, SLICE("http://")) ||
	    slice_starts(s, SLICE("https://")) ||
	    slice_starts(s, SLICE("twitter.com/")) ||
	    slice_starts(s, SLICE("facebook.com/")) ||
	    slice_starts(s, SLICE("pic.twitter.com/")));
}

bool
lineshape_ends_in_credit(struct line_shape *shape, struct slice s, size_t *open)
{
	struct line_words l;
	struct slice value, w;

	if (s.n < 5 || s.p[s.n - 1] != ')')
		return false;
	for (*open = s.n - 1; *open > 0 && s.p[*open] != '('; --*open)
		;
	if (s.p[*open] != '(' || s.n - *open > 120)
		return false;
	linewords_take(&l, slice_sub(s, *open + 1, s.n - 1), 12, &shape->lower);
	for (size_t i = 0; i < l.n; i++) {
		w = linewords_word(&l, i);
		if (w.n > 1 && w.p[w.n - 1] == ':')
			w.n--;
		if (lexicon_get(shape->credits, w, &value) &&
		    (slice_eq(value, SLICE("picture")) ||
		    (s.n < 200 && i == 0)))
			return true;
	}
	return false;
}

/*
 * "By NAMES", "By NAMES DATE", "DATE by NAMES": the words of a date at either
 * end, at least one number among them, and names between.
 */
static bool
is_signed_date(const struct line_shape *shape, const struct line_words *l)
{
	size_t from = 0, to = l->n, numbers = 0;

	while (from < to && is_date_word(shape, l, from))
		numbers += l->word[from++].number;
	while (to > from && is_date_word(shape, l, to - 1))
		numbers += l->word[--to].number;
	return numbers > 0 && to - from >= 2 && to - from <= 6 &&
	    slice_eq(linewords_word(l, from), SLICE("by"));
}

/* "Jane Doe, Example Press", "JANE DOE, REUTERS": names and an agency. */
static bool
is_agency_line(const struct line_shape *shape, const struct line_words *l)
{
	struct slice value, s = l->text;
	const char *comma = memchr(s.p, ',', s.n);

	if (comma == NULL || l->n < 3 || l->n > 9)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		if (!l->word[i].capital && !slice_eq(linewords_word(l, i),
		    SLICE("and")))
			return false;
	}
	return lexicon_get(shape->credits, linewords_word(l, l->n - 1), &value) &&
	    slice_eq(value, SLICE("agency"));
}

/* A short line that ends in an address: how to reach the writer. */
static bool
ends_in_address(const struct line_words *l)
{
	struct slice w;
	size_t last = l->text.n;	/* what stands behind the last blank */

	if (l->n == 0 || l->n > 16)
		return false;
	w = linewords_word(l, l->n - 1);
	if (l->text.p[l->text.n - 1] == '.')
		return false;
	while (last > 0 && l->text.p[last - 1] != ' ')
		last--;
	return memchr(w.p, '@', w.n) != NULL ||
	    slice_starts(w, SLICE("twitter.com")) ||
	    slice_starts(slice_sub(l->text, last, l->text.n),
	    SLICE("twitter.com/")) || (l->text.p[0] == '@' && l->n == 1);
}

/* "On Example.com: another headline". */
static bool
is_cross_link(const struct line_words *l)
{
	struct slice w;

	if (l->n < 4 || l->n > 25 ||
	    !slice_eq(linewords_word(l, 0), SLICE("on")))
		return false;
	w = linewords_word(l, 1);
	return slice_ends(w, SLICE(":")) && memchr(w.p, '.', w.n) != NULL;
}

/* "Jane Doe/Example": who took a picture, for whom. */
static bool
is_picture_by(const struct line_words *l)
{
	const char *slash = memchr(l->text.p, '/', l->text.n);
	size_t at;

	if (slash == NULL || l->n < 3 || l->n > 6)
		return false;
	at = (size_t)(slash - l->text.p);
	if (at == 0 || at + 1 == l->text.n || l->text.p[at - 1] == ' ' ||
	    l->text.p[at + 1] == ' ')
		return false;
	for (size_t i = 0; i < l->n; i++) {
		if (!l->word[i].capital)
			return false;
	}
	return true;
}

/* An address or a handle: "per@example.org", "@perlund". */
static bool
is_handle(const struct line_words *l, size_t i)
{
	struct slice w = linewords_word(l, i);
	size_t from = l->word[i].from;

	return memchr(w.p, '@', w.n) != NULL ||
	    (from > 0 && l->text.p[from - 1] == '@');
}

bool
lineshape_may_be_bio(const struct line_shape *shape,
    const struct line_words *l)
{
	struct slice value;

	for (size_t i = 1; i < l->n; i++) {
		if (lexicon_get(shape->bios, linewords_word(l, i), &value)) {
			if (slice_eq(value, SLICE("verb")))
				return true;
		} else if (!l->word[i].capital && !is_handle(l, i)) {
			return false;
		}
	}
	return false;
}

bool
lineshape_is_bio(const struct line_shape *shape, const struct line_words *l,
    size_t *from, size_t *to)
{
	struct slice value = { NULL, 0 };
	size_t verb, name = 0;
	bool role = false;

	if (l->n < BIO_LEAST || !l->word[0].capital)
		return false;
	for (verb = 0; verb < l->n && verb <= BIO_NAMES; verb++) {
		bool known = lexicon_get(shape->bios, linewords_word(l, verb),
		    &value);

		if (known && verb == 0 && !slice_eq(value, SLICE("role")))
			return false;
		if (known && slice_eq(value, SLICE("verb")))
			break;
		role = role || (known && slice_eq(value, SLICE("role")));
		if (!known && l->word[verb].capital)
			name = verb;
		else if (!known && !is_handle(l, verb))
			return false;
	}
	if (verb < 2 || verb == l->n || verb > BIO_NAMES)
		return false;
	for (size_t i = verb + 1; !role && i < l->n && i <= verb + BIO_ROLE; i++)
		role = lexicon_get(shape->bios, linewords_word(l, i), &value) &&
		    slice_eq(value, SLICE("role"));
	*from = l->word[name].from;
	*to = l->word[name + 1].from;
	return role;
}

bool
lineshape_is_rule(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '_' && s.p[i] != '-' && s.p[i] != '*' &&
		    s.p[i] != ' ' && s.p[i] != '.')
			return false;
	}
	return s.n >= 3;
}

bool
lineshape_quotes(struct slice s)
{
	size_t at = 0;
	char c;

	/* a straight mark, or one of U+2018, U+201C to U+201E, U+00AB */
	for (; at + 24 < s.n; at++) {
		c = s.p[at];
		if (c == '"' || (c == '\xc2' && s.p[at + 1] == '\xab') ||
		    (c == '\xe2' && s.p[at + 1] == '\x80' &&
		    (s.p[at + 2] == '\x98' || (s.p[at + 2] >= '\x9c' &&
		    s.p[at + 2] <= '\x9e'))))
			return true;
	}
	return false;
}

bool
lineshape_stamp(const struct line_shape *shape, const struct line_words *l,
    enum text_class *class)
{
	if (lineshape_is_date(shape, l)) {
		*class = CLASS_DATE;
		return true;
	}
	*class = CLASS_BYLINE;
	return is_signed_date(shape, l) || is_agency_line(shape, l);
}

bool
lineshape_find(const struct line_words *l, enum text_class *class)
{
	if (is_address(l) || ends_in_address(l))
		*class = CLASS_PROMO;
	else if (is_cross_link(l))
		*class = CLASS_RELATED;
	else if (is_picture_by(l))
		*class = CLASS_CREDIT;
	else if (is_breadcrumb(l))
		*class = CLASS_NAV;
	else
		return false;
	return true;
}
