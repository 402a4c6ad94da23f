/*
 * anaphor.h - sources that are a pronoun
 *
 * he and she by the discourse; I and we are whoever's words they stand in;
 * it and they are an organisation or group near by; who and which are what
 * stands right before them.
 */
#ifndef ANAPHOR_H
#define ANAPHOR_H

#include "news/discourse.h"

enum anaphor {
	ANAPHOR_NONE,
	ANAPHOR_HE, ANAPHOR_SHE,
	ANAPHOR_FIRST,		/* I, we, my ... */
	ANAPHOR_IT, ANAPHOR_THEY,
	ANAPHOR_RELATIVE	/* who, which, that */
};

/* What kind of pronoun the token is. */
enum anaphor anaphor_kind(const struct name_view *, size_t token);

/*
 * Whom the pronoun at TOKEN, of that KIND, source of attribution A, stands
 * for; OUT is empty when the text does not tell.
 */
void anaphor_resolve(const struct discourse *, enum anaphor kind, uint32_t a,
    size_t token, struct speakers *out);

#endif
