#include "config.h"

#include "unit/unit.h"

#include "io/offsetmap.h"

static const struct {
	const char *why, *field;
	size_t begin;
	bool good;
	const char *again;	/* as written back */
} parse_cases[] = {
	{ "empty is one run", "", 7, true, "" },
	{ "one pair says no more", "0:7", 7, true, "" },
	{ "two runs", "0:7,3:15", 7, true, "0:7,3:15" },
	{ "a pair that changes nothing", "0:7,3:10", 7, true, "" },
	{ "a pair corrected into saying nothing", "0:7,3:8,3:10", 7, true, "" },
	{ "no colon", "0", 7, false, "" },
	{ "falls", "0:7,3:15,2:20", 7, false, "" },
	{ "comma at the end", "0:7,", 7, false, "" },
	{ "no number", "0:7,a:b", 7, false, "" },
};

START_TEST(parse_follows_table)
{
	struct offset_map m = { 0 };
	struct buf out = { 0 };
	bool good = offsetmap_parse(&m, slice_str(parse_cases[_i].field),
	    parse_cases[_i].begin);

	ck_assert_msg(good == parse_cases[_i].good, "%s", parse_cases[_i].why);
	if (good) {
		offsetmap_put(&m, &(struct offset_place){ 0, 0 }, &out);
		ck_slice(buf_slice(&out), parse_cases[_i].again,
		    parse_cases[_i].why);
	}
	offsetmap_free(&m);
	buf_free(&out);
}
END_TEST

/* "R&amp;D, x" at byte 100: clean text "R&D, x" */
START_TEST(spans_cover_whole_entities)
{
	struct offset_map m = { 0 }, part = { 0 };

	offsetmap_add(&m, 0, 100);
	offsetmap_add(&m, 2, 106);
	ck_assert_uint_eq(offsetmap_start(&m, 0), 100);
	ck_assert_uint_eq(offsetmap_start(&m, 1), 101);
	ck_assert_uint_eq(offsetmap_start(&m, 2), 106);
	ck_assert_uint_eq(offsetmap_end(&m, 2, 6, 110), 106);
	ck_assert_uint_eq(offsetmap_end(&m, 3, 6, 110), 107);
	ck_assert_uint_eq(offsetmap_end(&m, 6, 6, 110), 110);
	offsetmap_part(&m, 1, 6, &part);
	ck_assert(!offsetmap_is_parallel(&part));
	ck_assert_uint_eq(offsetmap_start(&part, 0), 101);
	ck_assert_uint_eq(offsetmap_start(&part, 1), 106);
	offsetmap_free(&m);
	offsetmap_free(&part);
}
END_TEST

enum { PAIRS = 300, MAPS = 2000 };

/* The same map as a list of pairs, without runs. */
struct plain {
	size_t text[PAIRS + 1], doc[PAIRS + 1], n;
};

static void
plain_add(struct plain *p, size_t text, size_t doc)
{
	if (p->n > 0 && p->text[p->n - 1] == text)
		p->n--;
	if (p->n > 0 && doc - p->doc[p->n - 1] == text - p->text[p->n - 1])
		return;
	p->text[p->n] = text;
	p->doc[p->n++] = doc;
}

static size_t
plain_start(const struct plain *p, size_t at)
{
	size_t i = p->n - 1;

	while (p->text[i] > at)
		i--;
	return p->doc[i] + (at - p->text[i]);
}

static void
plain_put(const struct plain *p, struct buf *out)
{
	for (size_t i = 0; i < p->n && p->n > 1; i++) {
		if (i > 0)
			buf_putc(out, ',');
		buf_number(out, p->text[i]);
		buf_putc(out, ':');
		buf_number(out, p->doc[i]);
	}
}

static void
put_all(const struct offset_map *m, struct buf *out)
{
	struct offset_place place = { 0, 0 };

	while (offsetmap_put(m, &place, out))
		;
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* A map of some runs of equal steps, in both forms; how long the text is. */
static size_t
make_maps(uint32_t *seed, struct offset_map *m, struct plain *p)
{
	size_t text = 0, doc = next_random(seed) % 100, n;

	offsetmap_clear(m);
	p->n = 0;
	for (size_t i = 0; i < PAIRS; i += n) {
		size_t text_step = next_random(seed) % 4;
		size_t doc_step = next_random(seed) % 4;

		n = 1 + next_random(seed) % (next_random(seed) % 8 == 0 ? 90 :
		    4);
		if (next_random(seed) % 64 == 0)
			doc_step += 70000;	/* more than a run takes */
		for (size_t k = 0; k < n && i + k < PAIRS; k++) {
			offsetmap_add(m, text, doc);
			plain_add(p, text, doc);
			text += text_step;
			doc += doc_step;
		}
	}
	return text + 3;
}

START_TEST(runs_say_what_pairs_say)
{
	uint32_t seed = 1;
	struct offset_map m = { 0 }, part = { 0 }, copy = { 0 };
	struct buf a = { 0 }, b = { 0 };
	static struct plain p, q;
	size_t n, from, to;

	for (size_t i = 0; i < MAPS; i++) {
		n = make_maps(&seed, &m, &p);
		for (size_t at = 0; at < n; at++)
			ck_assert_uint_eq(offsetmap_start(&m, at),
			    plain_start(&p, at));
		buf_clear(&a);
		buf_clear(&b);
		put_all(&m, &a);
		plain_put(&p, &b);
		ck_assert(slice_eq(buf_slice(&a), buf_slice(&b)));

		from = next_random(&seed) % n;
		to = from + 1 + next_random(&seed) % (n - from);
		offsetmap_part(&m, from, to, &part);
		q.n = 0;
		for (size_t at = from; at < to; at++)
			plain_add(&q, at - from, plain_start(&p, at));
		buf_clear(&a);
		buf_clear(&b);
		put_all(&part, &a);
		plain_put(&q, &b);
		ck_assert(slice_eq(buf_slice(&a), buf_slice(&b)));

		offsetmap_cut(&part, (to - from) / 2);
		for (size_t at = 0; at < (to - from) / 2; at++)
			ck_assert_uint_eq(offsetmap_start(&part, at),
			    plain_start(&q, at));

		/* appended to another, and read back */
		offsetmap_clear(&copy);
		offsetmap_add(&copy, 0, 0);
		for (size_t k = 0; k < m.n; k++)
			offsetmap_add_run(&copy, &m.pair[k], 5);
		for (size_t at = 0; at < n; at++)
			ck_assert_uint_eq(offsetmap_start(&copy, at + 5),
			    plain_start(&p, at));
		buf_clear(&a);
		put_all(&m, &a);
		ck_assert(offsetmap_parse(&copy, buf_slice(&a), p.doc[0]));
		buf_clear(&b);
		put_all(&copy, &b);
		ck_assert(slice_eq(buf_slice(&a), buf_slice(&b)));
	}
	offsetmap_free(&m);
	offsetmap_free(&part);
	offsetmap_free(&copy);
	buf_free(&a);
	buf_free(&b);
}
END_TEST

/* A line of nothing but bad bytes: every one becomes three. */
START_TEST(equal_steps_take_no_memory)
{
	struct offset_map m = { 0 }, part = { 0 };

	for (size_t i = 0; i < 1000000; i++)
		offsetmap_add(&m, 3 * i, i);
	ck_assert_uint_eq(m.n, 1);
	offsetmap_part(&m, 30000, 60000, &part);
	ck_assert_uint_eq(part.n, 1);
	ck_assert_uint_eq(offsetmap_start(&part, 29997), 19999);
	offsetmap_free(&m);
	offsetmap_free(&part);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("offsetmap");
	TCase *tc = tcase_create("offsetmap");

	tcase_add_loop_test(tc, parse_follows_table, 0, COUNT(parse_cases));
	tcase_add_test(tc, spans_cover_whole_entities);
	tcase_add_test(tc, runs_say_what_pairs_say);
	tcase_add_test(tc, equal_steps_take_no_memory);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
