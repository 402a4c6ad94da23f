#include "config.h"

#include "train/examples.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/label.h"
#include "train/windows.h"

static void
fill(struct example *e, const struct document *doc, const struct gold *gold,
    feature_lookup *lookup, const void *lexicon, struct arena *mem)
{
	size_t begin, end;

	e->id = arena_alloc(mem, doc->id.n + 1);
	memcpy(e->id, doc->id.p, doc->id.n);
	e->id[doc->id.n] = '\0';
	e->tokens = doc->tokens;
	e->word = arena_zero(mem, doc->tokens + 1, sizeof *e->word);
	e->label = arena_zero(mem, doc->tokens + 1, 1);
	e->unit = arena_zero(mem, doc->tokens + 1, sizeof *e->unit);
	gold_lay(gold, doc, e->label, &e->gold, mem);
	feature_words(doc, lookup, lexicon, NULL, e->word);
	for (begin = 0; begin < doc->tokens; begin = end) {
		end = label_unit_end(doc, begin);
		e->unit[e->units++] = (struct unit){ (uint32_t)begin,
		    (uint32_t)end };
	}
}

void
examples_open(struct examples *x, char **names, const char *gold_file,
    feature_lookup *lookup, const void *const *lexicon, size_t lexicons)
{
	struct document doc = { .tokens = 0 };
	struct windows in;
	struct gold gold;

	*x = (struct examples){ .n = 0 };
	gold_open(&gold, gold_file);
	windows_open(&in, names);
	while (windows_next(&in, &doc)) {
		x->example = mem_grow(x->example, &x->cap, x->n + 1,
		    sizeof *x->example);
		x->example[x->n] = (struct example){ .id = NULL };
		fill(&x->example[x->n], &doc, &gold, lookup,
		    lexicon[x->n % lexicons], &x->mem);
		x->n++;
	}
	windows_close(&in);
	document_free(&doc);
	gold_close(&gold);
}

void
examples_close(struct examples *x)
{
	free(x->example);
	arena_free(&x->mem);
}

void
example_mend(struct example *e)
{
	size_t u, i;

	for (u = 0; u < e->units; u++)
		for (i = e->unit[u].begin; i < e->unit[u].end; i++)
			if (!crf_allowed(i == e->unit[u].begin ? CRF_START :
			    e->label[i - 1], e->label[i]))
				e->label[i]--;
}
