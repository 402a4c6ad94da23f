#include "config.h"

#include <string.h>

#include "news/lefttoken.h"
#include "text/glyph.h"

/* Tokens of more bytes are ordinary words: no abbreviation is longer. */
enum { TOKEN_MAX = 32 };

size_t
lefttoken_begin(struct slice text, size_t begin, size_t end)
{
	size_t p = end;

	while (p > begin && end - p <= TOKEN_MAX) {
		struct glyph g = glyph_before(text, p);

		if (!glyph_in_word(g.kind) && (g.kind == GLYPH_BLANK ||
		    g.kind == GLYPH_OPENING || g.kind == GLYPH_DASH ||
		    g.c == '"' || g.c == '/' ||
		    (g.kind == GLYPH_CLOSING && g.c != 0x2019)))
			break;
		p -= g.size;
	}
	return p;
}

/* What a token is made of. */
struct shape {
	size_t glyphs;
	size_t periods;
	size_t letters_in_part;	/* most letters between two periods */
	bool capital;		/* begins with one */
	bool second_lower;
	bool alpha;		/* letters, periods, apostrophes, hyphens */
	bool digits, numeric;	/* digits only; digits and periods only */
	bool vowel;		/* or a letter outside ASCII */
	bool roman;
};

static struct shape
read_shape(struct slice text, size_t begin, size_t end)
{
	struct shape s = { .alpha = true, .digits = true, .numeric = true,
		.roman = true };
	size_t part = 0;

	for (size_t p = begin; p < end;) {
		struct glyph g = glyph_at(text, p);
		bool letter = g.kind == GLYPH_UPPER || g.kind == GLYPH_LOWER ||
		    g.kind == GLYPH_LETTER;
		int32_t low = g.c < 0x80 ? g.c | 0x20 : 0;

		s.capital = s.capital || (p == begin && g.kind == GLYPH_UPPER);
		s.second_lower = s.second_lower ||
		    (s.glyphs == 1 && g.kind == GLYPH_LOWER);
		s.periods += g.c == '.';
		s.digits = s.digits && g.kind == GLYPH_DIGIT;
		s.numeric = s.numeric &&
		    (g.kind == GLYPH_DIGIT || g.c == '.');
		s.alpha = s.alpha && (letter || g.c == '.' || g.c == '\'' ||
		    g.c == 0x2019 || g.c == '-');
		s.roman = s.roman && (low == 'i' || low == 'v' || low == 'x');
		s.vowel = s.vowel || (letter && (g.c >= 0x80 ||
		    strchr("aeiouy", (int)low) != NULL));
		part = g.c == '.' ? 0 : part + 1;
		if (part > s.letters_in_part)
			s.letters_in_part = part;
		s.glyphs++;
		p += g.size;
	}
	return s;
}

static enum left_kind
class_kind(struct slice name)
{
	static const struct {
		const char *name;
		enum left_kind left;
	} classes[] = {
		{ "title", LEFT_TITLE },
		{ "number", LEFT_NUMBER },
		{ "digit", LEFT_DIGIT },
		{ "either", LEFT_EITHER },
		{ "etc", LEFT_ETC },
		{ "never", LEFT_NEVER },
		{ "name", LEFT_NAME },
		{ "plain", LEFT_PLAIN },
	};

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (name.n == strlen(classes[i].name) &&
		    memcmp(name.p, classes[i].name, name.n) == 0)
			return classes[i].left;
	return LEFT_WORD;
}

/* Whether a number and a blank precede byte AT. */
static bool
after_number(struct slice text, size_t at)
{
	struct glyph blank = glyph_before(text, at);

	return blank.kind == GLYPH_BLANK &&
	    glyph_before(text, at - blank.size).kind == GLYPH_DIGIT;
}

static bool
is_ascii(struct slice text, size_t begin, size_t end)
{
	unsigned char any = 0;

	while (begin < end)
		any |= (unsigned char)text.p[begin++];
	return any < 0x80;
}

/*
 * The class of the token [BEGIN, END) in abbrev.txt.  Titles, and entries
 * marked "word" before a capital, are abbreviations only when capitalised,
 * those marked "unit" only after a number.
 */
static enum left_kind
find_abbrev(struct slice text, size_t begin, size_t end, bool before_capital,
    const struct stop_lists *lists)
{
	char room[STOP_WORD_SIZE];
	struct slice value, key, mark;
	enum left_kind left;

	if (is_ascii(text, begin, end) &&
	    !lexicon_may_have(lists->abbrev, slice_sub(text, begin, end)))
		return LEFT_WORD;	/* most words */
	key = glyph_fold(text, begin, end, room, sizeof room);
	if (!lexicon_get(lists->abbrev, key, &value))
		return LEFT_WORD;
	left = class_kind(lexicon_field(value, 0));
	mark = lexicon_field(value, 1);
	if (slice_eq(mark, SLICE("unit")) && !after_number(text, begin))
		return LEFT_WORD;
	if (glyph_at(text, begin).kind == GLYPH_UPPER)
		return slice_eq(mark, SLICE("small")) ||
		    (slice_eq(mark, SLICE("mixed")) &&
		    glyph_before(text, end).kind == GLYPH_UPPER) ?
		    LEFT_WORD : left;
	if (left == LEFT_TITLE ? !slice_eq(mark, SLICE("lower")) :
	    before_capital && slice_eq(mark, SLICE("word")))
		return LEFT_WORD;
	return left;
}

/*
 * The part of a compound after its last hyphen or apostrophe: "Gov" of
 * "then-Gov", "on" of "l'on".
 */
static size_t
last_part(struct slice text, size_t begin, size_t end)
{
	for (size_t p = end; p > begin;) {
		struct glyph g = glyph_before(text, p);

		if (g.c == '-' || g.c == '\'' || g.c == 0x2019)
			return p;
		p -= g.size;
	}
	return begin;
}

/* "1." or "iv." before an item of a list; "Figure 3." before its caption. */
static bool
is_label(struct slice text, size_t begin, size_t token,
    const struct shape *s, const struct stop_lists *lists)
{
	char room[STOP_WORD_SIZE];
	struct slice word, value;
	size_t end;

	if (token == 0)
		return (s->digits && s->glyphs <= 3) ||
		    (s->numeric && s->periods > 0) ||
		    (s->roman && s->glyphs <= 4);
	if (token == begin)
		return s->digits && s->glyphs <= 2;
	if (begin > 0 || token > STOP_WORD_SIZE || !s->digits || s->glyphs > 3)
		return false;
	word = glyph_word(text, 0, room, sizeof room, &end);
	return end + 1 == token && lexicon_get(lists->abbrev, word, &value) &&
	    slice_eq(lexicon_field(value, 0), (struct slice){ "label", 5 });
}

/* One capital letter and nothing else. */
static bool
is_capital(struct slice text, size_t begin, size_t end)
{
	struct glyph g = glyph_at(text, begin);

	return g.kind == GLYPH_UPPER && g.size == end - begin;
}

/* Five letters or more without a period: no label, nothing clipped. */
static bool
is_long_word(struct slice text, size_t begin, size_t end)
{
	return end - begin > 4 && glyph_before(text, end).kind == GLYPH_LOWER &&
	    memchr(text.p + begin, '.', end - begin) == NULL;
}

static bool
is_blank_before(struct slice text, size_t at)
{
	return at > 0 && text.p[at - 1] == ' ';
}

/* A title that was torn from its period: "Mr . Hill". */
static enum left_kind
loose_kind(struct slice text, size_t begin, size_t end,
    const struct stop_lists *lists)
{
	size_t token = lefttoken_begin(text, begin, end);

	return token < end && find_abbrev(text, token, end, true, lists) ==
	    LEFT_TITLE ? LEFT_TITLE : LEFT_WORD;
}

enum left_kind
lefttoken_kind(struct slice text, size_t begin, size_t token, size_t end,
    bool before_capital, const struct stop_lists *lists)
{
	enum left_kind left;
	struct shape s;
	size_t part;

	if (token == end && is_blank_before(text, end))
		return loose_kind(text, begin, end - 1, lists);
	if (token == end || end - token > TOKEN_MAX)
		return LEFT_WORD;
	left = find_abbrev(text, token, end, before_capital, lists);
	if (left != LEFT_TITLE && is_capital(text, token, end))
		return text.p[token] == 'I' ? LEFT_I : LEFT_INITIAL;
	part = last_part(text, token, end);
	if (left == LEFT_WORD && part > token && end - part >= 2)
		left = find_abbrev(text, part, end, before_capital, lists);
	if (left != LEFT_WORD || is_long_word(text, token, end))
		return left;
	s = read_shape(text, token, end);
	if (s.periods > 0 && s.alpha && s.letters_in_part == 1)
		return LEFT_DOTTED;
	if (is_label(text, begin, token, &s, lists))
		return LEFT_LABEL;
	if (s.digits && s.glyphs <= lists->ordinals)
		return LEFT_ORDINAL;
	if (s.alpha && s.periods == 0 && !s.vowel && s.capital &&
	    s.second_lower && s.glyphs <= 4)
		return LEFT_CLIPPED;
	return LEFT_WORD;
}
