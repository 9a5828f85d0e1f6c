#include "ui/layout.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "ui/glyph.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

static uint32_t
first_point(struct span text)
{
	uint32_t point = 0;
	(void)utf8_decode(&point, text.data, text.len);
	return point;
}

struct layout_row
layout_find_row(struct span text, size_t start, size_t cells)
{
	assert(cells >= LAYOUT_CELLS_MIN);
	struct layout_row row = { .start = start };
	size_t used = 0;
	size_t at = start;
	bool has_text = false;
	bool after_space = true;
	uint32_t before = 0;
	while (at < text.len && text.data[at] != '\n') {
		struct span rest = span_make(text.data + at, text.len - at);
		size_t width;
		size_t size = glyph_measure(rest, &width);
		bool space =
		    size == 1 && (*rest.data == ' ' || *rest.data == '\t');
		uint32_t point = first_point(rest);
		if (has_text && !space &&
		    (after_space || wrap_may_break(before, point)))
			row.next = at;
		used += width;
		if (used > (space ? 2 * cells : cells)) {
			if (row.next == 0)
				row.next = at;
			return row;
		}
		has_text = has_text || !space;
		after_space = space;
		before = point;
		at += size;
	}
	row.next = at;
	row.last = true;
	return row;
}

void
layout_begin(struct layout *layout, size_t line)
{
	layout->start =
	    mem_grow(layout->start, &layout->cap, 1, sizeof *layout->start);
	layout->start[0] = line;
	layout->count = 1;
	layout->line = line;
	layout->end = line;
	layout->complete = false;
}

void
layout_clear(struct layout *layout)
{
	free(layout->start);
	*layout = (struct layout){ .start = NULL };
}

/* The last row that begins at or before the place. */
static size_t
find_index(const struct layout *layout, size_t place)
{
	size_t low = 0;
	size_t high = layout->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (layout->start[middle] <= place)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct layout_row
layout_get_row(struct layout *layout, struct span text, size_t place,
    size_t cells)
{
	while (!layout->complete && layout->start[layout->count - 1] <= place) {
		struct layout_row row = layout_find_row(text,
		    layout->start[layout->count - 1], cells);
		layout->end = row.next;
		layout->complete = row.last;
		if (row.last)
			break;
		layout->start = mem_grow(layout->start, &layout->cap,
		    layout->count + 1, sizeof *layout->start);
		layout->start[layout->count++] = row.next;
	}
	size_t index = find_index(layout, place);
	bool last = index + 1 == layout->count;
	return (struct layout_row){
		.start = layout->start[index],
		.next = last ? layout->end : layout->start[index + 1],
		.last = last,
	};
}

void
layout_cut(struct layout *layout, size_t at)
{
	size_t index = find_index(layout, at);
	size_t keep = index > 2 ? index - 1 : 1;
	if (layout->complete || layout->count > keep) {
		layout->count = keep;
		layout->end = layout->start[keep - 1];
		layout->complete = false;
	}
}

void
layout_shift(struct layout *layout, size_t removed, size_t added)
{
	for (size_t i = 0; i < layout->count; i++)
		layout->start[i] = layout->start[i] - removed + added;
	layout->line = layout->line - removed + added;
	layout->end = layout->end - removed + added;
}
