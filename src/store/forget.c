#include "store/stmt.h"

#include "store/search.h"
#include "store/shared.h"

/* The head first: whoever is stopped between two pieces finds none, and takes
 * in the whole history again. */
int
store_forget_shared(struct store *store, const struct id *project, size_t most,
    bool *left)
{
	static const enum stmt_name steps[] = { STMT_REMOVE_HEAD,
		STMT_REMOVE_VOICES, STMT_FORGET_RECORD_LINKS,
		STMT_FORGET_RECORDS, STMT_FORGET_VERSION_LINKS,
		STMT_FORGET_VERSIONS };
	struct stmt stmt;
	int err = store_forget_search(store, project, most);

	for (size_t i = 0; err == 0 && i < sizeof(steps) / sizeof(*steps);
	     i++) {
		stmt_open(&stmt, store, steps[i]);
		stmt_bind_id(&stmt, project);
		stmt_bind_most(&stmt, most);
		err = stmt_run(&stmt);
	}
	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_HAS_SHARED);
	stmt_bind_id(&stmt, project);
	return stmt_get_bool(&stmt, left);
}
