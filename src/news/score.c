#include "config.h"

#include <math.h>

#include "news/score.h"

/*
 * Weights are log-odds.  Labels by rule and by the model are two tables: by
 * rule there is no confidence.
 */
struct weights {
	float bias, confidence;
	float fact[FACT_COUNT];
};

static const struct weights by_rule = {
#include "model/score-rule.inc"
};

static const struct weights by_model = {
#include "model/score-model.inc"
};

static const char *const fact_names[FACT_COUNT] = {
	"direct", "mixed",
	"no-source", "source-pronoun", "source-name", "source-relative",
	"source-after", "source-near", "source-far",
	"no-cue", "cue-unknown", "cue-say", "cue-thought",
	"cue-noun", "cue-colon",
	"that",
	"content-first", "content-near", "content-far",
	"to-sentence-end", "to-comma", "short", "long",
	"several-spans",
	"continues", "negated", "headline",
};

/* Confidence as log-odds, kept in bounds. */
static float
log_odds(float p)
{
	p = p < 0.01f ? 0.01f : p > 0.999f ? 0.999f : p;
	return logf(p / (1 - p));
}

float
score_of(struct score_input in)
{
	const struct weights *w = in.confidence > 0 ? &by_model : &by_rule;
	float sum = w->bias;

	for (int i = 0; i < FACT_COUNT; i++) {
		if (in.facts & (UINT32_C(1) << i))
			sum += w->fact[i];
	}
	if (in.confidence > 0)
		sum += w->confidence * log_odds(in.confidence);
	return 1 / (1 + expf(-sum));
}

void
score_explain(struct score_input in, struct buf *out)
{
	size_t percent = (size_t)(in.confidence * 100 + 0.5f);

	buf_add(out, in.confidence > 0 ? SLICE("model") : SLICE("rule"));
	if (in.confidence > 0) {
		buf_add(out, SLICE(" sure="));
		buf_number(out, percent);
		buf_putc(out, '%');
	}
	for (int i = 0; i < FACT_COUNT; i++) {
		if (!(in.facts & (UINT32_C(1) << i)))
			continue;
		buf_putc(out, ' ');
		buf_add(out, slice_str(fact_names[i]));
	}
}
