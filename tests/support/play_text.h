/* A view of a made-up text, for a room (support/play_room.h). */
#ifndef SUPPORT_PLAY_TEXT_H
#define SUPPORT_PLAY_TEXT_H

#include "ui/room.h"

/* For struct room_place; takes no data. */
struct view play_text_open(void *data, struct room *room);

#endif
