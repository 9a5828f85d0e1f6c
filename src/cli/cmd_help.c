#include "base/intl.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/parse.h"

#include <string.h>

static const struct option_row options[] = {
	{
	    .name = "names",
	    .help = N_("List the commands, one word a line."),
	},
	{
	    .name = "options",
	    .help = N_("List the options of COMMAND, one a line."),
	},
	{
	    .name = "kinds",
	    .help = N_("List the kinds of things that a journal keeps."),
	},
	{
	    .name = "statuses",
	    .help = N_("List the exit statuses of COMMAND, or of all."),
	},
	{ .name = NULL },
};

/* The command that the words name; NULL without words, and for withus
 * itself. */
static int
find_command(struct run *run, const struct command **out)
{
	*out = NULL;
	if (run->arg_count == 0 || strcmp(run->args[0], "withus") == 0)
		return 0;
	const char *noun = run->args[0];
	const char *verb = run->arg_count > 1 ? run->args[1] : NULL;
	*out = command_find(noun, verb);
	return *out != NULL ? 0 : parse_refuse_command(noun, verb);
}

static void
show_options(const struct run *run, const struct command *command)
{
	const char *noun = command != NULL ? run->args[0] : NULL;
	help_options(noun, run->arg_count > 1 ? run->args[1] : NULL);
}

static int
run_help(struct run *run)
{
	const struct command *command = NULL;
	int result = find_command(run, &command);
	if (result != 0)
		return result;
	if (run_has(run, "names"))
		help_names();
	else if (run_has(run, "options"))
		show_options(run, command);
	else if (run_has(run, "kinds"))
		help_kinds();
	else if (run_has(run, "statuses"))
		help_statuses(command);
	else if (command != NULL)
		help_command(command);
	else
		help_all();
	return 0;
}

const struct command cmd_help = {
	.name = "help",
	.args = N_("[COMMAND]"),
	.args_most = 2,
	.summary = N_("explain withus, or one command"),
	.help = N_("Without a command it lists all of them. With one it says "
		   "how to write it and what it does."),
	.need = NEED_NOTHING,
	.options = options,
	.run = run_help,
};
