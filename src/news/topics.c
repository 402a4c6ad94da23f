#include "config.h"

#include <stdbool.h>

#include "base/hash.h"
#include "news/topics.h"
#include "text/ascii.h"

enum {
	SHORTEST = 4,		/* bytes of a word that is a topic */
	LONGEST = 6,		/* of it that count */
};

/*
 * The next topic of S from *AT on, hashed.  Letters outside ASCII count by
 * their bytes.
 */
static bool
next_topic(struct slice s, size_t *at, uint64_t *topic)
{
	uint64_t word = 0;
	size_t n = 0, i = *at;

	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (ascii_is_letter((char)c) || c >= 0x80) {
			if (n < LONGEST)
				word = word << 8 | (c < 0x80 ? c | 0x20 : c);
			n++;
		} else if (n >= SHORTEST) {
			break;
		} else {
			word = n = 0;
		}
	}
	*at = i;
	*topic = hash_mix(word);
	return n >= SHORTEST;
}

void
topics_add(struct topics *t, struct slice text)
{
	uint64_t topic;

	for (size_t at = 0; next_topic(text, &at, &topic); )
		t->slot[topic % TOPICS_SLOTS / 8] |= (uint8_t)(1 << topic % 8);
}

size_t
topics_shared(const struct topics *t, struct slice text, size_t *all)
{
	size_t n = 0, at = 0;
	uint64_t topic;

	*all = 0;
	while (next_topic(text, &at, &topic)) {
		++*all;
		n += t->slot[topic % TOPICS_SLOTS / 8] >> topic % 8 & 1;
	}
	return n;
}
