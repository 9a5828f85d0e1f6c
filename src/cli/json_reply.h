/* Replies in JSON. */
#ifndef CLI_JSON_REPLY_H
#define CLI_JSON_REPLY_H

#include "base/json.h"
#include "cli/command.h"

/* What people replied to a record as items, each with its own as "replies";
 * an empty array where there are none. To be freed. */
int json_reply_list(struct run *run, const struct id *id, struct json **out);

#endif
