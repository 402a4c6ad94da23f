#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "news/label.h"
#include "news/rerank.h"
#include "train/examples.h"
#include "train/numbers.h"

/*
 * ntrain-rerank - train the choice among the best analyses of a sentence
 *
 * usage: ntrain-rerank --gold=FILE --fold-model=M0 ... --fold-model=M4
 *	--model=FULL -o MODEL [--cv=PREFIX] ROWS...
 *
 * Mk is a model that ntrain-crf made with --fold=k: its lists of best
 * labellings for the articles it has not seen are what the weights are
 * trained on.  MODEL is FULL with the weights added.  With --cv, PREFIX.k is
 * Mk with weights trained without the articles of fold k.
 *
 * Least expected risk: the mean utility of the analyses, weighted by their
 * probabilities, is made as large as can be, by AdaGrad with a falling step
 * and the average of the last half of the passes.  The utility of an
 * analysis counts its attributions as the scorer does: content that overlaps
 * the gold by half, exact content, right source; each prediction costs.
 */

enum {
	FOLDS = 5,
	TABLE_BITS = 22,
	PASSES = 12,
	MIN_COUNT = 8
};

/* Worth of what an analysis gets right; chosen by cross-validation. */
static const double cost_predicted = 0.40, worth_overlap = 0.2,
    worth_exact = 0.2, worth_source = 0.8, worth_attitude = 0.3,
    worth_label = 0.004;
static const double sure = 0.999;	/* no list from sentences so certain */
static const double step_size = 0.08, l2 = 1e-4, risk_scale = 4;

struct candidate {
	size_t feature;			/* first of its features */
	uint32_t features;
	float log_p;
	double utility;
};

struct sentence {
	size_t first;			/* of its candidates */
	uint32_t candidates;
	int fold;
};

struct trainer {
	const char *gold, *model_file, *output, *cv;
	const char *fold_file[FOLDS];
	int folds;
	uint32_t buckets;
	struct model model[FOLDS];
	struct examples examples;
	struct candidate *candidate;
	size_t candidates, candidate_cap;
	struct sentence *sentence;
	size_t sentences, sentence_cap;
	uint32_t *feature;		/* places in the table */
	size_t features, feature_cap;
	uint64_t *key;			/* [table], first key seen there */
	uint32_t *count;		/* [table] */
	float *weight, *square, *mean;	/* [table] */
	double log_weight, log_square, log_mean;
};

/* ---- utility ---- */

/* The gold attribution inside one sentence: which tokens are its own. */
struct truth {
	bool content[CRF_TOKENS], source[CRF_TOKENS];
	int contents, sources, source_begin, source_end;
	bool taken;
};

enum { TRUTHS = 48 };

static int
mark_tokens(const uint32_t *token, uint32_t n, const struct unit *u,
    bool *mark)
{
	uint32_t i;
	int count = 0;

	for (i = 0; i < n; i++)
		if (token[i] >= u->begin && token[i] < u->end) {
			mark[token[i] - u->begin] = true;
			count++;
		}
	return count;
}

static int
truths_of(const struct example *e, const struct unit *u, struct truth *t)
{
	int n = 0, i;
	size_t k;

	for (k = 0; k < e->gold.attributions && n < TRUTHS; k++) {
		const struct gold_attribution *a = &e->gold.attribution[k];

		memset(&t[n], 0, sizeof t[n]);
		t[n].contents = mark_tokens(a->content, a->contents, u,
		    t[n].content);
		t[n].sources = mark_tokens(a->source, a->sources, u,
		    t[n].source);
		if (t[n].contents == 0)
			continue;
		t[n].source_begin = -1;
		for (i = 0; i < (int)(u->end - u->begin); i++) {
			if (!t[n].source[i])
				continue;
			if (t[n].source_begin < 0)
				t[n].source_begin = t[n].source_end = i;
			if (t[n].source_end == i)
				t[n].source_end = i + 1;
		}
		n++;
	}
	return n;
}

/* The head of a source: the last word before a mark, who, of, that, to. */
static int
head_of(const struct feature_word *w, int begin, int end)
{
	uint32_t possessive = feature_hash(SLICE("'s"));
	int i, head = begin;

	for (i = begin; i < end; i++) {
		unsigned c = w[i].closed;

		if (i > begin && (w[i].punct != PUNCT_NONE || c == 11 ||
		    c == 12 || c == 13 || c == 22))
			break;
		if (w[i].punct == PUNCT_NONE && w[i].word != possessive)
			head = i;
	}
	return head;
}

static bool
right_source(const struct feature_word *w, const struct rerank_span *s,
    const struct truth *t)
{
	int head;

	if (s == NULL || t->sources == 0)
		return s == NULL && t->sources == 0;
	if (!t->source[head_of(w, s->begin, s->end)])
		return false;
	head = head_of(w, t->source_begin, t->source_end);
	return head >= s->begin && head < s->end;
}

static bool
is_speech(const struct feature_word *w, const struct rerank_span *cue)
{
	int i;

	for (i = cue == NULL ? 0 : cue->begin; cue != NULL && i < cue->end; i++)
		if (w[i].hand != 0 && w[i].hand != 10)	/* 10: topic */
			return true;
	return cue == NULL;
}

static double
link_utility(const struct feature_word *w, const struct rerank_analysis *a,
    const struct rerank_link *l, struct truth *truth, int truths)
{
	const struct rerank_span *s = l->source < 0 ? NULL :
	    &a->span[l->source];
	double iou, best = 0.4999, v = -cost_predicted;
	int k, z, i, in, size = 0, which = -1;

	for (z = 0; z < l->contents; z++)
		size += a->span[l->content[z]].end -
		    a->span[l->content[z]].begin;
	for (k = 0; k < truths; k++) {
		if (truth[k].taken)
			continue;
		in = 0;
		for (z = 0; z < l->contents; z++)
			for (i = a->span[l->content[z]].begin;
			    i < a->span[l->content[z]].end; i++)
				in += truth[k].content[i];
		iou = in / (double)(size + truth[k].contents - in);
		if (iou > best) {
			best = iou;
			which = k;
		}
	}
	if (which < 0)
		return v;
	truth[which].taken = true;
	v += worth_overlap + (best > 0.9999 ? worth_exact : 0);
	return v + (right_source(w, s, &truth[which]) ? worth_source : 0);
}

static double
utility(const struct feature_word *w, const struct example *e,
    const struct unit *u, const struct rerank_analysis *a,
    const uint8_t *label, struct truth *truth, int truths)
{
	double sum = 0, v;
	int k;
	uint32_t i;

	for (k = 0; k < truths; k++)
		truth[k].taken = false;
	for (k = 0; k < a->links; k++) {
		const struct rerank_link *l = &a->link[k];

		if (l->contents == 0)
			continue;
		v = link_utility(w, a, l, truth, truths);
		sum += is_speech(w, l->cue < 0 ? NULL : &a->span[l->cue]) ? v :
		    v * worth_attitude;
	}
	for (i = u->begin; i < u->end; i++)
		sum -= worth_label * ((e->label[i] + 1) / 2 !=
		    (label[i - u->begin] + 1) / 2);
	return sum;
}

/* ---- the lists ---- */

static void
add_candidate(struct trainer *t, const uint64_t *key, size_t keys,
    float log_p, double u)
{
	struct candidate *c;
	size_t k;

	t->candidate = mem_grow(t->candidate, &t->candidate_cap,
	    t->candidates + 1, sizeof *t->candidate);
	c = &t->candidate[t->candidates++];
	*c = (struct candidate){ t->features, (uint32_t)keys, log_p, u };
	t->feature = mem_grow(t->feature, &t->feature_cap, t->features + keys,
	    sizeof *t->feature);
	for (k = 0; k < keys; k++) {
		uint32_t at = (uint32_t)(key[k] >> (64 - TABLE_BITS));

		if (t->key[at] == 0)
			t->key[at] = key[k];
		t->feature[t->features++] = at;
	}
}

/* The best labellings of one sentence. */
struct listed {
	struct crf_list *list;
	float total;
	struct rerank_analysis first;
};

static void
list_sentence(struct trainer *t, const struct example *e, size_t unit,
    int fold, const struct listed *listed, struct rerank_context *context)
{
	static struct truth truth[TRUTHS];
	static uint64_t key[RERANK_KEYS];
	const struct unit *u = &e->unit[unit];
	const struct listed *l = &listed[unit];
	const struct feature_word *w = e->word + u->begin;
	int n = (int)(u->end - u->begin), truths;
	struct rerank_analysis a;
	struct sentence *s;
	size_t i, keys;

	if (l->list->n < 2 || exp((double)(l->list->score[0] - l->total)) >
	    sure)
		return;
	truths = truths_of(e, u, truth);
	t->sentence = mem_grow(t->sentence, &t->sentence_cap,
	    t->sentences + 1, sizeof *t->sentence);
	s = &t->sentence[t->sentences++];
	*s = (struct sentence){ t->candidates, (uint32_t)l->list->n, fold };
	for (i = 0; i < l->list->n; i++) {
		rerank_analyse(w, n, l->list->label[i], &a);
		keys = rerank_features(w, n, &a, context, key);
		add_candidate(t, key, keys, l->list->score[i] - l->total,
		    utility(w, e, u, &a, l->list->label[i], truth, truths));
	}
}

static void
list_article(struct trainer *t, struct example *e, int fold,
    struct crf_lattice *c)
{
	struct listed *listed = mem_alloc(e->units + 1, sizeof *listed);
	struct rerank_memory *memory = mem_alloc(1, sizeof *memory);
	struct rerank_context context;
	const struct unit *u;
	size_t i;

	for (i = 0; i < e->units; i++) {
		u = &e->unit[i];
		listed[i].list = mem_alloc(1, sizeof *listed[i].list);
		label_lattice(&t->model[fold], e->word, e->tokens, u->begin,
		    u->end, c);
		crf_best_list(c, RERANK_LIST, listed[i].list);
		listed[i].total = crf_total(c);
		rerank_analyse(e->word + u->begin, (int)(u->end - u->begin),
		    listed[i].list->label[0], &listed[i].first);
		rerank_memory_add(memory, e->word + u->begin,
		    &listed[i].first);
	}
	for (i = 0; i < e->units; i++) {
		rerank_context_set(&context, memory, e->word, i == 0 ? NULL :
		    &(struct rerank_neighbour){ e->unit[i - 1].begin,
		    e->unit[i - 1].end, &listed[i - 1].first },
		    &(struct rerank_neighbour){ e->unit[i].begin,
		    e->unit[i].end, &listed[i].first }, i + 1 == e->units ?
		    NULL : &(struct rerank_neighbour){ e->unit[i + 1].begin,
		    e->unit[i + 1].end, &listed[i + 1].first });
		list_sentence(t, e, i, fold, listed, &context);
	}
	for (i = 0; i < e->units; i++)
		free(listed[i].list);
	free(listed);
	free(memory);
}

static void
list_all(struct trainer *t)
{
	struct crf_lattice *c = mem_alloc(1, sizeof *c);
	size_t d;

	for (d = 0; d < t->examples.n; d++) {
		struct example *e = &t->examples.example[d];
		int fold = (int)(d % FOLDS);

		example_mend(e);
		model_mark_phrases(&t->model[fold], e->word, e->tokens);
		feature_places(e->word, e->tokens);
		list_article(t, e, fold, c);
	}
	free(c);
	diag_note("%zu sentences, %zu candidates, %zu features", t->sentences,
	    t->candidates, t->features);
}

/* ---- training ---- */

static void
probabilities(const struct trainer *t, const struct sentence *s, double *p)
{
	double top = -1e30, sum = 0;
	uint32_t j, k;

	for (j = 0; j < s->candidates; j++) {
		const struct candidate *c = &t->candidate[s->first + j];

		p[j] = t->log_weight * (double)c->log_p;
		for (k = 0; k < c->features; k++)
			p[j] += (double)t->weight[t->feature[c->feature + k]];
		top = p[j] > top ? p[j] : top;
	}
	for (j = 0; j < s->candidates; j++)
		sum += p[j] = exp(p[j] - top);
	for (j = 0; j < s->candidates; j++)
		p[j] /= sum;
}

static void
sentence_step(struct trainer *t, const struct sentence *s, double eta)
{
	double p[CRF_BEST], mean = 0, d, slope = 0;
	uint32_t j, k;

	probabilities(t, s, p);
	for (j = 0; j < s->candidates; j++)
		mean += p[j] * t->candidate[s->first + j].utility;
	for (j = 0; j < s->candidates; j++) {
		const struct candidate *c = &t->candidate[s->first + j];

		d = risk_scale * p[j] * (c->utility - mean);
		if (fabs(d) < 1e-4)
			continue;
		slope += d * (double)c->log_p;
		for (k = 0; k < c->features; k++) {
			uint32_t f = t->feature[c->feature + k];

			if (t->count[f] < MIN_COUNT)
				continue;
			t->square[f] += (float)(d * d);
			t->weight[f] += (float)(eta * d /
			    sqrt((double)t->square[f] + 0.1));
		}
	}
	t->log_square += slope * slope;
	t->log_weight += 0.5 * eta * slope / sqrt(t->log_square + 1);
}

static void
shrink(struct trainer *t, double amount)
{
	size_t i;

	for (i = 0; i < (size_t)1 << TABLE_BITS; i++)
		if (t->weight[i] != 0) {
			double keep = 1 - amount /
			    sqrt((double)t->square[i] + 0.1);

			t->weight[i] *= keep > 0 ? (float)keep : 0;
		}
}

static void
count_features(struct trainer *t, int skip)
{
	size_t i, j, k;

	memset(t->count, 0, ((size_t)1 << TABLE_BITS) * sizeof *t->count);
	for (i = 0; i < t->sentences; i++) {
		const struct sentence *s = &t->sentence[i];

		for (j = 0; s->fold != skip && j < s->candidates; j++) {
			const struct candidate *c =
			    &t->candidate[s->first + j];

			for (k = 0; k < c->features; k++)
				t->count[t->feature[c->feature + k]]++;
		}
	}
}

/* Train on all folds but SKIP; the result is in mean and log_mean. */
static void
train(struct trainer *t, int skip)
{
	size_t table = (size_t)1 << TABLE_BITS, n = 0, i, j, steps = 0, swap;
	size_t *order = mem_alloc(t->sentences + 1, sizeof *order);
	uint32_t seed = 7;
	int pass, kept = 0;

	count_features(t, skip);
	memset(t->weight, 0, table * sizeof *t->weight);
	memset(t->square, 0, table * sizeof *t->square);
	memset(t->mean, 0, table * sizeof *t->mean);
	t->log_weight = 1;
	t->log_square = t->log_mean = 0;
	for (i = 0; i < t->sentences; i++)
		if (t->sentence[i].fold != skip)
			order[n++] = i;
	for (pass = 0; pass < PASSES; pass++) {
		for (i = n; i-- > 1;) {
			seed = seed * 1664525u + 1013904223u;
			j = (seed >> 4) % (i + 1);
			swap = order[i];
			order[i] = order[j];
			order[j] = swap;
		}
		for (i = 0; i < n; i++) {
			double eta = step_size * (1 - 0.9 *
			    (double)steps++ / ((double)n * PASSES));

			sentence_step(t, &t->sentence[order[i]], eta);
			if ((i + 1) % (n / 4 + 1) == 0)
				shrink(t, l2 / 4 * (double)n * eta);
		}
		if (pass < PASSES / 2)
			continue;
		kept++;
		for (i = 0; i < table; i++)
			t->mean[i] += (t->weight[i] - t->mean[i]) /
			    (float)kept;
		t->log_mean += (t->log_weight - t->log_mean) / kept;
	}
	free(order);
}

/* Utility of what is chosen for the sentences of FOLD, with the mean. */
static void
report(struct trainer *t, int fold, double sum[3])
{
	double p[CRF_BEST], u[3] = { 0 }, best;
	size_t i;
	uint32_t j, top;
	int k;

	memcpy(t->weight, t->mean, sizeof *t->mean << TABLE_BITS);
	t->log_weight = t->log_mean;
	for (i = 0; i < t->sentences; i++) {
		const struct sentence *s = &t->sentence[i];
		const struct candidate *c = &t->candidate[s->first];

		if (s->fold != fold)
			continue;
		probabilities(t, s, p);
		for (j = 1, top = 0, best = c[0].utility; j < s->candidates;
		    j++) {
			top = p[j] > p[top] ? j : top;
			best = c[j].utility > best ? c[j].utility : best;
		}
		u[0] += c[0].utility;
		u[1] += c[top].utility;
		u[2] += best;
	}
	for (k = 0; k < 3; k++)
		sum[k] += u[k];
	diag_note("fold %d: utility of the first %.1f, of the chosen %.1f, "
	    "best on the list %.1f; all so far %.1f %.1f %.1f", fold, u[0],
	    u[1], u[2], sum[0], sum[1], sum[2]);
}

/* ---- packing ---- */

struct live {
	float size;
	uint32_t at;
};

static int
falling(const void *a, const void *b)
{
	const struct live *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The largest weights first; those that find their bucket full are lost. */
static void
pack(struct trainer *t, unsigned char *out, float scale)
{
	struct live *live = mem_alloc((size_t)1 << TABLE_BITS, sizeof *live);
	size_t i, n = 0, k, lost = 0;
	unsigned char *b;
	unsigned check;
	long q;

	for (i = 0; i < (size_t)1 << TABLE_BITS; i++)
		if (fabsf(t->mean[i]) > scale / 2)
			live[n++] = (struct live){ fabsf(t->mean[i]),
			    (uint32_t)i };
	qsort(live, n, sizeof *live, falling);
	for (i = 0; i < n; i++) {
		uint64_t key = t->key[live[i].at];

		b = out + (size_t)MODEL_BUCKET * model_place(key, t->buckets);
		check = model_check(key);
		q = lrintf(t->mean[live[i].at] / scale);
		for (k = 0; k < MODEL_CHOICE_WAYS; k++)
			if ((b[4 * k] | b[4 * k + 1]) == 0)
				break;
		if (k == MODEL_CHOICE_WAYS) {
			lost++;
			continue;
		}
		b[4 * k] = (unsigned char)(check & 0xFF);
		b[4 * k + 1] = (unsigned char)(check >> 8);
		b[4 * k + 2] = (unsigned char)((unsigned)q & 0xFF);
		b[4 * k + 3] = (unsigned char)((unsigned)q >> 8 & 0xFF);
	}
	diag_note("%zu weights, %zu lost; of log p %.2f", n, lost,
	    t->log_mean);
	free(live);
}

static char *
read_all(const char *file, size_t *n)
{
	FILE *fp = fopen(file, "rb");
	char *p = NULL;
	size_t cap = 0, got = 1;

	if (fp == NULL)
		diag_fatal("%s: cannot be read", file);
	for (*n = 0; got > 0; *n += got) {
		p = mem_grow(p, &cap, *n + 65536, 1);
		got = fread(p + *n, 1, cap - *n, fp);
	}
	fclose(fp);
	return p;
}

/* BASE, a model without or with a reranker, gets this one's weights. */
static void
write_model(struct trainer *t, const char *base, const char *output)
{
	struct model_header h;
	struct model m;
	const char *why;
	char *bytes;
	size_t n, rest, i;
	FILE *fp;
	float top = 1e-3f;

	if (!model_open(&m, base, &why))
		diag_usage("model %s: %s", base, why);
	h = m.header;
	model_close(&m);
	bytes = read_all(base, &n);
	rest = n - (size_t)h.choice_buckets * MODEL_BUCKET;
	for (i = 0; i < (size_t)1 << TABLE_BITS; i++)
		top = fabsf(t->mean[i]) > top ? fabsf(t->mean[i]) : top;
	h.choice_scale = top / 32767;
	h.choice_log = (float)t->log_mean;
	h.choice_buckets = t->buckets;
	n = rest + (size_t)t->buckets * MODEL_BUCKET;
	bytes = realloc(bytes, n);
	if (bytes == NULL)
		diag_fatal("out of memory");
	memset(bytes + rest, 0, n - rest);
	pack(t, (unsigned char *)bytes + rest, h.choice_scale);
	h.sections = (uint32_t)(n - MODEL_HEADER);
	model_seal(&h, (unsigned char *)bytes);
	fp = fopen(output, "wb");
	if (fp == NULL || fwrite(bytes, 1, n, fp) != n || fclose(fp) != 0)
		diag_fatal("%s: cannot be written", output);
	free(bytes);
}

/* ---- the program ---- */

static const struct option longopts[] = {
	{ "buckets", required_argument, NULL, 'b' },
	{ "cv", required_argument, NULL, 'c' },
	{ "fold-model", required_argument, NULL, 'f' },
	{ "gold", required_argument, NULL, 'g' },
	{ "model", required_argument, NULL, 'm' },
	{ NULL, 0, NULL, 0 }
};

static void
parse_options(struct trainer *t, int argc, char *argv[])
{
	int c;

	t->buckets = 1 << 13;
	while ((c = getopt_long(argc, argv, "o:", longopts, NULL)) != -1) {
		switch (c) {
		case 'b': t->buckets = (uint32_t)number_of(optarg); break;
		case 'c': t->cv = optarg; break;
		case 'f':
			if (t->folds == FOLDS)
				diag_usage("more than %d folds", FOLDS);
			t->fold_file[t->folds++] = optarg;
			break;
		case 'g': t->gold = optarg; break;
		case 'm': t->model_file = optarg; break;
		case 'o': t->output = optarg; break;
		default: diag_usage("see the head of ntrain-rerank.c");
		}
	}
	if (t->gold == NULL || t->folds != FOLDS || (t->output != NULL &&
	    t->model_file == NULL) || optind == argc)
		diag_usage("see the head of ntrain-rerank.c");
}

int
main(int argc, char *argv[])
{
	struct trainer t = { .folds = 0 };
	size_t table = (size_t)1 << TABLE_BITS;
	const void *lexicon[FOLDS];
	double utility_sum[3] = { 0 };
	const char *why;
	char name[4096];
	int f;

	diag_program(argv[0]);
	parse_options(&t, argc, argv);
	for (f = 0; f < FOLDS; f++) {
		if (!model_open(&t.model[f], t.fold_file[f], &why))
			diag_usage("model %s: %s", t.fold_file[f], why);
		lexicon[f] = &t.model[f];
	}
	examples_open(&t.examples, argv + optind, t.gold, model_lookup,
	    lexicon, FOLDS);
	t.key = mem_alloc(table, sizeof *t.key);
	t.count = mem_alloc(table, sizeof *t.count);
	t.weight = mem_alloc(table, sizeof *t.weight);
	t.square = mem_alloc(table, sizeof *t.square);
	t.mean = mem_alloc(table, sizeof *t.mean);
	list_all(&t);
	for (f = 0; t.cv != NULL && f < FOLDS; f++) {
		train(&t, f);
		report(&t, f, utility_sum);
		snprintf(name, sizeof name, "%s.%d", t.cv, f);
		write_model(&t, t.fold_file[f], name);
	}
	if (t.output != NULL) {
		train(&t, -1);
		write_model(&t, t.model_file, t.output);
	}
	return diag_status();
}
