#include "config.h"

#include "news/anaphor.h"
#include "news/nounphrase.h"
#include "news/phrase.h"

/* Least share of a candidate for he and she; below it nobody is named. */
static const double LEAST_SHARE = 0.4;

/* Least score of a candidate for it and they. */
static const double LEAST_GROUP = 0.3;

enum {
	GROUP_REACH = 3,	/* sentences back for it and they */
	LOOK_BACK = 200,	/* mentions */
	PHRASE_BACK = 8,	/* words of a phrase before "who" */
	PAIR_WORDS = 80		/* words of a sentence looked at for two persons */
};

static const struct {
	struct slice word;
	enum anaphor kind;
} pronouns[] = {
	{ SLICE("he"), ANAPHOR_HE }, { SLICE("his"), ANAPHOR_HE },
	{ SLICE("him"), ANAPHOR_HE }, { SLICE("himself"), ANAPHOR_HE },
	{ SLICE("she"), ANAPHOR_SHE }, { SLICE("her"), ANAPHOR_SHE },
	{ SLICE("hers"), ANAPHOR_SHE }, { SLICE("herself"), ANAPHOR_SHE },
	{ SLICE("i"), ANAPHOR_FIRST }, { SLICE("we"), ANAPHOR_FIRST },
	{ SLICE("my"), ANAPHOR_FIRST }, { SLICE("our"), ANAPHOR_FIRST },
	{ SLICE("me"), ANAPHOR_FIRST }, { SLICE("us"), ANAPHOR_FIRST },
	{ SLICE("myself"), ANAPHOR_FIRST },
	{ SLICE("it"), ANAPHOR_IT }, { SLICE("its"), ANAPHOR_IT },
	{ SLICE("itself"), ANAPHOR_IT },
	{ SLICE("they"), ANAPHOR_THEY }, { SLICE("their"), ANAPHOR_THEY },
	{ SLICE("them"), ANAPHOR_THEY }, { SLICE("both"), ANAPHOR_THEY },
	{ SLICE("who"), ANAPHOR_RELATIVE },
	{ SLICE("which"), ANAPHOR_RELATIVE },
	{ SLICE("that"), ANAPHOR_RELATIVE },
	{ SLICE("whom"), ANAPHOR_RELATIVE },
};

enum anaphor
anaphor_kind(const struct name_view *v, size_t token)
{
	if (view_has(v, token, WORD_UPPER))
		return ANAPHOR_NONE;	/* US, IT */
	for (size_t i = 0; i < sizeof(pronouns) / sizeof(*pronouns); i++) {
		if (view_is(v, token, pronouns[i].word))
			return pronouns[i].kind;
	}
	return ANAPHOR_NONE;
}

static const struct speakers *
enclosing(const struct discourse *d, uint32_t a)
{
	uint32_t parent = d->attr[a].parent;

	if (d->attr[a].level == 0 || parent >= d->attributions ||
	    d->answer[parent].n == 0)
		return NULL;
	return &d->answer[parent];
}

static bool
is_quoted(const struct discourse *d, size_t token)
{
	return d->view->doc->token[token].quote != QUOTE_OUTSIDE;
}

/* he or she inside the words of somebody else. */
static void
nested_person(const struct discourse *d, uint32_t a, size_t token, char gender,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct speakers *around = enclosing(d, a);
	uint32_t best = ENTITY_NONE;

	if (around != NULL && !is_quoted(d, token)) {
		const struct entity *e = around->entity[0] == ENTITY_NONE ?
		    NULL : &d->set->at[around->entity[0]];

		if (e != NULL && e->type == MENTION_PERSON &&
		    (!entity_gender(e) || entity_gender(e) == gender)) {
			*out = *around;
			return;
		}
	}
	for (size_t k = view_mention_at(v, token), n = 0; k-- > 0 &&
	    n < LOOK_BACK; n++) {
		const struct mention *m = &v->mention[k];
		const struct entity *e;

		if (view_sentence(v, token) > view_sentence(v, m->begin) +
		    GROUP_REACH)
			break;
		if (m->entity == ENTITY_NONE)
			continue;
		e = &d->set->at[m->entity];
		if ((e->type != MENTION_PERSON && e->type !=
		    MENTION_UNKNOWN) || (entity_gender(e) &&
		    entity_gender(e) != gender) || (around != NULL &&
		    is_quoted(d, token) && speakers_has(around, m->entity)))
			continue;
		best = m->entity;
		break;
	}
	if (best != ENTITY_NONE)
		speakers_set(d, out, best);
}

static void
third_person(const struct discourse *d, uint32_t a, size_t token, char gender,
    struct speakers *out)
{
	double p;
	uint32_t e;

	if (d->attr[a].level > 0) {
		nested_person(d, a, token, gender, out);
		return;
	}
	e = discourse_pronoun(d, (uint32_t)token, gender, a, &p);
	if (e == ENTITY_NONE || p < LEAST_SHARE)
		return;
	speakers_set(d, out, e);
	out->p = p;
}

static void
first_person(const struct discourse *d, uint32_t a, size_t token,
    struct speakers *out)
{
	const struct speakers *around = enclosing(d, a);

	if (around != NULL) {
		*out = *around;
		return;
	}
	if (d->attr[a].level > 0 || !is_quoted(d, token))
		return;
	for (size_t k = d->spokens; k-- > 0;) {
		const struct spoken *s = &d->spoken[k];

		if (view_sentence(d->view, token) <= s->end_sentence + 2) {
			*out = s->who;
			return;
		}
	}
}

/* The noun of a description: "laboratory" of "laboratory of Ann Lee". */
static struct slice
head_noun(const struct discourse *d, struct slice name)
{
	struct slice head = { 0 };

	for (size_t i = 0, end; i < name.n; i = end + 1) {
		struct slice word;
		uint32_t w;

		for (end = i; end < name.n && name.p[end] != ' '; end++)
			;
		word = slice_sub(name, i, end);
		w = vocabulary_find(d->view->vocab, word);
		if (head.n > 0 && w != 0 &&
		    vocabulary_word(d->view->vocab, w)->flags & WORD_PREP)
			break;
		head = word;
	}
	return head;
}

static bool
head_has(const struct discourse *d, struct slice name, uint32_t flags,
    uint16_t classes)
{
	uint32_t w = vocabulary_find(d->view->vocab, head_noun(d, name));

	return w != 0 && (vocabulary_word(d->view->vocab, w)->flags & flags ||
	    vocabulary_word(d->view->vocab, w)->classes & classes);
}

static bool
is_plural(const struct discourse *d, const struct speakers *who)
{
	struct slice s = head_noun(d, who->name[0]);

	return who->n > 1 || (who->entity[0] == ENTITY_NONE && s.n > 0 &&
	    (s.p[s.n - 1] == 's' || head_has(d, s, 0, WORD_CROWD)));
}

static bool
is_group(const struct discourse *d, const struct speakers *who)
{
	if (who->entity[0] != ENTITY_NONE) {
		enum mention_type t = d->set->at[who->entity[0]].type;

		return t != MENTION_PERSON;
	}
	return head_has(d, who->name[0], WORD_ORG | WORD_DOC, 0);
}

static bool
is_plural_noun(const struct name_view *v, size_t i)
{
	struct slice s = document_word(v->doc, i);

	return view_has(v, i, WORD_ROLE_PLURAL) || (view_has(v, i, WORD_LOWER) &&
	    s.n > 3 && s.p[s.n - 1] == 's');
}

/* A noun for several people: "colleagues", "police", "company". */
static bool
are_several(const struct name_view *v, size_t i)
{
	return is_plural_noun(v, i) ||
	    (view_word(v, i)->classes & WORD_CROWD) ||
	    view_has(v, i, WORD_GENERIC_ORG);
}

static bool
is_person_or_unknown(const struct discourse *d, const struct mention *m)
{
	enum mention_type type = d->set->at[m->entity].type;

	return type == MENTION_PERSON || type == MENTION_UNKNOWN;
}

/*
 * "A met B.  They said": the two persons of the sentence that ends before
 * token END and begins at FROM, when it says that they did something together.
 */
static bool
two_persons(const struct discourse *d, uint32_t a, size_t from, size_t end,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t found[2], n = 0;
	bool together = false;

	for (size_t i = from; i < end && i < from + PAIR_WORDS; i++)
		together |= view_word(v, i)->classes & WORD_TOGETHER ||
		    view_is(v, i, SLICE("their"));
	for (size_t k = view_mention_at(v, from); k < v->mentions &&
	    v->mention[k].begin < end && together; k++) {
		uint32_t e = v->mention[k].entity;

		if (e == ENTITY_NONE || d->set->at[e].type != MENTION_PERSON ||
		    discourse_in_content(&d->attr[a],
		    v->doc->token[v->mention[k].begin].begin) ||
		    (n > 0 && found[0] == e) || (n > 1 && found[1] == e))
			continue;
		if (n == 2)
			return false;
		found[n++] = e;
	}
	if (n < 2)
		return false;
	speakers_set(d, out, found[0]);
	out->entity[1] = found[1];
	out->name[1] = d->set->at[found[1]].name;
	out->n = 2;
	return true;
}

/*
 * "Lee and her colleagues went on.  They found": the phrase, in the sentence
 * that ends before token END and begins at FROM.
 */
static bool
person_and_others(const struct discourse *d, size_t from, size_t end,
    struct speakers *out)
{
	const struct name_view *v = d->view;

	for (size_t k = view_mention_at(v, from); k < v->mentions &&
	    v->mention[k].begin < end; k++) {
		const struct mention *m = &v->mention[k];
		size_t q = m->end;

		if (m->entity == ENTITY_NONE || !is_person_or_unknown(d, m) ||
		    q + 2 >= end || !view_is(v, q, SLICE("and")) ||
		    !(view_is(v, q + 1, SLICE("her")) ||
		    view_is(v, q + 1, SLICE("his")) ||
		    view_is(v, q + 1, SLICE("their"))))
			continue;
		q += 2;
		while (q + 1 < end && view_has(v, q, WORD_LOWER) &&
		    !are_several(v, q) && q < m->end + 4)
			q++;
		if (!are_several(v, q))
			continue;
		speakers_set_words(out, view_phrase(v, m->begin, q + 1));
		return true;
	}
	return false;
}

/* it and they: an organisation, country or group named or speaking near by. */
static void
group(const struct discourse *d, enum anaphor kind, uint32_t a, size_t token,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct attribution *at = &d->attr[a];
	const struct speakers *around = enclosing(d, a);
	bool single = kind == ANAPHOR_IT;
	uint32_t here = view_sentence(v, token), best = ENTITY_NONE;
	double best_score = LEAST_GROUP;

	if (around != NULL && !is_quoted(d, token) && (single ?
	    around->entity[0] == ENTITY_NONE || is_group(d, around) :
	    is_plural(d, around) || around->entity[0] == ENTITY_NONE ||
	    d->set->at[around->entity[0]].type == MENTION_ORG)) {
		*out = *around;
		return;
	}
	if (!single && at->level == 0) {
		uint32_t first = v->doc->sentence[here].token;
		uint32_t before = here > 0 ?
		    v->doc->sentence[here - 1].token : first;

		if (two_persons(d, a, first, token, out) ||
		    (before < first && (two_persons(d, a, before, first,
		    out) || person_and_others(d, before, first, out))))
			return;
	}
	for (size_t k = view_mention_at(v, token), n = 0; k-- > 0 &&
	    n < LOOK_BACK; n++) {
		const struct mention *m = &v->mention[k];
		uint32_t s = view_sentence(v, m->begin);
		double score;

		if (here > s + GROUP_REACH)
			break;
		if (m->entity == ENTITY_NONE || d->set->at[m->entity].type ==
		    MENTION_PERSON || discourse_in_content(at,
		    v->doc->token[m->begin].begin))
			continue;
		score = discourse_power(0.5, here - s) *
		    (m->subject ? 1 : 0.45) * (m->quoted ? 0.5 : 1) *
		    (m->possessive ? 0.4 : 1);
		if (score > best_score) {
			best = m->entity;
			best_score = score;
		}
	}
	for (size_t k = d->spokens, n = 0; k-- > 0 && n < 3; n++) {
		const struct spoken *s = &d->spoken[k];
		uint32_t distance = here > s->end_sentence ?
		    here - s->end_sentence : 0;

		if (distance > GROUP_REACH || !(single ? is_group(d, &s->who) &&
		    s->who.n == 1 : is_plural(d, &s->who) ||
		    is_group(d, &s->who)))
			continue;
		if (1.3 * discourse_power(0.6, distance) > best_score) {
			*out = s->who;
			return;
		}
	}
	if (best != ENTITY_NONE)
		speakers_set(d, out, best);
}

/* Where the noun phrase that ends before token K begins. */
static size_t
phrase_start(const struct name_view *v, size_t k)
{
	size_t b = k;

	while (b > 0 && k - b < PHRASE_BACK &&
	    view_sentence(v, b - 1) == view_sentence(v, k - 1) &&
	    (view_has(v, b - 1, WORD_ALPHA) || view_possessive(v, b - 1)) &&
	    !view_has(v, b - 1, WORD_AUX) && !(view_has(v, b - 1,
	    WORD_PREP) && !view_is(v, b - 1, SLICE("of")))) {
		b--;
		if (view_has(v, b, WORD_DET) && !view_has(v, b, WORD_PREP))
			break;
	}
	return b;
}

/* who and which: the name, else the phrase, right before. */
static void
relative(const struct discourse *d, size_t token,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	bool who = view_is(v, token, SLICE("who"));
	size_t end = token, first, b;

	if (end > 0 && slice_eq(document_word(v->doc, end - 1), SLICE(",")))
		end--;
	if (end == 0 || view_sentence(v, end - 1) != view_sentence(v, token))
		return;
	first = view_mention_at(v, end);
	b = phrase_start(v, end);
	for (size_t k = first, n = 0; k-- > 0 && n < 4; n++) {
		const struct mention *m = &v->mention[k];
		const struct entity *e;

		if (m->entity == ENTITY_NONE || m->end + 1 < b)
			continue;
		e = &d->set->at[m->entity];
		if (m->end < end && !(e->type == MENTION_PERSON && m->end ==
		    b - (b > 0 ? 1 : 0)))
			continue;
		if (m->end == end && who && e->type != MENTION_PERSON &&
		    !(e->type == MENTION_UNKNOWN &&
		    !view_has(v, m->end - 1, WORD_PLACE)))
			continue;
		if (m->end == end || (b > 0 && slice_eq(document_word(v->doc,
		    b - 1), SLICE(",")) && e->type == MENTION_PERSON)) {
			speakers_set(d, out, m->entity);
			return;
		}
	}

	if (b < end)
		nounphrase_resolve(d, ATTRIBUTION_NONE, b, end, out);
}

void
anaphor_resolve(const struct discourse *d, enum anaphor kind, uint32_t a,
    size_t token, struct speakers *out)
{
	*out = (struct speakers){ 0 };
	switch (kind) {
	case ANAPHOR_HE:
		third_person(d, a, token, 'm', out);
		break;
	case ANAPHOR_SHE:
		third_person(d, a, token, 'f', out);
		break;
	case ANAPHOR_FIRST:
		first_person(d, a, token, out);
		break;
	case ANAPHOR_IT:
	case ANAPHOR_THEY:
		group(d, kind, a, token, out);
		break;
	case ANAPHOR_RELATIVE:
		relative(d, token, out);
		break;
	case ANAPHOR_NONE:
		break;
	}
}
