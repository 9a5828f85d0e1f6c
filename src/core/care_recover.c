/*
 * A journal.db that cannot be read, or is gone. A new one takes the local
 * tables from it where they can still be read, else from the newest good
 * copy; whole, it takes the old one's place, which is set aside; everything
 * shared then comes from the histories. Cut off anywhere, either the old file
 * or a whole new one has the name.
 */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/export.h"
#include "core/lock.h"
#include "core/wake.h"
#include "store/local.h"
#include "store/shared.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copies to try, newest last. */
struct sources {
	char **paths;
	size_t count;
	size_t cap;
	const char *dir;
};

static void
add_source(struct sources *sources, char *path)
{
	sources->paths = mem_grow(sources->paths, &sources->cap,
	    sources->count + 1, sizeof(*sources->paths));
	sources->paths[sources->count++] = path;
}

static int
note_source(void *data, const char *name)
{
	struct sources *sources = data;
	size_t len = strlen(name);

	if (len > 3 && strcmp(name + len - 3, ".db") == 0 && name[0] >= '0' &&
	    name[0] <= '9')
		add_source(sources, file_join(sources->dir, name));
	return 0;
}

static void
clear_sources(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		free(sources->paths[i]);
	free(sources->paths);
}

/* The rollback journal of a damaged file goes with it: a fresh file must
 * never meet it. The file itself gets a second name and keeps the first until
 * the fresh one takes it, so that there always is one. */
static int
set_aside(const char *db)
{
	struct str journal = { 0 };
	struct str journal_aside = { 0 };
	char *aside = home_path_aside(db);
	int err = 0;

	str_add(&journal, db);
	str_add(&journal, "-journal");
	str_add(&journal_aside, aside);
	str_add(&journal_aside, "-journal");
	/* Some file systems know no second names. */
	if (link(db, aside) != 0 && errno != ENOENT && rename(db, aside) != 0)
		err = err_set(ERR_FILE_WRITE, aside, strerror(errno), NULL);
	if (err == 0 &&
	    rename(str_text(&journal), str_text(&journal_aside)) != 0 &&
	    errno != ENOENT)
		err = err_set(ERR_FILE_WRITE, str_text(&journal_aside),
		    strerror(errno), NULL);
	str_clear(&journal);
	str_clear(&journal_aside);
	free(aside);
	return err;
}

static bool
is_no_good(int err)
{
	return err == -ERR_STORE_DAMAGED || err == -ERR_STORE_FOREIGN ||
	    err == -ERR_STORE_NEWER || err == -ERR_BACKUP_FORM;
}

/* A copy that is no good is passed over. A full disk says nothing of a copy:
 * it is tried once more, and then is a fault. */
static int
take_one(struct store *store, const char *path, char **used)
{
	int err = store_take_local(store, path);

	if (err != 0 && !is_no_good(err))
		err = store_take_local(store, path);
	if (err == 0)
		*used = mem_dup_text(path);
	return is_no_good(err) ? 0 : err;
}

/* The damaged file first: it is the newest, if its local tables can be read
 * at all; then the copies, newest first. Keys lie there and nowhere else: only
 * where no copy is any good does the journal begin without them. */
static int
take_local(struct store *store, const char *db, const struct sources *sources,
    char **used)
{
	struct err first = { .code = ERR_NONE };

	if (file_is_there(db) && take_one(store, db, used) != 0)
		first = *err_last();
	for (size_t i = sources->count; i-- > 0 && *used == NULL;)
		if (take_one(store, sources->paths[i], used) != 0 &&
		    first.code == ERR_NONE)
			first = *err_last();
	if (*used == NULL && first.code != ERR_NONE)
		return err_restore(&first);
	return 0;
}

static int
add_project(void *data, const struct id *project)
{
	struct store *store = data;
	int err = store_begin(store);

	if (err != 0)
		return err;
	return store_end(store, store_add_project(store, project));
}

/* All that a fresh file must hold before it takes the name: cut off later,
 * every start brings the histories in. */
static int
fill_fresh(struct store *store, const char *home, const char *db, char **used)
{
	struct sources sources = { 0 };
	char *dir = home_path_backups(home);
	int err = 0;

	sources.dir = dir;
	if (file_is_dir(dir))
		err = file_each(dir, note_source, &sources);
	if (err == 0)
		err = take_local(store, db, &sources, used);
	if (err == 0)
		err = home_each_repo(home, add_project, store);
	clear_sources(&sources);
	free(dir);
	return err;
}

static int
make_fresh(const char *home, const char *db, const char *fresh, char **used)
{
	struct store *store = NULL;
	struct str journal = { 0 };
	int err;

	str_add(&journal, fresh);
	str_add(&journal, "-journal");
	(void)unlink(fresh);
	(void)unlink(str_text(&journal));
	str_clear(&journal);
	err = store_open(&store, fresh, STORE_READ_WRITE);
	if (err == 0)
		err = fill_fresh(store, home, db, used);
	store_close(store);
	return err;
}

static int
put_in_place(const char *home, const char *fresh, const char *db)
{
	int err = set_aside(db);

	if (err == 0 && rename(fresh, db) != 0)
		err = err_set(ERR_FILE_WRITE, db, strerror(errno), NULL);
	return err == 0 ? file_sync_dir(home) : err;
}

struct recovering {
	struct journal *journal;
	struct care_result *result;
	struct err first; /* a project that cannot be recovered stops none */
};

static int
bring_back(struct recovering *recovering, const struct id *project)
{
	int lock = -1;
	int err = lock_take(recovering->journal, project, LOCK_LONG_MS, &lock);

	if (err != 0)
		return err;
	err = wake_locked(recovering->journal, project);
	if (err == 0)
		err = export_locked(recovering->journal, project);
	if (err == 0)
		err = care_rebuild_project(recovering->journal, project,
		    recovering->result);
	file_unlock(lock);
	return err;
}

/* What waited and is in the history by now is found there; the rest gets its
 * rows again and is brought in. */
static int
recover_project(void *data, const struct id *project)
{
	struct recovering *recovering = data;

	if (bring_back(recovering, project) != 0 &&
	    recovering->first.code == ERR_NONE)
		recovering->first = *err_last();
	return 0;
}

static int
recover_all(struct journal *journal, struct care_result *out)
{
	struct recovering recovering = { .journal = journal, .result = out };
	int err = home_each_repo(journal->home, recover_project, &recovering);

	if (err == 0 && recovering.first.code != ERR_NONE)
		err = err_restore(&recovering.first);
	return err;
}

int
care_recover(const struct journal_options *options, struct care_result *out,
    char **copy_used)
{
	struct journal *journal = NULL;
	char *db = home_path_db(options->home);
	char *fresh = file_join(options->home, "journal.db.fresh");
	int err;

	*out = (struct care_result){ 0 };
	*copy_used = NULL;
	err = make_fresh(options->home, db, fresh, copy_used);
	if (err == 0)
		err = put_in_place(options->home, fresh, db);
	if (err == 0)
		err = journal_open(&journal, options);
	if (err == 0)
		err = recover_all(journal, out);
	journal_close(journal);
	free(fresh);
	free(db);
	return err;
}
