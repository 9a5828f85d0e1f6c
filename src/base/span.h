/*
 * A borrowed run of bytes inside somebody else's text.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	const char *data;
	size_t len;
};

struct span span_of(const char *text);
struct span span_make(const char *data, size_t len);
bool span_is(struct span span, const char *text);
bool span_equal(struct span a, struct span b);

/* Byte order; a shorter run sorts before a longer one that begins with it. */
int span_compare(struct span a, struct span b);

/* Cuts the next line (without its LF) off the front of `*rest` and returns
 * it; `*rest` is then what follows the LF. Where `*rest` is empty the result
 * has a NULL data. */
struct span span_next_line(struct span *rest);

#endif
