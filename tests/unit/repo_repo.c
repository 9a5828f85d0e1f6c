/* link: -Wl,--wrap=fsync -Wl,--wrap=rename */
/*
 * Making and opening a repository, the branch read and moved, and what a
 * killed writer leaves behind.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "repo/repo.h"
#include "support/place.h"

#include <withus/err.h>

/* Which of our own calls fails next, counted from 1; 0: none. */
static unsigned fsync_to_fail;
static unsigned fsync_calls;
static unsigned rename_to_fail;
static unsigned rename_calls;
static int rename_reason;

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

int
__wrap_fsync(int fd)
{
	if (++fsync_calls != fsync_to_fail)
		return __real_fsync(fd);
	errno = EIO;
	return -1;
}

int
__wrap_rename(const char *from, const char *to)
{
	if (++rename_calls != rename_to_fail)
		return __real_rename(from, to);
	errno = rename_reason;
	return -1;
}

static int
set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place_make(place);
	*state = place;
	fsync_calls = fsync_to_fail = 0;
	rename_calls = rename_to_fail = 0;
	return 0;
}

static int
tear_down(void **state)
{
	place_clear(*state);
	free(*state);
	return 0;
}

static struct point
make_commit(struct repo *repo, const struct point *parent, const char *words)
{
	struct repo_change change = {
		.path = "README.md",
		.bytes = words,
		.len = strlen(words),
	};
	struct repo_commit commit = {
		.parents = parent,
		.parent_count = parent != NULL ? 1 : 0,
		.base = parent,
		.changes = &change,
		.change_count = 1,
		.name = "withus",
		.email = "withus@example.invalid",
		.time = 1000000000,
		.message = "project\n",
	};
	struct point made;

	assert_int_equal(repo_write_commit(repo, &made, &commit), 0);
	return made;
}

/* ------------------------------------------------------------- creating */

static void
test_git_likes_what_is_made(void **state)
{
	const struct place *place = *state;

	assert_int_equal(repo_create(place->repo), 0);
	place_run(place, "git fsck --strict && git config core.bare >bare");
	char *names = place_ask(place, "ls -A; ls -A $R; stat -c %%a $R");
	assert_string_equal(names,
	    "bare\np.git\nHEAD\nconfig\nobjects\nrefs\n700");
	free(names);
	char *branch = place_ask(place, "git symbolic-ref HEAD");
	assert_string_equal(branch, "refs/heads/journal");
	free(branch);
}

static void
test_what_is_there_is_not_made_again(void **state)
{
	const struct place *place = *state;

	place_run(place, "echo mine >$R");
	assert_int_equal(repo_create(place->repo), -ERR_FILE_EXISTS);
	place_run(place, "test \"$(cat $R)\" = mine");
}

static void
test_a_name_taken_meanwhile_is_left(void **state)
{
	const struct place *place = *state;

	rename_to_fail = 3; /* after those of config and HEAD */
	rename_reason = ENOTEMPTY;
	assert_int_equal(repo_create(place->repo), -ERR_FILE_EXISTS);
	place_run(place, "test -z \"$(ls -A)\"");
}

static void
test_no_folder_above_is_a_fault(void **state)
{
	const struct place *place = *state;
	char *path = place_path(place, "not/there.git");

	assert_int_equal(repo_create(path), -ERR_FILE_READ);
	free(path);
}

static void
test_leftovers_of_killed_runs_go(void **state)
{
	const struct place *place = *state;

	place_run(place,
	    "mkdir -p p.git.tmp-12345678/objects p.git.tmp-x q.git.tmp-1 && "
	    "touch p.git.tmp-12345678/config");
	assert_int_equal(repo_create(place->repo), 0);
	char *names = place_ask(place, "ls -A");
	assert_string_equal(names, "p.git\nq.git.tmp-1");
	free(names);
}

/* Whichever fsync or rename fails: nothing is there, or all of it is, and
 * the next try succeeds or finds it. */
static void
test_a_failed_step_leaves_all_or_nothing(void **state)
{
	const struct place *place = *state;
	unsigned n;

	for (n = 1; n < 100; n++) {
		fsync_calls = 0;
		fsync_to_fail = n;
		int err = repo_create(place->repo);
		if (err == 0)
			break;
		assert_int_equal(err, -ERR_FILE_SYNC);
		if (place_try(place, "test -e $R") == 0)
			place_run(place, "git fsck --strict && rm -r $R");
		else
			place_run(place, "test -z \"$(ls -A)\"");
	}
	assert_in_range(n, 10, 30);
}

static void
test_a_full_disk_is_told_as_such(void **state)
{
	const struct place *place = *state;

	rename_to_fail = 3;
	rename_reason = ENOSPC;
	assert_int_equal(repo_create(place->repo), -ERR_DISK_FULL);
	place_run(place, "test -z \"$(ls -A)\"");
}

/* A path without a folder in it, or with a slash at its end. */
static void
test_paths_are_taken_as_they_come(void **state)
{
	const struct place *place = *state;
	char before[4096];

	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(chdir(place->dir), 0);
	int bare = repo_create("bare.git");
	int slash = repo_create("slash.git/");
	assert_int_equal(chdir(before), 0);
	assert_int_equal(bare, 0);
	assert_int_equal(slash, 0);
	char *names = place_ask(place, "ls -A");
	assert_string_equal(names, "bare.git\nslash.git");
	free(names);
}

/* -------------------------------------------------------------- opening */

static void
assert_opens(const struct place *place, int want)
{
	struct repo *repo = NULL;

	assert_int_equal(repo_open(&repo, place->repo), want);
	assert_true((repo != NULL) == (want == 0));
	repo_close(repo);
}

static void
test_only_our_own_opens(void **state)
{
	const struct place *place = *state;

	assert_opens(place, -ERR_REPO_MISSING);
	place_run(place, "git init -q --bare $R");
	assert_opens(place, -ERR_REPO_CONFIG);
	place_run(place, "rm -r $R");
	assert_int_equal(repo_create(place->repo), 0);
	assert_opens(place, 0);
	place_run(place, "cp $R/config config && git config core.editor evil");
	assert_opens(place, -ERR_REPO_CONFIG);
	place_run(place, "rm $R/config");
	assert_opens(place, -ERR_REPO_CONFIG);
	place_run(place, "head -c 20 config >$R/config");
	assert_opens(place, -ERR_REPO_CONFIG);
	place_run(place, "cp config $R && yes | head -c 9999 >$R/HEAD");
	assert_opens(place, -ERR_REPO_DAMAGED);
	place_run(place, "echo ref: refs/heads/journal >$R/HEAD");
	assert_opens(place, 0);
	place_run(place, "rmdir $R/objects/* && rmdir $R/objects");
	assert_opens(place, -ERR_REPO_DAMAGED);
	repo_close(NULL);
}

static void
test_settings_of_people_do_not_count(void **state)
{
	const struct place *place = *state;
	char *home = getenv("HOME") != NULL ? strdup(getenv("HOME")) : NULL;

	place_run(place, "printf '[core\\nbroken' >.gitconfig");
	setenv("HOME", place->dir, 1);
	struct repo *repo = NULL;
	assert_int_equal(repo_create(place->repo), 0);
	assert_int_equal(repo_open(&repo, place->repo), 0);
	struct point made = make_commit(repo, NULL, "one\n");
	assert_int_equal(repo_move_head(repo, NULL, &made), 0);
	repo_close(repo);
	if (home != NULL)
		setenv("HOME", home, 1);
	free(home);
}

/* ----------------------------------------------------------- the branch */

static void
assert_head(const struct place *place, const struct point *want)
{
	struct point head = { .bytes = { 1 } };

	assert_int_equal(repo_head(&head, place->repo), 0);
	assert_memory_equal(head.bytes, want->bytes, sizeof head.bytes);
}

static void
test_the_branch_is_found_loose_and_packed(void **state)
{
	const struct place *place = *state;
	static const struct point none;
	struct repo *repo = NULL;

	assert_int_equal(repo_create(place->repo), 0);
	assert_head(place, &none);
	assert_int_equal(repo_open(&repo, place->repo), 0);
	struct point first = make_commit(repo, NULL, "one\n");
	assert_head(place, &none);
	assert_int_equal(repo_move_head(repo, NULL, &first), 0);
	assert_head(place, &first);
	place_run(place, "git pack-refs --all && test ! -e $R/refs/heads/*");
	assert_head(place, &first);
	struct point second = make_commit(repo, &first, "two\n");
	assert_int_equal(repo_move_head(repo, &first, &second), 0);
	assert_head(place, &second);
	place_run(place, "git fsck --strict && test ! -e $R/logs");
	repo_close(repo);
	place_run(place,
	    "rm $R/refs/heads/journal && echo '# x' "
	    ">$R/packed-refs");
	assert_head(place, &none);
}

static void
test_a_damaged_branch_is_told(void **state)
{
	const struct place *place = *state;
	static const char *const bad[] = { "", "short\n", "ref: HEAD\n",
		"0000000000000000000000000000000000000000\n",
		"5716ca5987cbf97d6bb54920bea6adde242d87e6",
		"5716CA5987CBF97D6BB54920BEA6ADDE242D87E6\n",
		"5716ca5987cbf97d6bb54920bea6adde242d87e6 \n" };
	struct point head;

	assert_int_equal(repo_head(&head, place->repo), -ERR_REPO_MISSING);
	assert_int_equal(repo_create(place->repo), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		place_run(place, "printf '%s' >$R/refs/heads/journal", bad[i]);
		assert_int_equal(repo_head(&head, place->repo),
		    -ERR_REPO_DAMAGED);
	}
	place_run(place,
	    "rm $R/refs/heads/journal && echo rubbish "
	    ">$R/packed-refs");
	assert_int_not_equal(repo_head(&head, place->repo), 0);
	place_run(place, "git config x.y z");
	assert_int_equal(repo_head(&head, place->repo), -ERR_REPO_CONFIG);
}

static void
test_only_who_saw_the_branch_moves_it(void **state)
{
	const struct place *place = *state;
	static const struct point none;
	struct repo *repo = NULL;

	assert_int_equal(repo_create(place->repo), 0);
	assert_int_equal(repo_open(&repo, place->repo), 0);
	struct point one = make_commit(repo, NULL, "one\n");
	struct point two = make_commit(repo, &one, "two\n");
	struct point three = make_commit(repo, &one, "three\n");
	assert_int_equal(repo_move_head(repo, &one, &two), -ERR_REPO_MOVED);
	assert_head(place, &none);
	assert_int_equal(repo_move_head(repo, &none, &one), 0);
	assert_int_equal(repo_move_head(repo, &none, &two), -ERR_REPO_MOVED);
	assert_int_equal(repo_move_head(repo, NULL, &two), -ERR_REPO_MOVED);
	assert_int_equal(repo_move_head(repo, &one, &two), 0);
	assert_int_equal(repo_move_head(repo, &one, &three), -ERR_REPO_MOVED);
	assert_head(place, &two);
	place_run(place, "touch $R/refs/heads/journal.lock");
	assert_int_equal(repo_move_head(repo, &two, &three), -ERR_REPO_LOCKED);
	assert_int_equal(repo_sweep(place->repo), 0);
	assert_int_equal(repo_move_head(repo, &two, &three), 0);
	assert_head(place, &three);
	struct point absent = { .bytes = { 7 } };
	assert_true(repo_move_head(repo, &three, &absent) < 0);
	assert_head(place, &three);
	repo_close(repo);
}

/* ------------------------------------------------------------- sweeping */

static void
test_sweeping_takes_leftovers_alone(void **state)
{
	const struct place *place = *state;

	assert_int_equal(repo_sweep(place->repo), -ERR_REPO_MISSING);
	assert_int_equal(repo_create(place->repo), 0);
	place_run(place, "find $R | sort >before");
	place_run(place,
	    "cd $R && touch refs/heads/journal.lock packed-refs.lock "
	    "HEAD.lock config.lock objects/tmp_object_git2_abc "
	    "objects/tmp_obj_x objects/pack/pack_git2_x "
	    "objects/pack/tmp_pack_x objects/pack/pack-1.idx.lock "
	    "objects/pack/pack-1.pack && "
	    "ln -s /etc/passwd objects/tmp_object_link");
	assert_int_equal(repo_sweep(place->repo), 0);
	place_run(place, "find $R | sort | cmp - before");
	place_run(place,
	    "cd $R && touch objects/pack/pack-1.pack "
	    "objects/pack/pack-1.idx objects/pack/pack-2.pack "
	    "objects/pack/pack-2.keep objects/pack/.lock "
	    "refs/heads/other.lock && "
	    "mkdir objects/00 && find $R | sort >../before");
	assert_int_equal(repo_sweep(place->repo), 0);
	place_run(place, "find $R | sort | cmp - before");
	place_run(place, "rm -r $R/objects");
	assert_int_equal(repo_sweep(place->repo), 0);
}

static void
test_what_cannot_be_swept_is_told(void **state)
{
	const struct place *place = *state;

	assert_int_equal(repo_create(place->repo), 0);
	place_run(place, "mkdir $R/HEAD.lock");
	assert_int_equal(repo_sweep(place->repo), -ERR_FILE_WRITE);
	place_run(place, "rmdir $R/HEAD.lock && mkdir $R/objects/tmp_object_");
	assert_int_equal(repo_sweep(place->repo), -ERR_FILE_WRITE);
}

static void
test_the_library_says_its_version(void **state)
{
	(void)state;
	assert_int_equal(strncmp(repo_library(), "libgit2 1.", 10), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		/* First, before libgit2 has looked for a home. */
		TEST(test_settings_of_people_do_not_count),
		TEST(test_git_likes_what_is_made),
		TEST(test_what_is_there_is_not_made_again),
		TEST(test_a_name_taken_meanwhile_is_left),
		TEST(test_no_folder_above_is_a_fault),
		TEST(test_leftovers_of_killed_runs_go),
		TEST(test_a_failed_step_leaves_all_or_nothing),
		TEST(test_a_full_disk_is_told_as_such),
		TEST(test_paths_are_taken_as_they_come),
		TEST(test_only_our_own_opens),
		TEST(test_the_branch_is_found_loose_and_packed),
		TEST(test_a_damaged_branch_is_told),
		TEST(test_only_who_saw_the_branch_moves_it),
		TEST(test_sweeping_takes_leftovers_alone),
		TEST(test_what_cannot_be_swept_is_told),
		cmocka_unit_test(test_the_library_says_its_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
