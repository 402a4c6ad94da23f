#include "config.h"

#include "base/wide.h"
#include "text/quotefix.h"
#include "text/utf8.h"

#define OPENING SLICE("\xe2\x80\x9c")
#define CLOSING SLICE("\xe2\x80\x9d")

enum mark {
	MARK_NONE,
	MARK_STRAIGHT,		/* " */
	MARK_OPENING,		/* U+201C */
	MARK_CLOSING,		/* U+201D */
	MARK_GRAVES,		/* `` */
	MARK_APOSTROPHES,	/* '' and no more of them */
};

/* What is done to a mark. */
struct fix {
	struct slice put;	/* what is written for it; n == 0: as it is */
	bool opens, closes;
	bool drop_before, drop_after;	/* the blank there goes */
};

static enum mark
mark_at(struct slice s, size_t at, size_t *len)
{
	struct slice rest = slice_sub(s, at, s.n);

	*len = 1;
	if (s.p[at] == '"')
		return MARK_STRAIGHT;
	*len = 3;
	if (slice_starts(rest, OPENING))
		return MARK_OPENING;
	if (slice_starts(rest, CLOSING))
		return MARK_CLOSING;
	*len = 2;
	if (slice_starts(rest, SLICE("``")))
		return MARK_GRAVES;
	if (slice_starts(rest, SLICE("''")) && (at == 0 ||
	    s.p[at - 1] != '\'') && (rest.n == 2 || rest.p[2] != '\''))
		return MARK_APOSTROPHES;
	*len = 1;
	return MARK_NONE;
}

static bool
may_be_mark(char c)
{
	return c == '"' || c == '\xe2' || c == '\'' || c == '`';
}

/* The next byte of S from AT on that may begin a mark; its end if none does. */
static size_t
next_mark(struct slice s, size_t at)
{
	for (; at + WIDE <= s.n; at += WIDE) {
		wide b = wide_load(s.p + at);
		size_t k = wide_first(wide_equal(b, '"') |
		    wide_equal(b, 0xe2) | wide_equal(b, '\'') |
		    wide_equal(b, '`'));

		if (k < WIDE)
			return at + k;
	}
	while (at < s.n && !may_be_mark(s.p[at]))
		at++;
	return at;
}

/* Whether words may begin after C: a blank, a bracket, a dash. */
static bool
is_gap(int32_t c)
{
	return c == 0 || c == ' ' || c == '(' || c == '[' || c == '/' ||
	    c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2018;
}

/* Whether words may have ended before C. */
static bool
is_end(int32_t c)
{
	return c == 0 || c == ' ' || c == '.' || c == ',' || c == ';' ||
	    c == ':' || c == '?' || c == '!' || c == ')' || c == ']' ||
	    c == 0x2013 || c == 0x2014 || c == 0x2019;
}

/*
 * What to do with MARK between the characters BEFORE and AFTER, with a
 * quotation open or not.
 */
static struct fix
judge(enum mark mark, int32_t before, int32_t after, bool open, bool latex)
{
	bool left = before == 0 || before == ' ';
	bool right = after == 0 || after == ' ';
	struct fix fix = { .put = { "", 0 } };

	switch (mark) {
	case MARK_STRAIGHT:
		fix.opens = !open && is_gap(before);
		fix.closes = open && is_end(after);
		fix.drop_before = left && right && open && before == ' ';
		fix.drop_after = left && right && !open && after == ' ';
		break;
	case MARK_OPENING:
		if (right && !left && open) {
			fix.put = CLOSING;
			fix.closes = true;
		} else {
			fix.opens = !right || left;
			fix.drop_after = left && after == ' ' && !open;
		}
		break;
	case MARK_CLOSING:
		if (left && !right && !open && !is_end(after)) {
			fix.put = OPENING;
			fix.opens = true;
		} else {
			fix.closes = true;
			fix.drop_before = before == ' ' && is_end(after) && open;
		}
		break;
	case MARK_GRAVES:
		fix.put = OPENING;
		fix.opens = true;
		fix.drop_after = after == ' ';
		break;
	case MARK_APOSTROPHES:
		if (is_gap(before) && !is_end(after) && !open) {
			fix.put = OPENING;
			fix.opens = true;
		} else if (open || latex) {
			fix.put = CLOSING;
			fix.closes = true;
			fix.drop_before = before == ' ' && is_end(after);
		}
		break;
	case MARK_NONE:
		break;
	}
	return fix;
}

/*
 * U+201E: text of a language whose quotations open low and close with the mark
 * that opens English ones.  Nothing there is the wrong way round.
 */
static bool
has_low_mark(struct slice s)
{
	for (size_t at = 0; at + 3 <= s.n; at++) {
		const char *p = memchr(s.p + at, '\xe2', s.n - at - 2);

		if (p == NULL)
			return false;
		at = (size_t)(p - s.p);
		if (p[1] == '\x80' && p[2] == '\x9e')
			return true;
	}
	return false;
}

/* Two acute accents: marks that close what two graves opened, and stay. */
static bool
has_acutes(struct slice s)
{
	return memmem(s.p, s.n, "\xc2\xb4\xc2\xb4", 4) != NULL;
}

bool
quotefix(const struct traced *text, struct traced *out, bool *latex)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	size_t kept = 0, after_mark = 0, len, skip;
	int32_t before = 0, after;
	bool open = false, any = false, acutes = false, looked = false;
	struct fix fix;
	enum mark mark;

	traced_clear(out, text->end);
	for (size_t at = next_mark(s, 0); at < s.n;
	    at = next_mark(s, at + len)) {
		mark = mark_at(s, at, &len);
		if (mark == MARK_GRAVES && !looked) {
			acutes = has_acutes(s);
			looked = true;
		}
		if (mark == MARK_NONE || (mark == MARK_GRAVES && acutes))
			continue;
		/* a mark right before this one stands as what it was made */
		if (at == 0 || at != after_mark)
			before = at > 0 ? utf8_decode_last(slice_sub(s, 0, at),
			    &skip) : 0;
		after = at + len < s.n ? utf8_decode(slice_sub(s, at + len,
		    s.n), &skip) : 0;
		fix = judge(mark, before, after, open, *latex);
		open = (open || fix.opens) && !fix.closes;
		before = fix.closes ? 0x201d : 0x201c;
		after_mark = at + len;
		if (fix.put.n == 0 && !fix.drop_before && !fix.drop_after)
			continue;
		if (!any && has_low_mark(s))
			return false;
		if (fix.put.n > 0 && mark >= MARK_GRAVES && fix.opens)
			*latex = true;
		any = true;
		traced_copy(out, &r, kept, at - fix.drop_before);
		if (fix.put.n > 0)
			traced_put(out, &r, at, fix.put);
		else
			traced_copy(out, &r, at, at + len);
		len += fix.drop_after;
		kept = after_mark = at + len;
	}
	if (any)
		traced_copy(out, &r, kept, s.n);
	return any;
}
