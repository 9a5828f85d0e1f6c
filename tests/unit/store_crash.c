/*
 * Every step that changes a file is the last one: the process ends there, or
 * the system reports a fault there. What was said to be kept is there
 * afterwards, nothing is there by halves, and the file is sound.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/stmt.h"
#include "support/child.h"
#include "support/desk.h"
#include "support/flaky.h"

#define SAVES 2

/* Opens and saves, from nothing; says each save into a pipe (or nowhere). */
static int
run_scenario(const char *path, int told, int *kept)
{
	struct store *store = NULL;
	int err = store_open(&store, path, STORE_READ_WRITE);

	for (int n = 1; err == 0 && n <= SAVES; n++) {
		err = store_begin(store);
		if (err == 0)
			err = desk_save(store, 1, n, n, "words to be kept");
		if (err == 0)
			err = store_commit(store);
		else
			store_rollback(store);
		if (err == 0)
			++*kept;
		if (err == 0 && told >= 0 && write(told, "k", 1) != 1)
			_exit(98);
	}
	store_close(store);
	return err;
}

static int
tell_fault(void *data, const char *words)
{
	str_add_format(data, "%s; ", words);
	return 0;
}

/* Sound, each save whole, and none of those kept is missing; of the one after
 * those it is not known. */
static void
check_state(struct desk *desk, int kept, int step)
{
	static const char counts[] =
	    "SELECT printf('%d %d %d %d %d %d %d',"
	    " (SELECT count(*) FROM version), (SELECT count(*) FROM record),"
	    " (SELECT count(*) FROM outbox), (SELECT count(*) FROM did),"
	    " (SELECT count(*) FROM arrived), (SELECT count(*) FROM draft),"
	    " (SELECT count(*) FROM action))";
	struct str faults = { .len = 0 };

	desk_open(desk);
	ok(store_integrity(desk->store, tell_fault, &faults));
	desk_close(desk);
	if (faults.len > 0)
		fail_msg("step %d: %s", step, str_text(&faults));
	char *text = desk_ask_text(desk->path, counts);
	int count = atoi(text);
	if (count < kept || count > kept + 1)
		fail_msg("step %d: %d kept, %d there", step, kept, count);
	for (size_t i = 0; i < strlen(text); i += 2)
		assert_int_equal(text[i], text[0]);
	free(text);
}

/* Runs in a child that ends at a step; true if it came to its own end. */
static bool
run_child(struct desk *desk, const struct flaky *flaky, int *kept)
{
	int ends[2];
	char byte;

	assert_int_equal(pipe(ends), 0);
	pid_t child = child_fork();
	if (child == 0) {
		int ignored = 0;

		flaky_begin(flaky);
		_exit(
		    run_scenario(desk->path, ends[1], &ignored) == 0 ? 0 : 97);
	}
	close(ends[1]);
	for (*kept = 0; read(ends[0], &byte, 1) == 1;)
		++*kept;
	close(ends[0]);
	int status = child_wait(child);
	assert_true(WIFEXITED(status));
	assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 99);
	return WEXITSTATUS(status) == 0;
}

static int
sweep_ends(const struct flaky *as)
{
	struct flaky flaky = *as;
	bool done = false;

	flaky.is_end = true;
	for (flaky.at = 1; !done; flaky.at++) {
		struct desk desk;
		int kept = 0;

		desk_make(&desk);
		done = run_child(&desk, &flaky, &kept);
		check_state(&desk, kept, flaky.at);
		desk_clear(&desk);
	}
	return flaky.at - 2;
}

static void
test_process_ends_at_every_step(void **state)
{
	const struct flaky before = { .steps = FLAKY_CHANGES };
	const struct flaky torn = { .steps = FLAKY_CHANGES, .is_torn = true };

	(void)state;
	assert_in_range(sweep_ends(&before), 100, 1000);
	assert_in_range(sweep_ends(&torn), 100, 1000);
}

/* A full disk is told as such wherever it is met. */
static bool
is_expected(const struct flaky *flaky, int err)
{
	if (flaky->error != EIO)
		return err == -ERR_DISK_FULL;
	if (flaky->rc == SQLITE_IOERR_FSYNC)
		return err == -ERR_FILE_SYNC;
	return err == -ERR_FILE_WRITE || err == -ERR_STORE_FAILED;
}

/* As long as the step is not reached the scenario goes through. Some faults
 * SQLite itself can make good. */
static int
sweep_faults(const struct flaky *as)
{
	struct flaky flaky = *as;
	int seen = 0;
	bool done = false;

	for (flaky.at = 1; !done; flaky.at++) {
		struct desk desk;
		int kept = 0;

		desk_make(&desk);
		flaky_begin(&flaky);
		int err = run_scenario(desk.path, -1, &kept);
		done = flaky_count() < flaky.at;
		flaky_end();
		assert_true(err == 0 || is_expected(&flaky, err));
		assert_int_equal(err == 0, kept == SAVES);
		seen += err != 0;
		check_state(&desk, kept, flaky.at);
		desk_clear(&desk);
	}
	return seen;
}

static void
test_fault_at_every_step(void **state)
{
	static const struct flaky plans[] = {
		{ .steps = FLAKY_CHANGES,
		    .rc = SQLITE_IOERR_WRITE,
		    .error = EIO },
		{ .steps = FLAKY_CHANGES,
		    .rc = SQLITE_FULL,
		    .error = ENOSPC,
		    .ever = true },
		{ .steps = FLAKY_CHANGES,
		    .rc = SQLITE_IOERR_WRITE,
		    .error = EDQUOT,
		    .is_torn = true,
		    .ever = true },
		{ .steps = FLAKY_SYNC, .rc = SQLITE_IOERR_FSYNC, .error = EIO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++)
		assert_true(sweep_faults(&plans[i]) > 5);
}

/* ------------------------------------------------------- what it is told as */

static int
save_with(struct desk *desk, const struct flaky *flaky)
{
	int kept = 0;

	desk_open(desk);
	desk_close(desk);
	flaky_begin(flaky);
	int err = run_scenario(desk->path, -1, &kept);
	flaky_end();
	return err;
}

static void
test_quota_is_a_full_disk(void **state)
{
	struct desk desk;
	const struct flaky flaky = { .steps = FLAKY_WRITE,
		.at = 1,
		.rc = SQLITE_IOERR_WRITE,
		.error = EDQUOT,
		.ever = true };

	(void)state;
	desk_make(&desk);
	assert_int_equal(save_with(&desk, &flaky), -ERR_DISK_FULL);
	assert_string_equal(err_last()->arg[0], desk.path);
	desk_clear(&desk);
}

static void
test_bad_disk_is_told_in_its_words(void **state)
{
	struct desk desk;
	const struct flaky flaky = { .steps = FLAKY_WRITE,
		.at = 1,
		.rc = SQLITE_IOERR_WRITE,
		.error = EIO,
		.ever = true };

	(void)state;
	desk_make(&desk);
	assert_int_equal(save_with(&desk, &flaky), -ERR_FILE_WRITE);
	assert_string_equal(err_last()->arg[1], strerror(EIO));
	desk_clear(&desk);
}

/* A failed fsync is never tried again. */
static void
test_failed_fsync_stops_all_writing(void **state)
{
	const struct flaky flaky = { .steps = FLAKY_SYNC,
		.at = 1,
		.rc = SQLITE_IOERR_FSYNC };
	struct desk desk;

	(void)state;
	desk_make(&desk);
	desk_open(&desk);
	desk_close(&desk);
	flaky_begin(&flaky);
	desk_open(&desk);
	desk_begin(&desk);
	ok(desk_save(desk.store, 1, 1, 1, "words"));
	assert_int_equal(store_commit(desk.store), -ERR_FILE_SYNC);
	assert_string_equal(err_last()->arg[0], desk.path);
	assert_false(store_in_transaction(desk.store));
	int before = flaky_count();
	assert_int_equal(store_begin(desk.store), -ERR_FILE_SYNC);
	assert_int_equal(flaky_count(), before);
	desk_close(&desk);
	flaky_end();
	desk_open(&desk);
	desk_begin(&desk);
	desk_commit(&desk);
	desk_clear(&desk);
}

/* ------------------------------------------------------------------ kill */

/* More than the cache holds, so that it lies in the file itself by halves. */
static void
write_for_ever(const char *path, int told)
{
	struct store *store = NULL;
	char *text = calloc(1, 65537);
	int err = store_open(&store, path, STORE_READ_WRITE);

	memset(text, 'x', 65536);
	if (err == 0)
		err = store_begin(store);
	for (int n = 10; err == 0 && n < 110; n++)
		err = desk_save(store, 1, n, n, text);
	if (err != 0 || write(told, "h", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static void
test_killed_in_the_midst(void **state)
{
	struct desk desk;
	struct stat info;
	int ends[2];
	char byte;

	(void)state;
	desk_make(&desk);
	desk_open(&desk);
	desk_begin(&desk);
	ok(desk_save(desk.store, 1, 1, 1, "kept before"));
	desk_commit(&desk);
	desk_close(&desk);
	assert_int_equal(pipe(ends), 0);
	pid_t child = child_fork();
	if (child == 0)
		write_for_ever(desk.path, ends[1]);
	close(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	close(ends[0]);
	child_kill(child);
	assert_int_equal(stat(desk.path, &info), 0);
	assert_true(info.st_size > (4 << 20)); /* by halves, that is */
	check_state(&desk, 1, 0);
	assert_int_equal(desk_ask(desk.path, "SELECT count(*) FROM version"),
	    1);
	desk_clear(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_process_ends_at_every_step),
		cmocka_unit_test(test_fault_at_every_step),
		cmocka_unit_test(test_quota_is_a_full_disk),
		cmocka_unit_test(test_bad_disk_is_told_in_its_words),
		cmocka_unit_test(test_failed_fsync_stops_all_writing),
		cmocka_unit_test(test_killed_in_the_midst),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
