#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/dedupe_alias.h"

static int
by_name(const void *a, const void *b)
{
	const struct dedupe_alias *x = a, *y = b;

	if (x->old != y->old)
		return x->old < y->old ? -1 : 1;
	if (x->new != y->new)
		return x->new < y->new ? -1 : 1;
	return (x->form > y->form) - (x->form < y->form);
}

/* Old and new name of every form of the clusters that lost one. */
static size_t
list_forms(const struct dedupe *d, struct dedupe_alias *alias)
{
	struct dedupe_table moved = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];

		if (f->old_cluster != 0 && !f->gone &&
		    f->cluster != f->old_cluster)
			dedupe_table_at(&moved, f->old_cluster);
	}
	for (size_t i = 0; i < d->forms; i++) {
		const struct dedupe_form *f = &d->form[i];

		if (f->old_cluster != 0 && !f->gone &&
		    dedupe_table_has(&moved, f->old_cluster))
			alias[n++] = (struct dedupe_alias){ f->old_cluster,
			    f->cluster, f->key };
	}
	if (n > 1)
		qsort(alias, n, sizeof(*alias), by_name);
	dedupe_table_free(&moved);
	return n;
}

struct dedupe_alias *
dedupe_aliases(const struct dedupe *d, size_t *n)
{
	struct dedupe_alias *alias = mem_alloc(d->forms + 1, sizeof(*alias));
	size_t all = list_forms(d, alias);

	*n = 0;
	for (size_t i = 0, k; i < all; i = k) {
		bool split = false;

		for (k = i; k < all && alias[k].old == alias[i].old; k++)
			split |= alias[k].new != alias[i].new;
		for (size_t j = i; j < (split ? k : i + 1); j++) {
			struct dedupe_alias a = alias[j];

			if (a.new == a.old)
				continue;
			a.form = split ? a.form : 0;
			alias[(*n)++] = a;
		}
	}
	return alias;
}
