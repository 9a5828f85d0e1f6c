/*
 * What waits for the history, held against its rows. A version that waits is
 * in the home twice, as a row and in the outbox, and nowhere else: what is
 * damaged in one is made again from the other.
 */
#include "core/take.h"

#include "base/mem.h"
#include "core/lost.h"
#include "core/pieces.h"
#include "model/form.h"
#include "store/local.h"
#include "store/search.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* One whose bytes are damaged in both places, with those of the outbox. */
struct spoilt {
	struct vid vid;
	char *bytes;
	size_t len;
};

struct waiting {
	struct take take;
	struct spoilt *spoilt;
	size_t count;
	size_t cap;
};

/* Held against the row of a version that waits. */
struct judging {
	const struct id *project;
	bool is_good;
};

static int
judge_row(void *data, const struct version_row *row)
{
	struct judging *judging = data;
	struct vid is;

	form_vid(&is, row->bytes, row->len);
	judging->is_good = vid_equal(&is, &row->vid) &&
	    id_equal(&row->project, judging->project);
	return 0;
}

static void
note_spoilt(struct waiting *waiting, const struct outbox_row *row)
{
	waiting->spoilt = mem_grow(waiting->spoilt, &waiting->cap,
	    waiting->count + 1, sizeof(*waiting->spoilt));
	waiting->spoilt[waiting->count++] = (struct spoilt){
		.vid = row->vid,
		.bytes = mem_dup(row->bytes, row->len),
		.len = row->len,
	};
}

/* Those without a sound row are collected before anything is written. */
static int
note_waiting(void *data, const struct outbox_row *row)
{
	struct waiting *waiting = data;
	struct take *take = &waiting->take;
	struct judging judging = { .project = take->project };
	struct admitted admitted = { 0 };
	struct vid is;
	int err = store_get_version(take->journal->store, &row->vid, judge_row,
	    &judging);

	if (err != 0 || judging.is_good)
		return err;
	form_vid(&is, row->bytes, row->len);
	if (!vid_equal(&is, &row->vid)) {
		note_spoilt(waiting, row);
		return 0;
	}
	err = admit_file(&admitted, take->project, NULL, row->bytes, row->len);
	if (err == 0)
		take_add(take, &admitted, row->bytes, row->len);
	return err;
}

/* A row beside the outbox: where the two say different things, both stay. */
struct parting {
	struct waiting *waiting;
	const struct spoilt *spoilt;
};

static int
keep_row(void *data, const struct version_row *row)
{
	struct parting *parting = data;
	const struct spoilt *spoilt = parting->spoilt;
	struct take *take = &parting->waiting->take;

	touched_add(&take->touched, &row->record);
	if (row->len == spoilt->len &&
	    memcmp(row->bytes, spoilt->bytes, row->len) == 0)
		return 0;
	return lost_keep(take->journal,
	    &(struct lost){ .project = *take->project,
		.vid = row->vid,
		.bytes = row->bytes,
		.len = row->len,
		.is_other = true });
}

/* The files are on the disk before the rows go. */
static int
part_with(struct waiting *waiting, const struct spoilt *spoilt)
{
	struct parting parting = { .waiting = waiting, .spoilt = spoilt };
	struct journal *journal = waiting->take.journal;
	struct store *store = journal->store;
	int err = lost_keep(journal,
	    &(struct lost){ .project = *waiting->take.project,
		.vid = spoilt->vid,
		.bytes = spoilt->bytes,
		.len = spoilt->len });

	if (err == 0)
		err =
		    store_get_version(store, &spoilt->vid, keep_row, &parting);
	if (err == 0)
		err = store_begin(store);
	if (err != 0)
		return err;
	err = store_remove_version(store, &spoilt->vid);
	if (err == 0)
		err = store_remove_outbox(store, &spoilt->vid);
	if (err == 0)
		err = store_remove_arrived(store, &spoilt->vid);
	/* Damaged bytes are not those that the index was told of. */
	if (err == 0)
		err = store_rebuild_search(store);
	return store_end(store, err);
}

static void
clear_waiting(struct waiting *waiting)
{
	for (size_t i = 0; i < waiting->count; i++)
		free(waiting->spoilt[i].bytes);
	free(waiting->spoilt);
}

int
take_outbox(struct journal *journal, const struct id *project)
{
	struct waiting waiting = {
		.take = {
			.journal = journal,
			.project = project,
			.is_outbox = true,
		},
	};
	int err = pieces_each_waiting(journal->store, project, note_waiting,
	    &waiting);

	for (size_t i = 0; err == 0 && i < waiting.count; i++)
		err = part_with(&waiting, &waiting.spoilt[i]);
	err = take_put_collected(&waiting.take, err);
	clear_waiting(&waiting);
	return err;
}
