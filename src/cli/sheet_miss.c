/*
 * What a command lacks, all of it at once: who types a command, or writes a
 * script, should not have to try again and again. And what was given twice.
 */
#include "base/str.h"
#include "cli/sheet.h"

#include <withus/err.h>
#include <withus/say.h>

#include <string.h>

static bool
has_flag(const struct command *command, const char *name)
{
	const struct option_row *row = command->options;
	for (; row != NULL && row->name != NULL; row++) {
		if (strcmp(row->name, name) == 0)
			return true;
	}
	return false;
}

/* "--agree, --aside or --object". */
static void
describe_flags(struct str *out, const struct field_choice *choice)
{
	for (size_t i = 0; choice[i].name != NULL; i++) {
		bool is_last = choice[i + 1].name == NULL;
		if (i > 0)
			str_add(out, is_last ? _(" or ") : ", ");
		str_add_format(out, "--%s", choice[i].name);
	}
}

/* Flags, where the command has one for each choice; else "--how
 * agreement|majority", "--outcome TEXT". */
static void
describe_option(struct str *out, const struct command *command,
    const struct kind_field *field)
{
	const struct field_choice *choice = field->choices;
	if (choice != NULL && has_flag(command, choice->name)) {
		describe_flags(out, choice);
		return;
	}
	str_add_format(out, "--%s ", kind_field_option(field));
	if (field->form != FORM_CHOICE) {
		str_add(out, _("TEXT"));
		return;
	}
	for (size_t i = 0; choice[i].name != NULL; i++)
		str_add_format(out, "%s%s", i > 0 ? "|" : "", choice[i].name);
}

/* What is missing so far, and what it is missing of. */
struct missing {
	const struct run *run;
	const struct record *words; /* NULL: as given */
	struct str names;
};

static void
begin_name(struct missing *missing)
{
	if (missing->names.len > 0)
		str_add(&missing->names, "; ");
}

static bool
is_given(const struct run *run, const struct kind_field *field)
{
	for (size_t i = 0; i < run->given_count; i++) {
		if (run->given[i].field == field)
			return true;
	}
	return false;
}

static bool
has_text(const struct run *run)
{
	return run_has(run, "message") || run_has(run, "file") ||
	    run_has(run, "editor");
}

/* By its own option, or by a flag. */
static bool
is_there(const struct missing *missing, const struct kind_field *field)
{
	const struct field_choice *choice = field->choices;
	if (missing->words != NULL)
		return record_get(missing->words, field->name) != NULL;
	for (; choice != NULL && choice->name != NULL; choice++) {
		if (run_has(missing->run, choice->name))
			return true;
	}
	return field->usual != NULL || is_given(missing->run, field);
}

static void
look_at_field(struct missing *missing, const struct kind *kind,
    const struct kind_field *field)
{
	const struct command *command = missing->run->command;
	bool is_title = kind->title != NULL && kind->parent == NULL &&
	    strcmp(kind->title, field->name) == 0 && command->makes_new;
	bool is_argument = is_title && missing->run->arg_count > 0;
	if (!field->required || field->hidden || is_argument ||
	    is_there(missing, field))
		return;
	begin_name(missing);
	if (is_title)
		str_add(&missing->names, say_text(command->args));
	else
		describe_option(&missing->names, command, field);
}

/* A choice was made that says why. */
static bool
needs_text(const struct missing *missing, const struct kind_field *field)
{
	const struct field_choice *choice = field->choices;
	const char *chosen = missing->words != NULL ?
	    record_get_text(missing->words, field->name) :
	    NULL;
	for (; choice != NULL && choice->name != NULL; choice++) {
		bool is_chosen = missing->words == NULL ?
		    run_has(missing->run, choice->name) :
		    chosen != NULL && strcmp(chosen, choice->name) == 0;
		if (choice->needs_text && is_chosen)
			return true;
	}
	return false;
}

static void
look_at_text(struct missing *missing, const struct kind *kind)
{
	const struct record *words = missing->words;
	bool is_written =
	    has_text(missing->run) || (words != NULL && words->body_len > 0);
	bool is_needed = kind->body_required;
	for (const struct kind_field *f = kind->fields; f->name != NULL; f++)
		is_needed = is_needed || needs_text(missing, f);
	if (!is_needed || is_written)
		return;
	begin_name(missing);
	str_add(&missing->names, _("words (-m TEXT or -F FILE)"));
}

int
sheet_miss(const struct run *run, const struct record *words, const char *but)
{
	struct missing missing = { .run = run, .words = words };
	const char *name = words != NULL ? words->kind : run->command->kind;
	const struct kind *kind = kind_by_name(name);
	if (run->arg_count < run->command->args_least && words == NULL)
		str_add(&missing.names, say_text(run->command->args));
	for (const struct kind_field *f = kind->fields; f->name != NULL; f++) {
		if (but == NULL || strcmp(f->name, but) != 0)
			look_at_field(&missing, kind, f);
	}
	look_at_text(&missing, kind);
	int result =
	    missing.names.len > 0 ? run_miss(run, str_text(&missing.names)) : 0;
	str_clear(&missing.names);
	return result;
}

static int
refuse_two(const char *first, const char *second)
{
	struct str a = { 0 };
	struct str b = { 0 };
	str_add_format(&a, "--%s", first);
	str_add_format(&b, "--%s", second);
	int result = err_set(ERR_USAGE_TOGETHER, a.data, b.data, NULL);
	str_clear(&b);
	str_clear(&a);
	return result;
}

int
sheet_flag(const struct run *run, const char *field, const char **out)
{
	const struct kind_field *found =
	    kind_field(kind_by_name(run->command->kind), field);
	const struct field_choice *choice = found->choices;
	*out = NULL;
	for (; choice->name != NULL; choice++) {
		if (!run_has(run, choice->name))
			continue;
		if (*out != NULL)
			return refuse_two(*out, choice->name);
		*out = choice->name;
	}
	if (*out != NULL && is_given(run, found))
		return refuse_two(*out, field);
	return 0;
}
