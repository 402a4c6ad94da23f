/*
 * sandbox.h - give up what a filter does not need before it reads an article
 *
 * Scraped text is written by strangers.  Once the word lists and models are
 * loaded and the output is open, a filter only has to read its operands; with
 * Landlock (Linux 5.13 and later) the kernel sees to it that nothing else of
 * the file system can be opened, made, removed or executed, and from 6.7 on
 * that no TCP port can be bound or connected to, from 6.12 on that no process
 * can be reached by an abstract UNIX socket or a signal.  Where the kernel has none
 * of this nothing happens, silently.  Descriptors already open keep working.
 *
 * Not entered in builds with sanitizers or coverage, whose run-time writes
 * files of its own at exit.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

struct sandbox {
	char **read;		/* operands still to be opened; NULL at the end;
				   may itself be NULL */
	const char *output;	/* file to be replaced on success, or NULL */
	const char *state;	/* file kept up to date, or NULL */
};

/* Whether the kernel took the rules. */
bool sandbox_enter(const struct sandbox *);

#endif
