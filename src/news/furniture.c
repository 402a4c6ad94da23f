#include "config.h"

#include "base/hash.h"
#include "base/wide.h"
#include "news/furniture.h"
#include "text/utf8.h"

enum {
	GLUE_BYTES = 60,	/* of a long line, in which a seam may be found */
	SENTENCES = 3,		/* a line of so many is no notice */
};

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
	static const uint32_t ascii[4] = {
		0, 0x03ff0000, 0x07fffffe, 0x07fffffe,
	};
	unsigned char u = (unsigned char)c;

	return u >= 0x80 || (ascii[u >> 5] >> (u & 31) & 1) != 0;
}

static struct slice
word_of(const struct furniture *f, const struct furniture_line *l, size_t i)
{
	return (struct slice){ f->lower.p + l->word[i].at, l->word[i].len };
}

/* The hash of a word, and of two that follow one another. */
static uint32_t
word_hash(struct slice word)
{
	uint32_t h = 0;

	for (size_t i = 0; i < word.n; i++)
		h = h * 31 + (unsigned char)word.p[i];
	return h;
}

static size_t
pair_bit(uint32_t first, uint32_t second)
{
	return hash_mix((uint64_t)first << 32 | second) % FURNITURE_FILTER;
}

static void
filter_set(uint8_t *filter, size_t bit)
{
	filter[bit / 8] |= (uint8_t)(1 << bit % 8);
}

static bool
filter_has(const uint8_t *filter, size_t bit)
{
	return filter[bit / 8] >> bit % 8 & 1;
}

/* The next word of KEY from *AT on; empty at its end. */
static struct slice
key_word(struct slice key, size_t *at)
{
	size_t from = *at;

	while (*at < key.n && key.p[*at] != ' ')
		++*at;
	if (*at < key.n)
		return slice_sub(key, from, (*at)++);
	return slice_sub(key, from, *at);
}

/* Enter KEY, without the "*" at its head or tail, into FILTER. */
static void
filter_add(uint8_t *filter, struct slice key)
{
	size_t at = 0;
	uint32_t first = word_hash(key_word(key, &at));

	filter_set(filter, pair_bit(first, word_hash(key_word(key, &at))));
}

static size_t
first_length(struct slice key)
{
	size_t at = 0;

	return key_word(key, &at).n;
}

/* Where the first word, and the first two, of a line or key are filtered. */
struct start {
	size_t one, two;	/* FURNITURE_FILTER: there are not so many */
};

static struct start
start_of(struct slice s)
{
	struct start start = { FURNITURE_FILTER, FURNITURE_FILTER };
	uint32_t h = 0;
	size_t at = 0;

	while (at < s.n && !is_word_byte(s.p[at]) && s.p[at] != '<')
		at++;
	for (size_t i = 0; i < 2; i++) {
		size_t from = at;
		bool number = at < s.n && (is_digit(s.p[at]) || s.p[at] == '<');

		for (; at < s.n && s.p[at] != ' '; at++) {
			char c = s.p[at];

			if (number || c == '"')
				continue;
			if (c == '\xe2' && at + 2 < s.n &&
			    s.p[at + 2] == '\x99') {
				c = '\'';
				at += 2;
			}
			h = h * 31 + (unsigned char)(is_upper(c) ? c | 0x20 :
			    c);
		}
		if (at == from || s.p[from] == '*')
			return start;
		h = h * 31 + number;
		at++;
		*(i == 0 ? &start.one : &start.two) =
		    hash_mix(h) % FURNITURE_FILTER;
	}
	return start;
}

/*
 * Where the first letters of S, four at most of its first word, are filtered:
 * most lines are done with then.
 */
static size_t
prefix_bit(struct slice s)
{
	uint32_t h = 0;

	for (size_t i = 0; i < 4 && i < s.n && is_word_byte(s.p[i]) &&
	    (s.p[i] & 0x80) == 0; i++)
		h = h << 8 | (unsigned char)(s.p[i] | 0x20);
	return (h * UINT32_C(2654435761)) >> 19;
}

/* Whether a line may begin like a key: no, for most that begin with a letter. */
static bool
may_begin(const struct furniture *f, struct slice s)
{
	char c = s.p[0];

	if (!is_upper(c) && (c < 'a' || c > 'z'))
		return true;
	return filter_has(f->prefix, prefix_bit(s));
}

/* Bit FURNITURE_FILTER is in none. */
static void
filter_mark(uint8_t *filter, size_t bit)
{
	if (bit < FURNITURE_FILTER)
		filter_set(filter, bit);
}

static bool
filter_finds(const uint8_t *filter, size_t bit)
{
	return bit < FURNITURE_FILTER && filter_has(filter, bit);
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

		if (!head)
			filter_mark(tail ? f->start_two : f->start_exact,
			    start_of(key).two);
		if (!head && tail)
			filter_set(f->prefix, prefix_bit(key));
		if (!head && tail && memchr(key.p, ' ', key.n - 2) == NULL)
			filter_mark(f->start_one, start_of(key).one);
		key = slice_sub(key, head ? 2 : 0, tail ? key.n - 2 : key.n);
		filter_add(head && tail ? f->inside : head ? f->tail :
		    tail ? f->head : f->exact, key);
		if (!head)
			filter_set(f->first, word_hash(slice_sub(key, 0,
			    first_length(key))) % FURNITURE_FILTER);
	}
	for (size_t i = 0; f->dates != NULL && i < f->dates->n; i++) {
		struct slice value, key = lexicon_key(f->dates, i, &value);

		if (slice_eq(value, SLICE("fill")))
			continue;
		filter_set(f->prefix, prefix_bit(key));
		filter_mark(f->start_one, start_of(key).one);
	}
	return true;
}

/* A capital after a small letter in the first N bytes of S or so; 0: none. */
static size_t
glue_before(struct slice s, size_t n)
{
	size_t i = 1;

	for (; i + WIDE <= s.n && i < n; i += WIDE) {
		wide before = wide_load(s.p + i - 1), at = wide_load(s.p + i);
		size_t k = wide_first(~wide_less(at, 'A') &
		    wide_less(at, 'Z' + 1) & ~wide_less(before, 'a') &
		    wide_less(before, 'z' + 1));

		if (k < WIDE)
			return i + k;
	}
	for (; i < s.n && i < n; i++) {
		if (is_upper(s.p[i]) && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z')
			return i;
	}
	return 0;
}

/* The part of the first word before a capital inside it ("RepliesThe"). */
static size_t
glued_word(struct slice s)
{
	const char *blank = memchr(s.p, ' ', s.n);

	return glue_before(s, blank != NULL ? (size_t)(blank - s.p) : s.n);
}

void
furniture_close(struct furniture *f)
{
	buf_free(&f->lower);
	buf_free(&f->key);
}

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
	if (c == ' ' || at + 1 >= s.n || !is_word_byte(s.p[at + 1]) ||
	    mark_length(s, at + 1) > 0)
		return 0;
	if (c == '.' && is_upper(s.p[at + 1]) && !is_upper(s.p[at - 1]))
		return 0;		/* a lost blank: "end.Next" */
	if (c == '\'' || c == '.' || c == '@' || c == '_' || c == '-')
		return 1;
	return (c == ',' || c == ':') && is_digit(s.p[at + 1]) &&
	    is_digit(s.p[at - 1]);
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

/*
 * The word at AT of S, in lower case with straight apostrophes ("<n>" for a
 * number), to the end of f->lower, with a blank after it.  Where it ends.
 */
static size_t
add_word(struct furniture *f, struct furniture_line *l, struct slice s,
    size_t at)
{
	char *out = f->lower.p + f->lower.n;
	size_t n = 0, from = at, len;
	uint32_t h = 0;

	for (; at < s.n; at += len) {
		char c = s.p[at];

		if (is_word_byte(c) && (c & 0x80) == 0)
			len = 1;
		else if ((len = goes_on(s, at)) == 0)
			break;
		c = len == 3 ? '\'' : is_upper(c) ? (char)(c | 0x20) : c;
		h = h * 31 + (unsigned char)c;
		out[n++] = c;
	}
	l->word[l->n].at = f->lower.n;
	l->word[l->n].capital = is_upper(s.p[from]);
	l->word[l->n].number = is_digit(s.p[from]) &&
	    is_number(slice_sub(s, from, at));
	if (l->word[l->n].number) {
		memcpy(out, "<n>", n = 3);
		h = word_hash(SLICE("<n>"));
	}
	/* a colon after a word, not at the line's end, belongs to it */
	if (at + 1 < s.n && s.p[at] == ':') {
		out[n++] = ':';
		h = h * 31 + ':';
	}
	l->word[l->n].len = n;
	l->word[l->n++].hash = h;
	out[n] = ' ';
	f->lower.n += n + 1;
	return at;
}

/* Take S apart into at most MOST words. */
static void
take_apart(struct furniture *f, struct slice s, size_t most,
    struct furniture_line *l)
{
	size_t at = 0, mark;

	buf_clear(&f->lower);
	buf_reserve(&f->lower, s.n * 5 + 8);	/* "1" becomes "<n>: " */
	l->text = s;
	l->n = 0;
	while (at < s.n && l->n < most) {
		if (!is_word_byte(s.p[at]))
			at++;
		else if ((mark = mark_length(s, at)) > 0)
			at += mark;
		else
			at = add_word(f, l, s, at);
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

/* Not so many sentences that a notice among them makes no notice of all. */
static bool
is_short_text(struct slice s)
{
	size_t ends = 0;

	for (size_t i = 0; i + 2 < s.n; i++)
		ends += (s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') &&
		    s.p[i + 1] == ' ' && is_upper(s.p[i + 2]);
	return ends < SENTENCES;
}

/* Look for the words from I on as the head, tail or inside of a line. */
static bool
listed_at(struct furniture *f, const struct furniture_line *l, size_t i,
    enum text_class *class)
{
	size_t most = f->most_words, bit, alone;

	alone = pair_bit(l->word[i].hash, 0);
	bit = i + 1 < l->n ? pair_bit(l->word[i].hash, l->word[i + 1].hash) :
	    alone;
	if (i == 0 && (filter_has(f->head, bit) || filter_has(f->head,
	    alone))) {
		for (size_t k = 1; k <= l->n && k <= most; k++)
			if (look_up(f, l, 0, k, "", " *", class))
				return true;
	}
	if (l->n - i <= most && filter_has(f->tail, bit) &&
	    look_up(f, l, i, l->n, "* ", "", class))
		return true;
	if (filter_has(f->inside, bit) && is_short_text(l->text)) {
		for (size_t k = i + 2; k <= l->n && k - i <= most; k++)
			if (look_up(f, l, i, k, "* ", " *", class))
				return true;
	}
	return false;
}

/* Whether the whole line is a key. */
static bool
listed_whole(struct furniture *f, const struct furniture_line *l,
    enum text_class *class)
{
	return l->n <= f->most_words && filter_has(f->exact,
	    pair_bit(l->word[0].hash, l->n > 1 ? l->word[1].hash : 0)) &&
	    look_up(f, l, 0, l->n, "", "", class);
}

/* Look for the line in the list: whole, its head, its tail, any part. */
static bool
listed(struct furniture *f, const struct furniture_line *l,
    enum text_class *class)
{
	if (l->n > 0 && listed_whole(f, l, class))
		return true;
	for (size_t i = 0; i < l->n; i++) {
		if (listed_at(f, l, i, class))
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

/*
 * Whether a line that the list takes for a byline is one: names follow "by"
 * or "written by"; lines with names first ("Jane Doe contributed") are.
 */
static bool
is_signature(const struct furniture *f, const struct furniture_line *l)
{
	size_t by = 0;

	while (by < 3 && by < l->n && !slice_eq(word_of(f, l, by),
	    SLICE("by")) && !slice_ends(word_of(f, l, by), SLICE(":")))
		by++;
	if (by == 3 || by == l->n)
		return true;
	return is_names(f, l, by + 1) || (l->n > by + 3 && by > 0 &&
	    l->word[by + 1].capital && l->word[by + 2].capital);
}

/* A word that can stand in a date stamp, without its colon. */
static bool
is_date_word(struct furniture *f, const struct furniture_line *l, size_t i)
{
	struct slice w = word_of(f, l, i);

	w.n -= w.n > 1 && w.p[w.n - 1] == ':';
	return l->word[i].number || lexicon_has(f->dates, w);
}

/* Whether the line begins like a date stamp: two of its words in a row. */
static bool
is_dated(struct furniture *f, const struct furniture_line *l)
{
	return l->n > 1 && is_date_word(f, l, 0) && is_date_word(f, l, 1);
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

	if (l->n < 2 || l->n > 14 || s.p[0] == '|')
		return false;
	for (size_t at = 0; at < s.n; at++) {
		since++;
		for (size_t i = 0; s.p[at] == ' ' &&
		    i < sizeof(bars) / sizeof(*bars); i++) {
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
	    slice_starts(s, SLICE("twitter.com/")) ||
	    slice_starts(s, SLICE("facebook.com/")) ||
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

/*
 * "By NAMES", "By NAMES DATE", "DATE by NAMES": the words of a date at either
 * end, at least one number among them, and names between.
 */
static bool
is_signed_date(struct furniture *f, const struct furniture_line *l)
{
	size_t from = 0, to = l->n, numbers = 0;

	while (from < to && is_date_word(f, l, from))
		numbers += l->word[from++].number;
	while (to > from && is_date_word(f, l, to - 1))
		numbers += l->word[--to].number;
	return numbers > 0 && to - from >= 2 && to - from <= 6 &&
	    slice_eq(word_of(f, l, from), SLICE("by"));
}

/* "Jane Doe, Example Press", "JANE DOE, REUTERS": names and an agency. */
static bool
is_agency_line(struct furniture *f, const struct furniture_line *l)
{
	struct slice value, s = l->text;
	const char *comma = memchr(s.p, ',', s.n);

	if (comma == NULL || l->n < 3 || l->n > 9)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		if (!l->word[i].capital && !slice_eq(word_of(f, l, i),
		    SLICE("and")))
			return false;
	}
	return lexicon_get(f->credits, word_of(f, l, l->n - 1), &value) &&
	    slice_eq(value, SLICE("agency"));
}

/* A short line that ends in an address: how to reach the writer. */
static bool
ends_in_address(struct furniture *f, const struct furniture_line *l)
{
	struct slice w;

	if (l->n == 0 || l->n > 16)
		return false;
	w = word_of(f, l, l->n - 1);
	if (l->text.p[l->text.n - 1] == '.')
		return false;
	return memchr(w.p, '@', w.n) != NULL || slice_starts(w,
	    SLICE("twitter.com")) || (l->text.p[0] == '@' && l->n == 1);
}

/* "On Example.com: another headline". */
static bool
is_cross_link(const struct furniture *f, const struct furniture_line *l)
{
	struct slice w;

	if (l->n < 4 || l->n > 25 || !slice_eq(word_of(f, l, 0), SLICE("on")))
		return false;
	w = word_of(f, l, 1);
	return slice_ends(w, SLICE(":")) && memchr(w.p, '.', w.n) != NULL;
}

/* "Jane Doe/Example": who took a picture, for whom. */
static bool
is_picture_by(const struct furniture_line *l)
{
	const char *slash = memchr(l->text.p, '/', l->text.n);
	size_t at;

	if (slash == NULL || l->n < 3 || l->n > 6)
		return false;
	at = (size_t)(slash - l->text.p);
	if (at == 0 || at + 1 == l->text.n || l->text.p[at - 1] == ' ' ||
	    l->text.p[at + 1] == ' ')
		return false;
	for (size_t i = 0; i < l->n; i++) {
		if (!l->word[i].capital)
			return false;
	}
	return true;
}

/* Underscores, dashes or asterisks: a break between parts of the text. */
static bool
is_rule(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '_' && s.p[i] != '-' && s.p[i] != '*' &&
		    s.p[i] != ' ' && s.p[i] != '.')
			return false;
	}
	return s.n >= 3;
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
furniture_suspects(struct furniture *f, struct slice s)
{
	struct furniture_line l;
	enum text_class class;
	struct start start;
	size_t glue;
	char last;

	if (s.n <= FURNITURE_SHORT)
		return true;
	last = s.p[s.n - 1];
	if (s.n <= FURNITURE_BYTES && last != '.' && last != '"' && last != '\'' && last != '?' &&
	    last != '\x9d' && last != '\x99')
		return true;
	glue = glue_before(s, GLUE_BYTES);
	if (glue == 0 && !may_begin(f, s))
		return false;
	start = start_of(s);
	if (filter_finds(f->start_one, start.one) ||
	    filter_finds(f->start_two, start.two)) {
		take_apart(f, s, f->most_words, &l);
		if (l.n > 0 && (listed_at(f, &l, 0, &class) ||
		    is_dated(f, &l)))
			return true;
	}
	return glue > 0 && (glued_word(s) > 0 ||
	    filter_finds(f->start_exact, start.two));
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
	if (listed_whole(f, &l, class))
		return true;
	for (size_t i = l.n > f->most_words ? l.n - f->most_words : 0;
	    i < l.n; i++) {
		if (look_up(f, &l, i, l.n, "* ", "", class))
			return true;
	}
	return false;
}

void
furniture_begins(struct furniture *f, struct slice line, bool *dated,
    bool *listed_)
{
	struct furniture_line l;
	size_t n = glued_word(line);

	*dated = *listed_ = false;
	if (n == 0)
		n = line.n < 80 ? line.n : 80;
	take_apart(f, slice_sub(line, 0, n), 2, &l);
	if (l.n == 0)
		return;
	*listed_ = filter_has(f->first, l.word[0].hash % FURNITURE_FILTER);
	*dated = is_dated(f, &l);
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
		return is_rule(line) ? CLASS_BODY : CLASS_NAV;
	if (is_date(f, &l))
		return CLASS_DATE;
	if (is_signed_date(f, &l) || is_agency_line(f, &l))
		return CLASS_BYLINE;
	if (listed(f, &l, &class)) {
		if (class == CLASS_BYLINE && !is_signature(f, &l))
			return CLASS_BODY;
		if (textclass_is_furniture(class) && quotes_a_sentence(line))
			return CLASS_BODY;
		return class;
	}
	if (is_address(&l) || ends_in_address(f, &l))
		return CLASS_PROMO;
	if (is_cross_link(f, &l))
		return CLASS_RELATED;
	if (is_picture_by(&l))
		return CLASS_CREDIT;
	if (is_breadcrumb(&l))
		return CLASS_NAV;
	return CLASS_BODY;
}
