/* claimmodel.c - weights that turn features into probabilities */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "news/claimmodel.h"

/*
 * Fixed point with 16 bits: a value of one twentieth (claimfeature.c), and
 * 2.5 for a gram before the division by the root of their number.
 */
enum {
	UNIT_COUNT = 3277,
	UNIT_GRAM = 163840
};

/* The factor is in 2^-36. */
#define FACTOR_ONE (INT64_C(1) << 36)

/* Greatest root whose square is not above N. */
static int64_t
root(int64_t n)
{
	int64_t r = 0, bit = INT64_C(1) << 40;

	while (bit > n)
		bit >>= 2;
	for (; bit > 0; bit >>= 2) {
		if (n >= r + bit) {
			n -= r + bit;
			r = (r >> 1) + bit;
		} else {
			r >>= 1;
		}
	}
	return r;
}

int64_t
claimmodel_gram_unit(size_t n)
{
	return root((int64_t)UNIT_GRAM * UNIT_GRAM / (int64_t)(n > 0 ? n : 1));
}

/*
 * Weights are stored as roots with a sign: eight bits are fine where most of
 * them are, near zero, and coarse where few are.
 */
static inline int64_t
weight(const struct claim_weights *w, const struct claim_feature *f)
{
	int32_t q = w->slot[f->slot];

	return (q < 0 ? -q : q) * q * f->value;
}

int64_t
claimmodel_logit(const struct claim_model *model, enum claim_head head,
    const struct claim_features *f)
{
	const struct claim_weights *w = &model->head[head];
	int64_t grams = 0, counts = 0;
	size_t i;

	for (i = 0; i < f->grams; i++)
		grams += weight(w, &f->feature[i]);
	for (; i < f->n; i++)
		counts += weight(w, &f->feature[i]);
	return (grams * claimmodel_gram_unit(f->grams) + counts * UNIT_COUNT) *
	    w->factor / FACTOR_ONE + w->bias;
}

int64_t
claimmodel_part(const struct claim_model *model, enum claim_head head,
    const struct claim_features *f, size_t i, int64_t gram_unit)
{
	const struct claim_weights *w = &model->head[head];

	return weight(w, &f->feature[i]) * (i < f->grams ? gram_unit :
	    UNIT_COUNT) * w->factor / FACTOR_ONE;
}

/*
 * The logistic function at 0, 1/8, 2/8 ... 8 in 1/65536; between them it is
 * as good as straight (error below 0.0002).
 */
static const uint16_t logistic[] = {
	32768, 34813, 36843, 38841, 40793, 42687, 44511, 46254, 47911,
	49474, 50941, 52310, 53581, 54754, 55834, 56822, 57724, 58544,
	59287, 59959, 60565, 61109, 61598, 62036, 62428, 62778, 63090,
	63368, 63615, 63835, 64030, 64203, 64357, 64494, 64614, 64721,
	64816, 64900, 64974, 65039, 65097, 65149, 65194, 65234, 65269,
	65300, 65328, 65352, 65374, 65393, 65410, 65425, 65438, 65449,
	65459, 65468, 65476, 65483, 65489, 65495, 65500, 65504, 65508,
	65511, 65514,
};

unsigned
claimmodel_permille(int64_t logit)
{
	enum { STEP = CLAIM_LOGIT / 8, LAST = 64 };
	int64_t x = logit < 0 ? -logit : logit, p;
	size_t i = (size_t)(x / STEP);

	if (i >= LAST)
		p = logistic[LAST];
	else
		p = logistic[i] + (logistic[i + 1] - logistic[i]) *
		    (x % STEP) / STEP;
	if (logit < 0)
		p = 65536 - p;
	p = (p * 1000 + 32768) / 65536;
	return p < 1 ? 1 : p > 999 ? 999 : (unsigned)p;
}

/* Names of the heads in a model file, by enum claim_head. */
static const char *const heads[] = { "checkable", "worth" };

static int
find_head(const char *name)
{
	for (int h = 0; h < CLAIM_HEADS; h++)
		if (strcmp(heads[h], name) == 0)
			return h;
	return -1;
}

static int
hex(int c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two's complement bytes in hexadecimal, any number on a line. */
static bool
read_weights(FILE *fp, int8_t *slot)
{
	for (size_t i = 0; i < CLAIMFEATURE_SLOTS; i++) {
		int high, low;

		do
			high = getc(fp);
		while (high == '\n');
		low = getc(fp);
		if (hex(high) < 0 || hex(low) < 0)
			return false;
		slot[i] = (int8_t)(hex(high) * 16 + hex(low) -
		    (hex(high) > 7 ? 256 : 0));
	}
	return getc(fp) == '\n';
}

/*
 * A number of the line "head"; beyond what training writes it is refused:
 * the sums must fit.
 */
static bool
read_number(FILE *fp, int64_t *number)
{
	enum { LIMIT = 1 << 24 };
	long long v;

	if (fscanf(fp, "%lld", &v) != 1 || v < -LIMIT || v > LIMIT)
		return false;
	*number = v;
	return true;
}

/*
 * "head NAME FACTOR BIAS RAW-FACTOR RAW-BIAS CORRECTION ..." and the weights
 * below it.
 */
static bool
read_head(FILE *fp, struct claim_weights *w)
{
	if (!read_number(fp, &w->factor) || !read_number(fp, &w->bias) ||
	    !read_number(fp, &w->raw_factor) || !read_number(fp, &w->raw_bias))
		return false;
	for (size_t i = 0; i < CLAIM_CORRECTIONS; i++)
		if (!read_number(fp, &w->correction[i]))
			return false;
	return getc(fp) == '\n' && read_weights(fp, (int8_t *)w->slot);
}

bool
claimmodel_read(struct claim_model *model, const char *file, const char **why)
{
	char line[128], name[16];
	unsigned have = 0;
	FILE *fp = fopen(file, "r");

	*model = (struct claim_model){ 0 };
	if (fp == NULL) {
		*why = strerror(errno);
		return false;
	}
	for (int h = 0; h < CLAIM_HEADS; h++)
		model->head[h].slot = mem_alloc(CLAIMFEATURE_SLOTS, 1);
	*why = "not a model of nclaim";
	while (fgets(line, sizeof(line), fp) != NULL && line[0] == '#')
		continue;
	if (strcmp(line, "nclaim-model 1\n") == 0) {
		while (fscanf(fp, "head %15s", name) == 1) {
			int h = find_head(name);

			if (h < 0 || !read_head(fp, &model->head[h]))
				break;
			have |= 1u << h;
		}
	}
	fclose(fp);
	if (have == (1u << CLAIM_HEADS) - 1)
		return true;
	claimmodel_free(model);
	return false;
}

struct claim_model
claimmodel_debate(const struct claim_model *model)
{
	struct claim_model debate = { 0 };

	for (int h = 0; h < CLAIM_HEADS; h++) {
		const struct claim_weights *w = &model->head[h];

		debate.head[h] = (struct claim_weights){ .slot = w->slot,
		    .factor = w->raw_factor, .bias = w->raw_bias,
		    .raw_factor = w->raw_factor, .raw_bias = w->raw_bias };
	}
	return debate;
}

void
claimmodel_free(struct claim_model *model)
{
	for (int h = 0; h < CLAIM_HEADS; h++)
		free((void *)model->head[h].slot);
	*model = (struct claim_model){ 0 };
}
