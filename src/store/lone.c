#include "store/stmt.h"

#include "store/search.h"
#include "store/shared.h"

static int
count_rows(struct store *store, enum stmt_name name, const struct id *project,
    size_t *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	stmt_bind_id(&stmt, project);
	return stmt_get_count(&stmt, out);
}

static int
run_for(struct store *store, enum stmt_name name, const struct id *project)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	stmt_bind_id(&stmt, project);
	return stmt_run(&stmt);
}

int
store_count_lone(struct store *store, const struct id *project, size_t *out)
{
	size_t lone = 0;
	size_t tallies = 0;
	int err = count_rows(store, STMT_COUNT_LONE, project, &lone);

	if (err == 0)
		err = count_rows(store, STMT_COUNT_WRONG_TALLIES, project,
		    &tallies);
	if (err == 0)
		*out = lone + tallies;
	return err;
}

int
store_remove_lone(struct store *store, const struct id *project)
{
	static const enum stmt_name steps[] = { STMT_REMOVE_LONE_RECORDS,
		STMT_REMOVE_TALLIES, STMT_ADD_TALLIES };
	int err = store_remove_lone_search(store);

	if (err == 0)
		err = stmt_steer(store, STMT_REMOVE_LONE_LINKS);
	for (size_t i = 0; err == 0 && i < sizeof(steps) / sizeof(*steps); i++)
		err = run_for(store, steps[i], project);
	return err;
}
