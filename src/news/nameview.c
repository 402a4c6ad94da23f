#include "config.h"

#include <stdlib.h>

#include "news/nameview.h"
#include "text/token.h"

bool
view_possessive(const struct name_view *v, size_t i)
{
	const struct token *t = &v->doc->token[i];
	struct slice s = document_word(v->doc, i);

	if (i == 0 || t[-1].end != t->begin)
		return false;
	return (s.n >= 2 && s.p[s.n - 1] == 's' && t->kind == TOKEN_CLITIC) ||
	    t->role == ROLE_APOSTROPHE;
}

bool
view_together(const struct name_view *v, size_t i, size_t j)
{
	return i < v->doc->tokens && j < v->doc->tokens &&
	    view_sentence(v, i) == view_sentence(v, j);
}

/* Whether token I stands one blank after the token before it. */
bool
view_one_blank(const struct name_view *v, size_t i)
{
	return v->doc->token[i].begin == v->doc->token[i - 1].end + 1;
}

bool
view_mark(const struct name_view *v, size_t i, char c)
{
	const struct token *t = &v->doc->token[i];

	return t->end == t->begin + 1 && v->doc->text.p[t->begin] == c;
}

bool
view_begins_sentence(const struct name_view *v, size_t i)
{
	uint32_t first = v->doc->sentence[view_sentence(v, i)].token;

	while (first < i && (v->doc->token[first].quote == QUOTE_CLOSE ||
	    !view_has(v, first, WORD_ALPHA)))
		first++;
	return first == i;
}

bool
view_in_title_line(const struct name_view *v, size_t i)
{
	return v->title_line[v->doc->sentence[view_sentence(v, i)].paragraph];
}

/* Whether a capital at token I may be there for the sentence's sake. */
bool
view_may_be_plain(const struct name_view *v, size_t i)
{
	return view_begins_sentence(v, i) || (i > 0 &&
	    (v->doc->token[i - 1].role == ROLE_OPEN ||
	    view_mark(v, i - 1, '(') || view_mark(v, i - 1, '[') ||
	    view_mark(v, i - 1, ':')));
}

bool
view_any(const struct name_view *v, size_t i, size_t j, uint32_t flags)
{
	for (; i < j; i++) {
		if (view_has(v, i, flags))
			return true;
	}
	return false;
}

struct slice
view_phrase(const struct name_view *v, size_t i, size_t j)
{
	return document_slice(v->doc, (struct range){
	    v->doc->token[i].begin, v->doc->token[j - 1].end });
}

/*
 * Paragraphs set like headlines: three of four longer words capitalised, and
 * no period at the end unless there are many.
 */
static void
find_title_lines(struct name_view *v)
{
	const struct document *doc = v->doc;
	uint32_t *words = arena_zero(&v->doc->mem, doc->paragraphs + 1,
	    4 * sizeof(*words));

	for (size_t i = 0; i < doc->tokens; i++) {
		uint32_t *count = words + (size_t)4 *
		    doc->sentence[doc->token[i].sentence].paragraph;

		count[2]++;
		if (doc->token[i].end - doc->token[i].begin <= 3 ||
		    !view_has(v, i, WORD_ALPHA))
			continue;
		count[0]++;
		count[1] += view_has(v, i, WORD_CAPITAL);
	}
	for (size_t i = 0; i < doc->sentences; i++) {
		const struct document_sentence *s = &doc->sentence[i];

		/* 1: one sentence with a period; more: several */
		words[4 * (size_t)s->paragraph + 3] +=
		    !s->begins_paragraph ? 2 : s->token < s->token_end &&
		    view_mark(v, s->token_end - 1, '.');
	}
	for (size_t p = 0; p < doc->paragraphs; p++) {
		const uint32_t *count = words + 4 * p;

		v->title_line[p] = count[0] >= 4 && count[2] < 30 &&
		    (count[3] == 0 || (count[3] == 1 && count[0] >= 6 &&
		    count[1] == count[0])) &&
		    4 * count[1] >= 3 * count[0];
	}
}

/* Which words occur capitalised in mid-sentence, which in lower case. */
static void
note_use(struct name_view *v)
{
	for (size_t i = 0; i < v->doc->tokens; i++) {
		struct vocabulary_word *w = &v->vocab->word[v->word[i]];

		if (w->flags & WORD_LOWER)
			w->seen_lower = true;
		else if (w->flags & WORD_CAPITAL && !view_in_title_line(v, i) &&
		    !view_may_be_plain(v, i))
			w->seen_capital = true;
	}
}

void
view_open(struct name_view *v, struct document *doc, struct vocabulary *vocab,
    const struct gazetteer *gazetteer)
{
	*v = (struct name_view){ .doc = doc, .vocab = vocab,
	    .gazetteer = gazetteer };
	v->word = arena_alloc(&doc->mem, (doc->tokens + 1) * sizeof(*v->word));
	v->title_line = arena_zero(&doc->mem, doc->paragraphs + 1,
	    sizeof(*v->title_line));
	for (size_t i = 0; i < doc->tokens; i++)
		v->word[i] = vocabulary_add(vocab, document_word(doc, i));
	find_title_lines(v);
	note_use(v);
}

void
view_free(struct name_view *v)
{
	free(v->mention);
	*v = (struct name_view){ 0 };
}
