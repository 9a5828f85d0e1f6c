/*
 * Commits: the same trees and names as git's own for the same content.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "support/past.h"

#include <withus/err.h>

/* The tree that git makes of the same files, as `find -type f` lists them
 * under the folder "work" of the place. */
static void
assert_same_tree(struct past *past)
{
	place_run(&past->place,
	    "rm -f index && export GIT_INDEX_FILE=$PWD/index "
	    "GIT_WORK_TREE=$PWD/work && cd work && git add -A -f . && "
	    "test $(git write-tree) = $(git rev-parse journal^{tree})");
}

/* ---------------------------------------------------------------- trees */

static void
test_a_first_commit_is_what_git_makes(void **state)
{
	struct past *past = *state;
	const struct repo_change changes[] = {
		past_put("decision/7k/7kq4.md", "Which?\n"),
		past_put("README.md", "Why\n"),
		past_put("decision/9a/9abc.md", "When?\n"),
		past_put("rules/00/0000.md", ""),
	};
	struct point made = past_commit(past, NULL, changes, 4);
	char hex[POINT_TEXT_SIZE];

	past_publish(past, NULL, &made);
	place_run(&past->place,
	    "mkdir -p work/decision/7k work/decision/9a work/rules/00 && "
	    "echo 'Which?' >work/decision/7k/7kq4.md && "
	    "echo Why >work/README.md && "
	    "echo 'When?' >work/decision/9a/9abc.md && "
	    ">work/rules/00/0000.md");
	assert_same_tree(past);
	point_print(hex, &made);
	char *theirs = place_ask(&past->place,
	    "git commit-tree -m words $(git rev-parse journal^{tree})");
	assert_string_equal(hex, theirs);
	free(theirs);
	/* Frozen for all releases. */
	assert_string_equal(hex, "2b563b105462f233771b3d4789f6ff197344eccd");
}

static void
test_changes_are_edits_additions_and_removals(void **state)
{
	struct past *past = *state;
	const struct repo_change first[] = {
		past_put("README.md", "Why\n"),
		past_put("said/aa/1.md", "one\n"),
		past_put("said/aa/2.md", "two\n"),
		past_put("said/bb/3.md", "three\n"),
		past_put("term/cc/4.md", "four\n"),
	};
	const struct repo_change second[] = {
		past_put("said/aa/2.md", "TWO\n"),
		past_put("term/cc/4.md", NULL),     /* its folders go too */
		past_put("said/bb/3.2.md", "3b\n"), /* a new one beside */
		past_put("said/bb/3.md", NULL),
		past_put("view/zz/5.md", "five\n"), /* new folders */
		past_put("not/there/6.md", NULL),
		past_put("absent.md", NULL),
	};
	struct point one = past_commit(past, NULL, first, 5);
	struct point two = past_commit(past, &one, second, 7);

	past_publish(past, NULL, &two);
	place_run(&past->place,
	    "mkdir -p work/said/aa work/said/bb work/view/zz && "
	    "echo Why >work/README.md && echo one >work/said/aa/1.md && "
	    "echo TWO >work/said/aa/2.md && echo 3b >work/said/bb/3.2.md && "
	    "echo five >work/view/zz/5.md");
	assert_same_tree(past);
}

/* git sorts a folder as if its name ended in a slash. */
static void
test_names_stand_in_the_order_of_git(void **state)
{
	struct past *past = *state;
	const struct repo_change changes[] = {
		past_put("a/x.md", "1"),
		past_put("a-b/x.md", "2"),
		past_put("a.md", "3"),
		past_put("a0/x.md", "4"),
		past_put("a!", "5"),
		past_put("a/x/y", "6"),
		past_put("a/x!", "7"),
		past_put("A", "8"),
		past_put("\xc3\xa9.md", "9"),
	};
	struct point made = past_commit(past, NULL, changes, 9);

	past_publish(past, NULL, &made);
	place_run(&past->place,
	    "mkdir -p work/a/x work/a-b work/a0 && cd work && "
	    "printf 1 >a/x.md && printf 2 >a-b/x.md && printf 3 >a.md && "
	    "printf 4 >a0/x.md && printf 5 >'a!' && printf 6 >a/x/y && "
	    "printf 7 >'a/x!' && printf 8 >A && "
	    "printf 9 >$(printf '\\303\\251').md");
	assert_same_tree(past);
}

static void
test_files_and_folders_change_places(void **state)
{
	struct past *past = *state;
	const struct repo_change first[] = { past_put("a", "1"),
		past_put("b/c", "2"), past_put("d/e/f", "3"),
		past_put("d/g", "4") };
	const struct repo_change second[] = { past_put("a", NULL),
		past_put("a/x", "5"), past_put("b", NULL), past_put("d", "6") };
	struct point one = past_commit(past, NULL, first, 4);
	struct point two = past_commit(past, &one, second, 4);

	past_publish(past, NULL, &two);
	place_run(&past->place,
	    "mkdir -p work/a && printf 5 >work/a/x && "
	    "printf 6 >work/d");
	assert_same_tree(past);
}

static void
test_everything_removed_is_an_empty_tree(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c", "1");
	struct point one = past_commit(past, NULL, &change, 1);

	change = past_put("a/b/c", NULL);
	struct point two = past_commit(past, &one, &change, 1);
	past_publish(past, NULL, &two);
	place_run(&past->place, "mkdir work");
	assert_same_tree(past);
}

static void
test_many_changes_at_once(void **state)
{
	struct past *past = *state;
	enum {
		COUNT = 1800
	};
	struct repo_change *changes = calloc(COUNT, sizeof *changes);
	struct str script = { .len = 0 };

	for (size_t i = 0; i < COUNT; i++) {
		struct str path = { .len = 0 };
		str_add_format(&path, "kind%zu/%02zx/%05zu.md", i % 3,
		    i * 7 % 256, i * 7919 % COUNT);
		changes[i] = past_put(str_take(&path), "same\n");
	}
	struct point one = past_commit(past, NULL, changes, COUNT);
	past_publish(past, NULL, &one);
	place_run(&past->place,
	    "git archive --prefix=work/ journal | tar x && "
	    "test $(find work -type f | wc -l) = %d",
	    COUNT);
	assert_same_tree(past);
	for (size_t i = 0; i < COUNT; i++)
		changes[i].bytes = i % 2 != 0 ? NULL : "other\n";
	for (size_t i = 0; i < COUNT; i++) {
		changes[i].len = i % 2 != 0 ? 0 : 6;
		if (i % 2 != 0)
			str_add_format(&script, "%s\n", changes[i].path);
	}
	char *list = place_path(&past->place, "list");
	assert_int_equal(file_write(list, str_text(&script), script.len), 0);
	struct point two = past_commit(past, &one, changes, COUNT);
	past_publish(past, &one, &two);
	place_run(&past->place,
	    "cd work && xargs rm <../list && "
	    "for f in $(find . -type f); do echo other >$f; done");
	assert_same_tree(past);
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
	struct past *past = *state;
	struct repo_change change = past_put("new.md", "new\n");
	struct point base;
	char *x =
	    place_ask(&past->place, "echo x | git hash-object -w --stdin");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "z.md", .object = x },
		{ .mode = "100644", .name = "a.md", .object = x },
		{ .mode = "100644", .name = "a.md", .object = x },
		{ .mode = "100644", .name = "..", .object = x },
		{ .mode = "100644", .name = ".", .object = x },
		{ .mode = "100644", .name = ".GIT", .object = x },
		{ .mode = "100644", .name = "x/y", .object = x },
	};
	char *tree = place_tree(&past->place, entries, 7);
	char *hex = place_ask(&past->place, "git commit-tree -m x %s", tree);

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
	assert_int_equal(repo_write_commit(past->repo, &made, &commit), 0);
	assert_int_equal(repo_move_head(past->repo, NULL, &made), 0);
	place_run(&past->place,
	    "mkdir work && echo x >work/a.md && "
	    "echo x >work/z.md && echo new >work/new.md");
	assert_same_tree(past);
}

/* -------------------------------------------------------------- commits */

static void
test_joins_keep_the_order_of_parents(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a.md", "1");
	struct point one = past_commit(past, NULL, &change, 1);

	change = past_put("b.md", "2");
	struct point two = past_commit(past, NULL, &change, 1);
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
	assert_int_equal(repo_write_commit(past->repo, &made, &join), 0);
	struct repo_said said = { .parents = NULL };
	assert_int_equal(repo_read_commit(past->repo, &made, &said), 0);
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
test_parents_must_be_here(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a", "1");
	struct point one = past_commit(past, NULL, &change, 1);
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

	assert_int_equal(repo_write_commit(past->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	commit.parents = &one;
	commit.base = &other;
	assert_int_equal(repo_write_commit(past->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	/* A tree is no parent. */
	char *hex = place_ask(&past->place, "git mktree </dev/null");
	assert_true(point_parse(&other, hex, strlen(hex)));
	free(hex);
	commit.parents = &other;
	commit.base = &one;
	assert_int_equal(repo_write_commit(past->repo, &made, &commit),
	    -ERR_REPO_DAMAGED);
	struct repo_said said;
	assert_int_equal(repo_read_commit(past->repo, &other, &said),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(made.bytes[0], 9);
}

static void
test_reaching(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a", "1");
	struct point one = past_commit(past, NULL, &change, 1);
	change = past_put("a", "2");
	struct point two = past_commit(past, &one, &change, 1);
	change = past_put("a", "3");
	struct point three = past_commit(past, &one, &change, 1);
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
		assert_int_equal(repo_reaches(past->repo, cases[i].from,
				     cases[i].to, &found),
		    0);
		assert_int_equal(found, cases[i].want);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, past_set_up, past_tear_down)

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
		TEST(test_parents_must_be_here),
		TEST(test_reaching),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
