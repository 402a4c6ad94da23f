/* nsegment - split news text into sentences, one row each */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "io/cli.h"
#include "io/input.h"
#include "io/row.h"
#include "io/sandbox.h"
#include "io/textrow.h"
#include "news/learner.h"
#include "news/paragraph.h"
#include "news/sentence.h"
#include "text/lexicon.h"
#include "text/utf16.h"

static const struct cli_program nsegment = {
	.name = "nsegment",
	.usage =
	"Usage: nsegment [option]... [file]...\n"
	"Split news text into sentences, a row each.  The input is raw text, or\n"
	"the rows of nnormalize: its first line says which.\n"
	"\n"
	"  -l, --lang=LANG        language of the text (en)\n"
	"  -q, --quotations       keep a quotation in one sentence\n"
	"      --lists            split the items of a list in a paragraph\n"
	"      --lexicon=DIR      change the word lists by those in DIR\n"
	"      --train=LIST       learn LIST (abbrev, starters) from the input\n"
	"                         and print it instead of rows\n"
	"      --text, --rows     the input is raw text, or text rows\n"
	"Raw text, as in nnormalize:\n"
	"  -a, --all              furniture (ads, navigation, ...) as well\n"
	"  -z, --null             documents are separated by NUL\n"
	"      --tsv              a document a line: id, TAB, text\n"
	"      --no-seams         do not look for glued articles\n"
	"      --no-join          leave hard-wrapped lines alone\n"
	"      --from=CHARSET     the input is in CHARSET, not UTF-8\n"
	"Output:\n"
	"  -H, --header           print the names of the columns first\n"
	"  -o, --output=FILE      write to FILE, complete or not at all\n"
	"      --line-buffered    write every row at once\n"
	"      --quiet            no messages about bad input\n"
	"  -v, --verbose          print counts when done\n"
	"      --progress         print progress every second\n"
	"      --schema[=FORM]    print the columns, or how to load them:\n"
	"                         sqlite, duckdb, pg, pandas, r\n"
	"  -h, --help             print this help\n"
	"  -V, --version          print the version\n"
	"\n"
	"Columns: doc begin end par sent class map text\n"
	"Examples:\n"
	"  cat *.txt | nsegment | nattribute\n"
	"  nsegment day.txt | cut -f8\n",
	.schema = &schema_text,
};

enum { OPT_FROM = CLI_OWN, OPT_LEXICON, OPT_LISTS, OPT_NO_JOIN, OPT_NO_SEAMS,
	OPT_QUIET, OPT_ROWS, OPT_TEXT, OPT_TRAIN, OPT_TSV };

static const struct option longopts[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "from", required_argument, NULL, OPT_FROM },
	{ "lang", required_argument, NULL, 'l' },
	{ "lexicon", required_argument, NULL, OPT_LEXICON },
	{ "lists", no_argument, NULL, OPT_LISTS },
	{ "no-join", no_argument, NULL, OPT_NO_JOIN },
	{ "no-seams", no_argument, NULL, OPT_NO_SEAMS },
	{ "null", no_argument, NULL, 'z' },
	{ "quiet", no_argument, NULL, OPT_QUIET },
	{ "quotations", no_argument, NULL, 'q' },
	{ "rows", no_argument, NULL, OPT_ROWS },
	{ "text", no_argument, NULL, OPT_TEXT },
	{ "train", required_argument, NULL, OPT_TRAIN },
	{ "tsv", no_argument, NULL, OPT_TSV },
	CLI_COMMON_OPTIONS
};

/* What --train can learn. */
static const struct training {
	const char *name;
	void (*put)(struct learner *, struct buf *);
} trainings[] = {
	{ "abbrev", learner_put_abbrev },
	{ "starters", learner_put_starters },
};

struct options {
	struct cli_options common;
	struct input_options input;
	struct paragraph_options paragraph;
	const char *lang, *lexicon;
	bool quotations, lists;
	const struct training *train;	/* list to learn; NULL: none */
	bool rows, text;	/* the input is; neither: its first line says */
	char **files;
};

static const struct training *
parse_training(const char *name)
{
	for (size_t i = 0; i < sizeof trainings / sizeof trainings[0]; i++)
		if (strcmp(trainings[i].name, name) == 0)
			return &trainings[i];
	cli_bad_value(&nsegment, "--train", name);
}

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .lang = "en" };
	int c;

	while ((c = getopt_long(argc, argv, "al:qz" CLI_COMMON_LETTERS,
	    longopts, NULL)) != -1) {
		switch (c) {
		case 'a': opt.paragraph.all = true; break;
		case 'l': opt.lang = optarg; break;
		case 'q': opt.quotations = true; break;
		case 'z': opt.input.nul = true; break;
		case OPT_FROM: opt.paragraph.from = optarg; break;
		case OPT_LEXICON: opt.lexicon = optarg; break;
		case OPT_LISTS: opt.lists = true; break;
		case OPT_NO_JOIN: opt.paragraph.no_join = true; break;
		case OPT_NO_SEAMS: opt.paragraph.no_seams = true; break;
		case OPT_QUIET: diag_quiet(); break;
		case OPT_ROWS: opt.rows = true; break;
		case OPT_TEXT: opt.text = true; break;
		case OPT_TRAIN: opt.train = parse_training(optarg); break;
		case OPT_TSV: opt.input.tsv = true; break;
		default: cli_common(&nsegment, c, &opt.common);
		}
	}
	if (opt.rows && opt.text)
		diag_usage("--rows and --text exclude each other");
	opt.files = argv + optind;
	return opt;
}

/* The rules of the language with the user's own lists. */
static struct sentence_rules
load_rules(struct options *opt)
{
	struct sentence_rules rules;
	struct lexicon_error err;

	if (opt->lexicon != NULL &&
	    !lexicon_overlay(opt->lexicon, opt->lang, &err))
		diag_usage("%s", err.message);
	rules = sentence_rules(opt->lang);
	rules.keep_quotations = opt->quotations;
	rules.split_lists = opt->lists;
	opt->paragraph.lang = lexicon_language(opt->lang) ? opt->lang : "und";
	return rules;
}

struct segmenter {
	struct sentence_rules rules;
	struct learner *learner;	/* NULL: print sentences */
	struct output out;
	struct offset_map map;		/* of the sentence at hand */
	size_t sent;			/* sentences of the document so far */
	size_t documents, sentences;
};

/* Sentences are numbered afresh in every document. */
static void
begin_document(struct segmenter *s)
{
	if (s->documents++ > 0)
		output_document_end(&s->out);
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
	if (!offsetmap_is_parallel(&par->map)) {
		offsetmap_part(&par->map, begin, end, &s->map);
		row.map = s->map;
	}
	textrow_put(&row, &s->out);
	s->sentences++;
}

/* Headlines are one sentence whatever stands in them. */
static bool
is_headline(const struct text_row *par)
{
	return (par->class == CLASS_TITLE || par->class == CLASS_HEADING) &&
	    par->text.n <= SENTENCE_MAX;
}

static void
segment(struct segmenter *s, const struct text_row *par)
{
	struct sentence_iter it;
	struct sentence sentence;

	if (s->learner != NULL) {
		learner_add(s->learner, par->text);
	} else if (par->sent > 0) {	/* a sentence already */
		s->sent = par->sent;
		s->sentences++;
		textrow_put(par, &s->out);
	} else if (is_headline(par) && par->text.n > 0) {
		put_sentence(s, par, 0, par->text.n);
	} else {
		sentence_begin(&it, par->text, &s->rules);
		while (sentence_next(&it, &sentence))
			put_sentence(s, par, sentence.begin, sentence.end);
	}
}

/* The names of the columns, with EXTRA ones as they stood in the input. */
static void
put_header(struct output *out, struct slice extra)
{
	schema_put_header(&schema_text, &out->buf);
	output_add(out, extra);
	output_putc(out, '\n');
	output_row_end(out);
}

/* Another document: another name, or its paragraphs begin anew. */
static bool
is_new_document(const struct buf *doc, size_t par, const struct text_row *row)
{
	return row->par < par || !slice_eq(buf_slice(doc), row->doc);
}

static void
segment_rows(struct segmenter *s, struct lines *in, bool header)
{
	struct row_reader reader;
	struct text_row par = { 0 };
	struct arena mem = { 0 };
	struct buf doc = { 0 };		/* id of the document at hand */
	size_t last = 0, bytes = 0;	/* its last paragraph */
	struct row row;
	const char *why;

	row_open(&reader, in, &schema_text);
	while (row_next(&reader, &row)) {
		if (header)
			put_header(&s->out, buf_slice(&reader.extra));
		header = false;
		arena_reset(&mem);
		if (!textrow_parse(&par, &row, &mem, &why)) {
			row_bad(&row, why);
			continue;
		}
		if (s->documents == 0 || is_new_document(&doc, last, &par)) {
			begin_document(s);
			buf_clear(&doc);
			buf_add(&doc, par.doc);
		}
		last = par.par;
		segment(s, &par);
		bytes += row.line.n + 1;
		cli_progress(s->documents, bytes);
	}
	if (header)
		put_header(&s->out, buf_slice(&reader.extra));
	offsetmap_free(&par.map);
	buf_free(&doc);
	arena_free(&mem);
	row_close(&reader);
}

/* From here on, nothing but the operands can be opened. */
static void
enter_sandbox(const struct options *opt)
{
	sandbox_enter(&(struct sandbox){ .read = opt->files,
	    .output = opt->common.output });
}

static void
segment_text(struct segmenter *s, struct lines *in, const struct options *opt)
{
	struct paragraph_reader reader;
	struct text_row par;
	struct input input;

	if (opt->common.header)
		put_header(&s->out, SLICE(""));
	input_open(&input, in, &opt->input);
	if (!paragraph_open(&reader, &input, &opt->paragraph))
		diag_usage("%s", paragraph_trouble(&opt->paragraph));
	enter_sandbox(opt);	/* iconv(3) has loaded what --from needs */
	while (paragraph_next(&reader, &par)) {
		if (reader.documents != s->documents)
			begin_document(s);
		segment(s, &par);
		cli_progress(s->documents, reader.offset);
	}
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
	struct learner learner = { 0 };
	struct options opt;
	struct lines in;
	bool rows;

	diag_program(argv[0]);
	opt = parse_options(argc, argv);
	s.rules = load_rules(&opt);
	output_open(&s.out, opt.common.output, opt.common.line_buffered);
	cli_progress_start(&opt.common);
	lines_open(&in, opt.files, LINES_TEXT);
	if (opt.paragraph.from != NULL)
		in.usual = utf16_find(opt.paragraph.from);
	in.waits = &s.out;
	if (opt.train != NULL) {
		s.learner = &learner;
		opt.common.header = false;
	}

	rows = has_rows(&opt, &in);
	if (rows || opt.input.tsv)
		lines_limit(&in, 0);
	if (rows) {
		enter_sandbox(&opt);
		segment_rows(&s, &in, opt.common.header);
	} else {
		segment_text(&s, &in, &opt);
	}

	if (opt.train != NULL)
		opt.train->put(&learner, &s.out.buf);
	if (opt.common.verbose)
		diag_note("%zu documents, %zu sentences", s.documents,
		    s.sentences);
	lines_close(&in);
	offsetmap_free(&s.map);
	learner_free(&learner);
	lexicon_overlay_free();
	return cli_finish(&s.out);
}
