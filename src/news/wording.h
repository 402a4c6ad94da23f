/*
 * wording.h - which words of a linked group make up its row
 *
 * The labels follow the habits of the corpus they were learnt from; a row
 * follows nquote(5).  Quotation marks are dropped from direct content and
 * kept in mixed; a leading "that" goes to the cue; the final period goes;
 * what the narrator adds (", without giving details") goes.  The source
 * loses appositives, relative clauses and the possessive 's.  The cue is its
 * head words; "described X as Y" and "accused X of Y" are taken apart.
 */
#ifndef WORDING_H
#define WORDING_H

#include "news/attribution.h"
#include "news/grammar.h"
#include "news/link.h"

/* A group on its way to a row: spans of tokens, trimmed. */
struct wording {
	const struct grammar *g;
	const struct document *doc;
	const struct grammar_word *w;	/* view of the document */
	struct link_span content[ATTRIBUTION_SPANS];
	size_t contents;
	struct link_span cue, source;
	struct link_span as;		/* "as", "of": second part of the cue */
	struct link_span that;		/* "that" before the content */
	struct cue_match match;
	bool known;			/* the cue is in the list */
};

/*
 * Fill A from G; false when nothing is left, or when the cue says that
 * nothing was said ("declined to comment").
 */
bool wording_fill(const struct grammar *, const struct document *doc,
    const struct grammar_word *w, const struct link_group *group,
    struct attribution *a);

/*
 * Put the spans of G into A untrimmed, as the annotators of the corpus would:
 * marks and "that" inside the content, auxiliaries in the cue, appositives
 * in the source.
 */
void wording_as_annotated(const struct document *doc,
    const struct link_group *g, struct attribution *a);

#endif
