#include "config.h"

#include "news/orgfocus.h"

/* Nouns of which a name that holds one is not called by another. */
static bool
is_exclusive(struct slice s)
{
	static const struct slice nouns[] = {
		SLICE("committee"), SLICE("council"), SLICE("court"),
		SLICE("ministry"), SLICE("department"), SLICE("university"),
		SLICE("bank"), SLICE("school"), SLICE("hospital"),
		SLICE("club"),
	};

	for (size_t i = 0; i < sizeof(nouns) / sizeof(*nouns); i++) {
		if (slice_eq(s, nouns[i]))
			return true;
	}
	return false;
}

/* Whether a HEAD such as "company" may be said of the organisation E. */
static bool
may_be_called(const struct discourse *d, const struct entity *e, size_t head)
{
	uint16_t kind = view_word(d->view, head)->classes;
	uint16_t has = 0;
	uint32_t noun = view_word(d->view, head)->lower;
	struct slice s = vocabulary_word(d->view->vocab, noun)->text;
	bool exclusive = is_exclusive(s);

	for (uint32_t i = 0; i < e->forms; i++) {
		for (uint32_t w = 0; w < e->form[i].words; w++) {
			const struct vocabulary_word *word = vocabulary_word(
			    d->view->vocab, e->form[i].word[w]);

			has |= word->classes;
			if (exclusive && word->lower != noun && is_exclusive(
			    vocabulary_word(d->view->vocab, word->lower)->text))
				return false;
		}
	}
	return !(kind & WORD_BUSINESS && has & WORD_PUBLIC) &&
	    !(kind & WORD_PUBLIC && has & WORD_BUSINESS);
}

/* Whether E, of no known kind, seems a place: it was "in Orvo", did nothing. */
static bool
seems_place(const struct name_view *v, const struct entity *e)
{
	uint32_t n = e->appearances < ENTITY_SEEN ? e->appearances :
	    ENTITY_SEEN;
	bool place = false;

	for (uint32_t k = 1; k <= n && e->type == MENTION_UNKNOWN; k++) {
		const struct appearance *a =
		    &e->seen[(e->appearances - k) % ENTITY_SEEN];

		if (a->subject)
			return false;
		place = place || (a->token > 0 &&
		    (view_is(v, a->token - 1, SLICE("in")) ||
		    view_is(v, a->token - 1, SLICE("at")) ||
		    view_is(v, a->token - 1, SLICE("near"))));
	}
	return place;
}

uint32_t
orgfocus_find(const struct discourse *d, size_t pos, size_t head,
    bool modified)
{
	uint32_t here = view_sentence(d->view, pos), best = ENTITY_NONE;
	uint32_t tried = 0;
	double best_score = 0.3;

	for (uint32_t e = d->newest; e != ENTITY_NONE &&
	    tried < DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];
		uint32_t n = at->appearances < ENTITY_SEEN ? at->appearances :
		    ENTITY_SEEN;
		double score = 0;
		bool called = false;

		if ((at->type != MENTION_ORG && at->type != MENTION_UNKNOWN) ||
		    !may_be_called(d, at, head) || seems_place(d->view, at) ||
		    view_has(d->view, at->first, WORD_PLACE))
			continue;
		for (uint32_t k = 1; k <= n; k++) {
			const struct appearance *a =
			    &at->seen[(at->appearances - k) % ENTITY_SEEN];
			uint32_t s = view_sentence(d->view, a->token);
			double x = discourse_power(0.8, here > s ? here - s :
			    0) * (a->subject ? 1 : 0.6);

			score = x > score ? x : score;
		}
		for (uint32_t k = 0; k < at->nouns; k++) {
			if (at->noun[k] == view_word(d->view, head)->lower)
				called = true;
		}
		/* "the health ministry" is no organisation but a ministry */
		if (modified && !called)
			continue;
		score += called ? 2 : 0;
		score += 0.1 * (at->mentions < 10 ? at->mentions : 10);
		for (size_t k = 1; k <= 6 && k <= d->spokens; k++) {
			if (speakers_has(&d->spoken[d->spokens - k].who, e)) {
				score += k == 1 ? 0.5 : 0.3;
				break;
			}
		}
		if (score > best_score) {
			best = e;
			best_score = score;
		}
	}
	return best;
}
