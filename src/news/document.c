#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/document.h"

#define TEXT_LIMIT (UINT32_C(1) << 31)	/* ranges are 32-bit */

static void
forget_analysis(struct document *d)
{
	d->tokens = d->quotations = 0;
}

void
document_clear(struct document *d)
{
	forget_analysis(d);
	for (size_t i = 0; i < d->sentences; i++)
		offsetmap_free(&d->sentence[i].map);
	d->sentences = d->paragraphs = 0;
	d->id = (struct slice){ "", 0 };
	buf_clear(&d->text);
	arena_reset(&d->mem);
}

void
document_free(struct document *d)
{
	document_clear(d);
	free(d->sentence);
	free(d->token);
	free(d->quotation);
	buf_free(&d->text);
	arena_free(&d->mem);
	*d = (struct document){ 0 };
}

/* Place S, whose text is TEXT, at the end of the window's text. */
static void
place(struct document *d, struct document_sentence *s, struct slice text)
{
	const struct document_sentence *last =
	    d->sentences > 0 ? &d->sentence[d->sentences - 1] : NULL;

	s->begins_paragraph = last == NULL || last->par != s->par;
	if (s->begins_paragraph)
		d->paragraphs++;
	s->paragraph = (uint32_t)(d->paragraphs - 1);
	if (last != NULL)
		buf_putc(&d->text, s->begins_paragraph ? '\n' : ' ');
	s->text.begin = (uint32_t)d->text.n;
	buf_add(&d->text, text);
	s->text.end = (uint32_t)d->text.n;
	s->token = s->token_end = 0;
	s->confidence = 0;
}

bool
document_add(struct document *d, const struct text_row *row)
{
	struct document_sentence *s;

	if (row->text.n >= TEXT_LIMIT - d->text.n)
		return false;
	if (d->sentences == 0)
		d->id = arena_copy(&d->mem, row->doc);
	d->sentence = mem_grow(d->sentence, &d->sentence_cap, d->sentences + 1,
	    sizeof(*d->sentence));
	s = &d->sentence[d->sentences];
	*s = (struct document_sentence){
		.class = row->class,
		.number = row->sent,
		.par = row->par,
		.doc_begin = row->begin,
		.doc_end = row->end,
	};
	offsetmap_part(&row->map, 0, row->text.n, &s->map);
	place(d, s, row->text);
	d->sentences++;
	return true;
}

void
document_drop(struct document *d, size_t from)
{
	struct buf old = d->text, id = { 0 };
	size_t n = d->sentences;

	buf_add(&id, d->id);
	arena_reset(&d->mem);
	d->id = arena_copy(&d->mem, buf_slice(&id));
	buf_free(&id);
	forget_analysis(d);
	d->text = (struct buf){ 0 };
	d->sentences = d->paragraphs = 0;
	for (size_t i = 0; i < n; i++) {
		struct document_sentence *s = &d->sentence[i];

		if (i < from) {
			offsetmap_free(&s->map);
			continue;
		}
		place(d, s, (struct slice){ old.p + s->text.begin,
		    s->text.end - s->text.begin });
		d->sentence[d->sentences++] = *s;
	}
	buf_free(&old);
}

struct token *
document_add_token(struct document *d)
{
	d->token = mem_grow(d->token, &d->token_cap, d->tokens + 1,
	    sizeof(*d->token));
	d->token[d->tokens] = (struct token){ 0 };
	return &d->token[d->tokens++];
}

struct quotation *
document_add_quotation(struct document *d)
{
	d->quotation = mem_grow(d->quotation, &d->quotation_cap,
	    d->quotations + 1, sizeof(*d->quotation));
	d->quotation[d->quotations] = (struct quotation){
		.parent = QUOTATION_NONE };
	return &d->quotation[d->quotations++];
}

size_t
document_sentence_at(const struct document *d, uint32_t at)
{
	size_t lo = 0, hi = d->sentences;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->sentence[mid - 1].text.end <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

size_t
document_token_at(const struct document *d, uint32_t at)
{
	size_t lo = 0, hi = d->tokens;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->token[mid].end <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
document_quotation_from(const struct document *d, uint32_t at)
{
	size_t lo = 0, hi = d->quotations;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->quotation[mid].outer.begin < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct byte_span
document_bytes(const struct document *d, struct range r)
{
	const struct document_sentence *first, *last;

	first = &d->sentence[document_sentence_at(d, r.begin)];
	last = &d->sentence[document_sentence_at(d, r.end - 1)];
	return (struct byte_span){
		offsetmap_start(&first->map, r.begin - first->text.begin),
		offsetmap_end(&last->map, r.end - last->text.begin,
		    last->text.end - last->text.begin, last->doc_end),
	};
}
