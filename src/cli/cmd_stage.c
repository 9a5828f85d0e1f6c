#include "base/intl.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/template.h>

#include <stdio.h>
#include <stdlib.h>

static int
find_stage(struct run *run, struct id *out)
{
	return read_find(run->journal, &run->project, "stage", run->args[0],
	    out);
}

/* Keeps the greatest place in the list that a stage has. */
static int
note_order(void *data, const struct item *item)
{
	unsigned long *most = data;
	const char *order = record_get_text(item->words, "order");
	unsigned long number = order != NULL ? strtoul(order, NULL, 10) : 0;
	if (number > *most)
		*most = number;
	return 0;
}

/* A new stage stands last. */
static int
set_order(struct run *run, struct record *words)
{
	struct query query = { .project = run->project, .kind = "stage" };
	unsigned long most = 0;
	char order[24];
	int result = read_list(run->journal, &query, note_order, &most);
	(void)snprintf(order, sizeof(order), "%lu", most + TEMPLATE_ORDER_STEP);
	record_set_text(words, "order", order);
	return result;
}

static int
run_stage_add(struct run *run)
{
	const struct compose compose = { .want = BODY_IF_GIVEN };
	struct sheet sheet = { .run = run, .words = record_new("stage") };
	int result = sheet_take_title(&sheet);
	if (result == 0)
		result = set_order(run, sheet.words);
	if (result == 0)
		result = sheet_fill(&sheet, &compose);
	if (result == 0)
		result = save_new(run, sheet.words, sheet.draft);
	result = sheet_keep_asked(&sheet, result);
	record_free(sheet.words);
	return result;
}

static int
run_stage_edit(struct run *run)
{
	struct id id;
	int result = find_stage(run, &id);
	return result != 0 ? result : change_as_given(run, &id);
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_stage_add = {
	.name = "stage",
	.verb = "add",
	.args = N_("TITLE"),
	.args_most = 1,
	.summary = N_("add a stage of the work"),
	.help = N_("It stands last in the list, unless --order says where. "
		   "Each option says one more thing, and all of it can be "
		   "changed later.\n\n"
		   "For example: withus stage add \"Second round of "
		   "interviews\" --begin-planned \"1 March\""),
	.need = NEED_MEMBER,
	.kind = "stage",
	.makes_new = true,
	.statuses = statuses,
	.run = run_stage_add,
};

const struct command cmd_stage_edit = {
	.name = "stage",
	.verb = "edit",
	.args = N_("STAGE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("change what is said about a stage"),
	.help = N_("STAGE is its code, its title, or the start of its title. "
		   "Each option changes one thing, and \"\" takes it away.\n\n"
		   "For example: withus stage edit Analysis --working "
		   "\"Everyone reads two interviews\""),
	.need = NEED_MEMBER,
	.kind = "stage",
	.target = &target_of_stage,
	.statuses = statuses,
	.run = run_stage_edit,
};
