/* Where moves of the caret lead. */
#include "ui/box_inside.h"

#include "base/utf8.h"
#include "ui/glyph.h"

#include <stdint.h>

static struct span
get_rest(const struct box *box, size_t at)
{
	struct span text = box_text(box);
	return span_make(text.data + at, text.len - at);
}

size_t
box_snap(struct box *box, size_t at)
{
	size_t place = box_get_row(box, at).start;
	while (place < at) {
		struct span rest = get_rest(box, place);
		place += glyph_step(rest);
	}
	return place;
}

static size_t
go_right(const struct box *box, size_t at)
{
	struct span rest = get_rest(box, at);
	return at + glyph_step(rest);
}

static size_t
go_left(struct box *box, size_t at)
{
	if (at == 0)
		return 0;
	if (box_text(box).data[at - 1] == '\n')
		return at - 1;
	size_t place = box_get_row(box, at - 1).start;
	for (size_t next = place; next < at; next = go_right(box, next))
		place = next;
	return place;
}

static bool
is_in_word(const struct box *box, size_t at)
{
	uint32_t point = 0;
	struct span rest = get_rest(box, at);
	(void)utf8_decode(&point, rest.data, rest.len);
	return utf8_point_is_wordlike(point) || point == '\'' ||
	    point == 0x2019;
}

static size_t
go_word_right(const struct box *box, size_t at)
{
	size_t len = box_text(box).len;
	while (at < len && is_in_word(box, at))
		at = go_right(box, at);
	while (at < len && !is_in_word(box, at))
		at = go_right(box, at);
	return at;
}

static size_t
go_word_left(struct box *box, size_t at)
{
	bool in_word = false;
	while (at > 0) {
		size_t before = go_left(box, at);
		bool word = is_in_word(box, before);
		if (in_word && !word)
			break;
		in_word = word;
		at = before;
	}
	return at;
}

static bool
is_line_start(const struct box *box, size_t at)
{
	const char *text = box_text(box).data;
	return text[at] != '\n' && (at == 0 || text[at - 1] == '\n');
}

/* Paragraphs are lines that are not empty. */
static size_t
go_paragraph_down(const struct box *box, size_t at)
{
	size_t len = box_text(box).len;
	while (at < len) {
		at++;
		if (at < len && is_line_start(box, at))
			break;
	}
	return at;
}

static size_t
go_paragraph_up(const struct box *box, size_t at)
{
	while (at > 0) {
		at--;
		if (is_line_start(box, at))
			break;
	}
	return at;
}

/* The last place of a row: where the text wraps it is also the first of the
 * next one, so there it is the one before. */
static size_t
find_row_end(struct box *box, const struct layout_row *row)
{
	return row->last ? row->next : go_left(box, row->next);
}

size_t
box_find_column(const struct box *box, const struct layout_row *row, size_t at)
{
	size_t col = 0;
	for (size_t place = row->start; place < at;) {
		size_t cells;
		place += glyph_measure(get_rest(box, place), &cells);
		col += cells;
	}
	return col < box->cells ? col : box->cells;
}

/* The place in a row nearest before a column. */
static size_t
find_place(struct box *box, const struct layout_row *row, size_t col)
{
	size_t at = row->start;
	size_t end = find_row_end(box, row);
	size_t used = 0;
	while (at < end) {
		size_t cells;
		size_t size = glyph_measure(get_rest(box, at), &cells);
		used += cells;
		if (used > col)
			break;
		at += size;
	}
	return at;
}

/* So many rows up or down; where there is none, to the edge of the text. */
static size_t
go_rows(struct box *box, size_t count, bool down)
{
	struct layout_row row = box_get_row(box, box->caret);
	size_t goal = box->goal > 0 ? box->goal - 1 :
				      box_find_column(box, &row, box->caret);
	box->goal = goal + 1;
	size_t start = row.start;
	while (count-- > 0) {
		bool more =
		    down ? box_get_below(box, &row) : box_get_above(box, &row);
		if (!more)
			break;
	}
	if (row.start == start)
		return down ? box_text(box).len : 0;
	return find_place(box, &row, goal);
}

size_t
box_find_target(struct box *box, enum box_move move)
{
	size_t at = box->caret;
	size_t page = box->rows > 1 ? box->rows - 1 : 1;
	struct layout_row row;
	if (move == BOX_UP || move == BOX_DOWN)
		return go_rows(box, 1, move == BOX_DOWN);
	if (move == BOX_PAGE_UP || move == BOX_PAGE_DOWN)
		return go_rows(box, page, move == BOX_PAGE_DOWN);
	box->goal = 0;
	switch (move) {
	case BOX_LEFT:
		return go_left(box, at);
	case BOX_RIGHT:
		return go_right(box, at);
	case BOX_WORD_LEFT:
		return go_word_left(box, at);
	case BOX_WORD_RIGHT:
		return go_word_right(box, at);
	case BOX_ROW_START:
		return box_get_row(box, at).start;
	case BOX_ROW_END:
		row = box_get_row(box, at);
		return find_row_end(box, &row);
	case BOX_PARAGRAPH_UP:
		return go_paragraph_up(box, at);
	case BOX_PARAGRAPH_DOWN:
		return go_paragraph_down(box, at);
	case BOX_START:
		return 0;
	default:
		return box_text(box).len;
	}
}
