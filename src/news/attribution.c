#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/link.h"
#include "news/wording.h"

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

/* Rank by first byte of content, then by last, then as found. */
static int
compare(const void *a, const void *b)
{
	const struct attribution *x = a, *y = b;
	uint32_t x_end = x->content[x->contents - 1].end;
	uint32_t y_end = y->content[y->contents - 1].end;

	if (x->level == y->level && x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	if (x->content[0].begin != y->content[0].begin)
		return x->content[0].begin < y->content[0].begin ? -1 : 1;
	return (x_end < y_end) - (x_end > y_end);
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

		for (; k < s->token_end && !covered[k]; k++)
			words |= !(w[k].is & GRAM_PUNCT);
		if (words)
			a.content[a.contents++] = (struct range){
			    doc->token[from].begin, doc->token[k - 1].end };
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

void
attribution_find(const struct grammar *g, struct document *doc,
    const struct attribution_options *opt, struct attribution_list *list)
{
	struct grammar_word *w = grammar_view(g, doc);
	struct link_groups groups;
	uint32_t *row;

	list->n = 0;
	link_find(g, doc, w, &groups);
	row = arena_alloc(&doc->mem, (groups.n + 1) * sizeof(*row));
	for (size_t i = 0; i < groups.n; i++) {
		struct attribution a;

		row[i] = ATTRIBUTION_NONE;
		if (!wording_fill(g, doc, w, &groups.group[i], &a))
			continue;
		if ((a.thought && !opt->thought) || a.score < opt->min_score)
			continue;
		/* whom it continues has come before, if it is a row at all */
		if (a.continues != ATTRIBUTION_NONE)
			a.continues = row[a.continues];
		row[i] = (uint32_t)list->n;
		*add(list) = a;
	}
	if (opt->narrator)
		add_narrators(doc, w, list);
	/* the order of groups is that of contents, but a split may precede */
	if (list->n > 1 && opt->narrator)
		qsort(list->at, list->n, sizeof(*list->at), compare);
}
