#include "config.h"

#include "news/quoted.h"
#include "text/glyph.h"

static bool
is_letter(struct slice text, size_t at)
{
	enum glyph_kind kind = glyph_at(text, at).kind;

	return kind == GLYPH_UPPER || kind == GLYPH_LOWER ||
	    kind == GLYPH_LETTER;
}

/* Whether the bytes at AT begin with one of the marks of VALUE; its size. */
static size_t
closes(struct slice text, size_t at, struct slice value)
{
	struct slice mark;

	for (size_t i = 0; (mark = lexicon_field(value, i)).n > 0; i++)
		if (slice_starts(slice_sub(text, at, text.n), mark))
			return mark.n;
	return 0;
}

/*
 * The end of the first closing mark of VALUE at or after AT; 0 if there is
 * none.  A ’ before a letter is an apostrophe.
 */
static size_t
closing_mark(struct slice text, size_t at, struct slice value)
{
	while (at < text.n) {
		struct glyph g = glyph_at(text, at);
		size_t n = g.c == '"' || g.c >= 0x80 ?
		    closes(text, at, value) : 0;

		if (n > 0 && !(g.c == 0x2019 && is_letter(text, at + n)))
			return at + n;
		at += g.size;
	}
	return 0;
}

static bool
is_unclosed(const struct quoted *q, int32_t mark)
{
	for (size_t i = 0; i < q->kinds; i++)
		if (q->unclosed[i] == mark)
			return true;
	return q->kinds == QUOTED_KINDS;
}

bool
quoted_covers(struct quoted *q, struct slice text, size_t at,
    const struct lexicon_table *quotes)
{
	while (q->end < at) {
		struct glyph g = glyph_at(text, q->end);
		struct slice mark = slice_sub(text, q->end, q->end + g.size);
		struct slice value;
		size_t close;

		q->end += g.size;
		if ((g.c != '"' && g.c < 0x80) || is_unclosed(q, g.c) ||
		    !lexicon_get(quotes, mark, &value))
			continue;
		close = closing_mark(text, q->end, value);
		if (close > 0)
			q->end = close;
		else
			q->unclosed[q->kinds++] = g.c;
	}
	return q->end > at;
}
