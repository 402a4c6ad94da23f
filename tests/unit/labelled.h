/*
 * labelled.h - sentences with their labels, as text
 *
 * "{Hill} [said] <it was late>": <contents>, {sources} and [cues].
 */
#ifndef LABELLED_H
#define LABELLED_H

#include "unit/unit.h"

#include <string.h>

#include "base/buf.h"
#include "news/document.h"
#include "news/quotation.h"
#include "news/tokens.h"

enum { LABELLED_MAX = 2048 };	/* bytes of a text */

/* The next sentence of DOC, from ROW; SENT is cleared. */
static inline void
labelled_sentence(struct document *doc, struct text_row *row, struct buf *sent)
{
	struct offset_pair pair = { .doc = row->end };

	row->map = (struct offset_map){ &pair, 1, 1 };
	row->text = buf_slice(sent);
	row->begin = row->end;
	row->end = row->begin + sent->n;
	ck_assert(document_add(doc, row));
	row->end++;
	row->sent++;
	buf_clear(sent);
}

/* Append the N ranges R of DOC, BETWEEN between them. */
static inline void
labelled_ranges(struct buf *out, const struct document *doc,
    const struct range *r, size_t n, const char *between)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add(out, slice_str(between));
		buf_add(out, document_slice(doc, r[i]));
	}
}

/*
 * The tokens of TEXT, labelled as its marks say.  A bar ends a sentence, a
 * newline a paragraph.
 */
static inline void
labelled_build(struct document *doc, const char *text)
{
	static const char open[] = "<[{", close[] = ">]}";
	static const uint8_t first[] = {
		LABEL_B_CONTENT, LABEL_B_CUE, LABEL_B_SOURCE
	};
	struct text_row row = { .doc = SLICE("-"), .par = 1, .sent = 1,
	    .class = CLASS_BODY };
	uint8_t labels[LABELLED_MAX] = { 0 }, label = LABEL_O;
	struct buf sent = { 0 };

	for (const char *p = text; *p != '\0'; p++) {
		const char *o = strchr(open, *p);

		if (o != NULL) {
			label = first[o - open];
		} else if (strchr(close, *p) != NULL) {
			label = LABEL_O;
		} else if (*p == '|' || *p == '\n') {
			labelled_sentence(doc, &row, &sent);
			row.par += *p == '\n';
		} else {
			ck_assert_uint_lt(row.end + sent.n, LABELLED_MAX);
			labels[row.end + sent.n] = label;
			buf_putc(&sent, *p);
			if (label != LABEL_O)	/* I follows B */
				label = (uint8_t)((label + 1) & ~1);
		}
	}
	labelled_sentence(doc, &row, &sent);
	token_scan(doc);
	quotation_find(doc);
	for (size_t i = 0; i < doc->tokens; i++)
		doc->token[i].label = labels[doc->token[i].begin];
	buf_free(&sent);
}

/* B of the same kind as LABEL. */
static inline unsigned
labelled_kind(uint8_t label)
{
	return (label + 1u) / 2;
}

/* The text with marks again. */
static inline void
labelled_put(struct buf *out, const struct document *doc)
{
	static const char open[] = "?<[{", close[] = "?>]}";
	uint32_t at = 0;
	unsigned kind = 0;

	for (size_t i = 0; i < doc->tokens; i++) {
		const struct token *t = &doc->token[i];
		bool begins = t->label % 2 == 1 || labelled_kind(t->label) != kind;

		if (begins && kind != 0)
			buf_putc(out, close[kind]);
		buf_add(out, document_slice(doc, (struct range){ at,
		    t->begin }));
		kind = labelled_kind(t->label);
		if (begins && kind != 0)
			buf_putc(out, open[kind]);
		buf_add(out, document_word(doc, i));
		at = t->end;
	}
	if (kind != 0)
		buf_putc(out, close[kind]);
}

#endif
