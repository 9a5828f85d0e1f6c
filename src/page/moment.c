#include "page/moment.h"

#include "base/clock.h"
#include "base/intl.h"
#include "page/item.h"
#include "page/phrase.h"

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
add_what(struct str *out, const struct moment *moment, bool with_title)
{
	const struct what_words *words = &whats[moment->what];
	const char *kind = moment->kind != NULL ? say_text(moment->kind->word) :
						  moment->kind_name;
	char *day = say_day(moment->made);
	char *text =
	    say_fill(say_text(with_title ? words->with_kind : words->alone),
		day, phrase_name(&moment->by), kind, NULL);
	phrase_add(out, text);
	free(text);
	free(day);
}

static void
add_typist(struct str *out, const struct moment *moment)
{
	const char *typist = phrase_name(&moment->typed_by);
	if (id_is_none(&moment->typed_by.id))
		return;
	if (*moment->confirmed != '\0')
		phrase_add_filled(out,
		    _("{1} typed it, and it was confirmed: {2}."), typist,
		    moment->confirmed);
	else
		phrase_add_filled(out, _("{1} typed it."), typist, "");
}

/* Words of others may come here on a later day than they were written. */
static void
add_arrival(struct str *out, const struct moment *moment)
{
	char came[DATE_SIZE];
	date_print(came, clock_day_of(moment->arrived));
	if (moment->arrived == 0 || strcmp(came, moment->made) == 0)
		return;
	char *text = phrase_with_day(_("It came to this computer: {1}."), came);
	phrase_add(out, text);
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
	char *text = phrase_aside(&aside);
	phrase_add(out, text);
	free(text);
}

void
moment_describe(struct str *out, const struct moment *moment, bool with_title)
{
	const char *action = find_action(moment->action);
	add_what(out, moment, with_title);
	if (action != NULL)
		phrase_add(out, action);
	add_typist(out, moment);
	add_arrival(out, moment);
	add_aside(out, moment);
	if (!moment->is_in_history)
		phrase_add(out, _("Saved, not yet in the history."));
	if (with_title && *moment->title != '\0')
		phrase_add_filled(out, _("“{1}”"), moment->title, "");
	if (moment->is_shown && !with_title)
		phrase_add(out, _("This is shown now."));
}

/* "R-7kq4, version 2  A title", or the kind where it has none. */
static void
add_title(struct paper *paper, const struct moment *moment)
{
	const struct kind *kind = moment->kind;
	const char *word =
	    kind != NULL ? say_text(kind->word) : moment->kind_name;
	bool has_title = kind != NULL && kind->title != NULL;
	struct str number = { 0 };
	str_add_format(&number, "%zu", moment->number);
	char *title = say_fill(_("{1}, version {2}  {3}"), moment->code,
	    str_text(&number), has_title ? moment->title : word, NULL);
	paper_title(paper, title);
	free(title);
	str_clear(&number);
}

void
page_moment_version(struct paper *paper, const struct page_reading *reading,
    const struct moment *moment, const struct record *words)
{
	struct str about = { 0 };
	add_title(paper, moment);
	moment_describe(&about, moment, false);
	paper_prose(paper, 0, str_text(&about));
	page_item_words(paper, reading, words);
	str_clear(&about);
}
