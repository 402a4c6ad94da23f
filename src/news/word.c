/* word.c - the words, numbers and marks of one statement */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/word.h"

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_ascii_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_white(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Length of the code point at S, 1 for a byte that begins none; its value in
 * CP (0xfffd then).  The text was repaired upstream, so this need not be
 * strict, only safe.
 */
static size_t
code_point(struct slice s, uint32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 :
	    p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (n == 1) {
		*cp = p[0];
		return 1;
	}
	*cp = 0xfffd;
	if (n == 0 || n > s.n)
		return 1;
	*cp = p[0] & (0x7f >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80) {
			*cp = 0xfffd;
			return 1;
		}
		*cp = *cp << 6 | (p[i] & 0x3f);
	}
	return n;
}

/* Blanks outside ASCII: no-break space, general punctuation, ideographic. */
static bool
is_wide_blank(uint32_t cp)
{
	return cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200b) || cp == 0x202f ||
	    cp == 0x205f || cp == 0x2060 || cp == 0x3000 || cp == 0xfeff;
}

/* Punctuation and symbols outside ASCII, by block. */
static bool
is_wide_mark(uint32_t cp)
{
	return (cp >= 0x80 && cp <= 0xbf && cp != 0xaa && cp != 0xb5 &&
	    cp != 0xba) || cp == 0xd7 || cp == 0xf7 ||
	    (cp >= 0x2000 && cp <= 0x206f) ||	/* general punctuation */
	    (cp >= 0x20a0 && cp <= 0x20cf) ||	/* currency */
	    (cp >= 0x2150 && cp <= 0x218f) ||	/* fractions */
	    (cp >= 0x2190 && cp <= 0x2bff) ||	/* arrows, mathematics */
	    (cp >= 0x3000 && cp <= 0x303f) || cp >= 0x1f000;
}

/* Right single quotation mark, the apostrophe of typeset text. */
static bool
is_curly(struct slice s)
{
	return slice_starts(s, SLICE("\xe2\x80\x99"));
}

/* Length of the letters S begins with. */
static size_t
letters(struct slice s)
{
	size_t i = 0;

	while (i < s.n) {
		uint32_t cp;
		size_t n = code_point(slice_sub(s, i, s.n), &cp);

		if (cp < 0x80 ? !is_ascii_letter(cp)
		    : is_wide_mark(cp) || is_wide_blank(cp))
			break;
		i += n;
	}
	return i;
}

/* Length of the word S begins with: letters, one apostrophe and letters. */
static size_t
letters_word(struct slice s)
{
	size_t n = letters(s), mark, more;

	if (n == 0 || n == s.n)
		return n;
	mark = s.p[n] == '\'' ? 1 : is_curly(slice_sub(s, n, s.n)) ? 3 : 0;
	if (mark == 0)
		return n;
	more = letters(slice_sub(s, n + mark, s.n));
	return more > 0 ? n + mark + more : n;
}

static size_t
digits(struct slice s, size_t from)
{
	size_t i = from;

	while (i < s.n && is_digit(s.p[i]))
		i++;
	return i - from;
}

/*
 * Length of the number S begins with.  Commas belong to it when they group
 * it: one to three digits, then groups of two or three, the last of three.
 */
static size_t
number(struct slice s)
{
	size_t n = digits(s, 0), grouped = n, group = 3;

	if (n > 0 && n <= 3) {
		while (grouped < s.n && s.p[grouped] == ',') {
			group = digits(s, grouped + 1);
			if (group != 2 && group != 3)
				break;
			grouped += 1 + group;
		}
		if (grouped > n && group == 3)
			n = grouped;
	}
	if (n < s.n && s.p[n] == '.' && digits(s, n + 1) > 0)
		n += 1 + digits(s, n + 1);
	return n > 0 && is_digit(s.p[n - 1]) ? n : 0;
}

/* Append the lower-case form of TEXT. */
static void
lower(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = text.p[i];

		if (is_curly(slice_sub(text, i, text.n))) {
			buf_putc(out, '\'');
			i += 2;
		} else {
			buf_putc(out, c >= 'A' && c <= 'Z' ? c + 32 : c);
		}
	}
}

static bool
has_capital(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] >= 'A' && text.p[i] <= 'Z')
			return true;
	return false;
}

static void
add(struct words *w, struct slice text, size_t at, size_t n,
    enum word_kind kind, bool glued)
{
	struct slice s = slice_sub(text, at, at + n);
	size_t low = w->low.n;

	lower(&w->low, s);
	w->word = mem_grow(w->word, &w->cap, w->n + 1, sizeof(*w->word));
	w->word[w->n++] = (struct word){ .text = s,
	    .low = { NULL, w->low.n - low }, .start = at, .kind = kind,
	    .capital = has_capital(s), .glued = glued };
}

void
word_split(struct words *w, struct slice text)
{
	bool glued = false;
	size_t at = 0, low = 0;

	w->n = 0;
	buf_clear(&w->low);
	while (at < text.n) {
		struct slice rest = slice_sub(text, at, text.n);
		enum word_kind kind = WORD_MARK;
		uint32_t cp;
		size_t n;

		n = code_point(rest, &cp);
		if (is_white(rest.p[0]) || is_wide_blank(cp)) {
			at += n;
			glued = false;
			continue;
		}
		if (letters(rest) > 0) {
			kind = WORD_LETTERS;
			n = letters_word(rest);
		} else if (number(rest) > 0) {
			kind = WORD_NUMBER;
			n = number(rest);
		}
		add(w, text, at, n, kind, glued);
		at += n;
		glued = true;
	}
	for (size_t i = 0; i < w->n; i++) {	/* the buffer is done */
		w->word[i].low.p = w->low.p + low;
		low += w->word[i].low.n;
	}
}

void
word_free(struct words *w)
{
	free(w->word);
	buf_free(&w->low);
	*w = (struct words){ 0 };
}

bool
word_is_one_of(const struct words *w, size_t i, const char *const *list,
    size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (word_is(w, i, list[k]))
			return true;
	return false;
}
