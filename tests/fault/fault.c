/*
 * fault.c - preloaded library that makes the machine fail on request
 *
 *	FAULT_ALLOC=N	the Nth allocation fails
 *	FAULT_READ=N	the Nth read(2) fails with FAULT_ERRNO
 *	FAULT_WRITE=N	the Nth write(2) fails with FAULT_ERRNO
 *	FAULT_SHORT=1	reads and writes transfer one byte at a time
 *	FAULT_EINTR=1	every other read and write is interrupted first
 *	FAULT_ESCAPE=F	at the first write to standard output, try what an
 *			article that took the program over would try (open
 *			the file F, and so on); what works is named on
 *			descriptor FAULT_FD
 *	FAULT_FD=N	a byte is written to descriptor N when a fault strikes,
 *			so that the test knows whether the run got that far
 *
 * For tests/cli/faults.t and tests/cli/sandbox.t; glibc only.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static long allocations, reads, writes, calls;

static long
setting(const char *name)
{
	const char *s = getenv(name);

	return s != NULL ? atol(s) : 0;
}

static void
mark(void)
{
	long fd = setting("FAULT_FD");

	if (fd > 0)
		syscall(SYS_write, (int)fd, "x", (size_t)1);
}

static int
allocation_fails(void)
{
	long at = setting("FAULT_ALLOC");

	if (at == 0 || ++allocations != at)
		return 0;
	mark();
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return allocation_fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return allocation_fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return allocation_fails() ? NULL : __libc_realloc(p, n);
}

static int
call_fails(const char *name, long *count)
{
	long at = setting(name);

	if (setting("FAULT_EINTR") && ++calls % 2 == 1) {
		errno = EINTR;
		return 1;
	}
	if (at == 0 || ++*count != at)
		return 0;
	mark();
	errno = (int)setting("FAULT_ERRNO");
	return 1;
}

ssize_t
read(int fd, void *buf, size_t n)
{
	if (call_fails("FAULT_READ", &reads))
		return -1;
	if (setting("FAULT_SHORT") && n > 1)
		n = 1;
	return syscall(SYS_read, fd, buf, n);
}

static int
opens(const char *file, int flags)
{
	int fd = open(file, flags);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int
makes(const char *file)
{
	char name[4096];

	snprintf(name, sizeof(name), "%s.new", file);
	return opens(name, O_WRONLY | O_CREAT | O_EXCL) || mkdir(name, 0700) == 0;
}

static int
executes(const char *file)
{
	char *argv[] = { (char *)"true", NULL };
	pid_t child = fork();
	int status = -1;

	(void)file;
	if (child == 0) {
		execv("/bin/true", argv);
		_exit(1);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static int
connects(const char *file)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	int reached;

	(void)file;
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	reached = connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0 ||
	    errno != EACCES;
	close(fd);
	return reached;
}

static void
escape(const char *file)
{
	int fd = (int)setting("FAULT_FD");

	if (opens(file, O_RDONLY))
		dprintf(fd, "read\n");
	if (opens(file, O_WRONLY))
		dprintf(fd, "write\n");
	if (makes(file))
		dprintf(fd, "make\n");
	if (rename(file, file) == 0 || unlink(file) == 0)
		dprintf(fd, "remove\n");
	if (executes(file))
		dprintf(fd, "execute\n");
	if (connects(file))
		dprintf(fd, "connect\n");
	/* landlock_create_ruleset, asked for its version only */
	dprintf(fd, "landlock %ld\n", syscall(444, NULL, (size_t)0, 1));
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	static int tried;

	if (fd == STDOUT_FILENO && getenv("FAULT_ESCAPE") != NULL && !tried) {
		tried = 1;
		escape(getenv("FAULT_ESCAPE"));
	}
	if (fd != STDERR_FILENO && call_fails("FAULT_WRITE", &writes))
		return -1;
	if (fd != STDERR_FILENO && setting("FAULT_SHORT") && n > 1)
		n = 1;
	return syscall(SYS_write, fd, buf, n);
}
