#include "store/stmt.h"

#include "store/shared.h"

int
store_put_voice(struct store *store, const struct id *project,
    const struct voice_row *row)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PUT_VOICE);
	stmt_bind_id(&stmt, project);
	stmt_bind_id(&stmt, &row->member);
	stmt_bind_bytes(&stmt, row->key, sizeof(row->key));
	stmt_bind_int(&stmt, row->grade);
	return stmt_run(&stmt);
}

int
store_remove_voices(struct store *store, const struct id *project)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_REMOVE_VOICES);
	stmt_bind_id(&stmt, project);
	return stmt_run(&stmt);
}

struct voice_walk {
	int (*each)(void *data, const struct voice_row *row);
	void *data;
};

static int
take_voice(struct stmt *stmt, void *data)
{
	const struct voice_walk *walk = data;
	struct voice_row row;

	stmt_read_id(stmt, &row.member);
	stmt_read_fixed(stmt, row.key, sizeof(row.key));
	row.grade = (int)stmt_read_int(stmt);
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &row);
}

int
store_each_voice(struct store *store, const struct id *project,
    int (*each)(void *data, const struct voice_row *row), void *data)
{
	struct voice_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_VOICES);
	stmt_bind_id(&stmt, project);
	return stmt_each(&stmt, take_voice, &walk);
}
