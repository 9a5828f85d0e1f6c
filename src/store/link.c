#include "store/stmt.h"

#include "store/shared.h"

int
store_add_link(struct store *store, const struct link_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_LINK);
	stmt_bind_id(&stmt, &row->target);
	stmt_bind_text(&stmt, row->kind);
	stmt_bind_text(&stmt, row->field);
	stmt_bind_text(&stmt, row->day);
	stmt_bind_id(&stmt, &row->record);
	return stmt_run(&stmt);
}

int
store_remove_links(struct store *store, const struct id *record)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_LINKS);
	stmt_bind_id(&stmt, record);
	return stmt_run(&stmt);
}

struct link_walk {
	int (*each)(void *data, const struct link_row *row);
	void *data;
};

static int
take_link(struct stmt *stmt, void *data)
{
	const struct link_walk *walk = data;
	struct link_row row;

	stmt_read_id(stmt, &row.target);
	row.kind = stmt_read_text(stmt);
	row.field = stmt_read_text(stmt);
	row.day = stmt_read_text(stmt);
	stmt_read_id(stmt, &row.record);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_each_link(struct store *store, const struct id *target, const char *kind,
    int (*each)(void *data, const struct link_row *row), void *data)
{
	struct link_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, kind == NULL ? STMT_LINKS : STMT_LINKS_OF_KIND);
	stmt_bind_id(&stmt, target);
	stmt_bind_text(&stmt, kind);
	return stmt_each(&stmt, take_link, &walk);
}

int
store_each_link_of(struct store *store, const struct id *record,
    int (*each)(void *data, const struct link_row *row), void *data)
{
	struct link_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_LINKS_OF);
	stmt_bind_id(&stmt, record);
	return stmt_each(&stmt, take_link, &walk);
}
