/*
 * vocabulary.h - the words of a window and what the word lists say of them
 *
 * Every distinct word of a window gets a number; the search for names and
 * speakers then compares numbers and tests flags.  Phrases (names as they are
 * printed) are kept in the same table.  What the lists say of a word is kept
 * from window to window in a book.
 *
 * Memory: proportional to the distinct words of the window; everything is
 * released by vocabulary_free(), strings with the arena given.  A book has
 * 200 bytes and more for each of VOCABULARY_BOOK words, and those of the last
 * window.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "text/lexicon.h"

enum word_flag {
	/* its shape */
	WORD_CAPITAL = 1 << 0,	/* starts as a name does: "Ann", "al-Masri" */
	WORD_UPPER = 1 << 1,	/* two capitals or more and nothing else */
	WORD_INITIAL = 1 << 2,	/* "J.", "J.K." but not "U.S." */
	WORD_ALPHA = 1 << 3,	/* starts with a letter or digit */
	WORD_LOWER = 1 << 4,	/* starts with a lower-case letter */
	/* from the lists */
	WORD_NOT_NAME = 1 << 5,
	WORD_GIVEN = 1 << 6,	/* a given name, of any gender */
	WORD_SURNAME_FIRST = 1 << 7,
	WORD_HONORIFIC = 1 << 8,
	WORD_ROLE = 1 << 9,
	WORD_ROLE_PLURAL = 1 << 10,
	WORD_ORG = 1 << 11,
	WORD_DOC = 1 << 12,
	WORD_PLACE = 1 << 13,
	WORD_COUNTRY = 1 << 14,	/* its name or capital */
	WORD_CAPITAL_CITY = 1 << 15,
	WORD_PEOPLE = 1 << 16,	/* a demonym and nothing else */
	WORD_MONTH = 1 << 18,
	/* closed classes, see lexicon/en/closed.txt */
	WORD_PARTICLE = 1 << 19,
	WORD_PREP = 1 << 20,
	WORD_AUX = 1 << 21,
	WORD_PAST = 1 << 22,
	WORD_SAY = 1 << 23,
	WORD_SKIP = 1 << 24,
	WORD_NO_VERB = 1 << 25,
	WORD_DET = 1 << 26,
	WORD_ARTICLE = 1 << 27,
	WORD_PREMOD = 1 << 28,
	WORD_GENERIC = 1 << 29,
	WORD_GENERIC_ORG = 1 << 30
};

/* Closed classes that found no room above. */
enum word_class {
	WORD_SIDES = 1 << 0,
	WORD_CROWD = 1 << 1,
	WORD_S_FORM = 1 << 2,	/* ends as a verb of the third person or past */
	WORD_REGNAL = 1 << 3,	/* a title that is part of the name */
	WORD_BUSINESS = 1 << 4,	/* an organisation that sells something */
	WORD_PUBLIC = 1 << 5,	/* one that does not */
	WORD_STATE = 1 << 7,	/* country, nation */
	WORD_ADJUNCT = 1 << 8,	/* despite, amid, during */
	WORD_DAY = 1 << 9,	/* a day or time of day */
	WORD_SURNAME = 1 << 10,	/* organisations' word, also a surname */
	WORD_TOGETHER = 1 << 11, /* met: two persons become they */
	WORD_ING = 1 << 6	/* a participle by its form */
};

struct vocabulary_word {
	struct slice text;	/* as it stands; in the arena */
	uint32_t lower;		/* number of the lower-case form */
	uint32_t key;		/* number of what names are compared by: lower
				   case, no accents, no "al-" */
	uint32_t flags;		/* enum word_flag */
	uint32_t role;		/* number of the singular role noun, or 0 */
	uint32_t country;	/* number of the name of its country, or 0 */
	struct slice may_be;	/* what else that role is called, by commas */
	uint16_t classes;	/* enum word_class */
	char gender;		/* of a given name: m, f or 0 */
	char title_gender;	/* of an honorific: m, f or 0 */
	char role_gender;	/* of a role noun: m, f or 0 */
	bool ready;		/* the lists were asked */
	bool seen_capital;	/* capitalised in mid-sentence in this window */
	bool seen_lower;	/* this lower-case form occurs in this window */
};

/* What the lists say of a word; strings in the book or in the lists. */
struct vocabulary_entry {
	struct slice text;
	uint64_t hash;
	struct vocabulary_word word;	/* flags, classes, genders, may_be */
	struct slice lower, key;	/* see vocabulary_word */
	struct slice role, country;	/* empty: none */
};

enum { VOCABULARY_BOOK = 16384 };	/* forget all words when there are more */

struct vocabulary_book {
	struct vocabulary_entry *entry;	/* [n]; 0 is no word */
	size_t n, cap;
	uint32_t *slot;			/* [mask + 1]: index of an entry, or 0 */
	size_t mask;
	struct arena mem;
	const struct lexicon_table *list[16];	/* by enum word_list */
};

/* An empty book for LANG. */
void vocabulary_book_init(struct vocabulary_book *, const char *lang);
void vocabulary_book_free(struct vocabulary_book *);

struct vocabulary {
	struct arena *mem;		/* kept: strings live there */
	struct vocabulary_word *word;	/* [n]; 0 is no word */
	size_t n, cap;
	uint32_t *slot;			/* [mask + 1]: number of a word, or 0 */
	size_t mask;
	struct vocabulary_book *book;
};

/* Start an empty vocabulary; its strings go to MEM.  BOOK must outlive it. */
void vocabulary_init(struct vocabulary *, struct vocabulary_book *book,
    struct arena *mem);

/* Release it, strings excepted. */
void vocabulary_free(struct vocabulary *);

/* The number of TEXT, with what the lists say of it. */
uint32_t vocabulary_add(struct vocabulary *, struct slice text);

/* The number of TEXT as a mere string: the lists are not asked. */
uint32_t vocabulary_intern(struct vocabulary *, struct slice text);

/* The number of TEXT if it was added, else 0. */
uint32_t vocabulary_find(const struct vocabulary *, struct slice text);

static inline const struct vocabulary_word *
vocabulary_word(const struct vocabulary *v, uint32_t number)
{
	return &v->word[number];
}

/*
 * The country that PHRASE (one word or several) names; its kind ("name",
 * "capital", "people", "seat") in KIND.  An empty slice if it names none.
 */
struct slice vocabulary_country(const struct vocabulary *, struct slice phrase,
    struct slice *kind);

/* What the initials PHRASE stand for, from the list; empty if unknown. */
struct slice vocabulary_acronym(const struct vocabulary *, struct slice phrase);

/* Whether given names A and B are forms of one name ("Bill", "William"). */
bool vocabulary_nickname(const struct vocabulary *, uint32_t a, uint32_t b);

/* Whether someone whose role is ROLE may be called NOUN, both numbers. */
bool vocabulary_may_be(const struct vocabulary *, uint32_t role, uint32_t noun);

#endif
