#include "base/clock.h"
#include "store/fresh.h"
#include "store/stmt.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

/* An open statement would hold the lock beyond the transaction. A second copy
 * of one is only made while the first is open. What an index for searching
 * reads with is not ours to end: it ends with the transaction. */
static bool
is_idle(const struct store *store)
{
	for (enum stmt_name i = 0; i < STMT_COUNT; i++) {
		if (store->stmts[i] != NULL &&
		    sqlite3_stmt_busy(store->stmts[i]))
			return false;
	}
	return true;
}

int
tx_check(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		return 0;
	return err_set(ERR_STORE_FAILED, store->path,
	    "the transaction was rolled back", NULL);
}

/*
 * Who waits for the lock asks for it every two milliseconds (pragma.c). Who
 * writes one transaction after another holds it but for moments that nobody
 * who asks would ever meet: so after so long it is let go for a little.
 */
#define HOLD_MS 100
#define GAP_MS 5

static void
leave_gap(struct store *store)
{
	if (clock_ticks() - store->ended >= GAP_MS)
		store->held = 0;
	if (store->held >= HOLD_MS) {
		(void)sqlite3_sleep(GAP_MS);
		store->held = 0;
	}
}

static void
note_end(struct store *store)
{
	fresh_clear(store);
	if (!store->is_open)
		return;
	store->is_open = false;
	store->ended = clock_ticks();
	store->held += store->ended - store->begun;
}

int
store_begin(struct store *store)
{
	assert(!store->is_open);
	/* Of a file opened for reading SQLite would make a reader's one. */
	if (store->is_read_only)
		return err_set(ERR_STORE_READ_ONLY, store->path, NULL);
	if (store->is_stopped)
		return err_set(ERR_FILE_SYNC, store->path, strerror(EIO), NULL);
	leave_gap(store);
	int err = stmt_steer(store, STMT_BEGIN);
	store->begun = clock_ticks();
	store->is_open = err == 0;
	store->is_moved = false;
	return err;
}

int
store_commit(struct store *store)
{
	assert(store->is_open && is_idle(store));
	int err = tx_check(store);
	if (err == 0)
		err = fresh_tell(store);
	if (err == 0 && store->is_moved)
		err = stmt_steer(store, STMT_MOVE_STAMP);
	if (err == 0)
		err = stmt_steer(store, STMT_COMMIT);
	if (err != 0)
		store_rollback(store);
	else
		note_end(store);
	return err;
}

/* What SQLite rolled back by itself has no transaction any more. */
void
store_rollback(struct store *store)
{
	struct err kept = *err_last();

	assert(is_idle(store));
	if (!sqlite3_get_autocommit(store->db))
		(void)stmt_steer(store, STMT_ROLLBACK);
	note_end(store);
	if (kept.code != ERR_NONE)
		(void)err_restore(&kept);
}

int
store_end(struct store *store, int err)
{
	if (err == 0)
		return store_commit(store);
	store_rollback(store);
	return err;
}

bool
store_in_transaction(const struct store *store)
{
	return store->is_open;
}
