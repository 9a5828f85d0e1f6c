#include "store/stmt.h"

#include "store/search.h"
#include "store/shared.h"

int
store_add_version(struct store *store, const struct version_row *row,
    bool *is_new)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_VERSION);
	stmt_bind_vid(&stmt, &row->vid);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_id(&stmt, &row->record);
	stmt_bind_text(&stmt, row->kind);
	stmt_bind_bytes(&stmt, row->key, sizeof(row->key));
	stmt_bind_int(&stmt, row->standing);
	stmt_bind_bytes(&stmt, row->bytes, row->len);
	int err = stmt_run(&stmt);
	if (err == 0)
		*is_new = sqlite3_changes(store->db) > 0;
	return err;
}

struct version_walk {
	version_each *each;
	void *data;
};

static int
take_version(struct stmt *stmt, void *data)
{
	const struct version_walk *walk = data;
	struct version_row row;

	stmt_read_vid(stmt, &row.vid);
	stmt_read_id(stmt, &row.project);
	stmt_read_id(stmt, &row.record);
	row.kind = stmt_read_text(stmt);
	stmt_read_fixed(stmt, row.key, sizeof(row.key));
	row.standing = (int)stmt_read_int(stmt);
	row.bytes = stmt_read_bytes(stmt, &row.len);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_get_version(struct store *store, const struct vid *vid,
    version_each *each, void *data)
{
	struct version_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_GET_VERSION);
	stmt_bind_vid(&stmt, vid);
	return stmt_each(&stmt, take_version, &walk);
}

int
store_has_version(struct store *store, const struct vid *vid, bool *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_HAS_VERSION);
	stmt_bind_vid(&stmt, vid);
	return stmt_get_bool(&stmt, out);
}

int
store_each_version(struct store *store, const struct id *record,
    version_each *each, void *data)
{
	struct version_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_VERSIONS_OF_RECORD);
	stmt_bind_id(&stmt, record);
	return stmt_each(&stmt, take_version, &walk);
}

int
store_each_voice_version(struct store *store, const struct id *project,
    version_each *each, void *data)
{
	struct version_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_VOICE_VERSIONS);
	stmt_bind_id(&stmt, project);
	return stmt_each(&stmt, take_version, &walk);
}

int
store_each_project_version(struct store *store, const struct version_run *run,
    version_each *each, void *data)
{
	struct version_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_VERSIONS_OF_PROJECT);
	stmt_bind_id(&stmt, &run->project);
	if (run->after == NULL)
		stmt_bind_bytes(&stmt, NULL, 0);
	else
		stmt_bind_vid(&stmt, run->after);
	stmt_bind_most(&stmt, run->most);
	return stmt_each(&stmt, take_version, &walk);
}

struct key_walk {
	int (*each)(void *data, const struct id *record);
	void *data;
};

static int
take_record_id(struct stmt *stmt, void *data)
{
	const struct key_walk *walk = data;
	struct id record;

	stmt_read_id(stmt, &record);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &record);
}

int
store_each_record_of_key(struct store *store, const struct id *project,
    const unsigned char key[32],
    int (*each)(void *data, const struct id *record), void *data)
{
	struct key_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_RECORDS_OF_KEY);
	stmt_bind_id(&stmt, project);
	stmt_bind_bytes(&stmt, key, 32);
	return stmt_each(&stmt, take_record_id, &walk);
}

int
store_set_standing(struct store *store, const struct vid *vid, int to)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_SET_STANDING);
	stmt_bind_vid(&stmt, vid);
	stmt_bind_int(&stmt, to);
	return stmt_run(&stmt);
}

int
store_set_version(struct store *store, const struct version_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_SET_VERSION);
	stmt_bind_vid(&stmt, &row->vid);
	stmt_bind_id(&stmt, &row->project);
	stmt_bind_id(&stmt, &row->record);
	stmt_bind_text(&stmt, row->kind);
	stmt_bind_bytes(&stmt, row->key, sizeof(row->key));
	stmt_bind_bytes(&stmt, row->bytes, row->len);
	return stmt_run(&stmt);
}

int
store_remove_version(struct store *store, const struct vid *vid)
{
	struct stmt stmt;
	int err = store_remove_search_of(store, vid);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, STMT_REMOVE_VERSION);
	stmt_bind_vid(&stmt, vid);
	return stmt_run(&stmt);
}

int
store_count_versions(struct store *store, const struct id *project, size_t *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_COUNT_VERSIONS);
	stmt_bind_id(&stmt, project);
	return stmt_get_count(&stmt, out);
}
