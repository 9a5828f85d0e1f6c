#include "cli/options.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"

#include <withus/say.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Legend: name, short form, what follows it (NULL: nothing), help. */
static const struct option_row global_rows[] = {
	{
	    .name = "home",
	    .value = N_("FOLDER"),
	    .help = N_("The folder that holds the journal."),
	},
	{
	    .name = "project",
	    .value = N_("CODE"),
	    .help = N_("Which project is meant: its code, or the start of its "
		       "title. Else it is the one used last."),
	},
	{
	    .name = "as",
	    .value = N_("MEMBER"),
	    .help = N_("Who you are, where more than one person writes on "
		       "this computer."),
	},
	{
	    .name = "for-person",
	    .value = N_("NAME"),
	    .help = N_("You type the words of somebody else. Give --confirmed "
		       "too."),
	},
	{
	    .name = "confirmed",
	    .value = N_("HOW"),
	    .help = N_("How they confirmed that these are their words, such "
		       "as \"read back on 3 May\"."),
	},
	{
	    .name = "json",
	    .help = N_("Answer in JSON, for other programs."),
	},
	{
	    .name = "plain",
	    .help = N_("No colours and no moving text."),
	},
	{
	    .name = "help",
	    .letter = 'h',
	    .help = N_("Explain the command, and do nothing else."),
	},
	{
	    .name = "version",
	    .help = N_("Tell the version of withus, and do nothing else."),
	},
	{ .name = NULL },
};

static const struct option_row text_rows[] = {
	{
	    .name = "message",
	    .letter = 'm',
	    .value = N_("TEXT"),
	    .help = N_("The words. Given again, it adds a paragraph."),
	},
	{
	    .name = "file",
	    .letter = 'F',
	    .value = N_("FILE"),
	    .help = N_("Take the words from a file; - is what is typed or "
		       "piped in."),
	},
	{
	    .name = "editor",
	    .letter = 'e',
	    .help = N_("Write the words in your editor."),
	},
	{ .name = NULL },
};

bool
options_add(struct option_list *list, const struct option_entry *entry)
{
	if (options_find(list, entry->name) != NULL)
		return false;
	list->entries = mem_grow(list->entries, &list->cap, list->count + 1,
	    sizeof(*list->entries));
	list->entries[list->count++] = *entry;
	return true;
}

static void
add_rows(struct option_list *list, const struct option_row *rows,
    enum option_origin origin)
{
	for (; rows != NULL && rows->name != NULL; rows++)
		(void)options_add(list,
		    &(struct option_entry){
			.name = rows->name,
			.letter = rows->letter,
			.takes_value = rows->value != NULL,
			.origin = origin,
			.row = rows,
		    });
}

static void
add_fields(struct option_list *list, const struct kind *kind)
{
	const struct kind_field *field = kind->fields;
	for (; field->name != NULL; field++) {
		if (field->hidden)
			continue;
		(void)options_add(list,
		    &(struct option_entry){
			.name = kind_field_option(field),
			.takes_value = true,
			.origin = OPTION_FIELD,
			.field = field,
		    });
	}
}

static void
add_kind(struct option_list *list, const char *name)
{
	bool is_any = strcmp(name, COMMAND_ANY_KIND) == 0;
	const struct kind *kind = is_any ? NULL : kind_by_name(name);
	if (is_any || (kind != NULL && kind->body != NULL))
		add_rows(list, text_rows, OPTION_TEXT);
	if (kind != NULL)
		add_fields(list, kind);
	const struct kind *const *each = kind_all();
	for (; is_any && *each != NULL; each++)
		add_fields(list, *each);
}

void
options_gather(struct option_list *list, const struct command *command)
{
	*list = (struct option_list){ 0 };
	if (command != NULL) {
		add_rows(list, command->options, OPTION_OWN);
		if (command->kind != NULL)
			add_kind(list, command->kind);
	}
	add_rows(list, global_rows, OPTION_GLOBAL);
}

void
options_clear(struct option_list *list)
{
	free(list->entries);
	*list = (struct option_list){ 0 };
}

const struct option_entry *
options_find(const struct option_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->entries[i].name, name) == 0)
			return &list->entries[i];
	}
	return NULL;
}

const struct option_entry *
options_find_letter(const struct option_list *list, char letter)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->entries[i].letter == letter)
			return &list->entries[i];
	}
	return NULL;
}

const char *
options_nearest(const struct option_list *list, const char *typed)
{
	const char *nearest = NULL;
	size_t best = SIZE_MAX;
	size_t len = strlen(typed);
	for (size_t i = 0; i < list->count; i++) {
		const char *name = list->entries[i].name;
		if (len > 0 && strncmp(name, typed, len) == 0)
			return name;
		size_t distance = near_distance(typed, name);
		if (distance < best && near_is_likely(typed, name)) {
			best = distance;
			nearest = name;
		}
	}
	return nearest;
}

static const char *
name_form(const struct kind_field *field)
{
	static const char *const names[] = {
		[FORM_TEXT] = N_("TEXT"),
		[FORM_WORDS] = N_("TEXT"),
		[FORM_DATE] = N_("DAY"),
		[FORM_CHOICE] = N_("CHOICE"),
		[FORM_NUMBER] = N_("NUMBER"),
		[FORM_RECORD] = N_("CODE"),
		[FORM_VERSION] = N_("VERSION"),
		[FORM_NAMES] = N_("NAMES"),
		[FORM_ROW] = N_("OPTION"),
	};
	return say_text(names[field->form]);
}

/* The names of the choices stay as they are: they are typed. */
static void
add_choices(struct str *out, const struct field_choice *choices)
{
	for (const struct field_choice *c = choices; c->name != NULL; c++) {
		if (c != choices)
			str_add_char(out, '|');
		str_add(out, c->name);
	}
}

char *
options_describe_value(const struct option_entry *entry)
{
	struct str out = { 0 };
	if (!entry->takes_value)
		return NULL;
	if (entry->row != NULL)
		str_add(&out, say_text(entry->row->value));
	else if (entry->field->form == FORM_CHOICE &&
	    entry->field->choices != NULL)
		add_choices(&out, entry->field->choices);
	else
		str_add(&out, name_form(entry->field));
	if (entry->field != NULL && entry->field->shape == VALUE_SET)
		str_add(&out, ",…");
	return str_take(&out);
}
