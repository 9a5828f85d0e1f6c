/* One of several answers: a list below the words of the question. */
#include "ui/question.h"

#include "base/intl.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/prompt.h"

#include <withus/say.h>

#include <stdlib.h>

#define NUMBER_CELLS 3

struct choice {
	struct question_choice question;
	char *prompt;
	char **words;
	struct list list;
	struct str number; /* of the row that was read last */
};

static bool
read_row(void *data, size_t number, struct list_row *row)
{
	struct choice *choice = data;
	if (number >= choice->question.count)
		return false;
	str_cut(&choice->number, 0);
	str_add_format(&choice->number, "%zu", number + 1);
	row->id = span_of(str_text(&choice->number));
	row->cell[0].text = row->id;
	row->cell[1].text = span_of(choice->words[number]);
	return true;
}

static size_t
count(void *data)
{
	return ((struct choice *)data)->question.count;
}

static const size_t cells[] = { NUMBER_CELLS, 0 };

static const struct list_ops rows = {
	.cells = cells,
	.columns = 2,
	.row = read_row,
	.count = count,
	.none = N_("No answer has “{1}”."),
};

static void
draw(void *data, struct grid *grid, struct view_area area)
{
	struct choice *choice = data;
	struct view_area above = area;
	above.rows = area.rows > 1 ? area.rows - 1 : 0;
	size_t taken = prompt_draw(choice->prompt, STYLE_BOLD, grid, above);
	area.row += taken;
	area.rows -= taken;
	list_draw(&choice->list, grid, area);
}

static void
answer(struct choice *choice, struct room *room, size_t number)
{
	room_close(room);
	choice->question.done(choice->question.data, room, number);
}

static bool
act(void *data, struct room *room, enum keys_action action)
{
	struct choice *choice = data;
	switch (action) {
	case ACTION_OPEN:
		answer(choice, room, choice->list.selected);
		return true;
	case ACTION_CANCEL:
		room_close(room);
		return true;
	default:
		return list_act(&choice->list, room, action);
	}
}

/* A number that is none of the answers must not lead elsewhere. */
static bool
type(void *data, struct room *room, uint32_t key)
{
	struct choice *choice = data;
	if (key < '0' || key > '9')
		return false;
	if (key != '0' && key - '1' < choice->question.count) {
		answer(choice, room, key - '1');
		return true;
	}
	char digit[] = { (char)key, '\0' };
	char *text =
	    say_fill(_(N_("No answer has the number {1}.")), digit, NULL);
	room_say(room, text);
	free(text);
	return true;
}

static void
close(void *data)
{
	struct choice *choice = data;
	for (size_t i = 0; i < choice->question.count; i++)
		free(choice->words[i]);
	free(choice->words);
	free(choice->prompt);
	list_clear(&choice->list);
	str_clear(&choice->number);
	free(choice);
}

static const char *
title(void *data)
{
	(void)data;
	return _(N_("Question"));
}

static const enum keys_action actions[] = { ACTION_OPEN, ACTION_NONE };

static const char *const help[] = {
	N_("Press the number of your answer, or go to it and press Enter."),
	N_("Esc drops the question, and nothing is changed."),
	NULL,
};

static const struct view_ops ops = {
	.place = PLACE_LIST,
	.actions = actions,
	.help = help,
	.title = title,
	.draw = draw,
	.act = act,
	.type = type,
	.close = close,
};

void
question_choose(struct room *room, const struct question_choice *question)
{
	struct choice *choice = mem_new(sizeof *choice);
	choice->question = *question;
	choice->prompt = mem_dup_text(question->prompt);
	choice->words = mem_new_array(question->count, sizeof(char *));
	for (size_t i = 0; i < question->count; i++)
		choice->words[i] = mem_dup_text(question->choices[i]);
	list_init(&choice->list, &rows, choice, "");
	room_open(room, (struct view){ .ops = &ops, .data = choice });
}
