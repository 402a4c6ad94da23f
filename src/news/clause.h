/*
 * clause.h - the subject of a cue, and where its clause begins and ends
 *
 * No parser: words of closed classes, capitals, commas and cues are enough
 * for the plain sentences that news is made of.  "Hugh Hill, a doctor, said":
 * the subject stands before the aside; "said Hill": behind the verb; "noted
 * the report and said": it is that of an earlier verb.
 */
#ifndef CLAUSE_H
#define CLAUSE_H

#include "news/grammar.h"

enum {
	CLAUSE_ADVERBIAL = 12,	/* tokens of "in an interview with the paper" */
	CLAUSE_NOUN_PHRASE = 14	/* longer ones are not sources */
};

/* A cue in its sentence: begin, end and match are given, the rest found. */
struct clause_signal {
	size_t begin, end;		/* tokens of the cue */
	size_t chain;			/* first of its auxiliaries */
	struct cue_match match;
	bool passive;			/* "was told" */
	bool infinitive;		/* "to say" */
	bool inverted;			/* "said Smith" */
	bool shared;			/* the subject of an earlier verb */
	size_t source, source_end;	/* tokens; equal: none */
};

/* A sentence, or what of it is looked at. */
struct clause {
	const struct grammar *g;
	struct document *doc;
	const struct grammar_word *w;	/* view of the whole window */
	size_t begin, end;		/* tokens */
	struct clause_signal last;	/* the cue before, in this sentence */
	bool any;			/* there was one */
	bool strict;			/* news/rules: only what can hardly be
					   wrong */
};

/*
 * The end of the noun phrase that starts at token FROM, at most LIMIT; FROM
 * if none does.
 */
size_t clause_noun_phrase(const struct grammar *,
    const struct grammar_word *w, size_t from, size_t limit);

/*
 * Whether a cue that is a verb in its place starts at token I of the
 * sentence [BEGIN, END): not "his claims", not "the reported cases".
 */
bool clause_cue(const struct grammar *, const struct grammar_word *w,
    size_t i, size_t begin, size_t end, struct cue_match *match);

/* Find the verb's auxiliaries and its subject. */
void clause_resolve(const struct clause *, struct clause_signal *);

/* Words that only a clause has: an auxiliary, a past, a subject pronoun. */
bool clause_has_verb(const struct clause *, size_t from, size_t to);

/* Behind time, place, occasion and the one addressed: "on Tuesday". */
size_t clause_skip_adverbials(const struct clause *,
    const struct clause_signal *, size_t k);

#endif
