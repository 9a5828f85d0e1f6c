/*
 * Where in a CommonMark text its headings and the items of its lists stand:
 * for what reads a text that others wrote, piece by piece, and keeps each
 * piece as it is.
 */
#ifndef BASE_OUTLINE_H
#define BASE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

/* A heading, or an item of a list; neither inside of a quote or an item, nor
 * in HTML. Places are offsets in bytes. */
struct outline_mark {
	bool is_item;
	unsigned level; /* of a heading: 1 to 6 */
	size_t from;    /* begin of its first line */
	size_t to;      /* a heading: behind its last line with the LF */
	size_t text;    /* its words as they were typed, of an item those of */
	size_t end;     /* its first paragraph; lines below one another */
};

struct outline {
	struct outline_mark *marks; /* in the order of the text */
	size_t count;
	size_t cap;
};

/*
 * Adds the marks of a text to a zeroed outline. Without words a heading or an
 * item is none. False, and no marks, where the markup is too tangled to be
 * read in time that grows with its length.
 */
bool outline_read(struct outline *out, const char *text, size_t len);

void outline_clear(struct outline *outline);

#endif
