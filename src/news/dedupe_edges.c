#include "config.h"

#include "base/diag.h"
#include "base/hash.h"
#include "io/tsv.h"
#include "news/dedupe_edges.h"

void
dedupe_ids_add(struct dedupe_ids *ids, struct slice id, uint32_t form)
{
	*dedupe_table_at(&ids->form, hash_bytes(id)) = form;
}

void
dedupe_ids_free(struct dedupe_ids *ids)
{
	dedupe_table_free(&ids->form);
}

/* A fraction from 0 to 1 in thousandths, without floating point. */
static bool
parse_score(struct slice s, uint16_t *score)
{
	unsigned n = 0, digits = 0;
	bool point = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (point && digits == 3)
			continue;
		digits += point;
		n = n * 10 + (unsigned)(s.p[i] - '0');
		if (n > 1000)
			return false;
	}
	for (; digits < 3; digits++)
		n *= 10;
	*score = (uint16_t)n;
	return s.n > point && n <= 1000;
}

/* The form that ID stands for. */
static bool
find_id(const struct dedupe_ids *ids, const struct dedupe *d, struct slice id,
    uint32_t *form)
{
	uint64_t key = 0;

	if (dedupe_table_get(&ids->form, hash_bytes(id), form))
		return true;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
			return false;
		key = key << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return id.n == 16 && dedupe_find(d, key, form);
}

void
dedupe_edges_read(struct lines *in, const struct dedupe_ids *ids,
    struct dedupe *d)
{
	struct line line;

	while (lines_next(in, &line)) {
		struct tsv_row row;
		uint32_t a, b;
		uint16_t score;

		tsv_split(&row, line.text);
		if (row.n != 3 || !parse_score(row.field[2], &score)) {
			diag_input(lines_where(in), line.number,
			    "not an edge (id, id, score from 0 to 1); skipped");
			continue;
		}
		if (score >= DEDUPE_EDGE_LEAST &&
		    find_id(ids, d, row.field[0], &a) &&
		    find_id(ids, d, row.field[1], &b) && a != b)
			dedupe_add_edge(d, a, b, score);
	}
}
