#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/begin.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/fields.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>
#include <withus/template.h>

#include <stdlib.h>

static const struct option_row options[] = {
	{
	    .name = "stages",
	    .value = N_("research|service|scie|empty"),
	    .help = N_("Which stages to start with. All of them can be "
		       "changed later. Else it is research."),
	},
	{ .name = NULL },
};

/* What is still to be asked, at a terminal. */
static int
ask_missing(struct run *run, struct beginning *beginning)
{
	bool is_whole = beginning->title != NULL && beginning->name != NULL;
	if (is_whole)
		return 0;
	if (run_can_ask(run))
		return begin_ask(beginning);
	return run_miss(run,
	    beginning->title == NULL ? _("TITLE") : _("--as YOUR-NAME"));
}

/* -e: the project is there already, so that no words can be lost. */
static int
write_body(struct run *run)
{
	struct item *item = NULL;
	struct record *words = NULL;
	int64_t draft = 0;
	int result =
	    read_item(run->journal, &run->project, &run->project, &item);
	if (result != 0)
		return result;
	words = record_copy(item->words);
	const struct compose compose = {
		.record = &item->id,
		.want = BODY_IF_GIVEN,
	};
	result = compose_write(run, &compose, words, &draft);
	if (result == 0)
		result = save_edit(run, item, words, draft);
	record_free(words);
	item_free(item);
	return result;
}

static int
start_project(struct run *run, struct beginning *beginning)
{
	struct written written = { 0 };
	struct record *words = record_new("project");
	int result = fields_apply(run, words);
	if (result == 0)
		result = save_take_given(run, words);
	if (result == 0)
		result = begin_project(run, beginning, words, &written);
	record_free(words);
	if (result == 0)
		result = save_tell(run, &written);
	if (result != 0 || run->json)
		return result;
	out_say(_("You are its first member, {1}. “withus stages” lists its "
		  "stages, and “withus help” all that you can do."),
	    beginning->name, NULL);
	return 0;
}

static int
run_new(struct run *run)
{
	const char *stages = run_option(run, "stages");
	struct beginning beginning = {
		.title = mem_dup_text(run->arg_count > 0 ? run->args[0] : NULL),
		.name = mem_dup_text(run->member_typed),
		.template = mem_dup_text(stages),
	};
	int result = begin_check_template(stages);
	if (result == 0)
		result = ask_missing(run, &beginning);
	if (result == 0)
		result = start_project(run, &beginning);
	if (result == 0 && run_has(run, "editor"))
		result = write_body(run);
	begin_clear(&beginning);
	return result;
}

static const int statuses[] = { STATUS_NOT_SHARED, 0 };

const struct command cmd_new = {
	.name = "new",
	.args = N_("TITLE"),
	.args_most = 1,
	.summary = N_("start a project"),
	.help = N_("It makes a project with that title, and with you as its "
		   "first member: give your name with --as. The project "
		   "starts with the stages of a template; you can rename, "
		   "add and drop stages at any time.\n\n"
		   "For example: withus new \"Stroke ward days\" --as Ifeoma"),
	.need = NEED_JOURNAL,
	.kind = "project",
	.options = options,
	.statuses = statuses,
	.run = run_new,
};
