/* measure.c - the noun or sign that says what a number counts */
#include "config.h"

#include "news/measure.h"

enum {
	MEASURE_WORDS = 4,		/* longest entry */
	MEASURE_REACH = 4,		/* words looked at for the noun */
	MEASURE_KEY = 64
};

static const char *const times[] = {
	"century", "day", "decade", "fortnight", "hour", "minute", "month",
	"night", "quarter", "second", "week", "year",
};

bool
measure_is_money(struct slice name)
{
	return name.n == 3 && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

bool
measure_is_time(struct slice name)
{
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (slice_eq(name, slice_str(times[i])))
			return true;
	return false;
}

/*
 * The N words from I as a key, blanks between, hyphens and slashes that are
 * written to both sides left out; END is the word after.  0 if it is longer
 * than KEY or the words run out.
 */
static size_t
join(const struct words *w, size_t i, size_t n, char key[MEASURE_KEY],
    size_t *end)
{
	size_t size = 0;

	for (size_t k = 0; k < n; k++) {
		if (k > 0 && i + 1 < w->n && w->word[i].glued &&
		    w->word[i + 1].glued && (word_is(w, i, "-") ||
		    word_is(w, i, "/")))
			i++;
		if (i >= w->n || size + w->word[i].low.n + 1 >= MEASURE_KEY)
			return 0;
		if (k > 0)
			key[size++] = ' ';
		memcpy(key + size, w->word[i].low.p, w->word[i].low.n);
		size += w->word[i++].low.n;
	}
	*end = i;
	return size;
}

/*
 * Cut a plural ending of the SIZE bytes of KEY: try 0 -s, 1 -es, 2 -ies to
 * -y.  The new length; 0 if it has no such ending.
 */
static size_t
singular(char key[MEASURE_KEY], size_t size, int try)
{
	if (size < 3 || key[size - 1] != 's')
		return 0;
	if (try == 0)
		return size - 1;
	if (try == 1)
		return key[size - 2] == 'e' ? size - 2 : 0;
	if (size < 5 || memcmp(key + size - 3, "ies", 3) != 0)
		return 0;
	key[size - 3] = 'y';
	return size - 2;
}

/* The N words from I in the list, as they are or in the singular. */
static bool
look_up(const struct lexicon_table *units, const struct words *w, size_t i,
    size_t n, struct measure *unit, bool *plural)
{
	char key[MEASURE_KEY];
	size_t size = join(w, i, n, key, &unit->end);
	struct slice value;

	*plural = false;
	for (int try = -1; size > 0 && try < 3; try++) {
		size_t m = try < 0 ? size : singular(key, size, try);
		struct slice s = { key, m };

		/* "has" is not two hectares */
		if (m == 0 || (try >= 0 && m < 3) ||
		    !lexicon_get(units, s, &value))
			continue;
		*plural = try >= 0;
		unit->known = true;
		unit->name = value;
		if (value.n == 0 && m < sizeof(unit->own)) {
			memcpy(unit->own, key, m);
			unit->name = (struct slice){ unit->own, m };
		}
		return true;
	}
	return false;
}

/* A noun for people of a country: "Ukrainians", "Americans", "Scotsmen". */
static bool
is_people(const struct word *word)
{
	static const struct slice ends[] = {
		SLICE("ians"), SLICE("cans"), SLICE("women"), SLICE("smen"),
		SLICE("shmen"), SLICE("chmen"),
	};

	if (word->kind != WORD_LETTERS || !word->capital)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (slice_ends(word->low, ends[i]))
			return true;
	return false;
}

/* A noun in the plural that is in no list, by its ending. */
static bool
is_plural(const struct word *word)
{
	struct slice s = word->low;

	return word->kind == WORD_LETTERS && s.n >= 4 && s.n < 32 &&
	    s.p[s.n - 1] == 's' && s.p[s.n - 2] != 's' && s.p[s.n - 2] != 'u' &&
	    s.p[s.n - 2] != 'i' && memchr(s.p, '\'', s.n) == NULL;
}

static void
own_noun(const struct word *word, struct measure *unit)
{
	char key[MEASURE_KEY];
	size_t n;

	unit->known = is_people(word);
	if (unit->known) {
		unit->name = SLICE("person");
		return;
	}
	memcpy(key, word->low.p, word->low.n);
	n = singular(key, word->low.n, 2);
	if (n == 0 && (slice_ends(word->low, SLICE("ches")) ||
	    slice_ends(word->low, SLICE("shes")) ||
	    slice_ends(word->low, SLICE("sses")) ||
	    slice_ends(word->low, SLICE("xes"))))
		n = word->low.n - 2;
	if (n == 0)
		n = word->low.n - 1;
	memcpy(unit->own, key, n);
	unit->name = (struct slice){ unit->own, n };
}

/* A word that may stand between a number and its noun. */
static bool
may_precede(const struct word *word)
{
	return word->kind == WORD_LETTERS &&
	    !slice_ends(word->low, SLICE("ing"));
}

/* The longest entry at word I, then a plural in no list. */
static bool
noun_at(const struct lexicon_table *units, const struct lexicon_table *stop,
    const struct words *w, size_t i, struct measure *unit, bool *plural)
{
	for (size_t n = MEASURE_WORDS; n >= 1; n--)
		if (look_up(units, w, i, n, unit, plural))
			return true;
	if ((!is_plural(&w->word[i]) && !is_people(&w->word[i])) ||
	    lexicon_has(stop, w->word[i].low))
		return false;
	*plural = true;
	unit->end = i + 1;
	own_noun(&w->word[i], unit);
	return true;
}

bool
measure_find(const struct lexicon_table *units,
    const struct lexicon_table *stop, const struct words *w, size_t i,
    struct measure *unit)
{
	struct measure more;
	bool hyphen = false, found = false, plural, past = false;

	*unit = (struct measure){ .end = i };
	if (word_is(w, i, "-") && w->word[i].glued && i + 1 < w->n &&
	    w->word[i + 1].glued) {
		hyphen = true;
		i++;
	}
	for (size_t at = i; at < w->n && at < i + MEASURE_REACH; at++) {
		more = (struct measure){ 0 };
		if (noun_at(units, stop, w, at, &more, &plural) &&
		    (!found || plural) && (more.known || !past)) {
			*unit = more;
			if (unit->name.p == more.own)
				unit->name.p = unit->own;
			unit->next = at == i;
			found = true;
			if (hyphen || plural || w->word[at].kind == WORD_MARK ||
			    measure_is_money(unit->name))
				break;
			at = unit->end - 1;
			continue;
		}
		if (hyphen || !may_precede(&w->word[at]) ||
		    lexicon_has(stop, w->word[at].low))
			break;
		past = slice_ends(w->word[at].low, SLICE("ed"));
	}
	return found;
}

bool
measure_money_before(const struct lexicon_table *units, const struct words *w,
    size_t i, struct slice *name, size_t *width)
{
	char key[MEASURE_KEY];
	size_t n = 0;

	if (i == 0)
		return false;
	*width = 1;
	if (w->word[i - 1].kind == WORD_MARK && w->word[i].glued) {
		if (i >= 2 && w->word[i - 1].glued &&
		    w->word[i - 2].kind == WORD_LETTERS &&
		    w->word[i - 2].low.n < 4) {
			memcpy(key, w->word[i - 2].low.p, w->word[i - 2].low.n);
			n = w->word[i - 2].low.n;
			memcpy(key + n, w->word[i - 1].low.p,
			    w->word[i - 1].low.n);
			n += w->word[i - 1].low.n;
			*width = 2;
			if (lexicon_get(units, (struct slice){ key, n },
			    name) && measure_is_money(*name))
				return true;
			*width = 1;
		}
	} else if (word_is(w, i - 1, ".") && i >= 2 &&
	    word_is(w, i - 2, "rs")) {
		*width = 2;
		return lexicon_get(units, w->word[i - 2].low, name);
	} else if (w->word[i - 1].text.n < 2 || !w->word[i - 1].capital) {
		return lexicon_get(units, w->word[i - 1].low, name) &&
		    measure_is_money(*name) && w->word[i - 1].low.n == 2;
	}
	return lexicon_get(units, w->word[i - 1].low, name) &&
	    measure_is_money(*name) && w->word[i - 1].low.n <= 3;
}
