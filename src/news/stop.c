#include "config.h"

#include <string.h>

#include "news/stop.h"

/* Token before a stop, at most this many bytes; no abbreviation is longer. */
enum { TOKEN_MAX = 32 };

static bool
is_blank(struct slice text, size_t at)
{
	return glyph_at(text, at).kind == GLYPH_BLANK;
}

/* Whether AT is the end of the text or a blank. */
static bool
is_edge(struct slice text, size_t at)
{
	return at >= text.n || is_blank(text, at);
}

/* The end of the run of terminators at AT: "?!", "...", ". . .". */
static size_t
run_end(struct slice text, size_t at)
{
	for (;;) {
		struct glyph g = glyph_at(text, at);

		if (g.kind == GLYPH_STOP)
			at += g.size;
		else if (g.c == ' ' && text.p[at - 1] == '.' &&
		    at + 1 < text.n && text.p[at + 1] == '.')
			at += 2;
		else
			return at;
	}
}

/* An opening quotation mark that is a closing one in other languages. */
static bool
is_opening_quote(int32_t c)
{
	return c == 0x201c || c == 0x2018 || c == 0xab || c == 0x2039;
}

/*
 * The end of the closing marks at AT, right behind the terminators.  An opening
 * mark before a blank is a closing one that was typed the wrong way round.
 */
static size_t
closers_end(struct slice text, size_t at)
{
	size_t start = at;

	for (;;) {
		struct glyph g = glyph_at(text, at);
		bool closes = g.kind == GLYPH_CLOSING ||
		    g.c == '"' || g.c == '\'' ||
		    (g.c == '*' && at > start) ||
		    (is_opening_quote(g.c) && at == start &&
		    is_edge(text, at + g.size));

		if (!closes)
			return at;
		at += g.size;
	}
}

/* Whether an odd number of '"' precede byte AT. */
static bool
is_odd(struct stop_quotes *quotes, struct slice text, size_t at)
{
	const char *p;

	while (quotes->counted < at && (p = memchr(text.p + quotes->counted,
	    '"', at - quotes->counted)) != NULL) {
		quotes->odd = !quotes->odd;
		quotes->counted = (size_t)(p - text.p) + 1;
	}
	quotes->counted = at;
	return quotes->odd;
}

/* The end of a closing quotation mark behind a stray blank: 'safe. ” He'. */
static size_t
stray_closer_end(struct slice text, size_t at, struct stop_quotes *quotes)
{
	struct glyph blank = glyph_at(text, at), g;

	if (blank.kind != GLYPH_BLANK)
		return at;
	g = glyph_at(text, at + blank.size);
	if ((g.c == '"' && is_edge(text, at + blank.size + 1) &&
	    is_odd(quotes, text, at)) ||
	    ((g.c == 0x201d || g.c == 0xbb || g.c == 0x203a) &&
	    is_edge(text, at + blank.size + g.size)))
		return at + blank.size + g.size;
	return at;
}

/*
 * The end of a footnote mark or an omission at AT, after at most one blank:
 * "[12]", "[4, 7]", "[...]", "[citation needed]"; AT itself if there is none.
 */
static size_t
note_end(struct slice text, size_t at)
{
	enum { NOTE_MAX = 40 };
	size_t p = at, end;
	bool number, omission, remark;

	if (p < text.n && text.p[p] == ' ')
		p++;
	if (p >= text.n || text.p[p] != '[')
		return at;
	number = omission = true;
	end = ++p;
	remark = glyph_at(text, p).kind == GLYPH_LOWER;
	for (; end < text.n && text.p[end] != ']'; end++) {
		struct glyph g = glyph_at(text, end);

		if (end - p > NOTE_MAX)
			return at;
		number = number && (g.kind == GLYPH_DIGIT ||
		    g.kind == GLYPH_DASH || g.kind == GLYPH_BLANK ||
		    g.c == ',' || g.c == '-');
		omission = omission && g.kind == GLYPH_STOP;
		remark = remark && (g.kind == GLYPH_LOWER || g.c == ' ');
		end += g.size - 1;
	}
	if (end >= text.n || end == p)
		return at;
	remark = remark && end - p > 7 &&
	    memcmp(text.p + end - 7, " needed", 7) == 0;
	return number || omission || remark ? end + 1 : at;
}

/* The end of a face after a blank, ":)" or "=-D"; AT if there is none. */
static size_t
face_end(struct slice text, size_t at)
{
	size_t p = at + 1;

	if (!is_blank(text, at) || p >= text.n ||
	    memchr(":;=", text.p[p], 3) == NULL)
		return at;
	p++;
	if (p < text.n && text.p[p] == '-')
		p++;
	if (p >= text.n || memchr("()DPp/|", text.p[p], 7) == NULL ||
	    !is_edge(text, p + 1))
		return at;
	return p + 1;
}

/*
 * The end of the number of a footnote that has lost its brackets or its place
 * above the line: "was paid. 8 Yet it", "was paid.8 It"; AT if there is none.
 */
static size_t
number_end(struct slice text, size_t at, const struct stop_lists *lists)
{
	size_t p = at + is_blank(text, at), digits = p, end;
	char room[STOP_WORD_SIZE];
	struct slice word;

	if (glyph_before(text, at).c != '.' ||
	    glyph_before(text, at - 1).kind != GLYPH_LOWER)
		return at;
	while (p < text.n && text.p[p] >= '0' && text.p[p] <= '9')
		p++;
	if (p == digits || p - digits > 3 || !is_blank(text, p) ||
	    glyph_at(text, p + 1).kind != GLYPH_UPPER)
		return at;
	word = stop_word(text, p + 1, room, sizeof room, &end);
	return lexicon_has(lists->starters, word) ? p : at;
}

/* A period, a blank, an ASCII letter: the run and its closers are one byte. */
static bool
is_plain_period(struct slice text, size_t at)
{
	unsigned char next;

	if (at + 2 >= text.n)
		return false;
	next = (unsigned char)text.p[at + 2];
	return next < 0x80 && text.p[at] == '.' && text.p[at + 1] == ' ' &&
	    (glyph_ascii[next] == GLYPH_UPPER ||
	    glyph_ascii[next] == GLYPH_LOWER);
}

static void
read_run(struct stop *stop, struct slice text, size_t at,
    struct stop_quotes *quotes)
{
	struct glyph first = glyph_at(text, at);
	size_t note;

	stop->begin = at;
	stop->mark = first.c;
	stop->closer = 0;
	if (is_plain_period(text, at)) {
		stop->kind = STOP_PERIOD;
		stop->end = stop->close = at + 1;
		return;
	}
	stop->end = run_end(text, at);
	if (glyph_wide_stop(first.c))
		stop->kind = STOP_WIDE;
	else if (first.c == 0x2026 || (first.c == '.' &&
	    stop->end - at >= 2))
		stop->kind = STOP_ELLIPSIS;
	else
		stop->kind = first.c == '.' ? STOP_PERIOD : STOP_MARK;

	stop->close = closers_end(text, stop->end);
	if (stop->close == stop->end)
		stop->close = stray_closer_end(text, stop->end, quotes);
	if (stop->close > stop->end) {
		size_t p = stop->end;

		while (is_blank(text, p))
			p += glyph_at(text, p).size;
		stop->closer = glyph_at(text, p).c;
	}
	while ((note = note_end(text, stop->close)) > stop->close ||
	    (note = face_end(text, stop->close)) > stop->close)
		stop->close = note;
}

struct slice
stop_word(struct slice text, size_t at, char *word, size_t size, size_t *end)
{
	size_t p = at;

	for (;;) {
		struct glyph g = glyph_at(text, p);

		if ((!glyph_in_word(g.kind) || g.c == '$') &&
		    ((g.c != '\'' && g.c != 0x2019) || p == at))
			break;
		p += g.size;
	}
	while (p > at) {
		struct glyph g = glyph_before(text, p);

		if (g.c != '\'' && g.c != 0x2019)
			break;
		p -= g.size;
	}
	*end = p;
	return glyph_fold(text, at, p, word, size);
}

/* The kind of what follows, once its parts are known. */
static enum stop_right
right_kind(const struct stop *stop)
{
	if (stop->first.kind == GLYPH_NONE)
		return RIGHT_NOTHING;
	if (stop->opened)
		return stop->next.c == '(' || stop->next.c == '[' ||
		    stop->next.c == '{' ? RIGHT_BRACKET : RIGHT_QUOTE;
	if (stop->dash)
		return RIGHT_DASH;
	switch (stop->first.kind) {
	case GLYPH_LOWER: return RIGHT_LOWER;
	case GLYPH_DIGIT: return RIGHT_DIGIT;
	case GLYPH_UPPER: return stop->starter ? RIGHT_STARTER : RIGHT_CAPITAL;
	case GLYPH_LETTER: return RIGHT_LETTER;
	default: return RIGHT_OTHER;
	}
}

/* The word, or its part up to an apostrophe ("l'" of "l'acqua"). */
static bool
is_starter(struct slice word, const struct lexicon_table *starters)
{
	const char *elision;

	if (word.n == 0 || lexicon_has(starters, word))
		return word.n > 0;
	elision = memchr(word.p, '\'', word.n);
	return elision != NULL && lexicon_has(starters, (struct slice){
	    word.p, (size_t)(elision - word.p) + 1 });
}

static void
read_right(struct stop *stop, struct slice text,
    const struct stop_lists *lists)
{
	size_t p = stop->close;
	struct glyph g;

	for (g = glyph_at(text, p); g.kind == GLYPH_BLANK;
	    g = glyph_at(text, p))
		p += g.size;
	stop->gap = p > stop->close;
	stop->next = g;
	stop->next_at = p;
	stop->opened = stop->dash = false;
	for (;; g = glyph_at(text, p)) {
		if (g.kind == GLYPH_OPENING || g.kind == GLYPH_QUOTE ||
		    g.c == 0x2019)
			stop->opened = true;
		else if (g.kind == GLYPH_DASH || g.c == '-')
			stop->dash = true;
		else if (!(g.kind == GLYPH_BLANK &&
		    (stop->opened || stop->dash)) &&
		    g.c != '*' && g.c != '#' && g.c != '@')
			break;
		p += g.size;
	}
	stop->first = g;
	stop->word = p;
	stop->folded = stop_word(text, p, stop->room, sizeof stop->room,
	    &stop->word_end);
	stop->letter = g.size > 0 && p + g.size == stop->word_end;
	stop->starter = g.kind != GLYPH_LOWER &&
	    is_starter(stop->folded, lists->starters);
	stop->right = right_kind(stop);
}

/* Where the token that ends at END begins, not before BEGIN. */
static size_t
token_begin(struct slice text, size_t begin, size_t end)
{
	size_t p = end;

	while (p > begin && end - p <= TOKEN_MAX) {
		struct glyph g = glyph_before(text, p);

		if (!glyph_in_word(g.kind) && (g.kind == GLYPH_BLANK ||
		    g.kind == GLYPH_OPENING || g.kind == GLYPH_DASH ||
		    g.c == '"' || g.c == '/' ||
		    (g.kind == GLYPH_CLOSING && g.c != 0x2019)))
			break;
		p -= g.size;
	}
	return p;
}

/* What a token is made of. */
struct shape {
	size_t glyphs;
	size_t periods;
	size_t letters_in_part;	/* most letters between two periods */
	bool capital;		/* begins with one */
	bool second_lower;
	bool alpha;		/* letters, periods, apostrophes, hyphens */
	bool digits, numeric;	/* digits only; digits and periods only */
	bool vowel;		/* or a letter outside ASCII */
	bool roman;
};

static struct shape
read_shape(struct slice text, size_t begin, size_t end)
{
	struct shape s = { .alpha = true, .digits = true, .numeric = true,
		.roman = true };
	size_t part = 0;

	for (size_t p = begin; p < end;) {
		struct glyph g = glyph_at(text, p);
		bool letter = g.kind == GLYPH_UPPER || g.kind == GLYPH_LOWER ||
		    g.kind == GLYPH_LETTER;
		int32_t low = g.c < 0x80 ? g.c | 0x20 : 0;

		s.capital = s.capital || (p == begin && g.kind == GLYPH_UPPER);
		s.second_lower = s.second_lower ||
		    (s.glyphs == 1 && g.kind == GLYPH_LOWER);
		s.periods += g.c == '.';
		s.digits = s.digits && g.kind == GLYPH_DIGIT;
		s.numeric = s.numeric &&
		    (g.kind == GLYPH_DIGIT || g.c == '.');
		s.alpha = s.alpha && (letter || g.c == '.' || g.c == '\'' ||
		    g.c == 0x2019 || g.c == '-');
		s.roman = s.roman && (low == 'i' || low == 'v' || low == 'x');
		s.vowel = s.vowel || (letter && (g.c >= 0x80 ||
		    strchr("aeiouy", (int)low) != NULL));
		part = g.c == '.' ? 0 : part + 1;
		if (part > s.letters_in_part)
			s.letters_in_part = part;
		s.glyphs++;
		p += g.size;
	}
	return s;
}

static enum stop_left
class_kind(struct slice name)
{
	static const struct {
		const char *name;
		enum stop_left left;
	} classes[] = {
		{ "title", LEFT_TITLE },
		{ "number", LEFT_NUMBER },
		{ "digit", LEFT_DIGIT },
		{ "either", LEFT_EITHER },
		{ "etc", LEFT_ETC },
		{ "never", LEFT_NEVER },
		{ "name", LEFT_NAME },
		{ "plain", LEFT_PLAIN },
	};

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (name.n == strlen(classes[i].name) &&
		    memcmp(name.p, classes[i].name, name.n) == 0)
			return classes[i].left;
	return LEFT_WORD;
}

/* Whether a number and a blank precede byte AT. */
static bool
after_number(struct slice text, size_t at)
{
	struct glyph blank = glyph_before(text, at);

	return blank.kind == GLYPH_BLANK &&
	    glyph_before(text, at - blank.size).kind == GLYPH_DIGIT;
}

/*
 * The class of the token [BEGIN, END) in abbrev.txt.  Titles, and entries
 * marked "word" before a capital, are abbreviations only when capitalised,
 * those marked "unit" only after a number.
 */
static enum stop_left
find_abbrev(struct slice text, size_t begin, size_t end, bool before_capital,
    const struct stop_lists *lists)
{
	char room[STOP_WORD_SIZE];
	struct slice value, key, mark;
	enum stop_left left;

	if (lists->abbrev == NULL || end - begin > lists->abbrev->longest)
		return LEFT_WORD;
	key = glyph_fold(text, begin, end, room, sizeof room);
	if (!lexicon_get(lists->abbrev, key, &value))
		return LEFT_WORD;
	left = class_kind(lexicon_field(value, 0));
	mark = lexicon_field(value, 1);
	if (slice_eq(mark, SLICE("unit")) && !after_number(text, begin))
		return LEFT_WORD;
	if (glyph_at(text, begin).kind == GLYPH_UPPER)
		return slice_eq(mark, SLICE("small")) ? LEFT_WORD : left;
	if (left == LEFT_TITLE ? !slice_eq(mark, SLICE("lower")) :
	    before_capital && slice_eq(mark, SLICE("word")))
		return LEFT_WORD;
	return left;
}

/*
 * The part of a compound after its last hyphen or apostrophe: "Gov" of
 * "then-Gov", "on" of "l'on".
 */
static size_t
last_part(struct slice text, size_t begin, size_t end)
{
	for (size_t p = end; p > begin;) {
		struct glyph g = glyph_before(text, p);

		if (g.c == '-' || g.c == '\'' || g.c == 0x2019)
			return p;
		p -= g.size;
	}
	return begin;
}

/* "1." or "iv." before an item of a list; "Figure 3." before its caption. */
static bool
is_label(struct slice text, size_t begin, size_t token,
    const struct shape *s, const struct stop_lists *lists)
{
	char room[STOP_WORD_SIZE];
	struct slice word, value;
	size_t end;

	if (token == 0)
		return (s->digits && s->glyphs <= 3) ||
		    (s->numeric && s->periods > 0) ||
		    (s->roman && s->glyphs <= 4);
	if (token == begin)
		return s->digits && s->glyphs <= 2;
	if (begin > 0 || token > STOP_WORD_SIZE || !s->digits || s->glyphs > 3)
		return false;
	word = stop_word(text, 0, room, sizeof room, &end);
	return end + 1 == token && lexicon_get(lists->abbrev, word, &value) &&
	    slice_eq(lexicon_field(value, 0), (struct slice){ "label", 5 });
}

/* One capital letter and nothing else. */
static bool
is_capital(struct slice text, size_t begin, size_t end)
{
	struct glyph g = glyph_at(text, begin);

	return g.kind == GLYPH_UPPER && g.size == end - begin;
}

/* Five letters or more without a period: no label, nothing clipped. */
static bool
is_long_word(struct slice text, size_t begin, size_t end)
{
	return end - begin > 4 && glyph_before(text, end).kind == GLYPH_LOWER &&
	    memchr(text.p + begin, '.', end - begin) == NULL;
}

static bool
is_blank_before(struct slice text, size_t at)
{
	return at > 0 && text.p[at - 1] == ' ';
}

/* A title that was torn from its period: "Mr . Hill". */
static enum stop_left
loose_kind(struct slice text, size_t begin, size_t end,
    const struct stop_lists *lists)
{
	size_t token = token_begin(text, begin, end);

	return token < end && find_abbrev(text, token, end, true, lists) ==
	    LEFT_TITLE ? LEFT_TITLE : LEFT_WORD;
}

static enum stop_left
left_kind(const struct stop *stop, struct slice text, size_t begin,
    const struct stop_lists *lists)
{
	bool before_capital = stop->first.kind == GLYPH_UPPER;
	size_t end = stop->begin, part;
	enum stop_left left;
	struct shape s;

	if (stop->token == end && is_blank_before(text, end))
		return loose_kind(text, begin, end - 1, lists);
	if (stop->token == end || end - stop->token > TOKEN_MAX)
		return LEFT_WORD;
	left = find_abbrev(text, stop->token, end, before_capital, lists);
	if (left != LEFT_TITLE && is_capital(text, stop->token, end))
		return text.p[stop->token] == 'I' ? LEFT_I : LEFT_INITIAL;
	part = last_part(text, stop->token, end);
	if (left == LEFT_WORD && part > stop->token && end - part >= 2)
		left = find_abbrev(text, part, end, before_capital, lists);
	if (left != LEFT_WORD || is_long_word(text, stop->token, end))
		return left;
	s = read_shape(text, stop->token, end);
	if (s.periods > 0 && s.alpha && s.letters_in_part == 1)
		return LEFT_DOTTED;
	if (is_label(text, begin, stop->token, &s, lists))
		return LEFT_LABEL;
	if (s.digits && s.glyphs <= lists->ordinals)
		return LEFT_ORDINAL;
	if (s.alpha && s.periods == 0 && !s.vowel && s.capital &&
	    s.second_lower && s.glyphs <= 4)
		return LEFT_CLIPPED;
	return LEFT_WORD;
}

/*
 * A plain period (see is_plain_period) behind an ordinary word: the letter
 * that follows says all, whatever its word is.
 */
static void
read_letter(struct stop *stop, struct slice text)
{
	stop->gap = true;
	stop->opened = stop->dash = stop->starter = stop->letter = false;
	stop->next_at = stop->word = stop->word_end = stop->close + 1;
	stop->next = stop->first = glyph_at(text, stop->word);
	stop->folded = (struct slice){ stop->room, 0 };
	stop->right = stop->first.kind == GLYPH_UPPER ? RIGHT_CAPITAL :
	    RIGHT_LOWER;
}

/* A period before a number: that of a footnote belongs to the sentence. */
static void
take_number(struct stop *stop, struct slice text,
    const struct stop_lists *lists)
{
	size_t end = number_end(text, stop->close, lists);

	if (end > stop->close) {
		stop->close = end;
		read_right(stop, text, lists);
	}
}

void
stop_read(struct stop *stop, struct slice text, size_t begin, size_t at,
    struct stop_quotes *quotes, const struct stop_lists *lists)
{
	read_run(stop, text, at, quotes);
	stop->token = token_begin(text, begin, at);
	if (is_plain_period(text, at)) {
		read_letter(stop, text);
		stop->left = left_kind(stop, text, begin, lists);
		if (stop->left != LEFT_WORD && stop->right != RIGHT_LOWER)
			read_right(stop, text, lists);
		return;
	}
	read_right(stop, text, lists);
	stop->left = stop->kind == STOP_WIDE ? LEFT_WORD :
	    left_kind(stop, text, begin, lists);
	if (stop->left == LEFT_WORD && stop->kind == STOP_PERIOD)
		take_number(stop, text, lists);
}
