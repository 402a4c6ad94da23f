/*
 * nameview.h - a window as the search for names sees it
 *
 * The tokens with their vocabulary numbers, which paragraphs are set like
 * headlines, and the mentions found; and small questions about tokens that
 * the modules of the search share.
 */
#ifndef NAMEVIEW_H
#define NAMEVIEW_H

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

/* Whether tokens I and J exist and are of one sentence. */
bool view_together(const struct name_view *, size_t i, size_t j);

/* Whether TOKEN stands one blank after the token before it. */
bool view_one_blank(const struct name_view *, size_t token);

/* Whether TOKEN is the one byte C. */
bool view_mark(const struct name_view *, size_t token, char c);

/* Whether TOKEN is the first word of its sentence. */
bool view_begins_sentence(const struct name_view *, size_t token);

/* Whether TOKEN stands in a paragraph that is set like a headline. */
bool view_in_title_line(const struct name_view *, size_t token);

/* Whether a capital at TOKEN may be there for the sentence's sake. */
bool view_may_be_plain(const struct name_view *, size_t token);

/* Whether any of FLAGS is set for any token of [I, J). */
bool view_any(const struct name_view *, size_t i, size_t j, uint32_t flags);

/* The words of the tokens [I, J), I < J. */
struct slice view_phrase(const struct name_view *, size_t i, size_t j);

/*
 * Look at DOC, whose tokens and quotations are known; no mentions yet.
 * GAZETTEER may be NULL.  What is borrowed must outlive the view.
 */
void view_open(struct name_view *, struct document *doc,
    struct vocabulary *vocab, const struct gazetteer *gazetteer);

void view_free(struct name_view *);

#endif
