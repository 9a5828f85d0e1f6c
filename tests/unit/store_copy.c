/* link: -Wl,--wrap=fsync */
/*
 * Copies, whole or of the local tables: what stops them, and what they leave
 * behind.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "store/stmt.h"
#include "support/child.h"
#include "support/desk.h"
#include "support/flaky.h"

/* Which call from now on fails; 0: none. */
static int fsync_fails_at;

int __real_fsync(int fd);
int __wrap_fsync(int fd);

int
__wrap_fsync(int fd)
{
	if (fsync_fails_at == 0 || --fsync_fails_at > 0)
		return __real_fsync(fd);
	errno = EIO;
	return -1;
}

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

static int
count_fault(void *data, const char *words)
{
	(void)words;
	++*(int *)data;
	return 0;
}

/* ------------------------------------------------------------- copying */

static void
test_whole_copy(void **state)
{
	struct fixture *f = *state;
	struct stat info;
	int faults = 0;

	ok(store_copy(f->desk.store, f->copy, false));
	ok(store_copy(f->desk.store, f->copy, false)); /* over the first */
	expect_names(f, "copy.db journal.db journal.db-journal ");
	assert_int_equal(stat(f->copy, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	struct store *copy = NULL;
	ok(store_open(&copy, f->copy, STORE_READ_ONLY));
	assert_false(store_is_fresh(copy));
	ok(store_integrity(copy, count_fault, &faults));
	assert_int_equal(faults, 0);
	store_close(copy);
	assert_int_equal(desk_ask(f->copy, "SELECT count(*) FROM version"), 2);
	assert_int_equal(desk_ask(f->copy, "SELECT count(*) FROM outbox"), 2);
}

static void
test_local_copy(void **state)
{
	struct fixture *f = *state;

	ok(store_copy(f->desk.store, f->copy, true));
	expect_names(f, "copy.db journal.db journal.db-journal ");
	char *tables = desk_ask_text(f->copy,
	    "SELECT group_concat(name, ' ') FROM (SELECT name FROM"
	    " sqlite_schema WHERE type = 'table' ORDER BY name)");
	assert_string_equal(tables,
	    "action arrived did draft hidden me outbox piece project "
	    "setting sqlite_sequence staged");
	free(tables);
	char *text = desk_ask_text(f->copy,
	    "SELECT (SELECT count(*) FROM action) || (SELECT count(*) FROM"
	    " did) || (SELECT count(*) FROM arrived) || body ||"
	    " (SELECT bytes FROM outbox WHERE seq = 2) ||"
	    " (SELECT value FROM setting WHERE name = 'colour')"
	    " FROM draft");
	assert_string_equal(text, "222first wordssecond wordsblue");
	free(text);
	assert_int_equal(desk_ask(f->copy,
			     "SELECT count(*) FROM setting"
			     " WHERE name = 'shared-schema'"),
	    0);
}

/* Whoever puts a local copy in the place of a lost file is told that the rest
 * is to be rebuilt. */
static void
test_local_copy_opens_fresh(void **state)
{
	struct fixture *f = *state;
	struct store *copy = NULL;
	const struct id project = desk_id(1);
	size_t count = 0;

	ok(store_copy(f->desk.store, f->copy, true));
	ok(store_open(&copy, f->copy, STORE_READ_WRITE));
	assert_true(store_is_fresh(copy));
	ok(store_count_outbox(copy, &project, &count));
	assert_int_equal(count, 2);
	ok(store_count_versions(copy, &project, &count));
	assert_int_equal(count, 0);
	store_close(copy);
}

/* Every number, also of rows that are gone: it is not given again. */
static void
test_numbers_go_on_after_a_copy(void **state)
{
	struct fixture *f = *state;
	const struct draft_row row = { .project = desk_id(1),
		.member = desk_id(1),
		.kind = "term",
		.fields = "{}",
		.body = "",
		.why = "kept" };
	int64_t number = 0;

	ok(store_copy(f->desk.store, f->copy, true));
	struct store *copy = NULL;
	ok(store_open(&copy, f->copy, STORE_READ_WRITE));
	ok(store_begin(copy));
	ok(store_put_draft(copy, &row, &number));
	ok(store_commit(copy));
	store_close(copy);
	assert_int_equal(number, 3);
}

static void
touch(struct fixture *f, const char *name)
{
	char *path = place_path(&f->desk.place, name);

	ok(file_write(path, "", 0));
	free(path);
}

/* What a killed process left goes; what is another's, or of a process that
 * lives, stays. */
static void
test_leftovers_are_swept(void **state)
{
	struct fixture *f = *state;
	struct str name = { .len = 0 };

	pid_t gone = child_fork();
	if (gone == 0)
		_exit(0);
	(void)child_wait(gone);
	str_add_format(&name, "copy.db.%d.part", (int)gone);
	touch(f, str_text(&name));
	str_add(&name, "-journal");
	touch(f, str_text(&name));
	str_cut(&name, 0);
	str_add_format(&name, "copy.db.%d.part", (int)getpid());
	touch(f, str_text(&name));
	touch(f, "copy.db.1.part"); /* the first process lives */
	touch(f, "copy.db.0.part");
	touch(f, "copy.db.x.part");
	touch(f, "copy.db.7.parting");
	touch(f, "copy.db7.part");
	ok(store_copy(f->desk.store, f->copy, false));
	expect_names(f,
	    "copy.db copy.db.0.part copy.db.1.part copy.db.7.parting "
	    "copy.db.x.part copy.db7.part journal.db journal.db-journal ");
	str_clear(&name);
}

/* Whichever release made it, and itself unchanged. */
static void
test_copy_of_a_closed_file(void **state)
{
	struct fixture *f = *state;
	char *other = place_path(&f->desk.place, "other.db");

	desk_close(&f->desk);
	desk_run(f->desk.path,
	    "UPDATE setting SET value = '0' WHERE name = 'shared-schema'");
	ok(store_copy_file(f->desk.path, f->copy));
	struct store *copy = NULL;
	assert_int_equal(store_open(&copy, f->copy, STORE_READ_ONLY),
	    -ERR_STORE_READ_ONLY);
	ok(store_open(&copy, f->copy, STORE_READ_WRITE));
	assert_true(store_is_fresh(copy));
	store_close(copy);
	assert_int_equal(desk_ask(f->desk.path,
			     "SELECT value FROM setting"
			     " WHERE name = 'shared-schema'"),
	    0);
	ok(file_write(other, "", 0));
	assert_int_equal(store_copy_file(other, f->copy), -ERR_BACKUP_FORM);
	assert_int_equal(unlink(other), 0);
	assert_int_equal(store_copy_file(other, f->copy), -ERR_FILE_READ);
	desk_open(&f->desk);
	ok(store_copy(f->desk.store, other, true));
	assert_int_equal(store_copy_file(other, f->copy), -ERR_BACKUP_FORM);
	free(other);
}

static void
test_path_without_a_folder(void **state)
{
	struct fixture *f = *state;
	char before[4096];

	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(f->desk.place.dir), 0);
	int err = store_copy(f->desk.store, "copy.db", true);
	assert_int_equal(chdir(before), 0);
	/* The store was opened by its whole path, so it is found. */
	assert_int_equal(err, 0);
	expect_names(f, "copy.db journal.db journal.db-journal ");
}

/* ------------------------------------------------------ what stops them */

static void
expect_old_copy(struct fixture *f)
{
	expect_names(f, "copy.db journal.db journal.db-journal ");
	assert_int_equal(desk_ask(f->copy, "SELECT count(*) FROM draft"), 1);
}

/* With an old copy there that must survive. */
static void
change_after_copy(struct fixture *f)
{
	const struct draft_row row = { .project = desk_id(1),
		.member = desk_id(1),
		.kind = "term",
		.fields = "{}",
		.body = "new",
		.why = "kept" };
	int64_t number;

	ok(store_copy(f->desk.store, f->copy, false));
	desk_begin(&f->desk);
	ok(store_put_draft(f->desk.store, &row, &number));
	desk_commit(&f->desk);
}

static void
test_full_disk_keeps_the_old_copy(void **state)
{
	struct fixture *f = *state;
	const struct flaky full = { .steps = FLAKY_WRITE,
		.at = 3,
		.rc = SQLITE_FULL,
		.ever = true };

	change_after_copy(f);
	desk_close(&f->desk);
	for (int local = 0; local < 2; local++) {
		flaky_begin(&full);
		desk_open(&f->desk);
		assert_int_equal(store_copy(f->desk.store, f->copy, local == 1),
		    -ERR_DISK_FULL);
		assert_memory_equal(err_last()->arg[0], f->copy,
		    strlen(f->copy));
		desk_close(&f->desk);
		flaky_end();
		expect_old_copy(f);
	}
}

/* Of the folder with the new name in it, of the copy, and of the folder when
 * the name is changed: then the copy is there, but may not last. */
static void
test_failed_fsync_is_told(void **state)
{
	struct fixture *f = *state;

	change_after_copy(f);
	for (int at = 1; at <= 3; at++) {
		fsync_fails_at = at;
		assert_int_equal(store_copy(f->desk.store, f->copy, false),
		    -ERR_FILE_SYNC);
		assert_int_equal(fsync_fails_at, 0);
		if (at < 3)
			expect_old_copy(f);
	}
	expect_names(f, "copy.db journal.db journal.db-journal ");
}

static void
test_places_that_take_no_copy(void **state)
{
	struct fixture *f = *state;
	char *absent = place_path(&f->desk.place, "absent/copy.db");

	assert_int_equal(mkdir(f->copy, 0700), 0);
	touch(f, "copy.db/full");
	assert_int_equal(store_copy(f->desk.store, f->copy, false),
	    -ERR_FILE_WRITE);
	assert_int_equal(store_copy(f->desk.store, f->copy, true),
	    -ERR_FILE_WRITE);
	expect_names(f, "copy.db journal.db journal.db-journal ");
	assert_true(store_copy(f->desk.store, absent, false) < 0);
	assert_true(store_copy(f->desk.store, absent, true) < 0);
	free(absent);
}

static void
test_busy_source(void **state)
{
	struct fixture *f = *state;
	sqlite3 *other = NULL;

	assert_int_equal(sqlite3_open(f->desk.path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL,
			     NULL),
	    SQLITE_OK);
	sqlite3_busy_timeout(f->desk.store->db, 1);
	f->desk.store->busy_ms = 1;
	assert_int_equal(store_copy(f->desk.store, f->copy, false),
	    -ERR_STORE_BUSY);
	assert_int_equal(store_copy(f->desk.store, f->copy, true),
	    -ERR_STORE_BUSY);
	sqlite3_close(other);
	expect_names(f, "journal.db journal.db-journal ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_whole_copy),
		TEST(test_local_copy),
		TEST(test_local_copy_opens_fresh),
		TEST(test_numbers_go_on_after_a_copy),
		TEST(test_leftovers_are_swept),
		TEST(test_copy_of_a_closed_file),
		TEST(test_path_without_a_folder),
		TEST(test_full_disk_keeps_the_old_copy),
		TEST(test_failed_fsync_is_told),
		TEST(test_places_that_take_no_copy),
		TEST(test_busy_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
