#include "config.h"

#include "unit/labelled.h"

#include <stdio.h>

#include "news/rules.h"

/*
 * Sentences with the labels that they should have (see labelled.h): by rule,
 * without a model; and where the model saw nothing, what can hardly be wrong.
 */
struct ruled {
	const char *why, *text;
};

static const struct ruled plain[] = {
#include "unit/rules.inc"
};

static const struct ruled strict[] = {
#include "unit/rules-strict.inc"
};

/* TEXT without its labels. */
static void
without_labels(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++)
		if (strchr("<>[]{}", *text) == NULL)
			buf_putc(out, *text);
	buf_putc(out, '\0');
}

static void
check(const struct ruled *r, void (*label)(const struct grammar *,
    struct document *, struct grammar_word *))
{
	struct document doc = { .tokens = 0 };
	struct grammar grammar;
	struct buf bare = { 0 }, got = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	without_labels(r->text, &bare);
	labelled_build(&doc, bare.p);
	label(&grammar, &doc, grammar_view(&grammar, &doc));
	labelled_put(&got, &doc);
	if (getenv("SHOW") != NULL)
		printf("# %.*s\n", (int)got.n, got.p);
	ck_slice(buf_slice(&got), r->text, r->why);
	buf_free(&got);
	buf_free(&bare);
	document_free(&doc);
	grammar_close(&grammar);
}

START_TEST(by_rule)
{
	check(&plain[_i], rules_label);
}
END_TEST

START_TEST(beside_the_model)
{
	check(&strict[_i], rules_supplement);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rules");
	TCase *tc = tcase_create("rules");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, by_rule, 0, COUNT(plain));
	tcase_add_loop_test(tc, beside_the_model, 0, COUNT(strict));
	return unit_run(suite);
}
