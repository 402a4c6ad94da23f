#include "config.h"

#include "train/windows.h"

#include "news/quotation.h"
#include "news/tokens.h"

void
windows_open(struct windows *w, char **names)
{
	*w = (struct windows){ .have_row = false };
	lines_open(&w->lines, names, 0);
	row_open(&w->rows, &w->lines, &schema_text);
}

static bool
row_read(struct windows *w)
{
	const char *why;
	struct row row;

	while (row_next(&w->rows, &row)) {
		arena_reset(&w->mem);
		if (textrow_parse(&w->row, &row, &w->mem, &why))
			return true;
		row_bad(&row, why);
	}
	return false;
}

bool
windows_next(struct windows *w, struct document *doc)
{
	document_clear(doc);
	if (!w->have_row && !(w->have_row = row_read(w)))
		return false;
	buf_clear(&w->id);
	buf_add(&w->id, w->row.doc);
	do {
		if (textclass_is_prose(w->row.class))
			document_add(doc, &w->row);
		w->have_row = row_read(w);
	} while (w->have_row && slice_eq(w->row.doc, buf_slice(&w->id)));
	doc->id = arena_copy(&doc->mem, buf_slice(&w->id));
	token_scan(doc);
	quotation_find(doc);
	return true;
}

void
windows_close(struct windows *w)
{
	row_close(&w->rows);
	lines_close(&w->lines);
	offsetmap_free(&w->row.map);
	arena_free(&w->mem);
	buf_free(&w->id);
}
