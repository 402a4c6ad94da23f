/*
 * gazetteer.h - names that a newsroom adds to what nattribute knows
 *
 * A file of lines NAME<TAB>TYPE<TAB>GENDER<TAB>ROLE<TAB>ALIASES, the last
 * three of which may be absent or empty: TYPE is person, organisation or
 * place; GENDER m or f; ALIASES stand between bars.  Wherever the text has
 * NAME or an alias, word for word, it stands for NAME.  "#" begins a comment.
 *
 * Memory: the file, and a table of its names.
 */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum gazetteer_type {
	GAZETTEER_PERSON, GAZETTEER_ORGANISATION, GAZETTEER_PLACE
};

struct gazetteer_entry {
	struct slice name, role;
	enum gazetteer_type type;
	char gender;		/* m, f or 0 */
};

struct gazetteer {
	struct buf text;	/* the file */
	struct gazetteer_entry *entry;	/* [n] */
	size_t n, cap;
	struct gazetteer_alias *alias;	/* [aliases] */
	size_t aliases, alias_cap;
	uint32_t *slot;		/* [mask + 1]: alias from 1, or 0 */
	size_t mask;
	size_t most_words;	/* of the longest alias */
};

/*
 * Read the file PATH.  False when it cannot be read (*LINE is 0, errno is
 * set) or line *LINE is malformed, *WHY says how.
 */
bool gazetteer_open(struct gazetteer *, const char *path, size_t *line,
    const char **why);

void gazetteer_close(struct gazetteer *);

/* The entry that PHRASE is a name of, its number in *NUMBER; NULL if none. */
const struct gazetteer_entry *gazetteer_find(const struct gazetteer *,
    struct slice phrase, size_t *number);

#endif
