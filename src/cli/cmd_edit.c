#include "base/intl.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/read.h>

#include <stddef.h>

static int
run_edit(struct run *run)
{
	struct id id;
	int result =
	    read_find(run->journal, &run->project, NULL, run->args[0], &id);
	if (result == 0)
		result = change_as_given(run, &id);
	/* Who agreed to ground rules before is asked again. */
	if (result == 0 && !run->json)
		document_tell_change(run, &id);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "from",
	    .value = N_("V"),
	    .help = N_("Bring an old version back: its number in “withus "
		       "history CODE”."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_edit = {
	.name = "edit",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("change what you wrote, or what the team shares"),
	.help = N_("At a terminal, without options, it asks what to change; "
		   "-e opens the words in your editor. Each option changes "
		   "one thing, and \"\" takes it away; which of them fit "
		   "depends on what CODE is. What was there "
		   "before stays in the history. Where people wrote different "
		   "words at the same time you see all of them; what you save "
		   "then counts.\n\n"
		   "For example: withus edit R-7kq4 --stage +Analysis"),
	.need = NEED_MEMBER,
	.kind = COMMAND_ANY_KIND,
	.target = &target_to_change,
	.options = options,
	.statuses = statuses,
	.run = run_edit,
};
