#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit/unit.h"

#include "news/claim.h"

static struct claim
judge(struct claimer *c, const char *content, const char *kind)
{
	struct claim claim;

	claim_judge(c, slice_str(content), slice_str(kind),
	    slice_str("say"), &claim);
	return claim;
}

/* More checkable first: each is more worth checking than the next. */
static const char *const ladder[] = {
	"Unemployment fell by 12 percent in 2019, the lowest since the war.",
	"The council voted against the levy last year.",
	"Thank you all for coming.",
};

START_TEST(order)
{
	struct claimer c;
	const char *missing;

	ck_assert(claim_open(&c, "en", &claimmodel_builtin, 3, &missing));
	for (size_t i = 0; i + 1 < COUNT(ladder); i++) {
		unsigned a = judge(&c, ladder[i], "indirect").worth;
		unsigned b = judge(&c, ladder[i + 1], "indirect").worth;

		ck_assert_msg(a > b, "%s: %u, %s: %u", ladder[i], a,
		    ladder[i + 1], b);
	}
	claim_close(&c);
}
END_TEST

START_TEST(several_sentences)
{
	struct claimer c;
	struct claim claim, alone;
	const char *missing;
	char why[256];

	ck_assert(claim_open(&c, "en", &claimmodel_builtin, 3, &missing));
	alone = judge(&c, ladder[0], "direct");
	snprintf(why, sizeof(why), "%.*s", (int)alone.why.n, alone.why.p);
	claim = judge(&c, "Thank you. Unemployment fell by 12 percent in "
	    "2019, the lowest since the war. Why not say so to 40 people?",
	    "direct");
	ck_assert_uint_eq(claim.worth, alone.worth);
	ck_assert_uint_eq(claim.checkable, alone.checkable);
	ck_slice(claim.why, why, "reasons of the best sentence");
	ck_slice(claim.quantity, "=:12:percent;=:40:person",
	    "quantities of all");
	ck_assert_int_eq(claim.assertion.modality, MODALITY_ASSERTED);
	claim_close(&c);
}
END_TEST

START_TEST(nothing)
{
	struct claimer c;
	struct claim claim;
	const char *missing;

	ck_assert(claim_open(&c, "en", &claimmodel_builtin, 3, &missing));
	claim = judge(&c, "", "");
	ck_assert_uint_eq(claim.types, 1u << CLAIMTYPE_PROPERTY);
	ck_slice(claim.quantity, "", "empty");
	claim = judge(&c, "\xff\xfe \xe2\x80", "direct");
	ck_assert_uint_le(claim.worth, 999);
	claim_close(&c);
	ck_assert(!claim_open(&c, "tlh", &claimmodel_builtin, 3, &missing));
}
END_TEST

/* Narrator's text that is nothing but who says something, and that is not. */
static const struct {
	const char *text, *kind;
	bool frame;
} frames[] = {
	{ "he said.", "narrator", true },
	{ "The mayor also announced that", "narrator", true },
	{ "The council has vowed", "narrator", true },
	{ "In a letter to the port authority, the union said", "narrator",
	    true },
	{ "said Ada Quill, who heads the port authority.", "narrator", true },
	{ "Bo Tarn, the harbour master, said in a news release.", "narrator",
	    true },
	{ "When they found it on Aug. 10, the owners alleged that",
	    "narrator", true },
	{ "he said.", "direct", false },
	{ "The claims of the union cost 40 jobs.", "narrator", false },
	{ "The ferry sank.", "narrator", false },
	{ "The union said in March that 40 jobs would go.", "narrator",
	    false },
	{ "", "narrator", false },
};

START_TEST(frame)
{
	struct claimer c;
	const char *missing;

	ck_assert(claim_open(&c, "en", &claimmodel_builtin, 3, &missing));
	ck_assert(!frames[_i].frame == !(judge(&c, frames[_i].text,
	    frames[_i].kind).corrections >> CORRECTION_FRAME & 1));
	claim_close(&c);
}
END_TEST

/* The same statement so many times over. */
START_TEST(long_statement)
{
	struct claimer c;
	struct buf text = { 0 };
	const char *missing;

	ck_assert(claim_open(&c, "en", &claimmodel_builtin, SIZE_MAX,
	    &missing));
	for (int i = 0; i < 20000; i++)
		buf_add(&text, SLICE("more than 40 boats sank and "));
	buf_putc(&text, '\0');
	judge(&c, text.p, "direct");
	buf_free(&text);
	claim_close(&c);
}
END_TEST

START_TEST(debate)
{
	struct claim_model m = claimmodel_debate(&claimmodel_builtin);

	for (int h = 0; h < CLAIM_HEADS; h++) {
		ck_assert_ptr_eq(m.head[h].slot,
		    claimmodel_builtin.head[h].slot);
		ck_assert_int_eq(m.head[h].factor,
		    claimmodel_builtin.head[h].raw_factor);
		for (int k = 0; k < CLAIM_CORRECTIONS; k++)
			ck_assert_int_eq(m.head[h].correction[k], 0);
	}
}
END_TEST

static const struct {
	int64_t logit;
	unsigned permille;
} logistic[] = {
	{ 0, 500 }, { 1024, 731 }, { -1024, 269 }, { 2048, 881 },
	{ 64, 516 }, { 8192, 999 }, { -8192, 1 }, { INT64_MAX / 2, 999 },
	{ INT64_MIN / 2, 1 },
};

START_TEST(probability)
{
	ck_assert_uint_eq(claimmodel_permille(logistic[_i].logit),
	    logistic[_i].permille);
}
END_TEST

static const char *const broken[] = {
	"", "#\n", "nclaim-model 2\n", "nclaim-model 1\n",
	"nclaim-model 1\nhead worth\n",
	"nclaim-model 1\nhead gravity 1 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0\n00\n",
	"nclaim-model 1\nhead worth 1 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0\n00\n",
	"nclaim-model 1\nhead worth 99999999999 1 1 1 0 0 0 0 0 0 0 0 0\n",
	"nclaim-model 1\nhead worth 1 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0\nxyz\n",
};

START_TEST(broken_model)
{
	char path[] = "/tmp/test_claim.XXXXXX";
	struct claim_model m;
	const char *why = NULL;
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, broken[_i], strlen(broken[_i])),
	    (ssize_t)strlen(broken[_i]));
	close(fd);
	ck_assert(!claimmodel_read(&m, path, &why));
	ck_assert_ptr_nonnull(why);
	unlink(path);
	ck_assert(!claimmodel_read(&m, path, &why));	/* it is gone */
}
END_TEST

/* The file that was compiled in gives what is compiled in. */
START_TEST(built_in_model)
{
	struct claim_model m;
	const char *dir = getenv("TESTDIR"), *why = "";
	char path[512];

	snprintf(path, sizeof(path), "%s/../src/model/claim.txt",
	    dir != NULL ? dir : "tests");
	ck_assert_msg(claimmodel_read(&m, path, &why), "%s: %s", path, why);
	for (int h = 0; h < CLAIM_HEADS; h++) {
		const struct claim_weights *a = &m.head[h];
		const struct claim_weights *b = &claimmodel_builtin.head[h];

		ck_assert_mem_eq(a->slot, b->slot, CLAIMFEATURE_SLOTS);
		ck_assert_int_eq(a->factor, b->factor);
		ck_assert_int_eq(a->bias, b->bias);
		ck_assert_int_eq(a->raw_factor, b->raw_factor);
		ck_assert_int_eq(a->raw_bias, b->raw_bias);
		ck_assert_mem_eq(a->correction, b->correction,
		    sizeof(a->correction));
	}
	claimmodel_free(&m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("claim");
	TCase *tc = tcase_create("claim");

	suite_add_tcase(suite, tc);
	tcase_add_test(tc, order);
	tcase_add_test(tc, several_sentences);
	tcase_add_test(tc, nothing);
	tcase_add_test(tc, long_statement);
	tcase_add_loop_test(tc, frame, 0, COUNT(frames));
	tcase_add_test(tc, debate);
	tcase_add_loop_test(tc, probability, 0, COUNT(logistic));
	tcase_add_loop_test(tc, broken_model, 0, COUNT(broken));
	tcase_add_test(tc, built_in_model);
	return unit_run(suite);
}
