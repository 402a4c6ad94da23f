#include "config.h"

#include "unit/labelled.h"

#include <stdio.h>

#include "news/mend.h"

/*
 * One sentence as the model labels it, with <contents>, {sources} and [cues],
 * and as it should be; AFTER is NULL when it is as it should be.
 */
struct mended {
	const char *why, *before, *after;
};

static const struct mended sources[] = {
#include "unit/mendsource.inc"
};

static const struct mended contents[] = {
#include "unit/mendcontent.inc"
};

static const struct mended statements[] = {
#include "unit/mend.inc"
};

static void
check(const struct mended *m, void (*mend)(struct clause *))
{
	struct document doc = { .tokens = 0 };
	struct grammar grammar;
	struct buf got = { 0 };
	struct clause c = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	labelled_build(&doc, m->before);
	labelled_put(&got, &doc);
	ck_slice(buf_slice(&got), m->before, "labels are read");
	buf_clear(&got);
	c.g = &grammar;
	c.doc = &doc;
	c.w = grammar_view(&grammar, &doc);
	c.end = doc.tokens;
	c.strict = true;
	mend(&c);
	labelled_put(&got, &doc);
	if (getenv("SHOW") != NULL)
		printf("# %s\n# %.*s\n", m->before, (int)got.n, got.p);
	ck_slice(buf_slice(&got), m->after != NULL ? m->after : m->before,
	    m->why);
	buf_free(&got);
	document_free(&doc);
	grammar_close(&grammar);
}

START_TEST(source)
{
	check(&sources[_i], mend_sources);
}
END_TEST

START_TEST(content)
{
	check(&contents[_i], mend_contents);
}
END_TEST

START_TEST(statement)
{
	check(&statements[_i], mend_labels);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("mend");
	TCase *tc = tcase_create("mend");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, source, 0, COUNT(sources));
	tcase_add_loop_test(tc, content, 0, COUNT(contents));
	tcase_add_loop_test(tc, statement, 0, COUNT(statements));
	return unit_run(suite);
}
