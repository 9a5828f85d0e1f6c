#include "core/wake.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/export.h"
#include "core/receipt.h"
#include "core/save.h"
#include "core/take.h"
#include "core/tip.h"
#include "core/worker.h"
#include "repo/repo.h"
#include "store/local.h"
#include "store/shared.h"
#include "store/staged.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
wake_clean(struct journal *journal, const struct id *project)
{
	char *dirty = home_path_dirty(journal->home, project);
	int err = 0;

	if (unlink(dirty) != 0 && errno != ENOENT)
		err = err_set(ERR_FILE_WRITE, dirty, strerror(errno), NULL);
	free(dirty);
	return err;
}

static bool
is_marked(struct journal *journal, const struct id *project)
{
	char *dirty = home_path_dirty(journal->home, project);
	bool there = file_is_there(dirty);

	free(dirty);
	return there;
}

/* Objects that a crash left half-written would block writing them again:
 * they go aside. What the branch needs is whole, as it moved last. */
static int
look_after_crash(const char *repo)
{
	size_t count = 0;
	int err = repo_fsck(repo, false);

	if (err != -ERR_REPO_DAMAGED)
		return err;
	err = repo_set_aside_damaged(repo, &count);
	if (err == 0)
		err = repo_fsck(repo, false);
	return err;
}

/* True in `*out` if the branch still holds all that the tables took in. With
 * no head noted nobody knows: the tables are new, or a taking in was cut
 * off. */
static int
ask_reaches(const char *path, const struct point *at, const struct point *head,
    bool *out)
{
	struct repo *repo = NULL;
	int err;

	*out = false;
	if (point_is_none(head) || point_is_none(at))
		return 0;
	err = repo_open(&repo, path);
	if (err == 0)
		err = repo_reaches(repo, at, head, out);
	repo_close(repo);
	return err;
}

/* The head is forgotten while versions come in: were the branch set back
 * before they all are, nothing else would say that it lacks some of them. */
static int
forget_head(struct journal *journal, const struct id *project)
{
	const struct point none = { .bytes = { 0 } };
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_set_head(journal->store, project, &none));
}

static int
take_new(struct journal *journal, const struct id *project,
    const struct point *at, const struct point *head)
{
	struct take take = {
		.journal = journal,
		.project = project,
	};
	struct point to = *at;
	int err = forget_head(journal, project);

	if (err == 0)
		err = take_history(&take, at, head);
	if (err == 0) {
		tip_leave_out(&take, &to);
		err = take_note_head(&take, &to);
	}
	if (err == 0 && take.taken > 0)
		tell_count(journal, EVENT_TAKEN_IN, NULL, take.taken, 0);
	take_clear(&take);
	return err;
}

/* The branch was set back or replaced, or how far it was taken in is not
 * known: all of it is read, and what only the tables have waits again. */
static int
take_whole(struct journal *journal, const struct id *project,
    const struct point *at)
{
	struct take take = {
		.journal = journal,
		.project = project,
		.seen = map_new(),
	};
	struct take_back back = { 0 };
	struct point to = *at;
	int err = take_history(&take, at, NULL);

	if (err == 0 && MUTANT != 10)
		err = take_back_unseen(journal, project, take.seen, &back);
	if (err == 0) {
		tip_leave_out(&take, &to);
		err = take_note_head(&take, &to);
	}
	if (err == 0 && take.taken > 0)
		tell_count(journal, EVENT_TAKEN_IN, NULL, take.taken, 0);
	if (err == 0 && back.back > 0)
		tell_count(journal, EVENT_RECOVERED, NULL, back.back, 0);
	map_free(take.seen);
	take_clear(&take);
	return err;
}

static int
catch_up(struct journal *journal, const struct id *project, const char *path)
{
	struct point at;
	struct point head;
	bool reaches = false;
	int err = repo_head(&at, path);

	if (err == 0)
		err = store_get_head(journal->store, project, &head);
	if (err != 0 || (point_equal(&at, &head) && !point_is_none(&head)))
		return err;
#if MUTANT == 5
	err = store_begin(journal->store);
	if (err == 0)
		err = store_set_head(journal->store, project, &at);
	return err != 0 ? err : store_commit(journal->store);
#endif
	err = ask_reaches(path, &at, &head, &reaches);
	if (err != 0)
		return err;
	return reaches ? take_new(journal, project, &at, &head) :
			 take_whole(journal, project, &at);
}

/* A project's words are durable before its repository is made; one that has
 * been in a history, and has none now, was damaged. */
static int
make_repo(struct journal *journal, const struct id *project, const char *path)
{
	struct point head;
	int err = store_get_head(journal->store, project, &head);

	if (err != 0)
		return err;
	if (!point_is_none(&head))
		return err_set(ERR_REPO_MISSING, path, NULL);
	return repo_create(path);
}

/* Whether the branch stands where the tables think. */
static int
compare_heads(struct journal *journal, const struct id *project,
    const char *path, bool *is_same)
{
	struct point at = { .bytes = { 0 } };
	struct point head = { .bytes = { 0 } };
	int err = repo_head(&at, path);

	if (err == 0)
		err = store_get_head(journal->store, project, &head);
	*is_same = point_equal(&at, &head);
	return err;
}

/* Whether objects may lie torn. An export under way shows in what waits, as
 * the outbox is emptied when they are durable; `dirty` marks what writes them
 * for no waiting save. Where the tables are lost, nobody knows. */
static int
ask_torn(struct journal *journal, const struct id *project, const char *path,
    bool *out)
{
	size_t waiting = 0;
	bool is_same = false;
	int err;

	*out = is_marked(journal, project);
	if (*out || id_equal(&journal->whole, project))
		return 0;
	err = store_count_outbox(journal->store, project, &waiting);
	if (err == 0)
		err = compare_heads(journal, project, path, &is_same);
	*out = waiting > 0 || !is_same;
	return err;
}

/* Sweeps an old repository and looks at it where it must be; a new one has
 * nothing torn. */
static int
bring_up_repo(struct journal *journal, const struct id *project,
    const char *path)
{
	bool torn = false;
	int err;

	if (!file_is_dir(path))
		return make_repo(journal, project, path);
	err = repo_sweep(path);
	if (err == 0)
		err = ask_torn(journal, project, path, &torn);
	if (err == 0 && torn)
		err = look_after_crash(path);
	if (err == 0 && torn)
		err = wake_clean(journal, project);
	return err;
}

void
wake_note_whole(struct journal *journal, const struct id *project, int err)
{
	const struct id none = { .bytes = { 0 } };

	journal->whole =
	    err == 0 && !is_marked(journal, project) ? *project : none;
}

int
wake_locked(struct journal *journal, const struct id *project)
{
	char *path = home_path_repo(journal->home, project);
	int err = receipt_settle_alone(journal, project);

	if (err == 0)
		err = bring_up_repo(journal, project, path);

	if (err == 0)
		err = save_drop_unkept(journal, project);
	if (err == 0)
		err = save_settle_staged(journal, project);
	if (err == 0)
		err = catch_up(journal, project, path);
	if (err == 0)
		err = take_outbox(journal, project);
	wake_note_whole(journal, project, err);
	free(path);
	return err;
}

static int
note_action(void *data, const struct action_row *row)
{
	(void)row;
	*(bool *)data = true;
	return 1;
}

/* Whether anything at all is to be done. */
static int
needs_waking(struct journal *journal, const struct id *project, bool *out)
{
	char *path = home_path_repo(journal->home, project);
	struct receipt receipt;
	bool is_same = false;
	bool unkept = false;
	int64_t staging = 0;
	int err = receipt_look(journal, project, &receipt);

	*out = true;
	if (err == 0 && !receipt.fits)
		err = compare_heads(journal, project, path, &is_same);
	if (err == 0)
		err = store_get_staging(journal->store, project, &staging);
	if (err == 0)
		err = store_each_unkept(journal->store, project, note_action,
		    &unkept);
	if (err >= 0)
		*out = (!is_same && !receipt.fits) || receipt.waiting > 0 ||
		    unkept || staging != 0 || is_marked(journal, project);
	free(path);
	return err < 0 ? err : 0;
}

int
journal_wake(struct journal *journal, const struct id *project)
{
	size_t before = 0;
	size_t after = 0;
	bool needed = false;
	int err = needs_waking(journal, project, &needed);

	if (err == 0 && !needed)
		wake_note_whole(journal, project, 0);
	if (journal->read_only || (err == 0 && !needed))
		return 0;
	(void)receipt_count_waiting(journal, project, &before);
	err = export_waiting(journal, project);
	if (err != 0) {
		tell_why(journal, EVENT_NOT_IN_HISTORY, NULL, err_last());
		return 0;
	}
	err = receipt_count_waiting(journal, project, &after);
	if (err == 0 && before > after)
		tell_count(journal, EVENT_RECOVERED, NULL, before - after, 0);
	return err;
}
