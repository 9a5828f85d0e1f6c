#include "store/stmt.h"

#include "store/local.h"

/* One that went meanwhile comes back under its number: words are not lost
 * because another window threw them away. */
int
store_put_draft(struct store *store, const struct draft_row *row,
    int64_t *number)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PUT_DRAFT);
	stmt_bind_int(&stmt, row->number);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_id(&stmt, &row->member);
	stmt_bind_text(&stmt, row->kind);
	stmt_bind_id_or_null(&stmt, &row->record);
	stmt_bind_text(&stmt, row->fields);
	stmt_bind_text(&stmt, row->body);
	stmt_bind_text(&stmt, row->why);
	stmt_bind_int(&stmt, row->at);
	int err = stmt_run(&stmt);
	if (err == 0)
		*number = row->number != 0 ?
		    row->number :
		    sqlite3_last_insert_rowid(store->db);
	return err;
}

struct draft_walk {
	draft_row_each *each;
	void *data;
};

static int
take_draft(struct stmt *stmt, void *data)
{
	const struct draft_walk *walk = data;
	struct draft_row row;

	row.number = stmt_read_int(stmt);
	stmt_read_id(stmt, &row.project);
	stmt_read_id(stmt, &row.member);
	row.kind = stmt_read_text(stmt);
	stmt_read_id(stmt, &row.record);
	row.fields = stmt_read_text(stmt);
	row.body = stmt_read_text(stmt);
	row.why = stmt_read_text(stmt);
	row.at = stmt_read_int(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_get_draft(struct store *store, int64_t number, draft_row_each *each,
    void *data)
{
	struct draft_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_DRAFT);
	stmt_bind_int(&stmt, number);
	return stmt_each(&stmt, take_draft, &walk);
}

int
store_each_draft(struct store *store, const struct id *project,
    const struct id *member, draft_row_each *each, void *data)
{
	struct draft_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_DRAFTS);
	stmt_bind_id(&stmt, project);
	stmt_bind_id(&stmt, member);
	return stmt_each(&stmt, take_draft, &walk);
}

int
store_remove_draft(struct store *store, int64_t number)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_DRAFT);
	stmt_bind_int(&stmt, number);
	return stmt_run(&stmt);
}
