/*
 * lineshape.h - lines of a page that give themselves away by their shape
 *
 * Date stamps, bylines, credits, addresses, paths of the site: a few words of
 * the lists "dateword", "credit" and "bio" among names, numbers and bars.
 */
#ifndef LINESHAPE_H
#define LINESHAPE_H

#include <stdbool.h>

#include "io/textrow.h"
#include "news/linewords.h"
#include "text/lexicon.h"

struct line_shape {
	const struct lexicon_table *dates, *credits, *bios;	/* NULL: empty */
	struct buf lower;				/* scratch */
};

/* Whether the line begins like a date stamp: two of its words in a row. */
bool lineshape_begins_date(const struct line_shape *,
    const struct line_words *);

/* A line of date words and numbers, with something that makes a date. */
bool lineshape_is_date(const struct line_shape *, const struct line_words *);

/*
 * Whether a line that the list takes for a byline is one: names follow "by"
 * or "written by"; lines with names first ("Jane Doe contributed") are.
 */
bool lineshape_is_byline(const struct line_words *);

/*
 * "... (Photo by X)": credit words in the brackets that end the line S; where
 * they open.
 */
bool lineshape_ends_in_credit(struct line_shape *, struct slice s,
    size_t *open);

/* Underscores, dashes or asterisks: a break between parts of the text. */
bool lineshape_is_rule(struct slice s);

/* Words in quotation marks, more than a name. */
bool lineshape_quotes(struct slice s);

enum { LINESHAPE_BIO_NAMES = 10 };	/* most words before its verb */

/* Whether a line whose first words these are may be a note on its writer. */
bool lineshape_may_be_bio(const struct line_shape *,
    const struct line_words *);

/*
 * "Jane Doe is a staff writer for Example.": names, a verb of the list and
 * what writers are; the last name, bytes *FROM to *TO of the line.
 */
bool lineshape_is_bio(const struct line_shape *, const struct line_words *,
    size_t *from, size_t *to);

/* The class of a stamp: a date, or names with a date or an agency. */
bool lineshape_stamp(const struct line_shape *, const struct line_words *,
    enum text_class *class);

/* The class of any other telling shape: address, link, credit, path. */
bool lineshape_find(const struct line_words *, enum text_class *class);

#endif
