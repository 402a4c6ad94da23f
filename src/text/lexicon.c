#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/lexicon.h"

/* The same in mklex.awk, which can do no exclusive or. */
static uint32_t
hash(struct slice key)
{
	uint32_t h = (uint32_t)key.n;

	for (size_t i = 0; i < key.n; i++)
		h = h * 65599 + (unsigned char)key.p[i];
	return h + (h >> 15);
}

struct slice
lexicon_key(const struct lexicon_table *table, size_t i, struct slice *value)
{
	const struct lexicon_entry *e = &table->entry[i];
	const char *p = table->text + e->start;

	if (value != NULL)
		*value = (struct slice){ p + e->key_size + 1, e->value_size };
	return (struct slice){ p, e->key_size };
}

bool
lexicon_get(const struct lexicon_table *table, struct slice key,
    struct slice *value)
{
	size_t i, number;

	if (!lexicon_may_have(table, key))
		return false;
	for (i = hash(key) & table->mask; (number = table->slot[i]) != 0;
	    i = (i + 1) & table->mask)
		if (slice_eq(lexicon_key(table, number - 1, value), key))
			return true;
	return false;
}

bool
lexicon_has(const struct lexicon_table *table, struct slice key)
{
	return lexicon_get(table, key, NULL);
}

struct slice
lexicon_field(struct slice value, size_t i)
{
	const char *tab;

	for (; (tab = memchr(value.p, '\t', value.n)) != NULL; i--) {
		size_t n = (size_t)(tab - value.p);

		if (i == 0)
			return (struct slice){ value.p, n };
		value.p += n + 1;
		value.n -= n + 1;
	}
	return i == 0 ? value : (struct slice){ value.p + value.n, 0 };
}

/*
 * The overlay: whole tables that stand before the compiled-in ones.  With the
 * name and status of base/diag it is what a process has only one of.
 */
struct overlay {
	struct lexicon_table *table;	/* [n] */
	size_t n, cap;
};

static struct overlay overlay;

static const struct lexicon_table *
find_builtin(const char *lang, const char *kind)
{
	const struct lexicon_table *t;

	for (t = lexicon_builtin; t->lang != NULL; t++)
		if ((lang == NULL || strcmp(t->lang, lang) == 0) &&
		    (kind == NULL || strcmp(t->kind, kind) == 0))
			return t;
	return NULL;
}

const struct lexicon_table *
lexicon_find(const char *lang, const char *kind)
{
	for (size_t i = 0; i < overlay.n; i++)
		if (strcmp(overlay.table[i].lang, lang) == 0 &&
		    strcmp(overlay.table[i].kind, kind) == 0)
			return &overlay.table[i];
	return find_builtin(lang, kind);
}

bool
lexicon_language(const char *lang)
{
	for (size_t i = 0; i < overlay.n; i++)
		if (strcmp(overlay.table[i].lang, lang) == 0)
			return true;
	return find_builtin(lang, NULL) != NULL;
}

/* One line of a user's file; the slices point into the file's bytes. */
struct change {
	struct slice key, value;
	size_t line;		/* from 1; of two lines the later one counts */
	bool removes;
};

static bool __attribute__((format(printf, 2, 3)))
fail(struct lexicon_error *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(err->message, sizeof err->message, fmt, ap);
	va_end(ap);
	return false;
}

static bool
is_utf8(struct slice s)
{
	while (s.n > 0) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = utf8proc_iterate(
		    (const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &c);

		if (k <= 0 || c == 0)
			return false;
		s.p += k;
		s.n -= (size_t)k;
	}
	return true;
}

/* What is wrong with LINE as an entry, or NULL after filling in CHANGE. */
static const char *
parse_change(struct slice line, struct change *change)
{
	const char *tab;

	if (!is_utf8(line))
		return "not UTF-8 text";
	change->removes = line.p[0] == '-';
	if (change->removes) {
		line.p++;
		line.n--;
	}
	change->key = change->value = line;
	tab = memchr(line.p, '\t', line.n);
	change->key.n = tab != NULL ? (size_t)(tab - line.p) : line.n;
	change->value.p = tab != NULL ? tab + 1 : line.p + line.n;
	change->value.n = (size_t)(line.p + line.n - change->value.p);
	if (change->key.n == 0)
		return "no key";
	if (change->removes && tab != NULL)
		return "a key to remove takes no value";
	if (change->key.n > UINT16_MAX || change->value.n > UINT16_MAX)
		return "entry too long";
	return NULL;
}

/* All changes of the file PATH with bytes TEXT; *N of them. */
static struct change *
parse_changes(const char *path, struct slice text, size_t *n,
    struct lexicon_error *err)
{
	struct change *change;
	size_t lines = 1, number = 0;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	change = mem_alloc(lines, sizeof *change);
	*n = 0;
	while (text.n > 0) {
		const char *lf = memchr(text.p, '\n', text.n), *wrong;
		struct slice line = { text.p,
			lf != NULL ? (size_t)(lf - text.p) : text.n };
		size_t used = line.n + (lf != NULL);

		text.p += used;
		text.n -= used;
		number++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if ((wrong = parse_change(line, &change[*n])) != NULL) {
			fail(err, "%s:%zu: %s", path, number, wrong);
			free(change);
			return NULL;
		}
		change[(*n)++].line = number;
	}
	return change;
}

/* By key; of one key the last line first. */
static int
compare_changes(const void *va, const void *vb)
{
	const struct change *a = va, *b = vb;
	int c = slice_cmp(a->key, b->key);

	return c != 0 ? c : (a->line < b->line) - (a->line > b->line);
}

/* A table under construction: what will be table->text and table->entry. */
struct builder {
	struct buf text;
	struct lexicon_entry *entry;
	size_t n, longest, most_words;
};

static void
add_entry(struct builder *b, struct slice key, struct slice value)
{
	size_t words = 1;

	for (size_t i = 0; i < key.n; i++)
		words += key.p[i] == ' ';
	b->entry[b->n++] = (struct lexicon_entry){ (uint32_t)b->text.n,
		(uint16_t)key.n, (uint16_t)value.n };
	buf_add(&b->text, key);
	buf_putc(&b->text, '\0');
	buf_add(&b->text, value);
	buf_putc(&b->text, '\0');
	if (key.n > b->longest)
		b->longest = key.n;
	if (words > b->most_words)
		b->most_words = words;
}

/* Merge BASE (may be NULL) and CHANGE, both sorted, into B. */
static void
merge(struct builder *b, const struct lexicon_table *base,
    const struct change *change, size_t n)
{
	size_t i = 0, n_base = base != NULL ? base->n : 0;

	b->entry = mem_alloc(n_base + n, sizeof *b->entry);
	for (size_t j = 0; j < n; j++) {
		struct slice key, value;

		if (j > 0 && slice_eq(change[j].key, change[j - 1].key))
			continue;
		for (; i < n_base; i++) {
			key = lexicon_key(base, i, &value);
			if (slice_cmp(key, change[j].key) >= 0)
				break;
			add_entry(b, key, value);
		}
		if (i < n_base && slice_eq(key, change[j].key))
			i++;
		if (!change[j].removes)
			add_entry(b, change[j].key, change[j].value);
	}
	for (; i < n_base; i++) {
		struct slice value, key = lexicon_key(base, i, &value);

		add_entry(b, key, value);
	}
}

static void
finish_table(struct lexicon_table *t, struct builder *b)
{
	size_t size = 4;
	uint32_t *slot;

	while (size < 2 * b->n)
		size *= 2;
	slot = mem_alloc(size, sizeof *slot);
	t->text = b->text.p;
	t->entry = b->entry;
	t->n = b->n;
	t->slot = slot;
	t->mask = size - 1;
	t->longest = b->longest;
	t->most_words = b->most_words;
	memset(t->lengths, 0, sizeof t->lengths);
	for (size_t i = 0; i < t->n; i++) {
		struct slice key = lexicon_key(t, i, NULL);
		size_t h = hash(key) & t->mask;

		t->lengths[(unsigned char)key.p[0] & 31] |=
		    UINT32_C(1) << (key.n < 31 ? key.n : 31);
		while (slot[h] != 0)
			h = (h + 1) & t->mask;
		slot[h] = (uint32_t)i + 1;
	}
}

static bool
read_file(const char *path, struct buf *text, struct lexicon_error *err)
{
	char block[4096];
	FILE *fp = fopen(path, "r");
	size_t n;

	if (fp == NULL)
		return fail(err, "%s: %s", path, strerror(errno));
	while ((n = fread(block, 1, sizeof block, fp)) > 0)
		buf_add(text, (struct slice){ block, n });
	if (ferror(fp)) {
		fail(err, "%s: %s", path, strerror(errno));
		fclose(fp);
		return false;
	}
	fclose(fp);
	return true;
}

/* The table KIND (owned by lexicon_builtin) changed by the file PATH. */
static bool
load_table(struct lexicon_table *t, const char *path, const char *lang,
    const char *kind, struct lexicon_error *err)
{
	struct builder b = { 0 };
	struct buf text = { 0 };
	struct change *change = NULL;
	size_t n;

	if (read_file(path, &text, err) && (change = parse_changes(path,
	    buf_slice(&text), &n, err)) != NULL) {
		qsort(change, n, sizeof *change, compare_changes);
		merge(&b, find_builtin(lang, kind), change, n);
		t->lang = lang;
		t->kind = kind;
		finish_table(t, &b);
	}
	free(change);
	buf_free(&text);
	return change != NULL;
}

/* Add the list of the file NAME in DIR; names without ".txt" are no lists. */
static bool
load_name(struct overlay *o, const char *dir, const char *name,
    const char *lang, struct lexicon_error *err)
{
	const struct lexicon_table *known;
	size_t n = strlen(name);
	char kind[64], path[4096];
	bool ok;

	if (name[0] == '.' || n < 5 || strcmp(name + n - 4, ".txt") != 0)
		return true;
	snprintf(kind, sizeof kind, "%.*s", (int)n - 4, name);
	if ((size_t)snprintf(path, sizeof path, "%s/%s", dir, name) >=
	    sizeof path)
		return fail(err, "%s: name too long", dir);
	if ((known = find_builtin(NULL, kind)) == NULL)
		return fail(err, "%s: no list is called '%s'", path, kind);
	o->table = mem_grow(o->table, &o->cap, o->n + 1, sizeof *o->table);
	ok = load_table(&o->table[o->n], path, lang, known->kind, err);
	o->n += ok;
	return ok;
}

static void
free_overlay(struct overlay *o)
{
	for (size_t i = 0; i < o->n; i++) {
		free((void *)o->table[i].text);
		free((void *)o->table[i].entry);
		free((void *)o->table[i].slot);
	}
	free(o->table);
	*o = (struct overlay){ 0 };
}

bool
lexicon_overlay(const char *dir, const char *lang, struct lexicon_error *err)
{
	struct overlay o = { 0 };
	struct dirent **file;
	bool ok = true;
	int n;

	if ((n = scandir(dir, &file, NULL, alphasort)) < 0)
		return fail(err, "%s: %s", dir, strerror(errno));
	for (int i = 0; i < n; i++) {
		ok = ok && load_name(&o, dir, file[i]->d_name, lang, err);
		free(file[i]);
	}
	free(file);
	free_overlay(ok ? &overlay : &o);
	if (ok)
		overlay = o;
	return ok;
}

void
lexicon_overlay_free(void)
{
	free_overlay(&overlay);
}
