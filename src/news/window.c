#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "news/window.h"

static void
add_pairs(struct window *w, const struct offset_pair *pair, size_t n,
    size_t shift)
{
	w->pair = mem_grow(w->pair, &w->pair_cap, w->npair + n,
	    sizeof(*w->pair));
	for (size_t i = 0; i < n; i++) {
		w->pair[w->npair] = pair[i];
		w->pair[w->npair++].text += shift;
	}
}

struct window_line *
window_add(struct window *w, struct slice text, const struct offset_map *map,
    size_t end)
{
	struct window_line *l;

	w->line = mem_grow(w->line, &w->line_cap, w->n + 1, sizeof(*w->line));
	l = &w->line[w->n++];
	*l = (struct window_line){
		.text = w->text.n, .n = text.n,
		.pair = w->npair, .pairs = map->n,
		.begin = map->pair[0].doc, .end = end,
		.class = CLASS_BODY, .looks = CLASS_BODY,
	};
	buf_add(&w->text, text);
	add_pairs(w, map->pair, map->n, 0);
	return l;
}

void
window_join(struct window *w, const char *between, struct slice text,
    const struct offset_pair *pair, size_t pairs, size_t end)
{
	struct window_line *l = &w->line[w->n - 1];
	struct offset_pair last, first = *pair;

	/* the caller may have taken a hyphen that had a pair of its own away */
	while (l->pairs > 1 && !offsetmap_clip(&w->pair[w->npair - 1], 0,
	    l->n, &w->pair[w->npair - 1])) {
		l->pairs--;
		w->npair--;
	}
	last = offsetmap_last(&w->pair[w->npair - 1]);
	buf_add(&w->text, slice_str(between));
	l->n += strlen(between);
	/* a line break that became a blank runs in parallel */
	if (pair->doc - last.doc != l->n - last.text ||
	    offsetmap_clip(pair, 1, SIZE_MAX, &first)) {
		add_pairs(w, &first, 1, l->n);
		l->pairs++;
	}
	add_pairs(w, pair + 1, pairs - 1, l->n);
	l->pairs += pairs - 1;
	buf_add(&w->text, text);
	l->n += text.n;
	l->end = end;
}

void
window_shift(struct window *w, size_t keep)
{
	size_t from = w->next > keep ? w->next - keep : 0, text, pair;

	if (from == 0)
		return;
	text = from < w->n ? w->line[from].text : w->text.n;
	pair = from < w->n ? w->line[from].pair : w->npair;
	w->text.n -= text;
	w->npair -= pair;
	w->n -= from;
	w->next -= from;
	memmove(w->text.p, w->text.p + text, w->text.n);
	memmove(w->pair, w->pair + pair, w->npair * sizeof(*w->pair));
	memmove(w->line, w->line + from, w->n * sizeof(*w->line));
	for (size_t i = 0; i < w->n; i++) {
		w->line[i].text -= text;
		w->line[i].pair -= pair;
	}
}

struct window
window_split(struct window *w, size_t from)
{
	struct window part = { 0 };

	for (size_t i = from; i < w->n; i++) {
		const struct window_line *l = &w->line[i];
		struct offset_map map = {
			.pair = w->pair + l->pair, .n = l->pairs,
		};
		struct window_line *copy = window_add(&part, window_text(w, i),
		    &map, l->end);

		copy->needs = l->needs;
		copy->gap = l->gap;
		copy->looks = l->looks;
		copy->class = l->class;
	}
	if (from < w->n) {
		w->text.n = w->line[from].text;
		w->npair = w->line[from].pair;
		w->n = from;
	}
	return part;
}

void
window_clear(struct window *w)
{
	buf_clear(&w->text);
	w->npair = w->n = w->next = 0;
}

void
window_free(struct window *w)
{
	buf_free(&w->text);
	free(w->pair);
	free(w->line);
	*w = (struct window){ 0 };
}
