/*
 * Rows are merged by name, then by cell. The rows of all heads and bases are
 * sorted by name; what carries one name is a group and is decided by itself.
 * A row that some head removed goes, unless another head edited it: then it
 * stays and is marked.
 *
 * As everywhere, a base is what all bases agree on, here row by row and cell
 * by cell: a row that only some of them have is new, but its cells have no
 * base, and so anything in them differs from it.
 */
#include "model/view_rows.h"

#include "base/mem.h"
#include "model/view_parts.h"

#include <stdlib.h>
#include <string.h>

static void
find_rows(struct rows *rows, const struct value *value, size_t source)
{
	for (size_t i = 0; value && i < value->count; i++)
		rows->found[rows->found_count++] = (struct found){
			.row = &value->rows[i],
			.source = source,
			.place = i,
		};
}

/* A name is once in a value, so source and name are all that counts. */
static int
compare_found(const void *a, const void *b)
{
	const struct found *left = a, *right = b;
	int order = strcmp(left->row->cells[0], right->row->cells[0]);

	if (order != 0)
		return order;
	return left->source < right->source ? -1 : 1;
}

static void
find_all_rows(struct rows *rows)
{
	const struct view_field *field = rows->field;
	size_t count = 0;

	for (size_t h = 0; h < field->head_count; h++)
		count += field->values[h] ? field->values[h]->count : 0;
	for (size_t b = 0; b < field->base_count; b++)
		count += field->bases[b] ? field->bases[b]->count : 0;
	rows->found = mem_new_array(count, sizeof *rows->found);
	for (size_t h = 0; h < field->head_count; h++)
		find_rows(rows, field->values[h], h);
	for (size_t b = 0; b < field->base_count; b++)
		find_rows(rows, field->bases[b], field->head_count + b);
	qsort(rows->found, count, sizeof *rows->found, compare_found);
	rows->groups = mem_new_array(count + 1, sizeof *rows->groups);
}

/* Fills a group from the first of its rows; returns where the next begins. */
static size_t
fill_group(struct rows *rows, struct group *group, size_t at)
{
	const struct view_field *field = rows->field;

	group->name = rows->found[at].row->cells[0];
	group->heads = &rows->found[at];
	while (at < rows->found_count &&
	    strcmp(rows->found[at].row->cells[0], group->name) == 0 &&
	    rows->found[at].source < field->head_count) {
		group->head_count++;
		at++;
	}
	group->bases = group->heads + group->head_count;
	while (at < rows->found_count &&
	    strcmp(rows->found[at].row->cells[0], group->name) == 0) {
		group->base_count++;
		at++;
	}
	group->is_base =
	    group->base_count > 0 && group->base_count == field->base_count;
	return at;
}

static void
wrap_cell(struct value *wrapped, const struct value **pointer,
    const struct row *row, size_t cell)
{
	*pointer = NULL;
	if (cell >= row->count)
		return;
	*wrapped = (struct value){
		.shape = VALUE_ONE,
		.text = row->cells[cell],
		.count = 1,
	};
	*pointer = wrapped;
}

static bool
is_cell_equal(const struct row *a, const struct row *b, size_t cell)
{
	if (cell >= a->count || cell >= b->count)
		return cell >= a->count && cell >= b->count;
	return strcmp(a->cells[cell], b->cells[cell]) == 0;
}

/* A cell has a base where all bases have the row and agree on the cell, or
 * where none has the row: then it is nothing. */
static bool
has_cell_base(const struct group *group, size_t cell)
{
	if (!group->is_base)
		return group->base_count == 0;
	for (size_t b = 1; b < group->base_count; b++)
		if (!is_cell_equal(group->bases[0].row, group->bases[b].row,
			cell))
			return false;
	return true;
}

/* The variants of one cell. `*base` is what stands if there are none: its
 * text, or NULL. */
static size_t
choose_cell(const struct rows *rows, const struct group *group, size_t cell,
    struct view_variant **variants, const char **base)
{
	size_t count = group->head_count, chosen;
	struct value *wrapped = mem_new_array(count + 1, sizeof *wrapped);
	const struct value **values =
	    mem_new_array(count + 1, sizeof(const struct value *));
	size_t *heads = mem_new_array(count, sizeof *heads);
	struct view_choice choice = {
		.values = values,
		.heads = heads,
		.count = count,
		.has_base = has_cell_base(group, cell),
	};

	for (size_t h = 0; h < count; h++) {
		wrap_cell(&wrapped[h], &values[h], group->heads[h].row, cell);
		heads[h] = rows->field->heads[group->heads[h].source];
	}
	if (choice.has_base && group->is_base)
		wrap_cell(&wrapped[count], &values[count], group->bases[0].row,
		    cell);
	choice.base = values[count];
	*base = choice.base ? choice.base->text : NULL;
	chosen = view_choose(variants, &choice);
	free(wrapped);
	free(values);
	free(heads);
	return chosen;
}

/* Cells between others may be missing in what is put together: empty then. */
static void
set_cell(struct row *row, size_t cell, const char *text)
{
	while (text && row->count <= cell)
		row->cells[row->count++] = mem_dup("", 0);
	if (text) {
		free(row->cells[cell]);
		row->cells[cell] = mem_dup_text(text);
	}
}

/* Merges one cell into the group's row. Returns true where a head changed
 * it. Clashes are noted but where the whole row will be. */
static bool
merge_cell(struct rows *rows, struct group *group, size_t cell)
{
	struct view_variant *variants;
	const char *text;
	size_t count = choose_cell(rows, group, cell, &variants, &text);
	bool is_whole =
	    group->is_base && group->head_count < rows->field->head_count;

	if (count > 0)
		text = variants[0].is_absent ? NULL : variants[0].value.text;
	set_cell(&group->row, cell, text);
	if (count > 1 && !is_whole)
		view_add_clash(rows->view, rows->field->key, group->name,
		    variants, count)
		    ->cell = cell;
	else
		view_variants_free(variants, count);
	return count > 0;
}

static void
free_row(struct row *row)
{
	for (size_t c = 0; c < row->count; c++)
		free(row->cells[c]);
	free(row->cells);
	*row = (struct row){ 0 };
}

static void
wrap_row(struct value *wrapped, struct row *copy, const struct row *row)
{
	*copy = *row;
	*wrapped = (struct value){
		.shape = VALUE_ROWS,
		.rows = copy,
		.count = 1,
	};
}

static bool
has_row_base(const struct group *group, size_t cells)
{
	for (size_t c = 0; c < cells; c++)
		if (!has_cell_base(group, c))
			return false;
	return true;
}

/* Removed by some, edited by others: what the heads have of the row. */
static void
mark_row(struct rows *rows, const struct group *group, size_t cells)
{
	const struct view_field *field = rows->field;
	size_t count = field->head_count;
	struct row *copies = mem_new_array(count + 1, sizeof *copies);
	struct value *wrapped = mem_new_array(count + 1, sizeof *wrapped);
	const struct value **values =
	    mem_new_array(count, sizeof(const struct value *));
	struct view_choice choice = {
		.values = values,
		.heads = field->heads,
		.count = count,
	};
	struct view_variant *variants;

	for (size_t h = 0; h < group->head_count; h++) {
		size_t source = group->heads[h].source;

		wrap_row(&wrapped[source], &copies[source],
		    group->heads[h].row);
		values[source] = &wrapped[source];
	}
	wrap_row(&wrapped[count], &copies[count], group->bases[0].row);
	choice.base = &wrapped[count];
	choice.has_base = has_row_base(group, cells);
	count = view_choose(&variants, &choice);
	(void)view_add_clash(rows->view, field->key, group->name, variants,
	    count);
	free(copies);
	free(wrapped);
	free(values);
}

static size_t
count_cells(const struct group *group)
{
	size_t most = 0;

	for (size_t h = 0; h < group->head_count; h++)
		if (group->heads[h].row->count > most)
			most = group->heads[h].row->count;
	for (size_t b = 0; b < group->base_count; b++)
		if (group->bases[b].row->count > most)
			most = group->bases[b].row->count;
	return most;
}

static void
merge_group(struct rows *rows, struct group *group)
{
	size_t heads = rows->field->head_count;
	size_t cells = count_cells(group);
	bool is_changed = false;

	if (group->head_count == 0)
		return;
	group->row.cells = mem_new_array(cells, sizeof *group->row.cells);
	set_cell(&group->row, 0, group->name);
	for (size_t c = 1; c < cells; c++)
		is_changed |= merge_cell(rows, group, c);
	if (!group->is_base)
		return;
	group->is_moving = group->head_count == heads;
	if (group->head_count < heads && is_changed)
		mark_row(rows, group, cells);
	else if (group->head_count < heads)
		free_row(&group->row);
}

static void
free_rows(struct rows *rows)
{
	for (size_t g = 0; g < rows->count; g++)
		free_row(&rows->groups[g].row);
	free(rows->groups);
	free(rows->found);
}

/* Puts the rows that stay into the record, in their order. */
static void
write_rows(const struct rows *rows)
{
	struct row *merged = mem_new_array(rows->count, sizeof *merged);
	size_t count = 0;

	for (size_t g = rows->groups[rows->count].next; g != rows->count;
	     g = rows->groups[g].next)
		merged[count++] = rows->groups[g].row;
	record_set_rows(rows->view->record, rows->field->key, merged, count);
	free(merged);
}

void
view_merge_rows(struct view *view, const struct view_field *field)
{
	struct rows rows = { .view = view, .field = field };

	find_all_rows(&rows);
	for (size_t at = 0; at < rows.found_count; rows.count++)
		at = fill_group(&rows, &rows.groups[rows.count], at);
	for (size_t g = 0; g < rows.count; g++)
		merge_group(&rows, &rows.groups[g]);
	view_order_rows(&rows);
	write_rows(&rows);
	free_rows(&rows);
}
