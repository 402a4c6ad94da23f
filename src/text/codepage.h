/*
 * codepage.h - single-byte character sets that UTF-8 is mistaken for
 *
 * The upper halves (bytes 0x80 to 0xff).  A byte that the set leaves open
 * stands for the C1 control of the same number, as browsers read it.
 * Facts after the mapping tables of the Unicode Consortium.
 */
#ifndef CODEPAGE_H
#define CODEPAGE_H

#include <stdint.h>

/* In the order in which mojibake.h tries them. */
enum codepage {
	CODEPAGE_1252,		/* Western Windows; with C1, also Latin-1 */
	CODEPAGE_MAC,		/* Mac OS Roman */
	CODEPAGE_1250,		/* Central European Windows */
	CODEPAGE_8859_2,	/* Latin-2 */
	CODEPAGE_1251,		/* Cyrillic Windows */
	CODEPAGE_1257,		/* Baltic Windows */
	CODEPAGE_437,		/* DOS */
	CODEPAGE_COUNT
};

/* What Windows-1252 means by BYTE (0x80 or more). */
int32_t codepage_1252(unsigned char byte);

enum { CODEPAGE_LIMIT = 0x2600 };	/* characters above are in none, but
					   for two ligatures and an apple */

struct codepage_map {
	uint8_t byte[CODEPAGE_COUNT][CODEPAGE_LIMIT];	/* 0: not in the page */
	/* a bit for each page in which a character begins, goes on with UTF-8 */
	uint8_t lead[CODEPAGE_LIMIT], goes_on[CODEPAGE_LIMIT];
};

/* Fill the map, once. */
void codepage_fill(struct codepage_map *);

/*
 * The byte (0x80 or more) that stands for character C in PAGE, 0 if none.
 * C1 controls stand for themselves in every page.
 */
static inline uint8_t
codepage_byte(const struct codepage_map *map, enum codepage page, int32_t c)
{
	return c < 0 || c >= CODEPAGE_LIMIT ? 0 : map->byte[page][c];
}

#endif
