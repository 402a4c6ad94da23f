/* number.c - one number at a word: figures, number words, or both */
#include "config.h"

#include "news/number.h"

/* Above this a number is not believed: 230 trillion and something. */
#define NUMBER_MAX (INT64_MAX / 4)

enum class {
	CLASS_NONE, CLASS_UNIT, CLASS_TEN, CLASS_SCALE, CLASS_VAGUE,
	CLASS_PART, CLASS_COUPLE, CLASS_TIMES
};

static const struct {
	const char *name;
	enum class class;
} classes[] = {
	{ "couple", CLASS_COUPLE },
	{ "part", CLASS_PART },
	{ "scale", CLASS_SCALE },
	{ "ten", CLASS_TEN },
	{ "times", CLASS_TIMES },
	{ "unit", CLASS_UNIT },
	{ "vague", CLASS_VAGUE },
};

struct reader {
	const struct lexicon_table *numbers;
	const struct words *words;
	bool money;
};

/* Digits, commas and a decimal point, in ten-thousandths; false if huge. */
static bool
decimal(struct slice s, int64_t *value)
{
	int64_t v = 0, unit = NUMBER_ONE;
	bool fraction = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.') {
			fraction = true;
		} else if (fraction) {
			unit /= 10;
			v += (s.p[i] - '0') * unit;
			if (unit == 0 && s.p[i] >= '5') {
				v++;	/* round at the fifth decimal */
				break;
			}
			if (unit == 0)
				break;
		} else if (s.p[i] != ',') {
			if (v > NUMBER_MAX / 10)
				return false;
			v = v * 10 + (s.p[i] - '0') * NUMBER_ONE;
		}
	}
	*value = v;
	return v <= NUMBER_MAX;
}

/* The class of word I in the list, its value (ten-thousandths) in VALUE. */
static enum class
class_of(const struct reader *r, size_t i, int64_t *value)
{
	struct slice entry, name;

	*value = 0;
	if (i >= r->words->n || r->words->word[i].kind != WORD_LETTERS ||
	    !lexicon_get(r->numbers, r->words->word[i].low, &entry))
		return CLASS_NONE;
	name = lexicon_field(entry, 0);
	for (size_t k = 0; k < sizeof(classes) / sizeof(*classes); k++) {
		if (slice_eq(name, slice_str(classes[k].name)) &&
		    decimal(lexicon_field(entry, 1), value))
			return classes[k].class;
	}
	return CLASS_NONE;
}

static bool
is_article(const struct reader *r, size_t i)
{
	return word_is(r->words, i, "a") || word_is(r->words, i, "an");
}

/* A hyphen between word I - 1 and word I + 1, without blanks. */
static bool
is_hyphen(const struct reader *r, size_t i)
{
	return i + 1 < r->words->n && word_is(r->words, i, "-") &&
	    r->words->word[i].glued && r->words->word[i + 1].glued;
}

static size_t
skip_hyphen(const struct reader *r, size_t i)
{
	return is_hyphen(r, i) ? i + 1 : i;
}

/* Multiply NUM by SCALE (ten-thousandths); false, unchanged, if too big. */
static bool
multiply(struct number *num, int64_t scale)
{
	int64_t by = scale / NUMBER_ONE;

	if (by < 1 || num->value > NUMBER_MAX / by ||
	    num->scale > NUMBER_MAX / by)
		return false;
	num->value *= by;
	num->scale *= by;
	return true;
}

/*
 * Whether word I is a scale: one letter ("5m", "$3 b") counts only where it
 * is written to the number, or after a currency sign.  A plural ("5
 * millions") is a scale after a number, half of its least meaning.
 */
static bool
scale_at(const struct reader *r, size_t i, int64_t *scale)
{
	enum class class = class_of(r, i, scale);

	if (class == CLASS_VAGUE) {
		*scale /= 2;
		return true;
	}
	return class == CLASS_SCALE && (r->words->word[i].text.n > 1 ||
	    r->words->word[i].glued || r->money);
}

/* "five-and-a-half", "2 1/2", "3½": whether a half follows at num->end. */
static bool
add_half(const struct reader *r, struct number *num)
{
	size_t i = skip_hyphen(r, num->end);

	if (word_is(r->words, i, "½") && r->words->word[i].glued) {
		num->end = i + 1;
	} else if (word_is(r->words, i, "and")) {
		i = skip_hyphen(r, i + 1);
		if (!word_is(r->words, i, "a"))
			return false;
		i = skip_hyphen(r, i + 1);
		if (!word_is(r->words, i, "half"))
			return false;
		num->end = i + 1;
	} else {
		return false;
	}
	num->value += NUMBER_ONE / 2;
	num->bare = false;
	return true;
}

/*
 * Scale words after the number: "million", "lakh crore", "-million".  False
 * when they make it too big: what stands before them is not the number.
 */
static bool
add_scales(const struct reader *r, struct number *num)
{
	int64_t scale;
	size_t i;

	while (i = skip_hyphen(r, num->end), scale_at(r, i, &scale)) {
		if (!multiply(num, scale))
			return false;
		num->end = i + 1;
		num->bare = false;
	}
	return true;
}

/* "1/2" at word I, a fraction people write; no date, no "24/7". */
static bool
slash_fraction(const struct reader *r, size_t i, int64_t *value)
{
	const struct words *w = r->words;
	int64_t top, bottom;

	if (i + 2 >= w->n || !word_is(w, i + 1, "/") || !w->word[i + 1].glued ||
	    w->word[i].kind != WORD_NUMBER || !w->word[i + 2].glued ||
	    w->word[i + 2].kind != WORD_NUMBER || word_is(w, i + 3, "/") ||
	    !decimal(w->word[i].text, &top) ||
	    !decimal(w->word[i + 2].text, &bottom))
		return false;
	top /= NUMBER_ONE;
	bottom /= NUMBER_ONE;
	if (top < 1 || top >= bottom || bottom > 10 || bottom == 7 ||
	    bottom == 9)
		return false;
	*value = (top * NUMBER_ONE + bottom / 2) / bottom;
	return true;
}

/*
 * Three digits after a blank group the number before: "10 000"; but a name
 * after them has digits of its own, "400 737 Max jets".
 */
static size_t
blank_groups(const struct reader *r, size_t i, int64_t *value)
{
	const struct words *w = r->words;
	int64_t group;
	size_t end = i + 1;

	if (w->word[i].text.n > 3 || memchr(w->word[i].text.p, '.',
	    w->word[i].text.n) != NULL)
		return end;
	while (end < w->n && w->word[end].kind == WORD_NUMBER &&
	    w->word[end].text.n == 3 && !w->word[end].glued &&
	    decimal(w->word[end].text, &group) && *value < NUMBER_MAX / 1000 &&
	    !(end + 1 < w->n && w->word[end + 1].capital)) {
		*value = *value * 1000 + group;
		end++;
	}
	return end;
}

static bool
read_figures(const struct reader *r, size_t i, struct number *num)
{
	const struct words *w = r->words;
	int64_t fraction;

	if (w->word[i].kind != WORD_NUMBER)
		return false;
	num->form = NUMBER_FIGURES;
	if (slash_fraction(r, i, &num->value)) {
		num->form = NUMBER_SHARE;
		num->end = i + 3;
		return true;
	}
	if (!decimal(w->word[i].text, &num->value))
		return false;
	num->end = blank_groups(r, i, &num->value);
	num->bare = num->end == i + 1 && w->word[i].text.n <= 4 &&
	    memchr(w->word[i].text.p, '.', w->word[i].text.n) == NULL;
	if (slash_fraction(r, num->end, &fraction) &&
	    !w->word[num->end].glued) {
		num->value += fraction;
		num->end += 3;
		num->bare = false;
	}
	add_half(r, num);
	return add_scales(r, num);
}

/* Whether a unit (1 to 19) may follow the TENS read so far. */
static bool
fits(int64_t tens, int64_t unit)
{
	return tens == 0 || (tens >= 20 && tens % 10 == 0 && unit < 10);
}

/*
 * "three hundred and forty-two", "two thousand five hundred": CUR is what is
 * below the next scale, and each word must fit in the room that is left.
 */
static bool
read_words(const struct reader *r, size_t i, struct number *num)
{
	const int64_t one = NUMBER_ONE, hundred = 100 * one;
	int64_t total = 0, cur = 0, last = INT64_MAX, v;
	size_t at = i, end = i;
	bool any = false;

	while (at < r->words->n) {
		enum class class = class_of(r, at, &v);

		if (class == CLASS_UNIT && (!any ||
		    (v > 0 && fits(cur / one % 100, v / one)))) {
			cur += v;
		} else if (class == CLASS_TEN && cur % hundred == 0) {
			cur += v;
		} else if (class == CLASS_SCALE && any && cur > 0 &&
		    r->words->word[at].text.n > 1 && v == hundred &&
		    cur < hundred) {
			cur *= 100;
		} else if (class == CLASS_SCALE && any && cur > 0 &&
		    r->words->word[at].text.n > 1 && v != hundred && v < last) {
			if (cur >= NUMBER_MAX / (v / one))
				return false;
			total += cur * (v / one);
			num->scale = v / one;
			last = v;
			cur = 0;
		} else {
			break;
		}
		any = true;
		end = ++at;
		if (is_hyphen(r, at))
			at++;
		else if (word_is(r->words, at, "and") && cur % hundred == 0 &&
		    (cur > 0 || total > 0))
			at++;
		if (total > NUMBER_MAX)
			return false;
	}
	num->form = NUMBER_WORDS;
	num->value = total + cur;
	num->end = end;
	return any && (!add_half(r, num) || add_scales(r, num));
}

/* "tens of thousands", "dozens"; END is set. */
static bool
read_vague(const struct reader *r, size_t i, struct number *num)
{
	int64_t v;

	if (class_of(r, i, &num->value) != CLASS_VAGUE)
		return false;
	num->form = NUMBER_VAGUE;
	num->end = i + 1;
	while (word_is(r->words, num->end, "of") &&
	    class_of(r, num->end + 1, &v) == CLASS_VAGUE &&
	    multiply(num, v / 2))
		num->end += 2;
	return true;
}

/* "a million", "a half-dozen", "a couple of", "a thousand" at an article. */
static bool
read_article(const struct reader *r, size_t i, struct number *num)
{
	int64_t v;

	if (!is_article(r, i))
		return false;
	switch (class_of(r, i + 1, &v)) {
	case CLASS_SCALE:
		if (r->words->word[i + 1].text.n == 1)
			return false;
		num->form = NUMBER_WORDS;
		num->value = v;
		num->scale = v / NUMBER_ONE;
		num->end = i + 2;
		return add_scales(r, num);
	case CLASS_COUPLE:
		num->form = NUMBER_WORDS;
		num->value = v;
		num->end = i + 2 + word_is(r->words, i + 2, "of");
		num->about = true;
		return add_scales(r, num);
	default:
		return false;
	}
}

/* After a fraction: "of a million", "a million", "-dozen": a plain number. */
static void
fraction_of_scale(const struct reader *r, struct number *num)
{
	size_t i = skip_hyphen(r, num->end);
	int64_t v;

	i += word_is(r->words, i, "of");
	i += is_article(r, i);
	if (i > num->end && class_of(r, i, &v) == CLASS_SCALE &&
	    r->words->word[i].text.n > 1 && multiply(num, v)) {
		num->form = NUMBER_WORDS;
		num->end = i + 1;
	}
}

/*
 * "half", "one-third", "three quarters", "a fifth of": the fraction at I.
 * An article alone needs "of" or "by" ("a third term", "a quarter").
 */
static bool
read_part(const struct reader *r, size_t i, struct number *num)
{
	size_t at = i;
	int64_t top = NUMBER_ONE, bottom;
	bool article = is_article(r, i);

	if (article)
		at++;
	else if (class_of(r, i, &top) == CLASS_UNIT)
		at = skip_hyphen(r, i + 1);
	else
		top = NUMBER_ONE;
	if (class_of(r, at, &bottom) != CLASS_PART || top >= bottom)
		return false;
	if (at == i && !word_is(r->words, at, "half"))
		return false;
	if (at > i + 1 || (at == i + 1 && !article) ||
	    word_is(r->words, at, "half") || word_is(r->words, at + 1, "of") ||
	    (i > 0 && (word_is(r->words, i - 1, "by") ||
	    word_is(r->words, i - 1, "than")))) {
		bottom /= NUMBER_ONE;
		num->form = NUMBER_SHARE;
		num->value = (top + bottom / 2) / bottom;
		num->end = at + 1;
		fraction_of_scale(r, num);
		return true;
	}
	return false;
}

/* "one in five", "9 out of 10" after a small number: a share. */
static void
add_ratio(const struct reader *r, struct number *num)
{
	struct number of = { .scale = 1 };
	size_t i = num->end;

	if (word_is(r->words, i, "out") && word_is(r->words, i + 1, "of"))
		i += 2;
	else if (word_is(r->words, i, "in"))
		i += 1;
	else
		return;
	if (i >= r->words->n || num->value <= 0 ||
	    (!read_figures(r, i, &of) && !read_words(r, i, &of)) ||
	    num->value >= of.value || of.value > 1000 * NUMBER_ONE)
		return;
	num->first = num->value;
	num->first_end = num->end;
	num->form = NUMBER_SHARE;
	num->value = (num->value * NUMBER_ONE + of.value / 2) / of.value;
	num->end = of.end;
}

bool
number_begins(const struct lexicon_table *numbers, const struct words *words,
    size_t i)
{
	const struct word *word = &words->word[i];

	switch (word->kind) {
	case WORD_NUMBER:
		return true;
	case WORD_MARK:
		return word_is(words, i, "\xc2\xbd");
	default:
		return word_is(words, i, "a") || word_is(words, i, "an") ||
		    (word->text.n > 1 && lexicon_has(numbers, word->low));
	}
}

bool
number_read(const struct lexicon_table *numbers, const struct words *words,
    size_t i, bool money, struct number *num)
{
	struct reader r = { numbers, words, money };

	*num = (struct number){ .scale = 1 };
	if (i >= words->n)
		return false;
	if (word_is(words, i, "½")) {
		num->form = NUMBER_SHARE;
		num->value = NUMBER_ONE / 2;
		num->end = i + 1;
		return true;
	}
	if (class_of(&r, i, &num->value) == CLASS_TIMES) {
		num->form = NUMBER_TIMES;
		num->end = i + 1;
		return true;
	}
	if (read_article(&r, i, num) || read_vague(&r, i, num) ||
	    read_part(&r, i, num))
		return true;
	if (!read_figures(&r, i, num) && !read_words(&r, i, num))
		return false;
	add_ratio(&r, num);
	return true;
}
