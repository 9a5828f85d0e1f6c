#include "store/stmt.h"

#include "store/staged.h"

int
store_add_hidden(struct store *store, const struct id *record, int64_t action)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_HIDDEN);
	stmt_bind_id(&stmt, record);
	stmt_bind_int(&stmt, action);
	return stmt_run(&stmt);
}

int
store_is_hidden(struct store *store, const struct id *record, int64_t action,
    bool *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_IS_HIDDEN);
	stmt_bind_id(&stmt, record);
	stmt_bind_int(&stmt, action);
	return stmt_get_bool(&stmt, out);
}

int
store_remove_hidden(struct store *store, int64_t action, size_t most,
    bool *left)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_HIDDEN);
	stmt_bind_int(&stmt, action);
	stmt_bind_most(&stmt, most);
	int err = stmt_run(&stmt);
	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_HAS_HIDDEN);
	stmt_bind_int(&stmt, action);
	return stmt_get_bool(&stmt, left);
}
