#include "page/page.h"

#include "page/decision.h"
#include "page/item.h"
#include "page/reply.h"
#include "page/rules.h"

#include <string.h>

/* Kinds with more to say than page_item() does. */
struct page {
	const char *kind;
	int (*show)(struct paper *paper, const struct page_reading *reading,
	    const struct item *item);
};

static const struct page pages[] = {
	{ .kind = "rules", .show = page_rules },
	{ .kind = "decision", .show = page_decision },
	{ .kind = "view", .show = page_decision_part },
	{ .kind = "settlement", .show = page_decision_part },
	{ .kind = "answer", .show = page_decision_part },
	{ .kind = NULL },
};

int
page_show(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	const struct page *page = pages;
	int result = 0;
	while (page->kind != NULL && strcmp(page->kind, item->kind_name) != 0)
		page++;
	if (page->show != NULL)
		result = page->show(paper, reading, item);
	else
		page_item(paper, reading, item);
	return result == 0 ? page_replies(paper, reading, &item->id, 0) :
			     result;
}
