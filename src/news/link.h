/*
 * link.h - from labelled tokens to attributions
 *
 * Spans of content, cue and source come from the labels; quotation marks
 * then have their say: a content never ends inside a quotation, and every
 * real quotation is a content, labelled or not.  Each cue takes the nearest
 * source of its sentence, each content the nearest cue, where distance is
 * counted in tokens and other spans in between cost extra (the costs are
 * those measured in the project's notes on PolNeAR: 95.4 % of gold labels
 * link back to the gold attributions).  A quotation without a cue continues
 * the attribution before it; unquoted content without a cue is dropped.
 *
 * Linear in the tokens: only the nearest neighbours of a span are looked at.
 */
#ifndef LINK_H
#define LINK_H

#include "news/attribution.h"
#include "news/grammar.h"

struct link_span {
	uint32_t begin, end;	/* tokens; equal: absent */
};

struct link_group {
	struct link_span content[ATTRIBUTION_SPANS];
	size_t contents;
	struct link_span cue, source;
	uint32_t continues;	/* group whose speaker a quotation without cue
				   carries on, or ATTRIBUTION_NONE */
};

struct link_groups {
	struct link_group *group;	/* in document.mem, by first content */
	size_t n;
};

/*
 * Link the labelled tokens of DOC, whose view is W.  The labels are changed
 * to agree with the quotation marks, except when NESTED: then they are about
 * what stands inside contents, and only what has a cue is wanted.
 */
void link_find(const struct grammar *, struct document *doc,
    const struct grammar_word *w, bool nested, struct link_groups *out);

#endif
