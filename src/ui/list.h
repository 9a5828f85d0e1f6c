/*
 * The one list: rows that somebody else has, one of them selected. It shows
 * them, moves among them, finds words in them, and stays with what is selected
 * when they change.
 *
 * Rows are asked for by number, and only those that are seen, so a first
 * screen is there before anybody knows how many there are; counting comes
 * after it (list_rest), or when the end is asked for. Headings of groups are
 * rows too, which nobody can select.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "base/span.h"
#include "base/str.h"
#include "ui/grid.h"
#include "ui/room.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIST_COLUMNS_MAX 6
#define LIST_UNCOUNTED SIZE_MAX

/* With so many columns there is room for a preview. */
#define LIST_PREVIEW_COLS 120

/* How far to either side of its old place a row is looked for by its id when
 * rows have changed. */
#define LIST_SEEK_ROWS 4096

struct list_cell {
	struct span text;
	enum grid_style style;
};

/* So many bytes of the text in a style. */
struct list_run {
	size_t bytes;
	enum grid_style style;
};

/* All borrowed until the next row is asked for. */
struct list_row {
	bool heading;   /* the first cell goes across the row */
	struct span id; /* the same for the same thing, whatever its number */
	struct list_cell cell[LIST_COLUMNS_MAX]; /* one for each column */
	const struct list_run *runs; /* of the text; NULL: its cell's style */
	size_t run_count;
	struct span rest; /* the next line of a text: words may go on in it */
};

struct list_ops {
	/* Cells of each column, from the left; 0 for the one that is the text
	 * and takes what is left. Ended by `columns`. */
	const size_t *cells;
	size_t columns;

	/* The row of a number, from 0 on; false behind the last. The row
	 * comes zeroed. */
	bool (*row)(void *data, size_t number, struct list_row *row);

	/* How many rows there are; may take its time. NULL: rows are tried
	 * one by one. */
	size_t (*count)(void *data);

	/* Draws what is told of a row beside the list. May be NULL. */
	void (*preview)(void *data, struct span id, struct grid *grid,
	    struct view_area area);

	/* A marked sentence: {1} was not found. NULL: see list_set_none. */
	const char *none;

	/* A text that is read line by line: no reverse. */
	bool reads;
};

struct list {
	const struct list_ops *ops;
	void *data;       /* for ops; borrowed */
	const char *none; /* as in ops; borrowed */
	struct str empty; /* what it says without a row */
	size_t selected;
	struct str id; /* of the selected row */
	bool has_id;
	size_t top;
	size_t seen;      /* rows on the screen, last time */
	size_t end;       /* how many rows; LIST_UNCOUNTED */
	struct str words; /* that were looked for, as typed */
	size_t *found;    /* rows that have them */
	size_t found_count;
	size_t found_cap;
	bool searched; /* `found` holds for these rows */
};

/* Begins at the first row; `empty` is copied. To be cleared. */
void list_init(struct list *list, const struct list_ops *ops, void *data,
    const char *empty);
void list_clear(struct list *list);

/* Another marked sentence for what is not found; borrowed. */
void list_set_none(struct list *list, const char *none);

/* Rows have changed: goes to the row that was selected, or else stays where
 * it was. */
void list_reload(struct list *list);

/* Selects a row, or the next one that can be. */
void list_select(struct list *list, size_t number);

/* The id of the selected row; data NULL where there is none. Borrowed. */
struct span list_selected(struct list *list);

void list_draw(struct list *list, struct grid *grid, struct view_area area);

/* True for what moves, and what finds. */
bool list_takes(enum keys_action action);

/* Takes these; false for all else. */
bool list_act(struct list *list, struct room *room, enum keys_action action);

/* Counts, if nobody has: 0 then, to be drawn again, else -1. */
int list_rest(struct list *list);

/* Finds words, beginning at the selected row; says which of how many. */
void list_find(struct list *list, struct room *room, struct span words);

#endif
