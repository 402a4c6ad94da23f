/*
 * paragraph.h - raw text becomes clean, classed paragraphs
 *
 * The gate of the whole pipe, used by nnormalize and by nsegment alike: the
 * bytes of each line are repaired (text/repair.h), lines broken to fit a page
 * are joined (unwrap.h), glued articles are parted (seam.h), every paragraph
 * gets a class (furniture.h, layout.h), and its map leads every character
 * back to the bytes it came from.
 *
 * Memory: the window (window.h) and the longest paragraph, which lines_open()
 * limits.
 */
#ifndef PARAGRAPH_H
#define PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "io/input.h"
#include "io/textrow.h"
#include "news/furniture.h"
#include "news/layout.h"
#include "news/repeat.h"
#include "news/window.h"
#include "text/charset.h"
#include "text/repair.h"
#include "text/traced.h"

struct paragraph_options {
	const char *lang;	/* language of the word lists; NULL: "en" */
	bool all;		/* furniture as well */
	unsigned drop;		/* classes (1 << enum text_class) left out;
				   furniture too unless ALL */
	const char *from;	/* character set of the input; NULL: UTF-8 */
	bool no_seams;		/* a glued line stays whole */
	bool no_join;		/* wrapped lines stay as they are */
	size_t repeated;	/* a short line that stood in so many documents
				   before is furniture (repeat.h); 0: never */
};

struct paragraph_reader {
	/* what the caller may read */
	size_t documents;	/* begun, as far as they have paragraphs; counts
				   up with the first paragraph of each */
	size_t offset;		/* bytes of input read, for progress */
	size_t bad_bytes;	/* bytes that were no UTF-8 */
	size_t mojibake;	/* characters read in a wrong character set */
	size_t cut;		/* over-long lines split */
	size_t seams;		/* found */
	size_t left_out;	/* paragraphs not given out */

	/* its own */
	struct input *in;
	struct paragraph_options opt;
	struct furniture furniture;
	struct charset charset;
	struct repair repair;
	struct window window;
	struct layout layout;
	struct repeat repeat;
	struct buf id;			/* of the document in the window */
	bool plain_id;			/* it needs no escapes */
	struct traced held;		/* what follows a seam */
	bool have_held;
	struct traced whole, fixed;	/* paragraph whose quotes are repaired */
	bool begun, ended;		/* the document in the window */
	bool decided, wrapped;		/* its lines are */
	bool latex;			/* its quotes are */
	bool new_document;		/* no paragraph given out of it yet */
	bool gap;			/* an empty line came last */
	const char *joining;		/* what parts the next piece of an
					   over-long line from the last; NULL */
	bool over_long;			/* such a line is being read */
	bool pending;			/* the next document is announced */
	bool over;			/* no more input */
	size_t par;
	size_t joined;			/* lines before it are joined */
	size_t tail_lines;		/* lines since one that ends articles */
	size_t near;			/* lines still to be looked at closely */
};

/*
 * Start on IN, which must outlive the reader.  False when there are no word
 * lists for the language or FROM cannot be read: paragraph_trouble() says
 * which, for a message.
 */
bool paragraph_open(struct paragraph_reader *, struct input *in,
    const struct paragraph_options *);

const char *paragraph_trouble(const struct paragraph_options *);

/*
 * The next paragraph; false at the end.  ROW, its strings and its map are
 * good until the next call.  Documents follow each other whole: a change of
 * reader->documents says that a new one has begun.
 */
bool paragraph_next(struct paragraph_reader *, struct text_row *row);

/* Release the memory. */
void paragraph_close(struct paragraph_reader *);

#endif
