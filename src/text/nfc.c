#include "config.h"

#include <utf8proc.h>

#include "base/wide.h"
#include "text/nfc.h"
#include "text/utf8.h"

/* Hangul vowels and trailing consonants join the syllable before them. */
static bool
is_jamo_tail(int32_t c)
{
	return (c >= 0x1161 && c <= 0x1175) || (c >= 0x11a8 && c <= 0x11c2);
}

/* Blocks of many letters in which nothing changes or attaches. */
static bool
is_plain_letter(int32_t c)
{
	return (c >= 0x388 && c < 0x483) || (c >= 0x48a && c < 0x591) ||
	    (c >= 0x4e00 && c < 0xa000) || (c >= 0xac00 && c < 0xd7a4) ||
	    c == 0xfffd;
}

/* Whether C can be a part of what stands before it (ccc > 0, or NFC_QC=M). */
static bool
attaches(int32_t c)
{
	const utf8proc_property_t *p;

	if (c < 0x300 || is_plain_letter(c))
		return false;
	p = utf8proc_get_property(c);
	return p->combining_class != 0 || is_jamo_tail(c) ||
	    (p->comb_index != UINT16_MAX && p->comb_index >= 0x8000);
}

/*
 * Characters that form C does not have (NFC_QC=No of the Unicode Standard,
 * DerivedNormalizationProps.txt): singletons and what is never composed.
 */
static const struct {
	int32_t first, last;
} never[] = {
	{ 0x0340, 0x0341 }, { 0x0343, 0x0344 }, { 0x0374, 0x0374 },
	{ 0x037e, 0x037e }, { 0x0387, 0x0387 }, { 0x0958, 0x095f },
	{ 0x09dc, 0x09dd }, { 0x09df, 0x09df }, { 0x0a33, 0x0a33 },
	{ 0x0a36, 0x0a36 }, { 0x0a59, 0x0a5b }, { 0x0a5e, 0x0a5e },
	{ 0x0b5c, 0x0b5d }, { 0x0f43, 0x0f43 }, { 0x0f4d, 0x0f4d },
	{ 0x0f52, 0x0f52 }, { 0x0f57, 0x0f57 }, { 0x0f5c, 0x0f5c },
	{ 0x0f69, 0x0f69 }, { 0x0f73, 0x0f73 }, { 0x0f75, 0x0f76 },
	{ 0x0f78, 0x0f78 }, { 0x0f81, 0x0f81 }, { 0x0f93, 0x0f93 },
	{ 0x0f9d, 0x0f9d }, { 0x0fa2, 0x0fa2 }, { 0x0fa7, 0x0fa7 },
	{ 0x0fac, 0x0fac }, { 0x0fb9, 0x0fb9 }, { 0x1f71, 0x1f71 },
	{ 0x1f73, 0x1f73 }, { 0x1f75, 0x1f75 }, { 0x1f77, 0x1f77 },
	{ 0x1f79, 0x1f79 }, { 0x1f7b, 0x1f7b }, { 0x1f7d, 0x1f7d },
	{ 0x1fbb, 0x1fbb }, { 0x1fbe, 0x1fbe }, { 0x1fc9, 0x1fc9 },
	{ 0x1fcb, 0x1fcb }, { 0x1fd3, 0x1fd3 }, { 0x1fdb, 0x1fdb },
	{ 0x1fe3, 0x1fe3 }, { 0x1feb, 0x1feb }, { 0x1fee, 0x1fef },
	{ 0x1ff9, 0x1ff9 }, { 0x1ffb, 0x1ffb }, { 0x1ffd, 0x1ffd },
	{ 0x2000, 0x2001 }, { 0x2126, 0x2126 }, { 0x212a, 0x212b },
	{ 0x2329, 0x232a }, { 0x2adc, 0x2adc }, { 0xf900, 0xfa0d },
	{ 0xfa10, 0xfa10 }, { 0xfa12, 0xfa12 }, { 0xfa15, 0xfa1e },
	{ 0xfa20, 0xfa20 }, { 0xfa22, 0xfa22 }, { 0xfa25, 0xfa26 },
	{ 0xfa2a, 0xfa6d }, { 0xfa70, 0xfad9 }, { 0xfb1d, 0xfb1d },
	{ 0xfb1f, 0xfb1f }, { 0xfb2a, 0xfb36 }, { 0xfb38, 0xfb3c },
	{ 0xfb3e, 0xfb3e }, { 0xfb40, 0xfb41 }, { 0xfb43, 0xfb44 },
	{ 0xfb46, 0xfb4e }, { 0x1d15e, 0x1d164 }, { 0x1d1bb, 0x1d1c0 },
	{ 0x2f800, 0x2fa1d },
};

static bool
is_never_in_nfc(int32_t c)
{
	size_t lo = 0, hi = sizeof(never) / sizeof(*never);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (c < never[mid].first)
			hi = mid;
		else if (c > never[mid].last)
			lo = mid + 1;
		else
			return true;
	}
	return false;
}

bool
nfc_is_plain(int32_t c)
{
	return c < 0x300 || is_plain_letter(c) ||
	    (!attaches(c) && !is_never_in_nfc(c));
}

/*
 * Where the cluster that starts at AT ends; *CHANGES when normalising it may
 * change it, *MARKS how many characters attach to the first.
 */
static size_t
cluster_end(struct slice s, size_t at, bool *changes, size_t *marks)
{
	size_t n;
	int32_t c = utf8_decode(slice_sub(s, at, s.n), &n);

	*changes = !nfc_is_plain(c);
	*marks = 0;
	for (at += n; at < s.n; at += n) {
		if ((unsigned char)s.p[at] < 0xcc)
			break;
		c = utf8_decode(slice_sub(s, at, s.n), &n);
		if (!attaches(c))
			break;
		*changes = true;
		++*marks;
	}
	return at;
}

/* Normalise one cluster; its first NFC_MARKS + 1 characters at most. */
static void
compose(struct slice s, struct buf *out)
{
	utf8proc_int32_t c[(NFC_MARKS + 2) * 8];
	utf8proc_ssize_t n = 0, k;
	char utf8[UTF8_MAX];
	size_t len, at = 0;

	for (int i = 0; i <= NFC_MARKS && at < s.n; i++, at += len) {
		k = utf8proc_decompose_char(utf8_decode(slice_sub(s, at, s.n),
		    &len), c + n, (utf8proc_ssize_t)(sizeof(c) / sizeof(*c)) - n,
		    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, NULL);
		if (k < 0)
			break;
		n += k;
	}
	/* canonical order: a stable sort by combining class, few elements */
	for (utf8proc_ssize_t i = 1; i < n; i++) {
		utf8proc_int32_t x = c[i];
		int ccc = utf8proc_get_property(x)->combining_class;
		utf8proc_ssize_t j = i;

		if (ccc == 0)
			continue;
		while (j > 0 && utf8proc_get_property(c[j - 1])->combining_class
		    > ccc) {
			c[j] = c[j - 1];
			j--;
		}
		c[j] = x;
	}
	n = utf8proc_normalize_utf32(c, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		buf_add(out, (struct slice){ utf8, utf8_encode(c[i], utf8) });
}

/*
 * The first character of S from AT on that is not sure to stay as it is: the
 * one before U+0300 or above, to which that may attach.
 */
static size_t
next_cluster(struct slice s, size_t at)
{
	size_t from = at;

	for (; at + WIDE <= s.n; at += WIDE) {
		size_t k = wide_first(~wide_less(wide_load(s.p + at), 0xcc));

		if (k < WIDE) {
			at += k;
			break;
		}
	}
	while (at < s.n && (unsigned char)s.p[at] < 0xcc)
		at++;
	if (at == s.n || at == from)
		return at;
	for (at--; at > from && utf8_continues(s.p[at]); at--)
		;
	return at;
}

/*
 * Put what the cluster [AT, END) becomes.  U+0A5A becomes two characters, and
 * has but two bytes in UTF-16: then each is led back to where it begins.
 */
static void
put_cluster(struct traced *out, struct traced_reader *r, size_t at, size_t end,
    struct slice fixed)
{
	size_t source = traced_source(r->from, end) - traced_source(r->from, at);
	size_t len;

	if (fixed.n <= source) {
		traced_put(out, r, at, fixed);
		return;
	}
	for (size_t i = 0; i < fixed.n; i += len) {
		utf8_decode(slice_sub(fixed, i, fixed.n), &len);
		traced_put(out, r, at, slice_sub(fixed, i, i + len));
	}
}

bool
nfc_compose(const struct traced *text, struct traced *out)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	struct buf fixed = { 0 };
	size_t at = 0, kept = 0, end, marks;
	bool changes, any = false;

	traced_clear(out, text->end);
	for (; (at = next_cluster(s, at)) < s.n; at = end) {
		end = cluster_end(s, at, &changes, &marks);
		if (!changes)
			continue;
		buf_clear(&fixed);
		compose(slice_sub(s, at, end), &fixed);
		if (slice_eq(buf_slice(&fixed), slice_sub(s, at, end)))
			continue;
		traced_copy(out, &r, kept, at);
		put_cluster(out, &r, at, end, buf_slice(&fixed));
		kept = end;
		any = true;
	}
	traced_copy(out, &r, kept, s.n);
	buf_free(&fixed);
	return any;
}
