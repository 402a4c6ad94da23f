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
 * The words of article D are looked up in LEXICON[D % LEXICONS]; phrases and
 * places are left to the caller.
 */
void examples_open(struct examples *, char **names, const char *gold_file,
    feature_lookup *lookup, const void *const *lexicon, size_t lexicons);

/* An I label must follow its span: an odd one starts a span of its own. */
void example_mend(struct example *);

void examples_close(struct examples *);

#endif
