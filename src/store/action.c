#include "store/stmt.h"

#include "store/local.h"

int
store_add_action(struct store *store, const struct action_row *row,
    int64_t *number)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_ACTION);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_id(&stmt, &row->member);
	stmt_bind_text(&stmt, row->word);
	stmt_bind_text(&stmt, row->day);
	stmt_bind_int(&stmt, row->at);
	stmt_bind_int(&stmt, row->is_kept);
	stmt_bind_int(&stmt, row->undoes);
	int err = stmt_run(&stmt);
	if (err == 0)
		*number = sqlite3_last_insert_rowid(store->db);
	return err;
}

int
store_keep_action(struct store *store, int64_t number)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_KEEP_ACTION);
	stmt_bind_int(&stmt, number);
	return stmt_run(&stmt);
}

int
store_remove_action(struct store *store, int64_t number)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_DIDS);
	stmt_bind_int(&stmt, number);
	int err = stmt_run(&stmt);
	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_REMOVE_ACTION);
	stmt_bind_int(&stmt, number);
	return stmt_run(&stmt);
}

struct action_walk {
	action_each *each;
	void *data;
};

static int
take_action(struct stmt *stmt, void *data)
{
	const struct action_walk *walk = data;
	struct action_row row;

	row.number = stmt_read_int(stmt);
	stmt_read_id(stmt, &row.project);
	stmt_read_id(stmt, &row.member);
	row.word = stmt_read_text(stmt);
	row.day = stmt_read_text(stmt);
	row.at = stmt_read_int(stmt);
	row.is_kept = stmt_read_bool(stmt);
	row.undoes = stmt_read_int(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_get_action(struct store *store, int64_t number, action_each *each,
    void *data)
{
	struct action_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_ACTION);
	stmt_bind_int(&stmt, number);
	return stmt_each(&stmt, take_action, &walk);
}

int
store_get_last_action(struct store *store, const struct id *project,
    const struct id *member, action_each *each, void *data)
{
	struct action_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_LAST_ACTION);
	stmt_bind_id(&stmt, project);
	stmt_bind_id(&stmt, member);
	return stmt_each(&stmt, take_action, &walk);
}

int
store_each_unkept(struct store *store, const struct id *project,
    action_each *each, void *data)
{
	struct action_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_UNKEPT);
	stmt_bind_id(&stmt, project);
	return stmt_each(&stmt, take_action, &walk);
}

int
store_add_did(struct store *store, int64_t action, const struct vid *vid)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_DID);
	stmt_bind_int(&stmt, action);
	stmt_bind_vid(&stmt, vid);
	return stmt_run(&stmt);
}

struct did_walk {
	int (*each)(void *data, const struct vid *vid);
	void *data;
};

static int
take_did(struct stmt *stmt, void *data)
{
	const struct did_walk *walk = data;
	struct vid vid;

	stmt_read_vid(stmt, &vid);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &vid);
}

int
store_each_did(struct store *store, int64_t action,
    int (*each)(void *data, const struct vid *vid), void *data)
{
	struct did_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_DIDS);
	stmt_bind_int(&stmt, action);
	return stmt_each(&stmt, take_did, &walk);
}

int
store_get_doer(struct store *store, const struct vid *vid, int64_t *action)
{
	struct stmt stmt;
	int64_t number = 0;

	stmt_open(&stmt, store, STMT_GET_DOER);
	stmt_bind_vid(&stmt, vid);
	int err = stmt_get_number(&stmt, &number);
	if (err == 0)
		*action = number;
	return err;
}
