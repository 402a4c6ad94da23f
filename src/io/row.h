/*
 * row.h - reading the rows of a schema
 *
 * Header lines are recognised anywhere and passed over, so that "cat" of
 * headed files works.  A line that is no row is reported with its number and
 * skipped (exit status 1); only when the very first line is none is the input
 * taken for something else, and the program stops with a message that names
 * the program that should come before it (exit status 2).  Columns beyond
 * the schema are kept for the program to pass on.
 */
#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "io/lines.h"
#include "io/schema.h"
#include "io/tsv.h"

struct row {
	struct tsv_row tsv;	/* fields as they stand, escaped */
	struct slice line;	/* the whole line */
	struct slice rest;	/* columns beyond the schema with the TAB before
				   them, as they stand; empty if none */
	const char *file;	/* for messages */
	size_t number;		/* line of the file */
};

struct row_reader {
	struct lines *in;	/* borrowed */
	const struct schema *schema;
	bool any;		/* a row or header has been read */
	struct buf extra;	/* names of the columns beyond the schema in the
				   last header, each after a TAB, as they stood */
};

/* Start reading rows of SCHEMA from IN, which must outlive the reader. */
void row_open(struct row_reader *, struct lines *in, const struct schema *);

/* The next row, good until the following call; false at the end. */
bool row_next(struct row_reader *, struct row *);

/* Report ROW as bad because of WHY; raises the exit status to 1. */
void row_bad(const struct row *, const char *why);

/* Whether LINE is a row or the header of SCHEMA. */
bool row_looks_like(const struct schema *, struct slice line);

/* Release the memory. */
void row_close(struct row_reader *);

#endif
