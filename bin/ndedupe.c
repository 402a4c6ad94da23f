/* ndedupe - one statement, many reports: group quotations */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "io/attrrow.h"
#include "io/cli.h"
#include "io/lines.h"
#include "io/sandbox.h"
#include "io/spool.h"
#include "news/dedupe.h"
#include "news/dedupe_alias.h"
#include "news/dedupe_cluster.h"
#include "news/dedupe_count.h"
#include "news/dedupe_edges.h"
#include "news/dedupe_input.h"
#include "news/dedupe_map.h"
#include "news/dedupe_state.h"

static const char usage[] =
"Usage: ndedupe [OPTION]... [FILE]...\n"
"Group the rows that report the same statement, and print one of each group.\n"
"Reads attribution rows (nattribute, nclaim), lines without a tab (a quotation\n"
"each), or any TSV with -k.\n"
"\n"
"  -a, --all              every row, the rows of a group together\n"
"  -c, --count            put the number of rows and of documents in front\n"
"  -d, --repeated         only groups of two rows and more\n"
"  -D, --all-repeated     all rows of such groups\n"
"  -g, --groups           every row in input order, and what ties it\n"
"  -u, --unique           only groups of one row\n"
"  -R, --representative=first|longest|frequent   which row stands for a group\n"
"  -x, --match=exact|near|part   how much alike (default: part)\n"
"Columns, by number or by name in the header line:\n"
"  -k, --key=COLUMN       the quotation\n"
"  -p, --speaker=COLUMN   who said it\n"
"  -n, --doc=COLUMN       the document\n"
"      --date=COLUMN|YYYY-MM-DD\n"
"Memory from run to run:\n"
"  -s, --state=FILE       group with what FILE remembers; remember this run\n"
"  -W, --window=DAYS      forget what was not seen for DAYS (needs --date)\n"
"  -e, --edges=FILE       pairs from a model: id id score; ids are those of -g\n"
"      --id=COLUMN        or this column\n"
"Beyond one machine, with sort between the first two:\n"
"      --map, --reduce, --join=PAIRS\n"
"  -w, --table=FILE       weights of words made by --weights\n"
"      --weights          make such a table from plain text\n"
"      --lexicon=DIR      change the word lists notname.txt and stock.txt\n"
"  -H, --header           write a header line\n"
"  -o, --output=FILE      write to FILE\n"
"  -q, --quiet            do not report bad rows\n"
"  -v, --verbose          counts on standard error\n"
"      --line-buffered, --progress, --schema[=FORM], -h, --help, -V, --version\n"
"Added columns: cluster count docs match; with -g also link (share aligned) and\n"
"form.  match is rep, exact, near, part, edge or nest.\n"
"Examples:\n"
"  cat *.txt | nsegment | nattribute | ndedupe -d\n"
"  ndedupe -k text -p who -c quotes.tsv | sort -rn | head\n";

static const struct cli_program ndedupe = {
	"ndedupe", usage, &schema_cluster
};

enum { DATE = CLI_OWN, ID, JOIN, LEXICON, MAP, REDUCE, WEIGHTS };

static const struct option longopts[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "all-repeated", no_argument, NULL, 'D' },
	{ "count", no_argument, NULL, 'c' },
	{ "date", required_argument, NULL, DATE },
	{ "doc", required_argument, NULL, 'n' },
	{ "edges", required_argument, NULL, 'e' },
	{ "groups", no_argument, NULL, 'g' },
	{ "id", required_argument, NULL, ID },
	{ "join", required_argument, NULL, JOIN },
	{ "key", required_argument, NULL, 'k' },
	{ "lexicon", required_argument, NULL, LEXICON },
	{ "map", no_argument, NULL, MAP },
	{ "match", required_argument, NULL, 'x' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "reduce", no_argument, NULL, REDUCE },
	{ "repeated", no_argument, NULL, 'd' },
	{ "representative", required_argument, NULL, 'R' },
	{ "speaker", required_argument, NULL, 'p' },
	{ "state", required_argument, NULL, 's' },
	{ "table", required_argument, NULL, 'w' },
	{ "unique", no_argument, NULL, 'u' },
	{ "weights", no_argument, NULL, WEIGHTS },
	{ "window", required_argument, NULL, 'W' },
	CLI_COMMON_OPTIONS
};

/* Which rows are printed, and in what order. */
enum listing {
	ONE_EACH,		/* the representatives */
	BY_CLUSTER,		/* all rows, those of a cluster together */
	IN_ORDER,		/* all rows in input order */
};

/* What is made of the input. */
enum task {
	TASK_GROUP,		/* groups */
	TASK_MAP, TASK_REDUCE,	/* their external form */
	TASK_WEIGHTS,		/* a table */
};

struct options {
	struct cli_options common;
	struct dedupe_columns columns;
	enum listing listing;
	enum dedupe_choice choice;
	enum dedupe_level level;
	bool count, repeated, unique;
	enum task task;
	const char *join;	/* pairs of --reduce, or NULL */
	const char *edges;	/* of a model, or NULL */
	char *side_names[2][2];	/* the two as lists of names */
	const char *table;
	const char *lexicon;
	const char *state;
	long window;		/* days; -1: for ever */
	char **files;
};

static size_t
parse_choice(const char *option, const char *value, const char *const *names,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(value, names[i]) == 0)
			return i;
	cli_bad_value(&ndedupe, option, value);
}

static long
parse_days(const char *value)
{
	size_t days;

	if (!tsv_number(slice_str(value), &days) || days > 1000000)
		cli_bad_value(&ndedupe, "--window", value);
	return (long)days;
}

static void
parse_option(struct options *opt, int c)
{
	static const char *const choices[] = { "best", "first", "longest",
	    "frequent" };
	static const char *const levels[] = { "exact", "near", "part" };

	switch (c) {
	case 'a': opt->listing = BY_CLUSTER; break;
	case 'c': opt->count = true; break;
	case 'd': opt->repeated = true; break;
	case 'D': opt->repeated = true; opt->listing = BY_CLUSTER; break;
	case 'e': opt->edges = optarg; break;
	case 'g': opt->listing = IN_ORDER; break;
	case 'k': opt->columns.key = optarg; break;
	case 'n': opt->columns.doc = optarg; break;
	case 'p': opt->columns.speaker = optarg; break;
	case 'q': diag_quiet(); break;
	case 'R': opt->choice = (enum dedupe_choice)
	    parse_choice("--representative", optarg, choices, 4); break;
	case 's': opt->state = optarg; break;
	case 'u': opt->unique = true; break;
	case 'W': opt->window = parse_days(optarg); break;
	case 'w': opt->table = optarg; break;
	case 'x': opt->level = (enum dedupe_level)
	    parse_choice("--match", optarg, levels, 3); break;
	case DATE: opt->columns.date = optarg; break;
	case ID: opt->columns.id = optarg; break;
	case JOIN: opt->join = optarg; break;
	case LEXICON: opt->lexicon = optarg; break;
	case MAP: opt->task = TASK_MAP; break;
	case REDUCE: opt->task = TASK_REDUCE; break;
	case WEIGHTS: opt->task = TASK_WEIGHTS; break;
	default: cli_common(&ndedupe, c, &opt->common);
	}
}

static struct options
parse_options(int argc, char *argv[])
{
	struct options opt = { .level = DEDUPE_LEVEL_PART, .window = -1 };
	int c;

	while ((c = getopt_long(argc, argv, "acdDe:gk:n:p:qR:s:uW:w:x:"
	    CLI_COMMON_LETTERS, longopts, NULL)) != -1)
		parse_option(&opt, c);
	if (opt.window >= 0 && (opt.state == NULL || opt.columns.date == NULL))
		diag_usage("--window needs --state and --date");
	if (opt.state != NULL && (opt.join != NULL || opt.task != TASK_GROUP))
		diag_usage("--state goes with neither --map, --reduce nor --join");
	opt.files = argv + optind;
	return opt;
}

/* Rows as they were read, and what chooses a representative. */
struct rows {
	struct spool lines;
	uint8_t *sentence;	/* [rows] a whole sentence, as quoted */
	uint64_t *hash;		/* [rows] of the line */
	size_t n, sentence_room, hash_room;
};

static void
rows_add(struct rows *r, const struct dedupe_input *in)
{
	if (r->n == r->sentence_room)
		r->sentence = mem_grow(r->sentence, &r->sentence_room,
		    r->n + 1, sizeof(*r->sentence));
	if (r->n == r->hash_room)
		r->hash = mem_grow(r->hash, &r->hash_room, r->n + 1,
		    sizeof(*r->hash));
	r->sentence[r->n] = in->sentence;
	r->hash[r->n] = hash_long(in->line);
	r->n++;
	spool_add(&r->lines, in->line);
}

static void
rows_free(struct rows *r)
{
	spool_free(&r->lines);
	free(r->sentence);
	free(r->hash);
}

static const char *const tie_names[] = {
	[DEDUPE_REP] = "rep", [DEDUPE_EXACT] = "exact", [DEDUPE_NEAR] = "near",
	[DEDUPE_PART] = "part", [DEDUPE_NEST] = "nest",
	[DEDUPE_EXTRA] = "edge",
};

static void
put_hex(struct buf *b, uint64_t n)
{
	static const char digits[] = "0123456789abcdef";
	char hex[16];

	for (unsigned i = 0; i < sizeof(hex); i++)
		hex[i] = digits[n >> (60 - 4 * i) & 15];
	buf_add(b, (struct slice){ hex, sizeof(hex) });
}

/* A thousandth as 0.000 to 1.000. */
static void
put_share(struct buf *b, uint32_t n)
{
	buf_putc(b, n >= 1000 ? '1' : '0');
	buf_putc(b, '.');
	buf_putc(b, (char)('0' + n / 100 % 10));
	buf_putc(b, (char)('0' + n / 10 % 10));
	buf_putc(b, (char)('0' + n % 10));
}

static void
write_row(struct output *out, struct slice line, const struct options *opt,
    const struct dedupe *d, const struct dedupe_clusters *clusters, uint32_t row)
{
	uint32_t form = d->row[row].form, link;
	const struct dedupe_cluster *c =
	    &clusters->cluster[dedupe_set(d, form)];
	enum dedupe_tie tie = dedupe_clusters_tie(clusters, d, row, &link);
	struct buf *b = &out->buf;

	if (opt->count) {
		buf_number(b, c->rows);
		buf_putc(b, '\t');
		buf_number(b, c->docs);
		buf_putc(b, '\t');
		buf_add(b, line);
	} else {
		buf_add(b, line);
		buf_putc(b, '\t');
		put_hex(b, d->form[form].cluster);
		buf_putc(b, '\t');
		buf_number(b, c->rows);
		buf_putc(b, '\t');
		buf_number(b, c->docs);
		buf_putc(b, '\t');
		buf_add(b, slice_str(tie_names[tie]));
	}
	if (opt->listing == IN_ORDER) {
		buf_putc(b, '\t');
		if (tie != DEDUPE_REP)
			put_share(b, link);
		buf_putc(b, '\t');
		put_hex(b, d->form[form].key);
	}
	buf_putc(b, '\n');
	output_row_end(out);
}

static void
write_header(struct output *out, const struct options *opt, struct slice names)
{
	struct buf *b = &out->buf;

	if (opt->count)
		buf_add(b, SLICE("count\tdocs\t"));
	buf_add(b, names);
	if (!opt->count)
		buf_add(b, SLICE("\tcluster\tcount\tdocs\tmatch"));
	if (opt->listing == IN_ORDER)
		buf_add(b, SLICE("\tlink\tform"));
	buf_putc(b, '\n');
}

static bool
wanted(const struct options *opt, const struct dedupe_cluster *c)
{
	return (!opt->repeated || c->rows > 1) &&
	    (!opt->unique || c->rows == 1);
}

/* Rows in input order: all of them, or the representatives. */
static void
write_in_order(struct output *out, struct rows *rows,
    const struct options *opt, const struct dedupe *d,
    const struct dedupe_clusters *clusters)
{
	struct spool_at at = { 0 };

	for (uint32_t i = 0; i < rows->n; i++) {
		struct slice line = spool_next(&rows->lines, &at);
		const struct dedupe_cluster *c =
		    &clusters->cluster[dedupe_set(d, d->row[i].form)];

		if (wanted(opt, c) && (opt->listing == IN_ORDER ||
		    c->rep == i))
			write_row(out, line, opt, d, clusters, i);
	}
}

/* A row, its place, and the place of its cluster in the output. */
struct place {
	struct spool_at at;
	uint32_t first;		/* row of the cluster that comes first */
	bool member;		/* not the representative */
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->member != y->member)
		return x->member ? 1 : -1;
	return (x->at.line > y->at.line) - (x->at.line < y->at.line);
}

/* All rows, those of a cluster together, the representative first. */
static void
write_by_cluster(struct output *out, struct rows *rows,
    const struct options *opt, const struct dedupe *d,
    const struct dedupe_clusters *clusters)
{
	struct place *place = mem_alloc(rows->n + 1, sizeof(*place));
	uint32_t *first = mem_alloc(d->forms + 1, sizeof(*first));
	struct spool_at at = { 0 };
	size_t n = 0;

	for (uint32_t i = 0; i < rows->n; i++) {
		uint32_t set = dedupe_set(d, d->row[i].form);
		const struct dedupe_cluster *c = &clusters->cluster[set];

		if (first[set] == 0)
			first[set] = i + 1;
		if (wanted(opt, c))
			place[n++] = (struct place){ at, first[set],
			    c->rep != i };
		at.offset += rows->lines.length[at.line++];
	}
	qsort(place, n, sizeof(*place), by_place);
	for (size_t i = 0; i < n; i++)
		write_row(out, spool_get(&rows->lines, &place[i].at), opt, d,
		    clusters, (uint32_t)place[i].at.line);
	free(first);
	free(place);
}

/* Counts on standard error (-v). */
static void
report(const struct dedupe *d, const struct dedupe_clusters *clusters)
{
	size_t n = 0, repeated = 0;

	for (size_t i = 0; i < d->forms; i++) {
		n += clusters->cluster[i].rows > 0;
		repeated += clusters->cluster[i].rows > 1;
	}
	diag_note("%zu rows, %zu groups, %zu of them of several rows",
	    d->own_rows, n, repeated);
}

static void
write_all(struct rows *rows, const struct options *opt, const struct dedupe *d,
    struct slice header, struct output *out)
{
	struct dedupe_clusters clusters;

	dedupe_clusters_init(&clusters, d, opt->choice, rows->sentence,
	    rows->hash);
	if (opt->common.verbose)
		report(d, &clusters);
	if (opt->common.header)
		write_header(out, opt, header);
	if (opt->listing == BY_CLUSTER)
		write_by_cluster(out, rows, opt, d, &clusters);
	else
		write_in_order(out, rows, opt, d, &clusters);
	dedupe_clusters_free(&clusters);
}

/*
 * What was printed in former runs and is called otherwise now: "alias OLD
 * NEW" for a whole cluster, "alias OLD NEW FORM" for what left one.
 */
static void
write_aliases(struct output *out, const struct dedupe *d)
{
	size_t n;
	struct dedupe_alias *alias = dedupe_aliases(d, &n);
	struct buf *b = &out->buf;

	for (size_t i = 0; i < n; i++) {
		buf_add(b, SLICE("alias\t"));
		put_hex(b, alias[i].old);
		buf_putc(b, '\t');
		put_hex(b, alias[i].new);
		if (alias[i].form != 0) {
			buf_putc(b, '\t');
			put_hex(b, alias[i].form);
		}
		buf_putc(b, '\n');
		output_row_end(out);
	}
	free(alias);
}

/* Complain about the state and exit: 75 when it is locked. */
static void
check_state(const struct options *opt, enum dedupe_state_error error)
{
	if (error == DEDUPE_STATE_OK)
		return;
	if (error != DEDUPE_STATE_IO)
		errno = 0;
	diag_error("%s: %s", opt->state, dedupe_state_strerror(error));
	exit(error == DEDUPE_STATE_LOCKED ? DIAG_LOCKED : DIAG_BAD);
}

/* Files read beside the rows: opened while files may still be opened. */
struct sides {
	struct lines pairs, edges;
};

static void
open_side(struct lines *in, const char *path, char **names)
{
	struct line line;

	names[0] = (char *)(uintptr_t)path;
	lines_open(in, names, 0);
	lines_peek(in, &line);
	if (diag_status() != DIAG_OK)
		exit(DIAG_USAGE);
}

static void
open_sides(struct sides *s, struct options *opt)
{
	if (opt->join != NULL)
		open_side(&s->pairs, opt->join, opt->side_names[0]);
	if (opt->edges != NULL)
		open_side(&s->edges, opt->edges, opt->side_names[1]);
}

/* Group D; with --join by what the other programs of the pipe found. */
static void
group(struct dedupe *d, const struct options *opt, struct sides *sides)
{
	struct dedupe_shared *shared;
	size_t n;

	if (opt->edges != NULL) {
		dedupe_edges_read(&sides->edges, d);
		lines_close(&sides->edges);
	}
	if (opt->join == NULL) {
		dedupe_group(d, NULL, 0);
		return;
	}
	shared = dedupe_read_shared(&sides->pairs, d, &n);
	lines_close(&sides->pairs);
	if (shared == NULL)	/* none, but do not look for any */
		shared = mem_alloc(1, sizeof(*shared));
	dedupe_group(d, shared, n);
	free(shared);
}

/* All that a run holds. */
struct run {
	struct options opt;
	struct dedupe_weights weights;
	struct dedupe d;
	struct rows rows;
	struct lines lines;
	struct dedupe_input in;
	struct sides sides;
	struct dedupe_state state;
	struct output out;
};

/* Everything that must be open before the sandbox closes. */
static void
open_all(struct run *r)
{
	struct options *opt = &r->opt;
	struct lexicon_error err;

	if (opt->lexicon != NULL && !lexicon_overlay(opt->lexicon, "en", &err))
		diag_usage("%s", err.message);
	dedupe_weights_open(&r->weights, opt->table);
	dedupe_init(&r->d, &r->weights, opt->level);
	if (opt->state != NULL)
		check_state(opt, dedupe_state_open(&r->state, opt->state,
		    &r->d));
	open_sides(&r->sides, opt);
	output_open(&r->out, opt->common.output, opt->common.line_buffered);
	spool_init(&r->rows.lines);
	sandbox_enter(&(struct sandbox){ .read = opt->files,
	    .output = opt->common.output, .state = opt->state });
	lines_open(&r->lines, opt->files, 0);
}

static void
read_rows(struct run *r)
{
	struct dedupe *d = &r->d;

	dedupe_input_open(&r->in, &r->lines, &r->opt.columns);
	while (dedupe_input_next(&r->in)) {
		uint32_t row = dedupe_add(d, &r->in.row);

		if (r->in.row_id.n > 0 && d->level > DEDUPE_LEVEL_EXACT)
			dedupe_add_id(d, hash_bytes(r->in.row_id),
			    d->row[row].form, false);
		if (r->opt.task == TASK_GROUP)
			rows_add(&r->rows, &r->in);
		cli_progress(d->rows, 0);
	}
	dedupe_settle(d);
}

/* Group the rows with what is remembered, print, remember. */
static void
group_rows(struct run *r)
{
	struct options *opt = &r->opt;

	if (opt->state != NULL)
		check_state(opt, dedupe_state_load(&r->state, &r->d,
		    opt->window));
	group(&r->d, opt, &r->sides);
	write_all(&r->rows, opt, &r->d, buf_slice(&r->in.header), &r->out);
	if (opt->state == NULL)
		return;
	write_aliases(&r->out, &r->d);
	output_flush(&r->out);
	/* what could not be printed has not been seen */
	if (!r->out.failed)
		check_state(opt, dedupe_state_save(&r->state, &r->d));
	dedupe_state_close(&r->state);
}

static void
free_all(struct run *r)
{
	dedupe_free(&r->d);
	rows_free(&r->rows);
	dedupe_input_close(&r->in);
	lines_close(&r->lines);
	dedupe_weights_free(&r->weights);
	lexicon_overlay_free();
}

int
main(int argc, char *argv[])
{
	struct run r = { .opt = { .table = NULL } };

	diag_program(argv[0]);
	r.opt = parse_options(argc, argv);
	cli_progress_start(&r.opt.common);
	open_all(&r);
	switch (r.opt.task) {
	case TASK_WEIGHTS:
		dedupe_count(&r.lines, &r.out);
		break;
	case TASK_REDUCE:
		dedupe_reduce(&r.lines, &r.weights.rules, &r.out);
		break;
	case TASK_MAP:
		read_rows(&r);
		dedupe_map(&r.d, &r.out);
		break;
	case TASK_GROUP:
		read_rows(&r);
		group_rows(&r);
		break;
	}
	free_all(&r);
	return cli_finish(&r.out);
}
