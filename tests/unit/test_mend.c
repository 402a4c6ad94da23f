#include "config.h"

#include "unit/unit.h"

#include <stdio.h>

#include "base/buf.h"
#include "news/grammar.h"
#include "news/mend.h"
#include "news/quotation.h"
#include "news/tokens.h"

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

/* The tokens of TEXT, labelled as its marks say. */
static void
build(struct document *doc, const char *text)
{
	static const char open[] = "<[{", close[] = ">]}";
	static const uint8_t first[] = {
		LABEL_B_CONTENT, LABEL_B_CUE, LABEL_B_SOURCE
	};
	struct offset_pair pair = { 0 };
	struct text_row row = { .doc = SLICE("-"), .par = 1, .sent = 1,
	    .class = CLASS_BODY, .map = { &pair, 1, 1 } };
	uint8_t labels[512] = { 0 }, label = LABEL_O;
	struct buf sent = { 0 };

	for (const char *p = text; *p != '\0'; p++) {
		const char *o = strchr(open, *p);

		if (o != NULL) {
			label = first[o - open];
		} else if (strchr(close, *p) != NULL) {
			label = LABEL_O;
		} else {
			ck_assert_uint_lt(sent.n, sizeof(labels));
			labels[sent.n] = label;
			buf_putc(&sent, *p);
			if (label != LABEL_O)	/* I follows B */
				label = (uint8_t)((label + 1) & ~1);
		}
	}
	row.text = buf_slice(&sent);
	row.end = sent.n;
	ck_assert(document_add(doc, &row));
	token_scan(doc);
	quotation_find(doc);
	for (size_t i = 0; i < doc->tokens; i++)
		doc->token[i].label = labels[doc->token[i].begin];
	buf_free(&sent);
}

/* B of the same kind as LABEL. */
static unsigned
kind_of(uint8_t label)
{
	return (label + 1u) / 2;
}

/* The text with marks again. */
static void
put_labels(struct buf *out, const struct document *doc)
{
	static const char open[] = "?<[{", close[] = "?>]}";
	uint32_t at = 0;
	unsigned kind = 0;

	for (size_t i = 0; i < doc->tokens; i++) {
		const struct token *t = &doc->token[i];
		bool begins = t->label % 2 == 1 || kind_of(t->label) != kind;

		if (begins && kind != 0)
			buf_putc(out, close[kind]);
		buf_add(out, document_slice(doc, (struct range){ at,
		    t->begin }));
		kind = kind_of(t->label);
		if (begins && kind != 0)
			buf_putc(out, open[kind]);
		buf_add(out, document_word(doc, i));
		at = t->end;
	}
	if (kind != 0)
		buf_putc(out, close[kind]);
}

static void
check(const struct mended *m, void (*mend)(struct clause *))
{
	struct document doc = { .tokens = 0 };
	struct grammar grammar;
	struct buf got = { 0 };
	struct clause c = { 0 };

	ck_assert(grammar_open(&grammar, "en"));
	build(&doc, m->before);
	put_labels(&got, &doc);
	ck_slice(buf_slice(&got), m->before, "labels are read");
	buf_clear(&got);
	c.g = &grammar;
	c.doc = &doc;
	c.w = grammar_view(&grammar, &doc);
	c.end = doc.tokens;
	c.strict = true;
	mend(&c);
	put_labels(&got, &doc);
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
