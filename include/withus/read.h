/*
 * Reading: lists, single records, and finding what a person means.
 */
#ifndef WITHUS_READ_H
#define WITHUS_READ_H

#include <withus/item.h>
#include <withus/journal.h>
#include <withus/query.h>
#include <withus/record.h>

/* Calls `each` for every record of a list. An item is borrowed for the call.
 * Errors of `each` stop the walk and are returned. */
int read_list(struct journal *journal, const struct query *query,
    int (*each)(void *data, const struct item *item), void *data);

/* How many a list would have. */
int read_count(struct journal *journal, const struct query *query, size_t *out);

/* One record; the caller frees it with item_free. ERR_CODE_NOT_THERE. */
int read_item(struct journal *journal, const struct id *project,
    const struct id *id, struct item **out);
void item_free(struct item *item);

/*
 * Finds a record by what a person typed: a code, or for members and stages
 * also a name or an unambiguous start of one. `kind` NULL: any. ERR_CODE_*,
 * ERR_NAME_*.
 */
int read_find(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out);

/* Title and code of a record, for mentioning it: "Analysis" and "S-0a1b".
 * Both to be freed; "" where it is not here. */
int read_mention(struct journal *journal, const struct id *project,
    const struct id *id, char **title, char **code);

#endif
