/*
 * cue.h - the words that signal that somebody is being quoted
 *
 * The lists are src/lexicon/LANG/cue.txt (verbs and phrases) and
 * cue-noun.txt; their first lines describe the columns.  Verbs are listed by
 * lemma and inflected here, so that a user adds "harrumph" and gets
 * "harrumphed".  A look-up costs one hash per word of the phrase.
 */
#ifndef CUE_H
#define CUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "news/attribution.h"

enum cue_scope {
	CUE_SPEECH,		/* a row by default */
	CUE_WORDS,		/* by default only when words are reported */
	CUE_THOUGHT		/* only with --thought, or all in marks */
};

/* What may follow a cue: bits. */
enum cue_frame {
	CUE_CLAUSE = 1 << 0,	/* "said it would" */
	CUE_QUOTE = 1 << 1,	/* a quotation only: "laughed" */
	CUE_WH = 1 << 2,	/* "asked whether" */
	CUE_INFINITIVE = 1 << 3,	/* "vowed to go" */
	CUE_ADDRESSEE = 1 << 4,	/* "told reporters that", "urged X to" */
	CUE_NOUN = 1 << 5,	/* "denied the charge" */
	CUE_GERUND = 1 << 6,	/* "denied taking it" */
	CUE_NAMING = 1 << 7,	/* "called X Y" */
	CUE_AS = 1 << 8,	/* "described X as Y" */
	CUE_OF = 1 << 9,	/* "accused X of Y", "blamed X for Y" */
	CUE_BEFORE = 1 << 10,	/* the source follows: "according to X" */
	CUE_ADVERB = 1 << 11	/* "reportedly": a report without a source */
};

/* Inflections: bits, for "put" is base form, past and participle. */
enum cue_form {
	CUE_BASE = 1 << 0,
	CUE_THIRD = 1 << 1,	/* says */
	CUE_PAST = 1 << 2,	/* said, also as participle */
	CUE_ING = 1 << 3,
	CUE_FIXED = 1 << 4	/* a phrase that does not inflect */
};

struct cue {
	struct slice lemma;
	enum attribution_act act;
	enum cue_scope scope;
	unsigned frames;	/* enum cue_frame */
	bool noun;
};

struct cue_match {
	const struct cue *cue;
	unsigned form;		/* enum cue_form; 0 for a noun */
	size_t words;		/* how many words it spans, at least 1 */
};

struct cue_list {
	struct cue_slot *slot;	/* [mask + 1], in the arena */
	size_t mask;
	struct arena arena;
};

/* Build the list of LANG; false when there is no cue list for it. */
bool cue_open(struct cue_list *, const char *lang);

void cue_close(struct cue_list *);

/*
 * The longest verb or phrase that begins at WORD[0], of N lower-case words
 * with plain apostrophes; false when none does, or the longest is listed as
 * no cue ("show up").
 */
bool cue_find(const struct cue_list *, const struct slice *word, size_t n,
    struct cue_match *match);

/* The same for nouns, which are single words. */
bool cue_find_noun(const struct cue_list *, struct slice word,
    struct cue_match *match);

#endif
