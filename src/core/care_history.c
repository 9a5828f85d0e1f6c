/* Looking at the history of a project: git's own check, every file of every
 * commit, and the tree at the tip against the versions. */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/admit.h"
#include "core/pieces.h"
#include "core/receipt.h"
#include "core/tip.h"
#include "core/worker.h"
#include "repo/repo.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A version of the history in the tables, under the same project. */
struct looking {
	const struct id *project;
	bool is_there;
};

static int
look_at_row(void *data, const struct version_row *row)
{
	struct looking *looking = data;

	looking->is_there = id_equal(&row->project, looking->project);
	return 0;
}

/* A stranger's file in an earlier commit was left out since, and told; in the
 * newest tree it is found there. Bytes that are gone are damage. */
static int
look_at_other(struct caring *caring, const struct repo_file *file)
{
	if (err_last()->code != ERR_HISTORY_LACKS)
		return 0;
	caring->needs_history = true;
	care_fault(caring, file->path);
	return 0;
}

static int
look_at_file(void *data, const struct repo_file *file)
{
	struct caring *caring = data;
	struct looking looking = { .project = caring->project };
	struct admitted admitted = { 0 };
	int err;

	if (admit_found(&admitted, caring->project, file) != 0)
		return look_at_other(caring, file);
	(void)map_put(caring->seen, admitted.vid.bytes,
	    sizeof(admitted.vid.bytes), caring);
	err = store_get_version(caring->journal->store, &admitted.vid,
	    look_at_row, &looking);
	if (err == 0 && !looking.is_there) {
		(void)err_set(ERR_NOT_IN_TABLES, file->path, NULL);
		caring->needs_tables = true;
		care_fault(caring, file->path);
	}
	admitted_clear(&admitted);
	return err;
}

struct missing {
	struct caring *caring;
	size_t found;
};

static int
look_for_version(void *data, const struct version_row *row)
{
	struct missing *missing = data;
	bool waits = false;
	int err;

	if (map_get(missing->caring->seen, row->vid.bytes,
		sizeof(row->vid.bytes)) != NULL)
		return 0;
	err = receipt_is_waiting(missing->caring->journal,
	    missing->caring->project, &row->vid, &waits);
	if (err == 0 && !waits)
		missing->found++;
	return err;
}

/* Versions that the tables hold and the history lacks. */
static int
find_missing(struct caring *caring)
{
	struct missing missing = { .caring = caring };
	char count[24];
	int err = pieces_each_version(caring->journal->store, caring->project,
	    look_for_version, &missing);

	if (err != 0 || missing.found == 0)
		return err;
	(void)snprintf(count, sizeof(count), "%zu", missing.found);
	(void)err_set(ERR_NOT_IN_GIT, count, NULL);
	caring->needs_history = true;
	care_fault(caring, "history");
	return 0;
}

static int
check_tip(struct caring *caring, const struct point *at)
{
	struct layer_changes changes = { 0 };
	int err = tip_compare(caring->journal, caring->project, at, &changes);

	if (err == 0 && changes.count > 0) {
		(void)err_set(ERR_TREE_WRONG, NULL);
		caring->needs_history = true;
		care_fault(caring, "tree");
	}
	layer_changes_clear(&changes);
	return err;
}

/* A history that cannot be read to its end is written again from the
 * tables. */
static int
note_unreadable(struct caring *caring, const char *what)
{
	caring->needs_history = true;
	care_fault(caring, what);
	return 0;
}

static int
walk_history(struct caring *caring, const char *path, const struct point *at)
{
	struct worker_task task = { .repo = path, .to = *at };
	int err = 0;

	if (!point_is_none(at))
		err = worker_run(caring->journal, &task, look_at_file, caring);
	if (care_has_stopped(caring, err))
		return 0;
	if (err != 0)
		return note_unreadable(caring, "history");
	caring->history_is_read = true;
	err = find_missing(caring);
	if (err == 0 && !point_is_none(at) && !caring->needs_tables)
		err = check_tip(caring, at);
	return err;
}

static int
check_head(struct caring *caring, const struct point *at)
{
	struct point head;
	struct receipt receipt;
	int err =
	    store_get_head(caring->journal->store, caring->project, &head);

	if (err == 0)
		err = receipt_look(caring->journal, caring->project, &receipt);
	if (err == 0 && receipt.fits)
		head = receipt.at;
	if (err == 0 && !point_equal(at, &head)) {
		(void)err_set(ERR_NOT_IN_TABLES, "head", NULL);
		caring->needs_tables = true;
		care_fault(caring, "head");
	}
	return err;
}

static void
tell_seconds(void *data, size_t seconds, size_t most)
{
	const struct caring *caring = data;

	tell_count(caring->journal, EVENT_PROGRESS, "look", seconds, most);
}

int
care_fsck(struct caring *caring, const char *path)
{
	int err = repo_fsck_told(path, tell_seconds, caring);

	(void)care_has_stopped(caring, err);
	return err;
}

/* Its settings are judged before any git reads them. What git finds damaged
 * is not walked: the worker might hang on it until
 * its time is up, and mending begins with those objects anyway. */
static int
check_readable(struct caring *caring, const char *path)
{
	struct repo *repo = NULL;
	struct point at;
	bool whole;
	int err = repo_open(&repo, path);

	repo_close(repo);
	if (err != 0)
		return note_unreadable(caring, "settings");
	err = care_fsck(caring, path);
	whole = err == 0;
	if (!whole && caring->stopped.code == ERR_NONE)
		(void)note_unreadable(caring, "objects");
	err = repo_head(&at, path);
	if (err != 0)
		return note_unreadable(caring, "branch");
	err = check_head(caring, &at);
	if (err == 0 && whole)
		err = walk_history(caring, path, &at);
	return err;
}

int
care_check_history(struct caring *caring)
{
	char *path = home_path_repo(caring->journal->home, caring->project);
	int err;

	if (file_is_dir(path)) {
		err = check_readable(caring, path);
	} else {
		(void)err_set(ERR_REPO_MISSING, path, NULL);
		err = note_unreadable(caring, "history");
	}
	free(path);
	return err;
}
