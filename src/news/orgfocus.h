/*
 * orgfocus.h - the organisation that "the company" stands for
 *
 * Of those named before, the one most in mind: by how long ago and as what it
 * was named, how often, whether it was called so, whether it spoke.  A name
 * that says "department" is no committee, and what was only a place ("in
 * Orvo") is no organisation.
 */
#ifndef ORGFOCUS_H
#define ORGFOCUS_H

#include "news/discourse.h"

/*
 * The organisation before token POS for the noun HEAD, ENTITY_NONE if there is
 * none.  MODIFIED: another word says which ("the health ministry"), so that it
 * must have been called so.
 */
uint32_t orgfocus_find(const struct discourse *, size_t pos, size_t head,
    bool modified);

#endif
