/*
 * Texts that an index for searching has not been told of yet. FTS5 writes
 * what it was told to the file when a statement ends, as a part of its own
 * that is put together with others later: so all texts that come in one
 * transaction are told by one statement, which is four times as fast.
 */
#ifndef STORE_FRESH_H
#define STORE_FRESH_H

#include "store/search.h"

/* The text at a place has come; its row stands there. */
int fresh_add(struct store *store, enum search_shelf shelf, int64_t place);

/* Tells the indexes: before a transaction ends, and before anything that was
 * added can move, go, or be looked for. */
int fresh_tell(struct store *store);

/* What was added is rolled back. */
void fresh_clear(struct store *store);

#endif
