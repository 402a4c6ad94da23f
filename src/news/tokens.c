#include "config.h"

#include "news/tokens.h"
#include "text/token.h"

static void
scan_sentence(struct document *doc, size_t index)
{
	struct document_sentence *s = &doc->sentence[index];
	struct slice text = document_slice(doc, s->text);
	struct token_piece piece;
	struct token *t;
	size_t pos = 0;

	s->token = (uint32_t)doc->tokens;
	while (token_next(text, &pos, &piece)) {
		t = document_add_token(doc);
		t->begin = s->text.begin + (uint32_t)piece.begin;
		t->end = s->text.begin + (uint32_t)piece.end;
		t->sentence = (uint32_t)index;
		t->kind = (uint8_t)piece.kind;
	}
	s->token_end = (uint32_t)doc->tokens;
}

void
token_scan(struct document *doc)
{
	doc->tokens = 0;
	for (size_t i = 0; i < doc->sentences; i++)
		scan_sentence(doc, i);
}
