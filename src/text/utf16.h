/*
 * utf16.h - text in UTF-16, as Windows programs save it
 *
 * Lines of it are found by io/lines, which knows the order of bytes from the
 * mark at the start of the file or from --from.
 */
#ifndef UTF16_H
#define UTF16_H

#include "io/lines.h"
#include "text/traced.h"

/* The order that NAME ("UTF-16BE", "utf16") asks for; LINES_BYTES: none. */
enum lines_order utf16_find(const char *name);

/*
 * Where to cut S, longer than N bytes, into pieces: before a blank, else
 * between characters, N bytes from its start at most.  Whether it is a blank
 * (2 bytes) is told in *BLANK.
 */
size_t utf16_cut(struct slice s, size_t n, enum lines_order order,
    bool *blank);

/*
 * Decode RAW, whose first byte is byte AT of the document, into OUT, each
 * character traced.  What is none becomes U+FFFD: how many of these there are.
 */
size_t utf16_decode(struct slice raw, size_t at, enum lines_order order,
    struct traced *out);

#endif
