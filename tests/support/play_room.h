/*
 * A room with three places of made-up things, for tests of what every place
 * stands on: decisions in a list, a diary that is empty, and Today, a text.
 */
#ifndef SUPPORT_PLAY_ROOM_H
#define SUPPORT_PLAY_ROOM_H

#include "ui/room.h"

#include <stddef.h>

/*
 * What is in the list: "full" has 17 decisions, "many" 10,000, "empty" none,
 * and "hostile" those that nobody should have written.
 *
 * In the list: Enter opens a text, `a` asks for a question and adds it, `e`
 * asks for one of three ways, `u` asks before it takes the selected one away,
 * `s` says a long message. Once something was added, leaving asks.
 */
void play_room_init(struct room *room, const char *kind);

/* PROGRAM play room KIND: runs it. Returns the exit status. */
int play_room_main(const char *kind);

/* How many rows were asked for so far. */
size_t play_room_rows_read(void);

/* True once somebody counted the rows. */
bool play_room_was_counted(void);

#endif
