/*
 * hash.h - 64-bit hash of bytes
 *
 * FNV-1a (Fowler, Noll, Vo) with the finaliser of MurmurHash3: short keys,
 * the same value on every machine, so it may be stored and printed.  It is
 * not keyed: a table whose keys come from an article must not degrade to a
 * list on collisions (cap its probes, or bound its size by the window).
 */
#ifndef HASH_H
#define HASH_H

#include <stdint.h>

#include "base/slice.h"

static inline uint64_t
hash_mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

static inline uint64_t
hash_bytes(struct slice s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return hash_mix(h);
}

/*
 * Eight bytes as a number, the first lowest, on any machine.  Written out:
 * compilers make one instruction of it, but not of a loop.
 */
static inline uint64_t
hash_eight(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 |
	    (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 |
	    (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

/* Another hash, of long keys: sixteen bytes at a time. */
static inline uint64_t
hash_long(struct slice s)
{
	const uint64_t prime = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t h = s.n, g = UINT64_C(14695981039346656037);
	size_t i = 0;

	for (; i + 16 <= s.n; i += 16) {	/* two do not wait for each other */
		h = (h ^ hash_eight(s.p + i)) * prime;
		h ^= h >> 32;
		g = (g ^ hash_eight(s.p + i + 8)) * prime;
		g ^= g >> 32;
	}
	h = hash_mix(h ^ hash_mix(g));
	for (; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * prime;
	return hash_mix(h);
}

#endif
