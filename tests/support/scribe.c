#include "support/scribe.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/glyph.h"

struct span
scribe_rest(const struct scribe *scribe, size_t at)
{
	return span_make(scribe->text + at, scribe->len - at);
}

size_t
scribe_cluster(const struct scribe *scribe, size_t at)
{
	struct span rest = scribe_rest(scribe, at);
	return *rest.data == '\r' ? 1 : utf8_cluster(rest.data, rest.len);
}

static size_t
cells_at(const struct scribe *scribe, size_t at)
{
	struct glyph glyph;
	glyph_read(&glyph, scribe_rest(scribe, at));
	return glyph.cells;
}

static bool
is_space_at(const struct scribe *scribe, size_t at)
{
	char c = scribe->text[at];
	return scribe_cluster(scribe, at) == 1 && (c == ' ' || c == '\t');
}

static uint32_t
point_at(const struct scribe *scribe, size_t at)
{
	uint32_t point = 0;
	struct span rest = scribe_rest(scribe, at);
	(void)utf8_decode(&point, rest.data, rest.len);
	return point;
}

static bool
is_wide_at(const struct scribe *scribe, size_t at)
{
	return utf8_point_width(point_at(scribe, at)) == 2;
}

void
scribe_find_bounds(struct scribe *scribe)
{
	scribe->bound_count = 0;
	for (size_t at = 0; at < scribe->len; at += scribe_cluster(scribe, at))
		scribe->bounds[scribe->bound_count++] = at;
	scribe->bounds[scribe->bound_count++] = scribe->len;
}

size_t
scribe_bound(const struct scribe *scribe, size_t at)
{
	size_t i = 0;
	while (scribe->bounds[i] < at)
		i++;
	return i;
}

/* Between these two clusters a row may end. */
static bool
may_break(const struct scribe *scribe, size_t line, size_t before, size_t at)
{
	if (is_space_at(scribe, at))
		return false;
	if (is_space_at(scribe, before)) {
		for (size_t i = line; i <= before; i++)
			if (!is_space_at(scribe, i))
				return true;
		return false;
	}
	return is_wide_at(scribe, before) && is_wide_at(scribe, at) &&
	    point_at(scribe, at) != 0x3002;
}

/* The end of the row that begins at this bound: the last allowed break of
 * all that fits, or else as much as fits. */
static size_t
end_row(const struct scribe *scribe, size_t first)
{
	size_t start = scribe->bounds[first];
	size_t used = 0;
	size_t best = 0;
	for (size_t i = first;; i++) {
		size_t at = scribe->bounds[i];
		if (at == scribe->len || scribe->text[at] == '\n')
			return i;
		if (i > first &&
		    may_break(scribe, start, scribe->bounds[i - 1], at))
			best = i;
		bool space = is_space_at(scribe, at);
		used += cells_at(scribe, at);
		if (used > (space ? 2 : 1) * scribe->cells)
			return best > 0 ? best : i;
	}
}

void
scribe_find_rows(struct scribe *scribe)
{
	scribe->row_count = 0;
	for (size_t i = 0;;) {
		size_t end = end_row(scribe, i);
		size_t at = scribe->bounds[end];
		bool last = at == scribe->len || scribe->text[at] == '\n';
		size_t row = scribe->row_count++;
		scribe->row[row].start = scribe->bounds[i];
		scribe->row[row].next = at;
		scribe->row[row].last = last;
		if (at == scribe->len)
			return;
		i = last ? end + 1 : end;
	}
}

size_t
scribe_row(const struct scribe *scribe, size_t at)
{
	size_t row = scribe->row_count - 1;
	while (scribe->row[row].start > at)
		row--;
	return row;
}

size_t
scribe_column(const struct scribe *scribe, size_t row, size_t at)
{
	size_t col = 0;
	for (size_t i = scribe_bound(scribe, scribe->row[row].start);
	     scribe->bounds[i] < at; i++)
		col += cells_at(scribe, scribe->bounds[i]);
	return col < scribe->cells ? col : scribe->cells;
}

void
scribe_replace(struct scribe *scribe, size_t from, size_t to, const char *text)
{
	size_t len = strlen(text);
	memmove(scribe->text + from + len, scribe->text + to, scribe->len - to);
	memcpy(scribe->text + from, text, len);
	scribe->len = scribe->len - (to - from) + len;
	scribe_find_bounds(scribe);
	scribe->caret = scribe->bounds[scribe_bound(scribe, from + len)];
	scribe->goal = 0;
}

static bool
is_word_at(const struct scribe *scribe, size_t at)
{
	uint32_t point = point_at(scribe, at);
	return utf8_point_is_wordlike(point) || point == '\'' ||
	    point == 0x2019;
}

static size_t
walk_words(const struct scribe *scribe, bool right)
{
	size_t i = scribe_bound(scribe, scribe->caret);
	const size_t *bounds = scribe->bounds;
	if (right) {
		while (bounds[i] < scribe->len && is_word_at(scribe, bounds[i]))
			i++;
		while (
		    bounds[i] < scribe->len && !is_word_at(scribe, bounds[i]))
			i++;
	} else {
		while (i > 0 && !is_word_at(scribe, bounds[i - 1]))
			i--;
		while (i > 0 && is_word_at(scribe, bounds[i - 1]))
			i--;
	}
	return bounds[i];
}

static size_t
walk_paragraphs(const struct scribe *scribe, bool down)
{
	size_t best = down ? scribe->len : 0;
	for (size_t at = 0; at < scribe->len; at++) {
		if (scribe->text[at] == '\n' ||
		    (at > 0 && scribe->text[at - 1] != '\n'))
			continue;
		if (down && at > scribe->caret)
			return at;
		if (!down && at < scribe->caret)
			best = at;
	}
	return best;
}

static size_t
row_end(const struct scribe *scribe, size_t row)
{
	size_t next = scribe->row[row].next;
	return scribe->row[row].last ?
	    next :
	    scribe->bounds[scribe_bound(scribe, next) - 1];
}

static size_t
walk_rows(struct scribe *scribe, size_t count, bool down)
{
	size_t row = scribe_row(scribe, scribe->caret);
	if (scribe->goal == 0)
		scribe->goal = scribe_column(scribe, row, scribe->caret) + 1;
	size_t edge = down ? scribe->row_count - 1 : 0;
	if (row == edge)
		return down ? scribe->len : 0;
	size_t room = down ? edge - row : row;
	size_t steps = count < room ? count : room;
	row = down ? row + steps : row - steps;
	size_t i = scribe_bound(scribe, scribe->row[row].start);
	size_t used = 0;
	for (; scribe->bounds[i] < row_end(scribe, row); i++) {
		used += cells_at(scribe, scribe->bounds[i]);
		if (used > scribe->goal - 1)
			break;
	}
	return scribe->bounds[i];
}

size_t
scribe_walk(struct scribe *scribe, enum box_move move)
{
	size_t page = scribe->rows > 1 ? scribe->rows - 1 : 1;
	scribe_find_rows(scribe);
	switch (move) {
	case BOX_UP:
	case BOX_DOWN:
		return walk_rows(scribe, 1, move == BOX_DOWN);
	case BOX_PAGE_UP:
	case BOX_PAGE_DOWN:
		return walk_rows(scribe, page, move == BOX_PAGE_DOWN);
	default:
		break;
	}
	scribe->goal = 0;
	size_t i = scribe_bound(scribe, scribe->caret);
	size_t row = scribe_row(scribe, scribe->caret);
	switch (move) {
	case BOX_LEFT:
		return i > 0 ? scribe->bounds[i - 1] : 0;
	case BOX_RIGHT:
		return i + 1 < scribe->bound_count ? scribe->bounds[i + 1] :
						     scribe->len;
	case BOX_WORD_LEFT:
	case BOX_WORD_RIGHT:
		return walk_words(scribe, move == BOX_WORD_RIGHT);
	case BOX_ROW_START:
		return scribe->row[row].start;
	case BOX_ROW_END:
		return row_end(scribe, row);
	case BOX_PARAGRAPH_UP:
	case BOX_PARAGRAPH_DOWN:
		return walk_paragraphs(scribe, move == BOX_PARAGRAPH_DOWN);
	case BOX_START:
		return 0;
	default:
		return scribe->len;
	}
}
