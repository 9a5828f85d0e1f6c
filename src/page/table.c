/*
 * Widths are known when all rows are, so that a table is gathered first; a
 * list that is too long for that is cut by whoever asks for it.
 */
#include "page/table.h"

#include "base/clean.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Cells between two columns, and the least that a last column is worth: more
 * where it can stand below. */
#define GAP 2
#define LAST_LEAST 16
#define LAST_BESIDE 24

/* A table being laid out. */
struct spread {
	const struct paper_column *columns;
	size_t count;
	char **cells; /* cleaned, row by row */
	size_t cell_count;
	size_t *widths;
	bool *is_out; /* columns that stand below */
};

static size_t
measure(const char *text)
{
	return utf8_width(text, strlen(text));
}

static char *
clean_cell(const char *cell)
{
	struct str clean = { 0 };
	clean_line(&clean, cell, strlen(cell));
	return str_take(&clean);
}

static void
begin_spread(struct spread *spread, const struct paper_block *table)
{
	spread->columns = table->columns;
	spread->count = table->column_count;
	spread->cell_count = table->cell_count;
	spread->cells =
	    mem_new_array(table->cell_count, sizeof(*spread->cells));
	spread->widths = mem_new_array(spread->count, sizeof(*spread->widths));
	spread->is_out = mem_new_array(spread->count, sizeof(*spread->is_out));
	for (size_t i = 0; i < table->cell_count; i++)
		spread->cells[i] = clean_cell(table->cells[i]);
}

static void
end_spread(struct spread *spread)
{
	for (size_t i = 0; i < spread->cell_count; i++)
		free(spread->cells[i]);
	free(spread->is_out);
	free(spread->widths);
	free(spread->cells);
}

/* The longest cell of each column. */
static void
measure_columns(struct spread *spread)
{
	for (size_t i = 0; i < spread->cell_count; i++) {
		size_t width = measure(spread->cells[i]);
		size_t column = i % spread->count;
		if (width > spread->widths[column])
			spread->widths[column] = width;
	}
}

/* What the columns take up, gaps and all; the last as little as it is worth. */
static size_t
sum_columns(const struct spread *spread)
{
	size_t last = spread->count - 1;
	size_t least = spread->columns[last].may_go ? LAST_BESIDE : LAST_LEAST;
	size_t width = spread->widths[last];
	size_t sum = 0;
	for (size_t i = 0; i < last; i++) {
		if (!spread->is_out[i] && spread->widths[i] > 0)
			sum += spread->widths[i] + GAP;
	}
	if (!spread->is_out[last])
		sum += width < least ? width : least;
	return sum;
}

/* Leaves out columns that may go until the others have room. */
static void
choose_columns(struct spread *spread, size_t cells)
{
	for (size_t i = spread->count; i > 0; i--) {
		if (sum_columns(spread) <= cells)
			return;
		spread->is_out[i - 1] = spread->columns[i - 1].may_go;
	}
}

static void
add_cell(struct str *line, const char *cell, size_t width, bool right)
{
	size_t fill = width - measure(cell);
	if (right)
		str_add_repeat(line, ' ', fill);
	str_add(line, cell);
	if (!right)
		str_add_repeat(line, ' ', fill);
	str_add_repeat(line, ' ', GAP);
}

/* A line has no spaces at its end. */
static void
trim_line(struct str *line)
{
	while (line->len > 0 && line->data[line->len - 1] == ' ')
		str_cut(line, line->len - 1);
}

static void
add_below(struct paper *out, const struct spread *spread, char *const *cells)
{
	struct str below = { 0 };
	for (size_t i = 0; i < spread->count; i++) {
		if (!spread->is_out[i] || *cells[i] == '\0')
			continue;
		if (below.len > 0)
			str_add(&below, ", ");
		str_add(&below, cells[i]);
	}
	if (below.len > 0)
		paper_prose(out, spread->widths[0] + GAP, str_text(&below));
	str_clear(&below);
}

/* The last column is wrapped; what has no room beside it stands below. */
static void
add_row(struct paper *out, const struct spread *spread, char *const *cells)
{
	struct str lead = { 0 };
	size_t last = spread->count - 1;
	for (size_t i = 0; i < last; i++) {
		if (!spread->is_out[i] && spread->widths[i] > 0)
			add_cell(&lead, cells[i], spread->widths[i],
			    spread->columns[i].right);
	}
	const char *text = spread->is_out[last] ? "" : cells[last];
	if (*text == '\0')
		trim_line(&lead);
	paper_item(out, 0, str_text(&lead), text);
	str_clear(&lead);
	add_below(out, spread, cells);
}

void
table_spread(struct paper *out, const struct paper_block *table, size_t cells)
{
	struct spread spread = { .columns = NULL };
	begin_spread(&spread, table);
	measure_columns(&spread);
	choose_columns(&spread, cells);
	for (size_t i = 0; i < spread.cell_count; i += spread.count)
		add_row(out, &spread, &spread.cells[i]);
	end_spread(&spread);
}
