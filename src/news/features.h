/*
 * features.h - what the sequence model sees of each token
 *
 * A token is first reduced to numbers (struct feature_word): hashes of its
 * normalised spelling and affixes, its class and cue strength from the
 * model's lexicon, its quote state.  Quotation marks are normalised by their
 * role, so the model never learns which mark a publisher types.  From these,
 * and from where the token stands in its sentence, quotation and paragraph,
 * about 100 features are hashed to 64-bit keys (news/templates).  The template
 * groups are:
 *
 *	W  the word, its neighbours to three on either side, affixes, shapes
 *	Q  the quotation pair around the token or beside it
 *	L  cue strength, and the nearest likely cues left and right
 *	P  word classes (static lexicon, no tagger)
 *	K  closed-class neighbours of likely cues
 *
 * The trainer and the decoder share this code: a change here needs a new
 * model (make model).
 */
#ifndef FEATURES_H
#define FEATURES_H

#include <stdint.h>

#include "base/slice.h"
#include "news/document.h"

enum {
	FEATURE_MAX = 160,		/* node features of a token, at most */
	FEATURE_EDGE_MAX = 12,		/* edge features of a token, at most */
	FEATURE_EDGE_CLASSES = 36,	/* classes of feature_edge_class() */
	FEATURE_CUE_LEVELS = 6,		/* cue strengths 0 ... 5 */
	FEATURE_CLASS_UNKNOWN = 224,	/* first class of unknown words */
	FEATURE_WORD_CLASSES = 256
};

/* What the model's lexicon knows about a word. */
struct feature_entry {
	uint8_t word_class;	/* part of speech by silver tags; 0: unknown */
	uint8_t cue;		/* share of its uses that are cues, in levels */
	uint8_t hand;		/* class in the list of speech cues, 0: none */
	uint8_t closed;		/* class of closed-class words, 0: none */
	uint8_t no_to;		/* not of that hand class before "to" */
	uint8_t phrase;		/* a phrase of the list begins with it */
};

/* Punctuation as the features tell it apart. */
enum feature_punct {
	PUNCT_NONE, PUNCT_COMMA, PUNCT_STOP, PUNCT_QUESTION, PUNCT_COLON,
	PUNCT_SEMICOLON, PUNCT_DASH, PUNCT_BRACKET, PUNCT_QUOTE
};

/* Closed classes that templates ask for, as in src/model/closed.txt. */
enum {
	FEATURE_CLOSED_SUBJECT = 10, FEATURE_CLOSED_THAT = 12,
	FEATURE_CLOSED_BY = 21
};

struct feature_word {
	uint32_t form;			/* its number in feature_forms; 0: none */
	uint32_t word;			/* hash of the normalised spelling */
	uint32_t suffix2, suffix3, suffix4, prefix3, shape;
	uint8_t word_class, cue, hand, no_to, phrase;
	uint8_t closed;			/* closed class, or a guess from shape */
	uint8_t punct;			/* enum feature_punct */
	uint8_t cap;			/* 0 no capital, 1 Capital, 2 CAPITALS */
	uint8_t quote;			/* enum quote_state */
	uint8_t brk;			/* first of 1 a sentence, 2 a paragraph */
	/* where it stands; token indices of the document, -1 none */
	int32_t sentence, sentence_end;
	int32_t paragraph, paragraph_end;
	int32_t open, close;		/* quotation pair around it; close -2:
					   open to the end */
	int32_t cue_left, cue_right;	/* nearest likely cue (level 2 up) */
	int32_t strong_left, strong_right;	/* ... of level 4 up */
	int32_t strong;			/* strong cues in the sentence */
	int32_t quoted;			/* tokens in quotations in it */
	int32_t closed_left;		/* nearest closing mark in the sentence */
	int32_t opens_right;		/* ... opening mark */
	int32_t commas;			/* before it in the document */
};

/* What templates see before and after the document. */
extern const struct feature_word feature_before, feature_after;

/*
 * The forms that tokens were seen in, reduced once: a spelling and whether it
 * is a quotation mark.  Numbers are consecutive; the first two are those of
 * feature_before and feature_after.  Start with zeroes.
 *
 * Memory: grows with the distinct words until feature_forms_clear().
 */
enum {
	FEATURE_FORM_BEFORE = 1, FEATURE_FORM_AFTER, FEATURE_FORM_FIRST,
	FEATURE_FORM_BITS = 20		/* of a number: a window has fewer */
};

struct feature_form {
	struct slice text;
	uint64_t hash;
	bool mark;
	struct feature_word word;	/* quote and place excepted */
};

struct feature_forms {
	struct feature_form *form;	/* [n], by number */
	uint32_t n;
	size_t cap;
	uint32_t *slot;			/* [mask + 1]: number of a form, or 0 */
	size_t mask;
	struct arena mem;		/* spellings */
};

void feature_forms_clear(struct feature_forms *);
void feature_forms_free(struct feature_forms *);

/* Look up the normalised word with that hash; NULL: unknown. */
typedef const struct feature_entry *feature_lookup(const void *lexicon,
    uint32_t word);

/*
 * Reduce the tokens of DOC, whose quotations are known, to WORD [tokens].
 * Phrases of cues are not looked at here (see model_mark_phrases()).  FORMS
 * may be NULL: then words have no form.
 */
void feature_words(const struct document *doc, feature_lookup *lookup,
    const void *lexicon, struct feature_forms *forms,
    struct feature_word *word);

/* Second pass, when cue levels are final: where each token stands. */
void feature_places(struct feature_word *word, size_t n);

/* Node features of token I of WORD [N] in KEY [FEATURE_MAX]; their number. */
size_t feature_nodes(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key);

/* Features of the transition into token I in KEY [FEATURE_EDGE_MAX]. */
size_t feature_edges(const struct feature_word *word, size_t n, size_t i,
    uint64_t *key);

/* The coarse class of the transition into token I. */
unsigned feature_edge_class(const struct feature_word *word, size_t i);

/* Hash of a normalised word; of a word as it is spelt. */
uint32_t feature_hash(struct slice word);
uint32_t feature_hash_spelling(struct slice word);

#endif
