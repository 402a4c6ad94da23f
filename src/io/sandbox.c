#include "config.h"

#include "io/sandbox.h"

#if defined(__linux__) && defined(HAVE_LINUX_LANDLOCK_H) && !defined(NO_SANDBOX)

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"

/* Rights newer than the oldest header we build with (landlock(7)). */
#define RIGHT_REFER (UINT64_C(1) << 13)		/* ABI 2 */
#define RIGHT_TRUNCATE (UINT64_C(1) << 14)	/* ABI 3 */
#define RIGHT_IOCTL_DEV (UINT64_C(1) << 15)	/* ABI 5 */
#define RIGHTS_NET UINT64_C(3)			/* bind, connect; ABI 4 */
#define SCOPES UINT64_C(3)	/* abstract UNIX sockets, signals; ABI 6 */

struct ruleset {
	uint64_t fs, net, scoped;
};

static struct ruleset
handled(long abi)
{
	struct ruleset r = { .fs = (UINT64_C(1) << 13) - 1 };

	r.fs |= abi >= 2 ? RIGHT_REFER : 0;
	r.fs |= abi >= 3 ? RIGHT_TRUNCATE : 0;
	r.fs |= abi >= 5 ? RIGHT_IOCTL_DEV : 0;
	r.net = abi >= 4 ? RIGHTS_NET : 0;
	r.scoped = abi >= 6 ? SCOPES : 0;
	return r;
}

/* As much of a ruleset as the kernel knows. */
static size_t
known(long abi)
{
	return abi >= 6 ? sizeof(struct ruleset) :
	    abi >= 4 ? offsetof(struct ruleset, scoped) :
	    offsetof(struct ruleset, net);
}

static void
allow(int rules, const char *path, uint64_t file, uint64_t directory)
{
	struct landlock_path_beneath_attr attr = {
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	struct stat st;

	if (attr.parent_fd < 0)
		return;		/* the open to come will say what is wrong */
	if (fstat(attr.parent_fd, &st) == 0) {
		attr.allowed_access = S_ISDIR(st.st_mode) ? directory : file;
		syscall(SYS_landlock_add_rule, rules,
		    LANDLOCK_RULE_PATH_BENEATH, &attr, 0);
	}
	close(attr.parent_fd);
}

/* Files may be made, written and renamed in the directory of PATH. */
static void
allow_replacing(int rules, const char *path, const struct ruleset *r)
{
	uint64_t rights = LANDLOCK_ACCESS_FS_READ_FILE |
	    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
	    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
	    RIGHT_TRUNCATE;
	char *copy;

	if (path == NULL)
		return;
	copy = mem_alloc(strlen(path) + 1, 1);
	memcpy(copy, path, strlen(path));
	allow(rules, dirname(copy), 0, rights & r->fs);
	free(copy);
}

bool
sandbox_enter(const struct sandbox *box)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset r;
	bool entered;
	int rules;

	if (abi < 1)
		return false;
	r = handled(abi);
	rules = (int)syscall(SYS_landlock_create_ruleset, &r, known(abi), 0);
	if (rules < 0)
		return false;
	for (char **p = box->read; p != NULL && *p != NULL; p++) {
		if (strcmp(*p, "-") != 0)
			allow(rules, *p, LANDLOCK_ACCESS_FS_READ_FILE,
			    LANDLOCK_ACCESS_FS_READ_DIR);
	}
	allow_replacing(rules, box->output, &r);
	allow_replacing(rules, box->state, &r);
	entered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return entered;
}

#else

bool
sandbox_enter(const struct sandbox *box)
{
	(void)box;
	return false;
}

#endif
