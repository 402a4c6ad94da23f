#include "config.h"

#include "news/quotation.h"
#include "news/tokens.h"
#include "unit.h"

/*
 * TEXT has a paragraph a line.  Expected: the inner words of each quotation
 * between bars; before them > for each level of depth, u when unclosed, c
 * when it takes up the paragraph before.
 */
static const struct {
	const char *why, *text, *quotations;
} cases[] = {
	{ "none", "Nothing here, it's the boys' house.", "" },
	{ "straight", "He said: \"We won.\" Then he left.", "We won." },
	{ "curly", "“We won,” he said. “It is over.”", "We won,|It is over." },
	{ "single British", "‘We won,’ he said, ‘at last.’",
	    "We won,|at last." },
	{ "straight single", "'We won,' he said, 'at last.'",
	    "We won,|at last." },
	{ "low-9", "„Wir sind da“, sagte sie. „Gut.“", "Wir sind da|Gut." },
	{ "low-9 single", "Er sagte: ‚Nein.‘", "Nein." },
	{ "guillemets", "Il dit : « Non. » Puis « oui ».", "Non.|oui" },
	{ "guillemets inwards", "Er sagte: »Nein.«", "Nein." },
	{ "LaTeX", "``We won,'' he said.", "We won," },
	{ "two apostrophes", "''We won,'' he said. ''Good.''",
	    "We won,|Good." },
	{ "two curly singles close", "“We won,’’ said Ann. “Good.”",
	    "We won,|Good." },
	{ "wrong-way", "”We won,“ he said.", "We won," },
	{ "wrong-way start", "”We won,” he said.", "We won," },
	{ "blank after opening", "He said, \" We are ready.\"",
	    "We are ready." },
	{ "blanks both sides", "He said \" we won \" and left.", "we won" },
	{ "possessive plural inside", "‘Both sides’ future is bright,’ she said.",
	    "Both sides’ future is bright," },
	{ "straight possessive inside",
	    "'The members' vote is final,' she said.",
	    "The members' vote is final," },
	{ "contractions inside", "‘It isn’t mine, it’s Ann’s,’ he said.",
	    "It isn’t mine, it’s Ann’s," },
	{ "side by side", "the ‘Harbour issue’ ‘complex’, saying so",
	    "Harbour issue|complex" },
	{ "nested with other marks", "“She told me ‘never again’ twice,” he said.",
	    "She told me ‘never again’ twice,|>never again" },
	{ "nested with the same marks",
	    "They have ‘no ‘closed’ doors to offer’.",
	    "no ‘closed’ doors to offer|>closed" },
	{ "nested, both end together", "“He said ‘go.’”", "He said ‘go.’|>go." },
	{ "nested, double in single", "‘He said “go”,’ she said.",
	    "He said “go”,|>go" },
	{ "over sentences", "“We won. It was hard. We rest,” he said.",
	    "We won. It was hard. We rest," },
	{ "over paragraphs", "“We won. It was hard.\n“Now we rest,” he said.",
	    "uWe won. It was hard.|cNow we rest," },
	{ "over paragraphs, not reopened", "\"We won.\nNow we rest,\" he said.",
	    "uWe won.|cNow we rest," },
	{ "over paragraphs, single", "‘We won.\n‘Now we rest,’ he said.",
	    "uWe won.|cNow we rest," },
	{ "unclosed costs its paragraph",
	    "“We won, he said.\nLater he left.\n“Fine,” she said.",
	    "uWe won, he said.|Fine," },
	{ "unclosed, then another", "“We won, he said. “I am glad,” he added.",
	    "uWe won, he said.|I am glad," },
	{ "stray closing mark", "We won,” he said. “Good,” she said.", "Good," },
	{ "inches", "A 12\" pipe and a \"big\" tap.", "big" },
	{ "elisions", "Rock 'n' roll of the '90s, he told 'em.", "" },
	{ "elision and quotation", "He said 'tell 'em now' and left.",
	    "tell 'em now" },
	{ "plural possessive alone", "The Reds' win and the Blues' loss.", "" },
	{ "mark glued to the word before", "He said,“We won.”", "We won." },
	{ "after a dash", "he added—“as if”—that", "as if" },
	{ "in brackets", "(“so-called”)", "so-called" },
	{ "empty", "He said \"\" and left.", "" },
};

static void
fill(struct document *doc, const char *text)
{
	struct offset_pair start = { .doc = 0 };
	const char *end;
	size_t par = 0;

	for (; *text != '\0'; text = *end == '\0' ? end : end + 1) {
		struct text_row row = { .doc = SLICE("t"), .class = CLASS_BODY,
		    .map = { .pair = &start, .n = 1 } };

		end = text + strcspn(text, "\n");
		par++;
		row.par = row.sent = par;
		row.text = (struct slice){ text, (size_t)(end - text) };
		row.end = row.text.n;
		ck_assert(document_add(doc, &row));
	}
	token_scan(doc);
	quotation_find(doc);
}

START_TEST(quotations)
{
	struct document doc = { 0 };
	struct buf out = { 0 };
	size_t i, k;

	fill(&doc, cases[_i].text);
	for (i = 0; i < doc.quotations; i++) {
		const struct quotation *q = &doc.quotation[i];

		if (q->inner.begin == q->inner.end)
			continue;
		if (out.n > 0)
			buf_putc(&out, '|');
		for (k = 0; k < q->depth; k++)
			buf_putc(&out, '>');
		if (q->unclosed)
			buf_putc(&out, 'u');
		if (q->continues)
			buf_putc(&out, 'c');
		buf_add(&out, document_slice(&doc, q->inner));
	}
	ck_slice(buf_slice(&out), cases[_i].quotations, cases[_i].why);
	buf_free(&out);
	document_free(&doc);
}
END_TEST

/* States of the tokens: one letter each, in order. */
static const struct {
	const char *why, *text, *states;
} states[] = {
	{ "outside", "He left.", "..." },
	{ "a quotation", "“Go,” he said.", "(ii)..." },
	{ "nested marks are inside", "“‘Go’”", "(iii)" },
	{ "given up", "“Go, he said. “So,” he said.", "(iiiii(ii)..." },
};

START_TEST(token_states)
{
	static const char names[] = ".i()";
	struct document doc = { 0 };
	struct buf out = { 0 };
	size_t i;

	fill(&doc, states[_i].text);
	for (i = 0; i < doc.tokens; i++)
		buf_putc(&out, names[doc.token[i].quote]);
	ck_slice(buf_slice(&out), states[_i].states, states[_i].why);
	buf_free(&out);
	document_free(&doc);
}
END_TEST

/* A hostile paragraph: every mark opens; depth and time stay bounded. */
START_TEST(many_marks)
{
	struct document doc = { 0 };
	struct buf text = { 0 };
	size_t i;

	for (i = 0; i < 20000; i++)
		buf_add(&text, SLICE("“a ‘b 'c \"d »e "));
	buf_putc(&text, '\0');
	fill(&doc, text.p);
	ck_assert_uint_gt(doc.quotations, 0);
	for (i = 0; i < doc.quotations; i++)
		ck_assert_uint_le(doc.quotation[i].depth, 2);
	buf_free(&text);
	document_free(&doc);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("quotation");
	TCase *tc = tcase_create("quotation");

	tcase_add_loop_test(tc, quotations, 0, COUNT(cases));
	tcase_add_loop_test(tc, token_states, 0, COUNT(states));
	tcase_add_test(tc, many_marks);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
