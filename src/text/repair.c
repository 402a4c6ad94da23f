#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/wide.h"
#include "text/codepage.h"
#include "text/markup.h"
#include "text/mojibake.h"
#include "text/nfc.h"
#include "text/repair.h"
#include "text/utf8.h"

enum {
	ROUNDS = 16,		/* of all repairs; fuzzed text settles in 6 */
	OTHERS = REPAIR_QUOTES | REPAIR_ESCAPES,	/* not done here */
};

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether a letter of Russian stands at AT: none is a continuation. */
static bool
is_russian(struct slice s, size_t at)
{
	unsigned char second;

	if (at + 1 >= s.n)
		return false;
	second = (unsigned char)s.p[at + 1];
	return (s.p[at] == '\xd0' && second >= 0x90) ||
	    (s.p[at] == '\xd1' && second < 0x90);
}

/* What a character outside ASCII, C at byte AT of S, needs. */
static unsigned
character_needs(struct slice s, size_t at, int32_t c, size_t len)
{
	char after = at + len < s.n ? s.p[at + len] : ' ';
	char before = at > 0 ? s.p[at - 1] : ' ';

	if (c == UTF8_BAD)
		return REPAIR_BYTES;
	if (c == 0xfffd)
		return 0;
	if (c < 0xa0 || c == 0xad)
		return REPAIR_CHARACTERS;
	if (c == 0xa0)
		return REPAIR_CHARACTERS | REPAIR_BLANKS;
	if (c < 0x180) {
		/* the first of a sequence; a or y with an accent, Polish ... */
		return (after & 0x80) != 0 || c == 0xc3 || c == 0xc2 ?
		    REPAIR_MOJIBAKE : 0;
	}
	if (c < 0x300)
		return 0;
	if (c >= 0x2010 && c < 0x2028) {
		/* a blank inside, or a mark that faces the wrong way */
		if ((c == 0x201c && (after == ' ' || is_word(before) ||
		    before == '.' || before == ',')) ||
		    (c == 0x201d && (before == ' ' || is_word(after))))
			return REPAIR_QUOTES;
		if (c == 0x201a)	/* MacRoman's E2 */
			return (after & 0x80) != 0 ? REPAIR_MOJIBAKE : 0;
		return 0;
	}
	if (c >= 0x2000 && c < 0x2070)
		return c < 0x2010 || (c >= 0x2028 && c < 0x2030) || c >= 0x205f ?
		    REPAIR_CHARACTERS | REPAIR_BLANKS :
		    c == 0x2044 ? REPAIR_MOJIBAKE : 0;
	if (c == 0x1680 || c == 0x3000 || c == 0x61c || c == 0x180e ||
	    c == 0xfeff || (c >= 0xfb00 && c <= 0xfb06) ||
	    (c >= 0xff01 && c <= 0xff5e) || (c >= 0xfff9 && c <= 0xfffc))
		return REPAIR_CHARACTERS | REPAIR_BLANKS;
	/* Cyrillic in 1251, box drawing in 437, the root sign in MacRoman */
	if ((after & 0x80) != 0 && (c == 0x221a || c == 0x393 ||
	    c == 0x192 || c == 0x2248 ||
	    (c >= 0x400 && c < 0x460 && !is_russian(s, at + len)) ||
	    (c >= 0x2500 && c < 0x2580)))
		return REPAIR_MOJIBAKE;
	return nfc_is_plain(c) ? 0 : REPAIR_COMPOSE;
}

/* What the character at byte AT of S needs; its length in *LEN. */
static unsigned
needs_at(struct slice s, size_t at, size_t *len)
{
	char c = s.p[at];
	char after = at + 1 < s.n ? s.p[at + 1] : ' ';
	char before = at > 0 ? s.p[at - 1] : ' ';

	if ((c & 0x80) != 0) {
		int32_t whole = utf8_decode(slice_sub(s, at, s.n), len);

		return character_needs(s, at, whole, *len);
	}
	*len = 1;
	switch (c) {
	case ' ':
		if (after == '"' && (at + 2 >= s.n || s.p[at + 2] == ' '))
			return REPAIR_QUOTES;
		return after == ' ' || at == 0 ? REPAIR_BLANKS : 0;
	case '&':
		return after == '#' || ((after | 0x20) >= 'a' &&
		    (after | 0x20) <= 'z') ? REPAIR_ENTITIES : 0;
	case '<':
		return after == '/' || after == '!' || ((after | 0x20) >= 'a' &&
		    (after | 0x20) <= 'z') ? REPAIR_TAGS : 0;
	case '`':
		return REPAIR_QUOTES;
	case '\\':
		return REPAIR_ESCAPES;
	case '\'':
		return after == '\'' ? REPAIR_QUOTES : 0;
	case '"':
		return after == ' ' && before == ' ' ? REPAIR_QUOTES : 0;
	}
	if ((unsigned char)c < ' ' || c == 0x7f)
		return REPAIR_CHARACTERS | REPAIR_BLANKS;
	return 0;
}

/*
 * Which of the WIDE bytes at P, which has a byte after them, needs_at() may
 * have something to say about: a bit for each.
 */
static inline unsigned
find_suspects(const char *p)
{
	wide b = wide_load(p), after = wide_load(p + 1);

	return wide_bits(wide_odd(b) | wide_equal(b, '&') |
	    wide_equal(b, '<') | wide_equal(b, '`') | wide_equal(b, '\\') |
	    (wide_equal(b, ' ') & (wide_equal(after, ' ') |
	    wide_equal(after, '"'))) |
	    (wide_equal(b, '\'') & wide_equal(after, '\'')));
}

/*
 * Whether one of the most frequent marks stands at AT, and rightly so: an
 * apostrophe, a dash, an ellipsis, which are right wherever they stand, or a
 * quotation mark that character_needs() has nothing to say about.
 */
static inline bool
is_plain_mark(struct slice s, size_t at)
{
	char before, after;

	if (s.p[at] != '\xe2' || at + 3 >= s.n || s.p[at + 1] != '\x80')
		return false;
	before = at > 0 ? s.p[at - 1] : ' ';
	after = s.p[at + 3];
	switch ((unsigned char)s.p[at + 2]) {
	case 0x93: case 0x94: case 0x98: case 0x99: case 0xa6:
		return true;
	case 0x9c:
		return before == ' ' && after != ' ';
	case 0x9d:
		return before != ' ' && !is_word(after);
	}
	return false;
}

/*
 * Look at the bytes of S that BITS marks, the WIDE from FROM on; those before
 * *DONE belong to characters that have been looked at.
 */
static unsigned
needs_of_marked(struct slice s, size_t from, unsigned bits, size_t *done)
{
	unsigned needs = 0;
	size_t at, len;

	if (*done > from)
		bits = *done - from >= WIDE ? 0 : bits & ~0u << (*done - from);
	while (bits != 0) {
		at = from + (size_t)__builtin_ctz(bits);
		len = 3;
		if (!is_plain_mark(s, at))
			needs |= needs_at(s, at, &len);
		*done = at + len;
		if (*done - from >= WIDE)
			break;
		bits &= ~0u << (*done - from);
	}
	return needs;
}

unsigned
repair_needs(struct slice s)
{
	unsigned needs = 0, bits;
	size_t at = 0, done = 1, len, last;

	if (s.n == 0)
		return 0;
	if (s.p[s.n - 1] == ' ')
		needs |= REPAIR_BLANKS;
	if (s.n < WIDE + 2) {
		for (; at < s.n; at += len)
			needs |= needs_at(s, at, &len);
		return needs;
	}
	/* the first and the last byte have no neighbour on one side */
	if (!is_word(s.p[0]))
		needs |= needs_at(s, 0, &done);
	last = s.n - 1 - WIDE;
	for (at = 1;; at = at + WIDE < last ? at + WIDE : last) {
		if ((bits = find_suspects(s.p + at)) != 0)
			needs |= needs_of_marked(s, at, bits, &done);
		if (at == last || (needs & REPAIR_BYTES))
			break;
	}
	if (done < s.n && s.p[s.n - 1] != '.')
		needs |= needs_at(s, s.n - 1, &len);
	return needs;
}

/* A byte of Windows-1252 that prints; 0x81 and four more are open. */
static bool
is_1252(unsigned char b)
{
	return codepage_1252(b) >= 0xa0;
}

/* Marks of Windows-1252 that follow one another: quotes, dashes, dots. */
static bool
is_1252_mark(unsigned char b)
{
	return b == 0x82 || b == 0x84 || b == 0x85 || (b >= 0x91 && b <= 0x97);
}

/*
 * Whether the run of N bad bytes at P is Windows-1252: one byte that prints,
 * or marks only ("said." + closing quote + dash).  Anything else looks like a
 * character that lost bytes.
 */
static bool
run_is_1252(const char *p, size_t n)
{
	if (n == 1)
		return is_1252((unsigned char)*p);
	for (size_t i = 0; i < n; i++) {
		if (!is_1252_mark((unsigned char)p[i]))
			return false;
	}
	return true;
}

static void
repair_bytes(struct repair *r)
{
	struct traced_reader in = { &r->text, 0 };
	struct slice s = buf_slice(&r->text.text);
	size_t at = 0, kept = 0, run, len;
	char utf8[UTF8_MAX];

	traced_clear(&r->spare, r->text.end);
	while (at < s.n) {
		at += utf8_span(slice_sub(s, at, s.n));
		for (run = at; run < s.n && utf8_decode(slice_sub(s, run, s.n),
		    &len) == UTF8_BAD; run++)
			;
		if (run == at)
			break;
		traced_copy(&r->spare, &in, kept, at);
		bool good = run_is_1252(s.p + at, run - at);

		for (; at < run; at++) {
			int32_t c = good ?
			    codepage_1252((unsigned char)s.p[at]) : 0xfffd;

			traced_put(&r->spare, &in, at, (struct slice){ utf8,
			    utf8_encode(c, utf8) });
			r->bad_bytes++;
		}
		kept = at;
	}
	traced_copy(&r->spare, &in, kept, s.n);
	traced_swap(&r->text, &r->spare);
}

/* What takes the place of a character. */
enum { KEEP = -1, DROP = -2 };

/* Whether a joiner after C means something: Arabic, Indic, emoji. */
static bool
takes_joiner(int32_t c)
{
	return (c >= 0x600 && c < 0x1100) || (c >= 0x1780 && c < 0x1a00) ||
	    (c >= 0x2600 && c < 0x2800) || c == 0xfe0f || c >= 0x1f000;
}

/*
 * U+0085 is the ellipsis of Windows-1252 where text runs up to it, unless
 * what follows begins like a new line.
 */
static int32_t
next_line(int32_t before, int32_t after)
{
	bool ends = before == 0 || before == '.' || before == '\n';
	bool begins = (after >= 'A' && after <= 'Z') ||
	    (after >= '0' && after <= '9') || after == 0x201c;

	return ends || begins ? '\n' : 0x2026;
}

/* What C between its neighbours (0 at either end) becomes. */
static int32_t
character_for(int32_t c, int32_t before, int32_t after)
{
	switch (c) {
	case '\t': case 0xa0: case 0x1680: case 0x202f: case 0x205f:
	case 0x3000:
		return ' ';
	case '\r':
		return after == '\n' ? DROP : '\n';
	case '\n': case 0x2028: case 0x2029:
		return '\n';
	case 0x85:
		return next_line(before, after);
	case 0xad: case 0x61c: case 0x180e: case 0x200b: case 0x200e:
	case 0x200f: case 0xfeff:
		return DROP;
	case 0x200c: case 0x200d:
		return takes_joiner(before) ? KEEP : DROP;
	}
	if (c < ' ' || c == 0x7f)
		return DROP;
	if (c >= 0x80 && c < 0xa0)
		return codepage_1252((unsigned char)c) < 0xa0 ? DROP :
		    codepage_1252((unsigned char)c);
	if (c >= 0x2000 && c <= 0x200a)
		return ' ';
	if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	    (c >= 0xfff9 && c <= 0xfffc))
		return DROP;
	if (c >= 0xff01 && c <= 0xff5e) {
		int32_t plain = c - 0xff01 + '!';
		bool word = (plain >= '0' && plain <= '9') ||
		    ((plain | 0x20) >= 'a' && (plain | 0x20) <= 'z');

		return word || (before > ' ' && before < 0x7f) ? plain : KEEP;
	}
	return KEEP;
}

/* Ligatures of Latin letters, U+FB00 to U+FB06. */
static const char *const ligatures[] = {
	"ff", "fi", "fl", "ffi", "ffl", "st", "st",
};

/* The length of a terminal's escape sequence at the start of S, or 0. */
static size_t
escape_sequence(struct slice s)
{
	size_t i = 2;

	if (s.n < 3 || s.p[0] != '\x1b' || s.p[1] != '[')
		return 0;
	while (i < s.n && i < 32 && ((s.p[i] >= '0' && s.p[i] <= '9') ||
	    s.p[i] == ';'))
		i++;
	return i < s.n && (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z' ?
	    i + 1 : 0;
}

/* The next byte of S from AT on that is not plain ASCII text. */
static size_t
next_special(struct slice s, size_t at)
{
	for (; at + WIDE <= s.n; at += WIDE) {
		size_t k = wide_first(wide_odd(wide_load(s.p + at)));

		if (k < WIDE)
			return at + k;
	}
	while (at < s.n && s.p[at] >= ' ' && s.p[at] < 0x7f)
		at++;
	return at;
}

static bool
repair_characters(struct repair *r)
{
	bool any = false;
	struct traced_reader in = { &r->text, 0 };
	struct slice s = buf_slice(&r->text.text), put;
	size_t kept = 0, len, next;
	int32_t c, to, before = 0, after;
	char utf8[UTF8_MAX];

	traced_clear(&r->spare, r->text.end);
	for (size_t at = 0, done = 0;; at += len, done = at) {
		if ((at = next_special(s, at)) == s.n)
			break;
		if (at > done)
			before = (unsigned char)s.p[at - 1];
		c = utf8_decode(slice_sub(s, at, s.n), &len);
		if (c == '\x1b' && (next = escape_sequence(slice_sub(s, at,
		    s.n))) > 0) {
			len = next;
			to = DROP;
		} else {
			after = at + len < s.n ? utf8_decode(slice_sub(s,
			    at + len, s.n), &next) : 0;
			to = character_for(c, before, after);
		}
		put = (struct slice){ utf8, to > 0 ? utf8_encode(to, utf8) : 0 };
		if (c >= 0xfb00 && c <= 0xfb06) {
			put = slice_str(ligatures[c - 0xfb00]);
			to = put.p[0];
		}
		if (to == KEEP || to == c) {
			before = c;
			continue;
		}
		traced_copy(&r->spare, &in, kept, at);
		traced_put(&r->spare, &in, at, put);
		kept = at + len;
		any = true;
		if (to != DROP)
			before = to;
	}
	traced_copy(&r->spare, &in, kept, s.n);
	traced_swap(&r->text, &r->spare);
	return any;
}

/* The next place of S from AT on, AT > 0, that has two blanks or a newline. */
static size_t
next_blanks(struct slice s, size_t at)
{
	for (; at + WIDE < s.n; at += WIDE) {
		wide b = wide_load(s.p + at), after = wide_load(s.p + at + 1);
		size_t k = wide_first(wide_equal(b, '\n') |
		    (wide_equal(b, ' ') & (wide_equal(after, ' ') |
		    wide_equal(after, '\n'))));

		if (k < WIDE)
			return at + k;
	}
	while (at < s.n && s.p[at] != ' ' && s.p[at] != '\n')
		at++;
	return at;
}

/* One blank for many; none at either end of a line; no empty lines. */
static bool
repair_blanks(struct repair *r)
{
	bool any = false;
	struct traced_reader in = { &r->text, 0 };
	struct slice s = buf_slice(&r->text.text);
	size_t kept = 0, end;

	traced_clear(&r->spare, r->text.end);
	for (size_t at = 0; at < s.n; at = end) {
		bool newline = false;

		if (at > 0 && (at = next_blanks(s, at)) == s.n)
			break;
		end = at + 1;
		if (s.p[at] != ' ' && s.p[at] != '\n')
			continue;
		for (end = at; end < s.n && (s.p[end] == ' ' ||
		    s.p[end] == '\n'); end++)
			newline = newline || s.p[end] == '\n';
		if (end == at + 1 && at > 0 && end < s.n)
			continue;
		if (end == s.n)		/* blanks at the end are no part */
			r->spare.end = traced_source(&r->text, at);
		any = true;
		traced_copy(&r->spare, &in, kept, at);
		kept = end;
		if (at > 0 && end < s.n)
			traced_put(&r->spare, &in, at,
			    newline ? SLICE("\n") : SLICE(" "));
	}
	traced_copy(&r->spare, &in, kept, s.n);
	traced_swap(&r->text, &r->spare);
	return any;
}

/* The map of character sets, made when it is first needed. */
static const struct codepage_map *
pages_of(struct repair *r)
{
	if (r->pages == NULL) {
		r->pages = mem_alloc(1, sizeof(*r->pages));
		codepage_fill(r->pages);
	}
	return r->pages;
}

/*
 * All the repairs that *NEEDS names, once; whether another round is wanted.
 * Bad bytes hide the rest: when they are repaired, *NEEDS is found anew.
 */
static bool
repair_round(struct repair *r, unsigned *all)
{
	unsigned needs;
	bool any = false;
	size_t n;

	if (*all & REPAIR_BYTES) {
		repair_bytes(r);
		*all = repair_needs(buf_slice(&r->text.text));
	}
	needs = *all;
	if ((needs & REPAIR_ENTITIES) && markup_entities(&r->text, &r->spare)) {
		traced_swap(&r->text, &r->spare);
		any = true;
	}
	if (any)		/* it brings forth what others repair */
		needs |= repair_needs(buf_slice(&r->text.text));
	if ((needs & REPAIR_COMPOSE) && nfc_compose(&r->text, &r->spare)) {
		traced_swap(&r->text, &r->spare);
		any = true;
	}
	if ((needs & (REPAIR_MOJIBAKE | REPAIR_COMPOSE)) &&
	    (n = mojibake_repair(pages_of(r), &r->text, &r->spare)) > 0) {
		traced_swap(&r->text, &r->spare);
		r->mojibake += n;
		return true;		/* once more, before the rest */
	}
	if ((needs & REPAIR_CHARACTERS) && repair_characters(r))
		any = true;
	if ((needs & REPAIR_TAGS) &&
	    markup_tags(&r->text, &r->spare, &r->stack)) {
		traced_swap(&r->text, &r->spare);
		any = true;
	}
	if (any || (needs & REPAIR_BLANKS))
		any = repair_blanks(r) || any;
	return any;
}

unsigned
repair_line(struct repair *r, struct slice raw, size_t at, unsigned needs)
{
	traced_set(&r->text, raw, at);
	return repair_text(r, needs);
}

unsigned
repair_text(struct repair *r, unsigned needs)
{
	bool any = true;

	for (int round = 0; round < ROUNDS && any; round++) {
		if ((needs & ~(unsigned)OTHERS) == 0)
			return needs;
		if ((any = repair_round(r, &needs)))
			needs = repair_needs(buf_slice(&r->text.text));
	}
	return needs & OTHERS;
}

void
repair_free(struct repair *r)
{
	traced_free(&r->text);
	traced_free(&r->spare);
	buf_free(&r->stack);
	free(r->pages);
}
