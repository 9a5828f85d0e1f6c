/*
 * A paper laid out for a width: lines of cleaned text, and which parts of
 * them have a style. Nothing but printing or drawing is left to do, and that
 * is the same for whoever shows it.
 */
#ifndef PAGE_LINES_H
#define PAGE_LINES_H

#include "page/paper.h"

/* A part of one line; no two overlap, and they stand in order. */
struct page_span {
	size_t begin; /* byte of the line's text */
	size_t len;   /* bytes */
	enum page_style style;
	bool goes_on; /* it began on a line above: a part that was wrapped */
};

struct page_line {
	char *text;   /* clean, without LF; no spaces at its end */
	size_t block; /* the number of its block in the paper, from 0: how a
			 place is found again where the width has changed */
	struct page_span *spans;
	size_t span_count;
	size_t span_cap;
};

/* Zeroed it is empty and valid; it owns all in it. */
struct lines {
	struct page_line *all;
	size_t count;
	size_t cap;
};
void lines_clear(struct lines *lines);

/*
 * Adds all of a paper for lines of so many cells. A line is longer only where
 * one character or the lead of an item alone is; what is in columns stands
 * below instead where that is possible.
 */
void lines_lay(struct lines *out, const struct paper *paper, size_t cells);

#endif
