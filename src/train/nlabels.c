#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "news/label.h"
#include "train/windows.h"

/*
 * nlabels - show what the sequence model sees and says
 *
 * usage: nlabels [-f] [-m MODEL] [-q] ROWS...
 * Reads sentence rows; writes "#DOC id", then a line for each token: its
 * word, the bytes of the document, P or S where a paragraph or sentence
 * begins, quote state, mark role, label, confidence of the sentence.  With -f
 * as fast as nattribute --fast.  With -q a line for each quotation instead:
 * id, outer bytes, inner bytes, depth, flags.
 */

static void
print_slice(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		putchar((unsigned char)s.p[i] <= ' ' ? '_' : s.p[i]);
}

static void
print_tokens(const struct document *d)
{
	static const char *const labels[LABEL_COUNT] = { "O", "BC", "IC",
	    "BQ", "IQ", "BS", "IS" };
	size_t i;

	printf("#DOC ");
	print_slice(d->id);
	putchar('\n');
	for (i = 0; i < d->tokens; i++) {
		const struct token *t = &d->token[i];
		const struct document_sentence *s = &d->sentence[t->sentence];
		struct byte_span b = document_bytes(d,
		    (struct range){ t->begin, t->end });

		print_slice(document_word(d, i));
		printf("\t%zu\t%zu\t%c\t%d\t%d\t%s\t%.3f\n", b.begin, b.end,
		    i != s->token ? '_' : s->begins_paragraph ? 'P' : 'S',
		    t->quote, t->role, labels[t->label],
		    (double)s->confidence);
	}
}

static void
print_quotations(const struct document *d)
{
	size_t i;

	for (i = 0; i < d->quotations; i++) {
		const struct quotation *q = &d->quotation[i];
		struct byte_span outer = document_bytes(d, q->outer);

		print_slice(d->id);
		printf("\t%zu-%zu\t", outer.begin, outer.end);
		if (q->inner.begin < q->inner.end) {
			struct byte_span inner = document_bytes(d, q->inner);

			printf("%zu-%zu", inner.begin, inner.end);
		}
		printf("\t%u\t%s%s%s\t%.*s\n", (unsigned)q->depth,
		    q->unclosed ? "u" : "", q->continues ? "c" : "",
		    q->single ? "s" : "", (int)(q->inner.end - q->inner.begin),
		    d->text.p + q->inner.begin);
	}
}

int
main(int argc, char *argv[])
{
	struct label_options opt = { .fast = false };
	struct document doc = { .tokens = 0 };
	const char *file = NULL, *why;
	struct labeler labeler;
	bool quotations = false;
	struct model model;
	struct windows in;
	int c;

	diag_program(argv[0]);
	while ((c = getopt(argc, argv, "fm:q")) != -1) {
		switch (c) {
		case 'f': opt.fast = true; break;
		case 'm': file = optarg; break;
		case 'q': quotations = true; break;
		default: diag_usage("see the head of nlabels.c");
		}
	}
	if (!model_open(&model, file, &why))
		diag_usage("model %s: %s", file, why);
	labeler_init(&labeler, &model, opt);
	windows_open(&in, argv + optind);
	while (windows_next(&in, &doc)) {
		if (quotations) {
			print_quotations(&doc);
			continue;
		}
		label_document(&labeler, &doc);
		print_tokens(&doc);
	}
	windows_close(&in);
	labeler_free(&labeler);
	model_close(&model);
	document_free(&doc);
	return diag_status();
}
