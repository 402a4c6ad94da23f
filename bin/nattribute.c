#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/attrrow.h"
#include "io/cli.h"
#include "io/row.h"
#include "io/sandbox.h"
#include "io/textrow.h"
#include "io/tsv.h"
#include "news/attribution.h"
#include "news/grammar.h"
#include "news/label.h"
#include "news/model.h"
#include "news/quotation.h"
#include "news/rules.h"
#include "news/speaker.h"
#include "news/tokens.h"
#include "news/transcript.h"
#include "text/lexicon.h"

static const char usage[] =
"Usage: nattribute [option ...] [file ...]\n"
"Find every quotation and claim in sentence rows, with its speaker.\n"
"Reads what nsegment writes; with no file, or -, standard input.\n"
"\n"
"      --aliases=FILE    list in FILE every name of the text and whose it is\n"
"  -a, --all             also rows for text that nobody is quoted for\n"
"      --as-annotated    spans by the habits of PolNeAR, to compare figures\n"
"      --explain         add a column that says what the score rests on\n"
"      --fast            quicker, a little less exact\n"
"      --gazetteer=FILE  names, titles and aliases of your own\n"
"  -H, --header          begin with a line of column names\n"
"      --lang=CODE       language of the text (en)\n"
"      --lexicon=DIR     your own word lists, added to the built-in ones\n"
"      --line-buffered   write every row at once\n"
"      --min-score=P     only rows whose score is at least P (0 to 1)\n"
"      --model=FILE      your own sequence model; none: label by rule\n"
"      --nested          also attributions inside the content of others\n"
"  -o, --output=FILE     write to FILE\n"
"      --progress        show on standard error what was done so far\n"
"  -q, --quiet           do not report bad rows\n"
"      --schema[=FORM]   print the columns, or how to load them elsewhere\n"
"      --thought         also attitudes, beliefs and wishes\n"
"  -v, --verbose         say more on standard error\n"
"  -h, --help            show this help\n"
"  -V, --version         show the version\n"
"\n"
"Manuals: nattribute(1), nquote(5) for the columns, nquote(7) for a tutorial.\n"
"Examples:\n"
"  cat *.txt | nsegment | nattribute\n"
"  nsegment story.txt | nattribute --min-score=0.8 | cut -f 5,10\n";

static const struct cli_program program = {
	"nattribute", usage, &schema_attribution
};

struct options {
	struct cli_options common;
	struct attribution_options find;
	const char *lang;
	const char *lexicon;
	const char *gazetteer;
	const char *aliases;	/* file to write, or NULL */
	const char *model;	/* NULL: the one compiled in */
	bool fast;
	bool explain;
	bool quiet;
	char **files;
};

/*
 * An ordinary article is one window.  A longer document is looked at in
 * windows of so many sentences; what is near a window's end waits for the
 * next one, which repeats the sentences before it for context.
 */
enum {
	WINDOW = 512,
	WINDOW_WAIT = 64,	/* sentences at the end that wait */
	WINDOW_CONTEXT = 128,	/* sentences repeated before those */
	WINDOW_BYTES = 192 << 10,	/* text of a window, give or take a
				   sentence: bounds the memory where
				   sentences are monstrous */
	SENTENCE_LIMIT = 64 << 10	/* bytes; nsegment cuts long before */
};

struct attributor {
	const struct options *opt;
	struct grammar grammar;
	struct model model;
	struct labeler labeler;
	struct vocabulary_book book;
	bool by_rule;		/* there is no model */
	struct document doc;
	struct attribution_list found;
	struct gazetteer gazetteer;
	struct output out, aliases;
	struct buf text[3];	/* content, cue, explanation of a row */
	size_t written;		/* sentences of the window whose rows are
				   written already */
	struct speaker_alias *alias;	/* names of the window, for --aliases */
	size_t alias_n, alias_cap;
	size_t documents, bytes;
};

enum {
	OPT_ALIASES = CLI_OWN, OPT_AS_ANNOTATED, OPT_EXPLAIN, OPT_FAST,
	OPT_GAZETTEER, OPT_LANG, OPT_LEXICON, OPT_MIN_SCORE, OPT_MODEL,
	OPT_NESTED, OPT_THOUGHT
};

static const struct option longopts[] = {
	{ "aliases", required_argument, NULL, OPT_ALIASES },
	{ "all", no_argument, NULL, 'a' },
	{ "as-annotated", no_argument, NULL, OPT_AS_ANNOTATED },
	{ "explain", no_argument, NULL, OPT_EXPLAIN },
	{ "fast", no_argument, NULL, OPT_FAST },
	{ "gazetteer", required_argument, NULL, OPT_GAZETTEER },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "lexicon", required_argument, NULL, OPT_LEXICON },
	{ "min-score", required_argument, NULL, OPT_MIN_SCORE },
	{ "model", required_argument, NULL, OPT_MODEL },
	{ "nested", no_argument, NULL, OPT_NESTED },
	{ "quiet", no_argument, NULL, 'q' },
	{ "thought", no_argument, NULL, OPT_THOUGHT },
	CLI_COMMON_OPTIONS
};

/* "0.85" as a number between 0 and 1; the locale has no say. */
static float
parse_score(const char *s)
{
	double value = 0, unit = 1;
	bool digits = false, point = false;

	for (const char *p = s; *p != '\0'; p++) {
		if (*p == '.' && !point) {
			point = true;
		} else if (*p >= '0' && *p <= '9') {
			digits = true;
			if (point)
				value += (unit /= 10) * (*p - '0');
			else
				value = 10 * value + (*p - '0');
		} else {
			digits = false;
			break;
		}
	}
	if (!digits || value > 1)
		cli_bad_value(&program, "--min-score", s);
	return (float)value;
}

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .lang = "en", .find.min_score = -1 };
	int c;

	while ((c = getopt_long(argc, argv, "aq" CLI_COMMON_LETTERS, longopts,
	    NULL)) != -1) {
		switch (c) {
		case 'a': opt.find.narrator = true; break;
		case 'q': opt.quiet = true; break;
		case OPT_ALIASES: opt.aliases = optarg; break;
		case OPT_AS_ANNOTATED: opt.find.as_annotated = true; break;
		case OPT_EXPLAIN: opt.explain = true; break;
		case OPT_FAST: opt.fast = true; break;
		case OPT_GAZETTEER: opt.gazetteer = optarg; break;
		case OPT_LANG: opt.lang = optarg; break;
		case OPT_LEXICON: opt.lexicon = optarg; break;
		case OPT_MIN_SCORE:
			opt.find.min_score = parse_score(optarg);
			break;
		case OPT_MODEL: opt.model = optarg; break;
		case OPT_NESTED: opt.find.nested = true; break;
		case OPT_THOUGHT: opt.find.thought = true; break;
		default: cli_common(&program, c, &opt.common);
		}
	}
	opt.files = argv + optind;
	return opt;
}

/* The document's bytes of N ranges. */
static struct byte_spans
spans_of(struct document *doc, const struct range *r, size_t n)
{
	struct byte_spans s = { NULL, 0 };

	s.span = arena_alloc(&doc->mem, (n + 1) * sizeof(*s.span));
	for (size_t i = 0; i < n; i++) {
		if (r[i].begin < r[i].end)
			s.span[s.n++] = document_bytes(doc, r[i]);
	}
	return s;
}

/* The words of N ranges, " [...] " between them. */
static struct slice
words_of(const struct document *doc, const struct range *r, size_t n,
    struct slice between, struct buf *text)
{
	buf_clear(text);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add(text, between);
		buf_add(text, document_slice(doc, r[i]));
	}
	return buf_slice(text);
}

static void
write_row(struct attributor *at, const struct attribution *a)
{
	struct document *doc = &at->doc;
	char act[32] = "", score[16];
	struct attr_row row = {
		.doc = doc->id,
		.kind = slice_str(attribution_kind_name(a->kind)),
		.speaker = a->speaker,
		.role = a->role,
		.level = a->level,
		.source = document_slice(doc, a->source),
		.content_span = spans_of(doc, a->content, a->contents),
		.source_span = spans_of(doc, &a->source, 1),
		.cue_span = spans_of(doc, a->cue, a->cues),
	};

	row.begin = row.content_span.span[0].begin;
	for (size_t i = 0; i < row.content_span.n; i++) {
		if (row.content_span.span[i].begin < row.begin)
			row.begin = row.content_span.span[i].begin;
		if (row.content_span.span[i].end > row.end)
			row.end = row.content_span.span[i].end;
	}
	snprintf(act, sizeof(act), "%s%s", a->negated ? "not-" : "",
	    attribution_act_name(a->act));
	snprintf(score, sizeof(score), "%.3f", (double)a->score);
	row.act = slice_str(act);
	row.score = slice_str(score);
	row.content = words_of(doc, a->content, a->contents,
	    SLICE(" [...] "), &at->text[0]);
	row.cue = words_of(doc, a->cue, a->cues, SLICE(" ... "),
	    &at->text[1]);
	buf_clear(&at->text[2]);
	if (at->opt->explain) {
		buf_putc(&at->text[2], '\t');
		if (a->kind != KIND_NARRATOR)
			score_explain(a->evidence, &at->text[2]);
	}
	row.rest = buf_slice(&at->text[2]);
	attrrow_put(&row, &at->out);
}

static void
write_alias(struct attributor *at, const struct speaker_alias *alias)
{
	struct byte_span span = document_bytes(&at->doc, alias->mention);
	struct buf *b = &at->aliases.buf;

	tsv_escape(b, at->doc.id);
	buf_putc(b, '\t');
	tsv_fold(b, alias->name);
	buf_putc(b, '\t');
	tsv_fold(b, document_slice(&at->doc, alias->mention));
	buf_putc(b, '\t');
	buf_number(b, span.begin);
	buf_putc(b, '-');
	buf_number(b, span.end);
	buf_putc(b, '\t');
	buf_add(b, slice_str(alias->type));
	buf_putc(b, '\t');
	buf_add(b, slice_str(alias->gender));
	buf_putc(b, '\n');
	output_row_end(&at->aliases);
}

/* Write the rows whose content begins in sentences [written, END). */
static void
write_rows(struct attributor *at, size_t end)
{
	for (size_t i = 0; i < at->found.n; i++) {
		const struct attribution *a = &at->found.at[i];
		size_t s = document_sentence_at(&at->doc,
		    a->content[0].begin);

		if (s >= at->written && s < end &&
		    a->score >= at->opt->find.min_score)
			write_row(at, a);
	}
	for (size_t i = 0; i < at->alias_n; i++) {
		size_t s = document_sentence_at(&at->doc,
		    at->alias[i].mention.begin);

		if (s >= at->written && s < end)
			write_alias(at, &at->alias[i]);
	}
	at->alias_n = 0;
	at->written = end;
}

/* Keep the names of the window until it is known which are settled. */
static void
collect_alias(void *arg, const struct speaker_alias *alias)
{
	struct attributor *at = arg;

	at->alias = mem_grow(at->alias, &at->alias_cap, at->alias_n + 1,
	    sizeof(*at->alias));
	at->alias[at->alias_n++] = *alias;
}

static void
analyse(struct attributor *at)
{
	struct document *doc = &at->doc;
	struct grammar_word *view;

	token_scan(doc);
	quotation_find(doc);
	view = grammar_view(&at->grammar, doc);
	if (at->by_rule) {
		rules_label(&at->grammar, doc, view);
	} else {
		label_document(&at->labeler, doc);
		rules_supplement(&at->grammar, doc, view);
	}
	transcript_label(&at->grammar, doc, view);
	attribution_find(&at->grammar, doc, view, &at->opt->find, &at->found);
	speaker_resolve(doc, at->found.at, at->found.n,
	    &(struct speaker_options){ .lang = at->opt->lang,
	    .book = &at->book,
	    .gazetteer = &at->gazetteer,
	    .alias = at->opt->aliases != NULL ? collect_alias : NULL,
	    .arg = at });
	for (size_t i = 0; i < at->found.n; i++)
		attribution_rate_speaker(&at->found.at[i]);
}

static void
finish_document(struct attributor *at)
{
	if (at->doc.sentences == 0)
		return;
	analyse(at);
	write_rows(at, at->doc.sentences);
	output_document_end(&at->out);
	document_clear(&at->doc);
	at->written = 0;
	at->documents++;
	cli_progress(at->documents, at->bytes);
}

/* The window is full: write what is settled and let it move on. */
static void
move_window(struct attributor *at)
{
	size_t n = at->doc.sentences;
	size_t wait = n / 4 < WINDOW_WAIT ? n / 4 : WINDOW_WAIT;
	size_t settled = n - wait;
	size_t context = n / 4 < WINDOW_CONTEXT ? n / 4 : WINDOW_CONTEXT;

	analyse(at);
	write_rows(at, settled);
	document_drop(&at->doc, settled - context);
	at->written = context;
	cli_progress(at->documents, at->bytes);
}

static void
add_sentence(struct attributor *at, const struct text_row *row)
{
	const struct document *doc = &at->doc;

	/* another document, or the same name once more ("cat" of rows) */
	if (doc->sentences > 0 && (!slice_eq(doc->id, row->doc) ||
	    row->sent <= doc->sentence[doc->sentences - 1].number))
		finish_document(at);
	if (doc->sentences >= WINDOW || doc->text.n >= WINDOW_BYTES)
		move_window(at);
	at->bytes += row->text.n;
	if (!document_add(&at->doc, row)) {
		move_window(at);
		document_add(&at->doc, row);
	}
}

static void
read_rows(struct attributor *at)
{
	struct lines lines;
	struct row_reader reader;
	struct row line;
	struct text_row row = { 0 };
	struct arena mem = { 0 };
	const char *why;

	lines_open(&lines, at->opt->files, 0);
	lines.waits = &at->out;
	row_open(&reader, &lines, &schema_text);
	while (row_next(&reader, &line)) {
		arena_reset(&mem);
		if (!textrow_parse(&row, &line, &mem, &why)) {
			row_bad(&line, why);
			continue;
		}
		if (row.text.n > SENTENCE_LIMIT) {
			row_bad(&line, "sentence of more than 64 KiB");
			continue;
		}
		if (row.sent == 0)
			diag_usage("%s:%zu: a paragraph, not a sentence: "
			    "run nsegment first", line.file, line.number);
		add_sentence(at, &row);
	}
	finish_document(at);
	offsetmap_free(&row.map);
	arena_free(&mem);
	row_close(&reader);
	lines_close(&lines);
}

static void
load_lists(struct attributor *at, const struct options *opt)
{
	struct lexicon_error err;
	const char *why;
	size_t line;

	if (opt->lexicon != NULL &&
	    !lexicon_overlay(opt->lexicon, opt->lang, &err))
		diag_usage("%s", err.message);
	if (!grammar_open(&at->grammar, opt->lang))
		diag_usage("no cue list for language '%s'", opt->lang);
	vocabulary_book_init(&at->book, opt->lang);
	if (opt->gazetteer != NULL &&
	    !gazetteer_open(&at->gazetteer, opt->gazetteer, &line, &why)) {
		if (line == 0)
			diag_usage("%s: %s", opt->gazetteer, strerror(errno));
		diag_usage("%s:%zu: %s", opt->gazetteer, line, why);
	}
}

/* The model is English; other languages are labelled by rule. */
static void
load_model(struct attributor *at, const struct options *opt)
{
	const char *why;

	at->by_rule = opt->model != NULL ? strcmp(opt->model, "none") == 0 :
	    strcmp(opt->lang, "en") != 0;
	if (at->by_rule)
		return;
	if (!model_open(&at->model, opt->model, &why))
		diag_usage("model %s: %s", opt->model != NULL ? opt->model :
		    "compiled in", why);
	labeler_init(&at->labeler, &at->model,
	    (struct label_options){ .fast = opt->fast });
}

static void
write_header(struct attributor *at)
{
	struct buf line = { 0 };

	schema_put_header(&schema_attribution, &line);
	if (at->opt->explain)
		buf_add(&line, SLICE("\texplain"));
	buf_putc(&line, '\n');
	output_add(&at->out, buf_slice(&line));
	output_row_end(&at->out);
	buf_free(&line);
}

int
main(int argc, char *argv[])
{
	struct attributor at = { 0 };
	struct options opt;
	int status;

	diag_program(argv[0]);
	opt = parse_options(argc, argv);
	if (opt.quiet)
		diag_quiet();
	at.opt = &opt;
	load_lists(&at, &opt);
	load_model(&at, &opt);
	output_open(&at.out, opt.common.output, opt.common.line_buffered);
	if (opt.aliases != NULL)
		output_open(&at.aliases, opt.aliases, false);
	sandbox_enter(&(struct sandbox){ .read = opt.files,
	    .state = opt.aliases,
	    .output = opt.common.output });
	cli_progress_start(&opt.common);
	if (opt.common.header)
		write_header(&at);
	read_rows(&at);
	if (opt.aliases != NULL)
		output_close(&at.aliases);
	status = cli_finish(&at.out);
	gazetteer_close(&at.gazetteer);
	free(at.alias);
	attribution_free(&at.found);
	document_free(&at.doc);
	if (!at.by_rule) {
		labeler_free(&at.labeler);
		model_close(&at.model);
	}
	vocabulary_book_free(&at.book);
	grammar_close(&at.grammar);
	for (size_t i = 0; i < 3; i++)
		buf_free(&at.text[i]);
	lexicon_overlay_free();
	return status;
}
