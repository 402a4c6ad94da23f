/*
 * cluster.h - which names of a window are one entity's
 *
 * Full names first, so that a name given later serves an earlier short one;
 * organisations and countries by a key (case, spelling, acronym and demonym
 * apart); then short names by surname, given name, gender, and which bearer
 * was named last, as a subject, and often.
 *
 * At most ENTITY_CHAIN bearers of a word are compared with a name, the
 * newest first, so the time is linear in the mentions.
 */
#ifndef CLUSTER_H
#define CLUSTER_H

#include "news/entity.h"

/* Give every mention of SET's view its entity. */
void cluster_mentions(struct entity_set *set);

#endif
