/*
 * offsetmap.h - which byte of the document a byte of clean text came from
 *
 * A map is a list of pairs (text, doc), rising in both.  From a pair's text
 * byte on, text and document run in parallel, byte by byte, until the next
 * pair: a repaired or dropped byte starts a new pair.  Text before the first
 * pair does not exist: the first pair has text 0.  As a column it is written
 * "t:d,t:d"; a map of one pair is written empty, since the row's begin says
 * the same.
 */
#ifndef OFFSETMAP_H
#define OFFSETMAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

struct offset_pair {
	size_t text;		/* byte of the clean text */
	size_t doc;		/* byte of the document */
};

struct offset_map {
	struct offset_pair *pair;	/* n pairs; owner depends on the function */
	size_t n, cap;
};

/*
 * Append: from text byte TEXT on, bytes come from DOC on.  Dropped when the
 * last pair says so already.  The pairs belong to the map: offsetmap_free().
 */
void offsetmap_add(struct offset_map *, size_t text, size_t doc);

/* Forget the pairs but keep the room; release the room. */
void offsetmap_clear(struct offset_map *);
void offsetmap_free(struct offset_map *);

/* The document byte where text byte AT came from: the start of a span. */
size_t offsetmap_start(const struct offset_map *, size_t at);

/*
 * The document byte after the source of text bytes up to AT (AT > 0): the
 * end of a span.  TEXT_N is the length of the text and DOC_END the end of
 * the row, which is the answer for AT == TEXT_N.  What was dropped right
 * after the span is included, so that an entity is never cut in half.
 */
size_t offsetmap_end(const struct offset_map *, size_t at, size_t text_n,
    size_t doc_end);

/*
 * The part of MAP for the text bytes FROM up to TO, counted from FROM, in
 * PART (cleared first; its pairs belong to PART).
 */
void offsetmap_part(const struct offset_map *, size_t from, size_t to,
    struct offset_map *part);

/*
 * Read the column FIELD of a row that begins at document byte BEGIN into
 * MAP, replacing what it held.  False when it is malformed.
 */
bool offsetmap_parse(struct offset_map *, struct slice field, size_t begin);

/* Append the map as a column; nothing when one pair says it all. */
void offsetmap_put(const struct offset_map *, struct buf *out);

#endif
