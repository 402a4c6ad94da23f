/*
 * lexicon.h - word lists by language, compiled in and overridable
 *
 * A list is a file src/lexicon/LANG/KIND.txt, one entry a line: KEY or
 * KEY<TAB>VALUE, keys compared byte by byte (by convention in lower case; a
 * key of several words has one blank between two).  src/tools/mklex.awk makes
 * constant tables of them at build time.  A look-up is one hash and no
 * allocation.
 *
 * A user's own directory changes the lists (--lexicon=DIR): each DIR/KIND.txt
 * adds its lines to the compiled-in list of that kind or replaces the values
 * of keys that are there; a line "-KEY" takes a key away.
 */
#ifndef LEXICON_H
#define LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct lexicon_entry {
	uint32_t start;		/* of the key in the table's text, bytes */
	uint16_t key_size;	/* bytes; a NUL follows, then the value */
	uint16_t value_size;	/* bytes; 0 if there is none; a NUL follows */
};

struct lexicon_table {
	const char *lang;	/* BCP 47 primary tag, "en" */
	const char *kind;	/* file name without .txt, "abbrev" */
	const char *text;	/* all keys and values */
	const struct lexicon_entry *entry;	/* [n], in byte order of keys */
	size_t n;
	const uint32_t *slot;	/* [mask + 1], entry number from 1; 0: free */
	size_t mask;		/* a power of two, less one */
	size_t longest;		/* longest key, bytes */
	size_t most_words;	/* words of the key that has most */
	uint32_t lengths[32];	/* bit N of word C: some key of N bytes (31: or
				   more) begins with a byte that is C modulo 32 */
};

/* Made by mklex.awk; ends with lang == NULL. */
extern const struct lexicon_table lexicon_builtin[];

/*
 * The list KIND for LANG with the changes of lexicon_overlay(), or NULL if
 * there is none.  Good until lexicon_overlay() is called (or for good).
 */
const struct lexicon_table *lexicon_find(const char *lang, const char *kind);

/* Whether there is any list for LANG. */
bool lexicon_language(const char *lang);

/*
 * False if KEY is not in the table for certain, by its first byte and length;
 * quick, and the case of an ASCII letter does not matter.
 */
static inline bool
lexicon_may_have(const struct lexicon_table *table, struct slice key)
{
	size_t n = key.n < 31 ? key.n : 31;

	return table != NULL && n > 0 &&
	    (table->lengths[(unsigned char)key.p[0] & 31] >> n & 1) != 0;
}

/* Whether KEY is in the table.  TABLE may be NULL: an empty list. */
bool lexicon_has(const struct lexicon_table *table, struct slice key);

/*
 * Whether KEY is in the table; if so and VALUE is not NULL, its value is
 * stored there: everything after the first tab of its line, n == 0 if nothing.
 */
bool lexicon_get(const struct lexicon_table *table, struct slice key,
    struct slice *value);

/* Entry I < table->n in byte order; VALUE may be NULL. */
struct slice lexicon_key(const struct lexicon_table *table, size_t i,
    struct slice *value);

/* Tab-separated field I (from 0) of VALUE; empty if there are fewer. */
struct slice lexicon_field(struct slice value, size_t i);

struct lexicon_error {
	char message[256];	/* "DIR/abbrev.txt:12: what is wrong" */
};

/*
 * Change the lists of LANG by the files *.txt of DIR, for the whole process:
 * call it once, from main(), before the first lexicon_find().  A file whose
 * name is no known kind of list, and a line that is no entry, are errors:
 * false, the first one told in ERR, and no list is changed.  LANG is kept.
 */
bool lexicon_overlay(const char *dir, const char *lang,
    struct lexicon_error *err);

/* Forget the overlay and free its memory. */
void lexicon_overlay_free(void);

#endif
