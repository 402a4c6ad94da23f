/*
 * swar.h - look at eight bytes at a time
 *
 * The tests of "Bit Twiddling Hacks" (S. E. Anderson, public domain) for a
 * zero byte in a word.  A test gives a mask with the highest bit set in the
 * first byte that fits; in later bytes it may be set for nothing.  Masks of
 * several tests are or-ed, then swar_first() finds the byte.
 */
#ifndef SWAR_H
#define SWAR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SWAR_ONES UINT64_C(0x0101010101010101)
#define SWAR_HIGHS UINT64_C(0x8080808080808080)

/* The eight bytes at P, the first one in the lowest bits. */
static inline uint64_t
swar_load(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

/* Bytes of V that are C. */
static inline uint64_t
swar_equal(uint64_t v, unsigned char c)
{
	uint64_t x = v ^ (SWAR_ONES * c);

	return (x - SWAR_ONES) & ~x & SWAR_HIGHS;
}

/* Bytes of V that are less than C <= 128. */
static inline uint64_t
swar_less(uint64_t v, unsigned char c)
{
	return (v - SWAR_ONES * c) & ~v & SWAR_HIGHS;
}

/* Bytes of V that are not ASCII. */
static inline uint64_t
swar_high(uint64_t v)
{
	return v & SWAR_HIGHS;
}

/* Which byte, from 0, is the first one in a mask that is not zero. */
static inline size_t
swar_first(uint64_t mask)
{
	return (size_t)__builtin_ctzll(mask) / 8;
}

#endif
