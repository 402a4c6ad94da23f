#include "config.h"

#include "text/utf8.h"

/* Bytes of the character that each lead byte begins; 0: begins none. */
static size_t
length_of(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2)
		return 0;
	if (lead < 0xe0)
		return 2;
	if (lead < 0xf0)
		return 3;
	return lead < 0xf5 ? 4 : 0;
}

int32_t
utf8_decode_any(struct slice s, size_t *len)
{
	static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = length_of(p[0]);
	int32_t c;

	*len = 1;
	if (n == 1)
		return p[0];
	if (n == 0 || n > s.n)
		return UTF8_BAD;
	c = p[0] & (0xff >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return UTF8_BAD;
	*len = n;
	return c;
}

int32_t
utf8_decode_last(struct slice s, size_t *len)
{
	size_t back = 1, n;
	int32_t c;

	while (back < UTF8_MAX && back < s.n && utf8_continues(s.p[s.n - back]))
		back++;
	c = utf8_decode(slice_sub(s, s.n - back, s.n), &n);
	if (n == back) {
		*len = n;
		return c;
	}
	*len = 1;
	return UTF8_BAD;
}

size_t
utf8_encode(int32_t c, char out[UTF8_MAX])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf8_span(struct slice s)
{
	size_t at = 0, n;

	while (at < s.n) {
		if (utf8_decode(slice_sub(s, at, s.n), &n) == UTF8_BAD)
			break;
		at += n;
	}
	return at;
}
