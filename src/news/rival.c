#include "config.h"

#include "news/rival.h"
#include "news/rules.h"

/* What a row must promise to be worth having. */
#define RIVAL_COST 0.4f

/* How much more the rules must promise before the model gives way. */
#define RIVAL_MARGIN 0.0f

/* All there is, whatever it scores. */
static const struct attribution_options everything = {
	.thought = true, .min_score = 0
};

static bool
same_range(struct range a, struct range b)
{
	return a.begin == b.begin && a.end == b.end;
}

static bool
same_row(const struct attribution *a, const struct attribution *b)
{
	if (a->contents != b->contents || !same_range(a->source, b->source))
		return false;
	for (size_t i = 0; i < a->contents; i++) {
		if (!same_range(a->content[i], b->content[i]))
			return false;
	}
	return true;
}

/*
 * The row of LIST like A, or NULL.  Rows of both lists come in the order of
 * their contents: *AT is where the last search ended.
 */
static const struct attribution *
counterpart(const struct attribution_list *list, const struct attribution *a,
    size_t *at)
{
	while (*at < list->n && list->at[*at].content[0].begin <
	    a->content[0].begin)
		(*at)++;
	for (size_t i = *at; i < list->n && list->at[i].content[0].begin ==
	    a->content[0].begin; i++) {
		if (same_row(&list->at[i], a))
			return &list->at[i];
	}
	return NULL;
}

/* Labels of all tokens, kept in document.mem. */
static uint8_t *
save_labels(struct document *doc)
{
	uint8_t *label = arena_alloc(&doc->mem, doc->tokens + 1);

	for (size_t i = 0; i < doc->tokens; i++)
		label[i] = doc->token[i].label;
	return label;
}

static void
restore_labels(struct document *doc, const uint8_t *label)
{
	for (size_t i = 0; i < doc->tokens; i++)
		doc->token[i].label = label[i];
}

static void
flag_all(struct document *doc, struct grammar_word *w, bool on)
{
	for (size_t i = 0; i < doc->tokens; i++) {
		if (on)
			w[i].is |= GRAM_RIVAL;
		else
			w[i].is &= ~(uint32_t)GRAM_RIVAL;
	}
}

/* Rows by rule, with the model's confidence in what it says instead. */
static void
find_rivals(const struct grammar *g, struct document *doc,
    struct grammar_word *w, struct attribution_list *list)
{
	rules_label(g, doc, w);
	flag_all(doc, w, true);
	attribution_find(g, doc, w, &everything, list);
	flag_all(doc, w, false);
}

static bool
is_sure(const struct document *doc, size_t sentence)
{
	return doc->sentence[sentence].confidence > 0.95f;
}

void
rival_decide(const struct grammar *g, struct document *doc,
    struct grammar_word *w)
{
	struct attribution_list model = { 0 }, rules = { 0 };
	uint8_t *by_model = save_labels(doc), *by_rule;
	uint32_t *flags = arena_alloc(&doc->mem, (doc->tokens + 1) *
	    sizeof(*flags));
	float *gain = arena_zero(&doc->mem, doc->sentences + 1,
	    sizeof(*gain));
	size_t at = 0;

	for (size_t i = 0; i < doc->tokens; i++)
		flags[i] = w[i].is;
	attribution_find(g, doc, w, &everything, &model);
	rules_label(g, doc, w);
	by_rule = save_labels(doc);
	find_rivals(g, doc, w, &rules);
	for (size_t i = 0; i < model.n; i++)
		gain[attribution_sentence(doc, &model.at[i])] -=
		    model.at[i].score - RIVAL_COST;
	for (size_t i = 0; i < rules.n; i++) {
		const struct attribution *a = &rules.at[i];
		const struct attribution *same = counterpart(&model, a, &at);

		gain[attribution_sentence(doc, a)] +=
		    (same != NULL ? same->score : a->score) - RIVAL_COST;
	}
	restore_labels(doc, by_model);
	for (size_t i = 0; i < doc->tokens; i++)
		w[i].is = flags[i];
	for (size_t i = 0; i < doc->sentences; i++) {
		const struct document_sentence *s = &doc->sentence[i];

		if (gain[i] <= RIVAL_MARGIN || is_sure(doc, i))
			continue;
		for (uint32_t k = s->token; k < s->token_end; k++) {
			doc->token[k].label = by_rule[k];
			w[k].is |= GRAM_RIVAL;
		}
	}
	attribution_free(&model);
	attribution_free(&rules);
}

void
rival_only(const struct grammar *g, struct document *doc,
    struct grammar_word *w, struct attribution_list *list)
{
	struct attribution_list model = { 0 };
	size_t at = 0, n = 0;

	attribution_find(g, doc, w, &everything, &model);
	find_rivals(g, doc, w, list);
	for (size_t i = 0; i < list->n; i++) {
		if (counterpart(&model, &list->at[i], &at) == NULL)
			list->at[n++] = list->at[i];
	}
	list->n = n;
	attribution_free(&model);
}
