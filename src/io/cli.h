/* cli.h - what every program of the package does with its command line */
#ifndef CLI_H
#define CLI_H

#include <getopt.h>
#include <stdbool.h>

#include "io/output.h"
#include "io/schema.h"

struct cli_program {
	const char *name;
	const char *usage;	/* printed by --help; ends with a newline */
	const struct schema *schema;	/* of the rows written, for --schema */
};

/* What the options common to all programs say. */
struct cli_options {
	bool header;			/* -H, --header */
	const char *output;		/* -o, --output=FILE; NULL: stdout */
	bool line_buffered;		/* --line-buffered */
	bool progress;			/* --progress */
	bool verbose;			/* -v, --verbose */
};

/* Letters and rows to put at the end of a program's getopt_long() tables. */
#define CLI_COMMON_LETTERS "hHo:vV"
#define CLI_COMMON_OPTIONS \
	{ "header", no_argument, NULL, 'H' }, \
	{ "help", no_argument, NULL, 'h' }, \
	{ "line-buffered", no_argument, NULL, CLI_LINE_BUFFERED }, \
	{ "output", required_argument, NULL, 'o' }, \
	{ "progress", no_argument, NULL, CLI_PROGRESS }, \
	{ "schema", optional_argument, NULL, CLI_SCHEMA }, \
	{ "verbose", no_argument, NULL, 'v' }, \
	{ "version", no_argument, NULL, 'V' }, \
	{ NULL, 0, NULL, 0 }

enum {
	CLI_LINE_BUFFERED = 256, CLI_PROGRESS, CLI_SCHEMA,
	CLI_OWN			/* first value for a program's own long options */
};

/*
 * Act on an option that the program itself does not know.  --help, --version
 * and --schema print and exit 0; an unknown option points to --help and
 * exits 2.
 */
void cli_common(const struct cli_program *, int option,
    struct cli_options *opt);

/* Complain about an option's value, point to --help, exit 2. */
void cli_bad_value(const struct cli_program *, const char *option,
    const char *value) __attribute__((noreturn));

/*
 * Work done so far, shown on standard error: one line at a SIGUSR1, and with
 * --progress one line a second.  Call cli_progress_start() once, then
 * cli_progress() after each unit; it costs a test of a flag.
 */
void cli_progress_start(const struct cli_options *);
void cli_progress(size_t documents, size_t bytes);

/* Close OUT (NULL: nothing to close); the exit status for main() to return. */
int cli_finish(struct output *out);

#endif
