#include "base/file.h"
#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/project.h>
#include <withus/say.h>

#include <stdlib.h>

/* What became of it; `copy` is that of the local part that was used. */
struct outcome {
	struct care_result result;
	bool is_recovered;
	char *copy; /* NULL: none */
};

static void
print_json(const struct outcome *outcome)
{
	struct json *object = json_new_object();
	json_put_number(object, "projects", (int64_t)outcome->result.projects);
	json_put_number(object, "versions", (int64_t)outcome->result.versions);
	json_put_bool(object, "recovered", outcome->is_recovered);
	if (outcome->copy != NULL)
		json_put_text(object, "copy", outcome->copy);
	json_print_as("rebuild", object);
}

static void
tell_recovered(const struct outcome *outcome)
{
	out_prose(0,
	    _("The journal could not be read, so it was set aside under "
	      "another name, and made anew."));
	if (outcome->copy != NULL)
		out_say(_("What lies on this computer alone (your key, your "
			  "drafts) came from the copy “{1}”."),
		    outcome->copy, NULL);
	else
		out_prose(0,
		    _("There was no good copy of what lies on this computer "
		      "alone (your key, your drafts). You can read "
		      "everything. To write again, restore a backup into an "
		      "empty folder."));
}

static void
tell_outcome(struct run *run, const struct outcome *outcome)
{
	if (run->json) {
		print_json(outcome);
		return;
	}
	char *projects = say_number(outcome->result.projects);
	char *versions = say_number(outcome->result.versions);
	if (outcome->is_recovered)
		tell_recovered(outcome);
	out_say(_("Built again from the history. Projects: {1}. Versions: "
		  "{2}."),
	    projects, versions, NULL);
	free(versions);
	free(projects);
}

/* Where the journal cannot be opened: the newest good copy and the
 * histories. */
static int
recover(struct run *run)
{
	if (!file_is_dir(run->home))
		return err_set(ERR_PROJECT_NONE, NULL);
	struct journal_options options = open_options(run);
	struct outcome outcome = { .is_recovered = true };
	int fault = care_recover(&options, &outcome.result, &outcome.copy);
	if (fault == 0)
		tell_outcome(run, &outcome);
	free(outcome.copy);
	return fault;
}

static int
rebuild(struct run *run)
{
	struct outcome outcome = { .is_recovered = false };
	const struct id *project = NULL;
	int fault = 0;
	if (run->project_typed != NULL) {
		fault = project_find(run->journal, run->project_typed,
		    &run->project);
		project = &run->project;
	}
	if (fault == 0)
		fault = care_rebuild(run->journal, project, &outcome.result);
	if (fault == 0)
		tell_outcome(run, &outcome);
	return fault;
}

static int
run_rebuild(struct run *run)
{
	if (!journal_is_there(run->home))
		return recover(run);
	int fault = open_journal(run);
	if (fault == -ERR_STORE_DAMAGED || fault == -ERR_STORE_FOREIGN)
		return recover(run);
	if (fault == 0)
		fault = care_look(run->journal);
	if (fault == 0)
		fault = rebuild(run);
	if (fault != -ERR_STORE_DAMAGED)
		return fault;
	journal_close(run->journal);
	run->journal = NULL;
	return recover(run);
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_rebuild = {
	.name = "rebuild",
	.summary = N_("make the lists anew from the history"),
	.help = N_("It makes everything that can be worked out from the "
		   "history anew: all projects, or the one that --project "
		   "names. Your words do not change. Where the journal itself "
		   "cannot be read, it is set aside under another name, and "
		   "what lies on this computer alone comes from the newest "
		   "daily copy."),
	.need = NEED_HOME,
	.statuses = statuses,
	.run = run_rebuild,
};
