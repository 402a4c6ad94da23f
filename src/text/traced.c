#include "config.h"

#include "text/traced.h"

/* Where byte AT of the text that R reads came from; AT never goes back. */
static size_t
source_of(struct traced_reader *r, size_t at)
{
	const struct offset_map *m = &r->from->map;

	if (at >= r->from->text.n)
		return r->from->end;
	if (r->pair >= m->n || m->pair[r->pair].text > at)
		r->pair = 0;
	while (r->pair + 1 < m->n && m->pair[r->pair + 1].text <= at)
		r->pair++;
	return m->pair[r->pair].doc + (at - m->pair[r->pair].text);
}

void
traced_set(struct traced *t, struct slice source, size_t at)
{
	traced_clear(t, at + source.n);
	if (source.n == 0)
		return;
	buf_add(&t->text, source);
	offsetmap_add(&t->map, 0, at);
}

void
traced_clear(struct traced *t, size_t end)
{
	buf_clear(&t->text);
	offsetmap_clear(&t->map);
	t->end = end;
}

void
traced_copy(struct traced *t, struct traced_reader *r, size_t from, size_t to)
{
	const struct offset_map *m = &r->from->map;
	size_t shift;

	if (from >= to)
		return;
	offsetmap_add(&t->map, t->text.n, source_of(r, from));
	for (size_t i = r->pair + 1; i < m->n && m->pair[i].text < to; i++) {
		shift = m->pair[i].text - from;
		offsetmap_add(&t->map, t->text.n + shift, m->pair[i].doc);
		r->pair = i;
	}
	buf_add(&t->text, (struct slice){ r->from->text.p + from, to - from });
}

void
traced_put(struct traced *t, struct traced_reader *r, size_t from,
    struct slice text)
{
	if (text.n == 0)
		return;
	offsetmap_add(&t->map, t->text.n, source_of(r, from));
	buf_add(&t->text, text);
}

void
traced_cut(struct traced *t, size_t n)
{
	t->text.n = n;
	while (t->map.n > 0 && t->map.pair[t->map.n - 1].text >= n)
		t->map.n--;
}

void
traced_join(struct traced *t, const struct traced *other)
{
	for (size_t i = 0; i < other->map.n; i++) {
		const struct offset_pair *p = &other->map.pair[i];

		offsetmap_add(&t->map, t->text.n + p->text, p->doc);
	}
	buf_add(&t->text, buf_slice(&other->text));
	t->end = other->end;
}

size_t
traced_source(const struct traced *t, size_t at)
{
	struct traced_reader r = { t, 0 };
	size_t lo = 0, hi = t->map.n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->map.pair[mid].text <= at)
			lo = mid;
		else
			hi = mid;
	}
	r.pair = lo;
	return source_of(&r, at);
}

void
traced_swap(struct traced *a, struct traced *b)
{
	struct traced c = *a;

	*a = *b;
	*b = c;
}

void
traced_free(struct traced *t)
{
	buf_free(&t->text);
	offsetmap_free(&t->map);
}
