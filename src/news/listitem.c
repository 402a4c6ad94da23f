#include "config.h"

#include "news/listitem.h"
#include "text/glyph.h"

struct label {
	int32_t bullet;		/* 0: none */
	bool letter;		/* "a." rather than "1." */
	int32_t value;		/* the number, or the letter */
	bool period, bracket;	/* what follows it: ".", ")", ".)" */
	size_t end;		/* byte after the label and its blanks */
};

static bool
is_bullet(int32_t c)
{
	return c == 0x2022 || c == 0x2043 || c == 0x2023 || c == 0x25aa ||
	    c == 0x25cf || c == 0x25e6 || c == 0xb7;
}

/* The number or letter at *AT, which is moved behind it. */
static bool
read_value(struct slice text, size_t *at, struct label *label)
{
	enum { NUMBER_MAX = 999 };
	struct glyph g = glyph_at(text, *at);

	label->letter = g.c >= 'a' && g.c <= 'z';
	label->value = label->letter ? g.c : 0;
	if (label->letter) {
		(*at)++;
		return true;
	}
	if (g.c < '0' || g.c > '9')
		return false;
	for (; g.c >= '0' && g.c <= '9' && label->value <= NUMBER_MAX;
	    g = glyph_at(text, ++*at))
		label->value = label->value * 10 + (g.c - '0');
	return label->value <= NUMBER_MAX;
}

static bool
read_label(struct slice text, size_t at, struct label *label)
{
	struct glyph g = glyph_at(text, at);

	label->bullet = is_bullet(g.c) ? g.c : 0;
	if (label->bullet != 0)
		at = glyph_skip_blanks(text, at + g.size);
	if (!read_value(text, &at, label))
		return false;
	label->period = at < text.n && text.p[at] == '.';
	at += label->period;
	label->bracket = at < text.n && text.p[at] == ')';
	at += label->bracket;
	label->end = glyph_skip_blanks(text, at);
	return (label->period || label->bracket) && label->end > at &&
	    label->end < text.n;
}

static bool
follows(const struct label *a, const struct label *b)
{
	return a->bullet == b->bullet && a->letter == b->letter &&
	    a->value + 1 == b->value && a->period == b->period &&
	    a->bracket == b->bracket;
}

bool
listitem_read(struct slice text, size_t at, struct list_item *item)
{
	struct label label, next;
	size_t p;

	if (!read_label(text, at, &label))
		return false;
	*item = (struct list_item){ label.end, 0 };
	for (p = label.end; p < text.n && p - at < LISTITEM_REACH; p++) {
		size_t start;

		if (text.p[p] != ' ')
			continue;
		start = glyph_skip_blanks(text, p);
		if (read_label(text, start, &next) && follows(&label, &next)) {
			item->next = start;
			break;
		}
	}
	return true;
}
