/*
 * Damage found and set aside, and the whole history as one file and back.
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

#include "repo/inside.h"
#include "support/place.h"

#include <withus/err.h>

static int
set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place_make(place);
	assert_int_equal(repo_create(place->repo), 0);
	*state = place;
	return 0;
}

static int
tear_down(void **state)
{
	place_clear(*state);
	free(*state);
	return 0;
}

/* Three commits of two files. */
static void
fill(const struct place *place)
{
	struct repo *repo = NULL;
	struct point head;

	assert_int_equal(repo_open(&repo, place->repo), 0);
	for (size_t i = 0; i < 3; i++) {
		static const char *const words[] = { "one\n", "two\n",
			"three\n" };
		const struct repo_change changes[] = {
			{ .path = "README.md", .bytes = "why\n", .len = 4 },
			{ .path = "said/aa/1.md",
			    .bytes = words[i],
			    .len = strlen(words[i]) },
		};
		struct repo_commit commit = {
			.parents = &head,
			.parent_count = i > 0,
			.base = i > 0 ? &head : NULL,
			.changes = changes,
			.change_count = 2,
			.name = "a",
			.email = "a@b",
			.message = "m\n",
		};
		struct point made;
		assert_int_equal(repo_write_commit(repo, &made, &commit), 0);
		assert_int_equal(repo_move_head(repo, i > 0 ? &head : NULL,
				     &made),
		    0);
		head = made;
	}
	repo_close(repo);
}

/* A shell function: `damage ID COMMAND` runs the command with $f being that
 * object's file, made writable. */
#define DAMAGE                                                                \
	"damage() { f=$(git rev-parse $1) && "                                \
	"f=$R/objects/${f%%${f#??}}/${f#??} && chmod 644 $f && eval \"$2\"; " \
	"}; "

/* --------------------------------------------------------------- damage */

static void
test_whole_repositories_are_clean(void **state)
{
	const struct place *place = *state;

	assert_int_equal(repo_fsck(place->repo, false), 0);
	fill(place);
	assert_int_equal(repo_fsck(place->repo, false), 0);
	assert_int_equal(repo_fsck(place->repo, true), 0);
	place_run(place, "git repack -q -a -d && git prune-packed");
	assert_int_equal(repo_fsck(place->repo, false), 0);
	assert_int_equal(repo_fsck(place->repo, true), 0);
}

/* Whatever becomes of one object: found, named, set aside, and the rest
 * stays. libgit2 hangs on the second of these. */
static void
test_damaged_objects_are_set_aside(void **state)
{
	const struct place *place = *state;
	static const char *const ways[] = {
		">$f",
		"head -c 12 $f >g && cat g >$f",
		"printf xxxx | dd of=$f bs=1 seek=3 conv=notrunc 2>/dev/null",
		"echo rubbish >$f",
		"printf more >>$f",
		"cat $R/objects/*/* | head -c 300 >g && cat g >$f",
		("echo other | git hash-object -w --stdin >id && "
		 "g=$(cat id) && cat $R/objects/${g%%${g#??}}/${g#??} >$f"),
	};

	fill(place);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		size_t count = 9;

		place_run(place, "rm -rf keep && cp -a $R keep");
		place_run(place, DAMAGE "damage journal~1:said/aa/1.md '%s'",
		    ways[i]);
		assert_int_equal(repo_fsck(place->repo, false),
		    -ERR_REPO_DAMAGED);
		assert_string_equal(err_last()->arg[0], place->repo);
		assert_true(strlen(err_last()->arg[1]) > 10);
		assert_null(strchr(err_last()->arg[1], '\n'));
		assert_int_equal(repo_set_aside_damaged(place->repo, &count),
		    0);
		assert_int_equal(count, 1);
		place_run(place,
		    "id=$(cd keep && GIT_DIR=. git rev-parse "
		    "journal~1:said/aa/1.md) && test -f $R/corrupt/$id && "
		    "test $(ls $R/corrupt | wc -l) = 1");
		/* The hole is told too, until it is mended. */
		assert_int_equal(repo_fsck(place->repo, false),
		    -ERR_REPO_DAMAGED);
		struct repo *repo = NULL;
		assert_int_equal(repo_open(&repo, place->repo), 0);
		assert_int_equal(repo_write_blob(repo, "two\n", 4), 0);
		repo_close(repo);
		assert_int_equal(repo_fsck(place->repo, true), 0);
		place_run(place, "rm -r $R && mv keep $R");
	}
}

static void
test_all_objects_damaged(void **state)
{
	const struct place *place = *state;
	size_t count = 0;

	fill(place);
	place_run(place,
	    "for f in $R/objects/[0-9a-f]*/*; do "
	    "chmod 644 $f; >$f; done; "
	    "ls $R/objects/[0-9a-f]*/* | wc -l >count");
	assert_int_equal(repo_set_aside_damaged(place->repo, &count), 0);
	char *all = place_ask(place, "cat count");
	assert_int_equal(count, strtoul(all, NULL, 10));
	free(all);
	place_run(place, "test -z \"$(find $R/objects -type f)\"");
	assert_int_equal(repo_set_aside_damaged(place->repo, &count), 0);
	assert_int_equal(count, 0);
}

static void
test_nothing_is_set_aside_without_damage(void **state)
{
	const struct place *place = *state;
	size_t count = 7;

	fill(place);
	assert_int_equal(repo_set_aside_damaged(place->repo, &count), 0);
	assert_int_equal(count, 0);
	place_run(place, "test ! -e $R/corrupt");
}

static void
test_damage_that_cannot_be_moved_is_told(void **state)
{
	const struct place *place = *state;
	size_t count = 0;

	fill(place);
	place_run(place,
	    DAMAGE "damage journal '>$f'; "
		   "mkdir -p $R/corrupt/$(git rev-parse "
		   "journal)/x 2>/dev/null; id=$(cat "
		   "$R/refs/heads/journal); mkdir -p "
		   "$R/corrupt/$id/x");
	assert_int_equal(repo_set_aside_damaged(place->repo, &count),
	    -ERR_FILE_WRITE);
	place_run(place, "rm -r $R/corrupt && echo file >$R/corrupt");
	assert_int_not_equal(repo_set_aside_damaged(place->repo, &count), 0);
}

static void
test_missing_objects_and_refs_are_damage(void **state)
{
	const struct place *place = *state;

	fill(place);
	place_run(place, DAMAGE "damage journal:README.md 'rm $f'");
	assert_int_equal(repo_fsck(place->repo, false), -ERR_REPO_DAMAGED);
	assert_non_null(strstr(err_last()->arg[1], "broken link"));
	place_run(place, "rm $R/HEAD");
	assert_int_equal(repo_fsck(place->repo, false), -ERR_REPO_DAMAGED);
	place_run(place, "rm -r $R");
	assert_int_equal(repo_fsck(place->repo, false), -ERR_REPO_MISSING);
}

/* A git of our own: one that is killed, and none at all. */
static void
test_a_git_that_fails_is_no_damage(void **state)
{
	const struct place *place = *state;
	char *path = strdup(getenv("PATH"));
	size_t count = 0;

	place_run(place,
	    "printf '#!/bin/sh\\nkill -9 $$\\n' >git && "
	    "chmod +x git");
	setenv("PATH", place->dir, 1);
	int killed = repo_fsck(place->repo, false);
	int aside = repo_set_aside_damaged(place->repo, &count);
	setenv("PATH", "/nowhere", 1);
	int none = repo_fsck(place->repo, false);
	setenv("PATH", path, 1);
	assert_int_equal(killed, -ERR_CHILD_FAILED);
	assert_int_equal(aside, -ERR_CHILD_FAILED);
	assert_int_equal(none, -ERR_CHILD_START);
	place_run(place,
	    "printf '#!/bin/sh\\nenv >'$PWD'/seen\\n"
	    "echo \"$@\" >'$PWD'/args\\nkill -9 $$\\n' >git");
	char *both = malloc(strlen(path) + strlen(place->dir) + 2);
	sprintf(both, "%s:%s", place->dir, path);
	setenv("PATH", both, 1);
	setenv("GIT_DIR", "/evil", 1);
	(void)repo_fsck(place->repo, false);
	unsetenv("GIT_DIR");
	setenv("PATH", path, 1);
	/* What git sees of the world. */
	place_run(place,
	    "grep -qx LC_ALL=C seen && ! grep -q evil seen && "
	    "grep -qx GIT_CONFIG_GLOBAL=/dev/null seen && "
	    "test $(grep -c = seen) -le 12 && "
	    "grep -q 'core.fsync=all' args && "
	    "grep -q 'no-full --no-dangling' args");
	free(both);
	free(path);
}

static void
test_only_the_first_words_are_kept(void **state)
{
	static const struct {
		const char *said;
		const char *want;
	} cases[] = {
		{ .said = "error: one\nerror: two\n", .want = "one" },
		{ .said = "fatal: no end", .want = "no end" },
		{ .said = "warning: x\n", .want = "x" },
		{ .said = "missing blob 12\n", .want = "missing blob 12" },
		{ .said = "", .want = "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str said = { .len = 0 };
		str_add(&said, cases[i].said);
		char *words = repo_first_words(&said);
		assert_string_equal(words, cases[i].want);
		free(words);
		str_clear(&said);
	}
}

/* -------------------------------------------------------------- bundles */

static void
test_a_bundle_there_and_back(void **state)
{
	const struct place *place = *state;
	char *file = place_path(place, "all:of -it.bundle");
	char *copy = place_path(place, "copy.git");
	struct point before;
	struct point after;

	fill(place);
	assert_int_equal(repo_bundle(place->repo, file), 0);
	assert_int_equal(repo_bundle(place->repo, file), 0);
	assert_int_equal(repo_unbundle(copy, file), 0);
	assert_int_equal(repo_head(&before, place->repo), 0);
	assert_int_equal(repo_head(&after, copy), 0);
	assert_true(point_equal(&before, &after));
	assert_int_equal(repo_fsck(copy, true), 0);
	struct repo *repo = NULL;
	assert_int_equal(repo_open(&repo, copy), 0);
	repo_close(repo);
	assert_int_equal(repo_unbundle(copy, file), -ERR_FILE_EXISTS);
	char *names = place_ask(place, "ls -A && ls -A copy.git");
	assert_string_equal(names,
	    "all:of -it.bundle\ncopy.git\np.git\n"
	    "HEAD\nconfig\nobjects\nrefs");
	free(names);
	free(copy);
	free(file);
}

static void
test_bundles_that_cannot_be(void **state)
{
	const struct place *place = *state;
	char *file = place_path(place, "b.bundle");
	char *copy = place_path(place, "copy.git");
	char *far = place_path(place, "not/there.bundle");

	/* Nothing to be told yet. */
	assert_int_equal(repo_bundle(place->repo, file), -ERR_CHILD_FAILED);
	fill(place);
	assert_int_equal(repo_bundle(copy, file), -ERR_REPO_MISSING);
	assert_int_equal(repo_bundle(place->repo, far), -ERR_FILE_READ);
	assert_int_equal(repo_unbundle(copy, file), -ERR_FILE_READ);
	place_run(place, "mkdir b.bundle && touch b.bundle/x");
	assert_int_equal(repo_bundle(place->repo, file), -ERR_FILE_EXISTS);
	place_run(place, "rm -r b.bundle && echo rubbish >b.bundle");
	assert_int_equal(repo_unbundle(copy, file), -ERR_CHILD_FAILED);
	assert_int_equal(repo_bundle(place->repo, file), 0);
	place_run(place, "head -c -20 b.bundle >c && mv c b.bundle");
	assert_int_equal(repo_unbundle(copy, file), -ERR_CHILD_FAILED);
	assert_int_equal(repo_unbundle(far, file), -ERR_FILE_READ);
	char *names = place_ask(place, "ls -A");
	assert_string_equal(names, "b.bundle\np.git");
	free(names);
	free(far);
	free(copy);
	free(file);
}

/* git itself does not look into bundles. */
static void
test_a_bundle_with_bad_objects_is_refused(void **state)
{
	const struct place *place = *state;
	char *file = place_path(place, "b.bundle");
	char *copy = place_path(place, "copy.git");
	char *x = place_ask(place, "echo x | git hash-object -w --stdin");
	char *tree = place_tree(place,
	    &(struct place_entry){ .mode = "100644",
		.name = ".git",
		.object = x },
	    1);

	place_run(place,
	    "c=$(git commit-tree -m x %s) && "
	    "echo $c >$R/refs/heads/journal",
	    tree);
	assert_int_equal(repo_bundle(place->repo, file), 0);
	assert_true(repo_unbundle(copy, file) < 0);
	place_run(place, "test ! -e copy.git");
	free(tree);
	free(x);
	free(copy);
	free(file);
}

/* ---------------------------------------------------------------- faults */

static const struct {
	int code;
	int class; /* 0: no words */
	const char *words;
	int reason;
	int want;
} faults[] = {
	{ .code = GIT_ELOCKED, .want = -ERR_REPO_LOCKED },
	{ .code = GIT_EMODIFIED, .want = -ERR_REPO_MOVED },
	{ .code = GIT_ENOTFOUND, .want = -ERR_REPO_DAMAGED },
	{ .code = GIT_EMISMATCH, .want = -ERR_REPO_DAMAGED },
	{ .code = -1, .reason = ENOSPC, .want = -ERR_DISK_FULL },
	{ .code = -1, .reason = EDQUOT, .want = -ERR_DISK_FULL },
	{ .code = -1, .reason = EIO, .want = -ERR_REPO_FAILED },
	{ .code = -1, .want = -ERR_REPO_FAILED },
	{ .code = -1,
	    .class = GIT_ERROR_OS,
	    .words = "failed to write: No space left on device",
	    .want = -ERR_DISK_FULL },
	{ .code = -1,
	    .class = GIT_ERROR_OS,
	    .words = "failed to fsync 'x': Input/output error",
	    .want = -ERR_FILE_SYNC },
	{ .code = -1,
	    .class = GIT_ERROR_OS,
	    .words = "failed to open 'x': Permission denied",
	    .reason = ENOSPC,
	    .want = -ERR_REPO_FAILED },
	{ .code = -1,
	    .class = GIT_ERROR_ZLIB,
	    .words = "error inflating",
	    .want = -ERR_REPO_DAMAGED },
	{ .code = -1,
	    .class = GIT_ERROR_ODB,
	    .words = "lost",
	    .want = -ERR_REPO_DAMAGED },
	{ .code = -1,
	    .class = GIT_ERROR_OBJECT,
	    .words = "odd",
	    .want = -ERR_REPO_DAMAGED },
	{ .code = -1,
	    .class = GIT_ERROR_TREE,
	    .words = "odd",
	    .want = -ERR_REPO_FAILED },
};

static void
test_faults_of_the_library(void **state)
{
	(void)state;
	assert_int_equal(repo_start("x"), 0);
	assert_int_equal(repo_start("x"), 0);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		repo_forget();
		if (faults[i].class != 0)
			git_error_set_str(faults[i].class, faults[i].words);
		errno = faults[i].reason;
		int got = repo_fault("here", faults[i].code);
		if (got != faults[i].want)
			fail_msg("case %zu: %d", i, got);
		assert_string_equal(err_last()->arg[0], "here");
	}
	errno = EDQUOT;
	assert_int_equal(repo_file_fault("here"), -ERR_DISK_FULL);
	errno = EROFS;
	assert_int_equal(repo_file_fault("here"), -ERR_FILE_WRITE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_whole_repositories_are_clean),
		TEST(test_damaged_objects_are_set_aside),
		TEST(test_all_objects_damaged),
		TEST(test_nothing_is_set_aside_without_damage),
		TEST(test_damage_that_cannot_be_moved_is_told),
		TEST(test_missing_objects_and_refs_are_damage),
		TEST(test_a_git_that_fails_is_no_damage),
		cmocka_unit_test(test_only_the_first_words_are_kept),
		TEST(test_a_bundle_there_and_back),
		TEST(test_bundles_that_cannot_be),
		TEST(test_a_bundle_with_bad_objects_is_refused),
		cmocka_unit_test(test_faults_of_the_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
