/*
 * dedupe_input.h - rows for ndedupe: attribution rows, or columns of any TSV
 *
 * Lines whose first has no tab are quotations, one a line.
 * Columns are given by number (from 1) or by the name that the first line, a
 * header, gives them.  A date column holds a date YYYY-MM-DD somewhere (a
 * document id may); instead of a column, one date may be given for all rows.
 */
#ifndef DEDUPE_INPUT_H
#define DEDUPE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "io/lines.h"
#include "io/row.h"
#include "news/dedupe.h"

/* As typed; NULL: not given. */
struct dedupe_columns {
	const char *key, *speaker, *doc, *date, *id;
};

struct dedupe_input {
	struct lines *lines;		/* borrowed */
	struct row_reader reader;	/* attribution rows */
	bool attributions;
	bool extra;			/* header has the columns beyond */
	bool named;			/* the first line names the columns */
	size_t key, speaker, doc, date, id;	/* columns from 1; 0: none */
	int32_t day;			/* for all rows, or DEDUPE_NO_DAY */
	struct arena mem;		/* unescaped fields of the row */
	struct buf header;		/* names of the columns read */

	/* The row that dedupe_input_next() has read: */
	struct slice line;		/* as it stands */
	struct dedupe_row row;
	struct slice row_id;		/* its --id column; empty if none */
	bool sentence;			/* quoted, from capital to full stop */
};

/*
 * Start on LINES, which must outlive the input.  Exits with DIAG_USAGE when
 * a column is not there, or the input is neither.
 */
void dedupe_input_open(struct dedupe_input *, struct lines *lines,
    const struct dedupe_columns *);

/* The next row, good until the following call; false at the end. */
bool dedupe_input_next(struct dedupe_input *);

void dedupe_input_close(struct dedupe_input *);

/* Days since 1970-01-01 of the first YYYY-MM-DD or YYYYMMDD in S. */
int32_t dedupe_day(struct slice s);

#endif
