/*
 * gold_events.c - what nclaim's rules say of single events
 *
 * Reads lines "byte TAB text" and writes 0 (fact), 1 (doubt) or 2 (denial)
 * for the event whose word begins at that byte.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "io/lines.h"
#include "io/tsv.h"
#include "news/assertion.h"

static size_t
word_at(const struct words *w, size_t byte)
{
	size_t i = 0;

	while (i + 1 < w->n && w->word[i + 1].start <= byte)
		i++;
	return i;
}

int
main(int argc, char *argv[])
{
	struct asserter asserter;
	struct words words = { 0 };
	struct lines lines;
	struct line line;
	struct tsv_row row;
	size_t byte;

	(void)argc;
	diag_program(argv[0]);
	asserter_init(&asserter, lexicon_find("en", "assertion"));
	lines_open(&lines, argv + 1, 0);
	while (lines_next(&lines, &line)) {
		if (!tsv_split(&row, line.text) || row.n != 2 ||
		    !tsv_number(row.field[0], &byte)) {
			diag_input(lines_where(&lines), line.number,
			    "not byte, tab, text");
			continue;
		}
		word_split(&words, row.field[1]);
		asserter_read(&asserter, &words);
		printf("%d\n", words.n == 0 ? 0 : (int)asserter_event(
		    &asserter, &words, word_at(&words, byte)));
	}
	lines_close(&lines);
	asserter_free(&asserter);
	word_free(&words);
	return diag_status();
}
