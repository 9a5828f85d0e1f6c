/* What people replied to something, and to those replies. */
#ifndef CLI_REPLY_H
#define CLI_REPLY_H

#include "base/json.h"
#include "cli/command.h"

/* Shows all replies to a record, oldest first, each with its own below it. */
int reply_show(struct run *run, const struct id *id);
/* The same, so many steps of two cells to the right. */
int reply_show_below(struct run *run, const struct id *id, size_t steps);

/* The same as items, each with its own as "replies"; an empty array where
 * there are none. To be freed. */
int reply_list(struct run *run, const struct id *id, struct json **out);

#endif
