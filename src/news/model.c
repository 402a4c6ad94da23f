#include "config.h"

#include "news/model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/hash.h"
#include "base/mem.h"

static const char magic[8] = "NQMODEL";

enum {
	FORMAT = 1,
	WORD_BYTES = 8, PHRASE_BYTES = 24,
	MAX_WORDS = 1 << 16, MAX_PHRASES = 1 << 12, MAX_BUCKETS = 1 << 20
};

/* The model compiled in: src/model/attribution.model. */
#ifdef MODEL_FILE
#define STRING2(x) #x
#define STRING(x) STRING2(x)
#define SYMBOL(name) STRING(__USER_LABEL_PREFIX__) name
#ifdef __APPLE__
#define READ_ONLY ".const_data\n"
#define READ_ONLY_END ".text\n"
#else
#define READ_ONLY ".pushsection .rodata\n"
#define READ_ONLY_END ".popsection\n"
#endif
__asm__(READ_ONLY
    ".balign 64\n"
    ".globl " SYMBOL("model_builtin") "\n"
    SYMBOL("model_builtin") ":\n"
    ".incbin \"" MODEL_FILE "\"\n"
    ".globl " SYMBOL("model_builtin_end") "\n"
    SYMBOL("model_builtin_end") ":\n"
    ".byte 0\n"
    READ_ONLY_END);
extern const char model_builtin[], model_builtin_end[];
#else
static const char model_builtin[1], *const model_builtin_end = model_builtin;
#endif

/* ---- little-endian numbers ---- */

static uint16_t
get16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t
get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

static uint64_t
get64(const unsigned char *p)
{
	return get32(p) | (uint64_t)get32(p + 4) << 32;
}

static float
get_float(const unsigned char *p)
{
	union { uint32_t u; float f; } v = { .u = get32(p) };

	return v.f;
}

static void
put32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> 8 * i);
}

static void
put_float(unsigned char *p, float f)
{
	union { float f; uint32_t u; } v = { .f = f };

	put32(p, v.u);
}

/* ---- the header ---- */

static uint64_t
checksum(const unsigned char *p, size_t n)
{
	return hash_bytes((struct slice){ (const char *)p, n });
}

void
model_seal(const struct model_header *h, unsigned char *bytes)
{
	uint64_t sum;

	memset(bytes, 0, MODEL_HEADER);
	memcpy(bytes, magic, sizeof magic);
	put32(bytes + 8, FORMAT);
	put32(bytes + 12, h->words);
	put32(bytes + 16, h->phrases);
	put32(bytes + 20, h->node_buckets);
	put32(bytes + 24, h->edge_rows);
	put32(bytes + 28, h->choice_buckets);
	put32(bytes + 32, h->memory);
	put_float(bytes + 36, h->node_scale);
	put_float(bytes + 40, h->edge_scale);
	put_float(bytes + 44, h->trans_scale);
	put_float(bytes + 48, h->choice_scale);
	put_float(bytes + 52, h->choice_log);
	put32(bytes + 56, h->sections);
	sum = checksum(bytes + 8, 52) ^
	    checksum(bytes + MODEL_HEADER, h->sections);
	put32(bytes + 64, (uint32_t)sum);
	put32(bytes + 68, (uint32_t)(sum >> 32));
}

static bool
is_power_of_two(uint32_t n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

static bool
is_scale(float f)
{
	return f > 0 && f < 1e6f;
}

/* CHECKED: the bytes are known to be whole. */
static const char *
header_parse(struct model_header *h, struct slice bytes, bool checked)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	if (bytes.n < MODEL_HEADER || memcmp(p, magic, sizeof magic) != 0)
		return "not a model";
	if (get32(p + 8) != FORMAT)
		return "a model of another version";
	h->words = get32(p + 12);
	h->phrases = get32(p + 16);
	h->node_buckets = get32(p + 20);
	h->edge_rows = get32(p + 24);
	h->choice_buckets = get32(p + 28);
	h->memory = get32(p + 32);
	h->node_scale = get_float(p + 36);
	h->edge_scale = get_float(p + 40);
	h->trans_scale = get_float(p + 44);
	h->choice_scale = get_float(p + 48);
	h->choice_log = get_float(p + 52);
	h->sections = get32(p + 56);
	if (h->sections != bytes.n - MODEL_HEADER)
		return "truncated";
	if (!checked && get64(p + 64) != (checksum(p + 8, 52) ^
	    checksum(p + MODEL_HEADER, h->sections)))
		return "checksum does not match";
	if (h->words > MAX_WORDS || h->phrases > MAX_PHRASES ||
	    h->node_buckets > MAX_BUCKETS || h->edge_rows > MAX_BUCKETS ||
	    h->choice_buckets > MAX_BUCKETS ||
	    !is_power_of_two(h->node_buckets) ||
	    !is_power_of_two(h->edge_rows) || (h->choice_buckets != 0 &&
	    !is_power_of_two(h->choice_buckets)) || h->memory >= CRF_MEMORIES)
		return "bad counts";
	if (!is_scale(h->node_scale) || !is_scale(h->edge_scale) ||
	    !is_scale(h->trans_scale) || (h->choice_buckets != 0 &&
	    (!is_scale(h->choice_scale) || !is_scale(h->choice_log))))
		return "bad scales";
	return NULL;
}

/* ---- sections ---- */

static size_t
padded(size_t n)
{
	return (n + MODEL_BUCKET - 1) / MODEL_BUCKET * MODEL_BUCKET;
}

static size_t
trans_numbers(const struct model *m)
{
	return (size_t)FEATURE_EDGE_CLASSES * m->automaton.states * CRF_ROW;
}

static void
words_unpack(struct model *m, const unsigned char *p)
{
	uint32_t i, at;

	for (m->word_slots = 64; m->word_slots < 2 * m->header.words;
	    m->word_slots *= 2)
		;
	m->word = mem_alloc(m->word_slots, sizeof *m->word);
	for (i = 0; i < m->header.words; i++, p += WORD_BYTES) {
		struct model_word w = { get32(p), { .word_class = p[4],
		    .cue = p[5] & 0x7F, .phrase = p[5] >> 7,
		    .hand = p[6] & 0x7F, .no_to = p[6] >> 7,
		    .closed = p[7] } };

		if (w.entry.cue >= FEATURE_CUE_LEVELS)
			w.entry.cue = FEATURE_CUE_LEVELS - 1;
		for (at = w.hash & (m->word_slots - 1);
		    m->word[at].hash != 0; at = (at + 1) & (m->word_slots - 1))
			;
		if (w.hash != 0)
			m->word[at] = w;
	}
}

static void
phrases_unpack(struct model *m, const unsigned char *p)
{
	uint32_t i, k;

	m->phrase = mem_alloc(m->header.phrases + 1, sizeof *m->phrase);
	for (i = 0; i < m->header.phrases; i++, p += PHRASE_BYTES) {
		for (k = 0; k < MODEL_PHRASE_WORDS; k++)
			m->phrase[i].word[k] = get32(p + 4 * k);
		m->phrase[i].hand = p[16] & 0x7F;
		m->phrase[i].no_to = p[17] != 0;
	}
}

static void
trans_unpack(struct model *m, const unsigned char *p)
{
	size_t i, n = trans_numbers(m);

	m->trans = mem_alloc(n, sizeof *m->trans);
	m->trans_exp = mem_alloc(n, sizeof *m->trans_exp);
	for (i = 0; i < n; i++, p += 2) {
		m->trans[i] = (float)(int16_t)get16(p) * m->header.trans_scale;
		m->trans_exp[i] = crf_exp(m->trans[i]);
	}
}

static bool
parse(struct model *m, struct slice bytes, bool checked, const char **why)
{
	const unsigned char *p = (const unsigned char *)bytes.p + MODEL_HEADER;
	const struct model_header *h = &m->header;
	size_t words, phrases, nodes, edges, trans, choices;

	memset(m, 0, sizeof *m);
	if ((*why = header_parse(&m->header, bytes, checked)) != NULL)
		return false;
	crf_automaton_init(&m->automaton, (enum crf_memory)h->memory);
	words = padded((size_t)h->words * WORD_BYTES);
	phrases = padded((size_t)h->phrases * PHRASE_BYTES);
	nodes = (size_t)h->node_buckets * MODEL_BUCKET;
	edges = (size_t)h->edge_rows * MODEL_BUCKET;
	trans = padded(trans_numbers(m) * 2);
	choices = (size_t)h->choice_buckets * MODEL_BUCKET;
	if (words + phrases + nodes + edges + trans + choices != h->sections) {
		*why = "bad section sizes";
		return false;
	}
	words_unpack(m, p);
	phrases_unpack(m, p += words);
	m->node = p += phrases;
	m->edge = p += nodes;
	trans_unpack(m, p += edges);
	m->choice = p + trans;
	m->to = feature_hash(SLICE("to"));
	return true;
}

bool
model_parse(struct model *m, struct slice bytes, const char **why)
{
	return parse(m, bytes, false, why);
}

/* All of FILE in memory; NULL on failure. */
static char *
file_read(const char *file, size_t *n, const char **why)
{
	FILE *fp = fopen(file, "rb");
	char *bytes = NULL;
	size_t cap = 0, got;

	*n = 0;
	*why = "cannot be read";
	if (fp == NULL)
		return NULL;
	do {
		bytes = mem_grow(bytes, &cap, *n + 65536, 1);
		got = fread(bytes + *n, 1, cap - *n, fp);
		*n += got;
	} while (got > 0);
	if (ferror(fp)) {
		free(bytes);
		bytes = NULL;
	}
	fclose(fp);
	return bytes;
}

bool
model_open(struct model *m, const char *file, const char **why)
{
	struct slice bytes = { model_builtin,
	    (size_t)(model_builtin_end - model_builtin) };
	char *owned = NULL;

	memset(m, 0, sizeof *m);
	if (file != NULL) {
		if ((owned = file_read(file, &bytes.n, why)) == NULL)
			return false;
		bytes.p = owned;
		errno = 0;
	}
	/* what is compiled in is as whole as the program; test_model looks */
	if (!parse(m, bytes, file == NULL, why)) {
		free(owned);
		return false;
	}
	m->owned = owned;
	return true;
}

void
model_close(struct model *m)
{
	free(m->word);
	free(m->phrase);
	free(m->trans);
	free(m->trans_exp);
	free(m->owned);
	memset(m, 0, sizeof *m);
}

/* ---- use ---- */

const struct feature_entry *
model_lookup(const void *model, uint32_t hash)
{
	const struct model *m = model;
	uint32_t at = hash & (m->word_slots - 1);

	for (; m->word[at].hash != 0; at = (at + 1) & (m->word_slots - 1))
		if (m->word[at].hash == hash)
			return &m->word[at].entry;
	return NULL;
}

/* Does the phrase stand at token I, and how many words has it? */
static size_t
phrase_at(const struct model *m, const struct model_phrase *p,
    const struct feature_word *w, size_t n, size_t i)
{
	size_t k;

	for (k = 0; k < MODEL_PHRASE_WORDS && p->word[k] != 0; k++)
		if (i + k >= n || w[i + k].word != p->word[k])
			return 0;
	if (p->no_to && i + k < n && w[i + k].word == m->to)
		return 0;
	return k;
}

void
model_mark_phrases(const struct model *m, struct feature_word *w, size_t n)
{
	size_t i, k, len;
	uint32_t p;

	for (i = 0; i < n; i++) {
		if (w[i].no_to && i + 1 < n && w[i + 1].word == m->to)
			w[i].hand = 0;
		if (!w[i].phrase)
			continue;
		for (p = 0; p < m->header.phrases; p++) {
			if (m->phrase[p].word[0] != w[i].word)
				continue;
			len = phrase_at(m, &m->phrase[p], w, n, i);
			for (k = 0; k < len; k++)
				if (w[i + k].hand == 0)
					w[i + k].hand = m->phrase[p].hand;
		}
	}
}

void
model_words(const struct model *m, const struct document *doc,
    struct feature_forms *forms, struct feature_word *word)
{
	feature_words(doc, model_lookup, m, forms, word);
	model_mark_phrases(m, word, doc->tokens);
	feature_places(word, doc->tokens);
}

/*
 * Which of a bucket's seven keys CHECK is, 0 ... 6; MODEL_NODE_WAYS when none.
 * Eight keys are compared at a time, or four on little-endian machines
 * without SSE2, and without branches, which would be guessed wrong often.
 */
#if defined(__SSE2__)
static inline size_t
way_of(const unsigned char *bucket, uint16_t check)
{
	__m128i keys = _mm_loadu_si128((const __m128i *)(const void *)bucket);
	__m128i same = _mm_cmpeq_epi16(keys, _mm_set1_epi16((short)check));

	/* the eighth is no key: it is always found, after all others */
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(same) |
	    1u << 2 * MODEL_NODE_WAYS) / 2;
}
#elif defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* A 16-bit lane has its top bit set exactly where the lane of X is zero. */
static inline uint64_t
zero_lanes(uint64_t x)
{
	const uint64_t low = UINT64_C(0x7FFF7FFF7FFF7FFF);

	return ~(((x & low) + low) | x | low);
}

static inline size_t
way_of(const unsigned char *bucket, uint16_t check)
{
	const uint64_t four = UINT64_C(0x0001000100010001) * check;
	uint64_t keys[2], first, last;

	memcpy(keys, bucket, sizeof keys);
	first = zero_lanes(keys[0] ^ four);
	last = zero_lanes(keys[1] ^ four) | UINT64_C(1) << 63;
	return first != 0 ? (size_t)__builtin_ctzll(first) / 16 :
	    4 + (size_t)__builtin_ctzll(last) / 16;
}
#else
static inline size_t
way_of(const unsigned char *bucket, uint16_t check)
{
	size_t k;

	for (k = 0; k < MODEL_NODE_WAYS; k++)
		if (get16(bucket + 2 * k) == check)
			break;
	return k;
}
#endif

/* Eight weights at a time; what the machine has no vectors for is looped. */
typedef signed char weights8 __attribute__((vector_size(8)));

static inline model_sums
weights_load(const unsigned char *p)
{
	weights8 w;

	memcpy(&w, p, sizeof w);
	return __builtin_convertvector(w, model_sums);
}

void
model_nodes_fetch(const struct model *m, const uint64_t *key, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		__builtin_prefetch(m->node + (size_t)MODEL_BUCKET *
		    model_place(key[i], m->header.node_buckets));
}

void
model_edges_fetch(const struct model *m, const uint64_t *key, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		__builtin_prefetch(m->edge + (size_t)MODEL_BUCKET *
		    model_place(key[i], m->header.edge_rows));
}

model_sums
model_nodes(const struct model *m, const uint64_t *key, size_t n)
{
	model_sums sum = { 0 };		/* the eighth is of no weights */
	const unsigned char *bucket;
	size_t i, k;

	for (i = 0; i < n; i++) {
		bucket = m->node + (size_t)MODEL_BUCKET *
		    model_place(key[i], m->header.node_buckets);
		k = way_of(bucket, model_check(key[i]));
		if (k == MODEL_NODE_WAYS)
			continue;
		/* one byte too many: stays in the bucket, never used */
		sum += weights_load(bucket + 2 * MODEL_NODE_WAYS +
		    CRF_LABELS * k);
	}
	return sum;
}

void
model_edges(const struct model *m, const uint64_t *key, size_t n,
    model_sums sum[CRF_ROW])
{
	const unsigned char *row;
	size_t i, l;

	for (i = 0; i < n; i++) {
		row = m->edge + (size_t)MODEL_BUCKET *
		    model_place(key[i], m->header.edge_rows);
		for (l = 0; l < CRF_ROW; l++)
			sum[l] += weights_load(row + CRF_ROW * l);
	}
}

void
model_scores(const model_sums *sum, size_t n, float scale, float *score)
{
	size_t i, l;

	for (i = 0; i < n; i++)
		for (l = 0; l < CRF_ROW; l++)
			score[i * CRF_ROW + l] = (float)sum[i][l] * scale;
}

void
model_node_scores(const struct model *m, const uint64_t *key, size_t n,
    float *score)
{
	model_sums sum;

	model_nodes_fetch(m, key, n);
	sum = model_nodes(m, key, n);
	model_scores(&sum, 1, m->header.node_scale, score);
}

void
model_edge_scores(const struct model *m, const uint64_t *key, size_t n,
    float *score)
{
	model_sums sum[CRF_ROW] = { { 0 } };

	model_edges(m, key, n, sum);
	model_scores(sum, CRF_ROW, m->header.edge_scale, score);
}

const float *
model_trans(const struct model *m, unsigned class)
{
	return m->trans + (size_t)class * m->automaton.states * CRF_ROW;
}

void
model_trans_set(const struct model *m, unsigned class, struct crf_lattice *c,
    size_t i)
{
	c->trans[i] = model_trans(m, class);
	c->trans_exp[i] = m->trans_exp + (c->trans[i] - m->trans);
}

/* Which of a bucket's sixteen keys CHECK is, the first; 16: none. */
static inline size_t
choice_way(const unsigned char *bucket, uint16_t check)
{
#ifdef __SSE2__
	const __m128i *cell = (const __m128i *)(const void *)bucket;
	const __m128i key = _mm_set1_epi32(0xFFFF);
	const __m128i this = _mm_set1_epi32(check);
	__m128i same[4];
	size_t k;

	for (k = 0; k < 4; k++)
		same[k] = _mm_cmpeq_epi32(this, _mm_and_si128(key,
		    _mm_loadu_si128(cell + k)));
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(
	    _mm_packs_epi16(_mm_packs_epi32(same[0], same[1]),
	    _mm_packs_epi32(same[2], same[3]))) | 1u << MODEL_CHOICE_WAYS);
#else
	size_t k;

	for (k = 0; k < MODEL_CHOICE_WAYS; k++)
		if (get16(bucket + 4 * k) == check)
			break;
	return k;
#endif
}

float
model_choice_score(const struct model *m, const uint64_t *key, size_t n)
{
	const uint32_t buckets = m->header.choice_buckets;
	const unsigned char *bucket;
	int32_t sum = 0;
	size_t i, k;

	for (i = 0; i < n; i++)
		__builtin_prefetch(m->choice + (size_t)MODEL_BUCKET *
		    model_place(key[i], buckets));
	for (i = 0; i < n; i++) {
		bucket = m->choice + (size_t)MODEL_BUCKET *
		    model_place(key[i], buckets);
		k = choice_way(bucket, model_check(key[i]));
		if (k < MODEL_CHOICE_WAYS)
			sum += (int16_t)get16(bucket + 4 * k + 2);
	}
	return (float)sum * m->header.choice_scale;
}
