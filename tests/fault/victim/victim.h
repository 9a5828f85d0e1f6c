/*
 * A small journal that keeps the same promises by the same order of writes
 * as the real one, so that the harness can be tried without it: the record
 * and its outbox row in one transaction of SQLite, then a history of hashed
 * files, then the ref, then the outbox row goes.
 *
 *   journal.db                        project, version, outbox, meta
 *   projects/<id>.store/objects/xx/…  files named by the hash of their bytes
 *   projects/<id>.store/refs/journal  name of the newest commit: a file
 *                                     that lists its parent and all versions
 *
 * Linked with history_git.c in place of history_files.c, the history is a
 * bare repository, projects/<id>.git, written by libgit2.
 *
 * MUTANT=n compiles one mistake in. 1 to 12 are those that the file MUTANTS
 * lists for the real program; 13 to 16 prove what those do not need: 13
 * memory not checked, 14 a failed write not noticed, 15 a short write taken
 * for a whole one, 16 waits for a lock that nobody holds.
 */
#ifndef FAULT_VICTIM_H
#define FAULT_VICTIM_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#ifndef MUTANT
#define MUTANT 0
#endif

#define VID_LEN 32
#define NAME_SIZE 41 /* a hash or a commit in hex, and a NUL */

enum {
	COULD_NOT = 1,
	USAGE = 2,
	NOT_YET = 5,
	DAMAGE = 6
};

/* What one run was told. */
struct run {
	const char *home;
	int sql_failure; /* exit status where SQLite fails */
	sqlite3 *db;
	bool wants_json;
	const char *word; /* the first word that is no option: title, code … */
	const char *more; /* the second */
	const char *text; /* -m */
};

extern struct run run;

/* files.c. What they return is the caller's to free; -1 is a failure. */
_Noreturn void stop(int status, const char *what, const char *why);
void *get_memory(size_t size);
char *join(const char *a, const char *b, const char *c); /* "a/b/c" */
void hash_text(char out[NAME_SIZE], const char *bytes, size_t len);
int sync_folder(const char *path);
int make_folder(const char *path); /* one that is there is no fault */
int write_synced(const char *path, int flags, const char *bytes);
char *read_text(const char *path); /* NULL where it is not there */

/* journal.c. Every failure ends the run. */
void open_journal(void);
void run_sql(const char *sql);
sqlite3_stmt *prepare(const char *sql, const char *const *values);
bool take_row(sqlite3_stmt *stmt); /* at the end it is finalized */
const char *get_column(sqlite3_stmt *stmt, int column);
void change(const char *sql, const char *a, const char *b, const char *c);

/* main.c: what lies in the history must be shown. */
void check_shown(const char *vid);

/* history_files.c or history_git.c; damage ends the run. */
void history_make(const char *project, const char *title);
void history_read_head(const char *project, char out[NAME_SIZE]); /* "" none */
int history_export(const char *project); /* -1: it stays in the outbox */
/* Puts what is not there yet into the table of versions, in the transaction
 * of the caller. */
void history_take(const char *project, bool marks_head);
bool history_holds(const char *project, const char *vid);
void history_check(const char *project);
void history_check_stores(void);
void history_pack(const char *project); /* all of it once more, in a pack */

#endif
