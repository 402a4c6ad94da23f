#include "config.h"

#include "text/entity.h"
#include "text/markup.h"

static bool
is_alpha(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_alnum(char c)
{
	return is_alpha(c) || (c >= '0' && c <= '9');
}

/*
 * The text ends with a reference that begins at AMP: decode it in place.
 * AT is the byte of R's text that the character is said to come from.
 */
static bool
decode_tail(struct traced *out, size_t amp)
{
	struct slice ref = slice_sub(buf_slice(&out->text), amp, out->text.n);
	char utf8[ENTITY_UTF8];
	size_t n, source;

	if (ref.n > ENTITY_LONGEST || (n = entity_decode(ref, utf8)) == 0)
		return false;
	source = traced_source(out, amp);
	traced_cut(out, amp);
	offsetmap_add(&out->map, amp, source);
	buf_add(&out->text, (struct slice){ utf8, n });
	return true;
}

/*
 * References are decoded where they end, on what is written already, so that
 * an ampersand or semicolon that decoding brings forth counts as well.
 */
bool
markup_entities(const struct traced *text, struct traced *out)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	size_t amp = SIZE_MAX;		/* the last & in OUT, if it may count */
	bool any = false;
	size_t kept = 0;

	traced_clear(out, text->end);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (amp == SIZE_MAX) {
			const char *p = memchr(s.p + i, '&', s.n - i);

			if (p == NULL)
				break;
			i = (size_t)(p - s.p);
			traced_copy(out, &r, kept, i + 1);
			kept = i + 1;
			amp = out->text.n - 1;
			continue;
		}
		if (is_alnum(c) || c == '#') {	/* all of the name at once */
			size_t end = i + 1, room = ENTITY_LONGEST + 1 -
			    (out->text.n - amp);

			while (end < s.n && end - i < room &&
			    (is_alnum(s.p[end]) || s.p[end] == '#'))
				end++;
			traced_copy(out, &r, kept, end);
			kept = end;
			i = end - 1;
			if (out->text.n - amp > ENTITY_LONGEST)
				amp = SIZE_MAX;
			continue;
		}
		/* the old names, and numbers, also end without semicolon */
		if (c != ';' && c != '=' && decode_tail(out, amp)) {
			any = true;
			amp = out->text.p[amp] == '&' ? amp : SIZE_MAX;
		}
		traced_copy(out, &r, kept, i + 1);
		kept = i + 1;
		if (c == '&') {
			amp = out->text.n - 1;
		} else if (c == ';' && amp != SIZE_MAX) {
			if (decode_tail(out, amp)) {
				any = true;
				amp = out->text.p[amp] == '&' ? amp : SIZE_MAX;
			} else {
				amp = SIZE_MAX;
			}
		} else {
			amp = SIZE_MAX;
		}
	}
	if (amp != SIZE_MAX && decode_tail(out, amp))
		any = true;
	traced_copy(out, &r, kept, s.n);
	return any;
}

enum tag { TAG_NONE, TAG_INLINE, TAG_BLOCK };

static enum tag
tag_of_name(struct slice name)
{
	static const struct {
		const char *name;
		enum tag tag;
	} known[] = {
		{ "a", TAG_INLINE }, { "abbr", TAG_INLINE },
		{ "article", TAG_BLOCK }, { "aside", TAG_BLOCK },
		{ "b", TAG_INLINE }, { "big", TAG_INLINE },
		{ "blockquote", TAG_BLOCK }, { "body", TAG_BLOCK },
		{ "br", TAG_BLOCK }, { "button", TAG_BLOCK },
		{ "center", TAG_BLOCK }, { "cite", TAG_INLINE },
		{ "code", TAG_INLINE }, { "del", TAG_INLINE },
		{ "div", TAG_BLOCK }, { "dd", TAG_BLOCK }, { "dl", TAG_BLOCK },
		{ "dt", TAG_BLOCK }, { "em", TAG_INLINE },
		{ "figcaption", TAG_BLOCK }, { "figure", TAG_BLOCK },
		{ "font", TAG_INLINE }, { "footer", TAG_BLOCK },
		{ "form", TAG_BLOCK }, { "h1", TAG_BLOCK },
		{ "h2", TAG_BLOCK }, { "h3", TAG_BLOCK }, { "h4", TAG_BLOCK },
		{ "h5", TAG_BLOCK }, { "h6", TAG_BLOCK },
		{ "head", TAG_BLOCK }, { "header", TAG_BLOCK },
		{ "hr", TAG_BLOCK }, { "html", TAG_BLOCK },
		{ "i", TAG_INLINE }, { "iframe", TAG_BLOCK },
		{ "img", TAG_INLINE }, { "input", TAG_INLINE },
		{ "ins", TAG_INLINE }, { "li", TAG_BLOCK },
		{ "link", TAG_INLINE }, { "main", TAG_BLOCK },
		{ "mark", TAG_INLINE }, { "meta", TAG_INLINE },
		{ "nav", TAG_BLOCK }, { "noscript", TAG_BLOCK },
		{ "ol", TAG_BLOCK }, { "p", TAG_BLOCK }, { "pre", TAG_BLOCK },
		{ "q", TAG_INLINE }, { "s", TAG_INLINE },
		{ "script", TAG_BLOCK }, { "section", TAG_BLOCK },
		{ "small", TAG_INLINE }, { "span", TAG_INLINE },
		{ "strike", TAG_INLINE }, { "strong", TAG_INLINE },
		{ "style", TAG_BLOCK }, { "sub", TAG_INLINE },
		{ "sup", TAG_INLINE }, { "table", TAG_BLOCK },
		{ "tbody", TAG_BLOCK }, { "td", TAG_BLOCK },
		{ "th", TAG_BLOCK }, { "thead", TAG_BLOCK },
		{ "time", TAG_INLINE }, { "title", TAG_BLOCK },
		{ "tr", TAG_BLOCK }, { "tt", TAG_INLINE },
		{ "u", TAG_INLINE }, { "ul", TAG_BLOCK },
		{ "wbr", TAG_INLINE },
	};
	char lower[16];

	if (name.n >= sizeof(lower))
		return TAG_NONE;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = is_alpha(name.p[i]) ? (char)(name.p[i] | 0x20) :
		    name.p[i];
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (slice_eq(slice_str(known[i].name),
		    (struct slice){ lower, name.n }))
			return known[i].tag;
	}
	return TAG_NONE;
}

/*
 * What the text S, "<...>", is.  A name that HTML does not know counts only
 * with an attribute or as "<x/>"; one that it knows, with attributes or
 * bare: "a <b and c>" is no tag.
 */
static enum tag
tag_of(struct slice s)
{
	size_t i = 1, name;
	enum tag tag;
	bool slash, bare, attribute;

	if (slice_starts(s, SLICE("<!--")))
		return slice_ends(s, SLICE("-->")) ? TAG_INLINE : TAG_NONE;
	slash = s.p[i] == '/';
	i += slash;
	if (!is_alpha(s.p[i]))
		return TAG_NONE;
	for (name = i; is_alnum(s.p[i]) || s.p[i] == ':' || s.p[i] == '-'; i++)
		;
	tag = tag_of_name(slice_sub(s, name, i));
	bare = s.p[i] == '>' || (s.p[i] == '/' && i + 2 == s.n) ||
	    (s.p[i] == ' ' && (i + 2 == s.n || (s.p[i + 1] == '/' &&
	    i + 3 == s.n)));
	attribute = s.p[i] == ' ' &&
	    memchr(s.p + i, '=', s.n - i) != NULL;
	if (!bare && !attribute)
		return TAG_NONE;
	if (tag != TAG_NONE)
		return tag;
	return attribute || (slash && bare) || s.p[s.n - 2] == '/' ?
	    TAG_INLINE : TAG_NONE;
}

enum { TAG_LONGEST = 4096 };	/* bytes; more between < and > is text */

bool
markup_tags(const struct traced *text, struct traced *out, struct buf *stack)
{
	struct traced_reader r = { text, 0 };
	struct slice s = buf_slice(&text->text);
	size_t kept = 0, open;
	enum tag tag;
	bool any = false;

	traced_clear(out, text->end);
	buf_clear(stack);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '<' && s.p[i] != '>')
			continue;
		traced_copy(out, &r, kept, i + 1);
		kept = i + 1;
		if (s.p[i] == '<') {
			open = out->text.n - 1;
			buf_add(stack, (struct slice){ (const char *)&open,
			    sizeof(open) });
			continue;
		}
		if (stack->n == 0)
			continue;
		memcpy(&open, stack->p + stack->n - sizeof(open), sizeof(open));
		tag = TAG_NONE;
		if (out->text.n - open >= 3 && out->text.n - open < TAG_LONGEST)
			tag = tag_of(slice_sub(buf_slice(&out->text), open,
			    out->text.n));
		/* a tag ends at the first >; a comment may hold some */
		if (tag != TAG_NONE || !slice_starts(slice_sub(buf_slice(
		    &out->text), open, out->text.n), SLICE("<!--")))
			stack->n -= sizeof(open);
		if (tag == TAG_NONE)
			continue;
		any = true;
		if (tag == TAG_BLOCK) {
			size_t source = traced_source(out, open);

			traced_cut(out, open);
			offsetmap_add(&out->map, open, source);
			buf_putc(&out->text, '\n');
		} else {
			traced_cut(out, open);
		}
	}
	traced_copy(out, &r, kept, s.n);
	return any;
}
