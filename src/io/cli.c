#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

#include "base/diag.h"
#include "io/cli.h"

/* Set by signals only: a line of progress is due. */
static volatile sig_atomic_t progress_due;

static void
print_and_exit(struct slice text)
{
	struct output out;

	output_open(&out, NULL, false);
	output_add(&out, text);
	exit(cli_finish(&out));
}

static void
print_schema(const struct cli_program *program, const char *form)
{
	struct buf text = { 0 };

	if (!schema_put_loader(program->schema, form, &text))
		cli_bad_value(program, "--schema", form);
	print_and_exit(buf_slice(&text));
}

static void
try_help(const struct cli_program *program)
{
	fprintf(stderr, "Try '%s --help' for more information.\n",
	    program->name);
	exit(DIAG_USAGE);
}

void
cli_common(const struct cli_program *program, int option,
    struct cli_options *opt)
{
	char version[128];

	switch (option) {
	case 'h':
		print_and_exit(slice_str(program->usage));
		break;
	case 'V':
		snprintf(version, sizeof(version), "%s (%s) %s\n"
		    "Licence: MIT\n", program->name, PACKAGE_NAME,
		    PACKAGE_VERSION);
		print_and_exit(slice_str(version));
		break;
	case CLI_SCHEMA: print_schema(program, optarg); break;
	case 'H': opt->header = true; break;
	case 'o': opt->output = optarg; break;
	case 'v': opt->verbose = true; break;
	case CLI_LINE_BUFFERED: opt->line_buffered = true; break;
	case CLI_PROGRESS: opt->progress = true; break;
	default: try_help(program);
	}
}

void
cli_bad_value(const struct cli_program *program, const char *option,
    const char *value)
{
	fprintf(stderr, "%s: bad value for %s: '%s'\n", program->name, option,
	    value);
	try_help(program);
	exit(DIAG_USAGE);
}

static void
on_signal(int number)
{
	(void)number;
	progress_due = 1;
}

void
cli_progress_start(const struct cli_options *opt)
{
	struct sigaction act = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART };
	struct itimerval second = { { 1, 0 }, { 1, 0 } };

	sigaction(SIGUSR1, &act, NULL);
	if (opt->progress) {
		sigaction(SIGALRM, &act, NULL);
		setitimer(ITIMER_REAL, &second, NULL);
	}
}

void
cli_progress(size_t documents, size_t bytes)
{
	if (!progress_due)
		return;
	progress_due = 0;
	diag_note("%zu documents, %zu bytes", documents, bytes);
}

int
cli_finish(struct output *out)
{
	if (out != NULL)
		output_close(out);
	return diag_status();
}
