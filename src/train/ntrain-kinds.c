/*
 * ntrain-kinds.c - kinds of words from plain text
 *
 *	cat *.txt | ntrain-kinds > src/lexicon/en/wordkind.txt
 *
 * Exchange clustering (Kneser and Ney, Eurospeech 1993; Martin, Liermann and
 * Ney, Speech Communication 24, 1998): each word that is frequent enough
 * moves to the class where a bigram model over classes predicts the text
 * best, in order of frequency, until few words move.  Words that are mostly
 * written with a capital in mid-sentence are names and left out of the list,
 * unless they are in the list given with --keep.
 *
 * Memory: the text as numbers, twelve bytes a word.
 */
#include "config.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "io/lines.h"
#include "news/word.h"
#include "text/lexicon.h"

enum {
	CLASSES = 100,
	LEAST = 5,		/* occurrences of a word that is clustered */
	ROUNDS = 10,
	NAME_PERCENT = 60	/* capitals in mid-sentence */
};

struct entry {
	struct slice word;	/* in TEXT.mem */
	uint32_t count;		/* occurrences */
	uint32_t inside;	/* not first in a sentence ... */
	uint32_t capital;	/* ... and of these with a capital */
	uint32_t rank;		/* by count: its number in the clusters */
};

struct text {
	struct arena mem;
	struct entry *entry;	/* [n] */
	size_t n, cap;
	uint32_t *slot;		/* [slots], entry number from 1 */
	size_t slots;
	uint32_t *token;	/* [tokens], entry number from 1; 0 a break */
	size_t tokens, token_cap;
};

struct clusters {
	size_t classes, words;	/* words: the frequent ones, and two more: all
				   others together, and the break */
	uint32_t *class;	/* [words] */
	/* successors of word i: next[next_at[i]] up to next_at[i + 1] */
	uint32_t *next, *next_at;
	uint32_t *last, *last_at;	/* its predecessors */
	uint32_t *pair;		/* [classes * classes] */
	uint32_t *left, *right;	/* [classes] */
};

static uint32_t
find_entry(struct text *t, struct slice word)
{
	size_t i;

	if (t->n * 2 >= t->slots) {
		t->slots = t->slots > 0 ? t->slots * 2 : 1024;
		free(t->slot);
		t->slot = mem_alloc(t->slots, sizeof(*t->slot));
		for (size_t k = 0; k < t->n; k++) {
			i = hash_bytes(t->entry[k].word) & (t->slots - 1);
			while (t->slot[i] != 0)
				i = (i + 1) & (t->slots - 1);
			t->slot[i] = (uint32_t)k + 1;
		}
	}
	for (i = hash_bytes(word) & (t->slots - 1); t->slot[i] != 0;
	    i = (i + 1) & (t->slots - 1))
		if (slice_eq(t->entry[t->slot[i] - 1].word, word))
			return t->slot[i];
	t->entry = mem_grow(t->entry, &t->cap, t->n + 1, sizeof(*t->entry));
	t->entry[t->n++] = (struct entry){ .word = arena_copy(&t->mem, word) };
	return t->slot[i] = (uint32_t)t->n;
}

static void
add_token(struct text *t, uint32_t number)
{
	t->token = mem_grow(t->token, &t->token_cap, t->tokens + 1,
	    sizeof(*t->token));
	t->token[t->tokens++] = number;
}

/* The words of a line; all figures are one word. */
static void
add_line(struct text *t, const struct words *w)
{
	add_token(t, 0);
	for (size_t i = 0; i < w->n; i++) {
		const struct word *word = &w->word[i];
		uint32_t number = find_entry(t, word->kind == WORD_NUMBER ?
		    SLICE("0") : word->low);
		struct entry *e = &t->entry[number - 1];

		e->count++;
		if (i > 0 && w->word[i - 1].kind != WORD_MARK) {
			e->inside++;
			e->capital += word->capital;
		}
		add_token(t, number);
	}
}

static int
by_count(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;

	if ((*x)->count != (*y)->count)
		return (*x)->count < (*y)->count ? 1 : -1;
	return slice_cmp((*x)->word, (*y)->word);
}

/* Entries in order of frequency; FREQUENT of them are clustered. */
static struct entry **
rank(struct text *t, size_t *frequent)
{
	struct entry **order = mem_alloc(t->n, sizeof(*order));

	for (size_t i = 0; i < t->n; i++)
		order[i] = &t->entry[i];
	qsort(order, t->n, sizeof(*order), by_count);
	for (*frequent = 0; *frequent < t->n &&
	    order[*frequent]->count >= LEAST; ++*frequent)
		continue;
	for (size_t i = 0; i < t->n; i++)
		order[i]->rank = (uint32_t)(i < *frequent ? i : *frequent);
	return order;
}

static uint32_t
word_of(const struct text *t, const struct clusters *c, size_t i)
{
	return t->token[i] == 0 ? (uint32_t)c->words - 1 :
	    t->entry[t->token[i] - 1].rank;
}

/* Neighbours of each word in one array: STEP 1 the next ones, -1 the last. */
static void
neighbours(const struct text *t, const struct clusters *c, int step,
    uint32_t **list, uint32_t **at)
{
	uint32_t *fill = mem_alloc(c->words, sizeof(*fill));

	*at = mem_alloc(c->words + 1, sizeof(**at));
	*list = mem_alloc(t->tokens, sizeof(**list));
	for (size_t i = 1; i < t->tokens; i++)
		(*at)[word_of(t, c, step > 0 ? i - 1 : i) + 1]++;
	for (size_t i = 0; i < c->words; i++)
		(*at)[i + 1] += (*at)[i];
	for (size_t i = 1; i < t->tokens; i++) {
		uint32_t a = word_of(t, c, step > 0 ? i - 1 : i);
		uint32_t b = word_of(t, c, step > 0 ? i : i - 1);

		(*list)[(*at)[a] + fill[a]++] = b;
	}
	free(fill);
}

static void
begin_clusters(struct clusters *c, const struct text *t, size_t frequent)
{
	c->words = frequent + 2;
	c->class = mem_alloc(c->words, sizeof(*c->class));
	for (size_t i = 0; i < frequent; i++)
		c->class[i] = (uint32_t)(i % (c->classes - 2));
	c->class[frequent] = (uint32_t)c->classes - 2;
	c->class[frequent + 1] = (uint32_t)c->classes - 1;
	neighbours(t, c, 1, &c->next, &c->next_at);
	neighbours(t, c, -1, &c->last, &c->last_at);
	c->pair = mem_alloc(c->classes * c->classes, sizeof(*c->pair));
	c->left = mem_alloc(c->classes, sizeof(*c->left));
	c->right = mem_alloc(c->classes, sizeof(*c->right));
	for (size_t i = 1; i < t->tokens; i++) {
		uint32_t a = c->class[word_of(t, c, i - 1)];
		uint32_t b = c->class[word_of(t, c, i)];

		c->pair[a * c->classes + b]++;
		c->left[a]++;
		c->right[b]++;
	}
}

static double
xlogx(double x)
{
	return x > 0 ? x * log(x) : 0;
}

/* How often a word stands beside each class. */
struct context {
	uint32_t *after, *before;	/* [classes] */
	uint32_t twice;			/* beside itself */
	uint32_t nexts, lasts;
};

static void
read_context(const struct clusters *c, uint32_t w, struct context *x)
{
	memset(x->after, 0, c->classes * sizeof(*x->after));
	memset(x->before, 0, c->classes * sizeof(*x->before));
	x->twice = 0;
	x->nexts = c->next_at[w + 1] - c->next_at[w];
	x->lasts = c->last_at[w + 1] - c->last_at[w];
	for (uint32_t i = c->next_at[w]; i < c->next_at[w + 1]; i++) {
		if (c->next[i] == w)
			x->twice++;
		else
			x->after[c->class[c->next[i]]]++;
	}
	for (uint32_t i = c->last_at[w]; i < c->last_at[w + 1]; i++)
		if (c->last[i] != w)
			x->before[c->class[c->last[i]]]++;
}

/* Take the word out of class K (SIGN -1) or put it in (1). */
static void
move(struct clusters *c, const struct context *x, size_t k, int sign)
{
	uint32_t s = (uint32_t)sign;

	for (size_t j = 0; j < c->classes; j++) {
		c->pair[k * c->classes + j] += s * x->after[j];
		c->pair[j * c->classes + k] += s * x->before[j];
	}
	c->pair[k * c->classes + k] += s * x->twice;
	c->left[k] += s * x->nexts;
	c->right[k] += s * x->lasts;
}

/* What the word adds to the log-likelihood in class K. */
static double
gain(const struct clusters *c, const struct context *x, size_t k)
{
	double sum = 0, old;

	for (size_t j = 0; j < c->classes; j++) {
		if (j == k)
			continue;
		if (x->after[j] > 0) {
			old = c->pair[k * c->classes + j];
			sum += xlogx(old + x->after[j]) - xlogx(old);
		}
		if (x->before[j] > 0) {
			old = c->pair[j * c->classes + k];
			sum += xlogx(old + x->before[j]) - xlogx(old);
		}
	}
	old = c->pair[k * c->classes + k];
	sum += xlogx(old + x->after[k] + x->before[k] + x->twice) - xlogx(old);
	sum -= xlogx(c->left[k] + (double)x->nexts) - xlogx(c->left[k]);
	return sum - (xlogx(c->right[k] + (double)x->lasts) -
	    xlogx(c->right[k]));
}

static void
cluster(struct clusters *c)
{
	struct context x = {
		.after = mem_alloc(c->classes, sizeof(*x.after)),
		.before = mem_alloc(c->classes, sizeof(*x.before)),
	};
	size_t moved = c->words;

	for (int round = 0; round < ROUNDS && moved > c->words / 200; round++) {
		moved = 0;
		for (uint32_t w = 0; w < c->words - 2; w++) {
			uint32_t old = c->class[w];
			double best = -INFINITY;

			read_context(c, w, &x);
			move(c, &x, old, -1);
			for (size_t k = 0; k < c->classes - 2; k++) {
				double g = gain(c, &x, k);

				if (g > best) {
					best = g;
					c->class[w] = (uint32_t)k;
				}
			}
			move(c, &x, c->class[w], 1);
			moved += c->class[w] != old;
		}
		diag_note("round %d: %zu words moved", round + 1, moved);
	}
	free(x.after);
	free(x.before);
}

static int
by_word(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;

	return slice_cmp((*x)->word, (*y)->word);
}

static bool
is_listed(const struct entry *e, const struct lexicon_table *keep)
{
	unsigned char c = (unsigned char)e->word.p[0];

	if (!((c >= 'a' && c <= 'z') || c >= 0xc3))
		return false;
	if (e->word.p[0] == 'i' && (e->word.n == 1 || e->word.p[1] == '\''))
		return true;
	return e->capital * 100 <= e->inside * NAME_PERCENT ||
	    lexicon_has(keep, e->word);
}

int
main(int argc, char *argv[])
{
	struct clusters c = { .classes = CLASSES };
	struct text t = { .n = 0 };
	struct words words = { 0 };
	struct lines lines;
	struct line line;
	struct entry **order;
	size_t frequent;

	diag_program(argv[0]);
	if (argc > 1 && argv[1][0] == '-' && argv[1][1] != '\0')
		diag_usage("usage: ntrain-kinds [file ...]");
	lines_open(&lines, argv + 1, 0);
	while (lines_next(&lines, &line)) {
		word_split(&words, line.text);
		add_line(&t, &words);
	}
	lines_close(&lines);
	order = rank(&t, &frequent);
	begin_clusters(&c, &t, frequent);
	cluster(&c);
	qsort(order, frequent, sizeof(*order), by_word);
	puts("# wordkind.txt - kinds of words by the company they keep: word, "
	    "tab, number of\n# the kind.  By src/train/ntrain-kinds, not "
	    "written by hand; what from is in\n# src/model/claim.md.  A "
	    "change here needs a new model.");
	for (size_t i = 0; i < frequent; i++)
		if (is_listed(order[i], lexicon_find("en", "claimclass")))
			printf("%.*s\t%u\n", (int)order[i]->word.n,
			    order[i]->word.p, c.class[order[i]->rank]);
	return diag_status();
}
