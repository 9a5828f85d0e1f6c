/*
 * A field that is one, or a set. Its type comes from the form of the values
 * themselves, so that fields of kinds and releases to come merge the same way
 * everywhere; where forms differ between versions it is taken as one.
 */
#include "model/view_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static int
compare_counts(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_texts(char *const *a, size_t a_count, char *const *b, size_t b_count)
{
	for (size_t i = 0; i < a_count && i < b_count; i++) {
		int order = strcmp(a[i], b[i]);

		if (order != 0)
			return order;
	}
	return compare_counts(a_count, b_count);
}

static int
compare_rows(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++) {
		int order = compare_texts(a->rows[i].cells, a->rows[i].count,
		    b->rows[i].cells, b->rows[i].count);

		if (order != 0)
			return order;
	}
	return compare_counts(a->count, b->count);
}

int
view_compare_values(const struct value *a, const struct value *b)
{
	if (a->shape != b->shape)
		return a->shape < b->shape ? -1 : 1;
	if (a->shape == VALUE_ONE)
		return strcmp(a->text, b->text);
	if (a->shape == VALUE_SET)
		return compare_texts(a->items, a->count, b->items, b->count);
	return compare_rows(a, b);
}

/* Absent sorts last. */
static int
compare_absent(const struct value *a, const struct value *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return view_compare_values(a, b);
}

struct take {
	const struct value *value;
	size_t head;
};

static int
compare_takes(const void *a, const void *b)
{
	const struct take *left = a, *right = b;
	int order = compare_absent(left->value, right->value);

	return order != 0 ? order : compare_counts(left->head, right->head);
}

/* What differs from the base, sorted. */
static struct take *
take_values(const struct view_choice *choice, size_t *count)
{
	struct take *takes = mem_new_array(choice->count, sizeof *takes);

	*count = 0;
	for (size_t h = 0; h < choice->count; h++)
		if (!choice->has_base ||
		    compare_absent(choice->values[h], choice->base) != 0)
			takes[(*count)++] = (struct take){
				.value = choice->values[h],
				.head = choice->heads[h],
			};
	if (*count > 1)
		qsort(takes, *count, sizeof *takes, compare_takes);
	return takes;
}

/* One variant from takes of the same value. */
static void
make_variant(struct view_variant *variant, const struct take *takes,
    size_t count)
{
	variant->is_absent = takes->value == NULL;
	if (takes->value)
		value_copy(&variant->value, takes->value);
	variant->heads = mem_new_array(count, sizeof *variant->heads);
	variant->head_count = count;
	for (size_t i = 0; i < count; i++)
		variant->heads[i] = takes[i].head;
}

size_t
view_choose(struct view_variant **out, const struct view_choice *choice)
{
	size_t take_count, count = 0, first = 0;
	struct take *takes = take_values(choice, &take_count);
	struct view_variant *variants =
	    mem_new_array(take_count, sizeof *variants);

	while (first < take_count) {
		size_t end = first + 1;

		while (end < take_count &&
		    compare_absent(takes[first].value, takes[end].value) == 0)
			end++;
		make_variant(&variants[count++], &takes[first], end - first);
		first = end;
	}
	free(takes);
	*out = variants;
	return count;
}

void
view_variants_free(struct view_variant *variants, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		value_clear(&variants[i].value);
		free(variants[i].heads);
	}
	free(variants);
}

struct view_clash *
view_add_clash(struct view *view, const char *key, const char *row,
    struct view_variant *variants, size_t count)
{
	struct view_clash *clash;
	size_t cap = view->clash_count;

	view->clashes = mem_grow(view->clashes, &cap, view->clash_count + 1,
	    sizeof *view->clashes);
	clash = &view->clashes[view->clash_count++];
	*clash = (struct view_clash){
		.key = mem_dup_text(key),
		.row = mem_dup_text(row),
		.variants = variants,
		.variant_count = count,
	};
	return clash;
}

/* The base of a field that is one: what all bases have. */
static bool
has_agreed_base(const struct view_field *field)
{
	for (size_t b = 1; b < field->base_count; b++)
		if (compare_absent(field->bases[0], field->bases[b]) != 0)
			return false;
	return true;
}

static void
set_value(struct view *view, const char *key,
    const struct view_variant *variant)
{
	record_set_value(view->record, key,
	    variant->is_absent ? NULL : &variant->value);
}

static void
add_items(const struct value *value, const char **items, size_t *count)
{
	for (size_t i = 0; value && i < value->count; i++)
		items[(*count)++] = value->items[i];
}

static size_t
count_items(const struct value **values, size_t count)
{
	size_t items = 0;

	for (size_t v = 0; v < count; v++)
		if (values[v])
			items += values[v]->count;
	return items;
}

static int
compare_items(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

/* All items of some sets in byte order, as often as they are there. */
static const char **
sort_items(const struct value **values, size_t count, size_t *item_count)
{
	const char **items =
	    mem_new_array(count_items(values, count), sizeof *items);

	*item_count = 0;
	for (size_t v = 0; v < count; v++)
		add_items(values[v], items, item_count);
	if (*item_count > 1)
		qsort(items, *item_count, sizeof *items, compare_items);
	return items;
}

/* How often the text at `*at` is there; moves behind it. */
static size_t
count_same(const char **items, size_t count, size_t *at)
{
	size_t first = *at;

	while (*at < count && strcmp(items[*at], items[first]) == 0)
		++*at;
	return *at - first;
}

/* How often a text is in a sorted list, in which `*at` only goes on. */
static size_t
count_text(const char **items, size_t count, size_t *at, const char *text)
{
	while (*at < count && strcmp(items[*at], text) < 0)
		++*at;
	if (*at == count || strcmp(items[*at], text) != 0)
		return 0;
	return count_same(items, count, at);
}

/* Base less what any head removed, plus what any added: an item of the base
 * stays if all heads have it, another one if any has. */
static void
merge_set(struct view *view, const struct view_field *field)
{
	size_t count, base_count, at = 0, base_at = 0, kept = 0;
	const char **items =
	    sort_items(field->values, field->head_count, &count);
	const char **bases =
	    sort_items(field->bases, field->base_count, &base_count);

	while (at < count) {
		const char *item = items[at];
		size_t heads = count_same(items, count, &at);
		bool is_in_base = field->base_count > 0 &&
		    count_text(bases, base_count, &base_at, item) ==
			field->base_count;

#if MUTANT == 26
		is_in_base = false;
#endif
		if (!is_in_base || heads == field->head_count)
			items[kept++] = item;
	}
	record_set_items(view->record, field->key, items, kept);
	free(items);
	free(bases);
}

/* The shape that all values have, where they have one. */
static bool
has_one_shape(const struct view_field *field, enum value_shape *shape)
{
	const struct value *first = NULL;

	for (size_t i = 0; i < field->head_count + field->base_count; i++) {
		const struct value *value = i < field->head_count ?
		    field->values[i] :
		    field->bases[i - field->head_count];

		if (value == NULL)
			continue;
		if (first && value->shape != first->shape)
			return false;
		first = value;
	}
	*shape = first ? first->shape : VALUE_ONE;
	return true;
}

/* As one value: changed by nobody or in one way it is what it is, whatever
 * its shape. Else it clashes, unless items or rows can be put together. */
void
view_merge_field(struct view *view, const struct view_field *field)
{
	struct view_choice choice = {
		.values = field->values,
		.heads = field->heads,
		.count = field->head_count,
		.has_base = has_agreed_base(field),
		.base = field->base_count > 0 ? field->bases[0] : NULL,
	};
	enum value_shape shape = VALUE_ONE;
	bool has_shape = has_one_shape(field, &shape);
	struct view_variant *variants;
	size_t count;

	if (has_shape && shape == VALUE_SET) {
		merge_set(view, field);
		return;
	}
	count = view_choose(&variants, &choice);
	if (count == 0)
		record_set_value(view->record, field->key, choice.base);
	else if (count == 1)
		set_value(view, field->key, &variants[0]);
	else if (has_shape && shape == VALUE_ROWS)
		view_merge_rows(view, field);
	else {
		set_value(view, field->key, &variants[0]);
		(void)view_add_clash(view, field->key, NULL, variants, count);
		return;
	}
	view_variants_free(variants, count);
}
