#include "config.h"

#include "base/hash.h"
#include "news/furniture.h"
#include "text/utf8.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A byte of a word: letters, digits, anything outside ASCII. */
static bool
is_word_byte(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	    (c & 0x80) != 0;
}

static struct slice
word_of(const struct furniture *f, const struct furniture_line *l, size_t i)
{
	return (struct slice){ f->lower.p + l->word[i].at, l->word[i].len };
}

static size_t
filter_bit(struct slice word)
{
	return hash_bytes(word) % FURNITURE_FILTER;
}

static void
filter_add(uint8_t *filter, struct slice word)
{
	size_t bit = filter_bit(word);

	filter[bit / 8] |= (uint8_t)(1 << bit % 8);
}

/* The length of the word that KEY starts with. */
static size_t
first_word(struct slice key)
{
	const char *blank = memchr(key.p, ' ', key.n);

	return blank != NULL ? (size_t)(blank - key.p) : key.n;
}

bool
furniture_open(struct furniture *f, const char *lang)
{
	*f = (struct furniture){ 0 };
	f->lines = lexicon_find(lang, "furniture");
	f->dates = lexicon_find(lang, "dateword");
	f->credits = lexicon_find(lang, "credit");
	if (f->lines == NULL)		/* shapes only */
		return lexicon_language(lang);
	f->most_words = f->lines->most_words;
	for (size_t i = 0; i < f->lines->n; i++) {
		struct slice key = lexicon_key(f->lines, i, NULL);
		bool head = slice_starts(key, SLICE("* "));
		bool tail = slice_ends(key, SLICE(" *"));

		if (head)
			key = slice_sub(key, 2, key.n);
		filter_add(head && tail ? f->inside : head ? f->tail :
		    tail ? f->head : f->exact,
		    slice_sub(key, 0, first_word(key)));
	}
	return true;
}

void
furniture_close(struct furniture *f)
{
	buf_free(&f->lower);
	buf_free(&f->key);
}

/* Quotes, dashes and other marks of the block U+2000 part words. */
static size_t
mark_length(struct slice s, size_t at)
{
	if (at + 2 < s.n && s.p[at] == '\xe2' && s.p[at + 1] == '\x80')
		return s.p[at + 2] == '\x99' ? 0 : 3;
	if (at + 1 < s.n && s.p[at] == '\xc2')
		return 2;
	return 0;
}

/* The end of the word at AT: letters, apostrophes, dots inside an address. */
static size_t
word_end(struct slice s, size_t at)
{
	for (; at < s.n; at++) {
		char c = s.p[at];

		if (is_word_byte(c)) {
			if (mark_length(s, at) > 0)
				break;
			continue;
		}
		if (at + 1 >= s.n || !is_word_byte(s.p[at + 1]) ||
		    mark_length(s, at + 1) > 0)
			break;
		if (c == '\'' || c == '.' || c == '@' || c == '_' || c == '-')
			continue;
		if ((c == ',' || c == ':') && is_digit(s.p[at + 1]) &&
		    is_digit(s.p[at - 1]))
			continue;
		break;
	}
	return at;
}

/* Digits, with marks between and at most three letters after (1.2k, 3rd). */
static bool
is_number(struct slice w)
{
	size_t i = 0;

	while (i < w.n && (is_digit(w.p[i]) || w.p[i] == ',' || w.p[i] == '.' ||
	    w.p[i] == ':'))
		i++;
	return i > 0 && w.n - i <= 2;
}

/* Append word S to f->lower in lower case, "<n>" for a number. */
static void
add_word(struct furniture *f, struct furniture_line *l, struct slice s)
{
	size_t at = f->lower.n;

	l->word[l->n].at = at;
	l->word[l->n].capital = is_upper(s.p[0]);
	l->word[l->n].number = is_number(s);
	if (l->word[l->n].number) {
		buf_add(&f->lower, SLICE("<n>"));
	} else {
		for (size_t i = 0; i < s.n; i++) {
			if (i + 2 < s.n && memcmp(s.p + i, "\xe2\x80\x99",
			    3) == 0) {
				buf_putc(&f->lower, '\'');
				i += 2;
			} else {
				buf_putc(&f->lower, is_upper(s.p[i]) ?
				    (char)(s.p[i] | 0x20) : s.p[i]);
			}
		}
	}
	l->word[l->n++].len = f->lower.n - at;
	buf_putc(&f->lower, ' ');
}

/* Take S apart into at most MOST words. */
static void
take_apart(struct furniture *f, struct slice s, size_t most,
    struct furniture_line *l)
{
	size_t at = 0, end, mark;

	buf_clear(&f->lower);
	l->text = s;
	l->n = 0;
	while (at < s.n && l->n < most) {
		if (!is_word_byte(s.p[at])) {
			at++;
			continue;
		}
		if ((mark = mark_length(s, at)) > 0) {
			at += mark;
			continue;
		}
		end = word_end(s, at);
		if (end == at)
			end++;
		add_word(f, l, slice_sub(s, at, end));
		/* a colon after a word, not at the line's end, belongs to it */
		if (end + 1 < s.n && s.p[end] == ':') {
			f->lower.p[f->lower.n - 1] = ':';
			buf_putc(&f->lower, ' ');
			l->word[l->n - 1].len++;
		}
		at = end;
	}
}

/* Words FROM up to TO, with HEAD before and TAIL after, looked up. */
static bool
look_up(struct furniture *f, const struct furniture_line *l, size_t from,
    size_t to, const char *head, const char *tail, enum text_class *class)
{
	struct slice value, most;
	size_t limit = 25;

	if (from >= to)
		return false;
	buf_clear(&f->key);
	buf_add(&f->key, slice_str(head));
	buf_add(&f->key, (struct slice){ f->lower.p + l->word[from].at,
	    l->word[to - 1].at + l->word[to - 1].len - l->word[from].at });
	buf_add(&f->key, slice_str(tail));
	if (!lexicon_get(f->lines, buf_slice(&f->key), &value))
		return false;
	most = lexicon_field(value, 1);
	if (most.n > 0) {
		limit = 0;
		for (size_t i = 0; i < most.n && is_digit(most.p[i]); i++)
			limit = limit * 10 + (size_t)(most.p[i] - '0');
	}
	return l->n <= limit && textclass_find(lexicon_field(value, 0), class);
}

static bool
may_start(const uint8_t *filter, size_t bit)
{
	return filter[bit / 8] & 1 << bit % 8;
}

/* Look for the line in the list: whole, its head, its tail, any part. */
static bool
listed(struct furniture *f, const struct furniture_line *l,
    enum text_class *class)
{
	size_t bit, most = f->most_words;

	for (size_t i = 0; i < l->n; i++) {
		bit = filter_bit(word_of(f, l, i));
		if (i == 0 && may_start(f->exact, bit) && l->n <= most &&
		    look_up(f, l, 0, l->n, "", "", class))
			return true;
		if (i == 0 && may_start(f->head, bit)) {
			for (size_t k = 1; k <= l->n && k <= most; k++)
				if (look_up(f, l, 0, k, "", " *", class))
					return true;
		}
		if (may_start(f->tail, bit) && l->n - i <= most &&
		    look_up(f, l, i, l->n, "* ", "", class))
			return true;
		if (may_start(f->inside, bit)) {
			for (size_t k = i + 1; k <= l->n && k - i <= most; k++)
				if (look_up(f, l, i, k, "* ", " *", class))
					return true;
		}
	}
	return false;
}

/* A line of date words and numbers, with something that makes a date. */
static bool
is_date(struct furniture *f, const struct furniture_line *l)
{
	bool month = false, unit = false, ago = false, clock = false;
	size_t numbers = 0;
	struct slice value, w;

	if (l->n == 0 || l->n > 16)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		w = word_of(f, l, i);
		if (w.n > 1 && w.p[w.n - 1] == ':')
			w.n--;
		if (l->word[i].number) {
			numbers++;
			continue;
		}
		if (!lexicon_get(f->dates, w, &value))
			return false;
		month = month || slice_eq(value, SLICE("month"));
		unit = unit || slice_eq(value, SLICE("unit"));
		ago = ago || slice_eq(value, SLICE("ago"));
		clock = clock || slice_eq(value, SLICE("clock"));
	}
	if (numbers == 0)
		return false;
	return month || (unit && ago) || (clock && numbers >= 2) ||
	    memchr(l->text.p, '/', l->text.n) != NULL;
}

/* Words between slashes, arrows or bars, all short: a path of the site. */
static bool
is_breadcrumb(const struct furniture_line *l)
{
	static const char *const bars[] = {
		" / ", " | ", " > ", " \xc2\xbb ", " \xe2\x80\xba ",
	};
	struct slice s = l->text;
	size_t found = 0, since = 0, longest = 0;

	if (l->n < 2 || l->n > 14)
		return false;
	for (size_t at = 0; at < s.n; at++) {
		since++;
		for (size_t i = 0; i < sizeof(bars) / sizeof(*bars); i++) {
			if (slice_starts(slice_sub(s, at, s.n),
			    slice_str(bars[i]))) {
				found++;
				since = 0;
			}
		}
		longest = since > longest ? since : longest;
		if (s.p[at] == '.' || s.p[at] == '?' || s.p[at] == '!')
			return false;
	}
	return found >= 2 && longest <= 30;
}

static bool
is_address(const struct furniture_line *l)
{
	struct slice s = l->text;

	return s.n > 0 && memchr(s.p, ' ', s.n) == NULL &&
	    (slice_starts(s, SLICE("www.")) ||
	    slice_starts(s, SLICE("http://")) ||
	    slice_starts(s, SLICE("https://")) ||
	    slice_starts(s, SLICE("pic.twitter.com/")));
}

/* "(Photo by X)", "(Image: X)": credit words after the last bracket. */
static bool
ends_in_credit(struct furniture *f, struct slice s, size_t *open)
{
	struct furniture_line l;
	struct slice value, w;

	if (s.n < 5 || s.p[s.n - 1] != ')')
		return false;
	for (*open = s.n - 1; *open > 0 && s.p[*open] != '('; --*open)
		;
	if (s.p[*open] != '(' || s.n - *open > 120)
		return false;
	take_apart(f, slice_sub(s, *open + 1, s.n - 1), 12, &l);
	for (size_t i = 0; i < l.n; i++) {
		w = word_of(f, &l, i);
		if (w.n > 1 && w.p[w.n - 1] == ':')
			w.n--;
		if (lexicon_get(f->credits, w, &value) &&
		    (slice_eq(value, SLICE("picture")) ||
		    (s.n < 200 && i == 0)))
			return true;
	}
	return false;
}

/* Capitalised names, with small words between them, from word FROM on. */
static bool
is_names(const struct furniture *f, const struct furniture_line *l,
    size_t from)
{
	if (from >= l->n || l->n - from > 10)
		return false;
	for (size_t i = from; i < l->n; i++) {
		if (!l->word[i].capital && word_of(f, l, i).n > 4)
			return false;
	}
	return l->word[from].capital;
}

/* Bytes between a pair of double quotation marks, or to the line's end. */
static bool
quotes_a_sentence(struct slice s)
{
	static const char *const marks[] = {
		"\"", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x98",
	};
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < s.n && at == SIZE_MAX; i++) {
		for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
			if (slice_starts(slice_sub(s, i, s.n),
			    slice_str(marks[k])))
				at = i;
	}
	return at != SIZE_MAX && s.n - at > 24;
}

bool
furniture_is_date(struct furniture *f, struct slice line)
{
	struct furniture_line l;

	if (line.n > 120)
		return false;
	take_apart(f, line, 20, &l);
	return is_date(f, &l);
}

bool
furniture_is_whole(struct furniture *f, struct slice line,
    enum text_class *class)
{
	struct furniture_line l;

	if (line.n > FURNITURE_BYTES)
		return false;
	take_apart(f, line, FURNITURE_WORDS, &l);
	if (l.n == 0 || l.n == FURNITURE_WORDS)
		return false;
	if (l.n <= f->most_words && look_up(f, &l, 0, l.n, "", "", class))
		return true;
	for (size_t i = 0; i < l.n; i++) {
		if (l.n - i <= f->most_words && may_start(f->tail,
		    filter_bit(word_of(f, &l, i))) &&
		    look_up(f, &l, i, l.n, "* ", "", class))
			return true;
	}
	return false;
}

void
furniture_begins(struct furniture *f, struct slice line, bool *dated,
    bool *listed_)
{
	struct furniture_line l;
	struct slice w;
	size_t bit;

	*dated = *listed_ = false;
	take_apart(f, slice_sub(line, 0, line.n < 80 ? line.n : 80), 1, &l);
	if (l.n == 0)
		return;
	w = word_of(f, &l, 0);
	bit = filter_bit(w);
	*listed_ = may_start(f->exact, bit) || may_start(f->head, bit);
	if (w.p[w.n - 1] == ':')
		w.n--;
	*dated = l.word[0].number || lexicon_has(f->dates, w);
}

enum text_class
furniture_classify(struct furniture *f, struct slice line)
{
	struct furniture_line l;
	enum text_class class;
	size_t open;

	if (line.n > FURNITURE_BYTES)
		return CLASS_BODY;
	if (ends_in_credit(f, line, &open))
		return open > 20 ? CLASS_CAPTION : CLASS_CREDIT;
	take_apart(f, line, FURNITURE_WORDS, &l);
	if (l.n == 0)
		return CLASS_NAV;
	if (is_date(f, &l))
		return CLASS_DATE;
	if (listed(f, &l, &class)) {
		if (class == CLASS_BYLINE && !is_names(f, &l,
		    l.n > 1 && !l.word[1].capital ? 2 : 1))
			return CLASS_BODY;
		if (textclass_is_furniture(class) && quotes_a_sentence(line))
			return CLASS_BODY;
		return class;
	}
	if (is_address(&l))
		return CLASS_PROMO;
	if (is_breadcrumb(&l))
		return CLASS_NAV;
	return CLASS_BODY;
}
