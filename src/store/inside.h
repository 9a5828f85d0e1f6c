/*
 * What the files of store share: the open file, its statements by name, and
 * the steps of opening one. The kit for statements is stmt.h.
 */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "base/span.h"
#include "store/store.h"

#include <sqlite3.h>

#include <withus/err.h>
#include <withus/record.h>

/* Seeded mistakes for the fault harness: tests/fault/MUTANTS. */
#ifndef MUTANT
#define MUTANT 0
#endif

/* In the header of every file of ours: "with". */
#define STORE_APPLICATION 0x77697468

enum stmt_name {
#define X(name, heat, effect, sql) STMT_##name,
#include "store/stmt.def"
#undef X
	STMT_COUNT
};

/* The two schemas, as text; `shared` NULL for a file of local tables. */
struct schema {
	const char *local;
	const char *local_end;
	const char *shared;
	const char *shared_end;
};

/* How long a store waits for other processes. */
#define STORE_BUSY_MS 5000

/* Places of texts that came in the transaction that is open (fresh.h). */
struct fresh {
	int64_t *places;
	size_t count;
	size_t cap;
};

struct store {
	sqlite3 *db;
	char *path;
	const struct schema *schema; /* outlives the store */
	int busy_ms;                 /* how long it waits for other processes */
	bool is_read_only;
	bool is_fresh;
	bool is_open;    /* a transaction of the caller's */
	bool is_moved;   /* which wrote local tables */
	bool is_stopped; /* an fsync failed: nothing is written any more */
	int64_t begun;   /* the transaction, by clock_ticks() */
	int64_t ended;   /* the one before */
	int64_t held;    /* how long others could not write, in ms */
	struct fresh fresh[2];           /* by enum search_shelf */
	sqlite3_stmt *stmts[STMT_COUNT]; /* NULL until first used */
};

/* Opening by other schemas than those of this release. */
struct opening {
	const struct schema *schema;
	enum store_mode mode;
	int busy_ms;
	bool is_passing; /* a file for a moment: migrated without a copy */
};
int store_open_by(struct store **out, const char *path,
    const struct opening *opening);

/* The same without bringing it up to the schemas: for looking at. */
int store_connect(struct store **out, const char *path,
    const struct opening *opening);

/* Makes an empty file, mode 0600, that lasts. -ERR_FILE_EXISTS. */
int store_make_file(const char *path);

/* The folder that a path lies in, to be freed. */
char *store_folder(const char *path);

/* The schemas of this release. */
const struct schema *schema_own(void);

/* The number of the newest migration that a schema has. */
int schema_newest(const struct schema *schema);

/* The migration that a file stands at, 0 in an empty one: -ERR_STORE_FOREIGN,
 * -ERR_STORE_NEWER. */
int schema_look(struct store *store, int *migration);

/* Runs the migrations that a file lacked when it was looked at, after a copy
 * in backup/ beside it; what another process ran since is left. */
int schema_migrate(struct store *store, int from, bool with_copy);

/* The same from where the file is, then makes the shared tables anew where
 * they are of another release. */
int schema_bring_up(struct store *store, bool with_copy);

/* Settings of this connection alone, then the one that needs the file. */
int pragma_guard(struct store *store);
int pragma_journal(struct store *store);

/* Of the local tables alone: the first fault is -ERR_STORE_DAMAGED. */
int integrity_check_local(struct store *store);

/* Cuts the next piece off the front of `*rest`: from a line that begins with
 * a mark and a number to the next such line. Returns the number; 0 where
 * there is none. */
int script_next(struct span *rest, const char *mark, struct span *piece);

/* Copies all of the file to a new one, `*part`, for part_finish. */
int copy_begin(struct store *store, const char *path, char **part);

/* A file on its way to `path`: its name, then making it last and putting it
 * there. part_drop removes what is left of it and frees the name. */
int part_name(const char *path, char **part);
int part_finish(const char *part, const char *path);
void part_drop(char *part); /* NULL too */

/* SQLite may have rolled a transaction back by itself (a full disk): what
 * came after would be kept without what went before. -ERR_STORE_FAILED. */
int tx_check(struct store *store);

/* Sets the fault that a result of SQLite's on this file means. */
int fault_set(struct store *store, int rc);

/* The same for errno, of a call that was to write to this path. */
int fault_set_system(const char *path, int error);

#endif
