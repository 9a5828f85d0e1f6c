#include "ui/room.h"

/* A room on a screen. */
struct run {
	struct room *room;
	struct screen *screen;
};

static void
grant(struct run *run)
{
	switch (room_take_wish(run->room)) {
	case ROOM_END:
		screen_end(run->screen);
		break;
	case ROOM_REDRAW:
		screen_redraw(run->screen);
		break;
	case ROOM_SUSPEND:
		screen_suspend(run->screen);
		break;
	case ROOM_NOTHING:
		break;
	}
}

static void
take_key(void *data, uint32_t key)
{
	struct run *run = data;
	room_key(run->room, key);
	grant(run);
}

static void
take_paste(void *data, struct span text)
{
	struct run *run = data;
	room_paste(run->room, text);
	grant(run);
}

static void
draw(void *data, struct grid *grid)
{
	struct run *run = data;
	room_draw(run->room, grid);
}

static int
rest(void *data)
{
	struct run *run = data;
	return room_rest(run->room);
}

int
room_run(struct room *room, struct screen *screen)
{
	struct run run = { .room = room, .screen = screen };
	const struct screen_client client = {
		.key = take_key,
		.paste = take_paste,
		.draw = draw,
		.rest = rest,
		.data = &run,
	};
	return screen_run(screen, &client);
}
