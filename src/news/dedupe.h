/*
 * dedupe.h - quotations grouped into statements
 *
 * A *form* is what rows are folded into first: the same words, the same names
 * in the speaker column; and, for quotations so short that the article or the
 * date decides (below DEDUPE_STRONG), the same document, or the same date
 * where documents are not told apart.  Forms are then compared, the heavier
 * first: each looks for its one best parent among the heavier ones that share
 * its rarest word pairs (an inverted index, the prefix filter of Bayardo, Ma
 * and Srikant 2007 turned to containment), by alignment and thresholds that
 * depend on who said it, where and when (struct dedupe_rules).  Only heavy
 * quotations found nearly whole in several others join all of them.
 *
 * A row that is nothing but a stock phrase, of unknown article and date, is a
 * form of its own.
 *
 * Every decision depends on the set of rows alone: not on their order, the
 * platform, or how many runs they came in.
 *
 * Memory: about 120 bytes and 8 bytes a word for each form, 20 a row.
 */
#ifndef DEDUPE_H
#define DEDUPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "news/dedupe_align.h"
#include "news/dedupe_speaker.h"
#include "news/dedupe_table.h"
#include "news/dedupe_weight.h"
#include "news/dedupe_words.h"

#define DEDUPE_NONE UINT32_MAX		/* no form, no row, no document */
#define DEDUPE_NO_DAY INT32_MIN

enum {
	/* Weight (quarter nats) from which article and date decide nothing. */
	DEDUPE_STRONG = 48 * DEDUPE_NAT,
	/* So many people who have no name in common make a wording common. */
	DEDUPE_VOICES = 3,
};

/* What ties a row to its cluster. */
enum dedupe_tie {
	DEDUPE_REP,		/* it is the representative */
	DEDUPE_EXACT,		/* the same words as its parent */
	DEDUPE_NEAR,		/* nearly all words of both sides */
	DEDUPE_PART,		/* stands in a longer quotation */
	DEDUPE_NEST,		/* quoted by another: not merged */
	DEDUPE_EXTRA,		/* an edge from outside (-e) */
};

/* How much alike the rows of a cluster must be. */
enum dedupe_level {
	DEDUPE_LEVEL_EXACT,	/* the same words, whoever says them */
	DEDUPE_LEVEL_NEAR,	/* nearly all words of both sides */
	DEDUPE_LEVEL_PART,	/* one may contain the other */
};

struct dedupe_row {
	struct slice text;
	struct slice speaker;	/* empty: unknown */
	struct slice doc;	/* empty: unknown */
	struct slice file;	/* counts as document when doc is unknown */
	int32_t day;		/* days since 1970-01-01, or DEDUPE_NO_DAY */
	enum dedupe_part part;
	bool unquoted;		/* a paraphrase: never merged by containment */
};

struct dedupe_form {
	/* what comparing looks at: one cache line */
	size_t token;		/* first one in dedupe.token[] */
	uint32_t n;		/* tokens */
	uint32_t weight;	/* of them, quarter nats */
	uint32_t speaker;	/* in dedupe.speaker[] */
	int32_t first, last;	/* days */
	bool unquoted;
	bool common;		/* several named speakers say just this */
	uint8_t tie;		/* enum dedupe_tie to the parent */
	uint16_t link;		/* 0 to 1000: share that is aligned */
	uint64_t key;		/* of everything that makes the form */
	uint64_t doc;		/* hash of its only document, else 0 */
	uint64_t words;		/* hash of the words */
	uint64_t cluster;	/* id, the same for all forms of the cluster */
	uint32_t total;		/* words, also those beyond the maximum */
	uint32_t count;		/* rows */
	uint32_t row;		/* last one: a list through dedupe.row[] */
	uint32_t parent;	/* form it hangs on, DEDUPE_NONE */
	/* what a state adds */
	uint64_t old_cluster;	/* where it was; 0: new in this run */
	uint32_t run;		/* number of the run it was first seen in */
	uint32_t known;		/* rows of former runs, part of count */
	bool changed;		/* it has rows of this run */
	bool gone;		/* forgotten: as if it had never been */
	bool passing;		/* not to be remembered */
};

struct dedupe {
	const struct dedupe_weights *weights;	/* borrowed */
	const struct lexicon_table *notname;
	enum dedupe_level level;
	struct dedupe_form *form;
	size_t forms, form_room;
	uint32_t *set;		/* [forms] disjoint sets, by dedupe_group() */
	uint32_t *token;
	size_t tokens, token_room;
	struct dedupe_item {
		uint32_t form;
		uint32_t doc;		/* number of its document or file */
		uint32_t next;		/* next row of the form */
	} *row;			/* [rows] first those of this run, then one for
				   each document of each remembered form */
	size_t rows, row_room, own_rows;
	uint32_t run;		/* number of this run; 0 without a state */
	/* with a state: */
	size_t own_forms;	/* that have rows of this run: the first ones */
	struct dedupe_former {
		size_t tied;	/* first one in dedupe.tied[] */
		uint32_t n;	/* of them */
		bool changed;	/* they are not what is remembered */
		bool common;	/* form.common as it was */
	} *former;		/* [forms] */
	size_t former_room;
	struct dedupe_tied {
		uint64_t to;	/* key of the form that is joined */
		uint16_t share;	/* form.link */
		uint8_t tie;	/* DEDUPE_REP if it is not the parent */
	} *tied;
	size_t tieds, tied_room;
	uint32_t *seed;		/* [forms - own_forms][rules.seeds], 0: fewer */
	size_t seeds, seed_room;
	struct dedupe_speaker *speaker;
	size_t speakers, speaker_room;
	uint64_t *doc;		/* [docs] hashes */
	size_t docs, doc_room;
	struct dedupe_table by_key, by_speaker, by_doc, in_doc, by_line,
	    by_line_form, stock;
	struct dedupe_line {
		uint64_t key;	/* of a row in full */
		uint32_t form;
		bool known;	/* in the state already */
	} *line;
	size_t lines, line_room;
	struct dedupe_pair {
		uint32_t a, b;	/* forms */
	} *same;		/* known to be the same: rows equal in full */
	size_t sames, same_room;
	struct dedupe_edge {
		struct dedupe_end {
			uint64_t id;	/* hash of it */
			uint64_t key;	/* of the form it may name; 0: none */
		} a, b;
		uint16_t score;		/* thousandths */
		bool known;		/* in the state already */
	} *edge;		/* given with -e */
	size_t edges, edge_room;
	struct dedupe_id {
		uint64_t id;	/* hash of it */
		uint32_t form;
		bool known;
	} *id;			/* of rows */
	size_t ids, id_room;
	struct dedupe_table by_id, by_edge;
	struct dedupe_words words;	/* of the row being added */
	struct dedupe_late {
		struct dedupe_form form;
		uint32_t doc;
		uint32_t number;	/* of the form, once it is found */
		bool any;
	} late[2];	/* with _EXACT the last row, whose form has not been
			   looked for yet, and the one before, not yet counted */
	const char *file;	/* of the row before, and its number */
	uint32_t file_doc;
};

void dedupe_init(struct dedupe *, const struct dedupe_weights *,
    enum dedupe_level);

/*
 * Fold one more row in; its number, from 0.  With DEDUPE_LEVEL_EXACT a row is
 * counted when the second one after it comes; dedupe_settle() counts all.
 */
uint32_t dedupe_add(struct dedupe *, const struct dedupe_row *);
void dedupe_settle(struct dedupe *);

/* What a state knows of a form; doc_list and tokens in native order. */
struct dedupe_memory {
	struct dedupe_form form;
	struct dedupe_speaker speaker;
	const char *tokens;	/* form.n of them */
	const char *doc_list;	/* docs hashes */
	size_t docs;
	const uint32_t *seed;	/* seeds of them; NULL: not known */
	size_t seeds;
};

/*
 * Add what was remembered to the rows of this run, which number RUN: first
 * _begin, then each form; _more changes one that is there (false if it is
 * not), _line ties the hash of a row in full to one, _ties replaces what it
 * was joined to.
 */
void dedupe_remember_begin(struct dedupe *, uint32_t run);
void dedupe_remember(struct dedupe *, const struct dedupe_memory *);
bool dedupe_remember_more(struct dedupe *, const struct dedupe_memory *);
void dedupe_remember_line(struct dedupe *, uint64_t line, uint64_t form);
bool dedupe_remember_ties(struct dedupe *, uint64_t form,
    const struct dedupe_tied *, uint32_t n);

/* Add to dedupe.tied[]. */
void dedupe_tie(struct dedupe *, const struct dedupe_tied *);

/* Forget what was last seen before DAY and not in this run; how many. */
size_t dedupe_forget(struct dedupe *, int32_t day);

/*
 * A row of FORM goes by an id that hashes to ID.  The last row of this run
 * that does counts, before those of former runs (KNOWN).
 */
void dedupe_add_id(struct dedupe *, uint64_t id, uint32_t form, bool known);

/*
 * Say that what has two ids is the same statement.  Edges that name nothing
 * so far wait.
 */
void dedupe_add_edge(struct dedupe *, const struct dedupe_edge *);

/* The form that an end of an edge names; false if there is none so far. */
bool dedupe_end_form(const struct dedupe *, const struct dedupe_end *,
    uint32_t *form);

struct dedupe_shared;

/*
 * Group what has been added.  SHARED[N] says which forms share seeds, from
 * dedupe_read_shared(); with NULL the index finds out.
 */
void dedupe_group(struct dedupe *, const struct dedupe_shared *shared,
    size_t n);

/* The form of KEY in *NUMBER; false when there is none. */
bool dedupe_find(const struct dedupe *, uint64_t key, uint32_t *number);

/* Whether F is heavy enough to hang on another form, ever. */
bool dedupe_may_link(const struct dedupe *, const struct dedupe_form *f);

/* Whether a row of F came from the document that hashes to DOC (0: no). */
bool dedupe_in_doc(const struct dedupe *, const struct dedupe_form *f,
    uint64_t doc);

/* After dedupe_group(): the form that stands for the cluster of FORM. */
uint32_t dedupe_set(const struct dedupe *, uint32_t form);

void dedupe_free(struct dedupe *);

#endif
