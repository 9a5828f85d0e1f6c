/*
 * Trees from elsewhere, that hold what no tree should: told file by file,
 * with the reason, and nothing that is good is lost over it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/walker.h"

#include <withus/err.h>

static char *
commit_tree(struct walker *w, char *tree)
{
	char *commit = place_ask(&w->past.place,
	    "printf 'tree %s\\nauthor a <a> 1 +0000\\n"
	    "committer a <a> 1 +0000\\n\\nm\\n' | "
	    "git hash-object -t commit -w --stdin",
	    tree);

	free(tree);
	return commit;
}

static char *
blob(struct walker *w, const char *words)
{
	return place_ask(&w->past.place,
	    "printf '%s' | git hash-object -w --stdin", words);
}

static void
test_modes_that_are_not_ours(void **state)
{
	struct walker *w = *state;
	char *x = blob(w, "x");
	char *sub = place_tree(&w->past.place,
	    &(struct place_entry){ .mode = "100644", .name = "f", .object = x },
	    1);
	const struct place_entry entries[] = {
		{ .mode = "100755", .name = "a", .object = x },
		{ .mode = "120000", .name = "b", .object = x },
		{ .mode = "160000", .name = "c", .object = x },
		{ .mode = "100664", .name = "d", .object = x },
		{ .mode = "0100644", .name = "e", .object = x },
		{ .mode = "40755", .name = "f", .object = sub },
		{ .mode = "100644", .name = "g", .object = sub },
		{ .mode = "40000", .name = "h", .object = x },
		{ .mode = "40000", .name = "i", .object = sub },
	};
	char *commit = commit_tree(w, place_tree(&w->past.place, entries, 9));

	assert_string_equal(walker_list(w, commit),
	    "0 a!mode\n0 b!mode\n0 c!mode\n0 d!mode\n0 e=x\n0 f!mode\n"
	    "0 g!missing\n0 h!missing\n0 i/f=x\n");
	free(commit);
	free(sub);
	free(x);
}

static void
test_names_that_are_not_ours(void **state)
{
	struct walker *w = *state;
	char *x = blob(w, "x");
	char *sub = place_tree(&w->past.place,
	    &(struct place_entry){ .mode = "100644", .name = "f", .object = x },
	    1);
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "z", .object = x },
		{ .mode = "100644", .name = "..", .object = x },
		{ .mode = "100644", .name = "../../evil", .object = x },
		{ .mode = "40000", .name = "..", .object = sub },
		{ .mode = "40000", .name = ".", .object = sub },
		{ .mode = "40000", .name = ".GIT", .object = sub },
		{ .mode = "100644", .name = "twice", .object = x },
		{ .mode = "100644", .name = "twice", .object = x },
		{ .mode = "100644", .name = "\xff\x01", .object = x },
		{ .mode = "100644", .name = "a", .object = x },
	};
	char *commit = commit_tree(w, place_tree(&w->past.place, entries, 10));

	assert_string_equal(walker_list(w, commit),
	    "0 z=x\n0 ..!name\n0 ../../evil!name\n0 ..!name\n0 .!name\n"
	    "0 .GIT!name\n0 twice=x\n0 twice=x\n0 \xff\x01=x\n0 a=x\n");
	free(commit);
	free(sub);
	free(x);
}

static void
test_a_deep_tree_is_not_entered(void **state)
{
	struct walker *w = *state;
	char *x = blob(w, "x");
	char *tree = place_tree(&w->past.place,
	    &(struct place_entry){ .mode = "100644", .name = "f", .object = x },
	    1);

	for (size_t i = 0; i < 30; i++) {
		const struct place_entry entry = { .mode = "40000",
			.name = "d",
			.object = tree };
		char *above = place_tree(&w->past.place, &entry, 1);

		free(tree);
		tree = above;
	}
	char *commit = commit_tree(w, tree);
	assert_string_equal(walker_list(w, commit), "0 d/d/d!name\n");
	free(commit);
	free(x);
}

static void
test_a_large_file_is_not_read(void **state)
{
	struct walker *w = *state;
	char *large = place_ask(&w->past.place,
	    "head -c 1048577 /dev/zero | git hash-object -w --stdin");
	char *most = place_ask(&w->past.place,
	    "head -c 1048576 /dev/zero | tr '\\0' y | "
	    "git hash-object -w --stdin");
	char *none = blob(w, "");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "a", .object = large },
		{ .mode = "100644", .name = "b", .object = most },
		{ .mode = "100644", .name = "c", .object = none },
	};
	char *commit = commit_tree(w, place_tree(&w->past.place, entries, 3));

	const char *told = walker_list(w, commit);
	assert_int_equal(strncmp(told, "0 a!size\n0 b=yyy", 16), 0);
	assert_string_equal(told + strlen("0 a!size\n0 b=") + 1048576,
	    "\n0 c=\n");
	free(commit);
	free(none);
	free(most);
	free(large);
}

static void
test_missing_objects_are_told(void **state)
{
	struct walker *w = *state;
	const char *absent = "1234567890123456789012345678901234567890";
	char *x = blob(w, "x");
	char *rubbish = place_ask(&w->past.place,
	    "echo no tree | git hash-object -w -t tree --literally --stdin");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "a", .object = absent },
		{ .mode = "40000", .name = "b", .object = absent },
		{ .mode = "40000", .name = "c", .object = rubbish },
		{ .mode = "100644", .name = "d", .object = x },
	};
	char *commit = commit_tree(w, place_tree(&w->past.place, entries, 4));

	assert_string_equal(walker_list(w, commit),
	    "0 a!missing\n0 b!missing\n0 c!missing\n0 d=x\n");
	free(commit);
	commit = commit_tree(w, strdup(rubbish));
	assert_string_equal(walker_list(w, commit), "0 !missing\n");
	assert_string_equal(walker_walk(w, commit, NONE), "0 !missing\n");
	/* Its child is compared with nothing then. */
	char *child = walker_make(w, "d=x", 5, THESE(commit));
	assert_string_equal(walker_walk(w, child, THESE(commit)), "0 d=x\n");
	free(child);
	free(commit);
	free(rubbish);
	free(x);
}

/* A parent's odd tree hides nothing: at worst a file is told once more. */
static void
test_a_parent_out_of_order_hides_nothing(void **state)
{
	struct walker *w = *state;
	char *x = blob(w, "x");
	char *y = blob(w, "y");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "c", .object = x },
		{ .mode = "100644", .name = "a", .object = x },
		{ .mode = "100755", .name = "b", .object = x },
		{ .mode = "100644", .name = "a", .object = y },
		{ .mode = "100644", .name = "k", .object = y },
	};
	char *parent = commit_tree(w, place_tree(&w->past.place, entries, 5));
	char *child = walker_make(w, "b=x k/d/e=y new=z", 5, THESE(parent));

	assert_string_equal(walker_walk(w, child, THESE(parent)),
	    "0 b=x\n0 k/d/e=y\n0 new=z\n");
	free(child);
	free(parent);
	free(x);
	free(y);
}

static void
test_a_damaged_object_is_a_fault(void **state)
{
	struct walker *w = *state;
	char *a = walker_make(w, "a=one b=two", 1, NONE);
	struct point point = walker_point(a);
	struct repo_range range = { .to = &point };

	/* Whole, but another object than its name says. */
	place_run(&w->past.place,
	    "one=$(printf one | git hash-object --stdin) && "
	    "two=$(printf two | git hash-object --stdin) && cd $R/objects && "
	    "cp -f ${one%%${one#??}}/${one#??} ${two%%${two#??}}/${two#??}");
	assert_int_equal(repo_walk(w->past.repo, &range, WALKER_LIMIT,
			     walker_take, w),
	    -ERR_REPO_DAMAGED);
	assert_string_equal(str_text(&w->told), "0 a=one\n");
	free(a);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, walker_set_up, walker_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_modes_that_are_not_ours),
		TEST(test_names_that_are_not_ours),
		TEST(test_a_deep_tree_is_not_entered),
		TEST(test_a_large_file_is_not_read),
		TEST(test_missing_objects_are_told),
		TEST(test_a_parent_out_of_order_hides_nothing),
		TEST(test_a_damaged_object_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
