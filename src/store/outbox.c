#include "store/stmt.h"

#include "store/local.h"

int
store_add_outbox(struct store *store, const struct outbox_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_OUTBOX);
	stmt_bind_int(&stmt, row->action);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_vid(&stmt, &row->vid);
	stmt_bind_bytes(&stmt, row->bytes, row->len);
	return stmt_run(&stmt);
}

struct outbox_walk {
	outbox_each *each;
	void *data;
};

static int
take_outbox(struct stmt *stmt, void *data)
{
	const struct outbox_walk *walk = data;
	struct outbox_row row;

	row.seq = stmt_read_int(stmt);
	row.action = stmt_read_int(stmt);
	stmt_read_id(stmt, &row.project);
	stmt_read_vid(stmt, &row.vid);
	row.bytes = stmt_read_bytes(stmt, &row.len);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_each_outbox(struct store *store, const struct seq_run *run,
    outbox_each *each, void *data)
{
	struct outbox_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_OUTBOX);
	stmt_bind_id(&stmt, &run->project);
	stmt_bind_int(&stmt, run->seq);
	stmt_bind_most(&stmt, run->most);
	return stmt_each(&stmt, take_outbox, &walk);
}

int
store_has_outbox(struct store *store, const struct vid *vid, bool *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_HAS_OUTBOX);
	stmt_bind_vid(&stmt, vid);
	return stmt_get_bool(&stmt, out);
}

int
store_count_outbox(struct store *store, const struct id *project, size_t *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_COUNT_OUTBOX);
	stmt_bind_id(&stmt, project);
	return stmt_get_count(&stmt, out);
}

int
store_remove_outbox(struct store *store, const struct vid *vid)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_OUTBOX);
	stmt_bind_vid(&stmt, vid);
	return stmt_run(&stmt);
}
