/* One of two answers, by the key that stands before each. */
#include "ui/question.h"

#include "base/intl.h"
#include "base/mem.h"
#include "ui/prompt.h"

#include <withus/say.h>

#include <stdlib.h>

#define MARGIN 1
#define GAP 3

struct pair {
	struct question_pair question;
	char *prompt;
	char *answers; /* "y Remove   n Keep" */
};

/* Question and answers in one row, or the answers in one of their own. */
static void
print(struct str *out, const struct pair *pair, size_t cols)
{
	size_t width = grid_width(span_of(pair->prompt)) + GAP +
	    grid_width(span_of(pair->answers)) + 2 * (size_t)MARGIN;
	str_add(out, pair->prompt);
	if (width < cols)
		str_add_repeat(out, ' ', GAP);
	else
		str_add_char(out, '\n');
	str_add(out, pair->answers);
}

static size_t
foot(void *data, size_t cols)
{
	struct str words = { 0 };
	print(&words, data, cols);
	size_t rows = prompt_count_rows(str_text(&words), cols);
	str_clear(&words);
	return rows;
}

static void
draw(void *data, struct grid *grid, struct view_area area)
{
	struct str words = { 0 };
	print(&words, data, area.cols);
	(void)prompt_draw(str_text(&words), STYLE_BOLD, grid, area);
	str_clear(&words);
}

static bool
act(void *data, struct room *room, enum keys_action action)
{
	(void)data;
	if (action != ACTION_CANCEL)
		return false;
	room_close(room);
	return true;
}

static bool
type(void *data, struct room *room, uint32_t key)
{
	struct pair *pair = data;
	if (key != 'y' && key != 'Y' && key != 'n' && key != 'N')
		return false;
	room_close(room);
	pair->question.done(pair->question.data, room,
	    key == 'y' || key == 'Y');
	return true;
}

static void
close(void *data)
{
	struct pair *pair = data;
	free(pair->prompt);
	free(pair->answers);
	free(pair);
}

static const enum keys_action actions[] = { ACTION_CANCEL, ACTION_NONE };

static const char *const help[] = {
	N_("Press the letter that stands before your answer."),
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
	.foot = foot,
	.close = close,
};

void
question_decide(struct room *room, const struct question_pair *question)
{
	struct pair *pair = mem_new(sizeof *pair);
	struct str answers = { 0 };
	str_add_format(&answers, "y %s", question->yes);
	str_add_repeat(&answers, ' ', GAP);
	str_add_format(&answers, "n %s", question->no);
	pair->question = *question;
	pair->prompt = mem_dup_text(question->prompt);
	pair->answers = str_take(&answers);
	room_open(room, (struct view){ .ops = &ops, .data = pair });
}
