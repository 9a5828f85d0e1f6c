/*
 * Copies, whole or of the local tables, and taking a copy in again.
 *
 * A copy of the local tables is a new file that opens the first one beside
 * itself and carries the rows over, in one transaction: its cost is that of
 * the local tables alone. Taking in is the same, the other way round.
 */
#include "store/stmt.h"

#include "store/local.h"

#include <assert.h>
#include <stdlib.h>

/* -------------------------------------------------- whole */

/* A fault is about the file that is written. */
static int
copy_into(struct store *store, const char *part)
{
	struct stmt stmt;

	(void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
	stmt_open(&stmt, store, STMT_COPY_INTO);
	stmt_bind_text(&stmt, part);
	int err = stmt_run(&stmt);
	(void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	if (err == -ERR_DISK_FULL)
		err = err_set(ERR_DISK_FULL, part, NULL);
	return err;
}

int
copy_begin(struct store *store, const char *path, char **part)
{
	assert(!store->is_open);
	int err = part_name(path, part);

	if (err == 0)
		err = store_make_file(*part);
	if (err == 0)
		err = copy_into(store, *part);
	return err;
}

/* -------------------------------------------------- the local tables */

static int
attach(struct store *store, const char *path)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ATTACH);
	stmt_bind_text(&stmt, path);
	return stmt_run(&stmt);
}

static int
carry_tables(struct store *store)
{
	static const enum stmt_name tables[] = { STMT_CARRY_PROJECT,
		STMT_CARRY_ME, STMT_CARRY_ACTION, STMT_CARRY_DID,
		STMT_CARRY_OUTBOX, STMT_CARRY_ARRIVED, STMT_CARRY_HIDDEN,
		STMT_CARRY_STAGED, STMT_CARRY_DRAFT, STMT_CARRY_PIECE,
		STMT_CARRY_SETTING, STMT_CARRY_NO_NUMBERS, STMT_CARRY_NUMBERS };
	int err = store_begin(store);

	if (err != 0)
		return err;
	for (size_t i = 0; err == 0 && i < sizeof(tables) / sizeof(*tables);
	     i++)
		err = stmt_steer(store, tables[i]);
	return store_end(store, err);
}

/* From a file of the same migration. */
static int
carry(struct store *store, const char *path)
{
	(void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
	int err = attach(store, path);
	if (err == 0) {
		err = carry_tables(store);
		int end = stmt_steer(store, STMT_DETACH);
		err = err != 0 ? err : end;
	}
	(void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	return err;
}

static int
copy_local(struct store *store, const char *path, char **part)
{
	const struct schema schema = {
		.local = store->schema->local,
		.local_end = store->schema->local_end,
	};
	const struct opening opening = {
		.schema = &schema,
		.mode = STORE_READ_WRITE,
		.busy_ms = store->busy_ms,
		.is_passing = true,
	};
	struct store *copy = NULL;
	int err = part_name(path, part);

	if (err == 0)
		err = store_open_by(&copy, *part, &opening);
	if (err == 0)
		err = carry(copy, store->path);
	store_close(copy);
	return err;
}

int
store_copy(struct store *store, const char *path, bool local_only)
{
	char *part = NULL;

	assert(!store->is_open);
	int err = local_only ? copy_local(store, path, &part) :
			       copy_begin(store, path, &part);
	if (err == 0)
		err = part_finish(part, path);
	part_drop(part);
	return err;
}

/* -------------------------------------------------- taking in */

/* A copy of an earlier release is brought up in a copy of its own. */
static int
take_older(struct store *store, struct store *from)
{
	const struct opening opening = {
		.schema = store->schema,
		.mode = STORE_READ_WRITE,
		.busy_ms = store->busy_ms,
		.is_passing = true,
	};
	struct store *newer = NULL;
	char *part = NULL;
	int err = copy_begin(from, store->path, &part);

	if (err == 0)
		err = store_open_by(&newer, part, &opening);
	store_close(newer);
	if (err == 0)
		err = carry(store, part);
	part_drop(part);
	return err;
}

/* Opens a file to copy from it, whatever release made it. */
static int
open_source(struct store **out, const char *path, const struct schema *schema,
    int *migration)
{
	const struct opening opening = {
		.schema = schema,
		.mode = STORE_READ_ONLY,
		.busy_ms = STORE_BUSY_MS,
	};
	int err = store_connect(out, path, &opening);

	if (err == 0)
		err = schema_look(*out, migration);
	if (err == 0 && *migration == 0)
		err = err_set(ERR_BACKUP_FORM, path, NULL);
	return err;
}

static int
take_from(struct store *store, struct store *from, int migration)
{
	int err = integrity_check_local(from);

	if (err != 0)
		return err;
	if (migration < schema_newest(store->schema))
		return take_older(store, from);
	return carry(store, from->path);
}

static int
refuse_words(struct store *store)
{
	struct stmt stmt;
	bool has_words = false;

	stmt_open(&stmt, store, STMT_HAS_LOCAL);
	int err = stmt_get_bool(&stmt, &has_words);
	if (err == 0 && has_words)
		err = err_set(ERR_HOME_NOT_EMPTY, store->path, NULL);
	return err;
}

int
store_take_local(struct store *store, const char *path)
{
	struct store *from = NULL;
	int migration = 0;

	assert(!store->is_open);
	int err = refuse_words(store);
	if (err == 0)
		err = open_source(&from, path, store->schema, &migration);
	if (err == 0)
		err = take_from(store, from, migration);
	store_close(from);
	return err;
}

/* A copy of the local tables has never had the others. */
static int
refuse_parts(struct store *store)
{
	char *shared = NULL;
	int err = store_get_setting(store, "shared-schema", &shared);

	if (err == 0 && shared == NULL)
		err = err_set(ERR_BACKUP_FORM, store->path, NULL);
	free(shared);
	return err;
}

int
store_copy_file(const char *from, const char *path)
{
	struct store *source = NULL;
	int migration = 0;
	int err = open_source(&source, from, schema_own(), &migration);

	if (err == 0)
		err = refuse_parts(source);
	if (err == 0)
		err = store_copy(source, path, false);
	store_close(source);
	return err;
}
