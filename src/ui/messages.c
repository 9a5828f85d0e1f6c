#include "ui/messages.h"

#include "base/intl.h"
#include "base/mem.h"
#include "ui/reader.h"

#include <withus/say.h>

#include <stdlib.h>

#define LEAD "- "
#define LEAD_CELLS 2

/* A copy: what is said while one reads them does not move them. */
struct messages {
	char *words[ROOM_MESSAGES_MAX]; /* the oldest first, as it was opened */
	size_t count;
	struct reader reader;
};

static void
lay(void *data, struct reader *reader, size_t cells)
{
	const struct messages *messages = data;
	(void)cells;
	for (size_t i = messages->count; i-- > 0;)
		reader_put_item(reader, span_of(LEAD), LEAD_CELLS,
		    span_of(messages->words[i]));
}

static const char *
title(void *data)
{
	(void)data;
	return _(N_("Messages"));
}

static void
draw(void *data, struct grid *grid, struct view_area area)
{
	struct messages *messages = data;
	reader_draw(&messages->reader, grid, area);
}

static bool
act(void *data, struct room *room, enum keys_action action)
{
	struct messages *messages = data;
	return reader_act(&messages->reader, room, action);
}

static void
close(void *data)
{
	struct messages *messages = data;
	reader_clear(&messages->reader);
	for (size_t i = 0; i < messages->count; i++)
		free(messages->words[i]);
	free(messages);
}

static const enum keys_action actions[] = { ACTION_FIND, ACTION_FIND_NEXT,
	ACTION_NONE };

static const char *const help[] = {
	N_("Read what withus told you. The newest message comes first."),
	N_("Find words in them with the key below."),
	NULL,
};

static const struct view_ops ops = {
	.place = PLACE_LIST,
	.actions = actions,
	.help = help,
	.title = title,
	.draw = draw,
	.act = act,
	.close = close,
};

static const struct reader_ops page = {
	.lay = lay,
	.none = N_("No message has “{1}”."),
};

void
messages_open(struct room *room)
{
	const struct view *top = stack_get(&room->stack, 0);
	if (top->ops == &ops) {
		room_say(room, _(N_("These are the messages.")));
		return;
	}
	struct messages *messages = mem_new(sizeof *messages);
	messages->count = room->message_count;
	for (size_t i = 0; i < messages->count; i++)
		messages->words[i] = mem_dup_text(room->messages[i]);
	reader_init(&messages->reader, &page, messages,
	    _(N_("No message yet.")));
	room_open(room, (struct view){ .ops = &ops, .data = messages });
}
