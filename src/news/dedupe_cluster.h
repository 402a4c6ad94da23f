/*
 * dedupe_cluster.h - clusters as they are printed: counts, representatives
 */
#ifndef DEDUPE_CLUSTER_H
#define DEDUPE_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "news/dedupe.h"

/* Which row stands for its cluster (-R). */
enum dedupe_choice {
	DEDUPE_BEST,		/* whole sentences, then longest, then most
				   frequent, then earliest */
	DEDUPE_FIRST,		/* first in the input */
	DEDUPE_LONGEST,		/* most words */
	DEDUPE_FREQUENT,	/* the wording of most rows */
};

struct dedupe_cluster {
	uint32_t rep;		/* row of this run; DEDUPE_NONE: it has none */
	uint32_t old;		/* heaviest form of a former run, or NONE */
	uint32_t rows;		/* also of former runs */
	uint32_t docs;
};

struct dedupe_clusters {
	struct dedupe_cluster *cluster;		/* [forms], by dedupe_set() */
	const struct dedupe *d;			/* borrowed */
};

/*
 * Count the clusters of D and choose their representatives.  SENTENCE[own_rows]
 * says which rows are whole sentences in direct speech; LINE[own_rows] is a hash
 * of each row, the last resort in a draw.
 */
void dedupe_clusters_init(struct dedupe_clusters *, const struct dedupe *d,
    enum dedupe_choice, const uint8_t *sentence, const uint64_t *line);

/* What ties ROW to its cluster, and how much of it is aligned (0 to 1000). */
enum dedupe_tie dedupe_clusters_tie(const struct dedupe_clusters *,
    const struct dedupe *d, uint32_t row, uint32_t *link);

void dedupe_clusters_free(struct dedupe_clusters *);

#endif
