/*
 * wide.h - look at sixteen bytes at a time
 *
 * Vectors as gcc and clang know them on every machine.  A comparison gives a
 * mask; masks are joined with "|", and wide_first() finds the first byte whose
 * highest bit is set: one that a comparison found, or, where the text itself
 * is joined to the mask, one that is not ASCII.
 */
#ifndef WIDE_H
#define WIDE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WIDE = 16 };

typedef unsigned char wide __attribute__((vector_size(16)));

/* The sixteen bytes at P, which need not be aligned. */
static inline wide
wide_load(const char *p)
{
	wide v;

	memcpy(&v, p, sizeof v);
	return v;
}

/* C sixteen times. */
static inline wide
wide_all(unsigned char c)
{
	return (wide){ c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c };
}

/* Bytes of V that are C. */
static inline wide
wide_equal(wide v, unsigned char c)
{
	return (wide)(v == wide_all(c));
}

/* Bytes of V that are less than C. */
static inline wide
wide_less(wide v, unsigned char c)
{
	return (wide)(v < wide_all(c));
}

/* The place of the first byte of MASK with its highest bit set; WIDE: none. */
static inline size_t
wide_first(wide mask)
{
	uint64_t half[2];

	memcpy(half, &mask, sizeof half);
	for (size_t i = 0; i < 2; i++) {
		uint64_t bits = half[i] & UINT64_C(0x8080808080808080);

		if (bits == 0)
			continue;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		bits = __builtin_bswap64(bits);
#endif
		return 8 * i + (size_t)__builtin_ctzll(bits) / 8;
	}
	return WIDE;
}

#endif
