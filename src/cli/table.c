/*
 * Rows in columns: out_table of out.h. Widths are known when all rows are,
 * so they are gathered first; a list that is too long for that is cut by its
 * command.
 */
#include "base/clean.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <stdlib.h>
#include <string.h>

/* Cells between two columns, and the least that a last column is worth: more
 * where it can stand below. */
#define GAP 2
#define LAST_LEAST 16
#define LAST_BESIDE 24

struct out_table {
	const struct out_column *columns;
	size_t count;
	char **cells; /* cleaned, row by row */
	size_t cell_count;
	size_t cell_cap;
};

struct out_table *
out_table_new(const struct out_column *columns, size_t count)
{
	struct out_table *table = mem_new(sizeof(*table));
	table->columns = columns;
	table->count = count;
	return table;
}

void
out_table_add(struct out_table *table, const char *const *cells)
{
	table->cells = mem_grow(table->cells, &table->cell_cap,
	    table->cell_count + table->count, sizeof(*table->cells));
	for (size_t i = 0; i < table->count; i++) {
		struct str cell = { 0 };
		clean_line(&cell, cells[i], strlen(cells[i]));
		table->cells[table->cell_count++] = str_take(&cell);
	}
}

static size_t
measure(const char *text)
{
	return utf8_width(text, strlen(text));
}

/* The longest cell of each column. */
static void
measure_columns(const struct out_table *table, size_t *widths)
{
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t width = measure(table->cells[i]);
		size_t column = i % table->count;
		if (width > widths[column])
			widths[column] = width;
	}
}

/* What the columns take up, gaps and all; the last as little as it is worth. */
static size_t
sum_columns(const struct out_table *table, const size_t *widths,
    const bool *is_out)
{
	size_t last = table->count - 1;
	size_t least = table->columns[last].may_go ? LAST_BESIDE : LAST_LEAST;
	size_t sum = 0;
	for (size_t i = 0; i < last; i++) {
		if (!is_out[i] && widths[i] > 0)
			sum += widths[i] + GAP;
	}
	if (!is_out[last])
		sum += widths[last] < least ? widths[last] : least;
	return sum;
}

/* Leaves out columns that may go until the others have room. */
static void
choose_columns(const struct out_table *table, const size_t *widths,
    bool *is_out)
{
	for (size_t i = table->count; i > 0; i--) {
		if (sum_columns(table, widths, is_out) <= out_width())
			return;
		is_out[i - 1] = table->columns[i - 1].may_go;
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
print_below(const struct out_table *table, char *const *cells, size_t indent,
    const bool *is_out)
{
	struct str below = { 0 };
	for (size_t i = 0; i < table->count; i++) {
		if (!is_out[i] || *cells[i] == '\0')
			continue;
		if (below.len > 0)
			str_add(&below, ", ");
		str_add(&below, cells[i]);
	}
	if (below.len > 0)
		out_prose(indent, str_text(&below));
	str_clear(&below);
}

/* The last column is wrapped; what has no room beside it stands below. */
static void
print_row(const struct out_table *table, char *const *cells,
    const size_t *widths, const bool *is_out)
{
	struct str lead = { 0 };
	size_t last = table->count - 1;
	for (size_t i = 0; i < last; i++) {
		if (!is_out[i] && widths[i] > 0)
			add_cell(&lead, cells[i], widths[i],
			    table->columns[i].right);
	}
	const char *text = is_out[last] ? "" : cells[last];
	if (*text == '\0')
		trim_line(&lead);
	out_item(0, str_text(&lead), text);
	str_clear(&lead);
	print_below(table, cells, widths[0] + GAP, is_out);
}

void
out_table_print(struct out_table *table)
{
	size_t *widths = mem_new_array(table->count, sizeof(*widths));
	bool *is_out = mem_new_array(table->count, sizeof(*is_out));
	measure_columns(table, widths);
	choose_columns(table, widths, is_out);
	for (size_t i = 0; i < table->cell_count; i += table->count)
		print_row(table, &table->cells[i], widths, is_out);
	for (size_t i = 0; i < table->cell_count; i++)
		free(table->cells[i]);
	free(is_out);
	free(widths);
	free(table->cells);
	free(table);
}
