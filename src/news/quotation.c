#include "config.h"

#include "news/quotation.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/token.h"

/*
 * Costs are in tenths.  They were set by hand so that the readings a person
 * finds natural win, and checked on the marks of 932 articles.
 */
enum {
	NEVER = 10000,
	COST_UNCLOSED_DOUBLE = 25,	/* at the end of a paragraph */
	COST_UNCLOSED_SINGLE = 45,
	COST_REOPENED = 3,		/* ... that the next one takes up */
	COST_CARRIED = 12,		/* ... that the next one only closes */
	COST_SAME_NESTED = 12,		/* ‘no ‘such’ thing’ */
	COST_ABANDONED = 32,		/* a new one starts, the old never closed */
	COST_OTHER_KIND = 40,		/* “ ... ’ */
	MAX_DEPTH = 3,
	STATES = (1 << (MAX_DEPTH + 1)) - 1,	/* stacks of double and single */
};

enum kind { DOUBLE, SINGLE };

enum action { SKIP, OPEN, CLOSE, CLOSE_TWO, REOPEN, ACTIONS };

struct mark {
	uint32_t token;
	enum kind kind;
	int16_t cost[ACTIONS];		/* of each reading of the mark */
};

/* Best way to a state: what it costs, the state before, the last action. */
struct step {
	int32_t cost;
	uint8_t from;
	uint8_t action;
};

struct pairing {
	struct document *doc;
	struct slice text;
	struct mark *mark;		/* of one paragraph */
	size_t marks, mark_cap;
	struct step (*step)[STATES];	/* [marks + 1] */
	size_t step_cap;
	uint8_t *action;		/* chosen, [marks] */
	size_t action_cap;
	enum kind carried;		/* kind of the quotation left open ... */
	uint32_t carried_index;		/* ... by the paragraph before, or none */
};

/* A stack is a number: ones and zeros (single, double) below a leading one. */
static unsigned
stack_depth(unsigned state)
{
	unsigned depth = 0;

	for (state++; state > 1; state >>= 1)
		depth++;
	return depth;
}

static unsigned
stack_push(unsigned state, enum kind kind)
{
	return ((state + 1) << 1 | (unsigned)kind) - 1;
}

static unsigned
stack_pop(unsigned state)
{
	return ((state + 1) >> 1) - 1;
}

static enum kind
stack_top(unsigned state)
{
	return (state + 1) & 1 ? SINGLE : DOUBLE;
}

/* What stands on one side of a mark. */
enum side {
	SIDE_BLANK,		/* white space, or the paragraph's edge */
	SIDE_BRACKET,		/* opening on the left, closing on the right */
	SIDE_MARK,		/* another quotation mark */
	SIDE_STOP,		/* .,?!;: */
	SIDE_DASH,
	SIDE_WORD,		/* letters, digits, anything else */
};

static enum side
side_of(uint32_t c, bool left)
{
	if (c == 0 || token_is_space(c))
		return SIDE_BLANK;
	if (c < 0x80 && strchr(left ? "([{<" : ")]}>", (int)c))
		return SIDE_BRACKET;
	if (c < 0x80 && strchr(".,?!;:", (int)c))
		return SIDE_STOP;
	if (c == 0x2026)
		return SIDE_STOP;
	if (c == '-' || (c >= 0x2010 && c <= 0x2015))
		return SIDE_DASH;
	if (c == '"' || c == '\'' || c == '`' || c == 0xAB || c == 0xBB ||
	    (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A)
		return SIDE_MARK;
	return SIDE_WORD;
}

/* The character before byte AT, or 0 at the start of the paragraph. */
static uint32_t
char_before(struct slice text, size_t at)
{
	size_t i = at, len;
	uint32_t c;

	if (at == 0 || text.p[at - 1] == '\n')
		return 0;
	do
		i--;
	while (i > 0 && at - i < 4 && ((unsigned char)text.p[i] & 0xC0) == 0x80);
	c = token_char(text, i, &len);
	return c;
}

static uint32_t
char_after(struct slice text, size_t at)
{
	size_t len;

	return at >= text.n || text.p[at] == '\n' ? 0 :
	    token_char(text, at, &len);
}

/* How a mark is shaped. */
enum shape { SHAPE_OPEN, SHAPE_CLOSE, SHAPE_STRAIGHT, SHAPE_LOW };

static enum shape
shape_of(uint32_t c)
{
	switch (c) {
	case 0x201C: case 0x201F: case 0x2018: case 0x201B: case 0xAB:
	case 0x2039: case '`': case 0x301D:
		return SHAPE_OPEN;
	case 0x201D: case 0x2019: case 0xBB: case 0x203A: case 0x301E:
		return SHAPE_CLOSE;
	case 0x201E: case 0x201A:
		return SHAPE_LOW;
	default:
		return SHAPE_STRAIGHT;
	}
}

/* Cost of reading a mark as opening, by what stands beside it. */
static int
open_cost(enum shape shape, enum side left, enum side right)
{
	int cost = 0;

	switch (left) {
	case SIDE_BLANK: case SIDE_BRACKET: case SIDE_MARK:
		break;
	case SIDE_DASH:
		cost += 2;
		break;
	case SIDE_STOP:
		cost += shape == SHAPE_OPEN ? 4 : 15;
		break;
	case SIDE_WORD:
		cost += shape == SHAPE_OPEN ? 8 : 60;
		break;
	}
	switch (right) {
	case SIDE_BLANK:
		cost += shape == SHAPE_OPEN || shape == SHAPE_LOW ? 6 : 12;
		break;
	case SIDE_STOP: case SIDE_BRACKET:
		cost += 12;		/* "...and then" */
		break;
	default:
		break;
	}
	if (shape == SHAPE_CLOSE)
		cost += 18;
	return cost;
}

static int
close_cost(enum shape shape, enum side left, enum side right)
{
	int cost = 0;

	switch (left) {
	case SIDE_BLANK:
		cost += right == SIDE_WORD || right == SIDE_MARK ? 40 :
		    shape == SHAPE_CLOSE ? 8 : 12;
		break;
	case SIDE_BRACKET:
		cost += 30;
		break;
	default:
		break;
	}
	if (right == SIDE_WORD)
		cost += left == SIDE_STOP ? 4 : shape == SHAPE_CLOSE ? 8 : 15;
	if (shape == SHAPE_OPEN)
		cost += 18;
	if (shape == SHAPE_LOW)
		cost += 60;
	return cost;
}

static bool
is_letter_before(struct slice text, size_t at, const char *letters)
{
	return at > 0 && strchr(letters, text.p[at - 1]) != NULL &&
	    text.p[at - 1] != '\0';
}

/* The word at AT is one that is written without its beginning: 'em, '90s. */
static bool
is_elision(struct slice text, size_t at)
{
	static const char *const words[] = { "em", "til", "till", "tis",
	    "twas", "twill", "cause", "bout", "round", "n", "neath" };
	size_t k, i, n;

	for (n = 0; at + n < text.n && n < 8 &&
	    ((text.p[at + n] | 0x20) >= 'a' && (text.p[at + n] | 0x20) <= 'z');
	    n++)
		;
	if (n == 0 && at + 2 < text.n && token_is_digit((unsigned char)
	    text.p[at]) && token_is_digit((unsigned char)text.p[at + 1]) &&
	    !token_is_digit((unsigned char)text.p[at + 2]))
		return true;			/* '90s, '68 */
	for (k = 0; k < sizeof words / sizeof *words; k++) {
		if (strlen(words[k]) != n)
			continue;
		for (i = 0; i < n; i++)
			if ((text.p[at + i] | 0x20) != words[k][i])
				break;
		if (i == n)
			return true;
	}
	return false;
}

/* Rock 'n' roll: AT is the mark behind the n. */
static bool
is_n_alone(struct slice text, size_t at)
{
	uint32_t c = at >= 2 ? char_before(text, at - 1) : 0;

	return c == '\'' || c == 0x2018 || c == 0x2019;
}

/* Cost of reading a single mark as an apostrophe. */
static int
apostrophe_cost(struct slice text, struct token t, enum shape shape,
    enum side left, enum side right)
{
	if (left == SIDE_WORD) {
		if (shape == SHAPE_OPEN && text.p[t.begin] != '`')
			return 40;
		if (right == SIDE_WORD)
			return 4;
		if (is_letter_before(text, t.begin, "sSzxXZ"))
			return right == SIDE_BLANK ? 3 : 8;
		if (is_letter_before(text, t.begin, "n"))
			return is_n_alone(text, t.begin) ? 0 :
			    12;			/* talkin' */
		return 25;
	}
	if (right == SIDE_WORD && is_elision(text, t.end))
		return 2;
	if (right == SIDE_WORD)
		return 35;
	return 50;
}

/* Cost of passing over a double mark: inches, or a stray mark. */
static int
stray_cost(struct slice text, struct token t, enum shape shape)
{
	if (shape == SHAPE_STRAIGHT && t.begin > 0 &&
	    token_is_digit((unsigned char)text.p[t.begin - 1]))
		return 8;
	return 36;
}

static size_t
double_width(struct slice text, struct token t)
{
	size_t len;

	token_char(text, t.begin, &len);
	return len;
}

/*
 * Read the mark token T: fill its costs.  LOW: the paragraph has low-9
 * marks, so “ closes.  GUILLEMET: its first guillemet points left »like so«.
 */
static void
mark_read(struct pairing *p, struct mark *m, uint32_t token, bool low,
    bool guillemet)
{
	struct token t = p->doc->token[token];
	uint32_t c = char_after(p->text, t.begin);
	enum side left = side_of(char_before(p->text, t.begin), true);
	enum side right = side_of(char_after(p->text, t.end), false);
	enum shape shape = shape_of(c);

	if (t.end - t.begin > double_width(p->text, t) && c == '\'')
		shape = SHAPE_STRAIGHT;		/* '' serves both ways */
	if (low && (c == 0x201C || c == 0x2018))
		shape = SHAPE_CLOSE;
	if (guillemet && (c == 0xAB || c == 0xBB))
		shape = c == 0xBB ? SHAPE_OPEN : SHAPE_CLOSE;
	m->token = token;
	m->kind = t.kind == TOKEN_SINGLE ? SINGLE : DOUBLE;
	m->cost[OPEN] = (int16_t)open_cost(shape, left, right);
	m->cost[CLOSE] = (int16_t)close_cost(shape, left, right);
	m->cost[REOPEN] = (int16_t)(m->cost[OPEN] + COST_ABANDONED);
	m->cost[CLOSE_TWO] = NEVER;
	if (m->kind == SINGLE) {
		m->cost[SKIP] = (int16_t)apostrophe_cost(p->text, t, shape,
		    left, right);
		if (right == SIDE_WORD && is_elision(p->text, t.end))
			m->cost[OPEN] = (int16_t)(m->cost[OPEN] + 8);
		/* a plural's apostrophe more likely than a closing mark */
		if (left == SIDE_WORD && right == SIDE_BLANK &&
		    is_letter_before(p->text, t.begin, "sS"))
			m->cost[CLOSE] = (int16_t)(m->cost[CLOSE] + 6);
	} else {
		m->cost[SKIP] = (int16_t)stray_cost(p->text, t, shape);
		if (t.end - t.begin > double_width(p->text, t))
			m->cost[CLOSE_TWO] = (int16_t)(m->cost[CLOSE] + 2);
	}
}

static bool
is_mark(const struct token *t)
{
	return t->kind == TOKEN_DOUBLE || t->kind == TOKEN_SINGLE;
}

/* Collect the marks of tokens [FIRST, END), which are one paragraph. */
static void
marks_read(struct pairing *p, size_t first, size_t end)
{
	bool low = false, guillemet = false, seen = false;
	uint32_t c;
	size_t i;

	p->marks = 0;
	for (i = first; i < end; i++) {
		if (!is_mark(&p->doc->token[i]))
			continue;
		c = char_after(p->text, p->doc->token[i].begin);
		low |= c == 0x201E || c == 0x201A;
		if (!seen && (c == 0xAB || c == 0xBB)) {
			seen = true;
			guillemet = c == 0xBB;
		}
	}
	for (i = first; i < end; i++) {
		if (!is_mark(&p->doc->token[i]))
			continue;
		p->mark = mem_grow(p->mark, &p->mark_cap, p->marks + 1,
		    sizeof *p->mark);
		mark_read(p, &p->mark[p->marks++], (uint32_t)i, low,
		    guillemet);
	}
}

static void
step_to(struct step *to, int32_t cost, unsigned from, enum action action)
{
	if (cost < to->cost) {
		to->cost = cost;
		to->from = (uint8_t)from;
		to->action = (uint8_t)action;
	}
}

/* All readings of mark M from state S that cost COST so far. */
static void
advance(const struct mark *m, unsigned s, int32_t cost, struct step *next)
{
	unsigned depth = stack_depth(s), below;
	int32_t extra;

	step_to(&next[s], cost + m->cost[SKIP], s, SKIP);
	if (depth < MAX_DEPTH) {
		extra = depth > 0 && stack_top(s) == m->kind ?
		    COST_SAME_NESTED + (m->kind == DOUBLE ? 20 : 0) : 0;
		step_to(&next[stack_push(s, m->kind)],
		    cost + m->cost[OPEN] + extra, s, OPEN);
	}
	if (depth == 0)
		return;
	below = stack_pop(s);
	extra = stack_top(s) == m->kind ? 0 : COST_OTHER_KIND;
	step_to(&next[below], cost + m->cost[CLOSE] + extra, s, CLOSE);
	if (depth >= 2 && stack_top(s) == SINGLE && stack_top(below) == SINGLE)
		step_to(&next[stack_pop(below)], cost + m->cost[CLOSE_TWO], s,
		    CLOSE_TWO);
	if (depth == 1)
		step_to(&next[stack_push(0, m->kind)], cost + m->cost[REOPEN],
		    s, REOPEN);
}

/* What the next paragraph does with a quotation of KIND left open. */
static int32_t
unclosed_cost(struct pairing *p, enum kind kind, size_t next, size_t next_end)
{
	int32_t base = kind == DOUBLE ? COST_UNCLOSED_DOUBLE :
	    COST_UNCLOSED_SINGLE;
	struct document *d = p->doc;
	struct mark m;
	size_t i;

	if (next >= next_end)
		return base;
	if (is_mark(&d->token[next])) {
		mark_read(p, &m, (uint32_t)next, false, false);
		if (m.kind == kind && m.cost[OPEN] < 15)
			return COST_REOPENED;
	}
	for (i = next; i < next_end; i++) {
		if (!is_mark(&d->token[i]) ||
		    (d->token[i].kind == TOKEN_SINGLE) != (kind == SINGLE))
			continue;
		mark_read(p, &m, (uint32_t)i, false, false);
		if (m.cost[CLOSE] + 20 < m.cost[OPEN] &&
		    m.cost[CLOSE] < m.cost[SKIP])
			return COST_CARRIED;
		return base;
	}
	return base;
}

/* Shortest path over the marks; fills p->action. Returns the first state. */
static unsigned
solve(struct pairing *p, size_t next, size_t next_end)
{
	int32_t unclosed[2] = { -1, -1 }, cost, best_cost = INT32_MAX;
	unsigned s, best = 0, depth, t;
	size_t i;

	p->step = mem_grow(p->step, &p->step_cap, p->marks + 1,
	    sizeof *p->step);
	p->action = mem_grow(p->action, &p->action_cap, p->marks + 1, 1);
	for (i = 0; i <= p->marks; i++)
		for (s = 0; s < STATES; s++)
			p->step[i][s].cost = INT32_MAX / 2;
	p->step[0][0].cost = 0;
	if (p->carried_index != QUOTATION_NONE)
		p->step[0][stack_push(0, p->carried)].cost = COST_CARRIED;
	for (i = 0; i < p->marks; i++)
		for (s = 0; s < STATES; s++)
			if (p->step[i][s].cost < INT32_MAX / 2)
				advance(&p->mark[i], s, p->step[i][s].cost,
				    p->step[i + 1]);
	for (s = 0; s < STATES; s++) {
		cost = p->step[p->marks][s].cost;
		if (cost >= INT32_MAX / 2)
			continue;
		for (t = s, depth = stack_depth(s); depth > 0;
		    depth--, t = stack_pop(t)) {
			enum kind k = stack_top(t);

			if (unclosed[k] < 0)
				unclosed[k] = unclosed_cost(p, k, next,
				    next_end);
			cost += unclosed[k];
		}
		if (cost < best_cost) {
			best_cost = cost;
			best = s;
		}
	}
	for (i = p->marks; i > 0; i--) {
		p->action[i - 1] = p->step[i][best].action;
		best = p->step[i][best].from;
	}
	return best;
}

/* Move the ends of R inwards over blanks. */
static struct range
trim(struct slice text, struct range r)
{
	size_t len;

	while (r.begin < r.end &&
	    token_is_space(token_char(text, r.begin, &len)))
		r.begin += (uint32_t)len;
	while (r.end > r.begin) {
		size_t i = r.end;

		do
			i--;
		while (i > r.begin &&
		    ((unsigned char)text.p[i] & 0xC0) == 0x80);
		if (!token_is_space(token_char(text, i, &len)))
			break;
		r.end = (uint32_t)i;
	}
	return r;
}

/* A quotation being read: where it is on the list. */
struct opened {
	uint32_t index[MAX_DEPTH + 1];
	unsigned depth;
};

static void
quotation_open(struct pairing *p, struct opened *o, uint32_t begin,
    uint32_t inner, enum kind kind, bool continues)
{
	struct quotation *q = document_add_quotation(p->doc);

	q->outer = (struct range){ begin, inner };
	q->inner = (struct range){ inner, inner };
	q->depth = o->depth;
	q->parent = o->depth > 0 ? o->index[o->depth - 1] : QUOTATION_NONE;
	q->unclosed = false;
	q->continues = continues;
	q->single = kind == SINGLE;
	o->index[o->depth++] = (uint32_t)(p->doc->quotations - 1);
}

/* The innermost open quotation ends before INNER; its mark ends at OUTER. */
static void
quotation_close(struct pairing *p, struct opened *o, uint32_t inner,
    uint32_t outer, bool unclosed)
{
	struct quotation *q = &p->doc->quotation[o->index[--o->depth]];

	q->inner.end = inner;
	q->inner = trim(p->text, q->inner);
	q->outer.end = outer;
	q->unclosed = unclosed;
}

/*
 * An opened quotation that was given up because a new one starts at token
 * NEXT: it ends with the sentence it began in, at the latest before NEXT.
 */
static uint32_t
abandoned_end(const struct pairing *p, const struct quotation *q,
    uint32_t next)
{
	const struct document *d = p->doc;
	size_t s = d->token[next].sentence;
	uint32_t end = d->token[next].begin, sentence_end;

	while (s > 0 && d->sentence[s].text.begin > q->outer.begin)
		s--;
	sentence_end = d->sentence[s].text.end;
	return sentence_end < end ? sentence_end : end;
}

/* Do what was chosen for the marks of the tokens [FIRST, END). */
static void
apply(struct pairing *p, size_t first, size_t end, unsigned state)
{
	struct document *d = p->doc;
	struct opened o = { .depth = 0 };
	uint32_t begin, stop, last, k;
	size_t i, m = 0;
	unsigned depth;
	enum kind kind;

	begin = first < end ? d->token[first].begin : 0;
	last = first < end ? d->token[end - 1].end : 0;
	if (state != 0)
		quotation_open(p, &o, begin, begin, p->carried, true);
	for (i = first; i < end; i++) {
		struct token *t = &d->token[i];

		t->quote = o.depth > 0 ? QUOTE_INSIDE : QUOTE_OUTSIDE;
		t->role = ROLE_NONE;
		if (m == p->marks || p->mark[m].token != i)
			continue;
		depth = o.depth;
		kind = p->mark[m].kind;
		switch ((enum action)p->action[m++]) {
		case REOPEN:
			k = o.index[0];
			stop = abandoned_end(p, &d->quotation[k], (uint32_t)i);
			quotation_close(p, &o, stop, stop, true);
			for (k = (uint32_t)i; k-- > first &&
			    d->token[k].begin >= stop;)
				d->token[k].quote = QUOTE_OUTSIDE;
			depth = 0;
			/* FALLTHROUGH */
		case OPEN:
			quotation_open(p, &o, t->begin, t->end, kind,
			    i == first && depth == 0 && state == 0 &&
			    p->carried_index != QUOTATION_NONE &&
			    p->carried == kind);
			t->role = ROLE_OPEN;
			t->quote = depth == 0 ? QUOTE_OPEN : QUOTE_INSIDE;
			break;
		case CLOSE_TWO:
			quotation_close(p, &o, t->begin,
			    t->begin + (t->end - t->begin) / 2, false);
			depth = o.depth;
			/* FALLTHROUGH */
		case CLOSE:
			quotation_close(p, &o, t->begin, t->end, false);
			t->role = ROLE_CLOSE;
			t->quote = depth == 1 ? QUOTE_CLOSE : QUOTE_INSIDE;
			break;
		default:
			if (t->kind == TOKEN_SINGLE)
				t->role = ROLE_APOSTROPHE;
			break;
		}
	}
	p->carried_index = QUOTATION_NONE;
	if (o.depth > 0) {
		p->carried_index = o.index[0];
		p->carried = d->quotation[o.index[0]].single ? SINGLE : DOUBLE;
	}
	while (o.depth > 0)
		quotation_close(p, &o, last, last, true);
}

/* First token behind the paragraph of token I. */
static size_t
paragraph_end(const struct document *d, size_t i)
{
	size_t s;

	if (i >= d->tokens)
		return d->tokens;
	s = d->token[i].sentence;
	while (s + 1 < d->sentences && !d->sentence[s + 1].begins_paragraph)
		s++;
	return d->sentence[s].token_end;
}

void
quotation_find(struct document *doc)
{
	struct pairing p = { .doc = doc, .carried_index = QUOTATION_NONE };
	size_t i, end, next_end;
	unsigned state;

	p.text = buf_slice(&doc->text);
	for (i = 0, end = paragraph_end(doc, 0); i < doc->tokens;
	    i = end, end = next_end) {
		next_end = paragraph_end(doc, end);
		marks_read(&p, i, end);
		state = solve(&p, end, next_end);
		apply(&p, i, end, state);
	}
	free(p.mark);
	free(p.step);
	free(p.action);
}
