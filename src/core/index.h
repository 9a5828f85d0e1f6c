/*
 * What searching finds: the texts of a record in the indexes, from its
 * lineage. On the one shelf what is shown now, on the other every version
 * with standing that is not shown.
 */
#ifndef CORE_INDEX_H
#define CORE_INDEX_H

#include "model/lineage.h"
#include "model/view.h"
#include "store/store.h"

/* Brings both shelves to what a judged lineage says; `view` NULL: nothing of
 * it has standing. `day` is that of its row. */
int index_store(struct store *store, const struct lineage *lineage,
    const struct view *view, const char *day);

#endif
