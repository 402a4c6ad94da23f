#include "config.h"

#include "base/buf.h"
#include "news/nameform.h"

static bool
is_suffix(const struct name_view *v, uint32_t number)
{
	static const struct slice suffixes[] = {
		SLICE("Jr."), SLICE("Sr."), SLICE("Jr"), SLICE("Sr"),
		SLICE("II"), SLICE("III"), SLICE("IV")
	};
	struct slice s = vocabulary_word(v->vocab, number)->text;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		if (slice_eq(s, suffixes[i]))
			return true;
	}
	return false;
}

size_t
nameform_core(const struct name_view *v, const uint32_t *word, size_t n)
{
	return n > 2 && is_suffix(v, word[n - 1]) ? n - 1 : n;
}

bool
nameform_surname_first(const struct name_view *v, const uint32_t *word,
    size_t n)
{
	uint32_t flags = view_word_flags(v, word[0]);
	struct slice last = vocabulary_word(v->vocab, word[n - 1])->text;

	if (n < 2 || !(flags & WORD_SURNAME_FIRST))
		return false;
	return !(flags & WORD_GIVEN) || n == 3 ||
	    memchr(last.p, '-', last.n) != NULL;
}

bool
nameform_same(const struct name_view *v, const uint32_t *a, const uint32_t *b,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (view_key(v, a[i]) != view_key(v, b[i]))
			return false;
	}
	return true;
}

struct slice
nameform_join(const struct name_view *v, const uint32_t *word, size_t n)
{
	struct buf b = { 0 };
	struct slice s;

	for (size_t i = 0; i < n; i++) {
		s = vocabulary_word(v->vocab, word[i])->text;
		/* "Teachers" and the apostrophe after it are one word */
		if (i > 0 && !slice_starts(s, SLICE("'")) &&
		    !slice_starts(s, SLICE("\xe2\x80\x99")))
			buf_putc(&b, ' ');
		buf_add(&b, s);
	}
	s = arena_copy(&v->doc->mem, buf_slice(&b));
	buf_free(&b);
	return s;
}

bool
nameform_agree(const struct name_view *v, const uint32_t *a, size_t an,
    const uint32_t *b, size_t bn)
{
	size_t n;

	if (an == bn && nameform_same(v, a, b, an))
		return true;
	an = nameform_core(v, a, an);
	bn = nameform_core(v, b, bn);
	n = an < bn ? an : bn;
	if (nameform_same(v, a, b, n))
		return true;		/* one continues the other */
	if (view_key(v, a[an - 1]) != view_key(v, b[bn - 1]))
		return false;
	if (view_key(v, a[0]) == view_key(v, b[0]))
		return true;
	if ((view_word_flags(v, a[0]) | view_word_flags(v, b[0])) & WORD_INITIAL)
		return vocabulary_word(v->vocab, a[0])->text.p[0] ==
		    vocabulary_word(v->vocab, b[0])->text.p[0];
	if (vocabulary_nickname(v->vocab, a[0], b[0]))
		return true;
	if (an != bn && nameform_same(v, a + an - n, b + bn - n, n))
		return true;		/* one ends the other */
	for (size_t i = 1; i + 1 < an; i++) {
		if (an > 2 && view_key(v, a[i]) == view_key(v, b[0]))
			return true;	/* called by a middle name */
	}
	for (size_t i = 1; i + 1 < bn; i++) {
		if (bn > 2 && view_key(v, b[i]) == view_key(v, a[0]))
			return true;
	}
	return false;
}

/* Whether the words of M stand in a row in F. */
static bool
form_contains(const struct name_view *v, const struct name_form *f,
    const struct mention *m)
{
	for (size_t i = 0; i + m->words <= f->words; i++) {
		if (nameform_same(v, f->word + i, m->word, m->words))
			return true;
	}
	return false;
}

int
nameform_rank(const struct name_view *v, const struct name_form *f,
    const struct mention *m)
{
	size_t n = nameform_core(v, f->word, f->words);
	uint32_t w = view_key(v, m->word[0]);
	bool address = m->title < m->begin && !(view_word(v,
	    m->begin - 1)->classes & WORD_REGNAL);

	if (m->words > 1)
		return form_contains(v, f, m) ? 3 : 0;
	if (view_key(v, f->word[n - 1]) == w)
		return f->surname_first ? 2 : 3;
	if (view_key(v, f->word[0]) == w)
		return f->surname_first ? 3 : address ? 0 : 2;
	return form_contains(v, f, m) ? 1 : 0;
}

