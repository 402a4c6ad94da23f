#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit/unit.h"

#include "io/sandbox.h"

/* Check runs each test in a process of its own, so entering is for good. */
START_TEST(only_the_operands_can_be_read)
{
	char own[] = "/tmp/nquote-sandbox-XXXXXX", other[] = "/etc/passwd";
	char *read_only[] = { own, NULL };
	char *argv[] = { (char *)"true", NULL };
	int fd = mkstemp(own);

	ck_assert(fd >= 0);
	close(fd);
	if (!sandbox_enter(&(struct sandbox){ .read = read_only })) {
		unlink(own);
		return;		/* no Landlock here: nothing is promised */
	}
	ck_assert_int_ge(open(own, O_RDONLY), 0);
	ck_assert_int_eq(open(own, O_WRONLY), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert_int_eq(open(other, O_RDONLY), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert_int_eq(open("/tmp/nquote-new", O_WRONLY | O_CREAT, 0600), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert_int_eq(execv("/bin/true", argv), -1);
	ck_assert_int_eq(errno, EACCES);
}
END_TEST

START_TEST(no_connection_can_be_made)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (!sandbox_enter(&(struct sandbox){ 0 }))
		return;
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof(to)), -1);
	/* ECONNREFUSED: a kernel before 6.7, where Landlock has no network */
	ck_assert(errno == EACCES || errno == ECONNREFUSED);
}
END_TEST

START_TEST(output_can_be_replaced)
{
	char dir[] = "/tmp/nquote-sandbox-XXXXXX", path[64], temp[64];
	int fd;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/out", dir);
	snprintf(temp, sizeof(temp), "%s/out.1", dir);
	sandbox_enter(&(struct sandbox){ .output = path });
	ck_assert_int_ge(fd = open(temp, O_WRONLY | O_CREAT, 0600), 0);
	close(fd);
	ck_assert_int_eq(rename(temp, path), 0);
	ck_assert_int_eq(unlink(path), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("sandbox");
	TCase *tc = tcase_create("sandbox");

	tcase_add_test(tc, only_the_operands_can_be_read);
	tcase_add_test(tc, no_connection_can_be_made);
	tcase_add_test(tc, output_can_be_replaced);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
