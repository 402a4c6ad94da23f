/*
 * dedupe_edges.h - pairs from a paraphrase or translation model (-e)
 *
 * A line is "ID TAB ID TAB SCORE", the score from 0 to 1; what is below
 * DEDUPE_EDGE_LEAST is left alone.  An ID is what the --id column of a row
 * holds, or the form that -g prints.
 */
#ifndef DEDUPE_EDGES_H
#define DEDUPE_EDGES_H

#include "io/lines.h"
#include "news/dedupe.h"

enum { DEDUPE_EDGE_LEAST = 500 };	/* thousandths */

struct dedupe_ids {
	struct dedupe_table form;	/* by hash of the id */
};

/* The row with ID is of FORM. */
void dedupe_ids_add(struct dedupe_ids *, struct slice id, uint32_t form);

/*
 * Add the edges of the lines of IN.  An id that no row has is passed over:
 * the model may know more than this run.  Bad lines are reported.
 */
void dedupe_edges_read(struct lines *in, const struct dedupe_ids *,
    struct dedupe *d);

void dedupe_ids_free(struct dedupe_ids *);

#endif
