/*
 * headline.h - whether a line reads like a headline, a link or a sentence
 *
 * By its length, its punctuation and its capitals; what it is in its place is
 * layout.h's to say.  Lines are clean and not empty.
 */
#ifndef HEADLINE_H
#define HEADLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum {
	HEADLINE_BYTES = 200,	/* of the longest */
	HEADLINE_LINK_BLANKS = 3,	/* in the headline of another article:
				   prices and numbers to call have less */
};

/* Whether a mark stands at the end that ends sentences, or a colon. */
bool headline_ends_sentence(struct slice s);

/*
 * A line that may stand over others: not too long, no sentence's end, no
 * small letter first.
 */
bool headline_is_headline(struct slice s);

/*
 * A line of a list of links: a headline of some words that quotes nothing, or
 * one that asks, or has two sentences and no stop at its end.
 */
bool headline_is_link(struct slice s);

/* The first words of another article, cut off: "...", "[...]". */
bool headline_is_teaser(struct slice s);

/* Capitals only, six words or more: a link that some sites put into text. */
bool headline_is_shouted(struct slice s);

size_t headline_blanks(struct slice s);

#endif
