/*
 * model.h - the weights of the sequence model, packed in one file
 *
 * All numbers are little-endian.  The file is a header, then sections in
 * this order, each beginning at a multiple of 64 bytes:
 *
 *	lexicon		entries of 8 bytes: word hash, class, cue level (high
 *			bit: begins a phrase), hand class (high bit: not
 *			before "to"), closed class; sorted by hash
 *	phrases		of 24 bytes: up to four word hashes (0: none), class,
 *			"not before to", six bytes of nothing
 *	nodes		buckets of 64 bytes: seven keys of 16 bits, 7 x 7
 *			weights of 8 bits (label by label), one byte of nothing
 *	edges		rows of 64 bytes: [label before][label], 8 bits
 *	transitions	[36 classes][states][8] of 16 bits
 *	choices		weights of the reranker, 16-bit key and 16-bit weight
 *			in buckets of 64 bytes
 *
 * A feature's key has 64 bits: the high part chooses its bucket or row, 16 of
 * the rest are compared, so that a feature the model does not have is taken
 * for one it has once in 15,000 times.  The header has a checksum of
 * everything behind it; every count, size and index is checked on opening,
 * so a damaged or hostile file is refused, never followed.
 *
 * Memory: the file as it stands, and the lexicon unpacked.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "news/crf.h"
#include "news/features.h"

enum {
	MODEL_BUCKET = 64,		/* bytes */
	MODEL_NODE_WAYS = 7,		/* features in a bucket */
	MODEL_CHOICE_WAYS = 16,
	MODEL_PHRASE_WORDS = 4,
	MODEL_HEADER = 128		/* bytes */
};

/* The header as numbers. */
struct model_header {
	uint32_t words, phrases;
	uint32_t node_buckets, edge_rows, choice_buckets;	/* powers of 2,
						   the last may be 0 */
	uint32_t memory;		/* enum crf_memory */
	float node_scale, edge_scale, trans_scale;	/* of weight 1 */
	float choice_scale, choice_log;	/* ... and weight of log p */
	uint32_t sections;		/* bytes behind the header */
};

struct model_word {
	uint32_t hash;
	struct feature_entry entry;
};

struct model_phrase {
	uint32_t word[MODEL_PHRASE_WORDS];	/* hashes; 0: shorter */
	uint8_t hand;
	bool no_to;
};

struct model {
	struct model_header header;
	struct crf_automaton automaton;
	struct model_word *word;	/* [word_slots], open addressing */
	uint32_t word_slots;		/* power of 2 */
	struct model_phrase *phrase;	/* [header.phrases] */
	const unsigned char *node, *edge, *choice;	/* sections */
	float *trans;			/* [36][states][CRF_ROW] */
	float *trans_exp;		/* e to these */
	uint32_t to;			/* hash of "to" */
	void *owned;			/* bytes read from a file, or NULL */
};

/*
 * Open the model in FILE, or the one compiled in when FILE is NULL.  False
 * when it cannot be read or is damaged: *WHY says what is wrong (a constant
 * string), errno is set for a failed read.
 */
bool model_open(struct model *, const char *file, const char **why);

/* Open the model in BYTES, which must outlive it (aligned to 64 bytes or
   not). */
bool model_parse(struct model *, struct slice bytes, const char **why);

void model_close(struct model *);

/* The word with that hash; for feature_words(). */
const struct feature_entry *model_lookup(const void *model, uint32_t hash);

/* Give the words of cue phrases ("according to") their hand class. */
void model_mark_phrases(const struct model *, struct feature_word *, size_t n);

/*
 * Reduce the tokens of DOC to WORD [tokens], places included.  FORMS may be
 * NULL.
 */
void model_words(const struct model *, const struct document *doc,
    struct feature_forms *forms, struct feature_word *word);

/*
 * Sums of weights, by label: exact in any order, as no token has more than
 * FEATURE_MAX features and no weight more than 8 bits.
 */
typedef int16_t model_sums __attribute__((vector_size(16)));

/* Have the weights of features brought near, some time before they are read. */
void model_nodes_fetch(const struct model *, const uint64_t *key, size_t n);
void model_edges_fetch(const struct model *, const uint64_t *key, size_t n);

/* The sum of the weights of the node features KEY [N]. */
model_sums model_nodes(const struct model *, const uint64_t *key, size_t n);

/* Add those of the edge features to SUM [label before]. */
void model_edges(const struct model *, const uint64_t *key, size_t n,
    model_sums sum[CRF_ROW]);

/* Weights as scores: [CRF_ROW] numbers for each of N sums. */
void model_scores(const model_sums *sum, size_t n, float scale, float *score);

/* Scores of node features KEY [N], by label. */
void model_node_scores(const struct model *, const uint64_t *key, size_t n,
    float *score);

/* ... of the edge features: [label before][label]. */
void model_edge_scores(const struct model *, const uint64_t *key, size_t n,
    float *score);

/* Transition scores of edge class CLASS: [states][CRF_ROW]. */
const float *model_trans(const struct model *, unsigned class);

/* Set the transition scores of token I, whose edge class is CLASS. */
void model_trans_set(const struct model *, unsigned class,
    struct crf_lattice *, size_t i);

/* Add up the reranker's weights of the features KEY [N]. */
float model_choice_score(const struct model *, const uint64_t *key, size_t n);

/* Where a key lives: bucket or row of COUNT (a power of 2), and its check. */
static inline uint32_t
model_place(uint64_t key, uint32_t count)
{
	return (uint32_t)(key >> 32) & (count - 1);
}

/* Never 0: that is an empty place. */
static inline uint16_t
model_check(uint64_t key)
{
	uint16_t check = (uint16_t)key;

	return check != 0 ? check : 1;
}

/* Write HEADER as the first MODEL_HEADER bytes of BYTES, checksum included. */
void model_seal(const struct model_header *, unsigned char *bytes);

#endif
