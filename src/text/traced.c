#include "config.h"

#include "text/traced.h"

/*
 * The run of R's map that byte AT of its text is in, and which of its pairs;
 * AT never goes back.
 */
static const struct offset_pair *
run_of(struct traced_reader *r, size_t at, size_t *k)
{
	const struct offset_map *m = &r->from->map;
	const struct offset_pair *p;

	if (r->run >= m->n || m->pair[r->run].text > at)
		r->run = 0;
	while (r->run + 1 < m->n && m->pair[r->run + 1].text <= at)
		r->run++;
	p = &m->pair[r->run];
	*k = p->more > 0 ? (at - p->text) / p->text_step : 0;
	if (*k > p->more)
		*k = p->more;
	return p;
}

/* Where byte AT of the text that R reads came from. */
static size_t
source_of(struct traced_reader *r, size_t at)
{
	const struct offset_pair *p;
	size_t k;

	if (at >= r->from->text.n)
		return r->from->end;
	p = run_of(r, at, &k);
	return p->doc + k * p->doc_step + (at - (p->text + k * p->text_step));
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
	const struct offset_pair *p;
	struct offset_pair run;
	size_t i, skip, shift = t->text.n - from;	/* may wrap */

	if (from >= to)
		return;
	p = run_of(r, from, &skip);
	offsetmap_add(&t->map, t->text.n, p->doc + skip * p->doc_step +
	    (from - (p->text + skip * p->text_step)));
	i = r->run;
	if (skip++ == p->more) {	/* that was its last pair */
		skip = 0;
		i++;
	}
	for (; i < m->n && m->pair[i].text < to; i++) {
		r->run = i;
		if (offsetmap_clip(&m->pair[i], skip, to, &run)) {
			run.text -= from;
			offsetmap_add_run(&t->map, &run, t->text.n);
		}
		skip = 0;
		if (offsetmap_ends_in(&t->map, &m->pair[i], shift))
			i += offsetmap_add_whole(&t->map, &m->pair[i + 1],
			    m->n - i - 1, to, shift);
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
	offsetmap_cut(&t->map, n);
}

void
traced_join(struct traced *t, const struct traced *other)
{
	for (size_t i = 0; i < other->map.n; i++)
		offsetmap_add_run(&t->map, &other->map.pair[i], t->text.n);
	buf_add(&t->text, buf_slice(&other->text));
	t->end = other->end;
}

size_t
traced_source(const struct traced *t, size_t at)
{
	return at >= t->text.n ? t->end : offsetmap_start(&t->map, at);
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
