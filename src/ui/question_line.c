/* One line to be typed: a writing box of one row at the foot. */
#include "ui/question.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/box.h"
#include "ui/prompt.h"

#include <withus/say.h>

#include <stdlib.h>

#define MARGIN 1

/* The answer stands behind its prompt if that leaves it so much. */
#define ANSWER_LEAST 20

struct line {
	struct question_line question; /* its prompt is owned */
	char *prompt;
	struct box *box;
};

struct step {
	enum keys_action action;
	enum box_move move;
	bool erases;
};

static const struct step steps[] = {
	{ .action = ACTION_LEFT, .move = BOX_LEFT },
	{ .action = ACTION_RIGHT, .move = BOX_RIGHT },
	{ .action = ACTION_ROW_START, .move = BOX_START },
	{ .action = ACTION_ROW_END, .move = BOX_END },
	{ .action = ACTION_ERASE_LEFT, .move = BOX_LEFT, .erases = true },
	{ .action = ACTION_ERASE_RIGHT, .move = BOX_RIGHT, .erases = true },
	{
	    .action = ACTION_ERASE_WORD_LEFT,
	    .move = BOX_WORD_LEFT,
	    .erases = true,
	},
};

static bool
walk(struct line *line, enum keys_action action)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (steps[i].action != action)
			continue;
		if (steps[i].erases)
			box_delete(line->box, steps[i].move);
		else
			box_move(line->box, steps[i].move);
		return true;
	}
	return false;
}

/* The box stays until the room has done with this key. */
static void
answer(struct line *line, struct room *room)
{
	room_close(room);
	line->question.done(line->question.data, room, box_text(line->box));
}

static void
complete(struct line *line, struct room *room)
{
	struct span before = box_text(line->box);
	struct str text = { 0 };
	str_add_bytes(&text, before.data, before.len);
	line->question.complete(line->question.data, room, &text);
	box_free(line->box);
	line->box = box_new(span_make(str_text(&text), text.len));
	str_clear(&text);
}

static bool
act(void *data, struct room *room, enum keys_action action)
{
	struct line *line = data;
	if (walk(line, action))
		return true;
	switch (action) {
	case ACTION_ACCEPT:
		answer(line, room);
		return true;
	case ACTION_CANCEL:
		room_close(room);
		return true;
	case ACTION_NEXT_PART:
		if (line->question.complete == NULL)
			return false;
		complete(line, room);
		return true;
	default:
		return false;
	}
}

static bool
type(void *data, struct room *room, uint32_t key)
{
	struct line *line = data;
	char bytes[4];
	(void)room;
	if (!keys_is_text(key))
		return false;
	box_type(line->box, span_make(bytes, utf8_encode(bytes, key)));
	return true;
}

/* It is one line, so line ends become spaces. */
static void
paste(void *data, struct room *room, struct span text)
{
	struct line *line = data;
	struct str flat = { 0 };
	(void)room;
	for (size_t i = 0; i < text.len; i++) {
		bool ends = text.data[i] == '\n' || text.data[i] == '\r';
		str_add_bytes(&flat, ends ? " " : &text.data[i], 1);
	}
	(void)box_paste(line->box, span_make(str_text(&flat), flat.len));
	str_clear(&flat);
}

static bool
is_beside(const struct line *line, size_t cols)
{
	return grid_width(span_of(line->prompt)) + ANSWER_LEAST +
	    2 * (size_t)MARGIN <=
	    cols;
}

static size_t
foot(void *data, size_t cols)
{
	struct line *line = data;
	if (is_beside(line, cols))
		return 1;
	return 1 + prompt_count_rows(line->prompt, cols);
}

static void
draw(void *data, struct grid *grid, struct view_area area)
{
	struct line *line = data;
	struct grid_place place = {
		.row = area.row + area.rows - 1,
		.col = area.col + MARGIN,
	};
	if (is_beside(line, area.cols)) {
		place.col = 1 +
		    grid_put(grid, place, STYLE_BOLD, span_of(line->prompt));
	} else {
		area.rows--;
		(void)prompt_draw(line->prompt, STYLE_BOLD, grid, area);
	}
	box_set_size(line->box, area.col + area.cols - place.col, 1);
	box_draw(line->box, grid, place);
}

static void
close(void *data)
{
	struct line *line = data;
	box_free(line->box);
	free(line->prompt);
	free(line);
}

static const enum keys_action actions[] = { ACTION_ACCEPT, ACTION_CANCEL,
	ACTION_NONE };

static const char *const help[] = {
	N_("Type your answer, then press Enter."),
	N_("Esc drops the question, and nothing is changed."),
	NULL,
};

static const struct view_ops ops = {
	.place = PLACE_QUESTION,
	.actions = actions,
	.help = help,
	.draw = draw,
	.act = act,
	.type = type,
	.paste = paste,
	.foot = foot,
	.close = close,
};

void
question_ask(struct room *room, const struct question_line *question)
{
	struct line *line = mem_new(sizeof *line);
	line->question = *question;
	line->prompt = mem_dup_text(question->prompt);
	line->box =
	    box_new(span_of(question->answer != NULL ? question->answer : ""));
	room_open(room, (struct view){ .ops = &ops, .data = line });
}
