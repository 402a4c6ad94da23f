/*
 * diag.h - messages on standard error, and the exit status they imply
 *
 * A message is "prog: text" or "prog: file:line: text", one line; control
 * characters in file names and values are shown as \xHH, so that a hostile
 * name cannot drive the terminal.  The status only ever gets worse.
 */
#ifndef DIAG_H
#define DIAG_H

#include <stddef.h>

enum diag_status {
	DIAG_OK = 0,		/* all input processed */
	DIAG_BAD = 1,		/* input was unusable, or an I/O error */
	DIAG_USAGE = 2,		/* usage, or a missing lexicon or model */
	DIAG_LOCKED = 75,	/* another run holds the state */
};

/* Name used as message prefix; call first in main(). */
void diag_program(const char *argv0);

/* The name without its directory. */
const char *diag_name(void);

/* Keep messages of unusable input to itself (-q); the status still counts. */
void diag_quiet(void);

/* "prog: file:line: message" (no line if 0); raises the status to DIAG_BAD. */
void diag_input(const char *file, size_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* "prog: message", status untouched: progress and counts the user asked for. */
void diag_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* "prog: message: strerror(errno)" if errno is set; raises to DIAG_BAD. */
void diag_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Like diag_error(), then exits with DIAG_BAD. */
void diag_fatal(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));

/* "prog: message", then exits with DIAG_USAGE. */
void diag_usage(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));

/* Raise the status without a message (one was printed, or none is wanted). */
void diag_raise(enum diag_status);

/* The worst status so far. */
enum diag_status diag_status(void);

#endif
