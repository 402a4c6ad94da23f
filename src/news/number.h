/*
 * number.h - one number at a word: figures, number words, or both
 *
 * "5,20,000", "3.2 million", "2 lakh crore", "two and a half", "a hundred",
 * "half a million", "tens of thousands", "two-thirds", "one in five",
 * "tenfold".  What it counts and whether it is a date or a name is for the
 * caller to say (news/quantity).
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/word.h"
#include "text/lexicon.h"

enum {
	NUMBER_ONE = 10000	/* values are ten-thousandths */
};

enum number_form {
	NUMBER_FIGURES,		/* begins with digits */
	NUMBER_WORDS,		/* "twenty-one", "a million" */
	NUMBER_VAGUE,		/* "thousands": the least it can mean */
	NUMBER_SHARE,		/* "two-thirds", "one in five" */
	NUMBER_TIMES		/* "tenfold", "twice" */
};

struct number {
	enum number_form form;
	int64_t value;		/* ten-thousandths */
	int64_t scale;		/* 1 or the scale words' product */
	size_t end;		/* the word after it */
	bool about;		/* "a couple of" */
	bool bare;		/* one to four digits and nothing else */
	int64_t first;		/* of "one in five", the one ... */
	size_t first_end;	/* ... and the word after it; else 0 */
};

/* Whether a number can begin at word I: a quick look before number_read(). */
bool number_begins(const struct lexicon_table *numbers,
    const struct words *words, size_t i);

/*
 * Read a number at word I of WORDS with the list "number".  MONEY says that
 * a currency sign stands before it: "$5 k".  False when there is none.
 */
bool number_read(const struct lexicon_table *numbers,
    const struct words *words, size_t i, bool money, struct number *num);

#endif
