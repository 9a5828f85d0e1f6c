#include "ui/box_inside.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/glyph.h"

#include <assert.h>
#include <stdlib.h>

#define COLS_FIRST 80
#define ROWS_FIRST 24
#define POINT_DEL 0x7F
#define POINT_C1_LAST 0x9F

struct box *
box_new(struct span text)
{
	struct box *box = mem_new(sizeof *box);
	buffer_set(&box->buffer, text);
	box->caret = text.len;
	box_set_size(box, COLS_FIRST, ROWS_FIRST);
	return box;
}

void
box_free(struct box *box)
{
	if (box == NULL)
		return;
	for (size_t i = 0; i < BOX_LAYOUTS; i++)
		layout_clear(&box->layouts[i]);
	buffer_clear(&box->buffer);
	free(box);
}

struct span
box_text(const struct box *box)
{
	return buffer_text(&box->buffer);
}

unsigned long
box_revision(const struct box *box)
{
	return box->buffer.revision;
}

size_t
box_caret(const struct box *box)
{
	return box->caret;
}

void
box_set_caret(struct box *box, size_t at)
{
	assert(at <= box_text(box).len);
	buffer_seal(&box->buffer);
	box->caret = box_snap(box, at);
	box->goal = 0;
	box_show_caret(box);
}

void
box_set_size(struct box *box, size_t cols, size_t rows)
{
	size_t cells = cols > BOX_CELLS_MAX ? BOX_CELLS_MAX : cols - 1;
	if (cols < LAYOUT_CELLS_MIN + 1)
		cells = LAYOUT_CELLS_MIN;
	if (cells != box->cells)
		box_forget_rows(box);
	box->cells = cells;
	box->rows = rows > 0 ? rows : 1;
	box_show_caret(box);
}

void
box_move(struct box *box, enum box_move move)
{
	buffer_seal(&box->buffer);
	box->caret = box_find_target(box, move);
	box_show_caret(box);
}

/* Keeps what is known of rows true after a change. */
static void
follow_change(struct box *box, struct buffer_change change)
{
	size_t behind = change.at + change.removed;
	for (size_t i = 0; i < BOX_LAYOUTS; i++) {
		struct layout *layout = &box->layouts[i];
		if (!box->valid[i])
			continue;
		if (layout->line <= change.at)
			layout_cut(layout, change.at);
		else if (behind < layout->line)
			layout_shift(layout, change.removed, change.added);
		else
			box->valid[i] = false;
	}
	if (behind <= box->top)
		box->top = box->top - change.removed + change.added;
	else if (change.at < box->top)
		box->top = change.at;
}

/* After a change: the caret goes there. */
static void
settle(struct box *box, struct buffer_change change, size_t caret)
{
	follow_change(box, change);
	box->caret = box_snap(box, caret);
	box->goal = 0;
	box_show_caret(box);
}

static void
insert(struct box *box, enum buffer_kind kind, struct span text)
{
	if (text.len == 0)
		return;
	struct buffer_change change = {
		.at = box->caret,
		.added = text.len,
	};
	buffer_replace(&box->buffer, kind, box->caret, 0, text);
	settle(box, change, change.at + change.added);
}

void
box_type(struct box *box, struct span text)
{
	insert(box, BUFFER_TYPE, text);
}

/* Adds one character as it may be pasted; returns how many were not. */
static size_t
add_pasted(struct str *out, struct span *rest)
{
	uint32_t point = 0;
	size_t size = utf8_decode(&point, rest->data, rest->len);
	bool refused = size == 0;
	if (refused) {
		str_add(out, "\xEF\xBF\xBD");
		size = 1;
	} else if (point == '\r') {
		if (rest->len == 1 || rest->data[1] != '\n')
			str_add_char(out, '\n');
	} else if (point == '\n' || point == '\t' ||
	    (point >= ' ' && point < POINT_DEL) || point > POINT_C1_LAST) {
		str_add_bytes(out, rest->data, size);
	} else {
		refused = true;
	}
	*rest = span_make(rest->data + size, rest->len - size);
	return refused;
}

size_t
box_paste(struct box *box, struct span text)
{
	struct str out = { 0 };
	size_t refused = 0;
	while (text.len > 0)
		refused += add_pasted(&out, &text);
	insert(box, BUFFER_WHOLE, span_make(str_text(&out), out.len));
	str_clear(&out);
	return refused;
}

void
box_delete(struct box *box, enum box_move move)
{
	size_t target = box_find_target(box, move);
	size_t from = target < box->caret ? target : box->caret;
	size_t to = target < box->caret ? box->caret : target;
	struct buffer_change change = { .at = from, .removed = to - from };
	if (change.removed == 0)
		return;
	buffer_replace(&box->buffer, BUFFER_ERASE, from, change.removed,
	    span_make(NULL, 0));
	settle(box, change, from);
}

bool
box_undo(struct box *box)
{
	struct buffer_change change;
	if (!buffer_undo(&box->buffer, &change))
		return false;
	settle(box, change, change.at + change.added);
	return true;
}

bool
box_redo(struct box *box)
{
	struct buffer_change change;
	if (!buffer_redo(&box->buffer, &change))
		return false;
	settle(box, change, change.at + change.added);
	return true;
}

void
box_get_place(struct box *box, size_t *row, size_t *col)
{
	struct layout_row at = box_get_row(box, box->caret);
	struct layout_row seen = box_get_row(box, box->top);
	*col = box_find_column(box, &at, box->caret);
	*row = 0;
	while (seen.start < at.start && box_get_below(box, &seen))
		++*row;
	assert(seen.start == at.start && *row < box->rows);
}

/* Each glyph is read with all that follows it, as when it was measured. */
static void
draw_row(const struct box *box, const struct layout_row *row, struct grid *grid,
    struct grid_place place)
{
	struct span text = box_text(box);
	for (size_t at = row->start; at < row->next;) {
		struct glyph glyph;
		glyph_read(&glyph, span_make(text.data + at, text.len - at));
		at += glyph.bytes;
		if (!grid_put_glyph(grid, &place, STYLE_PLAIN, &glyph))
			break;
	}
}

void
box_draw(struct box *box, struct grid *grid, struct grid_place place)
{
	struct layout_row row = box_get_row(box, box->top);
	size_t caret_row;
	size_t caret_col;
	box_get_place(box, &caret_row, &caret_col);
	grid_set_cursor(grid, place.row + caret_row, place.col + caret_col);
	place.end = place.col + box->cells;
	for (size_t i = 0; i < box->rows; i++) {
		draw_row(box, &row, grid, place);
		place.row++;
		if (!box_get_below(box, &row))
			break;
	}
}
