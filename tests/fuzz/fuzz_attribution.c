/*
 * fuzz_attribution.c - bytes through the whole of nattribute
 *
 * The first byte chooses the options; the rest goes through repair,
 * paragraphs, sentences, tokens, quotation marks, labels, attributions and
 * speakers.  Paragraphs and sentences must be clean text with a map into the
 * input; every range of an attribution must lie in the window, begin and end
 * between characters and lead to bytes of the input.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/label.h"
#include "news/model.h"
#include "news/paragraph.h"
#include "news/quotation.h"
#include "news/rules.h"
#include "news/sentence.h"
#include "news/speaker.h"
#include "news/tokens.h"
#include "news/transcript.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { WINDOW = 400 };		/* sentences looked at together here */

struct attributor {
	struct grammar grammar;
	struct model model;
	struct labeler labeler;
	struct vocabulary_book book;
	struct document doc;
	struct attribution_list found;
	struct attribution_options find;
	struct sentence_rules rules;
	bool by_rule;
	size_t size;			/* bytes of the input */
};

static bool
between_characters(struct slice text, size_t at)
{
	return at == text.n || !utf8_continues(text.p[at]);
}

/* Clean text: valid UTF-8, nothing that drives a terminal. */
static void
check_clean(struct slice text)
{
	assert(utf8_span(text) == text.n);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		assert(c >= 0x20 && c != 0x7f);
		/* C1 controls are C2 80 to C2 9F */
		assert(c != 0xc2 || i + 1 == text.n ||
		    (unsigned char)text.p[i + 1] >= 0xa0);
	}
}

static void
check_row(const struct text_row *row, size_t size)
{
	check_clean(row->text);
	assert(row->begin <= row->end && row->end <= size);
	assert(row->map.n > 0 && row->map.pair[0].text == 0);
	for (size_t i = 0; i < row->text.n; i++) {
		size_t at = offsetmap_start(&row->map, i);

		/* a character may be longer than the byte it repairs */
		if (utf8_continues(row->text.p[i]))
			continue;
		assert(at >= row->begin && at <= row->end);
	}
}

static void
check_range(const struct attributor *at, struct range r)
{
	struct slice text = buf_slice(&at->doc.text);
	struct byte_span bytes;

	if (r.begin == r.end)
		return;
	assert(r.begin < r.end && r.end <= text.n);
	assert(between_characters(text, r.begin));
	assert(between_characters(text, r.end));
	bytes = document_bytes(&at->doc, r);
	assert(bytes.begin <= bytes.end && bytes.end <= at->size);
}

static void
analyse(struct attributor *at)
{
	struct document *doc = &at->doc;
	struct grammar_word *view;

	token_scan(doc);
	quotation_find(doc);
	for (size_t i = 0; i < doc->quotations; i++) {
		check_range(at, doc->quotation[i].outer);
		check_range(at, doc->quotation[i].inner);
	}
	view = grammar_view(&at->grammar, doc);
	if (at->by_rule) {
		rules_label(&at->grammar, doc, view);
	} else {
		label_document(&at->labeler, doc);
		rules_supplement(&at->grammar, doc, view);
	}
	transcript_label(&at->grammar, doc, view);
	attribution_find(&at->grammar, doc, view, &at->find, &at->found);
	speaker_resolve(doc, at->found.at, at->found.n,
	    &(struct speaker_options){ .book = &at->book });
	for (size_t i = 0; i < at->found.n; i++) {
		const struct attribution *a = &at->found.at[i];

		assert(a->contents > 0 && a->contents <= ATTRIBUTION_SPANS);
		for (size_t k = 0; k < a->contents; k++) {
			assert(a->content[k].begin < a->content[k].end);
			check_range(at, a->content[k]);
		}
		for (size_t k = 0; k < a->cues; k++)
			check_range(at, a->cue[k]);
		check_range(at, a->source);
		check_clean(a->speaker);
		assert(a->score >= 0 && a->score <= 1);
	}
	document_clear(doc);
}

/* The sentences of a paragraph into the window. */
static void
add_sentences(struct attributor *at, const struct text_row *par, size_t *sent)
{
	struct offset_map map = { 0 };
	struct sentence_iter it;
	struct sentence s;
	size_t last = 0;

	sentence_begin(&it, par->text, &at->rules);
	while (sentence_next(&it, &s)) {
		struct text_row row = *par;

		assert(s.begin >= last && s.begin < s.end);
		assert(s.end <= par->text.n && s.end - s.begin <= SENTENCE_MAX);
		assert(between_characters(par->text, s.begin));
		assert(between_characters(par->text, s.end));
		last = s.end;
		row.text = slice_sub(par->text, s.begin, s.end);
		offsetmap_part(&par->map, s.begin, s.end, &map);
		row.map = map;
		row.begin = offsetmap_start(&par->map, s.begin);
		row.end = offsetmap_end(&par->map, s.end, par->text.n, par->end);
		row.sent = ++*sent;
		check_row(&row, at->size);
		assert(document_add(&at->doc, &row));
		if (at->doc.sentences == WINDOW)
			analyse(at);
	}
	offsetmap_free(&map);
}

static void
read_all(struct attributor *at, const struct input_options *opt)
{
	struct paragraph_reader reader;
	struct lines lines;
	struct input in;
	struct text_row row = { 0 };
	size_t documents = 0, sent = 0;

	lines_open(&lines, NULL, 0);
	input_open(&in, &lines, opt);
	assert(paragraph_open(&reader, &in,
	    &(struct paragraph_options){ .all = true }));
	while (paragraph_next(&reader, &row)) {
		if (reader.documents != documents && at->doc.sentences > 0)
			analyse(at);
		documents = reader.documents;
		check_row(&row, at->size);
		add_sentences(at, &row, &sent);
	}
	if (at->doc.sentences > 0)
		analyse(at);
	paragraph_close(&reader);
	input_close(&in);
	lines_close(&lines);
}

static bool
feed(struct slice stream)
{
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("stream", 0);
	return fd >= 0 && ftruncate(fd, 0) == 0 &&
	    pwrite(fd, stream.p, stream.n, 0) == (ssize_t)stream.n &&
	    dup2(fd, STDIN_FILENO) == STDIN_FILENO &&
	    lseek(STDIN_FILENO, 0, SEEK_SET) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct attributor at;
	static bool ready;
	const char *why;

	if (n == 0 || !feed((struct slice){ (const char *)data + 1, n - 1 }))
		return 0;
	if (!ready) {
		diag_quiet();
		assert(grammar_open(&at.grammar, "en"));
		assert(model_open(&at.model, NULL, &why));
		labeler_init(&at.labeler, &at.model, (struct label_options){ 0 });
		vocabulary_book_init(&at.book, "en");
		at.rules = sentence_rules("en");
		ready = true;
	}
	at.by_rule = data[0] & 1;
	at.find = (struct attribution_options){ .nested = data[0] & 2,
	    .thought = data[0] & 4, .narrator = data[0] & 8 };
	at.size = n - 1;
	read_all(&at, &(struct input_options){ .nul = data[0] & 16 });
	return 0;
}
