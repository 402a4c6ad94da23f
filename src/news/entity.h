/*
 * entity.h - who and what the names of a window stand for
 *
 * Mentions become entities: full names first, so that a name given later
 * serves an earlier short one; then short names by surname, given name and
 * the last full name that fits.  An entity knows its forms, what speaks for
 * either gender, and the descriptions the text gives ("Ann Lee, the
 * city's mayor").
 *
 * At most ENTITY_CHAIN bearers of one word are compared with a name, the
 * newest first, so the time is linear in the mentions.
 */
#ifndef ENTITY_H
#define ENTITY_H

#include "news/mention.h"
#include "news/nameform.h"

enum {
	ENTITY_CHAIN = 64,
	ENTITY_FORMS = 32,	/* distinct names kept of one entity */
	ENTITY_PROFILES = 8,	/* descriptions kept of one entity */
	ENTITY_SEEN = 12,	/* latest appearances kept of one entity */
	PROFILE_HEADS = 4,
	PROFILE_WORDS = 10,
	PROFILE_COUNTRIES = 3
};

/* A description in parts: "the Russian deputy defence minister". */
struct profile {
	uint32_t begin, end;		/* its tokens */
	uint32_t head[PROFILE_HEADS];	/* role nouns, singular: "minister" */
	uint32_t word[PROFILE_WORDS];	/* other words: "deputy", "defence" */
	uint32_t country[PROFILE_COUNTRIES];	/* "Russia" */
	uint8_t heads, words, countries;
	bool title;			/* stands before the name */
};

/* Where an entity appeared, as news/speaker walks through the text. */
struct appearance {
	uint32_t token;
	bool subject, quoted, possessive;
};

struct entity {
	enum mention_type type;	/* PERSON, ORG, COUNTRY or UNKNOWN */
	struct name_form *form;	/* [forms], in the arena */
	uint32_t forms;
	struct profile *profile;	/* [profiles], in the arena */
	uint32_t profiles;
	uint32_t noun[4];	/* [nouns]: what an organisation is called */
	uint32_t nouns;
	bool relative;		/* named as somebody's wife, father ... */
	uint8_t age;		/* in years; 0: not said */
	uint32_t listed;	/* number in the gazetteer + 1, or 0 */
	uint32_t mentions;
	uint32_t first, last;	/* tokens of its first and last mention */
	float male, female;	/* evidence, in votes of about 1 */
	struct slice name;	/* canonical */
	struct slice role;	/* as the document gives it; may be empty */
	/* used by news/speaker */
	struct appearance seen[ENTITY_SEEN];	/* a ring */
	uint32_t appearances;
	uint32_t newer, older;	/* list by last appearance */
};

struct entity_set {
	struct name_view *view;
	struct entity *at;	/* [n] */
	size_t n, cap;
	uint32_t fade;		/* sentences after which a name is forgotten;
				   0: never */
};

/* Cluster the mentions of VIEW: fills each mention's entity. */
void entity_find(struct entity_set *, struct name_view *view, uint32_t fade);

void entity_free(struct entity_set *);

/* 'm', 'f' or 0. */
char entity_gender(const struct entity *);

/* The same, by the given name when there is no evidence yet. */
char entity_name_gender(const struct name_view *, const struct entity *);

/* The age that TOKEN tells: "34-year-old", or 34 if BARE; 0 if none. */
uint8_t entity_age(const struct name_view *, size_t token, bool bare);

/* Evidence for GENDER; nothing if that is neither 'm' nor 'f'. */
void entity_vote(struct entity *, char gender, float votes);

/* The gender of the pronoun (he, his, she ...) TOKEN is; 0 if none. */
char entity_pronoun(const struct name_view *, size_t token);

/* Take the tokens [I, J) apart. */
void profile_read(const struct name_view *, size_t i, size_t j,
    struct profile *out);

/*
 * The tokens [I, J) describe the person E; TITLE: they stand before the name.
 * Nothing happens when E has ENTITY_PROFILES already.
 */
void entity_describe(const struct name_view *, struct entity *e, size_t i,
    size_t j, bool title);

bool profile_has_head(const struct profile *, uint32_t role);

#endif
