#include "config.h"

#include "io/tsv.h"
#include "news/paragraph.h"
#include "news/seam.h"
#include "news/unwrap.h"
#include "text/quotefix.h"
#include "text/utf16.h"
#include "text/utf8.h"

enum {
	TAIL_LINES = 3,		/* lines that a tail marker reaches down to */
	NEAR_LINES = 3,		/* lines by furniture that are looked at closely */
	NEAR_BYTES = 200,	/* of such a line */
	HEAD_LINES = 5,		/* the same, at the beginning of a document */
	END_LINES = 5,		/* the same, at its end */
	PIECE_BYTES = 64 << 10,	/* of a line that are repaired at once */
	QUOTES_ROUNDS = 8,	/* until they are good; noise takes 3 */
	QUOTES_BYTES = 1 << 20,	/* of a paragraph whose quotes are repaired */
};

bool
paragraph_open(struct paragraph_reader *r, struct input *in,
    const struct paragraph_options *opt)
{
	*r = (struct paragraph_reader){ .in = in, .opt = *opt };
	if (!opt->all) {
		for (int c = 0; c < CLASS_COUNT; c++)
			if (textclass_is_furniture((enum text_class)c))
				r->opt.drop |= 1u << c;
	}
	if (r->opt.lang == NULL)
		r->opt.lang = "en";
	if (opt->from != NULL && utf16_find(opt->from) == LINES_BYTES &&
	    charset_open(&r->charset, opt->from) != NULL)
		return false;
	return furniture_open(&r->furniture, r->opt.lang);
}

const char *
paragraph_trouble(const struct paragraph_options *opt)
{
	struct charset cs = { 0 };
	const char *why = NULL;

	if (opt->from != NULL && utf16_find(opt->from) == LINES_BYTES)
		why = charset_open(&cs, opt->from);
	charset_close(&cs);
	return why != NULL ? why : "no word lists for the language";
}

void
paragraph_close(struct paragraph_reader *r)
{
	charset_close(&r->charset);
	furniture_close(&r->furniture);
	repair_free(&r->repair);
	window_free(&r->window);
	repeat_free(&r->repeat);
	buf_free(&r->id);
	traced_free(&r->held);
	traced_free(&r->whole);
	traced_free(&r->fixed);
}

/* Keep what follows byte AT of the repaired line T for the next document. */
static void
hold(struct paragraph_reader *r, const struct traced *t, size_t at)
{
	traced_clear(&r->held, t->end);
	buf_add(&r->held.text, slice_sub(buf_slice(&t->text), at, t->text.n));
	offsetmap_part(&t->map, at, t->text.n, &r->held.map);
	r->have_held = true;
	r->seams++;
}

/* Whether TEXT is worth a look: by itself, or by what came before it. */
static bool
is_suspect(struct paragraph_reader *r, struct slice text)
{
	return (r->near > 0 && (text.n <= NEAR_BYTES ||
	    r->tail_lines <= TAIL_LINES)) ||
	    furniture_suspects(&r->furniture, text);
}

/* Where a document ends in the clean line TEXT, 0 if none does. */
static size_t
find_seam(struct paragraph_reader *r, struct slice text, bool suspect)
{
	struct seam_context ctx = { .tail = r->tail_lines <= TAIL_LINES };

	if (r->opt.no_seams || r->over_long || !suspect)
		return 0;
	return seam_find(&r->furniture, text, &ctx);
}

/* Put one clean line, which ends at byte END of the document, into the window. */
static void
add_line(struct paragraph_reader *r, struct slice text,
    const struct offset_map *map, size_t end, unsigned needs, bool suspect)
{
	struct window_line *l;

	if (r->joining != NULL) {	/* more of an over-long line */
		window_join(&r->window, r->joining, text, map->pair, map->n,
		    end);
		r->window.line[r->window.n - 1].needs |= needs;
		r->joining = NULL;
		return;
	}
	l = window_add(&r->window, text, map, end);
	l->needs = needs;
	l->gap = r->gap;
	if (suspect)
		l->looks = furniture_classify(&r->furniture, text);
	r->gap = false;
	if (l->looks != CLASS_BODY)
		r->near = NEAR_LINES;
	else if (r->near > 0)
		r->near--;
	if (layout_ends_articles(l->looks))
		r->tail_lines = 0;
	else
		r->tail_lines++;
}

/*
 * A repaired line; a newline in it parts two lines.  False when the document
 * ends in it and the rest is held.
 */
static bool
add_repaired(struct paragraph_reader *r, const struct traced *t,
    unsigned needs)
{
	struct slice s = buf_slice(&t->text), line;
	struct offset_map map = { 0 };
	size_t end, seam = 0;
	bool suspect;

	for (size_t at = 0; at < s.n && seam == 0; at = end + 1) {
		const char *nl = memchr(s.p + at, '\n', s.n - at);

		end = nl != NULL ? (size_t)(nl - s.p) : s.n;
		line = slice_sub(s, at, end);
		if (line.n == 0)
			continue;
		suspect = is_suspect(r, line);
		if ((seam = find_seam(r, line, suspect)) > 0) {
			hold(r, t, at + seam);
			end = at + seam;
		}
		offsetmap_part(&t->map, at, end, &map);
		add_line(r, slice_sub(s, at, end), &map,
		    traced_source(t, end), REPAIR_ESCAPES |
		    ((end - at == s.n ? needs :
		    repair_needs(slice_sub(s, at, end))) & REPAIR_QUOTES),
		    suspect || seam > 0);
	}
	offsetmap_free(&map);
	return seam == 0;
}

/* The line in r->repair.text, decoded from another character set. */
static bool
add_decoded(struct paragraph_reader *r)
{
	unsigned needs = repair_needs(buf_slice(&r->repair.text.text));

	needs = repair_text(&r->repair, needs);
	r->gap = r->gap || r->repair.text.text.n == 0;
	return add_repaired(r, &r->repair.text, needs);
}

/* One raw line, or a piece of one: its bytes begin at byte AT. */
static bool
add_piece(struct paragraph_reader *r, struct slice s, size_t at)
{
	struct offset_pair pair = { .doc = at };
	struct offset_map map = { &pair, 1, 1 };
	unsigned needs;

	if (r->charset.open) {
		r->repair.bad_bytes += charset_decode(&r->charset, s, at,
		    &r->repair.text);
		return add_decoded(r);
	}
	needs = repair_needs(s);
	if ((needs & ~(unsigned)(REPAIR_QUOTES | REPAIR_ESCAPES)) == 0) {
		bool suspect = is_suspect(r, s);

		if (find_seam(r, s, suspect) == 0) {
			add_line(r, s, &map, at + s.n, needs, suspect);
			return true;
		}
	}
	needs = repair_line(&r->repair, s, at, needs);
	return add_repaired(r, &r->repair.text, needs);
}

/*
 * Where to end the first piece of the over-long line S: at a blank, else
 * between characters.  Repairing it piece by piece bounds the memory.
 */
static size_t
piece_end(struct slice s)
{
	size_t at = PIECE_BYTES;

	while (at > PIECE_BYTES / 2 && s.p[at] != ' ')
		at--;
	if (s.p[at] == ' ')
		return at;
	for (at = PIECE_BYTES; at > PIECE_BYTES - UTF8_MAX &&
	    utf8_continues(s.p[at]); at--)
		;
	return at;
}

static bool
is_trimmed(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One raw line in UTF-16; false when the document ends in it. */
static bool
add_utf16(struct paragraph_reader *r, const struct input_line *in)
{
	struct slice s = in->text;
	size_t at = in->offset, end, before;
	bool blank, goes_on = true;

	r->over_long = s.n > PIECE_BYTES;
	r->gap = r->gap || s.n == 0;
	while (s.n > 0) {
		blank = false;
		end = s.n <= PIECE_BYTES ? s.n : utf16_cut(s, PIECE_BYTES,
		    in->order, &blank);
		before = r->window.n;
		r->repair.bad_bytes += utf16_decode(slice_sub(s, 0, end), at,
		    in->order, &r->repair.text);
		goes_on = add_decoded(r);
		if (r->over_long && (r->window.n > before ||
		    r->joining == NULL))
			r->joining = blank ? " " : "";
		end += blank ? 2 : 0;
		s = slice_sub(s, end, s.n);
		at += end;
	}
	r->joining = NULL;
	r->over_long = false;
	return goes_on;
}

/* One raw line of the document; false when it ends in it. */
static bool
add_raw(struct paragraph_reader *r, const struct input_line *in)
{
	struct slice s = in->text;
	size_t at = in->offset, end, before;

	if (in->order != LINES_BYTES)
		return add_utf16(r, in);
	while (s.n > 0 && is_trimmed(s.p[s.n - 1]))
		s.n--;
	while (s.n > 0 && is_trimmed(s.p[0])) {
		s = slice_sub(s, 1, s.n);
		at++;
	}
	if (s.n == 0) {
		r->gap = true;
		return true;
	}
	if (s.n <= PIECE_BYTES)
		return add_piece(r, s, at);
	r->over_long = true;		/* no seam in it is looked for */
	while (s.n > 0) {
		end = s.n <= PIECE_BYTES ? s.n : piece_end(s);
		before = r->window.n;
		add_piece(r, slice_sub(s, 0, end), at);
		if (r->window.n > before || r->joining == NULL)
			r->joining = end < s.n && s.p[end] == ' ' ? " " : "";
		end += end < s.n && s.p[end] == ' ';
		s = slice_sub(s, end, s.n);
		at += end;
	}
	r->joining = NULL;
	r->over_long = false;
	return true;
}

/* Begin the document that is announced, or the one after a seam. */
static void
begin_document(struct paragraph_reader *r)
{
	struct traced held = r->held;

	window_clear(&r->window);
	layout_begin(&r->layout);
	repeat_document(&r->repeat);
	r->begun = r->new_document = r->gap = true;
	r->ended = r->wrapped = r->decided = r->latex = r->pending = false;
	r->par = r->joined = 0;
	r->tail_lines = TAIL_LINES + 1;
	r->near = HEAD_LINES;
	if (r->have_held)
		input_begin_document(r->in);
	buf_clear(&r->id);
	buf_add(&r->id, input_id(r->in));
	r->plain_id = !tsv_needs_escape(buf_slice(&r->id));
	if (r->have_held) {
		r->have_held = false;
		r->held = (struct traced){ 0 };
		r->ended = !add_repaired(r, &held,
		    repair_needs(buf_slice(&held.text)) & REPAIR_QUOTES);
		traced_free(&held);
	}
}

/* The last lines of a document are looked at closely, like the first. */
static void
look_at_end(struct paragraph_reader *r)
{
	struct window *w = &r->window;

	size_t from, to;

	for (size_t i = w->n > END_LINES ? w->n - END_LINES : 0; i < w->n;
	    i++) {
		struct window_line *l = &w->line[i];

		if (l->looks == CLASS_BODY)
			l->looks = furniture_classify(&r->furniture,
			    window_text(w, i));
		if (l->looks == CLASS_BODY && furniture_is_bio(&r->furniture,
		    window_text(w, i), &from, &to)) {
			l->name = from;
			l->name_n = to - from;
		}
	}
}

/* Read lines of the document into the window until it is full. */
static void
fill(struct paragraph_reader *r)
{
	size_t start = r->window.text.n, from = r->window.n;
	struct input_line in;

	while (!r->ended && r->window.n - from < WINDOW_LINES &&
	    r->window.text.n - start < WINDOW_BYTES) {
		switch (input_next(r->in, &in)) {
		case INPUT_END:
			r->over = r->ended = true;
			break;
		case INPUT_DOCUMENT:
			r->pending = r->ended = true;
			break;
		case INPUT_LINE:
			r->cut += in.cut;
			r->offset += in.text.n + in.newline;
			if (!add_raw(r, &in))
				r->ended = true;
			break;
		}
	}
	if (r->ended)
		look_at_end(r);
	if (!r->decided && !r->opt.no_join)
		r->wrapped = unwrap_detect(&r->window);
	r->decided = true;
	if (r->wrapped) {
		size_t joined = r->joined;

		unwrap_join(&r->window, joined);
		for (size_t i = joined > 0 ? joined - 1 : 0; i < r->window.n;
		    i++)
			r->window.line[i].looks = furniture_classify(
			    &r->furniture, window_text(&r->window, i));
		r->joined = r->window.n;
	}
}

/* Drop what was given out, then read on. */
static void
refill(struct paragraph_reader *r)
{
	size_t gone = r->window.n;

	window_shift(&r->window, 1);
	gone -= r->window.n;
	r->joined = r->joined > gone ? r->joined - gone : 0;
	fill(r);
}

/* Whether a line is there to be judged and given out. */
static bool
have_line(struct paragraph_reader *r)
{
	for (;;) {
		if (r->begun) {
			if (!r->ended && r->window.next + LAYOUT_AHEAD >=
			    r->window.n) {
				refill(r);
				continue;
			}
			if (r->window.next < r->window.n)
				return true;
			r->begun = false;
		}
		if (r->have_held || r->pending) {
			begin_document(r);
			continue;
		}
		if (r->over)
			return false;
		/* only before the first document */
		struct input_line in;

		if (input_next(r->in, &in) == INPUT_END)
			r->over = true;
		else
			r->pending = true;
	}
}

/*
 * Repair the quotation marks of the paragraph in r->whole.  What that brings
 * forth is repaired in turn, so that clean text stays as it is.
 */
static void
repair_quotes(struct paragraph_reader *r)
{
	for (int round = 0; round < QUOTES_ROUNDS; round++) {
		if (!quotefix(&r->whole, &r->fixed, &r->latex))
			return;
		traced_swap(&r->fixed, &r->repair.text);
		repair_text(&r->repair,
		    repair_needs(buf_slice(&r->repair.text.text)));
		traced_swap(&r->repair.text, &r->whole);
	}
}

/* Line L of the window as a row. */
static void
give_out(struct paragraph_reader *r, const struct window_line *l,
    struct text_row *row)
{
	struct offset_map map = {
		.pair = r->window.pair + l->pair, .n = l->pairs,
	};
	struct slice text = { r->window.text.p + l->text, l->n };

	if ((l->needs & REPAIR_QUOTES) && l->n <= QUOTES_BYTES) {
		traced_clear(&r->whole, l->end);
		buf_add(&r->whole.text, text);
		for (size_t i = 0; i < map.n; i++)
			offsetmap_add_run(&r->whole.map, &map.pair[i], 0);
		repair_quotes(r);
		map = r->whole.map;
		text = buf_slice(&r->whole.text);
	}
	*row = (struct text_row){
		.doc = buf_slice(&r->id),
		.begin = map.pair[0].doc, .end = l->end,
		.par = r->par, .class = l->class,
		.map = map, .text = text,
		.plain = r->plain_id && (l->needs & (REPAIR_QUOTES |
		    REPAIR_ESCAPES)) == 0,
	};
}

bool
paragraph_next(struct paragraph_reader *r, struct text_row *row)
{
	while (have_line(r)) {
		struct window_line *l = &r->window.line[r->window.next];

		layout_judge(&r->layout, &r->window);
		if (r->opt.repeated > 0 && repeat_line(&r->repeat, window_text(
		    &r->window, r->window.next), r->opt.repeated) &&
		    (l->class == CLASS_BODY || l->class == CLASS_HEADING ||
		    l->class == CLASS_TITLE))
			l->class = CLASS_NAV;
		r->window.next++;
		r->par++;
		if (r->opt.drop & 1u << l->class) {
			r->left_out++;
			continue;
		}
		if (r->new_document)
			r->documents++;
		r->new_document = false;
		r->bad_bytes = r->repair.bad_bytes;
		r->mojibake = r->repair.mojibake;
		give_out(r, l, row);
		return true;
	}
	r->bad_bytes = r->repair.bad_bytes;
	r->mojibake = r->repair.mojibake;
	return false;
}
