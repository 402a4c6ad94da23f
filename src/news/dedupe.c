#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "news/dedupe.h"
#include "news/dedupe_index.h"

bool
dedupe_find(const struct dedupe *d, uint64_t key, uint32_t *number)
{
	return dedupe_table_get(&d->by_key, key, number);
}

bool
dedupe_may_link(const struct dedupe *d, const struct dedupe_form *f)
{
	const struct dedupe_rules *r = &d->weights->rules;

	return !f->passing && !f->gone && f->n > 1 &&
	    ((int)f->weight >= r->article ||
	    (int)f->weight >= r->floor_same - r->near);
}

bool
dedupe_in_doc(const struct dedupe *d, const struct dedupe_form *f, uint64_t doc)
{
	return doc != 0 && dedupe_table_has(&d->in_doc, hash_mix(f->key ^ doc));
}

static uint32_t
add_speaker(struct dedupe *d, const struct dedupe_speaker *s)
{
	uint32_t number;

	if (dedupe_table_add(&d->by_speaker, s->hash, (uint32_t)d->speakers,
	    &number)) {
		if (d->speakers == d->speaker_room)
			d->speaker = mem_grow(d->speaker, &d->speaker_room,
			    d->speakers + 1, sizeof(*d->speaker));
		d->speaker[d->speakers++] = *s;
	}
	return number;
}

void
dedupe_init(struct dedupe *d, const struct dedupe_weights *weights,
    enum dedupe_level level)
{
	const struct dedupe_speaker nobody = { 0 };

	*d = (struct dedupe){ .weights = weights, .level = level,
	    .notname = lexicon_find("en", "notname") };
	add_speaker(d, &nobody);	/* number 0 */
	d->token = mem_grow(NULL, &d->token_room, 1, sizeof(*d->token));
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
	dedupe_table_free(&d->by_line_form);
	free(d->doc);
	free(d->line);
	dedupe_table_free(&d->stock);
	free(d->same);
	free(d->edge);
	free(d->id);
	dedupe_table_free(&d->by_id);
	dedupe_table_free(&d->by_edge);
	free(d->former);
	free(d->tied);
	free(d->seed);
	dedupe_words_free(&d->words);
	*d = (struct dedupe){ 0 };
}

static uint32_t
add_doc(struct dedupe *d, uint64_t hash)
{
	uint32_t number;

	if (dedupe_table_add(&d->by_doc, hash, (uint32_t)d->docs, &number)) {
		if (d->docs == d->doc_room)
			d->doc = mem_grow(d->doc, &d->doc_room, d->docs + 1,
			    sizeof(*d->doc));
		d->doc[d->docs++] = hash;
	}
	return number;
}

/* Rows of unknown documents count by file; they come file by file. */
static uint32_t
add_file(struct dedupe *d, struct slice file)
{
	if (d->file == NULL || d->file != file.p) {
		d->file = file.p;
		d->file_doc = add_doc(d, hash_bytes(file) + 1);
	}
	return d->file_doc;
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

static uint32_t *
new_tokens(struct dedupe *d, size_t n)
{
	if (d->tokens + n > d->token_room)
		d->token = mem_grow(d->token, &d->token_room, d->tokens + n,
		    sizeof(*d->token));
	d->tokens += n;
	return d->token + d->tokens - n;
}

static struct dedupe_form *
new_form(struct dedupe *d)
{
	if (d->forms == d->form_room)
		d->form = mem_grow(d->form, &d->form_room, d->forms + 1,
		    sizeof(*d->form));
	d->form[d->forms] = (struct dedupe_form){ .token = d->tokens,
	    .run = d->run, .row = DEDUPE_NONE, .parent = DEDUPE_NONE };
	return &d->form[d->forms++];
}

/* The form of the words and the circumstances of ROW. */
static struct dedupe_form
form_of_row(const struct dedupe *d, const struct dedupe_row *row, uint64_t key,
    uint32_t speaker, uint64_t doc)
{
	const struct dedupe_words *w = &d->words;
	struct dedupe_form f = { .key = key, .words = w->hash, .doc = doc,
	    .speaker = speaker, .total = (uint32_t)w->total,
	    .first = row->day, .last = row->day, .unquoted = row->unquoted,
	    .run = d->run, .row = DEDUPE_NONE, .parent = DEDUPE_NONE };

	f.passing = w->stock && doc == 0 && row->day == DEDUPE_NO_DAY;
	if (!f.passing) {
		f.n = (uint32_t)w->n;
		f.weight = w->weight;
	}
	return f;
}

/* One more row, or document, of form NUMBER. */
static void
new_item(struct dedupe *d, uint32_t number, uint32_t doc)
{
	if (d->rows == d->row_room)
		d->row = mem_grow(d->row, &d->row_room, d->rows + 1,
		    sizeof(*d->row));
	d->row[d->rows] = (struct dedupe_item){ number, doc,
	    d->form[number].row };
	d->form[number].row = (uint32_t)d->rows++;
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

/* A row in full, which hashes to KEY, belongs to FORM. */
static struct dedupe_line *
add_line(struct dedupe *d, uint64_t key, uint32_t form)
{
	uint32_t number, other;

	if (!dedupe_table_add(&d->by_line_form, hash_mix(key ^
	    d->form[form].key), (uint32_t)d->lines, &number))
		return &d->line[number];
	if (d->lines == d->line_room)
		d->line = mem_grow(d->line, &d->line_room, d->lines + 1,
		    sizeof(*d->line));
	d->line[d->lines++] = (struct dedupe_line){ key, form, false };
	if (!dedupe_table_add(&d->by_line, key, form, &other)) {
		if (d->sames == d->same_room)
			d->same = mem_grow(d->same, &d->same_room,
			    d->sames + 1, sizeof(*d->same));
		d->same[d->sames++] = (struct dedupe_pair){ other, form };
	}
	return &d->line[d->lines - 1];
}

/*
 * Rows that agree in the reporter's words too are one report, however short
 * the quotation in it, and whoever it is ascribed to.
 */
static void
match_line(struct dedupe *d, uint32_t form)
{
	const struct dedupe_words *w = &d->words;

	if (w->context_weight > 0 && w->weight + w->context_weight >=
	    (uint32_t)d->weights->rules.line)
		add_line(d, hash_mix(w->hash ^ w->context_hash), form);
}

/* The form that is like FORM, the one of the words at hand if it is new. */
static uint32_t
find_form(struct dedupe *d, const struct dedupe_form *form)
{
	struct dedupe_form *f;
	uint32_t number;

	if (!dedupe_table_add(&d->by_key, form->key, (uint32_t)d->forms,
	    &number))
		return number;
	f = new_form(d);
	*f = *form;
	f->token = d->tokens;
	if (f->n > 0)
		memcpy(new_tokens(d, f->n), d->words.token,
		    f->n * sizeof(*d->words.token));
	return number;
}

/* Count a row of form NUMBER and of DAY and document. */
static void
count_row(struct dedupe *d, uint32_t number, int32_t day, uint64_t doc_hash,
    uint32_t doc)
{
	struct dedupe_form *f = &d->form[number];

	f->count++;
	f->changed = true;
	widen(f, day);
	if (f->doc != doc_hash)
		f->doc = 0;
	if (doc_hash != 0)
		dedupe_table_at(&d->in_doc, hash_mix(f->key ^ doc_hash));
	new_item(d, number, doc);
	d->own_rows = d->rows;
}

/* Count the row before the last, and find the form of the last. */
static void
settle(struct dedupe *d)
{
	struct dedupe_late *found = &d->late[1], *last = &d->late[0];

	if (found->any)
		count_row(d, found->number, found->form.first, found->form.doc,
		    found->doc);
	found->any = last->any;
	if (!last->any)
		return;
	found->number = find_form(d, &last->form);
	found->form.first = last->form.first;
	found->form.doc = last->form.doc;
	found->doc = last->doc;
	last->any = false;
	__builtin_prefetch(&d->form[found->number].count);
}

void
dedupe_settle(struct dedupe *d)
{
	settle(d);
	settle(d);
}

uint32_t
dedupe_add(struct dedupe *d, const struct dedupe_row *row)
{
	uint64_t doc_hash = row->doc.n > 0 ? hash_bytes(row->doc) : 0, key;
	uint32_t doc = doc_hash != 0 ? add_doc(d, doc_hash) :
	    add_file(d, row->file);
	struct dedupe_speaker names;
	struct dedupe_form form;
	uint32_t speaker, number;

	dedupe_speaker_parse(&names, row->speaker, d->notname);
	speaker = names.n == 0 ? 0 : add_speaker(d, &names);
	dedupe_words_fill(&d->words, row->text, row->part,
	    d->level > DEDUPE_LEVEL_EXACT ? d->weights : NULL);
	key = form_key(d, row, speaker, doc_hash);
	form = form_of_row(d, row, key, speaker, doc_hash);
	if (d->level > DEDUPE_LEVEL_EXACT) {
		number = find_form(d, &form);
		match_line(d, number);
		count_row(d, number, row->day, doc_hash, doc);
		return (uint32_t)d->rows - 1;
	}
	/* tables larger than the caches: let them come while we read on */
	dedupe_table_fetch(&d->by_key, key);
	settle(d);
	d->late[0] = (struct dedupe_late){ form, doc, 0, true };
	return (uint32_t)(d->rows + d->late[1].any);
}

void
dedupe_remember_begin(struct dedupe *d, uint32_t run)
{
	dedupe_settle(d);
	d->run = run;
	d->own_forms = d->forms;
	d->former = mem_grow(NULL, &d->former_room, d->forms + 1,
	    sizeof(*d->former));
	for (size_t i = 0; i < d->forms; i++) {
		struct dedupe_form *f = &d->form[i];

		d->former[i] = (struct dedupe_former){ 0 };
		f->run = run;
		if (f->passing)		/* each run has its own of these */
			f->key = hash_mix(f->key + run);
	}
}

static void
remember_docs(struct dedupe *d, uint32_t number, const struct dedupe_memory *m)
{
	for (size_t i = 0; i < m->docs; i++) {
		uint64_t doc;

		memcpy(&doc, m->doc_list + i * sizeof(doc), sizeof(doc));
		dedupe_table_at(&d->in_doc,
		    hash_mix(d->form[number].key ^ doc));
		new_item(d, number, add_doc(d, doc));
	}
}

/* What M says about a form that is there. */
static void
remember_rows(struct dedupe *d, uint32_t number, const struct dedupe_memory *m)
{
	struct dedupe_form *f = &d->form[number];

	f->old_cluster = m->form.cluster;
	f->common = d->former[number].common = m->form.common;
	f->count += m->form.count - f->known;
	f->known = m->form.count;
	if (f->doc != m->form.doc)
		f->doc = 0;
	widen(f, m->form.first);
	widen(f, m->form.last);
	remember_docs(d, number, m);
}

/* The seeds of the form that has just been made. */
static void
remember_seeds(struct dedupe *d, const struct dedupe_memory *m)
{
	size_t most = (size_t)d->weights->rules.seeds;

	if (d->seeds + most > d->seed_room)
		d->seed = mem_grow(d->seed, &d->seed_room, d->seeds + most,
		    sizeof(*d->seed));
	for (size_t i = 0; i < most; i++)
		d->seed[d->seeds++] = i < m->seeds ? m->seed[i] : 0;
}

void
dedupe_remember(struct dedupe *d, const struct dedupe_memory *m)
{
	struct dedupe_speaker speaker = m->speaker;
	uint32_t number;

	if (dedupe_table_add(&d->by_key, m->form.key, (uint32_t)d->forms,
	    &number)) {
		uint32_t *token = new_tokens(d, m->form.n);
		struct dedupe_form *f = new_form(d);

		*f = m->form;
		f->token = d->tokens - m->form.n;
		f->count = 0;
		f->cluster = 0;
		f->row = f->parent = DEDUPE_NONE;
		dedupe_speaker_hash(&speaker);
		f->speaker = add_speaker(d, &speaker);
		if (f->n > 0)
			memcpy(token, m->tokens, f->n * sizeof(*token));
		for (size_t i = 0; i < f->n; i++)
			f->weight += (uint32_t)dedupe_token_weight(token[i]);
		remember_seeds(d, m);
		if (number == d->former_room)
			d->former = mem_grow(d->former, &d->former_room,
			    d->forms, sizeof(*d->former));
		d->former[number] = (struct dedupe_former){ 0 };
	}
	d->form[number].run = m->form.run;
	remember_rows(d, number, m);
}

bool
dedupe_remember_more(struct dedupe *d, const struct dedupe_memory *m)
{
	uint32_t number;

	if (!dedupe_find(d, m->form.key, &number))
		return false;
	remember_rows(d, number, m);
	return true;
}

void
dedupe_remember_line(struct dedupe *d, uint64_t line, uint64_t form)
{
	uint32_t number;

	if (dedupe_find(d, form, &number))
		add_line(d, line, number)->known = true;
}

bool
dedupe_remember_ties(struct dedupe *d, uint64_t form,
    const struct dedupe_tied *tied, uint32_t n)
{
	uint32_t number;

	if (!dedupe_find(d, form, &number))
		return false;
	d->former[number].tied = d->tieds;
	d->former[number].n = n;
	for (uint32_t i = 0; i < n; i++)
		dedupe_tie(d, &tied[i]);
	return true;
}

void
dedupe_tie(struct dedupe *d, const struct dedupe_tied *tied)
{
	if (d->tieds == d->tied_room)
		d->tied = mem_grow(d->tied, &d->tied_room, d->tieds + 1,
		    sizeof(*d->tied));
	d->tied[d->tieds++] = *tied;
}

void
dedupe_add_id(struct dedupe *d, uint64_t id, uint32_t form, bool known)
{
	uint32_t i;

	if (!dedupe_table_add(&d->by_id, id, (uint32_t)d->ids, &i)) {
		if (!known || d->id[i].known)
			d->id[i] = (struct dedupe_id){ id, form, known };
		return;
	}
	if (d->ids == d->id_room)
		d->id = mem_grow(d->id, &d->id_room, d->ids + 1,
		    sizeof(*d->id));
	d->id[d->ids++] = (struct dedupe_id){ id, form, known };
}

void
dedupe_add_edge(struct dedupe *d, const struct dedupe_edge *e)
{
	uint64_t key = hash_mix(hash_mix(e->a.id + e->score) ^ e->b.id);
	uint32_t i;

	if (!dedupe_table_add(&d->by_edge, key, (uint32_t)d->edges, &i)) {
		d->edge[i].known |= e->known;
		return;
	}
	if (d->edges == d->edge_room)
		d->edge = mem_grow(d->edge, &d->edge_room, d->edges + 1,
		    sizeof(*d->edge));
	d->edge[d->edges++] = *e;
}

bool
dedupe_end_form(const struct dedupe *d, const struct dedupe_end *end,
    uint32_t *form)
{
	uint32_t i;

	if (dedupe_table_get(&d->by_id, end->id, &i)) {
		*form = d->id[i].form;
		return true;
	}
	return end->key != 0 && dedupe_find(d, end->key, form);
}

size_t
dedupe_forget(struct dedupe *d, int32_t day)
{
	size_t n = 0;

	for (size_t i = 0; i < d->forms; i++) {
		struct dedupe_form *f = &d->form[i];

		if (f->changed || f->last == DEDUPE_NO_DAY || f->last >= day)
			continue;
		f->gone = true;
		f->n = f->weight = f->count = 0;
		n++;
	}
	return n;
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
