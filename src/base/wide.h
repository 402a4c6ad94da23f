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

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Bytes of V that are no ASCII text: below a blank, 0x7f and above. */
static inline wide
wide_odd(wide v)
{
	typedef signed char wide_signed __attribute__((vector_size(16)));
	wide_signed all = { '!', '!', '!', '!', '!', '!', '!', '!',
	    '!', '!', '!', '!', '!', '!', '!', '!' };

	return (wide)((wide_signed)(v + 1) < all);
}

/* A bit for every byte of MASK, the lowest for the first: its highest bit. */
static inline unsigned
wide_bits(wide mask)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)mask);
#else
	uint64_t half[2];
	unsigned bits[2];

	memcpy(half, &mask, sizeof half);
	for (size_t i = 0; i < 2; i++) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		half[i] = __builtin_bswap64(half[i]);
#endif
		/* bit 7 of byte K goes to bit 56 + K */
		half[i] = half[i] >> 7 & UINT64_C(0x0101010101010101);
		bits[i] = (unsigned)(half[i] *
		    UINT64_C(0x0102040810204080) >> 56);
	}
	return bits[0] | bits[1] << 8;
#endif
}

/* The place of the first byte of MASK with its highest bit set; WIDE: none. */
static inline size_t
wide_first(wide mask)
{
	return (size_t)__builtin_ctz(wide_bits(mask) | 1u << WIDE);
}

#endif
