/*
 * replay.c - main() for a fuzz target without a fuzzer: runs every file named
 * on the command line, or in the directories named there, once
 *
 *	-g MS	each is repeated until it is 64 KiB long, and named if it
 *		takes more than MS milliseconds of processor time
 */
#include "config.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { GROWN = 64 << 10 };

/* Milliseconds that an input may take; 0: it is taken as it is. */
static int limit;

static void
grow(struct buf *b)
{
	size_t n = b->n;

	while (n > 0 && b->n + n <= GROWN) {
		buf_reserve(b, n);
		buf_add(b, (struct slice){ b->p, n });
	}
}

static int
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

static int
try(const char *path, struct buf *b)
{
	int start = milliseconds(), took;

	if (limit > 0)
		grow(b);
	LLVMFuzzerTestOneInput((const uint8_t *)buf_slice(b).p, b->n);
	took = milliseconds() - start;
	if (limit == 0 || took <= limit)
		return 0;
	printf("slow: %s: %d ms\n", path, took);
	return 1;
}

static int
run(const char *path)
{
	int slow;
	struct buf b = { 0 };
	char part[4096];
	size_t got;
	FILE *fp = fopen(path, "rb");

	if (fp == NULL) {
		perror(path);
		return 1;
	}
	while ((got = fread(part, 1, sizeof(part), fp)) > 0)
		buf_add(&b, (struct slice){ part, got });
	fclose(fp);
	slow = try(path, &b);
	buf_free(&b);
	return slow;
}

static int
run_directory(const char *path)
{
	struct dirent *entry;
	char name[4096];
	DIR *dir = opendir(path);
	int bad = 0;

	if (dir == NULL) {
		perror(path);
		return 1;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		bad |= run(name);
	}
	closedir(dir);
	return bad;
}

int
main(int argc, char *argv[])
{
	struct stat st;
	int bad = 0;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-g") == 0 && i + 1 < argc) {
			limit = atoi(argv[++i]);
			continue;
		}
		if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
			bad |= run_directory(argv[i]);
		else
			bad |= run(argv[i]);
	}
	return bad;
}
