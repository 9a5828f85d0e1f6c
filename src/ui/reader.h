/*
 * A text that is read, line by line: laid out for the width that there is by
 * whoever has it, moved through and searched as a list is. The line one is at
 * is marked, and the cursor is on it, so that what reads the screen aloud
 * reads that line.
 *
 * A text is made of parts (a paragraph, a heading, an item of a list). When
 * the width changes all is laid out anew, and the line stays that begins at
 * the same place of the same part, or contains it.
 */
#ifndef UI_READER_H
#define UI_READER_H

#include "base/span.h"
#include "base/str.h"
#include "ui/grid.h"
#include "ui/list.h"
#include "ui/room.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Prose is never wider. */
#define READER_CELLS_MAX 76

struct reader;

struct reader_ops {
	/* Puts the whole text, for so many cells. */
	void (*lay)(void *data, struct reader *reader, size_t cells);

	const char *none; /* a marked sentence: {1} was not found */
};

struct reader_line {
	size_t start; /* of its bytes in `text` */
	size_t len;
	size_t runs; /* number of its first run */
	size_t run_count;
	size_t part;
	size_t offset; /* of its first byte in the part */
	bool blank;
};

struct reader {
	const struct reader_ops *ops;
	void *data; /* for ops; borrowed */
	struct list list;
	struct str text;
	struct reader_line *lines;
	size_t count;
	size_t cap;
	struct list_run *runs;
	size_t run_count;
	size_t run_cap;
	size_t part;   /* the number of the next part */
	size_t offset; /* bytes of the present part, so far */
	size_t cells;  /* laid out for; 0: not yet */
	struct str id; /* of the line that was read last */
};

/* Begins at the first line; `empty` is said where there is none. To be
 * cleared. */
void reader_init(struct reader *reader, const struct reader_ops *ops,
    void *data, const char *empty);
void reader_clear(struct reader *reader);

/* The text has changed: laid out anew at the next drawing. */
void reader_reload(struct reader *reader);

void reader_draw(struct reader *reader, struct grid *grid,
    struct view_area area);
bool reader_act(struct reader *reader, struct room *room,
    enum keys_action action);

/* ------------------------------------------------- for `lay` alone */

/* The next line is another part. */
void reader_begin_part(struct reader *reader);

/* One line as it is, in runs of styles (NULL: plain). */
void reader_put_line(struct reader *reader, struct span text,
    const struct list_run *runs, size_t count);

/* A part that is wrapped; every row after `indent` spaces. */
void reader_put(struct reader *reader, enum grid_style style, size_t indent,
    struct span text);

/* A part with a lead ("- ", "Ctrl-L") of at most `width` cells and words
 * wrapped beside it; a longer lead stands in a row above. */
void reader_put_item(struct reader *reader, struct span lead, size_t width,
    struct span text);

void reader_put_blank(struct reader *reader);

#endif
