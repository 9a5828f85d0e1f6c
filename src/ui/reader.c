#include "ui/reader.h"

#include "base/mem.h"
#include "ui/layout.h"

#include <stdlib.h>

/* What the mark of the line takes, and the last column. */
#define MARGINS 4

static bool
read_row(void *data, size_t number, struct list_row *row)
{
	struct reader *reader = data;
	if (number >= reader->count)
		return false;
	const struct reader_line *line = &reader->lines[number];
	str_cut(&reader->id, 0);
	str_add_format(&reader->id, "%zu:%zu", line->part, line->offset);
	row->heading = line->blank;
	row->id = span_of(str_text(&reader->id));
	row->cell[0].text =
	    span_make(str_text(&reader->text) + line->start, line->len);
	row->runs = reader->runs + line->runs;
	row->run_count = line->run_count;
	if (number + 1 < reader->count && line[1].part == line->part)
		row->rest = span_make(str_text(&reader->text) + line[1].start,
		    line[1].len);
	return true;
}

static size_t
count_rows(void *data)
{
	return ((struct reader *)data)->count;
}

static const size_t columns[] = { 0 };

/* The sentence for what is not found is the text's own. */
static const struct list_ops rows = {
	.cells = columns,
	.columns = 1,
	.row = read_row,
	.count = count_rows,
	.reads = true,
};

void
reader_init(struct reader *reader, const struct reader_ops *ops, void *data,
    const char *empty)
{
	*reader = (struct reader){ .ops = ops, .data = data };
	list_init(&reader->list, &rows, reader, empty);
	list_set_none(&reader->list, ops->none);
}

void
reader_clear(struct reader *reader)
{
	list_clear(&reader->list);
	str_clear(&reader->text);
	str_clear(&reader->id);
	free(reader->lines);
	free(reader->runs);
	*reader = (struct reader){ .ops = NULL };
}

void
reader_reload(struct reader *reader)
{
	reader->cells = 0;
}

/* ------------------------------------------------- laying out */

static struct reader_line *
add_line(struct reader *reader)
{
	reader->lines = mem_grow(reader->lines, &reader->cap, reader->count + 1,
	    sizeof *reader->lines);
	struct reader_line *line = &reader->lines[reader->count++];
	*line = (struct reader_line){
		.start = reader->text.len,
		.runs = reader->run_count,
		.part = reader->part,
		.offset = reader->offset,
	};
	return line;
}

/* Adds words to the last line. */
static void
add_run(struct reader *reader, enum grid_style style, struct span text)
{
	struct reader_line *line = &reader->lines[reader->count - 1];
	reader->runs = mem_grow(reader->runs, &reader->run_cap,
	    reader->run_count + 1, sizeof *reader->runs);
	reader->runs[reader->run_count++] = (struct list_run){
		.bytes = text.len,
		.style = style,
	};
	str_add_bytes(&reader->text, text.data, text.len);
	line->len += text.len;
	line->run_count++;
}

static void
add_spaces(struct reader *reader, size_t count)
{
	struct str spaces = { 0 };
	str_add_repeat(&spaces, ' ', count);
	add_run(reader, STYLE_PLAIN, span_make(str_text(&spaces), count));
	str_clear(&spaces);
}

void
reader_begin_part(struct reader *reader)
{
	reader->part++;
	reader->offset = 0;
}

void
reader_put_line(struct reader *reader, struct span text,
    const struct list_run *runs, size_t count)
{
	(void)add_line(reader);
	reader->offset += text.len + 1;
	for (size_t i = 0; i < count && text.len > 0; i++) {
		size_t bytes =
		    runs[i].bytes < text.len ? runs[i].bytes : text.len;
		add_run(reader, runs[i].style, span_make(text.data, bytes));
		text = span_make(text.data + bytes, text.len - bytes);
	}
	if (text.len > 0)
		add_run(reader, STYLE_PLAIN, text);
}

void
reader_put_blank(struct reader *reader)
{
	reader_begin_part(reader);
	add_line(reader)->blank = true;
}

/* Rows of a text, after an indent; a first line may be there already. */
static void
put_rows(struct reader *reader, enum grid_style style, size_t indent,
    struct span text, bool begun)
{
	size_t cells = reader->cells > indent + LAYOUT_CELLS_MIN ?
	    reader->cells - indent :
	    LAYOUT_CELLS_MIN;
	for (size_t at = 0; at < text.len;) {
		struct layout_row row = layout_find_row(text, at, cells);
		if (!begun) {
			(void)add_line(reader);
			add_spaces(reader, indent);
		}
		begun = false;
		add_run(reader, style,
		    span_make(text.data + at, row.next - at));
		reader->offset += row.next - at;
		at = row.last ? row.next + 1 : row.next;
	}
}

void
reader_put(struct reader *reader, enum grid_style style, size_t indent,
    struct span text)
{
	reader_begin_part(reader);
	put_rows(reader, style, indent, text, false);
}

void
reader_put_item(struct reader *reader, struct span lead, size_t width,
    struct span text)
{
	size_t used = grid_width(lead);
	reader_begin_part(reader);
	(void)add_line(reader);
	add_run(reader, STYLE_BOLD, lead);
	reader->offset += lead.len;
	if (used <= width)
		add_spaces(reader, width - used);
	put_rows(reader, STYLE_PLAIN, width, text, used <= width);
}

/* The last line that does not begin behind this place. */
static size_t
find_line(const struct reader *reader, size_t part, size_t offset)
{
	size_t at = reader->count;
	while (at > 0 &&
	    (reader->lines[at - 1].part > part ||
		(reader->lines[at - 1].part == part &&
		    reader->lines[at - 1].offset > offset)))
		at--;
	return at > 0 ? at - 1 : 0;
}

static void
lay(struct reader *reader, size_t cells)
{
	size_t part = 0;
	size_t offset = 0;
	if (reader->list.selected < reader->count) {
		part = reader->lines[reader->list.selected].part;
		offset = reader->lines[reader->list.selected].offset;
	}
	str_cut(&reader->text, 0);
	reader->count = 0;
	reader->run_count = 0;
	reader->part = 0;
	reader->offset = 0;
	reader->cells = cells;
	reader->ops->lay(reader->data, reader, cells);
	list_reload(&reader->list);
	list_select(&reader->list, find_line(reader, part, offset));
}

void
reader_draw(struct reader *reader, struct grid *grid, struct view_area area)
{
	size_t cells = area.cols - MARGINS;
	if (cells > READER_CELLS_MAX)
		cells = READER_CELLS_MAX;
	if (cells != reader->cells)
		lay(reader, cells);
	list_draw(&reader->list, grid, area);
}

bool
reader_act(struct reader *reader, struct room *room, enum keys_action action)
{
	return list_act(&reader->list, room, action);
}
