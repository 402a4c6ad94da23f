#include "config.h"

#include <string.h>

#include "news/endrule.h"

enum verdict {
	NEXT,			/* this rule says nothing: ask the next one */
	END,			/* a sentence ends here */
	GO			/* it goes on */
};

/* The usual case first: an ordinary word, a period, a blank, a capital. */
static enum verdict
rule_plain(const struct place *at)
{
	const struct stop *s = &at->stop;

	return s->kind == STOP_PERIOD && s->left == LEFT_WORD && s->gap &&
	    s->right == RIGHT_CAPITAL ? END : NEXT;
}

/* The paragraph ends, or nothing but opening marks follows. */
static enum verdict
rule_nothing_follows(const struct place *at)
{
	if (at->stop.right != RIGHT_NOTHING)
		return NEXT;
	return at->stop.dash ? GO : END;
}

/* Scripts that put no blank after a sentence. */
static enum verdict
rule_wide(const struct place *at)
{
	return at->stop.kind == STOP_WIDE ? END : NEXT;
}

static bool
is_bracket(int32_t c)
{
	return c == ')' || c == ']' || c == '}';
}

/*
 * The word glued to the stop begins a sentence: one of starters.txt, or a
 * capitalised one after an ordinary word ("on Chirper.Ann Hill").  Names of
 * files and hosts have a mark before or after ("Node.Js", "x.org/A.Html").
 */
static bool
is_glued_word(const struct place *at)
{
	const struct stop *s = &at->stop;
	struct glyph next = glyph_at(at->text, s->word_end);
	size_t token = s->token;

	if (s->folded.n == 0 || s->letter ||
	    (next.kind != GLYPH_BLANK && next.kind != GLYPH_NONE))
		return false;
	if (s->starter)
		return next.kind == GLYPH_BLANK;
	return s->folded.n > 2 && s->begin - token > 1 &&
	    s->left == LEFT_WORD &&
	    glyph_at(at->text, s->word + 1).kind == GLYPH_LOWER &&
	    memchr(at->text.p + token, '.', s->begin - token) == NULL &&
	    !lexicon_has(at->lists->abbrev, s->folded);
}

/* Closing marks and a sentence glued to them: 'end.”He', '(19.)But'. */
static enum verdict
glued_to_closer(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->opened || s->closer == '\'')
		return GO;
	if (s->closer == '"')
		return is_glued_word(at) ? END : GO;
	if (is_bracket(s->closer))
		return s->starter && is_glued_word(at) ? END : GO;
	return END;
}

/*
 * No blank behind the stop: a decimal, a name of a file or a host - or two
 * sentences that lost their blank: 'end.”He', 'said.“He', 'problem.It is'.
 */
static enum verdict
rule_glued(const struct place *at)
{
	const struct stop *s = &at->stop;
	struct glyph left, before;

	if (s->gap)
		return NEXT;
	if (s->dash || s->first.kind != GLYPH_UPPER)
		return GO;
	if (s->closer != 0)
		return glued_to_closer(at);
	left = glyph_before(at->text, s->begin);
	if (is_bracket(left.c))		/* "as found (19).Another study" */
		return s->starter && is_glued_word(at) ? END : GO;
	if (left.kind != GLYPH_LOWER)
		return GO;
	if (s->kind == STOP_ELLIPSIS && !s->opened && s->starter &&
	    !s->letter)
		return END;		/* "no other...My boat" */
	if (s->opened)
		return s->next.c == '"' || (s->next.c >= 0x80 &&
		    s->next.kind == GLYPH_OPENING) ? END : GO;
	before = glyph_before(at->text, s->begin - left.size);
	return before.kind == GLYPH_LOWER && s->end - s->begin == 1 &&
	    is_glued_word(at) ? END : GO;
}

/* A word like "iPhone": small letters, then a capital. */
static bool
is_camel(struct slice text, size_t at)
{
	size_t p = at;

	while (p < text.n && p - at < 6 &&
	    glyph_at(text, p).kind == GLYPH_LOWER)
		p += glyph_at(text, p).size;
	return p - at < 6 && glyph_at(text, p).kind == GLYPH_UPPER;
}

/*
 * The word before the period is an ordinary one, all in lower case; then the
 * period ends a sentence even if a lower-case word follows, as in informal
 * text.
 */
static bool
is_plain_word(const struct place *at)
{
	size_t p = at->stop.token, end = at->stop.begin, letters = 0;
	char room[STOP_WORD_SIZE];
	struct slice value;
	bool vowel = false;

	if (p > 0 && glyph_before(at->text, p).kind != GLYPH_BLANK)
		return false;
	if (at->stop.left != LEFT_WORD || (lexicon_get(at->lists->abbrev,
	    glyph_fold(at->text, p, end, room, sizeof room), &value) &&
	    !slice_eq(lexicon_field(value, 1), SLICE("unit"))))
		return false;
	for (; p < end; letters++) {
		struct glyph g = glyph_at(at->text, p);

		if (g.kind != GLYPH_LOWER && g.c != '\'')
			return false;
		vowel = vowel || g.c >= 0x80 ||
		    strchr("aeiouy", (int)g.c) != NULL;
		p += g.size;
	}
	return letters == 2 || (letters > 2 && vowel);
}

/* An address of the web: no word of the sentence before it. */
static bool
is_address(struct slice text, size_t at)
{
	struct slice rest = slice_sub(text, at, text.n);

	return slice_starts(rest, SLICE("http://")) ||
	    slice_starts(rest, SLICE("https://")) ||
	    slice_starts(rest, SLICE("www."));
}

/* A clipped article before a capital: Dutch "'s Avonds", "’t Is". */
static bool
is_clipped_article(const struct place *at)
{
	const struct stop *s = &at->stop;

	return (s->next.c == '\'' || s->next.c == 0x2019) &&
	    s->next_at + s->next.size == s->word && s->letter &&
	    glyph_at(at->text, s->word + 1).kind == GLYPH_BLANK &&
	    glyph_at(at->text, s->word + 2).kind == GLYPH_UPPER;
}

/* A lower-case word goes on, but for informal text and iPhones. */
static enum verdict
rule_lower(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->first.kind != GLYPH_LOWER)
		return NEXT;
	if (s->closer == 0 && is_camel(at->text, s->word))
		return END;
	if (s->closer == 0 && s->left == LEFT_WORD && !s->dash &&
	    !s->opened && is_address(at->text, s->word))
		/* but "May 4, 2017. https://..." of a reference goes on */
		return glyph_before(at->text, s->begin).kind == GLYPH_DIGIT ?
		    GO : END;
	if (is_clipped_article(at))
		return NEXT;
	if (s->closer != 0 || s->dash || s->opened)
		return GO;
	if (s->kind == STOP_MARK)
		return s->end - s->begin > 1 || s->mark == '?' ? END : GO;
	return s->kind == STOP_PERIOD && is_plain_word(at) ? END : GO;
}

/* By columns: what the next word looks like, or what stands before it. */
#define ROW(quote, bracket, dash, digit, starter, capital, letter, other) { \
	[RIGHT_QUOTE] = quote, [RIGHT_BRACKET] = bracket, \
	[RIGHT_DASH] = dash, [RIGHT_DIGIT] = digit, \
	[RIGHT_STARTER] = starter, [RIGHT_CAPITAL] = capital, \
	[RIGHT_LETTER] = letter, [RIGHT_OTHER] = other }

/*
 * A period behind a token of a class, by what follows it.  NEXT: the later
 * rules; they are the only ones that an ordinary word is subject to.
 */
static const unsigned char after_token[LEFT_KINDS][RIGHT_KINDS] = {
	/*                quote bracket dash digit start capital letter other */
	[LEFT_TITLE]   = ROW(GO,   GO,     GO,  GO,   GO,   GO,     GO,    GO),
	[LEFT_NEVER]   = ROW(GO,   GO,     GO,  GO,   GO,   GO,     GO,    GO),
	[LEFT_LABEL]   = ROW(GO,   GO,     GO,  GO,   GO,   GO,     GO,    GO),
	[LEFT_DIGIT]   = ROW(END,  END,    END, GO,   END,  END,    END,   END),
	[LEFT_NUMBER]  = ROW(END,  END,    GO,  GO,   END,  GO,     GO,    END),
	[LEFT_EITHER]  = ROW(END,  GO,     GO,  GO,   END,  GO,     GO,    GO),
	[LEFT_ETC]     = ROW(END,  END,    GO,  GO,   END,  END,    GO,    GO),
	[LEFT_INITIAL] = ROW(END,  END,    GO,  GO,   END,  GO,     GO,    GO),
	[LEFT_DOTTED]  = ROW(END,  GO,     GO,  GO,   END,  GO,     GO,    GO),
	[LEFT_ORDINAL] = ROW(END,  END,    GO,  GO,   END,  GO,     GO,    GO),
	[LEFT_CLIPPED] = ROW(GO,   GO,     GO,  NEXT, NEXT, GO,     GO,    GO),
};
#undef ROW

/* Whether a lower-case word and a blank precede the token: "plan B". */
static bool
after_lower(const struct place *at)
{
	struct glyph g = glyph_before(at->text, at->stop.token);
	size_t p = at->stop.token - g.size;
	bool lower = false;

	if (g.kind != GLYPH_BLANK)
		return false;
	for (; at->stop.token - p < STOP_WORD_SIZE; p -= g.size) {
		g = glyph_before(at->text, p);
		if (g.kind != GLYPH_UPPER && g.kind != GLYPH_LOWER)
			break;
		lower = g.kind == GLYPH_LOWER;
	}
	return lower;
}

/* A nickname in quotation marks: 'Robert C. "Bobby" Scott'. */
static bool
is_nickname(const struct place *at)
{
	const struct stop *s = &at->stop;
	struct glyph g = glyph_at(at->text, s->word_end);

	return !s->letter && (g.c == '"' || g.c == '\'' || g.c == ')' ||
	    g.c == 0x201d || g.c == 0x2019);
}

/* The initials, where the table is not enough. */
static enum verdict
initial(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->left == LEFT_I)
		return s->starter || after_lower(at) ? END : GO;
	if (s->opened && is_nickname(at))
		return GO;
	if (s->right != RIGHT_STARTER)
		return after_token[LEFT_INITIAL][s->right];
	if (s->letter)		/* "plan B. A boat", "A. A. Hill" */
		return after_lower(at) && glyph_at(at->text,
		    s->word_end).c != '.' ? END : GO;
	return s->token > 0 ? END : GO;
}

/* An abbreviation inside brackets or quotation marks that close here. */
static enum verdict
closed_token(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->left == LEFT_NEVER)
		return GO;
	if (is_bracket(s->closer) && !s->starter &&
	    (s->left == LEFT_EITHER || s->left == LEFT_TITLE))
		return GO;
	return s->opened || s->first.kind == GLYPH_UPPER ||
	    s->first.kind == GLYPH_DIGIT ? END : GO;
}

static enum verdict
rule_token(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->kind != STOP_PERIOD)
		return NEXT;
	if (s->closer != 0 && s->left >= LEFT_TITLE && s->left <= LEFT_NEVER)
		return closed_token(at);
	if (s->left == LEFT_INITIAL || s->left == LEFT_I)
		return initial(at);
	if (s->left == LEFT_DOTTED && s->opened && is_nickname(at))
		return GO;
	return after_token[s->left][s->right];
}

/* Whether a verb of saying follows at AT: "asked", ", a dentist, asked". */
static bool
is_said(const struct place *at, size_t p)
{
	enum { APPOSITION_MAX = 120 };
	const struct lexicon_table *say = at->lists->say;
	char room[STOP_WORD_SIZE];
	size_t end = p, comma;

	if (glyph_at(at->text, p).c == ',') {
		size_t reach = p + APPOSITION_MAX < at->text.n ?
		    p + APPOSITION_MAX : at->text.n;
		const char *second = memchr(at->text.p + p + 1, ',',
		    reach - p - 1);

		if (second == NULL)
			return false;
		comma = (size_t)(second - at->text.p);
		if (memchr(at->text.p + p, '.', comma - p - 1) != NULL)
			return false;	/* "Hill, a dentist. Dale, his" */
		p = comma + 1;
	}
	if (glyph_at(at->text, p).kind == GLYPH_BLANK)
		p += glyph_at(at->text, p).size;
	return glyph_at(at->text, p).kind == GLYPH_LOWER &&
	    lexicon_has(say, glyph_word(at->text, p, room, sizeof room, &end));
}

/*
 * '?" Ann Hill asked', '…" Hill, a dentist, said': up to four names or a
 * pronoun, then perhaps who that is, then a verb of saying.
 */
static enum verdict
rule_reported(const struct place *at)
{
	enum { NAMES_MAX = 4 };
	const struct stop *s = &at->stop;
	char room[STOP_WORD_SIZE];
	size_t p = s->word, end;

	if ((s->kind != STOP_MARK && s->kind != STOP_ELLIPSIS) ||
	    s->closer == 0 || s->opened)
		return NEXT;
	if (s->starter && !lexicon_get(at->lists->say, s->folded, NULL))
		return NEXT;
	for (int names = 0; names < NAMES_MAX; names++) {
		struct glyph g = glyph_at(at->text, p);

		if (g.kind != GLYPH_UPPER || glyph_word(at->text, p, room,
		    sizeof room, &end).n == 0)
			return NEXT;
		while (glyph_at(at->text, end).c == '.' ||
		    glyph_at(at->text, end).c == '-')
			end++;
		if (is_said(at, end))
			return GO;
		p = end + glyph_at(at->text, end).size;
	}
	return NEXT;
}

/* A name that is written with the mark: "Yahoo! Mail". */
static enum verdict
rule_marked_name(const struct place *at)
{
	const struct stop *s = &at->stop;

	return s->kind == STOP_MARK && s->left == LEFT_NAME &&
	    s->closer == 0 && s->end - s->begin == 1 && !s->starter ? GO : NEXT;
}

/*
 * A dash and a name up to the end of the paragraph say whose words those
 * were: '.” ― Ann Smith'.
 */
static enum verdict
rule_dash(const struct place *at)
{
	enum { TAIL_MAX = 70, NAME_MIN = 12 };
	const struct stop *s = &at->stop;
	size_t p;

	if (!s->dash || s->opened)
		return NEXT;
	if (slice_starts(slice_sub(at->text, s->next_at, at->text.n),
	    SLICE("---")))
		return END;		/* a line drawn across the page */
	if (s->first.kind != GLYPH_UPPER)
		return GO;
	if (at->text.n - s->word >= TAIL_MAX)
		return NEXT;
	for (p = s->word; p < at->text.n; p++)
		if (at->text.p[p] == '?' || at->text.p[p] == '!' ||
		    (at->text.p[p] == '.' && p - s->word > NAME_MIN &&
		    p + 1 < at->text.n && at->text.p[p + 1] == ' '))
			return NEXT;
	return GO;
}

static enum verdict
rule_ellipsis(const struct place *at)
{
	const struct stop *s = &at->stop;
	struct glyph g;
	size_t p = s->begin;

	if (s->kind != STOP_ELLIPSIS)
		return NEXT;
	if (s->closer == ']' && s->opened &&
	    glyph_before(at->text, p).c == '[')
		return GO;		/* an omission: '[...]" (p. 5)' */
	if (s->closer != 0)
		return s->begin == at->begin ? GO : NEXT;
	if (s->begin == at->words)
		return GO;		/* leading: "... and so on" */
	g = glyph_before(at->text, p);
	if (g.kind == GLYPH_BLANK && s->first.kind == GLYPH_UPPER &&
	    !s->opened) {
		while (g.kind == GLYPH_BLANK) {
			p -= g.size;
			g = glyph_before(at->text, p);
		}
		if (g.kind == GLYPH_LOWER || g.c == ',')
			return s->starter && !s->letter ? END : GO;
	}
	return s->first.kind == GLYPH_UPPER || s->opened ? END : GO;
}

/* Marks that no sentence begins with. */
static enum verdict
rule_no_opening(const struct place *at)
{
	const struct stop *s = &at->stop;

	if (s->kind == STOP_MARK && s->closer == 0 && s->next.c == '(' &&
	    s->first.kind == GLYPH_DIGIT)
		return GO;
	if (s->first.kind == GLYPH_CLOSING)
		return GO;
	if (s->first.c == '.' && !s->opened &&
	    glyph_at(at->text, s->word + 1).kind != GLYPH_STOP)
		return GO;		/* a stray period: "booyah! ." */
	return s->first.kind == GLYPH_OTHER && s->first.c < 0x80 &&
	    strchr(",;:/|&", (int)s->first.c) != NULL ? GO : NEXT;
}

bool
endrule_ends(const struct place *at)
{
	static enum verdict (*const rules[])(const struct place *) = {
		rule_plain,
		rule_nothing_follows,
		rule_wide,
		rule_glued,
		rule_lower,
		rule_token,
		rule_reported,
		rule_marked_name,
		rule_dash,
		rule_ellipsis,
		rule_no_opening,
	};

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		enum verdict verdict = rules[i](at);

		if (verdict != NEXT)
			return verdict == END;
	}
	return true;
}
