#include "model/value.h"

#include "model/plain.h"
#include "model/quote.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool
is_row_equal(const struct row *a, const struct row *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->cells[i], b->cells[i]) != 0)
			return false;
	return true;
}

static bool
is_part_equal(const struct value *a, const struct value *b, size_t i)
{
	switch (a->shape) {
	case VALUE_SET:
		return strcmp(a->items[i], b->items[i]) == 0;
	case VALUE_ROWS:
		return is_row_equal(&a->rows[i], &b->rows[i]);
	case VALUE_ONE:
		break;
	}
	return strcmp(a->text, b->text) == 0;
}

bool
value_equal(const struct value *a, const struct value *b)
{
	if (a->shape != b->shape || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!is_part_equal(a, b, i))
			return false;
	return true;
}

void
value_copy_row(struct row *out, const struct row *row)
{
	out->count = row->count;
	out->cells = mem_new_array(row->count, sizeof *out->cells);
	for (size_t i = 0; i < row->count; i++)
		out->cells[i] = mem_dup_text(row->cells[i]);
}

void
value_copy(struct value *out, const struct value *value)
{
	*out = (struct value){ .shape = value->shape, .count = value->count };
	switch (value->shape) {
	case VALUE_ONE:
		out->text = mem_dup_text(value->text);
		break;
	case VALUE_SET:
		out->items = mem_new_array(value->count, sizeof *out->items);
		for (size_t i = 0; i < value->count; i++)
			out->items[i] = mem_dup_text(value->items[i]);
		break;
	case VALUE_ROWS:
		out->rows = mem_new_array(value->count, sizeof *out->rows);
		for (size_t i = 0; i < value->count; i++)
			value_copy_row(&out->rows[i], &value->rows[i]);
		break;
	}
}

static void
free_texts(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
}

void
value_clear(struct value *value)
{
	free(value->text);
	if (value->shape == VALUE_SET)
		free_texts(value->items, value->count);
	for (size_t i = 0; value->shape == VALUE_ROWS && i < value->count; i++)
		free_texts(value->rows[i].cells, value->rows[i].count);
	free(value->rows);
	*value = (struct value){ 0 };
}

bool
value_has(const struct value *set, const char *item)
{
	for (size_t i = 0; set->shape == VALUE_SET && i < set->count; i++)
		if (strcmp(set->items[i], item) == 0)
			return true;
	return false;
}

bool
value_is_plain(struct span text)
{
	return plain_is_text(text);
}

bool
value_is_plain_item(struct span text)
{
	return plain_is_item(text);
}

static void
print_item(struct str *out, const char *text)
{
	if (plain_is_item(span_of(text)))
		str_add(out, text);
	else
		quote_print(out, text);
}

static void
print_items(struct str *out, char *const *items, size_t count)
{
	str_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_add(out, ", ");
		print_item(out, items[i]);
	}
	str_add_char(out, ']');
}

static void
print_rows(struct str *out, const struct value *value)
{
	str_add_char(out, '[');
	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			str_add(out, ", ");
		print_items(out, value->rows[i].cells, value->rows[i].count);
	}
	str_add_char(out, ']');
}

void
value_print(struct str *out, const struct value *value)
{
	switch (value->shape) {
	case VALUE_ONE:
		if (plain_is_text(span_of(value->text)))
			str_add(out, value->text);
		else
			quote_print(out, value->text);
		break;
	case VALUE_SET:
		print_items(out, value->items, value->count);
		break;
	case VALUE_ROWS:
		print_rows(out, value);
		break;
	}
}
