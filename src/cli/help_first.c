/*
 * The first screen of help: what people come to do, each with the commands
 * for it, in 24 lines of 80 cells. All else is in `withus help all`.
 */
#include "cli/help.h"

#include "base/intl.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <withus/say.h>

#include <string.h>

/* Cells of a command's name before its summary; of a group's before both. */
#define NAME_CELLS 10
#define GROUP_CELLS 14
/* Where a line has less, groups stand above their commands. */
#define WIDTH_LEAST 60

struct group {
	const char *word;     /* what one wants to do, N_() */
	const char *names[6]; /* commands, ended by NULL */
};

static const struct group groups[] = {
	{
	    .word = N_("Begin"),
	    .names = { "new", "projects", NULL },
	},
	{
	    .word = N_("Write"),
	    .names = { "reflect", "reply", "edit", "drafts", NULL },
	},
	{
	    .word = N_("Read"),
	    .names = { "diary", "show", "find", "history", NULL },
	},
	{
	    .word = N_("Together"),
	    .names = { "members", "stages", "rules", "decide", "decisions",
		NULL },
	},
	{
	    .word = N_("Think again"),
	    .names = { "undo", "withdraw", NULL },
	},
	{
	    .word = N_("Keep safe"),
	    .names = { "check", "backup", NULL },
	},
};

static void
add_filled(struct str *out, const char *word, size_t cells)
{
	size_t width = utf8_width(word, strlen(word));
	str_add(out, word);
	str_add_repeat(out, ' ', width < cells ? cells - width : 1);
}

static void
show_row(const char *group, size_t group_cells, const struct command *command)
{
	struct str lead = { 0 };
	add_filled(&lead, group, group_cells);
	add_filled(&lead, command->name, NAME_CELLS);
	out_item(0, str_text(&lead), say_text(command->summary));
	str_clear(&lead);
}

static void
show_group(const struct group *group)
{
	bool is_narrow = out_width() < WIDTH_LEAST;
	const char *word = say_text(group->word);
	if (is_narrow)
		out_title(word);
	for (size_t i = 0; group->names[i] != NULL; i++) {
		const struct command *command =
		    command_find(group->names[i], NULL);
		if (command != NULL)
			show_row(is_narrow || i > 0 ? "" : word,
			    is_narrow ? 2 : GROUP_CELLS, command);
	}
}

void
help_first(void)
{
	out_title(_("What would you like to do? Type withus, and then:"));
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		show_group(&groups[i]);
	out_blank();
	out_prose(0,
	    _("“withus help COMMAND” explains one of them, such as “withus "
	      "help reflect”. “withus help all” lists everything."));
}
