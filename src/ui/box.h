/*
 * The writing box: a text, a caret, and the rows that are seen of it. It
 * knows neither keys nor terminal.
 *
 * The caret stands between clusters, as readers count letters: never inside
 * an emoji or between a letter and its marks. Where a change joins what
 * stands around the caret into one cluster, it moves behind that.
 *
 * Every call takes the time of a screenful, however long the text is, but
 * for jumps far into a single line of megabytes, for find, and for moving
 * the bytes that follow a change (ui/buffer.h).
 */
#ifndef UI_BOX_H
#define UI_BOX_H

#include "base/span.h"
#include "ui/grid.h"

#include <stdbool.h>
#include <stddef.h>

/* Prose is never wider. */
#define BOX_CELLS_MAX 76

enum box_move {
	BOX_LEFT,
	BOX_RIGHT,
	BOX_WORD_LEFT,
	BOX_WORD_RIGHT,
	BOX_UP,
	BOX_DOWN,
	BOX_ROW_START,
	BOX_ROW_END,
	BOX_PAGE_UP,
	BOX_PAGE_DOWN,
	BOX_PARAGRAPH_UP,
	BOX_PARAGRAPH_DOWN,
	BOX_START,
	BOX_END
};

struct box;

/* A box with a copy of this text and the caret at its end; to be freed. */
struct box *box_new(struct span text);
void box_free(struct box *box);

/* The text as it is now; borrowed until it changes. */
struct span box_text(const struct box *box);

/* Counts changes: another number, another text. */
unsigned long box_revision(const struct box *box);

/* Where the caret is, in bytes. */
size_t box_caret(const struct box *box);

/* Puts the caret there, or at the next place where it may stand. */
void box_set_caret(struct box *box, size_t at);

/*
 * How much is seen: `cols` columns, of which text takes at most BOX_CELLS_MAX
 * and leaves one for the caret, and `rows` rows. Less than 17 columns are
 * taken as 17, less than 1 row as 1.
 */
void box_set_size(struct box *box, size_t cols, size_t rows);

void box_move(struct box *box, enum box_move move);

/* What a key types; joins the step of undo before it. */
void box_type(struct box *box, struct span text);

/*
 * What is pasted, as one step. Line ends of all systems become LF, bytes that
 * are not UTF-8 become U+FFFD, and control characters but TAB are left out;
 * returns how many of both.
 */
size_t box_paste(struct box *box, struct span text);

/* Deletes from the caret to where the move would lead; BOX_LEFT is what
 * Backspace does. */
void box_delete(struct box *box, enum box_move move);

/* One step back or forward again; false where there is none. */
bool box_undo(struct box *box);
bool box_redo(struct box *box);

/*
 * Puts the caret at the next place, or the one before, where these words are;
 * behind the last comes the first. Capital and small letters are one. False
 * if they are nowhere; else the place is number `*number` of `*count`.
 */
bool box_find(struct box *box, struct span words, bool forward, size_t *number,
    size_t *count);

/* Where the caret is seen, counted from the first row and column seen. */
void box_get_place(struct box *box, size_t *row, size_t *col);

/* Draws what is seen, from a place on, and sets the cursor of the grid to the
 * caret. The rows must be in the grid, and not wider than it. */
void box_draw(struct box *box, struct grid *grid, struct grid_place place);

#endif
