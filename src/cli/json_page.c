#include "cli/json_page.h"

#include "cli/json_decision.h"
#include "cli/json_rules.h"

#include <string.h>

struct page {
	const char *kind;
	int (*add)(struct run *run, const struct item *item,
	    struct json *object);
};

static const struct page pages[] = {
	{ .kind = "rules", .add = json_rules_add },
	{ .kind = "decision", .add = json_decision_add },
	{ .kind = "view", .add = json_decision_add_about },
	{ .kind = "settlement", .add = json_decision_add_about },
	{ .kind = "answer", .add = json_decision_add_about },
	{ .kind = NULL },
};

int
json_page_add(struct run *run, const struct item *item, struct json *object)
{
	const struct page *page = pages;
	while (page->kind != NULL && strcmp(page->kind, item->kind_name) != 0)
		page++;
	return page->kind != NULL ? page->add(run, item, object) : 0;
}
