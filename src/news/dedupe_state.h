/*
 * dedupe_state.h - what ndedupe remembers from run to run (-s)
 *
 * STATE is a small text file, the index: it names the log in use, how many of
 * its bytes count, and what it was made with.  STATE.log.N is the log, one
 * frame a run, append-only: length, checksum, records of the forms that were
 * new or changed.  STATE.lock is held from start to end of a run.
 *
 * A run appends its frame, then replaces the index by renaming.  Whenever the
 * process is killed, the index on disk is the old one or the new one, and
 * either describes a log that is complete up to the length it gives; bytes
 * beyond it belong to a run that did not finish and are cut off by the next.
 * When most of a log has been forgotten (-W) a new one is written beside it.
 *
 * What is remembered of a quotation is what comparing needs: hashes of its
 * words, not the text; and what it was found to belong to (dedupe_update.h).
 * 90 bytes, 4 a word and 8 a document; 24 more for the id of a row (--id).
 */
#ifndef DEDUPE_STATE_H
#define DEDUPE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/dedupe.h"

enum dedupe_state_error {
	DEDUPE_STATE_OK,
	DEDUPE_STATE_LOCKED,	/* another run holds it */
	DEDUPE_STATE_FOREIGN,	/* the file is not an index */
	DEDUPE_STATE_VERSION,	/* made by another version */
	DEDUPE_STATE_WEIGHTS,	/* made with other weights or another level */
	DEDUPE_STATE_DAMAGED,	/* the log is not what the index says */
	DEDUPE_STATE_IO,	/* see errno */
};

struct dedupe_state {
	const char *path;	/* as given; borrowed */
	int lock, log;		/* descriptors, -1 */
	uint64_t weights;	/* id of the table and level */
	uint64_t generation;	/* number of the log; 0: none yet */
	uint64_t length;	/* bytes of it that count */
	uint32_t runs;		/* frames and what was compacted */
	int32_t newest;		/* latest date seen, or DEDUPE_NO_DAY */
	size_t kept, dropped;	/* forms by dedupe_state_load() */
};

/* Lock PATH and read its index; a PATH that is not there is an empty state. */
enum dedupe_state_error dedupe_state_open(struct dedupe_state *,
    const char *path, const struct dedupe *d);

/*
 * Add what is remembered to D, which holds the rows of this run already.
 * With DAYS >= 0, what was last seen more than DAYS before the latest date is
 * forgotten.
 */
enum dedupe_state_error dedupe_state_load(struct dedupe_state *,
    struct dedupe *d, long days);

/* Make D, grouped, what is remembered. */
enum dedupe_state_error dedupe_state_save(struct dedupe_state *,
    const struct dedupe *d);

void dedupe_state_close(struct dedupe_state *);

const char *dedupe_state_strerror(enum dedupe_state_error);

#endif
