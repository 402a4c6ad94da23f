/*
 * fuzz_sentence.c - any bytes as a paragraph
 *
 * The first byte chooses the language and the options.  Sentences must follow
 * each other, hold no blank at either end, be no longer than SENTENCE_MAX and
 * leave out nothing but blanks; a sentence that is split again by itself
 * begins where it began.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>

#include "news/sentence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Nothing but blanks stands in [FROM, TO). */
static void
check_gap(struct slice text, size_t from, size_t to)
{
	assert(from <= to && to <= text.n);
	while (from < to) {
		struct glyph g = glyph_at(text, from);

		assert(g.kind == GLYPH_BLANK);
		from += g.size;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const langs[] = { "en", "de", "fr", "nl", "ru",
		"und" };
	struct sentence_rules rules;
	struct sentence_iter it, again;
	struct sentence s, first;
	struct slice text;
	size_t last = 0;

	if (n == 0)
		return 0;
	rules = sentence_rules(langs[(data[0] >> 2) %
	    (sizeof langs / sizeof langs[0])]);
	rules.keep_quotations = data[0] & 1;
	rules.split_lists = data[0] >> 1 & 1;
	text = (struct slice){ (const char *)data + 1, n - 1 };

	sentence_begin(&it, text, &rules);
	while (sentence_next(&it, &s)) {
		struct slice own = slice_sub(text, s.begin, s.end);

		check_gap(text, last, s.begin);
		assert(s.begin < s.end && s.end - s.begin <= SENTENCE_MAX);
		assert(glyph_at(own, 0).kind != GLYPH_BLANK);
		assert(glyph_before(own, own.n).kind != GLYPH_BLANK);
		sentence_begin(&again, own, &rules);
		assert(sentence_next(&again, &first) && first.begin == 0);
		last = s.end;
	}
	check_gap(text, last, text.n);
	assert(!sentence_next(&it, &s));
	return 0;
}
