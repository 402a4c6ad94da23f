#include "config.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/mem.h"
#include "news/cluster.h"

/* Votes of a title for a gender. */
static const float VOTE_ADDRESS = 3, VOTE_RANK = 2, VOTE_ROLE = 3;

enum {
	KIN_REACH = 6,		/* tokens from a word of kinship to a name */
	PRONOUN_NEAR = 25	/* tokens after a short name to its pronoun */
};

/* Entities that bear a word, newest first. */
struct bearer {
	uint32_t entity;
	struct bearer *next;
};

/* The state of clustering. */
struct cluster {
	struct entity_set *set;
	const struct name_view *v;
	struct bearer **bearer;		/* [words]: by any word of a name */
	uint32_t *keyed;		/* [words]: entity + 1 of a key */
	uint32_t *acronym;		/* [words]: mention + 1 whose initials
					   this word is */
	size_t words;			/* numbers below this have a place */
};

static struct entity *
new_entity(struct entity_set *set, enum mention_type type)
{
	struct entity *e;

	set->at = mem_grow(set->at, &set->cap, set->n + 1, sizeof(*set->at));
	e = &set->at[set->n++];
	*e = (struct entity){ .type = type, .first = UINT32_MAX,
	    .newer = ENTITY_NONE, .older = ENTITY_NONE };
	return e;
}

static struct name_form *
add_form(const struct name_view *v, struct entity *e, const struct mention *m)
{
	/* headlines are no model of how a name is written */
	uint32_t weight = !v->title_line[v->doc->sentence[
	    view_sentence(v, m->begin)].paragraph];
	struct name_form *f;

	for (size_t i = 0; i < e->forms; i++) {
		f = &e->form[i];
		if (f->words == m->words && memcmp(f->word, m->word,
		    m->words * sizeof(*f->word)) == 0) {
			f->count += weight;
			return f;
		}
	}
	if (e->forms == ENTITY_FORMS)
		return NULL;
	if (e->forms % 4 == 0) {
		struct name_form *bigger = arena_alloc(&v->doc->mem,
		    (e->forms + 4) * sizeof(*bigger));

		if (e->forms > 0)
			memcpy(bigger, e->form, e->forms * sizeof(*bigger));
		e->form = bigger;
	}
	f = &e->form[e->forms++];
	*f = (struct name_form){ .word = m->word, .words = m->words,
	    .count = weight };
	f->text = nameform_join(v, m->word, m->words);
	f->full = m->type == MENTION_PERSON && m->words > 1;
	f->surname_first = f->full && nameform_surname_first(v, m->word, m->words);
	return f;
}

/* Remember that entity number E bears WORD. */
static void
add_bearer(struct cluster *c, uint32_t word, uint32_t e)
{
	struct bearer *b = c->bearer[word];

	for (size_t n = 0; b != NULL && n < 4; b = b->next, n++) {
		if (b->entity == e)
			return;
	}
	b = arena_alloc(&c->v->doc->mem, sizeof(*b));
	*b = (struct bearer){ e, c->bearer[word] };
	c->bearer[word] = b;
}

/* "his father, NAME": the name M stands for somebody's relative. */
static bool
is_relative(const struct name_view *v, const struct mention *m)
{
	uint32_t noun = vocabulary_find(v->vocab, SLICE("relative"));
	size_t i = m->begin;

	if (m->words < 2 || noun == 0)
		return false;
	while (i > 0 && m->begin - i < KIN_REACH &&
	    view_sentence(v, i - 1) == view_sentence(v, m->begin) &&
	    !view_has(v, i - 1, WORD_AUX)) {
		i--;
		if (view_has(v, i, WORD_ROLE) && vocabulary_may_be(v->vocab,
		    view_word(v, i)->role, noun))
			return true;
	}
	return false;
}

/* Count M, whose title votes for a gender, as a mention of entity E. */
static void
use(struct cluster *c, uint32_t number, struct mention *m)
{
	struct entity *e = &c->set->at[number];
	bool is_new;
	uint32_t forms = e->forms;

	m->entity = number;
	e->mentions++;
	if (m->begin < e->first)
		e->first = m->begin;
	if (m->begin >= e->last)
		e->last = m->begin;
	add_form(c->v, e, m);
	e->relative |= is_relative(c->v, m);
	is_new = e->forms > forms;
	if (is_new)
		for (size_t i = 0; i < m->words; i++)
			add_bearer(c, view_key(c->v, m->word[i]), number);
	for (size_t i = m->title; i < m->begin; i++) {
		const struct vocabulary_word *w = view_word(c->v, i);

		if (w->flags & WORD_HONORIFIC)
			entity_vote(e, w->title_gender, w->text.n <= 4 ?
			    VOTE_ADDRESS : VOTE_RANK);
		else
			entity_vote(e, w->role_gender, VOTE_ROLE);
	}
}

static bool
faded(const struct cluster *c, const struct entity *e, uint32_t token)
{
	uint32_t s = view_sentence(c->v, token);
	uint32_t last = view_sentence(c->v, e->last);
	uint32_t first = view_sentence(c->v, e->first);

	if (c->set->fade == 0)
		return false;
	return s > last ? s - last > c->set->fade :
	    first > s && first - s > c->set->fade;
}

/* The entity among the bearers of WORD whose full name agrees with M. */
static uint32_t
find_full(struct cluster *c, uint32_t word, const struct mention *m)
{
	size_t tried = 0;

	for (const struct bearer *b = c->bearer[word]; b != NULL &&
	    tried < ENTITY_CHAIN; b = b->next, tried++) {
		const struct entity *e = &c->set->at[b->entity];

		if (e->type != MENTION_PERSON || faded(c, e, m->begin))
			continue;
		for (size_t i = 0; i < e->forms; i++) {
			if (e->form[i].full && nameform_agree(c->v,
			    e->form[i].word, e->form[i].words, m->word,
			    m->words))
				return b->entity;
		}
	}
	return ENTITY_NONE;
}

static void
cluster_person(struct cluster *c, struct mention *m)
{
	size_t n = nameform_core(c->v, m->word, m->words);
	uint32_t e = find_full(c, view_key(c->v, m->word[n - 1]), m);

	if (e == ENTITY_NONE)
		e = find_full(c, view_key(c->v, m->word[0]), m);
	if (e == ENTITY_NONE) {
		new_entity(c->set, MENTION_PERSON);
		e = (uint32_t)c->set->n - 1;
	}
	use(c, e, m);
}

/* The part of a key that the word number W makes. */
static void
add_key_word(const struct name_view *v, struct buf *b, uint32_t w)
{
	const struct vocabulary_word *word = vocabulary_word(v->vocab, w);
	struct slice s = vocabulary_word(v->vocab, word->lower)->text;

	if (word->country != 0)
		s = vocabulary_word(v->vocab, word->country)->text;
	else if (slice_eq(s, SLICE("organisation")))
		s = SLICE("organization");
	else if (slice_eq(s, SLICE("defence")))
		s = SLICE("defense");
	else if (slice_eq(s, SLICE("centre")))
		s = SLICE("center");
	if (b->n > 1)
		buf_putc(b, ' ');
	buf_add(b, s);
}

/* The expansion of an acronym as a key: lower case is all it takes. */
static void
add_key_phrase(struct buf *b, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ?
		    (char)(s.p[i] + 32) : s.p[i]);
}

/* What organisations and countries of one name have in common. */
static uint32_t
key_of(struct cluster *c, const struct mention *m)
{
	const struct name_view *v = c->v;
	struct buf b = { 0 };
	struct slice kind, s, name = nameform_join(v, m->word, m->words);
	uint32_t key;
	size_t first = 0;

	if (m->words == 1 && m->word[0] < c->words &&
	    c->acronym[m->word[0]] != 0)
		m = &v->mention[c->acronym[m->word[0]] - 1];
	buf_putc(&b, '=');
	s = vocabulary_country(v->vocab, name, &kind);
	if (s.n > 0 && !slice_eq(kind, SLICE("seat")) &&
	    !slice_eq(kind, SLICE("people"))) {
		buf_add(&b, s);
	} else if (m->words == 1 &&
	    (s = vocabulary_acronym(v->vocab, name)).n > 0) {
		add_key_phrase(&b, s);
	} else {
		if (m->words > 1 && slice_eq(vocabulary_word(v->vocab,
		    m->word[0])->text, SLICE("The")))
			first = 1;
		for (size_t i = first; i < m->words; i++)
			add_key_word(v, &b, m->word[i]);
	}
	key = vocabulary_intern(v->vocab, buf_slice(&b));
	buf_free(&b);
	return key;
}

/* Make room for keys interned after clustering began. */
static uint32_t *
keyed_slot(struct cluster *c, uint32_t key)
{
	if (key >= c->words) {
		size_t words = c->words;
		uint32_t *keyed, *acronym;
		struct bearer **bearer;

		while (key >= words)
			words *= 2;
		keyed = arena_zero(&c->v->doc->mem, words, sizeof(*keyed));
		acronym = arena_zero(&c->v->doc->mem, words, sizeof(*acronym));
		bearer = arena_zero(&c->v->doc->mem, words, sizeof(*bearer));
		memcpy(keyed, c->keyed, c->words * sizeof(*keyed));
		memcpy(acronym, c->acronym, c->words * sizeof(*acronym));
		memcpy(bearer, c->bearer, c->words * sizeof(*bearer));
		c->keyed = keyed;
		c->acronym = acronym;
		c->bearer = bearer;
		c->words = words;
	}
	return &c->keyed[key];
}

/*
 * "The Post" after "The Washington Post": the organisation whose name ends in
 * the word after "the"; ENTITY_NONE if there is none.
 */
static uint32_t
find_short_organisation(const struct cluster *c, const struct mention *m)
{
	size_t tried = 0;

	if (m->words != 1 || m->begin == 0 || m->word[0] >= c->words ||
	    !view_is(c->v, m->begin - 1, SLICE("the")) ||
	    view_word_flags(c->v, m->word[0]) & (WORD_UPPER | WORD_PLACE))
		return ENTITY_NONE;
	for (const struct bearer *b = c->bearer[view_key(c->v, m->word[0])]; b != NULL &&
	    tried < ENTITY_CHAIN; b = b->next, tried++) {
		const struct entity *e = &c->set->at[b->entity];

		if (e->type != MENTION_ORG || faded(c, e, m->begin))
			continue;
		for (size_t i = 0; i < e->forms; i++) {
			const struct name_form *f = &e->form[i];

			if (f->words > 1 && f->word[f->words - 1] ==
			    m->word[0])
				return b->entity;
		}
	}
	return ENTITY_NONE;
}

static void
cluster_name(struct cluster *c, struct mention *m)
{
	uint32_t *slot = keyed_slot(c, key_of(c, m));
	uint32_t known = *slot == 0 ? find_short_organisation(c, m) :
	    ENTITY_NONE;

	if (known != ENTITY_NONE) {
		use(c, known, m);
		return;
	}
	if (*slot == 0 || faded(c, &c->set->at[*slot - 1], m->begin)) {
		new_entity(c->set, m->type == MENTION_COUNTRY ?
		    MENTION_COUNTRY : MENTION_ORG);
		*slot = (uint32_t)c->set->n;
	}
	use(c, *slot - 1, m);
}

/* Note the initials of names: "WHO" after "World Health Organization". */
static void
note_initials(struct cluster *c)
{
	for (size_t i = 0; i < c->v->mentions; i++) {
		const struct mention *m = &c->v->mention[i];
		char big[PROFILE_WORDS + 2], all[PROFILE_WORDS + 2];
		size_t bigs = 0, alls = 0;
		uint32_t w;

		if ((m->type != MENTION_ORG && m->type != MENTION_UNKNOWN) ||
		    m->words < 2 || m->words > PROFILE_WORDS)
			continue;
		for (size_t k = 0; k < m->words; k++) {
			char p = vocabulary_word(c->v->vocab,
			    m->word[k])->text.p[0];

			if (p >= 'A' && p <= 'Z')
				big[bigs++] = all[alls++] = p;
			else if (p >= 'a' && p <= 'z')
				all[alls++] = (char)(p - 32);
		}
		w = vocabulary_find(c->v->vocab, (struct slice){ big, bigs });
		if (w != 0 && w < c->words && bigs > 1 && c->acronym[w] == 0)
			c->acronym[w] = (uint32_t)i + 1;
		w = vocabulary_find(c->v->vocab, (struct slice){ all, alls });
		if (w != 0 && w < c->words && alls > 1 && c->acronym[w] == 0)
			c->acronym[w] = (uint32_t)i + 1;
	}
}

static int
rank_entity(const struct name_view *v, const struct entity *e,
    const struct mention *m)
{
	int best = 0;

	if (e->type != MENTION_PERSON && e->type != MENTION_UNKNOWN)
		return 0;
	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *f = &e->form[i];
		int rank = 0;

		if (f->full)
			rank = nameform_rank(v, f, m);
		else if (f->words == m->words &&
		    nameform_same(v, f->word, m->word, m->words))
			rank = 3;
		if (rank > best)
			best = rank;
	}
	return best;
}

/* The gender that the title of M shows. */
static char
title_gender(const struct name_view *v, const struct mention *m)
{
	for (size_t i = m->title; i < m->begin; i++) {
		const struct vocabulary_word *w = view_word(v, i);

		if (w->flags & WORD_HONORIFIC && w->title_gender)
			return w->title_gender;
		if (w->role_gender)
			return w->role_gender;
	}
	return '\0';
}

/* Where each entity was last named as the walk over short names goes on. */
struct walk {
	uint32_t token;		/* of its latest mention; UINT32_MAX: none */
	uint32_t subject;	/* of its latest as a subject; the same */
	uint32_t count;
};

/* 0.9 to the power of D. */
static double
fade_short(uint32_t d)
{
	double s = 1;

	for (uint32_t i = 0; i < d && i < 64; i++)
		s *= 0.9;
	return s;
}

/* The gender of a pronoun that goes on with M in its sentence; 0 if none. */
static char
pronoun_after(const struct name_view *v, const struct mention *m)
{
	size_t limit = m->end + PRONOUN_NEAR;

	for (size_t i = m->end; i < limit && i < v->doc->tokens &&
	    view_sentence(v, i) == view_sentence(v, m->begin); i++) {
		if (v->doc->token[i].quote == QUOTE_OUTSIDE &&
		    entity_pronoun(v, i))
			return entity_pronoun(v, i);
	}
	return '\0';
}

static double
since(const struct cluster *c, const struct mention *m, uint32_t token)
{
	return fade_short(view_sentence(c->v, m->begin) -
	    view_sentence(c->v, token));
}

/*
 * Among bearers of one rank: the latest named, a subject rather than in
 * passing, the one named more often; then the nearest later.  PRONOUN is the
 * gender that the sentence shows.
 */
static double
preference(const struct cluster *c, const struct walk *walk, uint32_t e,
    const struct mention *m, char pronoun)
{
	uint32_t first = c->set->at[e].first;
	char own = entity_name_gender(c->v, &c->set->at[e]);
	double score = 0;

	if (pronoun && own)
		score = pronoun == own ? 0.5 : -0.5;
	if (walk[e].token == UINT32_MAX)
		return score - 1 - (double)(first > m->begin ?
		    first - m->begin : 0) / 1e5;
	score += 0.8 * since(c, m, walk[e].token);
	if (walk[e].subject != UINT32_MAX)
		score += 1.2 * since(c, m, walk[e].subject);
	if (c->set->at[e].relative)
		score -= 0.4;
	return score + 0.05 * (walk[e].count < 12 ? walk[e].count : 12U);
}

static uint32_t
find_short(const struct cluster *c, const struct walk *walk,
    const struct mention *m)
{
	char gender = title_gender(c->v, m);
	uint32_t best = ENTITY_NONE;
	double best_score = 0;
	int best_rank = 0;
	size_t tried = 0;
	char pronoun = pronoun_after(c->v, m);

	if (m->word[0] >= c->words)
		return ENTITY_NONE;
	for (const struct bearer *b = c->bearer[view_key(c->v, m->word[0])]; b != NULL &&
	    tried < ENTITY_CHAIN; b = b->next, tried++) {
		const struct entity *e = &c->set->at[b->entity];
		int rank = rank_entity(c->v, e, m);
		char own = entity_name_gender(c->v, e);
		double score;

		if (rank == 0 || (gender && own && gender != own) ||
		    faded(c, e, m->begin))
			continue;
		score = preference(c, walk, b->entity, m, pronoun);
		if (rank > best_rank || (rank == best_rank &&
		    score > best_score)) {
			best = b->entity;
			best_rank = rank;
			best_score = score;
		}
	}
	return best;
}

static void
cluster_short_names(struct cluster *c)
{
	struct name_view *v = c->set->view;
	size_t room = v->mentions + 1;
	struct walk *walk = arena_alloc(&v->doc->mem, room * sizeof(*walk));

	for (size_t i = 0; i < room; i++)
		walk[i] = (struct walk){ UINT32_MAX, UINT32_MAX, 0 };
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];

		if (m->type == MENTION_ROLE || m->type == MENTION_PEOPLE)
			continue;
		if (m->entity == ENTITY_NONE) {
			uint32_t e = find_short(c, walk, m);

			if (e == ENTITY_NONE) {
				new_entity(c->set, m->type == MENTION_UNKNOWN ?
				    MENTION_UNKNOWN : MENTION_PERSON);
				e = (uint32_t)c->set->n - 1;
			}
			use(c, e, m);
		}
		walk[m->entity].token = m->begin;
		walk[m->entity].count++;
		if (m->subject)
			walk[m->entity].subject = m->begin;
	}
}

/* Names of the gazetteer: all mentions of one entry are one entity. */
static void
cluster_listed(struct cluster *c, struct mention *m)
{
	char key[32];
	int n = snprintf(key, sizeof(key), "#%lu", (unsigned long)m->listed);
	uint32_t *slot = keyed_slot(c, vocabulary_intern(c->v->vocab,
	    (struct slice){ key, (size_t)n }));

	if (*slot == 0) {
		new_entity(c->set, m->type);
		c->set->at[c->set->n - 1].listed = m->listed;
		*slot = (uint32_t)c->set->n;
	}
	use(c, *slot - 1, m);
}

static bool
is_full_person(const struct mention *m)
{
	return m->type == MENTION_PERSON && m->words > 1;
}

static bool
is_fixed_name(const struct mention *m)
{
	return m->type == MENTION_ORG || m->type == MENTION_COUNTRY ||
	    (m->type == MENTION_UNKNOWN && m->words > 1);
}

void
cluster_mentions(struct entity_set *set)
{
	struct name_view *v = set->view;
	struct cluster c = { .set = set, .v = v };

	vocabulary_intern(v->vocab, SLICE("relative"));
	c.words = 2 * v->vocab->n + 16;
	c.bearer = arena_zero(&v->doc->mem, c.words, sizeof(*c.bearer));
	c.keyed = arena_zero(&v->doc->mem, c.words, sizeof(*c.keyed));
	c.acronym = arena_zero(&v->doc->mem, c.words, sizeof(*c.acronym));
	note_initials(&c);
	for (size_t i = 0; i < v->mentions; i++) {
		if (v->mention[i].listed > 0)
			cluster_listed(&c, &v->mention[i]);
		else if (is_full_person(&v->mention[i]))
			cluster_person(&c, &v->mention[i]);
		else if (is_fixed_name(&v->mention[i]))
			cluster_name(&c, &v->mention[i]);
	}
	cluster_short_names(&c);
}
