/*
 * dedupe_count.h - a table of weights from plain text (ndedupe --weights)
 *
 * The weight of a word is -ln of the share of lines that hold it; a word of
 * fewer than DEDUPE_LEAST lines is left out, and an unlisted one counts as if
 * one line held it.  The thresholds are those of the compiled-in table.
 *
 * Memory: the distinct words.
 */
#ifndef DEDUPE_COUNT_H
#define DEDUPE_COUNT_H

#include "io/lines.h"
#include "io/output.h"

enum { DEDUPE_LEAST = 2 };

/* Count the words of the lines of IN and write the table to OUT. */
void dedupe_count(struct lines *in, struct output *out);

#endif
