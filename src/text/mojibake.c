#include "config.h"

#include <utf8proc.h>

#include "text/codepage.h"
#include "text/mojibake.h"
#include "text/utf8.h"

/* A character set with its map. */
struct page {
	const struct codepage_map *map;
	enum codepage number;
};

/* Characters that stand for the bytes of one character. */
struct sequence {
	size_t end;		/* byte of the text after the last of them */
	int32_t c;		/* the character that was meant; U+FFFD when a
				   byte of it is lost */
	unsigned char lead;	/* byte that the first of them stands for */
	size_t bytes;		/* how many there are, 2 to 6 */
	int32_t last;		/* the last of them */
	bool common;		/* all but the first are marks that follow a
				   letter in good text: quotes, dashes, dots */
	bool blank;		/* one of them is a blank, of byte A0 */
	bool lost;		/* one of them is U+FFFD, of any byte */
};

/* How sure it is that a sequence is not meant as it stands. */
enum verdict { VERDICT_NO, VERDICT_WEAK, VERDICT_STRONG };

static bool
is_lower(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c > 0x7f &&
	    utf8proc_category(c) == UTF8PROC_CATEGORY_LL);
}

static bool
is_upper(int32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c > 0x7f &&
	    utf8proc_category(c) == UTF8PROC_CATEGORY_LU);
}

static bool
is_letter(int32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	category = utf8proc_category(c);
	return category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_LO;
}

static bool
is_in(int32_t c, const uint16_t *set, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (set[i] == c)
			return true;
	}
	return false;
}

/* Marks that are at home after a letter in text that is as it should be. */
static bool
is_common_mark(int32_t c)
{
	static const uint16_t marks[] = {
		' ', 0xa0, 0xa1, 0xa2, 0xa3, 0xa5, 0xa7, 0xa9, 0xab, 0xad,
		0xae, 0xb0, 0xb4, 0xb7, 0xbb, 0xbf, 0x2013, 0x2014, 0x2018,
		0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2022, 0x2026, 0x2039,
		0x203a, 0x20ac, 0x2122, 0xfffd,
	};

	return is_in(c, marks, sizeof(marks) / sizeof(*marks));
}

/* Of these, the ones that may well follow a capital at the end of a word. */
static bool
is_closing_mark(int32_t c)
{
	static const uint16_t marks[] = {
		0xa0, 0xae, 0xb4, 0xbb, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c,
		0x201d, 0x2026, 0x2122,
	};

	return is_in(c, marks, sizeof(marks) / sizeof(*marks));
}

/*
 * Windows-1252 after NFKD: fractions, accents and the trade mark sign have
 * come apart.  The byte of what stands at the start of S, its length in *LEN.
 */
static unsigned char
taken_apart(struct slice s, size_t *len)
{
	static const struct {
		const char *text;
		unsigned char byte;
	} forms[] = {
		{ "1\xe2\x81\x84" "4", 0xbc }, { "1\xe2\x81\x84" "2", 0xbd },
		{ "3\xe2\x81\x84" "4", 0xbe }, { "TM", 0x99 },
		{ " \xcc\x88", 0xa8 }, { " \xcc\x84", 0xaf },
		{ " \xcc\x81", 0xb4 }, { " \xcc\xa7", 0xb8 },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct slice t = slice_str(forms[i].text);

		if (slice_starts(s, t)) {
			*len = t.n;
			return forms[i].byte;
		}
	}
	return 0;
}

/* Leads after which a no-break space is often found as a plain one. */
static bool
loses_blank(unsigned char lead)
{
	return lead == 0xc2 || lead == 0xc3 || lead == 0xc5 || lead == 0xce ||
	    lead == 0xd0 || lead == 0xd9 || lead >= 0xe0;
}

/*
 * The byte in PAGE of the continuation at the start of S, of sequence Q; its
 * length in *LEN.  0: it is none.  A lost one counts as 0xbf.
 */
static unsigned char
continuation(const struct page *p, struct slice s, struct sequence *q,
    size_t *len)
{
	int32_t c = utf8_decode(s, len);
	unsigned char b = codepage_byte(p->map, p->number, c);

	if (b == 0 && p->number == CODEPAGE_1252 && c < 0x80)
		b = taken_apart(s, len);
	if (b == 0 && c == ' ' && loses_blank(q->lead)) {
		b = 0xa0;
		q->blank = true;
	}
	if (b == 0 && c == 0xfffd) {
		b = 0xbf;
		q->lost = true;
	}
	q->common = q->common && is_common_mark(c >= 0x80 && c < 0xa0 ?
	    codepage_1252((unsigned char)c) : c);
	q->last = c;
	return b >= 0x80 && b < 0xc0 ? b : 0;
}

/*
 * The other half of a surrogate pair (CESU-8): its bytes at AT of S, read as
 * PAGE; the value in *LOW.  Where it ends, 0 if there is none.
 */
static size_t
low_surrogate(const struct page *p, struct slice s, size_t at,
    struct sequence *q, int32_t *low)
{
	int32_t bits = 0;
	size_t len;

	for (int i = 0; i < 3; i++, at += len) {
		unsigned char b;

		if (at >= s.n)
			return 0;
		if (i == 0)
			b = codepage_byte(p->map, p->number, utf8_decode(slice_sub(s, at,
			    s.n), &len));
		else
			b = continuation(p, slice_sub(s, at, s.n), q, &len);
		if ((i == 0 && b != 0xed) || b == 0)
			return 0;
		bits = bits << 6 | (b & 0x3f);
	}
	*low = 0xd000 | (bits & 0xfff);
	return *low >= 0xdc00 && *low < 0xe000 ? at : 0;
}

/* The sequence of PAGE at byte AT of S; false if there is none. */
static bool
sequence_at(const struct page *p, struct slice s, size_t at, struct sequence *q)
{
	char bytes[UTF8_MAX];
	unsigned char b;
	size_t len, want;
	int32_t low = 0, c;

	c = utf8_decode(slice_sub(s, at, s.n), &len);
	*q = (struct sequence){ .common = true,
		.lead = codepage_byte(p->map, p->number, c) };
	if (q->lead < 0xc2 || q->lead > 0xf4)
		return false;
	want = q->lead < 0xe0 ? 2 : q->lead < 0xf0 ? 3 : 4;
	bytes[0] = (char)q->lead;
	at += len;
	for (size_t i = 1; i < want; i++, at += len) {
		if (at >= s.n || (b = continuation(p, slice_sub(s, at, s.n),
		    q, &len)) == 0)
			return false;
		bytes[i] = (char)b;
	}
	q->bytes = want;
	q->end = at;
	/* French "a" with a grave, as a word: one of two blanks is left */
	if ((p->number == CODEPAGE_1251 || p->number == CODEPAGE_1252) &&
	    q->lead == 0xc3 && q->last == ' ')
		q->end--;
	if (q->lost) {
		q->c = 0xfffd;
		return true;
	}
	if (q->lead == 0xed && ((unsigned char)bytes[1] & 0xf0) == 0xa0) {
		q->end = low_surrogate(p, s, at, q, &low);
		q->bytes = 6;
		q->c = 0x10000 + ((0xd000 | (bytes[1] & 0x3f) << 6 |
		    (bytes[2] & 0x3f)) - 0xd800) * 0x400 + (low - 0xdc00);
		return q->end > 0;
	}
	q->c = utf8_decode((struct slice){ bytes, want }, &len);
	return len == want && utf8proc_codepoint_valid(q->c) &&
	    utf8proc_category(q->c) != UTF8PROC_CATEGORY_CN;
}

/*
 * A mark whose last byte is lost, one that Windows-1252 leaves open: what is
 * left of it at AT.  A closing quotation mark when a blank, a stop or the end
 * follows, or a question mark or U+FFFD that took its place; inside a word, a
 * hyphen.
 */
static bool
lost_quote_at(struct slice s, size_t at, struct sequence *q)
{
	struct slice rest = slice_sub(s, at, s.n);
	int32_t mark = 0x201d;
	size_t n = 5;			/* a with circumflex, euro sign */

	if (!slice_starts(rest, SLICE("\xc3\xa2\xe2\x82\xac")))
		return false;
	if (slice_starts(slice_sub(rest, n, rest.n), SLICE("\xef\xbf\xbd")))
		n += 3;
	else if (rest.n > n && rest.p[n] == '?')
		n += 1;
	else if (rest.n > n && rest.p[n] >= 'a' && rest.p[n] <= 'z' &&
	    at > 0 && s.p[at - 1] >= 'a' && s.p[at - 1] <= 'z')
		mark = 0x2010;
	else if (rest.n > n && rest.p[n] != ' ' && rest.p[n] != '\n' &&
	    rest.p[n] != '.' && rest.p[n] != ',')
		return false;
	*q = (struct sequence){ .end = at + n, .c = mark, .lead = 0xe2,
		.bytes = 3, .last = 0x20ac };
	return true;
}

/*
 * A with tilde whose second half, a no-break space, became a blank or went:
 * French and Portuguese "a" with a grave.
 */
static bool
lost_grave_at(struct slice s, size_t at, struct sequence *q)
{
	struct slice rest = slice_sub(s, at, s.n);
	bool twice = slice_starts(rest, SLICE("\xc3\x83  "));
	size_t next = twice ? 4 : 3;

	if (!slice_starts(rest, SLICE("\xc3\x83 ")) || rest.n <= next ||
	    rest.p[next] < 'a' || rest.p[next] > 'z')
		return false;
	*q = (struct sequence){ .end = at + 2 + twice, .c = 0xe0, .lead = 0xc3,
		.bytes = 2, .last = ' ', .blank = true };
	rest = slice_sub(rest, next, rest.n);
	if (slice_starts(rest, SLICE("s ")) ||
	    slice_starts(rest, SLICE("quele")) ||
	    slice_starts(rest, SLICE("quela")) ||
	    slice_starts(rest, SLICE("quilo")))
		q->end = at + 3;	/* one word in Portuguese */
	return true;
}

/* A lone sequence of Windows-1252 between its neighbours (0: none). */
static enum verdict
judge_1252(const struct sequence *q, int32_t before, int32_t after)
{
	if (q->lost)
		return is_lower(before) && is_lower(after) ? VERDICT_STRONG :
		    VERDICT_WEAK;
	if (q->bytes == 6 || q->c == 0xfffd)
		return VERDICT_STRONG;
	if (q->blank && q->lead != 0xc2)
		return VERDICT_WEAK;
	if (q->bytes > 2) {
		/* quotes and dashes, stars and notes */
		if (q->lead == 0xe2 && (q->c < 0x2100 || (q->c >= 0x2600 &&
		    q->c < 0x27c0)))
			return VERDICT_STRONG;
		if (!q->common)
			return VERDICT_STRONG;
		if (q->lead == 0xe2 && q->c >= 0x2500 && q->c < 0x2600)
			return VERDICT_WEAK;	/* a frame; or a-circumflex */
		/* a letter of Vietnamese in the middle of a word */
		return q->c >= 0x1e00 && q->c < 0x1f00 && is_lower(before) &&
		    is_lower(after) ? VERDICT_STRONG : VERDICT_NO;
	}
	if (q->lead == 0xc2)
		return is_upper(before) && q->blank ? VERDICT_NO :
		    VERDICT_STRONG;
	if (q->lead == 0xc3) {
		/* no reading makes these, however deep: they would go on and on */
		if (q->c == 0xc3 && (after == q->last || after == 0x192 ||
		    after == 0x83))
			return VERDICT_NO;
		if (q->last == 0xa5)	/* Danish, or MacRoman's bullet */
			return VERDICT_WEAK;
		if (!is_closing_mark(q->last))
			return VERDICT_STRONG;
		if (q->last == 0xa0)
			return is_lower(after) || after == ' ' ?
			    VERDICT_STRONG : VERDICT_WEAK;
		if (q->last == 0x2019 || q->last == 0x201d)
			return is_letter(before) && is_letter(after) ?
			    VERDICT_STRONG : VERDICT_WEAK;
		return is_letter(before) || is_upper(after) ?
		    VERDICT_STRONG : VERDICT_WEAK;
	}
	if (q->lead == 0xd7 || q->lead == 0xdf)	/* multiplication; sharp s */
		return VERDICT_WEAK;
	if (!q->common)
		return (is_lower(before) || is_lower(after) || q->c == 0x336) ?
		    VERDICT_STRONG : VERDICT_WEAK;
	if ((q->lead == 0xc4 || q->lead == 0xc5) && is_lower(after) &&
	    !is_closing_mark(q->last))
		return VERDICT_STRONG;
	return is_lower(before) && is_lower(after) ? VERDICT_STRONG :
	    VERDICT_WEAK;
}

/* The same for the other sets. */
static enum verdict
judge_other(const struct page *p, const struct sequence *q, int32_t before,
    int32_t after)
{
	bool letters = is_letter(before) || is_letter(after);
	bool block = q->c >= 0x2000 && q->c < 0x2100;

	if (q->lost || q->blank)
		return VERDICT_WEAK;
	switch (p->number) {
	case CODEPAGE_1250:
	case CODEPAGE_8859_2:
	case CODEPAGE_1257:
		if (q->bytes > 2)
			return (q->lead == 0xe2 && block) || !q->common ?
			    VERDICT_STRONG : VERDICT_NO;
		if (q->lead == 0xc3)
			return is_lower(after) || (is_lower(before) &&
			    !q->common) ? VERDICT_STRONG : VERDICT_WEAK;
		if (q->common || is_letter(q->last))
			return VERDICT_WEAK;
		if (p->number == CODEPAGE_1257 && q->lead > 0xc5)
			return VERDICT_NO;
		return is_lower(before) || is_lower(after) ? VERDICT_STRONG :
		    VERDICT_WEAK;
	case CODEPAGE_MAC:
		if (q->bytes > 2)
			return block ? VERDICT_STRONG : VERDICT_WEAK;
		if (q->lead == 0xc3 || q->lead == 0xc5)
			return letters ? VERDICT_STRONG : VERDICT_NO;
		return letters && q->lead < 0xc6 ? VERDICT_WEAK : VERDICT_NO;
	case CODEPAGE_437:
		if (q->bytes > 2)
			return block || q->c >= 0x1e00 ? VERDICT_STRONG :
			    VERDICT_WEAK;
		if (q->last >= 0x2500 && q->last < 0x2600)	/* a frame */
			return q->c == 0xbf && !is_letter(before) &&
			    is_letter(after) ? VERDICT_STRONG : VERDICT_NO;
		return letters ? VERDICT_STRONG : VERDICT_NO;
	case CODEPAGE_1251:
		if (q->bytes > 2)
			return !q->common || block ? VERDICT_STRONG : VERDICT_NO;
		if (q->lead == 0xc3 && before < 0x80 && after < 0x80 && letters)
			return VERDICT_STRONG;
		return q->lead == 0xc2 && !is_letter(q->last) && before < 0x80 ?
		    VERDICT_STRONG : VERDICT_NO;
	default:
		return VERDICT_NO;
	}
}

enum { CHAIN_MAX = 64 };

/* Sequences of PAGE that follow one another from byte AT on; how many. */
static size_t
chain_at(const struct page *p, struct slice s, size_t at,
    struct sequence q[CHAIN_MAX])
{
	size_t n = 0;

	while (n < CHAIN_MAX && at < s.n && (unsigned char)s.p[at] >= 0x80 &&
	    sequence_at(p, s, at, &q[n]))
		at = q[n++].end;
	return n;
}

/*
 * Chinese comes in many characters.  One or two whose bytes all stand for
 * common marks are an accented letter with marks after it: the chain, of N
 * sequences, ends before them.  Its length.
 */
static size_t
trim_chain(const struct sequence *q, size_t n)
{
	size_t wide = 0;

	for (size_t i = 0; i < n; i++)
		wide += q[i].bytes == 3 && q[i].lead != 0xe2;
	for (size_t i = 0; i < n && wide < 3; i++) {
		if (q[i].bytes == 3 && q[i].lead != 0xe2 && q[i].common)
			return i > 0 ? i : 1;
	}
	return n;
}

/*
 * A chain is evidence by itself: nobody writes such letters in such an order.
 * Cyrillic has words that look like it, but not with these two letters.
 */
static enum verdict
judge_chain(const struct page *p, const struct sequence *q, size_t n)
{
	size_t odd = 0, telling = 0;

	for (size_t i = 0; i < n; i++) {
		odd += !q[i].common;
		telling += p->number != CODEPAGE_1251 || q[i].lead == 0xd0 ||
		    q[i].lead == 0xd1 || q[i].bytes > 2 ||
		    !is_letter(q[i].last);
		/* quotes and dashes are leads there, accents follow them */
		if (p->number == CODEPAGE_MAC && q[i].lead > 0xc5 &&
		    q[i].bytes == 2 && n < 4)
			return VERDICT_NO;
		if (p->number == CODEPAGE_437 && q[i].c < 0x100 && q[i].bytes == 2)
			return VERDICT_NO;
	}
	return telling > 0 && (n >= 3 || (n == 2 && odd > 0)) ?
	    VERDICT_STRONG : VERDICT_NO;
}

static int32_t
character_at(struct slice s, size_t at)
{
	size_t len;

	return at < s.n ? utf8_decode(slice_sub(s, at, s.n), &len) : 0;
}

/*
 * The pages in which the two characters at byte AT of S can begin a sequence, a
 * bit for each; nearly always none.
 */
static unsigned
pages_at(const struct codepage_map *map, struct slice s, size_t at)
{
	unsigned pages;
	size_t len;
	int32_t c = utf8_decode(slice_sub(s, at, s.n), &len);

	if (c < 0 || c >= CODEPAGE_LIMIT || (pages = map->lead[c]) == 0 ||
	    at + len >= s.n)
		return 0;
	c = utf8_decode(slice_sub(s, at + len, s.n), &len);
	if (c < 0x80)		/* a lost blank; fractions, marks taken apart */
		return c == ' ' || c == '1' || c == '3' || c == 'T' ? pages : 0;
	return c < CODEPAGE_LIMIT ? pages & map->goes_on[c] :
	    c == 0xfffd ? pages : 0;
}

/*
 * The sequences at byte AT of S, the best reading first that may be taken;
 * how many, and the verdict on them.
 */
static size_t
find_at(const struct codepage_map *map, struct slice s, size_t at,
    int32_t before, bool latin2, struct sequence q[CHAIN_MAX],
    enum verdict *verdict)
{
	struct page page = { map, CODEPAGE_1252 }, *p = &page;
	unsigned pages;
	size_t n;

	*verdict = VERDICT_NO;
	if ((pages = pages_at(map, s, at)) == 0 && s.p[at] != '\xc3')
		return 0;		/* nor one of the two below */
	if (lost_grave_at(s, at, q)) {
		*verdict = before < 0x80 && (is_lower(before) ||
		    before == '\'') ? VERDICT_STRONG : VERDICT_WEAK;
		return 1;
	}
	if (lost_quote_at(s, at, q)) {
		*verdict = VERDICT_STRONG;
		return 1;
	}
	for (; p->number < CODEPAGE_COUNT; p->number++) {
		/* bytes that Windows-1250 has, Latin-2 has not, are here */
		if ((pages >> p->number & 1) == 0 ||
		    (p->number == CODEPAGE_1250 && latin2))
			continue;
		if ((n = chain_at(p, s, at, q)) == 0)
			continue;
		n = trim_chain(q, n);
		*verdict = judge_chain(p, q, n);
		if (*verdict != VERDICT_NO)
			return n;
		*verdict = p->number == CODEPAGE_1252 ? judge_1252(q, before,
		    character_at(s, q[0].end)) : judge_other(
		    p, q, before, character_at(s, q[0].end));
		if (*verdict != VERDICT_NO)
			return 1;
	}
	*verdict = VERDICT_NO;
	return 0;
}

/* Whether S has C1 controls that Windows-1250 would not have left so. */
static bool
has_controls(struct slice s)
{
	static const char open_in_1250[] = "\x81\x83\x88\x90\x98";

	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == '\xc2' && (unsigned char)s.p[i + 1] < 0xa0 &&
		    strchr(open_in_1250, s.p[i + 1]) == NULL)
			return true;
	}
	return false;
}

static bool
is_candidate(struct slice s, size_t at)
{
	return (unsigned char)s.p[at] >= 0xc2;
}

/* Whether there is one strong case in S: then the weak ones count too. */
static bool
is_damaged(const struct codepage_map *map, struct slice s, bool latin2)
{
	struct sequence q[CHAIN_MAX];
	enum verdict verdict;
	int32_t before = 0;
	size_t len;

	for (size_t at = 0; at < s.n; at += len) {
		int32_t c = utf8_decode(slice_sub(s, at, s.n), &len);

		if (is_candidate(s, at)) {
			find_at(map, s, at, before, latin2, q, &verdict);
			if (verdict == VERDICT_STRONG)
				return true;
		}
		before = c;
	}
	return false;
}

size_t
mojibake_repair(const struct codepage_map *map, const struct traced *text,
    struct traced *out)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	struct sequence q[CHAIN_MAX];
	size_t at = 0, kept = 0, len, n, done = 0;
	int32_t before = 0;
	enum verdict verdict;
	char utf8[UTF8_MAX];
	bool latin2 = has_controls(s);

	if (!is_damaged(map, s, latin2))
		return 0;
	traced_clear(out, text->end);
	while (at < s.n) {
		n = is_candidate(s, at) ? find_at(map, s, at, before, latin2, q,
		    &verdict) : 0;
		for (size_t i = 0; i < n; i++) {
			traced_copy(out, &r, kept, at);
			traced_put(out, &r, at, (struct slice){ utf8,
			    utf8_encode(q[i].c, utf8) });
			at = kept = q[i].end;
			before = q[i].c;
		}
		done += n;
		if (n == 0) {
			before = utf8_decode(slice_sub(s, at, s.n), &len);
			at += len;
		}
	}
	traced_copy(out, &r, kept, s.n);
	return done;
}
