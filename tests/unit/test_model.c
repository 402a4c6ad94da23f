#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "news/label.h"
#include "news/quotation.h"
#include "news/tokens.h"
#include "unit.h"

/* A model of nothing: no words, one bucket, one row. */
static struct buf
small(void)
{
	struct model_header h = { .node_buckets = 1, .edge_rows = 1,
	    .node_scale = 1, .edge_scale = 1, .trans_scale = 1,
	    .choice_scale = 1, .choice_log = 1 };
	struct buf b = { 0 };
	size_t n = MODEL_HEADER + 64 + 64, trans;
	struct crf_automaton a;

	crf_automaton_init(&a, CRF_LAST);
	trans = (size_t)FEATURE_EDGE_CLASSES * a.states * CRF_ROW * 2;
	n += (trans + 63) / 64 * 64;
	while (b.n < n)
		buf_putc(&b, 0);
	h.sections = (uint32_t)(n - MODEL_HEADER);
	model_seal(&h, (unsigned char *)b.p);
	return b;
}

START_TEST(small_model_opens)
{
	struct buf b = small();
	const char *why;
	struct model m;

	ck_assert_msg(model_parse(&m, buf_slice(&b), &why), "%s", why);
	ck_assert_ptr_null(model_lookup(&m, 12345));
	model_close(&m);
	buf_free(&b);
}
END_TEST

START_TEST(damage_is_refused)
{
	struct buf b = small();
	const char *why;
	struct model m;
	size_t i;

	for (i = 0; i < MODEL_HEADER + 200; i++) {
		if (i >= 72 && i < MODEL_HEADER)
			continue;		/* not used */
		if (i >= 60 && i < 64)
			continue;
		b.p[i] ^= 0x55;
		ck_assert_msg(!model_parse(&m, buf_slice(&b), &why),
		    "byte %zu", i);
		ck_assert_ptr_nonnull(why);
		b.p[i] ^= 0x55;
	}
	for (i = 0; i < b.n; i += 37)
		ck_assert(!model_parse(&m, slice_sub(buf_slice(&b), 0, i),
		    &why));
	buf_free(&b);
}
END_TEST

/* Counts that do not fit are refused although the checksum is right. */
START_TEST(bad_counts_are_refused)
{
	struct model_header h[] = {
		{ .node_buckets = 2, .edge_rows = 1 },
		{ .node_buckets = 0, .edge_rows = 1 },
		{ .node_buckets = 3, .edge_rows = 1 },
		{ .node_buckets = 1, .edge_rows = 1u << 31 },
		{ .node_buckets = 1, .edge_rows = 1, .words = 1u << 30 },
		{ .node_buckets = 1, .edge_rows = 1, .words = 9 },
		{ .node_buckets = 1, .edge_rows = 1, .phrases = 1 },
		{ .node_buckets = 1, .edge_rows = 1, .memory = 77 },
		{ .node_buckets = 1, .edge_rows = 1, .choice_buckets = 5 },
	};
	struct buf b = small();
	const char *why;
	struct model m;

	h[_i].node_scale = h[_i].edge_scale = h[_i].trans_scale = 1;
	h[_i].choice_scale = h[_i].choice_log = 1;
	h[_i].sections = (uint32_t)(b.n - MODEL_HEADER);
	model_seal(&h[_i], (unsigned char *)b.p);
	ck_assert(!model_parse(&m, buf_slice(&b), &why));
	buf_free(&b);
}
END_TEST

/* The checksum of what is compiled in is not looked at when it is opened. */
START_TEST(builtin_is_whole)
{
	const char *top = getenv("srcdir"), *why;
	struct buf file = { 0 };
	struct model m;

	buf_add(&file, slice_str(top != NULL ? top : "."));
	buf_add(&file, SLICE("/src/model/attribution.model"));
	buf_putc(&file, '\0');
	ck_assert_msg(model_open(&m, file.p, &why), "%s: %s", file.p, why);
	model_close(&m);
	buf_free(&file);
}
END_TEST

START_TEST(missing_file)
{
	const char *why;
	struct model m;

	ck_assert(!model_open(&m, "/nonexistent/model", &why));
	ck_assert_str_eq(why, "cannot be read");
}
END_TEST

/* The model compiled in: labels as letters, a token each. */
static const struct {
	const char *why, *text, *labels;
} sentences[] = {
	{ "nothing said", "The bridge is closed on Sundays.", "ooooooo" },
	{ "indirect", "The mayor said the bridge was closed.", "SSQCCCCo" },
	{ "direct", "“The bridge is closed,” Mary Jones said.",
	    "CCCCCCCSSQo" },
	{ "capitals", "THE MAYOR SAID THE BRIDGE WAS CLOSED.", "SSQCCCCo" },
	{ "according to", "According to police, three men were hurt.",
	    "QQSoCCCCo" },
};

START_TEST(labels)
{
	static const char letters[] = "oCCQQSS";
	struct offset_pair start = { .doc = 0 };
	struct text_row row = { .doc = SLICE("t"), .class = CLASS_BODY,
	    .par = 1, .sent = 1, .map = { .pair = &start, .n = 1 } };
	struct document doc = { 0 };
	struct labeler l;
	struct buf out = { 0 };
	struct model m;
	const char *why;
	size_t i;

	ck_assert_msg(model_open(&m, NULL, &why), "%s", why);
	row.text = slice_str(sentences[_i].text);
	row.end = row.text.n;
	ck_assert(document_add(&doc, &row));
	token_scan(&doc);
	quotation_find(&doc);
	labeler_init(&l, &m, (struct label_options){ .fast = false });
	label_document(&l, &doc);
	for (i = 0; i < doc.tokens; i++)
		buf_putc(&out, letters[doc.token[i].label]);
	ck_slice(buf_slice(&out), sentences[_i].labels, sentences[_i].why);
	ck_assert(doc.sentence[0].confidence > 0.1f);
	ck_assert(doc.sentence[0].confidence <= 1);
	labeler_free(&l);
	model_close(&m);
	document_free(&doc);
	buf_free(&out);
}
END_TEST

/* A sentence of any length: cut in pieces, no crash, all tokens labelled. */
START_TEST(endless_sentence)
{
	struct offset_pair start = { .doc = 0 };
	struct text_row row = { .doc = SLICE("t"), .class = CLASS_BODY,
	    .par = 1, .sent = 1, .map = { .pair = &start, .n = 1 } };
	struct document doc = { 0 };
	struct buf text = { 0 };
	struct labeler l;
	struct model m;
	const char *why;
	size_t i;

	for (i = 0; i < 20000; i++)
		buf_add(&text, SLICE("he said \"the ‘sea, "));
	row.text = buf_slice(&text);
	row.end = row.text.n;
	ck_assert(document_add(&doc, &row));
	token_scan(&doc);
	quotation_find(&doc);
	ck_assert(model_open(&m, NULL, &why));
	labeler_init(&l, &m, (struct label_options){ .fast = false });
	label_document(&l, &doc);
	labeler_free(&l);
	model_close(&m);
	document_free(&doc);
	buf_free(&text);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("model");
	TCase *tc = tcase_create("model");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, small_model_opens);
	tcase_add_test(tc, damage_is_refused);
	tcase_add_loop_test(tc, bad_counts_are_refused, 0, 9);
	tcase_add_test(tc, builtin_is_whole);
	tcase_add_test(tc, missing_file);
	tcase_add_loop_test(tc, labels, 0, COUNT(sentences));
	tcase_add_test(tc, endless_sentence);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
