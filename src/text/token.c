#include "config.h"

#include "text/token.h"

#define ELLIPSIS	0x2026
#define LEFT_SINGLE	0x2018
#define RIGHT_SINGLE	0x2019

uint32_t
token_char_wide(struct slice text, size_t i, size_t *len)
{
	const unsigned char *p = (const unsigned char *)text.p + i;
	size_t left = text.n - i, need, k;
	uint32_t c = p[0];

	*len = 1;
	if (c < 0xC2 || c > 0xF4)
		return c;
	need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (left < need)
		return c;
	c &= 0xFFu >> (need + 1);
	for (k = 1; k < need; k++) {
		if ((p[k] & 0xC0) != 0x80)
			return p[0];
		c = c << 6 | (p[k] & 0x3F);
	}
	*len = need;
	return c;
}

bool
token_is_space_wide(uint32_t c)
{
	return c == 0xA0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
	    c == 0xFEFF;
}

/*
 * Beyond ASCII everything is a letter except the blocks of punctuation and
 * symbols that news text really has.
 */
bool
token_is_letter_wide(uint32_t c)
{
	if (c < 0xC0)
		return c == 0xAA || c == 0xB5 || c == 0xBA;
	if (c == 0xD7 || c == 0xF7 || token_is_space(c))
		return false;
	if (c >= 0x2000 && c < 0x2C00)		/* punctuation ... symbols */
		return (c >= 0x200C && c <= 0x200F) ||
		    (c >= 0x2070 && c <= 0x209F) ||
		    (c >= 0x2100 && c <= 0x218F);
	if (c >= 0x2E00 && c < 0x2E80)
		return false;
	if (c >= 0x3000 && c <= 0x3020)		/* CJK punctuation */
		return false;
	return !(c >= 0xFF01 && c <= 0xFF0F) && !(c >= 0x1F000 && c < 0x20000);
}

static bool
is_word(uint32_t c)
{
	return token_is_letter(c) || token_is_digit(c);
}

static bool
is_single_mark(uint32_t c)
{
	return c == '\'' || c == '`' || c == LEFT_SINGLE ||
	    c == RIGHT_SINGLE || c == 0x201A || c == 0x201B ||
	    c == 0x2039 || c == 0x203A;
}

static bool
is_double_mark(uint32_t c)
{
	return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB ||
	    c == 0xBB || c == 0x2033 || c == 0x301D || c == 0x301E ||
	    c == 0xFF02;
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == RIGHT_SINGLE;
}

/* The character at I, or 0 past the end. */
static uint32_t
char_at(struct slice t, size_t i)
{
	size_t len;

	return i < t.n ? token_char(t, i, &len) : 0;
}

static size_t
char_end(struct slice t, size_t i)
{
	size_t len;

	token_char(t, i, &len);
	return i + len;
}

static char
lower_ascii(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Length in bytes of the letters at I if they are a clitic's and end there. */
static size_t
clitic_letters(struct slice t, size_t i)
{
	static const char *const forms[] = { "s", "re", "ve", "ll", "d", "m",
	    "t" };
	size_t k, j;

	for (k = 0; k < sizeof forms / sizeof *forms; k++) {
		for (j = 0; forms[k][j] != '\0'; j++)
			if (i + j >= t.n || lower_ascii(t.p[i + j]) !=
			    forms[k][j])
				break;
		if (forms[k][j] == '\0' && !is_word(char_at(t, i + j)))
			return j;
	}
	return 0;
}

/* Does an apostrophe at I start a clitic ("'s", "'re") ? */
static bool
is_clitic(struct slice t, size_t i)
{
	return is_apostrophe(char_at(t, i)) &&
	    clitic_letters(t, char_end(t, i)) > 0;
}

/* Is the N of "n't" at I: an apostrophe and a t follow, then no letter? */
static bool
is_negation(struct slice t, size_t i)
{
	size_t apostrophe = i + 1, letter;

	if (lower_ascii(t.p[i]) != 'n' ||
	    !is_apostrophe(char_at(t, apostrophe)))
		return false;
	letter = char_end(t, apostrophe);
	return letter < t.n && lower_ascii(t.p[letter]) == 't' &&
	    !is_word(char_at(t, letter + 1));
}

/* May the sign C stand inside a word between PREV and NEXT? */
static bool
joins(uint32_t prev, uint32_t c, uint32_t next)
{
	bool digits = token_is_digit(prev) && token_is_digit(next);

	switch (c) {
	case '-': case '_': case '@': case 0x2010: case 0x2011:
	case '&': case '\'': case RIGHT_SINGLE:
		return is_word(next);
	case ',': case ':': case '/':
		return digits;
	case '.':
		return is_word(next);
	default:
		return false;
	}
}

/* "end.Then": a blank was lost; the period does not join. */
static bool
is_lost_blank(struct slice t, size_t begin, size_t dot)
{
	uint32_t next = char_at(t, dot + 1);

	return dot - begin > 2 && next >= 'A' && next <= 'Z' &&
	    t.p[dot - 1] >= 'a' && t.p[dot - 1] <= 'z' &&
	    t.p[dot - 2] >= 'a' && t.p[dot - 2] <= 'z';
}

/* Four small letters or more: no abbreviation before a capital. */
static bool
is_plain_word(struct slice t, size_t begin, size_t end)
{
	size_t i;

	for (i = begin; i < end; i++)
		if (t.p[i] < 'a' || t.p[i] > 'z')
			return false;
	return end - begin >= 4;
}

/*
 * Does the period at DOT end a word that began at BEGIN and goes on as an
 * abbreviation?  The sentence splitter has decided already: a period with
 * more of the sentence behind it is an abbreviation's.
 */
static bool
is_abbreviation(struct slice t, size_t begin, size_t dot, bool inner)
{
	size_t i = dot + 1;
	uint32_t c = char_at(t, i);

	if (c == ',' || c == ';' || c == ':' || is_clitic(t, i))
		return true;
	if (inner && c != '.')			/* U.S. */
		return true;
	if (!token_is_space(c))
		return false;
	while (i < t.n && !is_word(char_at(t, i)) && i < dot + 8)
		i = char_end(t, i);
	if (i >= t.n || !is_word(c = char_at(t, i)))
		return false;
	return (c >= 'a' && c <= 'z') || token_is_digit(c) ||
	    !is_plain_word(t, begin, dot);
}

/* The end of the address ("https://...", "www....") at BEGIN; 0 if none. */
static size_t
address_end(struct slice t, size_t begin)
{
	static const char *const heads[] = { "http://", "https://", "www." };
	size_t k, n, end;

	for (k = 0; k < sizeof heads / sizeof *heads; k++) {
		n = strlen(heads[k]);
		if (t.n - begin <= n || memcmp(t.p + begin, heads[k], n) != 0)
			continue;
		for (end = begin; end < t.n && t.p[end] > ' ' &&
		    t.p[end] != '"' && t.p[end] != '<' &&
		    (unsigned char)t.p[end] < 0x80; end++)
			;
		while (end > begin + n && strchr(".,;:!?)']", t.p[end - 1]))
			end--;
		return end;
	}
	return 0;
}

/* The end of the word that starts at BEGIN. */
static size_t
word_end(struct slice t, size_t begin)
{
	size_t i = address_end(t, begin), next;
	uint32_t prev = 0, c;
	bool inner = false;	/* a period inside, as in U.S. */

	if (i > 0)
		return i;
	for (i = begin; i < t.n; i = next, prev = c) {
		c = char_at(t, i);
		next = char_end(t, i);
		if (is_word(c)) {
			if (i > begin && is_negation(t, i))
				return i;
			continue;
		}
		if (c == '.' && (!is_word(char_at(t, next)) ||
		    is_lost_blank(t, begin, i))) {
			if (!is_lost_blank(t, begin, i) &&
			    is_abbreviation(t, begin, i, inner))
				return next;
			return i;
		}
		if (!joins(prev, c, char_at(t, next)) || is_clitic(t, i))
			return i;
		inner |= c == '.' && !token_is_digit(prev);
	}
	return i;
}

/* The end of a run of the character at BEGIN. */
static size_t
run_end(struct slice t, size_t begin)
{
	uint32_t c = char_at(t, begin);
	size_t i = char_end(t, begin);

	while (i < t.n && char_at(t, i) == c)
		i = char_end(t, i);
	return i;
}

/* An apostrophe, a single mark, or two of them that make a double mark. */
static void
scan_single(struct slice t, struct token_piece *piece)
{
	uint32_t c = char_at(t, piece->begin);
	size_t end = char_end(t, piece->begin), letters;
	bool after_space = piece->begin == 0 ||
	    token_is_space((unsigned char)t.p[piece->begin - 1]);

	piece->kind = TOKEN_SINGLE;
	piece->end = end;
	if (end < t.n && char_at(t, end) == c && c < 0x201A) {
		piece->kind = TOKEN_DOUBLE;
		piece->end = char_end(t, end);
	} else if (is_apostrophe(c) && !after_space &&
	    (letters = clitic_letters(t, end)) > 0) {
		piece->kind = TOKEN_CLITIC;
		piece->end = end + letters;
	}
}

/* N't: the word before it ended at the n. */
static bool
scan_negation(struct slice t, struct token_piece *piece)
{
	size_t i = piece->begin;

	if (i == 0 || !is_word((unsigned char)t.p[i - 1]) ||
	    !is_negation(t, i))
		return false;
	piece->kind = TOKEN_CLITIC;
	piece->end = char_end(t, i + 1) + 1;
	return true;
}

bool
token_next(struct slice text, size_t *pos, struct token_piece *piece)
{
	size_t i = *pos;
	uint32_t c = 0;

	while (i < text.n && token_is_space(c = char_at(text, i)))
		i = char_end(text, i);
	if (i >= text.n) {
		*pos = text.n;
		return false;
	}
	piece->begin = i;
	piece->kind = TOKEN_PUNCT;
	if (is_word(c)) {
		if (!scan_negation(text, piece)) {
			piece->kind = token_is_digit(c) ? TOKEN_NUMBER :
			    TOKEN_WORD;
			piece->end = word_end(text, i);
		}
	} else if (is_single_mark(c)) {
		scan_single(text, piece);
	} else if (is_double_mark(c)) {
		piece->kind = TOKEN_DOUBLE;
		piece->end = char_end(text, i);
	} else if ((c == '@' || c == '#') &&
	    is_word(char_at(text, i + 1))) {
		piece->kind = TOKEN_WORD;
		piece->end = word_end(text, i + 1);
	} else if (c == '.' || c == '-' || c == '*' || c == '=' || c == '_') {
		piece->end = run_end(text, i);
	} else {
		piece->end = char_end(text, i);
	}
	*pos = piece->end;
	return true;
}
