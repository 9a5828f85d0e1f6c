/* Computed states of the kinds that have some: they join the others in an
 * item's status. */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H

#include "core/item.h"

/* Adds one at the end; where there is no room it is left out. */
void status_add(struct item *item, const char *state);

bool status_has(const struct item *item, const char *state);

/* Adds those of its kind. What was withdrawn has none. */
int status_fill(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view);

#endif
