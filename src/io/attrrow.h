/*
 * attrrow.h - attribution rows: who said what, as columns
 *
 * What nattribute writes and nclaim, ndedupe and nquote read (nquote(5)).
 */
#ifndef ATTRROW_H
#define ATTRROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "io/output.h"
#include "io/row.h"

/* Half-open range of bytes of a document. */
struct byte_span {
	size_t begin, end;
};

struct byte_spans {
	struct byte_span *span;
	size_t n;
};

struct attr_row {
	struct slice doc;
	size_t begin, end;		/* hull of content_span */
	struct slice kind;		/* direct mixed indirect narrator */
	struct slice speaker, role, source, cue, act, content;
	struct byte_spans content_span, source_span, cue_span;
	size_t level;
	struct slice score;		/* as printed: "0.873", or empty */
	struct slice rest;		/* further columns as they stand, each
					   after a TAB */
};

/*
 * Fill OUT from ROW, whose schema is schema_attribution or a wider one (then
 * rest begins after its columns).  Strings and spans are in ROW or MEM.
 * False when a column is malformed: *WHY says which.
 */
bool attrrow_parse(struct attr_row *out, const struct row *row,
    struct arena *mem, const char **why);

/*
 * Write the row.  White space inside the text columns is folded to single
 * blanks: the exact bytes are in the document, at the spans.
 */
void attrrow_put(const struct attr_row *, struct output *);

#endif
