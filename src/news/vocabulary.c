#include "config.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "news/vocabulary.h"
#include "text/token.h"

enum word_list {
	LIST_ACRONYM, LIST_CLOSED, LIST_COUNTRY, LIST_DOC, LIST_GIVEN,
	LIST_HONORIFIC, LIST_NICKNAME, LIST_NOT_NAME, LIST_ORG,
	LIST_PLACE, LIST_ROLE, LIST_SURNAME_FIRST,
	LIST_COUNT
};

static const char *const list_kinds[LIST_COUNT] = {
	[LIST_ACRONYM] = "acronyms", [LIST_CLOSED] = "closed",
	[LIST_COUNTRY] = "countries", [LIST_DOC] = "doc-nouns",
	[LIST_GIVEN] = "given-names", [LIST_HONORIFIC] = "honorifics",
	[LIST_NICKNAME] = "nicknames",
	[LIST_NOT_NAME] = "not-names", [LIST_ORG] = "org-words",
	[LIST_PLACE] = "places", [LIST_ROLE] = "roles",
	[LIST_SURNAME_FIRST] = "surname-first",
};

/* The classes of lexicon/en/closed.txt. */
static const struct {
	struct slice name;
	uint32_t flag;
	uint16_t class;
} closed_classes[] = {
	{ SLICE("particle"), WORD_PARTICLE, 0 },
	{ SLICE("prep"), WORD_PREP, 0 },
	{ SLICE("aux"), WORD_AUX, 0 },
	{ SLICE("past"), WORD_PAST, 0 },
	{ SLICE("say"), WORD_SAY, 0 },
	{ SLICE("skip"), WORD_SKIP, 0 },
	{ SLICE("noverb"), WORD_NO_VERB, 0 },
	{ SLICE("det"), WORD_DET, 0 },
	{ SLICE("article"), WORD_ARTICLE, 0 },
	{ SLICE("premod"), WORD_PREMOD, 0 },
	{ SLICE("generic"), WORD_GENERIC, 0 },
	{ SLICE("genorg"), WORD_GENERIC_ORG, 0 },
	{ SLICE("month"), WORD_MONTH, 0 },
	{ SLICE("sides"), 0, WORD_SIDES },
	{ SLICE("crowd"), 0, WORD_CROWD },
	{ SLICE("regnal"), 0, WORD_REGNAL },
	{ SLICE("business"), 0, WORD_BUSINESS },
	{ SLICE("public"), 0, WORD_PUBLIC },
	{ SLICE("state"), 0, WORD_STATE },
	{ SLICE("adjunct"), 0, WORD_ADJUNCT },
	{ SLICE("day"), 0, WORD_DAY },
	{ SLICE("together"), 0, WORD_TOGETHER },
	{ SLICE("surname"), 0, WORD_SURNAME },
};

/* Dotted initials that are no person's. */
static const struct slice not_initials[] = {
	SLICE("U.S."), SLICE("U.K."), SLICE("U.N."), SLICE("E.U."),
	SLICE("U.S.A."), SLICE("D.C."), SLICE("U.A.E.")
};

static void
book_clear(struct vocabulary_book *book)
{
	free(book->slot);
	book->slot = mem_alloc(book->mask + 1, sizeof(*book->slot));
	book->n = 1;
	arena_reset(&book->mem);
}

void
vocabulary_book_init(struct vocabulary_book *book, const char *lang)
{
	*book = (struct vocabulary_book){ .mask = 4095 };
	book_clear(book);
	for (size_t i = 0; i < LIST_COUNT; i++)
		book->list[i] = lexicon_find(lang, list_kinds[i]);
}

void
vocabulary_book_free(struct vocabulary_book *book)
{
	free(book->entry);
	free(book->slot);
	arena_free(&book->mem);
	*book = (struct vocabulary_book){ 0 };
}

void
vocabulary_init(struct vocabulary *v, struct vocabulary_book *book,
    struct arena *mem)
{
	*v = (struct vocabulary){ .mem = mem, .mask = 1023, .n = 1,
	    .book = book };
	v->slot = mem_alloc(v->mask + 1, sizeof(*v->slot));
	v->word = mem_grow(NULL, &v->cap, 512, sizeof(*v->word));
	v->word[0] = (struct vocabulary_word){ .ready = true };
	if (book->n > VOCABULARY_BOOK)
		book_clear(book);
}

void
vocabulary_free(struct vocabulary *v)
{
	free(v->word);
	free(v->slot);
	*v = (struct vocabulary){ 0 };
}

/* The slot of TEXT, whose hash is HASH: its own, or a free one for it. */
static size_t
find_slot(const struct vocabulary *v, struct slice text, uint64_t hash)
{
	size_t i = hash & v->mask;

	while (v->slot[i] != 0 && !slice_eq(v->word[v->slot[i]].text, text))
		i = (i + 1) & v->mask;
	return i;
}

static void
grow_slots(struct vocabulary *v)
{
	free(v->slot);
	v->mask = 2 * v->mask + 1;
	v->slot = mem_alloc(v->mask + 1, sizeof(*v->slot));
	for (size_t w = 1; w < v->n; w++)
		v->slot[find_slot(v, v->word[w].text,
		    hash_bytes(v->word[w].text))] = (uint32_t)w;
}

uint32_t
vocabulary_find(const struct vocabulary *v, struct slice text)
{
	return v->slot[find_slot(v, text, hash_bytes(text))];
}

static uint32_t
intern(struct vocabulary *v, struct slice text, uint64_t hash)
{
	size_t at = find_slot(v, text, hash);

	if (v->slot[at] != 0)
		return v->slot[at];
	if (v->n > v->mask / 2) {
		grow_slots(v);
		at = find_slot(v, text, hash);
	}
	v->word = mem_grow(v->word, &v->cap, v->n + 1, sizeof(*v->word));
	v->word[v->n] = (struct vocabulary_word){
		.text = arena_copy(v->mem, text) };
	v->slot[at] = (uint32_t)v->n;
	return (uint32_t)v->n++;
}

uint32_t
vocabulary_intern(struct vocabulary *v, struct slice text)
{
	return intern(v, text, hash_bytes(text));
}

static void
add_lower(struct buf *b, struct slice text)
{
	for (size_t i = 0, len; i < text.n; i += len) {
		uint32_t c = token_char(text, i, &len);
		utf8proc_uint8_t out[4];
		utf8proc_ssize_t n;

		if (c < 0x80) {
			buf_putc(b, c >= 'A' && c <= 'Z' ? (char)(c + 32) :
			    (char)c);
			continue;
		}
		n = utf8proc_encode_char(
		    utf8proc_tolower((utf8proc_int32_t)c), out);
		buf_add(b, (struct slice){ (char *)out, n > 0 ? (size_t)n : 0 });
	}
}

static bool
is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

/* Capitals each with a period: "J.", "J.K.", but not "U.S.". */
static bool
is_initial(struct slice s)
{
	size_t i = 0, len;

	for (size_t k = 0; k < sizeof(not_initials) / sizeof(*not_initials);
	    k++) {
		if (slice_eq(s, not_initials[k]))
			return false;
	}
	while (i < s.n) {
		if (!is_upper(token_char(s, i, &len)))
			return false;
		i += len;
		if (i >= s.n || s.p[i++] != '.')
			return false;
	}
	return s.n > 0;
}

/* A capital after a short lower-case prefix: "al-Masri", "d’Estaing". */
static bool
has_name_prefix(struct slice s)
{
	size_t i = 0, len;
	uint32_t c;

	while (i < s.n && i < 4 && s.p[i] >= 'a' && s.p[i] <= 'z')
		i++;
	if (i == 0 || i > 3 || i >= s.n)
		return false;
	c = token_char(s, i, &len);
	if (c != '-' && !(i == 1 && (c == '\'' || c == 0x2019)))
		return false;
	/* "e-Business" and "re-Election" are no names */
	if (c == '-' && (i == 1 || slice_starts(s, SLICE("re")) ||
	    slice_starts(s, SLICE("pre")) || slice_starts(s, SLICE("pro")) ||
	    slice_starts(s, SLICE("non")) || slice_starts(s, SLICE("mid")) ||
	    slice_starts(s, SLICE("ex")) || slice_starts(s, SLICE("un"))))
		return false;
	i += len;
	return i < s.n && is_upper(token_char(s, i, &len));
}

static uint32_t
shape(struct slice s)
{
	size_t len, capitals = 0, other = 0;
	uint32_t c = token_char(s, 0, &len), flags = 0;

	if (token_is_letter(c) || token_is_digit(c))
		flags |= WORD_ALPHA;
	if (is_upper(c))
		flags |= WORD_CAPITAL;
	else if (has_name_prefix(s))
		flags |= WORD_CAPITAL;
	else if (token_is_letter(c))
		flags |= WORD_LOWER;
	for (size_t i = 0; i < s.n; i += len) {
		c = token_char(s, i, &len);
		if (is_upper(c))
			capitals++;
		else if (c != '.' && c != '&')
			other++;
	}
	if (capitals >= 2 && other == 0)
		flags |= WORD_UPPER;
	if (is_initial(s))
		flags |= WORD_INITIAL;
	return flags;
}

/* Endings that a verb after its subject has: -ed, -es, -s but not -ss. */
static bool
ends_as_verb(struct slice s)
{
	if (s.n < 3)
		return false;
	return slice_ends(s, SLICE("ed")) ||
	    (s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's');
}

static char
gender_of(struct slice value)
{
	char c = value.n > 0 ? value.p[0] : '-';

	return c == 'm' || c == 'f' ? c : '\0';
}

static void
ask_closed(const struct vocabulary_book *book, struct vocabulary_word *w,
    struct slice key)
{
	struct slice value;

	if (!lexicon_get(book->list[LIST_CLOSED], key, &value))
		return;
	while (value.n > 0) {
		const char *blank = memchr(value.p, ' ', value.n);
		size_t n = blank != NULL ? (size_t)(blank - value.p) : value.n;
		struct slice name = slice_sub(value, 0, n);

		for (size_t i = 0; i < sizeof(closed_classes) /
		    sizeof(*closed_classes); i++) {
			if (slice_eq(name, closed_classes[i].name)) {
				w->flags |= closed_classes[i].flag;
				w->classes |= closed_classes[i].class;
			}
		}
		value = slice_sub(value, n < value.n ? n + 1 : n, value.n);
	}
}

/* The country that PHRASE names, and how. */
static struct slice
country_of(const struct vocabulary_book *book, struct slice phrase,
    struct slice *kind)
{
	struct slice value;

	if (!lexicon_get(book->list[LIST_COUNTRY], phrase, &value)) {
		*kind = (struct slice){ 0 };
		return (struct slice){ 0 };
	}
	*kind = lexicon_field(value, 1);
	return lexicon_field(value, 0);
}

/* Lists whose keys are written as in the text. */
static void
ask_names(const struct vocabulary_book *book, struct vocabulary_word *w)
{
	struct slice s = w->text, value, kind;
	const char *hyphen = memchr(s.p, '-', s.n);

	if (lexicon_has(book->list[LIST_NOT_NAME], s))
		w->flags |= WORD_NOT_NAME;
	if (lexicon_get(book->list[LIST_GIVEN], s, &value) || (hyphen != NULL &&
	    lexicon_get(book->list[LIST_GIVEN],
	    slice_sub(s, 0, (size_t)(hyphen - s.p)), &value))) {
		w->flags |= WORD_GIVEN;
		w->gender = gender_of(value);
	}
	if (lexicon_has(book->list[LIST_SURNAME_FIRST], s))
		w->flags |= WORD_SURNAME_FIRST;
	if (lexicon_get(book->list[LIST_HONORIFIC], s, &value)) {
		w->flags |= WORD_HONORIFIC;
		w->title_gender = gender_of(value);
	}
	if (lexicon_has(book->list[LIST_PLACE], s))
		w->flags |= WORD_PLACE;
	if (country_of(book, s, &kind).n > 0) {
		if (slice_eq(kind, SLICE("people")))
			w->flags |= WORD_PEOPLE;
		else if (!slice_eq(kind, SLICE("seat")))
			w->flags |= WORD_COUNTRY;
		if (slice_eq(kind, SLICE("capital")))
			w->flags |= WORD_CAPITAL_CITY;
	}
}

/* Lists whose keys are in lower case. */
static void
ask_nouns(const struct vocabulary_book *book, struct vocabulary_word *w,
    struct slice lower)
{
	struct slice value;

	if (lexicon_has(book->list[LIST_ORG], lower))
		w->flags |= WORD_ORG;
	if (lexicon_has(book->list[LIST_DOC], lower))
		w->flags |= WORD_DOC;
	if (lexicon_get(book->list[LIST_ROLE], lower, &value)) {
		w->flags |= WORD_ROLE;
		if (slice_eq(lexicon_field(value, 1), SLICE("p")))
			w->flags |= WORD_ROLE_PLURAL;
		w->role_gender = gender_of(lexicon_field(value, 2));
		w->may_be = lexicon_field(value, 3);
	}
}

/* "masri" of "al-Masri" and "Al-Masri". */
static struct slice
without_article(struct slice s)
{
	static const struct slice articles[] = {
		SLICE("al-"), SLICE("el-"), SLICE("ul-"), SLICE("ad-"),
		SLICE("an-"), SLICE("ar-"), SLICE("as-"), SLICE("az-")
	};

	for (size_t i = 0; i < sizeof(articles) / sizeof(*articles); i++) {
		if (slice_starts(s, articles[i]) && s.n > articles[i].n)
			return slice_sub(s, articles[i].n, s.n);
	}
	return s;
}

/* What names with the lower-case word LOWER are compared by; in MEM or it. */
static struct slice
compare_key(struct slice lower, struct arena *mem)
{
	struct slice s = without_article(lower);
	utf8proc_uint8_t *plain = NULL;
	bool ascii = true;

	for (size_t i = 0; i < s.n; i++)
		ascii &= (unsigned char)s.p[i] < 0x80;
	if (!ascii) {
		utf8proc_ssize_t n = utf8proc_map(
		    (const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
		    &plain, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
		    UTF8PROC_STRIPMARK);

		if (n > 0)
			s = arena_copy(mem, (struct slice){ (char *)plain,
			    (size_t)n });
	}
	free(plain);
	return s;
}

/* Ask the lists about TEXT, which lives in the book. */
static void
ask(struct vocabulary_book *book, struct slice text,
    struct vocabulary_entry *e)
{
	struct vocabulary_word w = { .text = text, .flags = shape(text) };
	struct buf b = { 0 };
	struct slice value, kind;

	add_lower(&b, text);
	e->lower = slice_eq(buf_slice(&b), text) ? text :
	    arena_copy(&book->mem, buf_slice(&b));
	buf_free(&b);
	ask_names(book, &w);
	ask_nouns(book, &w, e->lower);
	ask_closed(book, &w, e->lower);
	if (w.flags & WORD_CAPITAL)
		ask_closed(book, &w, text);	/* months, days */
	if (w.flags & WORD_LOWER && ends_as_verb(text) &&
	    !(w.flags & WORD_NO_VERB))
		w.classes |= WORD_S_FORM;
	/* also with the capital of its sentence: "Observing that" */
	if (text.n > 4 && slice_ends(e->lower, SLICE("ing")))
		w.classes |= WORD_ING;
	if (w.flags & WORD_ROLE &&
	    lexicon_get(book->list[LIST_ROLE], e->lower, &value))
		e->role = lexicon_field(value, 0);
	value = country_of(book, text, &kind);
	if (!slice_eq(kind, SLICE("seat")))
		e->country = value;
	if (e->lower.p == text.p)
		e->key = compare_key(text, &book->mem);
	e->word = w;
}

static void
grow_book(struct vocabulary_book *book)
{
	free(book->slot);
	book->mask = 2 * book->mask + 1;
	book->slot = mem_alloc(book->mask + 1, sizeof(*book->slot));
	for (size_t k = 1; k < book->n; k++) {
		size_t i = book->entry[k].hash & book->mask;

		while (book->slot[i] != 0)
			i = (i + 1) & book->mask;
		book->slot[i] = (uint32_t)k;
	}
}

/* What the lists say of TEXT, whose hash is HASH. */
static const struct vocabulary_entry *
look_up(struct vocabulary_book *book, struct slice text, uint64_t hash)
{
	struct vocabulary_entry *e;
	size_t i;

	for (i = hash & book->mask; book->slot[i] != 0;
	    i = (i + 1) & book->mask) {
		e = &book->entry[book->slot[i]];
		if (e->hash == hash && slice_eq(e->text, text))
			return e;
	}
	book->slot[i] = (uint32_t)book->n;
	book->entry = mem_grow(book->entry, &book->cap, book->n + 1,
	    sizeof(*book->entry));
	e = &book->entry[book->n++];
	*e = (struct vocabulary_entry){ .hash = hash,
	    .text = arena_copy(&book->mem, text) };
	ask(book, e->text, e);
	if (book->n > book->mask / 2)
		grow_book(book);
	return e;
}

uint32_t
vocabulary_add(struct vocabulary *v, struct slice text)
{
	uint64_t hash = hash_bytes(text);
	uint32_t number = intern(v, text, hash), lower, role = 0, country = 0;
	struct vocabulary_word *w = &v->word[number];
	struct vocabulary_entry e;

	if (w->ready || text.n == 0)
		return number;
	e = *look_up(v->book, text, hash);
	e.word.text = w->text;
	e.word.seen_capital = w->seen_capital;
	e.word.seen_lower = w->seen_lower;
	/* interning may move v->word */
	if (e.role.n > 0)
		role = vocabulary_intern(v, e.role);
	if (e.country.n > 0)
		country = vocabulary_intern(v, e.country);
	e.word.role = role;
	e.word.country = country;
	e.word.ready = true;
	v->word[number] = e.word;
	lower = e.lower.p == e.text.p ? number : vocabulary_add(v, e.lower);
	v->word[number].lower = lower;
	v->word[number].key = lower != number ? v->word[lower].key :
	    slice_eq(e.key, e.text) ? number : vocabulary_intern(v, e.key);
	return number;
}

struct slice
vocabulary_country(const struct vocabulary *v, struct slice phrase,
    struct slice *kind)
{
	return country_of(v->book, phrase, kind);
}

struct slice
vocabulary_acronym(const struct vocabulary *v, struct slice phrase)
{
	char plain[16];
	size_t n = 0;
	struct slice value;

	for (size_t i = 0; i < phrase.n; i++) {
		if (phrase.p[i] == '.')
			continue;
		if (n == sizeof(plain))
			return (struct slice){ 0 };
		plain[n++] = phrase.p[i];
	}
	if (!lexicon_get(v->book->list[LIST_ACRONYM], (struct slice){ plain, n },
	    &value))
		return (struct slice){ 0 };
	return value;
}

/* Whether LIST, whose items stand between SEP, has ITEM. */
static bool
list_has(struct slice list, char sep, struct slice item)
{
	while (list.n > 0) {
		const char *end = memchr(list.p, sep, list.n);
		size_t n = end != NULL ? (size_t)(end - list.p) : list.n;

		if (slice_eq(slice_sub(list, 0, n), item))
			return true;
		list = slice_sub(list, n < list.n ? n + 1 : n, list.n);
	}
	return false;
}

bool
vocabulary_nickname(const struct vocabulary *v, uint32_t a, uint32_t b)
{
	struct slice value;

	return lexicon_get(v->book->list[LIST_NICKNAME], v->word[a].text, &value) &&
	    list_has(value, ' ', v->word[b].text);
}

bool
vocabulary_may_be(const struct vocabulary *v, uint32_t role, uint32_t noun)
{
	struct slice value;

	return lexicon_get(v->book->list[LIST_ROLE], v->word[role].text, &value) &&
	    list_has(lexicon_field(value, 3), ',', v->word[noun].text);
}
