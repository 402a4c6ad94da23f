/*
 * tsv.h - fields of tab-separated rows
 *
 * A row is one line; fields are separated by one TAB.  Inside a field the
 * four bytes TAB, LF, CR and backslash are written \t, \n, \r and \\ (the
 * convention of PostgreSQL COPY text, of jq's @tsv and of Miller), so awk
 * -F'\t' and sort -t$'\t' see whole fields.  Any other byte passes unchanged.
 */
#ifndef TSV_H
#define TSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

enum { TSV_MAX_FIELDS = 64 };

struct tsv_row {
	size_t n;				/* fields in use */
	struct slice field[TSV_MAX_FIELDS];	/* as they stand, escaped */
};

/*
 * Split LINE (no newline) at its tabs; the fields point into it.  False when
 * there are more than TSV_MAX_FIELDS: the last one then holds the rest.
 */
bool tsv_split(struct tsv_row *, struct slice line);

/*
 * The text of a FIELD in TEXT: FIELD itself when it has no escape, else a
 * copy in MEM.  False when a backslash is not followed by t, n, r or \; TEXT
 * is then FIELD.
 */
bool tsv_unescape(struct slice field, struct slice *text, struct arena *mem);

/* Append TEXT to OUT with its escapes. */
void tsv_escape(struct buf *out, struct slice text);

/* Whether TEXT has a byte that is escaped. */
bool tsv_needs_escape(struct slice text);

/*
 * Append TEXT to OUT as one field with white space (TAB, LF, CR, blanks)
 * folded to single blanks and none at either end: a column of words.
 */
void tsv_fold(struct buf *out, struct slice text);

/* A decimal number that fits, all of FIELD; false otherwise. */
bool tsv_number(struct slice field, size_t *value);

#endif
