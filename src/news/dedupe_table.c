#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/dedupe_table.h"

/* A slot for KEY: its own, or the empty one where it belongs. */
static struct dedupe_slot *
find_slot(const struct dedupe_table *t, uint64_t key)
{
	size_t i = key & t->mask;

	while (t->slot[i].key != 0 && t->slot[i].key != key)
		i = (i + 1) & t->mask;
	return &t->slot[i];
}

static void
grow(struct dedupe_table *t)
{
	struct dedupe_table old = *t;
	size_t size = old.slot == NULL ? 1024 : (old.mask + 1) * 2;

	t->mask = size - 1;
	t->slot = mem_alloc(size, sizeof(*t->slot));
	for (size_t i = 0; old.slot != NULL && i <= old.mask; i++)
		if (old.slot[i].key != 0)
			*find_slot(t, old.slot[i].key) = old.slot[i];
	free(old.slot);
}

/* The slot of KEY; *FRESH says that it has just been taken. */
static struct dedupe_slot *
take_slot(struct dedupe_table *t, uint64_t key, bool *fresh)
{
	struct dedupe_slot *slot;

	key += key == 0;
	if (t->slot == NULL || t->n * 3 > t->mask * 2)
		grow(t);
	slot = find_slot(t, key);
	*fresh = slot->key == 0;
	t->n += *fresh;
	slot->key = key;
	return slot;
}

bool
dedupe_table_add(struct dedupe_table *t, uint64_t key, uint32_t value,
    uint32_t *found)
{
	bool fresh;
	struct dedupe_slot *slot = take_slot(t, key, &fresh);

	if (fresh)
		slot->value = value;
	*found = slot->value;
	return fresh;
}

uint32_t *
dedupe_table_at(struct dedupe_table *t, uint64_t key)
{
	bool fresh;

	return &take_slot(t, key, &fresh)->value;
}

bool
dedupe_table_get(const struct dedupe_table *t, uint64_t key, uint32_t *found)
{
	const struct dedupe_slot *slot;

	key += key == 0;
	if (t->slot == NULL || (slot = find_slot(t, key))->key == 0)
		return false;
	*found = slot->value;
	return true;
}

void
dedupe_table_fetch(const struct dedupe_table *t, uint64_t key)
{
	if (t->slot != NULL)
		__builtin_prefetch(&t->slot[key & t->mask]);
}

bool
dedupe_table_has(const struct dedupe_table *t, uint64_t key)
{
	uint32_t value;

	return dedupe_table_get(t, key, &value);
}

void
dedupe_table_free(struct dedupe_table *t)
{
	free(t->slot);
	*t = (struct dedupe_table){ 0 };
}
