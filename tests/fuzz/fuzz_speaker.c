/*
 * fuzz_speaker.c - any text, any spans: whom the sources stand for
 *
 * A line is a sentence, an empty line ends a paragraph; { } mark sources,
 * < > contents, the n-th with the n-th.  Speakers and roles must come back as
 * text, and every mention must lie inside the window.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "news/quotation.h"
#include "news/speaker.h"
#include "news/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { SPANS = 64 };

static void
check_alias(void *arg, const struct speaker_alias *alias)
{
	const struct document *doc = arg;

	assert(alias->mention.begin < alias->mention.end);
	assert(alias->mention.end <= doc->text.n);
	assert(alias->name.n > 0);
}

static void
add_sentence(struct document *doc, struct text_row *row, struct buf *text)
{
	struct offset_pair pair = { .doc = row->begin };

	row->map = (struct offset_map){ &pair, 1, 1 };
	row->text = buf_slice(text);
	row->end = row->begin + text->n;
	if (text->n > 0) {
		document_add(doc, row);
		row->sent++;
	}
	row->begin = row->end + 1;
	buf_clear(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct document doc = { 0 };
	struct attribution attr[SPANS];
	struct text_row row = { .doc = SLICE("-"), .par = 1, .sent = 1,
	    .class = CLASS_BODY };
	struct buf text = { 0 };
	size_t contents = 0, sources = 0, used = 0;

	for (size_t i = 0; i < SPANS; i++)
		attr[i] = (struct attribution){ .parent = ATTRIBUTION_NONE,
		    .continues = ATTRIBUTION_NONE };
	for (size_t i = 0; i < n && i < 60000; i++) {
		uint32_t at = (uint32_t)(row.begin + text.n);
		char c = (char)data[i];

		if (c == '\n') {
			row.par += text.n == 0;
			add_sentence(&doc, &row, &text);
		} else if (c == '{' && sources < SPANS) {
			attr[sources].source.begin = at;
		} else if (c == '}' && sources < SPANS) {
			attr[sources++].source.end = at;
		} else if (c == '<' && contents < SPANS) {
			attr[contents].content[0].begin = at;
		} else if (c == '>' && contents < SPANS) {
			attr[contents].content[0].end = at;
			attr[contents].cues = at % 2;
			attr[contents].level = at % 3 == 0;
			attr[contents++].contents = 1;
		} else {
			buf_putc(&text, c);
		}
	}
	add_sentence(&doc, &row, &text);
	token_scan(&doc);
	quotation_find(&doc);
	/* what nattribute hands over lies in the text and is not empty */
	for (size_t i = 0; i < contents; i++) {
		struct attribution *a = &attr[used];

		*a = attr[i];
		if (a->content[0].begin >= a->content[0].end ||
		    a->content[0].end > doc.text.n)
			continue;
		if (a->source.end > doc.text.n)
			a->source.end = (uint32_t)doc.text.n;
		if (a->source.begin >= a->source.end)
			a->source = (struct range){ 0, 0 };
		a->cue[0] = a->source;
		a->parent = a->level > 0 && used > 0 ? 0 : ATTRIBUTION_NONE;
		used++;
	}
	speaker_resolve(&doc, attr, used, &(struct speaker_options){
	    .alias = check_alias, .arg = &doc });
	for (size_t i = 0; i < used; i++) {
		assert(attr[i].speaker.n == 0 || attr[i].speaker.p != NULL);
		assert(attr[i].speaker_score >= 0 &&
		    attr[i].speaker_score <= 1);
	}
	buf_free(&text);
	document_free(&doc);
	return 0;
}
