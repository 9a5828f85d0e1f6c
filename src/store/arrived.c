#include "store/stmt.h"

#include "store/local.h"

int
store_add_arrived(struct store *store, const struct id *project,
    const struct vid *vid, int64_t at)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_ARRIVED);
	stmt_bind_id(&stmt, project);
	stmt_bind_vid(&stmt, vid);
	stmt_bind_int(&stmt, at);
	return stmt_run(&stmt);
}

int
store_remove_arrived(struct store *store, const struct vid *vid)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_ARRIVED);
	stmt_bind_vid(&stmt, vid);
	return stmt_run(&stmt);
}

struct arrived_walk {
	int (*each)(void *data, const struct arrived_row *row);
	void *data;
};

static int
take_arrived(struct stmt *stmt, void *data)
{
	const struct arrived_walk *walk = data;
	struct arrived_row row;

	row.seq = stmt_read_int(stmt);
	stmt_read_vid(stmt, &row.vid);
	row.at = stmt_read_int(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

struct arrived_found {
	struct arrived_row *out;
	bool *is_there;
};

static int
keep_arrived(void *data, const struct arrived_row *row)
{
	const struct arrived_found *found = data;

	*found->out = *row;
	*found->is_there = true;
	return 0;
}

int
store_get_arrived(struct store *store, const struct vid *vid,
    struct arrived_row *out, bool *is_there)
{
	bool is_found = false;
	struct arrived_found found = { .out = out, .is_there = &is_found };
	struct arrived_walk walk = { .each = keep_arrived, .data = &found };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_ARRIVED);
	stmt_bind_vid(&stmt, vid);
	int err = stmt_each(&stmt, take_arrived, &walk);
	if (err == 0)
		*is_there = is_found;
	return err;
}

int
store_each_arrived(struct store *store, const struct seq_run *run,
    int (*each)(void *data, const struct arrived_row *row), void *data)
{
	struct arrived_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ARRIVED);
	stmt_bind_id(&stmt, &run->project);
	stmt_bind_int(&stmt, run->seq == 0 ? INT64_MAX : run->seq);
	stmt_bind_most(&stmt, run->most);
	return stmt_each(&stmt, take_arrived, &walk);
}
