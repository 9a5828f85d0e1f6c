/* link: -Wl,--wrap=fsync */
/*
 * Commits: the same trees and names as git's own for the same content, on
 * the disk before anybody is told, and what a refusing or lying disk gives.
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

#include "base/file.h"
#include "base/str.h"
#include "repo/repo.h"
#include "support/place.h"

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

struct world {
	struct place place;
	struct repo *repo;
};

static int
set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);

	fsync_fails = false;
	place_make(&world->place);
	assert_int_equal(repo_create(world->place.repo), 0);
	assert_int_equal(repo_open(&world->repo, world->place.repo), 0);
	*state = world;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *world = *state;

	fsync_fails = false;
	repo_close(world->repo);
	place_clear(&world->place);
	free(world);
	return 0;
}

static struct repo_change
put(const char *path, const char *words)
{
	return (struct repo_change){
		.path = path,
		.bytes = words,
		.len = words != NULL ? strlen(words) : 0,
	};
}

static int
try_commit(struct world *world, struct point *out, const struct point *parent,
    const struct repo_change *changes, size_t count)
{
	struct repo_commit commit = {
		.parents = parent,
		.parent_count = parent != NULL ? 1 : 0,
		.base = parent,
		.changes = changes,
		.change_count = count,
		.name = "a",
		.email = "a@b",
		.time = 1000000000,
		.message = "words\n",
	};

	return repo_write_commit(world->repo, out, &commit);
}

static struct point
commit(struct world *world, const struct point *parent,
    const struct repo_change *changes, size_t count)
{
	struct point made;

	assert_int_equal(try_commit(world, &made, parent, changes, count), 0);
	return made;
}

/* Moves the branch and asks git whether all is well. */
static void
publish(struct world *world, const struct point *from, const struct point *to)
{
	assert_int_equal(repo_move_head(world->repo, from, to), 0);
	place_run(&world->place,
	    "git fsck --strict --no-dangling 2>said && "
	    "test ! -s said");
}

/* The tree that git makes of the same files, as `find -type f` lists them
 * under the folder "work" of the place. */
static void
assert_same_tree(struct world *world)
{
	place_run(&world->place,
	    "rm -f index && export GIT_INDEX_FILE=$PWD/index "
	    "GIT_WORK_TREE=$PWD/work && cd work && git add -A -f . && "
	    "test $(git write-tree) = $(git rev-parse journal^{tree})");
}

/* ---------------------------------------------------------------- trees */

static void
test_a_first_commit_is_what_git_makes(void **state)
{
	struct world *world = *state;
	const struct repo_change changes[] = {
		put("decision/7k/7kq4.md", "Which?\n"),
		put("README.md", "Why\n"),
		put("decision/9a/9abc.md", "When?\n"),
		put("rules/00/0000.md", ""),
	};
	struct point made = commit(world, NULL, changes, 4);
	char hex[POINT_TEXT_SIZE];

	publish(world, NULL, &made);
	place_run(&world->place,
	    "mkdir -p work/decision/7k work/decision/9a work/rules/00 && "
	    "echo 'Which?' >work/decision/7k/7kq4.md && "
	    "echo Why >work/README.md && "
	    "echo 'When?' >work/decision/9a/9abc.md && "
	    ">work/rules/00/0000.md");
	assert_same_tree(world);
	point_print(hex, &made);
	char *theirs = place_ask(&world->place,
	    "git commit-tree -m words $(git rev-parse journal^{tree})");
	assert_string_equal(hex, theirs);
	free(theirs);
	/* Frozen for all releases. */
	assert_string_equal(hex, "2b563b105462f233771b3d4789f6ff197344eccd");
}

static void
test_changes_are_edits_additions_and_removals(void **state)
{
	struct world *world = *state;
	const struct repo_change first[] = {
		put("README.md", "Why\n"),
		put("said/aa/1.md", "one\n"),
		put("said/aa/2.md", "two\n"),
		put("said/bb/3.md", "three\n"),
		put("term/cc/4.md", "four\n"),
	};
	const struct repo_change second[] = {
		put("said/aa/2.md", "TWO\n"),
		put("term/cc/4.md", NULL),     /* its folders go too */
		put("said/bb/3.2.md", "3b\n"), /* a new one beside */
		put("said/bb/3.md", NULL),
		put("view/zz/5.md", "five\n"), /* new folders */
		put("not/there/6.md", NULL),
		put("absent.md", NULL),
	};
	struct point one = commit(world, NULL, first, 5);
	struct point two = commit(world, &one, second, 7);

	publish(world, NULL, &two);
	place_run(&world->place,
	    "mkdir -p work/said/aa work/said/bb work/view/zz && "
	    "echo Why >work/README.md && echo one >work/said/aa/1.md && "
	    "echo TWO >work/said/aa/2.md && echo 3b >work/said/bb/3.2.md && "
	    "echo five >work/view/zz/5.md");
	assert_same_tree(world);
}

/* git sorts a folder as if its name ended in a slash. */
static void
test_names_stand_in_the_order_of_git(void **state)
{
	struct world *world = *state;
	const struct repo_change changes[] = {
		put("a/x.md", "1"),
		put("a-b/x.md", "2"),
		put("a.md", "3"),
		put("a0/x.md", "4"),
		put("a!", "5"),
		put("a/x/y", "6"),
		put("a/x!", "7"),
		put("A", "8"),
		put("\xc3\xa9.md", "9"),
	};
	struct point made = commit(world, NULL, changes, 9);

	publish(world, NULL, &made);
	place_run(&world->place,
	    "mkdir -p work/a/x work/a-b work/a0 && cd work && "
	    "printf 1 >a/x.md && printf 2 >a-b/x.md && printf 3 >a.md && "
	    "printf 4 >a0/x.md && printf 5 >'a!' && printf 6 >a/x/y && "
	    "printf 7 >'a/x!' && printf 8 >A && "
	    "printf 9 >$(printf '\\303\\251').md");
	assert_same_tree(world);
}

static void
test_files_and_folders_change_places(void **state)
{
	struct world *world = *state;
	const struct repo_change first[] = { put("a", "1"), put("b/c", "2"),
		put("d/e/f", "3"), put("d/g", "4") };
	const struct repo_change second[] = { put("a", NULL), put("a/x", "5"),
		put("b", NULL), put("d", "6") };
	struct point one = commit(world, NULL, first, 4);
	struct point two = commit(world, &one, second, 4);

	publish(world, NULL, &two);
	place_run(&world->place,
	    "mkdir -p work/a && printf 5 >work/a/x && "
	    "printf 6 >work/d");
	assert_same_tree(world);
}

static void
test_everything_removed_is_an_empty_tree(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a/b/c", "1");
	struct point one = commit(world, NULL, &change, 1);

	change = put("a/b/c", NULL);
	struct point two = commit(world, &one, &change, 1);
	publish(world, NULL, &two);
	place_run(&world->place, "mkdir work");
	assert_same_tree(world);
}

static void
test_many_changes_at_once(void **state)
{
	struct world *world = *state;
	enum {
		COUNT = 1800
	};
	struct repo_change *changes = calloc(COUNT, sizeof *changes);
	struct str script = { .len = 0 };

	for (size_t i = 0; i < COUNT; i++) {
		struct str path = { .len = 0 };
		str_add_format(&path, "kind%zu/%02zx/%05zu.md", i % 3,
		    i * 7 % 256, i * 7919 % COUNT);
		changes[i] = put(str_take(&path), "same\n");
	}
	struct point one = commit(world, NULL, changes, COUNT);
	publish(world, NULL, &one);
	place_run(&world->place,
	    "git archive --prefix=work/ journal | tar x && "
	    "test $(find work -type f | wc -l) = %d",
	    COUNT);
	assert_same_tree(world);
	for (size_t i = 0; i < COUNT; i++)
		changes[i].bytes = i % 2 != 0 ? NULL : "other\n";
	for (size_t i = 0; i < COUNT; i++) {
		changes[i].len = i % 2 != 0 ? 0 : 6;
		if (i % 2 != 0)
			str_add_format(&script, "%s\n", changes[i].path);
	}
	char *list = place_path(&world->place, "list");
	assert_int_equal(file_write(list, str_text(&script), script.len), 0);
	struct point two = commit(world, &one, changes, COUNT);
	publish(world, &one, &two);
	place_run(&world->place,
	    "cd work && xargs rm <../list && "
	    "for f in $(find . -type f); do echo other >$f; done");
	assert_same_tree(world);
	for (size_t i = 0; i < COUNT; i++)
		free((char *)(uintptr_t)changes[i].path);
	str_clear(&script);
	free(list);
	free(changes);
}

/* What another program wrote wrongly beside a change does not live on. */
static void
test_a_hostile_base_becomes_a_good_tree(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("new.md", "new\n");
	struct point base;
	char *x =
	    place_ask(&world->place, "echo x | git hash-object -w --stdin");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "z.md", .object = x },
		{ .mode = "100644", .name = "a.md", .object = x },
		{ .mode = "100644", .name = "a.md", .object = x },
		{ .mode = "100644", .name = "..", .object = x },
		{ .mode = "100644", .name = ".", .object = x },
		{ .mode = "100644", .name = ".GIT", .object = x },
		{ .mode = "100644", .name = "x/y", .object = x },
	};
	char *tree = place_tree(&world->place, entries, 7);
	char *hex = place_ask(&world->place, "git commit-tree -m x %s", tree);

	assert_true(point_parse(&base, hex, strlen(hex)));
	free(hex);
	free(tree);
	free(x);
	struct repo_commit commit = {
		.parents = NULL,
		.base = &base,
		.changes = &change,
		.change_count = 1,
		.name = "a",
		.email = "a@b",
		.time = 1000000000,
		.message = "words\n",
	};
	struct point made;
	assert_int_equal(repo_write_commit(world->repo, &made, &commit), 0);
	assert_int_equal(repo_move_head(world->repo, NULL, &made), 0);
	place_run(&world->place,
	    "mkdir work && echo x >work/a.md && "
	    "echo x >work/z.md && echo new >work/new.md");
	assert_same_tree(world);
}

/* -------------------------------------------------------------- commits */

static void
test_joins_keep_the_order_of_parents(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a.md", "1");
	struct point one = commit(world, NULL, &change, 1);

	change = put("b.md", "2");
	struct point two = commit(world, NULL, &change, 1);
	struct point parents[2] = { two, one };
	struct repo_commit join = {
		.parents = parents,
		.parent_count = 2,
		.base = &two,
		.changes = &(struct repo_change){ .path = "a.md",
		    .bytes = "1",
		    .len = 1 },
		.change_count = 1,
		.name = "name with spaces",
		.email = "",
		.time = -5,
		.message = "without a line's end",
	};
	struct point made;
	assert_int_equal(repo_write_commit(world->repo, &made, &join), 0);
	struct repo_said said = { .parents = NULL };
	assert_int_equal(repo_read_commit(world->repo, &made, &said), 0);
	assert_int_equal(said.parent_count, 2);
	assert_true(point_equal(&said.parents[0], &two));
	assert_true(point_equal(&said.parents[1], &one));
	assert_int_equal(said.time, -5);
	assert_string_equal(said.name, "name with spaces");
	assert_string_equal(said.message, "without a line's end");
	repo_said_clear(&said);
	assert_null(said.parents);
	repo_said_clear(&said);
}

static void
test_the_same_commit_twice_is_one(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a/b/c.md", "1");
	struct point one = commit(world, NULL, &change, 1);
	struct point two;

	place_run(&world->place, "find $R/objects -type f | sort >before");
	/* Where a run was killed after these objects had got their names, the
	 * next one finds them there: their folders are fsynced all the same.
	 * Four objects lie in up to four of them, and objects/ comes last. */
	fsync_calls = 0;
	two = commit(world, NULL, &change, 1);
	assert_in_range(fsync_calls, 2, 6);
	assert_true(point_equal(&one, &two));
	place_run(&world->place,
	    "find $R/objects -type f | sort | "
	    "cmp - before");
	place_run(&world->place, "test $(wc -l <before) = 5");
	assert_int_equal(fsync_calls, 6);
}

static void
test_parents_must_be_here(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a", "1");
	struct point one = commit(world, NULL, &change, 1);
	struct point other = { .bytes = { 1, 2, 3 } };
	struct point made = { .bytes = { 9 } };
	struct repo_commit commit = {
		.parents = &other,
		.parent_count = 1,
		.base = &one,
		.name = "a",
		.email = "a@b",
		.message = "m\n",
	};

	assert_int_equal(repo_write_commit(world->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	commit.parents = &one;
	commit.base = &other;
	assert_int_equal(repo_write_commit(world->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	/* A tree is no parent. */
	char *hex = place_ask(&world->place, "git mktree </dev/null");
	assert_true(point_parse(&other, hex, strlen(hex)));
	free(hex);
	commit.parents = &other;
	commit.base = &one;
	assert_int_equal(repo_write_commit(world->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	struct repo_said said;
	assert_int_equal(repo_read_commit(world->repo, &other, &said),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(made.bytes[0], 9);
}

static void
test_reaching(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a", "1");
	struct point one = commit(world, NULL, &change, 1);
	change = put("a", "2");
	struct point two = commit(world, &one, &change, 1);
	change = put("a", "3");
	struct point three = commit(world, &one, &change, 1);
	struct point absent = { .bytes = { 1 } };
	const struct {
		const struct point *from;
		const struct point *to;
		bool want;
	} cases[] = {
		{ .from = &two, .to = &one, .want = true },
		{ .from = &one, .to = &two, .want = false },
		{ .from = &two, .to = &three, .want = false },
		{ .from = &two, .to = &two, .want = true },
		{ .from = &two, .to = &absent, .want = false },
		{ .from = &absent, .to = &two, .want = false },
		{ .from = &absent, .to = &absent, .want = false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool found = !cases[i].want;
		assert_int_equal(repo_reaches(world->repo, cases[i].from,
				     cases[i].to, &found),
		    0);
		assert_int_equal(found, cases[i].want);
	}
}

/* ---------------------------------------------------- a disk that refuses */

static void
test_a_failed_fsync_of_the_folder_is_told(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a/b/c.md", "1");
	struct point made;

	fsync_fails = true;
	fsync_calls = 0;
	assert_int_equal(try_commit(world, &made, NULL, &change, 1),
	    -ERR_FILE_SYNC);
	assert_int_equal(fsync_calls, 1);
}

static void
test_a_disk_that_takes_no_more(void **state)
{
	struct world *world = *state;
	struct str long_words = { .len = 0 };
	struct rlimit before;
	struct point made;

	for (size_t i = 0; i < 100000; i++)
		str_add_format(&long_words, "%zu ", i * 7919 % 99991);
	struct repo_change change = put("a", str_text(&long_words));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit small = { .rlim_cur = 4096, .rlim_max = before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	int err = try_commit(world, &made, NULL, &change, 1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(err, -ERR_REPO_FAILED);
	assert_string_equal(err_last()->arg[1], strerror(EFBIG));
	assert_int_equal(repo_sweep(world->place.repo), 0);
	place_run(&world->place,
	    "git fsck --strict 2>/dev/null && "
	    "test -z \"$(find $R/objects -type f)\"");
	assert_int_equal(try_commit(world, &made, NULL, &change, 1), 0);
	str_clear(&long_words);
}

static void
test_objects_that_cannot_be_made(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a", "1");
	struct point made;

	/* A file in the place of every folder of objects. */
	place_run(&world->place,
	    "cd $R/objects && for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do "
	    "for j in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do >$i$j; done; done");
	assert_true(try_commit(world, &made, NULL, &change, 1) < 0);
	place_run(&world->place, "rm -r $R/objects && >$R/objects");
	assert_true(try_commit(world, &made, NULL, &change, 1) < 0);
}

/* ------------------------------------------------------- a disk that lies */

/* An object that stands under the name, but is another one, whole: found
 * before the branch moves. */
static void
test_what_reads_differently_is_found(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a", "good\n");
	struct point made;

	place_run(&world->place,
	    "good=$(echo good | git hash-object --stdin) && "
	    "evil=$(echo evil | git hash-object -w --stdin) && "
	    "mkdir -p $R/objects/${good%%${good#??}} && "
	    "cp $R/objects/${evil%%${evil#??}}/${evil#??} "
	    "$R/objects/${good%%${good#??}}/${good#??}");
	assert_int_equal(try_commit(world, &made, NULL, &change, 1),
	    -ERR_REPO_DAMAGED);
}

static void
test_mending_writes_what_is_missing(void **state)
{
	struct world *world = *state;
	struct repo_change change = put("a", "good\n");
	struct point made = commit(world, NULL, &change, 1);
	size_t count = 0;

	publish(world, NULL, &made);
	place_run(&world->place,
	    "f=$(echo good | git hash-object --stdin) && "
	    "f=$R/objects/${f%%${f#??}}/${f#??} && chmod 644 $f && >$f");
	assert_int_equal(repo_fsck(world->place.repo, false),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(repo_set_aside_damaged(world->place.repo, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(repo_fsck(world->place.repo, false),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(repo_write_blob(world->repo, "good\n", 5), 0);
	assert_int_equal(repo_fsck(world->place.repo, true), 0);
	assert_int_equal(repo_write_blob(world->repo, "good\n", 5), 0);
	fsync_fails = true;
	assert_int_equal(repo_write_blob(world->repo, "more\n", 5),
	    -ERR_FILE_SYNC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_first_commit_is_what_git_makes),
		TEST(test_changes_are_edits_additions_and_removals),
		TEST(test_names_stand_in_the_order_of_git),
		TEST(test_files_and_folders_change_places),
		TEST(test_everything_removed_is_an_empty_tree),
		TEST(test_many_changes_at_once),
		TEST(test_a_hostile_base_becomes_a_good_tree),
		TEST(test_joins_keep_the_order_of_parents),
		TEST(test_the_same_commit_twice_is_one),
		TEST(test_parents_must_be_here),
		TEST(test_reaching),
		TEST(test_a_failed_fsync_of_the_folder_is_told),
		TEST(test_a_disk_that_takes_no_more),
		TEST(test_objects_that_cannot_be_made),
		TEST(test_what_reads_differently_is_found),
		TEST(test_mending_writes_what_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
