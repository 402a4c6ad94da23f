/*
 * transcript.h - speakers named by layout instead of a verb
 *
 *	SMITH: I never said that.		a transcript
 *	“We were afraid.” — Anna Smith		a list of voices
 *
 * The speaker becomes the source, the colon or dash the cue.  A word with a
 * colon is a speaker only where at least two paragraphs of the window begin
 * so and talk ("I", "you"), and it is none of the labels in
 * src/lexicon/LANG/label.txt ("Photo").
 */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include "news/grammar.h"

/*
 * Label these places of DOC, whose quotations are known; W is its view.  The
 * mark that opens “SMITH: text is moved behind the colon.
 */
void transcript_label(const struct grammar *, struct document *doc,
    struct grammar_word *w);

#endif
