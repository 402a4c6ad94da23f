/*
 * sentence.h - sentence boundaries inside one paragraph
 *
 * One pass from left to right that halts at terminators only.  What stands
 * around one (news/stop) is classed by lists (abbreviations, words that open
 * sentences, reporting verbs) and by Unicode categories, and a table of rules
 * decides.  The classes are those of Kiss and Strunk, "Unsupervised
 * multilingual sentence boundary detection", CL 32(4), 2006, with hand-made
 * lists; the rules for quotation marks follow the practice of news text.
 *
 * Offsets are bytes of UTF-8.  Nothing is allocated, and the time is linear in
 * the length of the paragraph whatever it holds.  Text that has no end for
 * SENTENCE_MAX bytes is cut there, after a blank if there is one in the last
 * quarter, else between two characters.
 */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "news/quoted.h"
#include "news/stop.h"

enum { SENTENCE_MAX = 16384 };	/* bytes; what comes after the segmenter
				 * may rely on it */

struct sentence_rules {
	struct stop_lists lists;
	bool keep_quotations;	/* no end inside a quotation */
	bool split_lists;	/* "1) one 2) two" are two sentences */
};

struct sentence {
	size_t begin, end;	/* bytes of the paragraph; no blank at either
				 * end, never empty */
};

struct sentence_iter {
	struct slice text;
	const struct sentence_rules *rules;
	size_t begin;		/* of the sentence to come */
	size_t end;		/* of the paragraph without its last blanks */
	struct stop_quotes quotes;
	bool in_list;		/* split_lists: an item begins at begin */
	struct quoted quoted;	/* keep_quotations */
};

/*
 * The rules of LANG: its lists, or those of scripts alone if there is none for
 * the language (every list empty).
 */
struct sentence_rules sentence_rules(const char *lang);

/* Start on TEXT, a paragraph; TEXT and RULES must outlive the iterator. */
void sentence_begin(struct sentence_iter *it, struct slice text,
    const struct sentence_rules *rules);

/* The next sentence; false when TEXT is used up, and on every later call. */
bool sentence_next(struct sentence_iter *it, struct sentence *sentence);

#endif
