/*
 * One head needs no merge: its view is its record. Of several, withdrawn
 * heads aside, each field and the body is put together by itself
 * (view_field.c, view_rows.c, view_body.c) against the bases: the maximal
 * common ancestors of the heads that take part. A merge against the wrong
 * base drops somebody's choice without a word, so a base value is only what
 * all bases agree on.
 *
 * Some fields of a member's record count also where somebody else wrote them,
 * so they have heads of their own.
 */
#include "model/view.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/value.h"
#include "model/view_parts.h"

#include <stdlib.h>
#include <string.h>

/* What others may write of a member who has a voice. */
static const char *const part_fields[] = { "away-from", "away-until", "left" };

/* Heads that take part in a merge, and their bases. */
struct sides {
	const struct lineage *lineage;
	size_t *heads;
	size_t head_count;
	size_t *bases;
	size_t base_count;
	const char *names_key; /* a field that counts by `names`; or NULL */
	struct value *names;
	bool is_part; /* some fields have other heads */
};

static bool
is_part_field(const char *key)
{
	for (size_t f = 0; f < sizeof part_fields / sizeof *part_fields; f++)
		if (strcmp(part_fields[f], key) == 0)
			return true;
	return false;
}

static bool
is_withdrawn_at(const struct lineage *lineage, size_t index)
{
	return record_is_withdrawn(lineage->versions[index].record);
}

static const struct record *
record_at(const struct sides *sides, size_t index)
{
	return sides->lineage->versions[index].record;
}

/* Takes those heads that are not withdrawn. */
static void
fill_sides(struct sides *sides, const struct lineage *lineage,
    const size_t *heads, size_t count)
{
	*sides = (struct sides){
		.lineage = lineage,
		.heads = mem_new_array(count, sizeof *sides->heads),
		.bases = mem_new_array(lineage->count, sizeof *sides->bases),
	};
	for (size_t h = 0; h < count; h++)
		if (!is_withdrawn_at(lineage, heads[h]))
			sides->heads[sides->head_count++] = heads[h];
	if (sides->head_count > 1)
		sides->base_count = lineage_bases(lineage, sides->heads,
		    sides->head_count, sides->bases);
}

static void
clear_sides(struct sides *sides)
{
	free(sides->heads);
	free(sides->bases);
	view_names_free(sides->names, sides->lineage->count);
}

static const struct value *
value_at(const struct sides *sides, size_t index, const char *key)
{
	if (sides->names_key && strcmp(key, sides->names_key) == 0)
		return view_names_get(sides->names, index);
	return record_get(record_at(sides, index), key);
}

static void
merge_field(struct view *view, const struct sides *sides, const char *key)
{
	const struct value **values =
	    mem_new_array(sides->head_count, sizeof(const struct value *));
	const struct value **bases =
	    mem_new_array(sides->base_count, sizeof(const struct value *));
	struct view_field field = {
		.key = key,
		.values = values,
		.heads = sides->heads,
		.head_count = sides->head_count,
		.bases = bases,
		.base_count = sides->base_count,
	};

	for (size_t h = 0; h < sides->head_count; h++)
		values[h] = value_at(sides, sides->heads[h], key);
	for (size_t b = 0; b < sides->base_count; b++)
		bases[b] = value_at(sides, sides->bases[b], key);
	view_merge_field(view, &field);
	free(values);
	free(bases);
}

static void
merge_body(struct view *view, const struct sides *sides)
{
	const struct record **records =
	    mem_new_array(sides->head_count, sizeof(const struct record *));
	const struct record **bases =
	    mem_new_array(sides->base_count, sizeof(const struct record *));
	struct view_bodies bodies = {
		.records = records,
		.heads = sides->heads,
		.head_count = sides->head_count,
		.bases = bases,
		.base_count = sides->base_count,
	};

	for (size_t h = 0; h < sides->head_count; h++)
		records[h] = record_at(sides, sides->heads[h]);
	for (size_t b = 0; b < sides->base_count; b++)
		bases[b] = record_at(sides, sides->bases[b]);
	view_merge_body(view, &bodies);
	free(records);
	free(bases);
}

static int
compare_keys(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

static void
add_keys(const struct record *record, const char **keys, size_t *count)
{
	for (size_t f = 0; f < record->field_count; f++)
		keys[(*count)++] = record->fields[f].key;
}

/* All keys of heads and bases, each once, in byte order; to be freed. */
static const char **
gather_keys(const struct sides *sides, size_t *count)
{
	size_t total = 0, found = 0;
	const char **keys;

	for (size_t h = 0; h < sides->head_count; h++)
		total += record_at(sides, sides->heads[h])->field_count;
	for (size_t b = 0; b < sides->base_count; b++)
		total += record_at(sides, sides->bases[b])->field_count;
	keys = mem_new_array(total + 1, sizeof *keys);
	if (sides->names_key)
		keys[found++] = sides->names_key;
	for (size_t h = 0; h < sides->head_count; h++)
		add_keys(record_at(sides, sides->heads[h]), keys, &found);
	for (size_t b = 0; b < sides->base_count; b++)
		add_keys(record_at(sides, sides->bases[b]), keys, &found);
	if (found > 1)
		qsort(keys, found, sizeof *keys, compare_keys);
	*count = 0;
	for (size_t k = 0; k < found; k++)
		if (*count == 0 || strcmp(keys[*count - 1], keys[k]) != 0)
			keys[(*count)++] = keys[k];
	return keys;
}

/* A state that not all are in (of a form to come) is nobody's choice yet. */
static void
set_common_state(struct record *record, const struct record *other)
{
	if (record->state && other->state &&
	    strcmp(record->state, other->state) == 0)
		return;
	free(record->state);
	record->state = NULL;
}

/* What only one version can say goes from the record of several. */
static void
make_common(struct record *record, const struct sides *sides)
{
	free(record->confirmed);
	free(record->sig);
	free(record->follows);
	record->confirmed = NULL;
	record->sig = NULL;
	record->follows = NULL;
	record->follow_count = 0;
	record->typed_by = (struct id){ { 0 } };
	memset(record->salt, 0, sizeof record->salt);
	for (size_t h = 1; h < sides->head_count; h++) {
		const struct record *other = record_at(sides, sides->heads[h]);

		if (other->form > record->form)
			record->form = other->form;
		if (other->rev > record->rev)
			record->rev = other->rev;
		if (strcmp(other->made, record->made) > 0)
			memcpy(record->made, other->made, sizeof record->made);
		set_common_state(record, other);
	}
}

static void
merge_sides(struct view *view, const struct sides *sides)
{
	size_t count;
	const char **keys = gather_keys(sides, &count);

	make_common(view->record, sides);
	for (size_t k = 0; k < count; k++)
		if (!sides->is_part || !is_part_field(keys[k]))
			merge_field(view, sides, keys[k]);
	merge_body(view, sides);
	free(keys);
}

static int
compare_words(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

/* The words of a version as one text: the same for the same words. */
static char *
print_words(const struct record *record)
{
	struct str out = { 0 };

	for (size_t f = 0; f < record->field_count; f++) {
		str_add(&out, record->fields[f].key);
		str_add(&out, ": ");
		value_print(&out, &record->fields[f].value);
		str_add_char(&out, '\n');
	}
	str_add_char(&out, '\n');
	str_add(&out, record->state ? record->state : "");
	str_add_char(&out, '\n');
	str_add_bytes(&out, record->body, record->body_len);
	return str_take(&out);
}

static size_t
count_words(const struct sides *sides)
{
	char **words = mem_new_array(sides->head_count, sizeof *words);
	size_t count = 0;

	for (size_t h = 0; h < sides->head_count; h++)
		words[h] = print_words(record_at(sides, sides->heads[h]));
	if (sides->head_count > 1)
		qsort(words, sides->head_count, sizeof *words, compare_words);
	for (size_t h = 0; h < sides->head_count; h++)
		if (h == 0 || strcmp(words[h - 1], words[h]) != 0)
			count++;
	for (size_t h = 0; h < sides->head_count; h++)
		free(words[h]);
	free(words);
	return count;
}

/* One head: what its field of names counts for may be more than it says. */
static void
keep_names(struct view *view, const struct sides *sides)
{
	if (sides->names_key == NULL)
		return;
	for (size_t h = 0; h < sides->head_count; h++) {
		const struct value *counted =
		    view_names_get(sides->names, sides->heads[h]);
		const struct value *said =
		    record_get(record_at(sides, sides->heads[h]),
			sides->names_key);

		if (!counted != !said ||
		    (counted && !value_equal(counted, said)))
			view->keeps_names = true;
	}
	if (view->keeps_names && sides->head_count == 1)
		record_set_value(view->record, sides->names_key,
		    view_names_get(sides->names, sides->heads[0]));
}

/* Fields that others wrote in part, against heads of their own. */
static void
merge_part_fields(struct view *view, const struct lineage *lineage,
    const size_t *heads, size_t count)
{
	struct sides sides;

	fill_sides(&sides, lineage, heads, count);
	for (size_t f = 0; f < sizeof part_fields / sizeof *part_fields; f++)
		if (sides.head_count > 0)
			merge_field(view, &sides, part_fields[f]);
	clear_sides(&sides);
}

static void
merge_heads(struct view *view, struct sides *sides)
{
	const struct lineage *lineage = sides->lineage;

	sides->names = view_count_names(lineage, &sides->names_key);
	view->record = record_copy(record_at(sides, sides->heads[0]));
	view->word_count = count_words(sides);
	if (sides->head_count > 1)
		merge_sides(view, sides);
	keep_names(view, sides);
}

/* What a version that is written on this follows: both kinds of heads. */
static void
list_follows(struct view *view, const struct lineage *lineage,
    const size_t *parts, size_t count)
{
	bool *is_followed = mem_new_array(lineage->count, sizeof *is_followed);

	for (size_t h = 0; h < view->head_count; h++)
		is_followed[view->heads[h]] = true;
	for (size_t p = 0; p < count; p++)
		is_followed[parts[p]] = true;
	view->follows = mem_new_array(lineage->count, sizeof *view->follows);
	for (size_t i = 0; i < lineage->count; i++)
		if (is_followed[i])
			view->follows[view->follow_count++] = i;
	free(is_followed);
}

static bool
has_parts(const struct lineage *lineage, const size_t *heads, size_t count)
{
	for (size_t h = 0; h < count; h++)
		if (lineage->versions[heads[h]].standing == STANDING_PARTLY)
			return true;
	return false;
}

static void
fill_view(struct view *view, const struct lineage *lineage)
{
	size_t *parts = mem_new_array(lineage->count, sizeof *parts);
	size_t count = lineage_part_heads(lineage, parts);
	struct sides sides;

	list_follows(view, lineage, parts, count);
	fill_sides(&sides, lineage, view->heads, view->head_count);
	sides.is_part = has_parts(lineage, parts, count);
	view->is_withdrawn = sides.head_count == 0;
	view->is_withdrawn_too =
	    !view->is_withdrawn && sides.head_count < view->head_count;
	if (view->is_withdrawn)
		view->record =
		    record_copy(lineage->versions[view->heads[0]].record);
	else
		merge_heads(view, &sides);
	if (!view->is_withdrawn && sides.is_part)
		merge_part_fields(view, lineage, parts, count);
	clear_sides(&sides);
	free(parts);
}

struct view *
view_make(const struct lineage *lineage)
{
	size_t *heads = mem_new_array(lineage->count, sizeof *heads);
	size_t count = lineage_view_heads(lineage, heads);
	struct view *view;

	if (count == 0) {
		free(heads);
		return NULL;
	}
	view = mem_new(sizeof *view);
	view->heads = heads;
	view->head_count = count;
	fill_view(view, lineage);
	return view;
}

void
view_free(struct view *view)
{
	if (view == NULL)
		return;
	for (size_t c = 0; c < view->clash_count; c++) {
		free(view->clashes[c].key);
		free(view->clashes[c].row);
		view_variants_free(view->clashes[c].variants,
		    view->clashes[c].variant_count);
	}
	free(view->clashes);
	record_free(view->record);
	free(view->heads);
	free(view->follows);
	free(view);
}
