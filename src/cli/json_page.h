/*
 * Kinds of which `show` says more in JSON than their item, such as who agreed
 * to a document.
 */
#ifndef CLI_JSON_PAGE_H
#define CLI_JSON_PAGE_H

#include "cli/command.h"

#include <withus/item.h>

struct json;

/* Puts what is not in every item into its object. */
int json_page_add(struct run *run, const struct item *item,
    struct json *object);

#endif
