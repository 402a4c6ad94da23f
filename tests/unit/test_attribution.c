#include "config.h"

#include "unit/labelled.h"

#include <stdio.h>

#include "base/buf.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/quotation.h"
#include "news/rules.h"
#include "news/tokens.h"

/*
 * TEXT: sentences end at "|", paragraphs at newlines.  ROWS: a line for each
 * row, "kind/act source: cue: content"; ">" before it for each level.
 */
static const struct {
	const char *why, *text, *rows;
} cases[] = {
#include "unit/attribution.inc"
};

static void
add_sentence(struct document *doc, struct slice text, size_t par)
{
	struct offset_pair pair = { .doc = doc->text.n };
	struct text_row row = {
		.doc = SLICE("-"), .begin = doc->text.n,
		.end = doc->text.n + text.n, .par = par,
		.sent = doc->sentences + 1, .class = CLASS_BODY,
		.map = { &pair, 1, 1 }, .text = text,
	};

	ck_assert(document_add(doc, &row));
}

static void
add_text(struct document *doc, const char *text)
{
	size_t par = 1;

	while (*text != '\0') {
		size_t n = strcspn(text, "|\n");

		if (n > 0)
			add_sentence(doc, (struct slice){ text, n }, par);
		text += n;
		if (*text == '\n')
			par++;
		if (*text != '\0')
			text++;
	}
}

static void
put_row(struct buf *out, const struct document *doc,
    const struct attribution *a)
{
	for (unsigned level = 0; level < a->level; level++)
		buf_putc(out, '>');
	buf_add(out, slice_str(attribution_kind_name(a->kind)));
	buf_add(out, a->negated ? SLICE("/not-") : SLICE("/"));
	buf_add(out, slice_str(attribution_act_name(a->act)));
	buf_putc(out, ' ');
	buf_add(out, document_slice(doc, a->source));
	buf_add(out, SLICE(": "));
	labelled_ranges(out, doc, a->cue, a->cues, "..");
	buf_add(out, SLICE(": "));
	labelled_ranges(out, doc, a->content, a->contents, " [...] ");
	buf_putc(out, '\n');
}

START_TEST(rows_follow_table)
{
	struct attribution_options opt = { .nested = true };
	struct attribution_list list = { 0 };
	struct grammar_word *view;
	struct grammar grammar;
	struct document doc = { .tokens = 0 };
	struct buf rows = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	add_text(&doc, cases[_i].text);
	token_scan(&doc);
	quotation_find(&doc);
	view = grammar_view(&grammar, &doc);
	rules_label(&grammar, &doc, view);
	attribution_find(&grammar, &doc, view, &opt, &list);
	for (size_t i = 0; i < list.n; i++)
		put_row(&rows, &doc, &list.at[i]);
	if (getenv("SHOW") != NULL)
		printf("# %s\n%.*s", cases[_i].why, (int)rows.n, rows.p);
	ck_slice(buf_slice(&rows), cases[_i].rows, cases[_i].why);
	buf_free(&rows);
	attribution_free(&list);
	document_free(&doc);
	grammar_close(&grammar);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("attribution");
	TCase *t = tcase_create("attribution");

	tcase_add_loop_test(t, rows_follow_table, 0, COUNT(cases));
	suite_add_tcase(s, t);
	return unit_run(s);
}
