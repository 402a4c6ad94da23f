/*
 * offsetmap.h - which byte of the document a byte of clean text came from
 *
 * A map is a list of pairs (text, doc), rising in both.  From a pair's text
 * byte on, text and document run in parallel, byte by byte, until the next
 * pair: a repaired or dropped byte starts a new pair.  Text before the first
 * pair does not exist: the first pair has text 0.  As a column it is written
 * "t:d,t:d"; a map of one pair is written empty, since the row's begin says
 * the same.
 *
 * Pairs at equal steps, as a line of nothing but bad bytes makes them, are held
 * as a run: the memory of a map does not grow with it.  Where every step is
 * different, a pair takes 12 bytes.
 */
#ifndef OFFSETMAP_H
#define OFFSETMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

struct offset_pair {
	size_t text;		/* byte of the clean text */
	size_t doc;		/* byte of the document */
	uint32_t more;		/* pairs of the run after this one */
	uint16_t text_step, doc_step;	/* from each to the next, bytes */
};

struct offset_map {
	struct offset_pair *pair;	/* n runs; owner depends on the function */
	size_t n, cap;
};

/* A place in a map: pair K of run RUN. */
struct offset_place {
	size_t run, k;
};

/* The last pair of the run P, as a run of its own. */
struct offset_pair offsetmap_last(const struct offset_pair *p);

/*
 * The pairs of the run P, without its first SKIP, whose text is before byte
 * END; false when there are none.
 */
bool offsetmap_clip(const struct offset_pair *p, size_t skip, size_t end,
    struct offset_pair *clipped);

/*
 * Append: from text byte TEXT on, bytes come from DOC on.  Dropped when the
 * last pair says so already.  The pairs belong to the map: offsetmap_free().
 */
void offsetmap_add(struct offset_map *, size_t text, size_t doc);

/* Append the run P with SHIFT added to its text bytes. */
void offsetmap_add_run(struct offset_map *, const struct offset_pair *p,
    size_t shift);

/*
 * Append those of the N runs at P, whose order they keep, that are wholly before
 * text byte END, with SHIFT added to their text bytes; how many these are.  The
 * last run of the map is the one before P, so shifted: nothing is to be joined.
 */
size_t offsetmap_add_whole(struct offset_map *, const struct offset_pair *p,
    size_t n, size_t end, size_t shift);

/* Whether the last run of the map is P with SHIFT added to its text bytes. */
bool offsetmap_ends_in(const struct offset_map *, const struct offset_pair *p,
    size_t shift);

/* Forget the pairs from text byte N on. */
void offsetmap_cut(struct offset_map *, size_t n);

/* Forget the pairs but keep the room; release the room. */
void offsetmap_clear(struct offset_map *);
void offsetmap_free(struct offset_map *);

/* Whether text and document run in parallel throughout: one pair. */
bool offsetmap_is_parallel(const struct offset_map *);

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

/*
 * Append the map as a column, some thousand pairs of it from AT on (which is
 * moved on); nothing when one pair says it all.  Whether more is to come.
 */
bool offsetmap_put(const struct offset_map *, struct offset_place *at,
    struct buf *out);

#endif
