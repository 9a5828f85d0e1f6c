#include "store/stmt.h"

#include "base/str.h"

#include <string.h>

struct integrity_walk {
	int (*each)(void *data, const char *words);
	void *data;
};

static int
take_fault(struct stmt *stmt, void *data)
{
	const struct integrity_walk *walk = data;
	const char *words = stmt_read_text(stmt);

	if (stmt->fault != 0 || strcmp(words, "ok") == 0)
		return stmt->fault;
	return walk->each(walk->data, words);
}

/* Columns: table, row, the table that lacks what the row points to. */
static int
take_orphan(struct stmt *stmt, void *data)
{
	const struct integrity_walk *walk = data;
	struct str words = { 0 };
	const char *table = stmt_read_text(stmt);
	int64_t row = stmt_read_int(stmt);
	const char *parent = stmt_read_text(stmt);

	if (stmt->fault != 0)
		return stmt->fault;
	str_add_format(&words, "row %lld of %s points to nothing in %s",
	    (long long)row, table, parent);
	int result = walk->each(walk->data, str_text(&words));
	str_clear(&words);
	return result;
}

/* A file too damaged to be checked is a fault like the others. */
static int
walk_check(struct store *store, enum stmt_name name, stmt_take *take,
    struct integrity_walk *walk)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	int result = stmt_each(&stmt, take, walk);
	if (result == -ERR_STORE_DAMAGED && err_last()->arg_count == 2)
		return walk->each(walk->data, err_last()->arg[1]);
	return result;
}

static int
walk_checks(struct store *store, enum stmt_name pages,
    struct integrity_walk *walk)
{
	int result = walk_check(store, pages, take_fault, walk);

	if (result == 0)
		result =
		    walk_check(store, STMT_CHECK_FOREIGN, take_orphan, walk);
	return result;
}

int
store_integrity(struct store *store, int (*each)(void *data, const char *words),
    void *data)
{
	struct integrity_walk walk = { .each = each, .data = data };

	return walk_checks(store, STMT_CHECK_PAGES, &walk);
}

static int
refuse_fault(void *data, const char *words)
{
	return err_set(ERR_STORE_DAMAGED, data, words, NULL);
}

int
integrity_check_local(struct store *store)
{
	struct integrity_walk walk = { .each = refuse_fault,
		.data = store->path };

	return walk_checks(store, STMT_CHECK_LOCAL, &walk);
}
