/*
 * What stands around a view: the first row (which project, where in it, who,
 * what is sent), the second (the places and their keys), and the row of the
 * message. The last row is the bar (ui/bar.h).
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/grid.h"
#include "ui/keys.h"
#include "ui/places.h"

#include <stdbool.h>
#include <stddef.h>

#define FRAME_HEAD_ROWS 2

/* All borrowed; words that are not known are NULL. */
struct frame {
	const char *project;
	const char *title;    /* of what is looked at */
	const char *person;   /* who is looking */
	const char *sent;     /* "nothing to send" */
	const bool *there;    /* PLACES_COUNT of them: places that there are */
	enum places_id place; /* that we are in */
};

/*
 * Draws the first two rows. Where it is narrow, the person goes first, then
 * the project is cut, at last what is sent goes; of the places whole entries
 * go from the right, never the one we are in.
 */
void frame_draw_head(struct grid *grid, const struct frame *frame,
    const struct keys *keys);

/* Draws a message into a row. One that is too long says with which key all of
 * it can be read. */
void frame_draw_message(struct grid *grid, size_t row, const char *message,
    const struct keys *keys);

#endif
