/*
 * fuzz_claim.c - any text as the content of a claim
 *
 * Probabilities stay within 0 and 1000 thousandths, quantities are
 * well-formed, and the same words get the same judgement twice.
 */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "news/claim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct claimer c;
	static bool ready;
	struct slice text = { (const char *)data, n };
	struct claim claim;
	unsigned checkable, worth, types;
	const char *missing;

	if (!ready) {
		assert(claim_open(&c, "en", &claimmodel_builtin, 3, &missing));
		ready = true;
	}
	claim_judge(&c, text, SLICE("indirect"), SLICE("say"), &claim);
	assert(claim.checkable <= 1000 && claim.worth <= 1000);
	assert(memchr(claim.quantity.p, '\n', claim.quantity.n) == NULL);
	checkable = claim.checkable;
	worth = claim.worth;
	types = claim.types;
	claim_judge(&c, text, SLICE("indirect"), SLICE("say"), &claim);
	assert(claim.checkable == checkable && claim.worth == worth &&
	    claim.types == types);
	return 0;
}
