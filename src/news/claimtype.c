/* claimtype.c - what kind of claim a statement is */
#include "config.h"

#include "news/claimtype.h"

enum {
	PHRASE_WORDS = 3,	/* longest entry of claimtype.txt */
	PHRASE_KEY = 64
};

static const char *const names[CLAIMTYPES] = {
	"quantity", "comparison", "event", "causal", "prediction", "rule",
	"position", "commitment", "accusation", "quote", "personal",
	"property",
};

#define BIT(type) (1u << (type))

static bool
find_name(struct slice name, unsigned *types)
{
	for (unsigned t = 0; t < CLAIMTYPES; t++) {
		if (slice_eq(name, slice_str(names[t]))) {
			*types |= BIT(t);
			return true;
		}
	}
	return false;
}

/* Names in S, SEPARATOR between them. */
static bool
parse(struct slice s, char separator, unsigned *types)
{
	size_t from = 0;

	*types = 0;
	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != separator)
			continue;
		if (!find_name(slice_sub(s, from, i), types))
			return false;
		from = i + 1;
	}
	return true;
}

bool
claimtype_parse(struct slice s, unsigned *types)
{
	return parse(s, ',', types);
}

void
claimtype_put(unsigned types, struct buf *out)
{
	bool first = true;

	for (unsigned t = 0; t < CLAIMTYPES; t++) {
		if ((types & BIT(t)) == 0)
			continue;
		if (!first)
			buf_putc(out, ',');
		buf_add(out, slice_str(names[t]));
		first = false;
	}
}

/* The kinds of the phrases of up to three words that begin at word I. */
static unsigned
phrases(const struct lexicon_table *list, const struct words *w, size_t i)
{
	char key[PHRASE_KEY];
	size_t size = 0;
	unsigned types = 0;

	for (size_t n = 0; n < PHRASE_WORDS && i + n < w->n; n++) {
		struct slice low = w->word[i + n].low, value;
		unsigned more;
		bool found, longer;

		if (w->word[i + n].kind != WORD_LETTERS ||
		    size + low.n + 1 > PHRASE_KEY)
			break;
		if (n > 0)
			key[size++] = ' ';
		memcpy(key + size, low.p, low.n);
		size += low.n;
		found = lexicon_get(list, (struct slice){ key, size }, &value);
		longer = found && slice_starts(value, SLICE("+"));
		if (longer)
			value = slice_sub(value, value.n > 1 ? 2 : 1, value.n);
		if (found && parse(value, ' ', &more))
			types |= more;
		if (n == 0 && !longer)
			break;
	}
	return types;
}

/* A past tense by its ending, or a perfect. */
static bool
is_past(const struct words *w, size_t i)
{
	struct slice low = w->word[i].low;

	return w->word[i].kind == WORD_LETTERS && low.n > 4 &&
	    slice_ends(low, SLICE("ed")) && !slice_ends(low, SLICE("eed"));
}

unsigned
claimtype_find(const struct lexicon_table *list, const struct words *w,
    enum modality modality, bool quantity)
{
	unsigned types = quantity ? BIT(CLAIMTYPE_QUANTITY) : 0;
	bool past = false;

	for (size_t i = 0; i < w->n; i++) {
		types |= phrases(list, w, i) & (w->word[i].bound ?
		    ~BIT(CLAIMTYPE_COMPARISON) : ~0u);
		past |= is_past(w, i);
	}
	if (past)
		types |= BIT(CLAIMTYPE_EVENT);
	switch (modality) {
	case MODALITY_PREDICTED:
		types |= BIT(CLAIMTYPE_PREDICTION);
		break;
	case MODALITY_PLEDGED:
		types |= BIT(CLAIMTYPE_COMMITMENT);
		break;
	case MODALITY_DIRECTIVE:
		types |= BIT(CLAIMTYPE_POSITION);
		break;
	default:
		break;
	}
	if (modality != MODALITY_ASSERTED && modality != MODALITY_HEDGED)
		types &= ~BIT(CLAIMTYPE_EVENT);	/* not yet, or not said */
	return types != 0 ? types : BIT(CLAIMTYPE_PROPERTY);
}
