#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"

#include <withus/carry.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>

static void
print_json(const char *dir, const struct carry_result *result)
{
	char project[ID_TEXT_SIZE];
	struct json *object = json_new_object();
	id_print(project, &result->project);
	json_put_text(object, "project", project);
	json_put_text(object, "folder", dir);
	json_put_number(object, "versions", (int64_t)result->kept);
	json_print_as("export", object);
}

static int
run_export_json(struct run *run)
{
	const char *dir = run->args[0];
	struct carry_result written = { 0 };
	int result =
	    carry_export_json(run->journal, &run->project, dir, &written);
	if (result != 0)
		return result;
	if (run->json) {
		print_json(dir, &written);
		return 0;
	}
	char *count = say_number(written.kept);
	out_say(_("Written to “{1}”. Versions: {2}. “withus import json” "
		  "brings them in again."),
	    dir, count, NULL);
	free(count);
	return 0;
}

static int
run_export(struct run *run)
{
	return run_miss(run, _("json FOLDER"));
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_export = {
	.name = "export",
	.args = N_("FORMAT FOLDER"),
	.summary = N_("write what the team shares out to files"),
	.help = N_("It writes what the team shares into files, so that other "
		   "programs can read it, and another journal can take it "
		   "in."),
	.need = NEED_NOTHING,
	.run = run_export,
};

const struct command cmd_export_json = {
	.name = "export",
	.verb = "json",
	.args = N_("FOLDER"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("write a project out in JSON"),
	.help = N_("It writes everything that the team shares, with all "
		   "earlier versions, into an empty or new folder. Drafts and "
		   "keys stay here. Who gets the folder can read all of "
		   "it.\n\n"
		   "For example: withus export json journal-copy"),
	.need = NEED_PROJECT,
	.statuses = statuses,
	.run = run_export_json,
};
