#include "config.h"

#include "text/ascii.h"
#include "text/utf16.h"
#include "text/utf8.h"

enum lines_order
utf16_find(const char *name)
{
	static const struct {
		const char *name;
		enum lines_order order;
	} names[] = {	/* without an order and a mark: as Windows writes it */
		{ "utf16", LINES_LITTLE }, { "utf16le", LINES_LITTLE },
		{ "utf16be", LINES_BIG }, { "ucs2", LINES_LITTLE },
		{ "ucs2le", LINES_LITTLE }, { "ucs2be", LINES_BIG },
	};
	char plain[16];
	size_t n = 0;

	for (; *name != '\0' && n + 1 < sizeof(plain); name++)
		if (*name != '-' && *name != '_')
			plain[n++] = ascii_is_upper(*name) ?
			    (char)(*name | 0x20) : *name;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (*name == '\0' && slice_eq((struct slice){ plain, n },
		    slice_str(names[i].name)))
			return names[i].order;
	return LINES_BYTES;
}

static int32_t
unit_at(struct slice s, size_t at, enum lines_order order)
{
	size_t high = at + (order == LINES_LITTLE);

	return (int32_t)((unsigned char)s.p[high] << 8 |
	    (unsigned char)s.p[at + (high == at)]);
}

static bool
is_high(int32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool
is_low(int32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

size_t
utf16_cut(struct slice s, size_t n, enum lines_order order, bool *blank)
{
	n -= n % 2;
	for (size_t at = n; at > n / 2; at -= 2) {
		if (unit_at(s, at, order) == ' ') {
			*blank = true;
			return at;
		}
	}
	*blank = false;
	return is_high(unit_at(s, n - 2, order)) ? n - 2 : n;
}

size_t
utf16_decode(struct slice raw, size_t at, enum lines_order order,
    struct traced *out)
{
	size_t bad = 0, n;
	int32_t c, low;
	char utf8[UTF8_MAX];

	traced_clear(out, at + raw.n);
	for (size_t i = 0; i < raw.n; i += n) {
		n = raw.n - i < 2 ? 1 : 2;
		c = n == 2 ? unit_at(raw, i, order) : 0xdc00;
		low = raw.n - i >= 4 ? unit_at(raw, i + 2, order) : 0;
		if (is_high(c) && is_low(low)) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			n = 4;
		} else if (is_high(c) || is_low(c)) {
			c = 0xfffd;
			bad++;
		}
		offsetmap_add(&out->map, out->text.n, at + i);
		buf_add(&out->text, (struct slice){ utf8,
		    utf8_encode(c, utf8) });
	}
	return bad;
}
