#include "store/stmt.h"

#include "store/local.h"

#include <string.h>

int
store_put_me(struct store *store, const struct me_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PUT_ME);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_id(&stmt, &row->member);
	stmt_bind_bytes(&stmt, row->public, sizeof(row->public));
	stmt_bind_bytes(&stmt, row->secret, sizeof(row->secret));
	return stmt_run(&stmt);
}

struct me_walk {
	int (*each)(void *data, const struct me_row *row);
	void *data;
};

/* The secret key does not stay on the stack. */
static int
take_me(struct stmt *stmt, void *data)
{
	const struct me_walk *walk = data;
	struct me_row row;

	stmt_read_id(stmt, &row.project);
	stmt_read_id(stmt, &row.member);
	stmt_read_fixed(stmt, row.public, sizeof(row.public));
	stmt_read_fixed(stmt, row.secret, sizeof(row.secret));
	int result = stmt->fault;
	if (result == 0)
		result = walk->each(walk->data, &row);
	explicit_bzero(&row, sizeof(row));
	return result;
}

struct me_found {
	struct me_row *out;
	bool *is_there;
};

static int
keep_me(void *data, const struct me_row *row)
{
	const struct me_found *found = data;

	*found->out = *row;
	*found->is_there = true;
	return 0;
}

int
store_get_me(struct store *store, const struct id *project,
    const struct id *member, struct me_row *out, bool *is_there)
{
	bool is_found = false;
	struct me_found found = { .out = out, .is_there = &is_found };
	struct me_walk walk = { .each = keep_me, .data = &found };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_ME);
	stmt_bind_id(&stmt, project);
	stmt_bind_id(&stmt, member);
	int err = stmt_each(&stmt, take_me, &walk);
	if (err == 0)
		*is_there = is_found;
	return err;
}

int
store_each_me(struct store *store, const struct id *project,
    int (*each)(void *data, const struct me_row *row), void *data)
{
	struct me_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_MES);
	stmt_bind_id(&stmt, project);
	return stmt_each(&stmt, take_me, &walk);
}
