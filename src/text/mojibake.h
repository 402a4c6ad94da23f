/*
 * mojibake.h - UTF-8 that was taken for another character set
 *
 * "wonâ€™t" is "won’t" whose three bytes were read as Windows-1252.  A run of
 * characters that stand for bytes of one set is turned back when the bytes
 * are good UTF-8 and the run cannot well be meant as it stands.
 */
#ifndef MOJIBAKE_H
#define MOJIBAKE_H

#include <stddef.h>

#include "text/codepage.h"
#include "text/traced.h"

/*
 * Write TEXT (good UTF-8) to OUT repaired; how many characters were wrong.
 * MAP is filled.
 */
size_t mojibake_repair(const struct codepage_map *map,
    const struct traced *text, struct traced *out);

#endif
