/*
 * The one SQLite file. Its settings, its schemas, its transactions; what
 * stands in the tables is in shared.h and local.h. Every statement is in
 * stmt.def, always bound, prepared once when first used.
 *
 * Rollback journal (TRUNCATE) and synchronous=EXTRA: when store_commit has
 * returned 0 the words are on the disk.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store; /* opaque */
struct id;    /* withus/record.h */

enum store_mode {
	STORE_READ_WRITE, /* made where absent */
	STORE_READ_ONLY   /* must be there */
};

/*
 * Opens (and makes, or brings up to this release) the file; the caller closes
 * it. Errors: STORE_DAMAGED, STORE_NEWER (a newer release made it),
 * STORE_FOREIGN (not ours), STORE_BUSY, STORE_READ_ONLY, DISK_FULL,
 * STORE_FAILED. A shared schema of another release is dropped and made
 * afresh; `store_is_fresh` then says that a rebuild is due (who is stopped
 * before it finds no head, store_get_head, and takes the history in anyway).
 */
int store_open(struct store **out, const char *path, enum store_mode mode);
void store_close(struct store *store);
bool store_is_fresh(const struct store *store);

/* One transaction at a time; nothing nests. Begin takes the write lock at
 * once (IMMEDIATE) and waits up to 5 s: -ERR_STORE_BUSY. A commit that fails
 * has rolled back. Once an fsync has failed (-ERR_FILE_SYNC) nothing is
 * written any more until the file is opened again. */
int store_begin(struct store *store);
int store_commit(struct store *store);
void store_rollback(struct store *store); /* no fault where none is open */
bool store_in_transaction(const struct store *store);
/* The end of what store_begin began: a commit where `err` is 0, else a
 * rollback. Returns `err`, or what the commit came to. */
int store_end(struct store *store, int err);

/* Says that many large transactions follow: they get 64 MiB of memory, so
 * that none has to write to the file before it ends, which would keep readers
 * out for longer. */
int store_expect_much(struct store *store);

/* Removes what a project has in the shared tables, in pieces, each in a
 * transaction of the caller's: its head and voices with the first, and at
 * most `most` versions and as many records (0: all) each time. `*left` says
 * whether there are more. */
int store_forget_shared(struct store *store, const struct id *project,
    size_t most, bool *left);

/* SQLite's own integrity check, also of what points where; each fault is one
 * call, a file that cannot be checked for damage too. */
int store_integrity(struct store *store,
    int (*each)(void *data, const char *words), void *data);

/* A copy of the file, outside a transaction (a temporary name, fsync, rename
 * over what may be at `path`, fsync of its folder). `local_only`: the tables
 * of local.sql alone. -ERR_DISK_FULL, -ERR_FILE_SYNC, … */
int store_copy(struct store *store, const char *path, bool local_only);

/* A copy of a whole file that is not open: of this release or an earlier one
 * (it is brought up when the copy is opened). -ERR_BACKUP_FORM for an empty
 * file and for one of local tables; -ERR_STORE_DAMAGED, _FOREIGN, _NEWER. */
int store_copy_file(const char *from, const char *path);

/* Takes the rows of all local tables from a copy into this file, outside a
 * transaction: restoring. Those tables must be sound in it, whatever the rest
 * is. A copy of an earlier release is brought up first, itself unchanged.
 * -ERR_HOME_NOT_EMPTY where there are words here already,
 * -ERR_BACKUP_FORM for an empty file, -ERR_STORE_DAMAGED, _FOREIGN, _NEWER. */
int store_take_local(struct store *store, const char *path);

/* A number that changes whenever a local table other than the settings was
 * changed by this or another process, for the daily copy; it may be noted in
 * a setting. */
int store_local_stamp(struct store *store, int64_t *out);

/* The release of SQLite that runs: "3.40.1". Static. */
const char *store_library(void);

#endif
