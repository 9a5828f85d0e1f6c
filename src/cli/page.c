#include "cli/page.h"

#include "cli/json_decision.h"
#include "cli/json_rules.h"
#include "cli/print_decision.h"
#include "cli/print_rules.h"

#include <string.h>

static const struct page pages[] = {
	{
	    .kind = "rules",
	    .show = print_rules_page,
	    .add = json_rules_add,
	},
	{
	    .kind = "decision",
	    .show = print_decision_page,
	    .add = json_decision_add,
	},
	{
	    .kind = "view",
	    .show = print_decision_part,
	    .add = json_decision_add_about,
	},
	{
	    .kind = "settlement",
	    .show = print_decision_part,
	    .add = json_decision_add_about,
	},
	{
	    .kind = "answer",
	    .show = print_decision_part,
	    .add = json_decision_add_about,
	},
	{ .kind = NULL },
};

const struct page *
page_find(const char *kind)
{
	const struct page *page = pages;
	while (page->kind != NULL && strcmp(page->kind, kind) != 0)
		page++;
	return page->kind != NULL ? page : NULL;
}
