/*
 * `rebuild`: the shared tables of a project made again from its history.
 *
 * Versions are not dropped first: the walk holds every version of the history
 * against the row that is there and writes what is missing or other, and what
 * only the tables hold goes back to the outbox and into the history. So a cut
 * in the middle never leaves fewer words than before, and at the end the rows
 * are those that an empty table would have got. What is worked out from them
 * comes when all of them are in, each record once; the head is noted last.
 */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/export.h"
#include "core/lock.h"
#include "core/name.h"
#include "core/tip.h"
#include "core/wake.h"
#include "repo/repo.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>

int
care_each_project(struct journal *journal,
    int (*each)(void *data, const struct id *project), void *data)
{
	struct touched projects = { 0 };
	int err = store_each_project(journal->store, touched_add_id, &projects);

	for (size_t i = 0; err == 0 && i < projects.count; i++)
		err = each(data, &projects.ids[i]);
	touched_clear(&projects);
	return err;
}

static int
remove_lone(struct journal *journal, const struct id *project)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_remove_lone(journal->store, project));
}

static int
take_all(struct take *take, struct point *at)
{
	struct take_back back = { 0 };
	int err = take_history(take, at, NULL);

	if (err == 0)
		err = take_back_unseen(take->journal, take->project, take->seen,
		    &back);
	if (err == 0)
		err = remove_lone(take->journal, take->project);
	if (err == 0)
		err = take_derive_all(take->journal, take->project);
	if (err == 0) {
		tip_leave_out(take, at);
		err = take_note_head(take, at);
	}
	if (err == 0 && back.back > 0)
		err = export_locked(take->journal, take->project);
	return err;
}

int
care_rebuild_project(struct journal *journal, const struct id *project,
    struct care_result *result)
{
	struct take take = {
		.journal = journal,
		.project = project,
		.seen = map_new(),
		.is_derived_later = true,
	};
	char *path = home_path_repo(journal->home, project);
	struct point at;
	int err = repo_head(&at, path);

	if (err == 0)
		err = take_all(&take, &at);
	result->projects++;
	result->versions += take.taken + take.known;
	free(path);
	map_free(take.seen);
	take_clear(&take);
	return err;
}

/* What waits must be in the history before the tables are made from it. */
static int
export_first(struct journal *journal, const struct id *project)
{
	size_t waiting = 0;
	char *title;
	int err = wake_locked(journal, project);

	if (err == 0)
		err = export_locked(journal, project);
	if (err != 0)
		return err;
	err = store_count_outbox(journal->store, project, &waiting);
	if (err != 0 || waiting == 0)
		return err;
	title = name_of(journal, project, project);
	err = err_set(ERR_REBUILD_WAITING, title, NULL);
	free(title);
	return err;
}

struct rebuilding {
	struct journal *journal;
	struct care_result *result;
};

static int
rebuild_project(void *data, const struct id *project)
{
	struct rebuilding *rebuilding = data;
	int lock = -1;
	int err = lock_take(rebuilding->journal, project, LOCK_LONG_MS, &lock);

	if (err != 0)
		return err;
	err = export_first(rebuilding->journal, project);
	if (err == 0)
		err = care_rebuild_project(rebuilding->journal, project,
		    rebuilding->result);
	file_unlock(lock);
	return err;
}

int
care_rebuild(struct journal *journal, const struct id *project,
    struct care_result *out)
{
	struct rebuilding rebuilding = { .journal = journal, .result = out };
	int err = journal_may_write(journal);

	*out = (struct care_result){ 0 };
	if (err != 0)
		return err;
	if (project != NULL)
		err = rebuild_project(&rebuilding, project);
	else
		err = care_each_project(journal, rebuild_project, &rebuilding);
	return err == 0 ? care_mend_search(journal) : err;
}
