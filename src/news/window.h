/*
 * window.h - the clean lines of a document that are looked at together
 *
 * Lines wait here between repair and output, so that a line can be judged by
 * its neighbours: the beginning of a document, and a few lines around the
 * next one later.  Memory: WINDOW_BYTES and the longest line.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "io/textrow.h"

enum {
	WINDOW_LINES = 256,		/* read ahead, at most */
	WINDOW_BYTES = 64 << 10,
	WINDOW_JOINED = 256 << 10,	/* longest line joined of wrapped ones */
};

struct window_line {
	size_t text, n;		/* where in the window's text */
	size_t pair, pairs;	/* where in its map; counted from the line */
	size_t begin, end;	/* bytes of the document */
	unsigned needs;		/* REPAIR_QUOTES, REPAIR_ESCAPES (may need them) */
	bool gap;		/* an empty line stands before it */
	size_t name, name_n;	/* bytes of the line: of the writer, if it is a
				   note on one; 0: none */
	enum text_class looks;	/* what its words alone say (furniture.h) */
	enum text_class class;	/* what it is in its place (layout.h) */
};

struct window {
	struct buf text;
	struct offset_pair *pair;
	struct window_line *line;
	size_t npair, pair_cap;
	size_t n, line_cap;	/* lines */
	size_t next;		/* first line not yet given out */
};

/* Append a line; looks and class are filled in by the caller. */
struct window_line *window_add(struct window *, struct slice text,
    const struct offset_map *map, size_t end);

/* Append TEXT with its map to the last line, with BETWEEN before it. */
void window_join(struct window *, const char *between, struct slice text,
    const struct offset_pair *pair, size_t pairs, size_t end);

static inline struct slice
window_text(const struct window *w, size_t i)
{
	return (struct slice){ w->text.p + w->line[i].text, w->line[i].n };
}

/* Drop the lines before w->next, but the last KEEP of them. */
void window_shift(struct window *, size_t keep);

/* Take the lines of W from FROM on away, as a window of their own. */
struct window window_split(struct window *w, size_t from);

void window_clear(struct window *);
void window_free(struct window *);

#endif
