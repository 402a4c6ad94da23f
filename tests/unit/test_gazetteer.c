#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "news/gazetteer.h"
#include "unit.h"

/* TEXT is the file; LINE the bad one, 0 if it is good; PHRASE stands for NAME. */
static const struct {
	const char *why, *text;
	size_t line;
	const char *phrase, *name;
} cases[] = {
	{ "name and type", "Ann Lee\tperson\n", 0, "Ann Lee", "Ann Lee" },
	{ "aliases", "Ann Lee\tperson\tf\tmayor\tAnnie|the Boss\n", 0,
	    "the Boss", "Ann Lee" },
	{ "no newline at the end", "DRA\torganisation\t\t\tRiggers", 0,
	    "Riggers", "DRA" },
	{ "comment, blank line, CR", "# ours\n\nOslo\tplace\r\n", 0, "Oslo",
	    "Oslo" },
	{ "the first line wins", "A\tplace\t\t\tX\nB\tplace\t\t\tX\n", 0,
	    "X", "A" },
	{ "unknown name", "Ann Lee\tperson\n", 0, "Ann", NULL },
	{ "empty file", "", 0, "Ann", NULL },
	{ "no type", "Ann Lee\n", 1, NULL, NULL },
	{ "bad type", "Ann Lee\tperson\nB\tbird\n", 2, NULL, NULL },
	{ "bad gender", "Ann Lee\tperson\tfemale\n", 1, NULL, NULL },
};

START_TEST(reads)
{
	char path[] = "/tmp/gazetteer.XXXXXX";
	struct gazetteer g;
	const struct gazetteer_entry *e;
	const char *why = NULL;
	size_t line, number;
	int fd = mkstemp(path);
	bool good;

	ck_assert(fd >= 0);
	ck_assert(write(fd, cases[_i].text, strlen(cases[_i].text)) >= 0);
	close(fd);
	good = gazetteer_open(&g, path, &line, &why);
	unlink(path);
	ck_assert_msg(good == (cases[_i].line == 0), "%s", cases[_i].why);
	if (!good) {
		ck_assert_uint_eq(line, cases[_i].line);
		ck_assert(why != NULL);
	} else {
		e = gazetteer_find(&g, slice_str(cases[_i].phrase), &number);
		if (cases[_i].name == NULL)
			ck_assert_msg(e == NULL, "%s", cases[_i].why);
		else
			ck_slice(e->name, cases[_i].name, cases[_i].why);
	}
	gazetteer_close(&g);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("gazetteer");
	TCase *tcase = tcase_create("gazetteer");

	tcase_add_loop_test(tcase, reads, 0, COUNT(cases));
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
