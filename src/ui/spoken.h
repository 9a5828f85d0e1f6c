/*
 * Commands by their words: for who knows what to do, and not with which key.
 * A command is an action of keys.def, by its word in settings or by what the
 * bar calls it; the start of one will do. Tab writes the rest of it.
 */
#ifndef UI_SPOKEN_H
#define UI_SPOKEN_H

#include "ui/room.h"

/* Asks for a command, and does it in the view on top. */
void spoken_ask(struct room *room);

#endif
