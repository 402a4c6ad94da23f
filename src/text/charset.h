/*
 * charset.h - text in another character set than UTF-8, by iconv(3)
 *
 * Only sets in which the bytes of ASCII mean ASCII, so that lines can be
 * found before they are decoded: Windows-125x, ISO-8859, KOI8, GBK, EUC ...
 */
#ifndef CHARSET_H
#define CHARSET_H

#include <iconv.h>
#include <stdbool.h>

#include "text/traced.h"

struct charset {
	iconv_t conv;
	bool open;
};

/* What stands in the way of reading NAME; NULL: nothing. */
const char *charset_open(struct charset *, const char *name);

/*
 * Decode RAW, whose first byte is byte AT of the document, into OUT, each
 * character traced; bytes that are none become U+FFFD.  How many were none.
 */
size_t charset_decode(struct charset *, struct slice raw, size_t at,
    struct traced *out);

void charset_close(struct charset *);

#endif
