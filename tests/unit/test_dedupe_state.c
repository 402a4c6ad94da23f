#include "config.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/unit.h"

#include "base/buf.h"
#include "base/hash.h"
#include "news/dedupe.h"
#include "news/dedupe_state.h"

static struct dedupe_weights weights;
static char dir[] = "/tmp/test_dedupe_state.XXXXXX";

static void
setup(void)
{
	strcpy(dir + sizeof(dir) - sizeof("XXXXXX"), "XXXXXX");
	dedupe_weights_open(&weights, NULL);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
}

static void
teardown(void)
{
	static const char *const names[] = {
		"st", "st.new", "st.lock", "st.log.1", "st.log.2", "st.log.3"
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (unlink(names[i]) != 0)
			rmdir(names[i]);
	ck_assert_int_eq(chdir("/"), 0);
	rmdir(dir);
	dedupe_weights_free(&weights);
}

static void
write_file(const char *name, struct slice bytes)
{
	FILE *fp = fopen(name, "wb");

	ck_assert_ptr_nonnull(fp);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, fp), bytes.n);
	fclose(fp);
}

static void
read_file(const char *name, struct buf *to)
{
	FILE *fp = fopen(name, "rb");
	int c;

	buf_clear(to);
	ck_assert_ptr_nonnull(fp);
	while ((c = getc(fp)) != EOF)
		buf_putc(to, (char)c);
	fclose(fp);
}

/* Numbers of a frame, lowest byte first, whatever the machine. */
static void
put(struct buf *b, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		buf_putc(b, (char)(value >> 8 * i));
}

/* A state of one log that holds FRAME, its checksum right. */
static void
write_state(struct slice frame)
{
	struct buf b = { 0 };
	char text[256];
	int n;

	put(&b, frame.n, 8);
	put(&b, hash_long(frame), 8);
	buf_add(&b, frame);
	write_file("st.log.1", buf_slice(&b));
	n = snprintf(text, sizeof(text), "nquote dedupe state 2\n"
	    "weights %016" PRIx64 "\nlog 1\nlength %zu\nruns 1\n"
	    "newest 100\nend\n",
	    hash_mix(weights.id + (uint64_t)DEDUPE_LEVEL_PART), b.n);
	write_file("st", (struct slice){ text, (size_t)n });
	buf_free(&b);
}

/* What opening and loading "st" comes to; D is filled, to be freed. */
static enum dedupe_state_error
load(struct dedupe *d, long days)
{
	struct dedupe_state s;
	enum dedupe_state_error error;

	dedupe_init(d, &weights, DEDUPE_LEVEL_PART);
	error = dedupe_state_open(&s, "st", d);
	if (error == DEDUPE_STATE_OK)
		error = dedupe_state_load(&s, d, days);
	dedupe_state_close(&s);
	return error;
}

static enum dedupe_state_error
loads(void)
{
	struct dedupe d;
	enum dedupe_state_error error = load(&d, -1);

	dedupe_free(&d);
	return error;
}

struct report {
	const char *text, *speaker, *id;
	int32_t day;
};

/* A run with N rows and an edge between A and B (NULL: none). */
static enum dedupe_state_error
run(const struct report *r, size_t n, const char *a, const char *b, long days)
{
	struct dedupe_state s;
	struct dedupe d;
	enum dedupe_state_error error;

	dedupe_init(&d, &weights, DEDUPE_LEVEL_PART);
	ck_assert_int_eq(dedupe_state_open(&s, "st", &d), DEDUPE_STATE_OK);
	for (size_t i = 0; i < n; i++) {
		uint32_t row = dedupe_add(&d, &(struct dedupe_row){
		    .text = slice_str(r[i].text),
		    .speaker = slice_str(r[i].speaker), .day = r[i].day,
		    .part = DEDUPE_MARKED });

		dedupe_add_id(&d, hash_bytes(slice_str(r[i].id)),
		    d.row[row].form, false);
	}
	ck_assert_int_eq(dedupe_state_load(&s, &d, days), DEDUPE_STATE_OK);
	if (a != NULL)
		dedupe_add_edge(&d, &(struct dedupe_edge){
		    .a.id = hash_bytes(slice_str(a)),
		    .b.id = hash_bytes(slice_str(b)), .score = 900 });
	dedupe_group(&d, NULL, 0);
	error = dedupe_state_save(&s, &d);
	dedupe_state_close(&s);
	dedupe_free(&d);
	return error;
}

static const struct report reports[] = {
	{ "The bridge will reopen on Friday, whatever the weather does.",
	    "Okafor", "r1", 100 },
	{ "The bridge will reopen on Friday, whatever the weather does, and "
	    "nobody on the quay dares to ask me which Friday I mean.",
	    "Okafor", "r2", 100 },
	{ "It rained on every single day of the summer regatta.",
	    "Marsh", "r3", 100 },
	/* what is around the marks makes a line of it */
	{ "The harbour master told the crews on Tuesday that the crane was "
	    "“beyond any repair”, and went home to his tulips.",
	    "Lindqvist", "r4", 100 },
};

/* Indexes: what stands in the file that is named. */
static const struct {
	const char *why, *text;
	enum dedupe_state_error error;
} indexes[] = {
	{ "empty", "", DEDUPE_STATE_FOREIGN },
	{ "something else", "The bridge\n", DEDUPE_STATE_FOREIGN },
	{ "an older version", "nquote dedupe state 1\n",
	    DEDUPE_STATE_VERSION },
	{ "no version", "nquote dedupe state x\n", DEDUPE_STATE_VERSION },
	{ "cut off", "nquote dedupe state 2\nweights 12\nlog 1\nlength 16\n",
	    DEDUPE_STATE_DAMAGED },
	{ "no end", "nquote dedupe state 2\nweights 12\nlog 1\nlength 16\n"
	    "runs 1\nnewest 0\nen\n", DEDUPE_STATE_DAMAGED },
	{ "other weights", "nquote dedupe state 2\nweights 12\nlog 1\n"
	    "length 16\nruns 1\nnewest 0\nend\n", DEDUPE_STATE_WEIGHTS },
};

START_TEST(index_of_a_state)
{
	write_file("st", slice_str(indexes[_i].text));
	ck_assert_msg(loads() == indexes[_i].error, "%s: %s", indexes[_i].why,
	    dedupe_state_strerror(loads()));
}
END_TEST

START_TEST(not_a_file)
{
	struct dedupe_state s;
	struct dedupe d;

	dedupe_init(&d, &weights, DEDUPE_LEVEL_PART);
	ck_assert_int_eq(dedupe_state_open(&s, "no/such/dir/st", &d),
	    DEDUPE_STATE_IO);
	dedupe_state_close(&s);
	ck_assert_int_eq(mkdir("st", 0777), 0);
	ck_assert_int_eq(dedupe_state_open(&s, "st", &d), DEDUPE_STATE_IO);
	dedupe_state_close(&s);
	dedupe_free(&d);
}
END_TEST

START_TEST(locked)
{
	struct dedupe_state s, other;
	struct dedupe d;

	dedupe_init(&d, &weights, DEDUPE_LEVEL_PART);
	ck_assert_int_eq(dedupe_state_open(&s, "st", &d), DEDUPE_STATE_OK);
	ck_assert_int_eq(dedupe_state_open(&other, "st", &d),
	    DEDUPE_STATE_LOCKED);
	dedupe_state_close(&other);
	dedupe_state_close(&s);
	ck_assert_int_eq(dedupe_state_open(&other, "st", &d),
	    DEDUPE_STATE_OK);
	dedupe_state_close(&other);
	dedupe_free(&d);
}
END_TEST

/* A log that is shorter than the index says, or says itself. */
START_TEST(log_of_a_state)
{
	struct buf log = { 0 };

	ck_assert_int_eq(run(reports, COUNT(reports), NULL, NULL, -1), DEDUPE_STATE_OK);
	ck_assert_int_eq(loads(), DEDUPE_STATE_OK);
	read_file("st.log.1", &log);
	/* longer: of a run that did not end */
	buf_add(&log, SLICE("left over"));
	write_file("st.log.1", buf_slice(&log));
	ck_assert_int_eq(loads(), DEDUPE_STATE_OK);
	log.n -= sizeof("left over");
	write_file("st.log.1", buf_slice(&log));
	ck_assert_int_eq(loads(), DEDUPE_STATE_DAMAGED);
	write_file("st.log.1", (struct slice){ log.p, 15 });
	ck_assert_int_eq(loads(), DEDUPE_STATE_DAMAGED);
	/* a frame that is longer than the log */
	log.p[3] = 1;
	write_file("st.log.1", buf_slice(&log));
	ck_assert_int_eq(loads(), DEDUPE_STATE_DAMAGED);
	unlink("st.log.1");
	ck_assert_int_eq(loads(), DEDUPE_STATE_DAMAGED);
	/* no room for the head of a frame */
	write_state(SLICE(""));
	ck_assert_int_eq(loads(), DEDUPE_STATE_OK);
	read_file("st", &log);
	memcpy(strstr(log.p, "length 16"), "length 9 ", 9);
	write_file("st", buf_slice(&log));
	ck_assert_int_eq(loads(), DEDUPE_STATE_DAMAGED);
	buf_free(&log);
}
END_TEST

/* Cut anywhere but between two records, a frame is damaged. */
START_TEST(frame_cut_off)
{
	struct buf log = { 0 }, at = { 0 };
	size_t whole = 0;

	ck_assert_int_eq(run(reports, COUNT(reports), "r1", "r3", -1), DEDUPE_STATE_OK);
	read_file("st.log.1", &log);
	for (size_t n = 0; n + 16 <= log.n; n++) {
		enum dedupe_state_error error;

		write_state((struct slice){ log.p + 16, n });
		error = loads();
		ck_assert_msg(error == DEDUPE_STATE_OK ||
		    error == DEDUPE_STATE_DAMAGED, "%zu bytes: %s", n,
		    dedupe_state_strerror(error));
		if (error == DEDUPE_STATE_OK) {
			whole++;
			buf_number(&at, n);
			buf_putc(&at, ' ');
		}
	}
	/* nothing, four forms, the ties of one, a line, four ids, an edge */
	ck_assert_msg(whole == 1 + 4 + 1 + 1 + 4 + 1, "%zu: %.*s", whole,
	    (int)at.n, at.p);
	buf_free(&log);
	buf_free(&at);
}
END_TEST

/* A record, as values and their sizes in bytes. */
struct field {
	uint64_t value;
	unsigned bytes;		/* 0: the end */
};

#define FORM(key) { 1, 1 }, { key, 8 }, { 5, 8 }, { 0, 8 }, { 6, 8 }, \
	{ 1, 4 }, { 100, 4 }, { 100, 4 }, { 1, 4 }, { 1, 4 }, { 0, 1 }

static const struct {
	const char *why;
	struct field field[48];
	enum dedupe_state_error error;
} records[] = {
	{ "a form", { FORM(7), { 0, 1 }, { 1, 4 }, { 99, 4 }, { 0, 1 },
	    { 0, 4 } }, DEDUPE_STATE_OK },
	{ "twice", { FORM(7), { 0, 1 }, { 1, 4 }, { 99, 4 }, { 0, 1 },
	    { 0, 4 }, FORM(7), { 0, 1 }, { 1, 4 }, { 99, 4 }, { 0, 1 },
	    { 0, 4 } }, DEDUPE_STATE_OK },
	{ "no such record", { { 9, 1 } }, DEDUPE_STATE_DAMAGED },
	{ "more names than there may be", { FORM(7), { 9, 1 }, { 1, 4 },
	    { 2, 4 }, { 3, 4 }, { 4, 4 }, { 5, 4 }, { 6, 4 }, { 7, 4 },
	    { 8, 4 }, { 9, 4 }, { 1, 4 }, { 99, 4 }, { 0, 1 }, { 0, 4 } },
	    DEDUPE_STATE_DAMAGED },
	{ "more words than there are", { FORM(7), { 0, 1 }, { 9, 4 },
	    { 99, 4 }, { 0, 1 }, { 0, 4 } }, DEDUPE_STATE_DAMAGED },
	{ "more words than there may be", { FORM(7), { 0, 1 }, { 1025, 4 },
	    { 99, 4 } }, DEDUPE_STATE_DAMAGED },
	{ "more seeds than there may be", { FORM(7), { 0, 1 }, { 1, 4 },
	    { 99, 4 }, { 17, 1 }, { 1, 8 }, { 2, 8 }, { 3, 8 }, { 4, 8 },
	    { 5, 8 }, { 6, 8 }, { 7, 8 }, { 8, 8 }, { 9, 4 }, { 0, 4 } },
	    DEDUPE_STATE_DAMAGED },
	{ "more documents than there are", { FORM(7), { 0, 1 }, { 1, 4 },
	    { 99, 4 }, { 0, 1 }, { 2, 4 }, { 1, 8 } },
	    DEDUPE_STATE_DAMAGED },
	{ "more of no form", { { 2, 1 }, { 7, 8 }, { 0, 8 }, { 6, 8 },
	    { 100, 4 }, { 100, 4 }, { 2, 4 }, { 0, 1 }, { 0, 4 } },
	    DEDUPE_STATE_DAMAGED },
	{ "a line of no form", { { 3, 1 }, { 1, 8 }, { 7, 8 } },
	    DEDUPE_STATE_OK },
	{ "ties of no form", { { 4, 1 }, { 7, 8 }, { 0, 4 } },
	    DEDUPE_STATE_DAMAGED },
	{ "more ties than there are", { FORM(7), { 0, 1 }, { 1, 4 },
	    { 99, 4 }, { 0, 1 }, { 0, 4 }, { 4, 1 }, { 7, 8 }, { 2, 4 },
	    { 8, 8 }, { 900, 2 }, { DEDUPE_PART, 1 } },
	    DEDUPE_STATE_DAMAGED },
	{ "no such tie", { FORM(7), { 0, 1 }, { 1, 4 }, { 99, 4 }, { 0, 1 },
	    { 0, 4 }, { 4, 1 }, { 7, 8 }, { 1, 4 }, { 8, 8 }, { 900, 2 },
	    { DEDUPE_NEST, 1 } }, DEDUPE_STATE_DAMAGED },
	{ "a tie to what is not there", { FORM(7), { 0, 1 }, { 1, 4 },
	    { 99, 4 }, { 0, 1 }, { 0, 4 }, { 4, 1 }, { 7, 8 }, { 1, 4 },
	    { 8, 8 }, { 900, 2 }, { DEDUPE_PART, 1 } }, DEDUPE_STATE_OK },
	{ "an id of no form", { { 5, 1 }, { 1, 8 }, { 7, 8 } },
	    DEDUPE_STATE_DAMAGED },
	{ "an edge of ids to come", { { 6, 1 }, { 1, 8 }, { 0, 8 }, { 2, 8 },
	    { 0, 8 }, { 900, 2 } }, DEDUPE_STATE_OK },
};

START_TEST(record)
{
	const struct field *f = records[_i].field;
	struct buf frame = { 0 };
	struct dedupe d;
	enum dedupe_state_error error;

	for (; f->bytes > 0; f++)
		put(&frame, f->value, f->bytes);
	write_state(buf_slice(&frame));
	error = load(&d, -1);
	ck_assert_msg(error == records[_i].error, "%s: %s", records[_i].why,
	    dedupe_state_strerror(error));
	if (error == DEDUPE_STATE_OK)	/* and grouping copes with it */
		dedupe_group(&d, NULL, 0);
	dedupe_free(&d);
	buf_free(&frame);
}
END_TEST

/* With what is forgotten go its line, its id and its edges. */
START_TEST(forgotten)
{
	static const struct report later[] = {
		{ "Nobody has asked the fishermen what they think of it all.",
		    "Lindqvist", "r5", 200 },
	};
	struct dedupe d;

	ck_assert_int_eq(run(reports, COUNT(reports), "r1", "r3", -1), DEDUPE_STATE_OK);
	/* the older rows stay while they are inside the window ... */
	ck_assert_int_eq(run(later, 1, NULL, NULL, 100), DEDUPE_STATE_OK);
	ck_assert_int_eq(load(&d, 100), DEDUPE_STATE_OK);
	ck_assert_uint_eq(d.forms, 5);
	ck_assert_uint_eq(d.lines, 1);
	ck_assert_uint_eq(d.ids, 5);
	ck_assert_uint_eq(d.edges, 1);
	ck_assert(!d.form[0].gone);
	dedupe_free(&d);
	/* ... and are not written again when most are outside */
	ck_assert_int_eq(run(later, 1, NULL, NULL, 99), DEDUPE_STATE_OK);
	ck_assert_int_eq(access("st.log.1", F_OK), -1);
	ck_assert_int_eq(access("st.log.2", F_OK), 0);
	ck_assert_int_eq(load(&d, -1), DEDUPE_STATE_OK);
	ck_assert_uint_eq(d.forms, 1);
	ck_assert_uint_eq(d.lines, 0);
	ck_assert_uint_eq(d.ids, 1);
	ck_assert_uint_eq(d.edges, 0);
	dedupe_free(&d);
}
END_TEST

/* What has no date is never forgotten, however short the window. */
START_TEST(undated)
{
	static const struct report rows[] = {
		{ "Nobody has asked the fishermen what they think of it all.",
		    "Lindqvist", "r4", DEDUPE_NO_DAY },
	};
	struct dedupe d;

	ck_assert_int_eq(run(rows, 1, NULL, NULL, 0), DEDUPE_STATE_OK);
	ck_assert_int_eq(load(&d, 0), DEDUPE_STATE_OK);
	ck_assert_uint_eq(d.forms, 1);
	ck_assert(!d.form[0].gone);
	dedupe_free(&d);
	ck_assert_int_eq(run(reports, COUNT(reports), NULL, NULL, -1), DEDUPE_STATE_OK);
	ck_assert_int_eq(load(&d, LONG_MAX), DEDUPE_STATE_OK);
	for (size_t i = 0; i < d.forms; i++)
		ck_assert(!d.form[i].gone);
	dedupe_free(&d);
}
END_TEST

/* A stock phrase of nobody knows which article or day is not remembered. */
START_TEST(passing)
{
	static const struct report rows[] = {
		{ "no comment", "Lindqvist", "r1", DEDUPE_NO_DAY },
		{ "The harbour master told the crews on Tuesday, before he "
		    "went home to his tulips: “no comment”.", "Lindqvist",
		    "r2", DEDUPE_NO_DAY },
		{ "no comment", "Lindqvist", "r3", 100 },
	};
	struct dedupe d;

	ck_assert_int_eq(run(rows, 2, NULL, NULL, -1), DEDUPE_STATE_OK);
	ck_assert_int_eq(load(&d, -1), DEDUPE_STATE_OK);
	ck_assert_uint_eq(d.forms, 0);
	ck_assert_uint_eq(d.lines, 0);
	ck_assert_uint_eq(d.ids, 0);
	dedupe_free(&d);
	ck_assert_int_eq(run(rows, COUNT(rows), NULL, NULL, -1),
	    DEDUPE_STATE_OK);
	ck_assert_int_eq(load(&d, -1), DEDUPE_STATE_OK);
	ck_assert_uint_eq(d.forms, 1);
	ck_assert_uint_eq(d.ids, 1);
	dedupe_free(&d);
}
END_TEST

/* The log or the index cannot be put in place: the old state counts. */
START_TEST(not_saved)
{
	struct buf before = { 0 }, after = { 0 };

	ck_assert_int_eq(mkdir("st.log.1", 0777), 0);
	ck_assert_int_eq(run(reports, COUNT(reports), NULL, NULL, -1), DEDUPE_STATE_IO);
	ck_assert_int_eq(access("st", F_OK), -1);
	rmdir("st.log.1");
	ck_assert_int_eq(run(reports, 1, NULL, NULL, -1), DEDUPE_STATE_OK);
	read_file("st", &before);
	ck_assert_int_eq(mkdir("st.new", 0777), 0);
	ck_assert_int_eq(run(reports, COUNT(reports), NULL, NULL, -1), DEDUPE_STATE_IO);
	read_file("st", &after);
	ck_assert(slice_eq(buf_slice(&before), buf_slice(&after)));
	ck_assert_int_eq(loads(), DEDUPE_STATE_OK);
	buf_free(&before);
	buf_free(&after);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dedupe_state");
	TCase *tc = tcase_create("dedupe_state");

	suite_add_tcase(suite, tc);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, index_of_a_state, 0, COUNT(indexes));
	tcase_add_test(tc, not_a_file);
	tcase_add_test(tc, locked);
	tcase_add_test(tc, log_of_a_state);
	tcase_add_test(tc, frame_cut_off);
	tcase_add_loop_test(tc, record, 0, COUNT(records));
	tcase_add_test(tc, forgotten);
	tcase_add_test(tc, undated);
	tcase_add_test(tc, passing);
	tcase_add_test(tc, not_saved);
	return unit_run(suite);
}
