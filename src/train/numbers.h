/* numbers.h - numbers in the trainers' options, the same in every locale */
#ifndef NUMBERS_H
#define NUMBERS_H

#include "base/diag.h"

/* "12" or "0.015"; anything else is a usage error. */
static inline double
number_of(const char *text)
{
	double value = 0, unit = 1;
	const char *p = text;

	for (; *p >= '0' && *p <= '9'; p++)
		value = value * 10 + (*p - '0');
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++)
			value += (unit /= 10) * (*p - '0');
	if (p == text || *p != '\0')
		diag_usage("not a number: '%s'", text);
	return value;
}

#endif
