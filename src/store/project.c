#include "store/stmt.h"

#include "store/local.h"

int
store_add_project(struct store *store, const struct id *project)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_PROJECT);
	stmt_bind_id(&stmt, project);
	return stmt_run(&stmt);
}

int
store_use_project(struct store *store, const struct id *project)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_USE_PROJECT);
	stmt_bind_id(&stmt, project);
	return stmt_run(&stmt);
}

struct project_walk {
	int (*each)(void *data, const struct id *project);
	void *data;
};

static int
take_project(struct stmt *stmt, void *data)
{
	const struct project_walk *walk = data;
	struct id project;

	stmt_read_id(stmt, &project);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &project);
}

int
store_each_project(struct store *store,
    int (*each)(void *data, const struct id *project), void *data)
{
	struct project_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PROJECTS);
	return stmt_each(&stmt, take_project, &walk);
}
