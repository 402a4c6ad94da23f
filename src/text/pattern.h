/*
 * pattern.h - a user's regular expressions, with the value each stands for
 *
 * The keys of a word list are Perl-compatible regular expressions (PCRE2),
 * matched anywhere in a text, without regard to case.  A text that costs more
 * than the limits below allow is reported, once for each expression, and does
 * not match.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "text/lexicon.h"

enum {
	PATTERN_MATCHES = 100000,	/* steps of one search */
	PATTERN_DEPTH = 250,		/* nested groups backed up to */
	PATTERN_HEAP = 4096,		/* KiB of one search */
};

struct pattern;

struct pattern_list {
	struct pattern *at;	/* [n], in the order of the list */
	size_t n;
	void *context;		/* pcre2_match_context */
	void *result;		/* pcre2_match_data */
	bool jit;
};

/*
 * Compile the keys of TABLE, which may be NULL and must outlive the list.  An
 * expression that is none ends the program with a message and status 2.  JIT:
 * to machine code, where the library can; the matches are the same.
 */
void pattern_open(struct pattern_list *, const struct lexicon_table *table,
    bool jit);

/* The value of the first expression that matches TEXT, valid UTF-8. */
bool pattern_find(struct pattern_list *, struct slice text,
    struct slice *value);

void pattern_close(struct pattern_list *);

#endif
