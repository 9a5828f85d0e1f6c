#include "base/intl.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/projects.h"
#include "cli/reading.h"
#include "page/item.h"

#include <withus/err.h>
#include <withus/read.h>

static int
run_projects(struct run *run)
{
	int result = 0;
	if (journal_is_there(run->home))
		result = open_journal(run);
	return result != 0 ? result : projects_show(run, NULL);
}

static int
run_project(struct run *run)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	struct item *item = NULL;
	int result =
	    read_item(run->journal, &run->project, &run->project, &item);
	if (result == 0 && run->json)
		json_print_one(json_of_item(item));
	else if (result == 0)
		page_item(&paper, &reading, item);
	out_paper(&paper);
	item_free(item);
	return result;
}

static int
run_project_edit(struct run *run)
{
	return change_as_given(run, &run->project);
}

static const int read_statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };
static const int list_statuses[] = { STATUS_DAMAGE, 0 };
static const int edit_statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_projects = {
	.name = "projects",
	.summary = N_("list the projects on this computer"),
	.help = N_("The project used last stands first. Commands mean that "
		   "one, unless --project names another."),
	.need = NEED_HOME,
	.statuses = list_statuses,
	.run = run_projects,
};

const struct command cmd_project = {
	.name = "project",
	.summary = N_("show what the project is about"),
	.help = N_("It shows the title, why you do this together, what is "
		   "already fixed, and which voices are needed."),
	.need = NEED_PROJECT,
	.statuses = read_statuses,
	.run = run_project,
};

const struct command cmd_project_edit = {
	.name = "project",
	.verb = "edit",
	.summary = N_("change what is said about the project"),
	.help = N_("Each option below changes one thing, and \"\" takes it "
		   "away. -m, -F or -e give the words about why you do this "
		   "together.\n\n"
		   "For example: withus project edit --languages "
		   "\"English,British Sign Language\""),
	.need = NEED_MEMBER,
	.kind = "project",
	.statuses = edit_statuses,
	.run = run_project_edit,
};
