/*
 * The order of merged rows. Those that all bases and all heads have are
 * sorted as the base has them, or as who reordered them did: that is one
 * choice. A row of the base that somebody removed, and that stays because
 * another edited it, follows the row that it follows in the base (the one
 * with the smallest vid). New rows come last, by the smallest vid that has
 * them, then by place.
 */
#include "model/view_rows.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool
does_stay(const struct group *group)
{
	return group->row.cells != NULL;
}

static struct group *
find_group(const struct rows *rows, const char *name)
{
	size_t low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(rows->groups[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return &rows->groups[low];
}

/* In which order one value has the rows that take part in the choice; as a
 * list of names in that order. */
static void
read_order(const struct rows *rows, const struct value *value,
    struct value *order)
{
	size_t count = value ? value->count : 0;

	*order = (struct value){ .shape = VALUE_SET };
	order->items = mem_new_array(count, sizeof *order->items);
	for (size_t i = 0; i < count; i++) {
		struct group *group = find_group(rows, value->rows[i].cells[0]);

		if (group->is_moving)
			order->items[order->count++] = group->name;
	}
}

/* The orders of all sources; those of the heads come first. */
static struct value *
read_orders(const struct rows *rows)
{
	const struct view_field *field = rows->field;
	size_t count = field->head_count + field->base_count;
	struct value *orders = mem_new_array(count, sizeof *orders);

	for (size_t h = 0; h < field->head_count; h++)
		read_order(rows, field->values[h], &orders[h]);
	for (size_t b = 0; b < field->base_count; b++)
		read_order(rows, field->bases[b],
		    &orders[field->head_count + b]);
	return orders;
}

/* Puts a group behind another; returns it. */
static struct group *
link_behind(struct rows *rows, struct group *before, struct group *group)
{
	group->next = before->next;
	before->next = (size_t)(group - rows->groups);
	return group;
}

static void
link_names(struct rows *rows, const struct value *order)
{
	struct group *last = &rows->groups[rows->count];

	for (size_t i = 0; i < order->count; i++)
		last =
		    link_behind(rows, last, find_group(rows, order->items[i]));
}

/* The choice of an order for the rows that all have. */
static void
choose_order(struct rows *rows)
{
	const struct view_field *field = rows->field;
	struct value *orders = read_orders(rows);
	const struct value *bases = &orders[field->head_count];
	const struct value **values =
	    mem_new_array(field->head_count, sizeof(const struct value *));
	struct view_choice choice = {
		.values = values,
		.heads = field->heads,
		.count = field->head_count,
		.has_base = true,
		.base = &bases[0],
	};
	struct view_variant *variants;
	size_t count;

	for (size_t h = 0; h < field->head_count; h++)
		values[h] = &orders[h];
	for (size_t b = 1; b < field->base_count; b++)
		if (!value_equal(&bases[0], &bases[b]))
			choice.has_base = false;
	count = view_choose(&variants, &choice);
	link_names(rows, count > 0 ? &variants[0].value : choice.base);
	if (count > 1)
		(void)view_add_clash(rows->view, field->key, NULL, variants,
		    count);
	else
		view_variants_free(variants, count);
	for (size_t i = 0; i < field->head_count + field->base_count; i++)
		free(orders[i].items);
	free(orders);
	free(values);
}

/* What somebody removed and stays: behind what it follows in the base. */
static void
link_marked(struct rows *rows)
{
	const struct value *base = rows->field->bases[0];
	struct group *last = &rows->groups[rows->count];

	for (size_t i = 0; base && i < base->count; i++) {
		struct group *group = find_group(rows, base->rows[i].cells[0]);

		if (!does_stay(group) || !group->is_base)
			continue;
		last =
		    group->is_moving ? group : link_behind(rows, last, group);
	}
}

static int
compare_new(const void *a, const void *b)
{
	const struct group *const *left = a, *const *right = b;
	const struct found *x = (*left)->heads, *y = (*right)->heads;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static void
link_new(struct rows *rows)
{
	struct group **new = mem_new_array(rows->count, sizeof(struct group *));
	struct group *last = &rows->groups[rows->count];
	size_t count = 0;

	for (size_t g = 0; g < rows->count; g++)
		if (does_stay(&rows->groups[g]) && !rows->groups[g].is_base)
			new[count++] = &rows->groups[g];
	if (count > 1)
		qsort(new, count, sizeof(struct group *), compare_new);
	while (last->next != rows->count)
		last = &rows->groups[last->next];
	for (size_t n = 0; n < count; n++)
		last = link_behind(rows, last, new[n]);
	free(new);
}

void
view_order_rows(struct rows *rows)
{
	for (size_t g = 0; g <= rows->count; g++)
		rows->groups[g].next = rows->count;
	if (rows->field->base_count > 0) {
		choose_order(rows);
		link_marked(rows);
	}
	link_new(rows);
}
