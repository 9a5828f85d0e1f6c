/* The words of a question, wrapped. */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "ui/grid.h"
#include "ui/view.h"

#include <stddef.h>

/* Rows that these words take, one cell in from either side. */
size_t prompt_count_rows(const char *words, size_t cols);

/* Draws them from the first row of an area on, only the last ones where there
 * is no room for all, and sets the cursor behind them. Returns the rows. */
size_t prompt_draw(const char *words, enum grid_style style, struct grid *grid,
    struct view_area area);

#endif
