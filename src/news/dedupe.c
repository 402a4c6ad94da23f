#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe.h"
#include "news/dedupe_index.h"

bool
dedupe_in_doc(const struct dedupe *d, const struct dedupe_form *f, uint64_t doc)
{
	return doc != 0 && dedupe_table_has(&d->in_doc, hash_mix(f->key ^ doc));
}

void
dedupe_init(struct dedupe *d, const struct dedupe_weights *weights,
    enum dedupe_level level)
{
	*d = (struct dedupe){ .weights = weights, .level = level,
	    .notname = lexicon_find("en", "notname") };
}

void
dedupe_free(struct dedupe *d)
{
	free(d->form);
	free(d->set);
	free(d->token);
	free(d->row);
	free(d->speaker);
	dedupe_table_free(&d->by_key);
	dedupe_table_free(&d->by_speaker);
	dedupe_table_free(&d->by_doc);
	dedupe_table_free(&d->in_doc);
	dedupe_table_free(&d->by_line);
	dedupe_table_free(&d->stock);
	free(d->same);
	dedupe_words_free(&d->words);
	*d = (struct dedupe){ 0 };
}

static uint32_t
add_speaker(struct dedupe *d, struct slice column)
{
	struct dedupe_speaker s;
	uint32_t number;

	dedupe_speaker_parse(&s, column, d->notname);
	if (dedupe_table_add(&d->by_speaker, s.hash, (uint32_t)d->speakers, &number)) {
		if (d->speakers == d->speaker_room)
			d->speaker = mem_grow(d->speaker, &d->speaker_room,
			    d->speakers + 1, sizeof(*d->speaker));
		d->speaker[d->speakers++] = s;
	}
	return number;
}

static uint32_t
add_doc(struct dedupe *d, uint64_t hash)
{
	uint32_t number;

	if (dedupe_table_add(&d->by_doc, hash, (uint32_t)d->docs, &number))
		d->docs++;
	return number;
}

/* What the form of a row is known by. */
static uint64_t
form_key(struct dedupe *d, const struct dedupe_row *row, uint32_t speaker,
    uint64_t doc)
{
	uint64_t key = d->words.hash;

	if (d->level == DEDUPE_LEVEL_EXACT)
		return key;
	key = hash_mix(key ^ d->speaker[speaker].hash) + row->unquoted;
	if (d->words.weight < DEDUPE_STRONG) {
		if (row->doc.n > 0)
			key = hash_mix(key ^ doc) + 2;
		if (row->day != DEDUPE_NO_DAY)
			key = hash_mix(key ^ (uint64_t)row->day) + 3;
	}
	key = hash_mix(key);
	if (d->words.stock && row->doc.n == 0 && row->day == DEDUPE_NO_DAY)
		key = hash_mix(key ^ (*dedupe_table_at(&d->stock, key))++) + 4;
	return key;
}

static void
new_form(struct dedupe *d, const struct dedupe_row *row, uint64_t key,
    uint32_t speaker, uint64_t doc)
{
	struct dedupe_form *f;

	if (d->forms == d->form_room)
		d->form = mem_grow(d->form, &d->form_room, d->forms + 1,
		    sizeof(*d->form));
	if (d->tokens + d->words.n > d->token_room)
		d->token = mem_grow(d->token, &d->token_room,
		    d->tokens + d->words.n, sizeof(*d->token));
	f = &d->form[d->forms++];
	*f = (struct dedupe_form){
		.key = key, .words = d->words.hash, .token = d->tokens,
		.n = (uint32_t)d->words.n, .weight = d->words.weight,
		.total = (uint32_t)d->words.total, .speaker = speaker,
		.doc = doc, .first = row->day, .last = row->day,
		.row = DEDUPE_NONE, .parent = DEDUPE_NONE,
		.unquoted = row->unquoted,
	};
	if (d->words.n > 0)
		memcpy(d->token + d->tokens, d->words.token,
		    d->words.n * sizeof(*d->token));
	d->tokens += d->words.n;
}

static void
widen(struct dedupe_form *f, int32_t day)
{
	if (day == DEDUPE_NO_DAY)
		return;
	if (f->first == DEDUPE_NO_DAY || day < f->first)
		f->first = day;
	if (f->last == DEDUPE_NO_DAY || day > f->last)
		f->last = day;
}

/*
 * Rows that agree in the reporter's words too are one report, however short
 * the quotation in it, and whoever it is ascribed to.
 */
static void
match_line(struct dedupe *d, uint32_t form)
{
	const struct dedupe_words *w = &d->words;
	uint32_t other;

	if (w->context_weight == 0 || w->weight + w->context_weight <
	    (uint32_t)d->weights->rules.line)
		return;
	if (dedupe_table_add(&d->by_line, hash_mix(w->hash ^ w->context_hash), form,
	    &other) || other == form)
		return;
	if (d->sames == d->same_room)
		d->same = mem_grow(d->same, &d->same_room, d->sames + 1,
		    sizeof(*d->same));
	d->same[d->sames++] = (struct dedupe_pair){ other, form };
}

uint32_t
dedupe_add(struct dedupe *d, const struct dedupe_row *row)
{
	uint64_t doc_hash = row->doc.n > 0 ? hash_bytes(row->doc) : 0, key;
	uint32_t doc = add_doc(d, doc_hash != 0 ? doc_hash :
	    hash_bytes(row->file) + 1);
	uint32_t speaker = add_speaker(d, row->speaker), number;
	struct dedupe_form *f;

	dedupe_words_fill(&d->words, row->text, row->part,
	    d->level > DEDUPE_LEVEL_EXACT ? d->weights : NULL);
	key = form_key(d, row, speaker, doc_hash);
	if (dedupe_table_add(&d->by_key, key, (uint32_t)d->forms, &number))
		new_form(d, row, key, speaker, doc_hash);
	match_line(d, number);
	f = &d->form[number];
	f->count++;
	widen(f, row->day);
	if (f->doc != doc_hash)
		f->doc = 0;
	if (doc_hash != 0)
		dedupe_table_put(&d->in_doc, hash_mix(f->key ^ doc_hash));
	if (d->rows == d->row_room)
		d->row = mem_grow(d->row, &d->row_room, d->rows + 1,
		    sizeof(*d->row));
	d->row[d->rows] = (struct dedupe_item){ number, doc, f->row };
	f->row = (uint32_t)d->rows;
	return (uint32_t)d->rows++;
}

uint32_t
dedupe_set(const struct dedupe *d, uint32_t form)
{
	uint32_t *set = d->set;

	while (set[form] != form) {
		set[form] = set[set[form]];
		form = set[form];
	}
	return form;
}
