/* nclaim - how checkable each statement is, of what kind, how asserted */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/attrrow.h"
#include "io/cli.h"
#include "io/row.h"
#include "io/sandbox.h"
#include "news/claim.h"
#include "text/lexicon.h"

static const char usage[] =
"Usage: nclaim [option ...] [file ...]\n"
"Say how checkable each attribution is, of what kind, and how asserted.\n"
"Reads what nattribute writes; with no file, or -, standard input.\n"
"\n"
"      --debate          probabilities for debates and speeches, not news\n"
"      --explain         all the reasons in column why, not three\n"
"  -H, --header          begin with a line of column names\n"
"      --json            ClaimReview objects, one a line, instead of rows\n"
"      --lang=CODE       language of the text (en)\n"
"      --lexicon=DIR     your own word lists, added to the built-in ones\n"
"      --line-buffered   write every row at once\n"
"      --min-checkable=P only rows that are checkable with this probability\n"
"      --min-worth=P     only rows worth checking with this probability\n"
"      --model=FILE      weights of your own (ntrain-claim)\n"
"  -o, --output=FILE     write to FILE\n"
"      --progress        show on standard error what was done so far\n"
"  -q, --quiet           do not report bad rows\n"
"      --rank            each document's rows by worth, best first\n"
"      --schema[=FORM]   print the columns, or how to load them elsewhere\n"
"      --type=LIST       only rows of one of these kinds: quantity,event ...\n"
"  -v, --verbose         say more on standard error\n"
"  -h, --help            show this help\n"
"  -V, --version         show the version\n"
"\n"
"The scores are about form: they do not know what is important or true.\n"
"Manuals: nclaim(1), nquote(5) for the columns, nquote(7) for a tutorial.\n"
"Examples:\n"
"  cat *.txt | nsegment | nattribute | nclaim --min-worth=0.5\n"
"  nsegment story.txt | nattribute -a | nclaim --rank | head\n";

static const struct cli_program program = { "nclaim", usage, &schema_claim };

struct options {
	struct cli_options common;
	const char *lang, *lexicon, *model;
	unsigned min_checkable, min_worth;	/* thousandths */
	unsigned types;				/* 0: all */
	bool debate, explain, json, quiet, rank;
	char **files;
};

enum { OPT_DEBATE = CLI_OWN, OPT_EXPLAIN, OPT_JSON, OPT_LANG, OPT_LEXICON,
	OPT_MIN_CHECKABLE, OPT_MIN_WORTH, OPT_MODEL, OPT_RANK, OPT_TYPE };

static const struct option longopts[] = {
	{ "debate", no_argument, NULL, OPT_DEBATE },
	{ "explain", no_argument, NULL, OPT_EXPLAIN },
	{ "json", no_argument, NULL, OPT_JSON },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "lexicon", required_argument, NULL, OPT_LEXICON },
	{ "min-checkable", required_argument, NULL, OPT_MIN_CHECKABLE },
	{ "min-worth", required_argument, NULL, OPT_MIN_WORTH },
	{ "model", required_argument, NULL, OPT_MODEL },
	{ "quiet", no_argument, NULL, 'q' },
	{ "rank", no_argument, NULL, OPT_RANK },
	{ "type", required_argument, NULL, OPT_TYPE },
	CLI_COMMON_OPTIONS
};

enum { REASONS = 3 };		/* of column why without --explain */

/* A row that waits for the end of its document (--rank). */
struct ranked {
	size_t begin, end;	/* of filter.kept */
	unsigned worth;
	size_t number;		/* rows of equal worth stay in order */
};

struct filter {
	const struct options *opt;
	struct claim_model model;	/* of --model */
	struct claim_model debate;	/* of --debate; has no weights of its
					   own */
	struct claimer claimer;
	struct output out;
	struct buf kept;		/* --rank: the document's rows */
	struct ranked *ranked;		/* [n] */
	size_t n, cap;
	struct buf doc;			/* the document they are of */
	size_t documents, bytes;
	bool headed;			/* the header is written */
};

/* "0.85" in thousandths; more decimals are cut off. */
static unsigned
parse_probability(const char *option, const char *s)
{
	unsigned value = 0, unit = 1000;
	bool digits = false, point = false, good = true;

	for (const char *p = s; *p != '\0'; p++) {
		if (*p == '.' && !point) {
			point = true;
		} else if (*p >= '0' && *p <= '9' && value <= 1000) {
			digits = true;
			if (point)
				value += (unit /= 10) * (unsigned)(*p - '0');
			else
				value = 10 * value +
				    1000 * (unsigned)(*p - '0');
		} else {
			good = false;
		}
	}
	if (!digits || !good || value > 1000)
		cli_bad_value(&program, option, s);
	return value;
}

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .lang = "en" };
	int c;

	while ((c = getopt_long(argc, argv, "q" CLI_COMMON_LETTERS, longopts,
	    NULL)) != -1) {
		switch (c) {
		case 'q': opt.quiet = true; break;
		case OPT_DEBATE: opt.debate = true; break;
		case OPT_EXPLAIN: opt.explain = true; break;
		case OPT_JSON: opt.json = true; break;
		case OPT_LANG: opt.lang = optarg; break;
		case OPT_LEXICON: opt.lexicon = optarg; break;
		case OPT_MIN_CHECKABLE:
			opt.min_checkable =
			    parse_probability("--min-checkable", optarg);
			break;
		case OPT_MIN_WORTH:
			opt.min_worth =
			    parse_probability("--min-worth", optarg);
			break;
		case OPT_MODEL: opt.model = optarg; break;
		case OPT_RANK: opt.rank = true; break;
		case OPT_TYPE:
			if (!claimtype_parse(slice_str(optarg), &opt.types))
				cli_bad_value(&program, "--type", optarg);
			break;
		default: cli_common(&program, c, &opt.common);
		}
	}
	opt.files = argv + optind;
	return opt;
}

static void
put_probability(unsigned permille, struct buf *out)
{
	buf_putc(out, (char)('0' + permille / 1000));
	buf_putc(out, '.');
	buf_putc(out, (char)('0' + permille / 100 % 10));
	buf_putc(out, (char)('0' + permille / 10 % 10));
	buf_putc(out, (char)('0' + permille % 10));
}

static void
put_row(const struct row *row, const struct claim *claim, struct buf *out)
{
	buf_add(out, row->line);
	buf_putc(out, '\t');
	put_probability(claim->checkable, out);
	buf_putc(out, '\t');
	put_probability(claim->worth, out);
	buf_putc(out, '\t');
	claimtype_put(claim->types, out);
	buf_putc(out, '\t');
	buf_add(out, slice_str(modality_name(claim->assertion.modality)));
	buf_putc(out, '\t');
	buf_putc(out, claim->assertion.negative ? '-' : '+');
	buf_putc(out, '\t');
	buf_add(out, claim->quantity);
	buf_putc(out, '\t');
	tsv_escape(out, claim->why);
	buf_putc(out, '\n');
}

/* A JSON string. */
static void
put_string(struct slice s, struct buf *out)
{
	static const char hex[] = "0123456789abcdef";

	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\') {
			buf_putc(out, '\\');
			buf_putc(out, (char)c);
		} else if (c < 0x20) {
			buf_add(out, SLICE("\\u00"));
			buf_putc(out, hex[c >> 4]);
			buf_putc(out, hex[c & 15]);
		} else {
			buf_putc(out, (char)c);
		}
	}
	buf_putc(out, '"');
}

static void
put_member(const char *name, struct slice value, struct buf *out)
{
	buf_add(out, SLICE(",\""));
	buf_add(out, slice_str(name));
	buf_add(out, SLICE("\":"));
	put_string(value, out);
}

/*
 * One object in the terms of schema.org/ClaimReview; what schema.org has no
 * name for is under "nclaim".  The verdict is for a person to add.
 */
static void
put_json(const struct attr_row *row, const struct claim *claim,
    struct buf *out)
{
	static const char *const polarity[] = { "+", "-" };
	struct buf types = { 0 };

	claimtype_put(claim->types, &types);
	buf_add(out, SLICE("{\"@context\":\"https://schema.org\","
	    "\"@type\":\"ClaimReview\",\"claimReviewed\":"));
	put_string(row->content, out);
	buf_add(out, SLICE(",\"itemReviewed\":{\"@type\":\"Claim\","
	    "\"appearance\":{\"@type\":\"CreativeWork\",\"identifier\":"));
	put_string(row->doc, out);
	buf_putc(out, '}');
	if (row->speaker.n > 0) {
		buf_add(out, SLICE(",\"author\":{\"@type\":\"Person\","
		    "\"name\":"));
		put_string(row->speaker, out);
		if (row->role.n > 0)
			put_member("jobTitle", row->role, out);
		buf_putc(out, '}');
	}
	buf_add(out, SLICE("},\"nclaim\":{\"begin\":"));
	buf_number(out, row->begin);
	buf_add(out, SLICE(",\"end\":"));
	buf_number(out, row->end);
	buf_add(out, SLICE(",\"checkable\":"));
	put_probability(claim->checkable, out);
	buf_add(out, SLICE(",\"worth\":"));
	put_probability(claim->worth, out);
	put_member("kind", row->kind, out);
	put_member("act", row->act, out);
	put_member("type", buf_slice(&types), out);
	put_member("modality",
	    slice_str(modality_name(claim->assertion.modality)), out);
	put_member("polarity",
	    slice_str(polarity[claim->assertion.negative]), out);
	put_member("quantity", claim->quantity, out);
	put_member("why", claim->why, out);
	buf_add(out, SLICE("}}\n"));
	buf_free(&types);
}

static int
by_worth(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth < y->worth ? 1 : -1;
	return (x->number > y->number) - (x->number < y->number);
}

/* The document is over: its rows in order of worth. */
static void
finish_document(struct filter *f)
{
	if (f->n > 0)
		qsort(f->ranked, f->n, sizeof(*f->ranked), by_worth);
	for (size_t i = 0; i < f->n; i++) {
		output_add(&f->out, slice_sub(buf_slice(&f->kept),
		    f->ranked[i].begin, f->ranked[i].end));
		output_row_end(&f->out);
	}
	f->n = 0;
	buf_clear(&f->kept);
	output_document_end(&f->out);
	f->documents++;
	cli_progress(f->documents, f->bytes);
}

static bool
is_wanted(const struct options *opt, const struct claim *claim)
{
	return claim->checkable >= opt->min_checkable &&
	    claim->worth >= opt->min_worth &&
	    (opt->types == 0 || (claim->types & opt->types) != 0);
}

static void
write_row(struct filter *f, const struct row *line,
    const struct attr_row *row, const struct claim *claim)
{
	struct buf *out = f->opt->rank ? &f->kept : &f->out.buf;
	size_t begin = out->n;

	if (f->opt->json)
		put_json(row, claim, out);
	else
		put_row(line, claim, out);
	if (!f->opt->rank) {
		output_row_end(&f->out);
		return;
	}
	f->ranked = mem_grow(f->ranked, &f->cap, f->n + 1,
	    sizeof(*f->ranked));
	f->ranked[f->n] = (struct ranked){ begin, out->n, claim->worth, f->n };
	f->n++;
}

/*
 * The names of the columns, before the first row: columns that are not ours
 * stay between the attribution's and ours.  EXTRA are their names from the
 * last header read, REST the columns themselves, for those without a name.
 */
static void
write_header(struct filter *f, struct slice extra, struct slice rest)
{
	struct buf line = { 0 };
	size_t columns = 0;

	if (f->headed || !f->opt->common.header || f->opt->json)
		return;
	f->headed = true;
	schema_put_header(&schema_attribution, &line);
	buf_add(&line, extra);
	for (size_t i = 0; i < extra.n; i++)
		columns += extra.p[i] == '\t';
	for (size_t i = 0, n = 0; i < rest.n; i++) {
		if (rest.p[i] == '\t' && ++n > columns) {
			buf_add(&line, SLICE("\textra"));
			buf_number(&line, n);
		}
	}
	for (size_t i = schema_attribution.n; i < schema_claim.n; i++) {
		buf_putc(&line, '\t');
		buf_add(&line, slice_str(schema_claim.column[i].name));
	}
	buf_putc(&line, '\n');
	output_add(&f->out, buf_slice(&line));
	output_row_end(&f->out);
	buf_free(&line);
}

static void
judge_rows(struct filter *f, struct row_reader *reader)
{
	struct row line;
	struct attr_row row;
	struct claim claim;
	struct arena mem = { 0 };
	const char *why;
	bool any = false;

	while (row_next(reader, &line)) {
		arena_reset(&mem);
		if (!attrrow_parse(&row, &line, &mem, &why)) {
			row_bad(&line, why);
			continue;
		}
		write_header(f, buf_slice(&reader->extra), row.rest);
		if (any && !slice_eq(buf_slice(&f->doc), row.doc))
			finish_document(f);
		if (!any || !slice_eq(buf_slice(&f->doc), row.doc)) {
			buf_clear(&f->doc);
			buf_add(&f->doc, row.doc);
			any = true;
		}
		f->bytes += row.content.n;
		claim_judge(&f->claimer, row.content, row.kind, row.act,
		    &claim);
		if (is_wanted(f->opt, &claim))
			write_row(f, &line, &row, &claim);
	}
	if (any)
		finish_document(f);
	write_header(f, buf_slice(&reader->extra), (struct slice){ "", 0 });
	arena_free(&mem);
}

static void
load(struct filter *f, const struct options *opt)
{
	const struct claim_model *model = &claimmodel_builtin;
	struct lexicon_error err;
	const char *why;

	if (opt->lexicon != NULL &&
	    !lexicon_overlay(opt->lexicon, opt->lang, &err))
		diag_usage("%s", err.message);
	if (opt->model != NULL) {
		if (!claimmodel_read(&f->model, opt->model, &why))
			diag_usage("%s: %s", opt->model, why);
		model = &f->model;
	}
	if (opt->debate) {
		f->debate = claimmodel_debate(model);
		model = &f->debate;
	}
	if (!claim_open(&f->claimer, opt->lang, model,
	    opt->explain ? SIZE_MAX : REASONS, &why))
		diag_usage("no list '%s' for language '%s'", why, opt->lang);
}

int
main(int argc, char *argv[])
{
	struct filter f = { 0 };
	struct row_reader reader;
	struct options opt;
	struct lines lines;
	int status;

	diag_program(argv[0]);
	opt = parse_options(argc, argv);
	if (opt.quiet)
		diag_quiet();
	f.opt = &opt;
	load(&f, &opt);
	output_open(&f.out, opt.common.output, opt.common.line_buffered);
	sandbox_enter(&(struct sandbox){ .read = opt.files,
	    .output = opt.common.output });
	cli_progress_start(&opt.common);
	lines_open(&lines, opt.files, 0);
	row_open(&reader, &lines, &schema_attribution);
	judge_rows(&f, &reader);
	row_close(&reader);
	lines_close(&lines);
	status = cli_finish(&f.out);
	claim_close(&f.claimer);
	claimmodel_free(&f.model);
	buf_free(&f.kept);
	buf_free(&f.doc);
	free(f.ranked);
	lexicon_overlay_free();
	return status;
}
