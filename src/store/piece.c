#include "store/stmt.h"

#include "store/local.h"

int
store_add_piece(struct store *store, const struct id *project, int64_t number,
    const void *bytes, size_t len)
{
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_ADD_PIECE);
	stmt_bind_id(&stmt, project);
	stmt_bind_int(&stmt, number);
	stmt_bind_bytes(&stmt, bytes, len);
	return stmt_run(&stmt);
}

struct piece_walk {
	int (*each)(void *data, const void *bytes, size_t len);
	void *data;
};

static int
take_piece(struct stmt *stmt, void *data)
{
	const struct piece_walk *walk = data;
	size_t len = 0;
	const char *bytes = stmt_read_bytes(stmt, &len);

	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, bytes, len);
}

int
store_each_piece(struct store *store, const struct id *project,
    int (*each)(void *data, const void *bytes, size_t len), void *data)
{
	struct piece_walk walk = { .each = each, .data = data };
	struct stmt stmt;

	stmt_open(&stmt, store, STMT_PIECES);
	stmt_bind_id(&stmt, project);
	return stmt_each(&stmt, take_piece, &walk);
}

int
store_remove_pieces(struct store *store)
{
	return stmt_steer(store, STMT_REMOVE_PIECES);
}
