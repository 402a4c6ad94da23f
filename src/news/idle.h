/*
 * idle.h - attributions in which nothing is said
 *
 * "wrote twelve songs", "asked not to be named", "said so", "abstained in a
 * vote to demand": the words are those of speech, but no reader could use them
 * as somebody's statement.
 */
#ifndef IDLE_H
#define IDLE_H

#include "news/wording.h"

/* Whether A, filled from the wording P, is such a one; quotations never are. */
bool idle_is(const struct wording *, const struct attribution *a);

/* Whether what a noun is followed by only tells what it is about. */
bool idle_names_topic(const struct wording *, const struct attribution *a);

#endif
