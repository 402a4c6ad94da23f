#include "config.h"

#include <utf8proc.h>

#include "news/grammar.h"
#include "text/lexicon.h"
#include "text/token.h"

/* Letters of column classes in grammar.txt, in the order of the enum. */
static const char class_letters[] = "DNOPABMVXKSRTH";

bool
grammar_open(struct grammar *g, const char *lang)
{
	*g = (struct grammar){ .words = lexicon_find(lang, "grammar"),
	    .labels = lexicon_find(lang, "label") };
	return g->words != NULL && cue_open(&g->cues, lang);
}

void
grammar_close(struct grammar *g)
{
	cue_close(&g->cues);
	*g = (struct grammar){ 0 };
}

/* TEXT in lower case with plain apostrophes; itself where nothing changes. */
static struct slice
lower(struct slice text, struct arena *mem)
{
	char *p;
	size_t n = 0;
	bool change = false;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		change |= (c >= 'A' && c <= 'Z') || c == 0xe2;
	}
	if (!change)
		return text;
	p = arena_alloc(mem, text.n);
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\xe2' && slice_starts(slice_sub(text, i, text.n),
		    SLICE("\xe2\x80\x99"))) {		/* U+2019 */
			p[n++] = '\'';
			i += 2;
		} else {
			p[n++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
		}
	}
	return (struct slice){ p, n };
}

static uint32_t
mark_class(uint32_t c)
{
	switch (c) {
	case ',':
		return GRAM_PUNCT | GRAM_COMMA;
	case '.': case '!': case '?': case 0x2026:
		return GRAM_PUNCT | GRAM_STOP;
	case ':': case ';': case '-': case 0x2012: case 0x2013: case 0x2014:
	case 0x2015:
		return GRAM_PUNCT | GRAM_COLON;
	case '(': case ')': case '[': case ']': case '{': case '}':
		return GRAM_PUNCT | GRAM_BRACKET;
	default:
		return GRAM_PUNCT;
	}
}

/* Classes that the shape of the word tells. */
static uint32_t
shape_class(struct slice text, struct slice low)
{
	size_t len;
	uint32_t c = token_char(text, 0, &len);

	if (token_is_digit(c))
		return GRAM_NUMBER;
	if (!token_is_letter(c)) {
		if (text.n > 1 && (slice_eq(low, SLICE("'s"))))
			return GRAM_POSSESSIVE;
		if (text.n > len &&
		    token_is_letter(token_char(text, len, &len)))
			return 0;		/* 'em, $5 */
		return mark_class(c);
	}
	if (c < 128 ? c >= 'A' && c <= 'Z' :
	    utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU)
		return GRAM_CAPITAL;
	if (low.n > 4 && slice_ends(low, SLICE("ly")))
		return GRAM_ADVERB;
	return 0;
}

static uint32_t
listed_class(const struct grammar *g, struct slice low)
{
	struct slice value;
	uint32_t is = 0;

	if (!lexicon_get(g->words, low, &value))
		return 0;
	for (size_t i = 0; i < value.n; i++) {
		const char *at = memchr(class_letters, value.p[i],
		    sizeof(class_letters) - 1);

		if (at != NULL)
			is |= UINT32_C(1) << (at - class_letters);
	}
	return is;
}

struct grammar_word *
grammar_view(const struct grammar *g, struct document *doc)
{
	struct grammar_word *view = arena_zero(&doc->mem, doc->tokens + 1,
	    sizeof(*view));

	for (size_t i = 0; i < doc->tokens; i++) {
		const struct token *t = &doc->token[i];
		struct grammar_word *w = &view[i];

		w->text = document_word(doc, i);
		w->lower = lower(w->text, &doc->mem);
		w->is = shape_class(w->text, w->lower) |
		    listed_class(g, w->lower);
		if (t->quote == QUOTE_OPEN)
			w->is |= GRAM_OPEN | GRAM_PUNCT;
		if (t->quote == QUOTE_CLOSE)
			w->is |= GRAM_CLOSE | GRAM_PUNCT;
		if (t->quote != QUOTE_OUTSIDE)
			w->is |= GRAM_QUOTED;
	}
	return view;
}
