#include "config.h"

#include <string.h>

#include "news/stop.h"

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

/* Whether the '"' at AT opens, glued to what is before: 'the sea."We left'. */
static bool
opens_glued(struct slice text, size_t at, struct stop_quotes *quotes)
{
	return glyph_in_word(glyph_at(text, at + 1).kind) &&
	    !is_odd(quotes, text, at);
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
closers_end(struct slice text, size_t at, struct stop_quotes *quotes)
{
	size_t start = at;

	for (;;) {
		struct glyph g = glyph_at(text, at);
		bool closes = g.kind == GLYPH_CLOSING || g.c == '\'' ||
		    (g.c == '"' && !opens_glued(text, at, quotes)) ||
		    (g.c == '*' && at > start) ||
		    (is_opening_quote(g.c) && at == start &&
		    is_edge(text, at + g.size));

		if (!closes)
			return at;
		at += g.size;
	}
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

/* Pictures in the text, and what joins and changes them. */
static bool
is_emoji(int32_t c)
{
	return c >= 0x1f000 || (c >= 0x2600 && c < 0x27c0) || c == 0xfe0f ||
	    c == 0x200d;
}

/* The end of the pictures at AT, after at most one blank; AT if none. */
static size_t
emoji_end(struct slice text, size_t at)
{
	size_t start = at + (at < text.n && text.p[at] == ' '), p = start;
	struct glyph g;

	while (is_emoji((g = glyph_at(text, p)).c))
		p += g.size;
	return p > start && is_edge(text, p) ? p : at;
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
	word = glyph_word(text, p + 1, room, sizeof room, &end);
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

	stop->close = closers_end(text, stop->end, quotes);
	if (stop->close == stop->end)
		stop->close = stray_closer_end(text, stop->end, quotes);
	if (stop->close > stop->end) {
		size_t p = stop->end;

		while (is_blank(text, p))
			p += glyph_at(text, p).size;
		stop->closer = glyph_at(text, p).c;
	}
	while ((note = note_end(text, stop->close)) > stop->close ||
	    (note = face_end(text, stop->close)) > stop->close ||
	    (note = emoji_end(text, stop->close)) > stop->close)
		stop->close = note;
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
	stop->folded = glyph_word(text, p, stop->room, sizeof stop->room,
	    &stop->word_end);
	stop->letter = g.size > 0 && p + g.size == stop->word_end;
	stop->starter = g.kind != GLYPH_LOWER &&
	    is_starter(stop->folded, lists->starters);
	stop->right = right_kind(stop);
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

static enum left_kind
read_left(const struct stop *stop, struct slice text, size_t begin,
    const struct stop_lists *lists)
{
	return lefttoken_kind(text, begin, stop->token, stop->begin,
	    stop->first.kind == GLYPH_UPPER, lists);
}

void
stop_read(struct stop *stop, struct slice text, size_t begin, size_t at,
    struct stop_quotes *quotes, const struct stop_lists *lists)
{
	read_run(stop, text, at, quotes);
	stop->token = lefttoken_begin(text, begin, at);
	if (is_plain_period(text, at)) {
		read_letter(stop, text);
		stop->left = read_left(stop, text, begin, lists);
		if (stop->left != LEFT_WORD && stop->right != RIGHT_LOWER)
			read_right(stop, text, lists);
		return;
	}
	read_right(stop, text, lists);
	stop->left = stop->kind == STOP_WIDE ? LEFT_WORD :
	    read_left(stop, text, begin, lists);
	if (stop->left == LEFT_WORD && stop->kind == STOP_PERIOD)
		take_number(stop, text, lists);
}
