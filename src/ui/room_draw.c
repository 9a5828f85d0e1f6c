/*
 * Rows of the screen, from above: two of the frame, the view, what stands at
 * the foot of it (a message, or a question with a message above it), the bar.
 */
#include "ui/room.h"

#include "ui/bar.h"

#include <assert.h>

/* Rows that a view has in any case. */
#define BODY_LEAST 1

static void
draw_head(const struct room *room, const struct view *body, struct grid *grid)
{
	struct frame frame = {
		.project = room->facts[ROOM_PROJECT],
		.person = room->facts[ROOM_PERSON],
		.sent = room->facts[ROOM_SENT],
		.there = room->there,
		.place = room->place,
	};
	if (body != NULL && body->ops->title != NULL)
		frame.title = body->ops->title(body->data);
	else if (room->place < PLACES_COUNT)
		frame.title = places_word(room->place);
	frame_draw_head(grid, &frame, &room->keys);
}

static void
draw_bar(const struct room *room, const struct view *top, struct grid *grid)
{
	enum keys_action actions[ACTION_COUNT + 1];
	const enum keys_action *next = top->ops->actions;
	size_t count = 0;
	for (; *next != ACTION_NONE; next++)
		if (top->ops->can == NULL || top->ops->can(top->data, *next))
			actions[count++] = *next;
	if (top->ops->place == PLACE_LIST)
		actions[count++] =
		    room->stack.count > 1 ? ACTION_BACK : ACTION_LEAVE;
	actions[count] = ACTION_NONE;
	assert(count <= ACTION_COUNT);
	bar_draw(grid, grid->rows - 1, &room->keys, top->ops->place, actions);
}

/* Rows at the foot, above the bar, for a view that stands there. A message
 * and one row of the view below it have theirs in any case. */
static size_t
measure_foot(const struct room *room, const struct view *top,
    const struct grid *grid)
{
	size_t most = grid->rows - FRAME_HEAD_ROWS - 1 - BODY_LEAST;
	most -= room->has_message;
	if (top->ops->foot == NULL)
		return 0;
	size_t rows = top->ops->foot(top->data, grid->cols);
	return rows < most ? rows : most;
}

void
room_draw(void *data, struct grid *grid)
{
	struct room *room = data;
	const struct view *body = stack_get_body(&room->stack);
	const struct view *top = stack_get(&room->stack, 0);
	draw_head(room, body, grid);
	if (top == NULL)
		return;
	size_t foot = measure_foot(room, top, grid);
	size_t end = grid->rows - 1 - foot;
	if (room->has_message || foot == 0)
		end--;
	struct view_area area = {
		.row = FRAME_HEAD_ROWS,
		.rows = end - FRAME_HEAD_ROWS,
		.cols = grid->cols,
	};
	if (body != NULL)
		body->ops->draw(body->data, grid, area);
	if (room->has_message)
		frame_draw_message(grid, end,
		    room->messages[room->message_count - 1], &room->keys);
	if (foot > 0) {
		area.row = grid->rows - 1 - foot;
		area.rows = foot;
		top->ops->draw(top->data, grid, area);
	}
	draw_bar(room, top, grid);
}
