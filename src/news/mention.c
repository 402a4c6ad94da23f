#include "config.h"

#include "base/mem.h"
#include "news/mention.h"
#include "news/namerun.h"
#include "news/nametype.h"
#include "text/token.h"

enum {
	ROLE_REACH = 14,	/* words of an apposition that are looked at */
	TITLE_REACH = 8,	/* words of a lower-case title before a name */
	WORDS_MAX = 24,		/* words of a name with brackets inside */
};

/* Append a mention of the N words WORDS. */
static struct mention *
add_words(struct name_view *v, size_t begin, size_t end, const uint32_t *words,
    size_t n, enum mention_type type, size_t title)
{
	uint32_t *copy = arena_alloc(&v->doc->mem, n * sizeof(*copy));
	struct mention *m;

	memcpy(copy, words, n * sizeof(*copy));
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

/* The country or people that the tokens name; empty if none. */
static struct slice
country_of(const struct name_view *v, size_t i, size_t j, struct slice *kind)
{
	return vocabulary_country(v->vocab, view_phrase(v, i, j), kind);
}

/*
 * Where a lower-case title before token I begins ("the city's former coach"
 * before a name gives "city"); I if there is none.
 */
static size_t
title_before(const struct name_view *v, size_t i)
{
	size_t k = i;

	if (i == 0 || !view_together(v, i, i - 1) ||
	    !view_has(v, i - 1, WORD_ROLE) ||
	    view_has(v, i - 1, WORD_ROLE_PLURAL) ||
	    !view_has(v, i - 1, WORD_LOWER))
		return i;
	for (k = i - 1; k > 0 && i - k < TITLE_REACH; k--) {
		size_t b = k - 1;

		if (!view_together(v, i, b) || v->doc->token[b].role ==
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
	for (size_t n = 0; n < 4 && k > 0 && view_together(v, k, k - 1) &&
	    view_one_blank(v, k); n++) {
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

		if (q > i && view_has(v, q - 1, WORD_PREP))
			continue;	/* "Minister for Justice" */
		/* nor is the Refugee of "Refugee Council" a title */
		if (view_has(v, q, WORD_HONORIFIC) ||
		    (view_has(v, q, WORD_ROLE) && !surname &&
		    (q == i || !view_has(v, q + 1, WORD_ORG))))
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
		if (view_has(v, q, WORD_GIVEN | WORD_INITIAL))
			return q;
	}
	if (j - of >= 4 && !view_any(v, of + 2, j, WORD_ORG))
		return of + 2;
	return j;
}

/* Words that make one office of the role noun after them: "Chief Minister". */
static bool
is_rank(const struct name_view *v, size_t i)
{
	static const struct slice ranks[] = {
		SLICE("chief"), SLICE("deputy"), SLICE("vice"),
		SLICE("assistant"), SLICE("associate"), SLICE("acting"),
		SLICE("junior"), SLICE("senior"), SLICE("prime"),
	};

	for (size_t k = 0; k < sizeof(ranks) / sizeof(*ranks); k++) {
		if (view_is(v, i, ranks[k]))
			return true;
	}
	return false;
}

/* Split a title off [I, J); false if there is none. */
static bool
split_title(struct name_view *v, size_t i, size_t j)
{
	size_t k = last_title(v, i, j), name = k + 1;

	if (k == j)
		return false;
	/* "Chief Press Secretary", "Deputy Foreign Minister" are nobody's names */
	if ((j - name > 1 || is_rank(v, k)) && view_has(v, j - 1, WORD_ROLE) &&
	    !view_any(v, name, j, WORD_GIVEN)) {
		add(v, i, j, MENTION_ROLE, i);
		return true;
	}
	if (view_is(v, name, SLICE("of")) || view_is(v, name, SLICE("for")) ||
	    view_is(v, name, SLICE("on"))) {
		name = name_after_office(v, name, j);
		if (name == j) {
			add(v, i, j, MENTION_ROLE, i);
			return true;
		}
	}
	if (view_any(v, name, j, WORD_ORG) && !view_any(v, i, k + 1, WORD_HONORIFIC) &&
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
		size_t title = i, before = i > 0 ? i - 1 : 0;

		if (j < q + 2 || country_of(v, i, q, &kind).n == 0 ||
		    !view_has(v, q, WORD_GIVEN | WORD_SURNAME_FIRST |
		    WORD_INITIAL) || view_any(v, i, j, WORD_ORG))
			continue;
		if (!slice_eq(kind, SLICE("people")))
			add(v, i, q, MENTION_COUNTRY, i);
		if (before > 0 && view_is(v, before, SLICE("the")))
			before--;
		if (before > 0 && view_has(v, before, WORD_PREP) &&
		    view_has(v, before - 1, WORD_ROLE)) {
			title = title_before(v, before);
			if (title == before)
				title = extend_title(v, before - 1);
		}
		add(v, q, j, MENTION_PERSON, title);
		return true;
	}
	return false;
}

/* "Ann Lee, 24," or "Ann Lee, the city's mayor," after token J. */
static bool
has_apposition(const struct name_view *v, size_t j)
{
	size_t end;

	if (!view_together(v, j - 1, j) || !view_mark(v, j, ',') ||
	    !view_together(v, j, j + 1))
		return false;
	if (v->doc->token[j + 1].kind == TOKEN_NUMBER && v->doc->token[j + 1].end -
	    v->doc->token[j + 1].begin <= 2)
		return true;
	end = mention_role_after(v, j + 1);
	for (size_t k = j + 1; k < end; k++) {
		/* "Orvo, a contractor for the army," may be a company */
		if (view_has(v, k, WORD_ROLE) &&
		    view_word(v, k)->classes & WORD_BUSINESS)
			return false;
	}
	return end > j + 1;
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
	if (!view_any(v, i + 1, j, WORD_ORG))
		return true;
	return j - i == 2 && !view_has(v, i, WORD_COUNTRY | WORD_PLACE) &&
	    view_word(v, i + 1)->classes & WORD_SURNAME;
}

/* What the name [I, J), which has no title in it, is. */
static enum mention_type
classify(const struct name_view *v, size_t i, size_t j)
{
	size_t n = j - i, last = j - 1;
	bool said = view_together(v, last, j) && view_has(v, j, WORD_SAY);

	if (n >= 2 && view_has(v, last, WORD_PLACE) &&
	    !(view_has(v, i, WORD_GIVEN) && said))
		return MENTION_ORG;
	if (is_given_and_family(v, i, j))
		return MENTION_PERSON;
	if (view_any(v, i, j, WORD_ORG) || (n == 1 && view_has(v, i, WORD_UPPER)))
		return MENTION_ORG;
	if (n >= 2 && n <= 4 && view_has(v, i, WORD_SURNAME_FIRST) &&
	    !view_has(v, last, WORD_UPPER | WORD_ROLE))
		return MENTION_PERSON;
	if (n >= 2 && view_any(v, i, last, WORD_INITIAL))
		return MENTION_PERSON;
	if (n == 1 && view_has(v, i, WORD_MONTH))
		return MENTION_ROLE;	/* no name at all */
	if (has_apposition(v, j))
		return MENTION_PERSON;
	if (n == 1 && view_has(v, i, WORD_GIVEN))
		return MENTION_GIVEN;
	if (view_has(v, last, WORD_PLACE) || has_digit(view_phrase(v, i, j)))
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
	bool office = i > 1 && (view_is(v, i - 1, SLICE("of")) ||
	    view_is(v, i - 1, SLICE("for"))) && view_has(v, i - 2, WORD_ROLE);

	if (office && view_is(v, i, SLICE("state")) && j - i == 2)
		return i + 1;		/* "secretary of State Lee" */
	for (size_t q = i + 1; q + 1 < j; q++) {
		/* "minister for Multilateral Affairs Ann Lee" */
		if (office && view_is(v, q, SLICE("affairs")) && j - q <= 4)
			return q + 1;
		if (!view_has(v, q, WORD_GIVEN))
			continue;
		if (office)
			return q;
		if (view_any(v, i, q, WORD_GIVEN | WORD_SURNAME_FIRST |
		    WORD_PARTICLE | WORD_INITIAL) || view_any(v, q, j, WORD_ORG |
		    WORD_PLACE) || (q - i < 2 && !view_any(v, i, q,
		    WORD_UPPER | WORD_ORG | WORD_PEOPLE | WORD_COUNTRY)))
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
	title = view_any(v, i, j, WORD_ORG) ? i : title_before(v, i);
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
	uint32_t words[WORDS_MAX + 1];
	size_t close = j + 1, n = 0;
	bool titled = view_has(v, j - 1, WORD_HONORIFIC | WORD_ROLE) &&
	    !view_has(v, j - 1, WORD_GIVEN);
	bool bracket;

	if (j - i > 4 || !view_together(v, i, j + 3) || !view_one_blank(v, j))
		return j;
	bracket = view_mark(v, j, '(');
	if (!bracket && t[j].role != ROLE_OPEN)
		return j;
	while (close < j + 4 && view_together(v, i, close + 1) &&
	    view_has(v, close, WORD_CAPITAL))
		close++;
	if (close == j + 1 || !(bracket ? view_mark(v, close, ')') :
	    t[close].role == ROLE_CLOSE) || !view_together(v, i, close + 1) ||
	    !view_one_blank(v, close + 1) || !namerun_continues(v, close + 1))
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

/* The end of the longest name of the gazetteer that begins at I; I if none. */
static size_t
listed_end(const struct name_view *v, size_t i, size_t *number)
{
	size_t found = i;

	if (v->gazetteer == NULL)
		return i;
	/* a token may be less than a word: 's */
	for (size_t j = i + 1; j <= i + 2 * v->gazetteer->most_words &&
	    view_together(v, i, j - 1); j++) {
		if (gazetteer_find(v->gazetteer, view_phrase(v, i, j), number) !=
		    NULL)
			found = j;
	}
	if (found > i)
		gazetteer_find(v->gazetteer, view_phrase(v, i, found), number);
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
	bool titled = view_any(v, i, k, WORD_ROLE | WORD_HONORIFIC);
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
		if (!namerun_begins(v, i)) {
			i++;
			continue;
		}
		j = namerun_end(v, i);
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
	view_open(v, doc, vocab, gazetteer);
	find_runs(v);
	nametype_settle(v, attr, n);
}

/* "NAME, commended the mayor": what NAME did to somebody. */
static bool
is_verb_with_object(const struct name_view *v, size_t i)
{
	return view_has(v, i, WORD_LOWER) && (view_has(v, i, WORD_PAST |
	    WORD_SAY) || slice_ends(document_word(v->doc, i), SLICE("ed"))) &&
	    view_together(v, i, i + 1) && view_has(v, i + 1, WORD_DET) &&
	    !view_is(v, i, SLICE("named")) && !view_is(v, i, SLICE("elected")) &&
	    !view_is(v, i, SLICE("appointed"));
}

size_t
mention_role_after(const struct name_view *v, size_t from)
{
	size_t i, role = from;

	if (is_verb_with_object(v, from))
		return from;

	for (i = from; i < from + ROLE_REACH && view_together(v, from, i); i++) {
		const struct vocabulary_word *w = view_word(v, i);

		if (!(w->flags & WORD_ALPHA) && !view_possessive(v, i) &&
		    !view_mark(v, i, '&') && !view_mark(v, i, '/'))
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
