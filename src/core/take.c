#include "core/take.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/admit.h"
#include "core/pieces.h"
#include "core/save.h"
#include "core/worker.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

static int
finish_transaction(struct store *store, int err)
{
	if (err == 0)
		err = store_commit(store);
	if (err != 0)
		store_rollback(store);
	return err;
}

struct comparing {
	const struct saved *saved;
	bool is_same;
};

static int
compare_bytes(void *data, const struct version_row *row)
{
	struct comparing *comparing = data;

	comparing->is_same = row->len == comparing->saved->len &&
	    memcmp(row->bytes, comparing->saved->bytes, row->len) == 0;
	return 0;
}

/* A version that is here already, with other bytes, was damaged here. */
static int
mend_bytes(struct store *store, const struct saved *saved)
{
	struct comparing comparing = { .saved = saved };
	int err = store_get_version(store, &saved->admitted.vid, compare_bytes,
	    &comparing);

	if (err == 0 && !comparing.is_same)
		err = store_set_version_bytes(store, &saved->admitted.vid,
		    saved->bytes, saved->len);
	return err;
}

static int
put_taken(struct take *take, const struct saved *saved)
{
	struct store *store = take->journal->store;
	const struct record *record = saved->admitted.record;
	struct version_row row = {
		.vid = saved->admitted.vid,
		.project = *take->project,
		.record = record->id,
		.kind = record->kind,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	bool is_new = false;
	int err;

	memcpy(row.key, saved->admitted.key, sizeof(row.key));
	err = store_add_version(store, &row, &is_new);
	if (err == 0 && !is_new)
		err = mend_bytes(store, saved);
	if (err == 0)
		err = store_add_arrived(store, take->project, &row.vid,
		    clock_now());
	if (err == 0 && !take->is_outbox)
		err = store_remove_outbox(store, &row.vid);
	touched_add(&take->touched, &record->id);
	if (is_new)
		take->taken++;
	else
		take->known++;
	return err;
}

static void
clear_piece(struct take *take)
{
	for (size_t i = 0; i < take->piece_count; i++) {
		admitted_clear(&take->piece[i].admitted);
		free(take->piece[i].bytes);
	}
	take->piece_count = 0;
}

static int
put_piece(struct take *take)
{
	struct store *store = take->journal->store;
	int err;

	if (take->piece_count == 0)
		return 0;
	err = store_begin(store);
	if (err != 0)
		return err;
	for (size_t i = 0; err == 0 && i < take->piece_count; i++)
		err = put_taken(take, &take->piece[i]);
	clear_piece(take);
	tell_count(take->journal, EVENT_PROGRESS, "take",
	    take->taken + take->known, 0);
	return finish_transaction(store, err);
}

static void
leave_out(struct take *take, const struct repo_file *file)
{
	take->left_out++;
	if (!take->told_left_out)
		return;
	if (file->why != NULL)
		(void)err_set(ERR_FORM_MODE, file->path, NULL);
	tell_why(take->journal, EVENT_LEFT_OUT, file->path, err_last());
}

static int
take_file(void *data, const struct repo_file *file)
{
	struct take *take = data;
	struct admitted admitted = { 0 };
	struct saved *saved;

	if (file->bytes == NULL ||
	    admit_file(&admitted, take->project, file->path, file->bytes,
		file->len) != 0) {
		leave_out(take, file);
		return 0;
	}
	if (take->seen != NULL)
		(void)map_put(take->seen, admitted.vid.bytes,
		    sizeof(admitted.vid.bytes), take);
	saved = &take->piece[take->piece_count++];
	saved->admitted = admitted;
	saved->bytes = mem_dup(file->bytes, file->len);
	saved->len = file->len;
	return take->piece_count < CORE_PIECE ? 0 : put_piece(take);
}

static int
derive_some(struct journal *journal, const struct id *project,
    const struct touched *touched, size_t first, const struct voices *voices)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	for (size_t i = first;
	     err == 0 && i < first + CORE_PIECE && i < touched->count; i++)
		err = derive_record(journal->store, project, &touched->ids[i],
		    voices);
	return finish_transaction(journal->store, err);
}

/* Voices first: what else stands hangs on them. */
static int
derive_touched(struct journal *journal, const struct id *project,
    struct touched *touched)
{
	struct voices *voices = NULL;
	int err = derive_voices(journal->store, project, &voices);

	if (err == 0)
		err = store_begin(journal->store);
	if (err == 0)
		err = finish_transaction(journal->store,
		    derive_voice_rows(journal->store, project, voices,
			touched));
	for (size_t i = 0; err == 0 && i < touched->count; i += CORE_PIECE)
		err = derive_some(journal, project, touched, i, voices);
	voices_free(voices);
	return err;
}

int
take_note_head(struct take *take, const struct point *to)
{
	struct store *store = take->journal->store;
	int err = store_begin(store);

	if (err != 0)
		return err;
	return finish_transaction(store,
	    store_set_head(store, take->project, to));
}

int
take_history(struct take *take, const struct point *to,
    const struct point *from)
{
	char *path = home_path_repo(take->journal->home, take->project);
	struct worker_task task = {
		.repo = path,
		.to = *to,
		.from = from,
		.from_count = from != NULL ? 1 : 0,
	};
	int err = store_count_versions(take->journal->store, take->project,
	    &task.versions);

	take->piece = mem_new_array(CORE_PIECE, sizeof(*take->piece));
	if (err == 0 && !point_is_none(to))
		err = worker_run(take->journal, &task, take_file, take);
	if (err == 0)
		err = put_piece(take);
	if (err == 0)
		err = derive_touched(take->journal, take->project,
		    &take->touched);
	free(path);
	return err;
}

void
take_clear(struct take *take)
{
	clear_piece(take);
	free(take->piece);
	take->piece = NULL;
	touched_clear(&take->touched);
}

/* Waiting versions without a sound row, collected before anything is
 * written. */
struct waiting {
	struct take *take;
	size_t cap;
};

/* True in `data` if a row's bytes are what its vid names. */
static int
judge_row(void *data, const struct version_row *row)
{
	struct vid is;

	form_vid(&is, row->bytes, row->len);
	*(bool *)data = vid_equal(&is, &row->vid);
	return 0;
}

static int
note_waiting(void *data, const struct outbox_row *row)
{
	struct waiting *waiting = data;
	struct take *take = waiting->take;
	struct admitted admitted = { 0 };
	struct saved *saved;
	bool is_good = false;
	int err = store_get_version(take->journal->store, &row->vid, judge_row,
	    &is_good);

	if (err != 0 || is_good)
		return err;
	err = admit_file(&admitted, take->project, NULL, row->bytes, row->len);
	if (err != 0)
		return err;
	if (!vid_equal(&admitted.vid, &row->vid)) {
		admitted_clear(&admitted);
		return err_set(ERR_FORM_VID, NULL);
	}
	take->piece = mem_grow(take->piece, &waiting->cap,
	    take->piece_count + 1, sizeof(*take->piece));
	saved = &take->piece[take->piece_count++];
	saved->admitted = admitted;
	saved->bytes = mem_dup(row->bytes, row->len);
	saved->len = row->len;
	return 0;
}

int
take_outbox(struct journal *journal, const struct id *project)
{
	struct take take = {
		.journal = journal,
		.project = project,
		.is_outbox = true,
	};
	struct waiting waiting = { .take = &take };
	int err = pieces_each_waiting(journal->store, project, note_waiting,
	    &waiting);

	if (err == 0)
		err = put_piece(&take);
	if (err == 0 && take.touched.count > 0)
		err = derive_touched(journal, project, &take.touched);
	take_clear(&take);
	return err;
}

static int
touch_row(void *data, const struct version_row *row)
{
	touched_add(data, &row->record);
	return 0;
}

int
take_derive_all(struct journal *journal, const struct id *project)
{
	struct touched touched = { 0 };
	int err =
	    pieces_each_version(journal->store, project, touch_row, &touched);

	if (err == 0)
		err = derive_touched(journal, project, &touched);
	touched_clear(&touched);
	return err;
}
