#include "config.h"

#include "news/nominal.h"
#include "news/nounphrase.h"

enum {
	DOC_REACH = 8,		/* sentences back to where a text is named */
	ORG_REACH = 40,		/* sentences back to "the ministry"'s name */
	LOOK_BACK = 200,	/* mentions looked at backwards */
	SAME_WORDS = 256,	/* occurrences of a word looked at */
	SENTENCE_WORDS = 200	/* words of a sentence looked at */
};

void
speakers_set(const struct discourse *d, struct speakers *out, uint32_t e)
{
	*out = (struct speakers){ .n = 1, .p = 1 };
	out->entity[0] = e;
	out->name[0] = d->set->at[e].name;
}

static void
set_words(struct speakers *out, struct slice words)
{
	*out = (struct speakers){ .n = 1, .p = 1 };
	out->entity[0] = ENTITY_NONE;
	out->name[0] = words;
}

static struct slice
phrase(const struct name_view *v, size_t i, size_t j)
{
	return document_slice(v->doc, (struct range){
	    v->doc->token[i].begin, v->doc->token[j - 1].end });
}

static bool
is(const struct name_view *v, size_t i, struct slice s)
{
	return view_is(v, i, s);
}

/* The parts of a noun phrase. */
struct parts {
	size_t i, j;
	size_t core;		/* first token after the determiner */
	size_t cut;		/* first preposition, comma; j if none */
	size_t head;		/* last token before the cut */
	bool det;		/* has a determiner */
	bool definite;		/* the, this, its ... */
	bool article;		/* a, an, another, some, one */
	bool possessive;	/* holds a 's before its head */
	uint32_t from, to;	/* mentions inside: [from, to) */
	uint32_t cover;		/* mention around the phrase, or UINT32_MAX */
};

/* Index of the first mention that begins at token I or later. */
static uint32_t
mention_at(const struct name_view *v, size_t i)
{
	size_t lo = 0, hi = v->mentions;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (v->mention[mid].begin < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint32_t)lo;
}

static bool
has_entity(const struct mention *m)
{
	return m->entity != ENTITY_NONE;
}

static enum mention_type
type_of(const struct discourse *d, const struct mention *m)
{
	return d->set->at[m->entity].type;
}

static void
find_mentions(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	p->from = mention_at(v, p->i);
	p->to = p->from;
	while (p->to < v->mentions && v->mention[p->to].end <= p->j)
		p->to++;
	p->cover = UINT32_MAX;
	if (p->from < v->mentions && v->mention[p->from].begin <= p->i &&
	    v->mention[p->from].end >= p->j && has_entity(
	    &v->mention[p->from]))
		p->cover = p->from;
	else if (p->from > 0 && v->mention[p->from - 1].end >= p->j &&
	    has_entity(&v->mention[p->from - 1]))
		p->cover = p->from - 1;
}

static bool
is_separator(const struct name_view *v, size_t i)
{
	static const struct slice separators[] = {
		SLICE(","), SLICE("--"), SLICE("—"), SLICE("–"), SLICE("("),
		SLICE(";")
	};
	struct slice s = document_word(v->doc, i);

	for (size_t k = 0; k < sizeof(separators) / sizeof(*separators); k++) {
		if (slice_eq(s, separators[k]))
			return true;
	}
	return is(v, i, SLICE("who"));
}

/* Whether only "and", commas, articles and titles stand in [I, J). */
static bool
is_joint(const struct name_view *v, size_t i, size_t j, bool *joined)
{
	bool and = false, comma = false;

	if (i >= j)
		return false;
	for (size_t q = i; q < j; q++) {
		if (is(v, q, SLICE("and")) || is(v, q, SLICE("&")))
			and = true;
		else if (slice_eq(document_word(v->doc, q), SLICE(",")))
			comma = true;
		else if (!view_has(v, q, WORD_DET | WORD_ROLE | WORD_PREMOD |
		    WORD_LOWER | WORD_HONORIFIC) || view_has(v, q, WORD_AUX))
			return false;
	}
	/* "JPL scientist and author NAME" has one name only */
	if (!is(v, i, SLICE("and")) && !is(v, i, SLICE("&")) &&
	    !slice_eq(document_word(v->doc, i), SLICE(",")))
		return false;
	*joined = and;
	return and || comma;
}

/* Whether M is what another name is of: the State of "secretary of State". */
static bool
is_attribute(const struct name_view *v, const struct mention *m)
{
	return m->title > 0 && view_has(v, m->title - 1, WORD_PREP);
}

/*
 * The names of "A and B", "A, B and C", "A and his minister, B", and of "two
 * experts, A of X and B of Y"; none if the phrase is no such list.
 */
static void
find_list(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	bool joined = false, plural = view_has(v, p->head, WORD_ROLE_PLURAL);
	const struct mention *before = NULL;
	size_t from = p->i;	/* where a name ended last */

	*out = (struct speakers){ .p = 1 };
	if (p->cover != UINT32_MAX)
		return;
	for (uint32_t k = p->from; k < p->to && out->n < SPEAKERS_MAX; k++) {
		const struct mention *m = &v->mention[k];

		if (!has_entity(m) || is_attribute(v, m)) {
			from = m->end;
			continue;
		}
		if (plural ? type_of(d, m) != MENTION_PERSON :
		    before == NULL && m->title > p->core)
			continue;
		if (!plural && before != NULL &&
		    !is_joint(v, from, m->begin, &joined))
			break;
		before = m;
		from = m->end;
		if (!speakers_has(out, m->entity)) {
			out->entity[out->n] = m->entity;
			out->name[out->n++] = d->set->at[m->entity].name;
		}
		if (joined)
			break;
	}
	/* what follows is where they are from, not a noun they modify */
	if (out->n < 2 || (!plural && (!joined || (before->end < p->j &&
	    !view_has(v, before->end, WORD_PREP) &&
	    !is_separator(v, before->end)))))
		out->n = 0;
}

static bool
is_list(const struct discourse *d, const struct parts *p, struct speakers *out)
{
	find_list(d, p, out);
	return out->n > 0;
}

/* A source ends before its relative clause. */
static void
cut_relative(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	for (size_t q = p->i + 1; q < p->j; q++) {
		if (!is(v, q, SLICE("who")) && !is(v, q, SLICE("which")) &&
		    !is(v, q, SLICE("whose")))
			continue;
		p->j = q;
		while (p->j > p->i + 1 && !view_has(v, p->j - 1, WORD_ALPHA))
			p->j--;
		find_mentions(d, p);
		return;
	}
}

/*
 * What tells when, in what text or in spite of what is no part of who: "the
 * ministry in a statement on Tuesday".
 */
static void
cut_adjunct(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	for (size_t q = p->i + 1; q + 1 < p->j; q++) {
		bool adjunct = view_word(v, q)->classes & WORD_ADJUNCT;

		if (!adjunct && !is(v, q, SLICE("in")) &&
		    !is(v, q, SLICE("on")) && !is(v, q, SLICE("at")))
			continue;
		for (size_t k = q + 1; k < p->j && !adjunct; k++) {
			if (k > q + 1 && view_has(v, k, WORD_PREP))
				break;
			adjunct = view_has(v, k, WORD_MONTH) ||
			    view_word(v, k)->classes & WORD_DAY ||
			    (view_has(v, k, WORD_DOC) && !is(v, q, SLICE("at")) &&
			    view_has(v, q + 1, WORD_ARTICLE));
		}
		if (adjunct && !view_has(v, q - 1, WORD_DOC)) {
			p->j = q;
			find_mentions(d, p);
			return;
		}
	}
}

/* A name ends the source where an apposition begins. */
static void
cut_apposition(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	if (p->j - p->i <= 3)
		return;
	for (size_t q = p->i + 1; q < p->j; q++) {
		if (!is_separator(v, q))
			continue;
		for (uint32_t m = p->from; m < p->to; m++) {
			if (v->mention[m].end == q &&
			    has_entity(&v->mention[m])) {
				p->j = q;
				find_mentions(d, p);
				return;
			}
		}
		return;
	}
}

/* The determiner, and the noun before the first preposition or comma. */
static void
find_head(const struct discourse *d, struct parts *p)
{
	const struct name_view *v = d->view;

	p->det = view_has(v, p->i, WORD_DET) && p->j - p->i > 1;
	p->core = p->det ? p->i + 1 : p->i;
	for (p->cut = p->core; p->cut < p->j; p->cut++) {
		if (p->cut > p->core && (view_has(v, p->cut, WORD_PREP) ||
		    is_separator(v, p->cut)))
			break;
	}
	p->head = p->cut - 1;
}

static void
take_apart(const struct discourse *d, size_t i, size_t j, struct parts *p)
{
	const struct name_view *v = d->view;
	struct speakers several;

	*p = (struct parts){ .i = i, .j = j };
	find_mentions(d, p);
	cut_relative(d, p);
	cut_adjunct(d, p);
	find_head(d, p);
	if (!is_list(d, p, &several))
		cut_apposition(d, p);
	find_head(d, p);
	p->article = view_has(v, i, WORD_ARTICLE);
	p->definite = is(v, i, SLICE("the")) || is(v, i, SLICE("this")) ||
	    is(v, i, SLICE("that")) || is(v, i, SLICE("his")) ||
	    is(v, i, SLICE("her")) || is(v, i, SLICE("its")) ||
	    is(v, i, SLICE("their"));
	for (size_t q = p->i; q < p->head; q++)
		p->possessive |= view_possessive(v, q);
}

/* The words of the phrase, without "the". */
static struct slice
own_words(const struct discourse *d, const struct parts *p)
{
	size_t i = p->i;

	if (p->j - i > 1 && is(d->view, i, SLICE("the")))
		i++;
	return phrase(d->view, i, p->j);
}

/* Whether the mention M is the head of the phrase, not "of M" or "M's". */
static bool
is_head(const struct discourse *d, const struct parts *p,
    const struct mention *m)
{
	const struct name_view *v = d->view;

	if (m->title > p->i) {
		size_t before = m->title - 1;

		if (is(v, before, SLICE("the")) && before > p->i)
			before--;
		if (view_has(v, before, WORD_PREP) && !view_has(v, before,
		    WORD_DET))
			return false;
	}
	if (m->end >= p->j)
		return true;
	if (view_possessive(v, m->end))
		return false;
	return !view_has(v, m->end, WORD_ALPHA) ||
	    view_has(v, m->end, WORD_PREP) || is(v, m->end, SLICE("and")) ||
	    is(v, m->end, SLICE("himself")) || is(v, m->end, SLICE("herself"));
}

static bool
any_lower(const struct name_view *v, size_t i, size_t j)
{
	for (; i < j; i++) {
		if (view_has(v, i, WORD_LOWER))
			return true;
	}
	return false;
}

/* A person named in the phrase. */
static bool
is_person(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *first = NULL, *last = NULL, *m;

	for (uint32_t k = p->from; k < p->to; k++) {
		m = &v->mention[k];
		if (!has_entity(m) || type_of(d, m) != MENTION_PERSON ||
		    !is_head(d, p, m))
			continue;
		if (first == NULL)
			first = m;
		last = m;
	}
	if (last == NULL && p->cover != UINT32_MAX) {
		m = &v->mention[p->cover];
		if (type_of(d, m) == MENTION_PERSON)
			first = last = m;
	}
	if (last == NULL && p->from < p->to) {
		/* "Lee's Oct. 11": what is his has no noun */
		m = &v->mention[p->from];
		if (has_entity(m) && m->title <= p->core && m->end < p->j &&
		    type_of(d, m) == MENTION_PERSON &&
		    view_possessive(v, m->end) && !any_lower(v, m->end + 1,
		    p->j))
			first = last = m;
	}
	if (last == NULL)
		return false;
	/* a name after a comma is an apposition of the head noun */
	speakers_set(d, out, last->end >= p->j ? last->entity :
	    first->entity);
	return true;
}

static bool
is_spokesperson(const struct name_view *v, size_t i)
{
	struct slice s;

	if (!view_has(v, i, WORD_ROLE))
		return false;
	s = vocabulary_word(v->vocab, view_word(v, i)->role)->text;
	return slice_eq(s, SLICE("spokesman")) ||
	    slice_eq(s, SLICE("spokeswoman")) ||
	    slice_eq(s, SLICE("spokesperson"));
}

/* Whether a HEAD such as "company" may be said of the organisation E. */
static bool
may_be_called(const struct discourse *d, const struct entity *e, size_t head)
{
	uint16_t kind = view_word(d->view, head)->classes;
	uint16_t has = 0;

	for (uint32_t i = 0; i < e->forms; i++) {
		for (uint32_t w = 0; w < e->form[i].words; w++)
			has |= vocabulary_word(d->view->vocab,
			    e->form[i].word[w])->classes;
	}
	return !(kind & WORD_BUSINESS && has & WORD_PUBLIC) &&
	    !(kind & WORD_PUBLIC && has & WORD_BUSINESS);
}

/* The organisation most in mind before token POS; ENTITY_NONE if none is. */
static uint32_t
organisation_in_focus(const struct discourse *d, size_t pos, size_t head)
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

		if ((at->type != MENTION_ORG && at->type != MENTION_UNKNOWN) ||
		    !may_be_called(d, at, head) ||
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
				score += 2;
		}
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

/* A spokesperson without a name speaks for the organisation. */
static bool
is_for_organisation(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	size_t i;

	if (!is_spokesperson(v, p->head) ||
	    (p->definite && p->j - p->i == 2))
		return false;
	for (uint32_t k = p->from; k < p->to; k++) {
		const struct mention *m = &v->mention[k];

		if (!has_entity(m))
			continue;
		if (type_of(d, m) == MENTION_PERSON) {
			/* of a person: the words describe the source best */
			set_words(out, own_words(d, p));
			return true;
		}
		if (m->end < p->head && m->begin >= p->core &&
		    !view_possessive(v, m->end)) {
			/* "State Department" of "a State Department spokesman",
			   "Chinese foreign ministry" */
			set_words(out, phrase(v, m->begin, p->head));
			return true;
		}
		speakers_set(d, out, m->entity);
		return true;
	}
	if (p->head == p->core + 1 && view_has(v, p->core,
	    WORD_GENERIC_ORG)) {
		uint32_t e = organisation_in_focus(d, p->i, p->core);

		if (e != ENTITY_NONE) {
			speakers_set(d, out, e);
			return true;
		}
	}
	if (p->article && p->head > p->core) {
		set_words(out, phrase(v, p->core, p->head));
		return true;
	}
	if (p->cut < p->j && (is(v, p->cut, SLICE("for")) ||
	    is(v, p->cut, SLICE("of")) || is(v, p->cut, SLICE("from")) ||
	    is(v, p->cut, SLICE("at")))) {
		i = p->cut + 1;
		if (i < p->j && is(v, i, SLICE("the")))
			i++;
		if (i < p->j) {
			set_words(out, phrase(v, i, p->j));
			return true;
		}
	}
	return false;
}

/* Whether sentence S holds the noun at token HEAD, or its singular. */
static bool
sentence_has(const struct name_view *v, uint32_t s, size_t head)
{
	const struct document_sentence *sentence = &v->doc->sentence[s];
	uint32_t lower = view_word(v, head)->lower;
	uint32_t end = sentence->token_end;

	if (end > sentence->token + SENTENCE_WORDS)
		end = sentence->token + SENTENCE_WORDS;
	for (uint32_t i = sentence->token; i < end; i++) {
		if (view_word(v, i)->lower == lower)
			return true;
	}
	return false;
}

/* A document speaks for whoever issued it. */
static bool
is_document(const struct discourse *d, uint32_t a, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);
	bool named = false;

	if (!view_has(v, p->head, WORD_DOC) || is(v, p->i, SLICE("several")) ||
	    is(v, p->i, SLICE("some")))
		return false;
	for (uint32_t k = p->from; k < p->to; k++) {
		const struct mention *m = &v->mention[k];
		size_t before = m->title;

		if (!has_entity(m))
			continue;
		named = true;
		if (before > p->i && is(v, before - 1, SLICE("the")))
			before--;
		if ((before > p->i && (is(v, before - 1, SLICE("from")) ||
		    is(v, before - 1, SLICE("by")) ||
		    is(v, before - 1, SLICE("in")) ||
		    is(v, before - 1, SLICE("of")))) ||
		    (m->end < p->j && view_possessive(v, m->end))) {
			if (m->begin > p->head && m->end + 1 < p->j &&
			    view_possessive(v, m->end))
				/* "a report by the bank's chairman" */
				set_words(out, phrase(v, m->begin, p->j));
			else
				speakers_set(d, out, m->entity);
			return true;
		}
	}
	if (!named && (is(v, p->i, SLICE("his")) || is(v, p->i, SLICE("her")))) {
		double share;
		uint32_t e = discourse_pronoun(d, (uint32_t)p->i,
		    is(v, p->i, SLICE("his")) ? 'm' : 'f', a, &share);

		if (e == ENTITY_NONE || share < 0.5)
			return false;
		speakers_set(d, out, e);
		out->p = share;
		return true;
	}
	if (named || !(is(v, p->i, SLICE("the")) || is(v, p->i, SLICE("its")) ||
	    is(v, p->i, SLICE("that")) || is(v, p->i, SLICE("this"))))
		return false;
	for (size_t k = d->spokens; k-- > 0;) {
		const struct spoken *s = &d->spoken[k];

		if (here > s->sentence + DOC_REACH)
			break;
		if (sentence_has(v, s->sentence, p->head)) {
			*out = s->who;
			return true;
		}
	}
	return false;
}

/* A government by its country or capital: the whole phrase. */
static bool
is_government(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m = NULL;

	if (p->cover != UINT32_MAX)
		m = &v->mention[p->cover];
	else if (p->to == p->from + 1 && v->mention[p->from].begin == p->core &&
	    v->mention[p->from].end == p->j)
		m = &v->mention[p->from];
	if (m == NULL || !has_entity(m) || type_of(d, m) != MENTION_COUNTRY)
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/* An organisation whose name is the whole phrase. */
static bool
is_organisation(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m = NULL;

	for (uint32_t k = p->from; k < p->to && m == NULL; k++) {
		if (has_entity(&v->mention[k]) && v->mention[k].end == p->j &&
		    v->mention[k].begin == p->core)
			m = &v->mention[k];
	}
	if (m == NULL && p->cover != UINT32_MAX)
		m = &v->mention[p->cover];
	if (m == NULL || (type_of(d, m) != MENTION_ORG &&
	    type_of(d, m) != MENTION_UNKNOWN))
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/* "X's parent company, NAME": an organisation named after a comma. */
static bool
is_apposed(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m;
	size_t comma;

	if (p->cut >= p->j || p->to == p->from || view_has(v, p->head,
	    WORD_CAPITAL) || !slice_eq(document_word(v->doc, p->cut),
	    SLICE(",")))
		return false;
	m = &v->mention[p->to - 1];
	comma = m->title;
	while (comma > p->cut + 1 && view_has(v, comma - 1, WORD_DET))
		comma--;
	if (m->end != p->j || comma != p->cut + 1 || !has_entity(m))
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/*
 * "The bookkeeper, Ms. NAME, said": the person named between commas after a
 * phrase without a name, whatever its noun.  "The company, Smith & Sons," is
 * no person, "the mayor, NAME, and" the beginning of a list.
 */
static bool
is_named_after(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	const struct mention *m;
	uint32_t k = mention_at(v, p->j + 1);

	if (!p->det || p->from < p->to || k >= v->mentions ||
	    view_has(v, p->head, WORD_ROLE_PLURAL) ||
	    view_has(v, p->head, WORD_ORG) ||
	    !slice_eq(document_word(v->doc, p->j), SLICE(",")))
		return false;
	m = &v->mention[k];
	if (m->title != p->j + 1 || m->end + 1 >= v->doc->tokens ||
	    !has_entity(m) || type_of(d, m) != MENTION_PERSON ||
	    !is_separator(v, m->end) ||
	    view_sentence(v, m->end) != view_sentence(v, p->i) ||
	    is(v, m->end + 1, SLICE("and")))
		return false;
	speakers_set(d, out, m->entity);
	return true;
}

/* "the ministry", "the group": the organisation named before. */
static bool
is_named_before(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i);
	uint32_t lower = view_word(v, p->head)->lower, e;

	if (!(is(v, p->i, SLICE("the")) || is(v, p->i, SLICE("this"))) ||
	    !view_has(v, p->head, WORD_ORG) || p->cut < p->j ||
	    p->j - p->i > 3 || p->possessive)
		return false;
	for (size_t q = p->core; q < p->j; q++) {
		if (view_has(v, q, WORD_CAPITAL))
			return false;
	}
	for (uint32_t k = mention_at(v, p->i), tried = 0; k-- > 0 &&
	    tried < LOOK_BACK; tried++) {
		const struct mention *m = &v->mention[k];

		if (here > view_sentence(v, m->begin) + ORG_REACH)
			break;
		if (!has_entity(m) || type_of(d, m) != MENTION_ORG ||
		    m->words < 2)
			continue;
		for (uint32_t w = 0; w < m->words; w++) {
			if (vocabulary_word(v->vocab, m->word[w])->lower ==
			    lower) {
				speakers_set(d, out, m->entity);
				return true;
			}
		}
	}
	if (!view_has(v, p->head, WORD_GENERIC_ORG))
		return false;
	e = organisation_in_focus(d, p->i, p->head);
	if (e == ENTITY_NONE)
		return false;
	speakers_set(d, out, e);
	return true;
}

/* "the country": the one most in mind. */
static bool
is_state(const struct discourse *d, const struct parts *p,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	uint32_t here = view_sentence(v, p->i), best = ENTITY_NONE, tried = 0;
	double best_score = 0.2;

	if (!is(v, p->i, SLICE("the")) || p->j - p->i != 2 ||
	    !(view_word(v, p->head)->classes & WORD_STATE))
		return false;
	for (uint32_t e = d->newest; e != ENTITY_NONE &&
	    tried < DISCOURSE_CANDIDATES; e = d->set->at[e].older, tried++) {
		const struct entity *at = &d->set->at[e];
		const struct appearance *a =
		    &at->seen[(at->appearances - 1) % ENTITY_SEEN];
		uint32_t s = view_sentence(v, a->token);
		double score;

		if (at->type != MENTION_COUNTRY)
			continue;
		score = discourse_power(0.7, here > s ? here - s : 0) *
		    (a->subject ? 1 : 0.7);
		score += 0.05 * (at->mentions < 10 ? at->mentions : 10);
		if (score > best_score) {
			best = e;
			best_score = score;
		}
	}
	if (best == ENTITY_NONE)
		return false;
	speakers_set(d, out, best);
	return true;
}

/*
 * The full form that the noun at token Q has there ("Hong Kong police");
 * empty if no capital stands before it.
 */
static struct slice
full_form(const struct name_view *v, size_t q)
{
	size_t b = q;

	if (view_has(v, q, WORD_UPPER | WORD_NOT_NAME) || v->title_line[v->doc->sentence[
	    view_sentence(v, q)].paragraph])
		return (struct slice){ 0 };
	while (b > 0 && view_sentence(v, b - 1) == view_sentence(v, q) &&
	    view_has(v, b - 1, WORD_CAPITAL) &&
	    !view_has(v, b - 1, WORD_NOT_NAME | WORD_DET) &&
	    v->doc->token[b - 1].end + 1 == v->doc->token[b].begin)
		b--;
	return b < q ? phrase(v, b, q + 1) : (struct slice){ 0 };
}

/* A bare noun (police, prosecutors): its only full form in the window. */
static bool
is_bare(const struct discourse *d, const struct parts *p, struct speakers *out)
{
	const struct name_view *v = d->view;
	struct slice found = { 0 };
	size_t mods = p->head - p->core;
	uint32_t at[2] = { d->same_before[p->head], d->same_after[p->head] };

	if (p->cut < p->j || p->article || (mods > 0 && !(mods == 2 &&
	    view_possessive(v, p->core + 1) &&
	    view_has(v, p->core, WORD_LOWER))))
		return false;
	for (int side = 0; side < 2; side++) {
		for (size_t n = 0; at[side] != UINT32_MAX && n < SAME_WORDS;
		    n++) {
			struct slice f = full_form(v, at[side]);

			if (f.n > 0 && found.n > 0 && !slice_eq(f, found))
				return false;
			if (f.n > 0)
				found = f;
			at[side] = side == 0 ? d->same_before[at[side]] :
			    d->same_after[at[side]];
		}
	}
	if (found.n == 0)
		return false;
	set_words(out, found);
	return true;
}

void
nounphrase_resolve(const struct discourse *d, uint32_t a, size_t i, size_t j,
    struct speakers *out)
{
	const struct name_view *v = d->view;
	struct parts p;
	uint32_t role;

	take_apart(d, i, j, &p);
	if (is_list(d, &p, out) || is_apposed(d, &p, out) ||
	    is_named_after(d, &p, out) ||
	    is_person(d, &p, out) ||
	    is_for_organisation(d, &p, out) || is_document(d, a, &p, out) ||
	    is_government(d, &p, out) || is_organisation(d, &p, out))
		return;
	role = view_has(v, p.head, WORD_ROLE) ? view_word(v, p.head)->role : 0;
	if (role != 0 && !view_has(v, p.head, WORD_ROLE_PLURAL) &&
	    !p.article && (p.definite || p.possessive ||
	    view_has(v, i, WORD_CAPITAL))) {
		uint32_t e = nominal_person(d, a, p.i, p.j, p.head, p.cut,
		    &out->p);

		if (e != ENTITY_NONE) {
			double share = out->p;

			speakers_set(d, out, e);
			out->p = share;
			return;
		}
	} else if (nominal_pair(d, p.i, p.cut, p.head, out)) {
		return;
	} else if (is_state(d, &p, out) || is_named_before(d, &p, out) ||
	    is_bare(d, &p, out)) {
		return;
	}
	set_words(out, own_words(d, &p));
}
