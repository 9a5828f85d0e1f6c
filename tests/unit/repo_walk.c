/*
 * Walking: the files that each commit brings, in an order that depends on
 * nothing but the history.
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

static void
test_a_line_of_commits(void **state)
{
	struct walker *w = *state;
	char *a = walker_make(w, "README.md=why said/aa/1.md=one", 100, NONE);
	char *b =
	    walker_make(w, "README.md=why said/aa/1.md=two", 100, THESE(a));
	char *c = walker_make(w,
	    "README.md=why said/aa/1.md=two said/bb/2.md=new", 100, THESE(b));
	char *d =
	    walker_make(w, "README.md=why said/aa/1.md=one", 100, THESE(c));

	assert_string_equal(walker_walk(w, d, NONE),
	    "0 README.md=why\n0 said/aa/1.md=one\n"
	    "1 said/aa/1.md=two\n"
	    "2 said/bb/2.md=new\n"
	    "3 said/aa/1.md=one\n");
	assert_string_equal(walker_walk(w, d, THESE(b)),
	    "0 said/bb/2.md=new\n1 said/aa/1.md=one\n");
	assert_string_equal(walker_walk(w, d, THESE(d)), "");
	assert_string_equal(walker_walk(w, b, THESE(d)), "");
	assert_string_equal(walker_walk(w, a, THESE(d, b)), "");
	assert_string_equal(walker_list(w, c),
	    "0 README.md=why\n0 said/aa/1.md=two\n0 said/bb/2.md=new\n");
	free(a);
	free(b);
	free(c);
	free(d);
}

static void
test_joins_bring_what_no_parent_has(void **state)
{
	struct walker *w = *state;
	char *root = walker_make(w, "a=0 b=0", 100, NONE);
	char *left = walker_make(w, "a=1 b=0", 200, THESE(root));
	char *right = walker_make(w, "a=0 b=1 c=1", 150, THESE(root));
	char *join = walker_make(w, "a=1 b=1 c=1", 200, THESE(left, right));
	char *evil = walker_make(w, "a=1 b=2 d=2", 200, THESE(left, right));
	const char *first = strcmp(left, right) < 0 ? "1 a=1\n2 b=1\n2 c=1\n" :
						      "1 b=1\n1 c=1\n2 a=1\n";
	struct str want = { .len = 0 };

	str_add_format(&want, "0 a=0\n0 b=0\n%s", first);
	assert_string_equal(walker_walk(w, join, NONE), str_text(&want));
	str_add(&want, "3 b=2\n3 d=2\n");
	assert_string_equal(walker_walk(w, evil, NONE), str_text(&want));
	assert_string_equal(walker_walk(w, join, THESE(left)),
	    "0 b=1\n0 c=1\n");
	assert_string_equal(walker_walk(w, join, THESE(right)), "0 a=1\n");
	assert_string_equal(walker_walk(w, join, THESE(left, right)), "");
	assert_string_equal(walker_walk(w, evil, THESE(join)),
	    "0 b=2\n0 d=2\n");
	str_clear(&want);
	free(root);
	free(left);
	free(right);
	free(join);
	free(evil);
}

/* Histories without a common root, as when two teams meet. */
static void
test_two_roots(void **state)
{
	struct walker *w = *state;
	char *a = walker_make(w, "a=1", 100, NONE);
	char *b = walker_make(w, "b=1", 900, NONE);
	char *join = walker_make(w, "a=1 b=1", 900, THESE(a, b));

	assert_string_equal(walker_walk(w, join, THESE(a)), "0 b=1\n");
	assert_string_equal(walker_walk(w, join, THESE(b)), "0 a=1\n");
	assert_string_equal(walker_walk(w, a, THESE(b)), "0 a=1\n");
	assert_string_equal(walker_walk(w, b, THESE(a)), "0 b=1\n");
	free(a);
	free(b);
	free(join);
}

/* A join of something with its own past: the only `from` lies on one side,
 * the rest of the past is reached on the other. */
static void
test_a_join_with_its_own_past(void **state)
{
	struct walker *w = *state;
	char *ids[12];
	char name[32];

	ids[0] = walker_make(w, "n=0", 100, NONE);
	for (size_t i = 1; i < 10; i++) {
		snprintf(name, sizeof name, "n=%zu", i);
		ids[i] = walker_make(w, name, 100, THESE(ids[i - 1]));
	}
	ids[10] = walker_make(w, "n=new", 100, THESE(ids[9], ids[3]));
	ids[11] = walker_make(w, "n=newer", 100, THESE(ids[3], ids[10]));
	assert_string_equal(walker_walk(w, ids[10], THESE(ids[9])),
	    "0 n=new\n");
	assert_string_equal(walker_walk(w, ids[11], THESE(ids[9])),
	    "0 n=new\n1 n=newer\n");
	assert_string_equal(walker_walk(w, ids[10], THESE(ids[9], ids[0])),
	    "0 n=new\n");
	assert_string_equal(walker_walk(w, ids[4], THESE(ids[9])), "");
	assert_string_equal(walker_walk(w, ids[10], THESE(ids[2], ids[11])),
	    "");
	for (size_t i = 0; i < 12; i++)
		free(ids[i]);
}

/* Random histories against git's own answer. */
static void
test_the_same_commits_as_git(void **state)
{
	struct walker *w = *state;
	enum {
		COUNT = 40
	};
	char *ids[COUNT];
	unsigned random = 7;

	for (size_t i = 0; i < COUNT; i++) {
		const char *parents[3] = { NULL, NULL, NULL };
		char file[32];

		random = random * 1103515245 + 12345;
		if (i > 0 && random >> 16 & 15)
			parents[0] =
			    ids[i - 1 - (random >> 20) % (i < 5 ? i : 5)];
		random = random * 1103515245 + 12345;
		if (i > 2 && (random >> 16 & 3) == 0)
			parents[1] = ids[(random >> 20) % i];
		if (parents[1] == parents[0])
			parents[1] = NULL;
		if (parents[0] == NULL)
			parents[1] = NULL;
		snprintf(file, sizeof file, "f%zu=%zu", i, i);
		ids[i] = walker_make(w, file, (int64_t)(i / 7) * 100, parents);
	}
	for (size_t i = 0; i < 60; i++) {
		random = random * 1103515245 + 12345;
		const char *to = ids[(random >> 16) % COUNT];
		const char *one = ids[(random >> 8) % COUNT];
		const char *two = ids[random % COUNT];
		walker_walk(w, to, i % 3 == 0 ? THESE(one) : THESE(one, two));
		char *theirs =
		    place_ask(&w->past.place, "git rev-list --count %s ^%s ^%s",
			to, one, i % 3 == 0 ? one : two);
		assert_int_equal(w->count, strtoul(theirs, NULL, 10));
		free(theirs);
	}
	for (size_t i = 0; i < COUNT; i++)
		free(ids[i]);
}

/* False dates may bring old commits back, and never keep new ones out. */
static void
test_false_dates_keep_nothing_out(void **state)
{
	struct walker *w = *state;
	char *a = walker_make(w, "a=1", 5000, NONE);
	char *b = walker_make(w, "b=1", 10, THESE(a));
	char *c = walker_make(w, "c=1", 9000, THESE(b));
	char *other = walker_make(w, "d=1", 4000, THESE(a));
	char *join = walker_make(w, "e=1", 3, THESE(other, b));

	assert_string_equal(walker_walk(w, join, THESE(c)), "0 d=1\n1 e=1\n");
	/* The join says that it is older than all that it follows. */
	assert_string_equal(walker_walk(w, c, THESE(join)),
	    "0 a=1\n1 b=1\n2 c=1\n");
	assert_string_equal(walker_walk(w, c, THESE(b)), "0 c=1\n");
	assert_non_null(strstr(walker_walk(w, other, THESE(c)), "d=1\n"));
	free(a);
	free(b);
	free(c);
	free(other);
	free(join);
}

static void
test_what_is_not_here(void **state)
{
	struct walker *w = *state;
	const char *absent = "1234567890123456789012345678901234567890";
	char *a = walker_make(w, "a=1", 1, NONE);
	struct point point = walker_point(absent);
	struct repo_range range = { .to = &point };

	assert_string_equal(walker_walk(w, a, THESE(absent)), "0 a=1\n");
	assert_int_equal(repo_walk(w->past.repo, &range, WALKER_LIMIT,
			     walker_take, w),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(repo_list(w->past.repo, &point, WALKER_LIMIT,
			     walker_take, w),
	    -ERR_REPO_DAMAGED);
	char *hole = place_ask(&w->past.place,
	    "printf 'tree %%s\\nparent %s\\nauthor a <a> 1 +0000\\n"
	    "committer a <a> 1 +0000\\n\\nm\\n' $(git mktree </dev/null) | "
	    "git hash-object -t commit -w --stdin",
	    absent);
	point = walker_point(hole);
	assert_int_equal(repo_walk(w->past.repo, &range, WALKER_LIMIT,
			     walker_take, w),
	    -ERR_REPO_DAMAGED);
	free(hole);
	free(a);
}

static void
test_a_result_stops_the_walk(void **state)
{
	struct walker *w = *state;
	char *a = walker_make(w, "a=1 b/c/d=2 b/c/e=3 f=4", 1, NONE);
	struct point point = walker_point(a);
	struct repo_range range = { .to = &point };

	w->stop_after = 2;
	assert_int_equal(repo_walk(w->past.repo, &range, WALKER_LIMIT,
			     walker_take, w),
	    42);
	assert_string_equal(str_text(&w->told), "0 a=1\n0 b/c/d=2\n");
	free(a);
}

/* A chain as long as two years of busy days: no recursion. */
static void
test_a_long_line(void **state)
{
	struct walker *w = *state;
	enum {
		COUNT = 30000
	};

	place_run(&w->past.place,
	    "awk 'BEGIN { for (i = 1; i <= %d; i++) { "
	    "print \"commit refs/heads/journal\"; "
	    "print \"committer a <a> \" int(i / 50) * 86400 \" +0000\"; "
	    "print \"data 2\"; print \"m\"; "
	    "if (i %% 1000 == 0) { print \"M 100644 inline f\" i / 1000; "
	    "print \"data 1\"; print \"x\" } } }' | "
	    "git fast-import --quiet",
	    COUNT);
	char *head = place_ask(&w->past.place, "git rev-parse journal");
	char *half = place_ask(&w->past.place, "git rev-parse journal~15000");
	walker_walk(w, head, NONE);
	assert_int_equal(w->count, 30);
	walker_walk(w, head, THESE(half));
	assert_memory_equal(str_text(&w->told), "999 f16=x\n", 10);
	assert_int_equal(w->count, 15);
	free(head);
	free(half);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, walker_set_up, walker_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_line_of_commits),
		TEST(test_joins_bring_what_no_parent_has),
		TEST(test_two_roots),
		TEST(test_a_join_with_its_own_past),
		TEST(test_the_same_commits_as_git),
		TEST(test_false_dates_keep_nothing_out),
		TEST(test_what_is_not_here),
		TEST(test_a_result_stops_the_walk),
		TEST(test_a_long_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
