#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/repeat.h"

struct repeat_slot {
	uint64_t line;		/* hash; 0: free */
	uint64_t before, after;	/* hashes of its neighbours, last time */
	size_t document;	/* last one that it stood in */
	size_t documents;	/* how many it stood in */
	bool varies;		/* it had different neighbours */
};

enum { PROBES = 16 };		/* a hostile text cannot make them more */

void
repeat_document(struct repeat *r)
{
	r->documents++;
	r->before = 0;
	r->last = NULL;
}

void
repeat_free(struct repeat *r)
{
	free(r->slot);
	*r = (struct repeat){ 0 };
}

/* A sentence, or what ends like one. */
static bool
is_sentence(struct slice s)
{
	static const char ends[] = ".!?\"'\x9d\x99";

	return s.n == 0 || strchr(ends, s.p[s.n - 1]) != NULL;
}

/* The slot of the line with hash H, a free one if it is new; NULL: none. */
static struct repeat_slot *
find_slot(struct repeat *r, uint64_t h)
{
	if (r->slot == NULL)
		r->slot = mem_alloc(REPEAT_SLOTS, sizeof(*r->slot));
	for (size_t i = 0; i < PROBES; i++) {
		struct repeat_slot *s =
		    &r->slot[(h + i) & (REPEAT_SLOTS - 1)];

		if (s->line == h)
			return s;
		if (s->line == 0)
			return r->taken < REPEAT_SLOTS / 2 ? s : NULL;
	}
	return NULL;
}

bool
repeat_line(struct repeat *r, struct slice line, size_t least)
{
	uint64_t h = hash_bytes(line) | 1, before = r->before;
	struct repeat_slot *s;
	bool found;

	r->before = h;
	if (r->last != NULL) {
		r->last->varies = r->last->varies || (r->last->after != 0 &&
		    r->last->after != h);
		r->last->after = h;
		r->last = NULL;
	}
	if (line.n > REPEAT_BYTES || is_sentence(line) ||
	    (s = find_slot(r, h)) == NULL)
		return false;
	r->taken += s->line == 0;
	found = s->line == h && s->documents - (s->document == r->documents) >=
	    least && (s->varies || s->before != before);
	if (s->line == h && s->before != before)
		s->varies = true;
	if (s->document != r->documents)
		s->documents++;
	s->line = h;
	s->before = before;
	s->document = r->documents;
	r->last = s;
	return found;
}
