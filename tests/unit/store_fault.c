/*
 * What faults are told as; and rows that are not what they must be: none is
 * ever handed on.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/stmt.h"
#include "support/desk.h"

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	desk_make(desk);
	desk_open(desk);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	desk_clear(*state);
	free(*state);
	return 0;
}

/* ------------------------------------------------------ what they mean */

static void
test_results_of_sqlite(void **state)
{
	static const struct {
		int rc;
		enum err_code code;
	} rows[] = {
		{ .rc = SQLITE_BUSY, .code = ERR_STORE_BUSY },
		{ .rc = SQLITE_BUSY_SNAPSHOT, .code = ERR_STORE_BUSY },
		{ .rc = SQLITE_LOCKED, .code = ERR_STORE_BUSY },
		{ .rc = SQLITE_FULL, .code = ERR_DISK_FULL },
		{ .rc = SQLITE_READONLY, .code = ERR_STORE_READ_ONLY },
		{ .rc = SQLITE_READONLY_ROLLBACK, .code = ERR_STORE_READ_ONLY },
		{ .rc = SQLITE_READONLY_DBMOVED, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_NOTADB, .code = ERR_STORE_DAMAGED },
		{ .rc = SQLITE_CORRUPT_INDEX, .code = ERR_STORE_DAMAGED },
		{ .rc = SQLITE_ERROR, .code = ERR_STORE_DAMAGED },
		{ .rc = SQLITE_CONSTRAINT_UNIQUE, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_NOMEM, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_TOOBIG, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_IOERR_READ, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_CANTOPEN, .code = ERR_STORE_FAILED },
		{ .rc = SQLITE_IOERR_FSYNC, .code = ERR_FILE_SYNC },
		{ .rc = SQLITE_IOERR_DIR_FSYNC, .code = ERR_FILE_SYNC },
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		errno = 0;
		desk->store->is_stopped = false;
		assert_int_equal(fault_set(desk->store, rows[i].rc),
		    -(int)rows[i].code);
		assert_string_equal(err_last()->arg[0], desk->path);
		assert_int_equal(err_last()->arg_count,
		    err_arg_count(rows[i].code));
		assert_int_equal(desk->store->is_stopped,
		    rows[i].code == ERR_FILE_SYNC);
	}
}

static void
test_reasons_of_the_system(void **state)
{
	static const struct {
		int error;
		enum err_code code;
	} rows[] = {
		{ .error = ENOSPC, .code = ERR_DISK_FULL },
		{ .error = EDQUOT, .code = ERR_DISK_FULL },
		{ .error = EACCES, .code = ERR_STORE_READ_ONLY },
		{ .error = EPERM, .code = ERR_STORE_READ_ONLY },
		{ .error = EROFS, .code = ERR_STORE_READ_ONLY },
		{ .error = EEXIST, .code = ERR_FILE_EXISTS },
		{ .error = ENOENT, .code = ERR_FILE_WRITE },
		{ .error = EIO, .code = ERR_FILE_WRITE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(fault_set_system("a/path", rows[i].error),
		    -(int)rows[i].code);
		assert_string_equal(err_last()->arg[0], "a/path");
		assert_int_equal(err_last()->arg_count,
		    err_arg_count(rows[i].code));
	}
}

/* SQLite does not always keep why: a full disk is still one, and nothing else
 * is guessed. */
static void
test_full_disk_without_a_reason(void **state)
{
	struct desk *desk = *state;

	errno = ENOSPC;
	assert_int_equal(fault_set(desk->store, SQLITE_IOERR_WRITE),
	    -ERR_DISK_FULL);
	errno = EDQUOT;
	assert_int_equal(fault_set(desk->store, SQLITE_IOERR_TRUNCATE),
	    -ERR_DISK_FULL);
	errno = EACCES;
	assert_int_equal(fault_set(desk->store, SQLITE_IOERR_WRITE),
	    -ERR_STORE_FAILED);
}

/* -------------------------------------------------------- damaged rows */

/* One row in every table, all of project 1, record 2, version 3. */
static void
fill(struct desk *desk)
{
	const struct id project = desk_id(1);
	const struct id record = desk_id(2);
	const struct me_row me = { .project = project, .member = record };
	const struct voice_row voice = { .member = record };
	const struct point point = { { 1 } };
	const struct link_row link = { .target = project,
		.kind = "reflection",
		.field = "stages",
		.day = "2026-11-20",
		.record = record };

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 3, "words"));
	ok(store_add_project(desk->store, &project));
	ok(store_put_me(desk->store, &me));
	ok(store_put_voice(desk->store, &project, &voice));
	ok(store_set_head(desk->store, &project, &point));
	ok(store_add_link(desk->store, &link));
	desk_commit(desk);
}

static int
see_version(void *data, const struct version_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_record(void *data, const struct record_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_link(void *data, const struct link_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_voice(void *data, const struct voice_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_id(void *data, const struct id *id)
{
	(void)data;
	return id == NULL ? 0 : 1;
}

static int
see_vid(void *data, const struct vid *vid)
{
	(void)data;
	return vid == NULL ? 0 : 1;
}

static int
see_me(void *data, const struct me_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_action(void *data, const struct action_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_outbox(void *data, const struct outbox_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_arrived(void *data, const struct arrived_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

static int
see_draft(void *data, const struct draft_row *row)
{
	(void)data;
	return row == NULL ? 0 : 1;
}

/* Readers of the rows above: 1 where a row was handed on. */
static int
read_versions(struct store *store)
{
	const struct version_run run = { .project = desk_id(1) };

	return store_each_project_version(store, &run, see_version, NULL);
}

static int
read_version(struct store *store)
{
	const struct vid vid = desk_vid(3);

	return store_get_version(store, &vid, see_version, NULL);
}

static int
read_key(struct store *store)
{
	const struct id project = desk_id(1);
	const unsigned char key[32] = { 0 };

	return store_each_record_of_key(store, &project, key, see_id, NULL);
}

static int
read_records(struct store *store)
{
	const struct record_query query = { .project = desk_id(1),
		.kind = "reflection" };

	return store_each_record(store, &query, see_record, NULL);
}

static int
read_near(struct store *store)
{
	const struct id project = desk_id(1);
	const struct id id = desk_id(3);
	struct neighbours near;

	int err =
	    store_get_neighbours(store, &project, "reflection", &id, &near);
	return err == 0 ? !id_is_none(&near.before) : err;
}

static int
read_links(struct store *store)
{
	const struct id target = desk_id(1);

	return store_each_link(store, &target, NULL, see_link, NULL);
}

static int
read_voices(struct store *store)
{
	const struct id project = desk_id(1);

	return store_each_voice(store, &project, see_voice, NULL);
}

static int
read_head(struct store *store)
{
	const struct id project = desk_id(1);
	struct point point;

	int err = store_get_head(store, &project, &point);
	return err == 0 ? !point_is_none(&point) : err;
}

static int
read_projects(struct store *store)
{
	return store_each_project(store, see_id, NULL);
}

static int
read_mes(struct store *store)
{
	const struct id project = desk_id(1);

	return store_each_me(store, &project, see_me, NULL);
}

static int
read_me(struct store *store)
{
	const struct id project = desk_id(1);
	const struct id member = desk_id(2);
	struct me_row row;
	bool is_there = false;

	int err = store_get_me(store, &project, &member, &row, &is_there);
	return err == 0 ? is_there : err;
}

static int
read_action(struct store *store)
{
	return store_get_action(store, 1, see_action, NULL);
}

static int
read_dids(struct store *store)
{
	return store_each_did(store, 1, see_vid, NULL);
}

static int
read_outbox(struct store *store)
{
	const struct seq_run run = { .project = desk_id(1) };

	return store_each_outbox(store, &run, see_outbox, NULL);
}

static int
read_arrived(struct store *store)
{
	const struct seq_run run = { .project = desk_id(1) };

	return store_each_arrived(store, &run, see_arrived, NULL);
}

static int
read_draft(struct store *store)
{
	return store_get_draft(store, 1, see_draft, NULL);
}

static const struct reader {
	int (*read)(struct store *store);
	const char *spoil;
} readers[] = {
	{ .read = read_key, .spoil = "UPDATE version SET record = x'01'" },
	{ .read = read_version,
	    .spoil = "UPDATE version SET record = zeroblob(16), key = x''" },
	{ .read = read_versions, .spoil = "UPDATE version SET key = x'01'" },
	{ .read = read_records, .spoil = "UPDATE record SET by = x'01'" },
	{ .read = read_near, .spoil = "UPDATE record SET id = x'0000000201'" },
	{ .read = read_links, .spoil = "UPDATE link SET record = x'01'" },
	{ .read = read_voices, .spoil = "UPDATE voice SET key = x'01'" },
	{ .read = read_head, .spoil = "UPDATE head SET point = x'01'" },
	{ .read = read_projects, .spoil = "UPDATE project SET id = x'01'" },
	{ .read = read_me, .spoil = "UPDATE me SET secret = x'01'" },
	{ .read = read_mes, .spoil = "UPDATE me SET public = x'01'" },
	{ .read = read_action, .spoil = "UPDATE action SET member = x'01'" },
	{ .read = read_dids, .spoil = "UPDATE did SET vid = x'01'" },
	{ .read = read_outbox, .spoil = "UPDATE outbox SET vid = x'01'" },
	{ .read = read_arrived, .spoil = "UPDATE arrived SET vid = x'01'" },
	{ .read = read_draft, .spoil = "UPDATE draft SET record = x'01'" },
};

static void
test_rows_of_wrong_size_are_damage(void **state)
{
	struct desk *desk = *state;

	fill(desk);
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		assert_int_equal(readers[i].read(desk->store), 1);
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		desk_run(desk->path, readers[i].spoil);
		if (readers[i].read(desk->store) != -ERR_STORE_DAMAGED)
			fail_msg("handed on: %s", readers[i].spoil);
		assert_string_equal(err_last()->arg[0], desk->path);
	}
}

static void
test_tables_that_are_not_there(void **state)
{
	struct desk *desk = *state;
	const struct id one = desk_id(1);
	bool left;

	fill(desk);
	desk_run(desk->path,
	    "DROP TABLE record; DROP TABLE version; DROP TABLE link;"
	    "DROP TABLE voice; DROP TABLE head; DROP TABLE project;"
	    "DROP TABLE me; DROP TABLE did; DROP TABLE hidden;"
	    "DROP TABLE outbox; DROP TABLE action; DROP TABLE arrived;"
	    "DROP TABLE draft");
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		assert_int_equal(readers[i].read(desk->store),
		    -ERR_STORE_DAMAGED);
	desk_begin(desk);
	assert_int_equal(store_forget_shared(desk->store, &one, 5, &left),
	    -ERR_STORE_DAMAGED);
	assert_int_equal(store_remove_action(desk->store, 1),
	    -ERR_STORE_DAMAGED);
	assert_int_equal(store_remove_hidden(desk->store, 1, 5, &left),
	    -ERR_STORE_DAMAGED);
	assert_int_equal(store_remove_lone(desk->store, &one),
	    -ERR_STORE_DAMAGED);
	assert_int_equal(desk_save(desk->store, 1, 2, 3, "words"),
	    -ERR_STORE_DAMAGED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_results_of_sqlite),
		TEST(test_reasons_of_the_system),
		TEST(test_full_disk_without_a_reason),
		TEST(test_rows_of_wrong_size_are_damage),
		TEST(test_tables_that_are_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
