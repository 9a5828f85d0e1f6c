#include "cli/moment.h"

#include "base/clock.h"
#include "base/intl.h"
#include "cli/print.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* {1} day, {2} who, {3} the kind. */
struct what_words {
	const char *alone;
	const char *with_kind;
};

static const struct what_words whats[] = {
	[MOMENT_BEGAN] = {
		.alone = N_("{1}: {2} began this."),
		.with_kind = N_("{1}: {2} began this ({3})."),
	},
	[MOMENT_CHANGED] = {
		.alone = N_("{1}: {2} changed it."),
		.with_kind = N_("{1}: {2} changed this ({3})."),
	},
	[MOMENT_TOOK_BACK] = {
		.alone = N_("{1}: {2} took it back."),
		.with_kind = N_("{1}: {2} took this back ({3})."),
	},
	[MOMENT_BROUGHT_BACK] = {
		.alone = N_("{1}: {2} brought it back."),
		.with_kind = N_("{1}: {2} brought this back ({3})."),
	},
	[MOMENT_SETTLED] = {
		.alone = N_("{1}: {2} made one text out of several."),
		.with_kind = N_("{1}: {2} made one text out of several "
				"({3})."),
	},
};

struct action_words {
	const char *name;
	const char *words;
};

/* Saving goes without saying. */
static const struct action_words actions[] = {
	{ .name = "undo", .words = N_("That was an undo.") },
	{ .name = "import", .words = N_("It was brought in from a file.") },
	{ .name = "repair", .words = N_("A repair put it back.") },
	{ .name = NULL },
};

static const char *
find_action(const char *name)
{
	const struct action_words *each = actions;
	while (each->name != NULL && strcmp(each->name, name) != 0)
		each++;
	return each->name != NULL ? say_text(each->words) : NULL;
}

static void
add_sentence(struct str *out, const char *text)
{
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add(out, text);
}

/* Adds a sentence with {1} and {2} in it. */
static void
add_filled(struct str *out, const char *sentence, const char *one,
    const char *two)
{
	char *text = say_fill(sentence, one, two, NULL);
	add_sentence(out, text);
	free(text);
}

static void
add_what(struct str *out, const struct moment *moment, bool with_title)
{
	const struct what_words *words = &whats[moment->what];
	const char *kind = moment->kind != NULL ? say_text(moment->kind->word) :
						  moment->kind_name;
	char *day = say_day(moment->made);
	char *text =
	    say_fill(say_text(with_title ? words->with_kind : words->alone),
		day, print_name(&moment->by), kind, NULL);
	add_sentence(out, text);
	free(text);
	free(day);
}

static void
add_typist(struct str *out, const struct moment *moment)
{
	const char *typist = print_name(&moment->typed_by);
	if (id_is_none(&moment->typed_by.id))
		return;
	if (*moment->confirmed != '\0')
		add_filled(out, _("{1} typed it, and it was confirmed: {2}."),
		    typist, moment->confirmed);
	else
		add_filled(out, _("{1} typed it."), typist, "");
}

/* Words of others may come here on a later day than they were written. */
static void
add_arrival(struct str *out, const struct moment *moment)
{
	char came[DATE_SIZE];
	date_print(came, clock_day_of(moment->arrived));
	if (moment->arrived == 0 || strcmp(came, moment->made) == 0)
		return;
	char *text = print_with_day(_("It came to this computer: {1}."), came);
	add_sentence(out, text);
	free(text);
}

static void
add_aside(struct str *out, const struct moment *moment)
{
	struct item_aside aside = {
		.by = moment->by,
		.reason = moment->aside,
	};
	if (moment->aside == NULL)
		return;
	memcpy(aside.made, moment->made, strlen(moment->made) + 1);
	char *text = print_aside(&aside);
	add_sentence(out, text);
	free(text);
}

void
moment_describe(struct str *out, const struct moment *moment, bool with_title)
{
	const char *action = find_action(moment->action);
	add_what(out, moment, with_title);
	if (action != NULL)
		add_sentence(out, action);
	add_typist(out, moment);
	add_arrival(out, moment);
	add_aside(out, moment);
	if (!moment->is_in_history)
		add_sentence(out, _("Saved, not yet in the history."));
	if (with_title && *moment->title != '\0')
		add_filled(out, _("“{1}”"), moment->title, "");
	if (moment->is_shown && !with_title)
		add_sentence(out, _("This is shown now."));
}
