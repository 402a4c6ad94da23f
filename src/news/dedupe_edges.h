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

/*
 * Add the edges of the lines of IN.  An id that no row has may be that of a
 * row to come: the model may know more than this run.  Bad lines are reported.
 */
void dedupe_edges_read(struct lines *in, struct dedupe *d);

#endif
