#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/spool.h"

enum { BLOCK_BYTES = 1 << 18 };

void
spool_init(struct spool *s)
{
	const char *dir = getenv("TMPDIR");
	struct buf path = { 0 };
	int fd;

	*s = (struct spool){ .fd = -1 };
	buf_add(&path, slice_str(dir != NULL && *dir != '\0' ? dir : "/tmp"));
	buf_add(&path, slice_str("/nquote.XXXXXX"));
	buf_putc(&path, '\0');
	if ((fd = mkstemp(path.p)) >= 0) {
		unlink(path.p);
		/* never in the place of a closed standard input */
		s->fd = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		close(fd);
	}
	buf_free(&path);
}

static void
flush(struct spool *s)
{
	size_t done = 0;

	errno = 0;
	if (s->fd < 0)
		diag_fatal("no temporary file in $TMPDIR or /tmp");
	while (done < s->buf.n) {
		ssize_t n;

		errno = 0;
		n = write(s->fd, s->buf.p + done, s->buf.n - done);
		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			diag_fatal("temporary file");
	}
	s->flushed += s->buf.n;
	buf_clear(&s->buf);
}

size_t
spool_add(struct spool *s, struct slice line)
{
	if (s->buf.n > 0 && s->buf.n + line.n > SPOOL_MEMORY)
		flush(s);
	if (s->lines == s->room)
		s->length = mem_grow(s->length, &s->room, s->lines + 1,
		    sizeof(*s->length));
	buf_add(&s->buf, line);
	s->length[s->lines] = (uint32_t)line.n;
	return s->lines++;
}

/* Read what begins at OFFSET, at least LENGTH bytes, into the block. */
static void
fill(struct spool *s, uint64_t offset, size_t length)
{
	size_t want = length > BLOCK_BYTES ? length : BLOCK_BYTES;

	if (want > s->flushed - offset)
		want = (size_t)(s->flushed - offset);
	buf_clear(&s->block);
	buf_reserve(&s->block, want);
	s->block_at = offset;
	while (s->block.n < want) {
		ssize_t n;

		errno = 0;
		n = pread(s->fd, s->block.p + s->block.n, want - s->block.n,
		    (off_t)(offset + s->block.n));
		if (n > 0)
			s->block.n += (size_t)n;
		else if (errno != EINTR)
			diag_fatal("temporary file");
	}
}

struct slice
spool_get(struct spool *s, const struct spool_at *at)
{
	size_t n = s->length[at->line];

	if (n == 0)
		return (struct slice){ "", 0 };
	/* a flush takes whole lines: no line is partly in the file */
	if (at->offset >= s->flushed)
		return (struct slice){ s->buf.p + (at->offset - s->flushed), n };
	if (at->offset < s->block_at ||
	    at->offset + n > s->block_at + s->block.n)
		fill(s, at->offset, n);
	return (struct slice){ s->block.p + (at->offset - s->block_at), n };
}

struct slice
spool_next(struct spool *s, struct spool_at *at)
{
	struct slice line = spool_get(s, at);

	at->offset += s->length[at->line++];
	return line;
}

void
spool_free(struct spool *s)
{
	if (s->fd >= 0)
		close(s->fd);
	free(s->length);
	buf_free(&s->buf);
	buf_free(&s->block);
	*s = (struct spool){ .fd = -1 };
}
