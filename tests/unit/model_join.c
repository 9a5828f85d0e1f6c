/* Joins on a small graph: which head, which outcome, which commits. */
#include "model/join.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 16

/* A graph whose commits are small numbers, each with its parents and its
 * versions as bits. */
struct graph {
	unsigned parents[MOST];
	unsigned versions[MOST]; /* reachable from it */
	bool is_wrong[MOST];
	size_t height[MOST];
	unsigned joined; /* the points of the one join, as bits; 0: none made */
	size_t joins;
	int fail_at; /* the n-th question fails; 0: none */
	int asked;
};

static struct point
point(unsigned n)
{
	struct point p = { { 0 } };

	p.bytes[0] = (unsigned char)n;
	return p;
}

static int
fail_sometimes(struct graph *graph)
{
	return ++graph->asked == graph->fail_at ? -ERR_REPO_FAILED : 0;
}

static unsigned
ancestors(const struct graph *graph, unsigned n)
{
	unsigned found = 1U << n;

	for (unsigned p = 0; p < MOST; p++)
		if (graph->parents[n] >> p & 1)
			found |= ancestors(graph, p);
	return found;
}

static int
reaches(void *data, const struct point *from, const struct point *to)
{
	struct graph *graph = data;
	int rc = fail_sometimes(graph);

	if (rc)
		return rc;
	return (ancestors(graph, from->bytes[0]) & 1U << to->bytes[0]) != 0;
}

static int
versions_within(void *data, const struct point *a, const struct point *b)
{
	struct graph *graph = data;
	int rc = fail_sometimes(graph);

	return rc ?
	    rc :
	    (graph->versions[a->bytes[0]] & ~graph->versions[b->bytes[0]]) == 0;
}

static int
tree_is_right(void *data, const struct point *a)
{
	struct graph *graph = data;
	int rc = fail_sometimes(graph);

	return rc ? rc : !graph->is_wrong[a->bytes[0]];
}

static int
height(void *data, const struct point *a, size_t *out)
{
	struct graph *graph = data;

	*out = graph->height[a->bytes[0]];
	return fail_sometimes(graph);
}

static int
join(void *data, const struct point *parents, size_t count, struct point *out)
{
	struct graph *graph = data;
	int rc = fail_sometimes(graph);

	graph->joins++;
	for (size_t p = 0; p < count; p++) {
		graph->joined |= 1U << parents[p].bytes[0];
		assert_true(
		    p == 0 || point_compare(&parents[p - 1], &parents[p]) < 0);
	}
	*out = point(15);
	return rc;
}

static struct join_graph
ask(struct graph *graph)
{
	return (struct join_graph){
		.reaches = reaches,
		.versions_within = versions_within,
		.tree_is_right = tree_is_right,
		.height = height,
		.join = join,
		.data = graph,
	};
}

/* 1 is the root; 2 and 3 follow it; 4 follows 2 and 3; 5 is another root with
 * the versions of 2; 6 a root with its own; 7 a child of 4 that undoes
 * nothing. */
static struct graph
sample(void)
{
	return (struct graph){
		.parents = { [2] = 1U << 1,
		    [3] = 1U << 1,
		    [4] = 1U << 2 | 1U << 3,
		    [7] = 1U << 4 },
		.versions = { [1] = 1,
		    [2] = 3,
		    [3] = 5,
		    [4] = 7,
		    [5] = 3,
		    [6] = 8,
		    [7] = 7,
		    [8] = 3 },
		.height = { [2] = 1, [3] = 1, [4] = 2, [7] = 3 },
	};
}

static void
demand_one(struct graph graph, unsigned local, unsigned shared, unsigned head,
    enum join_outcome outcome)
{
	struct join_graph asked = ask(&graph);
	struct point l = point(local), s = point(shared), h;
	enum join_outcome found;

	assert_int_equal(join_one(&asked, local ? &l : NULL, &s, &h, &found),
	    0);
	assert_int_equal(h.bytes[0], head);
	assert_int_equal(found, outcome);
	assert_int_equal(graph.joins, outcome == JOIN_MADE);
}

static void
test_one(void **state)
{
	struct graph graph = sample();

	(void)state;
	demand_one(graph, 0, 2, 2, JOIN_FORWARD);
	demand_one(graph, 2, 0, 2, JOIN_SAME);
	demand_one(graph, 2, 2, 2, JOIN_SAME);
	demand_one(graph, 4, 2, 4, JOIN_SAME);
	demand_one(graph, 2, 4, 4, JOIN_FORWARD);
	demand_one(graph, 5, 2, 2, JOIN_ADOPTED);
	demand_one(graph, 2, 5, 5, JOIN_ADOPTED);
	demand_one(graph, 5, 4, 4, JOIN_ADOPTED);
	demand_one(graph, 4, 5, 15, JOIN_MADE);
	demand_one(graph, 2, 3, 15, JOIN_MADE);
	demand_one(graph, 6, 2, 15, JOIN_MADE);
}

static void
test_wrong_tree(void **state)
{
	struct graph graph = sample();

	(void)state;
	graph.is_wrong[2] = true;
	demand_one(graph, 0, 2, 15, JOIN_MADE);
	demand_one(graph, 2, 2, 15, JOIN_MADE);
	demand_one(graph, 1, 2, 15, JOIN_MADE);
	demand_one(graph, 5, 2, 15, JOIN_MADE);
	demand_one(graph, 2, 1, 15, JOIN_MADE);
	/* Below a right one it does not matter. */
	demand_one(graph, 2, 4, 4, JOIN_FORWARD);
}

/* What is wanted of a folder. */
struct wanted {
	unsigned head;
	enum join_outcome outcome;
	unsigned joined; /* the points of the join, as bits */
};

static void
demand_many(struct graph graph, unsigned local, const char *shared,
    struct wanted wanted)
{
	struct join_graph asked = ask(&graph);
	struct point l = point(local), points[MOST], h;
	struct join_heads heads = {
		.points = points,
		.count = strlen(shared),
	};
	enum join_outcome found;

	for (size_t i = 0; i < heads.count; i++)
		points[i] = point((unsigned)(shared[i] - '0'));
	assert_int_equal(join_many(&asked, local ? &l : NULL, &heads, &h,
			     &found),
	    0);
	assert_int_equal(h.bytes[0], wanted.head);
	assert_int_equal(found, wanted.outcome);
	assert_int_equal(graph.joins, wanted.outcome == JOIN_MADE);
	assert_int_equal(graph.joined, wanted.joined);
}

static struct wanted
want(unsigned head, enum join_outcome outcome)
{
	return (struct wanted){ .head = head, .outcome = outcome };
}

static struct wanted
want_join(unsigned joined)
{
	return (struct wanted){
		.head = 15,
		.outcome = JOIN_MADE,
		.joined = joined,
	};
}

static void
test_many(void **state)
{
	struct graph graph = sample();

	(void)state;
	demand_many(graph, 0, "", want(0, JOIN_SAME));
	demand_many(graph, 0, "00", want(0, JOIN_SAME));
	demand_many(graph, 2, "", want(2, JOIN_SAME));
	demand_many(graph, 0, "2", want(2, JOIN_FORWARD));
	demand_many(graph, 2, "214", want(4, JOIN_FORWARD));
	demand_many(graph, 4, "123", want(4, JOIN_SAME));
	demand_many(graph, 2, "3", want_join(1U << 2 | 1U << 3));
	demand_many(graph, 2, "63", want_join(1U << 2 | 1U << 3 | 1U << 6));
	demand_many(graph, 6, "2341", want_join(1U << 4 | 1U << 6));
	/* The same versions: the greater by (longest path, commit id). */
	demand_many(graph, 2, "5", want(2, JOIN_SAME));
	demand_many(graph, 5, "2", want(2, JOIN_ADOPTED));
	demand_many(graph, 5, "8", want(8, JOIN_ADOPTED));
	demand_many(graph, 8, "5", want(8, JOIN_SAME));
	demand_many(graph, 4, "7", want(7, JOIN_FORWARD));
	demand_many(graph, 5, "82536", want_join(1U << 2 | 1U << 3 | 1U << 6));
}

static void
test_many_wrong_tree(void **state)
{
	struct graph graph = sample();

	(void)state;
	graph.is_wrong[7] = true;
	demand_many(graph, 4, "7", want_join(1U << 7));
	demand_many(graph, 7, "", want_join(1U << 7));
	demand_many(graph, 7, "6", want_join(1U << 7 | 1U << 6));
}

/* Asks for the head of 2 or 4 and others, whose trees are wrong; `fail_at`
 * as in the graph. `many` heads in a folder; 0: an address. */
static int
ask_wrong(const unsigned pair[2], size_t many, int fail_at, int *asked)
{
	struct graph graph = sample();
	struct join_graph asking = ask(&graph);
	struct point local = point(pair[0]), head;
	struct point points[2] = { point(pair[1]), point(6) };
	struct join_heads shared = { .points = points, .count = many };
	enum join_outcome outcome;
	int rc;

	graph.is_wrong[2] = true;
	graph.is_wrong[4] = true;
	graph.fail_at = fail_at;
	if (many > 0)
		rc = join_many(&asking, &local, &shared, &head, &outcome);
	else
		rc = join_one(&asking, &local, points, &head, &outcome);
	*asked = graph.asked;
	return rc;
}

/* Whatever question fails, its error is what comes back. */
static void
test_failures(void **state)
{
	static const unsigned pairs[][2] = {
		{ 4, 2 },
		{ 2, 4 },
		{ 5, 2 },
		{ 2, 3 },
		{ 4, 5 },
	};

	(void)state;
	for (size_t i = 0; i < 3 * (sizeof pairs / sizeof *pairs); i++) {
		int all, asked;

		assert_int_equal(ask_wrong(pairs[i / 3], i % 3, 0, &all), 0);
		assert_true(all > 0);
		for (int n = 1; n <= all; n++)
			assert_int_equal(ask_wrong(pairs[i / 3], i % 3, n,
					     &asked),
			    -ERR_REPO_FAILED);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_wrong_tree),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_many_wrong_tree),
		cmocka_unit_test(test_failures),
	};
	return cmocka_run_group_tests_name("model_join", tests, NULL, NULL);
}
