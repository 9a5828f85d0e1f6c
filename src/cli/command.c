#include "cli/command.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/help.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/parse.h"
#include "cli/rescue.h"
#include "cli/sheet.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command *const commands[] = {
#define X(id) &cmd_##id,
#include "cli/commands.def"
#undef X
	NULL,
};

const struct command *const *
command_all(void)
{
	return commands;
}

static bool
is_named(const struct command *command, const char *name)
{
	return strcmp(command->name, name) == 0 ||
	    (command->also != NULL && strcmp(command->also, name) == 0);
}

const struct command *
command_find(const char *name, const char *verb)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct command *command = commands[i];
		if (verb == NULL) {
			if (command->verb == NULL && is_named(command, name))
				return command;
		} else if (command->verb != NULL &&
		    strcmp(command->name, name) == 0 &&
		    strcmp(command->verb, verb) == 0) {
			return command;
		}
	}
	return NULL;
}

bool
command_has_verbs(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		if (commands[i]->verb != NULL &&
		    strcmp(commands[i]->name, name) == 0)
			return true;
	}
	return false;
}

void
command_print_name(char out[COMMAND_NAME_SIZE], const struct command *command)
{
	struct str name = { 0 };
	str_add(&name, command->name);
	if (command->verb != NULL) {
		str_add_char(&name, ' ');
		str_add(&name, command->verb);
	}
	size_t len =
	    name.len < COMMAND_NAME_SIZE ? name.len : COMMAND_NAME_SIZE - 1;
	memcpy(out, name.data, len);
	out[len] = '\0';
	str_clear(&name);
}

const char *
run_option(const struct run *run, const char *name)
{
	for (size_t i = run->given_count; i > 0; i--) {
		const struct given *given = &run->given[i - 1];
		if (given->option == NULL ||
		    strcmp(given->option->name, name) != 0)
			continue;
		return given->value != NULL ? given->value : "";
	}
	return NULL;
}

bool
run_has(const struct run *run, const char *name)
{
	return run_option(run, name) != NULL;
}

bool
run_has_fields(const struct run *run)
{
	for (size_t i = 0; i < run->given_count; i++) {
		if (run->given[i].field != NULL)
			return true;
	}
	return false;
}

bool
run_can_ask(const struct run *run)
{
	return !run->json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

int
run_miss(const struct run *run, const char *what)
{
	char name[COMMAND_NAME_SIZE];
	command_print_name(name, run->command);
	return err_set(ERR_USAGE_MISSING, name, what, NULL);
}

/* What the command line lacks is told before anything is opened, unless it
 * has words that are to be kept in any case. */
static int
check_whole(const struct run *run)
{
	bool is_short = run->arg_count < run->command->args_least;
	bool has_words = run_has(run, "message") || run_has(run, "file");
	bool can_ask =
	    run_can_ask(run) && (!is_short || run->command->target != NULL);
	if (can_ask || (has_words && !is_short))
		return 0;
	if (run->command->makes_new)
		return sheet_miss(run, NULL, NULL);
	return is_short ? run_miss(run, say_text(run->command->args)) : 0;
}

/* `back` at the first question leads to what the command is about. */
static int
run_chosen(struct run *run)
{
	int result = 0;
	do {
		result = target_ask(run);
		if (result == 0)
			result = run->command->run(run);
	} while (result == ASK_BACK);
	return result == TARGET_NONE ? 0 : result;
}

static int
run_command(struct parsed *parsed)
{
	struct run *run = &parsed->run;
	if (run->command == NULL)
		run->command = &cmd_start;
	if (parsed->wants_help) {
		help_command(run->command);
		return 0;
	}
	int result = check_whole(run);
	if (result == 0)
		result = open_run(run);
	if (result == 0)
		result = run_chosen(run);
	open_tend(run);
	return result;
}

static void
tell_draft(const struct run *run)
{
	struct str number = { 0 };
	str_add_format(&number, "%lld", (long long)run->kept_draft);
	char *text = say_fill(_("What you wrote is not lost: it is draft {1}. "
				"“withus drafts finish {1}” takes it up "
				"again."),
	    number.data, NULL);
	out_notice(text);
	free(text);
	str_clear(&number);
}

/* The answer could not be shown: what became of the words is told all the
 * same, as who does not know types them again. */
static int
tell_unshown(const struct run *run, int status)
{
	struct err fault = *err_last();
	bool is_kept = status == STATUS_DONE && run->kept_draft != 0;
	bool is_saved = run->has_saved &&
	    (status == STATUS_DONE || status == STATUS_NOT_SHARED);
	if (is_saved)
		out_notice(_("Your words are saved. Only the answer could not "
			     "be shown, so do not give them again."));
	else if (is_kept)
		tell_draft(run);
	else if (!out_has_lost_reader())
		out_fault(&fault);
	if (is_saved)
		return STATUS_NOT_SHARED;
	return status != STATUS_DONE ? status : (int)err_status(fault.code);
}

/* A fault is told once, here; the words go out before it. */
static int
end_run(struct run *run, int result)
{
	struct err fault = *err_last();
	int status = result != 0 ? (int)err_status(fault.code) : run->status;
	if (result != 0)
		out_fault(&fault);
	if (result != 0 && run->kept_draft != 0)
		tell_draft(run);
	rescue_end(run, result);
	return out_close() == 0 ? status : tell_unshown(run, status);
}

/* Without memory nothing can be translated, wrapped or kept any more: one
 * plain sentence, as it stands. The process ends behind it. */
static void
tell_exhaustion(void)
{
	static const char words[] =
	    N_("This computer has run out of memory, so withus had to stop. "
	       "What you\nsaved before is safe. Close something else, then try "
	       "again.\n");

	if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0)
		return;
}

int
command_main(int argc, char **argv)
{
	struct parsed parsed;

	mem_on_exhaustion(tell_exhaustion);
	int result = parse_line(&parsed, argc, argv);
	out_open(parsed.run.plain);
	if (result == 0 && parsed.wants_version)
		help_version();
	else if (result == 0 && parsed.wants_help && parsed.run.command == NULL)
		help_first();
	else if (result == 0)
		result = run_command(&parsed);
	int status = end_run(&parsed.run, result);
	open_close(&parsed.run);
	parse_clear(&parsed);
	return status;
}
