#include "config.h"

#include <utf8proc.h>

#include "text/codepage.h"
#include "text/mojibake.h"
#include "text/utf8.h"

/* Characters that stand for the bytes of one character. */
struct sequence {
	size_t end;		/* byte of the text after the last of them */
	int32_t c;		/* the character that was meant */
	int32_t lead;		/* the first of them */
	size_t bytes;		/* how many there are, 2 to 4 */
	bool common;		/* all but the first are marks that follow a
				   letter in good text: quotes, dashes, dots */
};

/* A letter of the reading that may well stand before or after. */
static bool
is_lower(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c > 0x7f &&
	    utf8proc_category(c) == UTF8PROC_CATEGORY_LL);
}

static bool
is_letter(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c > 0x7f && utf8proc_category(c) <= UTF8PROC_CATEGORY_LO &&
	    utf8proc_category(c) != UTF8PROC_CATEGORY_CN);
}

/* Marks that are at home after a letter in text that is as it should be. */
static bool
is_common_mark(int32_t c)
{
	static const uint16_t marks[] = {
		0xa0, 0xa1, 0xa2, 0xa3, 0xa7, 0xa9, 0xab, 0xad, 0xae, 0xb0,
		0xb4, 0xb7, 0xbb, 0xbf, 0x2013, 0x2014, 0x2018, 0x2019,
		0x201a, 0x201c, 0x201d, 0x201e, 0x2022, 0x2026, 0x2039,
		0x203a, 0x20ac, 0x2122,
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (marks[i] == c)
			return true;
	}
	return false;
}

/*
 * Windows-1252 after NFKD: fractions, accents and the trade mark sign have
 * come apart.  The byte of what stands at the start of S, its length in *LEN.
 */
static unsigned char
taken_apart(struct slice s, size_t *len)
{
	static const struct {
		const char *text;
		unsigned char byte;
	} forms[] = {
		{ "1\xe2\x81\x84" "4", 0xbc }, { "1\xe2\x81\x84" "2", 0xbd },
		{ "3\xe2\x81\x84" "4", 0xbe }, { "TM", 0x99 },
		{ " \xcc\x88", 0xa8 }, { " \xcc\x84", 0xaf },
		{ " \xcc\x81", 0xb4 }, { " \xcc\xa7", 0xb8 },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct slice t = slice_str(forms[i].text);

		if (slice_starts(s, t)) {
			*len = t.n;
			return forms[i].byte;
		}
	}
	return 0;
}

/* The sequence of PAGE at byte AT of S; false if there is none. */
static bool
sequence_at(enum codepage page, struct slice s, size_t at, struct sequence *q)
{
	struct slice raw;
	char bytes[UTF8_MAX];
	unsigned char b;
	size_t len, want;
	int32_t c;

	q->lead = utf8_decode(slice_sub(s, at, s.n), &len);
	b = codepage_byte(page, q->lead);
	if (b < 0xc2 || b > 0xf4)
		return false;
	want = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
	bytes[0] = (char)b;
	q->common = true;
	at += len;
	for (size_t i = 1; i < want; i++, at += len) {
		if (at >= s.n)
			return false;
		raw = slice_sub(s, at, s.n);
		c = utf8_decode(raw, &len);
		b = codepage_byte(page, c);
		if (b == 0 && page == CODEPAGE_1252 && c < 0x80)
			b = taken_apart(raw, &len);
		if (b < 0x80 || b > 0xbf)
			return false;
		q->common = q->common && is_common_mark(c);
		bytes[i] = (char)b;
	}
	q->c = utf8_decode((struct slice){ bytes, want }, &len);
	q->bytes = want;
	q->end = at;
	return len == want && utf8proc_codepoint_valid(q->c) &&
	    utf8proc_category(q->c) != UTF8PROC_CATEGORY_CN;
}

/*
 * Whether a lone sequence of Windows-1252 cannot well be meant.  BEFORE and
 * AFTER are its neighbours, 0 at either end of the text.
 */
static bool
accept_1252(const struct sequence *q, int32_t before, int32_t after)
{
	if (q->bytes > 2) {
		if (q->lead == 0xe2)	/* the block of quotes and dashes */
			return !q->common || (q->c >= 0x2000 && q->c < 0x2100);
		return !q->common;
	}
	if (q->lead == 0xc2)
		return true;
	if (q->lead == 0xc3)
		return !q->common || is_letter(after) ||
		    (q->c >= 0xe0 && is_letter(before));
	if (q->c >= 0x2b0 && q->c < 0x370 && q->c != 0x336)
		return false;
	if (q->common)
		return is_lower(before) && is_lower(after);
	return is_lower(before) || is_lower(after);
}

static bool
accept(enum codepage page, const struct sequence *q, int32_t before,
    int32_t after)
{
	switch (page) {
	case CODEPAGE_1252:
		return accept_1252(q, before, after);
	case CODEPAGE_1250:
	case CODEPAGE_8859_2:
		return q->bytes > 2 || (!q->common && (is_lower(before) ||
		    is_lower(after)));
	case CODEPAGE_MAC:
		if (q->bytes > 2)
			return q->c >= 0x2000 && q->c < 0x2100;
		return q->lead == 0x221a && (is_letter(before) ||
		    is_letter(after));
	case CODEPAGE_437:
		if (q->bytes > 2)
			return q->c >= 0x2000 && q->c < 0x2100;
		return is_letter(before) && is_lower(after);
	case CODEPAGE_1251:
		return q->bytes > 2 && !q->common;
	default:
		return false;
	}
}

enum { CHAIN_MAX = 64 };

/*
 * Sequences of PAGE that follow one another from AT on; how many.  A chain
 * is evidence by itself: nobody writes such letters in such an order.
 */
static size_t
chain_at(enum codepage page, struct slice s, size_t at,
    struct sequence q[CHAIN_MAX])
{
	size_t n = 0;

	while (n < CHAIN_MAX && at < s.n && (unsigned char)s.p[at] >= 0x80 &&
	    sequence_at(page, s, at, &q[n]))
		at = q[n++].end;
	return n;
}

/* Whether a chain of two or more can be taken whole. */
static bool
accept_chain(const struct sequence *q, size_t n)
{
	size_t odd = 0;

	for (size_t i = 0; i < n; i++)
		odd += !q[i].common;
	return n >= 2 && odd * 2 >= n;
}

size_t
mojibake_repair(const struct traced *text, struct traced *out)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	struct sequence q[CHAIN_MAX];
	size_t at = 0, kept = 0, len, n, done = 0;
	int32_t before = 0, after;
	char utf8[UTF8_MAX];

	traced_clear(out, text->end);
	while (at < s.n) {
		int32_t c = utf8_decode(slice_sub(s, at, s.n), &len);
		bool taken = false;

		for (int page = 0; c >= 0x80 && page < CODEPAGE_COUNT &&
		    !taken; page++) {
			n = chain_at(page, s, at, q);
			if (n == 0)
				continue;
			taken = accept_chain(q, n);
			if (!taken) {
				n = 1;
				after = q[0].end < s.n ? utf8_decode(slice_sub(
				    s, q[0].end, s.n), &len) : 0;
				taken = accept(page, q, before, after);
			}
			if (!taken)
				continue;
			for (size_t i = 0; i < n; i++) {
				traced_copy(out, &r, kept, at);
				traced_put(out, &r, at, (struct slice){ utf8,
				    utf8_encode(q[i].c, utf8) });
				at = kept = q[i].end;
				before = q[i].c;
			}
			done += n;
		}
		if (!taken) {
			utf8_decode(slice_sub(s, at, s.n), &len);
			before = c;
			at += len;
		}
	}
	traced_copy(out, &r, kept, s.n);
	return done;
}
