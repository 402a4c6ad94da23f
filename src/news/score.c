#include "config.h"

#include <math.h>

#include "news/score.h"

/* Log-odds. */
struct weights {
	float bias, confidence;
	float fact[FACT_COUNT];
};

static const struct weights tables[BASIS_COUNT] = {
	[BASIS_RULE] = {
#include "model/score-rule.inc"
	},
	[BASIS_MODEL] = {
#include "model/score-model.inc"
	},
	[BASIS_FAST] = {
#include "model/score-fast.inc"
	},
};

static const char *const basis_names[BASIS_COUNT] = {
	"rule", "model", "fast"
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
	"nominal", "infinitive",
};

float
score_confidence(struct score_input in)
{
	float p = in.confidence;

	if (p <= 0)
		return 0;	/* by rule */
	p = p < 0.01f ? 0.01f : p > 0.999f ? 0.999f : p;
	return logf(p / (1 - p));
}

const char *
score_fact_name(enum score_fact f)
{
	return fact_names[f];
}

float
score_of(struct score_input in)
{
	const struct weights *w = &tables[in.basis];
	float sum = w->bias;

	for (int i = 0; i < FACT_COUNT; i++) {
		if (in.facts & (UINT32_C(1) << i))
			sum += w->fact[i];
	}
	sum += w->confidence * score_confidence(in);
	return 1 / (1 + expf(-sum));
}

void
score_explain(struct score_input in, struct buf *out)
{
	buf_add(out, slice_str(basis_names[in.basis]));
	if (in.confidence > 0) {
		size_t mille = (size_t)(in.confidence * 1000 + 0.5f);

		buf_add(out, SLICE(" sure="));
		buf_number(out, mille / 10);
		buf_putc(out, '.');
		buf_number(out, mille % 10);
		buf_putc(out, '%');
	}
	for (int i = 0; i < FACT_COUNT; i++) {
		if (!(in.facts & (UINT32_C(1) << i)))
			continue;
		buf_putc(out, ' ');
		buf_add(out, slice_str(fact_names[i]));
	}
}

/* "sure=97.1%" */
static float
parse_confidence(struct slice word)
{
	float mille = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] >= '0' && word.p[i] <= '9')
			mille = 10 * mille + (float)(word.p[i] - '0');
	}
	/* what rounds to nothing was something */
	return (mille > 0 ? mille : 1) / 1000;
}

bool
score_parse(struct slice text, struct score_input *in)
{
	size_t from = 0;
	bool any = false;

	*in = (struct score_input){ 0 };
	for (int i = 0; i < BASIS_COUNT; i++) {
		if (slice_starts(text, slice_str(basis_names[i]))) {
			in->basis = i;
			any = true;
		}
	}
	if (!any)
		return false;
	for (size_t i = 0; i <= text.n; i++) {
		struct slice word;

		if (i < text.n && text.p[i] != ' ')
			continue;
		word = slice_sub(text, from, i);
		from = i + 1;
		if (slice_starts(word, SLICE("sure=")))
			in->confidence = parse_confidence(word);
		for (int f = 0; f < FACT_COUNT; f++) {
			if (slice_eq(word, slice_str(fact_names[f])))
				in->facts |= UINT32_C(1) << f;
		}
	}
	return true;
}
