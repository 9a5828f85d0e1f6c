/* The last row: what the likeliest keys do here. */
#ifndef UI_BAR_H
#define UI_BAR_H

#include "ui/grid.h"
#include "ui/keys.h"

#include <stddef.h>

/*
 * Draws "? Help   Enter Open   …" into a row: help first, then these actions
 * in their order, ended by ACTION_NONE, as many as fit. An entry that does
 * not fit is left out whole, and so are all behind it; an action without a
 * key in this place is passed over.
 */
void bar_draw(struct grid *grid, size_t row, const struct keys *keys,
    enum keys_place place, const enum keys_action *actions);

#endif
