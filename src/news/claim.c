/* claim.c - how checkable a statement is, of what kind, how asserted */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/claim.h"

enum {
	SHORT_WORDS = 6,	/* fewer are a fragment more often than not */
	FRAME_WORDS = 5,	/* longest frame: "the mayor also said later" */
	NAMED_REASONS = 64	/* room for the named counts (claimfeature) */
};

bool
claim_open(struct claimer *c, const char *lang,
    const struct claim_model *model, size_t reasons, const char **missing)
{
	const struct lexicon_table *classes, *assertion, *kinds;

	*c = (struct claimer){ .model = model, .reasons = reasons };
	classes = lexicon_find(lang, "claimclass");
	assertion = lexicon_find(lang, "assertion");
	kinds = lexicon_find(lang, "wordkind");
	c->types = lexicon_find(lang, "claimtype");
	c->say = lexicon_find(lang, "say");	/* may be missing */
	*missing = classes == NULL ? "claimclass" : assertion == NULL ?
	    "assertion" : c->types == NULL ? "claimtype" :
	    kinds == NULL ? "wordkind" : "unit";
	if (classes == NULL || assertion == NULL || c->types == NULL ||
	    kinds == NULL || !quantity_lists(&c->lists, lang))
		return false;
	c->rules = sentence_rules(lang);
	claimfeature_init(&c->features, classes, kinds);
	asserter_init(&c->asserter, assertion);
	c->part = mem_alloc(NAMED_REASONS + CLAIMFEATURE_WORDS,
	    sizeof(*c->part));
	return true;
}

void
claim_close(struct claimer *c)
{
	word_free(&c->words);
	claimfeature_free(&c->features);
	asserter_free(&c->asserter);
	buf_free(&c->quantity);
	buf_free(&c->why);
	free(c->part);
	*c = (struct claimer){ 0 };
}

/* "the two countries", "one side": known already, or no amount to speak of. */
static bool
is_idle(const struct words *w, const struct quantity *q)
{
	static const char *const known[] = {
		"the", "these", "those", "its", "their", "our", "his", "her",
	};

	if (*q->op != '=' || q->low > 10 * QUANTITY_ONE ||
	    w->word[q->start].kind != WORD_LETTERS)
		return false;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (q->start > 0 && word_is(w, q->start - 1, known[i]))
			return true;
	return q->low == QUANTITY_ONE;
}

/* Append the quantities of the sentence; whether any makes a claim. */
static bool
add_quantities(struct claimer *c)
{
	struct quantity q;
	bool any = false;

	for (size_t i = 0; quantity_next(&c->lists, &c->words, i, &q);
	    i = q.end) {
		if (c->quantity.n > 0)
			buf_putc(&c->quantity, ';');
		quantity_put(&q, &c->quantity);
		for (size_t k = q.start; *q.op != '=' && k < q.end; k++)
			c->words.word[k].bound = true;
		any |= !is_idle(&c->words, &q);
	}
	return any;
}

/* Whether word I opens what may follow "said" in a frame: "in a letter". */
static bool
opens_adverbial(const struct words *w, size_t i)
{
	static const char *const words[] = {
		"after", "at", "during", "in", "of", "on", "to"
	};

	return WORD_IS_ONE_OF(w, i, words);
}

/*
 * "he said", "China has vowed", "said the mayor, who ...", "The mayor said in
 * a letter": what nattribute leaves of a sentence when it takes the content
 * out.  Without it nothing is claimed.
 */
static bool
is_frame(const struct claimer *c, struct slice kind)
{
	static const char *const ends[] = {
		"as", "called", "cited", "described", "that", "to", "vowed",
		"vows"
	};
	static const char *const own[] = { "i", "we", "you" };
	const struct words *w = &c->words;
	size_t n = 0, first = w->n, last = 0, say = w->n;
	bool figures = false;

	if (!slice_eq(kind, SLICE("narrator")))
		return false;
	for (size_t i = 0; i < w->n; i++) {
		figures |= w->word[i].kind == WORD_NUMBER;
		if (WORD_IS_ONE_OF(w, i, own))
			return false;		/* somebody speaks */
		if (w->word[i].kind != WORD_LETTERS)
			continue;
		n++;
		first = first < i ? first : i;
		last = i;
		if (lexicon_has(c->say, w->word[i].low))
			say = i;
	}
	if (last + 1 == w->n && WORD_IS_ONE_OF(w, last, ends))
		return true;			/* it breaks off */
	if (say == w->n)
		return false;
	if (say == last || (say == first && !w->word[say].capital))
		return true;
	return !figures && (n <= FRAME_WORDS ||
	    (last - say <= FRAME_WORDS && opens_adverbial(w, say + 1)));
}

static unsigned
corrections(const struct claimer *c, const struct claim *claim,
    struct slice kind)
{
	static const int by_modality[MODALITIES] = {
		-1, CORRECTION_HEDGED, CORRECTION_PREDICTED,
		CORRECTION_PLEDGED, CORRECTION_DIRECTIVE,
		CORRECTION_HYPOTHETICAL, CORRECTION_ASKED,
	};
	const struct {
		bool holds;
		enum claim_correction correction;
	} table[] = {
		{ slice_eq(kind, SLICE("narrator")), CORRECTION_NARRATOR },
		{ slice_eq(kind, SLICE("direct")), CORRECTION_DIRECT },
		{ slice_eq(kind, SLICE("mixed")), CORRECTION_MIXED },
		{ claim->types & 1u << CLAIMTYPE_QUANTITY,
		    CORRECTION_QUANTITY },
		{ c->words.n < SHORT_WORDS, CORRECTION_SHORT },
		{ is_frame(c, kind), CORRECTION_FRAME },
	};
	int m = by_modality[claim->assertion.modality];
	unsigned set = m >= 0 ? 1u << m : 0;

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (table[i].holds)
			set |= 1u << table[i].correction;
	return set;
}

/* The log-odds of HEAD with the corrections of CLAIM. */
static int64_t
judge_head(const struct claimer *c, enum claim_head head,
    struct claim *claim)
{
	int64_t z = claimmodel_logit(c->model, head, &c->features);

	claim->logit[head] = z;
	for (unsigned k = 0; k < CLAIM_CORRECTIONS; k++)
		if (claim->corrections >> k & 1)
			z += c->model->head[head].correction[k];
	return z;
}

/* How many reasons there can be: the named ones and the words. */
static size_t
reasons(const struct claimer *c)
{
	return NAMED_REASONS + (c->words.n < CLAIMFEATURE_WORDS ? c->words.n :
	    CLAIMFEATURE_WORDS);
}

/*
 * What each word and each named count adds to the log-odds of "worth": the
 * parts of the features, those of several words shared out evenly.
 */
static void
weigh_reasons(struct claimer *c)
{
	int64_t unit = claimmodel_gram_unit(c->features.grams);

	memset(c->part, 0, reasons(c) * sizeof(*c->part));
	for (size_t i = 0; i < c->features.n; i++) {
		const struct claim_feature *f = &c->features.feature[i];
		int64_t part;

		if (f->reason == CLAIMFEATURE_ABSENT)
			continue;
		part = claimmodel_part(c->model, CLAIM_WORTH,
		    &c->features, i, unit);

		if (f->reason & CLAIMFEATURE_NAMED) {
			c->part[f->reason & ~CLAIMFEATURE_NAMED] += part;
			continue;
		}
		for (size_t k = 0; k < f->width; k++)
			c->part[NAMED_REASONS + f->reason + k] +=
			    part / f->width;
	}
}

/* Whether word I says something by itself: no mark, no "the". */
static bool
is_telling(const struct claimer *c, size_t i)
{
	const struct word *word = &c->words.word[i];

	return word->kind != WORD_MARK && (lexicon_has(c->features.classes,
	    word->low) || !lexicon_has(c->lists.stop, word->low));
}

/* The reason that adds or takes most; false if none is left. */
static bool
next_reason(const struct claimer *c, size_t *reason)
{
	int64_t most = CLAIM_LOGIT / 100;
	bool found = false;

	for (size_t i = 0, n = reasons(c); i < n; i++) {
		int64_t v = c->part[i] < 0 ? -c->part[i] : c->part[i];

		if (v >= most + found && (i < NAMED_REASONS ||
		    is_telling(c, i - NAMED_REASONS))) {
			most = v;
			*reason = i;
			found = true;
		}
	}
	return found;
}

/* "+killed:0.41": a reason and its log-odds. */
static void
put_reason(struct claimer *c, size_t reason, struct buf *out)
{
	int64_t v = c->part[reason], hundredths;

	if (out->n > 0)
		buf_putc(out, ' ');
	buf_putc(out, v < 0 ? '-' : '+');
	claimfeature_put_reason(&c->words, (unsigned)(reason < NAMED_REASONS ?
	    CLAIMFEATURE_NAMED | reason : reason - NAMED_REASONS), out);
	hundredths = ((v < 0 ? -v : v) * 100 + CLAIM_LOGIT / 2) / CLAIM_LOGIT;
	buf_putc(out, ':');
	buf_number(out, (size_t)hundredths / 100);
	buf_putc(out, '.');
	buf_putc(out, (char)('0' + hundredths / 10 % 10));
	buf_putc(out, (char)('0' + hundredths % 10));
}

static void
explain(struct claimer *c)
{
	size_t reason;

	buf_clear(&c->why);
	weigh_reasons(c);
	for (size_t n = 0; n < c->reasons && next_reason(c, &reason); n++) {
		put_reason(c, reason, &c->why);
		c->part[reason] = 0;
	}
}

/* Judge one sentence; its worth in log-odds. */
static int64_t
judge_sentence(struct claimer *c, struct slice text, struct slice kind,
    struct slice act, struct claim *claim)
{
	int64_t worth;
	bool quantity;

	word_split(&c->words, text);
	claimfeature_find(&c->features, &c->words);
	asserter_read(&c->asserter, &c->words);
	claim->assertion = asserter_claim(&c->asserter, &c->words, act);
	quantity = add_quantities(c);
	claim->types = claimtype_find(c->types, &c->words,
	    claim->assertion.modality, quantity);
	claim->corrections = corrections(c, claim, kind);
	worth = judge_head(c, CLAIM_WORTH, claim);
	claim->worth = claimmodel_permille(worth);
	claim->checkable = claimmodel_permille(judge_head(c, CLAIM_CHECKABLE,
	    claim));
	return worth;
}

void
claim_judge(struct claimer *c, struct slice content, struct slice kind,
    struct slice act, struct claim *claim)
{
	struct sentence_iter it;
	struct sentence s;
	int64_t best = INT64_MIN;
	unsigned types = 0;

	*claim = (struct claim){ 0 };
	buf_clear(&c->quantity);
	buf_clear(&c->why);
	sentence_begin(&it, content, &c->rules);
	while (sentence_next(&it, &s)) {
		struct claim one;
		int64_t worth = judge_sentence(c,
		    slice_sub(content, s.begin, s.end), kind, act, &one);

		types |= one.types;
		if (worth <= best)
			continue;
		best = worth;
		*claim = one;
		explain(c);
	}
	claim->types = types != 0 ? types : 1u << CLAIMTYPE_PROPERTY;
	claim->quantity = buf_slice(&c->quantity);
	claim->why = buf_slice(&c->why);
}
