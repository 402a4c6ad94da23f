/*
 * lines.h - the lines of the files named on the command line
 *
 * No operand, or "-", is standard input.  A file that cannot be read is
 * reported and the next one is read; a read error ends its file there.
 * Lines may hold any byte.  Data is handed on as it arrives: a line is never
 * held back to fill a block.  Memory: the longest line, at most the limit.
 */
#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "io/output.h"

/* How the characters of a file are written. */
enum lines_order {
	LINES_BYTES,		/* bytes: a newline is one */
	LINES_LITTLE, LINES_BIG,	/* UTF-16, low or high byte first */
};

struct line {
	struct slice text;	/* without its newline; good until the next call */
	size_t offset;		/* of text, bytes from the start of the file */
	size_t number;		/* from 1, of the file */
	enum lines_order order;	/* of text, which is raw */
	bool newline;		/* a newline follows */
	bool cut;		/* longer than the limit: the line goes on in the
				   next call, with the same number */
	bool first;		/* first line of its file */
};

struct lines {
	char **names;		/* operands not yet opened, NULL at the end */
	const char *name;	/* operand being read, as typed; "-" */
	int fd;			/* -1: none open */
	size_t limit;		/* longest line handed on, bytes */
	struct buf buf;		/* bytes read and not yet handed on */
	size_t head;		/* how many of them are used up */
	size_t scanned;		/* how many of them hold no newline */
	enum lines_order usual;	/* order of files without a byte order mark of
				   UTF-16; set by the caller */
	enum lines_order order;	/* of the file that is open */
	bool known;		/* it is known */
	struct line next;	/* state of the line to come: offset, number */
	struct line peeked;
	bool have_peek, eof, inside;
	size_t files;		/* opened so far */
	struct output *waits;	/* written before input is waited for, so that
				   rows come as early as they can; or NULL */
};

enum {
	LINES_LIMIT = 64 << 20,	/* bytes; a row, or a document on one line */
	LINES_TEXT = 1 << 20	/* a paragraph of raw text: the longest of
				   98 texts and 26 pages has 5 KB */
};

/* Start on NAMES (NULL at the end); LIMIT 0 is LINES_LIMIT. */
void lines_open(struct lines *, char **names, size_t limit);

/* The next line; false at the end of the last file, and on later calls. */
bool lines_next(struct lines *, struct line *);

/* The line that lines_next() will give, without taking it. */
bool lines_peek(struct lines *, struct line *);

/*
 * Another limit, from the line that was peeked on: if that was cut, it will
 * be read again.  0 is LINES_LIMIT.
 */
void lines_limit(struct lines *, size_t limit);

/* The operand that the last line came from, for messages: "-" is "<stdin>". */
const char *lines_where(const struct lines *);

/* Release the memory. */
void lines_close(struct lines *);

#endif
