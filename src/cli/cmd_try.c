#include "base/clock.h"
#include "base/intl.h"
#include "cli/command.h"
#include "cli/try.h"

#include <withus/err.h>

#include <stddef.h>

static const struct option_row options[] = {
	{
	    .name = "today",
	    .help = N_("Let its last day be today, so that what is still open "
		       "in it can be answered in time. Else its days are the "
		       "same for everybody."),
	},
	{ .name = NULL },
};

static int
run_try(struct run *run)
{
	char today[DATE_SIZE];
	date_print(today, clock_today());
	return try_sample(run, run->arg_count > 0 ? run->args[0] : NULL,
	    run_has(run, "today") ? today : NULL);
}

static const int statuses[] = { STATUS_NOT_SHARED, STATUS_DAMAGE, 0 };

const struct command cmd_try = {
	.name = "try",
	.args = N_("[FOLDER]"),
	.args_most = 1,
	.summary = N_("make a sample project to look around in"),
	.help = N_("It makes a project with people, ground rules, decisions "
		   "and diaries that somebody made up, in a folder of its "
		   "own. Look at it, write in it, throw it away: nothing of "
		   "it gets into your own journal. Without FOLDER it lies "
		   "beside that. It says how to go on.\n\n"
		   "For example: withus try --today"),
	.need = NEED_HOME,
	.options = options,
	.statuses = statuses,
	.run = run_try,
};
