#include "store/stmt.h"

#include "store/staged.h"

int
store_add_staged(struct store *store, const struct id *project,
    const struct vid *vid, int64_t action)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_STAGED);
	stmt_bind_id(&stmt, project);
	stmt_bind_vid(&stmt, vid);
	stmt_bind_int(&stmt, action);
	return stmt_run(&stmt);
}

int
store_remove_staged(struct store *store, int64_t action, size_t most,
    bool *left)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_STAGED);
	stmt_bind_int(&stmt, action);
	stmt_bind_most(&stmt, most);
	int err = stmt_run(&stmt);
	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_HAS_STAGED);
	stmt_bind_int(&stmt, action);
	return stmt_get_bool(&stmt, left);
}

int
store_get_staging(struct store *store, const struct id *project,
    int64_t *action)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_STAGING);
	stmt_bind_id(&stmt, project);
	return stmt_get_number(&stmt, action);
}
