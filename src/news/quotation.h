/*
 * quotation.h - which marks open and close a quotation
 *
 * Every quotation mark and apostrophe of a paragraph is read as opening,
 * closing or none (apostrophe, inches, stray) so that the whole paragraph
 * makes the best sense: a shortest path over the marks, whose states are the
 * quotations open at that point (at most three deep) and whose costs come
 * from the shape of the mark and from what stands on either side of it.
 * So "both sides' future," reads its first mark as a possessive because a
 * better closing mark follows, whatever shape the marks have: straight,
 * curly, wrong-way, low-9, guillemets, ``LaTeX'', single or double.
 *
 * A quotation may run over paragraphs: the first is left open and the next
 * begins with a mark.  A mark that nobody closes costs at most its own
 * paragraph.  Time and memory are linear in the number of marks.
 */
#ifndef QUOTATION_H
#define QUOTATION_H

#include "news/document.h"

/*
 * Find the quotations of DOC, whose tokens, sentences and paragraphs are
 * known: fills doc->quotations, in the order of their opening marks, and the
 * quote state and mark role of every token.
 */
void quotation_find(struct document *doc);

#endif
