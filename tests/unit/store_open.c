/*
 * Opening: what the file is, who may have it, and how it is treated.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "store/stmt.h"
#include "support/desk.h"
#include "support/flaky.h"

static int
open_by(struct desk *desk, const struct schema *schema)
{
	const struct opening opening = { .schema = schema,
		.mode = STORE_READ_WRITE,
		.busy_ms = 1 };

	desk_close(desk);
	return store_open_by(&desk->store, desk->path, &opening);
}

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	desk_make(desk);
	err_clear();
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

static void
expect_fault(struct desk *desk, enum store_mode mode, enum err_code code)
{
	struct store *store = NULL;

	assert_int_equal(store_open(&store, desk->path, mode), -(int)code);
	assert_null(store);
	assert_int_equal(err_last()->code, code);
	assert_int_equal(err_last()->arg_count, err_arg_count(code));
	assert_string_equal(err_last()->arg[0], desk->path);
}

static int
ask_setting(struct store *store, const char *sql, char out[32])
{
	sqlite3_stmt *handle = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &handle, NULL);

	assert_int_equal(rc, SQLITE_OK);
	assert_int_equal(sqlite3_step(handle), SQLITE_ROW);
	snprintf(out, 32, "%s", (const char *)sqlite3_column_text(handle, 0));
	return sqlite3_finalize(handle);
}

static void
test_settings_hold(void **state)
{
	static const struct {
		const char *sql;
		const char *value;
	} settings[] = {
		{ .sql = "PRAGMA journal_mode", .value = "truncate" },
		{ .sql = "PRAGMA synchronous", .value = "3" },
		{ .sql = "PRAGMA secure_delete", .value = "1" },
		{ .sql = "PRAGMA temp_store", .value = "2" },
		{ .sql = "PRAGMA mmap_size", .value = "0" },
		{ .sql = "PRAGMA trusted_schema", .value = "0" },
		{ .sql = "PRAGMA cell_size_check", .value = "1" },
		{ .sql = "PRAGMA foreign_keys", .value = "1" },
		{ .sql = "PRAGMA application_id", .value = "2003399784" },
		{ .sql = "PRAGMA user_version", .value = "2" },
	};
	struct desk *desk = *state;
	char value[32];

	desk_open(desk);
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		ask_setting(desk->store, settings[i].sql, value);
		if (strcmp(value, settings[i].value) != 0)
			fail_msg("%s: %s", settings[i].sql, value);
	}
}

static void
test_limits_hold(void **state)
{
	struct desk *desk = *state;
	int defensive = 0;

	desk_open(desk);
	sqlite3 *db = desk->store->db;
	assert_int_equal(sqlite3_limit(db, SQLITE_LIMIT_LENGTH, -1), 4 << 20);
	assert_int_equal(sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, -1),
	    64 << 10);
	assert_int_equal(sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, -1), 0);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
	assert_int_equal(defensive, 1);
}

static int
mode_of(const char *path, const char *ending)
{
	struct str name = { .len = 0 };
	struct stat info;

	str_add_format(&name, "%s%s", path, ending);
	assert_int_equal(stat(str_text(&name), &info), 0);
	str_clear(&name);
	return (int)(info.st_mode & 0777);
}

static void
test_nobody_else_may_read(void **state)
{
	struct desk *desk = *state;
	mode_t before = umask(0);

	desk_open(desk);
	umask(before);
	assert_int_equal(mode_of(desk->path, ""), 0600);
	assert_int_equal(mode_of(desk->path, "-journal"), 0600);
	desk_close(desk);
	assert_int_equal(chmod(desk->path, 0644), 0);
	desk_open(desk);
	assert_int_equal(mode_of(desk->path, ""), 0600);
}

static void
test_new_file_is_not_fresh(void **state)
{
	struct desk *desk = *state;
	bool has = true;
	const struct vid vid = desk_vid(1);

	desk_open(desk);
	assert_false(store_is_fresh(desk->store));
	ok(store_has_version(desk->store, &vid, &has));
	assert_false(has);
	desk_open(desk);
	assert_false(store_is_fresh(desk->store));
}

static void
test_empty_file_is_new(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(file_write(desk->path, "", 0), 0);
	desk_open(desk);
	assert_false(store_is_fresh(desk->store));
	/* … and so is one in which nothing was ever made. */
	desk_close(desk);
	assert_int_equal(unlink(desk->path), 0);
	desk_run(desk->path,
	    "PRAGMA user_version = 1; "
	    "PRAGMA user_version = 0");
	desk_open(desk);
}

static void
test_path_without_folder(void **state)
{
	struct desk *desk = *state;
	char before[4096];
	struct store *store = NULL;

	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(desk->place.dir), 0);
	ok(store_open(&store, "here.db", STORE_READ_WRITE));
	store_close(store);
	assert_true(file_is_there("here.db"));
	assert_int_equal(chdir(before), 0);
	char *root = store_folder("/x.db");
	assert_string_equal(root, "/");
	free(root);
}

static void
test_foreign_file_is_refused(void **state)
{
	struct desk *desk = *state;

	desk_run(desk->path,
	    "CREATE TABLE theirs (a); "
	    "INSERT INTO theirs VALUES (5)");
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_FOREIGN);
	expect_fault(desk, STORE_READ_ONLY, ERR_STORE_FOREIGN);
	assert_int_equal(desk_ask(desk->path, "SELECT a FROM theirs"), 5);
	assert_int_equal(desk_ask(desk->path, "PRAGMA application_id"), 0);
	assert_int_equal(unlink(desk->path), 0);
	desk_run(desk->path, "PRAGMA application_id = 77");
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_FOREIGN);
}

static void
test_newer_file_is_left_alone(void **state)
{
	struct desk *desk = *state;
	struct str before = { .len = 0 };
	struct str after = { .len = 0 };

	desk_open(desk);
	desk_close(desk);
	desk_run(desk->path, "PRAGMA user_version = 3");
	assert_int_equal(file_read(&before, desk->path, 1 << 20), 0);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_NEWER);
	expect_fault(desk, STORE_READ_ONLY, ERR_STORE_NEWER);
	assert_int_equal(file_read(&after, desk->path, 1 << 20), 0);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	str_clear(&before);
	str_clear(&after);
}

static void
test_what_is_no_database_is_damage(void **state)
{
	static const char words[] =
	    "Dear diary, this file is long enough to be looked at as if it "
	    "were one, and every byte of what would be its header is wrong.";
	struct desk *desk = *state;

	assert_int_equal(file_write(desk->path, words, sizeof(words)), 0);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_DAMAGED);
	expect_fault(desk, STORE_READ_ONLY, ERR_STORE_DAMAGED);
}

static void
overwrite(const char *path, long at, size_t len)
{
	FILE *file = fopen(path, "r+b");

	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	for (size_t i = 0; i < len; i++)
		assert_int_equal(fputc(0xa5, file), 0xa5);
	assert_int_equal(fclose(file), 0);
}

static void
test_bad_pages_are_damage(void **state)
{
	struct desk *desk = *state;

	desk_open(desk);
	desk_close(desk);
	overwrite(desk->path, 100, 3000);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_DAMAGED);
}

static void
test_missing_table_is_damage(void **state)
{
	struct desk *desk = *state;
	const struct id id = desk_id(1);
	size_t count;

	desk_open(desk);
	desk_close(desk);
	desk_run(desk->path, "DROP TABLE outbox");
	desk_open(desk);
	assert_int_equal(store_count_outbox(desk->store, &id, &count),
	    -ERR_STORE_DAMAGED);
	desk_close(desk);
	desk_run(desk->path, "DROP TABLE setting");
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_DAMAGED);
}

static void
test_absent_file(void **state)
{
	struct desk *desk = *state;
	struct store *store = NULL;

	assert_int_equal(store_open(&store, desk->path, STORE_READ_ONLY),
	    -ERR_FILE_READ);
	assert_int_equal(store_open(&store, "/no/such/folder/a.db",
			     STORE_READ_WRITE),
	    -ERR_FILE_WRITE);
	assert_int_equal(store_open(&store, desk->place.dir, STORE_READ_WRITE),
	    -ERR_FILE_WRITE);
	assert_null(store);
	store_close(NULL);
}

/* Root may write anywhere: the calls are made as somebody else. */
static void
test_folder_that_is_not_ours(void **state)
{
	struct desk *desk = *state;
	bool is_root = geteuid() == 0;

	desk_open(desk);
	desk_close(desk);
	assert_int_equal(chmod(desk->path, 0444), 0);
	assert_int_equal(chmod(desk->place.dir, 0555), 0);
	assert_int_equal(is_root ? seteuid(65534) : 0, 0);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_READ_ONLY);
	struct store *store = NULL;
	char *absent = place_path(&desk->place, "absent.db");
	assert_int_equal(store_open(&store, absent, STORE_READ_WRITE),
	    -ERR_STORE_READ_ONLY);
	free(absent);
	int looking = store_open(&store, desk->path, STORE_READ_ONLY);
	assert_int_equal(is_root ? seteuid(0) : 0, 0);
	assert_int_equal(chmod(desk->place.dir, 0700), 0);
	assert_int_equal(looking, 0);
	store_close(store);
}

static void
test_reading_only(void **state)
{
	struct desk *desk = *state;
	struct store *store = NULL;

	desk_open(desk);
	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 3, "words"));
	desk_commit(desk);
	desk_close(desk);
	ok(store_open(&store, desk->path, STORE_READ_ONLY));
	size_t count = 0;
	const struct id project = desk_id(1);
	ok(store_count_versions(store, &project, &count));
	assert_int_equal(count, 1);
	assert_int_equal(store_begin(store), -ERR_STORE_READ_ONLY);
	assert_false(store_in_transaction(store));
	store_close(store);
}

static void
test_other_modes_become_ours(void **state)
{
	struct desk *desk = *state;
	sqlite3 *db = NULL;

	desk_open(desk);
	desk_close(desk);
	desk_run(desk->path, "PRAGMA journal_mode = WAL");
	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "SELECT * FROM setting", NULL, NULL,
			     NULL),
	    SQLITE_OK);
	assert_int_equal(open_by(desk, schema_own()), -ERR_STORE_BUSY);
	sqlite3_close(db);
	desk_open(desk);
	desk_close(desk);
	char *mode = desk_ask_text(desk->path, "PRAGMA journal_mode");
	assert_string_equal(mode, "delete"); /* what a file says of itself */
	free(mode);
}

static void
test_busy_while_another_writes(void **state)
{
	struct desk *desk = *state;
	struct store *store = NULL;
	const struct opening opening = { .schema = schema_own(),
		.mode = STORE_READ_WRITE,
		.busy_ms = 1 };

	desk_open(desk);
	assert_int_equal(sqlite3_exec(desk->store->db, "BEGIN EXCLUSIVE", NULL,
			     NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(store_open_by(&store, desk->path, &opening),
	    -ERR_STORE_BUSY);
	assert_string_equal(err_last()->arg[0], desk->path);
	assert_null(store);
}

static void
test_unreadable_file(void **state)
{
	struct desk *desk = *state;
	const struct flaky flaky = { .steps = FLAKY_READ,
		.at = 1,
		.rc = SQLITE_IOERR_READ,
		.ever = true };

	desk_open(desk);
	desk_close(desk);
	flaky_begin(&flaky);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_FAILED);
	flaky_end();
}

static void
test_release_of_the_library(void **state)
{
	(void)state;
	assert_string_equal(store_library(), sqlite3_libversion());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_settings_hold),
		TEST(test_limits_hold),
		TEST(test_nobody_else_may_read),
		TEST(test_new_file_is_not_fresh),
		TEST(test_empty_file_is_new),
		TEST(test_path_without_folder),
		TEST(test_foreign_file_is_refused),
		TEST(test_newer_file_is_left_alone),
		TEST(test_what_is_no_database_is_damage),
		TEST(test_bad_pages_are_damage),
		TEST(test_missing_table_is_damage),
		TEST(test_absent_file),
		TEST(test_folder_that_is_not_ours),
		TEST(test_reading_only),
		TEST(test_other_modes_become_ours),
		TEST(test_busy_while_another_writes),
		TEST(test_unreadable_file),
		TEST(test_release_of_the_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
