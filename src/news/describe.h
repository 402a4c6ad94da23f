/*
 * describe.h - what the text says that somebody is
 *
 * A title before the name, an apposition after or before it, "NAME is a ...";
 * for organisations the noun beside the name ("the group, NAME").
 */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "news/entity.h"

/* Note what stands around the mention M of E. */
void describe_mention(const struct name_view *, struct entity *e,
    const struct mention *m);

/* The role as the document gives it: the longest title, else a description. */
void describe_role(const struct name_view *, struct entity *e);

/* The words of the description [I, J) as a role: no article, no "city's". */
struct slice describe_words(const struct name_view *, size_t i, size_t j);

#endif
