#include "base/intl.h"
#include "cli/command.h"
#include "cli/matter.h"
#include "cli/out.h"
#include "cli/target.h"
#include "page/state.h"

#include <withus/err.h>
#include <withus/say.h>

#include <string.h>

#define PROGRESS "progress"

static bool
is_progress(const struct matter *matter, const char *progress)
{
	const char *given = record_get_text(matter->sheet.words, PROGRESS);
	return given != NULL && strcmp(given, progress) == 0;
}

static void
tell(const struct matter *matter)
{
	const struct decision *now = matter->now;
	if (now->in_force_count == 0)
		out_say(_("{1} is not settled yet. This stands beside it."),
		    now->item->code, NULL);
	else if (is_progress(matter, "under-way") &&
	    page_state_has(now->item, "to-carry-out"))
		out_prose(0,
		    _("It stays in “withus decisions --carry-out” until "
		      "somebody says that it is done, or that it was not "
		      "possible."));
	else if (is_progress(matter, "under-way"))
		out_say(_("Once it is done, “withus answer {1} --done” says "
			  "so."),
		    now->item->code, NULL);
}

static const struct matter_task task = {
	.kind = "answer",
	.flags = PROGRESS,
	.show = matter_show_settled,
	.tell = tell,
};

static int
run_answer(struct run *run)
{
	return matter_run(run, &task);
}

static const struct option_row options[] = {
	{
	    .name = "under-way",
	    .help = N_("Somebody is at it."),
	},
	{
	    .name = "done",
	    .help = N_("It is done."),
	},
	{
	    .name = "not-possible",
	    .help = N_("It was not possible. Say why with -m."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_answer = {
	.name = "answer",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say what came of a decision"),
	.help = N_("CODE is that of the decision. Anyone can say what came of "
		   "it, more than once; the newest counts.\n\n"
		   "For example: withus answer D-7kq4 --done -m \"The form "
		   "asks about sleep now.\""),
	.need = NEED_MEMBER,
	.kind = "answer",
	.makes_new = true,
	.target = &target_to_answer,
	.options = options,
	.statuses = statuses,
	.run = run_answer,
};
