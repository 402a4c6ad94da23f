#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "news/mention.h"
#include "text/token.h"

enum {
	ROLE_REACH = 14,	/* words of an apposition that are looked at */
	TITLE_REACH = 8,	/* words of a lower-case title before a name */
	APPOSITION_REACH = 16,	/* words skipped between subject and verb */
	PIECE_MAX = 24,		/* words of one run of capitals */
};

/* A name ends where one of these begins: "London-based". */
static const struct slice compound_ends[] = {
	SLICE("-born"), SLICE("-based"), SLICE("-backed"), SLICE("-led"),
	SLICE("-style"), SLICE("-era"), SLICE("-like"), SLICE("-ranked"),
	SLICE("-run"), SLICE("-owned"), SLICE("-controlled"), SLICE("-held")
};

bool
view_possessive(const struct name_view *v, size_t i)
{
	const struct token *t = &v->doc->token[i];
	struct slice s = document_word(v->doc, i);

	if (i == 0 || t[-1].end != t->begin)
		return false;
	return (s.n >= 2 && s.p[s.n - 1] == 's' && t->kind == TOKEN_CLITIC) ||
	    t->role == ROLE_APOSTROPHE;
}

static bool
same_sentence(const struct name_view *v, size_t i, size_t j)
{
	return i < v->doc->tokens && j < v->doc->tokens &&
	    view_sentence(v, i) == view_sentence(v, j);
}

/* Whether token I stands one blank after the token before it. */
static bool
one_blank(const struct name_view *v, size_t i)
{
	return v->doc->token[i].begin == v->doc->token[i - 1].end + 1;
}

static bool
is_mark(const struct name_view *v, size_t i, char c)
{
	const struct token *t = &v->doc->token[i];

	return t->end == t->begin + 1 && v->doc->text.p[t->begin] == c;
}

static bool
is_sentence_start(const struct name_view *v, size_t i)
{
	uint32_t first = v->doc->sentence[view_sentence(v, i)].token;

	while (first < i && (v->doc->token[first].quote == QUOTE_CLOSE ||
	    !view_has(v, first, WORD_ALPHA)))
		first++;
	return first == i;
}

/* Whether a capital at token I may be there for the sentence's sake. */
static bool
may_be_plain(const struct name_view *v, size_t i)
{
	return is_sentence_start(v, i) || (i > 0 &&
	    (v->doc->token[i - 1].role == ROLE_OPEN ||
	    is_mark(v, i - 1, '(') || is_mark(v, i - 1, '[') ||
	    is_mark(v, i - 1, ':')));
}

static bool
in_title_line(const struct name_view *v, size_t i)
{
	return v->title_line[v->doc->sentence[view_sentence(v, i)].paragraph];
}

static bool
is_compound(const struct name_view *v, size_t i)
{
	struct slice s = document_word(v->doc, i);

	const char *hyphen = memchr(s.p, '-', s.n);

	/* "Lee-endorsed", not "Jong-un" */
	if (hyphen != NULL && slice_ends(s, SLICE("ed")) &&
	    s.p + s.n - hyphen > 5)
		return true;
	for (size_t k = 0; k < sizeof(compound_ends) / sizeof(*compound_ends);
	    k++) {
		if (slice_ends(s, compound_ends[k]))
			return true;
	}
	return false;
}

/*
 * Paragraphs set like headlines: three of four longer words capitalised, and
 * no period at the end unless there are many.
 */
static void
find_title_lines(struct name_view *v)
{
	const struct document *doc = v->doc;
	uint32_t *words = arena_zero(&v->doc->mem, doc->paragraphs + 1,
	    4 * sizeof(*words));

	for (size_t i = 0; i < doc->tokens; i++) {
		uint32_t *count = words + (size_t)4 *
		    doc->sentence[doc->token[i].sentence].paragraph;

		count[2]++;
		if (doc->token[i].end - doc->token[i].begin <= 3 ||
		    !view_has(v, i, WORD_ALPHA))
			continue;
		count[0]++;
		count[1] += view_has(v, i, WORD_CAPITAL);
	}
	for (size_t i = 0; i < doc->sentences; i++) {
		const struct document_sentence *s = &doc->sentence[i];

		/* 1: one sentence with a period; more: several */
		words[4 * (size_t)s->paragraph + 3] +=
		    !s->begins_paragraph ? 2 : s->token < s->token_end &&
		    is_mark(v, s->token_end - 1, '.');
	}
	for (size_t p = 0; p < doc->paragraphs; p++) {
		const uint32_t *count = words + 4 * p;

		v->title_line[p] = count[0] >= 4 && count[2] < 30 &&
		    (count[3] == 0 || (count[3] == 1 && count[0] >= 6 &&
		    count[1] == count[0])) &&
		    4 * count[1] >= 3 * count[0];
	}
}

/* Which words occur capitalised in mid-sentence, which in lower case. */
static void
note_use(struct name_view *v)
{
	for (size_t i = 0; i < v->doc->tokens; i++) {
		struct vocabulary_word *w = &v->vocab->word[v->word[i]];

		if (w->flags & WORD_LOWER)
			w->seen_lower = true;
		else if (w->flags & WORD_CAPITAL && !in_title_line(v, i) &&
		    !may_be_plain(v, i))
			w->seen_capital = true;
	}
}

static bool
seen_lower(const struct name_view *v, size_t i)
{
	return vocabulary_word(v->vocab, view_word(v, i)->lower)->seen_lower;
}

/* "He" and "An" are family names, too, when a name follows in mid-sentence. */
static bool
is_homonym(const struct name_view *v, size_t i)
{
	return view_has(v, i, WORD_NOT_NAME) &&
	    view_has(v, i, WORD_SURNAME_FIRST) && !in_title_line(v, i) &&
	    same_sentence(v, i, i + 1) && one_blank(v, i + 1) &&
	    (view_word(v, i + 1)->flags & (WORD_CAPITAL | WORD_NOT_NAME |
	    WORD_UPPER | WORD_INITIAL | WORD_COUNTRY | WORD_PEOPLE |
	    WORD_GIVEN)) == WORD_CAPITAL;
}

static bool
can_continue(const struct name_view *v, size_t i)
{
	uint32_t flags = view_word(v, i)->flags;

	return flags & WORD_CAPITAL &&
	    (!(flags & WORD_NOT_NAME) || flags & WORD_GIVEN) &&
	    !is_compound(v, i);
}

static bool
ends_in_question(const struct name_view *v, size_t i)
{
	uint32_t end = v->doc->sentence[view_sentence(v, i)].token_end;

	return end > 0 && is_mark(v, end - 1, '?');
}

/* Whether a name may begin at token I. */
static bool
can_begin(const struct name_view *v, size_t i)
{
	const struct vocabulary_word *w = view_word(v, i);
	size_t next = i + 1;
	bool lower = seen_lower(v, i), capital_next;

	if (is_homonym(v, i))
		return true;
	if (w->flags & WORD_NOT_NAME && w->flags & WORD_AUX &&
	    is_sentence_start(v, i) && ends_in_question(v, i))
		return false;		/* "Will Lee come?" */
	if (!can_continue(v, i) || (may_be_plain(v, i) && !w->seen_capital &&
	    w->text.n > 5 && slice_ends(w->text, SLICE("ing")) &&
	    !(w->flags & WORD_GIVEN)))
		return false;
	if (may_be_plain(v, i) && !w->seen_capital && !(w->flags &
	    (WORD_COUNTRY | WORD_PEOPLE | WORD_GIVEN | WORD_HONORIFIC |
	    WORD_ROLE | WORD_UPPER))) {
		bool more = same_sentence(v, i, next);

		capital_next = more && can_continue(v, next) &&
		    one_blank(v, next);
		if ((lower || !capital_next) && !(!lower && more &&
		    (view_has(v, next, WORD_AUX) || view_possessive(v, next))))
			return false;
	}
	return !in_title_line(v, i) || w->seen_capital || (w->flags &
	    (WORD_GIVEN | WORD_COUNTRY | WORD_HONORIFIC)) != 0;
}

/* A family name that is a common word: "George Best said". */
static bool
is_common_surname(const struct name_view *v, size_t j)
{
	return view_has(v, j, WORD_CAPITAL) && view_has(v, j - 1, WORD_GIVEN) &&
	    !in_title_line(v, j) && !is_homonym(v, j - 1) &&
	    !view_has(v, j, WORD_MONTH | WORD_DET | WORD_PREP | WORD_AUX |
	    WORD_ROLE_PLURAL) && view_has(v, j, WORD_NOT_NAME) &&
	    !slice_ends(document_word(v->doc, j), SLICE("day")) &&
	    (!same_sentence(v, j, j + 1) || view_has(v, j + 1, WORD_SAY |
	    WORD_AUX) || view_is(v, j + 1, SLICE(",")) ||
	    view_possessive(v, j + 1));
}

/* Whether the capitalised token J goes on the run that began before it. */
static bool
continues_run(const struct name_view *v, size_t j)
{
	if (is_common_surname(v, j))
		return true;
	return can_continue(v, j) && (!in_title_line(v, j) ||
	    view_word(v, j)->seen_capital ||
	    view_has(v, j, WORD_GIVEN | WORD_ROLE));
}

/* "the Science and Technology Directorate": one name with "and" at token J. */
static bool
is_double_name(const struct name_view *v, size_t from, size_t j)
{
	size_t k = j + 1;

	if (j != from + 1 || from == 0 || !view_is(v, from - 1, SLICE("the")) ||
	    view_has(v, from, WORD_GIVEN | WORD_COUNTRY | WORD_PEOPLE |
	    WORD_ORG | WORD_UPPER | WORD_ROLE))
		return false;
	while (same_sentence(v, j, k) && can_continue(v, k) && k < j + 4) {
		if (k > j + 1 && view_has(v, k, WORD_ORG))
			return true;
		k++;
	}
	return false;
}

/*
 * Particles and small words that a name may hold before its next capital;
 * the token of that capital, or J if none.
 */
static size_t
bridge(const struct name_view *v, size_t from, size_t j, bool of, bool org)
{
	size_t k = j + 1;
	bool is_of = view_is(v, j, SLICE("of"));

	if (!same_sentence(v, j, k) || !one_blank(v, k))
		return j;
	if (view_has(v, j, WORD_PARTICLE)) {
		if (view_has(v, k, WORD_CAPITAL))
			return k;
		if (view_has(v, k, WORD_PARTICLE) &&
		    same_sentence(v, k, k + 1) &&
		    view_has(v, k + 1, WORD_CAPITAL))
			return k + 1;
	}
	if (is_of || view_is(v, j, SLICE("for")) || view_is(v, j, SLICE("on"))) {
		bool office = view_has(v, j - 1, WORD_ORG | WORD_ROLE) ||
		    (is_of && view_has(v, j - 1, WORD_PLACE));

		if (!office && !(is_of && org))
			return j;
		if (view_is(v, k, SLICE("the")) && same_sentence(v, k, k + 1))
			k++;
		return can_continue(v, k) && (is_of || org) ? k : j;
	}
	if (is_mark(v, j, '&') && view_has(v, k, WORD_CAPITAL))
		return k;
	if (view_is(v, j, SLICE("and")) && is_double_name(v, from, j))
		return k;
	if (view_is(v, j, SLICE("and")) && of && org && j > from + 1 &&
	    view_has(v, k, WORD_CAPITAL) && !view_has(v, k, WORD_GIVEN |
	    WORD_HONORIFIC | WORD_COUNTRY | WORD_NOT_NAME))
		return k;
	return j;
}

/* The end of the run of capitals that begins at token I. */
static size_t
run_end(const struct name_view *v, size_t i)
{
	bool org = view_has(v, i, WORD_ORG), of = false;
	size_t j = i + 1;

	while (same_sentence(v, i, j) && j - i < PIECE_MAX) {
		bool glued = v->doc->token[j].begin ==
		    v->doc->token[j - 1].end;
		size_t k;

		if (glued ? !view_has(v, j, WORD_CAPITAL) : !one_blank(v, j))
			break;
		if (continues_run(v, j)) {
			org |= view_has(v, j, WORD_ORG);
			j++;
			continue;
		}
		k = bridge(v, i, j, of, org);
		if (k == j)
			break;
		of |= view_has(v, j, WORD_PREP);
		j = k;
	}
	while (j > i + 1 && !view_has(v, j - 1, WORD_CAPITAL))
		j--;
	return j;
}

/*
 * "Al-Masri" at the start of a sentence is the "al-Masri" of the others: its
 * number, or that of WORD.
 */
static uint32_t
usual_form(const struct name_view *v, uint32_t word)
{
	struct slice s = vocabulary_word(v->vocab, word)->text;
	char lower[64];
	uint32_t usual;

	if (s.n < 4 || s.n > sizeof(lower) || s.p[2] != '-' ||
	    (s.p[0] != 'A' && s.p[0] != 'E'))
		return word;
	memcpy(lower, s.p, s.n);
	lower[0] = (char)(lower[0] + 32);
	usual = vocabulary_find(v->vocab, (struct slice){ lower, s.n });
	return usual != 0 ? usual : word;
}

/* Append a mention of the N words WORDS. */
static struct mention *
add_words(struct name_view *v, size_t begin, size_t end, const uint32_t *words,
    size_t n, enum mention_type type, size_t title)
{
	uint32_t *copy = arena_alloc(&v->doc->mem, n * sizeof(*copy));
	struct mention *m;

	for (size_t i = 0; i < n; i++)
		copy[i] = usual_form(v, words[i]);
	v->mention = mem_grow(v->mention, &v->cap, v->mentions + 1,
	    sizeof(*v->mention));
	m = &v->mention[v->mentions++];
	*m = (struct mention){ .begin = (uint32_t)begin,
	    .end = (uint32_t)end, .title = (uint32_t)title, .word = copy,
	    .words = (uint32_t)n, .entity = ENTITY_NONE, .type = type };
	return m;
}

static struct mention *
add(struct name_view *v, size_t begin, size_t end, enum mention_type type,
    size_t title)
{
	return add_words(v, begin, end, v->word + begin, end - begin, type,
	    title);
}

static bool
any(const struct name_view *v, size_t i, size_t j, uint32_t flags)
{
	for (; i < j; i++) {
		if (view_has(v, i, flags))
			return true;
	}
	return false;
}

static struct slice
phrase(const struct name_view *v, size_t i, size_t j)
{
	return document_slice(v->doc, (struct range){
	    v->doc->token[i].begin, v->doc->token[j - 1].end });
}

/* The country or people that the tokens name; empty if none. */
static struct slice
country_of(const struct name_view *v, size_t i, size_t j, struct slice *kind)
{
	return vocabulary_country(v->vocab, phrase(v, i, j), kind);
}

/*
 * Where a lower-case title before token I begins ("the city's former coach"
 * before a name gives "city"); I if there is none.
 */
static size_t
title_before(const struct name_view *v, size_t i)
{
	size_t k = i;

	if (i == 0 || !same_sentence(v, i, i - 1) ||
	    !view_has(v, i - 1, WORD_ROLE) ||
	    view_has(v, i - 1, WORD_ROLE_PLURAL) ||
	    !view_has(v, i - 1, WORD_LOWER))
		return i;
	for (k = i - 1; k > 0 && i - k < TITLE_REACH; k--) {
		size_t b = k - 1;

		if (!same_sentence(v, i, b) || v->doc->token[b].role ==
		    ROLE_OPEN || v->doc->token[b].role == ROLE_CLOSE)
			break;
		if (!view_has(v, b, WORD_ALPHA) && !view_possessive(v, b))
			break;
		if (view_has(v, b, WORD_PREP) && !(view_is(v, b,
		    SLICE("of")) && b > 0 && view_has(v, b - 1,
		    WORD_ROLE | WORD_ORG)))
			break;
		if (view_is(v, b, SLICE("how")) || view_is(v, b, SLICE("why")))
			break;
		if (view_has(v, b, WORD_AUX | WORD_DET | WORD_SAY) ||
		    view_is(v, b, SLICE("and")) || view_is(v, b, SLICE("but")))
			break;
	}
	return k;
}

/* Words such as "vice" and demonyms before the title that begins at K. */
static size_t
extend_title(const struct name_view *v, size_t k)
{
	for (size_t n = 0; n < 4 && k > 0 && same_sentence(v, k, k - 1) &&
	    one_blank(v, k); n++) {
		if (!view_has(v, k - 1, WORD_PREMOD | WORD_PEOPLE) &&
		    view_word(v, k - 1)->country == 0)
			break;
		k--;
	}
	return k;
}

/*
 * The last word of [I, J) that is a title with words after it; J if none.
 * A role noun after a given name is a surname ("Ann Bishop").
 */
static size_t
last_title(const struct name_view *v, size_t i, size_t j)
{
	size_t found = j;

	for (size_t q = i; q + 1 < j; q++) {
		bool surname = (q > i && view_has(v, q - 1, WORD_GIVEN) &&
		    !view_has(v, q - 1, WORD_COUNTRY | WORD_ROLE)) ||
		    (q == i && view_has(v, q, WORD_GIVEN));

		if (view_has(v, q, WORD_HONORIFIC) ||
		    (view_has(v, q, WORD_ROLE) && !surname))
			found = q;
	}
	return found;
}

/*
 * "Secretary of State Ann Lee": the name after the office whose "of" stands
 * at OF begins at the first given name, or after one word; J if none.
 */
static size_t
name_after_office(const struct name_view *v, size_t of, size_t j)
{
	for (size_t q = of + 2; q + 1 < j; q++) {
		if (view_has(v, q, WORD_GIVEN))
			return q;
	}
	if (j - of >= 4 && !any(v, of + 2, j, WORD_ORG))
		return of + 2;
	return j;
}

/* Split a title off [I, J); false if there is none. */
static bool
split_title(struct name_view *v, size_t i, size_t j)
{
	size_t k = last_title(v, i, j), name = k + 1;

	if (k == j)
		return false;
	if (view_is(v, name, SLICE("of")) || view_is(v, name, SLICE("for")) ||
	    view_is(v, name, SLICE("on"))) {
		name = name_after_office(v, name, j);
		if (name == j) {
			add(v, i, j, MENTION_ROLE, i);
			return true;
		}
	}
	if (any(v, name, j, WORD_ORG) && !any(v, i, k + 1, WORD_HONORIFIC) &&
	    !view_has(v, name, WORD_GIVEN))
		add(v, i, j, MENTION_ORG, i);
	else
		add(v, name, j, MENTION_PERSON, extend_title(v, i));
	return true;
}

/* "ambassador to Britain Liu Wei": a place, then a name. */
static bool
split_place(struct name_view *v, size_t i, size_t j)
{
	for (size_t q = i + 2; q > i; q--) {
		struct slice kind;
		size_t title = i;

		if (j < q + 2 || country_of(v, i, q, &kind).n == 0 ||
		    !view_has(v, q, WORD_GIVEN | WORD_SURNAME_FIRST) ||
		    any(v, i, j, WORD_ORG))
			continue;
		if (!slice_eq(kind, SLICE("people")))
			add(v, i, q, MENTION_COUNTRY, i);
		if (i > 1 && view_has(v, i - 1, WORD_PREP) &&
		    view_has(v, i - 2, WORD_ROLE))
			title = title_before(v, i - 1);
		add(v, q, j, MENTION_PERSON, title);
		return true;
	}
	return false;
}

/* "Ann Lee, 24," or "Ann Lee, the city's mayor," after token J. */
static bool
has_apposition(const struct name_view *v, size_t j)
{
	if (!same_sentence(v, j - 1, j) || !is_mark(v, j, ',') ||
	    !same_sentence(v, j, j + 1))
		return false;
	if (v->doc->token[j + 1].kind == TOKEN_NUMBER && v->doc->token[j + 1].end -
	    v->doc->token[j + 1].begin <= 2)
		return true;
	return mention_role_after(v, j + 1) > j + 1;
}

static bool
has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	}
	return false;
}

/* A given name, then family names: no organisation's word among them. */
static bool
is_given_and_family(const struct name_view *v, size_t i, size_t j)
{
	if (j - i < 2 || !view_has(v, i, WORD_GIVEN))
		return false;
	if (!any(v, i + 1, j, WORD_ORG))
		return true;
	return j - i == 2 && !view_has(v, i, WORD_COUNTRY | WORD_PLACE) &&
	    view_word(v, i + 1)->classes & WORD_SURNAME;
}

/* What the name [I, J), which has no title in it, is. */
static enum mention_type
classify(const struct name_view *v, size_t i, size_t j)
{
	size_t n = j - i, last = j - 1;
	bool said = same_sentence(v, last, j) && view_has(v, j, WORD_SAY);

	if (n >= 2 && view_has(v, last, WORD_PLACE) &&
	    !(view_has(v, i, WORD_GIVEN) && said))
		return MENTION_ORG;
	if (is_given_and_family(v, i, j))
		return MENTION_PERSON;
	if (any(v, i, j, WORD_ORG) || (n == 1 && view_has(v, i, WORD_UPPER)))
		return MENTION_ORG;
	if ((n == 2 || n == 3) && view_has(v, i, WORD_SURNAME_FIRST) &&
	    !view_has(v, last, WORD_UPPER | WORD_ROLE))
		return MENTION_PERSON;
	if (n >= 2 && any(v, i, last, WORD_INITIAL))
		return MENTION_PERSON;
	if (n == 1 && view_has(v, i, WORD_MONTH))
		return MENTION_ROLE;	/* no name at all */
	if (has_apposition(v, j))
		return MENTION_PERSON;
	if (n == 1 && view_has(v, i, WORD_GIVEN))
		return MENTION_GIVEN;
	if (view_has(v, last, WORD_PLACE) || has_digit(phrase(v, i, j)))
		return n > 1 || !view_has(v, i, WORD_SURNAME_FIRST) ?
		    MENTION_ORG : MENTION_UNKNOWN;
	return MENTION_UNKNOWN;
}

/*
 * "Browns DL Ann Lee": what stands before the given name is no part of it;
 * the first token of the name, or I.
 */
static size_t
name_in_run(const struct name_view *v, size_t i, size_t j)
{
	bool office = i > 1 && view_is(v, i - 1, SLICE("of")) &&
	    view_has(v, i - 2, WORD_ROLE);

	if (office && view_is(v, i, SLICE("state")) && j - i == 2)
		return i + 1;		/* "secretary of State Lee" */
	for (size_t q = i + 1; q + 1 < j; q++) {
		if (!view_has(v, q, WORD_GIVEN))
			continue;
		if (office)
			return q;
		if (any(v, i, q, WORD_GIVEN | WORD_SURNAME_FIRST |
		    WORD_PARTICLE | WORD_INITIAL) || any(v, q, j, WORD_ORG |
		    WORD_PLACE) || !any(v, i, q, WORD_UPPER | WORD_ORG |
		    WORD_PEOPLE | WORD_COUNTRY))
			return i;
		return q;
	}
	return i;
}

/* Cut the run [I, J) of capitals into mentions. */
static void
add_run(struct name_view *v, size_t i, size_t j)
{
	struct slice kind = { 0 };
	size_t title;

	if (split_title(v, i, j))
		return;
	if (view_has(v, j - 1, WORD_ROLE | WORD_HONORIFIC) &&
	    !view_has(v, i, WORD_GIVEN)) {
		add(v, i, j, MENTION_ROLE, i);
		return;
	}
	if (country_of(v, i, j, &kind).n > 0) {
		add(v, i, j, slice_eq(kind, SLICE("people")) ?
		    MENTION_PEOPLE : slice_eq(kind, SLICE("seat")) ?
		    MENTION_ORG : MENTION_COUNTRY, i);
		return;
	}
	if (split_place(v, i, j))
		return;
	title = name_in_run(v, i, j);
	if (title > i) {
		add(v, title, j, MENTION_PERSON, i);
		return;
	}
	title = any(v, i, j, WORD_ORG) ? i : title_before(v, i);
	add(v, i, j, title < i ? MENTION_PERSON : classify(v, i, j), title);
}

/*
 * A name with something in brackets or quotation marks inside: "Coach (Ann)
 * Lee", "Ann 'Annie' Lee".  Returns the end of it, or J if it is no such.
 */
static size_t
add_interrupted(struct name_view *v, size_t i, size_t j)
{
	const struct token *t = v->doc->token;
	uint32_t words[PIECE_MAX + 1];
	size_t close = j + 1, n = 0;
	bool titled = view_has(v, j - 1, WORD_HONORIFIC | WORD_ROLE) &&
	    !view_has(v, j - 1, WORD_GIVEN);
	bool bracket;

	if (j - i > 4 || !same_sentence(v, i, j + 3) || !one_blank(v, j))
		return j;
	bracket = is_mark(v, j, '(');
	if (!bracket && t[j].role != ROLE_OPEN)
		return j;
	while (close < j + 4 && same_sentence(v, i, close + 1) &&
	    view_has(v, close, WORD_CAPITAL))
		close++;
	if (close == j + 1 || !(bracket ? is_mark(v, close, ')') :
	    t[close].role == ROLE_CLOSE) || !same_sentence(v, i, close + 1) ||
	    !one_blank(v, close + 1) || !can_continue(v, close + 1))
		return j;
	if (!titled && !view_has(v, i, WORD_GIVEN | WORD_SURNAME_FIRST))
		return j;
	if (titled)
		words[n++] = v->word[j + 1];
	else
		for (size_t k = i; k < j; k++)
			words[n++] = v->word[k];
	words[n++] = v->word[close + 1];
	add_words(v, titled ? j + 1 : i, close + 2, words, n, MENTION_PERSON,
	    i);
	return close + 2;
}

/* Whether the tokens from K on are a verb whose subject stands before. */
static bool
is_verb_phrase(const struct name_view *v, size_t end, size_t k)
{
	const struct vocabulary_word *w;
	size_t from = k;

	while (same_sentence(v, end - 1, k) && view_has(v, k, WORD_SKIP))
		k++;
	if (!same_sentence(v, end - 1, k))
		return false;
	w = view_word(v, k);
	return (w->flags & (WORD_AUX | WORD_PAST | WORD_SAY)) ||
	    w->classes & WORD_S_FORM || (k > from && view_has(v, k - 1,
	    WORD_AUX));
}

/* What the neighbours of the mention M tell. */
static void
look_around(const struct name_view *v, struct mention *m)
{
	size_t n = v->doc->tokens, k = m->end;
	bool prep = false, inverted = false;

	/* "the Lee campaign" brings Lee to mind no more than a quotation */
	m->quoted = v->doc->token[m->begin].quote != QUOTE_OUTSIDE ||
	    (m->words == 1 && m->begin > 0 && m->title == m->begin &&
	    view_is(v, m->begin - 1, SLICE("the")) && k < n &&
	    view_has(v, k, WORD_LOWER) && !view_has(v, k, WORD_AUX |
	    WORD_PREP));
	m->possessive = k < n && view_possessive(v, k);
	if (m->title > 0 && same_sentence(v, m->title - 1, m->begin)) {
		prep = view_has(v, m->title - 1, WORD_PREP);
		inverted = view_has(v, m->title - 1, WORD_SAY);
	}
	if (same_sentence(v, m->begin, k) && is_mark(v, k, ',')) {
		size_t limit = k + APPOSITION_REACH;

		for (size_t q = k + 1; q < limit &&
		    same_sentence(v, m->begin, q); q++) {
			if (is_mark(v, q, ',')) {
				k = q + 1;
				break;
			}
		}
	}
	m->subject = !m->possessive &&
	    ((!prep && is_verb_phrase(v, m->end, k)) || inverted);
}

/* After "the" an unknown name is no person's. */
static void
type_after_article(const struct name_view *v, struct mention *m)
{
	if (m->type == MENTION_UNKNOWN && m->begin > 0 &&
	    same_sentence(v, m->begin, m->begin - 1) &&
	    (view_is(v, m->begin - 1, SLICE("the")) ||
	    view_is(v, m->begin - 1, SLICE("this")) ||
	    view_is(v, m->begin - 1, SLICE("a")) ||
	    view_is(v, m->begin - 1, SLICE("an")) ||
	    view_is(v, m->begin - 1, SLICE("these")) ||
	    view_is(v, m->begin - 1, SLICE("those"))))
		m->type = MENTION_ORG;
}

/* Mark the tokens that end the head of a source. */
static void
mark_source_ends(const struct name_view *v, const struct attribution *a,
    bool *ends)
{
	size_t i, j;

	if (a->source.begin >= a->source.end)
		return;
	i = document_token_at(v->doc, a->source.begin);
	for (j = i; j < v->doc->tokens &&
	    v->doc->token[j].begin < a->source.end; j++) {
		if (is_mark(v, j, ',') || is_mark(v, j, '(') ||
		    view_is(v, j, SLICE("who")) || view_is(v, j, SLICE("of")) ||
		    view_is(v, j, SLICE("for")) ||
		    view_is(v, j, SLICE("in")) || view_is(v, j, SLICE("from")))
			break;
	}
	ends[j] = true;
}

/* Unknown names that end a source or stand beside "said" are persons. */
static void
type_by_speech(struct name_view *v, const bool *ends)
{
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];
		bool said;

		if (m->type != MENTION_UNKNOWN || m->words < 2 || m->words > 3 ||
		    any(v, m->begin, m->end, WORD_ORG | WORD_ROLE |
		    WORD_COUNTRY | WORD_PEOPLE | WORD_UPPER))
			continue;
		said = (m->begin > 0 && view_has(v, m->begin - 1, WORD_SAY)) ||
		    (m->end < v->doc->tokens && view_has(v, m->end, WORD_SAY));
		if (said || ends[m->end])
			m->type = MENTION_PERSON;
	}
}

/* Bits of use[word]: how words are used in names of this window. */
enum {
	USE_ALONE = 1,		/* a name by itself */
	USE_SURNAME = 2,	/* last word of a person's full name */
	USE_TAIL = 4,		/* second but last of one of three words */
	USE_SPEAKS = 8		/* alone and beside a verb of speech */
};

/* "West said", "said Mr. West". */
static bool
speaks(const struct name_view *v, const struct mention *m)
{
	return (m->end < v->doc->tokens && view_has(v, m->end, WORD_SAY) &&
	    same_sentence(v, m->begin, m->end)) || (m->title > 0 &&
	    view_has(v, m->title - 1, WORD_SAY));
}

/*
 * "Ann West", which ended in a place, is a person's name when West says
 * something.
 */
static void
type_place_surnames(struct name_view *v, uint8_t *use)
{
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->words == 1 && speaks(v, m))
			use[m->word[0]] |= USE_SPEAKS;
	}
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];

		if (m->type == MENTION_ORG && (m->words == 2 || m->words == 3) &&
		    view_has(v, m->begin, WORD_GIVEN) && !view_has(v,
		    m->begin, WORD_COUNTRY) && view_has(v, m->end - 1,
		    WORD_PLACE | WORD_ORG) && (use[m->word[m->words - 1]] &
		    USE_SPEAKS || speaks(v, m)) && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_DET)))
			m->type = MENTION_PERSON;
	}
}

/*
 * Names are persons whose last word is also used alone; those that end a
 * longer person's name (Suu Kyi); a country that is somebody's surname
 * (Jordan), unless a preposition stands before it.
 */
static void
type_by_use(struct name_view *v)
{
	uint8_t *use = arena_zero(&v->doc->mem, v->vocab->n, 1);
	uint32_t *alone = arena_zero(&v->doc->mem, v->vocab->n,
	    sizeof(*alone));

	type_place_surnames(v, use);
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->words == 1 && (m->type == MENTION_UNKNOWN ||
		    m->type == MENTION_PERSON || m->type == MENTION_GIVEN))
			use[m->word[0]] |= USE_ALONE;
		if (m->words == 1)
			alone[m->word[0]]++;
		if (m->words > 1 && m->type == MENTION_PERSON)
			use[m->word[m->words - 1]] |= USE_SURNAME;
		if (m->words > 2 && m->type == MENTION_PERSON)
			use[m->word[m->words - 2]] |= USE_TAIL;
	}
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];
		uint32_t last = m->word[m->words - 1];

		if (m->type == MENTION_COUNTRY && m->words == 1 &&
		    use[last] & USE_SURNAME && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_PREP)))
			m->type = MENTION_UNKNOWN;
		/* Baker, Kent: a trade or a place that is a surname here */
		if (m->type == MENTION_ORG && m->words == 1 && m->begin > 0 &&
		    use[last] & USE_SURNAME && !view_has(v, m->begin,
		    WORD_ORG | WORD_PLACE | WORD_UPPER) && view_is(v,
		    m->begin - 1, SLICE("the")) && m->end < v->doc->tokens &&
		    view_has(v, m->end, WORD_LOWER))
			m->type = MENTION_UNKNOWN;	/* the Lee campaign */
		if ((m->type == MENTION_ROLE || (m->type == MENTION_ORG &&
		    view_has(v, m->begin, WORD_PLACE))) && m->words == 1 &&
		    use[last] & USE_SURNAME && !(m->begin > 0 &&
		    view_has(v, m->begin - 1, WORD_DET | WORD_PREP)))
			m->type = MENTION_UNKNOWN;
		if (m->type != MENTION_UNKNOWN || m->words < 2)
			continue;
		/* companies, not people, go by the first word */
		if (m->words <= 4 && use[last] & USE_ALONE &&
		    alone[m->word[0]] <= alone[last] &&
		    !view_has(v, m->end - 1, WORD_COUNTRY))
			m->type = MENTION_PERSON;
		if (m->words == 2 && use[last] & USE_SURNAME &&
		    use[m->word[0]] & USE_TAIL)
			m->type = MENTION_PERSON;
	}
}

/* The end of the longest name of the gazetteer that begins at I; I if none. */
static size_t
listed_end(const struct name_view *v, size_t i, size_t *number)
{
	size_t found = i;

	if (v->gazetteer == NULL)
		return i;
	/* a token may be less than a word: 's */
	for (size_t j = i + 1; j <= i + 2 * v->gazetteer->most_words &&
	    same_sentence(v, i, j - 1); j++) {
		if (gazetteer_find(v->gazetteer, phrase(v, i, j), number) !=
		    NULL)
			found = j;
	}
	if (found > i)
		gazetteer_find(v->gazetteer, phrase(v, i, found), number);
	return found;
}

/* The first name of the gazetteer in [I, J); J if there is none. */
static size_t
next_listed(const struct name_view *v, size_t i, size_t j)
{
	size_t number;

	while (i < j && listed_end(v, i, &number) == i)
		i++;
	return i;
}

/* Add the name of the gazetteer at K, with the title [I, K) before it. */
static size_t
add_listed(struct name_view *v, size_t i, size_t k)
{
	static const enum mention_type types[] = {
		[GAZETTEER_PERSON] = MENTION_PERSON,
		[GAZETTEER_ORGANISATION] = MENTION_ORG,
		[GAZETTEER_PLACE] = MENTION_COUNTRY
	};
	size_t number = 0, end = listed_end(v, k, &number);
	bool titled = any(v, i, k, WORD_ROLE | WORD_HONORIFIC);
	struct mention *m;

	if (i < k && !titled)
		add_run(v, i, k);
	m = add(v, k, end, types[v->gazetteer->entry[number].type],
	    titled ? extend_title(v, i) : title_before(v, k));
	m->listed = (uint32_t)number + 1;
	return end;
}

static void
find_runs(struct name_view *v)
{
	size_t i = 0;

	while (i < v->doc->tokens) {
		size_t j, k;

		if (next_listed(v, i, i + 1) == i) {
			i = add_listed(v, i, i);
			continue;
		}
		if (!can_begin(v, i)) {
			i++;
			continue;
		}
		j = run_end(v, i);
		k = next_listed(v, i, j);
		if (k < j) {
			i = add_listed(v, i, k);
			continue;
		}
		k = add_interrupted(v, i, j);
		if (k == j)
			add_run(v, i, j);
		i = k;
	}
}

void
mention_find(struct name_view *v, struct document *doc,
    struct vocabulary *vocab, const struct gazetteer *gazetteer,
    const struct attribution *attr, size_t n)
{
	bool *ends = arena_zero(&doc->mem, doc->tokens + 1, sizeof(*ends));

	*v = (struct name_view){ .doc = doc, .vocab = vocab,
	    .gazetteer = gazetteer };
	v->word = arena_alloc(&doc->mem, (doc->tokens + 1) * sizeof(*v->word));
	v->title_line = arena_zero(&doc->mem, doc->paragraphs + 1,
	    sizeof(*v->title_line));
	for (size_t i = 0; i < doc->tokens; i++)
		v->word[i] = vocabulary_add(vocab, document_word(doc, i));
	find_title_lines(v);
	note_use(v);
	find_runs(v);
	for (size_t i = 0; i < n; i++)
		mark_source_ends(v, &attr[i], ends);
	for (size_t i = 0; i < v->mentions; i++)
		type_after_article(v, &v->mention[i]);
	type_by_speech(v, ends);
	type_by_use(v);
	for (size_t i = 0; i < v->mentions; i++)
		look_around(v, &v->mention[i]);
}

void
view_free(struct name_view *v)
{
	free(v->mention);
	*v = (struct name_view){ 0 };
}

size_t
mention_role_after(const struct name_view *v, size_t from)
{
	size_t i, role = from;

	for (i = from; i < from + ROLE_REACH && same_sentence(v, from, i); i++) {
		const struct vocabulary_word *w = view_word(v, i);

		if (!(w->flags & WORD_ALPHA) && !view_possessive(v, i) &&
		    !is_mark(v, i, '&') && !is_mark(v, i, '/'))
			break;
		if (w->flags & WORD_AUX || view_is(v, i, SLICE("who")) ||
		    view_is(v, i, SLICE("which")) ||
		    view_is(v, i, SLICE("that")) || view_is(v, i, SLICE("and")))
			break;
		if (w->flags & WORD_PREP && role == from)
			break;
		if (w->flags & WORD_ROLE)
			role = i + 1;
	}
	return role > from ? i : from;
}
