/* Values of statements: binding them, and reading them from a row. */
#include "store/stmt.h"

/*
 * The next number; false where the value is not to be bound: after a fault,
 * or where the statement ends before it (lists are bound alike, and those of
 * one index want less than those of another).
 */
static bool
next_parameter(struct stmt *stmt)
{
	stmt->pos++;
	return stmt->fault == 0 &&
	    stmt->pos <= sqlite3_bind_parameter_count(stmt->handle);
}

static void
note_bound(struct stmt *stmt, int rc)
{
	if (rc != SQLITE_OK)
		stmt->fault = fault_set(stmt->store, rc);
}

void
stmt_bind_int(struct stmt *stmt, int64_t number)
{
	if (next_parameter(stmt))
		note_bound(stmt,
		    sqlite3_bind_int64(stmt->handle, stmt->pos, number));
}

void
stmt_bind_most(struct stmt *stmt, size_t most)
{
	bool has_limit = most != 0 && most <= INT64_MAX;

	stmt_bind_int(stmt, has_limit ? (int64_t)most : -1);
}

void
stmt_bind_text(struct stmt *stmt, const char *text)
{
	if (next_parameter(stmt))
		note_bound(stmt,
		    sqlite3_bind_text(stmt->handle, stmt->pos, text, -1,
			SQLITE_TRANSIENT));
}

void
stmt_bind_bytes(struct stmt *stmt, const void *bytes, size_t len)
{
	if (next_parameter(stmt))
		note_bound(stmt,
		    sqlite3_bind_blob64(stmt->handle, stmt->pos,
			len == 0 ? "" : bytes, len, SQLITE_TRANSIENT));
}

void
stmt_bind_id(struct stmt *stmt, const struct id *id)
{
	stmt_bind_bytes(stmt, id->bytes,
	    id_is_none(id) ? 0 : sizeof(id->bytes));
}

void
stmt_bind_id_or_null(struct stmt *stmt, const struct id *id)
{
	if (id_is_none(id))
		stmt_bind_text(stmt, NULL);
	else
		stmt_bind_id(stmt, id);
}

void
stmt_bind_vid(struct stmt *stmt, const struct vid *vid)
{
	stmt_bind_bytes(stmt, vid->bytes, sizeof(vid->bytes));
}

void
stmt_bind_vid_or_null(struct stmt *stmt, const struct vid *vid)
{
	if (vid_is_none(vid))
		stmt_bind_text(stmt, NULL);
	else
		stmt_bind_vid(stmt, vid);
}

int64_t
stmt_read_int(struct stmt *stmt)
{
	return sqlite3_column_int64(stmt->handle, stmt->pos++);
}

bool
stmt_read_bool(struct stmt *stmt)
{
	return stmt_read_int(stmt) != 0;
}

static void
note_bad_value(struct stmt *stmt)
{
	if (stmt->fault == 0)
		stmt->fault = err_set(ERR_STORE_DAMAGED, stmt->store->path,
		    "a value has not the size that it must have", NULL);
}

const char *
stmt_read_text(struct stmt *stmt)
{
	const unsigned char *text =
	    sqlite3_column_text(stmt->handle, stmt->pos++);

	if (text == NULL)
		note_bad_value(stmt);
	return text == NULL ? "" : (const char *)text;
}

const char *
stmt_read_bytes(struct stmt *stmt, size_t *len)
{
	const char *bytes = sqlite3_column_blob(stmt->handle, stmt->pos);

	*len = (size_t)sqlite3_column_bytes(stmt->handle, stmt->pos++);
	return bytes == NULL ? "" : bytes;
}

/* Bytes of one length, or where it may be so none at all. */
static void
read_bytes_of(struct stmt *stmt, unsigned char *out, size_t size, bool none)
{
	size_t len;
	const char *bytes = stmt_read_bytes(stmt, &len);

	for (size_t i = 0; i < size; i++)
		out[i] = len == size ? (unsigned char)bytes[i] : 0;
	if (len != size && !(none && len == 0))
		note_bad_value(stmt);
}

void
stmt_read_fixed(struct stmt *stmt, void *out, size_t len)
{
	read_bytes_of(stmt, out, len, false);
}

void
stmt_read_id(struct stmt *stmt, struct id *id)
{
	read_bytes_of(stmt, id->bytes, sizeof(id->bytes), true);
}

void
stmt_read_vid(struct stmt *stmt, struct vid *vid)
{
	read_bytes_of(stmt, vid->bytes, sizeof(vid->bytes), true);
}
