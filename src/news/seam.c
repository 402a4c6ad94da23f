#include "config.h"

#include "base/wide.h"
#include "news/seam.h"
#include "text/ascii.h"
#include "text/utf8.h"

enum {
	LONGEST_LEFT = 240,	/* bytes of a tail line that are looked at */
	LONGEST_SCRAP = 60,	/* bytes of a scrap that only the tail gives away */
	SHORTEST_RIGHT = 12,	/* bytes of the beginning of an article */
	SHORTEST_PARAGRAPH = 80,
};

/* Whether a line may have ended before byte AT and another begun with it. */
static bool
is_glue(struct slice s, size_t at)
{
	char before = s.p[at - 1], after = s.p[at];
	struct slice right = slice_sub(s, at, s.n);

	if (before == ' ' || (before & 0x80) != 0) {
		/* a closing quotation mark or an ellipsis may end a line */
		if (at < 3 || s.p[at - 3] != '\xe2' || s.p[at - 2] != '\x80' ||
		    (before != '\x9d' && before != '\x99' && before != '\xa6'))
			return false;
	}
	if (after == '\xe2' && (slice_starts(right, SLICE("\xe2\x80\x9c")) ||
	    slice_starts(right, SLICE("\xe2\x80\x98"))))
		return ascii_is_lower(before) || ascii_is_digit(before) || before == '.';
	if (!ascii_is_upper(after))
		return false;
	if (ascii_is_upper(before))	/* "ISTNews" */
		return at + 1 < s.n && ascii_is_lower(s.p[at + 1]) && at >= 2 &&
		    ascii_is_upper(s.p[at - 2]);
	return before != '-' && before != '/' && before != '(' &&
	    before != '"' && before != '\'' && before != '&' &&
	    before != '@' && before != '#';
}

static bool
ends_sentence(struct slice s)
{
	static const char *const ends[] = {
		".", "!", "?", ".\"", ".'", ".\xe2\x80\x9d", ".\xe2\x80\x99",
		"?\xe2\x80\x9d", "!\xe2\x80\x9d",
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (slice_ends(s, slice_str(ends[i])))
			return true;
	}
	return false;
}

/* Letters in lower case at the end of S. */
static size_t
lower_tail(struct slice s)
{
	size_t n = 0;

	while (n < s.n && ascii_is_lower(s.p[s.n - 1 - n]))
		n++;
	return n;
}

/* Whether S is two words or more, each with a capital, and nothing else. */
static bool
is_title_case(struct slice s)
{
	size_t words = 0;

	for (size_t i = 0; i < s.n; i++) {
		char before = i > 0 ? s.p[i - 1] : ' ';

		if (before == ' ') {
			if (!ascii_is_upper(s.p[i]))
				return false;
			words++;
		} else if (!ascii_is_upper(s.p[i]) && !ascii_is_lower(s.p[i]) &&
		    s.p[i] != ' ') {
			return false;
		}
	}
	return words >= 2;
}

/* Whether LEFT is a scrap of page and RIGHT the beginning of an article. */
static bool
is_scrap(struct slice left, struct slice right)
{
	return left.n <= LONGEST_SCRAP && right.n >= SHORTEST_PARAGRAPH &&
	    is_title_case(left) && lower_tail(left) >= 3 &&
	    ends_sentence(right);
}

/* Whether LEFT, of the list, ends where the article's last line ends. */
static bool
is_last_line(struct furniture *f, struct slice left)
{
	enum text_class class;

	if (!furniture_is_whole(f, left, &class) ||
	    !textclass_is_furniture(class) || class == CLASS_NAV)
		return false;		/* "NextGen" begins with a button */
	if (class == CLASS_COUNTER)	/* "Views: 0"; not a bare number */
		return !ascii_is_digit(left.p[0]);
	return lower_tail(left) >= 3 || ends_sentence(left);
}

/*
 * The next byte of S from AT on, up to END, that is a capital or begins a mark
 * and has no blank before it; END if there is none.
 */
static size_t
next_glue(struct slice s, size_t at, size_t end)
{
	for (; at + WIDE <= end; at += WIDE) {
		wide before = wide_load(s.p + at - 1), b = wide_load(s.p + at);
		size_t k = wide_first(((~wide_less(b, 'A') &
		    wide_less(b, 'Z' + 1)) | wide_equal(b, 0xe2)) &
		    ~wide_equal(before, ' '));

		if (k < WIDE)
			return at + k;
	}
	while (at < end && !ascii_is_upper(s.p[at]) && s.p[at] != '\xe2')
		at++;
	return at;
}

size_t
seam_find(struct furniture *f, struct slice line,
    const struct seam_context *ctx)
{
	bool dated = false, listed = false, known = false;
	size_t end = line.n < SHORTEST_RIGHT + 2 ? 2 :
	    line.n - SHORTEST_RIGHT + 1;

	if (end > LONGEST_LEFT + 1)
		end = LONGEST_LEFT + 1;

	for (size_t at = next_glue(line, 2, end); at < end;
	    at = next_glue(line, at + 1, end)) {
		struct slice left, right;

		if (!is_glue(line, at))
			continue;
		if (!known)		/* few lines have a glue at all */
			furniture_begins(f, line, &dated, &listed);
		known = true;
		if (!dated && !listed && !ctx->tail)
			return 0;
		left = slice_sub(line, 0, at);
		right = slice_sub(line, at, line.n);
		if (dated && furniture_is_date(f, left))
			return at;
		if (listed && is_last_line(f, left))
			return at;
		if (ctx->tail && is_scrap(left, right))
			return at;
	}
	return 0;
}
