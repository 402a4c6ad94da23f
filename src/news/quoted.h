/*
 * quoted.h - whether a place of a paragraph is inside quotation marks
 *
 * For nsegment -q, which keeps a quotation in one sentence.  Quotations are
 * looked for once, from left to right; marks inside one do not count, and a
 * quotation that is never closed is none.  (Who quotes whom is another
 * matter: quotation.h.)
 */
#ifndef QUOTED_H
#define QUOTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "text/lexicon.h"

enum { QUOTED_KINDS = 8 };

struct quoted {			/* zero at the start of a paragraph */
	size_t end;		/* of the last quotation; marks before this
				   byte are dealt with */
	int32_t unclosed[QUOTED_KINDS];	/* marks that nothing closes any more */
	size_t kinds;		/* how many of them */
};

/*
 * Whether byte AT of TEXT is inside a quotation; calls for one text come with
 * AT rising.  QUOTES is the list "quotes": opening mark, closing marks.
 */
bool quoted_covers(struct quoted *quoted, struct slice text, size_t at,
    const struct lexicon_table *quotes);

#endif
