#include "base/intl.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/kinds.h"
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
	    .name = "fields",
	    .help = N_("List what each kind of thing holds, a field a line."),
	},
	{
	    .name = "statuses",
	    .help = N_("List the exit statuses of COMMAND, or of all."),
	},
	{ .name = NULL },
};

static bool
is_word(const struct run *run, size_t index, const char *word)
{
	return run->arg_count > index && strcmp(run->args[index], word) == 0;
}

/* The command that the words name, and the kind behind it; both NULL without
 * words, and for withus itself. */
static int
find_command(struct run *run, const struct command **out,
    const struct kind **kind)
{
	*out = NULL;
	*kind = NULL;
	if (run->arg_count == 0 || is_word(run, 0, "withus") ||
	    is_word(run, 0, "all"))
		return 0;
	const char *noun = run->args[0];
	const char *verb = run->arg_count > 1 ? run->args[1] : NULL;
	const char *last = run->args[run->arg_count - 1];
	*out = command_find(noun, verb);
	if (*out != NULL && run->arg_count <= 2)
		return 0;
	if (*out == NULL && run->arg_count == 2)
		*out = command_find(noun, NULL);
	*kind = *out != NULL ? help_find_kind(*out, last) : NULL;
	return *kind != NULL ? 0 : parse_refuse_command(noun, verb);
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
	const struct kind *kind = NULL;
	int result = find_command(run, &command, &kind);
	if (result != 0)
		return result;
	if (run_has(run, "names"))
		help_names();
	else if (run_has(run, "options"))
		show_options(run, command);
	else if (run_has(run, "kinds"))
		help_kinds();
	else if (run_has(run, "fields"))
		kinds_list();
	else if (run_has(run, "statuses"))
		help_statuses(command);
	else if (kind != NULL)
		help_command_kind(command, kind);
	else if (command != NULL)
		help_command(command);
	else if (is_word(run, 0, "all"))
		help_all();
	else
		help_first();
	return 0;
}

const struct command cmd_help = {
	.name = "help",
	.args = N_("[COMMAND|all]"),
	.args_most = 3,
	.summary = N_("explain withus, or one command"),
	.help = N_("Without a command it shows what most people come for, and "
		   "with the word all every command. With a command it says "
		   "how to write it and what it does. A command that changes "
		   "things of several kinds has a page of options for "
		   "each.\n\n"
		   "For example: withus help edit stage"),
	.need = NEED_NOTHING,
	.options = options,
	.run = run_help,
};
