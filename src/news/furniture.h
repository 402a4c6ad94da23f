/*
 * furniture.h - what a line of a news page is, judged by its words alone
 *
 * Word lists say it (lexicon kinds "furniture", "dateword", "credit", "bio"),
 * with a few shapes that are no words: breadcrumbs, addresses, dates, counters.
 * The place of a line in its document is judged by layout.h.
 *
 * A key of the list "furniture" is a line as linewords.h takes it apart,
 * without a colon at its end; "*" as first or last word stands for any words
 * (with both, two words or more between).  Its value is the class, then
 * optionally the longest line, in words, that it holds for (25 if not said).
 * "furniture-pattern" has regular expressions with the class of the lines that
 * they match: none of ours, the place for a user's.
 */
#ifndef FURNITURE_H
#define FURNITURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "io/textrow.h"
#include "news/lineshape.h"
#include "text/lexicon.h"
#include "text/pattern.h"

enum {
	FURNITURE_BYTES = 500,	/* longest line that is judged, bytes */
	FURNITURE_FILTER = 8192,	/* bits of a filter of first words */
	FURNITURE_PREFIX = 16384,	/* the same, with a letter more */
	FURNITURE_SHORT = 40,		/* bytes; shorter lines are suspect */
};

struct furniture {
	const struct lexicon_table *lines;
	struct pattern_list patterns;		/* the user's own */
	struct line_shape shape;		/* with the other two lists */
	uint8_t prefix[FURNITURE_PREFIX / 8];	/* beginnings of those */
	uint8_t first_word[FURNITURE_PREFIX / 8];	/* their first words */
	uint8_t start_one[FURNITURE_FILTER / 8];	/* keys "w *", dates */
	uint8_t start_two[FURNITURE_FILTER / 8];	/* keys "v w ... *" */
	uint8_t start_exact[FURNITURE_FILTER / 8];	/* keys "v w ..." */
	uint8_t first[FURNITURE_FILTER / 8];	/* keys "w ..." */
	uint8_t word[FURNITURE_FILTER / 8];	/* those and "* w ..." */
	/* first two words of keys without, with * after, before, around */
	uint8_t exact[FURNITURE_FILTER / 8], head[FURNITURE_FILTER / 8];
	uint8_t tail[FURNITURE_FILTER / 8], inside[FURNITURE_FILTER / 8];
	size_t most_words;			/* of any key */
	struct buf lower;			/* scratch: the line's words */
	struct buf key;				/* scratch */
};

/*
 * Take the lists of LANG; false when no list at all is there for it.  Without
 * these three, only shapes are recognised.
 */
bool furniture_open(struct furniture *, const char *lang);

/*
 * Whether LINE is worth a closer look.  Most lines are long, end like a
 * sentence, begin with a word that no line of the list begins with, and are
 * body; a look at their ends is all that they cost.
 */
bool furniture_suspects(struct furniture *, struct slice line);

/*
 * The class of LINE (clean text); CLASS_BODY when nothing speaks against it.
 * A line that quotes a sentence is never furniture.
 */
enum text_class furniture_classify(struct furniture *, struct slice line);

/* Whether LINE is a date stamp and nothing else. */
bool furniture_is_date(struct furniture *, struct slice line);

/*
 * Whether LINE may be a note on the writer of what stands above it, whose last
 * name is bytes *FROM to *TO; layout.h decides.
 */
bool furniture_is_bio(struct furniture *, struct slice line, size_t *from,
    size_t *to);

/*
 * Whether LINE stands in the list up to its last word, not only by its head
 * or something inside; its class.
 */
bool furniture_is_whole(struct furniture *, struct slice line,
    enum text_class *class);

/*
 * Whether LINE begins like a date stamp, and whether it begins like a line of
 * the list: a quick answer that is seldom yes.
 */
void furniture_begins(struct furniture *, struct slice line, bool *dated,
    bool *listed);

/* Release the memory. */
void furniture_close(struct furniture *);

#endif
