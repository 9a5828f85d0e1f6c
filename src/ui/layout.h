/*
 * One line of a text as rows of at most so many cells, found as far as
 * somebody asks.
 *
 * A row's end depends on what stands before it in its line, and on the word
 * that did not fit, which begins the next row; never on what follows. So rows
 * are found from the line's start, and a change makes only those from two
 * before it on be found again: writing in the middle of a line of any length
 * takes the time of a few rows.
 *
 * Rows break as base/wrap.h has it. Spaces at a row's end may hang past the
 * edge, up to a second row's width; a TAB counts as a space.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

/* Wide enough for every glyph. */
#define LAYOUT_CELLS_MIN 16

struct layout_row {
	size_t start;
	size_t next; /* where the next row begins; of the last: the line's
			end, where LF is or the text ends */
	bool last;
};

struct layout {
	size_t line;   /* where it begins in the text */
	size_t *start; /* where each row begins, in the text, as far as found */
	size_t count;
	size_t cap;
	size_t end;    /* up to here there is no LF */
	bool complete; /* all rows are found; `end` is the line's */
};

/* The row that begins at `start`, which must be the beginning of one. */
struct layout_row layout_find_row(struct span text, size_t start, size_t cells);

/* Begins with a line. A zeroed layout may be given; none of it is kept. */
void layout_begin(struct layout *layout, size_t line);

void layout_clear(struct layout *layout);

/* The row with this place of its line; finds rows as far as needed. */
struct layout_row layout_get_row(struct layout *layout, struct span text,
    size_t place, size_t cells);

/* A change at `at`, at or behind the line's start: forgets what may differ. */
void layout_cut(struct layout *layout, size_t at);

/* The same line further on, or back, in the text. */
void layout_shift(struct layout *layout, size_t removed, size_t added);

#endif
