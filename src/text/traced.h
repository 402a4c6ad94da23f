/*
 * traced.h - text under repair that knows where each byte came from
 *
 * A repair reads one traced text from left to right and writes another:
 * traced_copy() for what stays, traced_put() for what is replaced, nothing
 * for what is dropped.  Repairs follow one another and the map to the source
 * stays exact.  Linear in the text; memory: text and map of one line.
 */
#ifndef TRACED_H
#define TRACED_H

#include "base/buf.h"
#include "base/slice.h"
#include "io/offsetmap.h"

struct traced {
	struct buf text;
	struct offset_map map;	/* text byte to source byte */
	size_t end;		/* source byte after the whole text */
};

struct traced_reader {
	const struct traced *from;
	size_t run;		/* run of the map that was used last */
};

/* Hold SOURCE, whose first byte is byte AT of the document. */
void traced_set(struct traced *, struct slice source, size_t at);

/* An empty text whose source ends at END. */
void traced_clear(struct traced *, size_t end);

/* Append bytes FROM up to TO of the text that R reads, as they are. */
void traced_copy(struct traced *, struct traced_reader *r, size_t from,
    size_t to);

/* Append TEXT, which stands for what begins at byte FROM of R's text. */
void traced_put(struct traced *, struct traced_reader *r, size_t from,
    struct slice text);

/* Take back what was written after byte N of the text. */
void traced_cut(struct traced *, size_t n);

/* Append all of OTHER, whose source comes later in the same document. */
void traced_join(struct traced *, const struct traced *other);

/* Source byte of text byte AT (up to and with the end of the text). */
size_t traced_source(const struct traced *, size_t at);

/* Exchange the two. */
void traced_swap(struct traced *, struct traced *);

/* Release the memory. */
void traced_free(struct traced *);

#endif
