#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/unit.h"

#include "io/lines.h"
#include "news/paragraph.h"
#include "text/utf8.h"

struct rig {
	char name[64];
	char *names[2];
	struct lines lines;
	struct input in;
	struct paragraph_reader reader;
};

/* Read TEXT from a file, as a program would. */
static void
rig_open(struct rig *rig, struct slice text, struct paragraph_options opt)
{
	struct input_options how = { 0 };
	int fd;

	strcpy(rig->name, "/tmp/test_paragraph.XXXXXX");
	fd = mkstemp(rig->name);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text.p, text.n), (ssize_t)text.n);
	close(fd);
	rig->names[0] = rig->name;
	rig->names[1] = NULL;
	lines_open(&rig->lines, rig->names, 0);
	input_open(&rig->in, &rig->lines, &how);
	ck_assert(paragraph_open(&rig->reader, &rig->in, &opt));
}

static void
rig_close(struct rig *rig)
{
	paragraph_close(&rig->reader);
	input_close(&rig->in);
	lines_close(&rig->lines);
	unlink(rig->name);
}

static const struct {
	const char *why, *raw, *rows;	/* "class:text|..." */
} page_cases[] = {
	{ "lines", "One line.\n\nAnother one.\n",
	    "body:One line.|body:Another one.|" },
	{ "line ends", "One.\r\nTwo.\rThree.\xe2\x80\xa8" "Four.",
	    "body:One.|body:Two.|body:Three.|body:Four.|" },
	{ "nothing", "", "" },
	{ "blank lines", "\n \n\t\n", "" },
	{ "wrapped",
	    "The ferry to the islands was late again on Monday, and the crews\n"
	    "who had waited for it since the morning went home without pay, a\n"
	    "spokeswoman for the harbour said. The company that runs the line\n"
	    "blamed the weather, which it said had been worse than its govern-\n"
	    "ment forecasters had told it, and promised to pay for the hotels.\n"
	    "\nMore ships will follow.\n",
	    "body:The ferry to the islands was late again on Monday, and the "
	    "crews who had waited for it since the morning went home without "
	    "pay, a spokeswoman for the harbour said. The company that runs "
	    "the line blamed the weather, which it said had been worse than "
	    "its government forecasters had told it, and promised to pay for "
	    "the hotels.|body:More ships will follow.|" },
	{ "a quoted sentence is no furniture",
	    "He spoke on Monday, and what he said was heard in all the town.\n"
	    "\n“Subscribe to our newsletter and you will see,” she said.\n",
	    "body:He spoke on Monday, and what he said was heard in all the "
	    "town.|body:“Subscribe to our newsletter and you will see,” she "
	    "said.|" },
	{ "blank inside a quotation", "He said, \" It rains.\"\n",
	    "body:He said, \"It rains.\"|" },
	{ "graves that acute accents close", "``so cara n\u00e3o vai l\u00e1\u00b4\u00b4\n",
	    "body:``so cara n\u00e3o vai l\u00e1\u00b4\u00b4|" },
	{ "LaTeX quotes", "``We will not,'' he said. ''Never.''\n",
	    "body:“We will not,” he said. “Never.”|" },
	{ "wrong way", "She said “it fell.“ Then ”it” rose.\n",
	    "body:She said “it fell.” Then “it” rose.|" },
	{ "kinds stay", "‘One’ and 'two' and \"three\" and «four».\n",
	    "body:‘One’ and 'two' and \"three\" and «four».|" },
	{ "seam after a date",
	    "Published May 4, 2021 at 10:00 GMTFlood closes two roads\n",
	    "date:Published May 4, 2021 at 10:00 GMT|#2|"
	    "body:Flood closes two roads|" },
	{ "no seam in a name", "Next came McDonald and DeLillo.\n",
	    "body:Next came McDonald and DeLillo.|" },
};

START_TEST(pages_follow_table)
{
	struct rig rig = { 0 };
	struct buf got = { 0 };
	struct text_row row;
	size_t documents = 1;

	rig_open(&rig, slice_str(page_cases[_i].raw),
	    (struct paragraph_options){ .all = true });
	while (paragraph_next(&rig.reader, &row)) {
		if (rig.reader.documents != documents && rig.reader.documents
		    > 1)
			buf_add(&got, SLICE("#2|"));
		documents = rig.reader.documents;
		buf_add(&got, slice_str(textclass_name(row.class)));
		buf_putc(&got, ':');
		buf_add(&got, row.text);
		buf_putc(&got, '|');
	}
	ck_assert(!paragraph_next(&rig.reader, &row));
	ck_slice(buf_slice(&got), page_cases[_i].rows, page_cases[_i].why);
	rig_close(&rig);
	buf_free(&got);
}
END_TEST

/* Random damage: what is written for a character, and where. */

static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

struct damage {
	struct buf raw, clean;
	size_t start[400], end[400];	/* in raw, of each clean character */
	size_t at[401];			/* in clean */
	size_t n;
	bool bare;			/* the last byte is no UTF-8 */
};

static const struct {
	const char *c;		/* the character */
	const char *form[5];	/* other ways to write it */
} letters[] = {
	{ "a", { "&#97;", "&#x61;", "\xef\xbd\x81" } },
	{ "B", { "&#66;", "&amp;#66;" } },
	{ "n", { "&#110;" } },
	{ "t", { NULL } },
	{ "é", { "&eacute;", "e\xcc\x81", "Ã©", "Ã\xc6\x92Â©", "\xe9" } },
	{ "ü", { "&uuml;", "u\xcc\x88", "Ã¼", "\xfc" } },
	{ "’", { "&rsquo;", "&#146;", "â€™", "\x92", "\xc2\x92" } },
	{ "–", { "&ndash;", "&amp;ndash;", "\x96", "\xc2\x96" } },
	{ "…", { "&hellip;", "&#8230;", "â€¦" } },
};

static const char *const blanks[] = {
	" ", "  ", "\t", "\xc2\xa0", " \xc2\xa0 ", "\xe2\x80\x89", "&nbsp;",
	"\xe3\x80\x80", "&#160;&#32;",
};

/* What may stand anywhere between two characters and is dropped. */
static const char *const droppings[] = {
	"\xe2\x80\x8b", "\xc2\xad", "\xe2\x81\xa0", "<b>", "</i>", "\x01",
	"&shy;", "\xef\xbb\xbf", "<span class=\"x\">", "\xe2\x80\xae",
};

static void
write_one(struct damage *d, const char *clean, const char *raw)
{
	d->at[d->n] = d->clean.n;
	d->start[d->n] = d->raw.n;
	buf_add(&d->clean, slice_str(clean));
	buf_add(&d->raw, slice_str(raw));
	d->end[d->n++] = d->raw.n;
	d->bare = utf8_span(slice_str(raw)) == 0;
}

static void
write_letter(struct damage *d, uint32_t *seed)
{
	size_t i = draw(seed, COUNT(letters)), forms = 0;
	const char *raw = letters[i].c;

	if (draw(seed, 8) == 0 && !d->bare)
		buf_add(&d->raw, slice_str(droppings[draw(seed,
		    COUNT(droppings))]));
	while (forms < 5 && letters[i].form[forms] != NULL)
		forms++;
	if (forms > 0 && draw(seed, 3) == 0)
		raw = letters[i].form[draw(seed, (uint32_t)forms)];
	/* two bare bytes in a row are read as a broken character */
	if (d->bare && (raw[0] & 0x80) != 0)
		raw = "t", i = 3;
	write_one(d, letters[i].c, raw);
}

static void
write_text(struct damage *d, uint32_t *seed)
{
	size_t words = 2 + draw(seed, 12), n;

	for (size_t w = 0; w < words; w++) {
		if (w > 0)
			write_one(d, " ", blanks[draw(seed, COUNT(blanks))]);
		n = 1 + draw(seed, 8);
		write_one(d, "t", "t");	/* marks of a word stand inside it */
		while (n-- > 0)
			write_letter(d, seed);
		write_one(d, "n", "n");
	}
	d->at[d->n] = d->clean.n;
}

/* Every character leads back to the bytes it was written with. */
static void
check_row(const struct damage *d, const struct text_row *row, uint32_t seed)
{
	ck_assert_msg(slice_eq(row->text, buf_slice(&d->clean)),
	    "seed %u: '%.*s' where '%.*s' is right, from '%.*s'", seed,
	    (int)row->text.n, row->text.p, (int)d->clean.n, d->clean.p,
	    (int)d->raw.n, d->raw.p);
	for (size_t i = 0; i < d->n; i++) {
		size_t start = offsetmap_start(&row->map, d->at[i]);
		size_t end = offsetmap_end(&row->map, d->at[i + 1],
		    row->text.n, row->end);
		size_t next = i + 1 < d->n ? d->start[i + 1] : d->raw.n;

		ck_assert_msg(start == d->start[i] && end >= d->end[i] &&
		    end <= next, "seed %u: character %zu is %zu-%zu, not "
		    "%zu-%zu, in '%.*s'", seed, i, start, end, d->start[i],
		    d->end[i], (int)d->raw.n, d->raw.p);
	}
}

START_TEST(map_survives_random_damage)
{
	struct paragraph_options opt = { .all = true, .no_seams = true };
	struct text_row row;

	for (uint32_t k = 0; k < 400; k++) {
		struct damage *d = calloc(1, sizeof(*d));
		struct rig rig = { 0 };
		uint32_t seed = (uint32_t)_i * 1000 + k;

		write_text(d, &seed);
		rig_open(&rig, buf_slice(&d->raw), opt);
		ck_assert(paragraph_next(&rig.reader, &row));
		check_row(d, &row, (uint32_t)_i * 1000 + k);
		ck_assert(!paragraph_next(&rig.reader, &row));
		rig_close(&rig);
		buf_free(&d->raw);
		buf_free(&d->clean);
		free(d);
	}
}
END_TEST

/* Random bytes of the kinds that repairs look for. */
static void
write_noise(struct buf *out, uint32_t *seed)
{
	static const char *const bits[] = {
		"a", "B", " ", "  ", "\n", "&", "&amp;", "amp;", "&#x26;", "<",
		"b>", "<b>", "</p>", ">", "Ã", "Â", "©", "â", "€", "™", "\xc3",
		"\x93", "\x94", "“", "”", "\"", "''", "``", "'", "\xcc\x81",
		"e", "\xc2\x85", "\xc2\x9d", "\xe2\x80\x8b", "\xc2\xad", "\r",
		"1", "\xe2\x81\x84", "4", ";", "#", "\xd0\xa0", "\xd1\x91",
		"\xef\xbf\xbd", ".", "-", "http://", "(", ")", "\x1b[", "31m",
		"\xef\xac\x81", "\xef\xbd\x81", "\xe2\x80\xa8", "\x00", "\xff",
		"\xf0\x9f\x98\x80", "\xe2\x80\x8d", "?", "\xc3\xad\xc2\xa0",
	};
	size_t n = 1 + draw(seed, 60);

	while (n-- > 0)
		buf_add(out, slice_str(bits[draw(seed, COUNT(bits))]));
}

/* The text of all rows, a line each. */
static void
clean_text(struct slice raw, struct buf *out)
{
	struct paragraph_options opt = { .all = true, .no_seams = true,
		.no_join = true };
	struct rig rig = { 0 };
	struct text_row row;
	size_t last = 0;

	rig_open(&rig, raw, opt);
	while (paragraph_next(&rig.reader, &row)) {
		ck_assert_uint_eq(utf8_span(row.text), row.text.n);
		ck_assert_uint_gt(row.text.n, 0);
		ck_assert_uint_le(row.begin, row.end);
		ck_assert_uint_le(row.end, raw.n);
		ck_assert_uint_ge(row.begin, last);
		ck_assert_uint_eq(row.map.pair[0].doc, row.begin);
		for (size_t i = 1; i < row.map.n; i++) {
			struct offset_pair before =
			    offsetmap_last(&row.map.pair[i - 1]);

			ck_assert_uint_gt(row.map.pair[i].text, before.text);
			ck_assert_uint_ge(row.map.pair[i].doc, before.doc);
			ck_assert_uint_le(offsetmap_last(
			    &row.map.pair[i]).doc, row.end);
		}
		last = row.end;
		buf_add(out, row.text);
		buf_putc(out, '\n');
	}
	rig_close(&rig);
}

START_TEST(clean_text_is_clean)
{
	for (uint32_t k = 0; k < 1000; k++) {
		uint32_t seed = (uint32_t)_i * 1000 + k;
		struct buf raw = { 0 }, once = { 0 }, twice = { 0 };

		write_noise(&raw, &seed);
		clean_text(buf_slice(&raw), &once);
		clean_text(buf_slice(&once), &twice);
		ck_assert_msg(slice_eq(buf_slice(&once), buf_slice(&twice)),
		    "'%.*s' becomes '%.*s' becomes '%.*s'", (int)raw.n, raw.p,
		    (int)once.n, once.p, (int)twice.n, twice.p);
		buf_free(&raw);
		buf_free(&once);
		buf_free(&twice);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("paragraph");
	TCase *tc = tcase_create("paragraph");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, pages_follow_table, 0, COUNT(page_cases));
	tcase_add_loop_test(tc, map_survives_random_damage, 0, 5);
	tcase_add_loop_test(tc, clean_text_is_clean, 0, 10);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
