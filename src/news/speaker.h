/*
 * speaker.h - who is speaking: names for the sources of attributions
 *
 * The names of a window become entities (news/mention, news/entity); then
 * the sources are resolved in the order of the text, the article's own first,
 * those inside other contents after them (news/nounphrase, news/anaphor).
 * A quotation without source and cue goes on with the speaker before it
 * when that one ended in the same paragraph or the one before.
 *
 * Nothing of a text is remembered from one window to the next.  Time is linear in the
 * window; memory is the document's arena and what is freed on return.
 */
#ifndef SPEAKER_H
#define SPEAKER_H

#include "news/attribution.h"
#include "news/gazetteer.h"
#include "news/vocabulary.h"

/* One mention of an entity, for --aliases. */
struct speaker_alias {
	struct slice name;	/* of the entity, canonical */
	struct range mention;	/* where it is named, title excluded */
	const char *type;	/* person, organisation, place, unknown */
	const char *gender;	/* m, f or empty */
};

struct speaker_options {
	const char *lang;	/* of the word lists; NULL: "en" */
	struct vocabulary_book *book;	/* for LANG, to be kept from window to
				   window; NULL: none */
	const struct gazetteer *gazetteer;	/* NULL: none; must live as long
				   as the document's strings */
	/* called for every mention in the order of the text, if not NULL */
	void (*alias)(void *arg, const struct speaker_alias *);
	void *arg;
};

/*
 * Fill speaker, role and speaker_score of the N attributions ATTR of DOC,
 * whose tokens and quotations are known.  Strings live in the document's
 * arena.  OPT may be NULL.
 */
void speaker_resolve(struct document *doc, struct attribution *attr, size_t n,
    const struct speaker_options *opt);

#endif
