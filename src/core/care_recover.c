/*
 * A journal.db that cannot be read, or is gone. It is set aside, a new one
 * takes the local tables from it where they can still be read, else from the
 * newest good copy, and everything shared from the histories.
 */
#include "core/care_inside.h"

#include "base/clock.h"
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

static char *
name_aside(const char *db)
{
	char day[DATE_SIZE];
	struct str name = { 0 };

	date_print(day, clock_today());
	for (unsigned n = 1; n < 1000; n++) {
		str_cut(&name, 0);
		str_add_format(&name, "%s.damaged-%s", db, day);
		if (n > 1)
			str_add_format(&name, "-%u", n);
		if (!file_is_there(str_text(&name)))
			break;
	}
	return str_take(&name);
}

/* The rollback journal of a damaged file goes with it: a fresh file must
 * never meet it. */
static int
set_aside(const char *db, char **aside)
{
	struct str journal = { 0 };
	struct str journal_aside = { 0 };
	int err = 0;

	*aside = name_aside(db);
	str_add(&journal, db);
	str_add(&journal, "-journal");
	str_add(&journal_aside, *aside);
	str_add(&journal_aside, "-journal");
	if (rename(db, *aside) != 0 && errno != ENOENT)
		err = err_set(ERR_FILE_WRITE, *aside, strerror(errno), NULL);
	if (err == 0 &&
	    rename(str_text(&journal), str_text(&journal_aside)) != 0 &&
	    errno != ENOENT)
		err = err_set(ERR_FILE_WRITE, str_text(&journal_aside),
		    strerror(errno), NULL);
	str_clear(&journal);
	str_clear(&journal_aside);
	return err;
}

/* The damaged file first: it is the newest, if its local tables can be read
 * at all; then the copies, newest first. */
static int
take_local(struct journal *journal, const char *aside,
    const struct sources *sources, char **used)
{
	*used = NULL;
	if (file_is_there(aside) &&
	    store_take_local(journal->store, aside) == 0) {
		*used = mem_dup_text(aside);
		return 0;
	}
	for (size_t i = sources->count; i-- > 0;) {
		if (store_take_local(journal->store, sources->paths[i]) != 0)
			continue;
		*used = mem_dup_text(sources->paths[i]);
		return 0;
	}
	return 0;
}

struct finding {
	struct journal *journal;
	struct care_result *result;
};

static int
add_project(struct journal *journal, const struct id *project)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	err = store_add_project(journal->store, project);
	if (err == 0)
		err = store_commit(journal->store);
	if (err != 0)
		store_rollback(journal->store);
	return err;
}

/* What waited and is in the history by now is found there; the rest gets its
 * rows again and is brought in. */
static int
recover_project(void *data, const struct id *project)
{
	struct finding *finding = data;
	int lock = -1;
	int err = add_project(finding->journal, project);

	if (err == 0)
		err = lock_take(finding->journal, project, LOCK_LONG_MS, &lock);
	if (err != 0)
		return err;
	err = wake_locked(finding->journal, project);
	if (err == 0)
		err = export_locked(finding->journal, project);
	if (err == 0)
		err = care_rebuild_project(finding->journal, project,
		    finding->result);
	file_unlock(lock);
	return err;
}

static int
open_fresh(struct journal **out, const struct journal_options *options,
    const char *db)
{
	struct store *store = NULL;
	int err = store_open(&store, db, STORE_READ_WRITE);

	store_close(store);
	return err != 0 ? err : journal_open(out, options);
}

static int
recover_all(struct journal *journal, const char *aside, struct care_result *out,
    char **used)
{
	struct sources sources = { 0 };
	struct finding finding = { .journal = journal, .result = out };
	char *dir = home_path_backups(journal->home);
	int err = 0;

	sources.dir = dir;
	if (file_is_dir(dir))
		err = file_each(dir, note_source, &sources);
	if (err == 0)
		err = take_local(journal, aside, &sources, used);
	if (err == 0)
		err = home_each_repo(journal->home, recover_project, &finding);
	clear_sources(&sources);
	free(dir);
	return err;
}

int
care_recover(const struct journal_options *options, struct care_result *out,
    char **copy_used)
{
	struct journal *journal = NULL;
	char *db = home_path_db(options->home);
	char *aside = NULL;
	int err;

	*out = (struct care_result){ 0 };
	*copy_used = NULL;
	err = set_aside(db, &aside);
	if (err == 0)
		err = open_fresh(&journal, options, db);
	if (err == 0)
		err = recover_all(journal, aside, out, copy_used);
	journal_close(journal);
	free(aside);
	free(db);
	return err;
}
