/*
 * Bringing a file up to the schemas of a release.
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

/* A release with two more migrations than this one has, and another shared
 * schema; and one whose next migration cannot run. */
static const char later_local[] = "-- migration 1\nPRAGMA user_version = 1;\n"
				  "-- migration 2\nPRAGMA user_version = 2;\n"
				  "-- migration 3\nPRAGMA user_version = 3;\n"
				  "ALTER TABLE draft ADD COLUMN mood TEXT;\n"
				  "-- migration 4\nPRAGMA user_version = 4;\n"
				  "UPDATE draft SET mood = 'calm';\n";
static const char broken_local[] = "-- migration 1\nPRAGMA user_version = 1;\n"
				   "-- migration 2\nPRAGMA user_version = 2;\n"
				   "-- migration 3\nPRAGMA user_version = 3;\n"
				   "ALTER TABLE draft ADD COLUMN mood TEXT;\n"
				   "UPDATE nothing SET mood = 'calm';\n";
static const char later_shared[] =
    "-- about it\n\n-- shared 77\nDROP TABLE IF EXISTS version;\n"
    "CREATE TABLE version (vid BLOB PRIMARY KEY) STRICT;";

static struct schema
own_with(const char *local, const char *shared)
{
	struct schema schema = *schema_own();

	if (local != NULL) {
		schema.local = local;
		schema.local_end = local + strlen(local);
	}
	if (shared != NULL) {
		schema.shared = shared;
		schema.shared_end = shared + strlen(shared);
	}
	return schema;
}

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

static void
draft_with(struct desk *desk, const char *body)
{
	const struct draft_row row = { .project = desk_id(1),
		.member = desk_id(2),
		.kind = "reflection",
		.fields = "{}",
		.body = body,
		.why = "kept" };
	int64_t number;

	desk_begin(desk);
	ok(store_put_draft(desk->store, &row, &number));
	desk_commit(desk);
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
test_migrations_run_in_order(void **state)
{
	const struct schema later = own_with(later_local, NULL);
	struct desk *desk = *state;
	char *copy = place_path(&desk->place, "backup/before-3.db");

	desk_open(desk);
	draft_with(desk, "begun");
	ok(open_by(desk, &later));
	desk_close(desk);
	assert_int_equal(desk_ask(desk->path, "PRAGMA user_version"), 4);
	char *mood = desk_ask_text(desk->path, "SELECT mood FROM draft");
	assert_string_equal(mood, "calm");
	free(mood);
	assert_int_equal(desk_ask(copy, "PRAGMA user_version"), 2);
	char *body = desk_ask_text(copy, "SELECT body FROM draft");
	assert_string_equal(body, "begun");
	free(body);
	assert_int_equal(mode_of(copy, ""), 0600);
	free(copy);
	expect_fault(desk, STORE_READ_WRITE, ERR_STORE_NEWER);
}

static void
test_reading_waits_for_migrations(void **state)
{
	const struct schema later = own_with(later_local, NULL);
	const struct schema other = own_with(NULL, later_shared);
	struct desk *desk = *state;
	struct opening opening = { .schema = &later, .mode = STORE_READ_ONLY };
	struct store *store = NULL;

	desk_open(desk);
	desk_close(desk);
	assert_int_equal(store_open_by(&store, desk->path, &opening),
	    -ERR_STORE_READ_ONLY);
	opening.schema = &other;
	assert_int_equal(store_open_by(&store, desk->path, &opening),
	    -ERR_STORE_READ_ONLY);
}

/* A file of the first release: what it keeps from sight, it does still. */
static void
test_first_file_gets_what_it_lacks(void **state)
{
	struct desk *desk = *state;

	desk_open(desk);
	draft_with(desk, "begun");
	desk_close(desk);
	desk_run(desk->path, "DROP TABLE staged; PRAGMA user_version = 1");
	desk_open(desk);
	desk_close(desk);
	assert_int_equal(desk_ask(desk->path, "PRAGMA user_version"), 2);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM staged"),
	    0);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM draft"), 1);
}

static void
test_failed_migration_changes_nothing(void **state)
{
	const struct schema broken = own_with(broken_local, NULL);
	struct desk *desk = *state;

	desk_open(desk);
	draft_with(desk, "begun");
	assert_int_equal(open_by(desk, &broken), -ERR_STORE_DAMAGED);
	assert_null(desk->store);
	assert_int_equal(desk_ask(desk->path, "PRAGMA user_version"), 2);
	desk_open(desk);
}

static void
test_copy_must_be_made_before_a_migration(void **state)
{
	const struct schema later = own_with(later_local, NULL);
	struct desk *desk = *state;
	char *folder = place_path(&desk->place, "backup");

	desk_open(desk);
	desk_close(desk);
	assert_int_equal(file_write(folder, "", 0), 0);
	assert_true(open_by(desk, &later) < 0);
	assert_int_equal(desk_ask(desk->path, "PRAGMA user_version"), 2);
	free(folder);
}

/* Two programs of a new release open the same file: what the second still
 * saw is overtaken, and nothing runs twice. */
static void
test_overtaken_migration_is_left(void **state)
{
	const struct schema later = own_with(later_local, NULL);
	const struct opening opening = { .schema = &later,
		.mode = STORE_READ_WRITE,
		.busy_ms = 1 };
	struct desk *desk = *state;
	struct store *slow = NULL;
	char *copy = place_path(&desk->place, "backup/before-3.db");

	desk_open(desk);
	draft_with(desk, "begun");
	ok(store_connect(&slow, desk->path, &opening));
	ok(open_by(desk, &later));
	ok(schema_migrate(slow, 2, true));
	store_close(slow);
	desk_close(desk);
	assert_int_equal(desk_ask(desk->path, "PRAGMA user_version"), 4);
	assert_int_equal(desk_ask(copy, "PRAGMA user_version"), 2);
	free(copy);
}

static void
test_other_shared_schema_is_made_anew(void **state)
{
	const struct schema other = own_with(NULL, later_shared);
	struct desk *desk = *state;

	desk_open(desk);
	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 3, "words"));
	desk_commit(desk);
	ok(open_by(desk, &other));
	assert_true(store_is_fresh(desk->store));
	ok(open_by(desk, &other));
	assert_false(store_is_fresh(desk->store));
	desk_close(desk);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM version"),
	    0);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM outbox"),
	    1);
	desk_open(desk); /* and back */
	assert_true(store_is_fresh(desk->store));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_migrations_run_in_order),
		TEST(test_reading_waits_for_migrations),
		TEST(test_first_file_gets_what_it_lacks),
		TEST(test_failed_migration_changes_nothing),
		TEST(test_copy_must_be_made_before_a_migration),
		TEST(test_overtaken_migration_is_left),
		TEST(test_other_shared_schema_is_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
