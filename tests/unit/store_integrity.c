/*
 * The integrity check: each fault is told, also of a file that is too damaged
 * to be checked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/stmt.h"
#include "support/desk.h"
#include "support/flaky.h"

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	desk_make(desk);
	desk_open(desk);
	desk_begin(desk);
	for (int n = 1; n <= 30; n++)
		ok(desk_save(desk->store, 1, n, n, "words"));
	desk_commit(desk);
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

static int
note_fault(void *data, const char *words)
{
	str_add_format(data, "%s\n", words);
	return 0;
}

static int
stop_at_fault(void *data, const char *words)
{
	(void)words;
	++*(int *)data;
	return 23;
}

static void
test_sound_file(void **state)
{
	struct desk *desk = *state;
	struct str faults = { .len = 0 };

	ok(store_integrity(desk->store, note_fault, &faults));
	assert_string_equal(str_text(&faults), "");
}

static void
test_what_points_to_nothing(void **state)
{
	struct desk *desk = *state;
	struct str faults = { .len = 0 };
	int calls = 0;

	desk_run(desk->path,
	    "PRAGMA foreign_keys = OFF;"
	    "DELETE FROM action WHERE number = 7");
	ok(store_integrity(desk->store, note_fault, &faults));
	assert_non_null(strstr(str_text(&faults),
	    "row 7 of outbox points to nothing in action\n"));
	str_clear(&faults);
	assert_int_equal(store_integrity(desk->store, stop_at_fault, &calls),
	    23);
	assert_int_equal(calls, 1);
}

static void
spoil(const char *path, long at, long len)
{
	FILE *file = fopen(path, "r+b");

	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	for (long i = 0; i < len; i++)
		assert_int_equal(fputc(0x5a, file), 0x5a);
	assert_int_equal(fclose(file), 0);
}

static void
test_spoilt_pages(void **state)
{
	struct desk *desk = *state;
	struct str faults = { .len = 0 };
	int calls = 0;

	long root = (long)desk_ask(desk->path,
	    "SELECT rootpage FROM sqlite_schema WHERE name = 'version'");
	long size = (long)desk_ask(desk->path, "PRAGMA page_size");
	desk_close(desk);
	spoil(desk->path, (root - 1) * size, size);
	desk_open(desk);
	ok(store_integrity(desk->store, note_fault, &faults));
	assert_true(faults.len > 0);
	str_clear(&faults);
	assert_int_equal(store_integrity(desk->store, stop_at_fault, &calls),
	    23);
	assert_int_equal(calls, 1);
}

/* Another process may spoil what is open here. */
static void
test_file_that_is_no_database_any_more(void **state)
{
	struct desk *desk = *state;
	struct str faults = { .len = 0 };

	spoil(desk->path, 0, 2000);
	ok(store_integrity(desk->store, note_fault, &faults));
	assert_non_null(strstr(str_text(&faults), "not a database"));
	str_clear(&faults);
}

static void
test_disk_that_cannot_be_read(void **state)
{
	struct desk *desk = *state;
	const struct flaky flaky = { .steps = FLAKY_READ,
		.at = 40,
		.rc = SQLITE_IOERR_READ,
		.ever = true };
	struct str faults = { .len = 0 };

	desk_close(desk);
	flaky_begin(&flaky);
	desk_open(desk);
	int err = store_integrity(desk->store, note_fault, &faults);
	desk_close(desk);
	flaky_end();
	/* SQLite tells it as a fault of the file, or as one of the disk. */
	assert_true(err == -ERR_STORE_FAILED || faults.len > 0);
	str_clear(&faults);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_sound_file),
		TEST(test_what_points_to_nothing),
		TEST(test_spoilt_pages),
		TEST(test_file_that_is_no_database_any_more),
		TEST(test_disk_that_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
