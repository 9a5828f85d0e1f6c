/*
 * Taking the local tables of a copy in again.
 */
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
#include "base/mem.h"
#include "base/str.h"
#include "store/stmt.h"
#include "support/desk.h"
#include "support/flaky.h"

/* A release with one more migration. */
static const char later_local[] =
    "-- migration 1\nPRAGMA user_version = 1;\n"
    "-- migration 2\nPRAGMA user_version = 2;\n"
    "-- migration 3\nPRAGMA user_version = 3;\n"
    "ALTER TABLE draft ADD COLUMN mood TEXT DEFAULT 'calm';\n";

struct fixture {
	struct desk desk;
	char *copy;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	desk_make(&f->desk);
	f->copy = place_path(&f->desk.place, "copy.db");
	desk_open(&f->desk);
	desk_begin(&f->desk);
	ok(desk_save(f->desk.store, 1, 1, 1, "first words"));
	ok(desk_save(f->desk.store, 1, 2, 2, "second words"));
	ok(store_remove_draft(f->desk.store, 2));
	ok(store_set_setting(f->desk.store, "colour", "blue"));
	desk_commit(&f->desk);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	free(f->copy);
	desk_clear(&f->desk);
	free(f);
	return 0;
}

static int
note_name(void *data, const char *name)
{
	str_add_format(data, "%s ", name);
	return 0;
}

static void
expect_names(struct fixture *f, const char *expected)
{
	struct str names = { .len = 0 };

	ok(file_each(f->desk.place.dir, note_name, &names));
	assert_string_equal(str_text(&names), expected);
	str_clear(&names);
}

/* A new file beside, to take things into. */
static struct store *
open_new(struct fixture *f, const struct schema *schema)
{
	const struct opening opening = { .schema = schema,
		.mode = STORE_READ_WRITE,
		.busy_ms = 1 };
	struct store *store = NULL;
	char *path = place_path(&f->desk.place, "new.db");

	ok(store_open_by(&store, path, &opening));
	free(path);
	return store;
}

static void
expect_taken(struct store *store)
{
	const struct id project = desk_id(1);
	const struct vid vid = desk_vid(2);
	size_t count = 0;
	int64_t doer = 0;
	int64_t stamp = 0;
	char *colour = NULL;
	bool has = false;

	ok(store_count_outbox(store, &project, &count));
	assert_int_equal(count, 2);
	ok(store_get_doer(store, &vid, &doer));
	assert_int_equal(doer, 2);
	ok(store_get_setting(store, "colour", &colour));
	assert_string_equal(colour, "blue");
	free(colour);
	ok(store_local_stamp(store, &stamp));
	assert_true(stamp > 0);
	ok(store_has_version(store, &vid, &has));
	assert_false(has);
}

static void
test_taking_a_local_copy(void **state)
{
	struct fixture *f = *state;

	for (int local = 0; local < 2; local++) {
		ok(store_copy(f->desk.store, f->copy, local == 1));
		struct store *store = open_new(f, schema_own());
		ok(store_take_local(store, f->copy));
		expect_taken(store);
		assert_int_equal(store_take_local(store, f->copy),
		    -ERR_HOME_NOT_EMPTY);
		store_close(store);
		store = open_new(f, schema_own());
		assert_false(store_is_fresh(store));
		expect_taken(store);
		char *path = mem_dup_text(store->path);
		store_close(store);
		assert_int_equal(unlink(path), 0);
		free(path);
	}
}

/* The copy of an earlier release is brought up beside the new file, and stays
 * as it was. */
static void
test_taking_an_older_copy(void **state)
{
	struct fixture *f = *state;
	struct schema later = *schema_own();

	later.local = later_local;
	later.local_end = later_local + strlen(later_local);
	ok(store_copy(f->desk.store, f->copy, true));
	/* The new file is of this release, then brought up. */
	store_close(open_new(f, schema_own()));
	struct store *store = open_new(f, &later);
	ok(store_take_local(store, f->copy));
	expect_taken(store);
	char *path = mem_dup_text(store->path);
	store_close(store);
	char *mood = desk_ask_text(path, "SELECT mood FROM draft");
	assert_string_equal(mood, "calm");
	free(mood);
	free(path);
	assert_int_equal(desk_ask(f->copy, "PRAGMA user_version"), 2);
	expect_names(f,
	    "backup copy.db journal.db journal.db-journal new.db "
	    "new.db-journal ");
}

static void
test_older_copy_that_cannot_be_brought_up(void **state)
{
	static const char broken_local[] =
	    "-- migration 1\nPRAGMA user_version = 1;\n"
	    "-- migration 2\nPRAGMA user_version = 2;\n"
	    "-- migration 3\nPRAGMA user_version = 3;\n"
	    "UPDATE draft SET nothing = 1;\n";
	struct fixture *f = *state;
	struct schema broken = *schema_own();

	ok(store_copy(f->desk.store, f->copy, true));
	struct store *store = open_new(f, schema_own());
	broken.local = broken_local;
	broken.local_end = broken_local + strlen(broken_local);
	store->schema = &broken;
	assert_int_equal(store_take_local(store, f->copy), -ERR_STORE_DAMAGED);
	store_close(store);
	expect_names(f,
	    "copy.db journal.db journal.db-journal new.db new.db-journal ");
}

/* What cannot be taken leaves nothing in the new file. */
static void
expect_refused(struct fixture *f, const char *path, enum err_code code)
{
	struct store *store = open_new(f, schema_own());
	int64_t stamp = -1;

	assert_int_equal(store_take_local(store, path), -(int)code);
	assert_string_equal(err_last()->arg[0], path);
	ok(store_local_stamp(store, &stamp));
	assert_int_equal(stamp, 0);
	assert_false(store_in_transaction(store));
	store_close(store);
}

static void
test_what_is_no_copy(void **state)
{
	static const char letter[] =
	    "Dear all, this is a letter and not a copy of a diary. It is as "
	    "long as the header of a database, and does not look like one.";
	struct fixture *f = *state;

	expect_refused(f, f->copy, ERR_FILE_READ);
	ok(file_write(f->copy, "", 0));
	expect_refused(f, f->copy, ERR_BACKUP_FORM);
	ok(file_write(f->copy, letter, sizeof(letter)));
	expect_refused(f, f->copy, ERR_STORE_DAMAGED);
	assert_int_equal(unlink(f->copy), 0);
	desk_run(f->copy, "CREATE TABLE theirs (a)");
	expect_refused(f, f->copy, ERR_STORE_FOREIGN);
	assert_int_equal(unlink(f->copy), 0);
	ok(store_copy(f->desk.store, f->copy, true));
	desk_run(f->copy, "PRAGMA user_version = 9");
	expect_refused(f, f->copy, ERR_STORE_NEWER);
}

static void
test_damaged_copy(void **state)
{
	struct fixture *f = *state;

	ok(store_copy(f->desk.store, f->copy, true));
	desk_run(f->copy, "PRAGMA foreign_keys = OFF; DELETE FROM action");
	expect_refused(f, f->copy, ERR_STORE_DAMAGED);
	assert_non_null(strstr(err_last()->arg[1], "points to nothing"));
	ok(store_copy(f->desk.store, f->copy, true));
	desk_run(f->copy, "DROP TABLE draft");
	struct store *store = open_new(f, schema_own());
	assert_int_equal(store_take_local(store, f->copy), -ERR_STORE_DAMAGED);
	store_close(store);
}

/* The words of a file can be saved while all that can be made anew is
 * spoilt. */
static void
test_only_local_tables_must_be_sound(void **state)
{
	struct fixture *f = *state;
	static const char *const roots[] = { "version", "draft" };

	for (int i = 0; i < 2; i++) {
		struct str sql = { .len = 0 };

		ok(store_copy(f->desk.store, f->copy, false));
		str_add_format(&sql,
		    "SELECT rootpage FROM sqlite_schema WHERE name = '%s'",
		    roots[i]);
		long root = (long)desk_ask(f->copy, str_text(&sql));
		str_clear(&sql);
		FILE *file = fopen(f->copy, "r+b");
		assert_non_null(file);
		assert_int_equal(fseek(file, (root - 1) * 4096, SEEK_SET), 0);
		assert_int_equal(fwrite("spoilt!!", 1, 8, file), 8);
		assert_int_equal(fclose(file), 0);
		struct store *store = open_new(f, schema_own());
		int err = store_take_local(store, f->copy);
		assert_int_equal(err, i == 0 ? 0 : -ERR_STORE_DAMAGED);
		char *path = mem_dup_text(store->path);
		store_close(store);
		assert_int_equal(unlink(path), 0);
		free(path);
	}
}

static void
test_full_disk_takes_nothing(void **state)
{
	struct fixture *f = *state;
	const struct flaky full = { .steps = FLAKY_WRITE,
		.at = 1,
		.rc = SQLITE_FULL,
		.ever = true };

	ok(store_copy(f->desk.store, f->copy, true));
	store_close(open_new(f, schema_own()));
	flaky_begin(&full);
	struct store *store = open_new(f, schema_own());
	assert_int_equal(store_take_local(store, f->copy), -ERR_DISK_FULL);
	assert_string_equal(err_last()->arg[0], store->path);
	store_close(store);
	flaky_end();
	store = open_new(f, schema_own());
	ok(store_take_local(store, f->copy));
	expect_taken(store);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_taking_a_local_copy),
		TEST(test_taking_an_older_copy),
		TEST(test_older_copy_that_cannot_be_brought_up),
		TEST(test_what_is_no_copy),
		TEST(test_damaged_copy),
		TEST(test_only_local_tables_must_be_sound),
		TEST(test_full_disk_takes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
