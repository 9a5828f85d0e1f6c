/*
 * A model of the writing box (ui/box.h): a text, a caret, and rows, each time
 * found anew from the whole text. It knows no steps of undo.
 */
#ifndef SUPPORT_SCRIBE_H
#define SUPPORT_SCRIBE_H

#include "base/span.h"
#include "ui/box.h"

#include <stdbool.h>
#include <stddef.h>

#define SCRIBE_TEXT_MOST 4096
#define SCRIBE_BOUNDS_MOST 4096

struct scribe_row {
	size_t start;
	size_t next;
	bool last;
};

struct scribe {
	char text[SCRIBE_TEXT_MOST];
	size_t len;
	size_t caret;
	size_t goal; /* plus 1 */
	size_t cells;
	size_t rows;
	size_t bounds[SCRIBE_BOUNDS_MOST]; /* where the caret may stand */
	size_t bound_count;
	struct scribe_row row[SCRIBE_BOUNDS_MOST];
	size_t row_count;
};

/* Finds the bounds after the text was set, and the rows. */
void scribe_find_bounds(struct scribe *scribe);
void scribe_find_rows(struct scribe *scribe);

/* The number of the bound at or behind a place. */
size_t scribe_bound(const struct scribe *scribe, size_t at);

/* The row that has a place, and the column of a place in it. */
size_t scribe_row(const struct scribe *scribe, size_t at);
size_t scribe_column(const struct scribe *scribe, size_t row, size_t at);

/* The text from a place on, and the bytes of the cluster there. */
struct span scribe_rest(const struct scribe *scribe, size_t at);
size_t scribe_cluster(const struct scribe *scribe, size_t at);

/* Puts a text in place of another; the caret goes behind it. */
void scribe_replace(struct scribe *scribe, size_t from, size_t to,
    const char *text);

/* Where a move of the caret leads. */
size_t scribe_walk(struct scribe *scribe, enum box_move move);

#endif
