/*
 * `check --repair`: what one store lost, the other still has. Tables are made
 * again from the history; a history that cannot be read is set aside whole
 * and written again from the tables. Nothing is thrown away.
 */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/export.h"
#include "core/pieces.h"
#include "core/take.h"
#include "core/tip.h"
#include "core/wake.h"
#include "model/form.h"
#include "repo/repo.h"
#include "store/shared.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
set_repo_aside(const char *path)
{
	char *aside = home_path_aside(path);
	int err = 0;

	if (file_is_there(path) && rename(path, aside) != 0)
		err = err_set(ERR_FILE_WRITE, aside, strerror(errno), NULL);
	free(aside);
	return err;
}

/* All versions wait again, and come in layer by layer. Those that wait by now
 * may be damaged in the tables alone. */
static int
write_history_again(struct caring *caring, const char *path)
{
	struct map *nothing = map_new();
	struct take take = {
		.journal = caring->journal,
		.project = caring->project,
	};
	struct point none = { { 0 } };
	int err = set_repo_aside(path);

	if (err == 0)
		err = repo_create(path);
	if (err == 0)
		err = take_outbox(caring->journal, caring->project);
	if (err == 0)
		err = take_back_unseen(caring->journal, caring->project,
		    nothing, &caring->back);
	if (err == 0)
		err = take_note_head(&take, &none);
	if (err == 0)
		err = wake_clean(caring->journal, caring->project);
	if (err == 0)
		err = export_locked(caring->journal, caring->project);
	map_free(nothing);
	return err;
}

/* The history is whole but lacks some versions: they wait, and come in. */
static int
add_missing(struct caring *caring)
{
	int err = take_back_unseen(caring->journal, caring->project,
	    caring->seen, &caring->back);

	if (err == 0)
		err = export_locked(caring->journal, caring->project);
	return err;
}

/* The tree of the newest commit set right, and noted. */
static int
mend_tree(struct caring *caring, const char *path)
{
	struct take take = {
		.journal = caring->journal,
		.project = caring->project,
	};
	struct point at;
	int err = repo_head(&at, path);

	if (err == 0)
		err = tip_set_right(caring->journal, caring->project, &at);
	if (err == 0)
		err = take_note_head(&take, &at);
	return err;
}

/* Each version as the file that it is, where the history lost it. */
static int
write_blob(void *data, const struct version_row *row)
{
	struct vid vid;

	form_vid(&vid, row->bytes, row->len);
	return vid_equal(&vid, &row->vid) ?
	    repo_write_blob(data, row->bytes, row->len) :
	    0;
}

static int
write_blobs(struct caring *caring, const char *path)
{
	struct repo *repo = NULL;
	int err = repo_open(&repo, path);

	if (err == 0)
		err = pieces_each_version(caring->journal->store,
		    caring->project, write_blob, repo);
	repo_close(repo);
	return err;
}

/* Damaged objects go aside, and files that the tables still have are written
 * again: `*whole` where git then finds nothing damaged. */
static int
mend_objects(struct caring *caring, const char *path, bool *whole)
{
	size_t aside = 0;
	int err = care_fsck(caring, path);

	*whole = err == 0;
	if (*whole || caring->stopped.code != ERR_NONE)
		return 0;
	err = repo_set_aside_damaged(path, &aside);
	if (err == 0)
		err = write_blobs(caring, path);
	*whole = err == 0 && care_fsck(caring, path) == 0;
	return err;
}

/* Once the objects are whole, the history can be walked after all: what it
 * holds decides what else is to be mended. Tables that are hurt, as the first
 * look found, cannot tell what its newest tree should be; and what they lack
 * this history may hold alone. So where its objects could not be written, as
 * on a full disk, it stays where it is, for the next time. */
static int
look_again(struct caring *caring, const char *path)
{
	struct care_result ignored = { 0 };
	struct caring again = {
		.journal = caring->journal,
		.project = caring->project,
		.result = &ignored,
		.seen = caring->seen,
		.needs_tables = caring->needs_tables,
		.is_quiet = true,
	};
	bool whole = false;
	int err;

	if (caring->history_is_read || caring->stopped.code != ERR_NONE ||
	    !file_is_dir(path))
		return 0;
	err = mend_objects(caring, path, &whole);
	if (!whole)
		return caring->needs_tables ? err : 0;
	err = care_check_history(&again);
	caring->history_is_read = again.history_is_read;
	caring->needs_tables = again.needs_tables;
	if (again.stopped.code != ERR_NONE)
		caring->stopped = again.stopped;
	return err;
}

static int
mend_history(struct caring *caring, const char *path)
{
	int err;

	if (!caring->history_is_read)
		return write_history_again(caring, path);
	err = add_missing(caring);
	if (err == 0)
		err = mend_tree(caring, path);
	return err;
}

/* Tables first where both are hurt: a damaged version that the history
 * still has must be whole before the history is written from the tables. A
 * history that took too long to look at stays as it is. */
int
care_mend(struct caring *caring)
{
	char *path = home_path_repo(caring->journal->home, caring->project);
	struct care_result ignored = { 0 };
	int err = look_again(caring, path);

	if (err == 0 && caring->needs_tables)
		err = take_columns(caring->journal, caring->project);
	if (err == 0 && caring->needs_tables && caring->history_is_read)
		err = care_rebuild_project(caring->journal, caring->project,
		    &ignored);
	if (err == 0 && caring->needs_history &&
	    caring->stopped.code == ERR_NONE)
		err = mend_history(caring, path);
	if (err == 0 && caring->needs_tables && !caring->history_is_read)
		err = take_derive_all(caring->journal, caring->project);
	free(path);
	return err;
}
