/*
 * linewords.h - a line of a page, taken apart into words to look up
 *
 * Words are in lower case, with straight apostrophes, without punctuation but
 * for a colon that follows ("views:"), which says more than any word; numbers
 * are written <n>.  Memory: the scratch buffer handed in, a line.
 */
#ifndef LINEWORDS_H
#define LINEWORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum { LINEWORDS_MOST = 64 };	/* words of the longest line taken apart */

struct line_words {
	struct slice text;		/* the line */
	const struct buf *lower;	/* its words, a blank after each */
	size_t n;
	struct {
		size_t at, len;		/* in lower */
		size_t from;		/* byte of the line */
		uint32_t hash;		/* linewords_hash() of it */
		bool capital, number;
	} word[LINEWORDS_MOST];
};

/*
 * Take the first MOST words (LINEWORDS_MOST at most) of LINE apart.  LOWER is
 * scratch that must outlive L.
 */
void linewords_take(struct line_words *l, struct slice line, size_t most,
    struct buf *lower);

/* Word I of L, as it is looked up. */
static inline struct slice
linewords_word(const struct line_words *l, size_t i)
{
	return (struct slice){ l->lower->p + l->word[i].at, l->word[i].len };
}

/* The same for the words FROM up to TO > FROM, with the blanks between. */
static inline struct slice
linewords_range(const struct line_words *l, size_t from, size_t to)
{
	return (struct slice){ l->lower->p + l->word[from].at,
	    l->word[to - 1].at + l->word[to - 1].len - l->word[from].at };
}

static inline uint32_t
linewords_hash(struct slice word)
{
	uint32_t h = 0;

	for (size_t i = 0; i < word.n; i++)
		h = h * 31 + (unsigned char)word.p[i];
	return h;
}

/* Letters and digits of ASCII, in lower case; 0: something else. */
extern const char linewords_ascii[256];

/* A byte of a word: letters, digits, anything outside ASCII. */
static inline bool
linewords_is_part(char c)
{
	static const uint32_t ascii[4] = {
		0, 0x03ff0000, 0x07fffffe, 0x07fffffe,
	};
	unsigned char u = (unsigned char)c;

	return u >= 0x80 || (ascii[u >> 5] >> (u & 31) & 1) != 0;
}

/*
 * The letter at byte AT of S in lower case: ASCII, Latin-1, Cyrillic; other
 * bytes as they are.  Its length in *LEN; what it becomes has the same length,
 * and is in PUT where that is 2.
 */
static inline char
linewords_lower(struct slice s, size_t at, size_t *len, char put[2])
{
	unsigned char c = (unsigned char)s.p[at], next;

	*len = 1;
	if (c >= 'A' && c <= 'Z')
		return (char)(c | 0x20);
	if ((c != 0xc3 && c != 0xd0) || at + 1 >= s.n)
		return (char)c;
	next = (unsigned char)s.p[at + 1];
	*len = 2;
	put[0] = (char)c;
	put[1] = (char)next;
	if (c == 0xc3 && next >= 0x80 && next < 0x9f && next != 0x97) {
		put[1] = (char)(next | 0x20);
	} else if (c == 0xd0 && next >= 0x90 && next < 0xa0) {
		put[1] = (char)(next + 0x20);
	} else if (c == 0xd0 && next >= 0xa0 && next < 0xb0) {
		put[0] = '\xd1';
		put[1] = (char)(next - 0x20);
	}
	return put[0];
}

#endif
