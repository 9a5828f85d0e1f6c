/*
 * The words at some versions are the merged view of a part of the lineage:
 * those versions and all that they descend from. So two people who had the
 * same heads on two screens named the same words, whatever came later.
 *
 * One version alone says its words itself. Of several the words hang on what
 * they have in common, so nothing is said before all of that is here.
 */
#include "model/counting.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/value.h"

#include <withus/kind.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of a kind that this program does not know all counts. */
static bool
does_count(const struct kind *kind, const char *key)
{
	const struct kind_field *field;

	if (kind == NULL)
		return true;
#if MUTANT == 44
	return true;
#endif
	field = kind_field(kind, key);
	return field && kind_field_counts(kind, field);
}

static void
print_variants(struct str *out, const struct view_clash *clash)
{
	str_add(out, "! ");
	str_add(out, clash->key);
	str_add_format(out, " %s %zu\n", clash->row ? clash->row : "-",
	    clash->cell);
	for (size_t v = 0; v < clash->variant_count; v++) {
		str_add(out, "| ");
		if (!clash->variants[v].is_absent)
			value_print(out, &clash->variants[v].value);
		str_add_char(out, '\n');
	}
}

/* A body that clashes holds all that is said; a field holds what sorts
 * first. */
char *
counting_print(const struct view *view)
{
	struct str out = { 0 };
	const struct record *record = view ? view->record : NULL;
	const struct kind *kind = record ? kind_by_name(record->kind) : NULL;

	if (record == NULL)
		return mem_dup("", 0);
	for (size_t f = 0; f < record->field_count; f++) {
		const struct field *field = &record->fields[f];

		if (!does_count(kind, field->key))
			continue;
		str_add(&out, field->key);
		str_add(&out, ": ");
		value_print(&out, &field->value);
		str_add_char(&out, '\n');
	}
	for (size_t c = 0; c < view->clash_count; c++)
		if (view->clashes[c].key &&
		    does_count(kind, view->clashes[c].key))
			print_variants(&out, &view->clashes[c]);
#if MUTANT == 31
	str_add_format(&out, "%u", (unsigned)record->rev);
#endif
	str_add_char(&out, '\n');
	str_add_bytes(&out, record->body, record->body_len);
	return str_take(&out);
}

size_t
counting_read(const struct record *record, const char *key, struct vid **out)
{
	const struct value *value = record_get(record, key);
	size_t count = 0;

	*out = NULL;
	if (value == NULL || value->shape != VALUE_SET)
		return 0;
	*out = mem_new_array(value->count, sizeof **out);
	for (size_t i = 0; i < value->count; i++)
		if (vid_parse(&(*out)[count], value->items[i],
			strlen(value->items[i])))
			count++;
	return count;
}

/* Marks the versions named and all that they descend from; false where one
 * that is named is not here. */
static bool
mark_part(const struct lineage *lineage, const struct vid *of, size_t count,
    bool *is_in)
{
	bool *before = mem_new_array(lineage->count, sizeof *before);
	bool is_here = count > 0;

#if MUTANT == 46
	count = count > 1 ? 1 : count;
#endif
	for (size_t i = 0; is_here && i < count; i++) {
		size_t index = lineage_find(lineage, &of[i]);

		is_here = index != SIZE_MAX;
		if (!is_here)
			break;
		lineage_ancestors(lineage, index, false, before);
		for (size_t v = 0; v < lineage->count; v++)
			is_in[v] |= before[v];
	}
	free(before);
	return is_here;
}

/* The part as a lineage of its own, each version judged as it is in the
 * whole: what stands never stops standing. */
static bool
copy_part(const struct lineage *lineage, const bool *is_in, struct lineage *out)
{
	bool is_whole = true;

	for (size_t v = 0; v < lineage->count; v++)
		if (is_in[v])
			lineage_add(out, &lineage->versions[v].vid,
			    record_copy(lineage->versions[v].record),
			    lineage->versions[v].key);
	lineage_link(out);
	for (size_t v = 0; v < out->count; v++) {
		const struct version *whole =
		    &lineage->versions[lineage_find(lineage,
			&out->versions[v].vid)];

		out->versions[v].standing = whole->standing;
		out->versions[v].is_typed_away = whole->is_typed_away;
		is_whole &= out->versions[v].parent_count ==
		    out->versions[v].record->follow_count;
	}
	return is_whole;
}

struct view *
counting_view(const struct lineage *lineage, const struct vid *of, size_t count)
{
	bool *is_in = mem_new_array(lineage->count, sizeof *is_in);
	struct lineage part = { 0 };
	struct view *view = NULL;
	bool is_whole;

	if (mark_part(lineage, of, count, is_in)) {
		is_whole = copy_part(lineage, is_in, &part);
#if MUTANT == 47
		is_whole = true;
#endif
		view = view_make(&part);
		if (view && view->head_count > 1 && !is_whole) {
			view_free(view);
			view = NULL;
		}
	}
	lineage_clear(&part);
	free(is_in);
	return view;
}

enum counting_words
counting_compare(const struct lineage *lineage, const char *now,
    const struct vid *of, size_t count)
{
	struct view *view = counting_view(lineage, of, count);
	enum counting_words words = COUNTING_UNKNOWN;
	char *then;

	if (view) {
		then = counting_print(view);
		words =
		    strcmp(then, now) == 0 ? COUNTING_SAME : COUNTING_CHANGED;
		free(then);
	}
	view_free(view);
	return words;
}
