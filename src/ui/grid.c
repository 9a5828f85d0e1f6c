#include "ui/grid.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>

struct style {
	char letter;
	unsigned look;
	enum grid_accent accent;
};

static const struct style styles[] = {
#define X(name, sign, looks, colour) \
	[STYLE_##name] = {           \
		.letter = (sign),    \
		.look = (looks),     \
		.accent = (colour),  \
	},
#include "ui/styles.def"
#undef X
};

static const struct grid_cell blank = {
	.part = { .point = { ' ' }, .count = 1, .cells = 1 },
	.style = STYLE_PLAIN,
};

void
grid_set_size(struct grid *grid, size_t cols, size_t rows)
{
	free(grid->cells);
	grid->cells = mem_new_array(cols * rows, sizeof *grid->cells);
	grid->cols = cols;
	grid->rows = rows;
	grid_erase(grid);
}

void
grid_clear(struct grid *grid)
{
	free(grid->cells);
	*grid = (struct grid){ .cells = NULL };
}

void
grid_erase(struct grid *grid)
{
	for (size_t i = 0; i < grid->cols * grid->rows; i++)
		grid->cells[i] = blank;
	grid_set_cursor(grid, 0, 0);
}

void
grid_set_cursor(struct grid *grid, size_t row, size_t col)
{
	assert((row < grid->rows && col < grid->cols) || row + col == 0);
	grid->cursor_row = row;
	grid->cursor_col = col;
}

static struct grid_cell *
get_cell(const struct grid *grid, size_t row, size_t col)
{
	return &grid->cells[row * grid->cols + col];
}

static size_t
find_end(const struct grid *grid, struct grid_place place)
{
	if (place.end == 0 || place.end > grid->cols)
		return grid->cols;
	return place.end;
}

/* Half of a wide character is none: the other half becomes blank. */
static void
part_wide(struct grid *grid, size_t row, size_t col)
{
	struct grid_cell *cell = get_cell(grid, row, col);
	if (cell->part.cells == 0)
		cell[-1].part = blank.part;
	if (cell->part.cells == 2)
		cell[1].part = blank.part;
	cell->part = blank.part;
}

static void
set_part(struct grid *grid, struct grid_place place, enum grid_style style,
    const struct glyph_part *part)
{
	struct grid_cell *cell = get_cell(grid, place.row, place.col);
	for (size_t i = 0; i < part->cells; i++)
		part_wide(grid, place.row, place.col + i);
	*cell = (struct grid_cell){ .part = *part, .style = style };
	if (part->cells == 2)
		cell[1] = (struct grid_cell){ .style = style };
}

bool
grid_put_glyph(struct grid *grid, struct grid_place *place,
    enum grid_style style, const struct glyph *glyph)
{
	if (place->row >= grid->rows ||
	    place->col + glyph->cells > find_end(grid, *place))
		return false;
	for (size_t i = 0; i < glyph->count; i++) {
		set_part(grid, *place, style, &glyph->part[i]);
		place->col += glyph->part[i].cells;
	}
	return true;
}

/* Puts what fits; `*text` is then the rest. */
static size_t
put_some(struct grid *grid, struct grid_place place, enum grid_style style,
    struct span *text)
{
	while (text->len > 0) {
		struct glyph glyph;
		glyph_read(&glyph, *text);
		if (!grid_put_glyph(grid, &place, style, &glyph))
			break;
		*text = span_make(text->data + glyph.bytes,
		    text->len - glyph.bytes);
	}
	return place.col;
}

size_t
grid_put(struct grid *grid, struct grid_place place, enum grid_style style,
    struct span text)
{
	return put_some(grid, place, style, &text);
}

size_t
grid_put_cut(struct grid *grid, struct grid_place place, enum grid_style style,
    struct span text)
{
	place.end = find_end(grid, place);
	if (place.row >= grid->rows || place.col >= place.end)
		return place.col;
	struct span rest = text;
	if (grid_width(text) <= place.end - place.col)
		return put_some(grid, place, style, &rest);
	place.end--;
	place.col = put_some(grid, place, style, &rest);
	place.end++;
	rest = span_of("…");
	return put_some(grid, place, style, &rest);
}

void
grid_set_style(struct grid *grid, struct grid_place place,
    enum grid_style style)
{
	place.end = find_end(grid, place);
	if (place.row >= grid->rows)
		return;
	for (size_t col = place.col; col < place.end; col++)
		get_cell(grid, place.row, col)->style = style;
}

size_t
grid_width(struct span text)
{
	size_t width = 0;
	while (text.len > 0) {
		size_t cells;
		size_t size = glyph_measure(text, &cells);
		width += cells;
		text = span_make(text.data + size, text.len - size);
	}
	return width;
}

unsigned
grid_look_of(enum grid_style style)
{
	return styles[style].look;
}

enum grid_accent
grid_accent_of(enum grid_style style)
{
	return styles[style].accent;
}

static void
trim_row(struct str *out, size_t start, char filler)
{
	while (out->len > start && out->data[out->len - 1] == filler)
		str_cut(out, out->len - 1);
	str_add_char(out, '\n');
}

void
grid_dump_text(const struct grid *grid, struct str *out)
{
	for (size_t row = 0; row < grid->rows; row++) {
		size_t start = out->len;
		for (size_t col = 0; col < grid->cols; col++) {
			const struct grid_cell *cell = get_cell(grid, row, col);
			for (size_t i = 0; i < cell->part.count; i++) {
				char bytes[4];
				str_add_bytes(out, bytes,
				    utf8_encode(bytes, cell->part.point[i]));
			}
		}
		trim_row(out, start, ' ');
	}
}

void
grid_dump_styles(const struct grid *grid, struct str *out)
{
	for (size_t row = 0; row < grid->rows; row++) {
		size_t start = out->len;
		for (size_t col = 0; col < grid->cols; col++)
			str_add_char(out,
			    styles[get_cell(grid, row, col)->style].letter);
		trim_row(out, start, '.');
	}
}
