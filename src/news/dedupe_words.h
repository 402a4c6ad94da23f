/*
 * dedupe_words.h - the words of a quotation, as they are compared
 *
 * Case, punctuation, quotation marks, white space and the form of the
 * apostrophe are folded away; "U.S." is one word, "200,000" too; what an
 * editor put in [brackets] is not said and is left out, "[W]e" is "we".
 * A script written without spaces (Chinese, Japanese) gives a word a letter.
 */
#ifndef DEDUPE_WORDS_H
#define DEDUPE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "news/dedupe_weight.h"

enum {
	/* Longer quotations are compared by their beginning (the exact form
	   still covers all of it): bounds the work per pair. */
	DEDUPE_WORDS_MAX = 1024,
};

/* What of a text is compared. */
enum dedupe_part {
	DEDUPE_ALL,		/* every word: the content of a direct row */
	DEDUPE_MARKED,		/* the words inside quotation marks, if any;
				   else every word */
};

struct dedupe_words {
	uint32_t *token;	/* owned */
	size_t n, cap;
	uint64_t hash;		/* of all words, also beyond the maximum; of the
				   bytes when there is no word */
	size_t total;		/* words, also those beyond the maximum; the
				   length of folded when that is in use */
	uint32_t weight;	/* sum over token[], quarter nats */
	bool stock;		/* nothing but stock phrases */
	bool marked;		/* only what stood between marks was taken */
	uint64_t context_hash;	/* of the words outside the marks, and their */
	uint32_t context_weight;	/* weight: the reporter's own */
	struct buf folded;	/* without weights and spelling: the words, each
				   with a blank */
	struct buf *spelling;	/* not NULL: the folded words go there too,
				   each with a newline; borrowed */
};

/*
 * Replace the contents by the words of PART of TEXT.  Without WEIGHTS (NULL)
 * there are no tokens and no weights: only the hash, of another kind, of the
 * words that are compared, for those who want exact repeats fast.
 */
void dedupe_words_fill(struct dedupe_words *, struct slice text,
    enum dedupe_part part, const struct dedupe_weights *);

void dedupe_words_free(struct dedupe_words *);

#endif
