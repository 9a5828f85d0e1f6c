/* What the files of the writing box share. */
#ifndef UI_BOX_INSIDE_H
#define UI_BOX_INSIDE_H

#include "ui/box.h"
#include "ui/buffer.h"
#include "ui/layout.h"

#define BOX_LAYOUTS 2

struct box {
	struct buffer buffer;
	size_t caret;
	size_t goal; /* column that moves up and down go for, plus 1; 0: none */
	size_t cells; /* of a row of text */
	size_t rows;  /* seen */
	size_t top;   /* where the first row seen begins */
	/* Lines that rows were found in: that of the caret, and that of the
	 * top, as it happens. */
	struct layout layouts[BOX_LAYOUTS];
	bool valid[BOX_LAYOUTS];
	size_t oldest; /* the one to be used for another line */
};

/* The row that has this place. */
struct layout_row box_get_row(struct box *box, size_t at);

/* The row above or below; false, and untouched, at the edge. */
bool box_get_above(struct box *box, struct layout_row *row);
bool box_get_below(const struct box *box, struct layout_row *row);

/* The next place where the caret may stand, at or behind this one. */
size_t box_snap(struct box *box, size_t at);

/* The column, from 0, of a place in a row: the last one for spaces past it. */
size_t box_find_column(const struct box *box, const struct layout_row *row,
    size_t at);

/* Where a move leads; sets the goal. */
size_t box_find_target(struct box *box, enum box_move move);

/* Scrolls as little as shows the caret; half a screen for jumps. */
void box_show_caret(struct box *box);

/* Forgets all rows. */
void box_forget_rows(struct box *box);

#endif
