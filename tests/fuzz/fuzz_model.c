/*
 * fuzz_model.c - a model file that somebody damaged
 *
 * The bytes are a small model file; with the first bit of the last byte set
 * the checksum is made right, so that the checks behind it are reached.  It
 * is refused, or every table can be asked for anything.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "news/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	uint64_t keys[] = { 0, 1, UINT64_MAX, UINT64_C(0x123456789abcdef0) };
	float score[CRF_ROW * CRF_ROW] = { 0 };
	struct model m = { 0 };
	struct buf bytes = { 0 };
	const char *why = NULL;

	buf_add(&bytes, (struct slice){ (const char *)data, n });
	if (model_parse(&m, buf_slice(&bytes), &why)) {
		for (uint32_t i = 0; i < 4096; i++)
			model_lookup(&m, i * 2654435761u);
		model_node_scores(&m, keys, 4, score);
		model_edge_scores(&m, keys, 4, score);
		model_choice_score(&m, keys, 4);
		for (unsigned c = 0; c < 36; c++)
			assert(model_trans(&m, c) != NULL);
		model_close(&m);
	} else {
		assert(why != NULL);
	}
	buf_free(&bytes);
	return 0;
}
