/*
 * The room: views on top of each other, what stands around them, and the way
 * of keys to them. It knows no terminal: tests give it keys and a grid, and
 * room_run brings it to a screen.
 *
 * A key goes to the view on top. What that does not take, the room takes if
 * it is one of the keys that work everywhere; what nobody takes is named, and
 * the person is told where help is.
 */
#ifndef UI_ROOM_H
#define UI_ROOM_H

#include "base/str.h"
#include "ui/frame.h"
#include "ui/keys.h"
#include "ui/places.h"
#include "ui/screen.h"
#include "ui/stack.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Messages that can be read again. */
#define ROOM_MESSAGES_MAX 100

/* What the first row says. */
enum room_fact {
	ROOM_PROJECT,
	ROOM_PERSON,
	ROOM_SENT,
	ROOM_FACT_COUNT
};

/* What a key asked of the screen. */
enum room_wish {
	ROOM_NOTHING,
	ROOM_END,
	ROOM_REDRAW,
	ROOM_SUSPEND
};

struct room_place {
	struct view (*open)(void *data, struct room *room);
	void *data;
};

struct room {
	struct keys keys;
	struct stack stack;
	char *facts[ROOM_FACT_COUNT];
	bool there[PLACES_COUNT];
	struct room_place places[PLACES_COUNT];
	enum places_id place; /* that we are in; PLACES_COUNT: none */
	bool has_message;     /* the newest one is shown */
	char *messages[ROOM_MESSAGES_MAX]; /* the oldest first */
	size_t message_count;
	enum room_wish wish;
};

/* Without views and places, with the keys of keys.def; to be cleared. */
void room_init(struct room *room);
void room_clear(struct room *room);

/* Copied; NULL: not known. */
void room_set_fact(struct room *room, enum room_fact fact, const char *words);

/* From now on there is this place; `open` makes its view. */
void room_add_place(struct room *room, enum places_id id,
    struct room_place place);

/* Goes to a place that there is, having left every view; false where one of
 * them stays. */
bool room_go(struct room *room, enum places_id id);

/* Puts a view on top, and owns it. */
void room_open(struct room *room, struct view view);

/* One step back, if the view on top may be left; at the last one the wish is
 * to end. */
bool room_back(struct room *room);

/* The same without asking it. */
void room_close(struct room *room);

/* Says something in the row of messages, until the next key; copied. */
void room_say(struct room *room, const char *words);

/* True for an action that works in every view that has its key. */
bool room_takes(const struct room *room, enum keys_action action);

/* True for what can be done just now in the view that is looked at, below a
 * question that may be asked. */
bool room_can(const struct room *room, enum keys_action action);

/* Does it in the view on top, or everywhere; false where nobody takes it. */
bool room_act(struct room *room, enum keys_action action);

/* For struct screen_client; `data` is the room. */
void room_key(void *data, uint32_t key);
void room_paste(void *data, struct span text);
void room_draw(void *data, struct grid *grid);
int room_rest(void *data);

/* What the screen is to do; that is then done. */
enum room_wish room_take_wish(struct room *room);

/* Runs it on a screen: returns as screen_run does. */
int room_run(struct room *room, struct screen *screen);

#endif
