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

#endif
