#include "config.h"

#include <stdint.h>

#include "base/wide.h"
#include "io/tsv.h"

bool
tsv_split(struct tsv_row *row, struct slice line)
{
	const char *p = line.p, *end = line.p + line.n;

	row->n = 0;
	for (;;) {
		const char *tab = p < end ? memchr(p, '\t', (size_t)(end - p)) : NULL;
		bool full = row->n == TSV_MAX_FIELDS - 1;

		if (full || tab == NULL) {
			row->field[row->n++] = (struct slice){ p, (size_t)(end - p) };
			return tab == NULL;
		}
		row->field[row->n++] = (struct slice){ p, (size_t)(tab - p) };
		p = tab + 1;
	}
}

bool
tsv_unescape(struct slice field, struct slice *text, struct arena *mem)
{
	char *to;
	size_t n = 0;

	*text = field;
	if (field.n == 0 || memchr(field.p, '\\', field.n) == NULL)
		return true;
	to = arena_alloc(mem, field.n);
	for (size_t i = 0; i < field.n; i++) {
		char c = field.p[i];

		if (c == '\\') {
			if (++i == field.n)
				return false;
			switch (field.p[i]) {
			case 't': c = '\t'; break;
			case 'n': c = '\n'; break;
			case 'r': c = '\r'; break;
			case '\\': c = '\\'; break;
			default: return false;
			}
		}
		to[n++] = c;
	}
	*text = (struct slice){ to, n };
	return true;
}

static bool
special(char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\\';
}

/* Bytes of the sixteen at P that are special, or controls. */
static wide
suspects(const char *p)
{
	wide v = wide_load(p);

	return wide_less(v, ' ') | wide_equal(v, '\\');
}

/* The first special byte of S at or after I; s.n if there is none. */
static size_t
find_special(struct slice s, size_t i)
{
	for (; s.n - i >= 2 * WIDE; i += 2 * WIDE)
		if (wide_first(suspects(s.p + i) |
		    suspects(s.p + i + WIDE)) < WIDE)
			break;
	while (s.n - i >= WIDE) {
		size_t found = wide_first(suspects(s.p + i));

		i += found;
		if (found == WIDE)
			continue;
		if (special(s.p[i]))
			return i;
		i++;
	}
	if (s.n >= WIDE && wide_first(suspects(s.p + s.n - WIDE)) == WIDE)
		return s.n;
	while (i < s.n && !special(s.p[i]))
		i++;
	return i;
}

bool
tsv_needs_escape(struct slice s)
{
	return find_special(s, 0) < s.n;
}

void
tsv_escape(struct buf *out, struct slice s)
{
	size_t from = 0;

	for (size_t i = find_special(s, 0); i < s.n;
	    i = find_special(s, i + 1)) {
		buf_add(out, slice_sub(s, from, i));
		from = i + 1;
		buf_putc(out, '\\');
		switch (s.p[i]) {
		case '\t': buf_putc(out, 't'); break;
		case '\n': buf_putc(out, 'n'); break;
		case '\r': buf_putc(out, 'r'); break;
		default: buf_putc(out, '\\'); break;
		}
	}
	buf_add(out, slice_sub(s, from, s.n));
}

void
tsv_fold(struct buf *out, struct slice s)
{
	bool blank = false, any = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			blank = any;
			continue;
		}
		if (blank)
			buf_putc(out, ' ');
		blank = false;
		any = true;
		if (c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, c);
	}
}

bool
tsv_number(struct slice f, size_t *value)
{
	enum { DIGITS_SAFE = 9 };	/* so many fit anywhere */
	size_t v = 0, i = 0;

	for (; i < f.n && i < DIGITS_SAFE; i++) {
		unsigned digit = (unsigned)f.p[i] - '0';

		if (digit > 9)
			return false;
		v = v * 10 + digit;
	}
	for (; i < f.n; i++) {
		size_t digit = (size_t)(unsigned char)f.p[i] - '0';

		if (digit > 9 || v > (SIZE_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return f.n > 0;
}
