#include "cli/complete.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/lookup.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

enum source {
	SOURCE_NONE, /* words of their own, days, numbers */
	SOURCE_CODE,
	SOURCE_MEMBER,
	SOURCE_STAGE,
	SOURCE_PROJECT,
	SOURCE_DRAFT,
	SOURCE_KIND,
	SOURCE_COMMAND,
	SOURCE_FILE,
	SOURCE_FOLDER
};

struct placeholder {
	const char *word;
	enum source source;
};

/* What stands for something in `args` and `value` of the tables. Parts in
 * small letters stand for themselves. */
static const struct placeholder placeholders[] = {
	{ .word = "CODE", .source = SOURCE_CODE },
	{ .word = "COMMAND", .source = SOURCE_COMMAND },
	{ .word = "DAY", .source = SOURCE_NONE },
	{ .word = "FILE", .source = SOURCE_FILE },
	{ .word = "FOLDER", .source = SOURCE_FOLDER },
	{ .word = "FORMAT", .source = SOURCE_NONE },
	{ .word = "HOW", .source = SOURCE_NONE },
	{ .word = "KIND", .source = SOURCE_KIND },
	{ .word = "MEMBER", .source = SOURCE_MEMBER },
	{ .word = "N", .source = SOURCE_DRAFT },
	{ .word = "NAME", .source = SOURCE_NONE },
	{ .word = "NUMBER", .source = SOURCE_NONE },
	{ .word = "QUESTION", .source = SOURCE_NONE },
	{ .word = "STAGE", .source = SOURCE_STAGE },
	{ .word = "TEXT", .source = SOURCE_NONE },
	{ .word = "TITLE", .source = SOURCE_NONE },
	{ .word = "V", .source = SOURCE_NONE },
	{ .word = "WORDS", .source = SOURCE_NONE },
	{ .word = NULL },
};

/* Options of which the placeholder says less than is known. */
static const struct placeholder options[] = {
	{ .word = "project", .source = SOURCE_PROJECT },
	{ .word = "for-person", .source = SOURCE_MEMBER },
	{ .word = NULL },
};

struct completing {
	struct suggestions *out;
	struct lookup *lookup;
	const struct entered *entered;
};

/* ------------------------------------------------------------ placeholders */

static const struct placeholder *
find_placeholder(const struct placeholder *rows, const char *word)
{
	for (; rows->word != NULL; rows++) {
		if (strcmp(rows->word, word) == 0)
			return rows;
	}
	return NULL;
}

static bool
is_separator(char c)
{
	return strchr(" |[]", c) != NULL;
}

static bool
is_literal(const char *part)
{
	return *part >= 'a' && *part <= 'z';
}

/* The next part of "CODE [V]", to be freed; NULL behind the last. */
static char *
next_part(const char **rest)
{
	while (**rest != '\0' && is_separator(**rest))
		++*rest;
	const char *begin = *rest;
	while (**rest != '\0' && !is_separator(**rest))
		++*rest;
	return *rest > begin ? mem_dup(begin, (size_t)(*rest - begin)) : NULL;
}

bool
complete_knows(const char *takes)
{
	const char *rest = takes != NULL ? takes : "";
	bool known = true;
	for (char *part; (part = next_part(&rest)) != NULL; free(part))
		known = known &&
		    (is_literal(part) ||
			find_placeholder(placeholders, part) != NULL);
	return known;
}

/* Where the argument at `index` stands in "CODE [V]"; the last stands for all
 * that follow. */
static const char *
find_argument(const char *takes, size_t index)
{
	while (index > 0 && strchr(takes, ' ') != NULL) {
		takes = strchr(takes, ' ') + 1;
		index--;
	}
	return takes;
}

/* ------------------------------------------------------------ from tables */

static void
add_commands(struct completing *completing)
{
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		const char *about =
		    (*each)->verb == NULL ? say_text((*each)->summary) : NULL;
		suggest_add(completing->out, (*each)->name, about);
		if ((*each)->also != NULL)
			suggest_add(completing->out, (*each)->also, about);
	}
}

static void
add_verbs(struct completing *completing, const char *noun)
{
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		if ((*each)->verb != NULL && strcmp((*each)->name, noun) == 0)
			suggest_add(completing->out, (*each)->verb,
			    say_text((*each)->summary));
	}
}

static void
add_options(struct completing *completing)
{
	const struct option_list *list = &completing->entered->options;
	for (size_t i = 0; i < list->count; i++) {
		const struct option_entry *entry = &list->entries[i];
		struct str name = { 0 };
		str_add_format(&name, "--%s", entry->name);
		suggest_add(completing->out, str_text(&name),
		    say_text(entry->field != NULL ? entry->field->word :
						    entry->row->help));
		str_clear(&name);
	}
}

static void
add_kinds(struct completing *completing)
{
	const struct kind *const *kind = kind_all();
	for (; *kind != NULL; kind++) {
		if (lookup_is_kind(*kind))
			suggest_add(completing->out, (*kind)->name,
			    say_text((*kind)->word));
	}
}

static void
add_choices(struct completing *completing, const struct field_choice *choice)
{
	for (; choice != NULL && choice->name != NULL; choice++)
		suggest_add(completing->out, choice->name,
		    say_text(choice->word));
}

/* ------------------------------------------------------------ codes */

/* The kind that a command is about: of the record that its own kind points
 * to, its own, or its noun's; NULL: any. */
static const char *
find_subject(const struct command *command)
{
	const struct kind *kind = command->kind != NULL ?
	    kind_by_name(command->kind) :
	    kind_by_name(command->name);
	if (kind == NULL || kind->parent == NULL)
		return kind != NULL ? kind->name : NULL;
	const char *points_to = kind_field(kind, kind->parent)->points_to;
	const struct kind *only = kind_by_name(points_to);
	return only != NULL ? only->name : NULL;
}

/* Members and stages are called by their names; all else has codes. */
static void
add_kind(struct completing *completing, const char *kind)
{
	bool has_name = kind != NULL &&
	    (strcmp(kind, "member") == 0 || strcmp(kind, "stage") == 0);
	lookup_add(completing->lookup, completing->out, kind, has_name);
}

/* Every kind that a field points to. */
static void
add_pointed(struct completing *completing, const struct kind_field *field)
{
	const struct kind *const *kind = kind_all();
	if (strcmp(field->points_to, "*") == 0) {
		add_kind(completing, NULL);
		return;
	}
	for (; *kind != NULL; kind++) {
		if (kind_field_takes(field, (*kind)->name))
			add_kind(completing, (*kind)->name);
	}
}

/* ------------------------------------------------------------ values */

static void
add_source(struct completing *completing, enum source source)
{
	const struct entered *entered = completing->entered;
	switch (source) {
	case SOURCE_CODE:
		add_kind(completing, find_subject(entered->command));
		break;
	case SOURCE_MEMBER:
		add_kind(completing, "member");
		break;
	case SOURCE_STAGE:
		add_kind(completing, "stage");
		break;
	case SOURCE_PROJECT:
		lookup_add_projects(completing->lookup, completing->out);
		break;
	case SOURCE_DRAFT:
		lookup_add_drafts(completing->lookup, completing->out);
		break;
	case SOURCE_KIND:
		add_kinds(completing);
		break;
	case SOURCE_COMMAND:
		if (entered->first != NULL)
			add_verbs(completing, entered->first);
		else
			add_commands(completing);
		break;
	case SOURCE_FILE:
		completing->out->what = SUGGEST_FILES;
		break;
	case SOURCE_FOLDER:
		completing->out->what = SUGGEST_FOLDERS;
		break;
	case SOURCE_NONE:
		break;
	}
}

/* What one argument or value takes: "TITLE|CODE", "team|public". */
static void
add_taken(struct completing *completing, const char *takes)
{
	char *one = mem_dup(takes, strcspn(takes, " "));
	const char *rest = one;
	for (char *part; (part = next_part(&rest)) != NULL; free(part)) {
		const struct placeholder *row =
		    find_placeholder(placeholders, part);
		if (row != NULL)
			add_source(completing, row->source);
		else if (is_literal(part))
			suggest_add(completing->out, part, NULL);
	}
	free(one);
}

/* What stays in front of a name in a set: "+a,b,". */
static size_t
measure_before(const struct kind_field *field, const char *value)
{
	const char *comma = strrchr(value, ',');
	if (field->shape != VALUE_SET)
		return 0;
	if (comma != NULL)
		return (size_t)(comma + 1 - value);
	return *value == '+' || *value == '-' ? 1 : 0;
}

static void
add_field(struct completing *completing, const struct kind_field *field)
{
	add_choices(completing, field->choices);
	if (field->points_to != NULL)
		add_pointed(completing, field);
}

/* The value of an option, which begins at `value` in `word`. */
static void
add_value(struct completing *completing, const struct option_entry *entry,
    const char *word, const char *value)
{
	if (entry->field != NULL)
		value += measure_before(entry->field, value);
	completing->out->before = mem_dup(word, (size_t)(value - word));
	completing->out->typed = value;
	const struct placeholder *row = find_placeholder(options, entry->name);
	if (entry->field != NULL)
		add_field(completing, entry->field);
	else if (row != NULL)
		add_source(completing, row->source);
	else
		add_taken(completing, entry->row->value);
}

static void
add_long(struct completing *completing, const char *word)
{
	const char *equals = strchr(word, '=');
	const struct option_entry *entry = equals != NULL ?
	    entered_find_option(completing->entered, word) :
	    NULL;
	if (equals == NULL)
		add_options(completing);
	else if (entry != NULL && entry->takes_value)
		add_value(completing, entry, word, equals + 1);
}

static void
add_argument(struct completing *completing)
{
	const struct entered *entered = completing->entered;
	const struct command *command = entered->command;
	if (entered->noun == NULL) {
		add_commands(completing);
		return;
	}
	if (entered->may_be_verb)
		add_verbs(completing, entered->noun);
	if (command == NULL)
		return;
	if (entered->arg_count < command->args_most)
		add_taken(completing,
		    find_argument(command->args, entered->arg_count));
	/* Where no word is wanted any more, options may still be. */
	if (entered->arg_count >= command->args_least && !entered->is_behind &&
	    completing->out->count == 0 &&
	    completing->out->what == SUGGEST_WORDS)
		add_options(completing);
}

void
complete_word(struct suggestions *out, struct lookup *lookup,
    const struct entered *entered, const char *word)
{
	struct completing completing = {
		.out = out,
		.lookup = lookup,
		.entered = entered,
	};
	out->typed = word;
	if (entered->waiting != NULL)
		add_value(&completing, entered->waiting, word, word);
	else if (word[0] == '-' && !entered->is_behind)
		add_long(&completing, word);
	else
		add_argument(&completing);
}
