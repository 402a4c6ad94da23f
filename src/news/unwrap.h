/*
 * unwrap.h - lines that were broken to fit a page
 *
 * A document is hard-wrapped when its lines are filled greedily: of the lines
 * that another follows without an empty line between, nearly all are at most
 * 100 bytes and most had no room for the first word of the next.  30 of 30
 * wrapped GUM documents are found, and none of 917 others.
 */
#ifndef UNWRAP_H
#define UNWRAP_H

#include <stdbool.h>

#include "news/window.h"

/* Whether the lines of W, the first of a document, are hard-wrapped. */
bool unwrap_detect(const struct window *w);

/*
 * Join the lines of W from FROM on with the ones before them where no empty
 * line stands between; a word broken at a hyphen is made whole when it stands
 * so elsewhere in the window.
 */
void unwrap_join(struct window *w, size_t from);

#endif
