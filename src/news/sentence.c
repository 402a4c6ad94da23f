#include "config.h"

#include <string.h>

#include "news/endrule.h"
#include "news/listitem.h"
#include "news/sentence.h"

struct sentence_rules
sentence_rules(const char *lang)
{
	struct sentence_rules rules = { 0 };
	struct stop_lists *lists = &rules.lists;
	struct slice digits;

	lists->abbrev = lexicon_find(lang, "abbrev");
	lists->starters = lexicon_find(lang, "starters");
	lists->say = lexicon_find(lang, "say");
	lists->quotes = lexicon_find(lang, "quotes");
	if (lists->quotes == NULL)
		lists->quotes = lexicon_find("und", "quotes");
	if (lexicon_get(lexicon_find(lang, "sentence"), SLICE("ordinals"),
	    &digits) && digits.n > 0 && digits.p[0] >= '0' &&
	    digits.p[0] <= '9')
		lists->ordinals = (size_t)(digits.p[0] - '0');
	return rules;
}

/* The end of the text before byte AT without its blanks. */
static size_t
trim(struct slice text, size_t at)
{
	struct glyph g;

	while ((g = glyph_before(text, at)).kind == GLYPH_BLANK)
		at -= g.size;
	return at;
}

void
sentence_begin(struct sentence_iter *it, struct slice text,
    const struct sentence_rules *rules)
{
	text.n = trim(text, text.n);
	*it = (struct sentence_iter){ .text = text, .rules = rules };
	it->begin = glyph_skip_blanks(text, 0);
}

/* The end of the opening marks at byte AT. */
static size_t
skip_opening(struct slice text, size_t at)
{
	struct glyph g;

	while ((g = glyph_at(text, at)).kind == GLYPH_OPENING ||
	    g.kind == GLYPH_QUOTE)
		at += g.size;
	return at;
}

/* The text as far as the sentence at BEGIN may reach. */
static struct slice
within_reach(struct slice text, size_t begin)
{
	size_t end = begin + SENTENCE_MAX;

	if (text.n <= end)
		return text;
	for (size_t i = 0; i < 4; i++)	/* not inside a character */
		if (((unsigned char)text.p[end - i] & 0xc0) != 0x80)
			return slice_sub(text, 0, end - i);
	return slice_sub(text, 0, end);
}

/* Where to cut TEXT, which has no end of a sentence: at its last blank. */
static size_t
cut_point(struct slice text)
{
	for (size_t p = text.n; p > text.n - SENTENCE_MAX / 4; p--)
		if (text.p[p - 1] == ' ')
			return trim(text, p);
	return trim(text, text.n);	/* other blanks than spaces */
}

/* The end of the sentence at it->begin by its stops, from byte FROM on. */
static size_t
find_end(struct sentence_iter *it, size_t from)
{
	struct slice text = within_reach(it->text, it->begin);
	struct place at = { .lists = &it->rules->lists, .text = text,
		.begin = it->begin, .words = skip_opening(text, it->begin) };
	size_t p = from;

	while ((p = glyph_find_stop(text, p)) < text.n) {
		stop_read(&at.stop, text, it->begin, p, &it->quotes,
		    &it->rules->lists);
		if (endrule_ends(&at) && !(it->rules->keep_quotations &&
		    quoted_covers(&it->quoted, it->text, at.stop.close,
		    it->rules->lists.quotes)))
			return at.stop.close;
		p = at.stop.end;
	}
	return text.n < it->text.n ? cut_point(text) : text.n;
}

/*
 * The end of the list item at it->begin: where its stops say, not behind the
 * label of the next one.  False if there is no item, but for a first one that
 * has no second.
 */
static bool
find_item_end(struct sentence_iter *it, size_t *end)
{
	struct list_item item;

	if (!listitem_read(it->text, it->begin, &item) ||
	    (item.next == 0 && !it->in_list))
		return false;
	*end = find_end(it, item.text);
	if (item.next > 0 && *end > item.next)
		*end = trim(it->text, item.next);
	it->in_list = item.next > 0;
	return true;
}

bool
sentence_next(struct sentence_iter *it, struct sentence *sentence)
{
	if (it->begin >= it->text.n)
		return false;
	sentence->begin = it->begin;
	if (!it->rules->split_lists || !find_item_end(it, &sentence->end))
		sentence->end = find_end(it, it->begin);
	it->begin = glyph_skip_blanks(it->text, sentence->end);
	return true;
}
