/*
 * mention.h - the names in a window: where they are and of what kind
 *
 * A run of capitalised words (with particles, initials, "of the" inside the
 * name of an office) is cut into a title and a name, and the name is read as
 * a person, an organisation, a country or unknown from what the word lists
 * say, from its neighbours and from how its words are used elsewhere in the
 * window.  Lower-case titles ("coach Ann Lee") are taken along.
 *
 * Linear in the tokens.  Everything lives in the document's arena.
 */
#ifndef MENTION_H
#define MENTION_H

#include "news/attribution.h"
#include "news/document.h"
#include "news/gazetteer.h"
#include "news/vocabulary.h"

enum mention_type {
	MENTION_PERSON,
	MENTION_GIVEN,		/* a given name standing alone */
	MENTION_ORG,
	MENTION_COUNTRY,	/* or its capital, for its government */
	MENTION_UNKNOWN,
	MENTION_ROLE,		/* a title alone: "Foreign Minister" */
	MENTION_PEOPLE,		/* a demonym alone: "Russian" */
};

#define ENTITY_NONE UINT32_MAX

struct mention {
	uint32_t begin, end;	/* tokens of the name, without its title */
	uint32_t title;		/* first token of the title; begin if none */
	const uint32_t *word;	/* [words]: vocabulary numbers of the name */
	uint32_t words;
	uint32_t entity;	/* index, or ENTITY_NONE (news/entity) */
	enum mention_type type;
	bool subject;		/* of a finite verb, or after "said" */
	bool possessive;	/* 's follows */
	bool quoted;		/* inside quotation marks, or little more than
				   a modifier */
	uint32_t listed;	/* number in the gazetteer + 1, or 0 */
};

/* A window as the search for names sees it. */
struct name_view {
	struct document *doc;
	struct vocabulary *vocab;
	const struct gazetteer *gazetteer;	/* may be NULL */
	uint32_t *word;		/* [tokens]: vocabulary numbers */
	bool *title_line;	/* [paragraphs]: most words are capitalised */
	struct mention *mention;	/* [mentions], by begin */
	size_t mentions, cap;
};

static inline const struct vocabulary_word *
view_word(const struct name_view *v, size_t token)
{
	return vocabulary_word(v->vocab, v->word[token]);
}

/* Whether the lower-case form of TOKEN is S. */
static inline bool
view_is(const struct name_view *v, size_t token, struct slice s)
{
	return slice_eq(vocabulary_word(v->vocab,
	    view_word(v, token)->lower)->text, s);
}

/* Whether any of FLAGS (enum word_flag) is set for TOKEN. */
static inline bool
view_has(const struct name_view *v, size_t token, uint32_t flags)
{
	return (view_word(v, token)->flags & flags) != 0;
}

static inline uint32_t
view_sentence(const struct name_view *v, size_t token)
{
	return v->doc->token[token].sentence;
}

/* Whether TOKEN is the possessive 's or the apostrophe of a plural. */
bool view_possessive(const struct name_view *v, size_t token);

/*
 * Find the mentions of DOC, whose tokens and quotations are known.  GAZETTEER,
 * which may be NULL, has the first word.  The N attributions tell where
 * sources end, which are persons more often than not.  VIEW is filled;
 * view_free() releases it.
 */
void mention_find(struct name_view *view, struct document *doc,
    struct vocabulary *vocab, const struct gazetteer *gazetteer,
    const struct attribution *attr, size_t n);

void view_free(struct name_view *);

/*
 * The end of the description that starts at token FROM, as an apposition
 * does ("the city's mayor" of "Ann Lee, the city's mayor, said"); FROM if
 * it holds no role noun.
 */
size_t mention_role_after(const struct name_view *, size_t from);

#endif
