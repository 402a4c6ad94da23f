/*
 * replay.c - main() for a fuzz target without a fuzzer: runs every file named
 * on the command line, or in the directories named there, once
 */
#include "config.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int
run(const char *path)
{
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
	LLVMFuzzerTestOneInput((const uint8_t *)buf_slice(&b).p, b.n);
	buf_free(&b);
	return 0;
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
		if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
			bad |= run_directory(argv[i]);
		else
			bad |= run(argv[i]);
	}
	return bad;
}
