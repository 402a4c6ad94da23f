/*
 * quotefix.h - quotation marks of one paragraph, put where they belong
 *
 * LaTeX quotes (``so'') become curly, a curly mark that faces the wrong way
 * is turned round, a blank between a mark and the words it quotes goes.  All
 * of it only where the other marks of the paragraph leave no doubt.  The kind
 * of a mark stays: straight stays straight, single stays single.
 */
#ifndef QUOTEFIX_H
#define QUOTEFIX_H

#include <stdbool.h>

#include "text/traced.h"

/*
 * Write TEXT to OUT; whether anything changed.  *LATEX, false at the start of
 * a document, remembers that it opens quotes the LaTeX way.
 */
bool quotefix(const struct traced *text, struct traced *out, bool *latex);

#endif
