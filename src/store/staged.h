/*
 * What an action that comes in pieces keeps from sight until it is kept: its
 * new records are hidden, and its versions of older ones are staged. Same
 * conventions as shared.h.
 */
#ifndef STORE_STAGED_H
#define STORE_STAGED_H

#include "store/store.h"

#include <withus/record.h>

/* Hidden records of an action that is not kept yet. */
int store_add_hidden(struct store *store, const struct id *record,
    int64_t action);
int store_is_hidden(struct store *store, const struct id *record,
    int64_t action, bool *out);
/* At most `most` rows of it go; `*left` says whether there are more. */
int store_remove_hidden(struct store *store, int64_t action, size_t most,
    bool *left);

/* Versions that an action which is not kept yet brought to what was here. */
int store_add_staged(struct store *store, const struct id *project,
    const struct vid *vid, int64_t action);
int store_remove_staged(struct store *store, int64_t action, size_t most,
    bool *left);
/* Some action that has rows left; 0: none. */
int store_get_staging(struct store *store, const struct id *project,
    int64_t *action);

#endif
