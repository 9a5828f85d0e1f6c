#include "ui/prompt.h"

#include "ui/layout.h"

#define MARGIN 1
#define CELLS_MOST 76

static size_t
find_cells(size_t cols)
{
	size_t cells = cols - 2 * (size_t)MARGIN;
	return cells < CELLS_MOST ? cells : CELLS_MOST;
}

size_t
prompt_count_rows(const char *words, size_t cols)
{
	struct span text = span_of(words);
	size_t rows = 0;
	for (size_t at = 0; at < text.len; rows++) {
		struct layout_row row =
		    layout_find_row(text, at, find_cells(cols));
		at = row.last ? row.next + 1 : row.next;
	}
	return rows;
}

/* What cannot be seen for want of rows is the beginning: answers come last. */
size_t
prompt_draw(const char *words, enum grid_style style, struct grid *grid,
    struct view_area area)
{
	struct span text = span_of(words);
	size_t cells = find_cells(area.cols);
	size_t count = prompt_count_rows(words, area.cols);
	size_t skipped = count > area.rows ? count - area.rows : 0;
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		struct layout_row row = layout_find_row(text, at, cells);
		struct span part = span_make(text.data + at, row.next - at);
		at = row.last ? row.next + 1 : row.next;
		if (i < skipped)
			continue;
		struct grid_place place = {
			.row = area.row + i - skipped,
			.col = area.col + MARGIN,
			.end = area.col + MARGIN + cells,
		};
		place.col = grid_put(grid, place, style, part);
		grid_set_cursor(grid, place.row,
		    place.col < grid->cols ? place.col : grid->cols - 1);
	}
	return count - skipped;
}
