#include "config.h"

#include "text/charset.h"

enum {
	LONGEST = 4,		/* bytes of a character in any of the sets */
	UTF8_ROOM = 16,		/* bytes that one of them becomes */
};

/*
 * Decode the one character at the start of S: its length there, 0 if there is
 * none; its UTF-8 in OUT.
 */
static size_t
one(struct charset *cs, struct slice s, char out[UTF8_ROOM], size_t *out_n)
{
	for (size_t n = 1; n <= LONGEST && n <= s.n; n++) {
		char raw[LONGEST], *from = raw, *to = out;
		size_t left = n, room = UTF8_ROOM;

		memcpy(raw, s.p, n);
		iconv(cs->conv, NULL, NULL, NULL, NULL);
		if (iconv(cs->conv, &from, &left, &to, &room) != (size_t)-1 &&
		    left == 0 && room < UTF8_ROOM) {
			*out_n = UTF8_ROOM - room;
			return n;
		}
	}
	return 0;
}

/* Whether ASCII is ASCII in the set. */
static bool
keeps_ascii(struct charset *cs)
{
	char out[UTF8_ROOM];
	size_t n;

	for (char c = '\n'; c < 'z'; c++) {
		if ((c == '\n' || c >= ' ') && c != '\\' &&
		    (one(cs, (struct slice){ &c, 1 }, out, &n) != 1 ||
		    n != 1 || out[0] != c))
			return false;
	}
	return true;
}

const char *
charset_open(struct charset *cs, const char *name)
{
	cs->conv = iconv_open("UTF-8", name);
	cs->open = cs->conv != (iconv_t)-1;
	if (!cs->open)
		return "not a character set that iconv knows";
	if (!keeps_ascii(cs)) {
		charset_close(cs);
		return "not a set that has ASCII in it; convert the files "
		    "with iconv(1) first";
	}
	return NULL;
}

size_t
charset_decode(struct charset *cs, struct slice raw, size_t at,
    struct traced *out)
{
	char utf8[UTF8_ROOM];
	size_t n, k, bad = 0;

	traced_clear(out, at + raw.n);
	for (size_t i = 0; i < raw.n; i += n) {
		offsetmap_add(&out->map, out->text.n, at + i);
		if ((raw.p[i] & 0x80) == 0) {
			buf_putc(&out->text, raw.p[i]);
			n = 1;
			continue;
		}
		n = one(cs, slice_sub(raw, i, raw.n), utf8, &k);
		if (n > 0) {
			buf_add(&out->text, (struct slice){ utf8, k });
			continue;
		}
		buf_add(&out->text, SLICE("\xef\xbf\xbd"));
		bad++;
		n = 1;
	}
	return bad;
}

void
charset_close(struct charset *cs)
{
	if (cs->open)
		iconv_close(cs->conv);
	cs->open = false;
}
