/*
 * attribution.h - who said what in a document
 *
 * An attribution is a content (the words), a source (who), and a cue (what
 * signals it), after Pareti's PARC and Newell et al.'s PolNeAR (LREC 2018).
 */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "news/document.h"
#include "news/score.h"

enum attribution_kind {
	KIND_DIRECT,		/* all words inside quotation marks */
	KIND_MIXED,		/* some */
	KIND_INDIRECT,		/* none */
	KIND_NARRATOR,		/* nobody is quoted (only with -a) */
};

enum attribution_act {
	ACT_NONE, ACT_SAY, ACT_CLAIM, ACT_DENY, ACT_ASK, ACT_DEMAND,
	ACT_PROMISE, ACT_PREDICT, ACT_CRITICISE, ACT_PRAISE, ACT_THINK,
	ACT_REPORT,
	ACT_COUNT
};

enum { ATTRIBUTION_SPANS = 16 };	/* spans kept of one content */

#define ATTRIBUTION_NONE UINT32_MAX

struct attribution {
	struct range content[ATTRIBUTION_SPANS];
	size_t contents;
	struct range source;		/* empty (begin == end) when absent */
	struct range cue[4];
	size_t cues;			/* 0 when the quotation stands alone */
	enum attribution_kind kind;
	enum attribution_act act;
	bool negated;			/* "did not say" */
	bool thought;			/* attitude or belief: --thought only */
	unsigned level;			/* 0: asserted by the article */
	uint32_t parent;		/* index of the one whose content holds
					   this, or ATTRIBUTION_NONE */
	uint32_t continues;		/* index of the one whose speaker a
					   cue-less quotation carries on, or
					   ATTRIBUTION_NONE */
	struct score_input evidence;	/* what the score rests on */
	float score;			/* probability that content and source
					   are right */
	/* filled by speaker_resolve(); strings in document.mem */
	struct slice speaker;		/* canonical, "; " between several;
					   empty when the text gives none */
	struct slice role;
	float speaker_score;		/* probability that speaker is right */
};

/* "direct", "say": the values of columns kind and act. */
const char *attribution_kind_name(enum attribution_kind);
const char *attribution_act_name(enum attribution_act);

struct attribution_list {
	struct attribution *at;		/* [n], by first byte of content */
	size_t n, cap;
};

struct attribution_options {
	bool thought;		/* attitudes and beliefs too */
	bool nested;		/* attributions inside contents too */
	bool narrator;		/* rows for what nobody is quoted for */
	bool as_annotated;	/* spans by the habits of the corpus */
	float min_score;	/* leave out what is less likely right; below
				   0: only what is more likely wrong, and
				   no longer quotation */
};

struct grammar;
struct grammar_word;

/*
 * Replace the contents of LIST with the attributions of DOC.  Tokens,
 * quotations and labels are known, W is the view of its tokens; without
 * labels of the model, let news/rules make them first.  Speakers stay empty:
 * news/speaker.
 */
void attribution_find(const struct grammar *, struct document *doc,
    struct grammar_word *w, const struct attribution_options *,
    struct attribution_list *list);

/* The speaker is known: let the score be of content and speaker. */
void attribution_rate_speaker(struct attribution *);

/* Release the memory. */
void attribution_free(struct attribution_list *);

#endif
