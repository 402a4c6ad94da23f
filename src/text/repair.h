/*
 * repair.h - one line of raw bytes made good
 *
 * What is wrong is found by one fast scan; most lines have nothing wrong and
 * cost nothing more.  Else the repairs run in this order, each keeping the
 * map to the source exact, again while they change something:
 *
 *   bytes      a byte that is no UTF-8 is read as Windows-1252 where that
 *              makes sense, else it becomes U+FFFD
 *   entities   &amp; &#8217; and what they hide, at any depth
 *   mojibake   UTF-8 that was read as another character set (mojibake.h)
 *   characters controls, zero-width and bidi marks and soft hyphens go, odd
 *              blanks become blanks, line separators become newlines, C1
 *              controls mean Windows-1252, ligatures and full-width letters
 *              become plain
 *   form C     (nfc.h)
 *   tags       <b> goes, <p> becomes a newline; "a < b" stays
 *   blanks     runs become one, none at either end of a line
 *
 * Quotation marks are left to quotefix.h, which needs the whole paragraph.
 */
#ifndef REPAIR_H
#define REPAIR_H

#include <stddef.h>

#include "text/codepage.h"
#include "text/traced.h"

enum {				/* what a text needs; 0: nothing */
	REPAIR_BYTES = 1,
	REPAIR_ENTITIES = 2,
	REPAIR_MOJIBAKE = 4,
	REPAIR_CHARACTERS = 8,
	REPAIR_COMPOSE = 16,
	REPAIR_TAGS = 32,
	REPAIR_BLANKS = 64,
	REPAIR_QUOTES = 128,	/* not done here */
	REPAIR_ESCAPES = 256,	/* nothing wrong: there is a backslash in it */
};

struct repair {
	struct traced text;	/* the result */
	struct traced spare;
	struct buf stack;	/* positions of open brackets */
	struct codepage_map *pages;	/* NULL until needed */
	size_t bad_bytes;	/* bytes that were no UTF-8, so far */
	size_t mojibake;	/* characters put right, so far */
};

/* What TEXT needs.  May say more than is found necessary, never less. */
unsigned repair_needs(struct slice text);

/*
 * Repair RAW, whose first byte is byte AT of the document: the result is in
 * r->text and may hold newlines, where the line is broken.  NEEDS is what
 * repair_needs() said of RAW.  Returns what the result needs: REPAIR_QUOTES,
 * REPAIR_ESCAPES.
 */
unsigned repair_line(struct repair *r, struct slice raw, size_t at,
    unsigned needs);

/* The same for the text that r->text holds already. */
unsigned repair_text(struct repair *r, unsigned needs);

void repair_free(struct repair *);

#endif
