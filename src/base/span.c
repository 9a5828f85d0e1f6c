#include "base/span.h"

#include <string.h>

struct span
span_of(const char *text)
{
	return span_make(text, strlen(text));
}

struct span
span_make(const char *data, size_t len)
{
	return (struct span){ .data = data, .len = len };
}

bool
span_is(struct span span, const char *text)
{
	return span_equal(span, span_of(text));
}

bool
span_equal(struct span a, struct span b)
{
	return a.len == b.len && span_compare(a, b) == 0;
}

int
span_compare(struct span a, struct span b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len > 0 ? memcmp(a.data, b.data, len) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

struct span
span_next_line(struct span *rest)
{
	if (rest->len == 0)
		return span_make(NULL, 0);
	const char *end = memchr(rest->data, '\n', rest->len);
	struct span line = *rest;
	if (end == NULL) {
		*rest = span_make(rest->data + rest->len, 0);
		return line;
	}
	line.len = (size_t)(end - line.data);
	*rest = span_make(end + 1, rest->len - line.len - 1);
	return line;
}
