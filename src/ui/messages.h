/* Earlier messages, to be read again. */
#ifndef UI_MESSAGES_H
#define UI_MESSAGES_H

#include "ui/room.h"

/* Opens them, the newest first; says so where they are open. */
void messages_open(struct room *room);

#endif
