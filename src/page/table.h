/* Rows in columns, as items for a width. */
#ifndef PAGE_TABLE_H
#define PAGE_TABLE_H

#include "page/paper.h"

/*
 * Adds the rows of a PAPER_TABLE as items and prose. Widths fit the longest
 * cell, the last column takes what is left and will be wrapped; where the
 * line is too narrow, columns that may go stand below instead, the rightmost
 * first.
 */
void table_spread(struct paper *out, const struct paper_block *table,
    size_t cells);

#endif
