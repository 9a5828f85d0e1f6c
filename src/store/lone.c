#include "store/stmt.h"

#include "store/search.h"
#include "store/shared.h"

int
store_count_lone(struct store *store, const struct id *project, size_t *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_COUNT_LONE);
	stmt_bind_id(&stmt, project);
	return stmt_get_count(&stmt, out);
}

int
store_remove_lone(struct store *store, const struct id *project)
{
	struct stmt stmt;
	int err = store_remove_lone_search(store);

	if (err == 0)
		err = stmt_steer(store, STMT_REMOVE_LONE_LINKS);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_REMOVE_LONE_RECORDS);
	stmt_bind_id(&stmt, project);
	return stmt_run(&stmt);
}
