#include <withus/kind.h>
#include <withus/say.h>

#include "base/intl.h"
#include "base/str.h"
#include "say/fill.h"
#include "say/sentence.h"

#include <stdlib.h>
#include <string.h>

/* What to do next about damage: a sentence of its own, as `check` finds the
 * same faults and must not send people to itself. */
enum advice {
	ADVICE_NONE,
	ADVICE_CHECK,
	ADVICE_REPAIR
};

static const enum advice advice[ERR_COUNT] = {
	[ERR_CHILD_FAILED] = ADVICE_CHECK,
	[ERR_CHILD_HUNG] = ADVICE_CHECK,
	[ERR_STORE_FAILED] = ADVICE_CHECK,
	[ERR_REPO_FAILED] = ADVICE_CHECK,
	[ERR_WORKER] = ADVICE_CHECK,
	[ERR_REPO_MISSING] = ADVICE_REPAIR,
	[ERR_REPO_DAMAGED] = ADVICE_REPAIR,
	[ERR_REPO_CONFIG] = ADVICE_REPAIR,
	[ERR_NOT_IN_TABLES] = ADVICE_REPAIR,
	[ERR_NOT_IN_GIT] = ADVICE_REPAIR,
	[ERR_DERIVED] = ADVICE_REPAIR,
	[ERR_VERSION_DAMAGED] = ADVICE_REPAIR,
	[ERR_HISTORY_LACKS] = ADVICE_REPAIR,
	[ERR_TREE_WRONG] = ADVICE_REPAIR,
};

/* What an argument stands for, where it is not shown as it is. */
enum arg_sense {
	SENSE_KIND,   /* name of a kind: its word for people */
	SENSE_OPTION, /* field of the kind in argument 1: its option */
	SENSE_DAY,    /* YYYY-MM-DD, "yesterday" where it is */
	SENSE_DATE    /* YYYY-MM-DD, always in full */
};

struct arg_note {
	enum err_code code;
	size_t place; /* from 1 */
	enum arg_sense sense;
};

/* Options before kinds: an option is looked up by the name of its kind. */
static const struct arg_note arg_notes[] = {
	{ .code = ERR_FIELD_UNKNOWN, .place = 2, .sense = SENSE_OPTION },
	{ .code = ERR_FIELD_UNKNOWN, .place = 1, .sense = SENSE_KIND },
	{ .code = ERR_FIELD_MISSING, .place = 2, .sense = SENSE_OPTION },
	{ .code = ERR_FIELD_MISSING, .place = 1, .sense = SENSE_KIND },
	{ .code = ERR_FIELD_SHAPE, .place = 2, .sense = SENSE_OPTION },
	{ .code = ERR_FIELD_SHAPE, .place = 1, .sense = SENSE_KIND },
	{ .code = ERR_CODE_KIND, .place = 2, .sense = SENSE_KIND },
	{ .code = ERR_CODE_KIND, .place = 3, .sense = SENSE_KIND },
	{ .code = ERR_UNDO_BUILT_ON, .place = 3, .sense = SENSE_DAY },
	{ .code = ERR_FIELD_DATE_TWO, .place = 3, .sense = SENSE_DATE },
	{ .code = ERR_FIELD_DATE_TWO, .place = 4, .sense = SENSE_DATE },
};

static const char *
name_kind(const char *name)
{
	const struct kind *kind = kind_by_name(name);
	return kind != NULL ? say_text(kind->word) : name;
}

static const char *
name_option(const char *kind_name, const char *field_name)
{
	const struct kind *kind = kind_by_name(kind_name);
	const struct kind_field *field =
	    kind != NULL ? kind_field(kind, field_name) : NULL;
	return field != NULL ? kind_field_option(field) : field_name;
}

/* Puts words in the place of names; those that had to be made are in `made`,
 * to be freed. */
static void
change_args(const struct err *err, const char *args[ERR_ARGS_MAX],
    char *made[ERR_ARGS_MAX])
{
	for (size_t i = 0; i < sizeof(arg_notes) / sizeof(*arg_notes); i++) {
		const struct arg_note *note = &arg_notes[i];
		if (note->code != err->code || note->place > err->arg_count)
			continue;
		const char **arg = &args[note->place - 1];
		if (note->sense == SENSE_KIND)
			*arg = name_kind(*arg);
		else if (note->sense == SENSE_OPTION)
			*arg = name_option(args[0], *arg);
		else if (note->sense == SENSE_DAY)
			*arg = made[note->place - 1] = say_day(*arg);
		else
			*arg = made[note->place - 1] = say_date(*arg);
	}
}

/* Where in a text it is, as one more sentence. */
static void
add_place(struct str *out, const struct err *err)
{
	char *line = say_number(err->line);
	char *column = say_number(err->column);
	char *place = err->column > 0 ?
	    say_fill(_("Look at line {1}, character {2}."), line, column,
		NULL) :
	    say_fill(_("Look at line {1}."), line, NULL);
	str_add_char(out, ' ');
	str_add(out, place);
	free(place);
	free(column);
	free(line);
}

char *
say_found(const struct err *err)
{
	const char *args[ERR_ARGS_MAX] = { NULL };
	char *made[ERR_ARGS_MAX] = { NULL };
	for (size_t i = 0; i < err->arg_count; i++)
		args[i] = err->arg[i];
	change_args(err, args, made);
	char *text = fill_sentence(say_text(sentence_of_fault(err->code)), args,
	    err->arg_count);
	for (size_t i = 0; i < ERR_ARGS_MAX; i++)
		free(made[i]);
	if (err->line == 0)
		return text;
	struct str out = { 0 };
	str_add(&out, text);
	free(text);
	add_place(&out, err);
	return str_take(&out);
}

char *
say_fault(const struct err *err)
{
	char *text = say_found(err);
	struct str out = { 0 };
	if (advice[err->code] == ADVICE_NONE)
		return text;
	str_add(&out, text);
	str_add_char(&out, ' ');
	str_add(&out,
	    advice[err->code] == ADVICE_CHECK ?
		_("Try again, or run “withus check”.") :
		_("Copy the whole folder to a safe place, then run “withus "
		  "check --repair”."));
	free(text);
	return str_take(&out);
}
