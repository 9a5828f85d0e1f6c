/* Documents that the group agrees, in JSON. */
#ifndef CLI_JSON_RULES_H
#define CLI_JSON_RULES_H

#include "cli/command.h"

#include <withus/rules.h>

struct json;

/* Puts "standing", with everybody in it, into the item's object. */
int json_rules_add(struct run *run, const struct item *item,
    struct json *object);

/* Puts "asked-rules", the ground rules that ask for the look of a member, into
 * the member's object; nothing where there are none. */
int json_rules_add_asked(struct run *run, const struct id *member,
    struct json *object);

/* The name of where somebody stands. Static. */
const char *json_rules_where(enum rules_where where);

/* An item of a list with its "standing"; `has_me`: the query had a member. */
struct json *json_rules_row(const struct rules_row *row, bool has_me);

#endif
