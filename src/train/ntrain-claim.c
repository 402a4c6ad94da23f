/*
 * ntrain-claim.c - the weights of nclaim's model from labelled statements
 *
 * Reads lines "checkable worth weight text" (tabs between; a label is 1, 0,
 * or - for unknown; text as it is) and writes a model file.  The method is
 * logistic regression with an L2 penalty by dual coordinate descent (Yu,
 * Huang and Lin, Machine Learning 85, 2011), weights rounded to eight bits.
 *
 * With --calibrate=FILE, lines "checkable worth weight kind text", the
 * log-odds are then fitted to those labels: a slope, an intercept and an
 * addition for each correction (news/claim.h; KIND is that of an attribution
 * row).  src/train/claim-data makes both kinds of lines.
 */
#include "config.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "news/claim.h"

enum {
	ROUNDS = 60,		/* of coordinate descent, at most */
	NEWTON_STEPS = 100,
	LEVELS = 127		/* of a rounded weight */
};

static const double GRADIENT_DONE = 0.01;
static const double CALIBRATION_PENALTY = 3;

/* What a frame (claim.h) loses: by hand, the labels have too few of them. */
static const int64_t FRAME_CORRECTION = -3 * CLAIM_LOGIT;

struct example {
	int label[CLAIM_HEADS];		/* 1, 0, -1 unknown */
	double weight;
	unsigned corrections;		/* bit set; calibration only */
	size_t n;
	uint32_t *slot;			/* [n] */
	float *value;			/* [n] */
	int64_t logit[CLAIM_HEADS];	/* calibration: of the rounded model */
};

struct examples {
	struct example *example;
	size_t n, cap;
};

struct trainer {
	double cost;
	struct words words;
	struct claim_features features;
	struct claimer claimer;		/* calibration: with the new model */
	double *weight[CLAIM_HEADS];	/* [SLOTS + 1], the bias last */
	int8_t *slot[CLAIM_HEADS];	/* rounded */
	struct claim_model model;
};

static void
describe(struct trainer *t, struct slice text, struct example *e)
{
	struct claim_features *f = &t->features;
	double gram;

	word_split(&t->words, text);
	claimfeature_find(f, &t->words);
	gram = claimmodel_gram_unit(f->grams) / 65536.0;
	e->n = f->n;
	e->slot = mem_alloc(f->n, sizeof(*e->slot));
	e->value = mem_alloc(f->n, sizeof(*e->value));
	for (size_t i = 0; i < f->n; i++) {
		e->slot[i] = f->feature[i].slot;
		e->value[i] = (float)(f->feature[i].value *
		    (i < f->grams ? gram : 0.05));
	}
}

/* A decimal fraction without a sign, whatever the locale. */
static double
decimal(const char *s)
{
	double value = 0, unit = 0;

	for (; (*s >= '0' && *s <= '9') || *s == '.'; s++) {
		if (*s == '.')
			unit = 1;
		else if (unit > 0)
			value += (unit /= 10) * (*s - '0');
		else
			value = value * 10 + (*s - '0');
	}
	return value;
}

/* One line; false if it is malformed. */
static bool
parse(struct trainer *t, char *line, bool calibrate, struct example *e)
{
	char *field[5];
	size_t n = calibrate ? 5 : 4;

	for (size_t i = 0; i < n; i++) {
		field[i] = line;
		if (i + 1 == n)
			break;
		if ((line = strchr(line, '\t')) == NULL)
			return false;
		*line++ = '\0';
	}
	*e = (struct example){ .weight = decimal(field[2]) };
	for (int h = 0; h < CLAIM_HEADS; h++)
		e->label[h] = *field[h] == '-' ? -1 : *field[h] == '1';
	if (calibrate) {
		struct claim claim;

		claim_judge(&t->claimer, slice_str(field[4]),
		    slice_str(field[3]), (struct slice){ "", 0 }, &claim);
		e->corrections = claim.corrections;
		memcpy(e->logit, claim.logit, sizeof(e->logit));
	} else {
		describe(t, slice_str(field[3]), e);
	}
	return true;
}

static struct examples
load(struct trainer *t, const char *file, bool calibrate)
{
	struct examples set = { 0 };
	char *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t n;
	FILE *fp = fopen(file, "r");

	if (fp == NULL)
		diag_fatal("%s", file);
	while ((n = getline(&line, &cap, fp)) > 0) {
		number++;
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		set.example = mem_grow(set.example, &set.cap, set.n + 1,
		    sizeof(*set.example));
		if (parse(t, line, calibrate, &set.example[set.n]))
			set.n++;
		else
			diag_input(file, number, "too few fields");
	}
	free(line);
	fclose(fp);
	return set;
}

static double
dot(const double *w, const struct example *e)
{
	double s = w[CLAIMFEATURE_SLOTS];

	for (size_t k = 0; k < e->n; k++)
		s += w[e->slot[k]] * e->value[k];
	return s;
}

static void
move(double *w, const struct example *e, double by)
{
	for (size_t k = 0; k < e->n; k++)
		w[e->slot[k]] += by * e->value[k];
	w[CLAIMFEATURE_SLOTS] += by;
}

/* A permutation of ORDER that is the same in every run. */
static void
shuffle(size_t *order, size_t n, uint64_t *state)
{
	for (size_t i = 0; i + 1 < n; i++) {
		size_t j, o = order[i];

		*state = *state * UINT64_C(6364136223846793005) +
		    UINT64_C(1442695040888963407);
		j = i + (size_t)(*state >> 33) % (n - i);
		order[i] = order[j];
		order[j] = o;
	}
}

/*
 * Solve for one pair of dual variables ALPHA[2], whose sum is C: algorithm 5
 * of Yu, Huang and Lin.  SQUARE is the squared norm of the example, MARGIN
 * its signed score.  Returns the change, and the gradient in *GRADIENT.
 */
static double
newton(double alpha[2], double c, double square, double margin,
    double *gradient)
{
	int one = 0;
	double sign = 1, z, old, g;

	if (0.5 * square * (alpha[1] - alpha[0]) + margin < 0) {
		one = 1;
		sign = -1;
	}
	old = z = alpha[one];
	if (c - z < 0.5 * c)
		z *= 0.1;
	g = square * (z - old) + sign * margin + log(z / (c - z));
	*gradient = fabs(g);
	for (int i = 0; i < NEWTON_STEPS && fabs(g) > 1e-4; i++) {
		double next = z - g / (square + c / (c - z) / z);

		z = next <= 0 ? z * 0.1 : next;
		g = square * (z - old) + sign * margin + log(z / (c - z));
	}
	alpha[one] = z;
	alpha[1 - one] = c - z;
	return sign * (z - old);
}

static void
train(struct trainer *t, enum claim_head head, const struct examples *set)
{
	double *w = mem_alloc(CLAIMFEATURE_SLOTS + 1, sizeof(*w));
	double (*alpha)[2] = mem_alloc(set->n, sizeof(*alpha));
	double *square = mem_alloc(set->n, sizeof(*square));
	size_t *order = mem_alloc(set->n, sizeof(*order)), n = 0;
	uint64_t state = 1;

	for (size_t i = 0; i < set->n; i++) {
		const struct example *e = &set->example[i];
		double c = t->cost * e->weight;

		if (e->label[head] < 0 || c <= 0)
			continue;
		order[n++] = i;
		alpha[i][0] = fmin(0.001 * c, 1e-8);
		alpha[i][1] = c - alpha[i][0];
		square[i] = 1;
		for (size_t k = 0; k < e->n; k++)
			square[i] += e->value[k] * e->value[k];
		move(w, e, (e->label[head] ? 1 : -1) * alpha[i][0]);
	}
	for (int round = 0; round < ROUNDS; round++) {
		double worst = 0, g;

		shuffle(order, n, &state);
		for (size_t k = 0; k < n; k++) {
			const struct example *e = &set->example[order[k]];
			double y = e->label[head] ? 1 : -1;

			move(w, e, y * newton(alpha[order[k]],
			    t->cost * e->weight, square[order[k]],
			    y * dot(w, e), &g));
			worst = fmax(worst, g);
		}
		if (worst < GRADIENT_DONE)
			break;
	}
	t->weight[head] = w;
	free(alpha);
	free(square);
	free(order);
}

/* Weights in eight bits (claimmodel.c says how), their factor and the bias. */
static void
round_weights(struct trainer *t, enum claim_head head)
{
	struct claim_weights *out = &t->model.head[head];
	const double *w = t->weight[head];
	double most = 0;

	for (size_t i = 0; i < CLAIMFEATURE_SLOTS; i++)
		most = fmax(most, fabs(w[i]));
	t->slot[head] = mem_alloc(CLAIMFEATURE_SLOTS, 1);
	for (size_t i = 0; i < CLAIMFEATURE_SLOTS; i++)
		t->slot[head][i] = (int8_t)copysign(lround(LEVELS *
		    sqrt(fabs(w[i]) / most)), w[i]);
	out->slot = t->slot[head];
	out->factor = llround(most / LEVELS / LEVELS * CLAIM_LOGIT * 1048576);
	out->bias = llround(w[CLAIMFEATURE_SLOTS] * CLAIM_LOGIT);
	out->raw_factor = out->factor;
	out->raw_bias = out->bias;
}

/* Solve the N equations A x = b in place; the answer is in B. */
static void
solve(size_t n, double a[][CLAIM_CORRECTIONS + 2], double *b)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			double f = a[j][i] / a[i][i];

			for (size_t k = i; k < n; k++)
				a[j][k] -= f * a[i][k];
			b[j] -= f * b[i];
		}
	}
	for (size_t i = n; i-- > 0; ) {
		for (size_t k = i + 1; k < n; k++)
			b[i] -= a[i][k] * b[k];
		b[i] /= a[i][i];
	}
}

/*
 * Fit slope, intercept and corrections (in this order in X) by Newton's
 * method; the penalty pulls the slope to 1 and the corrections to 0.
 */
static void
fit(const struct examples *set, enum claim_head head,
    double x[CLAIM_CORRECTIONS + 2])
{
	enum { N = CLAIM_CORRECTIONS + 2 };

	memset(x, 0, N * sizeof(*x));
	x[0] = 1;
	for (int step = 0; step < NEWTON_STEPS; step++) {
		double a[N][N] = { { 0 } }, b[N] = { 0 }, v[N];

		for (size_t k = 0; k < N; k++) {
			double p = k == 1 ? 1e-6 : CALIBRATION_PENALTY;

			a[k][k] = p;
			b[k] = -p * (x[k] - (k == 0));
		}
		for (size_t i = 0; i < set->n; i++) {
			const struct example *e = &set->example[i];
			double z = 0, p;

			if (e->label[head] < 0 ||
			    (e->corrections >> CORRECTION_FRAME & 1))
				continue;
			v[0] = (double)e->logit[head] / CLAIM_LOGIT;
			v[1] = 1;
			for (size_t k = 2; k < N; k++)
				v[k] = e->corrections >> (k - 2) & 1;
			for (size_t k = 0; k < N; k++)
				z += x[k] * v[k];
			p = 1 / (1 + exp(-z));
			for (size_t j = 0; j < N; j++) {
				b[j] += e->weight * (e->label[head] - p) * v[j];
				for (size_t k = 0; k < N; k++)
					a[j][k] += e->weight * p * (1 - p) *
					    v[j] * v[k];
			}
		}
		solve(N, a, b);
		for (size_t k = 0; k < N; k++)
			x[k] += b[k];
	}
}

static void
calibrate(struct trainer *t, const char *file)
{
	struct examples set;
	const char *missing;

	if (!claim_open(&t->claimer, "en", &t->model, 0, &missing))
		diag_usage("no list '%s'", missing);
	set = load(t, file, true);
	for (int h = 0; h < CLAIM_HEADS; h++) {
		struct claim_weights *w = &t->model.head[h];
		double x[CLAIM_CORRECTIONS + 2];

		fit(&set, h, x);
		w->factor = llround((double)w->factor * x[0]);
		w->bias = llround((double)w->bias * x[0] + x[1] * CLAIM_LOGIT);
		for (size_t k = 0; k < CLAIM_CORRECTIONS; k++)
			w->correction[k] = llround(x[k + 2] * CLAIM_LOGIT);
		w->correction[CORRECTION_FRAME] = FRAME_CORRECTION;
	}
}

static void
write_head(const struct claim_weights *w, const char *name, FILE *fp)
{
	enum { A_LINE = 64 };

	fprintf(fp, "head %s %lld %lld %lld %lld", name, (long long)w->factor,
	    (long long)w->bias, (long long)w->raw_factor,
	    (long long)w->raw_bias);
	for (size_t k = 0; k < CLAIM_CORRECTIONS; k++)
		fprintf(fp, " %lld", (long long)w->correction[k]);
	for (size_t i = 0; i < CLAIMFEATURE_SLOTS; i++)
		fprintf(fp, "%s%02x", i % A_LINE == 0 ? "\n" : "",
		    (unsigned)(uint8_t)w->slot[i]);
	putc('\n', fp);
}

static void
write_model(const struct trainer *t, const char *file)
{
	FILE *fp = fopen(file, "w");

	if (fp == NULL)
		diag_fatal("%s", file);
	fputs("# claim.txt - weights of nclaim, by src/train/ntrain-claim;\n"
	    "# claim.md beside it says from what.  Format: news/claimmodel.\n"
	    "nclaim-model 1\n", fp);
	write_head(&t->model.head[CLAIM_CHECKABLE], "checkable", fp);
	write_head(&t->model.head[CLAIM_WORTH], "worth", fp);
	if (fclose(fp) != 0)
		diag_fatal("%s", file);
}

int
main(int argc, char *argv[])
{
	static const struct option longopts[] = {
		{ "calibrate", required_argument, NULL, 'c' },
		{ "cost", required_argument, NULL, 'C' },
		{ "output", required_argument, NULL, 'o' },
		{ NULL, 0, NULL, 0 }
	};
	struct trainer t = { .cost = 0.25 };
	const char *calibration = NULL, *output = NULL;
	struct examples set;
	int c;

	diag_program(argv[0]);
	while ((c = getopt_long(argc, argv, "C:c:o:", longopts, NULL)) != -1) {
		switch (c) {
		case 'C': t.cost = decimal(optarg); break;
		case 'c': calibration = optarg; break;
		case 'o': output = optarg; break;
		default: return DIAG_USAGE;
		}
	}
	if (optind + 1 != argc || output == NULL)
		diag_usage("usage: ntrain-claim [--calibrate=FILE] "
		    "[--cost=C] -o MODEL EXAMPLES");
	claimfeature_init(&t.features, lexicon_find("en", "claimclass"),
	    lexicon_find("en", "wordkind"));
	set = load(&t, argv[optind], false);
	for (int h = 0; h < CLAIM_HEADS; h++) {
		train(&t, h, &set);
		round_weights(&t, h);
	}
	if (calibration != NULL)
		calibrate(&t, calibration);
	write_model(&t, output);
	return diag_status();
}
