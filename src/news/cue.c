#include "config.h"

#include "news/cue.h"

#include "base/buf.h"
#include "base/hash.h"
#include "text/lexicon.h"

/*
 * One table holds three kinds of key: whole verb forms and phrases, nouns
 * (told apart by a leading "/"), and the first words of phrases with the
 * number of words of the longest that begins so.
 */
struct cue_slot {
	struct slice key;	/* p == NULL: free */
	const struct cue *cue;	/* NULL: only the first word of phrases */
	unsigned form;
	size_t longest;		/* words of the longest phrase from here */
};


/* Letters of column frames, in the order of enum cue_frame. */
static const char frame_letters[] = "cqwiongxafpr";

static struct cue_slot *
slot_of(const struct cue_list *list, struct slice key)
{
	size_t i = hash_bytes(key) & list->mask;

	while (list->slot[i].key.p != NULL &&
	    !slice_eq(list->slot[i].key, key))
		i = (i + 1) & list->mask;
	return &list->slot[i];
}

static struct cue_slot *
add_slot(struct cue_list *list, struct slice key)
{
	struct cue_slot *s = slot_of(list, key);

	if (s->key.p == NULL)
		s->key = arena_copy(&list->arena, key);
	return s;
}

/* Enter FORM (a word) followed by REST (" out", or nothing). */
static void
add_form(struct cue_list *list, const struct cue *cue, struct slice form,
    struct slice rest, unsigned shape)
{
	struct cue_slot *s;
	struct buf key = { 0 };
	size_t words = 1;

	buf_add(&key, form);
	buf_add(&key, rest);
	s = add_slot(list, buf_slice(&key));
	/* "found" is a form of two verbs; the list's first one keeps it */
	if (s->cue == NULL)
		s->cue = cue;
	if (s->cue == cue)
		s->form |= shape;
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == ' ') {
			if (words == 1)
				form = slice_sub(buf_slice(&key), 0, i);
			words++;
		}
	}
	s = add_slot(list, form);
	if (s->longest < words)
		s->longest = words;
	buf_free(&key);
}

static bool
is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

/* The regular inflections of VERB. */
static void
add_regular(struct cue_list *list, const struct cue *cue, struct slice verb,
    struct slice rest)
{
	struct buf form = { 0 };
	char last = verb.p[verb.n - 1];
	char before = verb.n > 1 ? verb.p[verb.n - 2] : '\0';
	bool y = last == 'y' && !is_vowel(before);
	struct slice stem = slice_sub(verb, 0, verb.n - 1);

	buf_add(&form, y ? stem : verb);
	buf_add(&form, y ? SLICE("ies") :
	    last == 's' || last == 'x' || last == 'z' || (last == 'h' &&
	    (before == 's' || before == 'c')) ? SLICE("es") : SLICE("s"));
	add_form(list, cue, buf_slice(&form), rest, CUE_THIRD);

	buf_clear(&form);
	buf_add(&form, y ? stem : verb);
	buf_add(&form, y ? SLICE("ied") :
	    last == 'e' ? SLICE("d") : SLICE("ed"));
	add_form(list, cue, buf_slice(&form), rest, CUE_PAST);

	buf_clear(&form);
	buf_add(&form, last == 'e' && before != 'e' ? stem : verb);
	buf_add(&form, SLICE("ing"));
	add_form(list, cue, buf_slice(&form), rest, CUE_ING);
	buf_free(&form);
}

/* The inflections listed in FORMS, "tells,told,telling". */
static void
add_listed(struct cue_list *list, const struct cue *cue, struct slice forms,
    struct slice rest)
{
	size_t from = 0;

	for (size_t i = 0; i <= forms.n; i++) {
		struct slice form, word;
		size_t end = 0;

		if (i < forms.n && forms.p[i] != ',')
			continue;
		form = slice_sub(forms, from, i);
		from = i + 1;
		while (end < form.n && form.p[end] != ' ')
			end++;
		word = slice_sub(form, 0, end);
		if (word.n == 0)
			continue;
		if (end < form.n)	/* a phrase lists its forms whole */
			rest = slice_sub(form, end, form.n);
		add_form(list, cue, word, rest,
		    slice_ends(word, SLICE("ing")) ? CUE_ING :
		    slice_ends(word, SLICE("s")) ? CUE_THIRD : CUE_PAST);
	}
}

static enum attribution_act
act_of(struct slice name)
{
	if (slice_eq(name, SLICE("-")))
		return ACT_NONE;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		if (slice_eq(name, slice_str(attribution_act_name(i))))
			return i;
	}
	return ACT_SAY;		/* a user's list may leave it empty */
}

static enum cue_scope
scope_of(struct slice letter)
{
	return slice_eq(letter, SLICE("w")) ? CUE_WORDS :
	    slice_eq(letter, SLICE("t")) ? CUE_THOUGHT : CUE_SPEECH;
}

static unsigned
frames_of(struct slice letters)
{
	unsigned frames = 0;

	for (size_t i = 0; i < letters.n; i++) {
		const char *f = memchr(frame_letters, letters.p[i],
		    sizeof(frame_letters) - 1);

		if (f != NULL)
			frames |= 1u << (f - frame_letters);
	}
	return frames != 0 ? frames : CUE_CLAUSE | CUE_QUOTE;
}

static struct cue *
new_cue(struct cue_list *list, struct slice lemma, struct slice value)
{
	struct cue *cue = arena_zero(&list->arena, 1, sizeof(*cue));

	cue->lemma = arena_copy(&list->arena, lemma);
	cue->act = act_of(lexicon_field(value, 0));
	cue->scope = scope_of(lexicon_field(value, 1));
	return cue;
}

static void
add_verb(struct cue_list *list, struct slice lemma, struct slice value)
{
	struct cue *cue = new_cue(list, lemma, value);
	struct slice forms = lexicon_field(value, 3), word = cue->lemma, rest;
	size_t end = 0;

	cue->frames = frames_of(lexicon_field(value, 2));
	while (end < word.n && word.p[end] != ' ')
		end++;
	rest = slice_sub(word, end, word.n);
	word = slice_sub(word, 0, end);
	if (word.n == 0)
		return;
	if (slice_eq(forms, SLICE("-"))) {
		add_form(list, cue, word, rest, CUE_FIXED);
		return;
	}
	add_form(list, cue, word, rest, CUE_BASE);
	if (forms.n > 0)
		add_listed(list, cue, forms, rest);
	else
		add_regular(list, cue, word, rest);
}

static void
add_noun(struct cue_list *list, struct slice noun, struct slice value)
{
	struct cue *cue = new_cue(list, noun, value);
	bool y = noun.n > 1 && noun.p[noun.n - 1] == 'y' &&
	    !is_vowel(noun.p[noun.n - 2]);
	struct buf key = { 0 };

	cue->noun = true;
	cue->frames = CUE_CLAUSE | CUE_INFINITIVE;
	buf_putc(&key, '/');
	buf_add(&key, noun);
	add_slot(list, buf_slice(&key))->cue = cue;
	if (y)
		key.n--;
	buf_add(&key, y ? SLICE("ies") : SLICE("s"));
	add_slot(list, buf_slice(&key))->cue = cue;
	buf_free(&key);
}

bool
cue_open(struct cue_list *list, const char *lang)
{
	const struct lexicon_table *verbs = lexicon_find(lang, "cue");
	const struct lexicon_table *nouns = lexicon_find(lang, "cue-noun");
	struct slice key, value;
	size_t size = 64, most;

	*list = (struct cue_list){ 0 };
	if (verbs == NULL)
		return false;
	/* a verb has a handful of forms, each perhaps with a first word */
	most = 12 * verbs->n + (nouns != NULL ? 2 * nouns->n : 0);
	while (size < 2 * most)
		size *= 2;
	list->mask = size - 1;
	list->slot = arena_zero(&list->arena, size, sizeof(*list->slot));
	for (size_t i = 0; i < verbs->n; i++) {
		key = lexicon_key(verbs, i, &value);
		add_verb(list, key, value);
	}
	for (size_t i = 0; nouns != NULL && i < nouns->n; i++) {
		key = lexicon_key(nouns, i, &value);
		add_noun(list, key, value);
	}
	return true;
}

void
cue_close(struct cue_list *list)
{
	arena_free(&list->arena);
	*list = (struct cue_list){ 0 };
}

static bool
found(const struct cue_slot *s, size_t words, struct cue_match *match)
{
	if (s->cue == NULL)
		return false;
	*match = (struct cue_match){ s->cue, s->form, words };
	return true;
}

bool
cue_find(const struct cue_list *list, const struct slice *word, size_t n,
    struct cue_match *match)
{
	const struct cue_slot *first = slot_of(list, word[0]);
	size_t longest = first->longest < n ? first->longest : n;
	char phrase[256];

	if (first->key.p == NULL)
		return false;
	for (size_t words = longest; words > 1; words--) {
		size_t used = 0;

		for (size_t i = 0; i < words; i++) {
			if (used + word[i].n + 1 > sizeof(phrase))
				break;
			if (i > 0)
				phrase[used++] = ' ';
			memcpy(phrase + used, word[i].p, word[i].n);
			used += word[i].n;
		}
		if (found(slot_of(list, (struct slice){ phrase, used }),
		    words, match))
			return match->cue->act != ACT_NONE;
	}
	return found(first, 1, match);
}

bool
cue_find_noun(const struct cue_list *list, struct slice word,
    struct cue_match *match)
{
	char key[64] = "/";

	if (word.n + 1 > sizeof(key))
		return false;
	memcpy(key + 1, word.p, word.n);
	return found(slot_of(list, (struct slice){ key, word.n + 1 }), 1,
	    match);
}
