/*
 * A view: what a person looks at and acts on, one at a time, on a stack of
 * them (ui/stack.h) in a room (ui/room.h). It is a constant of operations and
 * its data. It draws into a grid and knows no terminal.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "base/span.h"
#include "ui/grid.h"
#include "ui/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct room;

/* Where in a grid a view may draw: within it, at least 1 row and 20 columns. */
struct view_area {
	size_t row;
	size_t col;
	size_t rows;
	size_t cols;
};

/* What is NULL is not done; each gets the view's data. */
struct view_ops {
	enum keys_place place; /* whose keys count */

	/* All that `act` takes besides moving, the likeliest first, ended by
	 * ACTION_NONE: the bar and help show these. */
	const enum keys_action *actions;

	/* Up to 5 marked sentences, ended by NULL: what can be done here. */
	const char *const *help;

	/* What the first row calls it; NULL: the place's word. Borrowed. */
	const char *(*title)(void *data);

	/* False for one of `actions` that makes no sense just now. */
	bool (*can)(void *data, enum keys_action action);

	/* It has come on top for the first time. */
	void (*open)(void *data, struct room *room);

	/* Draws all of it, and sets the cursor of the grid to the focus.
	 * Never NULL. */
	void (*draw)(void *data, struct grid *grid, struct view_area area);

	/* False for an action that it does not take. */
	bool (*act)(void *data, struct room *room, enum keys_action action);

	/* A key before anybody asks for its action; false: not taken. */
	bool (*type)(void *data, struct room *room, uint32_t key);

	void (*paste)(void *data, struct room *room, struct span text);

	/* All is drawn: what can wait is done now. Returns as `rest` of
	 * ui/screen.h: ms until the next call, 0 to be drawn again, or -1. */
	int (*rest)(void *data);

	/* For a view that stands at the foot and leaves the one below it to
	 * be seen: how many rows it needs. */
	size_t (*foot)(void *data, size_t cols);

	/* Somebody wants to leave: false to stay, having asked or said why. */
	bool (*leave)(void *data, struct room *room);

	/* It has gone: frees the data. */
	void (*close)(void *data);
};

struct view {
	const struct view_ops *ops;
	void *data;
};

/* True for an action among `actions`. */
bool view_has(const struct view_ops *ops, enum keys_action action);

#endif
