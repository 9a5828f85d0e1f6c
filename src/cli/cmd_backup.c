#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/target.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>

static void
tell_file(struct run *run)
{
	if (!run->json) {
		out_say(_("Saved: all of your journal is in “{1}”. Keep it "
			  "where nobody else can read it: your key is in it "
			  "too."),
		    run->args[0], NULL);
		return;
	}
	struct json *object = json_new_object();
	json_put_text(object, "file", run->args[0]);
	json_print_as("backup", object);
}

static int
run_backup(struct run *run)
{
	if (!journal_is_there(run->home))
		return err_set(ERR_PROJECT_NONE, NULL);
	int fault = open_journal(run);
	if (fault == 0)
		fault = care_backup(run->journal, run->args[0]);
	if (fault == 0)
		tell_file(run);
	return fault;
}

static void
tell_restored(struct run *run, const struct care_result *result)
{
	if (run->json) {
		struct json *object = json_new_object();
		json_put_number(object, "projects", (int64_t)result->projects);
		json_put_number(object, "versions", (int64_t)result->versions);
		json_print_as("restore", object);
		return;
	}
	char *projects = say_number(result->projects);
	out_say(say_plural("Your journal is back, with {1} project.",
		    "Your journal is back, with {1} projects.",
		    result->projects),
	    projects, NULL);
	free(projects);
}

static int
run_restore(struct run *run)
{
	struct journal_options options = open_options(run);
	struct care_result result = { 0 };
	int fault = care_restore(&options, run->args[0], &result);
	if (fault == 0)
		tell_restored(run, &result);
	return fault;
}

static const int backup_statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };
static const int restore_statuses[] = { STATUS_DAMAGE, 0 };

const struct command cmd_backup = {
	.name = "backup",
	.args = N_("FILE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("copy the whole journal into one file"),
	.help = N_("Everything on this computer that belongs to your journal "
		   "goes into one file: all projects, drafts and your key. "
		   "Keep it on another disk, where nobody else can read it."),
	.need = NEED_HOME,
	.target = &target_to_back_up,
	.statuses = backup_statuses,
	.run = run_backup,
};

const struct command cmd_restore = {
	.name = "restore",
	.args = N_("FILE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("bring a journal back from such a file"),
	.help = N_("It brings back what “withus backup” put into a file, into "
		   "a folder that has no journal yet. --home says which "
		   "folder.\n\n"
		   "For example: withus --home old-journal restore "
		   "journal.backup"),
	.need = NEED_HOME,
	.target = &target_to_restore,
	.statuses = restore_statuses,
	.run = run_restore,
};
