#include "store/stmt.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/fresh.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *
store_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_dup_text(".");
	return mem_dup(path, slash == path ? 1 : (size_t)(slash - path));
}

/*
 * SQLite gives a journal the mode of its file, so the file is made here,
 * readable by nobody else, and its name made to last before anything is in
 * it. It is never opened by us again: closing it would drop SQLite's locks.
 */
int
store_make_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return fault_set_system(path, errno);
	(void)close(fd);
	char *folder = store_folder(path);
	int err = file_sync_dir(folder);
	free(folder);
	return err;
}

/* A file that came from elsewhere may be open to others: no longer. Where
 * that cannot be done (some file systems have no modes) it stays. */
static int
find_or_make(const char *path)
{
	struct stat info;

	if (stat(path, &info) == 0) {
		if ((info.st_mode & 077) != 0)
			(void)chmod(path, info.st_mode & 0700);
		return 0;
	}
	int err = store_make_file(path);
	return err == -ERR_FILE_EXISTS ? 0 : err; /* made by another just now */
}

static int
open_db(struct store *store)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	flags |=
	    store->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	int rc = sqlite3_open_v2(store->path, &store->db, flags, NULL);
	if (rc != SQLITE_OK)
		return fault_set(store, rc);
	/* SQLite falls back to reading by itself. */
	if (!store->is_read_only && sqlite3_db_readonly(store->db, "main") == 1)
		return err_set(ERR_STORE_READ_ONLY, store->path, NULL);
	return 0;
}

int
store_connect(struct store **out, const char *path,
    const struct opening *opening)
{
	struct store *store = mem_new(sizeof(*store));
	int migration;
	int err = 0;

	store->path = mem_dup_text(path);
	store->schema = opening->schema;
	store->busy_ms = opening->busy_ms;
	store->is_read_only = opening->mode == STORE_READ_ONLY;
	if (!store->is_read_only)
		err = find_or_make(path);
	if (err == 0)
		err = open_db(store);
	if (err == 0)
		err = pragma_guard(store);
	if (err == 0)
		err = schema_look(store, &migration);
	if (err == 0)
		err = pragma_journal(store);
	if (err == 0)
		*out = store;
	else
		store_close(store);
	return err;
}

int
store_open_by(struct store **out, const char *path,
    const struct opening *opening)
{
	struct store *store = NULL;
	int err = store_connect(&store, path, opening);

	if (err == 0)
		err = schema_bring_up(store, !opening->is_passing);
	if (err == 0)
		*out = store;
	else
		store_close(store);
	return err;
}

int
store_open(struct store **out, const char *path, enum store_mode mode)
{
	const struct opening opening = {
		.schema = schema_own(),
		.mode = mode,
		.busy_ms = STORE_BUSY_MS,
	};

	return store_open_by(out, path, &opening);
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	for (size_t i = 0; i < STMT_COUNT; i++)
		(void)sqlite3_finalize(store->stmts[i]);
	int rc = sqlite3_close(store->db);
	assert(rc == SQLITE_OK);
	(void)rc;
	fresh_clear(store);
	free(store->path);
	free(store);
}

bool
store_is_fresh(const struct store *store)
{
	return store->is_fresh;
}

int
store_expect_much(struct store *store)
{
	return stmt_steer(store, STMT_SET_ROOM);
}

const char *
store_library(void)
{
	return sqlite3_libversion();
}
