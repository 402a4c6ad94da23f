#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "io/tsv.h"
#include "news/gazetteer.h"

struct gazetteer_alias {
	struct slice text;
	uint32_t entry;
};

static bool
read_file(struct buf *text, const char *path)
{
	FILE *fp = fopen(path, "r");
	char part[8192];
	size_t n;
	bool good;

	if (fp == NULL)
		return false;
	while ((n = fread(part, 1, sizeof(part), fp)) > 0)
		buf_add(text, (struct slice){ part, n });
	good = !ferror(fp);
	fclose(fp);
	if (!good && errno == 0)
		errno = EIO;
	return good;
}

static void
add_alias(struct gazetteer *g, struct slice text)
{
	size_t words = 1;

	if (text.n == 0)
		return;
	g->alias = mem_grow(g->alias, &g->alias_cap, g->aliases + 1,
	    sizeof(*g->alias));
	g->alias[g->aliases++] = (struct gazetteer_alias){ text,
	    (uint32_t)g->n };
	for (size_t i = 0; i < text.n; i++)
		words += text.p[i] == ' ';
	if (words > g->most_words)
		g->most_words = words;
}

/* The slot of PHRASE: its own, or the free one where it belongs. */
static size_t
find_slot(const struct gazetteer *g, struct slice phrase)
{
	size_t i = hash_bytes(phrase) & g->mask;

	while (g->slot[i] != 0 &&
	    !slice_eq(g->alias[g->slot[i] - 1].text, phrase))
		i = (i + 1) & g->mask;
	return i;
}

static bool
parse_line(struct gazetteer *g, struct slice line, const char **why)
{
	struct gazetteer_entry e = { .gender = '\0' };
	struct tsv_row row;
	struct slice rest;

	if (!tsv_split(&row, line) || row.n < 2 || row.field[0].n == 0) {
		*why = "not a name, a tab and a type";
		return false;
	}
	e.name = row.field[0];
	if (slice_eq(row.field[1], SLICE("person"))) {
		e.type = GAZETTEER_PERSON;
	} else if (slice_eq(row.field[1], SLICE("organisation"))) {
		e.type = GAZETTEER_ORGANISATION;
	} else if (slice_eq(row.field[1], SLICE("place"))) {
		e.type = GAZETTEER_PLACE;
	} else {
		*why = "type is not person, organisation or place";
		return false;
	}
	if (row.n > 2 && row.field[2].n > 0) {
		e.gender = row.field[2].p[0];
		if (row.field[2].n > 1 || (e.gender != 'm' && e.gender !=
		    'f')) {
			*why = "gender is not m or f";
			return false;
		}
	}
	if (row.n > 3)
		e.role = row.field[3];
	add_alias(g, e.name);
	rest = row.n > 4 ? row.field[4] : (struct slice){ 0 };
	while (rest.n > 0) {
		const char *bar = memchr(rest.p, '|', rest.n);
		size_t n = bar != NULL ? (size_t)(bar - rest.p) : rest.n;

		add_alias(g, slice_sub(rest, 0, n));
		rest = slice_sub(rest, n < rest.n ? n + 1 : n, rest.n);
	}
	g->entry = mem_grow(g->entry, &g->cap, g->n + 1, sizeof(*g->entry));
	g->entry[g->n++] = e;
	return true;
}

static void
build_slots(struct gazetteer *g)
{
	g->mask = 15;
	while (g->mask < 2 * g->aliases)
		g->mask = 2 * g->mask + 1;
	g->slot = mem_alloc(g->mask + 1, sizeof(*g->slot));
	for (size_t i = 0; i < g->aliases; i++) {
		size_t at = find_slot(g, g->alias[i].text);

		if (g->slot[at] == 0)	/* the first line that has it wins */
			g->slot[at] = (uint32_t)i + 1;
	}
}

bool
gazetteer_open(struct gazetteer *g, const char *path, size_t *line,
    const char **why)
{
	struct slice rest;

	*g = (struct gazetteer){ 0 };
	*line = 0;
	errno = 0;
	if (!read_file(&g->text, path))
		return false;
	rest = buf_slice(&g->text);
	while (rest.n > 0) {
		const char *nl = memchr(rest.p, '\n', rest.n);
		size_t n = nl != NULL ? (size_t)(nl - rest.p) : rest.n;
		struct slice s = slice_sub(rest, 0, n);

		++*line;
		if (s.n > 0 && s.p[s.n - 1] == '\r')
			s.n--;
		if (s.n > 0 && s.p[0] != '#' && !parse_line(g, s, why))
			return false;
		rest = slice_sub(rest, n < rest.n ? n + 1 : n, rest.n);
	}
	build_slots(g);
	return true;
}

void
gazetteer_close(struct gazetteer *g)
{
	buf_free(&g->text);
	free(g->entry);
	free(g->alias);
	free(g->slot);
	*g = (struct gazetteer){ 0 };
}

const struct gazetteer_entry *
gazetteer_find(const struct gazetteer *g, struct slice phrase, size_t *number)
{
	uint32_t at;

	if (g == NULL || g->aliases == 0)
		return NULL;
	at = g->slot[find_slot(g, phrase)];
	if (at == 0)
		return NULL;
	*number = g->alias[at - 1].entry;
	return &g->entry[*number];
}
