/*
 * examples.h - the annotated articles as the trainers use them
 */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "train/gold.h"
#include "train/wordlist.h"

struct unit {			/* tokens decoded in one piece: a sentence */
	uint32_t begin, end;
};

struct example {		/* an article */
	char *id;
	size_t tokens;
	struct feature_word *word;	/* [tokens] */
	uint8_t *label;			/* [tokens], gold */
	struct unit *unit;		/* [units] */
	size_t units;
	struct gold_document gold;
};

struct examples {
	struct example *example;
	size_t n, cap;
	struct arena mem;
};

/*
 * Read the sentence rows in NAMES and lay the gold in GOLD_FILE over them.
 * With LOOKUP the words are looked up in LEXICON once and for all (a model);
 * places are set by the caller otherwise.
 */
void examples_open(struct examples *, char **names, const char *gold_file,
    feature_lookup *lookup, const void *lexicon);

void examples_close(struct examples *);

#endif
