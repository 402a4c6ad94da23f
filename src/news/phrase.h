/*
 * phrase.h - the parts of a noun phrase that is a source
 *
 * Where its determiner ends, its head noun, what follows it; the names in
 * it.  A phrase ends before its relative clause, before what tells when, in
 * what text or in spite of what, and before an apposition of a name.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "news/discourse.h"

/* The parts of a noun phrase. */
struct parts {
	size_t i, j;
	size_t core;		/* first token after the determiner */
	size_t cut;		/* first preposition, comma; j if none */
	size_t head;		/* last token before the cut */
	bool det;		/* has a determiner */
	bool definite;		/* the, this, its ... */
	bool article;		/* a, an, another, some, one */
	bool possessive;	/* holds a 's before its head */
	uint32_t from, to;	/* mentions inside: [from, to) */
	uint32_t cover;		/* mention around the phrase, or UINT32_MAX */
};

static inline bool
mention_has_entity(const struct mention *m)
{
	return m->entity != ENTITY_NONE;
}

static inline enum mention_type
discourse_type(const struct discourse *d, const struct mention *m)
{
	return d->set->at[m->entity].type;
}

/* Index of the first mention that begins at token I or later. */
uint32_t view_mention_at(const struct name_view *, size_t i);

/* Whether TOKEN is a comma, dash, bracket or "who". */
bool phrase_separates(const struct name_view *, size_t token);

/* Take the tokens [I, J), I < J, apart. */
void phrase_take_apart(const struct discourse *, size_t i, size_t j,
    struct parts *out);

/*
 * The names of "A and B", "A, B and C", "A and his minister, B", and of "two
 * experts, A of X and B of Y"; false if the phrase is no such list.
 */
bool phrase_list(const struct discourse *, const struct parts *,
    struct speakers *out);

/* The words of the phrase, without "the" or "its". */
struct slice phrase_own_words(const struct discourse *, const struct parts *);

/*
 * "the expert", "the authors": who was described more fully when speaking
 * at most REACH sentences before ("one legal expert", "authors of the study").
 */
bool phrase_described(const struct discourse *, const struct parts *,
    uint32_t reach, struct speakers *out);

#endif
