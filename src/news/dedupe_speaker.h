/*
 * dedupe_speaker.h - whether two speaker columns may name the same person
 *
 * A name is a capitalised word that is no title, article or pronoun; two
 * speakers agree when they share one.  A column without a name ("he", "a
 * senior official") is unknown: it agrees with nobody and conflicts with
 * nobody.  The words that are no names are src/lexicon/<lang>/notname.txt.
 */
#ifndef DEDUPE_SPEAKER_H
#define DEDUPE_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "text/lexicon.h"

enum { DEDUPE_NAMES = 8 };	/* names kept of one column */

/* Sorted, each once; n is 0 when nobody is named. */
struct dedupe_speaker {
	uint64_t hash;		/* of all names; 0 when there is none */
	size_t n;
	uint32_t name[DEDUPE_NAMES];
};

/* Set the hash from the names. */
void dedupe_speaker_hash(struct dedupe_speaker *);

enum dedupe_agreement {
	DEDUPE_CONFLICT,	/* both are named, no name is shared */
	DEDUPE_UNKNOWN,
	DEDUPE_SAME,
};

void dedupe_speaker_parse(struct dedupe_speaker *, struct slice column,
    const struct lexicon_table *notname);

enum dedupe_agreement dedupe_speaker_compare(const struct dedupe_speaker *,
    const struct dedupe_speaker *);

#endif
