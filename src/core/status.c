#include "core/status.h"

#include "core/ledger_case.h"
#include "core/rules_case.h"

#include <string.h>

void
status_add(struct item *item, const char *state)
{
	size_t count = 0;

	while (item->status[count] != NULL)
		count++;
	if (count < ITEM_STATUS_SIZE - 1)
		item->status[count] = state;
}

bool
status_has(const struct item *item, const char *state)
{
	for (size_t i = 0; item->status[i] != NULL; i++)
		if (strcmp(item->status[i], state) == 0)
			return true;
	return false;
}

static int
fill_rules(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view)
{
	struct rules_case rules;
	int err = rules_case_open(&rules, context, lineage, view);

	if (err == 0)
		rules_case_name(&rules, item);
	rules_case_close(&rules);
	return err;
}

static int
fill_decision(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view)
{
	struct ledger_case ledger;
	int err = ledger_case_open(&ledger, context, lineage, view);

	if (err == 0)
		ledger_case_name(&ledger, item);
	ledger_case_close(&ledger);
	return err;
}

int
status_fill(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view)
{
	if (item->kind == NULL || view == NULL || view->is_withdrawn)
		return 0;
	if (strcmp(item->kind->name, "rules") == 0)
		return fill_rules(context, item, lineage, view);
	if (strcmp(item->kind->name, "decision") == 0)
		return fill_decision(context, item, lineage, view);
	return 0;
}
