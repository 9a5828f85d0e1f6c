#include "core/layer.h"

#include "base/mem.h"
#include "model/form.h"
#include "model/render.h"

#include <stdlib.h>
#include <string.h>

void
layer_init(struct layer_record *record, struct lineage *lineage)
{
	size_t count = lineage->count;

	*record = (struct layer_record){
		.lineage = *lineage,
		.in = mem_new_array(count, sizeof(bool)),
		.side_in = mem_new_array(count, sizeof(bool)),
		.pending = mem_new_array(count, sizeof(bool)),
		.layer = mem_new_array(count, sizeof(size_t)),
		.side = mem_new_array(count, sizeof(size_t)),
	};
	*lineage = (struct lineage){ 0 };
}

void
layer_clear(struct layer_record *record)
{
	lineage_clear(&record->lineage);
	free(record->in);
	free(record->side_in);
	free(record->pending);
	free(record->layer);
	free(record->side);
	*record = (struct layer_record){ 0 };
}

/* Every version in order of depth, so that parents come before children. */
static size_t *
order_by_depth(const struct lineage *lineage)
{
	size_t *order = mem_new_array(lineage->count, sizeof(*order));

	lineage_number(lineage, order);
	return order;
}

/* Waits here, and one that is in the history follows it, be it through
 * others that wait. Children first. */
static void
mark_followed(const struct layer_record *record, const size_t *order,
    bool *followed)
{
	for (size_t n = record->lineage.count; n-- > 0;) {
		const struct version *version =
		    &record->lineage.versions[order[n]];

		if (!record->pending[order[n]])
			continue;
		for (size_t c = 0; c < version->child_count; c++) {
			size_t child = version->children[c];

			if (record->in[child] || followed[child])
				followed[order[n]] = true;
		}
	}
}

/* One more than the greatest layer among the parents of the same line. */
static size_t
next_layer(const struct version *version, const size_t *layers)
{
	size_t layer = 1;

	for (size_t p = 0; p < version->parent_count; p++)
		if (layers[version->parents[p]] >= layer)
			layer = layers[version->parents[p]] + 1;
	return layer;
}

void
layer_assign(struct layer_record *record)
{
	size_t count = record->lineage.count;
	size_t *order = order_by_depth(&record->lineage);
	bool *followed = mem_new_array(count, sizeof(*followed));

	mark_followed(record, order, followed);
	for (size_t n = 0; n < count; n++) {
		size_t i = order[n];
		const struct version *version = &record->lineage.versions[i];

		if (!record->pending[i])
			continue;
		if (followed[i])
			record->side[i] = next_layer(version, record->side);
		else
			record->layer[i] = next_layer(version, record->layer);
	}
	free(followed);
	free(order);
}

static void
add_change(struct layer_changes *changes, const struct lineage *lineage,
    struct render_file *file)
{
	struct repo_change *change;
	struct str bytes = { 0 };

	changes->items = mem_grow(changes->items, &changes->cap,
	    changes->count + 1, sizeof(*changes->items));
	change = &changes->items[changes->count++];
	*change = (struct repo_change){ .path = file->path };
	file->path = NULL;
	if (file->version == SIZE_MAX)
		return;
	form_print(&bytes, lineage->versions[file->version].record);
	change->len = bytes.len;
	change->bytes = str_take(&bytes);
}

static void
add_changes(struct layer_changes *changes, const struct lineage *lineage,
    const bool *before, const bool *after)
{
	struct render_file *files = NULL;
	size_t count = render_changes(lineage, before, after, &files);

	for (size_t i = 0; i < count; i++)
		add_change(changes, lineage, &files[i]);
	render_free(files, count);
}

static bool *
copy_marks(const struct layer_record *record, const bool *marks)
{
	size_t count = record->lineage.count;
	bool *copy = mem_new_array(count, sizeof(*copy));

	memcpy(copy, marks, count * sizeof(*copy));
	return copy;
}

static size_t
enter_layer(const struct layer_record *record, size_t n, bool on_side, bool *in)
{
	const size_t *layers = on_side ? record->side : record->layer;
	size_t entered = 0;

	for (size_t i = 0; i < record->lineage.count; i++) {
		if (layers[i] != n)
			continue;
		in[i] = true;
		entered++;
	}
	return entered;
}

size_t
layer_enter(struct layer_record *record, size_t n, bool on_side,
    struct layer_changes *changes)
{
	bool *in = on_side ? record->side_in : record->in;
	bool *before = copy_marks(record, in);
	size_t entered = enter_layer(record, n, on_side, in);

	if (entered > 0)
		add_changes(changes, &record->lineage, before, in);
	free(before);
	return entered;
}

void
layer_join(struct layer_record *record, struct layer_changes *changes)
{
	bool *before = copy_marks(record, record->in);

	for (size_t i = 0; i < record->lineage.count; i++)
		record->in[i] |= record->side_in[i];
	add_changes(changes, &record->lineage, before, record->in);
	free(before);
}

void
layer_changes_clear(struct layer_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		free((char *)(uintptr_t)changes->items[i].path);
		free((char *)(uintptr_t)changes->items[i].bytes);
	}
	free(changes->items);
	*changes = (struct layer_changes){ 0 };
}
