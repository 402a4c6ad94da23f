/*
 * input.h - the documents of raw text in the files on the command line
 *
 * A document begins (DESIGN: the id is column 1 of every row)
 *   with every operand; its id is the operand as typed, "-" standard input;
 *   after a NUL byte, with input_options.nul;
 *   at a line "==> name <==", where the first line of standard input is one
 *     (tail -v -n +1 *.txt); the name is the id;
 *   with every line "id TAB text", with input_options.tsv;
 *   on standard input, at a byte order mark or form feed in mid-stream;
 *   where input_begin_document() is called: a seam that the caller found.
 * Further documents without a name of their own are called NAME#2, NAME#3 ...
 *
 * Offsets are bytes from the start of the file or stream; with tsv, of the
 * unescaped text field.  Memory: one line.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"
#include "io/lines.h"

struct input_options {
	bool nul;		/* -z: documents are separated by NUL */
	bool tsv;		/* --tsv: lines of id TAB escaped text */
	bool no_headers;	/* "==> name <==" is text like any other */
};

/* A piece of a document up to its line end. */
struct input_line {
	struct slice text;	/* without newline; good until the next call */
	size_t offset;		/* of text, bytes of the document's file */
	size_t number;		/* line of the file, for messages */
	enum lines_order order;	/* of text, which is raw */
	bool newline;		/* a newline follows */
	bool cut;		/* over-long: the line goes on in the next one */
};

enum input_event {
	INPUT_END,		/* no more input; stays so */
	INPUT_DOCUMENT,		/* a document begins: ask input_id() */
	INPUT_LINE,		/* a line of it is in *line */
};

struct input {
	struct lines *lines;		/* borrowed */
	struct input_options opt;
	struct buf base;		/* id of the named document */
	struct buf id;			/* id of this document */
	size_t part;			/* 1, 2 ... of the same base */
	bool stream;			/* reading standard input */
	bool by_name;			/* the stream has "==> name <==" lines */
	bool have_piece;		/* piece holds a line not yet used up */
	bool separated;			/* a separator was met: what follows is
					   another document */
	struct line piece;		/* the line, or what is left of it */
	size_t lines_given;		/* of this document */
	size_t field_offset;		/* tsv: offset inside the text field */
	struct slice field;		/* tsv: rest of the text field */
	struct arena mem;		/* tsv: the unescaped field */
	size_t documents;		/* begun so far */
};

/* Start on LINES, which must outlive the input. */
void input_open(struct input *, struct lines *, const struct input_options *);

/*
 * The next document or line.  A document is announced before its lines, also
 * one without any.  Bad --tsv lines are reported and skipped (status 1).
 */
enum input_event input_next(struct input *, struct input_line *line);

/* Id of the current document, good until the next one begins. */
struct slice input_id(const struct input *);

/* The caller found a seam: what follows belongs to a new document. */
void input_begin_document(struct input *);

/* Release the memory. */
void input_close(struct input *);

#endif
