/*
 * word.h - the words, numbers and marks of one statement
 *
 * A small tokenizer for the claim modules (quantity, claim), which look at
 * short pieces of text and at words in lower case only.  It is part of what
 * the claim model was trained with: a change here needs a new model.
 *
 * Letters are ASCII letters and every other code point that is not known as
 * punctuation or a symbol; a word may hold one apostrophe ("don't").  A
 * number is digits with decimal point and grouping commas, western or Indian
 * ("1,234,567", "12,34,567").  Everything else is a mark of one code point.
 *
 * Memory: proportional to the longest statement seen.
 */
#ifndef WORD_H
#define WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum word_kind { WORD_LETTERS, WORD_NUMBER, WORD_MARK };

struct word {
	struct slice text;	/* as it stands, in the statement */
	struct slice low;	/* ASCII in lower case, apostrophes as ' */
	size_t start;		/* bytes from the start of the statement */
	enum word_kind kind;
	bool capital;		/* has an ASCII capital */
	bool glued;		/* no white space before it */
	bool bound;		/* of a quantity that has a bound: "more than"
				   there compares nothing (set by claim) */
};

struct words {
	struct word *word;	/* [n], owned */
	size_t n, cap;
	struct buf low;		/* the lower-case slices point here */
};

/*
 * Split TEXT, replacing what WORDS held; TEXT must outlive that.  Zero the
 * struct before the first call.
 */
void word_split(struct words *, struct slice text);

/* Whether word I exists and reads LOW (in lower case). */
static inline bool
word_is(const struct words *w, size_t i, const char *low)
{
	size_t n = strlen(low);

	return i < w->n && w->word[i].low.n == n &&
	    memcmp(w->word[i].low.p, low, n) == 0;
}

/* Whether word I is one of the N words of LIST (in lower case). */
bool word_is_one_of(const struct words *, size_t i, const char *const *list,
    size_t n);

#define WORD_IS_ONE_OF(w, i, list) \
	word_is_one_of(w, i, list, sizeof(list) / sizeof(*(list)))

void word_free(struct words *);

#endif
