#include "core/export_large.h"

#include "base/mem.h"
#include "core/export_inside.h"
#include "repo/blobs.h"
#include "store/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Made with those below it where there is none. */
static struct large_layer *
find_layer(struct large_line *line, size_t n)
{
	while (line->count < n) {
		line->layers = mem_grow(line->layers, &line->cap,
		    line->count + 1, sizeof(*line->layers));
		line->layers[line->count++] = (struct large_layer){
			.count = 0,
		};
	}
	return &line->layers[n - 1];
}

/* Hands a change over: a path with the name of what lies there. */
static int
pass_change(struct large *large, struct layer_changes *to,
    struct repo_change *change)
{
	struct repo_change named = { .path = change->path };
	int err = 0;

	if (change->bytes != NULL)
		err = repo_blobs_put(large->blobs, &named.blob, change->bytes,
		    change->len);
	if (err != 0)
		return err;
	change->path = NULL;
	to->items =
	    mem_grow(to->items, &to->cap, to->count + 1, sizeof(*to->items));
	to->items[to->count++] = named;
	return 0;
}

/* Empties `from`. */
static int
pass_changes(struct large *large, struct layer_changes *to,
    struct layer_changes *from)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < from->count; i++)
		err = pass_change(large, to, &from->items[i]);
	layer_changes_clear(from);
	return err;
}

static size_t
find_highest(const struct layer_record *record, const size_t *layers)
{
	size_t highest = 0;

	for (size_t i = 0; i < record->lineage.count; i++)
		if (layers[i] > highest)
			highest = layers[i];
	return highest;
}

static void
name_layer(struct large_layer *layer, const struct layer_record *record)
{
	const struct record *first = record->lineage.versions[0].record;

	if (layer->kind[0] != '\0')
		return;
	memcpy(layer->kind, first->kind, sizeof(layer->kind));
	layer->id = first->id;
}

/* All layers of a record in one line. */
static int
add_line(struct large *large, struct layer_record *record, bool on_side)
{
	struct large_line *line = on_side ? &large->side : &large->main;
	size_t highest =
	    find_highest(record, on_side ? record->side : record->layer);
	int err = 0;

	for (size_t n = 1; err == 0 && n <= highest; n++) {
		struct large_layer *layer = find_layer(line, n);
		struct layer_changes changes = { .items = NULL };
		size_t entered = layer_enter(record, n, on_side, &changes);

		if (entered > 0)
			name_layer(layer, record);
		layer->count += entered;
		err = pass_changes(large, &layer->changes, &changes);
	}
	return err;
}

int
export_large_add(struct large *large, struct layer_record *record)
{
	struct layer_changes joined = { .items = NULL };
	int err = add_line(large, record, true);

	if (err == 0) {
		layer_join(record, &joined);
		err = pass_changes(large, &large->join, &joined);
	}
	return err == 0 ? add_line(large, record, false) : err;
}

const struct large_layer *
export_large_layer(const struct large *large, size_t n, bool on_side)
{
	const struct large_line *line = on_side ? &large->side : &large->main;

	return n <= line->count ? &line->layers[n - 1] : NULL;
}

static void
clear_line(struct large_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		layer_changes_clear(&line->layers[i].changes);
	free(line->layers);
}

void
export_large_clear(struct large *large)
{
	repo_blobs_free(large->blobs);
	clear_line(&large->main);
	clear_line(&large->side);
	layer_changes_clear(&large->join);
	*large = (struct large){ .blobs = NULL };
}

/* -------------------------------------------------- reading an action */

/* A record that the action touches. */
struct place {
	struct id id;
	char kind[RECORD_KIND_MAX + 1];
};

struct loading {
	struct export *export;
	struct map *waiting; /* the vids of the action */
	struct map *records; /* the ids */
	struct place *places;
	size_t count;
	size_t cap;
};

static int
note_place(void *data, const struct version_row *row)
{
	struct loading *loading = data;
	struct place *place;
	int err = export_check_waiting(row);

	if (err != 0 ||
	    map_put(loading->records, row->record.bytes,
		sizeof(row->record.bytes), loading) != NULL)
		return err;
	loading->places = mem_grow(loading->places, &loading->cap,
	    loading->count + 1, sizeof(*loading->places));
	place = &loading->places[loading->count++];
	*place = (struct place){ .id = row->record };
	(void)snprintf(place->kind, sizeof(place->kind), "%s", row->kind);
	return 0;
}

static int
compare_places(const void *a, const void *b)
{
	const struct place *left = a;
	const struct place *right = b;
	int order = strcmp(left->kind, right->kind);

	return order != 0 ? order : id_compare(&left->id, &right->id);
}

static int
list_places(struct loading *loading)
{
	const struct export *export = loading->export;
	int err = 0;

	for (size_t i = 0; err == 0 && i < export->vid_count; i++) {
		const struct vid *vid = &export->vids[i];

		(void)map_put(loading->waiting, vid->bytes, sizeof(vid->bytes),
		    loading);
		err = store_get_version(export->journal->store, vid, note_place,
		    loading);
	}
	if (err == 0)
		qsort(loading->places, loading->count, sizeof(*loading->places),
		    compare_places);
	return err;
}

static void
mark_pending(const struct loading *loading, struct layer_record *record)
{
	for (size_t i = 0; i < record->lineage.count; i++) {
		const struct vid *vid = &record->lineage.versions[i].vid;

		record->pending[i] = map_get(loading->waiting, vid->bytes,
					 sizeof(vid->bytes)) != NULL;
	}
}

static int
add_place(const struct loading *loading, const struct place *place)
{
	struct export *export = loading->export;
	struct layer_record record = { .layer = NULL };
	int err = export_read_record(export, &place->id, &record);

	if (err == 0) {
		mark_pending(loading, &record);
		layer_assign(&record);
		err = export_large_add(&export->large, &record);
	}
	layer_clear(&record);
	return err;
}

int
export_load_large(struct export *export)
{
	struct loading loading = {
		.export = export,
		.waiting = map_new(),
		.records = map_new(),
	};
	int err = list_places(&loading);

	if (err == 0)
		err = repo_blobs_new(&export->large.blobs, export->repo);
	for (size_t i = 0; err == 0 && i < loading.count; i++)
		err = add_place(&loading, &loading.places[i]);
	if (err == 0)
		err = repo_blobs_settle(export->large.blobs);
	repo_blobs_free(export->large.blobs);
	export->large.blobs = NULL;
	free(loading.places);
	map_free(loading.records);
	map_free(loading.waiting);
	return err;
}
