/*
 * wordlist.h - what is known about each word before and during training
 */
#ifndef WORDLIST_H
#define WORDLIST_H

#include "news/model.h"

enum { WORDLIST_TAGS = 8 };

struct wordlist_word {
	uint32_t hash;			/* 0: empty place */
	struct feature_entry entry;
	bool letter;			/* begins with a letter */
	struct { uint16_t tag; uint32_t n; } tag[WORDLIST_TAGS];
	uint32_t uses, cues;		/* in the training articles */
	uint32_t own_uses, own_cues;	/* in the article being looked at */
};

struct wordlist {
	struct wordlist_word *word;	/* [places], open addressing */
	size_t places, words;
	char tag_name[64][8];
	size_t tags;
	char class_name[FEATURE_CLASS_UNKNOWN][20];
	size_t classes;
	struct model_phrase *phrase;
	size_t phrases, phrase_cap;
};

void wordlist_init(struct wordlist *);
void wordlist_free(struct wordlist *);

/* The word with that hash, made if MAKE; NULL if absent. */
struct wordlist_word *wordlist_find(struct wordlist *, uint32_t hash,
    bool make);

/* For feature_words(). */
const struct feature_entry *wordlist_lookup(const void *wordlist,
    uint32_t hash);

/*
 * Learn word classes from FILE, "word TAB tag" a line: the commonest tag of a
 * word seen three times or more, with the second one if it has a tenth.
 */
void wordlist_read_tags(struct wordlist *, const char *file);

/* Read src/model/closed.txt and cues.txt. */
void wordlist_read_closed(struct wordlist *, const char *file);
void wordlist_read_cues(struct wordlist *, const char *file);

/*
 * Level of the share of its uses that are cues: USES and CUES without those
 * of the article looked at.
 */
uint8_t wordlist_level(const struct wordlist_word *);

#endif
