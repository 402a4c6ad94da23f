#include "config.h"

#include "news/namerun.h"

enum {
	RUN_MAX = 24,		/* words of one run of capitals */
	ACRONYM_REACH = 8,	/* words from "and" to the acronym in brackets */
};

/* A name ends where one of these begins: "London-based". */
static const struct slice compound_ends[] = {
	SLICE("-born"), SLICE("-based"), SLICE("-backed"), SLICE("-led"),
	SLICE("-style"), SLICE("-era"), SLICE("-like"), SLICE("-ranked"),
	SLICE("-run"), SLICE("-owned"), SLICE("-controlled"), SLICE("-held")
};

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
	    view_has(v, i, WORD_SURNAME_FIRST) && !view_in_title_line(v, i) &&
	    view_together(v, i, i + 1) && view_one_blank(v, i + 1) &&
	    (view_word(v, i + 1)->flags & (WORD_CAPITAL | WORD_NOT_NAME |
	    WORD_UPPER | WORD_INITIAL | WORD_COUNTRY | WORD_PEOPLE |
	    WORD_GIVEN)) == WORD_CAPITAL;
}

/* "Dr. Sunday Orhevba": a given name that is a day. */
static bool
is_titled(const struct name_view *v, size_t i)
{
	return i > 0 && view_has(v, i - 1, WORD_HONORIFIC) &&
	    view_together(v, i, i - 1) && view_together(v, i, i + 1) &&
	    view_one_blank(v, i) && view_one_blank(v, i + 1) &&
	    view_has(v, i + 1, WORD_CAPITAL) &&
	    !view_has(v, i + 1, WORD_NOT_NAME | WORD_ROLE);
}

bool
namerun_continues(const struct name_view *v, size_t i)
{
	uint32_t flags = view_word(v, i)->flags;

	return flags & WORD_CAPITAL &&
	    (!(flags & WORD_NOT_NAME) || flags & WORD_GIVEN ||
	    is_titled(v, i)) && !is_compound(v, i);
}

static bool
ends_in_question(const struct name_view *v, size_t i)
{
	uint32_t end = v->doc->sentence[view_sentence(v, i)].token_end;

	return end > 0 && view_mark(v, end - 1, '?');
}

/*
 * "the Peoples' Renewal Congress", "the Teachers' Union": where the noun of an
 * organisation stands after the possessive at token J; J if there is none.
 */
static size_t
plural_owner(const struct name_view *v, size_t j)
{
	size_t k = j + 1;

	if (!view_possessive(v, j) || !slice_ends(document_word(v->doc, j - 1),
	    SLICE("s")))
		return j;
	for (size_t q = k; q < k + 3 && view_together(v, j - 1, q) &&
	    view_one_blank(v, q) && view_has(v, q, WORD_CAPITAL); q++) {
		if (view_has(v, q, WORD_ORG))
			return q;
	}
	return j;
}

bool
namerun_begins(const struct name_view *v, size_t i)
{
	const struct vocabulary_word *w = view_word(v, i);
	size_t next = i + 1;
	bool lower = seen_lower(v, i), capital_next;

	if (is_homonym(v, i))
		return true;
	if (w->flags & WORD_CAPITAL && !view_begins_sentence(v, i) &&
	    !view_in_title_line(v, i) && view_together(v, i, next) &&
	    plural_owner(v, next) > next)
		return true;
	if (w->flags & WORD_NOT_NAME && w->flags & WORD_AUX &&
	    view_begins_sentence(v, i) && ends_in_question(v, i))
		return false;		/* "Will Lee come?" */
	if (!namerun_continues(v, i) || (view_may_be_plain(v, i) && !w->seen_capital &&
	    w->text.n > 5 && slice_ends(w->text, SLICE("ing")) &&
	    memchr(w->text.p, '-', w->text.n) == NULL &&
	    !(w->flags & WORD_GIVEN)))
		return false;
	if (view_may_be_plain(v, i) && !w->seen_capital && !(w->flags &
	    (WORD_COUNTRY | WORD_PEOPLE | WORD_GIVEN | WORD_HONORIFIC |
	    WORD_ROLE | WORD_UPPER))) {
		bool more = view_together(v, i, next);

		capital_next = more && namerun_continues(v, next) &&
		    view_one_blank(v, next);
		if ((lower || !capital_next) && !(!lower && more &&
		    (view_has(v, next, WORD_AUX) || view_possessive(v, next))))
			return false;
	}
	return !view_in_title_line(v, i) || w->seen_capital || (w->flags &
	    (WORD_GIVEN | WORD_COUNTRY | WORD_HONORIFIC)) != 0;
}

/* A family name that is a common word: "George Best said". */
static bool
is_common_surname(const struct name_view *v, size_t j)
{
	return view_has(v, j, WORD_CAPITAL) && view_has(v, j - 1, WORD_GIVEN) &&
	    !view_in_title_line(v, j) && !is_homonym(v, j - 1) &&
	    !view_has(v, j, WORD_MONTH | WORD_DET | WORD_PREP | WORD_AUX |
	    WORD_ROLE_PLURAL) && view_has(v, j, WORD_NOT_NAME) &&
	    !slice_ends(document_word(v->doc, j), SLICE("day")) &&
	    (!view_together(v, j, j + 1) || view_has(v, j + 1, WORD_SAY |
	    WORD_AUX) || view_is(v, j + 1, SLICE(",")) ||
	    view_possessive(v, j + 1));
}

/* Whether the capitalised token J goes on the run that began before it. */
static bool
continues_run(const struct name_view *v, size_t j)
{
	if (is_common_surname(v, j))
		return true;
	/* "Institute for Wetland Studies" */
	if ((view_is(v, j, SLICE("studies")) || view_is(v, j,
	    SLICE("scientists")) || view_is(v, j, SLICE("workers")) ||
	    view_is(v, j, SLICE("officers")) || view_is(v, j,
	    SLICE("teachers")) || view_is(v, j, SLICE("farmers"))) &&
	    view_has(v, j, WORD_CAPITAL) && view_has(v, j - 1, WORD_CAPITAL) &&
	    !view_in_title_line(v, j))
		return true;
	/* "Velda Police Department" */
	if (view_has(v, j, WORD_NOT_NAME) && view_has(v, j, WORD_CAPITAL) &&
	    view_has(v, j, WORD_ORG) && view_together(v, j, j + 1) &&
	    view_has(v, j + 1, WORD_CAPITAL) && view_has(v, j + 1, WORD_ORG) &&
	    view_one_blank(v, j + 1) && !view_in_title_line(v, j))
		return true;
	return namerun_continues(v, j) && (!view_in_title_line(v, j) ||
	    view_word(v, j)->seen_capital ||
	    view_has(v, j, WORD_GIVEN | WORD_ROLE));
}

/*
 * Whether an acronym in brackets at token J is that of the capitals in [FROM,
 * J): "Care and Support Workers' Union (CSWU)".
 */
static bool
is_acronym_of(const struct name_view *v, size_t from, size_t j)
{
	struct slice acronym;
	size_t n = 0;

	if (!view_together(v, from, j + 1) || !view_mark(v, j, '(') ||
	    !view_has(v, j + 1, WORD_UPPER))
		return false;
	acronym = document_word(v->doc, j + 1);
	for (size_t k = from; k < j; k++) {
		if (!view_has(v, k, WORD_CAPITAL))
			continue;
		if (n == acronym.n || document_word(v->doc, k).p[0] !=
		    acronym.p[n])
			return false;
		n++;
	}
	return n >= 3 && n == acronym.n;
}

/* The acronym of what begins at FROM and has "and" at J stands behind it. */
static bool
has_acronym(const struct name_view *v, size_t from, size_t j)
{
	for (size_t k = j + 1; k < j + ACRONYM_REACH && view_together(v, from,
	    k); k++) {
		if (view_mark(v, k, '('))
			return is_acronym_of(v, from, k);
	}
	return false;
}

/* "the Science and Technology Directorate": one name with "and" at token J. */
static bool
is_double_name(const struct name_view *v, size_t from, size_t j)
{
	size_t k = j + 1;

	if (has_acronym(v, from, j))
		return true;
	if (j != from + 1 || from == 0 || !view_is(v, from - 1, SLICE("the")) ||
	    view_has(v, from, WORD_GIVEN | WORD_COUNTRY | WORD_PEOPLE |
	    WORD_ORG | WORD_UPPER | WORD_ROLE))
		return false;
	while (view_together(v, j, k) && namerun_continues(v, k) && k < j + 4) {
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

	if (!view_together(v, j, k) || !view_one_blank(v, k))
		return j;
	if (view_has(v, j, WORD_PARTICLE)) {
		if (view_has(v, k, WORD_CAPITAL))
			return k;
		if (view_has(v, k, WORD_PARTICLE) &&
		    view_together(v, k, k + 1) &&
		    view_has(v, k + 1, WORD_CAPITAL))
			return k + 1;
	}
	if (is_of || view_is(v, j, SLICE("for")) || view_is(v, j, SLICE("on"))) {
		bool office = view_has(v, j - 1, WORD_ORG | WORD_ROLE) ||
		    (is_of && view_has(v, j - 1, WORD_PLACE));

		if (!office && !(is_of && org))
			return j;
		if (view_is(v, k, SLICE("the")) && view_together(v, k, k + 1))
			k++;
		return namerun_continues(v, k) && (is_of || org) ? k : j;
	}
	if (view_mark(v, j, '&') && view_has(v, k, WORD_CAPITAL))
		return k;
	if ((k = plural_owner(v, j)) > j)
		return k;
	k = j + 1;
	if (view_is(v, j, SLICE("and")) && is_double_name(v, from, j))
		return k;
	if (view_is(v, j, SLICE("and")) && of && org && j > from + 1 &&
	    view_has(v, k, WORD_CAPITAL) && !view_has(v, k, WORD_GIVEN |
	    WORD_HONORIFIC | WORD_COUNTRY | WORD_NOT_NAME))
		return k;
	return j;
}

size_t
namerun_end(const struct name_view *v, size_t i)
{
	bool org = view_has(v, i, WORD_ORG), of = false;
	size_t j = i + 1;

	while (view_together(v, i, j) && j - i < RUN_MAX) {
		bool glued = v->doc->token[j].begin ==
		    v->doc->token[j - 1].end;
		size_t k;

		if (glued ? !view_has(v, j, WORD_CAPITAL) &&
		    plural_owner(v, j) == j : !view_one_blank(v, j))
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

