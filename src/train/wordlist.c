#include "config.h"

#include "train/wordlist.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "io/lines.h"

enum { PLACES = 1 << 18, FIRST_CLOSED = 10 };

void
wordlist_init(struct wordlist *w)
{
	memset(w, 0, sizeof *w);
	w->places = PLACES;
	w->word = mem_alloc(w->places, sizeof *w->word);
	w->classes = 1;			/* 0: unknown */
}

void
wordlist_free(struct wordlist *w)
{
	free(w->word);
	free(w->phrase);
}

struct wordlist_word *
wordlist_find(struct wordlist *w, uint32_t hash, bool make)
{
	size_t at = hash & (w->places - 1);

	for (; w->word[at].hash != 0; at = (at + 1) & (w->places - 1))
		if (w->word[at].hash == hash)
			return &w->word[at];
	if (!make)
		return NULL;
	if (++w->words > w->places / 2)
		diag_fatal("too many words");
	w->word[at].hash = hash;
	return &w->word[at];
}

const struct feature_entry *
wordlist_lookup(const void *wordlist, uint32_t hash)
{
	struct wordlist *w = (struct wordlist *)wordlist;
	struct wordlist_word *found = wordlist_find(w, hash, false);

	return found != NULL ? &found->entry : NULL;
}

/* Up to TAB or the end; LINE moves behind it. */
static struct slice
field_next(struct slice *line)
{
	const char *tab = line->n > 0 ? memchr(line->p, '\t', line->n) : NULL;
	size_t n = tab != NULL ? (size_t)(tab - line->p) : line->n;
	struct slice field = slice_sub(*line, 0, n);

	*line = slice_sub(*line, tab != NULL ? n + 1 : n, line->n);
	return field;
}

static struct slice
word_next(struct slice *text)
{
	struct slice word;
	size_t i = 0;

	while (text->n > 0 && *text->p == ' ')
		*text = slice_sub(*text, 1, text->n);
	while (i < text->n && text->p[i] != ' ')
		i++;
	word = slice_sub(*text, 0, i);
	*text = slice_sub(*text, i, text->n);
	return word;
}

static size_t
tag_number(struct wordlist *w, struct slice tag)
{
	size_t i;

	for (i = 0; i < w->tags; i++)
		if (slice_eq(slice_str(w->tag_name[i]), tag))
			return i;
	if (tag.n >= sizeof w->tag_name[0] || w->tags == 64)
		diag_fatal("bad tag '%.*s'", (int)tag.n, tag.p);
	memcpy(w->tag_name[i], tag.p, tag.n);
	return w->tags++;
}

static void
tag_count(struct wordlist_word *word, size_t tag)
{
	size_t i;

	for (i = 0; i < WORDLIST_TAGS; i++) {
		if (word->tag[i].n > 0 && word->tag[i].tag != tag)
			continue;
		word->tag[i].tag = (uint16_t)tag;
		word->tag[i].n++;
		return;
	}
}

static uint8_t
class_number(struct wordlist *w, const char *name)
{
	size_t i;

	for (i = 1; i < w->classes; i++)
		if (strcmp(w->class_name[i], name) == 0)
			return (uint8_t)i;
	if (w->classes == FEATURE_CLASS_UNKNOWN)
		return 0;
	snprintf(w->class_name[i], sizeof w->class_name[i], "%s", name);
	w->classes++;
	return (uint8_t)i;
}

static void
class_choose(struct wordlist *w, struct wordlist_word *word)
{
	size_t first = 0, second = WORDLIST_TAGS, i;
	uint32_t total = 0;
	char name[20];

	for (i = 0; i < WORDLIST_TAGS; i++) {
		total += word->tag[i].n;
		if (word->tag[i].n > word->tag[first].n)
			first = i;
	}
	if (total < 3)
		return;
	for (i = 0; i < WORDLIST_TAGS; i++)
		if (i != first && word->tag[i].n > 0 &&
		    (second == WORDLIST_TAGS ||
		    word->tag[i].n > word->tag[second].n))
			second = i;
	if (second == WORDLIST_TAGS || word->tag[first].n * 10 > total * 9)
		snprintf(name, sizeof name, "%s",
		    w->tag_name[word->tag[first].tag]);
	else
		snprintf(name, sizeof name, "%s|%s",
		    w->tag_name[word->tag[first].tag],
		    w->tag_name[word->tag[second].tag]);
	word->entry.word_class = class_number(w, name);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void
wordlist_read_tags(struct wordlist *w, const char *file)
{
	char *names[] = { (char *)file, NULL };
	struct wordlist_word *word;
	struct slice text, spelling;
	struct lines in;
	struct line line;
	size_t i;

	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		text = line.text;
		spelling = field_next(&text);
		if (spelling.n == 0 || text.n == 0)
			continue;
		word = wordlist_find(w, feature_hash_spelling(spelling), true);
		word->letter = is_letter(spelling.p[0]);
		tag_count(word, tag_number(w, text));
	}
	lines_close(&in);
	for (i = 0; i < w->places; i++)
		if (w->word[i].hash != 0)
			class_choose(w, &w->word[i]);
}

void
wordlist_read_closed(struct wordlist *w, const char *file)
{
	char *names[] = { (char *)file, NULL };
	unsigned number = FIRST_CLOSED;
	struct slice text, word;
	struct lines in;
	struct line line;

	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		if (line.text.n == 0 || line.text.p[0] == '#')
			continue;
		text = line.text;
		field_next(&text);
		while ((word = word_next(&text)).n > 0)
			wordlist_find(w, feature_hash_spelling(word), true)->
			    entry.closed = (uint8_t)number;
		number++;
	}
	lines_close(&in);
}

/* Classes of cues, numbered from 1. */
static uint8_t
hand_number(struct slice name)
{
	static const char *const classes[] = { "speech", "write", "claim",
	    "ask", "directive", "commit", "label", "evid", "manner", "topic" };
	size_t i;

	for (i = 0; i < sizeof classes / sizeof *classes; i++)
		if (slice_eq(name, slice_str(classes[i])))
			return (uint8_t)(i + 1);
	diag_fatal("bad class of cue '%.*s'", (int)name.n, name.p);
}

static void
phrase_add(struct wordlist *w, struct slice words, uint8_t hand, bool no_to)
{
	struct model_phrase *p;
	struct slice word;
	size_t n = 0;

	w->phrase = mem_grow(w->phrase, &w->phrase_cap, w->phrases + 1,
	    sizeof *w->phrase);
	p = &w->phrase[w->phrases++];
	*p = (struct model_phrase){ .hand = hand, .no_to = no_to };
	while (n < MODEL_PHRASE_WORDS && (word = word_next(&words)).n > 0)
		p->word[n++] = feature_hash_spelling(word);
	wordlist_find(w, p->word[0], true)->entry.phrase = 1;
}

void
wordlist_read_cues(struct wordlist *w, const char *file)
{
	char *names[] = { (char *)file, NULL };
	struct slice text, spelling;
	struct lines in;
	struct line line;
	uint8_t hand;

	lines_open(&in, names, 0);
	while (lines_next(&in, &line)) {
		if (line.text.n == 0 || line.text.p[0] == '#')
			continue;
		text = line.text;
		spelling = field_next(&text);
		hand = hand_number(field_next(&text));
		if (memchr(spelling.p, ' ', spelling.n) != NULL) {
			phrase_add(w, spelling, hand, text.n > 0);
		} else {
			struct wordlist_word *word = wordlist_find(w,
			    feature_hash_spelling(spelling), true);

			word->entry.hand = hand;
			word->entry.no_to = text.n > 0;
		}
	}
	lines_close(&in);
}

uint8_t
wordlist_level(const struct wordlist_word *w)
{
	uint32_t uses = w->uses - w->own_uses, cues = w->cues - w->own_cues;
	double p = uses >= 4 ? cues / (uses + 3.0) : 0;

	if (!w->letter && p < 0.5)	/* commas are not cues */
		p = p < 0.05 ? 0 : 0.05;
	return p < 0.03 ? 0 : p < 0.12 ? 1 : p < 0.3 ? 2 : p < 0.5 ? 3 :
	    p < 0.7 ? 4 : 5;
}
