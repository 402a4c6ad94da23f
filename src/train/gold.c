#include "config.h"

#include "train/gold.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/lines.h"

enum { COLUMNS = 9 };

static bool
row_parse(struct slice line, struct slice field[COLUMNS])
{
	size_t k, n;

	for (k = 0; k < COLUMNS; k++) {
		const char *tab = line.n > 0 ? memchr(line.p, '\t', line.n) :
		    NULL;

		n = tab != NULL ? (size_t)(tab - line.p) : line.n;
		field[k] = slice_sub(line, 0, n);
		if (tab == NULL)
			return k == COLUMNS - 1;
		line = slice_sub(line, n + 1, line.n);
	}
	return true;
}

static int
row_order(const void *a, const void *b)
{
	const struct gold_row *x = a, *y = b;
	int c = slice_cmp(x->doc, y->doc);

	return c != 0 ? c : (x->line > y->line) - (x->line < y->line);
}

void
gold_open(struct gold *g, const char *file)
{
	char *names[] = { (char *)file, NULL };
	struct slice field[COLUMNS];
	struct lines in;
	struct line line;

	*g = (struct gold){ .rows = 0 };
	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		if (!row_parse(arena_copy(&g->mem, line.text), field))
			diag_fatal("%s:%zu: too few columns", file,
			    line.number);
		g->row = mem_grow(g->row, &g->cap, g->rows + 1,
		    sizeof *g->row);
		g->row[g->rows++] = (struct gold_row){ field[0],
		    { field[3], field[4], field[5] }, field[8],
		    line.number };
	}
	lines_close(&in);
	if (g->rows == 0)
		diag_fatal("%s: no gold rows", file);
	qsort(g->row, g->rows, sizeof *g->row, row_order);
}

void
gold_close(struct gold *g)
{
	free(g->row);
	arena_free(&g->mem);
}

/* "dir/name.txt" as "name". */
static struct slice
bare_name(struct slice id)
{
	struct slice tail = SLICE(".txt");
	size_t i;

	for (i = id.n; i > 0 && id.p[i - 1] != '/'; i--)
		;
	id = slice_sub(id, i, id.n);
	return slice_ends(id, tail) ? slice_sub(id, 0, id.n - tail.n) : id;
}

/* First row of the document. */
static size_t
first_row(const struct gold *g, struct slice doc)
{
	size_t lo = 0, hi = g->rows, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (slice_cmp(g->row[mid].doc, doc) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static size_t
number(struct slice *s)
{
	size_t v = 0;

	while (s->n > 0 && *s->p >= '0' && *s->p <= '9') {
		v = v * 10 + (size_t)(*s->p - '0');
		*s = slice_sub(*s, 1, s->n);
	}
	if (s->n > 0)
		*s = slice_sub(*s, 1, s->n);	/* - or , */
	return v;
}

struct bytes {
	size_t *begin, *end;		/* of each token, in the document */
	size_t n;
};

static void
add_token(uint32_t **list, uint32_t *n, uint32_t token, struct arena *mem)
{
	uint32_t *old = *list;

	if ((*n & (*n - 1)) == 0) {	/* full at 0, 1, 2, 4 ... */
		*list = arena_alloc(mem, (*n == 0 ? 1 : 2 * *n) *
		    sizeof **list);
		if (*n > 0)
			memcpy(*list, old, *n * sizeof **list);
	}
	(*list)[(*n)++] = token;
}

/* The tokens of which half or more lies in SPANS. */
static void
tokens_in(const struct bytes *b, struct slice spans, uint32_t **list,
    uint32_t *n, struct arena *mem)
{
	size_t begin, end, lo, hi, mid, i, from, to;

	while (spans.n > 0) {
		begin = number(&spans);
		end = number(&spans);
		for (lo = 0, hi = b->n; lo < hi;) {
			mid = (lo + hi) / 2;
			if (b->end[mid] <= begin)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (i = lo; i < b->n && b->begin[i] < end; i++) {
			from = b->begin[i] > begin ? b->begin[i] : begin;
			to = b->end[i] < end ? b->end[i] : end;
			if (from < to && 2 * (to - from) >=
			    b->end[i] - b->begin[i])
				add_token(list, n, (uint32_t)i, mem);
		}
	}
}

static int
number_order(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool
only_marks(const struct document *doc, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (doc->token[from].role != ROLE_OPEN &&
		    doc->token[from].role != ROLE_CLOSE)
			return false;
	return true;
}

/* A content of two pieces with only marks between them is one piece. */
static void
fill_gaps(const struct document *doc, struct gold_attribution *a,
    struct arena *mem)
{
	uint32_t i, k, n = a->contents;

	for (i = 1; i < n; i++) {
		uint32_t from = a->content[i - 1] + 1, to = a->content[i];

		if (to <= from || to - from > 3 || !only_marks(doc, from, to))
			continue;
		for (k = from; k < to; k++)
			add_token(&a->content, &a->contents, k, mem);
	}
	qsort(a->content, a->contents, sizeof *a->content, number_order);
}

/* B for the first token of a run of one attribution's span, I for the rest. */
static void
put_labels(const uint32_t *token, uint32_t n, enum label begin,
    uint8_t *label, uint32_t *owner, uint32_t id)
{
	uint32_t i, t;
	bool goes_on;

	for (i = 0; i < n; i++) {
		t = token[i];
		if (label[t] != LABEL_O)
			continue;
		goes_on = t > 0 && owner[t - 1] == id &&
		    (label[t - 1] == begin || label[t - 1] == begin + 1);
		label[t] = (uint8_t)(goes_on ? begin + 1 : begin);
		owner[t] = id;
	}
}

void
gold_lay(const struct gold *g, const struct document *doc, uint8_t *label,
    struct gold_document *out, struct arena *mem)
{
	struct slice id = bare_name(doc->id);
	size_t first = first_row(g, id), n = 0, i;
	struct bytes b = { .n = doc->tokens };
	uint32_t *owner = mem_alloc(doc->tokens + 1, sizeof *owner);

	b.begin = mem_alloc(doc->tokens + 1, sizeof *b.begin);
	b.end = mem_alloc(doc->tokens + 1, sizeof *b.end);
	for (i = 0; i < doc->tokens; i++) {
		struct byte_span s = document_bytes(doc, (struct range){
		    doc->token[i].begin, doc->token[i].end });

		b.begin[i] = s.begin;
		b.end[i] = s.end;
	}
	while (first + n < g->rows && slice_eq(g->row[first + n].doc, id))
		n++;
	out->attributions = n;
	out->attribution = arena_zero(mem, n + 1, sizeof *out->attribution);
	memset(label, LABEL_O, doc->tokens);
	for (i = 0; i < n; i++) {
		const struct gold_row *row = &g->row[first + i];
		struct gold_attribution *a = &out->attribution[i];

		tokens_in(&b, row->span[0], &a->content, &a->contents, mem);
		tokens_in(&b, row->span[1], &a->source, &a->sources, mem);
		tokens_in(&b, row->span[2], &a->cue, &a->cues, mem);
		fill_gaps(doc, a, mem);
		put_labels(a->content, a->contents, LABEL_B_CONTENT, label,
		    owner, (uint32_t)i + 1);
		put_labels(a->source, a->sources, LABEL_B_SOURCE, label, owner,
		    (uint32_t)i + 1);
		put_labels(a->cue, a->cues, LABEL_B_CUE, label, owner,
		    (uint32_t)i + 1);
	}
	free(owner);
	free(b.begin);
	free(b.end);
}
