#include "ui/room.h"

#include "base/intl.h"
#include "base/mem.h"
#include "ui/help.h"
#include "ui/list.h"
#include "ui/messages.h"
#include "ui/spoken.h"

#include <withus/say.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void
room_init(struct room *room)
{
	*room = (struct room){ .place = PLACES_COUNT };
	keys_init(&room->keys);
}

void
room_clear(struct room *room)
{
	stack_clear(&room->stack);
	keys_clear(&room->keys);
	for (size_t i = 0; i < ROOM_FACT_COUNT; i++)
		free(room->facts[i]);
	for (size_t i = 0; i < room->message_count; i++)
		free(room->messages[i]);
	*room = (struct room){ .place = PLACES_COUNT };
}

void
room_set_fact(struct room *room, enum room_fact fact, const char *words)
{
	free(room->facts[fact]);
	room->facts[fact] = mem_dup_text(words);
}

void
room_say(struct room *room, const char *words)
{
	if (room->message_count == ROOM_MESSAGES_MAX) {
		free(room->messages[0]);
		room->message_count--;
		memmove(room->messages, room->messages + 1,
		    room->message_count * sizeof *room->messages);
	}
	room->messages[room->message_count++] = mem_dup_text(words);
	room->has_message = true;
}

enum room_wish
room_take_wish(struct room *room)
{
	enum room_wish wish = room->wish;
	room->wish = ROOM_NOTHING;
	return wish;
}

/* ------------------------------------------------- views and places */

void
room_open(struct room *room, struct view view)
{
	stack_push(&room->stack, view);
	if (view.ops->open != NULL)
		view.ops->open(view.data, room);
}

/* The last view stays to be seen until the screen has ended. */
void
room_close(struct room *room)
{
	if (room->stack.count > 1)
		stack_pop(&room->stack);
	else
		room->wish = ROOM_END;
}

/* True if the view on top may be taken away. */
static bool
ask_to_leave(struct room *room)
{
	const struct view *top = stack_get(&room->stack, 0);
	return top->ops->leave == NULL || top->ops->leave(top->data, room);
}

bool
room_back(struct room *room)
{
	if (!ask_to_leave(room))
		return false;
	room_close(room);
	return true;
}

void
room_add_place(struct room *room, enum places_id id, struct room_place place)
{
	room->places[id] = place;
	room->there[id] = true;
}

bool
room_go(struct room *room, enum places_id id)
{
	assert(room->there[id]);
	while (room->stack.count > 1 ||
	    (room->stack.count == 1 && room->place != id)) {
		if (!ask_to_leave(room))
			return false;
		stack_pop(&room->stack);
	}
	if (room->stack.count == 1)
		return true;
	const struct room_place *place = &room->places[id];
	room->place = id;
	room_open(room, place->open(place->data, room));
	return true;
}

/* ------------------------------------------------- keys */

/* `sentence` names the key to leave. */
static void
say_way_out(struct room *room, const char *sentence)
{
	struct str key = { 0 };
	keys_print(&key, keys_get_key(&room->keys, PLACE_LIST, ACTION_LEAVE));
	char *text = say_fill(sentence, str_text(&key), NULL);
	room_say(room, text);
	free(text);
	str_clear(&key);
}

static void
go_back(struct room *room, enum keys_action action)
{
	if (action == ACTION_LEAVE || room->stack.count > 1)
		(void)room_back(room);
	else
		say_way_out(room,
		    _(N_("There is no step back from here. To leave, press "
			 "{1}.")));
}

static bool
act(struct room *room, enum keys_action action)
{
	if (!room_takes(room, action))
		return false;
	switch (action) {
	case ACTION_HELP:
		help_open(room);
		break;
	case ACTION_COMMAND:
		spoken_ask(room);
		break;
	case ACTION_MESSAGES:
		messages_open(room);
		break;
	case ACTION_BACK:
	case ACTION_LEAVE:
		go_back(room, action);
		break;
	case ACTION_REDRAW:
		room->wish = ROOM_REDRAW;
		break;
	case ACTION_SUSPEND:
		room->wish = ROOM_SUSPEND;
		break;
	case ACTION_CANCEL:
		say_way_out(room,
		    _(N_("There is no question to drop. To go back, press "
			 "{1}.")));
		break;
	default:
		(void)room_go(room, places_of(action));
	}
	return true;
}

bool
room_takes(const struct room *room, enum keys_action action)
{
	switch (action) {
	case ACTION_HELP:
	case ACTION_COMMAND:
	case ACTION_MESSAGES:
	case ACTION_BACK:
	case ACTION_LEAVE:
	case ACTION_REDRAW:
	case ACTION_SUSPEND:
	case ACTION_CANCEL:
		return true;
	default: {
		enum places_id id = places_of(action);
		return id < PLACES_COUNT && room->there[id];
	}
	}
}

static void
say_unknown(struct room *room, enum keys_place place, uint32_t key)
{
	struct str name = { 0 };
	struct str help = { 0 };
	keys_print(&name, key);
	keys_print(&help, keys_get_key(&room->keys, place, ACTION_HELP));
	char *text =
	    say_fill(_(N_("Nothing happens with {1} here. {2} is help.")),
		str_text(&name), str_text(&help), NULL);
	room_say(room, text);
	free(text);
	str_clear(&help);
	str_clear(&name);
}

bool
room_can(const struct room *room, enum keys_action action)
{
	const struct view *view = stack_get_body(&room->stack);
	if (view == NULL)
		return false;
	if (view_has(view->ops, action))
		return view->ops->can == NULL ||
		    view->ops->can(view->data, action);
	return list_takes(action) || room_takes(room, action);
}

bool
room_act(struct room *room, enum keys_action action)
{
	const struct view *top = stack_get(&room->stack, 0);
	if (top == NULL)
		return false;
	const struct view view = *top;
	bool barred = view_has(view.ops, action) && view.ops->can != NULL &&
	    !view.ops->can(view.data, action);
	if (!barred && view.ops->act != NULL &&
	    view.ops->act(view.data, room, action))
		return true;
	return act(room, action);
}

static void
take_key(struct room *room, uint32_t key)
{
	const struct view *top = stack_get(&room->stack, 0);
	if (top == NULL)
		return;
	const struct view view = *top;
	enum keys_place place = view.ops->place;
	if (view.ops->type != NULL && view.ops->type(view.data, room, key))
		return;
	enum keys_action action = keys_find(&room->keys, place, key);
	if (action == ACTION_NONE || !room_act(room, action))
		say_unknown(room, place, key);
}

void
room_key(void *data, uint32_t key)
{
	struct room *room = data;
	room->has_message = false;
	take_key(room, key);
	stack_sweep(&room->stack);
}

void
room_paste(void *data, struct span text)
{
	struct room *room = data;
	const struct view *top = stack_get(&room->stack, 0);
	room->has_message = false;
	if (top != NULL && top->ops->paste != NULL)
		top->ops->paste(top->data, room, text);
	else
		room_say(room,
		    _(N_("There is no place for words here, so nothing was "
			 "pasted.")));
	stack_sweep(&room->stack);
}

int
room_rest(void *data)
{
	struct room *room = data;
	const struct view *top = stack_get(&room->stack, 0);
	if (top == NULL || top->ops->rest == NULL)
		return -1;
	return top->ops->rest(top->data);
}
