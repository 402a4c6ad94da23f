#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

/*
 * The one place with process-wide state: a process has one name, one
 * standard error and one exit status.
 */
static const char *program = "nquote";
static enum diag_status worst = DIAG_OK;
static bool quiet;

void
diag_raise(enum diag_status s)
{
	if (s > worst)
		worst = s;
}

void
diag_program(const char *argv0)
{
	const char *slash = argv0 != NULL ? strrchr(argv0, '/') : NULL;

	if (argv0 != NULL)
		program = slash != NULL ? slash + 1 : argv0;
}

const char *
diag_name(void)
{
	return program;
}

void
diag_quiet(void)
{
	quiet = true;
}

/*
 * Print one message as one line.  It is put together first and written at
 * once, so that the lines of two programs of a pipe do not mix.
 */
static void
print(const char *where, int err, const char *fmt, va_list ap)
{
	char raw[2048], line[4 * sizeof(raw) + 2];
	size_t n = 0, len;

	snprintf(raw, sizeof(raw), "%s: %s", program, where);
	len = strlen(raw);
	vsnprintf(raw + len, sizeof(raw) - len, fmt, ap);
	if (err != 0) {
		len = strlen(raw);
		snprintf(raw + len, sizeof(raw) - len, ": %s", strerror(err));
	}
	for (const char *p = raw; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		if (c >= 0x20 && c != 0x7f)
			line[n++] = *p;
		else
			n += (size_t)snprintf(line + n, 5, "\\x%02X", c);
	}
	line[n++] = '\n';
	fwrite(line, 1, n, stderr);
}

void
diag_input(const char *file, size_t number, const char *fmt, ...)
{
	char where[1024];
	va_list ap;

	diag_raise(DIAG_BAD);
	if (quiet)
		return;
	if (number > 0)
		snprintf(where, sizeof(where), "%s:%zu: ", file, number);
	else
		snprintf(where, sizeof(where), "%s: ", file);
	va_start(ap, fmt);
	print(where, 0, fmt, ap);
	va_end(ap);
}

void
diag_note(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print("", 0, fmt, ap);
	va_end(ap);
}

void
diag_error(const char *fmt, ...)
{
	int err = errno;
	va_list ap;

	va_start(ap, fmt);
	print("", err, fmt, ap);
	va_end(ap);
	diag_raise(DIAG_BAD);
}

void
diag_fatal(const char *fmt, ...)
{
	int err = errno;
	va_list ap;

	va_start(ap, fmt);
	print("", err, fmt, ap);
	va_end(ap);
	diag_raise(DIAG_BAD);
	exit(worst);
}

void
diag_usage(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print("", 0, fmt, ap);
	va_end(ap);
	exit(DIAG_USAGE);
}

enum diag_status
diag_status(void)
{
	return worst;
}
