#include "cli/help.h"

#include "base/str.h"
#include "cli/options.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Cells of a command's name before its summary. */
#define NAME_CELLS 18
/* Cells of the words that lead to a page before what it is about. */
#define KIND_CELLS 37
/* Where a line has less than this, a name beside its words may have so many. */
#define WIDTH_LEAST 60
#define NAME_CELLS_NARROW 12

void
help_version(void)
{
	out_line(PAGE_PLAIN, "withus " WITHUS_VERSION);
}

/* A name filled up to some cells, and what it is about beside it; with 0 cells
 * below it. */
static void
show_row(const char *name, size_t cells, const char *about)
{
	struct str lead = { 0 };
	if (cells == 0) {
		out_prose(2, name);
		out_prose(6, about);
		return;
	}
	str_add(&lead, name);
	if (lead.len < cells)
		str_add_repeat(&lead, ' ', cells - lead.len);
	str_add_char(&lead, ' ');
	out_item(2, lead.data, about);
	str_clear(&lead);
}

/* Where a line has little room, names leave what they are about enough of it,
 * or stand above it. */
static size_t
choose_cells(size_t longest, size_t usual)
{
	if (out_width() >= WIDTH_LEAST)
		return usual;
	return longest <= NAME_CELLS_NARROW ? longest + 1 : 0;
}

static void
show_command_row(const struct command *command)
{
	char name[COMMAND_NAME_SIZE];
	command_print_name(name, command);
	show_row(name, choose_cells(SIZE_MAX, NAME_CELLS),
	    say_text(command->summary));
}

static void
show_usage(const struct command *command)
{
	char name[COMMAND_NAME_SIZE];
	command_print_name(name, command);
	struct str usage = { 0 };
	str_add(&usage, name);
	if (command->args != NULL) {
		str_add_char(&usage, ' ');
		str_add(&usage, say_text(command->args));
	}
	char *text =
	    say_fill(_("Write: withus {1} [OPTIONS]"), usage.data, NULL);
	out_item(0, "", text);
	free(text);
	str_clear(&usage);
}

/* "-m, --message TEXT" */
static char *
write_option(const struct option_entry *entry)
{
	struct str out = { 0 };
	char *value = options_describe_value(entry);
	if (entry->letter != '\0')
		str_add_format(&out, "-%c, ", entry->letter);
	str_add_format(&out, "--%s", entry->name);
	if (value != NULL)
		str_add_format(&out, " %s", value);
	free(value);
	return str_take(&out);
}

/* What a field is called stands before its help: the help alone is made for
 * a question. */
static void
show_field(const struct kind_field *field)
{
	char *text = say_fill(_("{1}. {2}"), say_text(field->word),
	    say_text(field->help), NULL);
	out_prose(6, text);
	free(text);
}

static void
show_option(const struct option_entry *entry)
{
	char *option = write_option(entry);
	out_prose(2, option);
	if (entry->field != NULL)
		show_field(entry->field);
	else
		out_prose(6, say_text(entry->row->help));
	free(option);
}

/* Shows the options whose origins are among `origins` (bits). */
static void
show_options(const struct option_list *list, unsigned origins,
    const char *title)
{
	bool has_title = false;
	for (size_t i = 0; i < list->count; i++) {
		const struct option_entry *entry = &list->entries[i];
		if ((origins & 1U << entry->origin) == 0)
			continue;
		if (!has_title) {
			out_blank();
			out_title(title);
		}
		has_title = true;
		show_option(entry);
	}
}

#define GLOBAL (1U << OPTION_GLOBAL)
#define OWN (1U << OPTION_OWN | 1U << OPTION_TEXT)
#define FIELDS (1U << OPTION_FIELD)

/* Options of every command, by their names alone. */
static void
show_globals(const struct option_list *list)
{
	struct str names = { 0 };
	for (size_t i = 0; i < list->count; i++) {
		if (list->entries[i].origin != OPTION_GLOBAL)
			continue;
		char *option = write_option(&list->entries[i]);
		if (names.len > 0)
			str_add(&names, "; ");
		str_add(&names, option);
		free(option);
	}
	out_blank();
	out_title(_("Options of every command (“withus help all” explains "
		    "them)"));
	out_prose(2, str_text(&names));
	str_clear(&names);
}

void
help_some(const char *const *names)
{
	size_t longest = 0;
	for (size_t i = 0; names[i] != NULL; i++) {
		if (strlen(names[i]) > longest)
			longest = strlen(names[i]);
	}
	size_t cells = choose_cells(longest, NAME_CELLS);
	for (; *names != NULL; names++) {
		const struct command *command = command_find(*names, NULL);
		if (command != NULL)
			show_row(*names, cells, say_text(command->summary));
	}
}

void
help_all(void)
{
	struct option_list list;
	out_prose(0,
	    _("withus keeps the journal of people who do a project together: "
	      "diaries, ground rules, decisions, and who takes part."));
	out_blank();
	out_say(_("Write: withus {1}"), _("COMMAND [OPTIONS]"), NULL);
	out_blank();
	for (const struct command *const *each = command_all(); *each != NULL;
	     each++)
		show_command_row(*each);
	options_gather(&list, NULL);
	show_options(&list, GLOBAL, _("Options of every command"));
	options_clear(&list);
	out_blank();
	out_prose(0,
	    _("“withus help COMMAND” explains one of them. “man withus” tells "
	      "all."));
}

/* The other commands of a noun. */
static void
show_verbs(const struct command *command)
{
	const char *noun =
	    command->also != NULL ? command->also : command->name;
	if (command->verb != NULL || !command_has_verbs(noun))
		return;
	out_blank();
	out_title(_("See also"));
	for (const struct command *const *each = command_all(); *each != NULL;
	     each++) {
		if ((*each)->verb != NULL && strcmp((*each)->name, noun) == 0)
			show_command_row(*each);
	}
}

static bool
has_any_kind(const struct command *command)
{
	return command->kind != NULL &&
	    strcmp(command->kind, COMMAND_ANY_KIND) == 0;
}

static bool
is_for_people(const struct kind *kind)
{
	for (const struct kind_field *field = kind->fields; field->name != NULL;
	     field++) {
		if (!field->hidden && kind->body != NULL)
			return true;
	}
	return false;
}

/* Which options fit depends on what is changed: they stand on pages of their
 * own. */
static void
show_kinds(const struct command *command)
{
	char name[COMMAND_NAME_SIZE];
	command_print_name(name, command);
	out_blank();
	out_title(_("Options that depend on what is changed"));
	for (const struct kind *const *each = kind_all(); *each != NULL;
	     each++) {
		if (!is_for_people(*each))
			continue;
		struct str words = { 0 };
		str_add_format(&words, "withus help %s %s", name,
		    (*each)->name);
		show_row(str_text(&words), choose_cells(SIZE_MAX, KIND_CELLS),
		    say_text((*each)->word));
		str_clear(&words);
	}
}

const struct kind *
help_find_kind(const struct command *command, const char *typed)
{
	if (!has_any_kind(command))
		return NULL;
	for (const struct kind *const *each = kind_all(); *each != NULL;
	     each++) {
		bool is_typed = strcmp((*each)->name, typed) == 0 ||
		    strcmp(say_text((*each)->word), typed) == 0;
		if (is_typed && is_for_people(*each))
			return *each;
	}
	return NULL;
}

void
help_command(const struct command *command)
{
	struct option_list list;
	options_gather(&list, command);
	show_usage(command);
	out_blank();
	out_prose(0, say_text(command->help));
	show_verbs(command);
	bool is_any = has_any_kind(command);
	show_options(&list, is_any ? OWN : OWN | FIELDS, _("Options"));
	if (is_any)
		show_kinds(command);
	show_globals(&list);
	options_clear(&list);
}

void
help_command_kind(const struct command *command, const struct kind *kind)
{
	struct command narrowed = *command;
	struct option_list list;
	narrowed.kind = kind->name;
	options_gather(&list, &narrowed);
	show_usage(command);
	out_blank();
	out_say(_("What can be changed where CODE is this: {1}."),
	    say_text(kind->word), NULL);
	show_options(&list, OWN | FIELDS, _("Options"));
	show_globals(&list);
	options_clear(&list);
}

/* True if a command before this one has the word as a name. */
static bool
is_repeated(const struct command *const *commands, size_t index,
    const char *word)
{
	for (size_t i = 0; i < index; i++) {
		const char *also = commands[i]->also;
		if (strcmp(commands[i]->name, word) == 0 ||
		    (also != NULL && strcmp(also, word) == 0))
			return true;
	}
	return false;
}

void
help_names(void)
{
	const struct command *const *commands = command_all();
	for (size_t i = 0; commands[i] != NULL; i++) {
		const char *also = commands[i]->also;
		if (!is_repeated(commands, i, commands[i]->name))
			out_line(PAGE_PLAIN, commands[i]->name);
		if (also != NULL && !is_repeated(commands, i, also))
			out_line(PAGE_PLAIN, also);
	}
}

/* Prints the options that are not in `shown` yet, and puts them there. */
static void
show_new_options(struct option_list *shown, const struct command *command)
{
	struct option_list list;
	options_gather(&list, command);
	for (size_t i = 0; i < list.count; i++) {
		if (!options_add(shown, &list.entries[i]))
			continue;
		char *name = say_fill("--{1}", list.entries[i].name, NULL);
		out_line(PAGE_PLAIN, name);
		free(name);
	}
	options_clear(&list);
}

/* True if a command is the one asked for, or without a verb one of the
 * noun's. */
static bool
is_meant(const struct command *command, const char *noun, const char *verb)
{
	if (verb != NULL)
		return command == command_find(noun, verb);
	return strcmp(command->name, noun) == 0 ||
	    (command->also != NULL && strcmp(command->also, noun) == 0);
}

void
help_options(const char *noun, const char *verb)
{
	struct option_list shown = { 0 };
	const struct command *const *each = command_all();
	for (; noun != NULL && *each != NULL; each++) {
		if (is_meant(*each, noun, verb))
			show_new_options(&shown, *each);
	}
	show_new_options(&shown, NULL);
	options_clear(&shown);
}

void
help_kinds(void)
{
	for (const struct kind *const *each = kind_all(); *each != NULL; each++)
		out_line(PAGE_PLAIN, (*each)->name);
}

static bool
has_status(const struct command *command, int status)
{
	const int *each = command->statuses;
	bool is_general = status == STATUS_DONE || status == STATUS_COULD_NOT ||
	    status == STATUS_USAGE;
	for (; each != NULL && *each != 0; each++) {
		if (*each == status)
			return true;
	}
	return is_general;
}

static bool
any_has_status(int status)
{
	for (const struct command *const *each = command_all(); *each != NULL;
	     each++) {
		if (has_status(*each, status))
			return true;
	}
	return false;
}

void
help_statuses(const struct command *command)
{
	for (int status = STATUS_DONE; status <= STATUS_DAMAGE; status++) {
		bool has = command != NULL ? has_status(command, status) :
					     any_has_status(status);
		if (!has)
			continue;
		char digit[] = { (char)('0' + status), '\0' };
		out_line(PAGE_PLAIN, digit);
	}
}
