/* The commits of one action: layer by layer, and the join of a side line. */
#include "core/export_inside.h"

#include "base/mem.h"
#include "model/commit.h"

#include <stdlib.h>

/* One commit: what changes, and the record that it names, which is the first
 * by path that enters with it. */
struct layer {
	const struct layer_changes *changes;
	struct layer_changes own; /* of an action that is in memory */
	const char *kind;
	struct id id;
	size_t count; /* versions that enter; 0: none */
};

static void
enter_records(struct export *export, size_t n, bool on_side,
    struct layer *layer)
{
	layer->changes = &layer->own;
	for (size_t i = 0; i < export->count; i++) {
		struct layer_record *record = export->records[i];
		size_t entered = layer_enter(record, n, on_side, &layer->own);

		if (entered > 0 && layer->kind == NULL) {
			layer->kind = record->lineage.versions[0].record->kind;
			layer->id = record->lineage.id;
		}
		layer->count += entered;
	}
}

static void
enter_layer(struct export *export, size_t n, bool on_side, struct layer *layer)
{
	const struct large_layer *large;

	if (!export->is_large) {
		enter_records(export, n, on_side, layer);
		return;
	}
	large = export_large_layer(&export->large, n, on_side);
	if (large == NULL)
		return;
	layer->changes = &large->changes;
	layer->kind = large->kind;
	layer->id = large->id;
	layer->count = large->count;
}

static int
write_layer(struct export *export, const struct layer *layer, struct point *tip,
    int64_t *time)
{
	struct str message = { 0 };
	struct repo_commit commit = {
		.parents = tip,
		.parent_count = point_is_none(tip) ? 0 : 1,
		.base = point_is_none(tip) ? NULL : tip,
		.changes = layer->changes->items,
		.change_count = layer->changes->count,
		.name = COMMIT_NAME,
		.email = COMMIT_EMAIL,
		.time = commit_time(export->day, *time),
	};
	struct point made;
	int err;

	commit_message(&message, layer->kind, &layer->id, layer->count);
	commit.message = str_text(&message);
	err = repo_write_commit(export->repo, &made, &commit);
	str_clear(&message);
	if (err != 0)
		return err;
	*tip = made;
	*time = commit.time;
	return 0;
}

/* All layers of one line, from 1 until none is left. */
static int
write_line(struct export *export, bool on_side, struct point *tip,
    int64_t *time)
{
	int err = 0;

	for (size_t n = 1; err == 0; n++) {
		struct layer layer = { .count = 0 };

		enter_layer(export, n, on_side, &layer);
		if (layer.count == 0) {
			layer_changes_clear(&layer.own);
			break;
		}
		err = write_layer(export, &layer, tip, time);
		layer_changes_clear(&layer.own);
		export->entered += layer.count;
	}
	return err;
}

/* Joins the side line to the branch, by the rules of model/join.h: parents
 * sorted, fixed words, the tree of both together. */
static int
write_join(struct export *export, const struct point *side, int64_t side_time)
{
	struct layer_changes own = { 0 };
	const struct layer_changes *changes =
	    export->is_large ? &export->large.join : &own;
	struct point parents[2] = { export->head, *side };
	struct repo_commit commit = {
		.parents = parents,
		.parent_count = 2,
		.base = &export->head,
		.name = COMMIT_NAME,
		.email = COMMIT_EMAIL,
		.time = side_time > export->time ? side_time : export->time,
		.message = COMMIT_JOIN_MESSAGE,
	};
	struct point made;
	int err;

	qsort(parents, 2, sizeof(parents[0]), point_compare);
	for (size_t i = 0; i < export->count; i++)
		layer_join(export->records[i], &own);
	commit.changes = changes->items;
	commit.change_count = changes->count;
	err = repo_write_commit(export->repo, &made, &commit);
	layer_changes_clear(&own);
	if (err != 0)
		return err;
	export->head = made;
	export->time = commit.time;
	return 0;
}

int
export_write_commits(struct export *export)
{
	struct point side = { { 0 } };
	int64_t side_time = 0;
	int err = write_line(export, true, &side, &side_time);

	if (err == 0 && !point_is_none(&side))
		err = write_join(export, &side, side_time);
	if (err == 0)
		err = write_line(export, false, &export->head, &export->time);
	if (err == 0 && export->entered != export->vid_count)
		err = err_set(ERR_REPO_DAMAGED, export->journal->home,
		    "a waiting version found no place", NULL);
	return err;
}
