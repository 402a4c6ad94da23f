#include "config.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/wide.h"
#include "news/dedupe_words.h"

#define HASH_START UINT64_C(14695981039346656037)
#define HASH_PRIME UINT64_C(0x9e3779b97f4a7c15)
#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

enum { WORD_BYTES = 64 };	/* of a word, before they are hashed away */

/* What a character does to the word being read. */
enum kind {
	GAP,			/* ends it */
	LETTER,
	DIGIT,
	JOINER,			/* apostrophe: vanishes inside a word */
	NOTHING,		/* soft hyphen, zero width: vanishes */
	ALONE,			/* a word by itself: Han, kana */
	OPENING, CLOSING,	/* brackets */
	MARK,			/* quotation mark */
};

/* A character: its kind, its folded code point, its length in bytes. */
struct character {
	enum kind kind;
	utf8proc_int32_t fold;
	size_t bytes;
};

static bool
is_han_or_kana(utf8proc_int32_t c)
{
	return (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) ||
	    (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3134f);
}

static enum kind
classify(utf8proc_int32_t c)
{
	if (c == 0x2018 || c == 0x2019 || c == 0x02bc)
		return JOINER;
	if (c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f) ||
	    (c >= 0x300c && c <= 0x300f))
		return MARK;
	if (c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 ||
	    c == 0xfeff)
		return NOTHING;
	if (is_han_or_kana(c))
		return ALONE;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
		return LETTER;
	case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return DIGIT;
	default:
		return GAP;
	}
}

static inline struct character
ascii(unsigned char c)
{
	struct character r = { GAP, c, 1 };

	if (c >= 'a' && c <= 'z')
		r.kind = LETTER;
	else if (c >= 'A' && c <= 'Z')
		r = (struct character){ LETTER, c + 32, 1 };
	else if (c >= '0' && c <= '9')
		r.kind = DIGIT;
	else if (c == '\'' || c == '`')
		r.kind = JOINER;
	else if (c == '"')
		r.kind = MARK;
	else if (c == '[')
		r.kind = OPENING;
	else if (c == ']')
		r.kind = CLOSING;
	return r;
}

/* The character at I of S; a byte that is not UTF-8 is a letter of its own. */
static struct character
character_at(struct slice s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];
	utf8proc_int32_t code;
	utf8proc_ssize_t n;

	if (c < 0x80)
		return ascii(c);
	if (c == 0xe2 && s.n - i > 2 && (unsigned char)s.p[i + 1] == 0x80 &&
	    (unsigned char)s.p[i + 2] >= 0x90) {	/* dashes, marks */
		code = 0x2000 + (s.p[i + 2] & 0x3f);
		if ((unsigned char)s.p[i + 2] < 0xa0)
			return (struct character){ classify(code), code, 3 };
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
	    (utf8proc_ssize_t)(s.n - i < 4 ? s.n - i : 4), &code);
	if (n <= 0)
		return (struct character){ LETTER, 0x110000 + c, 1 };
	return (struct character){ classify(code), utf8proc_tolower(code),
	    (size_t)n };
}

static bool
in_word(enum kind k)
{
	return k == LETTER || k == DIGIT;
}

static enum kind
kind_at(struct slice s, size_t i)
{
	return i < s.n ? character_at(s, i).kind : GAP;
}

/*
 * Whether the full stop or comma at I joins what stands around it: "U.S.",
 * "200,000", "3.5".  LETTERS is the length of the word so far, if it is one
 * letter, or single letters with stops between them.
 */
static bool
joins(struct slice s, size_t i, bool initials, bool digits)
{
	if (digits && kind_at(s, i + 1) == DIGIT)
		return true;
	return s.p[i] == '.' && initials && kind_at(s, i + 1) == LETTER &&
	    (i + 2 >= s.n || !in_word(kind_at(s, i + 2)));
}

/* Past a [bracketed insertion] that begins at I and is words of its own. */
static size_t
skip_insertion(struct slice s, size_t i)
{
	size_t end = i + 1;

	if (i > 0 && in_word(kind_at(s, i - 1)))
		return i;		/* wh[at] */
	while (end < s.n && s.p[end] != ']' && end - i < 200)
		end++;
	if (end >= s.n || s.p[end] != ']' || in_word(kind_at(s, end + 1)))
		return i;		/* unclosed, or [W]e */
	return end;
}

/* The word being read. */
struct word {
	size_t letters;		/* characters so far; 0: no word */
	bool digits;		/* the last one is a digit */
	bool initials;		/* single letters, as in U.S */
	size_t n;		/* bytes in text[] */
	uint64_t head;		/* hash of what no longer fits in there */
	char text[WORD_BYTES + 8];	/* folded */
};

static inline void
store(char *p, uint64_t v)
{
	p[0] = (char)v;
	p[1] = (char)(v >> 8);
	p[2] = (char)(v >> 16);
	p[3] = (char)(v >> 24);
	p[4] = (char)(v >> 32);
	p[5] = (char)(v >> 40);
	p[6] = (char)(v >> 48);
	p[7] = (char)(v >> 56);
}

/* The hash of the word, which has a character. */
static uint64_t
word_hash(const struct word *w)
{
	uint64_t h = w->head + w->n;
	size_t i = 0;

	for (; i + 8 < w->n; i += 8) {
		h = (h ^ hash_eight(w->text + i)) * HASH_PRIME;
		h ^= h >> 32;
	}
	if (i == w->n)
		return hash_mix(h);
	/* what lies beyond the word in the last piece is shifted out */
	return hash_mix(h ^ hash_eight(w->text + i) << 8 * (8 - (w->n - i)));
}

/* Make room for eight more bytes. */
static void
word_room(struct word *w)
{
	if (w->n > WORD_BYTES - 8) {
		w->head = word_hash(w);
		w->n = 0;
	}
}

static void
word_begin(struct word *w)
{
	w->letters = w->n = 0;
	w->head = 0;
	w->initials = true;
}

static void
word_add(struct word *w, struct character c)
{
	if (w->letters == 0)
		word_begin(w);
	else if (w->initials && w->letters % 2 == 1)
		w->initials = false;	/* two letters without a stop */
	word_room(w);
	if (c.fold < 0x80 || c.fold > 0x10ffff)	/* or a byte that is not UTF-8 */
		w->text[w->n++] = (char)c.fold;
	else
		w->n += (size_t)utf8proc_encode_char(c.fold,
		    (utf8proc_uint8_t *)w->text + w->n);
	w->letters++;
	w->digits = c.kind == DIGIT;
}

/* The high bit of each byte of V that is a letter of ASCII. */
static inline uint64_t
letters_in(uint64_t v)
{
	uint64_t low = (v | EACH_BYTE(0x20)) & EACH_BYTE(0x7f);
	uint64_t from_a = low + EACH_BYTE(0x80 - 'a');
	uint64_t after_z = low + EACH_BYTE(0x7f - 'z');

	return from_a & ~after_z & ~v & EACH_BYTE(0x80);
}

/* Letters of ASCII from I on, eight at a time, folded; where they end. */
static size_t
add_plain(struct word *w, struct slice s, size_t i)
{
	size_t from = i, n = 8;

	if (w->letters == 0)
		word_begin(w);
	while (n == 8 && i + 8 <= s.n) {
		uint64_t v = hash_eight(s.p + i);
		uint64_t other = ~letters_in(v) & EACH_BYTE(0x80);

		n = other == 0 ? 8 : (size_t)__builtin_ctzll(other) / 8;
		word_room(w);
		store(w->text + w->n, v | EACH_BYTE(0x20));
		w->n += n;
		i += n;
	}
	for (; n == 8 && i < s.n; i++) {	/* the end of the text */
		unsigned char c = (unsigned char)s.p[i] | 0x20;

		if (c < 'a' || c > 'z' || s.p[i] < 'A')
			break;
		word_room(w);
		w->text[w->n++] = (char)c;
	}
	if (i > from) {
		w->initials = w->initials && i == from + 1 &&
		    w->letters % 2 == 0;
		w->letters += i - from;
		w->digits = false;
	}
	return i;
}

/* Where the words go that are being read. */
struct sink {
	struct dedupe_words *out;
	const struct dedupe_weights *weights;
	bool context;		/* they are outside the marks */
	bool whole;		/* only all of them together are of interest */
};

/* A word that hashes to HASH. */
static inline void
put_hash(const struct sink *to, uint64_t hash, bool nested)
{
	struct dedupe_words *out = to->out;

	if (to->context) {
		out->context_hash = (out->context_hash ^ hash) * HASH_PRIME;
		if (to->weights != NULL)
			out->context_weight += (uint32_t)dedupe_token_weight(
			    dedupe_weights_token(to->weights, hash));
		return;
	}
	out->hash = (out->hash ^ hash) * HASH_PRIME;
	out->hash ^= out->hash >> 32;
	out->total++;
	if (to->weights != NULL && out->n < DEDUPE_WORDS_MAX) {
		uint32_t token = dedupe_weights_token(to->weights, hash);

		if (out->n == out->cap)
			out->token = mem_grow(out->token, &out->cap, out->n + 1,
			    sizeof(*out->token));
		out->token[out->n++] = nested ? token | DEDUPE_NESTED : token;
	}
}

/* A word and a blank; one that is too long by the hash of its beginning. */
static void
fold_word(struct buf *folded, const struct word *w)
{
	char head[8];

	if (w->head != 0) {
		store(head, w->head);
		buf_add(folded, (struct slice){ head, sizeof(head) });
	}
	buf_add(folded, (struct slice){ w->text, w->n });
	buf_putc(folded, ' ');
}

/* The word being read, if there is one; ends it. */
static void
put_word(const struct sink *to, struct word *w, bool nested)
{
	struct buf *spelling = to->out->spelling;

	if (w->letters == 0)
		return;
	if (spelling != NULL && w->head == 0) {
		buf_add(spelling, (struct slice){ w->text, w->n });
		buf_putc(spelling, '\n');
	}
	if (to->whole)
		fold_word(&to->out->folded, w);
	else
		put_hash(to, word_hash(w), nested);
	w->letters = 0;
}

static size_t
skip_blanks(struct slice s, size_t i)
{
	while (i < s.n && s.p[i] == ' ')
		i++;
	return i;
}

/* Whether what stands at I ends a word, whatever comes before it. */
static bool
is_gap(struct slice s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c == '.' || c == ',')
		return i + 1 == s.n || s.p[i + 1] == ' ';
	return c < 0x80 && ascii(c).kind == GAP;
}

/*
 * Bytes of the sixteen at P that are letters or digits, or the first blank
 * after one.
 */
static wide
plain_in(const char *p)
{
	wide v = wide_load(p), low = v | wide_all(0x20);

	return wide_less(low - wide_all('a'), 'z' - 'a' + 1) |
	    wide_less(v - wide_all('0'), '9' - '0' + 1) |
	    (wide_equal(v, ' ') & ~wide_equal(wide_load(p - 1), ' '));
}

/* Bytes of the apostrophe at I that stands inside a plain word; 0: none. */
static size_t
inner_apostrophe(struct slice s, size_t i)
{
	size_t n = s.p[i] == '\'' ? 1 : s.n - i > 3 && s.p[i] == '\xe2' &&
	    s.p[i + 1] == '\x80' && s.p[i + 2] == '\x99' ? 3 : 0;
	struct character next;

	if (n == 0 || i + n == s.n || (unsigned char)s.p[i + n] >= 0x80)
		return 0;
	next = ascii((unsigned char)s.p[i + n]);
	return in_word(next.kind) ? n : 0;
}

/*
 * Words of letters and digits of ASCII, as put_word() would have them, and
 * the gaps between them, sixteen bytes at a time.  Where they end: at a word
 * that has something else in it, but for one apostrophe.
 */
static size_t
fold_plain_words(struct buf *folded, struct slice s, size_t i)
{
	char *start, *to, *left_out;	/* apostrophe before this */
	size_t skipped = 0;		/* its bytes */

	buf_reserve(folded, s.n - i + 2 * WIDE);
	left_out = start = to = folded->p + folded->n;
	i = skip_blanks(s, i);
	while (i < s.n) {
		const char *p = s.p + i;
		char rest[WIDE + 1];
		wide v;
		size_t n;

		if (i == 0 || s.n - i < WIDE) {
			memset(rest, 0, sizeof(rest));
			memcpy(rest + 1, p, s.n - i < WIDE ? s.n - i : WIDE);
			rest[0] = i > 0 ? p[-1] : ' ';
			p = rest + 1;
		}
		v = wide_load(p) | wide_all(0x20);
		memcpy(to, &v, sizeof(v));
		n = wide_first(~plain_in(p));
		to += n;
		i += n;
		if (n == WIDE)
			continue;
		if (i < s.n && !is_gap(s, i)) {
			size_t bytes = inner_apostrophe(s, i);

			if (bytes == 0 || to == start || to[-1] == ' ' ||
			    (skipped > 0 && memchr(left_out, ' ',
			    (size_t)(to - left_out)) == NULL))
				break;
			left_out = to;
			skipped = bytes;
			i += bytes;
			continue;
		}
		if (to > start && to[-1] != ' ')
			*to++ = ' ';
		i = skip_blanks(s, i + (i < s.n));
	}
	if (i == s.n && to > start && to[-1] != ' ')
		*to++ = ' ';
	for (; to > start && to[-1] != ' '; to--)
		i--;
	if (to < left_out)
		i -= skipped;
	folded->n = (size_t)(to - folded->p);
	return i;
}

/*
 * Most of the text: words of up to seven letters of ASCII before a blank, as
 * add_plain() and word_hash() would have it.  Where they end.
 */
static size_t
put_plain_words(const struct sink *to, struct slice s, size_t i, bool nested)
{
	if (to->out->spelling != NULL)
		return i;
	if (to->whole)
		return fold_plain_words(&to->out->folded, s, i);
	while (i + 8 <= s.n) {
		uint64_t v = hash_eight(s.p + i);
		uint64_t other = ~letters_in(v) & EACH_BYTE(0x80);
		size_t n = other == 0 ? 8 : (size_t)__builtin_ctzll(other) / 8;

		if (n == 0 || n == 8 || s.p[i + n] != ' ')
			break;
		put_hash(to, hash_mix(n ^ (v | EACH_BYTE(0x20)) << 8 * (8 - n)),
		    nested);
		i += n + 1;
	}
	return i;
}

/*
 * Whether a single quotation mark stands at I: not an apostrophe.  It opens
 * before a letter and after none, closes after anything and before no letter.
 */
static bool
single_opens(struct slice s, size_t i, size_t bytes)
{
	return (i == 0 || !in_word(kind_at(s, i - 1))) &&
	    in_word(kind_at(s, i + bytes)) &&
	    (s.p[i] == '\'' || (unsigned char)s.p[i + bytes - 1] == 0x98);
}

static bool
single_closes(struct slice s, size_t i, size_t bytes)
{
	return !in_word(kind_at(s, i + bytes)) &&
	    (s.p[i] == '\'' || (unsigned char)s.p[i + bytes - 1] == 0x99);
}

/* The words of S after those already there. */
static void
add_words(const struct sink *to, struct slice s)
{
	struct word w;
	bool nested = false;
	size_t i = 0;

	if (to->whole && to->context)
		return;			/* nobody asks for these */

	w.letters = 0;
	while (i < s.n) {
		struct character c;
		size_t end;

		if (w.letters == 0)
			i = put_plain_words(to, s, i, nested);
		i = add_plain(&w, s, i);
		if (i < s.n && s.p[i] == ' ') {
			put_word(to, &w, nested);
			i++;
			continue;
		}
		if (i == s.n)
			break;
		c = character_at(s, i);
		switch (c.kind) {
		case LETTER: case DIGIT:
			word_add(&w, c);
			break;
		case ALONE:
			put_word(to, &w, nested);
			word_add(&w, c);
			put_word(to, &w, nested);
			break;
		case NOTHING: case CLOSING:
			break;
		case JOINER:
			if (w.letters > 0 && in_word(kind_at(s, i + c.bytes)))
				break;
			put_word(to, &w, nested);
			if (nested && single_closes(s, i, c.bytes))
				nested = false;
			else if (single_opens(s, i, c.bytes))
				nested = true;
			break;
		case MARK:
			put_word(to, &w, nested);
			nested = !nested;
			break;
		case OPENING:
			if ((end = skip_insertion(s, i)) == i)
				break;
			put_word(to, &w, nested);
			i = end;
			break;
		case GAP:
			if (w.letters > 0 && (s.p[i] == '.' || s.p[i] == ',') &&
			    joins(s, i, w.initials, w.digits)) {
				w.letters++;
				if (w.digits && s.p[i] == '.')	/* 3.5, not 35 */
					w.text[w.n++] = '.';
				break;
			}
			put_word(to, &w, nested);
			break;
		}
		i += c.bytes;
	}
	put_word(to, &w, nested);
}

/* The mark that closes what OPEN opened; 0 for a mark that never opens. */
static bool
closes(utf8proc_int32_t open, utf8proc_int32_t mark)
{
	switch (open) {
	case '"': return mark == '"' || mark == 0x201d;
	case 0x201c: return mark == 0x201d || mark == '"';
	case 0x201e: return mark == 0x201c || mark == 0x201d || mark == '"';
	case 0xab: return mark == 0xbb;
	case 0xbb: return mark == 0xab;
	case 0x300c: return mark == 0x300d;
	case 0x300e: return mark == 0x300f;
	default: return mark == open;
	}
}

/* Bytes of the sixteen at P that may begin a mark: QUOTE, or beyond ASCII. */
static wide
marks_in(const char *p, char quote)
{
	wide v = wide_load(p);

	return v | wide_equal(v, (unsigned char)quote);
}

/* From I on, the first byte that may begin a mark. */
static size_t
next_mark(struct slice s, size_t i, char quote)
{
	while (s.n - i >= 2 * WIDE) {
		wide low = marks_in(s.p + i, quote);
		wide high = marks_in(s.p + i + WIDE, quote);

		if (wide_first(low | high) < WIDE)
			break;
		i += 2 * WIDE;
	}
	while (i < s.n && s.p[i] != quote && (unsigned char)s.p[i] < 0xc2)
		i++;
	return i;
}

/* The words between double marks; an open one runs to the end. */
static void
add_double_marked(const struct sink *inside, const struct sink *outside,
    struct slice s)
{
	utf8proc_int32_t open = 0;
	size_t from = 0;

	for (size_t i = 0; i < s.n; ) {
		struct character c;

		if ((i = next_mark(s, i, '"')) == s.n)
			break;
		c = character_at(s, i);
		if (c.kind == MARK && open == 0) {
			add_words(outside, slice_sub(s, from, i));
			open = c.fold;
			from = i + c.bytes;
		} else if (c.kind == MARK && closes(open, c.fold)) {
			add_words(inside, slice_sub(s, from, i));
			open = 0;
			from = i + c.bytes;
		}
		i += c.bytes;
	}
	/* without a mark there is no outside */
	if (from > 0)
		add_words(open != 0 ? inside : outside,
		    slice_sub(s, from, s.n));
}

/* The words between single marks, ‘so’ or 'so'. */
static void
add_single_marked(const struct sink *inside, const struct sink *outside,
    struct slice s)
{
	size_t from = 0;
	bool open = false;

	for (size_t i = 0; i < s.n; ) {
		struct character c;

		if ((i = next_mark(s, i, '\'')) == s.n)
			break;
		c = character_at(s, i);
		if (c.kind == JOINER && (open ? single_closes(s, i, c.bytes) :
		    single_opens(s, i, c.bytes))) {
			add_words(open ? inside : outside,
			    slice_sub(s, from, i));
			open = !open;
			from = i + c.bytes;
		}
		i += c.bytes;
	}
	/* what was opened and not closed was an apostrophe: 'tis */
	if (from > 0)
		add_words(outside, slice_sub(s, from, s.n));
}

static void
clear(struct dedupe_words *out)
{
	out->n = out->total = 0;
	out->hash = out->context_hash = HASH_START;
	out->weight = out->context_weight = 0;
	out->marked = out->stock = false;
	buf_clear(&out->folded);
}

void
dedupe_words_fill(struct dedupe_words *out, struct slice s,
    enum dedupe_part part, const struct dedupe_weights *weights)
{
	bool whole = weights == NULL && out->spelling == NULL;
	const struct sink inside = { out, weights, false, whole };
	const struct sink outside = { out, weights, true, whole };

	clear(out);
	if (part == DEDUPE_MARKED) {
		add_double_marked(&inside, &outside, s);
		if (out->total + out->folded.n == 0) {
			clear(out);
			add_single_marked(&inside, &outside, s);
		}
		out->marked = out->total + out->folded.n > 0;
	}
	if (out->total + out->folded.n == 0) {
		clear(out);
		add_words(&inside, s);
	}
	if (whole) {
		out->total = out->folded.n;
		out->hash = hash_long(buf_slice(&out->folded));
	}
	if (out->total == 0)
		out->hash = hash_bytes(s);
	if (weights != NULL && out->n > 0)
		out->stock = dedupe_weights_dampen(weights, out->token,
		    out->n) == out->n;
	for (size_t i = 0; i < out->n; i++)
		out->weight += (uint32_t)dedupe_token_weight(out->token[i]);
}

void
dedupe_words_free(struct dedupe_words *w)
{
	free(w->token);
	buf_free(&w->folded);
	*w = (struct dedupe_words){ 0 };
}
