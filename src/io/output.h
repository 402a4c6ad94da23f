/*
 * output.h - where rows go: standard output or a file, never half silently
 *
 * Bytes are collected and written in large pieces.  The first failed write
 * is reported once and remembered; everything after it is dropped.  A file
 * named with -o appears under its name only when complete: it is written
 * beside its place and renamed by output_close().
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

struct output {
	int fd;
	struct buf buf;
	const char *path;	/* NULL: standard output */
	char *temp;		/* path written to until output_close() */
	bool failed;
	bool line_buffered;	/* write at the end of every row */
	bool interactive;	/* not a regular file: write at document ends */
};

/* Start writing to PATH (NULL or "-": standard output); fatal on failure. */
void output_open(struct output *, const char *path, bool line_buffered);

void output_add(struct output *, struct slice);

static inline void
output_putc(struct output *out, char c)
{
	buf_putc(&out->buf, c);
}

/* In the middle of a long row: write what there is, so that memory is bounded. */
void output_spill(struct output *);

/* End of a row, respectively of a document: write now if that is wanted. */
void output_row_end(struct output *);
void output_document_end(struct output *);

/* Write everything collected. */
void output_flush(struct output *);

/* Flush, close, rename into place.  Failures raise the exit status. */
void output_close(struct output *);

#endif
