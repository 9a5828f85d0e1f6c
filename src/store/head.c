#include "store/stmt.h"

#include "store/shared.h"

static int
take_point(struct stmt *stmt, void *data)
{
	struct point *point = data;

	stmt_read_fixed(stmt, point->bytes, sizeof(point->bytes));
	return stmt->fault;
}

int
store_get_head(struct store *store, const struct id *project, struct point *out)
{
	struct point found = { { 0 } };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_HEAD);
	stmt_bind_id(&stmt, project);
	int err = stmt_each(&stmt, take_point, &found);
	if (err == 0)
		*out = found;
	return err;
}

int
store_set_head(struct store *store, const struct id *project,
    const struct point *point)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_SET_HEAD);
	stmt_bind_id(&stmt, project);
	stmt_bind_bytes(&stmt, point->bytes, sizeof(point->bytes));
	return stmt_run(&stmt);
}
