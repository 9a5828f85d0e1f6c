/*
 * Walking: the files that each commit brings, in an order that depends on
 * nothing but the history, and trees that hold what no tree should.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "repo/repo.h"
#include "support/place.h"

#include <withus/err.h>

#define LIMIT ((size_t)1024 * 1024)

struct world {
	struct place place;
	struct repo *repo;
	struct str told;
	size_t stop_after; /* 0: never */
	size_t count;
};

static int
set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);

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

	repo_close(world->repo);
	place_clear(&world->place);
	str_clear(&world->told);
	free(world);
	return 0;
}

/* "number path=bytes" or "number path!why", a line each. */
static int
take_file(void *data, const struct repo_file *file)
{
	struct world *world = data;

	str_add_format(&world->told, "%zu %s", file->commit_number, file->path);
	if (file->why != NULL) {
		assert_null(file->bytes);
		str_add_format(&world->told, "!%s", file->why);
	} else {
		assert_non_null(file->bytes);
		str_add(&world->told, "=");
		str_add_bytes(&world->told, file->bytes, file->len);
	}
	str_add(&world->told, "\n");
	return ++world->count == world->stop_after ? 42 : 0;
}

static struct point
point_of(const char *hex)
{
	struct point point;

	assert_true(point_parse(&point, hex, strlen(hex)));
	return point;
}

/* A commit of some files, "path=words" each, made with `time` and the
 * parents (in hex; NULL-ended). Its id is to be freed. */
static char *
make(struct world *world, const char *files, int64_t time,
    const char *const *parents)
{
	struct repo_change changes[16];
	struct point points[8];
	struct repo_commit commit = {
		.parents = points,
		.changes = changes,
		.name = "a",
		.email = "a@b",
		.time = time,
		.message = "m\n",
	};
	char *copy = strdup(files);
	char *rest = copy;
	char *file;

	while ((file = strtok_r(rest, " ", &rest)) != NULL) {
		char *bytes = strchr(file, '=');
		*bytes++ = '\0';
		changes[commit.change_count++] = (struct repo_change){
			.path = file,
			.bytes = bytes,
			.len = strlen(bytes),
		};
	}
	for (; parents[commit.parent_count] != NULL; commit.parent_count++)
		points[commit.parent_count] =
		    point_of(parents[commit.parent_count]);
	struct point made;
	assert_int_equal(repo_write_commit(world->repo, &made, &commit), 0);
	free(copy);
	char *hex = malloc(POINT_TEXT_SIZE);
	point_print(hex, &made);
	return hex;
}

#define PARENTS(...)              \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}
#define NO_PARENTS            \
	(const char *const[]) \
	{                     \
		NULL          \
	}

static const char *
walk(struct world *world, const char *to, const char *const *from)
{
	struct point points[8];
	struct point end = point_of(to);
	struct repo_range range = { .to = &end, .from = points };

	for (; from[range.from_count] != NULL; range.from_count++)
		points[range.from_count] = point_of(from[range.from_count]);
	str_clear(&world->told);
	world->count = 0;
	assert_int_equal(repo_walk(world->repo, &range, LIMIT, take_file,
			     world),
	    0);
	return str_text(&world->told);
}

static const char *
list(struct world *world, const char *at)
{
	struct point point = point_of(at);

	str_clear(&world->told);
	world->count = 0;
	assert_int_equal(repo_list(world->repo, &point, LIMIT, take_file,
			     world),
	    0);
	return str_text(&world->told);
}

/* ---------------------------------------------------------------- order */

static void
test_a_line_of_commits(void **state)
{
	struct world *w = *state;
	char *a = make(w, "README.md=why said/aa/1.md=one", 100, NO_PARENTS);
	char *b = make(w, "README.md=why said/aa/1.md=two", 100, PARENTS(a));
	char *c = make(w, "README.md=why said/aa/1.md=two said/bb/2.md=new",
	    100, PARENTS(b));
	char *d = make(w, "README.md=why said/aa/1.md=one", 100, PARENTS(c));

	assert_string_equal(walk(w, d, NO_PARENTS),
	    "0 README.md=why\n0 said/aa/1.md=one\n"
	    "1 said/aa/1.md=two\n"
	    "2 said/bb/2.md=new\n"
	    "3 said/aa/1.md=one\n");
	assert_string_equal(walk(w, d, PARENTS(b)),
	    "0 said/bb/2.md=new\n1 said/aa/1.md=one\n");
	assert_string_equal(walk(w, d, PARENTS(d)), "");
	assert_string_equal(walk(w, b, PARENTS(d)), "");
	assert_string_equal(walk(w, a, PARENTS(d, b)), "");
	assert_string_equal(list(w, c),
	    "0 README.md=why\n0 said/aa/1.md=two\n0 said/bb/2.md=new\n");
	free(a);
	free(b);
	free(c);
	free(d);
}

static void
test_joins_bring_what_no_parent_has(void **state)
{
	struct world *w = *state;
	char *root = make(w, "a=0 b=0", 100, NO_PARENTS);
	char *left = make(w, "a=1 b=0", 200, PARENTS(root));
	char *right = make(w, "a=0 b=1 c=1", 150, PARENTS(root));
	char *join = make(w, "a=1 b=1 c=1", 200, PARENTS(left, right));
	char *evil = make(w, "a=1 b=2 d=2", 200, PARENTS(left, right));
	const char *first = strcmp(left, right) < 0 ? "1 a=1\n2 b=1\n2 c=1\n" :
						      "1 b=1\n1 c=1\n2 a=1\n";
	struct str want = { .len = 0 };

	str_add_format(&want, "0 a=0\n0 b=0\n%s", first);
	assert_string_equal(walk(w, join, NO_PARENTS), str_text(&want));
	str_add(&want, "3 b=2\n3 d=2\n");
	assert_string_equal(walk(w, evil, NO_PARENTS), str_text(&want));
	assert_string_equal(walk(w, join, PARENTS(left)), "0 b=1\n0 c=1\n");
	assert_string_equal(walk(w, join, PARENTS(right)), "0 a=1\n");
	assert_string_equal(walk(w, join, PARENTS(left, right)), "");
	assert_string_equal(walk(w, evil, PARENTS(join)), "0 b=2\n0 d=2\n");
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
	struct world *w = *state;
	char *a = make(w, "a=1", 100, NO_PARENTS);
	char *b = make(w, "b=1", 900, NO_PARENTS);
	char *join = make(w, "a=1 b=1", 900, PARENTS(a, b));

	assert_string_equal(walk(w, join, PARENTS(a)), "0 b=1\n");
	assert_string_equal(walk(w, join, PARENTS(b)), "0 a=1\n");
	assert_string_equal(walk(w, a, PARENTS(b)), "0 a=1\n");
	assert_string_equal(walk(w, b, PARENTS(a)), "0 b=1\n");
	free(a);
	free(b);
	free(join);
}

/* A join of something with its own past: the only `from` lies on one side,
 * the rest of the past is reached on the other. */
static void
test_a_join_with_its_own_past(void **state)
{
	struct world *w = *state;
	char *ids[12];
	char name[32];

	ids[0] = make(w, "n=0", 100, NO_PARENTS);
	for (size_t i = 1; i < 10; i++) {
		snprintf(name, sizeof name, "n=%zu", i);
		ids[i] = make(w, name, 100, PARENTS(ids[i - 1]));
	}
	ids[10] = make(w, "n=new", 100, PARENTS(ids[9], ids[3]));
	ids[11] = make(w, "n=newer", 100, PARENTS(ids[3], ids[10]));
	assert_string_equal(walk(w, ids[10], PARENTS(ids[9])), "0 n=new\n");
	assert_string_equal(walk(w, ids[11], PARENTS(ids[9])),
	    "0 n=new\n1 n=newer\n");
	assert_string_equal(walk(w, ids[10], PARENTS(ids[9], ids[0])),
	    "0 n=new\n");
	assert_string_equal(walk(w, ids[4], PARENTS(ids[9])), "");
	assert_string_equal(walk(w, ids[10], PARENTS(ids[2], ids[11])), "");
	for (size_t i = 0; i < 12; i++)
		free(ids[i]);
}

/* Random histories against git's own answer. */
static void
test_the_same_commits_as_git(void **state)
{
	struct world *w = *state;
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
		ids[i] = make(w, file, (int64_t)(i / 7) * 100, parents);
	}
	for (size_t i = 0; i < 60; i++) {
		random = random * 1103515245 + 12345;
		const char *to = ids[(random >> 16) % COUNT];
		const char *one = ids[(random >> 8) % COUNT];
		const char *two = ids[random % COUNT];
		walk(w, to, i % 3 == 0 ? PARENTS(one) : PARENTS(one, two));
		char *theirs =
		    place_ask(&w->place, "git rev-list --count %s ^%s ^%s", to,
			one, i % 3 == 0 ? one : two);
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
	struct world *w = *state;
	char *a = make(w, "a=1", 5000, NO_PARENTS);
	char *b = make(w, "b=1", 10, PARENTS(a));
	char *c = make(w, "c=1", 9000, PARENTS(b));
	char *other = make(w, "d=1", 4000, PARENTS(a));
	char *join = make(w, "e=1", 3, PARENTS(other, b));

	assert_string_equal(walk(w, join, PARENTS(c)), "0 d=1\n1 e=1\n");
	/* The join says that it is older than all that it follows. */
	assert_string_equal(walk(w, c, PARENTS(join)), "0 a=1\n1 b=1\n2 c=1\n");
	assert_string_equal(walk(w, c, PARENTS(b)), "0 c=1\n");
	assert_non_null(strstr(walk(w, other, PARENTS(c)), "d=1\n"));
	free(a);
	free(b);
	free(c);
	free(other);
	free(join);
}

static void
test_what_is_not_here(void **state)
{
	struct world *w = *state;
	const char *absent = "1234567890123456789012345678901234567890";
	char *a = make(w, "a=1", 1, NO_PARENTS);
	struct point point = point_of(absent);
	struct repo_range range = { .to = &point };

	assert_string_equal(walk(w, a, PARENTS(absent)), "0 a=1\n");
	assert_int_equal(repo_walk(w->repo, &range, LIMIT, take_file, w),
	    -ERR_REPO_DAMAGED);
	assert_int_equal(repo_list(w->repo, &point, LIMIT, take_file, w),
	    -ERR_REPO_DAMAGED);
	char *hole = place_ask(&w->place,
	    "printf 'tree %%s\\nparent %s\\nauthor a <a> 1 +0000\\n"
	    "committer a <a> 1 +0000\\n\\nm\\n' $(git mktree </dev/null) | "
	    "git hash-object -t commit -w --stdin",
	    absent);
	point = point_of(hole);
	assert_int_equal(repo_walk(w->repo, &range, LIMIT, take_file, w),
	    -ERR_REPO_DAMAGED);
	free(hole);
	free(a);
}

static void
test_a_result_stops_the_walk(void **state)
{
	struct world *w = *state;
	char *a = make(w, "a=1 b/c/d=2 b/c/e=3 f=4", 1, NO_PARENTS);
	struct point point = point_of(a);
	struct repo_range range = { .to = &point };

	w->stop_after = 2;
	assert_int_equal(repo_walk(w->repo, &range, LIMIT, take_file, w), 42);
	assert_string_equal(str_text(&w->told), "0 a=1\n0 b/c/d=2\n");
	free(a);
}

/* A chain as long as two years of busy days: no recursion. */
static void
test_a_long_line(void **state)
{
	struct world *w = *state;
	enum {
		COUNT = 30000
	};

	place_run(&w->place,
	    "awk 'BEGIN { for (i = 1; i <= %d; i++) { "
	    "print \"commit refs/heads/journal\"; "
	    "print \"committer a <a> \" int(i / 50) * 86400 \" +0000\"; "
	    "print \"data 2\"; print \"m\"; "
	    "if (i %% 1000 == 0) { print \"M 100644 inline f\" i / 1000; "
	    "print \"data 1\"; print \"x\" } } }' | "
	    "git fast-import --quiet",
	    COUNT);
	char *head = place_ask(&w->place, "git rev-parse journal");
	char *half = place_ask(&w->place, "git rev-parse journal~15000");
	walk(w, head, NO_PARENTS);
	assert_int_equal(w->count, 30);
	walk(w, head, PARENTS(half));
	assert_memory_equal(str_text(&w->told), "999 f16=x\n", 10);
	assert_int_equal(w->count, 15);
	free(head);
	free(half);
}

/* -------------------------------------------------------- hostile trees */

static char *
commit_tree(struct world *w, char *tree)
{
	char *commit = place_ask(&w->place,
	    "printf 'tree %s\\nauthor a <a> 1 +0000\\n"
	    "committer a <a> 1 +0000\\n\\nm\\n' | "
	    "git hash-object -t commit -w --stdin",
	    tree);

	free(tree);
	return commit;
}

static char *
blob(struct world *w, const char *words)
{
	return place_ask(&w->place, "printf '%s' | git hash-object -w --stdin",
	    words);
}

static void
test_modes_that_are_not_ours(void **state)
{
	struct world *w = *state;
	char *x = blob(w, "x");
	char *sub = place_tree(&w->place,
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
	char *commit = commit_tree(w, place_tree(&w->place, entries, 9));

	assert_string_equal(list(w, commit),
	    "0 a!mode\n0 b!mode\n0 c!mode\n0 d!mode\n0 e=x\n0 f!mode\n"
	    "0 g!missing\n0 h!missing\n0 i/f=x\n");
	free(commit);
	free(sub);
	free(x);
}

static void
test_names_that_are_not_ours(void **state)
{
	struct world *w = *state;
	char *x = blob(w, "x");
	char *sub = place_tree(&w->place,
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
	char *commit = commit_tree(w, place_tree(&w->place, entries, 10));

	assert_string_equal(list(w, commit),
	    "0 z=x\n0 ..!name\n0 ../../evil!name\n0 ..!name\n0 .!name\n"
	    "0 .GIT!name\n0 twice=x\n0 twice=x\n0 \xff\x01=x\n0 a=x\n");
	free(commit);
	free(sub);
	free(x);
}

static void
test_a_deep_tree_is_not_entered(void **state)
{
	struct world *w = *state;
	char *x = blob(w, "x");
	char *tree = place_tree(&w->place,
	    &(struct place_entry){ .mode = "100644", .name = "f", .object = x },
	    1);

	for (size_t i = 0; i < 30; i++) {
		const struct place_entry entry = { .mode = "40000",
			.name = "d",
			.object = tree };
		char *above = place_tree(&w->place, &entry, 1);

		free(tree);
		tree = above;
	}
	char *commit = commit_tree(w, tree);
	assert_string_equal(list(w, commit), "0 d/d/d!name\n");
	free(commit);
	free(x);
}

static void
test_a_large_file_is_not_read(void **state)
{
	struct world *w = *state;
	char *large = place_ask(&w->place,
	    "head -c 1048577 /dev/zero | git hash-object -w --stdin");
	char *most = place_ask(&w->place,
	    "head -c 1048576 /dev/zero | tr '\\0' y | "
	    "git hash-object -w --stdin");
	char *none = blob(w, "");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "a", .object = large },
		{ .mode = "100644", .name = "b", .object = most },
		{ .mode = "100644", .name = "c", .object = none },
	};
	char *commit = commit_tree(w, place_tree(&w->place, entries, 3));

	const char *told = list(w, commit);
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
	struct world *w = *state;
	const char *absent = "1234567890123456789012345678901234567890";
	char *x = blob(w, "x");
	char *rubbish = place_ask(&w->place,
	    "echo no tree | git hash-object -w -t tree --literally --stdin");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "a", .object = absent },
		{ .mode = "40000", .name = "b", .object = absent },
		{ .mode = "40000", .name = "c", .object = rubbish },
		{ .mode = "100644", .name = "d", .object = x },
	};
	char *commit = commit_tree(w, place_tree(&w->place, entries, 4));

	assert_string_equal(list(w, commit),
	    "0 a!missing\n0 b!missing\n0 c!missing\n0 d=x\n");
	free(commit);
	commit = commit_tree(w, strdup(rubbish));
	assert_string_equal(list(w, commit), "0 !missing\n");
	assert_string_equal(walk(w, commit, NO_PARENTS), "0 !missing\n");
	/* Its child is compared with nothing then. */
	char *child = make(w, "d=x", 5, PARENTS(commit));
	assert_string_equal(walk(w, child, PARENTS(commit)), "0 d=x\n");
	free(child);
	free(commit);
	free(rubbish);
	free(x);
}

/* A parent's odd tree hides nothing: at worst a file is told once more. */
static void
test_a_parent_out_of_order_hides_nothing(void **state)
{
	struct world *w = *state;
	char *x = blob(w, "x");
	char *y = blob(w, "y");
	const struct place_entry entries[] = {
		{ .mode = "100644", .name = "c", .object = x },
		{ .mode = "100644", .name = "a", .object = x },
		{ .mode = "100755", .name = "b", .object = x },
		{ .mode = "100644", .name = "a", .object = y },
		{ .mode = "100644", .name = "k", .object = y },
	};
	char *parent = commit_tree(w, place_tree(&w->place, entries, 5));
	char *child = make(w, "b=x k/d/e=y new=z", 5, PARENTS(parent));

	assert_string_equal(walk(w, child, PARENTS(parent)),
	    "0 b=x\n0 k/d/e=y\n0 new=z\n");
	free(child);
	free(parent);
	free(x);
	free(y);
}

static void
test_a_damaged_object_is_a_fault(void **state)
{
	struct world *w = *state;
	char *a = make(w, "a=one b=two", 1, NO_PARENTS);
	struct point point = point_of(a);
	struct repo_range range = { .to = &point };

	/* Whole, but another object than its name says. */
	place_run(&w->place,
	    "one=$(printf one | git hash-object --stdin) && "
	    "two=$(printf two | git hash-object --stdin) && cd $R/objects && "
	    "cp -f ${one%%${one#??}}/${one#??} ${two%%${two#??}}/${two#??}");
	assert_int_equal(repo_walk(w->repo, &range, LIMIT, take_file, w),
	    -ERR_REPO_DAMAGED);
	assert_string_equal(str_text(&w->told), "0 a=one\n");
	free(a);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
