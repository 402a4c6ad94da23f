/*
 * dedupe_table.h - numbers by 64-bit key
 *
 * Open addressing.  The keys are hashes that are mixed, not keyed: an input
 * made to collide costs its author time, bounded by the rows he sends.
 */
#ifndef DEDUPE_TABLE_H
#define DEDUPE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dedupe_table {
	struct dedupe_slot {
		uint64_t key;	/* 0 is empty */
		uint32_t value;	/* side by side: one miss of the cache */
	} *slot;		/* owned */
	size_t n, mask;
};

/*
 * The value of KEY in *FOUND; if it is new it gets VALUE and the answer is
 * true.
 */
bool dedupe_table_add(struct dedupe_table *, uint64_t key, uint32_t value,
    uint32_t *found);

/* Where the value of KEY is, 0 when it is new; good until the next call. */
uint32_t *dedupe_table_at(struct dedupe_table *, uint64_t key);

/* The value of KEY in *FOUND; false when it is not there. */
bool dedupe_table_get(const struct dedupe_table *, uint64_t key,
    uint32_t *found);

/* Ask memory for where KEY is, or would be. */
void dedupe_table_fetch(const struct dedupe_table *, uint64_t key);

/* Whether KEY is there. */
bool dedupe_table_has(const struct dedupe_table *, uint64_t key);

void dedupe_table_free(struct dedupe_table *);

#endif
