#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/output.h"

#define WRITE_BYTES 65536
#define SPILL_BYTES (1 << 20)	/* of a row that is not done */

static const char *
where(const struct output *out)
{
	return out->path != NULL ? out->path : "standard output";
}

void
output_open(struct output *out, const char *path, bool line_buffered)
{
	struct stat st;
	size_t size;

	*out = (struct output){ .fd = STDOUT_FILENO,
	    .line_buffered = line_buffered };
	if (path != NULL && (path[0] != '-' || path[1] != '\0')) {
		out->path = path;
		size = strlen(path) + sizeof(".XXXXXX");
		out->temp = mem_alloc(size, 1);
		snprintf(out->temp, size, "%s.XXXXXX", path);
		errno = 0;
		if ((out->fd = mkstemp(out->temp)) < 0)
			diag_fatal("%s", path);
		/* mkstemp() makes 0600; give what open() would have given. */
		mode_t mask = umask(0);
		umask(mask);
		fchmod(out->fd, 0666 & ~mask);
	}
	out->interactive = fstat(out->fd, &st) == 0 && !S_ISREG(st.st_mode);
}

static void
fail(struct output *out)
{
	/* A reader that went away has had enough: no message, but no 0. */
	if (errno == EPIPE)
		diag_raise(DIAG_BAD);
	else
		diag_error("%s", where(out));
	out->failed = true;
}

void
output_flush(struct output *out)
{
	size_t done = 0;

	while (done < out->buf.n && !out->failed) {
		ssize_t n = write(out->fd, out->buf.p + done, out->buf.n - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno != EINTR)
			fail(out);
	}
	buf_clear(&out->buf);
	if (out->failed && out->path == NULL && diag_status() != DIAG_OK) {
		/* Nobody will ever read the rest: stop instead of working on. */
		_exit(diag_status());
	}
}

void
output_add(struct output *out, struct slice s)
{
	buf_add(&out->buf, s);
	if (out->buf.n >= WRITE_BYTES && s.n >= WRITE_BYTES)
		output_flush(out);
}

void
output_spill(struct output *out)
{
	if (out->buf.n >= SPILL_BYTES)
		output_flush(out);
}

void
output_row_end(struct output *out)
{
	if (out->line_buffered || out->buf.n >= WRITE_BYTES)
		output_flush(out);
}

void
output_document_end(struct output *out)
{
	if (out->interactive)
		output_flush(out);
}

void
output_close(struct output *out)
{
	output_flush(out);
	errno = 0;
	if (out->path != NULL && !out->failed &&
	    (fsync(out->fd) != 0 && errno != EINVAL && errno != EROFS))
		fail(out);
	errno = 0;
	if (close(out->fd) != 0 && !out->failed)
		fail(out);
	if (out->path != NULL) {
		errno = 0;
		if (!out->failed && rename(out->temp, out->path) != 0)
			fail(out);
		if (out->failed)
			unlink(out->temp);
	}
	free(out->temp);
	buf_free(&out->buf);
}
