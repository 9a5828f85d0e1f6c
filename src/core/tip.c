#include "core/tip.h"

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/pieces.h"
#include "core/receipt.h"
#include "core/wake.h"
#include "core/worker.h"
#include "model/commit.h"
#include "model/form.h"
#include "model/render.h"

#include <stdlib.h>
#include <string.h>

/* A file that must lie in the tree. */
struct wanted {
	char *path;
	char *bytes;
	size_t len;
	bool is_there; /* the tree has it just so */
};

struct comparing {
	struct journal *journal;
	const struct id *project;
	struct voices *none;
	struct map *by_path; /* path to index + 1 in `wanted` */
	struct wanted *wanted;
	size_t count;
	size_t cap;
	struct touched records;
	struct layer_changes *out;
};

static void
want_file(struct comparing *comparing, const struct lineage *lineage,
    struct render_file *file)
{
	struct wanted *wanted;
	struct str bytes = { 0 };

	comparing->wanted = mem_grow(comparing->wanted, &comparing->cap,
	    comparing->count + 1, sizeof(*comparing->wanted));
	wanted = &comparing->wanted[comparing->count++];
	form_print(&bytes, lineage->versions[file->version].record);
	*wanted = (struct wanted){ .path = file->path, .len = bytes.len };
	wanted->bytes = str_take(&bytes);
	file->path = NULL;
	(void)map_put(comparing->by_path, wanted->path, strlen(wanted->path),
	    (void *)(uintptr_t)comparing->count);
}

static int
mark_in_history(struct comparing *comparing, const struct lineage *lineage,
    bool *in)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < lineage->count; i++) {
		bool waits = false;

		err = receipt_is_waiting(comparing->journal, comparing->project,
		    &lineage->versions[i].vid, &waits);
		in[i] = !waits;
	}
	return err;
}

static int
want_record(struct comparing *comparing, const struct id *id)
{
	struct lineage lineage = { 0 };
	struct render_file *files = NULL;
	size_t count = 0;
	bool *in;
	int err = derive_lineage(comparing->journal->store, id, comparing->none,
	    &lineage);

	if (err != 0)
		return err;
	in = mem_new_array(lineage.count, sizeof(*in));
	err = mark_in_history(comparing, &lineage, in);
	if (err == 0)
		count = render_lineage(&lineage, in, &files);
	for (size_t i = 0; i < count; i++)
		want_file(comparing, &lineage, &files[i]);
	render_free(files, count);
	free(in);
	lineage_clear(&lineage);
	return err;
}

static void
add_change(struct comparing *comparing, const char *path, const char *bytes,
    size_t len)
{
	struct layer_changes *out = comparing->out;

	out->items = mem_grow(out->items, &out->cap, out->count + 1,
	    sizeof(*out->items));
	out->items[out->count++] = (struct repo_change){
		.path = mem_dup_text(path),
		.bytes = bytes != NULL ? mem_dup(bytes, len) : NULL,
		.len = len,
	};
}

static int
compare_file(void *data, const struct repo_file *file)
{
	struct comparing *comparing = data;
	uintptr_t found = (uintptr_t)map_get(comparing->by_path, file->path,
	    strlen(file->path));
	struct wanted *wanted;

	if (found == 0) {
		add_change(comparing, file->path, NULL, 0);
		return 0;
	}
	wanted = &comparing->wanted[found - 1];
	wanted->is_there = file->bytes != NULL && file->len == wanted->len &&
	    memcmp(file->bytes, wanted->bytes, wanted->len) == 0;
	return 0;
}

static int
list_wanted(struct comparing *comparing)
{
	int err = pieces_each_version(comparing->journal->store,
	    comparing->project, touched_add_row, &comparing->records);

	for (size_t i = 0; err == 0 && i < comparing->records.count; i++)
		err = want_record(comparing, &comparing->records.ids[i]);
	return err;
}

static void
clear_comparing(struct comparing *comparing)
{
	for (size_t i = 0; i < comparing->count; i++) {
		free(comparing->wanted[i].path);
		free(comparing->wanted[i].bytes);
	}
	free(comparing->wanted);
	map_free(comparing->by_path);
	voices_free(comparing->none);
	touched_clear(&comparing->records);
}

int
tip_compare(struct journal *journal, const struct id *project,
    const struct point *at, struct layer_changes *out)
{
	struct comparing comparing = {
		.journal = journal,
		.project = project,
		.none = voices_new(),
		.by_path = map_new(),
		.out = out,
	};
	char *path = home_path_repo(journal->home, project);
	struct worker_task task = {
		.repo = path,
		.to = *at,
		.list = true,
	};
	int err;

	voices_settle(comparing.none);
	err = list_wanted(&comparing);
	if (err == 0)
		err = worker_run(journal, &task, compare_file, &comparing);
	for (size_t i = 0; err == 0 && i < comparing.count; i++)
		if (!comparing.wanted[i].is_there)
			add_change(&comparing, comparing.wanted[i].path,
			    comparing.wanted[i].bytes, comparing.wanted[i].len);
	clear_comparing(&comparing);
	free(path);
	return err;
}

static int
write_right_tree(struct repo *repo, const struct layer_changes *changes,
    struct point *at)
{
	struct repo_said said = { 0 };
	struct repo_commit commit = {
		.parents = at,
		.parent_count = 1,
		.base = at,
		.changes = changes->items,
		.change_count = changes->count,
		.name = COMMIT_NAME,
		.email = COMMIT_EMAIL,
		.message = COMMIT_JOIN_MESSAGE,
	};
	struct point made = { .bytes = { 0 } };
	int err = repo_read_commit(repo, at, &said);

	commit.time = said.time;
	repo_said_clear(&said);
	if (err == 0)
		err = repo_write_commit(repo, &made, &commit);
	if (err == 0)
		err = repo_move_head(repo, at, &made);
	if (err == 0)
		*at = made;
	return err;
}

int
tip_set_right(struct journal *journal, const struct id *project,
    struct point *at)
{
	struct layer_changes changes = { 0 };
	struct repo *repo = NULL;
	char *path = home_path_repo(journal->home, project);
	char *dirty = home_path_dirty(journal->home, project);
	int err = 0;

	if (!point_is_none(at))
		err = tip_compare(journal, project, at, &changes);
	if (err == 0 && changes.count > 0) {
		err = file_mark(dirty);
		if (err == 0)
			err = repo_open(&repo, path);
		if (err == 0)
			err = write_right_tree(repo, &changes, at);
		repo_close(repo);
		if (err == 0)
			err = wake_clean(journal, project);
	}
	layer_changes_clear(&changes);
	free(dirty);
	free(path);
	return err;
}

void
tip_leave_out(const struct take *take, struct point *at)
{
	struct point before = *at;
	struct event event = {
		.code = EVENT_LEFT_OUT,
		.what = take->left_path,
		.why = &take->left_why,
		.done = take->left_out,
	};
	int err;

	if (take->left_out == 0 && take->gone == 0)
		return;
	err = tip_set_right(take->journal, take->project, at);
	if (err == 0 && point_equal(&before, at))
		return;
	if (take->left_out > 0)
		tell_event(take->journal, &event);
	else if (err == 0)
		tell_plain(take->journal, EVENT_PUT_BACK, NULL);
	err_clear();
}
