/*
 * organisation.h - noun phrases that stand for an organisation or country
 *
 * Each function looks whether the phrase is of its kind: if so it names the
 * speakers in OUT and says true.
 */
#ifndef ORGANISATION_H
#define ORGANISATION_H

#include "news/phrase.h"

/* A spokesperson without a name speaks for the organisation. */
bool organisation_of_spokesperson(const struct discourse *,
    const struct parts *, struct speakers *out);

/* A document speaks for whoever issued it. */
bool organisation_of_document(const struct discourse *, uint32_t a,
    const struct parts *, struct speakers *out);

/* A government by its country or capital: the whole phrase. */
bool organisation_government(const struct discourse *, const struct parts *,
    struct speakers *out);

/* An organisation whose name is the whole phrase. */
bool organisation_named(const struct discourse *, const struct parts *,
    struct speakers *out);

/* "the ministry", "the group": the organisation named before. */
bool organisation_before(const struct discourse *, const struct parts *,
    struct speakers *out);

/* "the country": the one most in mind. */
bool organisation_state(const struct discourse *, const struct parts *,
    struct speakers *out);

/* A bare noun (police, prosecutors): its only full form in the window. */
bool organisation_bare(const struct discourse *, const struct parts *,
    struct speakers *out);

#endif
