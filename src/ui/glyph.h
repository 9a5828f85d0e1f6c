/*
 * One cluster as a terminal is to show it. Everything that is drawn, measured
 * or wrapped on the screen goes through here, so that the caret stands where
 * the terminal puts it, and nothing reaches the terminal uncleaned
 * (base/clean.h).
 *
 * Terminals disagree about clusters of several wide characters: one that
 * knows clusters draws a family of four as 2 cells, others as 8. So what
 * makes them one (the joiner between pictures, the selector of a shape) is
 * left out of what is shown, never out of the text, and all say 8. Widths are
 * wcwidth's, as are those of ncurses; what it does not know becomes U+FFFD.
 */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include "base/span.h"

#include <stddef.h>
#include <stdint.h>

/* A base and four marks: what clean_text leaves, and a cell of ncurses
 * holds. */
#define GLYPH_POINTS 5

/* Parts and cells of one glyph at most; a cluster has up to 32 characters,
 * but more of them than this mean nothing. */
#define GLYPH_PARTS 8
#define GLYPH_CELLS_MAX 16

#define GLYPH_TAB_CELLS 4

struct glyph_part {
	uint32_t point[GLYPH_POINTS];
	uint8_t count; /* of points, 1 at least */
	uint8_t cells; /* 1 or 2 */
};

struct glyph {
	size_t bytes; /* of the text that it stands for */
	size_t cells; /* 1 at least */
	size_t count;
	struct glyph_part part[GLYPH_PARTS];
};

/* The glyph at the front of a text that is not empty. Any bytes may come in.
 * LF is one space here, TAB four. */
void glyph_read(struct glyph *glyph, struct span text);

/* Its bytes alone; 0 where there is no text. Other than in utf8_cluster(), CR
 * and LF are two: lines end before LF. */
size_t glyph_step(struct span text);

/* Its bytes, and its cells, alone: quicker. */
size_t glyph_measure(struct span text, size_t *cells);

#endif
