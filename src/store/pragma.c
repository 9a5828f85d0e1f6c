/*
 * How the file is treated; the reasons, with measurements of crashes and
 * remnants, are in withus-internals(7).
 *
 *	TRUNCATE, EXTRA   after a commit the words are on the disk, whatever
 *	                  the file system; no WAL, which keeps deleted text
 *	secure_delete     what is removed is overwritten, in the journal too
 *	temp_store        sorting and such never goes to a file
 *	no mapping        a damaged page is an error and never a signal
 *	the rest          a file that somebody else prepared cannot make this
 *	                  process run what it did not ask for
 */
#include "store/stmt.h"

#include <assert.h>
#include <string.h>

/* The longest value is a version of 1 MiB; drafts get some room above. */
#define LENGTH_MOST (4 << 20)
#define SQL_MOST (64 << 10)
/* Who waits for another process asks so often. */
#define WAIT_MS 2

static int
guard_by_calls(sqlite3 *db)
{
	static const struct {
		int what;
		int value;
	} calls[] = {
		{ .what = SQLITE_DBCONFIG_DEFENSIVE, .value = 1 },
		{ .what = SQLITE_DBCONFIG_TRUSTED_SCHEMA, .value = 0 },
		{ .what = SQLITE_DBCONFIG_DQS_DDL, .value = 0 },
		{ .what = SQLITE_DBCONFIG_DQS_DML, .value = 0 },
	};
	int rc = SQLITE_OK;

	for (size_t i = 0; rc == SQLITE_OK && i < 4; i++)
		rc = sqlite3_db_config(db, calls[i].what, calls[i].value,
		    (int *)NULL);
	(void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LENGTH_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, SQL_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	return rc;
}

/* SQLite's own waiting asks every tenth of a second in the end: who writes
 * much would be met in a gap by luck alone (tx.c). */
static int
wait_a_little(void *data, int count)
{
	const struct store *store = data;

	if (count >= store->busy_ms / WAIT_MS)
		return 0;
	(void)sqlite3_sleep(WAIT_MS);
	return 1;
}

int
pragma_guard(struct store *store)
{
	static const enum stmt_name pragmas[] = { STMT_SET_SYNC,
		STMT_SET_WIPING, STMT_SET_TEMP, STMT_SET_MAPPING,
		STMT_SET_TRUST, STMT_SET_CELLS, STMT_SET_FOREIGN };
	int rc = guard_by_calls(store->db);
	int err = rc != SQLITE_OK ? fault_set(store, rc) : 0;

	(void)sqlite3_busy_handler(store->db, wait_a_little, store);
	for (size_t i = 0; err == 0 && i < sizeof(pragmas) / sizeof(*pragmas);
	     i++)
		err = stmt_steer(store, pragmas[i]);
	return err;
}

static int
take_mode(struct stmt *stmt, void *data)
{
	*(bool *)data = strcmp(stmt_read_text(stmt), "truncate") == 0;
	return stmt->fault;
}

/* A file that was in another mode can change it while nobody else has it
 * open: -ERR_STORE_BUSY otherwise. */
int
pragma_journal(struct store *store)
{
	struct stmt stmt;
	bool is_set = false;

	if (store->is_read_only)
		return 0;
	stmt_open(&stmt, store, STMT_SET_JOURNAL);
	int err = stmt_each(&stmt, take_mode, &is_set);
	assert(err != 0 || is_set);
	return err;
}
