/* assertion.c - how a statement is asserted: modality and polarity */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/assertion.h"

/*
 * Letters of assertion.txt, which bit each is, and bits that are found from
 * the word itself.
 */
#define FLAG(letter) (UINT32_C(1) << ((letter) - 'a'))

enum {
	NEGATOR = 1 << ('n' - 'a'), NO_SUBJECT = 1 << ('s' - 'a'),
	DOUBT_MODAL = 1 << ('m' - 'a'), WOULD = 1 << ('w' - 'a'),
	BETWEEN = 1 << ('a' - 'a'), CONDITION = 1 << ('i' - 'a'),
	TO_OPEN = 1 << ('u' - 'a'), TO_FACT = 1 << ('f' - 'a'),
	TO_NONE = 1 << ('x' - 'a'), TO_FAR = 1 << ('o' - 'a'),
	BEFORE_ING = 1 << ('g' - 'a'), BEFORE_NOUN = 1 << ('k' - 'a'),
	DENIES = 1 << ('v' - 'a'), HEDGE = 1 << ('h' - 'a'),
	PREDICTS = 1 << ('p' - 'a'), PLEDGES = 1 << ('l' - 'a'),
	DEMANDS = 1 << ('d' - 'a'), RELATIVE = 1 << ('r' - 'a'),
	NEW_CLAUSE = 1 << ('b' - 'a'),
	SPEAKER = 1 << 26,	/* listed as 1 */
	STOP = 1 << 27,		/* . ; : */
	COMMA = 1 << 28,
	CONTRACTED = 1 << 29	/* ends in n't */
};

/* How far the rules for one event look, in words (tuned on UW train). */
enum {
	REACH_CHAIN = 7,	/* of auxiliaries */
	REACH_SUBJECT = 5,	/* "no suspects have been" */
	REACH_CONDITION = 20,
	REACH_ANY = 4,
	REACH_NOUN = 3,
	REACH_INFINITIVE = 3,
	REACH_MODAL = 12,
	REACH_FAR = 3
};

static const char *const names[MODALITIES] = {
	"asserted", "hedged", "predicted", "pledged", "directive",
	"hypothetical", "asked",
};

const char *
modality_name(enum modality m)
{
	return names[m];
}

void
asserter_init(struct asserter *a, const struct lexicon_table *list)
{
	*a = (struct asserter){ .list = list };
}

void
asserter_free(struct asserter *a)
{
	free(a->flags);
	*a = (struct asserter){ 0 };
}

static uint32_t
flags_of(const struct asserter *a, const struct words *w, size_t i)
{
	const struct word *word = &w->word[i];
	struct slice value;
	uint32_t flags = 0;

	if (word_is(w, i, ".") || word_is(w, i, ";") || word_is(w, i, ":"))
		flags |= STOP;
	if (word_is(w, i, ","))
		flags |= COMMA;
	if (word->kind != WORD_LETTERS)
		return flags;
	if (slice_ends(word->low, SLICE("n't")))
		flags |= NEGATOR | BETWEEN | CONTRACTED;
	if (lexicon_get(a->list, word->low, &value)) {
		for (size_t k = 0; k < value.n; k++) {
			if (value.p[k] == '1')
				flags |= SPEAKER;
			else if (value.p[k] >= 'a' && value.p[k] <= 'z')
				flags |= FLAG(value.p[k]);
		}
	}
	return flags;
}

void
asserter_read(struct asserter *a, const struct words *w)
{
	a->n = w->n;
	a->flags = mem_grow(a->flags, &a->cap, w->n, sizeof(*a->flags));
	for (size_t i = 0; i < w->n; i++)
		a->flags[i] = flags_of(a, w, i);
}

static bool
has(const struct asserter *a, size_t i, uint32_t flags)
{
	return i < a->n && (a->flags[i] & flags) != 0;
}

/* Whether one of the words [FROM, TO) has one of FLAGS. */
static bool
any(const struct asserter *a, size_t from, size_t to, uint32_t flags)
{
	for (size_t i = from; i < to; i++)
		if (has(a, i, flags))
			return true;
	return false;
}

/* I less N, not below 0. */
static size_t
back(size_t i, size_t n)
{
	return i > n ? i - n : 0;
}

/* The auxiliaries and adverbs before an event. */
struct chain {
	size_t begin;		/* its first word */
	bool negated, doubt, would;
	bool to;		/* it begins with "to" */
};

static struct chain
read_chain(const struct asserter *a, const struct words *w, size_t i)
{
	struct chain c = { .begin = i };

	for (size_t k = 0; c.begin > 0 && k < REACH_CHAIN; k++) {
		size_t at = c.begin - 1;
		struct slice low = w->word[at].low;

		if (!has(a, at, BETWEEN | NEGATOR) &&
		    !(low.n > 4 && slice_ends(low, SLICE("ly"))))
			break;
		c.begin = at;
		c.negated |= has(a, at, NEGATOR);
		c.doubt |= has(a, at, DOUBT_MODAL);
		c.would |= has(a, at, WOULD);
		if (word_is(w, at, "to")) {
			c.to = true;
			break;
		}
	}
	return c;
}

/* "to" with a head right before it: "declined to", "agreed to", "try to". */
static enum factuality
after_head(const struct asserter *a, const struct chain *c)
{
	size_t head = c->begin - 1;
	bool negated = any(a, back(head, 3), head, NEGATOR);

	if (has(a, head, TO_NONE))
		return head > 0 && has(a, head - 1, NEGATOR) ?
		    FACTUALITY_FACT : FACTUALITY_DENIAL;
	if (negated || c->negated)
		return FACTUALITY_DENIAL;
	if (!has(a, head, TO_FACT) || any(a, back(head, 3), head,
	    DOUBT_MODAL | CONDITION))
		return FACTUALITY_DOUBT;
	return FACTUALITY_FACT;
}

/* The event of an infinitive. */
static enum factuality
infinitive(const struct asserter *a, const struct words *w, size_t i,
    const struct chain *c)
{
	static const char *const past[] = { "was", "were", "at", "in" };
	static const char *const ends[] = { "that", "which", "who", "to" };
	size_t head = c->begin - 1, from;

	if (c->begin == 0)
		return c->negated ? FACTUALITY_DENIAL : FACTUALITY_DOUBT;
	if (has(a, head, TO_NONE | TO_FACT | TO_OPEN))
		return after_head(a, c);
	if (c->negated || any(a, back(head, 3), head + 1, NEGATOR))
		return FACTUALITY_DENIAL;
	for (size_t d = 1; d < REACH_FAR && d <= head; d++) {
		if (has(a, head - d, STOP | COMMA) ||
		    WORD_IS_ONE_OF(w, head - d, ends))
			break;
		if (has(a, head - d, TO_FAR))
			return FACTUALITY_DOUBT;
	}
	if (any(a, back(head, 6), head + 1, CONDITION | DOUBT_MODAL) ||
	    (c->begin + 1 < i && word_is(w, c->begin + 1, "be")))
		return FACTUALITY_DOUBT;
	/* the purpose of a deed: "travelled to meet" */
	for (from = back(head, 6); from <= head; from++)
		if (word_is(w, from, "be"))
			return FACTUALITY_DOUBT;
	for (from = back(head, 2); from <= head; from++)
		if (slice_ends(w->word[from].low, SLICE("ed")) ||
		    WORD_IS_ONE_OF(w, from, past))
			return FACTUALITY_FACT;
	return FACTUALITY_DOUBT;
}

/* "no suspects have been", "neither he nor they could": a negative subject. */
static bool
negative_subject(const struct asserter *a, const struct words *w,
    const struct chain *c, size_t i)
{
	static const char *const ends[] = { "that", "who", "which" };

	if (c->begin == i)
		return false;
	for (size_t d = 1; d <= REACH_SUBJECT && d <= c->begin; d++) {
		if (has(a, c->begin - d, STOP | COMMA) ||
		    WORD_IS_ONE_OF(w, c->begin - d, ends))
			return false;
		if (has(a, c->begin - d, NO_SUBJECT))
			return true;
	}
	return false;
}

static bool
in_condition(const struct asserter *a, const struct words *w, size_t i)
{
	static const char *const ends[] = { "that", "then" };

	for (size_t d = 1; d < REACH_CONDITION && d <= i; d++) {
		if (has(a, i - d, STOP | COMMA) || WORD_IS_ONE_OF(w, i - d, ends))
			return false;
		if (has(a, i - d, CONDITION))
			return true;
	}
	return false;
}

/* "from leaving", "the chance of winning": not yet. */
static bool
is_open_ing(const struct asserter *a, const struct words *w, size_t i)
{
	static const char *const links[] = { "of", "for", "about", "to" };

	if (i == 0 || !slice_ends(w->word[i].low, SLICE("ing")))
		return false;
	return word_is(w, i - 1, "from") || (i > 1 &&
	    WORD_IS_ONE_OF(w, i - 1, links) && has(a, i - 2, BEFORE_ING));
}

/* "without any change", "any attempt", "seeking his return". */
static bool
noun_event(const struct asserter *a, const struct words *w, size_t i,
    enum factuality *f)
{
	static const char *const ends[] = { "and", "that" };
	static const char *const clause[] = { "that", "who", "which", "said" };

	for (size_t d = 1; d < REACH_ANY && d <= i; d++) {
		if (word_is(w, i - d, "any")) {
			*f = any(a, back(i - d, 6), i - d, NEGATOR | DENIES) ?
			    FACTUALITY_DENIAL : FACTUALITY_DOUBT;
			return true;
		}
		if (has(a, i - d, BETWEEN | STOP | COMMA) ||
		    WORD_IS_ONE_OF(w, i - d, ends))
			break;
	}
	for (size_t d = 1; d < REACH_NOUN && d <= i; d++) {
		if (has(a, i - d, BETWEEN | STOP | COMMA) ||
		    WORD_IS_ONE_OF(w, i - d, clause))
			break;
		if (has(a, i - d, BEFORE_NOUN)) {
			*f = FACTUALITY_DOUBT;
			return true;
		}
	}
	return false;
}

/* What an event takes over from an infinitive or a modal before it. */
static bool
carried_over(const struct asserter *a, const struct words *w, size_t i)
{
	static const char *const ends[] = {
		"that", "said", "when", "who", "which"
	};

	for (size_t d = 2; d < REACH_INFINITIVE && d < i; d++)
		if (word_is(w, i - d, "to") &&
		    !has(a, i - 1, STOP | COMMA) &&
		    (has(a, i - d - 1, TO_OPEN | TO_NONE) ||
		    (has(a, i - d - 1, TO_FAR) &&
		    !has(a, i - d - 1, TO_FACT))))
			return true;
	for (size_t d = 1; d < REACH_MODAL && d <= i; d++) {
		if (has(a, i - d, STOP | COMMA) || WORD_IS_ONE_OF(w, i - d, ends))
			return false;
		if (d > 1 && has(a, i - d, DOUBT_MODAL))
			return true;
	}
	return false;
}

/* "took no part", "did not admit guilt": the word before last denies. */
static bool
denied_object(const struct asserter *a, const struct words *w, size_t i)
{
	return i >= 2 && has(a, i - 2, NEGATOR) && !word_is(w, i - 2, "nor") &&
	    !word_is(w, i - 2, "without") &&
	    !has(a, i - 1, STOP | COMMA | NEW_CLAUSE | RELATIVE) &&
	    !word_is(w, i - 1, "to") && !word_is(w, i - 1, "and");
}

enum factuality
asserter_event(const struct asserter *a, const struct words *w, size_t i)
{
	struct chain c = read_chain(a, w, i);
	enum factuality f;

	if (c.to)
		return infinitive(a, w, i, &c);
	if (c.negated || negative_subject(a, w, &c, i))
		return FACTUALITY_DENIAL;
	if (in_condition(a, w, i) || c.doubt)
		return FACTUALITY_DOUBT;
	/* "demanded that he be freed" */
	if (c.begin < i && word_is(w, c.begin, "be"))
		return FACTUALITY_DOUBT;
	if (is_open_ing(a, w, i))
		return FACTUALITY_DOUBT;
	if (c.would) {
		bool open = any(a, 0, a->n, CONDITION);

		for (size_t k = c.begin; k < i; k++)
			open |= word_is(w, k, "have");
		return open ? FACTUALITY_DOUBT : FACTUALITY_FACT;
	}
	if (denied_object(a, w, i))
		return FACTUALITY_DENIAL;
	if (noun_event(a, w, i, &f))
		return f;
	return carried_over(a, w, i) ? FACTUALITY_DOUBT : FACTUALITY_FACT;
}

/* Whether word I stands right behind a relative: "who may have left". */
static bool
in_relative(const struct asserter *a, const struct words *w, size_t i)
{
	static const char *const clause[] = { "who", "which", "whose" };

	for (size_t d = 1; d <= 2 && d < i; d++)
		if (WORD_IS_ONE_OF(w, i - d, clause) ||
		    (d == 1 && has(a, i - d, RELATIVE)))
			return true;
	return false;
}

/* Where the first clause ends: a conjunction after its beginning. */
static size_t
first_clause(const struct asserter *a)
{
	for (size_t i = 3; i < a->n; i++)
		if (has(a, i, NEW_CLAUSE) || has(a, i, STOP))
			return i;
	return a->n;
}

static bool
is_negative(const struct asserter *a, const struct words *w, size_t end)
{
	static const char *const idle[] = {
		"only", "just", "doubt", "matter", "least", "yet"
	};
	static const char *const skip[] = { "without", "nor", "neither" };

	for (size_t i = 0; i < end; i++) {
		if (!has(a, i, NEGATOR | NO_SUBJECT) ||
		    WORD_IS_ONE_OF(w, i, skip) || WORD_IS_ONE_OF(w, i + 1, idle) ||
		    in_relative(a, w, i))
			continue;
		if (word_is(w, i, "no") && (word_is(w, i + 1, ",") ||
		    word_is(w, i + 1, ".")))
			continue;	/* the answer "no" */
		return true;
	}
	/* "Neither pump worked"; not "No, ..." or "No doubt ...", see above */
	return has(a, 0, NO_SUBJECT) && !word_is(w, 0, "no");
}

static bool
is_question(const struct words *w, struct slice act)
{
	size_t n = w->n;

	while (n > 0 && w->word[n - 1].kind == WORD_MARK &&
	    !word_is(w, n - 1, "?"))
		n--;
	return (n > 0 && word_is(w, n - 1, "?")) ||
	    (slice_eq(act, SLICE("ask")) && (word_is(w, 0, "whether") ||
	    word_is(w, 0, "if")));
}

static bool
by_act(struct slice act, enum modality *m)
{
	static const struct {
		const char *act;
		enum modality modality;
	} acts[] = {
		{ "demand", MODALITY_DIRECTIVE },
		{ "predict", MODALITY_PREDICTED },
		{ "promise", MODALITY_PLEDGED },
	};

	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		if (slice_eq(act, slice_str(acts[i].act))) {
			*m = acts[i].modality;
			return true;
		}
	}
	return false;
}

/* After "should": a condition without "if". */
static const char *const inverted[] = {
	"he", "i", "it", "she", "they", "this", "we", "you"
};

/*
 * "it will continue to trade", said by whom "it" is: the source speaks of what
 * it will do itself.  Not "it will be hard".
 */
static bool
is_own_deed(const struct words *w, size_t i, struct slice act)
{
	static const char *const subjects[] = {
		"he", "i", "it", "she", "they", "we"
	};
	static const char *const states[] = {
		"be", "become", "cost", "happen", "have", "mean", "take"
	};

	return act.n > 0 && i == 1 && WORD_IS_ONE_OF(w, 0, subjects) &&
	    !WORD_IS_ONE_OF(w, 2, states) && !word_is(w, 2, "like");
}

/* Modality from the word I of the first clause; false if it shows none. */
static bool
by_word(const struct asserter *a, const struct words *w, size_t i,
    struct slice act, enum modality *m)
{
	if (has(a, i, SPEAKER) && (has(a, i, PREDICTS) ||
	    word_is(w, i + 1, "will") || word_is(w, i + 1, "shall") ||
	    has(a, i + 1, PLEDGES)))
		*m = MODALITY_PLEDGED;
	else if ((has(a, i, DEMANDS) && !WORD_IS_ONE_OF(w, i + 1, inverted)) ||
	    ((word_is(w, i, "has") || word_is(w, i, "have") ||
	    word_is(w, i, "need")) && word_is(w, i + 1, "to")))
		*m = MODALITY_DIRECTIVE;
	else if ((word_is(w, i, "will") || has(a, i, WOULD)) &&
	    is_own_deed(w, i, act))
		*m = MODALITY_PLEDGED;
	else if (has(a, i, WOULD))
		*m = any(a, 0, a->n, CONDITION) || word_is(w, i + 1, "have") ?
		    MODALITY_HYPOTHETICAL : MODALITY_PREDICTED;
	else if (has(a, i, PLEDGES) && (word_is(w, i + 1, "to") ||
	    word_is(w, i + 1, "that")))
		*m = MODALITY_PLEDGED;
	else if (has(a, i, PREDICTS) && (has(a, i, BETWEEN | CONTRACTED) ||
	    word_is(w, i + 1, "to") || word_is(w, i, "shall") ||
	    slice_ends(w->word[i].low, SLICE("'ll"))))
		*m = MODALITY_PREDICTED;
	else if (has(a, i, HEDGE))
		*m = MODALITY_HEDGED;
	else
		return false;
	return true;
}

struct assertion
asserter_claim(const struct asserter *a, const struct words *w,
    struct slice act)
{
	size_t end = first_clause(a);
	struct assertion as = { .negative = is_negative(a, w, end) };

	if (is_question(w, act)) {
		as.modality = MODALITY_ASKED;
		return as;
	}
	if (by_act(act, &as.modality))
		return as;
	if (word_is(w, 0, "if") || word_is(w, 0, "unless")) {
		as.modality = MODALITY_HYPOTHETICAL;
		return as;
	}
	for (size_t i = 0; i < end; i++)
		if (!in_relative(a, w, i) && by_word(a, w, i, act,
		    &as.modality))
			break;
	return as;
}
