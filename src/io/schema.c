#include "config.h"

#include "io/schema.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct column text_columns[] = {
	{ "doc", COLUMN_TEXT },
	{ "begin", COLUMN_NUMBER },
	{ "end", COLUMN_NUMBER },
	{ "par", COLUMN_NUMBER },
	{ "sent", COLUMN_NUMBER },
	{ "class", COLUMN_TEXT },
	{ "map", COLUMN_TEXT },
	{ "text", COLUMN_TEXT },
};

#define ATTRIBUTION_COLUMNS \
	{ "doc", COLUMN_TEXT }, \
	{ "begin", COLUMN_NUMBER }, \
	{ "end", COLUMN_NUMBER }, \
	{ "kind", COLUMN_TEXT }, \
	{ "speaker", COLUMN_TEXT }, \
	{ "role", COLUMN_TEXT }, \
	{ "source", COLUMN_TEXT }, \
	{ "cue", COLUMN_TEXT }, \
	{ "act", COLUMN_TEXT }, \
	{ "content", COLUMN_TEXT }, \
	{ "content_span", COLUMN_SPANS }, \
	{ "source_span", COLUMN_SPANS }, \
	{ "cue_span", COLUMN_SPANS }, \
	{ "level", COLUMN_NUMBER }, \
	{ "score", COLUMN_SCORE }

static const struct column attribution_columns[] = {
	ATTRIBUTION_COLUMNS,
};

static const struct column claim_columns[] = {
	ATTRIBUTION_COLUMNS,
	{ "checkable", COLUMN_SCORE },
	{ "worth", COLUMN_SCORE },
	{ "type", COLUMN_TEXT },
	{ "modality", COLUMN_TEXT },
	{ "polarity", COLUMN_TEXT },
	{ "quantity", COLUMN_TEXT },
	{ "why", COLUMN_TEXT },
};

static const struct column cluster_columns[] = {
	ATTRIBUTION_COLUMNS,
	{ "cluster", COLUMN_TEXT },
	{ "count", COLUMN_NUMBER },
	{ "docs", COLUMN_NUMBER },
	{ "match", COLUMN_TEXT },
};

const struct schema schema_text = {
	"sentences", "nsegment", text_columns, COUNT(text_columns)
};
const struct schema schema_attribution = {
	"attributions", "nattribute", attribution_columns,
	COUNT(attribution_columns)
};
const struct schema schema_claim = {
	"claims", "nclaim", claim_columns, COUNT(claim_columns)
};
const struct schema schema_cluster = {
	"clusters", "ndedupe", cluster_columns, COUNT(cluster_columns)
};

static bool
is_spans(struct slice f)
{
	size_t i = 0, begin, end;

	while (i < f.n) {
		size_t from = i, dash;

		while (i < f.n && f.p[i] != '-' && f.p[i] != ',')
			i++;
		dash = i;
		while (i < f.n && f.p[i] != ',')
			i++;
		if (!tsv_number(slice_sub(f, from, dash), &begin) || dash == i ||
		    !tsv_number(slice_sub(f, dash + 1, i), &end) || begin >= end)
			return false;
		if (i < f.n && ++i == f.n)
			return false;
	}
	return true;
}

static bool
is_score(struct slice f)
{
	size_t dots = 0;

	for (size_t i = 0; i < f.n; i++) {
		dots += f.p[i] == '.';
		if (f.p[i] != '.' && (f.p[i] < '0' || f.p[i] > '9'))
			return false;
	}
	return dots < 2 && (f.n == 0 || f.n > dots);
}

static bool
fits(enum column_type type, struct slice f)
{
	size_t value;

	switch (type) {
	case COLUMN_NUMBER: return tsv_number(f, &value);
	case COLUMN_SPANS: return is_spans(f);
	case COLUMN_SCORE: return is_score(f);
	default: return true;
	}
}

bool
schema_fits(const struct schema *s, const struct tsv_row *row, size_t *column)
{
	*column = 0;
	if (row->n < s->n)
		return false;
	for (size_t i = 0; i < s->n; i++) {
		if (!fits(s->column[i].type, row->field[i])) {
			*column = i + 1;
			return false;
		}
	}
	return true;
}

bool
schema_is_header(const struct schema *s, const struct tsv_row *row)
{
	if (row->n < s->n)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (!slice_eq(row->field[i], slice_str(s->column[i].name)))
			return false;
	return true;
}

static void
put(struct buf *out, const char *s)
{
	buf_add(out, slice_str(s));
}

void
schema_put_header(const struct schema *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i > 0)
			buf_putc(out, '\t');
		put(out, s->column[i].name);
	}
}

/* The column list, each as BEFORE name BETWEEN type AFTER, comma-separated. */
static void
put_columns(const struct schema *s, struct buf *out, const char *before,
    const char *between, const char *number, const char *other,
    const char *after)
{
	for (size_t i = 0; i < s->n; i++) {
		put(out, i > 0 ? ", " : "");
		put(out, before);
		put(out, s->column[i].name);
		put(out, between);
		if (between[0] != '\0')
			put(out, s->column[i].type == COLUMN_NUMBER ?
			    number : other);
		put(out, after);
	}
}

static void
put_names(const struct schema *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		put(out, s->column[i].name);
		buf_putc(out, '\n');
	}
}

/* .mode tabs would give quotation marks a meaning; .mode ascii does not. */
static void
put_sqlite(const struct schema *s, struct buf *out)
{
	put(out, "create table ");
	put(out, s->name);
	put(out, " (");
	put_columns(s, out, "\"", "\" ", "integer", "text", "");
	put(out, ");\n.mode ascii\n.separator \"\\t\" \"\\n\"\n.import rows.tsv ");
	put(out, s->name);
	put(out, "\n");
}

static void
put_duckdb(const struct schema *s, struct buf *out)
{
	put(out, "create table ");
	put(out, s->name);
	put(out, " as select * from read_csv('rows.tsv', delim='\\t', "
	    "header=false, quote='', escape='', nullstr='\\N', "
	    "auto_detect=false, columns={");
	put_columns(s, out, "'", "': ", "'BIGINT'", "'VARCHAR'", "");
	put(out, "});\n");
}

static void
put_pg(const struct schema *s, struct buf *out)
{
	put(out, "create table ");
	put(out, s->name);
	put(out, " (");
	put_columns(s, out, "\"", "\" ", "bigint", "text", "");
	put(out, ");\n\\copy ");
	put(out, s->name);
	put(out, " from 'rows.tsv'\n");
}

static void
put_pandas(const struct schema *s, struct buf *out)
{
	put(out, "import pandas\n");
	put(out, s->name);
	put(out, " = pandas.read_csv('rows.tsv', sep='\\t', header=None, "
	    "quoting=3, keep_default_na=False, dtype=str, names=[");
	put_columns(s, out, "'", "", "", "", "'");
	put(out, "])\n");
}

static void
put_r(const struct schema *s, struct buf *out)
{
	put(out, s->name);
	put(out, " <- read.delim('rows.tsv', header=FALSE, quote='', "
	    "na.strings=character(0), colClasses='character', "
	    "encoding='UTF-8', col.names=c(");
	put_columns(s, out, "'", "", "", "", "'");
	put(out, "))\n");
}

static const struct {
	const char *form;
	void (*put)(const struct schema *, struct buf *);
} loaders[] = {
	{ "names", put_names },
	{ "sqlite", put_sqlite },
	{ "duckdb", put_duckdb },
	{ "pg", put_pg },
	{ "pandas", put_pandas },
	{ "r", put_r },
};

bool
schema_put_loader(const struct schema *s, const char *form, struct buf *out)
{
	for (size_t i = 0; i < COUNT(loaders); i++) {
		if (form == NULL || strcmp(form, loaders[i].form) == 0) {
			loaders[i].put(s, out);
			return true;
		}
	}
	return false;
}
