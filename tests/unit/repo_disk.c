/* link: -Wl,--wrap=fsync */
/*
 * What is written is on the disk before anybody is told; what a disk gives
 * that refuses, or lies.
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
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "support/past.h"

#include <withus/err.h>

/* Only our own calls: libgit2 is another library, with its own. */
static bool fsync_fails;
static unsigned fsync_calls;

int __real_fsync(int fd);
int __wrap_fsync(int fd);

int
__wrap_fsync(int fd)
{
	fsync_calls++;
	if (!fsync_fails)
		return __real_fsync(fd);
	errno = EIO;
	return -1;
}

static int
tear_down(void **state)
{
	fsync_fails = false;
	return past_tear_down(state);
}

static void
test_the_same_commit_twice_is_one(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "1");
	struct point one = past_commit(past, NULL, &change, 1);
	struct point two;

	place_run(&past->place, "find $R/objects -type f | sort >before");
	/* Where a run was killed after these objects had got their names, the
	 * next one finds them there, and fsyncs their folders all the same:
	 * those of loose objects and of packs, and objects/ itself. */
	char *folders = place_ask(&past->place, "ls -d $R/objects/?? | wc -l");
	fsync_calls = 0;
	two = past_commit(past, NULL, &change, 1);
	assert_int_equal(fsync_calls, strtoul(folders, NULL, 10) + 2);
	free(folders);
	assert_true(point_equal(&one, &two));
	place_run(&past->place,
	    "find $R/objects -type f | sort | "
	    "cmp - before");
}

/* Many go into one pack; nothing of it is loose. Fsynced are the pack, its
 * index, their folder, and the one above. A killed run may leave the index
 * alone. */
static void
test_many_objects_are_one_pack(void **state)
{
	struct past *past = *state;
	enum {
		COUNT = 60
	};
	struct repo_change changes[COUNT];
	char paths[COUNT][24];

	for (size_t i = 0; i < COUNT; i++) {
		snprintf(paths[i], sizeof paths[i], "said/%02zx/%zu.md", i % 7,
		    i);
		changes[i] = past_put(paths[i], paths[i]);
	}
	fsync_calls = 0;
	struct point one = past_commit(past, NULL, changes, COUNT);
	assert_int_equal(fsync_calls, 4);
	past_publish(past, NULL, &one);
	place_run(&past->place,
	    "test $(ls $R/objects | wc -l) = 2 && cd $R/objects/pack && "
	    "test $(ls *.pack *.idx | wc -l) = 2 && rm *.pack");
	repo_close(past->repo);
	past->repo = NULL;
	assert_int_equal(repo_open(&past->repo, past->place.repo), 0);
	struct point two = past_commit(past, NULL, changes, COUNT);
	assert_true(point_equal(&one, &two));
	place_run(&past->place, "git fsck --strict");
	/* One more change is loose again, and finds the rest in the pack. */
	struct point three = past_commit(past, &one,
	    &(struct repo_change){ .path = "said/00/0.md",
		.bytes = "new",
		.len = 3 },
	    1);
	past_publish(past, &one, &three);
	place_run(&past->place,
	    "test $(ls -d $R/objects/?? | wc -l) -gt 2 && "
	    "test $(git rev-list --objects journal | wc -l) = 75");
}

/* ---------------------------------------------------- a disk that refuses */

static void
test_a_failed_fsync_of_the_folder_is_told(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "1");
	struct point made;

	fsync_fails = true;
	fsync_calls = 0;
	assert_int_equal(past_try(past, &made, NULL, &change, 1),
	    -ERR_FILE_SYNC);
	assert_int_equal(fsync_calls, 1);
}

/* With no file of more than 4 KiB. */
static int
try_on_small_disk(struct past *past, const struct repo_change *changes,
    size_t count)
{
	struct rlimit before;
	struct point made;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit small = { .rlim_cur = 4096, .rlim_max = before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int err = past_try(past, &made, NULL, changes, count);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	return err;
}

static void
test_a_disk_that_takes_no_more(void **state)
{
	enum {
		COUNT = 60
	};
	struct past *past = *state;
	struct str words = { .len = 0 };
	struct repo_change changes[COUNT];
	char paths[COUNT][8];
	struct point made;

	for (size_t i = 0; i < 100000; i++)
		str_add_format(&words, "%zu ", i * 7919 % 99991);
	for (size_t i = 0; i < COUNT; i++) {
		snprintf(paths[i], sizeof paths[i], "%zu", i);
		changes[i] = past_put(paths[i], str_text(&words) + i);
	}
	/* As one loose object, and in a pack. */
	for (size_t count = 1; count <= COUNT; count += COUNT - 1) {
		assert_int_equal(try_on_small_disk(past, changes, count),
		    -ERR_REPO_FAILED);
		assert_non_null(strstr(err_last()->arg[1], strerror(EFBIG)));
		assert_int_equal(repo_sweep(past->place.repo), 0);
		place_run(&past->place,
		    "git fsck --strict 2>/dev/null && "
		    "test -z \"$(find $R/objects -type f)\"");
	}
	assert_int_equal(past_try(past, &made, NULL, changes, COUNT), 0);
	str_clear(&words);
}

static void
test_objects_that_cannot_be_made(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a", "1");
	struct point made;

	/* A file in the place of every folder of objects. */
	place_run(&past->place,
	    "cd $R/objects && for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do "
	    "for j in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do >$i$j; done; done");
	assert_true(past_try(past, &made, NULL, &change, 1) < 0);
	place_run(&past->place, "rm -r $R/objects && >$R/objects");
	assert_true(past_try(past, &made, NULL, &change, 1) < 0);
}

/* ------------------------------------------------------- a disk that lies */

/* An object that stands under the name, but is another one, whole: found
 * before the branch moves. */
static void
test_what_reads_differently_is_found(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a", "good\n");
	struct point made;

	place_run(&past->place,
	    "good=$(echo good | git hash-object --stdin) && "
	    "evil=$(echo evil | git hash-object -w --stdin) && "
	    "mkdir -p $R/objects/${good%%${good#??}} && "
	    "cp $R/objects/${evil%%${evil#??}}/${evil#??} "
	    "$R/objects/${good%%${good#??}}/${good#??}");
	assert_int_equal(past_try(past, &made, NULL, &change, 1),
	    -ERR_REPO_DAMAGED);
}

static void
test_mending_writes_what_is_missing(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a", "good\n");
	struct point made = past_commit(past, NULL, &change, 1);
	size_t count = 0;

	past_publish(past, NULL, &made);
	place_run(&past->place,
	    "f=$(echo good | git hash-object --stdin) && "
	    "f=$R/objects/${f%%${f#??}}/${f#??} && chmod 644 $f && >$f");
	assert_int_equal(repo_fsck(past->place.repo, false), -ERR_REPO_DAMAGED);
	assert_int_equal(repo_set_aside_damaged(past->place.repo, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(repo_fsck(past->place.repo, false), -ERR_REPO_DAMAGED);
	assert_int_equal(repo_write_blob(past->repo, "good\n", 5), 0);
	assert_int_equal(repo_fsck(past->place.repo, true), 0);
	assert_int_equal(repo_write_blob(past->repo, "good\n", 5), 0);
	fsync_fails = true;
	assert_int_equal(repo_write_blob(past->repo, "more\n", 5),
	    -ERR_FILE_SYNC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, past_set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_same_commit_twice_is_one),
		TEST(test_many_objects_are_one_pack),
		TEST(test_a_failed_fsync_of_the_folder_is_told),
		TEST(test_a_disk_that_takes_no_more),
		TEST(test_objects_that_cannot_be_made),
		TEST(test_what_reads_differently_is_found),
		TEST(test_mending_writes_what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
