#include "config.h"

#include <stdint.h>

#include "base/hash.h"
#include "news/headline.h"
#include "news/layout.h"
#include "news/lineshape.h"
#include "text/ascii.h"

enum {
	HEAD_LINES = 200,	/* before which running text has to begin */
	PARAGRAPH = 100,	/* bytes of a line that is surely running text */
	SENTENCE = 60,		/* bytes of one that ends like a sentence */
	HEADING = 100,		/* longest heading between paragraphs, bytes */
	DEEP_TAIL = 8,		/* lines without text: a menu */
	REPEAT_BYTES = 30,	/* of a line whose second copy is the page's: of
				   419 such lines in 36 pages 413 were */
	ENTRY = 40,		/* bytes of a line of a menu */
	ENTRY_BLANKS = 4,	/* in it */
	MENU = 5,		/* such lines in a row that are one */
	MENU_KNOWN = 3,		/* one in so many is furniture by its words */
	MARKER = 40,		/* bytes of a line like "Related articles" */
	ANNOUNCED_BLANKS = 5,	/* in a headline under it */
	TEASERS = 3,		/* beginnings of articles that make a list */
	LINK_RUN = 3,		/* headlines in a row that are links */
	LINK_PARAGRAPHS = 3,	/* of text before them */
	TOPIC_BYTES = 3000,	/* of running text that a title is compared to */
};

static bool
is_running_text(const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);

	if (w->line[i].looks != CLASS_BODY)
		return false;
	return s.n >= HEADLINE_BYTES ||
	    (s.n >= PARAGRAPH && headline_ends_sentence(s)) ||
	    (s.n >= SENTENCE && s.p[s.n - 1] == '.');
}

static bool
is_headline(const struct window *w, size_t i)
{
	return w->line[i].looks == CLASS_BODY &&
	    headline_is_headline(window_text(w, i));
}

static bool
is_link(const struct window *w, size_t i)
{
	return w->line[i].looks == CLASS_BODY &&
	    headline_is_link(window_text(w, i));
}

/* A paragraph cut off, long enough to be the first words of an article. */
static bool
is_cut_off(const struct window *w, size_t i)
{
	return w->line[i].looks == CLASS_BODY && w->line[i].n >= SENTENCE &&
	    headline_is_teaser(window_text(w, i));
}

/* The first line from I on that is not a date stamp or the like. */
static size_t
next_unknown(const struct window *w, size_t i)
{
	while (i < w->n && w->line[i].looks != CLASS_BODY)
		i++;
	return i;
}

/*
 * The line after headline I and the first words of its article; 0 when no
 * such two stand there.
 */
static size_t
after_teaser(const struct window *w, size_t i)
{
	size_t text = next_unknown(w, i + 1);

	return text < w->n && is_cut_off(w, text) && (is_headline(w, i) ||
	    headline_is_teaser(window_text(w, i))) ? text + 1 : 0;
}

/* Mark the topics of the running text from line FROM of W on. */
static void
collect_topics(const struct window *w, size_t from, struct topics *set)
{
	size_t bytes = 0;

	for (size_t i = from; i < w->n && bytes < TOPIC_BYTES; i++) {
		if (!is_running_text(w, i) || w->line[i].name_n > 0)
			continue;
		bytes += w->line[i].n;
		topics_add(set, window_text(w, i));
	}
}

void
layout_begin(struct layout *l)
{
	l->begun = l->sure = l->teasers = l->announced = false;
	l->title = SIZE_MAX;
	l->topics = (struct topics){ 0 };
	l->entries = l->known = 0;
	l->seen = l->head_end = l->body = l->tail = l->links = 0;
	l->document++;
}

/* Find the title among the first lines of the document, all in W. */
static void
find_title(struct layout *l, const struct window *w)
{
	size_t best = 0, n, all, end = 0;

	l->begun = true;
	while (end < w->n && end < HEAD_LINES && !is_running_text(w, end))
		end++;
	if (end == w->n || end == HEAD_LINES)
		end = 0;		/* no running text: no title */
	l->head_end = end;
	if (end == 0)
		return;
	collect_topics(w, end, &l->topics);
	for (size_t i = 0; i < end; i++) {
		if (!is_headline(w, i))
			continue;
		n = topics_shared(&l->topics, window_text(w, i), &all);
		/* a name of the site has few words and shares none */
		if (all == 0 || (n == 0 && all < 3))
			continue;
		if (l->title == SIZE_MAX || n > best) {
			l->title = i;
			l->sure = n >= 3 && n * 2 >= all;
			best = n;
		}
	}
}

/* Whether credits, bylines or dates part line I from the text after it. */
static bool
is_set_off(const struct window *w, size_t i)
{
	for (size_t k = i + 1; k < w->n && k <= i + LAYOUT_AHEAD; k++) {
		enum text_class c = w->line[k].looks;

		if (c == CLASS_BYLINE || c == CLASS_CREDIT || c == CLASS_DATE)
			return true;
		if (!textclass_is_furniture(c))
			return false;
	}
	return false;
}

/* Whether the writer is named between the title and line I: text begins. */
static bool
is_signed(const struct layout *l, const struct window *w, size_t i)
{
	for (size_t back = 1; back <= i && l->seen - back > l->title; back++) {
		if (w->line[i - back].looks == CLASS_BYLINE)
			return true;
	}
	return false;
}

/*
 * A headline before the first running text that is not the title.  One above
 * a title that speaks of the same as the text is the site's when it does not.
 */
static enum text_class
judge_head(const struct layout *l, const struct window *w, size_t i)
{
	size_t all, n = topics_shared(&l->topics, window_text(w, i), &all);

	if (l->title == SIZE_MAX)
		return CLASS_BODY;
	if (l->seen < l->title)
		return !l->sure || n * 4 > all ? CLASS_HEADING :
		    w->line[i].n <= 24 ? CLASS_NAV : CLASS_PROMO;
	return w->line[i].n >= SENTENCE ? CLASS_STANDFIRST : CLASS_HEADING;
}

static bool
text_follows(const struct window *w, size_t i)
{
	for (size_t k = i + 1; k < w->n && k <= i + LAYOUT_AHEAD; k++) {
		if (is_running_text(w, k))
			return true;
		if (w->line[k].looks == CLASS_BODY)
			return false;
	}
	return false;
}

/* Whether there is running text in the lines after line I. */
static bool
text_is_near(const struct window *w, size_t i)
{
	for (size_t k = i + 1; k < w->n && k <= i + LAYOUT_AHEAD; k++) {
		if (is_running_text(w, k) && w->line[k].n >= PARAGRAPH &&
		    !headline_is_teaser(window_text(w, k)))
			return true;
	}
	return false;
}

bool
layout_ends_articles(enum text_class c)
{
	return c == CLASS_RELATED || c == CLASS_COMMENT || c == CLASS_SHARE ||
	    c == CLASS_COOKIE || c == CLASS_LEGAL || c == CLASS_COUNTER;
}

/* Whether the headline S stood in the document before; now it does. */
static bool
is_repeated(struct layout *l, struct slice s)
{
	uint64_t h = hash_bytes(s), mixed = hash_mix(h ^ l->document);
	uint64_t *slot = &l->line[h % LAYOUT_LINES];
	bool found = *slot == mixed;

	*slot = mixed;
	return found;
}

/* The title S without the name of the site that stands behind a bar or dash. */
static struct slice
without_site(struct slice s)
{
	static const char *const bars[] = {
		" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ",
	};

	for (size_t at = s.n; at > REPEAT_BYTES; at--)
		for (size_t k = 0; s.p[at - 1] == ' ' &&
		    k < sizeof(bars) / sizeof(*bars); k++)
			if (slice_starts(slice_sub(s, at - 1, s.n),
			    slice_str(bars[k])))
				return slice_sub(s, 0, at - 1);
	return s;
}

/*
 * Whether headline I is one of several in a row that end the document and
 * speak of other things: no marker stands above them.
 */
static bool
is_in_run(const struct layout *l, const struct window *w, size_t i)
{
	size_t shared = 0, topics = 0, n = 0, all, k;

	for (k = i; k < w->n && is_link(w, k) && is_headline(w, k); k++) {
		shared += topics_shared(&l->topics, window_text(w, k), &all);
		topics += all;
		n++;
	}
	for (; k < w->n; k++)
		if (!textclass_is_furniture(w->line[k].looks))
			return false;
	return n + l->links >= LINK_RUN && shared * 2 < topics;
}

/*
 * An address in a line of its own between paragraphs is what they speak of;
 * one beside furniture, or under the text, is the site's.
 */
static bool
is_own_address(const struct layout *l, const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);

	return w->line[i].looks == CLASS_PROMO && l->tail == 0 && l->body > 0 &&
	    i > 0 && w->line[i - 1].class == CLASS_BODY &&
	    memchr(s.p, ' ', s.n) == NULL && memchr(s.p, '.', s.n) != NULL &&
	    memchr(s.p, '@', s.n) == NULL;
}

/*
 * Whether line I is the headline or the cut-off beginning of another article,
 * in a list of them: TEASERS of them or more, each under its headline.
 */
static bool
is_in_teasers(struct layout *l, const struct window *w, size_t i)
{
	size_t n = 0;

	if (l->teasers && is_cut_off(w, i))
		return true;
	for (size_t k = i; k < w->n && n < TEASERS &&
	    (k = after_teaser(w, k)) > 0; k = next_unknown(w, k))
		n++;
	l->teasers = n >= TEASERS || (l->teasers && n > 0);
	return l->teasers;
}

/*
 * A note on the writer: under the text, which does not speak of that name, and
 * with no more text below but other such notes.
 */
static bool
is_bio(const struct layout *l, const struct window *w, size_t i)
{
	const struct window_line *line = &w->line[i];
	size_t all;

	if (line->name_n == 0 || l->body < LINK_PARAGRAPHS ||
	    topics_shared(&l->topics, slice_sub(window_text(w, i), line->name,
	    line->name + line->name_n), &all) > 0)
		return false;
	for (size_t k = i + 1; k < w->n; k++)
		if (w->line[k].name_n == 0 && is_running_text(w, k))
			return false;
	return true;
}

/*
 * Whether line I is the headline of another article right under a line like
 * "Related", between paragraphs: longer than a heading of the text.
 */
static bool
is_announced(const struct layout *l, const struct window *w, size_t i)
{
	return l->announced && is_link(w, i) && is_headline(w, i) &&
	    headline_blanks(window_text(w, i)) >= ANNOUNCED_BLANKS;
}

/* A line that may stand in a menu: furniture, or a few words without a stop. */
static bool
is_entry(const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);

	if (w->line[i].looks != CLASS_BODY)
		return textclass_is_furniture(w->line[i].looks);
	if (s.n > ENTRY || ascii_is_lower(s.p[0]) || s.p[s.n - 1] == ',' ||
	    headline_ends_sentence(s))
		return false;
	for (size_t k = 0; k < s.n; k++) {
		if (ascii_is_digit(s.p[k]))	/* prices, results */
			return false;
	}
	return headline_blanks(s) <= ENTRY_BLANKS;
}

/*
 * Whether line I stands in a menu: many such lines in a row, of which one in
 * MENU_KNOWN at least is furniture by its words.
 */
static bool
is_in_menu(const struct layout *l, const struct window *w, size_t i)
{
	size_t n = l->entries + 1, known = l->known, k;

	if (!is_entry(w, i))
		return false;
	for (k = i + 1; k < w->n && k <= i + LAYOUT_AHEAD && is_entry(w, k);
	    k++) {
		n++;
		known += textclass_is_furniture(w->line[k].looks);
	}
	return n >= MENU && known * MENU_KNOWN >= n &&
	    (k > i + 1 || k == w->n || !is_running_text(w, k));
}

/* TEXT: whether it is running text. */
static enum text_class
judge_place(struct layout *l, const struct window *w, size_t i, bool text)
{
	enum text_class looks = w->line[i].looks;

	if (is_own_address(l, w, i))
		return CLASS_BODY;
	if (looks != CLASS_BODY)
		return looks;
	if (is_in_teasers(l, w, i))
		return CLASS_RELATED;
	if (is_bio(l, w, i))
		return CLASS_PROMO;
	if (l->tail > 0 && l->body > 0 && headline_is_teaser(window_text(w, i)))
		return CLASS_RELATED;
	if (text) {
		if (l->seen == l->head_end && l->title != SIZE_MAX &&
		    !is_signed(l, w, i) && is_set_off(w, i))
			return CLASS_STANDFIRST;
		return CLASS_BODY;
	}
	if (l->seen == l->title) {
		is_repeated(l, window_text(w, i));
		is_repeated(l, without_site(window_text(w, i)));
		return CLASS_TITLE;
	}
	if (is_in_menu(l, w, i))
		return CLASS_NAV;
	if (l->links > 0 && l->body > 0 && is_link(w, i) && !text_is_near(w, i))
		return CLASS_RELATED;
	if (!is_headline(w, i))
		return CLASS_BODY;
	if (w->line[i].n >= REPEAT_BYTES && is_repeated(l, window_text(w, i)) &&
	    !slice_ends(window_text(w, i), SLICE("?")))
		return CLASS_NAV;
	if (l->seen < l->head_end)
		return judge_head(l, w, i);
	if (l->body > 0 && (headline_is_shouted(window_text(w, i)) ||
	    is_announced(l, w, i)))
		return CLASS_RELATED;
	if (l->body >= LINK_PARAGRAPHS && !text_is_near(w, i) &&
	    is_link(w, i) && is_in_run(l, w, i))
		return CLASS_RELATED;
	if (l->tail > 0 && l->body > 0 && !text_is_near(w, i) &&
	    (l->tail > DEEP_TAIL ||
	    headline_blanks(window_text(w, i)) >= HEADLINE_LINK_BLANKS) &&
	    !slice_ends(window_text(w, i), SLICE("?")))
		return CLASS_RELATED;
	return w->line[i].n <= HEADING && text_follows(w, i) &&
	    !slice_ends(window_text(w, i), SLICE("?")) ?
	    CLASS_HEADING : CLASS_BODY;
}

/* The same, but that a quoted sentence is never furniture. */
static enum text_class
judge(struct layout *l, const struct window *w, size_t i, bool text)
{
	enum text_class class = judge_place(l, w, i, text);

	if (w->line[i].looks == CLASS_BODY && textclass_is_furniture(class) &&
	    lineshape_quotes(window_text(w, i)))
		return text ? CLASS_BODY : CLASS_HEADING;
	return class;
}

void
layout_judge(struct layout *l, struct window *w)
{
	struct window_line *line = &w->line[w->next];
	bool text = is_running_text(w, w->next);

	if (!l->begun)
		find_title(l, w);
	line->class = judge(l, w, w->next, text);
	l->seen++;
	if (layout_ends_articles(line->class) || line->class == CLASS_PROMO)
		l->tail++;
	else if (text && line->n >= PARAGRAPH)
		l->tail = 0;
	else if (l->tail > 0)
		l->tail++;
	l->body += text;
	if (!is_entry(w, w->next)) {
		l->entries = l->known = 0;
	} else {
		l->entries++;
		l->known += textclass_is_furniture(line->looks);
	}
	l->announced = line->class == CLASS_RELATED &&
	    (line->looks == CLASS_BODY ? l->announced : line->n <= MARKER);
	l->links = line->looks == CLASS_BODY && line->class == CLASS_RELATED ?
	    l->links + 1 : 0;
}
