/*
 * dedupe_alias.h - clusters of former runs that go by another name now
 *
 * A cluster is named after its first member, so it keeps its name unless two
 * of them join, or a member finds a better parent and leaves.
 */
#ifndef DEDUPE_ALIAS_H
#define DEDUPE_ALIAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/dedupe.h"

struct dedupe_alias {
	uint64_t old, new;	/* names of clusters */
	uint64_t form;		/* what moved, if not all of OLD did; else 0 */
};

/*
 * What D, grouped, calls otherwise than the runs it remembers: *N aliases,
 * by name; the caller frees.
 */
struct dedupe_alias *dedupe_aliases(const struct dedupe *d, size_t *n);

#endif
