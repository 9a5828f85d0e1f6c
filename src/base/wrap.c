/*
 * Greedy: a row takes clusters until the next one would not fit, and ends at
 * the last place where a break is allowed, or, where there is none, before
 * the cluster that did not fit. What was read past the break is read again
 * for the next row: never more than one row, so time grows with the length
 * of the text alone.
 */
#include "base/wrap.h"

#include "base/span.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Before these no row of Chinese or Japanese begins. */
static const uint32_t closers[] = { 0x2019, 0x201D, 0x3001, 0x3002, 0x3009,
	0x300B, 0x300D, 0x300F, 0x3011, 0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E,
	0xFF1A, 0xFF1B, 0xFF1F };

struct row {
	size_t end;  /* bytes that are shown */
	size_t next; /* where the next row begins */
};

static bool
is_closer(uint32_t point)
{
	for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
		if (point == closers[i])
			return true;
	return false;
}

bool
wrap_may_break(uint32_t before, uint32_t after)
{
	return utf8_point_width(before) == 2 && utf8_point_width(after) == 2 &&
	    !is_closer(after);
}

/* The next piece of a row: a cluster, or one character of it where the
 * cluster alone is wider than a row. */
static size_t
find_piece(struct span rest, size_t cells, size_t *width)
{
	size_t size = utf8_cluster(rest.data, rest.len);
	*width = utf8_width(rest.data, size);
	if (*width <= cells)
		return size;
	uint32_t point;
	size = utf8_decode(&point, rest.data, rest.len);
	*width = utf8_width(rest.data, size);
	return size;
}

/* The first row of a line that is not empty. A space with a mark on it is a
 * character like others. */
static struct row
find_row(struct span line, size_t cells)
{
	struct row row = { .end = 0 };
	size_t used = 0;
	size_t text = 0; /* end of what is no space */
	bool after_space = true;
	uint32_t before = 0;
	for (size_t at = 0; at < line.len;) {
		size_t width;
		struct span rest = span_make(line.data + at, line.len - at);
		size_t size = find_piece(rest, cells, &width);
		bool space = size == 1 && rest.data[0] == ' ';
		uint32_t point = 0;
		(void)utf8_decode(&point, rest.data, rest.len);
		/* Leading spaces are no place to break: they belong to the
		 * first word. */
		if (text > 0 && !space &&
		    (after_space || wrap_may_break(before, point)))
			row = (struct row){ .end = text, .next = at };
		used += width;
		/* Spaces may stand past the edge: nobody sees them. */
		if (used > cells && !space && at > 0) {
			if (row.next == 0)
				row = (struct row){ .end = at, .next = at };
			return row;
		}
		at += size;
		before = point;
		after_space = space;
		if (!space)
			text = at;
	}
	return (struct row){ .end = text, .next = line.len };
}

/* One line of the text, as rows; the first begins with `lead`. */
static void
wrap_line(struct str *out, struct span lead, struct span line, size_t indent,
    size_t cells)
{
	do {
		struct row row = find_row(line, cells);
		size_t start = out->len;
		if (lead.data != NULL)
			str_add_bytes(out, lead.data, lead.len);
		else
			str_add_repeat(out, ' ', indent);
		lead = span_make(NULL, 0);
		str_add_bytes(out, line.data, row.end);
		while (out->len > start && out->data[out->len - 1] == ' ')
			str_cut(out, out->len - 1);
		str_add_char(out, '\n');
		line = span_make(line.data + row.next, line.len - row.next);
	} while (line.len > 0);
}

void
wrap_text(struct str *out, const char *text, size_t indent, size_t cells)
{
	size_t room = cells > indent ? cells - indent : 1;
	struct span rest = span_of(text);
	while (rest.len > 0) {
		struct span line = span_next_line(&rest);
		wrap_line(out, span_make(NULL, 0), line, indent, room);
	}
}

void
wrap_item(struct str *out, const char *lead, const char *text, size_t indent,
    size_t cells)
{
	size_t inner = indent + utf8_width(lead, strlen(lead));
	size_t room = cells > inner ? cells - inner : 1;
	struct span rest = span_of(text);
	struct span line = rest.len > 0 ? span_next_line(&rest) : rest;
	struct str first = { 0 };
	str_add_repeat(&first, ' ', indent);
	str_add(&first, lead);
	wrap_line(out, span_make(first.data, first.len), line, inner, room);
	str_clear(&first);
	while (rest.len > 0) {
		line = span_next_line(&rest);
		wrap_line(out, span_make(NULL, 0), line, inner, room);
	}
}
