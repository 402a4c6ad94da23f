/*
 * learner.h - abbreviations and sentence openers of a corpus, from raw text
 *
 * Abbreviations: T. Kiss and J. Strunk, "Unsupervised multilingual sentence
 * boundary detection", Computational Linguistics 32(4), 2006, section 4.1:
 * how much likelier a word has a period than words have in general, weighed
 * by its length, its inner periods and how often it stands without one; 0.3
 * is their threshold.  The class of an abbreviation (abbrev.txt) is what
 * mostly follows it.
 *
 * Openers: words that begin sentences behind a clear boundary and that are in
 * lower case at least five times as often as capitalised in mid-sentence.
 *
 * Memory: the vocabulary, at most LEARNER_MAX words; rarer words that come
 * after those are not counted.
 */
#ifndef LEARNER_H
#define LEARNER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

enum { LEARNER_MAX = 1 << 20 };

struct learner_word {
	struct slice key;		/* in lower case, in learner.mem */
	size_t periods;			/* with a period behind it */
	size_t bare;			/* without */
	size_t digit, upper, lower;	/* what follows the period */
	size_t opens;			/* begins a sentence, capitalised */
	size_t inside;			/* capitalised in mid-sentence */
	size_t small;			/* in lower case */
};

struct learner {
	struct learner_word *word;	/* [words] */
	size_t words, cap;
	uint32_t *slot;			/* [mask + 1], word number from 1 */
	size_t mask;
	struct arena mem;
	size_t tokens, periods;		/* of the whole corpus */
};

/* Count the words of a paragraph; start with a zeroed learner. */
void learner_add(struct learner *, struct slice paragraph);

/* Append the lists as files for --lexicon, sorted, with a comment on top. */
void learner_put_abbrev(struct learner *, struct buf *out);
void learner_put_starters(struct learner *, struct buf *out);

void learner_free(struct learner *);

#endif
