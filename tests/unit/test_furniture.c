#include "config.h"

#include "unit/unit.h"

#include "news/furniture.h"
#include "news/seam.h"

static const struct {
	const char *line;
	enum text_class class;
} class_cases[] = {
	{ "Advertisement", CLASS_AD },
	{ "- ADVERTISEMENT -", CLASS_AD },
	{ "SHARE THIS ARTICLE", CLASS_SHARE },
	{ "← Previous Story", CLASS_RELATED },
	{ "Related: Ten walks by the sea", CLASS_RELATED },
	{ "On Example.com: Ten walks by the sea", CLASS_RELATED },
	{ "12 comments", CLASS_COMMENT },
	{ "Leave a Reply", CLASS_COMMENT },
	{ "3 thoughts on “Ten walks by the sea and one in town”",
	    CLASS_COMMENT },
	{ "Views: 1,204", CLASS_COUNTER },
	{ "4 min read", CLASS_COUNTER },
	{ "This site uses cookies to work.", CLASS_COOKIE },
	{ "© 2021 Example Press. All rights reserved.", CLASS_LEGAL },
	{ "Home / World / Europe", CLASS_NAV },
	{ "www.example.org", CLASS_PROMO },
	{ "anna.k@example.org", CLASS_PROMO },
	{ "Updated May 3rd, 2021 at 08:15 GMT", CLASS_DATE },
	{ "3 May 2021", CLASS_DATE },
	{ "2 hours ago", CLASS_DATE },
	{ "By Anna Kowalska and Per Lund", CLASS_BYLINE },
	{ "By staff - 3 May 2021", CLASS_BYLINE },
	{ "Ida Holm and Per Lund, Associated Press", CLASS_BYLINE },
	{ "Reported by: Anna Kowalska", CLASS_BYLINE },
	{ "Ida Holm contributed reporting from Oslo.", CLASS_BYLINE },
	{ "(Image: AP/Example)", CLASS_CREDIT },
	{ "Ida Holm/Example", CLASS_CREDIT },
	{ "Ships wait in the harbour on Monday. (Photo by Ida Holm)",
	    CLASS_CAPTION },
	{ "Ships wait in the harbour on Monday. (Photo: Ida Holm)",
	    CLASS_CAPTION },
	{ "Ships wait in the harbour on Monday. (Reuters)", CLASS_CAPTION },
	{ "Home | World | Europe", CLASS_NAV },
	{ "Home > World > Europe", CLASS_NAV },
	{ "Home » World » Europe", CLASS_NAV },
	{ "Home › World › Europe", CLASS_NAV },
	{ "http://example.org", CLASS_PROMO },
	{ "https://example.org/a", CLASS_PROMO },
	{ "twitter.com/example", CLASS_PROMO },
	{ "facebook.com/example", CLASS_PROMO },
	{ "pic.twitter.com/x1", CLASS_PROMO },
	{ "@perlund", CLASS_PROMO },
	{ "Follow him at twitter.com/perlund", CLASS_PROMO },
	{ "More of this: twitter.com", CLASS_PROMO },
	{ "Write to him: per@example.org", CLASS_PROMO },
	{ "Mon 3 May: 10:30 GMT", CLASS_DATE },
	{ "3/5/2021", CLASS_DATE },
	{ "10:30 am 11:30 GMT", CLASS_DATE },
	/* text */
	{ "By Monday the water had risen to the windows.", CLASS_BODY },
	{ "Share prices fell on Monday.", CLASS_BODY },
	{ "Related companies paid less, he said.", CLASS_BODY },
	{ "More than 40 people are missing", CLASS_BODY },
	{ "May said on Monday that 12 of 40 ships were late.", CLASS_BODY },
	{ "“Subscribe to our newsletter and you will see,” she said.",
	    CLASS_BODY },
	{ "„Share this with your neighbours“, she said.", CLASS_BODY },
	{ "«Subscribe to our newsletter», she said.", CLASS_BODY },
	{ "12 of “Ten walks by the sea and one in town” sold.", CLASS_BODY },
	{ "He was in the U.S. Senate and in the house.", CLASS_BODY },
	{ "___", CLASS_BODY },
	{ "12 hours", CLASS_BODY },
	{ "10 am", CLASS_BODY },
	{ "Home / World", CLASS_BODY },
	{ "home / world / europe", CLASS_NAV },
	{ "Home / World. / Europe", CLASS_BODY },
	{ "Home / Ten walks by the sea and one in the town / Europe",
	    CLASS_BODY },
	{ "Ships wait in the harbour on Monday. (Ida Holm left)",
	    CLASS_BODY },
	{ "Ships wait in the harbour on Monday. Ida Holm left)",
	    CLASS_BODY },
	{ "Nobody wrote to per@example.org.", CLASS_BODY },
	{ "On Monday: ten walks by the sea", CLASS_BODY },
	{ "On Example.com they saw ten walks", CLASS_BODY },
	{ "Ida Holm / Example", CLASS_BODY },
	{ "Ida Holm/the post", CLASS_BODY },
	{ "Ida Holm, the Reuters", CLASS_BODY },
};

START_TEST(lines_have_classes)
{
	enum text_class class;
	struct furniture f;

	ck_assert(furniture_open(&f, "en"));
	class = furniture_classify(&f, slice_str(class_cases[_i].line));
	ck_assert_msg(class == class_cases[_i].class, "'%s' is %s, not %s",
	    class_cases[_i].line, textclass_name(class),
	    textclass_name(class_cases[_i].class));
	furniture_close(&f);
}
END_TEST

/* Notes on the writer, and the last name in them; empty: none. */
static const struct {
	const char *line, *name;
} bio_cases[] = {
	{ "Ida Holm is a staff writer for Example Post.", "Holm " },
	{ "Example Post columnist Per Lund covers the sea.", "Lund " },
	{ "Per Lund (per@example.org) is the author of Ten Winters.", "Lund (" },
	{ "Per Lund (@perlund) is the author of Ten Winters.", "Lund (@" },
	{ "Ida Holm and Per Lund are editors of Example Post.", "Lund " },
	{ "Mats Berg, who is based in Orvo, is a historian.", "Berg, " },
	{ "Ida Holm is the mayor of the town and of the islands.", "" },
	{ "Ida Holm is ill.", "" },
	{ "Columnist Per Lund covers the sea for us.", "Lund " },
	{ "Ida is a staff writer for Example Post.", "" },
	{ "Ida Holm, Per Lund, Mats Berg, Eva Dahl", "" },
	{ "Ida Holm Per Lund Mats Berg Eva Dahl Ann Moe Kari Vik is a writer.",
	    "" },
	{ "She is a staff writer for Example Post.", "" },
	{ "The ferry is the reporter of its own place.", "" },
	{ "Is Ida Holm a writer for Example Post?", "" },
	{ "“Ida Holm is a staff writer for Example Post,” he said.", "" },
};

START_TEST(notes_on_writers_follow_table)
{
	struct slice line = slice_str(bio_cases[_i].line);
	size_t from = 0, to = 0;
	struct furniture f;
	bool found;

	ck_assert(furniture_open(&f, "en"));
	found = furniture_is_bio(&f, line, &from, &to);
	ck_assert_msg(found == (bio_cases[_i].name[0] != '\0') &&
	    (!found || slice_eq(slice_sub(line, from, to),
	    slice_str(bio_cases[_i].name))), "%s: '%.*s'", bio_cases[_i].line,
	    (int)(to - from), line.p + from);
	furniture_close(&f);
}
END_TEST

/* Left and right of a seam; no right: there is none. */
static const struct {
	const char *left, *right;
	bool tail;
} seam_cases[] = {
	{ "Published May 4, 2021 at 10:00 IST", "News / Europe / Norway", false },
	{ "Views: 0", "Rain stops play again", false },
	{ "Leave a Reply", "Rain stops play again", false },
	{ "All rights reserved.", "Rain stops play again", false },
	{ "Example Radio Daily", "The ferry to the islands stops for a week, "
	    "the company that runs it said on Monday in the harbour.", true },
	{ "Next came McDonald and DeLillo, who spoke.", "", true },
	{ "NextGen Climate will air an ad on Tuesday in the north.", "", true },
	{ "On Monday McDonald spoke.", "", false },
	{ "He wrote so on Twitter.Neil did not.", "", false },
	{ "Copyright 2021 by HarperCollins and others.", "", false },
};

START_TEST(seams_follow_table)
{
	struct seam_context ctx = { .tail = seam_cases[_i].tail };
	size_t left = strlen(seam_cases[_i].left);
	struct buf line = { 0 };
	struct furniture f;

	ck_assert(furniture_open(&f, "en"));
	buf_add(&line, slice_str(seam_cases[_i].left));
	buf_add(&line, slice_str(seam_cases[_i].right));
	ck_assert_msg(seam_find(&f, buf_slice(&line), &ctx) ==
	    (seam_cases[_i].right[0] != '\0' ? left : 0), "%s|%s",
	    seam_cases[_i].left, seam_cases[_i].right);
	furniture_close(&f);
	buf_free(&line);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("furniture");
	TCase *tc = tcase_create("furniture");

	tcase_add_loop_test(tc, lines_have_classes, 0, COUNT(class_cases));
	tcase_add_loop_test(tc, notes_on_writers_follow_table, 0,
	    COUNT(bio_cases));
	tcase_add_loop_test(tc, seams_follow_table, 0, COUNT(seam_cases));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
