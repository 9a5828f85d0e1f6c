/* The row of a record in the lists, and its links, from its lineage. */
#ifndef CORE_ROW_H
#define CORE_ROW_H

#include "base/str.h"
#include "model/lineage.h"
#include "store/store.h"

#include <withus/record.h>

/* Writes row and links of a judged lineage; one without versions loses its
 * row. */
int row_store(struct store *store, const struct id *project,
    const struct lineage *lineage);

/* Writes where a record points, if the table says otherwise. */
int row_store_links(struct store *store, const struct record *words,
    const char *day);

/* What a list calls a record: its title field, else the first line of its
 * body, at most ROW_TITLE_MAX bytes. */
#define ROW_TITLE_MAX 200
void row_title(struct str *out, const struct record *words);

/* The day it stands under: the kind's own, else `first_made`. */
const char *row_day(const struct record *words, const char *first_made);

/* The version that a lineage began with: its `made` is the first. */
const struct version *row_first_version(const struct lineage *lineage);

#endif
