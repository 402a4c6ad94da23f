#include "config.h"

#include "news/linewords.h"
#include "text/ascii.h"

/*
 * Length of the mark outside ASCII at AT that parts words: quotes, dashes,
 * arrows and other signs of U+2000 to U+2BFF, signs of U+0080, emoji.  0:
 * none, or an apostrophe.
 */
static inline size_t
mark_length(struct slice s, size_t at)
{
	if (s.p[at] == '\xe2')
		return at + 2 < s.n && (unsigned char)s.p[at + 1] < 0xb0 &&
		    (s.p[at + 1] != '\x80' || s.p[at + 2] != '\x99') ? 3 : 0;
	if (s.p[at] == '\xf0')
		return at + 3 < s.n && s.p[at + 1] == '\x9f' ? 4 : 0;
	return s.p[at] == '\xc2' && at + 1 < s.n ? 2 : 0;
}

/*
 * How many bytes at AT, inside or after a word, go on with it: of letters
 * outside ASCII, apostrophes, dots inside an address, marks inside a number.
 */
static size_t
goes_on(struct slice s, size_t at)
{
	char c = s.p[at];

	if ((c & 0x80) != 0)
		return mark_length(s, at) > 0 ? 0 : c == '\xe2' &&
		    at + 2 < s.n && s.p[at + 1] == '\x80' ? 3 : 1;
	if (c == ' ' || at + 1 >= s.n || !linewords_is_part(s.p[at + 1]) ||
	    mark_length(s, at + 1) > 0)
		return 0;
	if (c == '.' && ascii_is_upper(s.p[at + 1]) && !ascii_is_upper(s.p[at - 1]))
		return 0;		/* a lost blank: "end.Next" */
	if (c == '\'' || c == '.' || c == '@' || c == '_' || c == '-')
		return 1;
	return (c == ',' || c == ':') && ascii_is_digit(s.p[at + 1]) &&
	    ascii_is_digit(s.p[at - 1]);
}

/* Digits, with marks or an h between (10h15) and letters after (1.2k, 3rd). */
static bool
is_number(struct slice w)
{
	size_t i = 0;

	while (i < w.n && (ascii_is_digit(w.p[i]) || w.p[i] == ',' || w.p[i] == '.' ||
	    w.p[i] == ':' || ((w.p[i] | 0x20) == 'h' && i > 0 &&
	    i + 1 < w.n && ascii_is_digit(w.p[i + 1]))))
		i++;
	return i > 0 && w.n - i <= 2;
}

const char linewords_ascii[256] =
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "0123456789\0\0\0\0\0\0"
    "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"
    "\0abcdefghijklmnopqrstuvwxyz";

/*
 * The word at AT of S, in lower case with straight apostrophes ("<n>" for a
 * number), to the end of LOWER, with a blank after it.  Where it ends.
 */
static size_t
add_word(struct line_words *l, struct slice s, size_t at, struct buf *lower)
{
	char *out = lower->p + lower->n;
	size_t n = 0, from = at, len;
	uint32_t h = 0;
	char c, put[2];

	for (;; at += len) {
		for (; at < s.n && (c = linewords_ascii[(unsigned char)s.p[at]]) != 0;
		    at++) {
			h = h * 31 + (unsigned char)c;
			out[n++] = c;
		}
		if (at == s.n || s.p[at] == ' ' || (len = goes_on(s, at)) == 0)
			break;
		c = len == 3 ? '\'' : linewords_lower(s, at, &len, put);
		h = h * 31 + (unsigned char)c;
		out[n++] = c;
		if (len == 2) {
			h = h * 31 + (unsigned char)put[1];
			out[n++] = put[1];
		}
	}
	l->word[l->n].at = lower->n;
	l->word[l->n].from = from;
	l->word[l->n].capital = ascii_is_upper(s.p[from]);
	l->word[l->n].capital |= n > 1 && (unsigned char)s.p[from] >= 0xc3 &&
	    (s.p[from] != out[0] || s.p[from + 1] != out[1]);
	l->word[l->n].number = ascii_is_digit(s.p[from]) &&
	    is_number(slice_sub(s, from, at));
	if (l->word[l->n].number) {
		memcpy(out, "<n>", n = 3);
		h = linewords_hash(SLICE("<n>"));
	}
	/* a colon after a word, not at the line's end, belongs to it */
	if (at + 1 < s.n && s.p[at] == ':') {
		out[n++] = ':';
		h = h * 31 + ':';
	}
	l->word[l->n].len = n;
	l->word[l->n++].hash = h;
	out[n] = ' ';
	lower->n += n + 1;
	return at;
}

void
linewords_take(struct line_words *l, struct slice s, size_t most,
    struct buf *lower)
{
	size_t at = 0, mark;

	buf_clear(lower);
	buf_reserve(lower, s.n * 5 + 8);	/* "1" becomes "<n>: " */
	l->text = s;
	l->lower = lower;
	l->n = 0;
	while (at < s.n && l->n < most) {
		if (!linewords_is_part(s.p[at]))
			at++;
		else if ((mark = mark_length(s, at)) > 0)
			at += mark;
		else
			at = add_word(l, s, at, lower);
	}
}
