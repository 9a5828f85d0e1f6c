/* Decisions in JSON: "standing" is what was found out about one. */
#ifndef CLI_JSON_DECISION_H
#define CLI_JSON_DECISION_H

#include "cli/command.h"

#include <withus/ledger.h>

struct json;

/* Puts "standing", with views, settlements and answers, into the object. */
int json_decision_add(struct run *run, const struct item *item,
    struct json *object);

/* Of a view, a settlement, an answer: "about", the decision. */
int json_decision_add_about(struct run *run, const struct item *item,
    struct json *object);

/* One of a list with its "standing"; `has_me`: the query had a member. */
struct json *json_decision_row(const struct decision_row *row, bool has_me);

#endif
