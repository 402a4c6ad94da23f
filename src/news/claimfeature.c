/* claimfeature.c - what the claim model looks at in a statement */
#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/claimfeature.h"

enum {
	YEAR_DIGITS = 4,
	MOST_DIGITS = 7
};

/* Values, in twentieths of what the experiments used. */
enum {
	VALUE_GRAM = 2,
	VALUE_PREFIX = 1,
	VALUE_KIND = 1,
	VALUE_CLASS = 6,	/* pairs and triples of classes */
	VALUE_COUNT = 10,	/* a count is exactly so many, or any */
	VALUE_STEP = 7		/* a count is at least so many */
};

/* Kinds of features: each has hashes of its own. */
enum {
	SALT_WORD = 1, SALT_PAIR, SALT_PREFIX, SALT_CLASS_PAIR,
	SALT_CLASS_TRIPLE, SALT_START, SALT_START_PAIR, SALT_COUNT,
	SALT_BEGIN, SALT_END, SALT_NUMBER, SALT_KIND,
	SALT_SHAPE
};

/* The classes of claimclass.txt and the counts that are not in it. */
static const struct {
	const char *name;	/* in reasons */
	unsigned char class;
	uint8_t most;		/* a count is cut off here */
} counts[] = {
	{ "1ST-PERSON", '1', 3 },
	{ "2ND-PERSON", '2', 3 },
	{ "3RD-PERSON", '3', 3 },
	{ "AUXILIARY", 'a', 3 },
	{ "CONDITION", 'b', 3 },
	{ "CHANGE", 'c', 3 },
	{ "DEED", 'd', 3 },
	{ "EVALUATION", 'e', 3 },
	{ "FUTURE", 'f', 3 },
	{ "GOVERNMENT", 'g', 3 },
	{ "HEDGE", 'h', 3 },
	{ "IT", 'i', 3 },
	{ "CAUSE", 'k', 3 },
	{ "PLACE", 'l', 3 },
	{ "DATE", 'm', 3 },
	{ "NUMBER-WORD", 'n', 3 },
	{ "OPINION", 'p', 3 },
	{ "QUANTIFIER", 'q', 3 },
	{ "TIME", 'r', 3 },
	{ "SAYING", 's', 3 },
	{ "MANNERS", 't', 3 },
	{ "UNIT", 'u', 3 },
	{ "BE-OR-HAVE", 'v', 3 },
	{ "QUESTION-WORD", 'w', 3 },
	{ "NEGATION", 'x', 3 },
	{ "FIGURES", 'N', 4 },
	{ "CAPITALS", 'C', 5 },
	{ "-ED", 'D', 3 },
	{ "-ING", 'G', 2 },
	{ "-LY", 'Y', 2 },
	{ "-EST", 'E', 1 },
	{ "QUESTION", '?', 1 },
	{ "EXCLAMATION", '!', 1 },
	{ "LENGTH", 'L', 6 },
	{ "LENGTH", 'M', 10 },
};

enum { COUNTS = sizeof(counts) / sizeof(*counts) };

void
claimfeature_init(struct claim_features *f,
    const struct lexicon_table *classes, const struct lexicon_table *kinds)
{
	*f = (struct claim_features){ .classes = classes, .kinds = kinds };
	f->seen = mem_alloc(CLAIMFEATURE_SLOTS, sizeof(*f->seen));
}

static uint64_t
combine(uint64_t a, uint64_t b)
{
	return hash_mix(a * 31 + b);
}

/* A feature once a statement: the first time it is met. */
static void
add(struct claim_features *f, uint64_t hash, unsigned salt, unsigned value,
    size_t reason, size_t width)
{
	uint32_t slot = combine(hash, salt) & (CLAIMFEATURE_SLOTS - 1);

	if (f->seen[slot] == f->round)
		return;
	f->seen[slot] = f->round;
	f->feature = mem_grow(f->feature, &f->cap, f->n + 1,
	    sizeof(*f->feature));
	f->feature[f->n++] = (struct claim_feature){ .slot = slot,
	    .value = (uint16_t)value, .reason = (uint16_t)reason,
	    .width = (uint8_t)width };
}

/* Figures as a class: percent, money, a year, or how many digits. */
static uint64_t
number_hash(const struct words *w, size_t i)
{
	struct slice s = w->word[i].text;
	bool comma = false;
	size_t n = 0, k;

	for (k = 0; k < s.n && s.p[k] != '.'; k++) {
		if (s.p[k] == ',')
			comma = true;
		else
			n++;
	}
	if (word_is(w, i + 1, "%"))
		return combine(1000, SALT_NUMBER);
	if (i > 0 && (word_is(w, i - 1, "$") ||
	    word_is(w, i - 1, "\xc2\xa3") ||
	    word_is(w, i - 1, "\xe2\x82\xac")))
		return combine(1001, SALT_NUMBER);
	if (n == YEAR_DIGITS && !comma && k == s.n &&
	    ((s.p[0] == '1' && s.p[1] >= '8') ||
	    (s.p[0] == '2' && s.p[1] == '0')))
		return combine(1002, SALT_NUMBER);
	return combine(n < MOST_DIGITS ? n : MOST_DIGITS, SALT_NUMBER);
}

/* The class of a word in pairs and triples: its first, or its shape. */
static unsigned char
main_class(const struct word *word, struct slice classes, size_t i)
{
	if (word->kind == WORD_NUMBER)
		return 'N';
	if (word->kind == WORD_MARK)
		return '.';
	if (classes.n > 0)
		return (unsigned char)classes.p[0];
	if (word->capital && i > 0)
		return 'C';
	if (slice_ends(word->low, SLICE("ed")))
		return 'D';
	if (slice_ends(word->low, SLICE("s")))
		return 'S';
	if (slice_ends(word->low, SLICE("ing")))
		return 'G';
	return 'o';
}

/* The kind of a word in the list, or its shape. */
static uint64_t
kind_hash(const struct claim_features *f, const struct word *word)
{
	static const char *const ends[] = { "ing", "ed", "s" };
	struct slice kind;

	if (word->kind == WORD_NUMBER)
		return combine(0, SALT_SHAPE);
	if (word->kind == WORD_MARK)
		return combine(1, SALT_SHAPE);
	if (lexicon_get(f->kinds, word->low, &kind))
		return hash_bytes(kind);
	if (word->capital)
		return combine(2, SALT_SHAPE);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (slice_ends(word->low, slice_str(ends[i])))
			return combine(3 + i, SALT_SHAPE);
	return combine(9, SALT_SHAPE);
}

/* Hash, kind and class of every word; TALLY counts the classes. */
static void
look_at_words(struct claim_features *f, const struct words *w, size_t n,
    unsigned tally[256])
{
	for (size_t i = 0; i < n; i++) {
		const struct word *word = &w->word[i];
		struct slice s = { 0 };

		f->hash[i] = word->kind == WORD_NUMBER ? number_hash(w, i) :
		    hash_bytes(word->low);
		if (word->kind != WORD_LETTERS ||
		    !lexicon_get(f->classes, word->low, &s))
			s.n = 0;
		f->class[i] = main_class(word, s, i);
		f->kind[i] = kind_hash(f, word);
		for (size_t k = 0; k < s.n; k++)
			tally[(unsigned char)s.p[k]]++;
		tally['N'] += word->kind == WORD_NUMBER;
		tally['C'] += word->capital && i > 0 && !word_is(w, i, "i");
		tally['?'] += word_is(w, i, "?");
		tally['!'] += word_is(w, i, "!");
		if (word->low.n <= 4)
			continue;
		tally['D'] += slice_ends(word->low, SLICE("ed"));
		tally['G'] += slice_ends(word->low, SLICE("ing"));
		tally['Y'] += slice_ends(word->low, SLICE("ly"));
		tally['E'] += slice_ends(word->low, SLICE("est"));
	}
	for (size_t k = n; k > 1; k /= 2)
		tally['L']++;
	tally['M'] = (unsigned)(n / 5);
}

static void
add_grams(struct claim_features *f, const struct words *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(f, f->hash[i], SALT_WORD, VALUE_GRAM, i, 1);
	for (size_t i = 0; i <= n; i++) {
		uint64_t a = i > 0 ? f->hash[i - 1] : SALT_BEGIN;
		uint64_t b = i < n ? f->hash[i] : SALT_END;

		add(f, combine(a, b), SALT_PAIR, VALUE_GRAM,
		    i > 0 ? i - 1 : 0, i > 0 && i < n ? 2 : 1);
	}
	for (size_t i = 0; i < n; i++) {
		if (w->word[i].kind == WORD_LETTERS && w->word[i].low.n >= 5)
			add(f, hash_bytes(slice_sub(w->word[i].low, 0, 4)),
			    SALT_PREFIX, VALUE_PREFIX, i, 1);
	}
	for (size_t i = 0; i < n; i++)
		add(f, f->kind[i], SALT_KIND, VALUE_KIND, i, 1);
	f->grams = f->n;
}

static void
add_class_grams(struct claim_features *f, size_t n)
{
	uint64_t a = '^', b = '^';

	for (size_t i = 0; i <= n; i++) {
		uint64_t c = i < n ? f->class[i] : '$';

		add(f, b << 8 | c, SALT_CLASS_PAIR, VALUE_CLASS,
		    i > 0 ? i - 1 : 0, i > 0 && i < n ? 2 : 1);
		add(f, a << 16 | b << 8 | c, SALT_CLASS_TRIPLE, VALUE_CLASS,
		    i > 1 ? i - 2 : 0, i > 1 && i < n ? 3 : 1);
		a = b;
		b = c;
	}
}

static void
add_counts(struct claim_features *f, const unsigned tally[256])
{
	for (size_t k = 0; k < COUNTS; k++) {
		unsigned n = tally[counts[k].class];
		uint64_t base = (uint64_t)counts[k].class << 16;

		if (n > counts[k].most)
			n = counts[k].most;
		add(f, base | n, SALT_COUNT, VALUE_COUNT, n > 0 ?
		    CLAIMFEATURE_NAMED | k : CLAIMFEATURE_ABSENT, 0);
		if (n > 0)
			add(f, base | 0x100, SALT_COUNT, VALUE_COUNT,
			    CLAIMFEATURE_NAMED | k, 0);
		for (unsigned j = 1; j <= n; j++)
			add(f, base | 0x200 | j, SALT_COUNT, VALUE_STEP,
			    CLAIMFEATURE_NAMED | k, 0);
	}
}

void
claimfeature_find(struct claim_features *f, const struct words *w)
{
	size_t n = w->n < CLAIMFEATURE_WORDS ? w->n : CLAIMFEATURE_WORDS;
	unsigned tally[256] = { 0 };

	if (++f->round == 0) {		/* once in four thousand million */
		memset(f->seen, 0, CLAIMFEATURE_SLOTS * sizeof(*f->seen));
		f->round = 1;
	}
	f->n = f->grams = 0;
	look_at_words(f, w, n, tally);
	add_grams(f, w, n);
	add_class_grams(f, n);
	add_counts(f, tally);
	if (n > 0)
		add(f, f->hash[0], SALT_START, VALUE_COUNT, 0, 1);
	if (n > 1)
		add(f, combine(f->hash[0], f->hash[1]), SALT_START_PAIR,
		    VALUE_COUNT, 0, 2);
}

void
claimfeature_put_reason(const struct words *w, unsigned reason,
    struct buf *out)
{
	if (reason & CLAIMFEATURE_NAMED)
		buf_add(out, slice_str(counts[reason &
		    ~CLAIMFEATURE_NAMED].name));
	else
		buf_add(out, w->word[reason].low);
}

void
claimfeature_free(struct claim_features *f)
{
	free(f->feature);
	free(f->seen);
	*f = (struct claim_features){ 0 };
}
