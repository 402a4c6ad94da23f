/*
 * nametype.h - the kinds of names, from how they are used in the window
 *
 * What the words of a name leave open (news/mention) its neighbours and the
 * other names settle: after "the" it is no person's; whoever says something
 * is one; a surname used alone makes a person of the longer name.
 */
#ifndef NAMETYPE_H
#define NAMETYPE_H

#include "news/attribution.h"
#include "news/nameview.h"

/*
 * Settle the types of all mentions of the view, and what stands around each:
 * subject, possessive, quoted.  The N attributions tell where sources end.
 */
void nametype_settle(struct name_view *, const struct attribution *attr,
    size_t n);

#endif
