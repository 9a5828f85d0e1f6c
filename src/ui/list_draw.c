/*
 * How a list is drawn. A row is a mark, then columns of fixed widths and the
 * text, which takes what is left. Where that would be too little, the columns
 * go from the right, one by one; the text stays.
 */
#include "ui/list_inside.h"

#include "base/utf8.h"
#include "ui/layout.h"

#include <stdint.h>

#define MARK "> "
#define INDENT 3
#define HEADING_INDENT 1
#define GAP 2
#define TEXT_LEAST 24
#define TEXT_MOST 76

/* Between the list and its preview. */
#define PREVIEW_GAP 2
#define PREVIEW_MOST 76

struct plan {
	size_t cells[LIST_COLUMNS_MAX]; /* 0: left out */
};

static size_t
measure_others(const struct list_ops *ops, const struct plan *plan)
{
	size_t sum = 0;
	for (size_t i = 0; i < ops->columns; i++)
		if (ops->cells[i] != 0 && plan->cells[i] != 0)
			sum += plan->cells[i] + GAP;
	return sum;
}

/* Takes the last column away that is not the text. */
static bool
drop_column(const struct list_ops *ops, struct plan *plan)
{
	for (size_t i = ops->columns; i-- > 0;) {
		if (ops->cells[i] != 0 && plan->cells[i] != 0) {
			plan->cells[i] = 0;
			return true;
		}
	}
	return false;
}

static struct plan
make_plan(const struct list_ops *ops, size_t cells)
{
	struct plan plan = { .cells = { 0 } };
	for (size_t i = 0; i < ops->columns; i++)
		plan.cells[i] = ops->cells[i];
	while (measure_others(ops, &plan) + TEXT_LEAST > cells)
		if (!drop_column(ops, &plan))
			break;
	size_t text = cells - measure_others(ops, &plan);
	for (size_t i = 0; i < ops->columns; i++)
		if (ops->cells[i] == 0)
			plan.cells[i] = text < TEXT_MOST ? text : TEXT_MOST;
	return plan;
}

static void
draw_runs(struct grid *grid, struct grid_place place,
    const struct list_row *row, struct span text)
{
	size_t col = place.col;
	for (size_t i = 0; i < row->run_count && text.len > 0; i++) {
		size_t bytes = row->runs[i].bytes;
		if (bytes > text.len)
			bytes = text.len;
		place.col = col;
		col = grid_put(grid, place, row->runs[i].style,
		    span_make(text.data, bytes));
		text = span_make(text.data + bytes, text.len - bytes);
	}
}

static void
draw_cell(const struct list *list, struct grid *grid, struct grid_place place,
    const struct list_row *row, size_t column)
{
	const struct list_cell *cell = &row->cell[column];
	if (row->runs != NULL && list->ops->cells[column] == 0)
		draw_runs(grid, place, row, cell->text);
	else
		(void)grid_put_cut(grid, place, cell->style, cell->text);
}

static bool
is_leftward(uint32_t point)
{
	return (point >= 0x590 && point <= 0x8FF) ||
	    (point >= 0xFB1D && point <= 0xFDFF) ||
	    (point >= 0xFE70 && point <= 0xFEFF) ||
	    (point >= 0x10800 && point <= 0x10FFF) ||
	    (point >= 0x1E800 && point <= 0x1EFFF);
}

static bool
is_text_leftward(const struct list *list, const struct list_row *row)
{
	size_t column = 0;
	while (list->ops->cells[column] != 0)
		column++;
	struct span text = row->cell[column].text;
	for (size_t at = 0; at < text.len;) {
		uint32_t point = 0;
		size_t size =
		    utf8_decode(&point, text.data + at, text.len - at);
		if (size > 0 && is_leftward(point))
			return true;
		at += size > 0 ? size : 1;
	}
	return false;
}

/*
 * A terminal that turns right-to-left words round turns what stands behind
 * them, too. So such a text comes last in its row, and only there.
 */
static void
draw_cells(const struct list *list, struct grid *grid, struct grid_place place,
    const struct list_row *row)
{
	struct plan plan = make_plan(list->ops, place.end - place.col);
	bool last = is_text_leftward(list, row);
	for (size_t turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < list->ops->columns; i++) {
			bool waits = last && list->ops->cells[i] == 0;
			if (plan.cells[i] == 0 || waits != (turn == 1))
				continue;
			place.end = place.col + plan.cells[i];
			draw_cell(list, grid, place, row, i);
			place.col = place.end + GAP;
		}
	}
}

static void
draw_mark(const struct list *list, struct grid *grid, struct grid_place place)
{
	(void)grid_put(grid, place, STYLE_PLAIN, span_of(MARK));
	if (!list->ops->reads)
		grid_set_style(grid, place, STYLE_REVERSE);
	grid_set_cursor(grid, place.row, place.col);
}

static void
draw_row(struct list *list, struct grid *grid, struct view_area area,
    size_t number)
{
	struct list_row row;
	struct grid_place place = {
		.row = area.row + number - list->top,
		.col = area.col,
		.end = area.col + area.cols,
	};
	if (!list_get_row(list, number, &row))
		return;
	if (row.heading) {
		place.col += HEADING_INDENT;
		(void)grid_put_cut(grid, place, STYLE_BOLD, row.cell[0].text);
		return;
	}
	place.col += INDENT;
	draw_cells(list, grid, place, &row);
	place.col = area.col;
	if (list->has_id && number == list->selected)
		draw_mark(list, grid, place);
}

/* Scrolls as little as shows the selected row, with the heading right above
 * it; and leaves no rows empty below the last while there are some above. */
static void
scroll(struct list *list)
{
	struct list_row row;
	size_t first = list->selected;
	if (list->seen > 1 && first > 0 &&
	    list_get_row(list, first - 1, &row) && row.heading)
		first--;
	if (list->top + list->seen > list->end)
		list->top = list->end > list->seen ? list->end - list->seen : 0;
	if (list->top > first)
		list->top = first;
	if (list->top + list->seen <= list->selected)
		list->top = list->selected - list->seen + 1;
}

static void
draw_empty(const struct list *list, struct grid *grid, struct view_area area)
{
	struct span text = span_make(str_text(&list->empty), list->empty.len);
	struct grid_place place = {
		.row = area.row,
		.col = area.col + HEADING_INDENT,
	};
	size_t cells = area.cols - 2 * (size_t)HEADING_INDENT;
	if (cells > TEXT_MOST)
		cells = TEXT_MOST;
	grid_set_cursor(grid, place.row, place.col);
	for (size_t at = 0; at < text.len && place.row < area.row + area.rows;
	     place.row++) {
		struct layout_row row = layout_find_row(text, at, cells);
		place.end = place.col + cells;
		(void)grid_put(grid, place, STYLE_PLAIN,
		    span_make(text.data + at, row.next - at));
		at = row.last ? row.next + 1 : row.next;
	}
}

/* Parts the area in two, if there is a preview and room for it. */
static bool
part_area(const struct list *list, struct view_area *area,
    struct view_area *beside)
{
	if (list->ops->preview == NULL || area->cols < LIST_PREVIEW_COLS)
		return false;
	*beside = *area;
	beside->cols = (area->cols - PREVIEW_GAP) / 2;
	if (beside->cols > PREVIEW_MOST)
		beside->cols = PREVIEW_MOST;
	beside->col = area->col + area->cols - beside->cols;
	area->cols -= beside->cols + PREVIEW_GAP;
	return true;
}

void
list_draw(struct list *list, struct grid *grid, struct view_area area)
{
	struct view_area beside;
	list->seen = area.rows;
	if (!list->has_id) {
		draw_empty(list, grid, area);
		return;
	}
	scroll(list);
	if (part_area(list, &area, &beside))
		list->ops->preview(list->data, list_selected(list), grid,
		    beside);
	for (size_t i = 0; i < area.rows; i++)
		draw_row(list, grid, area, list->top + i);
}
