/*
 * entity.h - the character references of HTML: &amp; &#8217; &#x2019;
 *
 * All names of the WHATWG list, with the old ones also without semicolon, and
 * numbers in both forms; numbers 128 to 159 mean Windows-1252, as in HTML.
 */
#ifndef ENTITY_H
#define ENTITY_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct entity_name {
	const char *name;	/* without "&"; with ";" unless it is an old one */
	size_t n;
	int32_t c[2];		/* the second is 0 for most */
};

/* Made from entities.txt, in byte order of the names. */
extern const struct entity_name entity_names[];
extern const size_t entity_count;

enum {
	ENTITY_LONGEST = 33,	/* bytes of the longest name, with & and ; */
	ENTITY_UTF8 = 8,	/* bytes of the longest text it stands for */
};

/*
 * The text that the reference S, from its & to its end, stands for, in OUT;
 * its length, 0 when S is no reference.
 */
size_t entity_decode(struct slice s, char out[ENTITY_UTF8]);

#endif
