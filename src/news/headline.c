#include "config.h"

#include "news/headline.h"
#include "news/lineshape.h"
#include "text/ascii.h"

/* Whether S, not empty, ends with one of the N strings. */
static bool
ends_with(struct slice s, const char *const *ends, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(ends[i]);

		if (s.p[s.n - 1] == ends[i][len - 1] &&
		    slice_ends(s, (struct slice){ ends[i], len }))
			return true;
	}
	return false;
}

bool
headline_ends_sentence(struct slice s)
{
	switch ((unsigned char)s.p[s.n - 1]) {
	case '.': case '!': case '?': case '"': case '\'': case ')': case ':':
		return true;
	case 0x99: case 0x9d: case 0xa6:	/* U+2019, U+201D, U+2026 */
		return s.n >= 3 && s.p[s.n - 2] == '\x80' &&
		    s.p[s.n - 3] == '\xe2';
	}
	return false;
}

/* A sentence, or the end of one in quotation marks: no headline. */
static bool
ends_in_quote(struct slice s)
{
	static const char *const ends[] = {
		".\"", ".\xe2\x80\x9d", ".'", ".\xe2\x80\x99", "!\"",
		"!\xe2\x80\x9d", "?\"", "?\xe2\x80\x9d", ".)",
		",\xe2\x80\x9d", ",\"",
	};

	return ends_with(s, ends, sizeof(ends) / sizeof(*ends));
}

bool
headline_is_teaser(struct slice s)
{
	static const char *const ends[] = {
		"...", "\xe2\x80\xa6", "...]", "\xe2\x80\xa6]",
	};

	/* nearly all lines end otherwise */
	if (s.n < 3 || (s.p[s.n - 2] != '.' && s.p[s.n - 2] != '\x80' &&
	    s.p[s.n - 1] != ']'))
		return false;
	return ends_with(s, ends, sizeof(ends) / sizeof(*ends));
}

/*
 * Whether S is several sentences: "The ferry stopped. Why?", "No! It left!"; a
 * headline may have a question or an exclamation in it, but then no mark at
 * its end ("Hungry? Here is more").
 */
static bool
has_sentences(struct slice s)
{
	char last = s.p[s.n - 1];
	bool marked = last == '!' || last == '?';

	for (size_t i = 1; i + 2 < s.n; i++)
		if ((s.p[i] == '.' || (marked && (s.p[i] == '!' ||
		    s.p[i] == '?'))) && s.p[i + 1] == ' ' &&
		    ascii_is_lower(s.p[i - 1]) && ascii_is_upper(s.p[i + 2]) &&
		    (i < 3 || s.p[i - 3] != ' '))	/* "vs. Hill" */
			return true;
	return false;
}

bool
headline_is_headline(struct slice s)
{
	char last = s.p[s.n - 1];

	return s.n <= HEADLINE_BYTES && s.n >= 3 && last != '.' &&
	    last != ',' && last != ';' && last != ':' &&
	    !ascii_is_lower(s.p[0]) && !ends_in_quote(s) && !has_sentences(s);
}

size_t
headline_blanks(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

bool
headline_is_shouted(struct slice s)
{
	size_t capitals = 0, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (ascii_is_lower(s.p[i]))
			return false;
		capitals += ascii_is_upper(s.p[i]);
		digits += ascii_is_digit(s.p[i]);
	}
	return headline_blanks(s) >= 5 && capitals >= 20 && digits <= 2;
}

bool
headline_is_link(struct slice s)
{
	char last = s.p[s.n - 1];

	return s.n <= HEADLINE_BYTES &&
	    headline_blanks(s) >= HEADLINE_LINK_BLANKS && last != '.' &&
	    last != ',' && last != ';' && last != ':' && last != ')' &&
	    last != ']' && s.p[0] != '-' && !ends_in_quote(s) &&
	    !ascii_is_lower(s.p[0]) && !lineshape_quotes(s);
}
