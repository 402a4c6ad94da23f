/*
 * markup.h - what is left of HTML in a text: entities and tags
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>

#include "text/traced.h"

/*
 * Write TEXT to OUT with its character references decoded, also those that
 * only decoding brings out (&amp;quot;); whether there were any.
 */
bool markup_entities(const struct traced *text, struct traced *out);

/*
 * Write TEXT to OUT without tags and comments: those that end a block become
 * a newline.  STACK is scratch.  Whether there were any.
 */
bool markup_tags(const struct traced *text, struct traced *out,
    struct buf *stack);

#endif
