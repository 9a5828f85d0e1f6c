/*
 * An action of more versions than one transaction may hold comes in pieces,
 * and shows with the last. Until then its new records are hidden, and its
 * versions of records that were here before are staged: no reading meets
 * them. Cut off before it is kept, it is dropped by the next start, and all
 * is as it was.
 *
 * Voices decide how everything else is judged, so those that come to a
 * project that was here before are staged too, new ones as well. What staged
 * versions change is worked out once the action is kept, in pieces again; rows
 * that are left say that it may not have been, and the next start does it
 * for the whole project, as it cannot know which voices had changed.
 */
#include "core/save_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/inside.h"
#include "core/lock.h"
#include "core/receipt.h"
#include "core/take.h"
#include "store/shared.h"
#include "store/staged.h"

#include <stdlib.h>
#include <string.h>

/* An action on its way in. */
struct piecing {
	struct journal *journal;
	struct action *action;
	struct touched behind;  /* to be derived once it is kept */
	struct touched touched; /* to be derived with this piece */
	bool voices_changed;    /* by this piece */
	size_t done;            /* versions that went in */
	int lock;
};

static int
note_row(void *data, const struct record_row *row)
{
	(void)row;
	*(bool *)data = true;
	return 0;
}

/* Whether a version is to be staged; else a record that was not here before
 * is hidden. In a project that begins with the action nothing was. */
static int
judge_staged(const struct piecing *piecing, const struct record *record,
    bool *out)
{
	struct store *store = piecing->journal->store;
	int64_t number = piecing->action->number;
	bool there = false;
	bool hidden = false;
	int err;

	*out = !piecing->action->is_start && save_is_voice_kind(record->kind);
	if (*out)
		return 0;
	err = store_get_record(store, &record->id, note_row, &there);
	if (err == 0 && !there)
		return store_add_hidden(store, &record->id, number);
	if (err == 0)
		err = store_is_hidden(store, &record->id, number, &hidden);
	*out = !hidden;
	return err;
}

static int
put_one(struct piecing *piecing, const struct saved *saved)
{
	struct action *action = piecing->action;
	const struct record *record = saved->admitted.record;
	bool is_new = false;
	bool staged = false;
	int err = save_put_version(piecing->journal, action, saved, &is_new);

	if (err != 0 || !is_new)
		return err;
	err = judge_staged(piecing, record, &staged);
	if (err == 0 && staged)
		err = store_add_staged(piecing->journal->store,
		    &action->project, &saved->admitted.vid, action->number);
	touched_add(staged ? &piecing->behind : &piecing->touched, &record->id);
	piecing->voices_changed |= !staged && save_is_voice_kind(record->kind);
	return err;
}

static int
put_piece(struct piecing *piecing, size_t first, size_t end)
{
	struct action *action = piecing->action;
	int err = 0;

	piecing->voices_changed = false;
	for (size_t i = first; err == 0 && i < end; i++)
		err = put_one(piecing, &action->versions[i]);
	if (err == 0)
		err = save_derive(piecing->journal->store, &action->project,
		    &piecing->touched, piecing->voices_changed, &action->hurt);
	touched_clear(&piecing->touched);
	piecing->done += end - first;
	return err;
}

static int
begin_pieces(struct journal *journal, struct action *action)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	err = receipt_settle(journal, &action->project);
	if (err == 0)
		err = save_put_start(journal, action);
	if (err == 0)
		err = save_begin_action(journal, action, MUTANT == 12);
	return store_end(journal->store, err);
}

static int
save_piece(struct piecing *piecing, size_t first, size_t end)
{
	int err = store_begin(piecing->journal->store);

	if (err != 0)
		return err;
	return store_end(piecing->journal->store,
	    put_piece(piecing, first, end));
}

static int
keep_action(struct journal *journal, int64_t number)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_keep_action(journal->store, number));
}

/* Takes away all rows of one of the two tables, in pieces. */
static int
clear_rows(struct journal *journal, int64_t number,
    int (*remove)(struct store *store, int64_t action, size_t most, bool *left))
{
	bool left = true;
	int err = 0;

	while (err == 0 && left) {
		err = store_begin(journal->store);
		if (err == 0)
			err = store_end(journal->store,
			    remove(journal->store, number, CORE_PIECE, &left));
	}
	return err;
}

/* The action is kept by now, and rows of a kept one keep nothing from sight:
 * that this could not be done is no failure of the save, and the next start
 * does it. */
static void
settle_kept(struct piecing *piecing)
{
	struct journal *journal = piecing->journal;
	struct action *action = piecing->action;
	int err = clear_rows(journal, action->number, store_remove_hidden);

	if (err == 0 && piecing->behind.count > 0)
		err = take_derive(journal, &action->project, &piecing->behind);
	if (err == 0)
		(void)clear_rows(journal, action->number, store_remove_staged);
}

/* The lock keeps another process from taking a long import for one that was
 * cut off. */
static int
begin_action(struct journal *journal, struct action *action)
{
	struct piecing *piecing = mem_new(sizeof(*piecing));
	int err;

	*piecing = (struct piecing){
		.journal = journal,
		.action = action,
		.lock = -1,
	};
	action->ahead = piecing;
	err =
	    lock_take(journal, &action->project, LOCK_LONG_MS, &piecing->lock);
	/* Nobody else is at it by now: what is not kept was cut off, and must
	 * not pass for known. */
	if (err == 0)
		err = save_drop_unkept(journal, &action->project);
	if (err == 0)
		err = store_expect_much(journal->store);
	return err == 0 ? begin_pieces(journal, action) : err;
}

static void
end_action(struct action *action)
{
	touched_clear(&action->ahead->behind);
	file_unlock(action->ahead->lock);
	free(action->ahead);
	action->ahead = NULL;
}

/* The first versions, which are in the tables, leave memory. */
static void
forget_first(struct action *action, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		admitted_clear(&action->versions[i].admitted);
		free(action->versions[i].bytes);
	}
	action->count -= count;
	memmove(action->versions, action->versions + count,
	    action->count * sizeof(*action->versions));
}

/* Where the piece ends that begins at `first`. */
static size_t
find_end(const struct action *action, size_t first)
{
	size_t bytes = 0;
	size_t end = first;

	while (end < action->count && end - first < CORE_PIECE_MANY &&
	    (end == first || bytes <= CORE_PIECE_BYTES))
		bytes += action->versions[end++].len;
	return end;
}

int
save_ahead(struct journal *journal, struct action *action)
{
	int err = 0;

	while (err == 0 && action->count > CORE_PIECE) {
		size_t end = find_end(action, 0);

		if (end == action->count)
			break;
		if (action->ahead == NULL)
			err = begin_action(journal, action);
		if (err == 0)
			err = save_piece(action->ahead, 0, end);
		if (err == 0)
			forget_first(action, end);
	}
	if (err != 0)
		save_abandon(journal, action);
	return err;
}

static int
save_all_pieces(struct journal *journal, struct action *action)
{
	struct piecing *piecing = action->ahead;
	size_t total = piecing->done + action->count;
	size_t end;
	int err = 0;

	for (size_t i = 0; err == 0 && i < action->count; i = end) {
		end = find_end(action, i);
		err = save_piece(piecing, i, end);
		tell_count(journal, EVENT_PROGRESS, "save", piecing->done,
		    total);
	}
	return err == 0 ? keep_action(journal, action->number) : err;
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
			if (save_is_voice_kind(
				action->versions[i].admitted.record->kind) ==
			    (pass == 0))
				sorted[count++] = action->versions[i];
	memcpy(action->versions, sorted, count * sizeof(*sorted));
	free(sorted);
}

int
save_in_pieces(struct journal *journal, struct action *action)
{
	int err = 0;

	put_voices_first(action);
	if (action->ahead == NULL)
		err = begin_action(journal, action);
	if (err == 0)
		err = save_all_pieces(journal, action);
	if (err != 0) {
		save_abandon(journal, action);
		return err;
	}
	settle_kept(action->ahead);
	end_action(action);
	return 0;
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
drop_version(struct store *store, const struct vid *vid,
    struct touched *touched)
{
	int err = store_get_version(store, vid, touched_add_row, touched);

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
	struct hurt hurt = { { 0 } };
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	for (size_t i = first; err == 0 && i < end; i++)
		err = drop_version(journal->store, &cut->vids[i], &touched);
	if (err == 0)
		err =
		    save_derive(journal->store, project, &touched, true, &hurt);
	touched_clear(&touched);
	return store_end(journal->store, err);
}

static int
forget_action(struct journal *journal, int64_t number)
{
	int err = clear_rows(journal, number, store_remove_hidden);

	if (err == 0)
		err = clear_rows(journal, number, store_remove_staged);
	if (err == 0)
		err = store_begin(journal->store);
	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_remove_action(journal->store, number));
}

/* Drops one cut-off action; its number stays 0 where there is none. */
static int
drop_one(struct journal *journal, const struct id *project, struct cut_off *cut)
{
	int err = store_each_unkept(journal->store, project, take_number, cut);

	if (err != 1)
		return err;
	err = store_each_did(journal->store, cut->number, take_vid, cut);
	for (size_t i = 0; err == 0 && i < cut->count; i += CORE_PIECE)
		err = drop_piece(journal, project, cut, i,
		    i + CORE_PIECE < cut->count ? i + CORE_PIECE : cut->count);
	return err == 0 ? forget_action(journal, cut->number) : err;
}

static int
drop_all(struct journal *journal, const struct id *project, bool is_told)
{
	bool found = true;
	int err = 0;

	while (err == 0 && found) {
		struct cut_off cut = { 0 };

		err = drop_one(journal, project, &cut);
		found = cut.number != 0;
		if (err == 0 && found && is_told)
			tell_count(journal, EVENT_IMPORT_DROPPED, NULL,
			    cut.count, 0);
		free(cut.vids);
	}
	return err;
}

int
save_drop_unkept(struct journal *journal, const struct id *project)
{
	return drop_all(journal, project, true);
}

/* The pieces that are in go at once, and without a word of it, as who asked
 * is told why; what this cannot remove, the next start does. */
void
save_abandon(struct journal *journal, struct action *action)
{
	struct err kept = *err_last();

	if (action->ahead == NULL)
		return;
	if (action->number != 0)
		(void)drop_all(journal, &action->project, false);
	end_action(action);
	(void)err_restore(&kept);
}

int
save_settle_staged(struct journal *journal, const struct id *project)
{
	int64_t number = 0;
	int err = store_get_staging(journal->store, project, &number);

	if (err != 0 || number == 0 || MUTANT == 13)
		return err;
	err = take_derive_all(journal, project);
	while (err == 0 && number != 0) {
		err = clear_rows(journal, number, store_remove_staged);
		if (err == 0)
			err =
			    store_get_staging(journal->store, project, &number);
	}
	return err;
}
