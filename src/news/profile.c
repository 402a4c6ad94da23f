#include "config.h"

#include "news/entity.h"
#include "text/token.h"

static bool
has(const uint32_t *list, size_t n, uint32_t x)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i] == x)
			return true;
	}
	return false;
}

static void
put(uint32_t *list, uint8_t *n, size_t room, uint32_t x)
{
	if (*n < room && !has(list, *n, x))
		list[(*n)++] = x;
}

bool
profile_has_head(const struct profile *p, uint32_t role)
{
	return has(p->head, p->heads, role);
}

/* Words that say nothing about the role. */
static bool
is_filler(const struct name_view *v, size_t i)
{
	static const struct slice fillers[] = {
		SLICE("and"), SLICE("then"), SLICE("former"), SLICE("who"),
		SLICE("s")
	};

	if (view_has(v, i, WORD_DET | WORD_PREP))
		return true;
	for (size_t k = 0; k < sizeof(fillers) / sizeof(*fillers); k++) {
		if (view_is(v, i, fillers[k]))
			return true;
	}
	return !view_has(v, i, WORD_ALPHA) ||
	    v->doc->token[i].kind == TOKEN_CLITIC;
}

/* What follows one of these is where the office is exercised, or to whom. */
static bool
ends_profile(const struct name_view *v, size_t i)
{
	static const struct slice ends[] = {
		SLICE("to"), SLICE("in"), SLICE("at"), SLICE("with"),
		SLICE("on"), SLICE("against")
	};

	for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++) {
		if (view_is(v, i, ends[k]))
			return true;
	}
	return false;
}

/* The country that one or two words from I on name, and how many; 0: none. */
static uint32_t
country_at(const struct name_view *v, size_t i, size_t j, size_t *words)
{
	struct slice kind, name;

	if (i + 1 < j) {
		name = vocabulary_country(v->vocab, document_slice(v->doc,
		    (struct range){ v->doc->token[i].begin,
		    v->doc->token[i + 1].end }), &kind);
		if (name.n > 0) {
			*words = 2;
			return vocabulary_intern(v->vocab, name);
		}
	}
	*words = 1;
	return view_word(v, i)->country;
}

/* Words that mean another word of the same party. */
static uint32_t
same_party(const struct name_view *v, size_t i)
{
	if (view_is(v, i, SLICE("gop")))
		return vocabulary_add(v->vocab, SLICE("republican"));
	if (view_is(v, i, SLICE("dem")) || view_is(v, i, SLICE("democrat")))
		return vocabulary_add(v->vocab, SLICE("democratic"));
	return view_word(v, i)->lower;
}

void
profile_read(const struct name_view *v, size_t i, size_t j, struct profile *p)
{
	*p = (struct profile){ .begin = (uint32_t)i, .end = (uint32_t)j };
	while (i < j && !ends_profile(v, i)) {
		size_t words;
		uint32_t country = country_at(v, i, j, &words);

		if (country != 0)
			put(p->country, &p->countries, PROFILE_COUNTRIES,
			    country);
		else if (view_has(v, i, WORD_ROLE))
			put(p->head, &p->heads, PROFILE_HEADS,
			    view_word(v, i)->role);
		if (country == 0 && (!view_has(v, i, WORD_ROLE) ||
		    same_party(v, i) != view_word(v, i)->lower) &&
		    !is_filler(v, i))
			put(p->word, &p->words, PROFILE_WORDS,
			    same_party(v, i));
		i += words;
	}
}
