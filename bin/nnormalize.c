/* nnormalize - raw text becomes clean, classed paragraphs */
#include "config.h"

#include <stdlib.h>

#include "base/diag.h"
#include "io/cli.h"
#include "io/input.h"
#include "io/lines.h"
#include "io/row.h"
#include "io/sandbox.h"
#include "io/textrow.h"
#include "news/paragraph.h"
#include "text/lexicon.h"
#include "text/utf16.h"

static const struct cli_program nnormalize = {
	.name = "nnormalize",
	.usage =
	"Usage: nnormalize [option]... [file]...\n"
	"Repair raw news text and print its paragraphs as text rows.\n"
	"\n"
	"  -a, --all              furniture (ads, navigation, ...) as well\n"
	"  -d, --drop=CLASS,...   leave out these classes\n"
	"  -k, --keep=CLASS,...   print only these classes\n"
	"  -z, --null             documents are separated by NUL\n"
	"      --tsv              a document a line: id, TAB, text\n"
	"      --text, --rows     the input is raw text, or text rows\n"
	"      --no-seams         do not look for glued articles\n"
	"      --no-join          leave hard-wrapped lines alone\n"
	"      --repeated[=N]     short lines of N documents before are furniture (3)\n"
	"      --from=CHARSET     the input is in CHARSET, not UTF-8\n"
	"      --max-paragraph=N  split longer lines (bytes, 1M)\n"
	"      --lang=LANG        language of the word lists (en)\n"
	"      --lexicon=DIR      change the word lists by those in DIR\n"
	"  -H, --header           print the names of the columns first\n"
	"  -o, --output=FILE      write to FILE, complete or not at all\n"
	"      --line-buffered    write every row at once\n"
	"  -q, --quiet            no messages about bad input\n"
	"  -v, --verbose          print counts when done\n"
	"      --progress         print progress every second\n"
	"      --schema[=FORM]    print the columns, or how to load them:\n"
	"                         sqlite, duckdb, pg, pandas, r\n"
	"  -h, --help             print this help\n"
	"  -V, --version          print the version\n"
	"\n"
	"Columns: doc begin end par sent class map text\n"
	"Examples:\n"
	"  nnormalize *.txt | cut -f8\n"
	"  curl -s https://example.org/feed.txt | nnormalize -k title,body\n",
	.schema = &schema_text,
};

enum { OPT_TSV = CLI_OWN, OPT_TEXT, OPT_ROWS, OPT_NO_SEAMS, OPT_NO_JOIN,
	OPT_FROM, OPT_REPEATED, OPT_MAX_PARAGRAPH, OPT_LANG, OPT_LEXICON };

static const struct option longopts[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "drop", required_argument, NULL, 'd' },
	{ "from", required_argument, NULL, OPT_FROM },
	{ "keep", required_argument, NULL, 'k' },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "lexicon", required_argument, NULL, OPT_LEXICON },
	{ "max-paragraph", required_argument, NULL, OPT_MAX_PARAGRAPH },
	{ "no-join", no_argument, NULL, OPT_NO_JOIN },
	{ "no-seams", no_argument, NULL, OPT_NO_SEAMS },
	{ "null", no_argument, NULL, 'z' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "repeated", optional_argument, NULL, OPT_REPEATED },
	{ "rows", no_argument, NULL, OPT_ROWS },
	{ "text", no_argument, NULL, OPT_TEXT },
	{ "tsv", no_argument, NULL, OPT_TSV },
	CLI_COMMON_OPTIONS
};

struct options {
	struct cli_options common;
	struct input_options input;
	struct paragraph_options paragraph;
	size_t max_paragraph;
	bool text, rows;	/* the input is; neither: its first line says */
	const char *lexicon;
	char **files;
};

/* The classes in LIST, "body,title", as a set. */
static unsigned
parse_classes(const char *option, const char *list)
{
	struct slice rest = slice_str(list), name;
	enum text_class class;
	unsigned set = 0;

	for (;;) {
		const char *comma = memchr(rest.p, ',', rest.n);
		size_t n = comma != NULL ? (size_t)(comma - rest.p) : rest.n;

		name = slice_sub(rest, 0, n);
		if (!textclass_find(name, &class))
			cli_bad_value(&nnormalize, option, list);
		set |= 1u << class;
		if (comma == NULL)
			return set;
		rest = slice_sub(rest, n + 1, rest.n);
	}
}

/* A number of bytes, with k, M or G. */
static size_t
parse_size(const char *option, const char *value)
{
	struct slice s = slice_str(value);
	size_t n, shift = 0;

	if (s.n > 1 && (s.p[s.n - 1] | 0x20) == 'k')
		shift = 10;
	else if (s.n > 1 && (s.p[s.n - 1] | 0x20) == 'm')
		shift = 20;
	else if (s.n > 1 && (s.p[s.n - 1] | 0x20) == 'g')
		shift = 30;
	s.n -= shift > 0;
	if (!tsv_number(s, &n) || n == 0 || n > SIZE_MAX >> shift)
		cli_bad_value(&nnormalize, option, value);
	return n << shift;
}

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .paragraph.lang = "en" };
	unsigned keep = 0;
	int c;

	while ((c = getopt_long(argc, argv, "ad:k:qz" CLI_COMMON_LETTERS,
	    longopts, NULL)) != -1) {
		switch (c) {
		case 'a': opt.paragraph.all = true; break;
		case 'd': opt.paragraph.drop |= parse_classes("--drop", optarg);
			break;
		case 'k': keep |= parse_classes("--keep", optarg); break;
		case 'q': diag_quiet(); break;
		case 'z': opt.input.nul = true; break;
		case OPT_FROM: opt.paragraph.from = optarg; break;
		case OPT_LANG: opt.paragraph.lang = optarg; break;
		case OPT_LEXICON: opt.lexicon = optarg; break;
		case OPT_MAX_PARAGRAPH:
			opt.max_paragraph = parse_size("--max-paragraph", optarg);
			break;
		case OPT_NO_JOIN: opt.paragraph.no_join = true; break;
		case OPT_NO_SEAMS: opt.paragraph.no_seams = true; break;
		case OPT_REPEATED:
			opt.paragraph.repeated = optarg == NULL ? 3 :
			    parse_size("--repeated", optarg);
			break;
		case OPT_ROWS: opt.rows = true; break;
		case OPT_TEXT: opt.text = true; break;
		case OPT_TSV: opt.input.tsv = true; break;
		default: cli_common(&nnormalize, c, &opt.common);
		}
	}
	if (keep != 0) {
		opt.paragraph.all = true;
		opt.paragraph.drop |= ~keep;
	}
	opt.files = argv + optind;
	return opt;
}

static void
print_counts(const struct paragraph_reader *r, size_t rows)
{
	diag_note("%zu documents, %zu paragraphs, %zu left out", r->documents,
	    rows, r->left_out);
	diag_note("%zu bad bytes, %zu characters of mojibake, %zu seams, "
	    "%zu over-long lines split", r->bad_bytes, r->mojibake, r->seams,
	    r->cut);
}

/* Raw text: the usual case. */
static void
normalize(const struct options *opt, struct lines *lines, struct output *out)
{
	struct paragraph_reader reader;
	struct text_row row;
	struct input in;
	size_t documents = 0, rows = 0;

	input_open(&in, lines, &opt->input);
	if (!paragraph_open(&reader, &in, &opt->paragraph))
		diag_usage("%s", paragraph_trouble(&opt->paragraph));
	sandbox_enter(&(struct sandbox){ .read = opt->files,
	    .output = opt->common.output });
	while (paragraph_next(&reader, &row)) {
		if (reader.documents != documents) {
			if (documents > 0)
				output_document_end(out);
			documents = reader.documents;
		}
		textrow_put(&row, out);
		output_row_end(out);
		rows++;
		cli_progress(documents, reader.offset);
	}
	if (reader.cut > 0)
		diag_note("lines longer than --max-paragraph were split in %zu "
		    "places", reader.cut);
	if (opt->common.verbose)
		print_counts(&reader, rows);
	paragraph_close(&reader);
	input_close(&in);
}

/* Text rows, of nnormalize or nsegment: only the choice of classes is made. */
static void
choose(const struct options *opt, struct lines *lines, struct output *out)
{
	struct text_row text = { 0 };
	struct row_reader reader;
	struct arena mem = { 0 };
	struct row row;
	unsigned drop = opt->paragraph.drop;
	const char *why;

	for (int c = 0; c < CLASS_COUNT && !opt->paragraph.all; c++)
		if (textclass_is_furniture((enum text_class)c))
			drop |= 1u << c;
	sandbox_enter(&(struct sandbox){ .read = opt->files,
	    .output = opt->common.output });
	row_open(&reader, lines, &schema_text);
	while (row_next(&reader, &row)) {
		arena_reset(&mem);
		if (!textrow_parse(&text, &row, &mem, &why)) {
			row_bad(&row, why);
			continue;
		}
		if (drop & 1u << text.class)
			continue;
		textrow_put(&text, out);
		output_row_end(out);
	}
	offsetmap_free(&text.map);
	row_close(&reader);
	arena_free(&mem);
}

int
main(int argc, char *argv[])
{
	struct lexicon_error err;
	struct options opt;
	struct output out;
	struct lines lines;
	struct line first;
	struct buf header = { 0 };
	bool rows;

	diag_program(argv[0]);
	opt = parse_options(argc, argv);
	if (opt.lexicon != NULL &&
	    !lexicon_overlay(opt.lexicon, opt.paragraph.lang, &err))
		diag_usage("%s", err.message);
	output_open(&out, opt.common.output, opt.common.line_buffered);
	cli_progress_start(&opt.common);
	if (opt.common.header) {
		schema_put_header(&schema_text, &header);
		buf_putc(&header, '\n');
		output_add(&out, buf_slice(&header));
		buf_free(&header);
	}
	lines_open(&lines, opt.files, LINES_TEXT);
	if (opt.paragraph.from != NULL)
		lines.usual = utf16_find(opt.paragraph.from);
	lines.waits = &out;
	rows = opt.rows || (!opt.text && !opt.input.tsv && !opt.input.nul &&
	    lines_peek(&lines, &first) && row_looks_like(&schema_text,
	    first.text));
	if (opt.max_paragraph > 0 || rows || opt.input.tsv)
		lines_limit(&lines, opt.max_paragraph);
	if (rows)
		choose(&opt, &lines, &out);
	else
		normalize(&opt, &lines, &out);
	lines_close(&lines);
	lexicon_overlay_free();
	return cli_finish(&out);
}
