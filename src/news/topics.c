#include "config.h"

#include <stdbool.h>

#include "base/hash.h"
#include "news/topics.h"

static bool
is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0;
}

/* The next topic of S from *AT on, hashed. */
static bool
next_topic(struct slice s, size_t *at, uint64_t *topic)
{
	while (*at < s.n) {
		char word[6];
		size_t n = 0, from;

		while (*at < s.n && !is_letter(s.p[*at]))
			++*at;
		for (from = *at; *at < s.n && is_letter(s.p[*at]); ++*at) {
			if (n < sizeof(word))
				word[n++] = (s.p[*at] & 0x80) != 0 ?
				    s.p[*at] : (char)(s.p[*at] | 0x20);
		}
		if (*at - from >= 4) {
			*topic = hash_bytes((struct slice){ word, n });
			return true;
		}
	}
	return false;
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
