#include "config.h"

#include <stdint.h>

#include "base/hash.h"
#include "news/layout.h"
#include "news/lineshape.h"

enum {
	HEAD_LINES = 200,	/* before which running text has to begin */
	PARAGRAPH = 100,	/* bytes of a line that is surely running text */
	SENTENCE = 60,		/* bytes of one that ends like a sentence */
	HEADLINE = 200,		/* longest headline, bytes */
	HEADING = 100,		/* longest heading between paragraphs, bytes */
	LINK_BLANKS = 3,	/* in the headline of another article: prices and
				   numbers to call also stand at the end */
	DEEP_TAIL = 8,		/* lines without text: a menu */
	REPEAT_BYTES = 30,	/* of a line whose second copy is the page's: of
				   419 such lines in 36 pages 413 were */
	LINK_RUN = 3,		/* headlines in a row that are links */
	LINK_PARAGRAPHS = 3,	/* of text before them */
	TOPIC_BYTES = 3000,	/* of running text that a title is compared to */
	TOPIC_SLOTS = LAYOUT_TOPICS,
};

static bool
is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0;
}

/* Whether S, not empty, ends with one of the N strings. */
static bool
ends_with(struct slice s, const char *const *ends, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(ends[i]);

		if (s.p[s.n - 1] == ends[i][len - 1] &&
		    slice_ends(s, (struct slice){ ends[i], len }))
			return true;
	}
	return false;
}

static bool
ends_sentence(struct slice s)
{
	static const char *const ends[] = {
		".", "!", "?", "\"", "'", "\xe2\x80\x9d", "\xe2\x80\x99",
		")", "\xe2\x80\xa6", ":",
	};

	return ends_with(s, ends, sizeof(ends) / sizeof(*ends));
}

static bool
is_running_text(const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);

	if (w->line[i].looks != CLASS_BODY)
		return false;
	return s.n >= HEADLINE || (s.n >= PARAGRAPH && ends_sentence(s)) ||
	    (s.n >= SENTENCE && s.p[s.n - 1] == '.');
}

/* A sentence, or the end of one in quotation marks: no headline. */
static bool
ends_in_quote(struct slice s)
{
	static const char *const ends[] = {
		".\"", ".\xe2\x80\x9d", ".'", ".\xe2\x80\x99", "!\"",
		"!\xe2\x80\x9d", "?\"", "?\xe2\x80\x9d", ".)",
		",\xe2\x80\x9d", ",\"",
	};

	return ends_with(s, ends, sizeof(ends) / sizeof(*ends));
}

/* The first words of another article, cut off. */
static bool
is_teaser(struct slice s)
{
	return slice_ends(s, SLICE("...")) ||
	    slice_ends(s, SLICE("\xe2\x80\xa6"));
}

/*
 * Whether S is several sentences: "The ferry stopped. Why?", "No! It left!"; a
 * headline may have a question or an exclamation in it, but then no mark at
 * its end ("Hungry? Here is more").
 */
static bool
has_sentences(struct slice s)
{
	char last = s.p[s.n - 1];
	bool marked = last == '!' || last == '?';

	for (size_t i = 1; i + 2 < s.n; i++)
		if ((s.p[i] == '.' || (marked && (s.p[i] == '!' ||
		    s.p[i] == '?'))) && s.p[i + 1] == ' ' &&
		    s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z' &&
		    s.p[i + 2] >= 'A' && s.p[i + 2] <= 'Z' &&
		    (i < 3 || s.p[i - 3] != ' '))	/* "vs. Hill" */
			return true;
	return false;
}

/* A line that may stand over others. */
static bool
is_headline(const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);

	if (w->line[i].looks != CLASS_BODY || s.n > HEADLINE || s.n < 3 ||
	    ends_in_quote(s) || has_sentences(s))
		return false;
	return s.p[s.n - 1] != '.' && s.p[s.n - 1] != ',' &&
	    s.p[s.n - 1] != ';' && s.p[s.n - 1] != ':' &&
	    (s.p[0] < 'a' || s.p[0] > 'z');
}

/*
 * The next word of S from *AT on, of four letters or more: its first six
 * letters in lower case, hashed ("sanction" is "sanctions").
 */
static bool
next_topic(struct slice s, size_t *at, uint64_t *topic)
{
	while (*at < s.n) {
		char word[6];
		size_t n = 0, from;

		while (*at < s.n && !is_letter(s.p[*at]))
			++*at;
		for (from = *at; *at < s.n && is_letter(s.p[*at]); ++*at) {
			if (n < sizeof(word))
				word[n++] = (s.p[*at] & 0x80) != 0 ?
				    s.p[*at] : (char)(s.p[*at] | 0x20);
		}
		if (*at - from >= 4) {
			*topic = hash_bytes((struct slice){ word, n });
			return true;
		}
	}
	return false;
}

/* Mark the topics of the running text from line FROM of W on. */
static void
collect_topics(const struct window *w, size_t from, uint8_t *set)
{
	size_t bytes = 0, at;
	uint64_t topic;

	for (size_t i = from; i < w->n && bytes < TOPIC_BYTES; i++) {
		if (!is_running_text(w, i))
			continue;
		bytes += w->line[i].n;
		for (at = 0; next_topic(window_text(w, i), &at, &topic); )
			set[topic % TOPIC_SLOTS / 8] |=
			    (uint8_t)(1 << topic % 8);
	}
}

/* How many topics of line I are in SET; *ALL, how many it has. */
static size_t
shared_topics(const struct window *w, size_t i, const uint8_t *set,
    size_t *all)
{
	size_t n = 0, at = 0;
	uint64_t topic;

	*all = 0;
	while (next_topic(window_text(w, i), &at, &topic)) {
		++*all;
		n += set[topic % TOPIC_SLOTS / 8] >> topic % 8 & 1;
	}
	return n;
}

void
layout_begin(struct layout *l)
{
	l->begun = l->sure = false;
	l->title = SIZE_MAX;
	memset(l->topics, 0, sizeof(l->topics));
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
	collect_topics(w, end, l->topics);
	for (size_t i = 0; i < end; i++) {
		if (!is_headline(w, i))
			continue;
		n = shared_topics(w, i, l->topics, &all);
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
	size_t all, n = shared_topics(w, i, l->topics, &all);

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
		    !is_teaser(window_text(w, k)))
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

static size_t
blanks(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* Capitals only, six words or more: a link that some sites put into text. */
static bool
is_shouted(struct slice s)
{
	size_t words = 0, capitals = 0, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		capitals += s.p[i] >= 'A' && s.p[i] <= 'Z';
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		words += s.p[i] == ' ';
	}
	return words >= 5 && capitals >= 20 && digits <= 2;
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
 * A line of a list of links: a headline, or one that asks, or has two
 * sentences and no stop at its end.
 */
static bool
is_link(const struct window *w, size_t i)
{
	struct slice s = window_text(w, i);
	char last = s.p[s.n - 1];

	return w->line[i].looks == CLASS_BODY && s.n <= HEADLINE &&
	    blanks(s) >= LINK_BLANKS && last != '.' && last != ',' &&
	    last != ';' && last != ':' && last != ')' &&
	    last != ']' && s.p[0] != '-' && !ends_in_quote(s) &&
	    (s.p[0] < 'a' || s.p[0] > 'z') && !lineshape_quotes(s);
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
		shared += shared_topics(w, k, l->topics, &all);
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

static enum text_class
judge_place(struct layout *l, const struct window *w, size_t i)
{
	enum text_class looks = w->line[i].looks;

	if (is_own_address(l, w, i))
		return CLASS_BODY;
	if (looks != CLASS_BODY)
		return looks;
	if (l->tail > 0 && l->body > 0 && is_teaser(window_text(w, i)))
		return CLASS_RELATED;
	if (is_running_text(w, i)) {
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
	if (l->links > 0 && l->body > 0 && is_link(w, i) && !text_is_near(w, i))
		return CLASS_RELATED;
	if (!is_headline(w, i))
		return CLASS_BODY;
	if (w->line[i].n >= REPEAT_BYTES && is_repeated(l, window_text(w, i)) &&
	    !slice_ends(window_text(w, i), SLICE("?")))
		return CLASS_NAV;
	if (l->seen < l->head_end)
		return judge_head(l, w, i);
	if (l->body > 0 && is_shouted(window_text(w, i)))
		return CLASS_RELATED;
	if (l->body >= LINK_PARAGRAPHS && !text_is_near(w, i) &&
	    is_link(w, i) && is_in_run(l, w, i))
		return CLASS_RELATED;
	if (l->tail > 0 && l->body > 0 && !text_is_near(w, i) &&
	    (l->tail > DEEP_TAIL ||
	    blanks(window_text(w, i)) >= LINK_BLANKS) &&
	    !slice_ends(window_text(w, i), SLICE("?")))
		return CLASS_RELATED;
	return w->line[i].n <= HEADING && text_follows(w, i) &&
	    !slice_ends(window_text(w, i), SLICE("?")) ?
	    CLASS_HEADING : CLASS_BODY;
}

/* The same, but that a quoted sentence is never furniture. */
static enum text_class
judge(struct layout *l, const struct window *w, size_t i)
{
	enum text_class class = judge_place(l, w, i);

	if (w->line[i].looks == CLASS_BODY && textclass_is_furniture(class) &&
	    lineshape_quotes(window_text(w, i)))
		return is_running_text(w, i) ? CLASS_BODY : CLASS_HEADING;
	return class;
}

void
layout_judge(struct layout *l, struct window *w)
{
	struct window_line *line = &w->line[w->next];

	if (!l->begun)
		find_title(l, w);
	line->class = judge(l, w, w->next);
	l->seen++;
	if (layout_ends_articles(line->class) || line->class == CLASS_PROMO)
		l->tail++;
	else if (is_running_text(w, w->next) && line->n >= PARAGRAPH)
		l->tail = 0;
	else if (l->tail > 0)
		l->tail++;
	l->body += is_running_text(w, w->next);
	l->links = line->looks == CLASS_BODY && line->class == CLASS_RELATED ?
	    l->links + 1 : 0;
}
