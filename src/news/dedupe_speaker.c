#include "config.h"

#include <utf8proc.h>

#include "base/hash.h"
#include "news/dedupe_speaker.h"

/* The character at I: its length, whether it is part of a word. */
static bool
word_character(struct slice s, size_t i, utf8proc_int32_t *code, size_t *bytes)
{
	utf8proc_ssize_t n = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s.p + i,
	    (utf8proc_ssize_t)(s.n - i < 4 ? s.n - i : 4), code);
	utf8proc_category_t c;

	*bytes = n > 0 ? (size_t)n : 1;
	if (n <= 0)
		return false;
	c = utf8proc_category(*code);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME) ||
	    c == UTF8PROC_CATEGORY_ND || *code == '-';
}

static bool
is_capital(utf8proc_int32_t code)
{
	utf8proc_category_t c = utf8proc_category(code);

	/* a script without case has no lower-case words to leave out */
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT ||
	    c == UTF8PROC_CATEGORY_LO;
}

static void
add_name(struct dedupe_speaker *out, uint32_t name)
{
	size_t i = out->n;

	for (size_t k = 0; k < out->n; k++)
		if (out->name[k] == name)
			return;
	if (out->n == DEDUPE_NAMES)
		return;
	for (; i > 0 && out->name[i - 1] > name; i--)
		out->name[i] = out->name[i - 1];
	out->name[i] = name;
	out->n++;
}

void
dedupe_speaker_parse(struct dedupe_speaker *out, struct slice s,
    const struct lexicon_table *notname)
{
	size_t i = 0;

	*out = (struct dedupe_speaker){ 0 };
	while (i < s.n) {
		char word[64];
		size_t n = 0, bytes;
		utf8proc_int32_t code;
		bool capital;

		if (!word_character(s, i, &code, &bytes)) {
			i += bytes;
			continue;
		}
		capital = is_capital(code);
		while (i < s.n && word_character(s, i, &code, &bytes)) {
			if (n + 4 < sizeof(word))
				n += (size_t)utf8proc_encode_char(
				    utf8proc_tolower(code),
				    (utf8proc_uint8_t *)word + n);
			i += bytes;
		}
		if (capital && !lexicon_has(notname, (struct slice){ word, n }))
			add_name(out, (uint32_t)(hash_bytes(
			    (struct slice){ word, n }) >> 32));
	}
	dedupe_speaker_hash(out);
}

void
dedupe_speaker_hash(struct dedupe_speaker *s)
{
	s->hash = 0;
	for (size_t k = 0; k < s->n; k++)
		s->hash = hash_mix(s->hash + s->name[k] + 1);
}

enum dedupe_agreement
dedupe_speaker_compare(const struct dedupe_speaker *a,
    const struct dedupe_speaker *b)
{
	size_t i = 0, j = 0;

	if (a->n == 0 || b->n == 0)
		return DEDUPE_UNKNOWN;
	while (i < a->n && j < b->n) {
		if (a->name[i] == b->name[j])
			return DEDUPE_SAME;
		if (a->name[i] < b->name[j])
			i++;
		else
			j++;
	}
	return DEDUPE_CONFLICT;
}
