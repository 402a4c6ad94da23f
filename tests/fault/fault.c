/*
 * fault.c - preloaded library that makes the machine fail on request
 *
 *	FAULT_ALLOC=N	the Nth allocation fails
 *	FAULT_READ=N	the Nth read(2) fails with FAULT_ERRNO
 *	FAULT_WRITE=N	the Nth write(2) fails with FAULT_ERRNO
 *	FAULT_SHORT=1	reads and writes transfer one byte at a time
 *	FAULT_EINTR=1	every other read and write is interrupted first
 *	FAULT_FD=N	a byte is written to descriptor N when a fault strikes,
 *			so that the test knows whether the run got that far
 *
 * For tests/cli/faults.t; glibc only.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
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

ssize_t
write(int fd, const void *buf, size_t n)
{
	if (fd != STDERR_FILENO && call_fails("FAULT_WRITE", &writes))
		return -1;
	if (fd != STDERR_FILENO && setting("FAULT_SHORT") && n > 1)
		n = 1;
	return syscall(SYS_write, fd, buf, n);
}
