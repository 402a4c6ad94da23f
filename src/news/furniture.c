#include "config.h"

#include "base/diag.h"
#include "base/hash.h"
#include "base/wide.h"
#include "news/furniture.h"
#include "text/ascii.h"

enum {
	GLUE_BYTES = 60,	/* of a long line, in which a seam may be found */
	SENTENCES = 3,		/* a line of so many is no notice */
	PREFIX_BITS = 14,	/* of FURNITURE_PREFIX */
	WORD_BYTES = 64,	/* no word of a key is longer */
};

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
	uint32_t first = linewords_hash(key_word(key, &at));

	filter_set(filter, pair_bit(first, linewords_hash(key_word(key, &at))));
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
	size_t at = 0, len;

	while (at < s.n && !linewords_is_part(s.p[at]) && s.p[at] != '<')
		at++;
	for (size_t i = 0; i < 2; i++) {
		size_t from = at;
		bool number = at < s.n && (ascii_is_digit(s.p[at]) || s.p[at] == '<');

		for (; at < s.n && s.p[at] != ' ' && at - from < WORD_BYTES;
		    at += len) {
			char c = s.p[at], put[2];

			len = 1;
			if (number || c == '"')
				continue;
			if (c == '\xe2' && at + 2 < s.n &&
			    s.p[at + 2] == '\x99') {
				c = '\'';
				len = 3;
			} else if (c & 0x80 || ascii_is_upper(c)) {
				c = linewords_lower(s, at, &len, put);
			}
			h = h * 31 + (unsigned char)c;
			if (len == 2)
				h = h * 31 + (unsigned char)put[1];
		}
		if (at == from || at - from >= WORD_BYTES ||
		    s.p[from] == '*')
			return start;
		h = h * 31 + number;
		at++;
		*(i == 0 ? &start.one : &start.two) =
		    hash_mix(h) % FURNITURE_FILTER;
	}
	return start;
}

/* How a line or key begins, in filters: most lines are done then. */
struct prefix {
	size_t word;		/* the first word */
	size_t more;		/* with the first letter of the next;
				   FURNITURE_PREFIX: none */
	bool stop;		/* a comma or the like parts them */
	bool odd;		/* something else does, no blank */
};

static size_t
prefix_bit(uint32_t h)
{
	return (h * UINT32_C(2654435761)) >> (32 - PREFIX_BITS);
}

static struct prefix
prefix_of(struct slice s)
{
	struct prefix prefix = { 0, FURNITURE_PREFIX, false, false };
	uint32_t h = 0;
	size_t i;
	char c;

	for (i = 0; i < s.n && (c = linewords_ascii[(unsigned char)s.p[i]]) != 0;
	    i++)
		h = h * 33 + (unsigned char)c;
	prefix.word = prefix_bit(h);
	if (i + 1 < s.n && s.p[i] == ' ' &&
	    (c = linewords_ascii[(unsigned char)s.p[i + 1]]) != 0)
		prefix.more = prefix_bit(h * 33 + (unsigned char)c);
	else if (i + 1 < s.n && s.p[i + 1] == ' ')
		prefix.stop = s.p[i] == ',' || s.p[i] == '.' ||
		    s.p[i] == ';';
	prefix.odd = i < s.n && s.p[i] != ' ' && !prefix.stop;
	return prefix;
}

/* Enter the beginning of KEY, that of "by *" by its only word. */
static void
prefix_add(struct furniture *f, struct slice key)
{
	struct prefix prefix = prefix_of(key);

	filter_set(f->first_word, prefix.word);
	filter_set(f->prefix, prefix.more < FURNITURE_PREFIX ? prefix.more :
	    prefix.word);
}

/* Whether a line may begin like a key: no, for most. */
static bool
may_begin(const struct furniture *f, struct slice s)
{
	struct prefix prefix;

	if (s.p[0] == '"' && s.n > 1)
		s = slice_sub(s, 1, s.n);
	if (!ascii_is_letter(s.p[0]))
		return !slice_starts(s, SLICE("\xe2\x80"));	/* marks */
	prefix = prefix_of(s);
	if (prefix.stop)
		return filter_has(f->first_word, prefix.word);
	return prefix.odd || filter_has(f->prefix, prefix.word) ||
	    (prefix.more < FURNITURE_PREFIX &&
	    filter_has(f->prefix, prefix.more));
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

/* The user's regular expressions, each with a class. */
static void
open_patterns(struct furniture *f, const struct lexicon_table *list)
{
	for (size_t i = 0; list != NULL && i < list->n; i++) {
		enum text_class class;
		struct slice value, key = lexicon_key(list, i, &value);

		if (!textclass_find(value, &class))
			diag_usage("%s.txt: %.*s: no class '%.*s'", list->kind,
			    (int)key.n, key.p, (int)value.n, value.p);
	}
	/* no machine code: it wants memory that is written, then run */
	pattern_open(&f->patterns, list, false);
}

bool
furniture_open(struct furniture *f, const char *lang)
{
	size_t bit;

	*f = (struct furniture){ 0 };
	f->lines = lexicon_find(lang, "furniture");
	f->shape.dates = lexicon_find(lang, "dateword");
	f->shape.credits = lexicon_find(lang, "credit");
	f->shape.bios = lexicon_find(lang, "bio");
	open_patterns(f, lexicon_find(lang, "furniture-pattern"));
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
			prefix_add(f, key);
		if (!head && tail && memchr(key.p, ' ', key.n - 2) == NULL)
			filter_mark(f->start_one, start_of(key).one);
		key = slice_sub(key, head ? 2 : 0, tail ? key.n - 2 : key.n);
		filter_add(head && tail ? f->inside : head ? f->tail :
		    tail ? f->head : f->exact, key);
		bit = linewords_hash(slice_sub(key, 0, first_length(key))) %
		    FURNITURE_FILTER;
		filter_set(f->word, bit);
		if (!head)
			filter_set(f->first, bit);
	}
	for (size_t i = 0; f->shape.dates != NULL && i < f->shape.dates->n; i++) {
		struct slice value, key = lexicon_key(f->shape.dates, i, &value);

		if (slice_eq(value, SLICE("fill")))
			continue;
		filter_set(f->prefix, prefix_of(key).word);
		filter_set(f->first_word, prefix_of(key).word);
		filter_mark(f->start_one, start_of(key).one);
	}
	return true;
}

/* The capitals after small letters among the WIDE bytes at P. */
static inline wide
glued_capitals(const char *p)
{
	wide before = wide_load(p - 1), at = wide_load(p);

	/* less than 26 letters after A, after a */
	return wide_less(at - wide_all('A'), 26) &
	    wide_less(before - wide_all('a'), 26);
}

/* A capital after a small letter in the first N bytes of S or so; 0: none. */
static size_t
glue_before(struct slice s, size_t n)
{
	size_t i = 1;

	for (; i + 2 * WIDE <= s.n && i < n; i += 2 * WIDE)
		if (wide_bits(glued_capitals(s.p + i) |
		    glued_capitals(s.p + i + WIDE)) != 0)
			break;
	for (; i + WIDE <= s.n && i < n; i += WIDE) {
		size_t k = wide_first(glued_capitals(s.p + i));

		if (k < WIDE)
			return i + k;
	}
	for (; i < s.n && i < n; i++) {
		if (ascii_is_upper(s.p[i]) && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z')
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
	pattern_close(&f->patterns);
	buf_free(&f->lower);
	buf_free(&f->shape.lower);
	buf_free(&f->key);
}

/* Words FROM up to TO, with HEAD before and TAIL after, looked up. */
static bool
look_up(struct furniture *f, const struct line_words *l, size_t from,
    size_t to, const char *head, const char *tail, enum text_class *class)
{
	struct slice value, most;
	size_t limit = 25;

	if (from >= to)
		return false;
	buf_clear(&f->key);
	buf_add(&f->key, slice_str(head));
	buf_add(&f->key, linewords_range(l, from, to));
	buf_add(&f->key, slice_str(tail));
	if (!lexicon_get(f->lines, buf_slice(&f->key), &value))
		return false;
	most = lexicon_field(value, 1);
	if (most.n > 0) {
		limit = 0;
		for (size_t i = 0; i < most.n && ascii_is_digit(most.p[i]); i++)
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
		    s.p[i + 1] == ' ' && ascii_is_upper(s.p[i + 2]);
	return ends < SENTENCES;
}

/* Look for the words from I on as the head, tail or inside of a line. */
static bool
listed_at(struct furniture *f, const struct line_words *l, size_t i,
    enum text_class *class)
{
	size_t most = f->most_words, bit, alone;

	if (!filter_has(f->word, l->word[i].hash % FURNITURE_FILTER))
		return false;
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
listed_whole(struct furniture *f, const struct line_words *l,
    enum text_class *class)
{
	return l->n <= f->most_words && filter_has(f->exact,
	    pair_bit(l->word[0].hash, l->n > 1 ? l->word[1].hash : 0)) &&
	    look_up(f, l, 0, l->n, "", "", class);
}

/* Look for the line in the list: whole, its head, its tail, any part. */
static bool
listed(struct furniture *f, const struct line_words *l,
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

bool
furniture_suspects(struct furniture *f, struct slice s)
{
	struct line_words l;
	enum text_class class;
	struct start start;
	size_t glue;
	char last;

	if (s.n <= FURNITURE_SHORT || f->patterns.n > 0)
		return true;
	last = s.p[s.n - 1];
	if (s.n <= FURNITURE_BYTES && last != '.' && last != '"' &&
	    last != '\'' && last != '?' && last != '\x9d' && last != '\x99')
		return true;
	glue = glue_before(s, GLUE_BYTES);
	if (glue == 0 && !may_begin(f, s))
		return false;
	start = start_of(s);
	if (filter_finds(f->start_one, start.one) ||
	    filter_finds(f->start_two, start.two)) {
		linewords_take(&l, s, f->most_words, &f->lower);
		if (l.n > 0 && (listed_at(f, &l, 0, &class) ||
		    lineshape_begins_date(&f->shape, &l)))
			return true;
	}
	return glue > 0 && (glued_word(s) > 0 ||
	    filter_finds(f->start_exact, start.two));
}

bool
furniture_is_date(struct furniture *f, struct slice line)
{
	struct line_words l;

	if (line.n > 120)
		return false;
	linewords_take(&l, line, 20, &f->lower);
	return lineshape_is_date(&f->shape, &l);
}

bool
furniture_is_bio(struct furniture *f, struct slice line, size_t *from,
    size_t *to)
{
	struct line_words l;

	if (f->shape.bios == NULL || line.n > FURNITURE_BYTES ||
	    !ascii_is_upper(line.p[0]) || lineshape_quotes(line))
		return false;
	/* most lines have no such verb near their beginning */
	linewords_take(&l, line, LINESHAPE_BIO_NAMES + 1, &f->lower);
	if (!lineshape_may_be_bio(&f->shape, &l))
		return false;
	linewords_take(&l, line, LINEWORDS_MOST, &f->lower);
	return lineshape_is_bio(&f->shape, &l, from, to);
}

bool
furniture_is_whole(struct furniture *f, struct slice line,
    enum text_class *class)
{
	struct line_words l;

	if (line.n > FURNITURE_BYTES)
		return false;
	linewords_take(&l, line, LINEWORDS_MOST, &f->lower);
	if (l.n == 0 || l.n == LINEWORDS_MOST)
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
	struct line_words l;
	size_t n = glued_word(line);

	*dated = *listed_ = false;
	if (n == 0)
		n = line.n < 80 ? line.n : 80;
	linewords_take(&l, slice_sub(line, 0, n), 2, &f->lower);
	if (l.n == 0)
		return;
	*listed_ = filter_has(f->first, l.word[0].hash % FURNITURE_FILTER);
	*dated = lineshape_begins_date(&f->shape, &l);
}

enum text_class
furniture_classify(struct furniture *f, struct slice line)
{
	struct line_words l;
	struct slice value;
	enum text_class class;
	size_t open;

	if (line.n > FURNITURE_BYTES)
		return CLASS_BODY;
	if (pattern_find(&f->patterns, line, &value) && textclass_find(value,
	    &class))
		return class;
	if (lineshape_ends_in_credit(&f->shape, line, &open))
		return open > 20 ? CLASS_CAPTION : CLASS_CREDIT;
	linewords_take(&l, line, LINEWORDS_MOST, &f->lower);
	if (l.n == 0)
		return lineshape_is_rule(line) ? CLASS_BODY : CLASS_NAV;
	if (lineshape_stamp(&f->shape, &l, &class))
		return class;
	if (listed(f, &l, &class)) {
		if (class == CLASS_BYLINE && !lineshape_is_byline(&l))
			return CLASS_BODY;
	} else if (!lineshape_find(&l, &class)) {
		return CLASS_BODY;
	}
	/* "12 thoughts on" and the article's title */
	if (class == CLASS_COMMENT && l.word[0].number)
		return class;
	return textclass_is_furniture(class) && lineshape_quotes(line) ?
	    CLASS_BODY : class;
}
