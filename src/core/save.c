#include "core/save.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/inside.h"
#include "core/lock.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
action_add(struct action *action, struct admitted *admitted, char *bytes,
    size_t len)
{
	struct saved *saved;

	action->versions = mem_grow(action->versions, &action->cap,
	    action->count + 1, sizeof(*action->versions));
	saved = &action->versions[action->count++];
	saved->admitted = *admitted;
	saved->bytes = bytes;
	saved->len = len;
	admitted->record = NULL;
}

void
action_clear(struct action *action)
{
	for (size_t i = 0; i < action->count; i++) {
		admitted_clear(&action->versions[i].admitted);
		free(action->versions[i].bytes);
	}
	free(action->versions);
	action->versions = NULL;
	action->count = action->cap = 0;
}

static int
begin_action(struct journal *journal, struct action *action, bool kept)
{
	char day[DATE_SIZE];
	struct action_row row = {
		.project = action->project,
		.member = action->member,
		.word = action->word,
		.day = day,
		.at = clock_now(),
		.is_kept = kept,
		.undoes = action->undoes,
	};

	date_print(day, clock_today());
	return store_add_action(journal->store, &row, &action->number);
}

/* One version into all its tables; false in `*is_new` where it was here. */
static int
put_version(struct journal *journal, const struct action *action,
    const struct saved *saved, bool *is_new)
{
	struct version_row row = {
		.vid = saved->admitted.vid,
		.project = action->project,
		.record = saved->admitted.record->id,
		.kind = saved->admitted.record->kind,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	struct outbox_row waiting = {
		.action = action->number,
		.project = action->project,
		.vid = saved->admitted.vid,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	struct store *store = journal->store;
	int err;

	memcpy(row.key, saved->admitted.key, sizeof(row.key));
	err = store_add_version(store, &row, is_new);
	if (err != 0 || !*is_new)
		return err;
#if MUTANT == 6
	err = store_commit(store);
	if (err == 0)
		err = store_begin(store);
	if (err != 0)
		return err;
#endif
	err = store_add_outbox(store, &waiting);
	if (err == 0)
		err = store_add_did(store, action->number, &waiting.vid);
	if (err == 0)
		err = store_add_arrived(store, &action->project, &waiting.vid,
		    clock_now());
	return err;
}

static bool
is_voice_kind(const char *kind)
{
	return strcmp(kind, "member") == 0 || strcmp(kind, "key") == 0 ||
	    strcmp(kind, "vouch") == 0;
}

/* Derives what a piece touched; voices first where they can have changed. */
static int
derive_piece(struct journal *journal, const struct id *project,
    struct touched *touched, bool voices_changed)
{
	struct voices *voices = NULL;
	int err = derive_voices(journal->store, project, &voices);

	if (err == 0 && voices_changed)
		err =
		    derive_voice_rows(journal->store, project, voices, touched);
	for (size_t i = 0; err == 0 && i < touched->count; i++)
		err = derive_record(journal->store, project, &touched->ids[i],
		    voices);
	voices_free(voices);
	return err;
}

static int
note_row(void *data, const struct record_row *row)
{
	(void)row;
	*(bool *)data = true;
	return 0;
}

/* A record that this action brings to life stays out of sight until the
 * whole action is kept. */
static int
hide_new_record(struct journal *journal, const struct action *action,
    const struct id *record)
{
	bool there = false;
	int err = store_get_record(journal->store, record, note_row, &there);

	if (err == 0 && !there)
		err = store_add_hidden(journal->store, record, action->number);
	return err;
}

static int
put_piece(struct journal *journal, const struct action *action, size_t first,
    size_t end, bool hide)
{
	struct touched touched = { 0 };
	bool voices_changed = false;
	int err = 0;

	for (size_t i = first; err == 0 && i < end; i++) {
		const struct saved *saved = &action->versions[i];
		const struct record *record = saved->admitted.record;
		bool is_new = false;

		if (hide)
			err = hide_new_record(journal, action, &record->id);
		if (err == 0)
			err = put_version(journal, action, saved, &is_new);
		if (err != 0 || !is_new)
			continue;
		touched_add(&touched, &record->id);
		voices_changed |= is_voice_kind(record->kind);
	}
	if (err == 0)
		err = derive_piece(journal, &action->project, &touched,
		    voices_changed);
	touched_clear(&touched);
	return err;
}

static int
finish_transaction(struct journal *journal, int err)
{
	if (err == 0)
		err = store_commit(journal->store);
	if (err != 0)
		store_rollback(journal->store);
	return err;
}

/* A project and a key that begin with this action live or die with it. */
static int
put_start(struct journal *journal, const struct action *action)
{
	int err = 0;

	if (action->is_start)
		err = store_add_project(journal->store, &action->project);
	if (err == 0 && action->me != NULL)
		err = store_put_me(journal->store, action->me);
	return err;
}

static int
save_at_once(struct journal *journal, struct action *action)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	err = put_start(journal, action);
	if (err == 0)
		err = begin_action(journal, action, true);
	if (err == 0)
		err = put_piece(journal, action, 0, action->count, false);
	if (err == 0 && action->draft != 0)
		err = store_remove_draft(journal->store, action->draft);
#if MUTANT == 3
	if (err == 0 && write(1, "{\"code\": \"early\"}\n", 18) < 0)
		err = -ERR_OUT_CLOSED;
#endif
	return finish_transaction(journal, err);
}

static int
begin_pieces(struct journal *journal, struct action *action)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	err = put_start(journal, action);
	if (err == 0)
		err = begin_action(journal, action, MUTANT == 12);
	return finish_transaction(journal, err);
}

static int
save_piece(struct journal *journal, const struct action *action, size_t first,
    size_t end)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	return finish_transaction(journal,
	    put_piece(journal, action, first, end, true));
}

static int
keep_action(struct journal *journal, int64_t number)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	return finish_transaction(journal,
	    store_keep_action(journal->store, number));
}

/* The action is kept by now, and rows of a kept one hide nothing: that they
 * could not be removed is no failure of the save. */
static void
clear_hidden(struct journal *journal, int64_t number)
{
	bool left = true;
	int err = 0;

	while (err == 0 && left) {
		err = store_begin(journal->store);
		if (err == 0)
			err = finish_transaction(journal,
			    store_remove_hidden(journal->store, number,
				CORE_PIECE, &left));
	}
}

/* The pieces that are in go at once; what this cannot remove, the next start
 * does. The first fault stays the one that is told. */
static void
drop_after_fault(struct journal *journal, const struct action *action)
{
	struct err kept = *err_last();

	(void)save_drop_unkept(journal, &action->project);
	(void)err_restore(&kept);
}

static int
save_all_pieces(struct journal *journal, struct action *action)
{
	int err = begin_pieces(journal, action);

	for (size_t i = 0; err == 0 && i < action->count; i += CORE_PIECE) {
		size_t end = i + CORE_PIECE;

		if (end > action->count)
			end = action->count;
		err = save_piece(journal, action, i, end);
		tell_count(journal, EVENT_PROGRESS, "save", end, action->count);
	}
	if (err == 0)
		err = keep_action(journal, action->number);
	if (err == 0)
		clear_hidden(journal, action->number);
	else
		drop_after_fault(journal, action);
	return err;
}

/* Members, keys and vouches go first: all else is judged by them, and so each
 * later piece is judged by all of them. */
static void
put_voices_first(struct action *action)
{
	struct saved *sorted = mem_new_array(action->count, sizeof(*sorted));
	size_t count = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < action->count; i++)
			if (is_voice_kind(
				action->versions[i].admitted.record->kind) ==
			    (pass == 0))
				sorted[count++] = action->versions[i];
	memcpy(action->versions, sorted, count * sizeof(*sorted));
	free(sorted);
}

/* The lock keeps another process from taking a long import for one that was
 * cut off. */
static int
save_in_pieces(struct journal *journal, struct action *action)
{
	int lock = -1;
	int err = lock_take(journal, &action->project, LOCK_LONG_MS, &lock);

	if (err != 0)
		return err;
	put_voices_first(action);
	err = save_all_pieces(journal, action);
	file_unlock(lock);
	return err;
}

int
save_action(struct journal *journal, struct action *action)
{
	int err = journal_may_write(journal);

	if (err != 0)
		return err;
	if (action->count <= CORE_PIECE)
		return save_at_once(journal, action);
	return save_in_pieces(journal, action);
}

/* The versions of one action that was cut off. */
struct cut_off {
	int64_t number;
	struct vid *vids;
	size_t count;
	size_t cap;
};

static int
take_vid(void *data, const struct vid *vid)
{
	struct cut_off *cut = data;

	cut->vids =
	    mem_grow(cut->vids, &cut->cap, cut->count + 1, sizeof(*cut->vids));
	cut->vids[cut->count++] = *vid;
	return 0;
}

static int
take_number(void *data, const struct action_row *row)
{
	struct cut_off *cut = data;

	cut->number = row->number;
	return 1;
}

static int
touch_version(void *data, const struct version_row *row)
{
	touched_add(data, &row->record);
	return 0;
}

static int
drop_version(struct store *store, const struct vid *vid,
    struct touched *touched)
{
	int err = store_get_version(store, vid, touch_version, touched);

	if (err == 0)
		err = store_remove_version(store, vid);
	if (err == 0)
		err = store_remove_outbox(store, vid);
	if (err == 0)
		err = store_remove_arrived(store, vid);
	return err;
}

static int
drop_piece(struct journal *journal, const struct id *project,
    const struct cut_off *cut, size_t first, size_t end)
{
	struct touched touched = { 0 };
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	for (size_t i = first; err == 0 && i < end; i++)
		err = drop_version(journal->store, &cut->vids[i], &touched);
	if (err == 0)
		err = derive_piece(journal, project, &touched, true);
	touched_clear(&touched);
	return finish_transaction(journal, err);
}

static int
forget_action(struct journal *journal, int64_t number)
{
	bool left = true;
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	while (err == 0 && left)
		err = store_remove_hidden(journal->store, number, CORE_PIECE,
		    &left);
	if (err == 0)
		err = store_remove_action(journal->store, number);
	return finish_transaction(journal, err);
}

/* Drops one cut-off action; `*found` is false where there is none. */
static int
drop_one(struct journal *journal, const struct id *project, bool *found)
{
	struct cut_off cut = { 0 };
	int err = store_each_unkept(journal->store, project, take_number, &cut);

	*found = err == 1;
	if (err != 1)
		return err;
	err = store_each_did(journal->store, cut.number, take_vid, &cut);
	for (size_t i = 0; err == 0 && i < cut.count; i += CORE_PIECE)
		err = drop_piece(journal, project, &cut, i,
		    i + CORE_PIECE < cut.count ? i + CORE_PIECE : cut.count);
	if (err == 0)
		err = forget_action(journal, cut.number);
	if (err == 0)
		tell_count(journal, EVENT_IMPORT_DROPPED, NULL, cut.count, 0);
	free(cut.vids);
	return err;
}

int
save_drop_unkept(struct journal *journal, const struct id *project)
{
	bool found = true;
	int err = 0;

	while (err == 0 && found)
		err = drop_one(journal, project, &found);
	return err;
}
