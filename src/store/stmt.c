#include "store/stmt.h"

#include <assert.h>
#include <errno.h>

enum stmt_effect {
	EFFECT_LOOKS,
	EFFECT_DERIVES,
	EFFECT_WORDS,
	EFFECT_STEERS,
	EFFECT_CARRIES
};

static const struct stmt_row {
	const char *sql;
	enum stmt_effect effect;
} stmt_rows[STMT_COUNT] = {
#define X(name, heat, does, text) \
	[STMT_##name] = { .sql = (text), .effect = EFFECT_##does },
#include "store/stmt.def"
#undef X
};

const char *
stmt_sql(enum stmt_name name)
{
	return stmt_rows[name].sql;
}

/* What writes stands in a transaction, as one with what went before it. */
static void
guard_write(struct stmt *stmt)
{
	struct store *store = stmt->store;
	enum stmt_effect effect = stmt_rows[stmt->name].effect;

	if (effect == EFFECT_LOOKS || effect == EFFECT_STEERS)
		return;
	assert(store->is_open);
	stmt->fault = tx_check(store);
	if (effect != EFFECT_DERIVES)
		store->is_moved = true;
}

static sqlite3_stmt *
prepare(struct stmt *stmt, unsigned flags)
{
	sqlite3_stmt *handle = NULL;
	int rc = sqlite3_prepare_v3(stmt->store->db, stmt_sql(stmt->name), -1,
	    flags, &handle, NULL);

	if (rc != SQLITE_OK)
		stmt->fault = fault_set(stmt->store, rc);
	return handle;
}

void
stmt_open(struct stmt *stmt, struct store *store, enum stmt_name name)
{
	*stmt = (struct stmt){ .store = store, .name = name };
	guard_write(stmt);
	if (stmt->fault != 0)
		return;
	if (store->stmts[name] == NULL)
		store->stmts[name] = prepare(stmt, SQLITE_PREPARE_PERSISTENT);
	stmt->handle = store->stmts[name];
	if (stmt->handle != NULL && sqlite3_stmt_busy(stmt->handle))
		stmt->handle = prepare(stmt, 0);
}

/* Ends one use; a second copy goes. */
static int
close_stmt(struct stmt *stmt)
{
	if (stmt->handle != stmt->store->stmts[stmt->name]) {
		(void)sqlite3_finalize(stmt->handle);
	} else if (stmt->handle != NULL) {
		(void)sqlite3_reset(stmt->handle);
		(void)sqlite3_clear_bindings(stmt->handle);
	}
	stmt->handle = NULL;
	return stmt->fault;
}

/* False after the last row, and after a fault. */
static bool
step(struct stmt *stmt)
{
	if (stmt->fault != 0)
		return false;
	errno = 0; /* what it is afterwards is of this step */
	int rc = sqlite3_step(stmt->handle);
	stmt->pos = 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		stmt->fault = fault_set(stmt->store, rc);
	return rc == SQLITE_ROW;
}

int
stmt_run(struct stmt *stmt)
{
	bool is_row;

	do
		is_row = step(stmt);
	while (is_row);
	return close_stmt(stmt);
}

int
stmt_each(struct stmt *stmt, stmt_take *take, void *data)
{
	int result = 0;

	while (result == 0 && step(stmt))
		result = take(stmt, data);
	int fault = close_stmt(stmt);
	return result != 0 ? result : fault;
}

int
stmt_get_number(struct stmt *stmt, int64_t *out)
{
	int64_t number = *out;

	if (step(stmt))
		number = stmt_read_int(stmt);
	int err = close_stmt(stmt);
	if (err == 0)
		*out = number;
	return err;
}

int
stmt_get_bool(struct stmt *stmt, bool *out)
{
	int64_t number = 0;
	int err = stmt_get_number(stmt, &number);

	if (err == 0)
		*out = number != 0;
	return err;
}

int
stmt_get_count(struct stmt *stmt, size_t *out)
{
	int64_t number = 0;
	int err = stmt_get_number(stmt, &number);

	if (err == 0)
		*out = (size_t)number;
	return err;
}

int
stmt_steer(struct store *store, enum stmt_name name)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	return stmt_run(&stmt);
}
