/*
 * Putting back: what the tables hold and no history has any more waits again,
 * as after a first save.
 */
#include "core/take.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/admit.h"
#include "core/lost.h"
#include "core/pieces.h"
#include "store/local.h"
#include "store/search.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* Collecting what no history holds. */
struct unseen {
	struct journal *journal;
	const struct map *seen;
	struct vid *vids;
	size_t count;
	size_t cap;
};

static int
note_unseen(void *data, const struct version_row *row)
{
	struct unseen *unseen = data;
	bool waits = false;
	int err;

	if (map_get(unseen->seen, row->vid.bytes, sizeof(row->vid.bytes)) !=
	    NULL)
		return 0;
	err = store_has_outbox(unseen->journal->store, &row->vid, &waits);
	if (err != 0 || waits)
		return err;
	unseen->vids = mem_grow(unseen->vids, &unseen->cap, unseen->count + 1,
	    sizeof(*unseen->vids));
	unseen->vids[unseen->count++] = row->vid;
	return 0;
}

struct requeue {
	struct journal *journal;
	struct store *store;
	int64_t action;
	struct take_back *out;
	struct touched touched; /* records that lost a version */
	bool is_damaged;        /* the version looked at last */
};

static bool
is_sound(const struct version_row *row)
{
	struct admitted admitted = { 0 };
	bool sound = admit_file(&admitted, &row->project, NULL, row->bytes,
			 row->len) == 0 &&
	    vid_equal(&admitted.vid, &row->vid);

	admitted_clear(&admitted);
	return sound;
}

static int
requeue_version(void *data, const struct version_row *row)
{
	struct requeue *requeue = data;
	struct outbox_row waiting = {
		.action = requeue->action,
		.project = row->project,
		.vid = row->vid,
		.bytes = row->bytes,
		.len = row->len,
	};
	int err;

	requeue->is_damaged = !is_sound(row);
	if (requeue->is_damaged) {
		touched_add(&requeue->touched, &row->record);
		requeue->out->lost++;
		return lost_keep(requeue->journal,
		    &(struct lost){ .project = row->project,
			.vid = row->vid,
			.bytes = row->bytes,
			.len = row->len });
	}
	requeue->out->back++;
	err = store_add_outbox(requeue->store, &waiting);
	if (err == 0)
		err = store_add_did(requeue->store, requeue->action, &row->vid);
	return err;
}

static int
requeue_or_remove(struct requeue *requeue, const struct vid *vid)
{
	int err;

	requeue->is_damaged = false;
	err = store_get_version(requeue->store, vid, requeue_version, requeue);
	if (err == 0 && requeue->is_damaged)
		err = store_remove_version(requeue->store, vid);
	return err;
}

static int
requeue_piece(struct requeue *requeue, const struct unseen *unseen,
    size_t first)
{
	size_t lost = requeue->out->lost;
	int err = store_begin(requeue->store);

	if (err != 0)
		return err;
	for (size_t i = first;
	     err == 0 && i < first + CORE_PIECE && i < unseen->count; i++)
		err = requeue_or_remove(requeue, &unseen->vids[i]);
	/* Damaged bytes are not those that the index was told of. */
	if (err == 0 && requeue->out->lost > lost)
		err = store_rebuild_search(requeue->store);
	return store_end(requeue->store, err);
}

/* The action counts at once: cut off in the middle, the next start finds
 * the rest unseen again. */
static int
begin_requeue(struct requeue *requeue, const struct id *project)
{
	char day[DATE_SIZE];
	struct action_row row = {
		.project = *project,
		.word = "repair",
		.day = day,
		.at = clock_now(),
		.is_kept = true,
	};
	int err = store_begin(requeue->store);

	if (err != 0)
		return err;
	date_print(day, clock_today());
	return store_end(requeue->store,
	    store_add_action(requeue->store, &row, &requeue->action));
}

int
take_back_unseen(struct journal *journal, const struct id *project,
    const struct map *seen, struct take_back *out)
{
	struct unseen unseen = { .journal = journal, .seen = seen };
	struct requeue requeue = {
		.journal = journal,
		.store = journal->store,
		.out = out,
	};
	int err =
	    pieces_each_version(journal->store, project, note_unseen, &unseen);

	if (err == 0 && unseen.count > 0)
		err = begin_requeue(&requeue, project);
	for (size_t i = 0; err == 0 && i < unseen.count; i += CORE_PIECE)
		err = requeue_piece(&requeue, &unseen, i);
	if (err == 0 && requeue.touched.count > 0)
		err = take_derive(journal, project, &requeue.touched);
	touched_clear(&requeue.touched);
	free(unseen.vids);
	return err;
}
