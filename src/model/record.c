#include "model/value.h"

#include "base/mem.h"
#include "base/span.h"

#include <withus/record.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct record *
record_new(const char *kind)
{
	struct record *record = mem_new(sizeof *record);
	size_t len = strlen(kind);

	assert(len <= RECORD_KIND_MAX);
	memcpy(record->kind, kind, len + 1);
	record->form = 1;
	record->rev = 1;
	record->body = mem_dup("", 0);
	return record;
}

void
record_free(struct record *record)
{
	if (!record)
		return;
	for (size_t i = 0; i < record->field_count; i++) {
		free(record->fields[i].key);
		value_clear(&record->fields[i].value);
	}
	free(record->fields);
	free(record->confirmed);
	free(record->follows);
	free(record->state);
	free(record->sig);
	free(record->body);
	free(record);
}

struct record *
record_copy(const struct record *record)
{
	struct record *copy = mem_new(sizeof *copy);

	*copy = *record;
	copy->confirmed = mem_dup_text(record->confirmed);
	copy->state = mem_dup_text(record->state);
	copy->sig = mem_dup_text(record->sig);
	copy->body = mem_dup(record->body, record->body_len);
	copy->follows =
	    mem_new_array(record->follow_count, sizeof *copy->follows);
	for (size_t i = 0; i < record->follow_count; i++)
		copy->follows[i] = record->follows[i];
	copy->fields = mem_new_array(record->field_count, sizeof *copy->fields);
	for (size_t i = 0; i < record->field_count; i++) {
		copy->fields[i].key = mem_dup_text(record->fields[i].key);
		value_copy(&copy->fields[i].value, &record->fields[i].value);
	}
	return copy;
}

bool
record_is_withdrawn(const struct record *record)
{
	return record->state && strcmp(record->state, "withdrawn") == 0;
}

/* Where a key is, or would have to be put. */
static size_t
find_place(const struct record *record, const char *key, bool *is_there)
{
	size_t low = 0, high = record->field_count;

	*is_there = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(record->fields[middle].key, key);

		if (order == 0)
			*is_there = true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct value *
record_get(const struct record *record, const char *key)
{
	bool is_there;
	size_t place = find_place(record, key, &is_there);

	return is_there ? &record->fields[place].value : NULL;
}

const char *
record_get_text(const struct record *record, const char *key)
{
	const struct value *value = record_get(record, key);

	return value && value->shape == VALUE_ONE ? value->text : NULL;
}

/* Makes room for one field more at a place. */
static void
insert_field(struct record *record, size_t place, const char *key)
{
	size_t cap = record->field_count;
	size_t behind = record->field_count - place;

	record->fields = mem_grow(record->fields, &cap, record->field_count + 1,
	    sizeof(struct field));
	memmove(&record->fields[place + 1], &record->fields[place],
	    behind * sizeof(struct field));
	record->fields[place] = (struct field){ .key = mem_dup_text(key) };
	record->field_count++;
}

/* Puts a value, which the record then owns, under a key. */
static void
put_value(struct record *record, const char *key, struct value value)
{
	bool is_there;
	size_t place = find_place(record, key, &is_there);

	if (is_there)
		value_clear(&record->fields[place].value);
	else
		insert_field(record, place, key);
	record->fields[place].value = value;
}

void
record_remove(struct record *record, const char *key)
{
	bool is_there;
	size_t place = find_place(record, key, &is_there);

	if (!is_there)
		return;
	free(record->fields[place].key);
	value_clear(&record->fields[place].value);
	record->field_count--;
	memmove(&record->fields[place], &record->fields[place + 1],
	    (record->field_count - place) * sizeof(struct field));
}

/* The copy is made before anything goes, as the value may be the field's
 * own. */
void
record_set_value(struct record *record, const char *key,
    const struct value *value)
{
	struct value copy;

	if (!value) {
		record_remove(record, key);
		return;
	}
	value_copy(&copy, value);
	put_value(record, key, copy);
}

void
record_set_text(struct record *record, const char *key, const char *text)
{
	struct value value = { .shape = VALUE_ONE, .count = 1 };

	if (!*text) {
		record_remove(record, key);
		return;
	}
	value.text = mem_dup_text(text);
	put_value(record, key, value);
}

static int
compare_texts(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

void
record_set_items(struct record *record, const char *key,
    const char *const *items, size_t count)
{
	const char **sorted = mem_new_array(count, sizeof *sorted);
	struct value value = { .shape = VALUE_SET };
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (*items[i])
			sorted[kept++] = items[i];
	qsort(sorted, kept, sizeof *sorted, compare_texts);
	value.items = mem_new_array(kept, sizeof *value.items);
	for (size_t i = 0; i < kept; i++)
		if (i == 0 || strcmp(sorted[i - 1], sorted[i]) != 0)
			value.items[value.count++] = mem_dup_text(sorted[i]);
	free(sorted);
	if (value.count > 0) {
		put_value(record, key, value);
	} else {
		value_clear(&value);
		record_remove(record, key);
	}
}

void
record_set_rows(struct record *record, const char *key, const struct row *rows,
    size_t count)
{
	struct value value = { .shape = VALUE_ROWS, .count = count };

	if (count == 0) {
		record_remove(record, key);
		return;
	}
	value.rows = mem_new_array(count, sizeof *value.rows);
	for (size_t i = 0; i < count; i++)
		value_copy_row(&value.rows[i], &rows[i]);
	put_value(record, key, value);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The text without blank lines at its ends. Blanks that share a line with
 * words are the writer's. */
static struct span
trim_lines(const char *text, size_t len)
{
	size_t start = 0, end = len;

	while (start < len && is_blank(text[start]))
		start++;
	if (start == len)
		return span_make(text, 0);
	while (start > 0 && text[start - 1] != '\n')
		start--;
	while (is_blank(text[end - 1]))
		end--;
	while (end < len && text[end] != '\n')
		end++;
	return span_make(text + start, end - start);
}

void
record_set_body(struct record *record, const char *text, size_t len)
{
	struct span words = trim_lines(text, len);
	char *body = mem_new(words.len + 2);

	record->body_len = 0;
	if (words.len > 0) {
		memcpy(body, words.data, words.len);
		body[words.len] = '\n';
		record->body_len = words.len + 1;
	}
	free(record->body);
	record->body = body;
}

bool
record_same_words(const struct record *a, const struct record *b)
{
	if (a->field_count != b->field_count || a->body_len != b->body_len ||
	    memcmp(a->body, b->body, a->body_len) != 0 ||
	    !a->state != !b->state ||
	    (a->state && strcmp(a->state, b->state) != 0))
		return false;
	for (size_t i = 0; i < a->field_count; i++)
		if (strcmp(a->fields[i].key, b->fields[i].key) != 0 ||
		    !value_equal(&a->fields[i].value, &b->fields[i].value))
			return false;
	return true;
}
