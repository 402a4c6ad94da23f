/* quantity.c - amounts in a statement, in one normal form */
#include "config.h"

#include "news/number.h"
#include "news/quantity.h"
#include "news/measure.h"

enum {
	BOUND_WORDS = 5,	/* longest entry of bound.txt */
	BOUND_KEY = 48,
	YEAR_FIRST = 1000,	/* four digits that may be a year */
	YEAR_LAST = 2100,
	AGE_LAST = 110
};

struct finder {
	const struct quantity_lists *lists;
	const struct words *words;
};

bool
quantity_lists(struct quantity_lists *lists, const char *lang)
{
	lists->bound = lexicon_find(lang, "bound");
	lists->number = lexicon_find(lang, "number");
	lists->numbered = lexicon_find(lang, "numbered");
	lists->stop = lexicon_find(lang, "unitstop");
	lists->unit = lexicon_find(lang, "unit");
	return lists->bound != NULL && lists->number != NULL &&
	    lists->numbered != NULL && lists->stop != NULL &&
	    lists->unit != NULL;
}

static bool
is_glued(const struct finder *f, size_t i)
{
	return i < f->words->n && f->words->word[i].glued;
}

static bool
is_kind(const struct finder *f, size_t i, enum word_kind kind)
{
	return i < f->words->n && f->words->word[i].kind == kind;
}

/* Whether word I is in numbered.txt with VALUE ("month", "year", ...). */
static bool
is_label(const struct finder *f, size_t i, const char *value)
{
	struct slice v;

	return i < f->words->n && lexicon_get(f->lists->numbered,
	    f->words->word[i].low, &v) && slice_eq(v, slice_str(value));
}

/* "May" is a month, "may" is not. */
static bool
is_month(const struct finder *f, size_t i)
{
	return is_label(f, i, "month") && f->words->word[i].capital;
}

/* The word before I, over the full stop of an abbreviation ("No. 1"). */
static size_t
before(const struct finder *f, size_t i)
{
	if (i >= 2 && word_is(f->words, i - 1, ".") && is_glued(f, i - 1))
		return i - 2;
	return i - 1;
}

/* Figures that are part of a name or a code: "G7", "F-16", "example.org/3" */
static bool
is_code(const struct finder *f, size_t i)
{
	const struct words *w = f->words;

	if (i == 0 || !is_glued(f, i))
		return false;
	if (w->word[i - 1].kind != WORD_MARK)
		return true;		/* also "1.2" before ".3" */
	if (word_is(w, i - 1, "#") || word_is(w, i - 1, "/") ||
	    word_is(w, i - 1, ":") || word_is(w, i - 1, "_") ||
	    word_is(w, i - 1, "@"))
		return true;
	if (word_is(w, i - 1, ".") || word_is(w, i - 1, "'"))
		return i >= 2 && is_glued(f, i - 1);
	return word_is(w, i - 1, "-") && i >= 2 && is_glued(f, i - 1) &&
	    w->word[i - 2].kind == WORD_LETTERS &&
	    !lexicon_has(f->lists->number, w->word[i - 2].low);
}

/* Figures before END that go on as a date, a time or a code. */
static bool
goes_on(const struct finder *f, size_t end)
{
	const struct words *w = f->words;

	if (is_glued(f, end) && is_glued(f, end + 1) &&
	    is_kind(f, end + 1, WORD_NUMBER) && (word_is(w, end, ":") ||
	    word_is(w, end, "/") || word_is(w, end, ".")))
		return true;
	if (is_glued(f, end) && (word_is(w, end, "s") ||
	    is_kind(f, end, WORD_NUMBER)))
		return true;		/* 1990s, 1.2.3 */
	if ((word_is(w, end, "p") || word_is(w, end, "a")) &&
	    word_is(w, end + 1, ".") && is_glued(f, end + 1) &&
	    word_is(w, end + 2, "m"))
		return true;		/* 5 p.m. */
	return is_month(f, end);	/* 2 March */
}

/* Whether NUM, one to four digits at I, reads as a year. */
static bool
is_year(const struct finder *f, size_t i, const struct number *num,
    const struct measure *unit)
{
	int64_t v = num->value / QUANTITY_ONE;

	if (!num->bare || f->words->word[i].text.n != 4 || v < YEAR_FIRST ||
	    v > YEAR_LAST)
		return false;
	return !unit->known || !unit->next || (i > 0 &&
	    (is_label(f, i - 1, "year") || is_month(f, i - 1) ||
	    slice_ends(f->words->word[i - 1].low, SLICE("'s"))));
}

/* Whether the number at I is a name, a date, a year, a time: no quantity. */
static bool
is_name(const struct finder *f, size_t i, const struct number *num,
    const struct measure *unit)
{
	size_t prev;

	if (slice_eq(unit->name, SLICE("-")) || is_year(f, i, num, unit))
		return true;
	if (num->form == NUMBER_FIGURES && (is_code(f, i) ||
	    goes_on(f, num->end)))
		return true;
	if (i == 0)
		return false;
	prev = before(f, i);
	if (is_label(f, prev, "") && (num->bare || unit->name.n == 0) &&
	    (f->words->word[prev].capital || unit->name.n == 0))
		return true;
	if (!num->bare)
		return false;
	if (is_month(f, prev) && num->value <= 31 * QUANTITY_ONE)
		return true;
	/* a name of two parts in mid-sentence: "the Boeing 747" */
	return i >= 2 && unit->name.n == 0 &&
	    f->words->word[i - 1].kind == WORD_LETTERS &&
	    f->words->word[i - 1].capital &&
	    !lexicon_has(f->lists->stop, f->words->word[i - 1].low) &&
	    !lexicon_has(f->lists->bound, f->words->word[i - 1].low);
}

/*
 * The longest phrase of bound.txt for SIDE that ends before word I (side
 * "before") or starts at it ("after"); its operator, and the width in words.
 */
static const char *
bound_at(const struct finder *f, size_t i, bool after, size_t *width)
{
	static const char *const ops[] = { "<", "<=", ">", ">=", "~" };
	const struct words *w = f->words;
	char key[BOUND_KEY];
	struct slice value;

	for (size_t n = BOUND_WORDS; n >= 1; n--) {
		size_t from = after ? i : i - n, size = 0;

		if (after ? i + n > w->n : n > i)
			continue;
		for (size_t k = from; k < from + n; k++) {
			if (size + w->word[k].low.n + 1 >= BOUND_KEY) {
				size = 0;
				break;
			}
			if (size > 0)
				key[size++] = ' ';
			memcpy(key + size, w->word[k].low.p, w->word[k].low.n);
			size += w->word[k].low.n;
		}
		if (size == 0 || !lexicon_get(f->lists->bound,
		    (struct slice){ key, size }, &value) ||
		    slice_eq(lexicon_field(value, 1), SLICE("after")) != after)
			continue;
		*width = n;
		for (size_t k = 0; k < sizeof(ops) / sizeof(*ops); k++)
			if (slice_eq(lexicon_field(value, 0),
			    slice_str(ops[k])))
				return ops[k];
	}
	*width = 0;
	return NULL;
}

/* "or more", "-plus", "+" at q->end. */
static void
bound_after(const struct finder *f, struct quantity *q)
{
	size_t i = q->end, width;
	const char *op;

	if (word_is(f->words, i, "-") && is_glued(f, i))
		i++;
	op = bound_at(f, i, true, &width);
	if (op == NULL)
		return;
	q->op = op;
	q->end = i + width;
}

/* A minus sign, or the word, before the number at *I ("plus or minus" not). */
static bool
is_negative(const struct finder *f, size_t *i)
{
	if (*i == 0)
		return false;
	if ((word_is(f->words, *i - 1, "-") ||
	    word_is(f->words, *i - 1, "\xe2\x88\x92")) && is_glued(f, *i) &&
	    !is_glued(f, *i - 1)) {
		(*i)--;
		return true;
	}
	if (word_is(f->words, *i - 1, "minus") &&
	    (*i < 2 || !word_is(f->words, *i - 2, "or"))) {
		(*i)--;
		return true;
	}
	return false;
}

static void
set_unit(struct quantity *q, struct slice name)
{
	size_t n = name.n < QUANTITY_UNIT - 1 ? name.n : QUANTITY_UNIT - 1;

	if (n > 0)	/* the slice of no unit has no bytes to copy from */
		memcpy(q->unit, name.p, n);
	q->unit[n] = '\0';
}

/* "an hour", "$60 a barrel", "per head" at q->end: the unit becomes a rate. */
static void
add_rate(const struct finder *f, struct quantity *q)
{
	struct slice unit = slice_str(q->unit);
	bool per = word_is(f->words, q->end, "per");
	struct measure by;

	if (unit.n == 0 || (!per && !word_is(f->words, q->end, "a") &&
	    !word_is(f->words, q->end, "an") &&
	    !word_is(f->words, q->end, "each") &&
	    !word_is(f->words, q->end, "every")))
		return;
	if (!measure_find(f->lists->unit, f->lists->stop, f->words, q->end + 1,
	    &by) || !by.next || (!per && !measure_is_time(by.name) &&
	    !(measure_is_money(unit) && by.known &&
	    !slice_eq(by.name, SLICE("person")))) ||
	    unit.n + 1 + by.name.n >= QUANTITY_UNIT)
		return;
	if (word_is(f->words, by.end, "after") ||
	    word_is(f->words, by.end, "before") ||
	    word_is(f->words, by.end, "earlier") ||
	    word_is(f->words, by.end, "later") ||
	    word_is(f->words, by.end, "ago"))
		return;
	q->unit[unit.n] = '/';
	memcpy(q->unit + unit.n + 1, by.name.p, by.name.n);
	q->unit[unit.n + 1 + by.name.n] = '\0';
	q->end = by.end;
}

/* ", 43," after a name, "aged 43": whether the bare number is an age. */
static bool
is_age(const struct finder *f, size_t i, const struct number *num)
{
	if (!num->bare || num->value > AGE_LAST * QUANTITY_ONE || i == 0)
		return false;
	if (is_label(f, i - 1, "age"))
		return true;
	return i >= 2 && word_is(f->words, i - 1, ",") &&
	    is_kind(f, i - 2, WORD_LETTERS) && f->words->word[i - 2].capital &&
	    (word_is(f->words, num->end, ",") ||
	    word_is(f->words, num->end, "."));
}

/* "one of the men", "no one", "the second half": words that do not count. */
static bool
is_idle(const struct finder *f, size_t i, const struct number *num,
    const struct measure *unit)
{
	static const char *const which[] = {
		"first", "second", "other", "latter", "better"
	};
	const struct words *w = f->words;
	size_t half = num->end - 1;

	if (num->form == NUMBER_WORDS && num->end == i + 1 &&
	    num->value == NUMBER_ONE)
		return !unit->known || (i > 0 && word_is(w, i - 1, "no"));
	/* "half-hearted", "a half-hearted"; "half-hour" has a unit */
	return num->form == NUMBER_SHARE && word_is(w, half, "half") &&
	    slice_eq(unit->name, SLICE("share")) &&
	    ((is_glued(f, num->end) && word_is(w, num->end, "-")) ||
	    word_is(w, num->end, "past") || (half > 0 &&
	    WORD_IS_ONE_OF(w, half - 1, which)));
}

/* "half an hour", "quarter-point": a share that has a unit after all. */
static bool
half_unit(const struct finder *f, const struct number *num,
    struct measure *unit)
{
	size_t i = num->end;

	if (word_is(f->words, i, "-"))
		return measure_find(f->lists->unit, f->lists->stop, f->words,
		    i, unit) && unit->known;
	if (num->value != NUMBER_ONE / 2)
		return false;
	if (word_is(f->words, i, "a") || word_is(f->words, i, "an"))
		i++;
	return measure_find(f->lists->unit, f->lists->stop, f->words, i,
	    unit) && unit->next && unit->known && (i > num->end ||
	    measure_is_time(unit->name));
}

/* The unit of NUM, into Q and UNIT; false if it is no quantity. */
static bool
read_unit(const struct finder *f, size_t i, struct slice money,
    struct number *num, struct quantity *q, struct measure *unit)
{
	*unit = (struct measure){ .end = num->end };
	if (num->first_end > 0 && measure_find(f->lists->unit, f->lists->stop,
	    f->words, num->end, unit) && measure_is_time(unit->name)) {
		num->form = NUMBER_FIGURES;	/* three in ten days */
		num->value = num->first;
		num->end = num->first_end;
		*unit = (struct measure){ .end = num->end };
		q->end = num->end;
		return true;
	}
	q->end = num->end;
	if (money.n > 0) {
		unit->name = money;
		unit->known = true;
	} else if (num->form == NUMBER_SHARE) {
		if (!half_unit(f, num, unit))
			*unit = (struct measure){ .name = SLICE("share"),
			    .end = num->end };
		q->end = unit->end;
	} else if (num->form == NUMBER_TIMES) {
		unit->name = SLICE("times");
	} else {
		size_t at = num->end;

		if (num->form == NUMBER_VAGUE && word_is(f->words, at, "of"))
			at++;
		bound_after(f, q);
		if (q->end > num->end)
			at = q->end;
		if (measure_find(f->lists->unit, f->lists->stop, f->words, at,
		    unit))
			q->end = unit->end;
	}
	if (is_idle(f, i, num, unit) || is_name(f, i, num, unit))
		return false;
	set_unit(q, is_age(f, i, num) ? SLICE("year") : unit->name);
	return true;
}

/*
 * One number with its sign, its money sign and its unit at word I, without
 * bounds and ranges.  START moves back over the signs.
 */
static bool
read_one(const struct finder *f, size_t i, struct number *num,
    struct quantity *q, struct measure *unit)
{
	struct slice money = { 0 };
	size_t width = 0, start = i;

	*q = (struct quantity){ .op = "=" };
	if (!measure_money_before(f->lists->unit, f->words, i, &money, &width))
		money.n = width = 0;
	if (!number_read(f->lists->number, f->words, i, money.n > 0, num))
		return false;
	q->end = num->end;	/* how far a failure may be skipped */
	start -= width;
	if (is_negative(f, &start))
		num->value = -num->value;
	q->start = start;
	if (width > 0 && num->bare)
		num->bare = false;	/* money is no year, no name */
	if (!read_unit(f, i, money, num, q, unit))
		return false;
	q->low = q->high = num->value;
	return true;
}

/* The word after a connector of a range at I; 0 if there is none. */
static size_t
connector(const struct finder *f, size_t i, size_t start)
{
	const struct words *w = f->words;
	bool between = start > 0 && word_is(w, start - 1, "between");

	if ((word_is(w, i, "-") || word_is(w, i, "\xe2\x80\x93") ||
	    word_is(w, i, "\xe2\x80\x94")) && is_glued(f, i) &&
	    is_glued(f, i + 1))
		return i + 1;
	if (word_is(w, i, "to") || word_is(w, i, "or") ||
	    (between && word_is(w, i, "and")))
		return i + 1;
	return 0;
}

/* Whether the number at word I has a connector and figures glued to it. */
static bool
glued_pair(const struct finder *f, size_t end)
{
	return (word_is(f->words, end, "-") ||
	    word_is(f->words, end, "\xe2\x80\x93")) && is_glued(f, end) &&
	    is_glued(f, end + 1) && is_kind(f, end + 1, WORD_NUMBER);
}

/*
 * A second number after Q: a range, or with "from" two quantities that share
 * a unit.  False when Q is half of a score, a span of years, a code.
 */
static bool
add_range(const struct finder *f, struct number *num, struct quantity *q,
    const struct measure *unit)
{
	struct slice none = { 0 };
	size_t next = connector(f, q->end, q->start), at = next;
	bool from = q->start > 0 && word_is(f->words, q->start - 1, "from");
	struct quantity high;
	struct number more;
	struct measure other;
	int64_t low = q->low;

	if (next == 0)
		return true;
	while (at < f->words->n && at < next + 2 &&
	    is_kind(f, at, WORD_MARK))
		at++;			/* a money sign */
	if (!read_one(f, at, &more, &high, &other))
		return !glued_pair(f, q->end) ||
		    !slice_eq(unit->name, none);
	if (num->scale == 1 && more.scale > 1 &&
	    low < more.value / more.scale && low > 0)
		low *= more.scale;
	if (low >= high.low || more.form == NUMBER_SHARE ||
	    (high.unit[0] == '\0' && unit->name.n == 0 &&
	    glued_pair(f, q->end)))
		return !glued_pair(f, q->end) || unit->name.n > 0;
	if (unit->name.n > 0 && high.unit[0] != '\0' &&
	    !slice_eq(slice_str(q->unit), slice_str(high.unit)))
		return true;
	if (unit->name.n == 0)
		memcpy(q->unit, high.unit, sizeof(q->unit));
	q->low = low;
	if (from)
		return true;
	q->high = high.low;
	q->end = high.end;
	return true;
}

/* Years of a span ("from 2010 to 2015") and the rest of a code, skipped. */
static size_t
skip(const struct finder *f, size_t end)
{
	const struct words *w = f->words;

	while (end + 1 < w->n && is_glued(f, end) && is_glued(f, end + 1) &&
	    is_kind(f, end + 1, WORD_NUMBER) && is_kind(f, end, WORD_MARK))
		end += 2;
	return end;
}

bool
quantity_next(const struct quantity_lists *lists, const struct words *words,
    size_t from, struct quantity *q)
{
	struct finder f = { lists, words };
	struct number num;
	struct measure unit;

	for (size_t i = from; i < words->n; i++) {
		const char *op;
		size_t width;

		if (!number_begins(lists->number, words, i))
			continue;
		q->end = 0;
		if (!read_one(&f, i, &num, q, &unit) ||
		    !add_range(&f, &num, q, &unit)) {
			if (q->end > 0)
				i = skip(&f, q->end) - 1;
			continue;
		}
		if (num.form == NUMBER_VAGUE)
			q->op = ">=";
		if (num.about)
			q->op = "~";
		op = bound_at(&f, q->start, false, &width);
		if (op != NULL && (num.form != NUMBER_VAGUE || *op != '~')) {
			q->op = op;
			q->start -= width;
		}
		add_rate(&f, q);
		bound_after(&f, q);
		return true;
	}
	return false;
}

static void
put_number(int64_t v, struct buf *out)
{
	int64_t rest = v % QUANTITY_ONE, unit = QUANTITY_ONE / 10;

	if (v < 0) {
		buf_putc(out, '-');
		v = -v;
		rest = -rest;
	}
	buf_number(out, (uint64_t)(v / QUANTITY_ONE));
	if (rest == 0)
		return;
	buf_putc(out, '.');
	for (; rest > 0; unit /= 10) {
		buf_putc(out, (char)('0' + rest / unit));
		rest %= unit;
	}
}

void
quantity_put(const struct quantity *q, struct buf *out)
{
	buf_add(out, slice_str(q->op));
	buf_putc(out, ':');
	put_number(q->low, out);
	if (q->high != q->low) {
		buf_add(out, SLICE(".."));
		put_number(q->high, out);
	}
	buf_putc(out, ':');
	buf_add(out, slice_str(q->unit));
}
