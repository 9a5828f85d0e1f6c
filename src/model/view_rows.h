/*
 * Rows on their way through a merge: what view_rows.c decides, and
 * view_order.c puts in order.
 */
#ifndef MODEL_VIEW_ROWS_H
#define MODEL_VIEW_ROWS_H

#include "model/view_parts.h"

/* A row where it was found. Sources are the heads, then the bases. */
struct found {
	const struct row *row;
	size_t source;
	size_t place;
};

/* All rows of one name. */
struct group {
	char *name;                /* borrowed */
	const struct found *heads; /* those in heads, by head */
	size_t head_count;
	const struct found *bases;
	size_t base_count;
	struct row row; /* merged; owned; no cells: it goes */
	bool is_base;   /* all bases have it */
	bool is_moving; /* all heads too: part of the order that is chosen */
	size_t next;    /* the group that comes behind it */
};

struct rows {
	struct view *view;
	const struct view_field *field;
	struct found *found;
	size_t found_count;
	struct group *groups; /* by name; the last is where the order begins */
	size_t count;
};

/* Links what stays through `next`, from groups[count] on, which the last one
 * leads back to. Notes a clash where heads reordered differently. */
void view_order_rows(struct rows *rows);

#endif
