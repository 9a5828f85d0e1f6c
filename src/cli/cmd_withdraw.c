#include "base/intl.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

static int
run_withdraw(struct run *run)
{
	struct id id;
	struct written written = { 0 };
	int result =
	    read_find(run->journal, &run->project, NULL, run->args[0], &id);
	if (result == 0)
		result =
		    write_withdraw(run->journal, &run->writer, &id, &written);
	if (result != 0)
		return result;
	if (run->json)
		return save_tell(run, &written);
	out_say(_("{1} is taken back. Nobody sees it in lists any more. Its "
		  "words are still in the history."),
	    written.code, NULL);
	out_prose(0, _("“withus undo” brings it back."));
	save_tell_waiting(run, written.in_history);
	return 0;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_withdraw = {
	.name = "withdraw",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("take back something that you wrote"),
	.help = N_("It is left out of all lists from then on. Its words stay "
		   "in the history, where others can still read them. "
		   "“withus undo” brings it back, and so does “withus edit "
		   "CODE --from V”."),
	.need = NEED_MEMBER,
	.target = &target_to_withdraw,
	.statuses = statuses,
	.run = run_withdraw,
};
