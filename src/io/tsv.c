#include "config.h"

#include <stdint.h>

#include "base/swar.h"
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

/* The first special byte of S at or after I; s.n if there is none. */
static size_t
find_special(struct slice s, size_t i)
{
	while (s.n - i >= 8) {
		uint64_t v = swar_load(s.p + i);
		uint64_t mask = swar_less(v, ' ') | swar_equal(v, '\\');

		if (mask == 0) {
			i += 8;
			continue;
		}
		i += swar_first(mask);
		if (special(s.p[i]))
			return i;
		i++;
	}
	if (i < s.n && s.n >= 8) {	/* the last eight bytes, some again */
		uint64_t v = swar_load(s.p + s.n - 8);

		if ((swar_less(v, ' ') | swar_equal(v, '\\')) == 0)
			return s.n;
	}
	while (i < s.n && !special(s.p[i]))
		i++;
	return i;
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
	size_t v = 0;

	if (f.n == 0)
		return false;
	for (size_t i = 0; i < f.n; i++) {
		size_t digit = (size_t)(unsigned char)f.p[i] - '0';

		/* nine digits fit anywhere */
		if (digit > 9 || (i >= 9 && v > (SIZE_MAX - digit) / 10))
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return true;
}
