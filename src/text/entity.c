#include "config.h"

#include "text/codepage.h"
#include "text/entity.h"
#include "text/utf8.h"

static const struct entity_name *
find_name(struct slice name)
{
	size_t lo = 0, hi = entity_count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct entity_name *e = &entity_names[mid];
		int c = (unsigned char)name.p[0] - (unsigned char)e->name[0];

		if (c == 0)
			c = slice_cmp(name, (struct slice){ e->name, e->n });
		if (c == 0)
			return e;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* The number after "&#", up to an optional semicolon; 0 when it is none. */
static int32_t
parse_number(struct slice s)
{
	int base = 10, d;
	int32_t c = 0;

	if (s.n > 0 && s.p[s.n - 1] == ';')
		s.n--;
	if (s.n > 0 && (s.p[0] == 'x' || s.p[0] == 'X')) {
		base = 16;
		s = slice_sub(s, 1, s.n);
	}
	for (size_t i = 0; i < s.n; i++) {
		if ((d = digit_of(s.p[i])) >= base)
			return 0;
		c = c * base + d;
		if (c > 0x10ffff)
			return 0xfffd;
	}
	if (c >= 0x80 && c < 0xa0)
		return codepage_1252((unsigned char)c);
	return c >= 0xd800 && c < 0xe000 ? 0xfffd : c;
}

size_t
entity_decode(struct slice s, char out[ENTITY_UTF8])
{
	const struct entity_name *e;
	int32_t c;
	size_t n;

	if (s.n < 3 || s.p[0] != '&')
		return 0;
	if (s.p[1] == '#') {
		c = parse_number(slice_sub(s, 2, s.n));
		return c > 0 ? utf8_encode(c, out) : 0;
	}
	if ((e = find_name(slice_sub(s, 1, s.n))) == NULL)
		return 0;
	n = utf8_encode(e->c[0], out);
	return e->c[1] != 0 ? n + utf8_encode(e->c[1], out + n) : n;
}
