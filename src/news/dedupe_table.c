#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/dedupe_table.h"

/* A slot for KEY: its own, or the empty one where it belongs. */
static size_t
find_slot(const struct dedupe_table *t, uint64_t key)
{
	size_t i = key & t->mask;

	while (t->key[i] != 0 && t->key[i] != key)
		i = (i + 1) & t->mask;
	return i;
}

static void
grow(struct dedupe_table *t, bool values)
{
	struct dedupe_table old = *t;
	size_t size = old.key == NULL ? 1024 : (old.mask + 1) * 2;

	t->mask = size - 1;
	t->key = mem_alloc(size, sizeof(*t->key));
	t->value = values ? mem_alloc(size, sizeof(*t->value)) : NULL;
	for (size_t i = 0; old.key != NULL && i <= old.mask; i++) {
		size_t k;

		if (old.key[i] == 0)
			continue;
		k = find_slot(t, old.key[i]);
		t->key[k] = old.key[i];
		if (values)
			t->value[k] = old.value[i];
	}
	free(old.key);
	free(old.value);
}

/* The slot of KEY; *FRESH says that it has just been taken. */
static size_t
take_slot(struct dedupe_table *t, uint64_t key, bool values, bool *fresh)
{
	size_t i;

	key += key == 0;
	if (t->key == NULL || t->n * 3 > t->mask * 2)
		grow(t, values);
	i = find_slot(t, key);
	*fresh = t->key[i] == 0;
	t->n += *fresh;
	t->key[i] = key;
	return i;
}

bool
dedupe_table_add(struct dedupe_table *t, uint64_t key, uint32_t value,
    uint32_t *found)
{
	bool fresh;
	size_t i = take_slot(t, key, true, &fresh);

	if (fresh)
		t->value[i] = value;
	*found = t->value[i];
	return fresh;
}

uint32_t *
dedupe_table_at(struct dedupe_table *t, uint64_t key)
{
	bool fresh;
	size_t i = take_slot(t, key, true, &fresh);

	if (fresh)
		t->value[i] = 0;
	return &t->value[i];
}

bool
dedupe_table_get(const struct dedupe_table *t, uint64_t key, uint32_t *found)
{
	size_t i;

	key += key == 0;
	if (t->key == NULL || t->key[i = find_slot(t, key)] == 0)
		return false;
	*found = t->value[i];
	return true;
}

void
dedupe_table_put(struct dedupe_table *t, uint64_t key)
{
	bool fresh;

	take_slot(t, key, false, &fresh);
}

bool
dedupe_table_has(const struct dedupe_table *t, uint64_t key)
{
	key += key == 0;
	return t->key != NULL && t->key[find_slot(t, key)] != 0;
}

void
dedupe_table_free(struct dedupe_table *t)
{
	free(t->key);
	free(t->value);
	*t = (struct dedupe_table){ 0 };
}
