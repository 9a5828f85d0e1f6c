#include "store/stmt.h"

#include "base/mem.h"
#include "store/local.h"

#include <stdlib.h>

static int
take_value(struct stmt *stmt, void *data)
{
	char **out = data;
	const char *value = stmt_read_text(stmt);

	if (stmt->fault == 0)
		*out = mem_dup_text(value);
	return stmt->fault;
}

int
store_get_setting(struct store *store, const char *name, char **out)
{
	struct stmt stmt;

	*out = NULL;
	stmt_open(&stmt, store, STMT_GET_SETTING);
	stmt_bind_text(&stmt, name);
	return stmt_each(&stmt, take_value, out);
}

int
store_set_setting(struct store *store, const char *name, const char *value)
{
	struct stmt stmt;

	stmt_open(&stmt, store,
	    value == NULL ? STMT_REMOVE_SETTING : STMT_SET_SETTING);
	stmt_bind_text(&stmt, name);
	stmt_bind_text(&stmt, value);
	return stmt_run(&stmt);
}

int
store_local_stamp(struct store *store, int64_t *out)
{
	struct stmt stmt;
	int64_t stamp = 0;

	stmt_open(&stmt, store, STMT_GET_STAMP);
	int err = stmt_get_number(&stmt, &stamp);
	if (err == 0)
		*out = stamp;
	return err;
}
