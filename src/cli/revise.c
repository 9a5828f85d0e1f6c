#include "cli/revise.h"

#include "base/mem.h"
#include "cli/choices.h"
#include "cli/editor.h"
#include "cli/out.h"
#include "page/excerpt.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define TEXT "text"
/* Cells of the words so far. */
#define EXCERPT_CELLS 50

/* A part by its name, with what stands there now, if anything, below it. */
static void
add_part(struct choices *choices, const char *name, const char *word, char *now)
{
	bool has_some = now != NULL && *now != '\0';
	char *help = has_some ? say_fill(_("Now: {1}"), now, NULL) : NULL;
	choices_add(choices, mem_dup_text(name), mem_dup_text(word), help);
	free(now);
}

/* Weeks of a rhythm are read on the page of the rhythm alone. */
static bool
is_elsewhere(const struct record *words, const struct kind_field *field)
{
	const struct kind *kind = kind_by_name(words->kind);
	bool is_week = kind->born == BORN_RHYTHM && field->counts &&
	    strcmp(field->name, kind->title) != 0;
	return is_week && strcmp(words->born, KIND_BORN_RHYTHM) != 0;
}

static void
add_parts(const struct sheet *sheet, struct choices *choices)
{
	const struct kind *kind = kind_by_name(sheet->words->kind);
	const struct kind_field *field = kind->fields;
	if (kind->body != NULL)
		add_part(choices, TEXT, _("the text"),
		    excerpt_make(sheet->words, EXCERPT_CELLS, NULL));
	for (; field->name != NULL; field++) {
		if (!field->hidden && !is_elsewhere(sheet->words, field))
			add_part(choices, field->name, say_text(field->word),
			    sheet_describe(sheet, field));
	}
}

static const char *
choose_question(const struct sheet *sheet)
{
	return sheet->was_asked ?
	    _("Do you want to change anything else? Enter alone saves it.") :
	    _("What do you want to change?");
}

static int
ask_part(const struct sheet *sheet, const struct choices *choices,
    bool has_text, char **out)
{
	bool can_go_back = !sheet->was_asked && sheet->run->chosen != NULL;
	const struct ask ask = {
		.question = choose_question(sheet),
		.help = _("Nothing is saved before you have answered all "
			  "questions. What was there before stays in the "
			  "history."),
		.choices = choices->list,
		.usual = !sheet->was_asked && has_text ? TEXT : NULL,
		.is_required = !sheet->was_asked,
		.can_go_back = can_go_back,
		.is_first = !can_go_back,
	};
	return ask_one(&ask, out);
}

static int
change_text(struct sheet *sheet, bool *wants_editor)
{
	char *editor = editor_find();
	*wants_editor = editor != NULL;
	free(editor);
	if (*wants_editor) {
		sheet->was_asked = true;
		return 0;
	}
	if (sheet->words->body_len > 0) {
		out_blank();
		out_prose(0,
		    _("These are the words so far. What you write now takes "
		      "their place; they stay in the history."));
		out_blank();
		out_markdown(2, sheet->words->body);
	}
	return sheet_ask_text(sheet, false, false);
}

/* One part; `back` leads to the list of all. */
static int
change_part(struct sheet *sheet, const char *name, bool *wants_editor)
{
	const struct kind *kind = kind_by_name(sheet->words->kind);
	int result = strcmp(name, TEXT) == 0 ?
	    change_text(sheet, wants_editor) :
	    sheet_ask_field(sheet, kind_field(kind, name), false);
	if (result == 0 && !*wants_editor)
		sheet_keep_answer(sheet);
	return result < 0 ? result : 0;
}

int
revise_ask(struct sheet *sheet, bool *wants_editor)
{
	const struct kind *kind = kind_by_name(sheet->words->kind);
	bool is_over = false;
	int result = 0;
	*wants_editor = false;
	sheet_show_before(sheet);
	while (result == 0 && !is_over) {
		struct choices choices = { .list = NULL };
		char *name = NULL;
		add_parts(sheet, &choices);
		result = ask_part(sheet, &choices, kind->body != NULL, &name);
		is_over = result == 0 && *name == '\0';
		if (result == 0 && !is_over)
			result = change_part(sheet, name, wants_editor);
		is_over = is_over || *wants_editor;
		free(name);
		choices_clear(&choices);
	}
	return result;
}
