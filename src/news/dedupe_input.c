#include "config.h"

#include "base/diag.h"
#include "io/attrrow.h"
#include "io/tsv.h"
#include "news/dedupe_input.h"

static bool
digits(const char *p, size_t n, int *value)
{
	*value = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		*value = *value * 10 + (p[i] - '0');
	}
	return true;
}

/* Days from the civil date (Hinnant, chrono-compatible date algorithms). */
static int32_t
days_from(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

int32_t
dedupe_day(struct slice s)
{
	for (size_t i = 0; i + 8 <= s.n; i++) {
		const char *p = s.p + i;
		int year, month, day;
		size_t dash;

		if (i > 0 && p[-1] >= '0' && p[-1] <= '9')
			continue;
		dash = p[4] == '-' || p[4] == '/';
		if ((dash && (i + 10 > s.n || p[7] != p[4])) ||
		    !digits(p, 4, &year) || !digits(p + 4 + dash, 2, &month) ||
		    !digits(p + 6 + 2 * dash, 2, &day))
			continue;
		if (i + 8 + 2 * dash < s.n && p[8 + 2 * dash] >= '0' &&
		    p[8 + 2 * dash] <= '9')
			continue;
		if (year >= 1000 && month >= 1 && month <= 12 && day >= 1 &&
		    day <= 31)
			return days_from(year, month, day);
	}
	return DEDUPE_NO_DAY;
}

/* A column given by number; 0 when WANT is a name (or NULL). */
static size_t
column_number(const char *want, const char *option)
{
	size_t n;

	if (want == NULL || !tsv_number(slice_str(want), &n))
		return 0;
	if (n == 0 || n >= TSV_MAX_FIELDS)
		diag_usage("no such column for %s: %s", option, want);
	return n;
}

static size_t
column_named(const struct tsv_row *header, const char *want,
    const char *option, const char *file)
{
	if (want == NULL)
		return 0;
	for (size_t i = 0; i < header->n && i < TSV_MAX_FIELDS - 1; i++)
		if (slice_eq(header->field[i], slice_str(want)))
			return i + 1;
	diag_usage("%s: no column '%s' in the header line (%s)", file, want,
	    option);
}

/* Without the carriage return of a line that ends in CR LF. */
static void
drop_return(struct slice *line)
{
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
}

/* Find the columns of a TSV; takes the header line if there are names. */
static void
find_columns(struct dedupe_input *in, const struct dedupe_columns *want)
{
	const struct {
		const char *want, *option;
		size_t *to;
	} column[] = {
		{ want->key, "--key", &in->key },
		{ want->speaker, "--speaker", &in->speaker },
		{ want->doc, "--doc", &in->doc },
		{ in->day == DEDUPE_NO_DAY ? want->date : NULL, "--date",
		    &in->date },
		{ want->id, "--id", &in->id },
	};
	struct tsv_row header;
	struct line line;

	for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++) {
		*column[i].to = column_number(column[i].want, column[i].option);
		in->named |= column[i].want != NULL && *column[i].to == 0;
	}
	if (!in->named || !lines_next(in->lines, &line))
		return;
	drop_return(&line.text);
	buf_add(&in->header, line.text);
	tsv_split(&header, buf_slice(&in->header));
	for (size_t i = 0; i < sizeof(column) / sizeof(column[0]); i++)
		if (*column[i].to == 0)
			*column[i].to = column_named(&header, column[i].want,
			    column[i].option, lines_where(in->lines));
}

/* A column of attribution rows, by number or name; 0 if none is wanted. */
static size_t
attribution_column(const char *want, const char *option)
{
	size_t n = column_number(want, option);

	for (size_t i = 0; want != NULL && i < schema_attribution.n; i++)
		if (strcmp(schema_attribution.column[i].name, want) == 0)
			n = i + 1;
	if (want != NULL && n == 0)
		diag_usage("no such column for %s: %s", option, want);
	return n;
}

static void
open_attributions(struct dedupe_input *in, const struct dedupe_columns *want)
{
	in->attributions = true;
	row_open(&in->reader, in->lines, &schema_attribution);
	schema_put_header(&schema_attribution, &in->header);
	if (in->day == DEDUPE_NO_DAY)
		in->date = attribution_column(want->date, "--date");
	in->id = attribution_column(want->id, "--id");
}

/* Without a key the first line tells: attribution rows, or bare quotations. */
static void
open_unnamed(struct dedupe_input *in, const struct dedupe_columns *want)
{
	struct dedupe_columns whole = *want;
	struct line line;

	if (!lines_peek(in->lines, &line) ||
	    row_looks_like(&schema_attribution, line.text)) {
		open_attributions(in, want);
		return;
	}
	if (memchr(line.text.p, '\t', line.text.n) != NULL)
		diag_usage("%s:1: not attribution rows: run nattribute first, "
		    "or name the column with the quotation (-k)",
		    lines_where(in->lines));
	whole.key = "1";
	find_columns(in, &whole);
}

void
dedupe_input_open(struct dedupe_input *in, struct lines *lines,
    const struct dedupe_columns *want)
{
	*in = (struct dedupe_input){ .lines = lines, .day = DEDUPE_NO_DAY };
	if (want->date != NULL && strlen(want->date) == 10)
		in->day = dedupe_day(slice_str(want->date));
	if (want->key != NULL) {
		find_columns(in, want);
	} else if (want->speaker != NULL || want->doc != NULL) {
		diag_usage("--speaker and --doc need --key");
	} else {
		open_unnamed(in, want);
	}
}

/* The text of a field; what is no escape stands for itself. */
static struct slice
text_of(struct dedupe_input *in, const struct tsv_row *row, size_t column)
{
	struct slice text = { "", 0 };

	if (column > 0 && column <= row->n)
		tsv_unescape(row->field[column - 1], &text, &in->mem);
	return text;
}

/* Whether S, with or without marks, runs from a capital to a full stop. */
static bool
is_sentence(struct slice s)
{
	static const char ends[] = ".!?";
	size_t i = 0, n = s.n;

	while (i < n && !((s.p[i] >= 'A' && s.p[i] <= 'Z') ||
	    (s.p[i] >= 'a' && s.p[i] <= 'z') ||
	    ((unsigned char)s.p[i] >= 0xc3 && (unsigned char)s.p[i] < 0xe2)))
		i++;
	while (n > i && ((unsigned char)s.p[n - 1] >= 0x80 ||
	    s.p[n - 1] == '"' || s.p[n - 1] == '\'' || s.p[n - 1] == ' '))
		n--;
	return n > i && !(s.p[i] >= 'a' && s.p[i] <= 'z') &&
	    memchr(ends, s.p[n - 1], sizeof(ends) - 1) != NULL;
}

static bool
next_attribution(struct dedupe_input *in)
{
	struct attr_row a;
	struct row row;
	const char *why;

	for (;;) {
		if (!row_next(&in->reader, &row))
			return false;
		arena_reset(&in->mem);
		if (attrrow_parse(&a, &row, &in->mem, &why))
			break;
		row_bad(&row, why);
	}
	in->line = row.line;
	in->row = (struct dedupe_row){
		.text = a.content, .speaker = a.speaker, .doc = a.doc,
		.day = in->date > 0 ?
		    dedupe_day(text_of(in, &row.tsv, in->date)) : in->day,
		.part = slice_eq(a.kind, SLICE("mixed")) ?
		    DEDUPE_MARKED : DEDUPE_ALL,
		.unquoted = slice_eq(a.kind, SLICE("indirect")) ||
		    slice_eq(a.kind, SLICE("narrator")),
	};
	in->row_id = text_of(in, &row.tsv, in->id);
	in->sentence = slice_eq(a.kind, SLICE("direct")) &&
	    is_sentence(a.content);
	return true;
}

/* A header for columns that have no names: column1, column2 ... */
static void
name_columns(struct dedupe_input *in, size_t n)
{
	for (size_t i = 1; i <= n; i++) {
		buf_add(&in->header, i > 1 ? SLICE("\tcolumn") : SLICE("column"));
		buf_number(&in->header, i);
	}
}

static bool
next_line(struct dedupe_input *in)
{
	struct tsv_row row;
	struct line line;

	do {
		if (!lines_next(in->lines, &line))
			return false;
		drop_return(&line.text);
	} while (in->named && slice_eq(line.text, buf_slice(&in->header)));
	arena_reset(&in->mem);
	tsv_split(&row, line.text);
	in->line = line.text;
	in->row = (struct dedupe_row){
		.text = text_of(in, &row, in->key),
		.speaker = text_of(in, &row, in->speaker),
		.doc = text_of(in, &row, in->doc),
		.day = in->date > 0 ? dedupe_day(text_of(in, &row, in->date)) :
		    in->day,
		.part = DEDUPE_MARKED,
	};
	in->row_id = text_of(in, &row, in->id);
	in->sentence = is_sentence(in->row.text);
	if (!in->named && in->header.n == 0)
		name_columns(in, row.n);
	return true;
}

bool
dedupe_input_next(struct dedupe_input *in)
{
	bool any = in->attributions ? next_attribution(in) : next_line(in);

	if (any && in->attributions && in->reader.extra.n > 0 &&
	    !in->extra) {
		buf_add(&in->header, buf_slice(&in->reader.extra));
		in->extra = true;
	}
	if (any)
		in->row.file = slice_str(lines_where(in->lines));
	return any;
}

void
dedupe_input_close(struct dedupe_input *in)
{
	if (in->attributions)
		row_close(&in->reader);
	arena_free(&in->mem);
	buf_free(&in->header);
}
