/*
 * Records, and lists of them.
 *
 * A list is the run of one index between two ends, (day, id) each, neither of
 * them in it: where somebody goes on reading, the row seen last is an end,
 * so no list ever counts its way to a page. Without a day the ends are the
 * empty text, and one that no day reaches.
 */
#include "store/stmt.h"

#include "store/shared.h"

#include <assert.h>
#include <string.h>

int
store_put_record(struct store *store, const struct record_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PUT_RECORD);
	stmt_bind_id(&stmt, &row->id);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_text(&stmt, row->kind);
	stmt_bind_id(&stmt, &row->by);
	stmt_bind_text(&stmt, row->day);
	stmt_bind_text(&stmt, row->title);
	stmt_bind_vid_or_null(&stmt, &row->shown);
	stmt_bind_int(&stmt, row->heads);
	stmt_bind_int(&stmt, row->clashes);
	stmt_bind_int(&stmt, row->aside);
	stmt_bind_int(&stmt, row->is_withdrawn);
	return stmt_run(&stmt);
}

int
store_remove_record(struct store *store, const struct id *id)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_RECORD);
	stmt_bind_id(&stmt, id);
	return stmt_run(&stmt);
}

struct record_walk {
	record_each *each;
	void *data;
};

static int
take_record(struct stmt *stmt, void *data)
{
	const struct record_walk *walk = data;
	struct record_row row;

	stmt_read_id(stmt, &row.id);
	stmt_read_id(stmt, &row.project);
	row.kind = stmt_read_text(stmt);
	stmt_read_id(stmt, &row.by);
	row.day = stmt_read_text(stmt);
	row.title = stmt_read_text(stmt);
	stmt_read_vid(stmt, &row.shown);
	row.heads = (int)stmt_read_int(stmt);
	row.clashes = (int)stmt_read_int(stmt);
	row.aside = (int)stmt_read_int(stmt);
	row.is_withdrawn = stmt_read_bool(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_get_record(struct store *store, const struct id *id, record_each *each,
    void *data)
{
	struct record_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_RECORD);
	stmt_bind_id(&stmt, id);
	return stmt_each(&stmt, take_record, &walk);
}

/* One end of a list. */
struct end {
	const char *day;
	unsigned char id[sizeof(struct id) + 1];
	size_t id_len;
};

struct ends {
	struct end low;
	struct end high;
};

static void
set_end(struct end *end, const struct record_row *row)
{
	end->day = row->day;
	end->id_len = sizeof(row->id.bytes);
	memcpy(end->id, row->id.bytes, end->id_len);
}

static void
find_days(const struct record_query *query, struct ends *ends)
{
	ends->low.day = query->since != NULL ? query->since : "";
	ends->low.id_len = 0;
	ends->high.day = query->until != NULL ? query->until : "~";
	ends->high.id_len = sizeof(ends->high.id);
	memset(ends->high.id, 0xff, ends->high.id_len);
}

/* The row to go on behind narrows the run of days and never widens it. */
static void
narrow_ends(const struct record_query *query, struct ends *ends)
{
	const struct record_row *after = query->after;

	if (after == NULL)
		return;
	if (query->oldest_first && strcmp(after->day, ends->low.day) >= 0)
		set_end(&ends->low, after);
	if (!query->oldest_first && strcmp(after->day, ends->high.day) <= 0)
		set_end(&ends->high, after);
}

/* Values in the order of stmt.def; a statement takes as many as it has. */
static void
bind_query(struct stmt *stmt, const struct record_query *query,
    const struct ends *ends)
{
	stmt_bind_id(stmt, &query->project);
	stmt_bind_text(stmt, query->kind);
	stmt_bind_text(stmt, ends->low.day);
	stmt_bind_bytes(stmt, ends->low.id, ends->low.id_len);
	stmt_bind_text(stmt, ends->high.day);
	stmt_bind_bytes(stmt, ends->high.id, ends->high.id_len);
	stmt_bind_int(stmt, query->with_withdrawn);
	stmt_bind_most(stmt, query->most);
	stmt_bind_id_or_null(stmt, &query->by);
	stmt_bind_id(stmt, &query->target);
	stmt_bind_text(stmt, query->field);
}

enum list_order {
	LIST_NEWEST,
	LIST_OLDEST,
	LIST_COUNT
};

static enum stmt_name
choose_list(const struct record_query *query, enum list_order order)
{
	static const enum stmt_name by_kind[] = {
		[LIST_NEWEST] = STMT_LIST_KIND_NEWEST,
		[LIST_OLDEST] = STMT_LIST_KIND_OLDEST,
		[LIST_COUNT] = STMT_LIST_KIND_COUNT,
	};
	static const enum stmt_name by_writer[] = {
		[LIST_NEWEST] = STMT_LIST_WRITER_NEWEST,
		[LIST_OLDEST] = STMT_LIST_WRITER_OLDEST,
		[LIST_COUNT] = STMT_LIST_WRITER_COUNT,
	};
	static const enum stmt_name by_target[] = {
		[LIST_NEWEST] = STMT_LIST_TARGET_NEWEST,
		[LIST_OLDEST] = STMT_LIST_TARGET_OLDEST,
		[LIST_COUNT] = STMT_LIST_TARGET_COUNT,
	};

	if (!id_is_none(&query->target))
		return by_target[order];
	return id_is_none(&query->by) ? by_kind[order] : by_writer[order];
}

int
store_each_record(struct store *store, const struct record_query *query,
    record_each *each, void *data)
{
	struct record_walk walk = { .each = each, .data = data };
	struct ends ends;
	struct stmt stmt;

	assert(query->kind != NULL);
	find_days(query, &ends);
	narrow_ends(query, &ends);
	stmt_open(&stmt, store,
	    choose_list(query,
		query->oldest_first ? LIST_OLDEST : LIST_NEWEST));
	bind_query(&stmt, query, &ends);
	return stmt_each(&stmt, take_record, &walk);
}

/* A whole kind needs no counting. */
static enum stmt_name
choose_count(const struct record_query *query)
{
	bool is_whole = query->since == NULL && query->until == NULL &&
	    id_is_none(&query->by) && id_is_none(&query->target);

	return is_whole ? STMT_LIST_KIND_TALLY : choose_list(query, LIST_COUNT);
}

int
store_count_records(struct store *store, const struct record_query *query,
    size_t *out)
{
	struct ends ends;
	struct stmt stmt;

	assert(query->kind != NULL);
	find_days(query, &ends);
	stmt_open(&stmt, store, choose_count(query));
	bind_query(&stmt, query, &ends);
	return stmt_get_count(&stmt, out);
}

int
store_each_in_range(struct store *store, const struct record_range *range,
    record_each *each, void *data)
{
	struct record_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store,
	    range->kind == NULL ? STMT_RANGE : STMT_RANGE_OF_KIND);
	stmt_bind_id(&stmt, &range->project);
	stmt_bind_bytes(&stmt, range->least.bytes, sizeof(range->least));
	stmt_bind_bytes(&stmt, range->greatest.bytes, sizeof(range->greatest));
	stmt_bind_most(&stmt, range->most);
	stmt_bind_text(&stmt, range->kind);
	return stmt_each(&stmt, take_record, &walk);
}

static int
take_neighbour(struct stmt *stmt, void *data)
{
	stmt_read_id(stmt, data);
	return stmt->fault;
}

int
store_get_neighbours(struct store *store, const struct id *project,
    const char *kind, const struct id *id, struct neighbours *out)
{
	struct neighbours found = { .before = { { 0 } } };
	const struct {
		enum stmt_name name;
		struct id *out;
	} sides[] = {
		{ .name = STMT_GET_BEFORE, .out = &found.before },
		{ .name = STMT_GET_AFTER, .out = &found.after },
	};

	for (size_t i = 0; i < 2; i++) {
		struct stmt stmt;

		stmt_open(&stmt, store, sides[i].name);
		stmt_bind_id(&stmt, project);
		stmt_bind_text(&stmt, kind);
		stmt_bind_id(&stmt, id);
		int err = stmt_each(&stmt, take_neighbour, sides[i].out);
		if (err != 0)
			return err;
	}
	*out = found;
	return 0;
}
