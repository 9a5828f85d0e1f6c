/*
 * Transactions: what is kept when nothing goes wrong, when others write, when
 * the disk is full, and the stamp that moves with local words.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "store/stmt.h"
#include "support/child.h"
#include "support/desk.h"
#include "support/flaky.h"

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

static size_t
count_versions(struct desk *desk)
{
	const struct id project = desk_id(1);
	size_t count = 0;

	ok(store_count_versions(desk->store, &project, &count));
	return count;
}

static void
test_commit_keeps_and_rollback_drops(void **state)
{
	struct desk *desk = *state;

	assert_false(store_in_transaction(desk->store));
	desk_begin(desk);
	assert_true(store_in_transaction(desk->store));
	ok(desk_save(desk->store, 1, 1, 1, "kept"));
	desk_commit(desk);
	assert_false(store_in_transaction(desk->store));
	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 2, "dropped"));
	store_rollback(desk->store);
	assert_false(store_in_transaction(desk->store));
	store_rollback(desk->store); /* none is open: no fault */
	assert_int_equal(count_versions(desk), 1);
	desk_begin(desk);
	ok(desk_save(desk->store, 1, 3, 3, "dropped by closing"));
	desk_open(desk);
	assert_int_equal(count_versions(desk), 1);
}

/* A fault stays the one that is told, whatever a rollback meets. */
static void
test_rollback_keeps_the_fault(void **state)
{
	struct desk *desk = *state;

	desk_begin(desk);
	err_set(ERR_CODE_SEVERAL, "D-7kq4", "two of them", NULL);
	store_rollback(desk->store);
	assert_int_equal(err_last()->code, ERR_CODE_SEVERAL);
	err_clear();
	store_rollback(desk->store);
	assert_int_equal(err_last()->code, ERR_NONE);
}

static void
test_busy_when_beginning(void **state)
{
	struct desk *desk = *state;
	struct store *other = NULL;

	ok(store_open(&other, desk->path, STORE_READ_WRITE));
	desk_begin(desk);
	sqlite3_busy_timeout(other->db, 1);
	assert_int_equal(store_begin(other), -ERR_STORE_BUSY);
	assert_string_equal(err_last()->arg[0], desk->path);
	assert_false(store_in_transaction(other));
	desk_commit(desk);
	ok(store_begin(other));
	ok(desk_save(other, 1, 1, 1, "the other's"));
	ok(store_commit(other));
	store_close(other);
	assert_int_equal(count_versions(desk), 1);
}

/* One transaction after another, long as those of an import. */
static void
write_on_and_on(const char *path, int told)
{
	struct store *store = NULL;
	int err = store_open(&store, path, STORE_READ_WRITE);

	for (size_t n = 0; err == 0; n++) {
		int64_t until = clock_ticks() + 60;

		err = store_begin(store);
		while (clock_ticks() < until)
			;
		if (err == 0)
			err = store_commit(store);
		err |= n == 0 && write(told, "", 1) != 1;
	}
	_exit(1);
}

static void
test_who_writes_much_lets_others_in(void **state)
{
	struct desk *desk = *state;
	int told[2];
	char byte;
	int err = 0;

	assert_int_equal(pipe(told), 0);
	pid_t child = child_fork();
	if (child == 0)
		write_on_and_on(desk->path, told[1]);
	assert_int_equal(read(told[0], &byte, 1), 1);
	desk->store->busy_ms = 2000;
	for (size_t i = 0; err == 0 && i < 10; i++)
		err = store_end(desk->store, store_begin(desk->store));
	child_kill(child);
	close(told[0]);
	close(told[1]);
	ok(err);
}

struct committing {
	struct store *writer;
	int result;
};

/* Somebody reads while another would finish writing. */
static int
commit_meanwhile(void *data, const struct version_row *row)
{
	struct committing *committing = data;

	(void)row;
	committing->result = store_commit(committing->writer);
	return 0;
}

static void
test_busy_when_committing(void **state)
{
	struct desk *desk = *state;
	const struct vid vid = desk_vid(1);
	struct committing committing = { .result = 0 };

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 1, 1, "kept"));
	desk_commit(desk);
	ok(store_open(&committing.writer, desk->path, STORE_READ_WRITE));
	sqlite3_busy_timeout(committing.writer->db, 1);
	ok(store_begin(committing.writer));
	ok(desk_save(committing.writer, 1, 2, 2, "not kept"));
	ok(store_get_version(desk->store, &vid, commit_meanwhile, &committing));
	assert_int_equal(committing.result, -ERR_STORE_BUSY);
	assert_false(store_in_transaction(committing.writer));
	store_close(committing.writer);
	assert_int_equal(count_versions(desk), 1);
}

static void
limit_pages(struct desk *desk, int64_t more)
{
	char sql[64];

	int64_t pages = desk_ask(desk->path, "PRAGMA page_count");
	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %lld",
	    (long long)(pages + more));
	assert_int_equal(sqlite3_exec(desk->store->db, sql, NULL, NULL, NULL),
	    SQLITE_OK);
}

/* A full disk ends the transaction in SQLite: what comes after it must not be
 * kept alone. */
static void
test_full_disk(void **state)
{
	struct desk *desk = *state;
	char *text = calloc(1, 100001);

	memset(text, 'x', 100000);
	limit_pages(desk, 4);
	desk_begin(desk);
	assert_int_equal(desk_save(desk->store, 1, 1, 1, text), -ERR_DISK_FULL);
	assert_string_equal(err_last()->arg[0], desk->path);
	assert_true(store_in_transaction(desk->store));
	assert_int_equal(desk_save(desk->store, 1, 2, 2, "small"),
	    -ERR_STORE_FAILED);
	assert_int_equal(store_commit(desk->store), -ERR_STORE_FAILED);
	assert_false(store_in_transaction(desk->store));
	limit_pages(desk, 1000);
	assert_int_equal(count_versions(desk), 0);
	desk_begin(desk);
	ok(desk_save(desk->store, 1, 1, 1, text));
	desk_commit(desk);
	assert_int_equal(count_versions(desk), 1);
	free(text);
}

static void
test_too_long_is_refused(void **state)
{
	struct desk *desk = *state;
	size_t len = (4 << 20) + 1;
	char *text = calloc(1, len + 1);

	memset(text, 'x', len);
	desk_begin(desk);
	assert_int_equal(desk_save(desk->store, 1, 1, 1, text),
	    -ERR_STORE_FAILED);
	store_rollback(desk->store);
	free(text);
}

static void
test_file_that_was_moved(void **state)
{
	struct desk *desk = *state;
	char *elsewhere = place_path(&desk->place, "elsewhere.db");

	assert_int_equal(rename(desk->path, elsewhere), 0);
	int err = store_begin(desk->store);
	if (err == 0)
		err = desk_save(desk->store, 1, 1, 1, "lost");
	if (err == 0)
		err = store_commit(desk->store);
	assert_int_equal(err, -ERR_STORE_FAILED);
	store_rollback(desk->store);
	free(elsewhere);
}

#ifndef NDEBUG
/* Ends by abort, as a mistake of ours must; without leaving a core. */
static void
expect_abort(struct desk *desk, int (*mistake)(struct store *store))
{
	desk_close(desk);
	pid_t child = child_fork();
	if (child == 0) {
		struct store *store = NULL;

		(void)freopen("/dev/null", "w", stderr);
		signal(SIGABRT, SIG_DFL);
		if (store_open(&store, desk->path, STORE_READ_WRITE) == 0)
			(void)mistake(store);
		_exit(0);
	}
	int status = child_wait(child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static int
write_alone(struct store *store)
{
	return store_set_setting(store, "a", "b");
}

static int
begin_twice(struct store *store)
{
	(void)store_begin(store);
	return store_begin(store);
}

static int
commit_none(struct store *store)
{
	return store_commit(store);
}

static void
test_mistakes_of_ours_end_the_process(void **state)
{
	expect_abort(*state, write_alone);
	expect_abort(*state, begin_twice);
	expect_abort(*state, commit_none);
}
#endif

/* ----------------------------------------------------------- the stamp */

static int
change_action(struct store *store)
{
	return store_keep_action(store, 1);
}

static int
change_draft(struct store *store)
{
	const struct draft_row row = { .number = 1,
		.project = desk_id(1),
		.member = desk_id(2),
		.kind = "term",
		.fields = "{}",
		.body = "edited",
		.why = "kept" };
	int64_t number;

	return store_put_draft(store, &row, &number);
}

static int
change_outbox(struct store *store)
{
	const struct vid vid = desk_vid(1);

	return store_remove_outbox(store, &vid);
}

static int
change_me(struct store *store)
{
	const struct me_row row = { .project = desk_id(1),
		.member = desk_id(2) };

	return store_put_me(store, &row);
}

static int
change_shared(struct store *store)
{
	const struct vid vid = desk_vid(1);

	return store_set_standing(store, &vid, 3);
}

static int
change_setting(struct store *store)
{
	return store_set_setting(store, "copied", "7");
}

static int
change_nothing(struct store *store)
{
	const struct vid vid = desk_vid(1);
	bool has;

	return store_has_version(store, &vid, &has);
}

static void
test_stamp_moves_with_local_words(void **state)
{
	static const struct {
		int (*change)(struct store *store);
		bool moves;
	} changes[] = {
		{ .change = change_action, .moves = true },
		{ .change = change_draft, .moves = true },
		{ .change = change_draft, .moves = true },
		{ .change = change_outbox, .moves = true },
		{ .change = change_me, .moves = true },
		{ .change = change_shared, .moves = false },
		{ .change = change_setting, .moves = false },
		{ .change = change_nothing, .moves = false },
	};
	struct desk *desk = *state;
	struct store *other = NULL;
	int64_t before = 0;

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 1, 1, "words"));
	desk_commit(desk);
	ok(store_open(&other, desk->path, STORE_READ_WRITE));
	ok(store_local_stamp(desk->store, &before));
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		int64_t after = 0;

		ok(store_begin(other));
		ok(changes[i].change(other));
		ok(store_commit(other));
		ok(store_local_stamp(desk->store, &after));
		assert_int_equal(after > before, changes[i].moves);
		before = after;
	}
	store_close(other);
}

static void
test_stamp_stays_with_a_rollback(void **state)
{
	struct desk *desk = *state;
	int64_t before = -1;
	int64_t after = -1;

	ok(store_local_stamp(desk->store, &before));
	assert_int_equal(before, 0);
	desk_begin(desk);
	ok(change_me(desk->store));
	store_rollback(desk->store);
	desk_begin(desk);
	ok(change_shared(desk->store));
	desk_commit(desk);
	ok(store_local_stamp(desk->store, &after));
	assert_int_equal(before, after);
}

/* ------------------------------------------------------------ remnants */

static bool
holds(const char *path, const char *ending, const char *canary)
{
	struct str name = { .len = 0 };
	struct str bytes = { .len = 0 };

	str_add_format(&name, "%s%s", path, ending);
	ok(file_read(&bytes, str_text(&name), 64 << 20));
	size_t len = strlen(canary);
	bool found = false;
	for (size_t i = 0; i + len <= bytes.len && !found; i++)
		found = memcmp(bytes.data + i, canary, len) == 0;
	str_clear(&name);
	str_clear(&bytes);
	return found;
}

static void
test_removed_words_leave_no_trace(void **state)
{
	static const char canary[] = "canary-in-the-diary";
	struct desk *desk = *state;

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 1, 1, canary));
	desk_commit(desk);
	assert_true(holds(desk->path, "", canary));
	const struct vid vid = desk_vid(1);
	const struct id id = desk_id(1);
	desk_begin(desk);
	ok(store_remove_draft(desk->store, 1));
	ok(store_remove_outbox(desk->store, &vid));
	ok(store_remove_version(desk->store, &vid));
	ok(store_remove_record(desk->store, &id));
	desk_commit(desk);
	assert_false(holds(desk->path, "", canary));
	assert_false(holds(desk->path, "-journal", canary));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_commit_keeps_and_rollback_drops),
		TEST(test_rollback_keeps_the_fault),
		TEST(test_busy_when_beginning),
		TEST(test_who_writes_much_lets_others_in),
		TEST(test_busy_when_committing),
		TEST(test_full_disk),
		TEST(test_too_long_is_refused),
		TEST(test_file_that_was_moved),
#ifndef NDEBUG
		TEST(test_mistakes_of_ours_end_the_process),
#endif
		TEST(test_stamp_moves_with_local_words),
		TEST(test_stamp_stays_with_a_rollback),
		TEST(test_removed_words_leave_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
