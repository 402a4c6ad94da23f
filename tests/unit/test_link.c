#include "config.h"

#include "unit/labelled.h"

#include <stdio.h>

#include "news/link.h"

/*
 * Labelled sentences (see labelled.h) and what belongs together: for each
 * group "source: cue: content", contents joined by " + "; "^N" before it when
 * it carries on the speaker of group N.
 */
struct linked {
	const char *why, *text, *groups;
};

static const struct linked cases[] = {
#include "unit/link.inc"
};

/* Labels are about what stands inside contents. */
static const struct linked nested[] = {
	{ "no cue", "<“It was late at night.”>", "" },
	{ "marks without a label", "{Lund} [said]: “It was late at night.”",
	    "" },
	{ "a cue", "<It was late>, {Lund} [said].",
	    "Lund: said: It was late\n" },
};

static void
put_span(struct buf *out, const struct document *doc, struct link_span s)
{
	if (s.begin < s.end)
		buf_add(out, document_slice(doc, (struct range){
		    doc->token[s.begin].begin, doc->token[s.end - 1].end }));
}

static void
put_group(struct buf *out, const struct document *doc,
    const struct link_group *g)
{
	if (g->continues != ATTRIBUTION_NONE) {
		buf_putc(out, '^');
		buf_number(out, g->continues);
		buf_putc(out, ' ');
	}
	put_span(out, doc, g->source);
	buf_add(out, SLICE(": "));
	put_span(out, doc, g->cue);
	buf_add(out, SLICE(": "));
	for (size_t i = 0; i < g->contents; i++) {
		if (i > 0)
			buf_add(out, SLICE(" + "));
		put_span(out, doc, g->content[i]);
	}
	buf_putc(out, '\n');
}

static void
check(const struct linked *linked, bool inside)
{
	struct document doc = { .tokens = 0 };
	struct link_groups groups;
	struct grammar grammar;
	struct buf got = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	labelled_build(&doc, linked->text);
	link_find(&grammar, &doc, grammar_view(&grammar, &doc), inside,
	    &groups);
	for (size_t i = 0; i < groups.n; i++)
		put_group(&got, &doc, &groups.group[i]);
	if (getenv("SHOW") != NULL)
		printf("# %s\n%.*s", linked->text, (int)got.n, got.p);
	ck_slice(buf_slice(&got), linked->groups, linked->why);
	buf_free(&got);
	document_free(&doc);
	grammar_close(&grammar);
}

START_TEST(group)
{
	check(&cases[_i], false);
}
END_TEST

START_TEST(group_inside)
{
	check(&nested[_i], true);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("link");
	TCase *tc = tcase_create("link");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, group, 0, COUNT(cases));
	tcase_add_loop_test(tc, group_inside, 0, COUNT(nested));
	return unit_run(suite);
}
