#include "config.h"

#include "base/diag.h"
#include "base/hash.h"
#include "io/tsv.h"
#include "news/dedupe_edges.h"

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

/* What ID may stand for: a row's id, or the form that -g prints. */
static struct dedupe_end
end_of(struct slice id)
{
	struct dedupe_end end = { .id = hash_bytes(id) };
	uint64_t key = 0;

	if (id.n != 16)
		return end;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
			return end;
		key = key << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	end.key = key;
	return end;
}

void
dedupe_edges_read(struct lines *in, struct dedupe *d)
{
	struct line line;

	while (lines_next(in, &line)) {
		struct dedupe_edge e = { .known = false };
		struct tsv_row row;

		tsv_split(&row, line.text);
		if (row.n != 3 || !parse_score(row.field[2], &e.score)) {
			diag_input(lines_where(in), line.number,
			    "not an edge (id, id, score from 0 to 1); skipped");
			continue;
		}
		e.a = end_of(row.field[0]);
		e.b = end_of(row.field[1]);
		if (e.score >= DEDUPE_EDGE_LEAST)
			dedupe_add_edge(d, &e);
	}
}
