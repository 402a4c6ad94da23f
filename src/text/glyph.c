#include "config.h"

#include <string.h>
#include <utf8proc.h>

#include "base/wide.h"
#include "text/glyph.h"

/*
 * Characters with the property Sentence_Terminal of PropList.txt (Unicode 15)
 * in living scripts, and two that are none: U+2026, which ends as many
 * sentences of news text as it interrupts, and U+FF0E.
 */
static const struct {
	int32_t c;
	bool wide;		/* no blank follows it */
} stops[] = {
	{ 0x0589, false },	/* Armenian full stop */
	{ 0x061d, false },	/* Arabic end of text mark */
	{ 0x061e, false },	/* Arabic triple dot */
	{ 0x061f, false },	/* Arabic question mark */
	{ 0x06d4, false },	/* Arabic full stop (Urdu) */
	{ 0x0700, false },	/* Syriac end of paragraph */
	{ 0x0701, false },	/* Syriac supralinear full stop */
	{ 0x0702, false },	/* Syriac sublinear full stop */
	{ 0x0964, true },	/* Devanagari danda */
	{ 0x0965, true },	/* Devanagari double danda */
	{ 0x104a, true },	/* Myanmar little section */
	{ 0x104b, true },	/* Myanmar section */
	{ 0x1362, true },	/* Ethiopic full stop */
	{ 0x1367, true },	/* Ethiopic question mark */
	{ 0x1368, true },	/* Ethiopic paragraph separator */
	{ 0x166e, false },	/* Canadian syllabics full stop */
	{ 0x17d4, true },	/* Khmer khan */
	{ 0x17d5, true },	/* Khmer bariyoosan */
	{ 0x1803, false },	/* Mongolian full stop */
	{ 0x1809, false },	/* Mongolian Manchu full stop */
	{ 0x2026, false },	/* horizontal ellipsis */
	{ 0x203c, false },	/* double exclamation mark */
	{ 0x203d, false },	/* interrobang */
	{ 0x2047, false },	/* double question mark */
	{ 0x2048, false },	/* question exclamation mark */
	{ 0x2049, false },	/* exclamation question mark */
	{ 0x3002, true },	/* ideographic full stop */
	{ 0xff01, true },	/* fullwidth exclamation mark */
	{ 0xff0e, true },	/* fullwidth full stop */
	{ 0xff1f, true },	/* fullwidth question mark */
	{ 0xff61, true },	/* halfwidth ideographic full stop */
};

enum { N_STOPS = sizeof stops / sizeof stops[0] };

static int
find_stop(int32_t c)
{
	for (int i = 0; i < N_STOPS && stops[i].c <= c; i++)
		if (stops[i].c == c)
			return i;
	return -1;
}

bool
glyph_wide_stop(int32_t c)
{
	int i = c < 0x80 ? -1 : find_stop(c);

	return i >= 0 && stops[i].wide;
}

#define _ GLYPH_OTHER
#define B GLYPH_BLANK
#define S GLYPH_STOP
#define O GLYPH_OPENING
#define C GLYPH_CLOSING
#define Q GLYPH_QUOTE
#define D GLYPH_DIGIT
#define U GLYPH_UPPER
#define L GLYPH_LOWER
const unsigned char glyph_ascii[128] = {
	_, _, _, _, _, _, _, _, _, B, B, B, B, B, _, _,	/* 00 */
	_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _,	/* 10 */
	B, S, Q, _, D, _, _, Q, O, C, _, _, _, _, S, _,	/* 20 */
	D, D, D, D, D, D, D, D, D, D, _, _, _, _, _, S,	/* 30 */
	_, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,	/* 40 */
	U, U, U, U, U, U, U, U, U, U, U, O, _, C, _, _,	/* 50 */
	Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,	/* 60 */
	L, L, L, L, L, L, L, L, L, L, L, O, _, C, _, _,	/* 70 */
};
#undef _
#undef B
#undef S
#undef O
#undef C
#undef Q
#undef D
#undef U
#undef L

static enum glyph_kind
category_kind(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LT:
		return GLYPH_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return GLYPH_LOWER;
	case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC:
		return GLYPH_LETTER;
	case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_SC:
		return GLYPH_DIGIT;
	case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return GLYPH_BLANK;
	case UTF8PROC_CATEGORY_PI: case UTF8PROC_CATEGORY_PS:
		return GLYPH_OPENING;
	case UTF8PROC_CATEGORY_PF: case UTF8PROC_CATEGORY_PE:
		return GLYPH_CLOSING;
	case UTF8PROC_CATEGORY_PD:
		return GLYPH_DASH;
	default:
		return GLYPH_OTHER;
	}
}

static enum glyph_kind
kind_of(int32_t c)
{
	switch (c) {
	case 0x85: case 0x200b: case 0xfeff:
		return GLYPH_BLANK;
	case 0xa1: case 0xbf:		/* ¡ ¿ */
		return GLYPH_OPENING;
	case 0x2022: case 0x2043:	/* bullets */
		return GLYPH_DASH;
	}
	return find_stop(c) >= 0 ? GLYPH_STOP : category_kind(c);
}

/*
 * U+2010 to U+201F, of which every other sentence of news text has one: the
 * same as category_kind(), without asking for it.
 */
static const unsigned char punctuation[16] = {
	GLYPH_OTHER, GLYPH_OTHER, GLYPH_DASH, GLYPH_DASH,	/* ‐ ‑ ‒ – */
	GLYPH_DASH, GLYPH_DASH, GLYPH_OTHER, GLYPH_OTHER,	/* — ― ‖ ‗ */
	GLYPH_OPENING, GLYPH_CLOSING, GLYPH_OPENING, GLYPH_OPENING, /* ‘ ’ ‚ ‛ */
	GLYPH_OPENING, GLYPH_CLOSING, GLYPH_OPENING, GLYPH_OPENING, /* “ ” „ ‟ */
};

struct glyph
glyph_decode(struct slice text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	struct glyph g = { -1, GLYPH_NONE, 0 };
	utf8proc_ssize_t n;

	if (at >= text.n)
		return g;
	if (text.n - at >= 3 && p[0] == 0xe2 && p[1] == 0x80 &&
	    (p[2] & 0xf0) == 0x90)
		return (struct glyph){ 0x2010 + (p[2] & 15),
			punctuation[p[2] & 15], 3 };
	n = utf8proc_iterate(p, (utf8proc_ssize_t)(text.n - at), &g.c);
	if (n <= 0)
		return (struct glyph){ 0xfffd, GLYPH_OTHER, 1 };
	g.kind = kind_of(g.c);
	g.size = (size_t)n;
	return g;
}

struct glyph
glyph_decode_before(struct slice text, size_t at)
{
	struct glyph g;
	size_t start = at;

	if (at == 0)
		return (struct glyph){ -1, GLYPH_NONE, 0 };
	do
		start--;
	while (start > 0 && at - start < 4 &&
	    ((unsigned char)text.p[start] & 0xc0) == 0x80);
	g = glyph_at(text, start);
	if (start + g.size != at)
		return (struct glyph){ 0xfffd, GLYPH_OTHER, 1 };
	return g;
}

/*
 * Bytes that a stop can start with: 1 for the ASCII stops, 2 for the lead
 * bytes of those in stops[], where the whole character has to be looked at.
 */
static const unsigned char lead[256] = {
	['.'] = 1, ['!'] = 1, ['?'] = 1,
	[0xd6] = 2, [0xd8] = 2, [0xdb] = 2, [0xdc] = 2,
	[0xe0] = 2, [0xe1] = 2, [0xe2] = 2, [0xe3] = 2, [0xef] = 2,
};

/* The next byte from AT on that can start a stop. */
static size_t
find_lead(struct slice text, size_t at)
{
	while (text.n - at >= WIDE) {
		wide v = wide_load(text.p + at);
		size_t i = wide_first(v | wide_equal(v, '.') |
		    wide_equal(v, '!') | wide_equal(v, '?'));

		at += i;
		if (i == WIDE)
			continue;
		if (lead[(unsigned char)text.p[at]] != 0)
			return at;
		at++;		/* a letter outside ASCII */
	}
	while (at < text.n && lead[(unsigned char)text.p[at]] == 0)
		at++;
	return at;
}

/* A quotation mark or dash, U+2010 to U+2025: the usual lead byte 0xe2. */
static bool
is_quote_or_dash(struct slice text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	return text.n - at >= 3 && p[0] == 0xe2 && p[1] == 0x80 &&
	    p[2] < 0xa6;
}

size_t
glyph_find_stop(struct slice text, size_t at)
{
	while ((at = find_lead(text, at)) < text.n) {
		if (lead[(unsigned char)text.p[at]] == 1)
			return at;
		if (is_quote_or_dash(text, at))
			at += 3;
		else if (glyph_at(text, at).kind == GLYPH_STOP)
			return at;
		else
			at++;
	}
	return text.n;
}

/* Append the character G of TEXT at AT to WORD, folded; its new length. */
static size_t
fold_glyph(struct slice text, size_t at, struct glyph g, char *word, size_t n)
{
	if (g.c == 0x2019) {
		word[n] = '\'';
		return n + 1;
	}
	if (g.c == 0xfffd) {		/* a broken byte as it stands */
		memcpy(word + n, text.p + at, g.size);
		return n + g.size;
	}
	return n + (size_t)utf8proc_encode_char(utf8proc_tolower(g.c),
	    (utf8proc_uint8_t *)word + n);
}

struct slice
glyph_fold(struct slice text, size_t from, size_t to, char *word, size_t size)
{
	size_t n = 0;

	if (to - from > size)
		return (struct slice){ word, 0 };
	for (size_t at = from; at < to;) {
		unsigned char byte = (unsigned char)text.p[at];
		struct glyph g;

		if (byte < 0x80) {
			bool upper = glyph_ascii[byte] == GLYPH_UPPER;

			word[n++] = (char)(byte | upper << 5);
			at++;
			continue;
		}
		/* four bytes at most come of one, and one of each after it */
		g = glyph_decode(text, at);
		if (n + 4 + (to - at - g.size) > size)
			return (struct slice){ word, 0 };
		n = fold_glyph(text, at, g, word, n);
		at += g.size;
	}
	return (struct slice){ word, n };
}

struct slice
glyph_word(struct slice text, size_t at, char *word, size_t size, size_t *end)
{
	size_t p = at;

	for (;;) {
		struct glyph g = glyph_at(text, p);

		if ((!glyph_in_word(g.kind) || g.c == '$') &&
		    ((g.c != '\'' && g.c != 0x2019) || p == at))
			break;
		p += g.size;
	}
	while (p > at) {
		struct glyph g = glyph_before(text, p);

		if (g.c != '\'' && g.c != 0x2019)
			break;
		p -= g.size;
	}
	*end = p;
	return glyph_fold(text, at, p, word, size);
}
