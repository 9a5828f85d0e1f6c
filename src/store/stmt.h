/*
 * The kit by which every function binds, steps and reads a statement of
 * stmt.def.
 *
 *	struct stmt stmt;
 *	stmt_open(&stmt, store, STMT_REMOVE_DRAFT);
 *	stmt_bind_int(&stmt, number);
 *	return stmt_run(&stmt);
 *
 * Binding and reading go from left to right, one call a value. The first
 * fault is kept and makes every later call idle; the call that ends the
 * statement (stmt_run, stmt_each, stmt_get_number) returns it. Each of those
 * resets the statement, so none stays open behind a function. What is bound
 * is copied: a callback may change what the walk began with.
 *
 * A statement is prepared when it is first used, and kept. A callback may use
 * any statement: one that is under way already is prepared a second time for
 * that use.
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "store/inside.h"

struct stmt {
	struct store *store;
	sqlite3_stmt *handle;
	enum stmt_name name;
	int pos;   /* of the value bound or read last */
	int fault; /* 0 or -ERR_X */
};

/* The text of a statement. Static. */
const char *stmt_sql(enum stmt_name name);

/* Begins a use. What writes must stand in a transaction: an assert. */
void stmt_open(struct stmt *stmt, struct store *store, enum stmt_name name);

void stmt_bind_int(struct stmt *stmt, int64_t number);
void stmt_bind_most(struct stmt *stmt, size_t most);      /* 0: all */
void stmt_bind_text(struct stmt *stmt, const char *text); /* NULL: NULL */
void stmt_bind_bytes(struct stmt *stmt, const void *bytes, size_t len);
/* None is an empty blob; with `_or_null` it is NULL. */
void stmt_bind_id(struct stmt *stmt, const struct id *id);
void stmt_bind_id_or_null(struct stmt *stmt, const struct id *id);
void stmt_bind_vid(struct stmt *stmt, const struct vid *vid);
void stmt_bind_vid_or_null(struct stmt *stmt, const struct vid *vid);

/* Reading the row at hand. What points into it holds until the next one. A
 * value of a wrong size is damage. */
int64_t stmt_read_int(struct stmt *stmt);
bool stmt_read_bool(struct stmt *stmt);
const char *stmt_read_text(struct stmt *stmt);
const char *stmt_read_bytes(struct stmt *stmt, size_t *len);
void stmt_read_fixed(struct stmt *stmt, void *out, size_t len);
void stmt_read_id(struct stmt *stmt, struct id *id); /* NULL, empty: none */
void stmt_read_vid(struct stmt *stmt, struct vid *vid);

/* Runs to the end, rows passed over. */
int stmt_run(struct stmt *stmt);

/* Calls `take` for every row; a result other than 0 stops and is returned.
 * A `take` returns stmt->fault where reading has set that. */
typedef int stmt_take(struct stmt *stmt, void *data);
int stmt_each(struct stmt *stmt, stmt_take *take, void *data);

/* The first value of the first row; left as it is where there is none. */
int stmt_get_number(struct stmt *stmt, int64_t *out);
int stmt_get_bool(struct stmt *stmt, bool *out);
int stmt_get_count(struct stmt *stmt, size_t *out);

/* Runs one without values. */
int stmt_steer(struct store *store, enum stmt_name name);

#endif
