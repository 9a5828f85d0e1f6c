#include "victim.h"

#include <stdio.h>
#include <stdlib.h>

void
run_sql(const char *sql)
{
	if (sqlite3_exec(run.db, sql, NULL, NULL, NULL) != SQLITE_OK)
		stop(run.sql_failure, "journal.db", sqlite3_errmsg(run.db));
}

/* A statement with up to four texts bound, in order; NULL ends them. */
sqlite3_stmt *
prepare(const char *sql, const char *const *values)
{
	sqlite3_stmt *stmt;
	if (sqlite3_prepare_v2(run.db, sql, -1, &stmt, NULL) != SQLITE_OK)
		stop(run.sql_failure, "journal.db", sqlite3_errmsg(run.db));
	for (int i = 0; values && values[i]; i++)
		if (sqlite3_bind_text(stmt, i + 1, values[i], -1,
			SQLITE_TRANSIENT) != SQLITE_OK)
			stop(COULD_NOT, "journal.db", "cannot bind");
	return stmt;
}

bool
take_row(sqlite3_stmt *stmt)
{
	int result = sqlite3_step(stmt);
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE)
		stop(run.sql_failure, "journal.db", sqlite3_errmsg(run.db));
	sqlite3_finalize(stmt);
	return false;
}

void
change(const char *sql, const char *a, const char *b, const char *c)
{
	const char *const values[] = { a, b, c, NULL };
	sqlite3_stmt *stmt = prepare(sql, values);
	while (take_row(stmt))
		;
}

const char *
get_column(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);
	return text ? text : "";
}

void
open_journal(void)
{
	char *path = join(run.home, "journal.db", "");
	if (sqlite3_open(path, &run.db) != SQLITE_OK)
		stop(COULD_NOT, path, "cannot open");
	sqlite3_busy_timeout(run.db, 5000);
	run_sql("PRAGMA journal_mode=TRUNCATE");
	run_sql(MUTANT == 8 ? "PRAGMA synchronous=OFF" :
			      "PRAGMA synchronous=EXTRA");
	run_sql("BEGIN IMMEDIATE;"
		"CREATE TABLE IF NOT EXISTS project("
		" id TEXT PRIMARY KEY, title TEXT, sum TEXT) STRICT;"
		"CREATE TABLE IF NOT EXISTS version(vid TEXT PRIMARY KEY,"
		" project TEXT, bytes TEXT, shown INTEGER) STRICT;"
		"CREATE TABLE IF NOT EXISTS outbox(seq INTEGER PRIMARY KEY,"
		" project TEXT, vid TEXT, bytes TEXT) STRICT;"
		"CREATE TABLE IF NOT EXISTS meta("
		" project TEXT PRIMARY KEY, head TEXT) STRICT;"
		"COMMIT");
	free(path);
}
