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
	{ "no doubt, first", "say", "No doubt the dam broke", "asserted",
	    false },
	{ "the answer no", "say", "No, the dam broke in March", "asserted",
	    false },
	{ "the answer no, alone", "say", "No.", "asserted", false },
	{ "no and a noun, first", "say", "No dam broke", "asserted", true },
	{ "neither", "say", "Neither pump worked", "asserted", true },
	{ "nor", "say", "Nor did the pump work", "asserted", true },
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
	{ "if, asked", "ask", "if the wall had held", "asked", false },
	{ "unless", "say", "unless it rains the gate stays shut",
	    "hypothetical", false },
	{ "won't", "say", "the harbour won't reopen", "predicted", true },
	{ "he'll", "", "He'll reopen the harbour.", "predicted", false },
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
	{ "They took no further part .", "part", FACTUALITY_DENIAL },
	/* what stands between the event and its negation */
	{ "The dam has not properly held .", "held", FACTUALITY_DENIAL },
	{ "It did not also still now really actually already again break .",
	    "break", FACTUALITY_FACT },		/* eight words away */
	/* before "to", a word that decides */
	{ "Refused to comment .", "comment", FACTUALITY_DENIAL },
	{ "They have not agreed to pay .", "pay", FACTUALITY_DENIAL },
	{ "They agreed to not pay .", "pay", FACTUALITY_DENIAL },
	{ "They may have agreed to pay .", "pay", FACTUALITY_DOUBT },
	{ "to not go", "go", FACTUALITY_DENIAL },
	/* before "to", a word that does not */
	{ "They walked home to not pay .", "pay", FACTUALITY_DENIAL },
	{ "They had not travelled to meet the mayor .", "meet",
	    FACTUALITY_DENIAL },
	{ "They asked him to pay .", "pay", FACTUALITY_DOUBT },
	{ "As they had asked , Ana travelled to meet the mayor .", "meet",
	    FACTUALITY_FACT },
	{ "The sailors he had warned who travelled to meet her were late .",
	    "meet", FACTUALITY_FACT },
	{ "They might have travelled to meet the mayor .", "meet",
	    FACTUALITY_DOUBT },
	{ "They travelled home to quickly meet the mayor .", "meet",
	    FACTUALITY_FACT },
	{ "The boat crawled ashore to be repaired .", "repaired",
	    FACTUALITY_DOUBT },
	{ "He asked to be driven home to rest .", "rest", FACTUALITY_DOUBT },
	{ "The crew were home to rest .", "rest", FACTUALITY_FACT },
	{ "Crews run home to rest .", "rest", FACTUALITY_DOUBT },
	{ "Home to rest .", "rest", FACTUALITY_DOUBT },
	/* subjects */
	{ "Has been repaired .", "repaired", FACTUALITY_FACT },
	{ "The old pumps of the town hall have broken .", "broken",
	    FACTUALITY_FACT },
	{ "No one doubts that pumps have failed .", "failed",
	    FACTUALITY_FACT },
	{ "No , the pumps have failed .", "failed", FACTUALITY_FACT },
	/* conditions */
	{ "If you ask he says that the dam broke .", "broke",
	    FACTUALITY_FACT },
	{ "If asked , he says the dam broke .", "broke", FACTUALITY_FACT },
	{ "The dam that the town built in the year of the great flood and "
	    "all its gates but the one at the mill broke .", "broke",
	    FACTUALITY_FACT },
	{ "They would pay .", "pay", FACTUALITY_FACT },
	{ "They would pay if asked .", "pay", FACTUALITY_DOUBT },
	{ "They would have paid .", "paid", FACTUALITY_DOUBT },
	/* -ing */
	{ "They lost the chance of winning .", "winning", FACTUALITY_DOUBT },
	{ "They dreamt of winning .", "winning", FACTUALITY_FACT },
	{ "Leaving hurt them .", "leaving", FACTUALITY_FACT },
	{ "For winning they got a cup .", "winning", FACTUALITY_FACT },
	/* nouns */
	{ "They welcomed any change .", "change", FACTUALITY_DOUBT },
	{ "They took any road and drove .", "drove", FACTUALITY_FACT },
	{ "As they demanded , repairs began .", "repairs", FACTUALITY_FACT },
	{ "The men they sought who fled are back .", "fled",
	    FACTUALITY_FACT },
	{ "They want to win votes .", "votes", FACTUALITY_DOUBT },
	{ "They warn to expect rain .", "rain", FACTUALITY_DOUBT },
	{ "They agreed to hold talks .", "talks", FACTUALITY_FACT },
	{ "It took time to hold talks .", "talks", FACTUALITY_FACT },
	{ "They go where they want to ; fights follow .", "fights",
	    FACTUALITY_FACT },
	{ "They may win more votes .", "votes", FACTUALITY_DOUBT },
	{ "The man who may win said votes matter .", "votes",
	    FACTUALITY_FACT },
	/* a negation that ends before the event */
	{ "He said no , protests began .", "protests", FACTUALITY_FACT },
	{ "He said no because strikes loomed .", "strikes",
	    FACTUALITY_FACT },
	{ "He said no and left .", "left", FACTUALITY_FACT },
	{ "Without pay strikes followed .", "strikes", FACTUALITY_FACT },
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
