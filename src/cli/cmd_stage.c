#include "base/intl.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/template.h>

#include <stdio.h>
#include <stdlib.h>

static const struct option_row day_options[] = {
	{
	    .name = "on",
	    .value = N_("DAY"),
	    .help = N_("The day. Else it is today."),
	},
	{ .name = NULL },
};

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
	struct record *words = record_new("stage");
	int64_t draft = 0;
	record_set_text(words, "title", run->args[0]);
	int result = set_order(run, words);
	if (result == 0)
		result = save_fill(run, NULL, words, BODY_IF_GIVEN, &draft);
	if (result == 0)
		result = save_new(run, words, draft);
	record_free(words);
	return result;
}

static int
run_stage_edit(struct run *run)
{
	struct id id;
	int result = find_stage(run, &id);
	return result != 0 ? result : change_as_given(run, &id);
}

/* What beginning means: a first day that is kept unless another is given,
 * and no last one, as a team may come back to a stage. */
static int
begin_stage(struct run *run, const struct item *item)
{
	const char *on = run_option(run, "on");
	const char *before = record_get_text(item->words, "begin");
	const char *begin = before != NULL ? before : "today";
	const struct change changes[] = {
		{ .field = "begin", .typed = on != NULL ? on : begin },
		{ .field = "end", .typed = "" },
		{ .field = NULL },
	};
	return change_fields(run, &item->id, changes);
}

static int
run_stage_begin(struct run *run)
{
	struct id id;
	struct item *item = NULL;
	int result = find_stage(run, &id);
	if (result == 0)
		result = read_item(run->journal, &run->project, &id, &item);
	if (result == 0)
		result = begin_stage(run, item);
	item_free(item);
	return result;
}

static int
run_stage_end(struct run *run)
{
	const char *on = run_option(run, "on");
	const struct change changes[] = {
		{ .field = "end", .typed = on != NULL ? on : "today" },
		{ .field = NULL },
	};
	struct id id;
	int result = find_stage(run, &id);
	return result != 0 ? result : change_fields(run, &id, changes);
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
	.args_least = 1,
	.args_most = 1,
	.summary = N_("add a stage of the work"),
	.help = N_("It stands last in the list, unless --order says where. "
		   "Each option says one more thing, and all of it can be "
		   "changed later.\n\n"
		   "For example: withus stage add \"Second round of "
		   "interviews\" --begin-planned \"1 March\""),
	.need = NEED_MEMBER,
	.kind = "stage",
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
	.statuses = statuses,
	.run = run_stage_edit,
};

const struct command cmd_stage_begin = {
	.name = "stage",
	.verb = "begin",
	.args = N_("STAGE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that a stage has begun"),
	.help = N_("Several stages can go on at once. If the stage had ended, "
		   "this says that you have come back to it.\n\n"
		   "For example: withus stage begin Analysis --on \"3 May\""),
	.need = NEED_MEMBER,
	.options = day_options,
	.statuses = statuses,
	.run = run_stage_begin,
};

const struct command cmd_stage_end = {
	.name = "stage",
	.verb = "end",
	.args = N_("STAGE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that a stage has ended"),
	.help = N_("You can come back to it at any time with “withus stage "
		   "begin”."),
	.need = NEED_MEMBER,
	.options = day_options,
	.statuses = statuses,
	.run = run_stage_end,
};
