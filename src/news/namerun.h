/*
 * namerun.h - runs of capitalised words that may hold a name
 *
 * A run begins where a capital is not there for the sentence's sake, and
 * goes on over particles ("van der"), initials, and "of", "for", "on" and
 * "and" inside the name of an office or organisation.
 */
#ifndef NAMERUN_H
#define NAMERUN_H

#include "news/nameview.h"

/* Whether a name may begin at token I. */
bool namerun_begins(const struct name_view *, size_t i);

/* Whether the capitalised token I may be part of a name. */
bool namerun_continues(const struct name_view *, size_t i);

/* The end of the run of capitals that begins at token I. */
size_t namerun_end(const struct name_view *, size_t i);

#endif
