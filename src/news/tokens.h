/*
 * tokens.h - the tokens of a window
 */
#ifndef TOKENS_H
#define TOKENS_H

#include "news/document.h"

/*
 * Cut every sentence of DOC into tokens (text/token) and note in each
 * sentence which are its own.  Quote states and labels are empty.
 */
void token_scan(struct document *doc);

#endif
