#include "config.h"

#include <utf8proc.h>

#include "text/nfc.h"
#include "text/utf8.h"

/* Hangul vowels and trailing consonants join the syllable before them. */
static bool
is_jamo_tail(int32_t c)
{
	return (c >= 0x1161 && c <= 0x1175) || (c >= 0x11a8 && c <= 0x11c2);
}

/* Whether C can be a part of what stands before it (ccc > 0, or NFC_QC=M). */
static bool
attaches(int32_t c)
{
	const utf8proc_property_t *p;

	if (c < 0x300)
		return false;
	p = utf8proc_get_property(c);
	return p->combining_class != 0 || is_jamo_tail(c) ||
	    (p->comb_index != UINT16_MAX && p->comb_index >= 0x8000);
}

/* Whether C alone has a canonical decomposition. */
static bool
decomposes(int32_t c)
{
	const utf8proc_property_t *p = utf8proc_get_property(c);

	return p->decomp_seqindex != UINT16_MAX && p->decomp_type == 0;
}

bool
nfc_is_plain(int32_t c)
{
	return c < 0x300 || (!attaches(c) && !decomposes(c));
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

bool
nfc_compose(const struct traced *text, struct traced *out)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	struct buf fixed = { 0 };
	size_t at = 0, kept = 0, end, marks;
	bool changes, any = false;

	traced_clear(out, text->end);
	for (; at < s.n; at = end) {
		end = cluster_end(s, at, &changes, &marks);
		if (!changes)
			continue;
		buf_clear(&fixed);
		compose(slice_sub(s, at, end), &fixed);
		if (slice_eq(buf_slice(&fixed), slice_sub(s, at, end)))
			continue;
		traced_copy(out, &r, kept, at);
		traced_put(out, &r, at, buf_slice(&fixed));
		kept = end;
		any = true;
	}
	traced_copy(out, &r, kept, s.n);
	buf_free(&fixed);
	return any;
}
