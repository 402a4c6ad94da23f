#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "io/offsetmap.h"
#include "io/tsv.h"

void
offsetmap_add(struct offset_map *m, size_t text, size_t doc)
{
	const struct offset_pair *last;

	/* of two pairs for one text byte the later one counts */
	if (m->n > 0 && m->pair[m->n - 1].text == text)
		m->n--;
	if (m->n > 0) {
		last = &m->pair[m->n - 1];
		if (doc - last->doc == text - last->text)
			return;
	}
	m->pair = mem_grow(m->pair, &m->cap, m->n + 1, sizeof(*m->pair));
	m->pair[m->n++] = (struct offset_pair){ text, doc };
}

void
offsetmap_clear(struct offset_map *m)
{
	m->n = 0;
}

void
offsetmap_free(struct offset_map *m)
{
	free(m->pair);
	*m = (struct offset_map){ 0 };
}

/* The last pair at or before AT; the map has a pair at 0. */
static const struct offset_pair *
pair_at(const struct offset_map *m, size_t at)
{
	size_t lo = 0, hi = m->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (m->pair[mid].text <= at)
			lo = mid;
		else
			hi = mid;
	}
	return &m->pair[lo];
}

size_t
offsetmap_start(const struct offset_map *m, size_t at)
{
	const struct offset_pair *p = pair_at(m, at);

	return p->doc + (at - p->text);
}

size_t
offsetmap_end(const struct offset_map *m, size_t at, size_t text_n,
    size_t doc_end)
{
	const struct offset_pair *p;

	if (at >= text_n)
		return doc_end;
	p = pair_at(m, at);
	return p->doc + (at - p->text);
}

void
offsetmap_part(const struct offset_map *m, size_t from, size_t to,
    struct offset_map *part)
{
	const struct offset_pair *p = pair_at(m, from), *end = m->pair + m->n;

	offsetmap_clear(part);
	offsetmap_add(part, 0, p->doc + (from - p->text));
	for (p++; p < end && p->text < to; p++)
		offsetmap_add(part, p->text - from, p->doc);
}

bool
offsetmap_parse(struct offset_map *m, struct slice field, size_t begin)
{
	size_t at = 0;

	offsetmap_clear(m);
	offsetmap_add(m, 0, begin);
	while (at < field.n) {
		const char *p = field.p + at;
		const char *comma = memchr(p, ',', field.n - at);
		size_t len = comma != NULL ? (size_t)(comma - p) : field.n - at;
		const char *colon = memchr(p, ':', len);
		const struct offset_pair *last = &m->pair[m->n - 1];
		size_t text, doc;

		if (colon == NULL ||
		    !tsv_number((struct slice){ p, (size_t)(colon - p) }, &text) ||
		    !tsv_number((struct slice){ colon + 1,
		    len - (size_t)(colon - p) - 1 }, &doc) ||
		    text < last->text || doc < last->doc)
			return false;
		offsetmap_add(m, text, doc);
		at += len + 1;
		if (comma != NULL && at == field.n)
			return false;
	}
	return true;
}

void
offsetmap_put(const struct offset_map *m, struct buf *out)
{
	if (m->n < 2)
		return;
	for (size_t i = 0; i < m->n; i++) {
		if (i > 0)
			buf_putc(out, ',');
		buf_number(out, m->pair[i].text);
		buf_putc(out, ':');
		buf_number(out, m->pair[i].doc);
	}
}
