/*
 * textrow.h - a paragraph or sentence with its place in the document
 *
 * Text rows are what nnormalize and nsegment write: doc, begin, end, par,
 * sent, class, map, text (nquote(5)).
 */
#ifndef TEXTROW_H
#define TEXTROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "io/offsetmap.h"
#include "io/output.h"
#include "io/row.h"

enum text_class {
	CLASS_TITLE, CLASS_STANDFIRST, CLASS_HEADING, CLASS_BODY,
	CLASS_CAPTION, CLASS_CREDIT, CLASS_BYLINE, CLASS_DATE,
	/* furniture from here on */
	CLASS_NAV, CLASS_AD, CLASS_SHARE, CLASS_RELATED, CLASS_PROMO,
	CLASS_COOKIE, CLASS_COMMENT, CLASS_COUNTER, CLASS_LEGAL,
	CLASS_COUNT
};

/* The name of the class in column 6. */
const char *textclass_name(enum text_class);

/* The class of that name; false if there is none. */
bool textclass_find(struct slice name, enum text_class *);

/* Furniture is what nnormalize leaves out unless told otherwise. */
static inline bool
textclass_is_furniture(enum text_class c)
{
	return c >= CLASS_NAV;
}

/* Whether sentences of this class are looked at for quotations. */
static inline bool
textclass_is_prose(enum text_class c)
{
	return c <= CLASS_CAPTION;
}

struct text_row {
	struct slice doc;	/* document id, unescaped */
	size_t begin, end;	/* bytes of the document the text came from */
	size_t par;		/* paragraph of the document, from 1 */
	size_t sent;		/* sentence of the document, from 1; 0: this is
				   a whole paragraph */
	enum text_class class;
	struct offset_map map;	/* from text to document; at least one pair */
	struct slice text;	/* clean UTF-8 */
	struct slice rest;	/* further columns as they stand, each after a
				   TAB; passed on unchanged */
	bool plain;		/* doc and text are known to need no escapes */
};

/*
 * Fill OUT from ROW, whose schema is schema_text.  Strings point into ROW or
 * into MEM; the map's pairs belong to OUT and are used again by the next
 * call (start with a zeroed OUT).  False when a column is malformed: *WHY
 * says which.
 */
bool textrow_parse(struct text_row *out, const struct row *row,
    struct arena *mem, const char **why);

/* Write the row. */
void textrow_put(const struct text_row *, struct output *);

#endif
