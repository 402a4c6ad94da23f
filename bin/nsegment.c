/* nsegment - split news text into sentences, one row each */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "io/cli.h"
#include "io/input.h"
#include "io/row.h"
#include "io/textrow.h"
#include "news/paragraph.h"
#include "news/sentence.h"
#include "text/lexicon.h"

static const struct cli_program nsegment = {
	.name = "nsegment",
	.usage =
	"Usage: nsegment [OPTION]... [FILE]...\n"
	"Split text into sentences: rows of doc, begin, end, par, sent, class,\n"
	"map, text.  Input is raw text or the rows of nnormalize; the first line\n"
	"tells which.\n"
	"\n"
	"  -l, --lang=CODE        language of the text (default en)\n"
	"  -q, --quotations       keep a quotation in one sentence\n"
	"      --lists            split items of a list inside a paragraph\n"
	"      --lexicon=DIR      change the word lists by DIR/abbrev.txt etc.\n"
	"      --rows, --text     take the input for rows, for raw text\n"
	"      --tsv              every line is a document: id, tab, text\n"
	"  -z, --null             documents end with a NUL byte\n"
	"  -H, --header           begin with a line of column names\n"
	"  -o, --output=FILE      write to FILE\n"
	"      --line-buffered    write every row at once\n"
	"      --progress         tell every second how far it is\n"
	"      --schema[=FORM]    print the columns, or a command that loads them\n"
	"                         (sqlite, duckdb, pg, pandas, r)\n"
	"  -h, --help             show this help and exit\n"
	"  -V, --version          show the version and exit\n"
	"\n"
	"Examples:\n"
	"  nsegment *.txt | nattribute\n"
	"  nnormalize day.txt | nsegment | cut -f8\n",
	.schema = &schema_text,
};

enum { OPT_LEXICON = CLI_OWN, OPT_LISTS, OPT_ROWS, OPT_TEXT, OPT_TSV };

static const struct option longopts[] = {
	{ "lang", required_argument, NULL, 'l' },
	{ "lexicon", required_argument, NULL, OPT_LEXICON },
	{ "lists", no_argument, NULL, OPT_LISTS },
	{ "null", no_argument, NULL, 'z' },
	{ "quotations", no_argument, NULL, 'q' },
	{ "rows", no_argument, NULL, OPT_ROWS },
	{ "text", no_argument, NULL, OPT_TEXT },
	{ "tsv", no_argument, NULL, OPT_TSV },
	CLI_COMMON_OPTIONS
};

struct options {
	struct cli_options common;
	const char *lang, *lexicon;
	bool quotations, lists;
	bool rows, text;
	struct input_options input;
	char **files;
};

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .lang = "en" };
	int c;

	while ((c = getopt_long(argc, argv, "l:qz" CLI_COMMON_LETTERS,
	    longopts, NULL)) != -1) {
		switch (c) {
		case 'l': opt.lang = optarg; break;
		case 'q': opt.quotations = true; break;
		case OPT_LEXICON: opt.lexicon = optarg; break;
		case OPT_LISTS: opt.lists = true; break;
		case OPT_ROWS: opt.rows = true; break;
		case OPT_TEXT: opt.text = true; break;
		case OPT_TSV: opt.input.tsv = true; break;
		case 'z': opt.input.nul = true; break;
		default: cli_common(&nsegment, c, &opt.common);
		}
	}
	if (opt.rows && opt.text)
		diag_usage("--rows and --text exclude each other");
	opt.files = argv + optind;
	return opt;
}

/* The rules of the language with the user's own lists; none is an error. */
static struct sentence_rules
load_rules(const struct options *opt)
{
	struct sentence_rules rules;
	struct lexicon_error err;

	if (opt->lexicon != NULL &&
	    !lexicon_overlay(opt->lexicon, opt->lang, &err))
		diag_usage("%s", err.message);
	rules = sentence_rules(opt->lang);
	rules.keep_quotations = opt->quotations;
	rules.split_lists = opt->lists;
	return rules;
}

struct segmenter {
	struct sentence_rules rules;
	struct output out;
	struct buf doc;			/* id of the document at hand */
	struct offset_map map;		/* of the sentence at hand */
	size_t sent;			/* sentences of it so far */
	size_t documents, bytes;	/* for --progress */
};

/* Sentences are numbered afresh in every document. */
static void
enter_document(struct segmenter *s, struct slice doc)
{
	if (s->documents > 0 && slice_eq(buf_slice(&s->doc), doc))
		return;
	if (s->documents++ > 0)
		output_document_end(&s->out);
	buf_clear(&s->doc);
	buf_add(&s->doc, doc);
	s->sent = 0;
}

/* The part of PAR that is the sentence at [BEGIN, END) of its text. */
static void
put_sentence(struct segmenter *s, const struct text_row *par, size_t begin,
    size_t end)
{
	struct text_row row = *par;

	row.begin = offsetmap_start(&par->map, begin);
	row.end = offsetmap_end(&par->map, end, par->text.n, par->end);
	row.sent = ++s->sent;
	row.text = slice_sub(par->text, begin, end);
	offsetmap_part(&par->map, begin, end, &s->map);
	row.map = s->map;
	textrow_put(&row, &s->out);
}

/* Headlines are one sentence whatever stands in them. */
static bool
is_headline(enum text_class class)
{
	return class == CLASS_TITLE || class == CLASS_HEADING;
}

static void
segment(struct segmenter *s, const struct text_row *par)
{
	struct sentence_iter it;
	struct sentence sentence;

	enter_document(s, par->doc);
	if (par->sent > 0) {		/* a sentence already */
		s->sent = par->sent;
		textrow_put(par, &s->out);
	} else if (is_headline(par->class) && par->text.n > 0) {
		put_sentence(s, par, 0, par->text.n);
	} else {
		sentence_begin(&it, par->text, &s->rules);
		while (sentence_next(&it, &sentence))
			put_sentence(s, par, sentence.begin, sentence.end);
	}
	s->bytes += par->text.n;
	cli_progress(s->documents, s->bytes);
}

static void
put_header(struct output *out, const struct row_reader *reader)
{
	schema_put_header(&schema_text, &out->buf);
	output_add(out, buf_slice(&reader->extra));
	output_putc(out, '\n');
	output_row_end(out);
}

static void
segment_rows(struct segmenter *s, struct lines *in, bool header)
{
	struct row_reader reader;
	struct text_row par = { 0 };
	struct arena mem = { 0 };
	struct row row;
	const char *why;

	row_open(&reader, in, &schema_text);
	while (row_next(&reader, &row)) {
		if (header)
			put_header(&s->out, &reader);
		header = false;
		if (textrow_parse(&par, &row, &mem, &why))
			segment(s, &par);
		else
			row_bad(&row, why);
		arena_reset(&mem);
	}
	if (header)
		put_header(&s->out, &reader);
	offsetmap_free(&par.map);
	arena_free(&mem);
	row_close(&reader);
}

/* Raw text goes through what nnormalize does first. */
static void
segment_text(struct segmenter *s, struct lines *in, const struct options *opt)
{
	struct paragraph_options how = { .lang = opt->lang };
	struct paragraph_reader reader;
	struct text_row par;
	struct input input;

	if (opt->common.header) {
		schema_put_header(&schema_text, &s->out.buf);
		output_putc(&s->out, '\n');
		output_row_end(&s->out);
	}
	input_open(&input, in, &opt->input);
	if (!paragraph_open(&reader, &input, &how))
		diag_usage("%s", paragraph_trouble(&how));
	while (paragraph_next(&reader, &par))
		segment(s, &par);
	paragraph_close(&reader);
	input_close(&input);
}

/* The first line decides whether the input is rows. */
static bool
has_rows(const struct options *opt, struct lines *in)
{
	struct line first;

	if (opt->rows || opt->text || opt->input.nul || opt->input.tsv)
		return opt->rows;
	return lines_peek(in, &first) &&
	    row_looks_like(&schema_text, first.text);
}

int
main(int argc, char *argv[])
{
	struct segmenter s = { 0 };
	struct lines in;
	struct options opt;

	diag_program(argv[0]);
	opt = parse_options(argc, argv);
	s.rules = load_rules(&opt);
	lines_open(&in, opt.files, 0);
	output_open(&s.out, opt.common.output, opt.common.line_buffered);
	cli_progress_start(&opt.common);

	if (has_rows(&opt, &in))
		segment_rows(&s, &in, opt.common.header);
	else
		segment_text(&s, &in, &opt);

	lines_close(&in);
	buf_free(&s.doc);
	offsetmap_free(&s.map);
	lexicon_overlay_free();
	return cli_finish(&s.out);
}
