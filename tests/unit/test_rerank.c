#include "config.h"

#include "base/buf.h"

#include "news/rerank.h"
#include "unit.h"

/* C content, Q cue, S source, small: goes on; comma where w has a comma. */
static const struct {
	const char *why, *words, *labels, *links;
} cases[] = {
	{ "nothing", "xxxx", "oooo", "" },
	{ "source, cue, content", "xxxxx", "SQCcc", "Q1S0C2 " },
	{ "content, source, cue", "xx,xx", "CcoSQ", "Q2S1C0 " },
	{ "a nearer source on the left wins", "xxxxx", "SQoSC", "Q1S0C3 " },
	{ "two attributions", "xxxxxxx", "SQCoSQC", "Q1S0C2 Q4S3C5 " },
	{ "two contents, one cue", "xx,xx,x", "CcoSQoC", "Q2S1C0C3 " },
	{ "content without cue", "xx", "Cc", "-C0 " },
	{ "cue without content", "xx", "SQ", "Q1S0 " },
};

START_TEST(links)
{
	struct feature_word w[16] = { { 0 } };
	struct rerank_context context = { 0 };
	static struct rerank_analysis a;
	static uint64_t key[RERANK_KEYS];
	uint8_t label[16];
	struct buf out = { 0 };
	int n = (int)strlen(cases[_i].labels), i, k;
	size_t keys;

	for (i = 0; i < n; i++) {
		const char *at = strchr("oCcQqSs", cases[_i].labels[i]);

		label[i] = (uint8_t)(at - "oCcQqSs");
		if (cases[_i].words[i] == ',')
			w[i].punct = PUNCT_COMMA;
	}
	rerank_analyse(w, n, label, &a);
	for (i = 0; i < a.links; i++) {
		if (a.link[i].cue >= 0) {
			buf_putc(&out, 'Q');
			buf_number(&out, (size_t)a.link[i].cue);
		} else {
			buf_putc(&out, '-');
		}
		if (a.link[i].source >= 0) {
			buf_putc(&out, 'S');
			buf_number(&out, (size_t)a.link[i].source);
		}
		for (k = 0; k < a.link[i].contents; k++) {
			buf_putc(&out, 'C');
			buf_number(&out, (size_t)a.link[i].content[k]);
		}
		buf_putc(&out, ' ');
	}
	ck_slice(buf_slice(&out), cases[_i].links, cases[_i].why);
	keys = rerank_features(w, n, &a, &context, key);
	ck_assert_uint_gt(keys, 0);
	ck_assert_uint_le(keys, RERANK_KEYS);
	buf_free(&out);
}
END_TEST

/* More spans than there is room for: the rest is left alone. */
START_TEST(many_spans)
{
	static struct feature_word w[CRF_TOKENS];
	static struct rerank_analysis a;
	static uint64_t key[RERANK_KEYS];
	static uint8_t label[CRF_TOKENS];
	struct rerank_context context = { 0 };
	int i;

	for (i = 0; i < CRF_TOKENS; i++)
		label[i] = (uint8_t)(1 + 2 * (i % 3));
	rerank_analyse(w, CRF_TOKENS, label, &a);
	ck_assert_int_eq(a.spans, RERANK_SPANS);
	ck_assert_uint_le(rerank_features(w, CRF_TOKENS, &a, &context, key),
	    RERANK_KEYS);
}
END_TEST

/* A window that never ends: words beyond the room are forgotten. */
START_TEST(memory_is_bounded)
{
	static struct rerank_memory memory;
	static struct rerank_analysis a;
	static uint64_t key[RERANK_KEYS];
	struct feature_word w[3] = { { 0 } };
	uint8_t label[] = { LABEL_B_SOURCE, LABEL_B_CUE, LABEL_B_CONTENT };
	struct rerank_context context = { .memory = &memory, .first = &a };
	size_t bare, keys;
	uint32_t i;

	rerank_analyse(w, 3, label, &a);
	for (i = 1; i <= 100000; i++) {
		w[0].word = i * 2654435761u | 1;
		w[1].word = 2;
		rerank_memory_add(&memory, w, &a);
	}
	ck_assert_uint_eq(memory.words, RERANK_MEMORY / 2);
	ck_assert_uint_eq(memory.sentences, 100000);
	ck_assert_uint_eq(memory.contents, 100000);
	keys = rerank_features(w, 3, &a, &context, key);
	context.memory = NULL;
	bare = rerank_features(w, 3, &a, &context, key);
	ck_assert_uint_gt(keys, bare);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rerank");
	TCase *tc = tcase_create("rerank");

	tcase_add_loop_test(tc, links, 0, COUNT(cases));
	tcase_add_test(tc, many_spans);
	tcase_add_test(tc, memory_is_bounded);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
