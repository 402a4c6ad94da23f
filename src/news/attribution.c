#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/link.h"
#include "news/rules.h"
#include "news/wording.h"

enum { LEVELS = 3 };	/* "A said B said C said": deeper is not looked for */

static const char *const kind_names[] = {
	[KIND_DIRECT] = "direct", [KIND_MIXED] = "mixed",
	[KIND_INDIRECT] = "indirect", [KIND_NARRATOR] = "narrator"
};

static const char *const act_names[ACT_COUNT] = {
	[ACT_NONE] = "", [ACT_SAY] = "say", [ACT_CLAIM] = "claim",
	[ACT_DENY] = "deny", [ACT_ASK] = "ask", [ACT_DEMAND] = "demand",
	[ACT_PROMISE] = "promise", [ACT_PREDICT] = "predict",
	[ACT_CRITICISE] = "criticise", [ACT_PRAISE] = "praise",
	[ACT_THINK] = "think", [ACT_REPORT] = "report"
};

const char *
attribution_kind_name(enum attribution_kind kind)
{
	return kind_names[kind];
}

const char *
attribution_act_name(enum attribution_act act)
{
	return act_names[act];
}

static struct attribution *
add(struct attribution_list *list)
{
	list->at = mem_grow(list->at, &list->cap, list->n + 1,
	    sizeof(*list->at));
	return &list->at[list->n++];
}

void
attribution_free(struct attribution_list *list)
{
	free(list->at);
	*list = (struct attribution_list){ 0 };
}

struct ranked {
	struct attribution at;
	uint32_t was;		/* its index before */
};

/* By first byte of content, then the longer one, then as they came. */
static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	uint32_t x_end = x->at.content[x->at.contents - 1].end;
	uint32_t y_end = y->at.content[y->at.contents - 1].end;

	if (x->at.content[0].begin != y->at.content[0].begin)
		return x->at.content[0].begin < y->at.content[0].begin ?
		    -1 : 1;
	if (x->at.level != y->at.level)
		return x->at.level < y->at.level ? -1 : 1;
	if (x_end != y_end)
		return x_end > y_end ? -1 : 1;
	return (x->was > y->was) - (x->was < y->was);
}

static void
sort(struct document *doc, struct attribution_list *list)
{
	struct ranked *r = arena_alloc(&doc->mem, (list->n + 1) * sizeof(*r));
	uint32_t *now = arena_alloc(&doc->mem, (list->n + 1) * sizeof(*now));

	for (size_t i = 0; i < list->n; i++)
		r[i] = (struct ranked){ list->at[i], (uint32_t)i };
	qsort(r, list->n, sizeof(*r), compare);
	for (size_t i = 0; i < list->n; i++)
		now[r[i].was] = (uint32_t)i;
	for (size_t i = 0; i < list->n; i++) {
		struct attribution *a = &list->at[i];

		*a = r[i].at;
		if (a->parent != ATTRIBUTION_NONE)
			a->parent = now[a->parent];
		if (a->continues != ATTRIBUTION_NONE)
			a->continues = now[a->continues];
	}
}

/*
 * Rows for the text of sentence S that is in no content: COVERED[token].
 * Stretches without a word are passed over.
 */
static void
add_narrator(const struct document *doc, const struct grammar_word *w,
    const struct document_sentence *s, const bool *covered,
    struct attribution_list *list)
{
	struct attribution a = { .kind = KIND_NARRATOR, .score = 1,
	    .parent = ATTRIBUTION_NONE, .continues = ATTRIBUTION_NONE };
	uint32_t k = s->token;

	while (k < s->token_end && a.contents < ATTRIBUTION_SPANS) {
		uint32_t from = k;
		bool words = false;

		uint32_t end;

		for (; k < s->token_end && !covered[k]; k++)
			words |= !(w[k].is & GRAM_PUNCT);
		for (end = k; words && w[end - 1].is & GRAM_PUNCT &&
		    end < s->token_end; end--)
			;
		while (words && w[from].is & GRAM_PUNCT)
			from++;
		if (words)
			a.content[a.contents++] = (struct range){
			    doc->token[from].begin, doc->token[end - 1].end };
		while (k < s->token_end && covered[k])
			k++;
	}
	if (a.contents > 0)
		*add(list) = a;
}

static void
add_narrators(struct document *doc, const struct grammar_word *w,
    struct attribution_list *list)
{
	bool *covered = arena_zero(&doc->mem, doc->tokens + 1, 1);

	for (size_t i = 0; i < list->n; i++) {
		const struct attribution *a = &list->at[i];

		for (size_t j = 0; j < a->contents; j++) {
			size_t k = document_token_at(doc, a->content[j].begin);

			while (k < doc->tokens && doc->token[k].begin <
			    a->content[j].end)
				covered[k++] = true;
		}
	}
	for (size_t i = 0; i < doc->sentences; i++) {
		if (textclass_is_prose(doc->sentence[i].class))
			add_narrator(doc, w, &doc->sentence[i], covered, list);
	}
}

/*
 * Rows less likely right than this are not worth a reader's time.  On 504
 * articles that the model had not seen, leaving them out raises the joint F1
 * of content and source by 0.1 to 0.8, more without the reranker.
 */
#define FLOOR 0.3f

static bool
has(const struct attribution *a, enum score_fact fact)
{
	return a->evidence.facts >> fact & 1;
}

static bool
is_wanted(const struct attribution_options *opt, const struct attribution *a)
{
	if (a->thought && !opt->thought)
		return false;
	if (opt->min_score >= 0)
		return a->score >= opt->min_score;
	/* a quotation is one, whoever said it; so is "it was reported that" */
	return a->score >= FLOOR || (a->kind == KIND_DIRECT &&
	    !has(a, FACT_SHORT)) || (has(a, FACT_NO_SOURCE) && a->cues > 0 &&
	    (has(a, FACT_THAT) || a->evidence.basis == BASIS_RULE));
}

/* Add the rows of the linked groups to LIST. */
static void
add_rows(const struct grammar *g, struct document *doc,
    const struct grammar_word *w, const struct attribution_options *opt,
    const struct link_groups *groups, struct attribution_list *list)
{
	uint32_t *row = arena_alloc(&doc->mem, (groups->n + 1) * sizeof(*row));

	for (size_t i = 0; i < groups->n; i++) {
		struct attribution a;

		row[i] = ATTRIBUTION_NONE;
		if (!wording_fill(g, doc, w, &groups->group[i], &a) ||
		    !is_wanted(opt, &a))
			continue;
		if (opt->as_annotated)
			wording_as_annotated(doc, &groups->group[i], &a);
		/* whom it continues has come before, if it is a row at all */
		if (a.continues != ATTRIBUTION_NONE)
			a.continues = row[a.continues];
		row[i] = (uint32_t)list->n;
		*add(list) = a;
	}
}

/*
 * Look inside the content R of row HOLDER as if it were the article: its own
 * marks are gone from the view W, those of quotations inside it count.
 */
static void
open_content(const struct grammar *g, struct document *doc,
    struct grammar_word *w, struct range r, uint32_t holder, uint32_t *held)
{
	size_t first = document_token_at(doc, r.begin), end = first;
	uint32_t done = 0;

	while (end < doc->tokens && doc->token[end].begin < r.end) {
		w[end].is &= ~(uint32_t)(GRAM_QUOTED | GRAM_OPEN | GRAM_CLOSE);
		w[end].is |= GRAM_RULE;
		doc->token[end].label = LABEL_O;
		held[end++] = holder;
	}
	for (size_t i = document_quotation_from(doc, r.begin);
	    i < doc->quotations;
	    i++) {
		const struct quotation *q = &doc->quotation[i];
		size_t k = document_token_at(doc, q->outer.begin);

		if (q->outer.begin >= r.end)
			break;
		if (q->outer.begin < done || q->outer.end > r.end)
			continue;
		done = q->outer.end;
		w[k].is |= GRAM_OPEN;
		for (; k < end && doc->token[k].begin < done; k++)
			w[k].is |= GRAM_QUOTED;
		if (!q->unclosed && k > 0)
			w[k - 1].is |= GRAM_CLOSE;
	}
	for (size_t k = first; k < end; ) {
		uint32_t sentence = doc->token[k].sentence;
		size_t from = k;

		while (k < end && doc->token[k].sentence == sentence)
			k++;
		rules_label_span(g, doc, w, from, k);
	}
}

/* Rows inside the contents of the rows from FROM on, which are one level. */
static void
add_nested(const struct grammar *g, struct document *doc,
    struct grammar_word *w, const struct attribution_options *opt,
    unsigned level, size_t from, struct attribution_list *list)
{
	struct link_groups groups;
	size_t outer = list->n;
	uint32_t *held = arena_alloc(&doc->mem, (doc->tokens + 1) *
	    sizeof(*held));

	for (size_t i = 0; i < doc->tokens; i++) {
		doc->token[i].label = LABEL_O;
		held[i] = ATTRIBUTION_NONE;
	}
	for (size_t i = from; i < outer; i++) {
		for (size_t j = 0; j < list->at[i].contents; j++)
			open_content(g, doc, w, list->at[i].content[j],
			    (uint32_t)i, held);
	}
	link_find(g, doc, w, true, &groups);
	add_rows(g, doc, w, opt, &groups, list);
	for (size_t i = outer; i < list->n; i++) {
		struct attribution *a = &list->at[i];

		a->level = level;
		a->parent = held[document_token_at(doc,
		    a->content[0].begin)];
	}
}

void
attribution_find(const struct grammar *g, struct document *doc,
    struct grammar_word *w, const struct attribution_options *opt,
    struct attribution_list *list)
{
	struct link_groups groups;
	size_t from = 0;

	list->n = 0;
	link_find(g, doc, w, false, &groups);
	add_rows(g, doc, w, opt, &groups, list);
	for (unsigned level = 1; opt->nested && level <= LEVELS; level++) {
		size_t n = list->n;

		add_nested(g, doc, w, opt, level, from, list);
		from = n;
	}
	if (opt->narrator)
		add_narrators(doc, w, list);
	sort(doc, list);
}

void
attribution_rate_speaker(struct attribution *a)
{
	if (a->speaker_score > 0)
		a->score *= a->speaker_score;
}
