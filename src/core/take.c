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

struct comparing {
	struct take *take;
	const struct version_row *right;
	bool is_same;
};

/* True if a row says what the bytes say that its vid names. */
static bool
is_right(const struct version_row *row, const struct version_row *right)
{
	return row->len == right->len &&
	    memcmp(row->bytes, right->bytes, row->len) == 0 &&
	    id_equal(&row->project, &right->project) &&
	    id_equal(&row->record, &right->record) &&
	    strcmp(row->kind, right->kind) == 0 &&
	    memcmp(row->key, right->key, sizeof(row->key)) == 0;
}

static int
compare_row(void *data, const struct version_row *row)
{
	struct comparing *comparing = data;

	comparing->is_same = is_right(row, comparing->right);
	if (!comparing->is_same)
		touched_add(&comparing->take->touched, &row->record);
	return 0;
}

/* A version that is here already and says something else was damaged here. */
static int
mend_row(struct take *take, const struct version_row *right)
{
	struct comparing comparing = { .take = take, .right = right };
	struct store *store = take->journal->store;
	int err =
	    store_get_version(store, &right->vid, compare_row, &comparing);

	if (err == 0 && !comparing.is_same)
		err = store_set_version(store, right);
	return err;
}

static void
fill_row(struct version_row *out, const struct id *project,
    const struct saved *saved)
{
	*out = (struct version_row){
		.vid = saved->admitted.vid,
		.project = *project,
		.record = saved->admitted.record->id,
		.kind = saved->admitted.record->kind,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	memcpy(out->key, saved->admitted.key, sizeof(out->key));
}

static int
put_taken(struct take *take, const struct saved *saved)
{
	struct store *store = take->journal->store;
	struct version_row row;
	bool is_new = false;
	int err;

	fill_row(&row, take->project, saved);
	err = store_add_version(store, &row, &is_new);
	if (err == 0 && !is_new)
		err = mend_row(take, &row);
	if (err == 0)
		err = store_add_arrived(store, take->project, &row.vid,
		    clock_now());
	if (err == 0 && !take->is_outbox)
		err = store_remove_outbox(store, &row.vid);
	touched_add(&take->touched, &row.record);
	if (is_new)
		take->taken++;
	else
		take->known++;
	return err;
}

static size_t
piece_most(const struct take *take)
{
	size_t most = CORE_PIECE;

	if (take->is_much)
		most = CORE_PIECE_MANY;
	return most;
}

static bool
is_piece_full(const struct take *take)
{
	return take->piece_count >= piece_most(take) ||
	    take->piece_len >= CORE_PIECE_BYTES;
}

static void
clear_piece(struct take *take)
{
	for (size_t i = 0; i < take->piece_count; i++) {
		admitted_clear(&take->piece[i].admitted);
		free(take->piece[i].bytes);
	}
	take->piece_count = 0;
	take->piece_len = 0;
}

static int
put_some(struct take *take, size_t first)
{
	struct store *store = take->journal->store;
	size_t end = first + piece_most(take);
	int err = store_begin(store);

	if (err != 0)
		return err;
	for (size_t i = first; err == 0 && i < end && i < take->piece_count;
	     i++)
		err = put_taken(take, &take->piece[i]);
	return store_end(store, err);
}

static int
put_piece(struct take *take)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < take->piece_count;
	     i += piece_most(take))
		err = put_some(take, i);
	if (take->piece_count > 0)
		tell_count(take->journal, EVENT_PROGRESS, "take",
		    take->taken + take->known, 0);
	clear_piece(take);
	return err;
}

void
take_add(struct take *take, const struct admitted *admitted, const char *bytes,
    size_t len)
{
	struct saved *saved;

	take->piece = mem_grow(take->piece, &take->piece_cap,
	    take->piece_count + 1, sizeof(*take->piece));
	saved = &take->piece[take->piece_count++];
	saved->admitted = *admitted;
	saved->bytes = mem_dup(bytes, len);
	saved->len = len;
	take->piece_len += len;
}

/* What the history lacks is damage; what is not ours is a stranger's. */
static void
leave_out(struct take *take, const struct repo_file *file)
{
	const struct err *why = err_last();

	if (why->code == ERR_HISTORY_LACKS) {
		tell_why(take->journal, EVENT_HURT, file->path, why);
		return;
	}
	if (take->left_out++ > 0)
		return;
	take->left_path = mem_dup_text(file->path);
	take->left_why = *why;
}

static int
take_file(void *data, const struct repo_file *file)
{
	struct take *take = data;
	struct admitted admitted = { 0 };

	if (file->why != NULL && strcmp(file->why, "gone") == 0) {
		take->gone++;
		return 0;
	}
	if (admit_found(&admitted, take->project, file) != 0) {
		leave_out(take, file);
		return 0;
	}
	if (take->seen != NULL)
		(void)map_put(take->seen, admitted.vid.bytes,
		    sizeof(admitted.vid.bytes), take);
	take_add(take, &admitted, file->bytes, file->len);
	return is_piece_full(take) ? put_piece(take) : 0;
}

static int
derive_some(struct journal *journal, const struct id *project,
    const struct id *ids, size_t count, const struct voices *voices)
{
	struct hurt hurt = { { 0 } };
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	for (size_t i = 0; err == 0 && i < count; i++)
		err = derive_record(journal->store, project, &ids[i], voices,
		    &hurt);
	return store_end(journal->store, err);
}

static int
derive_pieces(struct journal *journal, const struct id *project,
    const struct touched *touched, const struct voices *voices)
{
	size_t most = CORE_PIECE;
	int err = 0;

	if (touched->count > CORE_PIECE) {
		most = CORE_PIECE_MANY;
		err = store_expect_much(journal->store);
	}
	for (size_t i = 0; err == 0 && i < touched->count; i += most) {
		size_t left = touched->count - i;

		err = derive_some(journal, project, &touched->ids[i],
		    left < most ? left : most, voices);
	}
	return err;
}

/* Voices first: what else stands hangs on them. */
int
take_derive(struct journal *journal, const struct id *project,
    struct touched *touched)
{
	struct voices *voices = NULL;
	int err = derive_voices(journal->store, project, &voices);

	if (err == 0)
		err = store_begin(journal->store);
	if (err == 0)
		err = store_end(journal->store,
		    derive_voice_rows(journal->store, project, voices,
			touched));
	if (err == 0)
		err = derive_pieces(journal, project, touched, voices);
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
	return store_end(store, store_set_head(store, take->project, to));
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
	int err = 0;

	take->is_much = from == NULL;
	if (take->is_much)
		err = store_expect_much(take->journal->store);
	if (err == 0 && !point_is_none(to))
		err = worker_run(take->journal, &task, take_file, take);
	if (err == 0)
		err = put_piece(take);
	if (err == 0 && !take->is_derived_later)
		err = take_derive(take->journal, take->project, &take->touched);
	free(path);
	return err;
}

void
take_clear(struct take *take)
{
	clear_piece(take);
	free(take->piece);
	take->piece = NULL;
	take->piece_cap = 0;
	free(take->left_path);
	take->left_path = NULL;
	touched_clear(&take->touched);
}

int
take_put_collected(struct take *take, int err)
{
	if (err == 0)
		err = put_piece(take);
	if (err == 0 && take->touched.count > 0)
		err = take_derive(take->journal, take->project, &take->touched);
	take_clear(take);
	return err;
}

static int
note_wrong(void *data, const struct version_row *row)
{
	struct take *take = data;
	struct saved saved = { .bytes = NULL, .len = row->len };
	struct version_row right;

	if (admit_file(&saved.admitted, take->project, NULL, row->bytes,
		row->len) != 0)
		return 0;
	fill_row(&right, take->project, &saved);
	right.bytes = row->bytes;
	if (!vid_equal(&right.vid, &row->vid) || is_right(row, &right))
		admitted_clear(&saved.admitted);
	else
		take_add(take, &saved.admitted, row->bytes, row->len);
	return 0;
}

int
take_columns(struct journal *journal, const struct id *project)
{
	struct take take = {
		.journal = journal,
		.project = project,
		.is_outbox = true,
	};

	return take_put_collected(&take,
	    pieces_each_version(journal->store, project, note_wrong, &take));
}

int
take_derive_all(struct journal *journal, const struct id *project)
{
	struct touched touched = { 0 };
	int err = pieces_each_version(journal->store, project, touched_add_row,
	    &touched);

	if (err == 0)
		err = take_derive(journal, project, &touched);
	touched_clear(&touched);
	return err;
}
