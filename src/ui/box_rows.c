/*
 * Rows of the writing box. Downwards a row is found from the end of the one
 * before, and nothing need be known. Only where a row begins that has a
 * given place, or which one is above, asks for the rows of a line from its
 * start; those are kept (ui/layout.h).
 */
#include "ui/box_inside.h"

/* How far up to look for a line's start: not into what is known to have no
 * line end. `*known` is the layout that this is known by. */
static size_t
find_line(const struct box *box, size_t at, size_t *known)
{
	const char *text = box_text(box).data;
	while (at > 0 && text[at - 1] != '\n') {
		for (size_t i = 0; i < BOX_LAYOUTS; i++) {
			const struct layout *layout = &box->layouts[i];
			if (box->valid[i] && layout->line <= at &&
			    at <= layout->end) {
				*known = i;
				return layout->line;
			}
		}
		at--;
	}
	return at;
}

static struct layout *
get_layout(struct box *box, size_t at)
{
	size_t which = BOX_LAYOUTS;
	size_t line = find_line(box, at, &which);
	for (size_t i = 0; i < BOX_LAYOUTS && which == BOX_LAYOUTS; i++)
		if (box->valid[i] && box->layouts[i].line == line)
			which = i;
	if (which == BOX_LAYOUTS) {
		which = box->oldest;
		layout_begin(&box->layouts[which], line);
		box->valid[which] = true;
	}
	box->oldest = (which + 1) % BOX_LAYOUTS;
	return &box->layouts[which];
}

struct layout_row
box_get_row(struct box *box, size_t at)
{
	return layout_get_row(get_layout(box, at), box_text(box), at,
	    box->cells);
}

bool
box_get_above(struct box *box, struct layout_row *row)
{
	if (row->start == 0)
		return false;
	*row = box_get_row(box, row->start - 1);
	return true;
}

bool
box_get_below(const struct box *box, struct layout_row *row)
{
	struct span text = box_text(box);
	if (row->last && row->next == text.len)
		return false;
	*row = layout_find_row(text, row->next + row->last, box->cells);
	return true;
}

void
box_forget_rows(struct box *box)
{
	for (size_t i = 0; i < BOX_LAYOUTS; i++)
		box->valid[i] = false;
}

/* Up to `count` rows up. */
static void
go_up(struct box *box, struct layout_row *row, size_t count)
{
	while (count-- > 0 && box_get_above(box, row))
		continue;
}

/* The caret's row is above the top, or so far below. */
static bool
scroll_down(struct box *box, const struct layout_row *caret)
{
	struct layout_row row = box_get_row(box, box->top);
	struct layout_row top = row;
	for (size_t i = 0; i < 2 * box->rows; i++) {
		if (i >= box->rows)
			(void)box_get_below(box, &top);
		if (row.start == caret->start) {
			box->top = top.start;
			return true;
		}
		if (!box_get_below(box, &row))
			return false;
	}
	return false;
}

static bool
scroll_up(struct box *box, const struct layout_row *caret)
{
	struct layout_row row = box_get_row(box, box->top);
	for (size_t i = 0; i < box->rows; i++) {
		if (!box_get_above(box, &row))
			return false;
		if (row.start == caret->start) {
			box->top = row.start;
			return true;
		}
	}
	return false;
}

void
box_show_caret(struct box *box)
{
	struct layout_row caret = box_get_row(box, box->caret);
	box->top = box_get_row(box, box->top).start;
	bool shown = caret.start < box->top ? scroll_up(box, &caret) :
					      scroll_down(box, &caret);
	if (shown)
		return;
	go_up(box, &caret, box->rows / 2);
	box->top = caret.start;
}
