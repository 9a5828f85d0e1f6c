/*
 * `backup` and `restore`: a home in one file. The file is the database itself
 * with the history of each project beside it, as the pieces of a git bundle
 * in one more table.
 */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/receipt.h"
#include "repo/repo.h"
#include "store/local.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUP_PIECE ((size_t)1 << 20)
#define BUNDLE_MAX ((size_t)1 << 32)
#define NAMES_MAX 1000U
#define RESTORING_MARK "being-restored"

/* A copy in the making, or one being read. */
struct backing {
	struct journal *journal;
	struct store *copy;
	const char *bundle; /* a temporary file */
};

static int
add_pieces(struct backing *backing, const struct id *project)
{
	struct str bytes = { 0 };
	int64_t number = 0;
	int err = file_read(&bytes, backing->bundle, BUNDLE_MAX);

	for (size_t at = 0; err == 0 && at < bytes.len; at += BACKUP_PIECE) {
		size_t len = bytes.len - at < BACKUP_PIECE ? bytes.len - at :
							     BACKUP_PIECE;

		err = store_begin(backing->copy);
		if (err == 0)
			err = store_end(backing->copy,
			    store_add_piece(backing->copy, project, number++,
				bytes.data + at, len));
	}
	str_clear(&bytes);
	return err;
}

/* A project without a commit, or whose history is gone, has nothing to bundle:
 * all its versions lie in the tables, and its history is made again. */
static int
add_history(void *data, const struct id *project)
{
	struct backing *backing = data;
	char *path = home_path_repo(backing->journal->home, project);
	struct point head = { .bytes = { 0 } };
	int err = file_is_dir(path) ? repo_head(&head, path) : 0;

	if (err == 0 && !point_is_none(&head)) {
		err = repo_bundle(path, backing->bundle);
		if (err == 0)
			err = add_pieces(backing, project);
		(void)unlink(backing->bundle);
	}
	free(path);
	return err;
}

/* What lies beside a part while it is filled. */
static const char *const part_endings[] = { "-journal", ".bundle" };
#define PART_ENDINGS (sizeof(part_endings) / sizeof(*part_endings))

static char *
name_beside(const char *part, const char *ending)
{
	struct str name = { 0 };

	str_add(&name, part);
	str_add(&name, ending);
	return str_take(&name);
}

static bool
has_beside(const char *part)
{
	bool has = false;

	for (size_t i = 0; i < PART_ENDINGS && !has; i++) {
		char *name = name_beside(part, part_endings[i]);

		has = file_is_there(name);
		free(name);
	}
	return has;
}

/* SQLite leaves its journal there, emptied, for a transaction to come. */
static void
sweep_beside(const char *part)
{
	for (size_t i = 0; i < PART_ENDINGS; i++) {
		char *name = name_beside(part, part_endings[i]);

		(void)unlink(name);
		free(name);
	}
}

static int
fill_copy(struct journal *journal, const char *part)
{
	char *bundle = name_beside(part, ".bundle");
	struct backing backing = { .journal = journal, .bundle = bundle };
	int err = store_open(&backing.copy, part, STORE_READ_WRITE);

	if (err == 0)
		err = care_each_project(journal, add_history, &backing);
	store_close(backing.copy);
	free(bundle);
	return err;
}

static char *
parent_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_dup(".", 1);
	return mem_dup(path, slash == path ? 1 : (size_t)(slash - path));
}

static int
rename_durably(const char *from, const char *to)
{
	char *parent = parent_of(to);
	int err = 0;

	if (rename(from, to) != 0)
		err = err_set(ERR_FILE_WRITE, to, strerror(errno), NULL);
	if (err == 0)
		err = file_sync_dir(parent);
	free(parent);
	return err;
}

static int
wake_project(void *data, const struct id *project)
{
	int err = journal_wake(data, project);

	return err == 0 && !journal_is_read_only(data) ?
	    receipt_settle_alone(data, project) :
	    err;
}

/* "name.ending", "name.ending-2" … in order. */
static void
print_name(struct str *out, const char *name, const char *ending, unsigned n)
{
	str_cut(out, 0);
	str_add_format(out, "%s.%s", name, ending);
	if (n > 1)
		str_add_format(out, "-%u", n);
}

static int
open_new(const char *part)
{
	if (has_beside(part)) {
		errno = EEXIST;
		return -1;
	}
	return open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    S_IRUSR | S_IWUSR);
}

/* Makes an empty file beside the one wanted that was not there before: what
 * already has such a name, or that of something beside it, is somebody's,
 * whatever it looks like. */
static int
claim_part(struct str *out, const char *file)
{
	int fd = -1;

	for (unsigned n = 1; fd < 0; n++) {
		print_name(out, file, "part", n);
		fd = open_new(str_text(out));
		if (fd < 0 && (errno != EEXIST || n == NAMES_MAX))
			return err_set(ERR_FILE_WRITE, file, strerror(errno),
			    NULL);
	}
	(void)close(fd);
	return 0;
}

static int
fill_part(struct journal *journal, const char *part, const char *file)
{
	int err = store_copy(journal->store, part, false);

	if (err == 0)
		err = fill_copy(journal, part);
	sweep_beside(part);
	if (err == 0)
		err = rename_durably(part, file);
	if (err != 0) {
		struct err kept = *err_last();

		(void)unlink(part);
		(void)err_restore(&kept);
	}
	return err;
}

int
care_backup(struct journal *journal, const char *file)
{
	struct str part = { 0 };
	int err = 0;

	if (file_is_there(file))
		return err_set(ERR_FILE_EXISTS, file, NULL);
	err = care_each_project(journal, wake_project, journal);
	if (err == 0)
		err = claim_part(&part, file);
	if (err == 0)
		err = fill_part(journal, str_text(&part), file);
	str_clear(&part);
	return err;
}

/* A home being made beside the one that is wanted. */
struct restoring {
	char *home; /* the temporary one */
	struct store *store;
	char *bundle;
};

static int
take_piece(void *data, const void *bytes, size_t len)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

static int
make_repo(struct restoring *restoring, const struct id *project)
{
	struct str bytes = { 0 };
	char *path = home_path_repo(restoring->home, project);
	int err =
	    store_each_piece(restoring->store, project, take_piece, &bytes);

	if (err == 0 && bytes.len == 0)
		err = repo_create(path);
	else if (err == 0)
		err =
		    file_write(restoring->bundle, str_text(&bytes), bytes.len);
	if (err == 0 && bytes.len > 0) {
		err = repo_unbundle(path, restoring->bundle);
		(void)unlink(restoring->bundle);
	}
	str_clear(&bytes);
	free(path);
	return err;
}

static int
drop_pieces(struct store *store)
{
	int err = store_begin(store);

	if (err != 0)
		return err;
	return store_end(store, store_remove_pieces(store));
}

static int
fill_home(struct restoring *restoring)
{
	struct touched projects = { 0 };
	int err =
	    store_each_project(restoring->store, touched_add_id, &projects);

	for (size_t i = 0; err == 0 && i < projects.count; i++)
		err = make_repo(restoring, &projects.ids[i]);
	touched_clear(&projects);
	if (err == 0)
		err = drop_pieces(restoring->store);
	return err;
}

/* Only our own kind of file is a backup, and only a whole one. */
static int
copy_file(const char *file, const char *db)
{
	int err;

	if (!file_is_there(file))
		return err_set(ERR_FILE_READ, file, strerror(ENOENT), NULL);
	err = store_copy_file(file, db);
	if (err == -ERR_STORE_FOREIGN || err == -ERR_STORE_DAMAGED)
		err = err_set(ERR_BACKUP_FORM, file, NULL);
	return err;
}

static int
note_name(void *data, const char *name)
{
	(void)name;
	*(bool *)data = true;
	return 1;
}

static int
check_empty(const char *home)
{
	bool full = false;
	int err;

	if (!file_is_there(home))
		return 0;
	err = file_each(home, note_name, &full);
	if (err < 0)
		return err;
	return full ? err_set(ERR_HOME_NOT_EMPTY, home, NULL) : 0;
}

static int
build_home(struct restoring *restoring, const char *file)
{
	bool read_only = false;
	bool on_fuse = false;
	char *db = home_path_db(restoring->home);
	int err = home_prepare(restoring->home, &read_only, &on_fuse);

	if (err == 0)
		err = copy_file(file, db);
	if (err == 0)
		err = store_open(&restoring->store, db, STORE_READ_WRITE);
	if (err == 0)
		err = fill_home(restoring);
	store_close(restoring->store);
	free(db);
	return err;
}

/* What came back is looked at before anybody is told that all is well. */
static int
check_restored(const struct journal_options *options, struct care_result *out)
{
	struct journal *journal = NULL;
	int err = journal_open(&journal, options);

	if (err == 0)
		err = care_each_project(journal, wake_project, journal);
	if (err == 0)
		err = care_check(journal, false, out);
	journal_close(journal);
	return err;
}

/* A folder that a restoring which was cut off has left says so by a file in
 * it: it holds keys and words, and must not lie there for ever. */
static bool
is_left_over(const char *folder)
{
	char *mark = file_join(folder, RESTORING_MARK);
	bool left = file_is_there(mark);

	free(mark);
	return left;
}

/* Makes a folder beside the home that was not there before, or was ours. */
static int
claim_folder(struct restoring *restoring, const char *home)
{
	struct str name = { 0 };
	char *mark;
	int err = 0;

	for (unsigned n = 1; n < NAMES_MAX; n++) {
		print_name(&name, home, "restoring", n);
		if (is_left_over(str_text(&name)))
			err = file_remove_all(str_text(&name));
		if (err != 0 || !file_is_there(str_text(&name)))
			break;
	}
	if (err == 0)
		err = file_make_dirs(str_text(&name));
	restoring->home = str_take(&name);
	mark = file_join(restoring->home, RESTORING_MARK);
	if (err == 0)
		err = file_mark(mark);
	free(mark);
	return err;
}

static int
put_in_place(const struct restoring *restoring, const char *home)
{
	char *mark = file_join(restoring->home, RESTORING_MARK);
	int err = 0;

	if (unlink(mark) != 0)
		err = err_set(ERR_FILE_WRITE, mark, strerror(errno), NULL);
	if (err == 0)
		err = rename_durably(restoring->home, home);
	free(mark);
	return err;
}

int
care_restore(const struct journal_options *options, const char *file,
    struct care_result *out)
{
	struct restoring restoring = { 0 };
	int err = check_empty(options->home);

	*out = (struct care_result){ 0 };
	if (err != 0)
		return err;
	err = claim_folder(&restoring, options->home);
	restoring.bundle = file_join(restoring.home, "history.bundle");
	if (err == 0)
		err = build_home(&restoring, file);
	if (err == 0)
		err = put_in_place(&restoring, options->home);
	if (err != 0) {
		struct err kept = *err_last();

		(void)file_remove_all(restoring.home);
		(void)err_restore(&kept);
	}
	free(restoring.home);
	free(restoring.bundle);
	return err != 0 ? err : check_restored(options, out);
}
