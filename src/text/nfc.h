/*
 * nfc.h - Unicode normalisation form C, only where it is needed
 *
 * Text is cut into clusters: a character that composes with nothing before
 * it, and the marks after it.  Only clusters that can change are normalised,
 * by utf8proc, one by one.  Marks after the thirtieth of a letter are
 * dropped: utf8proc sorts them in quadratic time, and no language stacks
 * that many (UAX 15, section 13, sets the same limit).
 */
#ifndef NFC_H
#define NFC_H

#include <stdbool.h>

#include "text/traced.h"

enum { NFC_MARKS = 30 };

/* Whether C is unchanged by NFC after any character: nothing to do for it. */
bool nfc_is_plain(int32_t c);

/* Write TEXT (good UTF-8) to OUT in form C; whether anything changed. */
bool nfc_compose(const struct traced *text, struct traced *out);

#endif
