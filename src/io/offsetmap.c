#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "io/offsetmap.h"
#include "io/tsv.h"

enum {
	PUT_PAIRS = 4096,	/* that offsetmap_put() writes at once */
	PAIR_BYTES = 2 * BUF_DIGITS + 2,	/* longest pair as it is written */
};

struct offset_pair
offsetmap_last(const struct offset_pair *p)
{
	return (struct offset_pair){
		.text = p->text + (size_t)p->more * p->text_step,
		.doc = p->doc + (size_t)p->more * p->doc_step,
	};
}

bool
offsetmap_clip(const struct offset_pair *p, size_t skip, size_t end,
    struct offset_pair *clipped)
{
	size_t fit;

	*clipped = *p;
	if (skip > p->more)
		return false;
	clipped->text += skip * p->text_step;
	clipped->doc += skip * p->doc_step;
	clipped->more -= (uint32_t)skip;
	if (clipped->text >= end)
		return false;
	if (clipped->more > 0) {
		fit = (end - 1 - clipped->text) / p->text_step;
		clipped->more = fit < clipped->more ? (uint32_t)fit :
		    clipped->more;
	}
	return true;
}

/* The pair (TEXT, DOC) goes on with the run RUN, or makes one of it. */
static bool
extend(struct offset_pair *run, size_t text, size_t doc)
{
	struct offset_pair last = offsetmap_last(run);

	if (text <= last.text || text - last.text > UINT16_MAX ||
	    doc < last.doc || doc - last.doc > UINT16_MAX)
		return false;
	if (run->more == 0) {
		run->text_step = (uint16_t)(text - last.text);
		run->doc_step = (uint16_t)(doc - last.doc);
	} else if (run->text_step != text - last.text ||
	    run->doc_step != doc - last.doc || run->more == UINT32_MAX) {
		return false;
	}
	run->more++;
	return true;
}

void
offsetmap_add(struct offset_map *m, size_t text, size_t doc)
{
	struct offset_pair *run, last;

	/* of two pairs for one text byte the later one counts */
	if (m->n > 0) {
		run = &m->pair[m->n - 1];
		if (offsetmap_last(run).text == text) {
			m->n -= run->more == 0;
			run->more -= run->more > 0;
		}
	}
	if (m->n > 0) {
		run = &m->pair[m->n - 1];
		last = offsetmap_last(run);
		if (doc - last.doc == text - last.text ||
		    extend(run, text, doc))
			return;
	}
	m->pair = mem_grow(m->pair, &m->cap, m->n + 1, sizeof(*m->pair));
	m->pair[m->n++] = (struct offset_pair){ .text = text, .doc = doc };
}

void
offsetmap_add_run(struct offset_map *m, const struct offset_pair *p,
    size_t shift)
{
	size_t text = p->text + shift, doc = p->doc;

	for (uint32_t more = p->more;; more--) {
		struct offset_pair *run;

		offsetmap_add(m, text, doc);
		if (more == 0)
			return;
		run = &m->pair[m->n - 1];
		if (run->more > 0 && run->text_step == p->text_step &&
		    run->doc_step == p->doc_step &&
		    run->more <= UINT32_MAX - more &&
		    offsetmap_last(run).text == text) {
			run->more += more;
			return;
		}
		text += p->text_step;
		doc += p->doc_step;
	}
}

bool
offsetmap_ends_in(const struct offset_map *m, const struct offset_pair *p,
    size_t shift)
{
	const struct offset_pair *last;

	if (m->n == 0)
		return false;
	last = &m->pair[m->n - 1];
	return last->text == p->text + shift && last->doc == p->doc &&
	    last->more == p->more && (p->more == 0 ||
	    (last->text_step == p->text_step && last->doc_step == p->doc_step));
}

size_t
offsetmap_add_whole(struct offset_map *m, const struct offset_pair *p,
    size_t n, size_t end, size_t shift)
{
	struct offset_pair *to;
	size_t k = 0;

	while (k < n && offsetmap_last(&p[k]).text < end)
		k++;
	m->pair = mem_grow(m->pair, &m->cap, m->n + k, sizeof(*m->pair));
	to = m->pair + m->n;
	for (size_t i = 0; i < k; i++) {
		to[i] = p[i];
		to[i].text += shift;
	}
	m->n += k;
	return k;
}

void
offsetmap_cut(struct offset_map *m, size_t n)
{
	while (m->n > 0 && !offsetmap_clip(&m->pair[m->n - 1], 0, n,
	    &m->pair[m->n - 1]))
		m->n--;
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
static struct offset_place
place_of(const struct offset_map *m, size_t at)
{
	size_t lo = 0, hi = m->n, k = 0;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (m->pair[mid].text <= at)
			lo = mid;
		else
			hi = mid;
	}
	if (m->pair[lo].more > 0)
		k = (at - m->pair[lo].text) / m->pair[lo].text_step;
	if (k > m->pair[lo].more)
		k = m->pair[lo].more;
	return (struct offset_place){ lo, k };
}

/* The document byte of text byte AT, which is not before PLACE. */
static size_t
document_byte(const struct offset_map *m, struct offset_place place, size_t at)
{
	const struct offset_pair *p = &m->pair[place.run];

	return p->doc + place.k * p->doc_step +
	    (at - (p->text + place.k * p->text_step));
}

bool
offsetmap_is_parallel(const struct offset_map *m)
{
	return m->n == 0 || (m->n == 1 && m->pair[0].more == 0);
}

size_t
offsetmap_start(const struct offset_map *m, size_t at)
{
	return document_byte(m, place_of(m, at), at);
}

size_t
offsetmap_end(const struct offset_map *m, size_t at, size_t text_n,
    size_t doc_end)
{
	return at >= text_n ? doc_end : offsetmap_start(m, at);
}

void
offsetmap_part(const struct offset_map *m, size_t from, size_t to,
    struct offset_map *part)
{
	struct offset_place place = place_of(m, from);
	struct offset_pair run;

	offsetmap_clear(part);
	offsetmap_add(part, 0, document_byte(m, place, from));
	for (place.k++; place.run < m->n; place.run++, place.k = 0) {
		if (m->pair[place.run].text >= to)
			break;
		if (!offsetmap_clip(&m->pair[place.run], place.k, to, &run))
			continue;
		run.text -= from;
		offsetmap_add_run(part, &run, 0);
	}
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
		struct offset_pair last = offsetmap_last(&m->pair[m->n - 1]);
		size_t text, doc;

		if (colon == NULL ||
		    !tsv_number((struct slice){ p, (size_t)(colon - p) }, &text) ||
		    !tsv_number((struct slice){ colon + 1,
		    len - (size_t)(colon - p) - 1 }, &doc) ||
		    text < last.text || doc < last.doc)
			return false;
		offsetmap_add(m, text, doc);
		at += len + 1;
		if (comma != NULL && at == field.n)
			return false;
	}
	return true;
}

/* A number in decimal that grows. */
struct decimal {
	char digit[2 * BUF_DIGITS];	/* the last of them in the middle */
	size_t n;
};

static void
decimal_set(struct decimal *d, size_t n)
{
	char digit[BUF_DIGITS];

	*d = (struct decimal){ .n = (size_t)(buf_digits(digit, n) - digit) };
	memcpy(d->digit + BUF_DIGITS - d->n, digit, d->n);
}

/* Add N; far less work than writing the sum anew. */
static void
decimal_add(struct decimal *d, unsigned n)
{
	size_t i = BUF_DIGITS;

	while (n > 0) {
		if (i-- == BUF_DIGITS - d->n) {
			d->digit[i] = '0';
			d->n++;
		}
		n += (unsigned)(d->digit[i] - '0');
		d->digit[i] = (char)('0' + n % 10);
		n /= 10;
	}
}

/* Write it at TO, with bytes after it that do not count; where it ends. */
static char *
decimal_put(const struct decimal *d, char *to)
{
	memcpy(to, d->digit + BUF_DIGITS - d->n, BUF_DIGITS);
	return to + d->n;
}

bool
offsetmap_put(const struct offset_map *m, struct offset_place *at,
    struct buf *out)
{
	struct decimal text, doc;
	size_t left = PUT_PAIRS, pairs = 0;
	char *p;

	if (offsetmap_is_parallel(m))
		return false;
	for (size_t i = at->run; i < m->n && pairs < PUT_PAIRS; i++)
		pairs += m->pair[i].more + (size_t)1;
	buf_reserve(out, (pairs < PUT_PAIRS ? pairs : PUT_PAIRS) * PAIR_BYTES +
	    BUF_DIGITS);
	p = out->p + out->n;
	for (; at->run < m->n && left > 0; at->run++, at->k = 0) {
		const struct offset_pair *run = &m->pair[at->run];

		decimal_set(&text, run->text + at->k * run->text_step);
		decimal_set(&doc, run->doc + at->k * run->doc_step);
		for (; at->k <= run->more && left > 0; at->k++, left--) {
			if (at->run > 0 || at->k > 0)
				*p++ = ',';
			p = decimal_put(&text, p);
			*p++ = ':';
			p = decimal_put(&doc, p);
			decimal_add(&text, run->text_step);
			decimal_add(&doc, run->doc_step);
		}
		if (at->k <= run->more)
			break;
	}
	out->n = (size_t)(p - out->p);
	return at->run < m->n;
}
