#include "config.h"

#include "news/transcript.h"
#include "text/lexicon.h"

enum {
	NAME_LONGEST = 5,	/* tokens of a speaker's name */
	TAIL_LONGEST = 12,	/* ", 34, a teacher from Leeds" */
	SPEECH_SHORTEST = 2,	/* words after the colon */
};

/* The end of a name that starts at K: capitals, at most NAME_LONGEST. */
static size_t
name_end(const struct grammar_word *w, size_t k, size_t end)
{
	size_t from = k;

	while (k < end && k - from < NAME_LONGEST &&
	    grammar_is(&w[k], GRAM_CAPITAL) && !grammar_is(&w[k], GRAM_TIME |
	    GRAM_PUNCT))
		k++;
	return k;
}

static size_t
paragraph_end(const struct document *doc, size_t sentence)
{
	size_t end = doc->sentence[sentence].token_end;

	while (++sentence < doc->sentences &&
	    !doc->sentence[sentence].begins_paragraph)
		end = doc->sentence[sentence].token_end;
	return end;
}

/* The colon of "NAME: text" at the start of tokens [BEGIN, END), or END. */
static size_t
speaker_colon(const struct grammar *g, const struct grammar_word *w,
    size_t begin, size_t end)
{
	size_t k = name_end(w, begin, end);

	if (k == begin || k + SPEECH_SHORTEST >= end || !GRAM_IS(w[k], ":") ||
	    grammar_is(&w[k + 1], GRAM_OPEN))
		return end;
	for (size_t i = begin; i < k; i++) {
		if (lexicon_has(g->labels, w[i].lower))
			return end;
	}
	return k;
}

static void
put(struct document *doc, enum label first, size_t begin, size_t end)
{
	for (size_t k = begin; k < end; k++)
		doc->token[k].label = (uint8_t)(k == begin ? first :
		    first + 1);
}

/* Somebody talks here: "I", "you" and the like. */
static bool
is_talk(const struct grammar_word *w, size_t k, size_t end)
{
	for (; k < end; k++) {
		if (GRAM_IS(w[k], "i") || GRAM_IS(w[k], "you") ||
		    GRAM_IS(w[k], "we") || GRAM_IS(w[k], "my") ||
		    GRAM_IS(w[k], "your") || GRAM_IS(w[k], "our"))
			return true;
	}
	return false;
}

/*
 * "“SMITH: I never said that.": the mark that opens the paragraph at token
 * FIRST is that of what is said behind COLON.
 */
static void
move_mark(struct document *doc, struct grammar_word *w, size_t first,
    size_t colon)
{
	uint32_t at = doc->token[first].begin;
	size_t i = document_quotation_from(doc, at);

	for (; i < doc->quotations && doc->quotation[i].outer.begin ==
	    at; i++) {
		struct quotation *q = &doc->quotation[i];

		q->outer.begin = q->inner.begin = doc->token[colon + 1].begin;
		q->continues = false;
	}
	for (size_t k = first; k <= colon; k++) {
		w[k].is &= ~(uint32_t)(GRAM_QUOTED | GRAM_OPEN);
		doc->token[k].quote = QUOTE_OUTSIDE;
	}
}

static void
label_speakers(const struct grammar *g, struct document *doc,
    struct grammar_word *w)
{
	size_t found = 0, talk = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < doc->sentences; i++) {
			const struct document_sentence *s = &doc->sentence[i];
			size_t end, colon, first;

			if (!s->begins_paragraph ||
			    !textclass_is_prose(s->class))
				continue;
			end = paragraph_end(doc, i);
			first = s->token + grammar_is(&w[s->token], GRAM_OPEN);
			colon = speaker_colon(g, w, first, end);
			if (colon == end)
				continue;
			if (pass == 0) {
				found++;
				talk += is_talk(w, colon, end);
				continue;
			}
			if (first > s->token) {
				move_mark(doc, w, s->token, colon);
				doc->token[s->token].label = LABEL_O;
			}
			put(doc, LABEL_B_SOURCE, first, colon);
			put(doc, LABEL_B_CUE, colon, colon + 1);
			put(doc, LABEL_B_CONTENT, colon + 1, end);
		}
		if (talk < 2 || 2 * talk < found)
			return;
	}
}

static bool
is_dash(const struct grammar_word *w)
{
	return grammar_is(w, GRAM_COLON) && !GRAM_IS(*w, ":") && !GRAM_IS(*w,
	    ";");
}

/* "— Anna Smith, 34" from token K to the end of its paragraph. */
static void
label_signature(struct document *doc, const struct grammar_word *w,
    struct range outer, size_t k)
{
	const struct document_sentence *s =
	    &doc->sentence[doc->token[k].sentence];
	size_t first = document_token_at(doc, outer.begin), end, name;

	if (!is_dash(&w[k]) || !textclass_is_prose(s->class))
		return;
	end = paragraph_end(doc, doc->token[k].sentence);
	name = name_end(w, k + 1, end);
	if (name == k + 1 || (name < end && !grammar_is(&w[name], GRAM_COMMA |
	    GRAM_STOP | GRAM_BRACKET)) || end > name + TAIL_LONGEST)
		return;
	put(doc, LABEL_B_CONTENT, first, k);
	put(doc, LABEL_B_CUE, k, k + 1);
	put(doc, LABEL_B_SOURCE, k + 1, name);
}

void
transcript_label(const struct grammar *g, struct document *doc,
    struct grammar_word *w)
{
	label_speakers(g, doc, w);
	for (size_t i = 0; i < doc->quotations; i++) {
		const struct quotation *q = &doc->quotation[i];
		size_t k;

		if (q->depth > 0 || q->unclosed)
			continue;
		k = document_token_at(doc, q->outer.end - 1) + 1;
		if (k + 1 < doc->tokens)
			label_signature(doc, w, q->outer, k);
	}
}
