#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/diag.h"
#include "io/lines.h"
#include "io/tsv.h"
#include "news/dedupe_weight.h"
#include "news/dedupe_words.h"

/* src/model/dedupe-en.txt, made C by src/tools/mkstring.awk */
extern const char dedupe_table_en[];
extern const size_t dedupe_table_en_size;

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Every rule by the name it has in the table, and what it may be. */
static const struct {
	const char *name;
	size_t offset;
	int least, most;
} rules[] = {
#define RULE(name, least, most) \
	{ #name, offsetof(struct dedupe_rules, name), least, most }
	RULE(article, 0, 4000),
	RULE(bridge, 0, 100000),
	RULE(bridge_cover, 1, 100),
	RULE(bridge_whole, 0, 100000),
	RULE(cover, 1, 100),
	RULE(cover_conflict, 1, 100),
	RULE(cover_unquoted, 1, 100),
	RULE(exact, 0, 4000),
	RULE(far, 0, 4000),
	RULE(far_days, 0, 100000),
	RULE(floor_conflict, 0, 4000),
	RULE(floor_same, 0, 4000),
	RULE(floor_unknown, 0, 4000),
	RULE(gap_open, 0, 4000),
	RULE(gap_word, 0, 4000),
	RULE(line, 0, 4000),
	RULE(near, 0, 4000),
	RULE(near_days, 0, 100000),
	RULE(postings, 1, 1000000),
	RULE(run, 0, 100),
	RULE(seed_need, 1, 8),
	RULE(seed_unknown, 0, DEDUPE_WEIGHT_MAX),
	RULE(seeds, 1, DEDUPE_SEEDS_MAX),
	RULE(stock, 0, DEDUPE_WEIGHT_MAX),
	RULE(unknown, 1, DEDUPE_WEIGHT_MAX),
#undef RULE
};

static int *
rule_at(struct dedupe_rules *r, size_t i)
{
	return (int *)(void *)((char *)r + rules[i].offset);
}

/* "=name value" */
static bool
parse_rule(struct dedupe_weights *w, struct slice name, struct slice value)
{
	size_t n;

	if (!tsv_number(value, &n))
		return false;
	for (size_t i = 0; i < COUNT(rules); i++) {
		if (!slice_eq(name, slice_str(rules[i].name)))
			continue;
		if (n < (size_t)rules[i].least || n > (size_t)rules[i].most)
			return false;
		*rule_at(&w->rules, i) = (int)n;
		return true;
	}
	return false;
}

/* Where the word of TOKEN is, or would be. */
static size_t
find_slot(const struct dedupe_weights *w, uint32_t token)
{
	size_t i = dedupe_token_word(token) & w->mask;

	while (w->slot[i] != 0 &&
	    dedupe_token_word(w->slot[i]) != dedupe_token_word(token))
		i = (i + 1) & w->mask;
	return i;
}

uint32_t
dedupe_weights_token(const struct dedupe_weights *w, uint64_t hash)
{
	uint32_t word = (uint32_t)(hash >> 32) & ~(uint32_t)(2 * DEDUPE_NESTED - 1);
	uint32_t known = w->slot[find_slot(w, word)];

	return known != 0 ? known : word | (uint32_t)w->rules.unknown;
}

static uint64_t
phrase_add(uint64_t h, uint32_t token)
{
	return hash_mix(h + dedupe_token_word(token) + 1);
}

static size_t
find_phrase(const struct dedupe_weights *w, uint64_t hash)
{
	size_t i = hash & w->phrase_mask;

	while (w->phrase[i] != 0 && w->phrase[i] != hash)
		i = (i + 1) & w->phrase_mask;
	return i;
}

/* Bit of the first two words of a phrase in the filter. */
static unsigned
phrase_bit(const uint32_t *token)
{
	uint32_t h = dedupe_token_word(token[0]) * UINT32_C(2654435769) ^
	    dedupe_token_word(token[1]) * UINT32_C(2246822519);

	return h >> (32 - DEDUPE_FILTER_BITS);
}

/* A stock phrase; its words are known by their hashes. */
static void
add_phrase(struct dedupe_weights *w, const struct dedupe_words *words)
{
	uint64_t hash = 0;
	unsigned bit;

	if (words->n < 2)
		return;
	for (size_t i = 0; i < words->n; i++)
		hash = phrase_add(hash, words->token[i]);
	w->phrase[find_phrase(w, hash)] = hash;
	bit = phrase_bit(words->token);
	w->phrase_filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
	if (words->n > w->phrase_words)
		w->phrase_words = words->n;
	w->id = hash_mix(w->id ^ hash);
}

static void
add_phrases(struct dedupe_weights *w, const struct lexicon_table *stock)
{
	struct dedupe_words words = { 0 };
	uint64_t *phrase;
	size_t size = 16;

	while (stock != NULL && size < stock->n * 2)
		size *= 2;
	phrase = mem_alloc(size, sizeof(*phrase));
	free(w->phrase);
	w->phrase = phrase;
	w->phrase_mask = size - 1;
	for (size_t i = 0; stock != NULL && i < stock->n; i++) {
		dedupe_words_fill(&words, lexicon_key(stock, i, NULL),
		    DEDUPE_ALL, w);
		add_phrase(w, &words);
	}
	dedupe_words_free(&words);
}

size_t
dedupe_weights_dampen(const struct dedupe_weights *w, uint32_t *token, size_t n)
{
	size_t stock = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		unsigned bit = phrase_bit(token + i);
		size_t found = 0;
		uint64_t hash = 0;

		if ((w->phrase_filter[bit >> 6] >> (bit & 63) & 1) == 0)
			continue;
		for (size_t k = 0; k < w->phrase_words && i + k < n; k++) {
			hash = phrase_add(hash, token[i + k]);
			if (w->phrase[find_phrase(w, hash)] == hash)
				found = k + 1;
		}
		for (size_t k = i; k < i + found; k++)
			if (dedupe_token_weight(token[k]) > w->rules.stock)
				token[k] = (token[k] & ~(uint32_t)DEDUPE_WEIGHT_MAX) |
				    (uint32_t)w->rules.stock;
		stock += found;
		if (found > 0)
			i += found - 1;
	}
	return stock;
}

/* Room for the entries of a table of LINES lines. */
static void
make_room(struct dedupe_weights *w, size_t lines)
{
	size_t size = 16;

	while (size < lines * 2)
		size *= 2;
	*w = (struct dedupe_weights){ .mask = size - 1 };
	w->slot = mem_alloc(size, sizeof(*w->slot));
	w->phrase = mem_alloc(1, sizeof(*w->phrase));
}

/* "word TAB weight" or "=rule TAB value". */
static bool
parse_line(struct dedupe_weights *w, struct slice line,
    struct dedupe_words *words)
{
	struct tsv_row row;
	size_t value;
	uint32_t word;

	tsv_split(&row, line);
	if (line.p[0] == '=')
		return row.n == 2 && parse_rule(w,
		    slice_sub(row.field[0], 1, row.field[0].n), row.field[1]);
	dedupe_words_fill(words, row.field[0], DEDUPE_ALL, w);
	if (row.n != 2 || words->n != 1 || !tsv_number(row.field[1], &value) ||
	    value > DEDUPE_WEIGHT_MAX)
		return false;
	word = words->token[0] & ~(uint32_t)(2 * DEDUPE_NESTED - 1);
	/* 0 marks an empty slot: the one word that hashes to it stays unknown */
	if (word != 0)
		w->slot[find_slot(w, word)] = word | (uint32_t)value;
	return true;
}

static size_t
count_lines(struct slice s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

bool
dedupe_weights_parse(struct dedupe_weights *w, struct slice table,
    const struct lexicon_table *stock, size_t *line)
{
	struct dedupe_words words = { 0 };
	const char *p = table.p, *end = table.p + table.n;
	bool good = true;

	make_room(w, count_lines(table));
	for (*line = 1; good && p < end; (*line)++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl != NULL ? nl : end) - p);

		if (n > 0 && *p != '#')
			good = parse_line(w, (struct slice){ p, n }, &words);
		p += n + 1;
		if (!good)
			break;
	}
	w->id = hash_bytes(table);
	dedupe_words_free(&words);
	add_phrases(w, stock);
	for (size_t i = 0; good && i < COUNT(rules); i++)
		good = *rule_at(&w->rules, i) >= rules[i].least;
	if (!good)
		dedupe_weights_free(w);
	return good;
}

void
dedupe_weights_free(struct dedupe_weights *w)
{
	free(w->slot);
	free(w->phrase);
	*w = (struct dedupe_weights){ 0 };
}

struct slice
dedupe_weights_builtin(void)
{
	return (struct slice){ dedupe_table_en, dedupe_table_en_size };
}

/* All lines of the file PATH. */
static void
read_file(const char *path, struct buf *text)
{
	char *names[] = { (char *)(uintptr_t)path, NULL };
	struct lines in;
	struct line line;

	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		buf_add(text, line.text);
		buf_putc(text, '\n');
	}
	lines_close(&in);
}

void
dedupe_weights_open(struct dedupe_weights *w, const char *path)
{
	const struct lexicon_table *stock = lexicon_find("en", "stock");
	struct buf text = { 0 };
	size_t line;

	if (path != NULL)
		read_file(path, &text);
	else
		buf_add(&text, dedupe_weights_builtin());
	if (diag_status() != DIAG_OK)
		exit(DIAG_USAGE);
	if (!dedupe_weights_parse(w, buf_slice(&text), stock, &line))
		diag_usage("%s:%zu: not a table of weights (--weights)",
		    path != NULL ? path : "built-in table", line);
	buf_free(&text);
}
