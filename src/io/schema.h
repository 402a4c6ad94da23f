/*
 * schema.h - the columns of the rows that flow between the programs
 *
 * The tables here feed the parser, --schema, -H and nquote(5).
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "io/tsv.h"

enum column_type {
	COLUMN_TEXT,		/* any text, escaped */
	COLUMN_NUMBER,		/* decimal digits */
	COLUMN_SPANS,		/* "b-e,b-e" or empty */
	COLUMN_SCORE,		/* decimal fraction, or empty */
};

struct column {
	const char *name;
	enum column_type type;
};

struct schema {
	const char *name;		/* table name in --schema=sqlite etc. */
	const char *maker;		/* the program that writes such rows */
	const struct column *column;
	size_t n;
};

extern const struct schema schema_text;		/* nnormalize, nsegment */
extern const struct schema schema_attribution;	/* nattribute */
extern const struct schema schema_claim;	/* nclaim: attribution, more */
extern const struct schema schema_cluster;	/* ndedupe: attribution, more */

/*
 * Whether ROW can be a row of SCHEMA: at least its columns, and each typed
 * column holds what its type says.  *COLUMN is the first bad one, from 1, or
 * 0 when there are too few columns.
 */
bool schema_fits(const struct schema *, const struct tsv_row *row,
    size_t *column);

/* Whether ROW begins with the names of the columns: a header line. */
bool schema_is_header(const struct schema *, const struct tsv_row *row);

/* Append the header line of SCHEMA, without its newline. */
void schema_put_header(const struct schema *, struct buf *out);

/*
 * Append what --schema=FORM prints: "names" (or NULL) the columns, one a line;
 * "sqlite", "duckdb", "pg", "pandas" or "r" the commands that load rows
 * safely there.  False for an unknown FORM.
 */
bool schema_put_loader(const struct schema *, const char *form,
    struct buf *out);

#endif
