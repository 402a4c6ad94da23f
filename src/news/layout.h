/*
 * layout.h - what a line is in its place: title, heading, caption, tail
 *
 * The words of a line come first (furniture.h).  Its place decides the rest:
 * the title is the headline before the first paragraph that shares most words
 * with what follows; headlines above it that share none are the site's; a
 * short line between paragraphs is a heading; after a line that ends articles
 * ("Leave a reply") headlines are links to other articles, and so are three
 * or more of them in a row at the end that speak of other things than the
 * text; a headline that stood in the document before is the page's.  Headlines
 * each with a cut-off paragraph under it are a list of other articles, a row of
 * short lines of which some are the site's is a menu, and the last line may be a
 * note on the writer, whom the text does not name.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdint.h>

#include "news/topics.h"
#include "news/window.h"

enum {
	LAYOUT_AHEAD = 6,	/* lines after the one judged that count */
	LAYOUT_LINES = 1024,	/* headlines of a document that are known */
};

struct layout {
	bool begun;		/* the title has been looked for */
	size_t title;		/* lines of the document before it is given out;
				   SIZE_MAX: none */
	bool teasers;		/* in a list of beginnings of articles */
	bool announced;		/* right under a line like "Related" */
	bool sure;		/* it speaks of the same as the text */
	struct topics topics;	/* of the first text */
	size_t seen;		/* lines judged so far, of the document */
	size_t head_end;	/* first line of running text */
	size_t body;		/* paragraphs of running text so far */
	size_t tail;		/* lines since one that ends articles; 0: none */
	size_t entries, known;	/* lines before that may be a menu's, in a row;
				   those that are furniture by their words */
	size_t links;		/* lines before that are links, in a row */
	size_t document;	/* number of the document */
	uint64_t line[LAYOUT_LINES];	/* hashes of its headlines so far, mixed
					   with its number: never cleared */
};

/* A new document; the first time, of a struct that is all zero. */
void layout_begin(struct layout *);

/* Whether lines of class C mark the end of articles. */
bool layout_ends_articles(enum text_class c);

/*
 * Judge line w->next of W, into its class.  At least LAYOUT_AHEAD lines after
 * it are there, or the rest of the document; at its beginning, the window
 * holds as much of it as goes in.
 */
void layout_judge(struct layout *, struct window *w);

#endif
