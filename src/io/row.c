#include "config.h"

#include <stdio.h>

#include "base/diag.h"
#include "io/row.h"

void
row_open(struct row_reader *r, struct lines *in, const struct schema *schema)
{
	*r = (struct row_reader){ .in = in, .schema = schema };
}

void
row_close(struct row_reader *r)
{
	buf_free(&r->extra);
}

void
row_bad(const struct row *row, const char *why)
{
	diag_input(row->file, row->number, "%s; row skipped", why);
}

bool
row_looks_like(const struct schema *schema, struct slice line)
{
	struct tsv_row row;
	size_t column;

	tsv_split(&row, line);
	return schema_fits(schema, &row, &column) ||
	    schema_is_header(schema, &row);
}

static void
report(const struct row_reader *r, const struct row *row, size_t column)
{
	char why[128];

	if (column == 0)
		snprintf(why, sizeof(why), "%zu columns where %s rows have %zu",
		    row->tsv.n, r->schema->maker, r->schema->n);
	else
		snprintf(why, sizeof(why), "bad value in column %zu (%s)",
		    column, r->schema->column[column - 1].name);
	if (!r->any)
		diag_usage("%s:%zu: not rows of %s (%s): run %s first",
		    row->file, row->number, r->schema->maker, why,
		    r->schema->maker);
	row_bad(row, why);
}

/* What stands after the schema's columns, with the TAB before it. */
static struct slice
beyond(const struct row_reader *r, const struct row *row)
{
	const char *end = row->line.p + row->line.n;

	if (row->tsv.n <= r->schema->n)
		return (struct slice){ end, 0 };
	return (struct slice){ row->tsv.field[r->schema->n].p - 1,
	    (size_t)(end - row->tsv.field[r->schema->n].p) + 1 };
}

bool
row_next(struct row_reader *r, struct row *row)
{
	struct line line;
	size_t column;

	while (lines_next(r->in, &line)) {
		/* A file written on another system: CR LF ends its lines. */
		if (line.text.n > 0 && line.text.p[line.text.n - 1] == '\r')
			line.text.n--;
		row->line = line.text;
		row->file = lines_where(r->in);
		row->number = line.number;
		if (line.text.n == 0 && r->any)
			continue;
		tsv_split(&row->tsv, line.text);
		row->rest = beyond(r, row);
		if (schema_is_header(r->schema, &row->tsv)) {
			buf_clear(&r->extra);
			buf_add(&r->extra, row->rest);
			r->any = true;
			continue;
		}
		if (!schema_fits(r->schema, &row->tsv, &column)) {
			report(r, row, column);
			continue;
		}
		r->any = true;
		return true;
	}
	return false;
}
