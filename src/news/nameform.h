/*
 * nameform.h - the words of a name, and whether two names are one person's
 *
 * Family names may come first (Chinese, Korean, Vietnamese, Khmer), a given
 * name may be an initial, a nickname or left out, "Jr." may follow.
 */
#ifndef NAMEFORM_H
#define NAMEFORM_H

#include "news/nameview.h"

/* One way in which an entity is named. */
struct name_form {
	const uint32_t *word;	/* [words] */
	uint32_t words, count;
	struct slice text;	/* as printed */
	bool full;		/* a person's given and family name */
	bool surname_first;
};

/* The flags (enum word_flag) of the word number WORD. */
static inline uint32_t
view_word_flags(const struct name_view *v, uint32_t word)
{
	return vocabulary_word(v->vocab, word)->flags;
}

/* How many of the N words of a name stand before "Jr." */
size_t nameform_core(const struct name_view *, const uint32_t *word, size_t n);

/*
 * Whether a name has its family name first.  "Kim" is also a given name: it
 * is a family name before two words or a hyphenated one.
 */
bool nameform_surname_first(const struct name_view *, const uint32_t *word,
    size_t n);

/* What the word number WORD is compared by. */
static inline uint32_t
view_key(const struct name_view *v, uint32_t word)
{
	return vocabulary_word(v->vocab, word)->key;
}

/* Whether N words are the same, apart from case, accents and "al-". */
bool nameform_same(const struct name_view *, const uint32_t *a,
    const uint32_t *b, size_t n);

/* The words with blanks between, in the document's arena. */
struct slice nameform_join(const struct name_view *, const uint32_t *word,
    size_t n);

/* Whether two full names may be one person's; both of two words or more. */
bool nameform_agree(const struct name_view *, const uint32_t *a, size_t an,
    const uint32_t *b, size_t bn);

/*
 * How well the short name M names an entity of form F: 3 by surname, 2 by
 * given name, 1 by another part, 0 not at all.
 */
int nameform_rank(const struct name_view *, const struct name_form *f,
    const struct mention *m);

#endif
