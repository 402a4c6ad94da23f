#include "config.h"

#include <math.h>

#include "news/discourse.h"

/*
 * Weights of a candidate for he and she, set by hand one at a time on 93
 * pronouns of PolNeAR (dev) and on its silver coreference; halving or
 * doubling any but the first moved 2 of 93 at most.
 */
static const double WEIGHT_RECENT = 2.0, WEIGHT_SUBJECT = 0.9,
    WEIGHT_SPEAKER = 1.0, WEIGHT_RUNNING = 1.2, WEIGHT_GENDER = 0.8,
    WEIGHT_STREAK = 0.5, WEIGHT_SAME_SENTENCE = 0.3, WEIGHT_UNKNOWN = -1.2,
    WEIGHT_QUOTED = -0.8, WEIGHT_POSSESSIVE = 0.1, WEIGHT_OWN = -1.5;

/* What is left of a mention's weight a sentence later. */
static const double DECAY = 0.6;

/* Nobody is meant who was last named or heard seven sentences ago. */
static const double FORGOTTEN = 0.028;

enum {
	SPOKEN_LOOK = 6,	/* latest speakers that are looked at */
	STREAK_MAX = 3,		/* quotations in a row that count */
	STREAK_REACH = 5	/* sentences since the last of them */
};

double
discourse_power(double base, uint32_t n)
{
	double x = 1;

	for (uint32_t i = 0; i < n && i < 64; i++)
		x *= base;
	return x;
}

bool
speakers_has(const struct speakers *who, uint32_t e)
{
	for (uint32_t i = 0; i < who->n; i++) {
		if (who->entity[i] == e)
			return true;
	}
	return false;
}

void
speakers_set(const struct discourse *d, struct speakers *out, uint32_t e)
{
	*out = (struct speakers){ .n = 1, .p = 1 };
	out->entity[0] = e;
	out->name[0] = d->set->at[e].name;
}

void
speakers_set_words(struct speakers *out, struct slice words)
{
	*out = (struct speakers){ .n = 1, .p = 1 };
	out->entity[0] = ENTITY_NONE;
	out->name[0] = words;
}

bool
discourse_in_content(const struct attribution *a, uint32_t at)
{
	for (size_t i = 0; i < a->contents; i++) {
		if (a->content[i].begin <= at && at < a->content[i].end)
			return true;
	}
	return false;
}

static void
link_same_words(struct discourse *d)
{
	const struct name_view *v = d->view;
	struct document *doc = v->doc;
	uint32_t *last = arena_alloc(&doc->mem, v->vocab->n * sizeof(*last));
	size_t n = doc->tokens + 1;

	d->same_before = arena_alloc(&doc->mem, n * sizeof(*d->same_before));
	d->same_after = arena_alloc(&doc->mem, n * sizeof(*d->same_after));
	for (size_t i = 0; i < v->vocab->n; i++)
		last[i] = UINT32_MAX;
	for (uint32_t i = 0; i < doc->tokens; i++) {
		uint32_t w = view_word(v, i)->lower;

		d->same_before[i] = last[w];
		d->same_after[i] = UINT32_MAX;
		if (last[w] != UINT32_MAX)
			d->same_after[last[w]] = i;
		last[w] = i;
	}
}

void
discourse_begin(struct discourse *d, struct entity_set *set,
    const struct attribution *attr, size_t n)
{
	struct document *doc = set->view->doc;

	*d = (struct discourse){ .set = set, .view = set->view, .attr = attr,
	    .attributions = n, .newest = ENTITY_NONE };
	d->spoken = arena_alloc(&doc->mem, (n + 1) * sizeof(*d->spoken));
	d->answer = arena_zero(&doc->mem, n + 1, sizeof(*d->answer));
	d->is_source = arena_zero(&doc->mem, doc->tokens + 1,
	    sizeof(*d->is_source));
	for (size_t i = 0; i < n; i++) {
		if (attr[i].source.begin < attr[i].source.end)
			d->is_source[document_token_at(doc,
			    attr[i].source.begin)] = true;
	}
	link_same_words(d);
}

/* Move E to the front of the list by appearance. */
static void
to_front(struct discourse *d, uint32_t e)
{
	struct entity *at = d->set->at;

	if (d->newest == e)
		return;
	if (at[e].appearances > 0) {
		if (at[e].newer != ENTITY_NONE)
			at[at[e].newer].older = at[e].older;
		if (at[e].older != ENTITY_NONE)
			at[at[e].older].newer = at[e].newer;
	}
	at[e].newer = ENTITY_NONE;
	at[e].older = d->newest;
	if (d->newest != ENTITY_NONE)
		at[d->newest].newer = e;
	d->newest = e;
}

void
discourse_see(struct discourse *d, uint32_t e, struct appearance a)
{
	struct entity *entity = &d->set->at[e];

	to_front(d, e);
	entity->seen[entity->appearances++ % ENTITY_SEEN] = a;
}

void
discourse_spoke(struct discourse *d, uint32_t a, uint32_t pos,
    const struct speakers *who)
{
	const struct document *doc = d->view->doc;
	const struct attribution *at = &d->attr[a];
	uint32_t end = at->source.end, token;

	for (size_t i = 0; i < at->contents; i++)
		end = at->content[i].end > end ? at->content[i].end : end;
	for (size_t i = 0; i < at->cues; i++)
		end = at->cue[i].end > end ? at->cue[i].end : end;
	token = (uint32_t)document_token_at(doc, end > 0 ? end - 1 : 0);
	if (token >= doc->tokens)
		token = (uint32_t)doc->tokens - 1;
	d->spoken[d->spokens++] = (struct spoken){ .attribution = a,
	    .sentence = view_sentence(d->view, pos), .end_token = token,
	    .end_sentence = view_sentence(d->view, token), .who = *who };
}

/* What a candidate's appearances before a pronoun amount to. */
struct features {
	double recent, subject, quoted, speaker, running, streak;
	bool own, same_sentence, possessive, seen;
};

/* How long ago the appearances of E are; S0 is the pronoun's sentence. */
static void
score_appearances(const struct discourse *d, const struct entity *e,
    uint32_t pos, uint32_t s0, const struct attribution *a, struct features *f)
{
	uint32_t n = e->appearances < ENTITY_SEEN ? e->appearances :
	    ENTITY_SEEN;

	for (uint32_t k = 1; k <= n; k++) {
		const struct appearance *at =
		    &e->seen[(e->appearances - k) % ENTITY_SEEN];
		uint32_t s = view_sentence(d->view, at->token);
		uint32_t distance = s0 > s ? s0 - s : 0;
		double faded;

		if (at->token >= pos)
			continue;
		if (distance > DISCOURSE_REACH)
			break;
		if (a != NULL && discourse_in_content(a,
		    d->view->doc->token[at->token].begin)) {
			f->own = true;
			continue;
		}
		faded = discourse_power(DECAY, distance);
		if (at->quoted) {
			f->quoted = faded > f->quoted ? faded : f->quoted;
			continue;
		}
		f->recent = faded > f->recent ? faded : f->recent;
		if (at->subject && faded > f->subject)
			f->subject = faded;
		f->same_sentence |= distance == 0;
		f->possessive |= distance == 0 && at->possessive;
	}
}

static bool
starts_sentence(const struct name_view *v, uint32_t token)
{
	uint32_t first = v->doc->sentence[view_sentence(v, token)].token;

	while (first < token && v->doc->token[first].quote == QUOTE_CLOSE)
		first++;
	return first == token;
}

/* A quotation, then "he said"; or a sentence that begins with "He". */
static bool
goes_on(const struct discourse *d, const struct attribution *a, uint32_t pos)
{
	return starts_sentence(d->view, pos) || (a->kind != KIND_INDIRECT &&
	    a->contents > 0 && a->content[0].begin <
	    d->view->doc->token[pos].begin);
}

/* Whether every speaker of S is a country or an organisation. */
static bool
no_person_spoke(const struct discourse *d, const struct spoken *s)
{
	for (uint32_t i = 0; i < s->who.n; i++) {
		uint32_t e = s->who.entity[i];

		if (e == ENTITY_NONE ||
		    (d->set->at[e].type != MENTION_ORG &&
		    d->set->at[e].type != MENTION_COUNTRY))
			return false;
	}
	return s->who.n > 0;
}

/* Whether E has spoken of late, and whether the last quotation is E's. */
static void
score_speech(const struct discourse *d, uint32_t e, uint32_t pos, uint32_t s0,
    const struct attribution *a, struct features *f)
{
	for (size_t k = 1; k <= d->spokens && k <= SPOKEN_LOOK; k++) {
		const struct spoken *s = &d->spoken[d->spokens - k];
		uint32_t distance = s0 > s->end_sentence ?
		    s0 - s->end_sentence : 0;

		if (!speakers_has(&s->who, e))
			continue;
		f->speaker = discourse_power(DECAY, distance);
		if (k == 1 && a != NULL && distance <= 1 &&
		    goes_on(d, a, pos))
			f->running = 1;
		break;
	}
	/*
	 * Who alone has spoken so far is likely to go on; what a country or
	 * an organisation says in between does not end that.
	 */
	for (size_t k = 1, row = 0; a != NULL && k <= d->spokens &&
	    k <= SPOKEN_LOOK && row < STREAK_MAX && goes_on(d, a, pos); k++) {
		const struct spoken *s = &d->spoken[d->spokens - k];

		if (no_person_spoke(d, s))
			continue;
		if (!speakers_has(&s->who, e) || (row == 0 &&
		    s0 > s->end_sentence + STREAK_REACH))
			break;
		f->streak = (double)row++;
	}
}

static double
total(const struct features *f, char gender, char own, bool unknown)
{
	double known = 3 * (f->recent + f->speaker +
	    (f->recent > 0 ? 0 : f->quoted));
	double sum = WEIGHT_RECENT * f->recent + WEIGHT_SUBJECT * f->subject +
	    WEIGHT_SPEAKER * f->speaker + WEIGHT_RUNNING * f->running +
	    WEIGHT_STREAK * f->streak;

	if (gender != '\0' && own == gender)
		sum += WEIGHT_GENDER * (known < 1 ? known : 1);
	if (f->recent <= 0)
		sum += WEIGHT_QUOTED * f->quoted;
	if (f->own && f->recent <= 0)
		sum += WEIGHT_OWN;
	sum += f->same_sentence ? WEIGHT_SAME_SENTENCE : 0;
	sum += f->possessive ? WEIGHT_POSSESSIVE : 0;
	return sum + (unknown ? WEIGHT_UNKNOWN : 0);
}

uint32_t
discourse_pronoun(const struct discourse *d, uint32_t pos, char gender,
    uint32_t number, double *p)
{
	const struct attribution *a = number == ATTRIBUTION_NONE ? NULL :
	    &d->attr[number];
	double score[DISCOURSE_CANDIDATES], best_score = 0, sum = 0;
	uint32_t s0 = view_sentence(d->view, pos), best = ENTITY_NONE;
	size_t n = 0;

	/* a long quotation must not age its own speaker */
	if (a != NULL && a->contents > 0 && a->content[0].begin <
	    d->view->doc->token[pos].begin) {
		uint32_t s = (uint32_t)document_sentence_at(d->view->doc,
		    a->content[0].begin);

		s0 = s < s0 ? s : s0;
	}
	for (uint32_t e = d->newest, tried = 0; e != ENTITY_NONE &&
	    tried < DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];
		struct features f = { 0 };
		char own = entity_gender(at);

		if ((at->type != MENTION_PERSON &&
		    at->type != MENTION_UNKNOWN) ||
		    (gender != '\0' && own != '\0' && own != gender))
			continue;
		score_appearances(d, at, pos, s0, a, &f);
		score_speech(d, e, pos, s0, a, &f);
		if (f.recent < FORGOTTEN && f.quoted < FORGOTTEN &&
		    f.speaker < FORGOTTEN)
			continue;
		score[n] = total(&f, gender, own, at->type == MENTION_UNKNOWN);
		if (best == ENTITY_NONE || score[n] > best_score) {
			best = e;
			best_score = score[n];
		}
		n++;
	}
	for (size_t i = 0; i < n; i++)
		sum += exp(2 * (score[i] - best_score));
	*p = n > 0 ? 1 / sum : 0;
	return best;
}

static bool
is_he_or_she(const struct name_view *v, size_t i, char *gender, bool *subject,
    bool *possessive)
{
	static const struct {
		struct slice word;
		char gender;
		bool subject, possessive;
	} forms[] = {
		{ SLICE("he"), 'm', true, false },
		{ SLICE("she"), 'f', true, false },
		{ SLICE("his"), 'm', false, true },
		{ SLICE("her"), 'f', false, true },
		{ SLICE("him"), 'm', false, false },
	};

	for (size_t k = 0; k < sizeof(forms) / sizeof(*forms); k++) {
		if (view_is(v, i, forms[k].word)) {
			*gender = forms[k].gender;
			*subject = forms[k].subject;
			*possessive = forms[k].possessive;
			return true;
		}
	}
	return false;
}

/* The narrator's pronouns before token POS are appearances, too. */
static void
see_pronouns(struct discourse *d, uint32_t pos)
{
	for (; d->next_token < pos; d->next_token++) {
		uint32_t i = (uint32_t)d->next_token, e;
		struct appearance a = { .token = i };
		char gender;
		double p;

		if (d->view->doc->token[i].quote != QUOTE_OUTSIDE ||
		    d->is_source[i] || !is_he_or_she(d->view, i, &gender,
		    &a.subject, &a.possessive))
			continue;
		e = discourse_pronoun(d, i, gender, ATTRIBUTION_NONE, &p);
		if (e != ENTITY_NONE && p > 0.35)
			discourse_see(d, e, a);
	}
}

void
discourse_advance(struct discourse *d, uint32_t pos)
{
	while (d->next_mention < d->view->mentions) {
		const struct mention *m = &d->view->mention[d->next_mention];

		if (m->begin >= pos)
			break;
		see_pronouns(d, m->begin);
		if (m->entity != ENTITY_NONE)
			discourse_see(d, m->entity, (struct appearance){
			    m->begin, m->subject, m->quoted, m->possessive });
		d->next_mention++;
	}
	see_pronouns(d, pos);
}
