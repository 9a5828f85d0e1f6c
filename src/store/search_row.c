#include "store/search_inside.h"

#include "store/stmt.h"

static const struct looks {
	enum stmt_name at, of_record, of_vid, of_some, lone;
} looks[] = {
	[SEARCH_NOW] = {
		.at = STMT_SEARCH_AT,
		.of_record = STMT_SEARCH_OF_RECORD,
		.of_vid = STMT_SEARCH_OF_VID,
		.of_some = STMT_SEARCH_OF_SOME,
		.lone = STMT_SEARCH_LONE,
	},
	[SEARCH_OLD] = {
		.at = STMT_SEARCH_OLD_AT,
		.of_record = STMT_SEARCH_OLD_OF_RECORD,
		.of_vid = STMT_SEARCH_OLD_OF_VID,
		.of_some = STMT_SEARCH_OLD_OF_SOME,
		.lone = STMT_SEARCH_OLD_LONE,
	},
};

struct row_walk {
	search_each *each;
	void *data;
};

/* NULL where there is none. */
static const char *
read_text_or_null(struct stmt *stmt)
{
	if (sqlite3_column_type(stmt->handle, stmt->pos) != SQLITE_NULL)
		return stmt_read_text(stmt);
	stmt->pos++;
	return NULL;
}

static int
take_row(struct stmt *stmt, void *data)
{
	const struct row_walk *walk = data;
	struct search_row row;

	row.place = stmt_read_int(stmt);
	stmt_read_id(stmt, &row.record);
	stmt_read_vid(stmt, &row.vid);
	row.day = stmt_read_text(stmt);
	row.title = stmt_read_text(stmt);
	row.fields = stmt_read_text(stmt);
	row.marks = stmt_read_text(stmt);
	row.length = (size_t)stmt_read_int(stmt);
	row.body = read_text_or_null(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_each_search(struct store *store, enum search_shelf shelf,
    const struct id *record, search_each *each, void *data)
{
	struct row_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, looks[shelf].of_record);
	stmt_bind_id(&stmt, record);
	return stmt_each(&stmt, take_row, &walk);
}

int
store_get_search(struct store *store, enum search_shelf shelf, int64_t place,
    search_each *each, void *data)
{
	struct row_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, looks[shelf].at);
	stmt_bind_int(&stmt, place);
	return stmt_each(&stmt, take_row, &walk);
}

int
search_each_of_vid(struct store *store, enum search_shelf shelf,
    const struct vid *vid, search_each *each, void *data)
{
	struct row_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, looks[shelf].of_vid);
	stmt_bind_vid(&stmt, vid);
	return stmt_each(&stmt, take_row, &walk);
}

int
search_each_of_some(struct store *store, enum search_shelf shelf,
    const struct search_some *some, search_each *each, void *data)
{
	struct row_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, looks[shelf].of_some);
	stmt_bind_id(&stmt, &some->project);
	stmt_bind_most(&stmt, some->most);
	return stmt_each(&stmt, take_row, &walk);
}

int
search_each_lone(struct store *store, enum search_shelf shelf,
    search_each *each, void *data)
{
	struct row_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, looks[shelf].lone);
	return stmt_each(&stmt, take_row, &walk);
}
