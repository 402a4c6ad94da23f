/*
 * lefttoken.h - the token before a stop: abbreviation, initial, number, word
 *
 * "U.S" of "the U.S. Senate", "Gov" of "then-Gov. Hill", "3" of "3. Mai".
 * Classes come from abbrev.txt, whose first lines explain them, and from the
 * shape of the token.
 */
#ifndef LEFTTOKEN_H
#define LEFTTOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "text/lexicon.h"

enum left_kind {
	LEFT_WORD,		/* nothing of what follows here */
	LEFT_TITLE,		/* the classes of abbrev.txt */
	LEFT_NUMBER,
	LEFT_DIGIT,
	LEFT_EITHER,
	LEFT_ETC,
	LEFT_NEVER,
	LEFT_NAME,
	LEFT_PLAIN,		/* as LEFT_WORD */
	LEFT_INITIAL,		/* one capital */
	LEFT_I,			/* the capital I, initial or pronoun */
	LEFT_DOTTED,		/* single letters: "F.B.I", "J.K" */
	LEFT_LABEL,		/* number of a list item: "2. What", "iv." */
	LEFT_ORDINAL,		/* "3. Oktober" in languages that write so */
	LEFT_CLIPPED,		/* capitalised without a vowel: "Bldg" */
	LEFT_KINDS
};

enum { STOP_WORD_SIZE = 40 };	/* bytes; longer words are in no list */

/* The lists of a language; any may be NULL. */
struct stop_lists {
	const struct lexicon_table *abbrev;
	const struct lexicon_table *starters;
	const struct lexicon_table *say;
	const struct lexicon_table *quotes;
	size_t ordinals;	/* numbers of up to so many digits and a period
				   are ordinals; 0: none are */
};

/* Where the token that ends at END of TEXT begins, not before BEGIN. */
size_t lefttoken_begin(struct slice text, size_t begin, size_t end);

/*
 * The kind of the token [TOKEN, END) in the sentence that begins at BEGIN; a
 * capital follows the stop, or does not.
 */
enum left_kind lefttoken_kind(struct slice text, size_t begin, size_t token,
    size_t end, bool before_capital, const struct stop_lists *lists);

#endif
