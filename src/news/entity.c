#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "news/entity.h"
#include "text/token.h"

/* Votes for a gender. */
static const float VOTE_ADDRESS = 3, VOTE_RANK = 2, VOTE_ROLE = 3,
    VOTE_APPOSITION = 1.5F, VOTE_GIVEN = 2, VOTE_PRONOUN = 0.4F;

enum {
	KIN_REACH = 6,		/* tokens from a word of kinship to a name */
	PRONOUN_NEAR = 25,	/* tokens after a short name to its pronoun */
	PRONOUN_REACH = 40,	/* tokens after a name to its pronoun */
	TITLE_LEFT = 9,		/* words of a description before ", NAME" */
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

char
entity_gender(const struct entity *e)
{
	return e->male > e->female ? 'm' : e->female > e->male ? 'f' : '\0';
}

static void
vote(struct entity *e, char gender, float votes)
{
	if (gender == 'm')
		e->male += votes;
	else if (gender == 'f')
		e->female += votes;
}

static uint32_t
word_flags(const struct name_view *v, uint32_t number)
{
	return vocabulary_word(v->vocab, number)->flags;
}

static bool
is_suffix(const struct name_view *v, uint32_t number)
{
	static const struct slice suffixes[] = {
		SLICE("Jr."), SLICE("Sr."), SLICE("Jr"), SLICE("Sr"),
		SLICE("II"), SLICE("III"), SLICE("IV")
	};
	struct slice s = vocabulary_word(v->vocab, number)->text;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		if (slice_eq(s, suffixes[i]))
			return true;
	}
	return false;
}

/* Words of the name without "Jr." */
static size_t
core_words(const struct name_view *v, const uint32_t *word, size_t n)
{
	return n > 2 && is_suffix(v, word[n - 1]) ? n - 1 : n;
}

/*
 * Whether a name has its family name first.  "Kim" is also a given name: it
 * is a family name before two words or a hyphenated one.
 */
static bool
surname_comes_first(const struct name_view *v, const uint32_t *word, size_t n)
{
	uint32_t flags = word_flags(v, word[0]);
	struct slice last = vocabulary_word(v->vocab, word[n - 1])->text;

	if (n < 2 || !(flags & WORD_SURNAME_FIRST))
		return false;
	return !(flags & WORD_GIVEN) || n == 3 ||
	    memchr(last.p, '-', last.n) != NULL;
}

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

static bool
same_words(const uint32_t *a, const uint32_t *b, size_t n)
{
	return memcmp(a, b, n * sizeof(*a)) == 0;
}

static struct slice
join(const struct name_view *v, const uint32_t *word, size_t n)
{
	struct buf b = { 0 };
	struct slice s;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&b, ' ');
		buf_add(&b, vocabulary_word(v->vocab, word[i])->text);
	}
	s = arena_copy(&v->doc->mem, buf_slice(&b));
	buf_free(&b);
	return s;
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
		if (f->words == m->words && same_words(f->word, m->word,
		    m->words)) {
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
	f->text = join(v, m->word, m->words);
	f->full = m->type == MENTION_PERSON && m->words > 1;
	f->surname_first = f->full && surname_comes_first(v, m->word, m->words);
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
			add_bearer(c, m->word[i], number);
	for (size_t i = m->title; i < m->begin; i++) {
		const struct vocabulary_word *w = view_word(c->v, i);

		if (w->flags & WORD_HONORIFIC)
			vote(e, w->title_gender, w->text.n <= 4 ?
			    VOTE_ADDRESS : VOTE_RANK);
		else
			vote(e, w->role_gender, VOTE_ROLE);
	}
}

/* Whether two full names may be one person's; both of two words or more. */
static bool
names_agree(const struct name_view *v, const uint32_t *a, size_t an,
    const uint32_t *b, size_t bn)
{
	size_t n;

	if (an == bn && same_words(a, b, an))
		return true;
	an = core_words(v, a, an);
	bn = core_words(v, b, bn);
	n = an < bn ? an : bn;
	if (same_words(a, b, n))
		return true;		/* one continues the other */
	if (a[an - 1] != b[bn - 1])
		return false;
	if (a[0] == b[0])
		return true;
	if ((word_flags(v, a[0]) | word_flags(v, b[0])) & WORD_INITIAL)
		return vocabulary_word(v->vocab, a[0])->text.p[0] ==
		    vocabulary_word(v->vocab, b[0])->text.p[0];
	if (vocabulary_nickname(v->vocab, a[0], b[0]))
		return true;
	if (an != bn && same_words(a + an - n, b + bn - n, n))
		return true;		/* one ends the other */
	for (size_t i = 1; i + 1 < an; i++) {
		if (an > 2 && a[i] == b[0])
			return true;	/* called by a middle name */
	}
	for (size_t i = 1; i + 1 < bn; i++) {
		if (bn > 2 && b[i] == a[0])
			return true;
	}
	return false;
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
			if (e->form[i].full && names_agree(c->v,
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
	size_t n = core_words(c->v, m->word, m->words);
	uint32_t e = find_full(c, m->word[n - 1], m);

	if (e == ENTITY_NONE)
		e = find_full(c, m->word[0], m);
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
	struct slice kind, s, name = join(v, m->word, m->words);
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
	    word_flags(c->v, m->word[0]) & (WORD_UPPER | WORD_PLACE))
		return ENTITY_NONE;
	for (const struct bearer *b = c->bearer[m->word[0]]; b != NULL &&
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

/* Whether the words of M stand in a row in F. */
static bool
form_contains(const struct name_form *f, const struct mention *m)
{
	for (size_t i = 0; i + m->words <= f->words; i++) {
		if (same_words(f->word + i, m->word, m->words))
			return true;
	}
	return false;
}

/*
 * How well the short name M names an entity of form F: 3 by surname, 2 by
 * given name, 1 by another part, 0 not at all.
 */
static int
rank_form(const struct name_view *v, const struct name_form *f,
    const struct mention *m)
{
	size_t n = core_words(v, f->word, f->words);
	uint32_t w = m->word[0];

	if (m->words > 1)
		return form_contains(f, m) ? 3 : 0;
	if (f->word[n - 1] == w)
		return f->surname_first ? 2 : 3;
	if (f->word[0] == w)
		return f->surname_first ? 3 : m->title < m->begin ? 0 : 2;
	return form_contains(f, m) ? 1 : 0;
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
			rank = rank_form(v, f, m);
		else if (f->words == m->words &&
		    same_words(f->word, m->word, m->words))
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

/* The gender of the given name of E, or what was voted so far. */
static char
gender_by_name(const struct name_view *v, const struct entity *e)
{
	if (entity_gender(e))
		return entity_gender(e);
	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *f = &e->form[i];
		size_t from = f->surname_first ? 1 : 0;

		for (size_t k = from; k < f->words && k < from + 2; k++) {
			const struct vocabulary_word *w = vocabulary_word(
			    v->vocab, f->word[k]);

			if (w->flags & WORD_GIVEN && w->gender)
				return w->gender;
			if (f->full && !(w->flags & WORD_INITIAL) &&
			    !f->surname_first)
				break;
		}
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

static char
pronoun_gender(const struct name_view *v, size_t i)
{
	if (view_is(v, i, SLICE("he")) || view_is(v, i, SLICE("his")) ||
	    view_is(v, i, SLICE("himself")))
		return 'm';
	if (view_is(v, i, SLICE("she")) || view_is(v, i, SLICE("her")) ||
	    view_is(v, i, SLICE("herself")))
		return 'f';
	return '\0';
}

/* The gender of a pronoun that goes on with M in its sentence; 0 if none. */
static char
pronoun_after(const struct name_view *v, const struct mention *m)
{
	size_t limit = m->end + PRONOUN_NEAR;

	for (size_t i = m->end; i < limit && i < v->doc->tokens &&
	    view_sentence(v, i) == view_sentence(v, m->begin); i++) {
		if (v->doc->token[i].quote == QUOTE_OUTSIDE &&
		    pronoun_gender(v, i))
			return pronoun_gender(v, i);
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
	char own = gender_by_name(c->v, &c->set->at[e]);
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
	for (const struct bearer *b = c->bearer[m->word[0]]; b != NULL &&
	    tried < ENTITY_CHAIN; b = b->next, tried++) {
		const struct entity *e = &c->set->at[b->entity];
		int rank = rank_entity(c->v, e, m);
		char own = gender_by_name(c->v, e);
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

/* What the gazetteer says of E goes before what the text says. */
static void
apply_listed(const struct gazetteer *g, struct entity *e)
{
	const struct gazetteer_entry *entry;

	if (e->listed == 0)
		return;
	entry = &g->entry[e->listed - 1];
	e->name = entry->name;
	if (entry->role.n > 0)
		e->role = entry->role;
	if (entry->gender) {
		e->male = entry->gender == 'm';
		e->female = entry->gender == 'f';
	}
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
entity_describe(const struct name_view *v, struct entity *e, size_t i,
    size_t j, bool title)
{
	struct profile p;

	if (e->profiles == ENTITY_PROFILES)
		return;
	if (e->profile == NULL)
		e->profile = arena_alloc(&v->doc->mem,
		    ENTITY_PROFILES * sizeof(*e->profile));
	profile_read(v, i, j, &p);
	p.title = title;
	e->profile[e->profiles++] = p;
}

/* A description tells the gender of the person described. */
static void
vote_by_description(const struct name_view *v, struct entity *e, size_t i,
    size_t j)
{
	for (; i < j && !view_has(v, i, WORD_PREP); i++) {
		if (view_word(v, i)->role_gender) {
			vote(e, view_word(v, i)->role_gender, VOTE_APPOSITION);
			return;
		}
	}
}

static bool
is_comma(const struct name_view *v, size_t i)
{
	return i < v->doc->tokens &&
	    slice_eq(document_word(v->doc, i), SLICE(","));
}

/* "the Russian ambassador, NAME": the description before a comma. */
static void
describe_before(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	size_t comma = m->begin - 1, q = comma;
	bool role = false, det = false;

	while (q > 0 && comma - q < TITLE_LEFT &&
	    view_sentence(v, q - 1) == view_sentence(v, m->begin) && !det) {
		if ((!view_has(v, q - 1, WORD_ALPHA) &&
		    !view_possessive(v, q - 1)) ||
		    view_has(v, q - 1, WORD_AUX))
			break;
		q--;
		role |= view_has(v, q, WORD_ROLE);
		det = view_has(v, q, WORD_DET);
	}
	if (!role || q == comma || view_has(v, comma - 1, WORD_ROLE_PLURAL))
		return;
	if (det || q == v->doc->sentence[view_sentence(v, q)].token) {
		entity_describe(v, e, q, comma, false);
		vote_by_description(v, e, q, comma);
	}
}

/* The descriptions that stand around the mention M of a person. */
static void
describe(const struct name_view *v, struct entity *e, const struct mention *m)
{
	size_t k = m->end, end;
	bool more = k + 1 < v->doc->tokens &&
	    view_sentence(v, k + 1) == view_sentence(v, m->begin);

	if (m->title < m->begin)
		entity_describe(v, e, m->title, m->begin, true);
	if (more && is_comma(v, k)) {
		end = mention_role_after(v, k + 1);
		if (end > k + 1) {
			entity_describe(v, e, k + 1, end, false);
			vote_by_description(v, e, k + 1, end);
		}
	} else if (more && (view_is(v, k, SLICE("is")) ||
	    view_is(v, k, SLICE("was")) || view_is(v, k, SLICE("became"))) &&
	    view_has(v, k + 1, WORD_DET)) {
		end = mention_role_after(v, k + 1);
		if (end > k + 1) {
			entity_describe(v, e, k + 1, end, false);
			vote_by_description(v, e, k + 1, end);
		}
	}
	if (m->title == m->begin && m->begin > 1 &&
	    is_comma(v, m->begin - 1) && view_sentence(v, m->begin - 1) ==
	    view_sentence(v, m->begin))
		describe_before(v, e, m);
}

/* A noun for the organisation E between the tokens I and J. */
static void
note_noun(const struct name_view *v, struct entity *e, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (view_has(v, i, WORD_PREP))
			return;
		if (view_has(v, i, WORD_ORG | WORD_GENERIC_ORG) &&
		    view_has(v, i, WORD_LOWER) && e->nouns < 4)
			e->noun[e->nouns++] = view_word(v, i)->lower;
	}
}

/*
 * What the organisation E is called beside its mention M: "the group, NAME"
 * and "NAME, a group of ...".
 */
static void
describe_organisation(const struct name_view *v, struct entity *e,
    const struct mention *m)
{
	size_t k = m->end, from = m->begin, n;
	uint32_t s = view_sentence(v, m->begin);

	if (is_comma(v, k) && k + 1 < v->doc->tokens &&
	    view_sentence(v, k + 1) == s && view_has(v, k + 1, WORD_DET)) {
		for (n = k + 1; n < v->doc->tokens && n < k + 10 &&
		    view_sentence(v, n) == s && !is_comma(v, n); n++)
			;
		note_noun(v, e, k + 1, n);
	}
	while (from > 0 && view_has(v, from - 1, WORD_DET))
		from--;
	if (from < 2 || view_sentence(v, from - 2) != s)
		return;
	if (is_comma(v, from - 1))
		from--;
	for (n = from; n > 0 && from - n < 6 && view_sentence(v, n - 1) == s &&
	    view_has(v, n - 1, WORD_ALPHA); n--) {
		if (view_has(v, n - 1, WORD_DET)) {
			note_noun(v, e, n, from);
			return;
		}
	}
}

/*
 * A person of unknown gender takes that of the next pronoun when nobody else
 * is named before it.
 */
static void
vote_by_pronouns(const struct entity_set *set)
{
	const struct name_view *v = set->view;
	size_t next = v->doc->tokens;

	for (size_t i = v->mentions; i-- > 0;) {
		const struct mention *m = &v->mention[i];
		struct entity *e;
		size_t limit;

		if (m->entity == ENTITY_NONE)
			continue;
		e = &set->at[m->entity];
		if (e->type != MENTION_PERSON && e->type != MENTION_UNKNOWN)
			continue;
		limit = next < m->end + PRONOUN_REACH ? next :
		    m->end + PRONOUN_REACH;
		next = m->begin;
		if (entity_gender(e) || m->quoted ||
		    (m->type == MENTION_UNKNOWN && m->words > 1))
			continue;
		for (size_t q = m->end; q < limit && q < v->doc->tokens; q++) {
			uint32_t s = view_sentence(v, q);
			uint32_t own = view_sentence(v, m->begin);

			if (v->doc->token[q].quote != QUOTE_OUTSIDE ||
			    s > own + 1 || (s > own && !(m->subject &&
			    q == v->doc->sentence[s].token)))
				break;
			if (pronoun_gender(v, q)) {
				vote(e, pronoun_gender(v, q), VOTE_PRONOUN);
				break;
			}
		}
	}
}

/* Initials only, as an acronym is written. */
static bool
is_acronym(const struct name_view *v, const struct name_form *f)
{
	return f->words == 1 && word_flags(v, f->word[0]) &
	    (WORD_UPPER | WORD_INITIAL);
}

static struct slice
without_article(struct slice s)
{
	return slice_starts(s, SLICE("The ")) ? slice_sub(s, 4, s.n) : s;
}

static bool
has_initial(const struct name_view *v, const struct name_form *f)
{
	for (size_t i = 0; i < f->words; i++) {
		if (word_flags(v, f->word[i]) & WORD_INITIAL)
			return true;
	}
	return false;
}

static bool
is_capital_city(const struct name_view *v, const struct name_form *f)
{
	struct slice kind;

	return vocabulary_country(v->vocab, f->text, &kind).n > 0 &&
	    slice_eq(kind, SLICE("capital"));
}

/* Whether F is the end of a longer full name: "Suu Kyi". */
static bool
is_tail(const struct name_view *v, const struct entity *e,
    const struct name_form *f)
{
	const uint32_t begins = WORD_GIVEN | WORD_SURNAME_FIRST;

	for (size_t i = 0; i < e->forms; i++) {
		const struct name_form *g = &e->form[i];

		/* but not "Ann Lee" of "Imagine Ann Lee" */
		if (word_flags(v, f->word[0]) & WORD_GIVEN &&
		    !(word_flags(v, g->word[0]) & begins))
			continue;
		if (g->full && g->words > f->words && same_words(g->word +
		    g->words - f->words, f->word, f->words))
			return true;
	}
	return false;
}

/* How good a form is as the canonical name; the best is taken. */
static double
form_merit(const struct name_view *v, const struct entity *e,
    const struct name_form *f)
{
	double length = (double)f->text.n / 1000;

	switch (e->type) {
	case MENTION_PERSON:
		return (f->full ? 1000 : 0) + f->count + length -
		    (is_tail(v, e, f) ? 500 : 0) +
		    (has_initial(v, f) ? 0 : 0.5) +
		    (word_flags(v, f->word[0]) & WORD_GIVEN ? 0.3 : 0);
	case MENTION_COUNTRY:
		return is_capital_city(v, f) ? -1 : (double)f->count;
	case MENTION_ORG:
		return is_acronym(v, f) ? f->count :
		    1000 + (double)without_article(f->text).n;
	default:
		return f->count;
	}
}

/*
 * A person who is known by one given name keeps the title that goes with it:
 * "Pope Francis", "Prince Andrew".
 */
static void
keep_regnal_titles(const struct entity_set *set)
{
	const struct name_view *v = set->view;

	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];
		struct entity *e;
		size_t k = m->begin;

		if (m->entity == ENTITY_NONE || m->words != 1)
			continue;
		e = &set->at[m->entity];
		while (k > m->title && view_word(v, k - 1)->classes &
		    WORD_REGNAL)
			k--;
		if (k < m->begin && e->type == MENTION_PERSON &&
		    memchr(e->name.p, ' ', e->name.n) == NULL)
			e->name = document_slice(v->doc, (struct range){
			    v->doc->token[k].begin,
			    v->doc->token[m->end - 1].end });
	}
}

static void
name_entity(const struct name_view *v, struct entity *e)
{
	double best = -1;
	struct slice kind;

	for (size_t i = 0; i < e->forms; i++) {
		double merit = form_merit(v, e, &e->form[i]);

		if (merit > best) {
			best = merit;
			e->name = without_article(e->form[i].text);
		}
	}
	if (best < 0 && e->forms > 0)	/* only its capital is named */
		e->name = vocabulary_country(v->vocab, e->form[0].text, &kind);
}

/*
 * Honorifics alone are no role, nor a title that is part of the name, nor
 * what several people are.
 */
static bool
is_mere_address(const struct name_view *v, const struct profile *p)
{
	bool address = true, role = false, plural = false;

	for (uint32_t i = p->begin; i < p->end; i++) {
		if (view_has(v, i, WORD_ROLE)) {
			plural |= view_has(v, i, WORD_ROLE_PLURAL);
			role |= !view_has(v, i, WORD_ROLE_PLURAL);
		}
		address &= view_has(v, i, WORD_HONORIFIC) &&
		    (!view_has(v, i, WORD_ROLE) ||
		    view_word(v, i)->classes & WORD_REGNAL);
	}
	return address || (plural && !role);
}

/* The role as the document gives it: the longest title, else a description. */
static void
find_role(const struct name_view *v, struct entity *e)
{
	const struct profile *best = NULL;

	for (size_t i = 0; i < e->profiles; i++) {
		const struct profile *p = &e->profile[i];

		if (is_mere_address(v, p))
			continue;
		if (best == NULL || (p->title && !best->title) ||
		    (p->title && p->end - p->begin > best->end - best->begin))
			best = p;
	}
	if (best != NULL) {
		uint32_t i = best->begin;

		if (view_has(v, i, WORD_DET) && i + 1 < best->end)
			i++;
		e->role = document_slice(v->doc, (struct range){
		    v->doc->token[i].begin,
		    v->doc->token[best->end - 1].end });
	}
}

/* A single unknown name that has a title is a person's. */
static void
promote(const struct name_view *v, struct entity_set *set)
{
	for (size_t i = 0; i < v->mentions; i++) {
		const struct mention *m = &v->mention[i];

		if (m->entity != ENTITY_NONE && m->title < m->begin &&
		    set->at[m->entity].type == MENTION_UNKNOWN)
			set->at[m->entity].type = MENTION_PERSON;
	}
}

void
entity_find(struct entity_set *set, struct name_view *v, uint32_t fade)
{
	struct cluster c = { .set = set, .v = v };

	*set = (struct entity_set){ .view = v, .fade = fade };
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
	promote(v, set);
	for (size_t i = 0; i < v->mentions; i++) {
		struct mention *m = &v->mention[i];
		struct entity *e;

		if (m->entity == ENTITY_NONE)
			continue;
		e = &set->at[m->entity];
		if (e->type == MENTION_UNKNOWN)
			describe_organisation(v, e, m);
		if (e->type == MENTION_PERSON || e->type == MENTION_UNKNOWN)
			describe(v, e, m);
		else if (e->type == MENTION_ORG)
			describe_organisation(v, e, m);
	}
	for (size_t i = 0; i < set->n; i++) {
		struct entity *e = &set->at[i];

		if (e->type == MENTION_PERSON || e->type == MENTION_UNKNOWN) {
			vote(e, gender_by_name(v, e), VOTE_GIVEN);
			find_role(v, e);
		}
		name_entity(v, e);
	}
	keep_regnal_titles(set);
	for (size_t i = 0; i < set->n; i++)
		apply_listed(v->gazetteer, &set->at[i]);
	vote_by_pronouns(set);
}

void
entity_free(struct entity_set *set)
{
	free(set->at);
	*set = (struct entity_set){ 0 };
}
