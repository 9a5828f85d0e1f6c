/*
 * Bringing a file up to this release.
 *
 * schema/local.sql is a row of migrations: each begins at a line
 * `-- migration N` and is run once, in a transaction of its own, in order;
 * the file's user_version is the number of the last that ran. Before the
 * first one that is due in a file with words in it, all of that file is
 * copied to backup/before-N.db beside it.
 *
 * schema/shared.sql is run whole, in one transaction, wherever the setting
 * `shared-schema` is not the number of its line `-- shared N`.
 *
 * Both decisions are made again inside the transaction: another process may
 * have been quicker.
 */
#include "store/stmt.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"
#include "store/local.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MIGRATION "-- migration "
#define SHARED "-- shared "

/* Bytes of schema/local.sql and schema/shared.sql, put in by the makefile. */
extern const char schema_local_sql[];
extern const char schema_local_sql_end[];
extern const char schema_shared_sql[];
extern const char schema_shared_sql_end[];

static struct span
span_between(const char *begin, const char *end)
{
	return span_make(begin, (size_t)((uintptr_t)end - (uintptr_t)begin));
}

int
schema_newest(const struct schema *schema)
{
	struct span rest = span_between(schema->local, schema->local_end);
	struct span piece;
	int newest = 0;

	for (;;) {
		int number = script_next(&rest, MIGRATION, &piece);

		if (number == 0)
			return newest;
		assert(number == newest + 1);
		newest = number;
	}
}

static int
get_pragma(struct store *store, enum stmt_name name, int64_t *out)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	return stmt_get_number(&stmt, out);
}

int
schema_look(struct store *store, int *migration)
{
	int64_t changes = 0;
	int64_t application = 0;
	int64_t version = 0;
	int err = get_pragma(store, STMT_GET_CHANGES, &changes);

	if (err == 0)
		err = get_pragma(store, STMT_GET_APPLICATION, &application);
	if (err == 0)
		err = get_pragma(store, STMT_GET_MIGRATION, &version);
	if (err != 0)
		return err;
	/* Without any table ever made it is empty, and new. */
	if (application != STORE_APPLICATION &&
	    (application != 0 || changes != 0))
		return err_set(ERR_STORE_FOREIGN, store->path, NULL);
	if (version > schema_newest(store->schema))
		return err_set(ERR_STORE_NEWER, store->path, NULL);
	*migration = (int)version;
	return 0;
}

static int
run_text(struct store *store, struct span text)
{
	char *sql = mem_dup(text.data, text.len);
	int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	free(sql);
	return rc == SQLITE_OK ? 0 : fault_set(store, rc);
}

static int
migrate(struct store *store, int number, struct span piece)
{
	int now = 0;
	int err = store_begin(store);

	if (err != 0)
		return err;
	err = schema_look(store, &now);
	if (err == 0 && now < number)
		err = run_text(store, piece);
	if (err == 0)
		err = schema_look(store, &now);
	assert(err != 0 || now >= number); /* it sets user_version itself */
	return store_end(store, err);
}

/* Copies the file as it stands at `migration`, but not what another process
 * has just brought further: then a copy is there already. */
static int
copy_before(struct store *store, int migration)
{
	struct str path = { 0 };
	char *folder = store_folder(store->path);
	char *part = NULL;
	int now = 0;

	str_add_format(&path, "%s/backup", folder);
	int err = file_make_dirs(str_text(&path));
	str_add_format(&path, "/before-%d.db", migration + 1);
	if (err == 0)
		err = copy_begin(store, str_text(&path), &part);
	if (err == 0)
		err = schema_look(store, &now);
	if (err == 0 && now == migration)
		err = part_finish(part, str_text(&path));
	part_drop(part);
	free(folder);
	str_clear(&path);
	return err;
}

static int
run_migrations(struct store *store, int from)
{
	struct span rest =
	    span_between(store->schema->local, store->schema->local_end);
	struct span piece;
	int err = 0;

	for (;;) {
		int number = script_next(&rest, MIGRATION, &piece);

		if (number == 0 || err != 0)
			return err;
		if (number > from)
			err = migrate(store, number, piece);
	}
}

int
schema_migrate(struct store *store, int from, bool with_copy)
{
	int err = 0;

	if (from == schema_newest(store->schema))
		return 0;
	if (store->is_read_only)
		return err_set(ERR_STORE_READ_ONLY, store->path, NULL);
	if (from > 0 && with_copy)
		err = copy_before(store, from);
	if (err == 0)
		err = run_migrations(store, from);
	return err;
}

static int
has_shared(struct store *store, const char *number, bool *out)
{
	char *value = NULL;
	int err = store_get_setting(store, "shared-schema", &value);

	*out = value != NULL && strcmp(value, number) == 0;
	free(value);
	return err;
}

static int
make_shared(struct store *store, struct span text, const char *number)
{
	bool is_there;
	int err = store_begin(store);

	if (err != 0)
		return err;
	err = has_shared(store, number, &is_there);
	if (err == 0 && !is_there)
		err = run_text(store, text);
	if (err == 0)
		err = store_set_setting(store, "shared-schema", number);
	return store_end(store, err);
}

static int
bring_up_shared(struct store *store)
{
	struct str number = { 0 };
	struct span rest =
	    span_between(store->schema->shared, store->schema->shared_end);
	struct span text = { .len = 0 };
	bool is_there;

	str_add_format(&number, "%d", script_next(&rest, SHARED, &text));
	assert(text.len > 0);
	int err = has_shared(store, str_text(&number), &is_there);
	if (err == 0 && !is_there) {
		store->is_fresh = true;
		err = store->is_read_only ?
		    err_set(ERR_STORE_READ_ONLY, store->path, NULL) :
		    make_shared(store, text, str_text(&number));
	}
	str_clear(&number);
	return err;
}

int
schema_bring_up(struct store *store, bool with_copy)
{
	int migration = 0;
	int err = schema_look(store, &migration);

	if (err == 0)
		err = schema_migrate(store, migration, with_copy);
	if (err == 0 && store->schema->shared != NULL)
		err = bring_up_shared(store);
	if (err == 0 && migration == 0)
		store->is_fresh = false; /* nothing was there to be rebuilt */
	return err;
}

const struct schema *
schema_own(void)
{
	static const struct schema own = {
		.local = schema_local_sql,
		.local_end = schema_local_sql_end,
		.shared = schema_shared_sql,
		.shared_end = schema_shared_sql_end,
	};

	return &own;
}
