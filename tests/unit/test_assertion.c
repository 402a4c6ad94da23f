#include "config.h"

#include <string.h>

#include "unit/unit.h"

#include "news/assertion.h"
#include "news/claimtype.h"
#include "news/quantity.h"

static const struct {
	const char *why, *act, *text, *modality;
	bool negative;
} claims[] = {
	{ "plain", "say", "the dam broke in March", "asserted", false },
	{ "not", "say", "the dam did not break", "asserted", true },
	{ "contracted", "say", "the dam didn't break", "asserted", true },
	{ "curly", "say", "the dam didn\xe2\x80\x99t break", "asserted", true },
	{ "no subject", "say", "no pumps were inspected", "asserted", true },
	{ "never", "", "He has never paid taxes.", "asserted", true },
	{ "not only", "say", "it not only leaked but burst", "asserted", false },
	{ "no doubt", "say", "there is no doubt the dam broke", "asserted",
	    false },
	{ "not, further on", "say",
	    "the dam broke because nobody did not listen", "asserted", false },
	{ "denied, itself positive", "deny", "the dam broke", "asserted",
	    false },
	{ "may", "say", "the wall may have cracked", "hedged", false },
	{ "reportedly", "", "The wall reportedly cracked.", "hedged", false },
	{ "in a relative", "say",
	    "the man who may have opened the gate was arrested", "asserted",
	    false },
	{ "will", "say", "the harbour will reopen", "predicted", false },
	{ "expected to", "", "The harbour is expected to reopen.", "predicted",
	    false },
	{ "predicted", "predict", "a wet spring", "predicted", false },
	{ "I will", "say", "I will rebuild the quay", "pledged", false },
	{ "we'll", "say", "we\xe2\x80\x99ll rebuild the quay", "pledged",
	    false },
	{ "its own deed", "say", "it will rebuild the quay", "pledged", false },
	{ "a state", "say", "it will be hard", "predicted", false },
	{ "it without source", "", "It will rebuild the quay.", "predicted",
	    false },
	{ "promised", "promise", "a new quay", "pledged", false },
	{ "should", "say", "the council should publish it", "directive",
	    false },
	{ "should, inverted", "say",
	    "the banks withdrew for fear of fines should they stay",
	    "asserted", false },
	{ "has to", "say", "the council has to publish it", "directive",
	    false },
	{ "demanded", "demand", "a public inquiry", "directive", false },
	{ "if", "say", "if the levy passes, taxes rise", "hypothetical",
	    false },
	{ "would, with if", "say", "taxes would rise if the levy passed",
	    "hypothetical", false },
	{ "would have", "say", "the wall would have held", "hypothetical",
	    false },
	{ "question", "", "Why did nobody check?", "asked", true },
	{ "question in marks", "ask", "\"Why now?\"", "asked", false },
	{ "whether", "ask", "whether the wall would hold", "asked", false },
	{ "empty", "", "", "asserted", false },
	{ "a mark", "", "?", "asked", false },
};

START_TEST(claim)
{
	struct asserter a;
	struct words w = { 0 };
	struct assertion as;

	asserter_init(&a, lexicon_find("en", "assertion"));
	word_split(&w, slice_str(claims[_i].text));
	asserter_read(&a, &w);
	as = asserter_claim(&a, &w, slice_str(claims[_i].act));
	ck_slice(slice_str(modality_name(as.modality)), claims[_i].modality,
	    claims[_i].why);
	ck_assert_msg(as.negative == claims[_i].negative, "%s: polarity",
	    claims[_i].why);
	asserter_free(&a);
	word_free(&w);
}
END_TEST

static const struct {
	const char *text, *event;
	enum factuality f;
} events[] = {
	{ "The dam broke in March .", "broke", FACTUALITY_FACT },
	{ "The dam did n't break .", "break", FACTUALITY_DENIAL },
	{ "The dam has not yet been repaired .", "repaired",
	    FACTUALITY_DENIAL },
	{ "No cracks have been found .", "found", FACTUALITY_DENIAL },
	{ "They declined to comment .", "comment", FACTUALITY_DENIAL },
	{ "They did not decline to comment .", "comment", FACTUALITY_FACT },
	{ "They agreed to pay .", "pay", FACTUALITY_FACT },
	{ "They want to pay .", "pay", FACTUALITY_DOUBT },
	{ "They travelled to meet the mayor .", "meet", FACTUALITY_FACT },
	{ "The dam may break .", "break", FACTUALITY_DOUBT },
	{ "If the dam breaks we leave .", "breaks", FACTUALITY_DOUBT },
	{ "They demanded that he be freed .", "freed", FACTUALITY_DOUBT },
	{ "They kept him from leaving .", "leaving", FACTUALITY_DOUBT },
	{ "It went on without any change .", "change", FACTUALITY_DENIAL },
	{ "They rejected any change .", "change", FACTUALITY_DENIAL },
	{ "They sought his return .", "return", FACTUALITY_DOUBT },
	{ "They took no part .", "part", FACTUALITY_DENIAL },
	{ "to", "to", FACTUALITY_FACT },
	{ "to go", "go", FACTUALITY_DOUBT },
};

START_TEST(event)
{
	struct asserter a;
	struct words w = { 0 };
	size_t i = 0;

	asserter_init(&a, lexicon_find("en", "assertion"));
	word_split(&w, slice_str(events[_i].text));
	asserter_read(&a, &w);
	while (i + 1 < w.n && !word_is(&w, i, events[_i].event))
		i++;
	ck_assert_msg(asserter_event(&a, &w, i) == events[_i].f,
	    "%s: %d", events[_i].text, (int)asserter_event(&a, &w, i));
	asserter_free(&a);
	word_free(&w);
}
END_TEST

static const struct {
	const char *text, *types;
	enum modality modality;
	bool quantity;
} types[] = {
	{ "the dam broke", "event", MODALITY_ASSERTED, false },
	{ "the dam is old", "property", MODALITY_ASSERTED, false },
	{ "40 houses are empty", "quantity", MODALITY_ASSERTED, true },
	{ "it is older than the town", "comparison", MODALITY_ASSERTED,
	    false },
	{ "it broke because of the rain", "event,causal", MODALITY_ASSERTED,
	    false },
	{ "it is against the law", "rule", MODALITY_ASSERTED, false },
	{ "the dam will break", "prediction", MODALITY_PREDICTED, false },
	{ "we will rebuild it", "commitment", MODALITY_PLEDGED, false },
	{ "they must rebuild it", "position", MODALITY_DIRECTIVE, false },
	{ "the mayor lied", "event,accusation", MODALITY_ASSERTED, false },
	{ "my house is gone", "personal", MODALITY_ASSERTED, false },
	{ "according to the mayor", "quote", MODALITY_ASSERTED, false },
	{ "", "property", MODALITY_ASSERTED, false },
};

START_TEST(type)
{
	struct words w = { 0 };
	struct buf out = { 0 };
	unsigned found, parsed;

	word_split(&w, slice_str(types[_i].text));
	found = claimtype_find(lexicon_find("en", "claimtype"), &w,
	    types[_i].modality, types[_i].quantity);
	claimtype_put(found, &out);
	ck_slice(buf_slice(&out), types[_i].types, types[_i].text);
	ck_assert(claimtype_parse(buf_slice(&out), &parsed));
	ck_assert_uint_eq(parsed, found);
	word_free(&w);
	buf_free(&out);
}
END_TEST

START_TEST(unknown_type)
{
	unsigned found;

	ck_assert(!claimtype_parse(SLICE("event,rumour"), &found));
	ck_assert(!claimtype_parse(SLICE(""), &found));
	ck_assert(!claimtype_parse(SLICE("event,"), &found));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("assertion");
	TCase *tc = tcase_create("assertion");

	suite_add_tcase(suite, tc);
	tcase_add_loop_test(tc, claim, 0, COUNT(claims));
	tcase_add_loop_test(tc, event, 0, COUNT(events));
	tcase_add_loop_test(tc, type, 0, COUNT(types));
	tcase_add_test(tc, unknown_type);
	return unit_run(suite);
}
