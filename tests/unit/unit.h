/* unit.h - what every unit test needs: Check, slices, and a main() */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>
#include <stdlib.h>

#include "base/slice.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* S is the string EXPECTED; WHY names the case in the message. */
#define ck_slice(s, expected, why) do { \
	struct slice ck_s = (s), ck_e = slice_str(expected); \
	ck_assert_msg(slice_eq(ck_s, ck_e), "%s: '%.*s' where '%s' is right", \
	    (why), (int)ck_s.n, ck_s.n > 0 ? ck_s.p : "", ck_e.p); \
} while (0)

/* Run the tests of SUITE and return from main(). */
static inline int
unit_run(Suite *suite)
{
	SRunner *sr = srunner_create(suite);
	int failed;

	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
