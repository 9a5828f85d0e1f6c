/*
 * Kinds with a page of their own: what `show` says of one beyond its words,
 * such as who agreed to a document. All others are shown by print_item().
 */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli/command.h"

#include <withus/item.h>

struct json;

struct page {
	const char *kind;
	/* The whole page but the replies, in place of print_item(). */
	int (*show)(struct run *run, const struct item *item);
	/* Puts what is not in every item into its object. */
	int (*add)(struct run *run, const struct item *item,
	    struct json *object);
};

/* The page of a kind by its name; NULL: it has none. */
const struct page *page_find(const char *kind);

#endif
