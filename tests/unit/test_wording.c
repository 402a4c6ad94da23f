#include "config.h"

#include "unit/labelled.h"

#include <stdio.h>

#include "base/buf.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/quotation.h"
#include "news/tokens.h"
#include "news/wording.h"

/*
 * TEXT: one group, its <contents>, its {source} and its [cue] marked.  A bar
 * ends a sentence, a newline a paragraph.  ROW is "kind/act source: cue:
 * content", "~" behind the act for what is thought; empty: no row.
 */
static const struct {
	const char *why, *text, *row;
} cases[] = {
#include "unit/wording.inc"
};

/* Bytes of what is marked: contents, then cue and source. */
struct marked {
	struct range content[ATTRIBUTION_SPANS + 2], cue, source;
	size_t contents;
};

static void
build(struct document *doc, const char *text, struct marked *m)
{
	struct text_row row = { .doc = SLICE("-"), .par = 1, .sent = 1,
	    .class = CLASS_BODY };
	struct buf sent = { 0 };

	for (const char *p = text; *p != '\0'; p++) {
		uint32_t at = (uint32_t)(row.end + sent.n);

		switch (*p) {
		case '<': m->content[m->contents].begin = at; break;
		case '>': m->content[m->contents++].end = at; break;
		case '{': m->source.begin = at; break;
		case '}': m->source.end = at; break;
		case '[': m->cue.begin = at; break;
		case ']': m->cue.end = at; break;
		case '\n':
			labelled_sentence(doc, &row, &sent);
			row.par++;
			break;
		case '|': labelled_sentence(doc, &row, &sent); break;
		default: buf_putc(&sent, *p);
		}
	}
	labelled_sentence(doc, &row, &sent);
	buf_free(&sent);
}

static struct link_span
tokens_of(const struct document *doc, struct range r)
{
	struct link_span s = { 0, 0 };

	if (r.begin == r.end)
		return s;
	s.begin = (uint32_t)document_token_at(doc, r.begin);
	s.end = (uint32_t)document_token_at(doc, r.end - 1) + 1;
	return s;
}

static struct link_group
group_of(const struct document *doc, const struct marked *m)
{
	struct link_group g = { .continues = ATTRIBUTION_NONE };

	g.cue = tokens_of(doc, m->cue);
	g.source = tokens_of(doc, m->source);
	for (size_t i = 0; i < m->contents && i < ATTRIBUTION_SPANS; i++)
		g.content[g.contents++] = tokens_of(doc, m->content[i]);
	return g;
}

static void
put_row(struct buf *out, const struct document *doc,
    const struct attribution *a)
{
	buf_add(out, slice_str(attribution_kind_name(a->kind)));
	buf_add(out, a->negated ? SLICE("/not-") : SLICE("/"));
	buf_add(out, slice_str(attribution_act_name(a->act)));
	buf_add(out, a->thought ? SLICE("~ ") : SLICE(" "));
	buf_add(out, document_slice(doc, a->source));
	buf_add(out, SLICE(": "));
	labelled_ranges(out, doc, a->cue, a->cues, "..");
	buf_add(out, SLICE(": "));
	labelled_ranges(out, doc, a->content, a->contents, " [...] ");
}

START_TEST(row_follows_table)
{
	struct document doc = { .tokens = 0 };
	struct marked m = { .contents = 0 };
	struct attribution a;
	struct link_group g;
	struct grammar_word *view;
	struct grammar grammar;
	struct buf row = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	build(&doc, cases[_i].text, &m);
	token_scan(&doc);
	quotation_find(&doc);
	view = grammar_view(&grammar, &doc);
	g = group_of(&doc, &m);
	if (wording_fill(&grammar, &doc, view, &g, &a))
		put_row(&row, &doc, &a);
	if (getenv("SHOW") != NULL)
		printf("# %s\n# %.*s\n", cases[_i].text, (int)row.n,
		    row.n > 0 ? row.p : "");
	ck_slice(buf_slice(&row), cases[_i].row, cases[_i].why);
	buf_free(&row);
	document_free(&doc);
	grammar_close(&grammar);
}
END_TEST

/* As the annotators would have it: nothing is trimmed. */
START_TEST(as_annotated)
{
	struct document doc = { .tokens = 0 };
	struct marked m = { .contents = 0 };
	struct attribution a = { 0 };
	struct buf row = { 0 };
	struct link_group g;

	build(&doc, "{Hill, a cook,} [has said] <that it is safe>.", &m);
	token_scan(&doc);
	g = group_of(&doc, &m);
	wording_as_annotated(&doc, &g, &a);
	put_row(&row, &doc, &a);
	ck_slice(buf_slice(&row),
	    "direct/ Hill, a cook,: has said: that it is safe", "all");
	a = (struct attribution){ 0 };
	g.cue = g.source = (struct link_span){ 0, 0 };
	buf_clear(&row);
	wording_as_annotated(&doc, &g, &a);
	put_row(&row, &doc, &a);
	ck_slice(buf_slice(&row), "direct/ : : that it is safe",
	    "content alone");
	buf_free(&row);
	document_free(&doc);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wording");
	TCase *tc = tcase_create("wording");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, row_follows_table, 0, COUNT(cases));
	tcase_add_test(tc, as_annotated);
	return unit_run(suite);
}
