/*
 * stop.h - places where a sentence may end, and what stands around them
 *
 * A stop is a run of terminators (". ! ? …" and those of other scripts) with
 * the closing marks and footnote marks that belong to it.  This module only
 * looks; sentence.c decides.  Everything it looks at lies within a word or two
 * of the stop, so the cost of a stop does not depend on the paragraph.
 */
#ifndef STOP_H
#define STOP_H

#include "news/lefttoken.h"
#include "text/glyph.h"

enum stop_kind {
	STOP_PERIOD,		/* a single "." */
	STOP_ELLIPSIS,		/* "...", ". . .", "…" */
	STOP_MARK,		/* "!", "?", "?!" and the like */
	STOP_WIDE		/* of a script that puts no blank after it */
};

/* What the next word looks like, or what stands before it. */
enum stop_right {
	RIGHT_NOTHING,		/* the paragraph ends */
	RIGHT_LOWER,
	RIGHT_QUOTE,		/* opening marks before the word */
	RIGHT_BRACKET,		/* the same, the first is ( or [ or { */
	RIGHT_DASH,		/* a dash before the word */
	RIGHT_DIGIT,
	RIGHT_STARTER,		/* capitalised, of starters.txt */
	RIGHT_CAPITAL,		/* another capitalised word */
	RIGHT_LETTER,		/* of a script without capitals */
	RIGHT_OTHER,
	RIGHT_KINDS
};

struct stop {
	enum stop_kind kind;
	size_t begin, end;	/* the run of terminators */
	size_t close;		/* after its closers: a sentence's end */
	int32_t mark;		/* first terminator */
	int32_t closer;		/* first closing mark; 0 if there is none */

	enum left_kind left;
	size_t token;		/* start of the token on the left */

	enum stop_right right;
	struct glyph first;	/* of the next word, behind marks and dashes */
	struct glyph next;	/* first character after the blanks */
	size_t next_at, word;	/* where next and first are */
	size_t word_end;	/* of the word that begins with first */
	bool gap;		/* a blank between close and next */
	bool opened, dash;	/* opening mark, dash between next and first */
	bool starter;		/* the word is in starters.txt */
	bool letter;		/* the word is a single letter */
	struct slice folded;	/* the word in lower case, in room */
	char room[STOP_WORD_SIZE];
};

/* How many '"' there are before a byte of a text, counted when needed. */
struct stop_quotes {
	size_t counted;		/* up to this byte */
	bool odd;		/* an odd number so far */
};

/*
 * Fill in STOP for the terminator at byte AT of TEXT; the sentence it may end
 * begins at BEGIN.  QUOTES is zero for a new text; AT must not fall.
 */
void stop_read(struct stop *stop, struct slice text, size_t begin, size_t at,
    struct stop_quotes *quotes, const struct stop_lists *lists);

#endif
