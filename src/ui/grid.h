/*
 * The screen as cells. Views draw into a grid, which needs no terminal: tests
 * read it as two planes of text, and term.h brings it to a real one.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include "base/span.h"
#include "base/str.h"
#include "ui/glyph.h"

#include <stdbool.h>
#include <stddef.h>

enum grid_look {
	LOOK_PLAIN = 0,
	LOOK_BOLD = 1,
	LOOK_UNDERLINE = 2,
	LOOK_REVERSE = 4
};

enum grid_accent {
	ACCENT_NONE,
	ACCENT_RED,
	ACCENT_GREEN,
	ACCENT_MAGENTA
};

enum grid_style {
#define X(name, letter, look, accent) STYLE_##name,
#include "ui/styles.def"
#undef X
	STYLE_COUNT
};

struct grid_cell {
	struct glyph_part part; /* cells 0: the right half of the one before */
	enum grid_style style;
};

struct grid {
	struct grid_cell *cells; /* row by row */
	size_t cols;
	size_t rows;
	/* The focus: where the terminal's cursor stands. */
	size_t cursor_row;
	size_t cursor_col;
};

/* Where words go: from `col` on, before `end`. */
struct grid_place {
	size_t row;
	size_t col;
	size_t end; /* 0, or past the edge: the edge */
};

/* Blank, of that size. A zeroed grid may be cleared, and sized again. */
void grid_set_size(struct grid *grid, size_t cols, size_t rows);
void grid_clear(struct grid *grid);

/* Blanks all of it; the cursor goes to the first cell. */
void grid_erase(struct grid *grid);

/*
 * Puts words of any origin, in one row: as glyph_read shows them, up to the
 * last cluster that fits whole. What lies outside the grid is not put.
 * Returns the column after them.
 */
size_t grid_put(struct grid *grid, struct grid_place place,
    enum grid_style style, struct span text);

/* The same, ending in "…" where something is left out. */
size_t grid_put_cut(struct grid *grid, struct grid_place place,
    enum grid_style style, struct span text);

/* Puts one glyph, if it fits whole; moves the place on. */
bool grid_put_glyph(struct grid *grid, struct grid_place *place,
    enum grid_style style, const struct glyph *glyph);

/* Gives cells of a row another style. */
void grid_set_style(struct grid *grid, struct grid_place place,
    enum grid_style style);

void grid_set_cursor(struct grid *grid, size_t row, size_t col);

/* Cells that words take up in one row. */
size_t grid_width(struct span text);

/* What a style is made of. */
unsigned grid_look_of(enum grid_style style);
enum grid_accent grid_accent_of(enum grid_style style);

/* Adds each row without blanks at its end, and LF. */
void grid_dump_text(const struct grid *grid, struct str *out);

/* Adds each row as letters of styles, without '.' at its end, and LF. */
void grid_dump_styles(const struct grid *grid, struct str *out);

#endif
