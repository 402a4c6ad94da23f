/*
 * windows.h - whole documents from sentence rows, for the training programs
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include "io/lines.h"
#include "io/row.h"
#include "io/textrow.h"
#include "news/document.h"

struct windows {
	struct lines lines;
	struct row_reader rows;
	struct text_row row;		/* read, not yet in a document */
	struct arena mem;		/* its strings */
	bool have_row;
	struct buf id;			/* of the document being filled */
};

/* Start on the sentence rows in the files NAMES (NULL at the end). */
void windows_open(struct windows *, char **names);

/*
 * Fill DOC with the prose sentences of the next document, its tokens and its
 * quotations.  False at the end.
 */
bool windows_next(struct windows *, struct document *doc);

void windows_close(struct windows *);

#endif
