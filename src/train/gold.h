/*
 * gold.h - attributions marked by people, laid over our own tokens
 *
 * A gold file has a row per attribution: doc, id, kind, content spans, source
 * spans, cue spans, then texts that are not read here.  Spans are bytes of
 * the document.
 */
#ifndef GOLD_H
#define GOLD_H

#include "base/arena.h"
#include "news/document.h"

struct gold_row {
	struct slice doc;
	struct slice span[3];		/* content, source, cue: "b-e,b-e" */
	struct slice cue;		/* the cue's words */
	size_t line;
};

struct gold {
	struct gold_row *row;		/* [rows], sorted by document */
	size_t rows, cap;
	struct arena mem;
};

/* An attribution as token numbers of its document. */
struct gold_attribution {
	uint32_t *content, *source, *cue;
	uint32_t contents, sources, cues;
};

struct gold_document {
	struct gold_attribution *attribution;
	size_t attributions;
};

/* Read FILE; fatal when it cannot be read or a row is malformed. */
void gold_open(struct gold *, const char *file);
void gold_close(struct gold *);

/*
 * Lay the gold of DOC (its id may have a path and .txt) over its tokens:
 * fills LABEL [tokens] and OUT, which live in MEM.  A token belongs to a span
 * that covers half of it or more; gaps of quotation marks inside a content
 * are filled.  Where attributions overlap the first one has the token.
 */
void gold_lay(const struct gold *, const struct document *doc,
    uint8_t *label, struct gold_document *out, struct arena *mem);

#endif
