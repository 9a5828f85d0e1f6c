/*
 * Names and codes: what a person calls a record, and which record a person
 * means.
 */
#ifndef CORE_NAME_H
#define CORE_NAME_H

#include "core/inside.h"

#include <withus/read.h>

/* The title of a record (a member's name), or its code where it has none, or
 * is not here. To be freed. */
char *name_of(struct journal *journal, const struct id *project,
    const struct id *id);

/* The shortest code that sets a record apart today. */
int name_code(struct journal *journal, const struct id *project,
    const char *kind, const struct id *id, char out[ITEM_CODE_SIZE]);

#endif
