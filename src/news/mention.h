/*
 * mention.h - the names in a window: where they are and of what kind
 *
 * A run of capitalised words (with particles, initials, "of the" inside the
 * name of an office) is cut into a title and a name, and the name is read as
 * a person, an organisation, a country or unknown from what the word lists
 * say, from its neighbours and from how its words are used elsewhere in the
 * window.  Lower-case titles ("coach Ann Lee") are taken along.
 *
 * Linear in the tokens.  Everything lives in the document's arena.
 */
#ifndef MENTION_H
#define MENTION_H

#include "news/attribution.h"
#include "news/nameview.h"

/*
 * Find the mentions of DOC, whose tokens and quotations are known.  GAZETTEER,
 * which may be NULL, has the first word.  The N attributions tell where
 * sources end, which are persons more often than not.  VIEW is filled;
 * view_free() releases it.
 */
void mention_find(struct name_view *view, struct document *doc,
    struct vocabulary *vocab, const struct gazetteer *gazetteer,
    const struct attribution *attr, size_t n);

/*
 * The end of the description that starts at token FROM, as an apposition
 * does ("the city's mayor" of "Ann Lee, the city's mayor, said"); FROM if
 * it holds no role noun.
 */
size_t mention_role_after(const struct name_view *, size_t from);

#endif
