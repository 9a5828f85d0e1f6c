/*
 * Who should be involved in a decision only grows by others' hands: a name
 * that somebody else drops stays. A version that drops one does not count for
 * that field; its names are then those of what it follows. One's own name one
 * may drop.
 *
 * What counts is worked out from the roots up, whatever the standing of a
 * version: one without standing passes on the names of what it follows, so
 * that nobody loses their place by way of a version that does not count.
 */
#include "model/view_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *kind;
	const char *key;
} growing[] = {
	{ .kind = "decision", .key = "involve" },
};

static const char *
find_key(const struct lineage *lineage)
{
	const char *kind = lineage->versions[0].record->kind;

	for (size_t i = 0; i < sizeof growing / sizeof *growing; i++)
		if (strcmp(growing[i].kind, kind) == 0)
			return growing[i].key;
	return NULL;
}

struct names {
	const struct lineage *lineage;
	const char *key;
	struct value *counted; /* of each version */
};

/* What the versions that one follows make together: the merged set. */
static void
merge_parents(const struct names *names, const struct version *version,
    struct value *out)
{
	const struct lineage *lineage = names->lineage;
	size_t *bases = mem_new_array(lineage->count, sizeof *bases);
	size_t base_count = lineage_bases(lineage, version->parents,
	    version->parent_count, bases);
	const struct value **values =
	    mem_new_array(version->parent_count, sizeof(const struct value *));
	const struct value **base_values =
	    mem_new_array(base_count, sizeof(const struct value *));
	struct view view = { .record = record_new("decision") };
	struct view_field field = {
		.key = names->key,
		.values = values,
		.heads = version->parents,
		.head_count = version->parent_count,
		.bases = base_values,
		.base_count = base_count,
	};
	const struct value *merged;

	for (size_t p = 0; p < version->parent_count; p++)
		values[p] = view_names_get(names->counted, version->parents[p]);
	for (size_t b = 0; b < base_count; b++)
		base_values[b] = view_names_get(names->counted, bases[b]);
	view_merge_field(&view, &field);
	merged = record_get(view.record, names->key);
	if (merged)
		value_copy(out, merged);
	record_free(view.record);
	free(values);
	free(base_values);
	free(bases);
}

/* The names that stand before a version is written. */
static void
find_earlier(const struct names *names, const struct version *version,
    struct value *out)
{
	const struct value *parent;

	*out = (struct value){ .shape = VALUE_SET };
	if (version->parent_count > 1) {
		merge_parents(names, version, out);
	} else if (version->parent_count == 1) {
		parent = view_names_get(names->counted, version->parents[0]);
		if (parent)
			value_copy(out, parent);
	}
}

/* True if a version leaves out a name that is not its writer's. */
static bool
does_drop(const struct value *earlier, const struct value *own,
    const struct id *writer)
{
	char text[ID_TEXT_SIZE];

	id_print(text, writer);
	for (size_t i = 0; i < earlier->count; i++)
		if (strcmp(earlier->items[i], text) != 0 &&
		    (own == NULL || !value_has(own, earlier->items[i])))
			return true;
	return false;
}

static void
count_version(struct names *names, size_t index)
{
	const struct version *version = &names->lineage->versions[index];
	const struct record *record = version->record;
	const struct value *own = record_get(record, names->key);
	struct value *counted = &names->counted[index];
	struct value earlier;
	bool does_count = version->standing == STANDING_GOOD &&
	    !record_is_withdrawn(record) &&
	    (own == NULL || own->shape == VALUE_SET);

	find_earlier(names, version, &earlier);
	if (!does_count || does_drop(&earlier, own, &record->by)) {
		*counted = earlier;
		return;
	}
	value_clear(&earlier);
	*counted = (struct value){ .shape = VALUE_SET };
	if (own)
		value_copy(counted, own);
}

struct value *
view_count_names(const struct lineage *lineage, const char **key)
{
	struct names names = { .lineage = lineage };
	size_t *order;

	names.key = find_key(lineage);
	*key = names.key;
	if (names.key == NULL)
		return NULL;
	order = mem_new_array(lineage->count, sizeof *order);
	names.counted = mem_new_array(lineage->count, sizeof *names.counted);
	lineage_number(lineage, order);
	for (size_t i = 0; i < lineage->count; i++)
		count_version(&names, order[i]);
	free(order);
	return names.counted;
}

const struct value *
view_names_get(const struct value *counted, size_t index)
{
	return counted[index].count > 0 ? &counted[index] : NULL;
}

void
view_names_free(struct value *counted, size_t count)
{
	for (size_t i = 0; counted && i < count; i++)
		value_clear(&counted[i]);
	free(counted);
}
