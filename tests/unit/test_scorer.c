#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "news/label.h"
#include "news/quotation.h"
#include "news/scorer.h"
#include "news/tokens.h"
#include "unit.h"

/* Whole documents, made of these and of numbers. */
static const char *const sentences[] = {
	"The mayor said the bridge was closed, and that it would stay so.",
	"“The bridge is closed,” Mary Jones, who owns a boat, said on Monday.",
	"“We “never” knew", "it was closed,” she added. “Not even then.”",
	"THE COUNCIL DENIED THAT ANYONE HAD ASKED.",
	"According to police, three men (none of them named) were hurt.",
	"It rained.", "’Tis so, he claimed; she thought: no.",
	"Asked why, the minister – who declined to be named – told the press",
	"that, as far as he knew, nobody had warned that the sea might rise.",
};

/* Sentence K of document D in B; some words are new in every document. */
static void
write_sentence(struct buf *b, unsigned d, unsigned k)
{
	const char *s = sentences[(k * 7 + d) % COUNT(sentences)];
	char word[32];

	buf_clear(b);
	buf_add(b, slice_str(s));
	for (unsigned i = 0; i < k % 4; i++) {
		snprintf(word, sizeof word, " warned%u that%u,",
		    (d * 131 + k * 17 + i) % 9000, d % 3 + i);
		buf_add(b, slice_str(word));
	}
}

static void
make_document(struct document *doc, unsigned d)
{
	struct offset_pair start = { .doc = 0 };
	struct text_row row = { .doc = SLICE("t"), .class = CLASS_BODY,
	    .map = { .pair = &start, .n = 1 } };
	struct buf text = { 0 };

	document_clear(doc);
	for (unsigned k = 0; k < 2 + d % 11; k++) {
		write_sentence(&text, d, k);
		row.text = buf_slice(&text);
		row.end = row.text.n;
		row.sent = k + 1;
		row.par = 1 + k / 2;
		ck_assert(document_add(doc, &row));
	}
	buf_free(&text);
	token_scan(doc);
	quotation_find(doc);
}

/* What is remembered is what is computed anew, to the bit. */
START_TEST(same_as_lattice)
{
	static struct crf_lattice quick, plain;
	struct document doc = { 0 };
	struct scorer scorer;
	struct feature_word *word;
	struct model m;
	const char *why;
	size_t begin, end, n;

	ck_assert_msg(model_open(&m, NULL, &why), "%s", why);
	scorer_init(&scorer, &m);
	for (unsigned d = 0; d < 400; d++) {
		make_document(&doc, d);
		if (d % 100 == 99)		/* a full table */
			scorer.forms.n = SCORER_FORMS + 1;
		word = calloc(doc.tokens + 1, sizeof *word);
		ck_assert_ptr_nonnull(word);
		scorer_words(&scorer, &doc, word);
		for (begin = 0; begin < doc.tokens; begin = end) {
			end = label_unit_end(&doc, begin);
			n = end - begin;
			scorer_lattice(&scorer, word, doc.tokens, begin, end,
			    &quick);
			label_lattice(&m, word, doc.tokens, begin, end,
			    &plain);
			ck_assert_uint_eq(quick.n, plain.n);
			ck_assert_mem_eq(quick.node, plain.node,
			    n * sizeof *plain.node);
			ck_assert_mem_eq(quick.edge, plain.edge,
			    n * sizeof *plain.edge);
			ck_assert_mem_eq(quick.trans, plain.trans,
			    n * sizeof *plain.trans);
		}
		free(word);
	}
	scorer_free(&scorer);
	model_close(&m);
	document_free(&doc);
}
END_TEST

/* A form is the spelling and whether it is a quotation mark. */
START_TEST(forms)
{
	struct document doc = { 0 };
	struct feature_word word[64];
	struct scorer scorer;
	struct model m;
	const char *why;

	ck_assert_msg(model_open(&m, NULL, &why), "%s", why);
	scorer_init(&scorer, &m);
	make_document(&doc, 1);		/* begins with a quoted sentence */
	ck_assert_uint_lt(doc.tokens, COUNT(word));
	scorer_words(&scorer, &doc, word);
	ck_assert_uint_eq(word[0].form, FEATURE_FORM_FIRST);
	ck_assert_uint_eq(word[0].punct, PUNCT_QUOTE);
	ck_assert_uint_eq(word[0].quote, QUOTE_OPEN);
	for (size_t i = 0; i < doc.tokens; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert((word[i].form == word[j].form) ==
			    (slice_eq(document_word(&doc, i),
			    document_word(&doc, j))));
	scorer_free(&scorer);
	model_close(&m);
	document_free(&doc);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("scorer");
	TCase *tc = tcase_create("scorer");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, same_as_lattice);
	tcase_add_test(tc, forms);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
