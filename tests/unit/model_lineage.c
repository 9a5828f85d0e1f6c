/* How versions of one record follow each other: edges, heads, ancestors. */
#include "model/lineage.h"

#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 16

static void
add(struct lineage *lineage, uint32_t vid, const char *follows)
{
	weave_add(lineage, &(struct weave){ .vid = vid, .follows = follows });
}

static void
add_typed(struct lineage *lineage, uint32_t vid, const char *follows)
{
	weave_add(lineage,
	    &(struct weave){
		.vid = vid,
		.follows = follows,
		.typed_by = weave_id(9),
	    });
}

static struct version *
at(const struct lineage *lineage, uint32_t number)
{
	struct vid vid = weave_vid(number);
	size_t index = lineage_find(lineage, &vid);

	assert_true(index < lineage->count);
	return &lineage->versions[index];
}

/* Demands that indexes are those of some numbers, in order of vid. */
static void
demand(const struct lineage *lineage, const size_t *indexes, size_t count,
    const char *numbers)
{
	char printed[200] = "";

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(printed);

		(void)snprintf(printed + len, sizeof printed - len, "%s%u",
		    len > 0 ? " " : "",
		    (unsigned)weave_number(&lineage->versions[indexes[i]].vid));
	}
	assert_string_equal(printed, numbers);
}

static void
demand_heads(const struct lineage *lineage, const char *numbers)
{
	size_t heads[MOST];
	size_t count = lineage_heads(lineage, heads);

	demand(lineage, heads, count, numbers);
}

static void
demand_view_heads(const struct lineage *lineage, const char *numbers)
{
	size_t heads[MOST];
	size_t count = lineage_view_heads(lineage, heads);

	demand(lineage, heads, count, numbers);
}

static void
demand_bases(const struct lineage *lineage, const char *of, const char *numbers)
{
	size_t heads[MOST], bases[MOST], count = 0;
	char *end;

	for (; *of; of = end) {
		struct vid vid = weave_vid((uint32_t)strtoul(of, &end, 10));

		heads[count++] = lineage_find(lineage, &vid);
	}
	count = lineage_bases(lineage, heads, count, bases);
	demand(lineage, bases, count, numbers);
}

static void
test_empty(void **state)
{
	struct lineage lineage = { 0 };
	struct vid vid = weave_vid(1);
	size_t heads[1];

	(void)state;
	lineage_link(&lineage);
	assert_int_equal(lineage_heads(&lineage, heads), 0);
	assert_int_equal(lineage_view_heads(&lineage, heads), 0);
	assert_int_equal(lineage_bases(&lineage, heads, 0, heads), 0);
	assert_true(lineage_find(&lineage, &vid) == SIZE_MAX);
	lineage_number(&lineage, heads);
	lineage_clear(&lineage);
}

static void
test_edges(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	add(&lineage, 5, "2 3 77"); /* 77 has not arrived */
	add(&lineage, 3, "1");
	add(&lineage, 2, "1");
	add(&lineage, 1, NULL);
	add(&lineage, 3, "1");
	lineage_link(&lineage);
	assert_int_equal(lineage.count, 4);
	assert_int_equal(weave_number(&lineage.versions[0].vid), 1);
	assert_int_equal(weave_number(&lineage.versions[3].vid), 5);
	demand(&lineage, at(&lineage, 5)->parents,
	    at(&lineage, 5)->parent_count, "2 3");
	demand(&lineage, at(&lineage, 1)->children,
	    at(&lineage, 1)->child_count, "2 3");
	assert_int_equal(at(&lineage, 1)->depth, 0);
	assert_int_equal(at(&lineage, 3)->depth, 1);
	assert_int_equal(at(&lineage, 5)->depth, 2);
	demand_heads(&lineage, "5");

	/* Adding goes on; what was only known by its hash now counts. */
	add(&lineage, 77, "78");
	add(&lineage, 78, NULL);
	lineage_link(&lineage);
	assert_int_equal(lineage.count, 6);
	demand(&lineage, at(&lineage, 5)->parents,
	    at(&lineage, 5)->parent_count, "2 3 77");
	assert_int_equal(at(&lineage, 77)->depth, 1);
	demand_heads(&lineage, "5");
	lineage_clear(&lineage);
	assert_int_equal(lineage.count, 0);
}

static void
test_heads_among(void **state)
{
	struct lineage lineage = { 0 };
	bool in[3] = { true, true, false };
	size_t heads[3];

	(void)state;
	add(&lineage, 1, NULL);
	add(&lineage, 2, "1");
	add(&lineage, 3, "1 2");
	lineage_link(&lineage);
	demand(&lineage, heads, lineage_heads_among(&lineage, in, heads), "2");
	in[1] = false;
	demand(&lineage, heads, lineage_heads_among(&lineage, in, heads), "1");
	demand(&lineage, heads, lineage_heads_among(&lineage, NULL, heads),
	    "3");
	in[0] = false;
	demand(&lineage, heads, lineage_heads_among(&lineage, in, heads), "");
	lineage_clear(&lineage);
}

/* 1 - 2 - 3 - 4, where 3 has no standing: 2 is not displaced by it, nor by 4
 * through it. */
static void
test_set_aside(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	add(&lineage, 1, NULL);
	add(&lineage, 2, "1");
	add(&lineage, 3, "2");
	add(&lineage, 4, "3");
	lineage_link(&lineage);
	demand_view_heads(&lineage, "4");
	at(&lineage, 3)->standing = STANDING_KEY_UNKNOWN;
	demand_view_heads(&lineage, "2 4");
	demand_heads(&lineage, "4");
	at(&lineage, 4)->standing = STANDING_SENSE;
	demand_view_heads(&lineage, "2");
	at(&lineage, 2)->standing = STANDING_WRITER;
	at(&lineage, 1)->standing = STANDING_BORN;
	demand_view_heads(&lineage, "");

	/* Bases go by all edges: 4 was written on top of 2. */
	demand_bases(&lineage, "2 4", "2");
	lineage_clear(&lineage);
}

static void
test_partly(void **state)
{
	struct lineage lineage = { 0 };
	size_t heads[MOST];

	(void)state;
	add(&lineage, 1, NULL);
	add(&lineage, 2, "1");
	add(&lineage, 3, "2");
	lineage_link(&lineage);
	at(&lineage, 2)->standing = STANDING_PARTLY;
	demand_view_heads(&lineage, "1 3");
	demand(&lineage, heads, lineage_part_heads(&lineage, heads), "3");
	at(&lineage, 3)->standing = STANDING_PARTLY;
	demand_view_heads(&lineage, "1");
	demand(&lineage, heads, lineage_part_heads(&lineage, heads), "3");
	lineage_clear(&lineage);
}

static void
test_typed(void **state)
{
	struct lineage lineage = { 0 };
	size_t heads[MOST];

	(void)state;
	add(&lineage, 1, NULL);      /* own */
	add_typed(&lineage, 2, "1"); /* typed on top of it */
	add_typed(&lineage, 3, "2"); /* typed on top of that */
	lineage_link(&lineage);
	demand_view_heads(&lineage, "3");
	at(&lineage, 2)->is_typed_away = true;
	at(&lineage, 3)->is_typed_away = true;
	demand_view_heads(&lineage, "1");
	demand(&lineage, heads, lineage_earlier_heads(&lineage, heads), "3");
	at(&lineage, 3)->standing = STANDING_EARLIER;
	demand_view_heads(&lineage, "1");
	demand(&lineage, heads, lineage_earlier_heads(&lineage, heads), "3");
	/* Such an edge does not make a base either. */
	demand_bases(&lineage, "1 3", "");
	demand_bases(&lineage, "2 3", "2");

	/* Where the own words have no standing, the typed ones are shown. */
	at(&lineage, 1)->standing = STANDING_SENSE;
	demand_view_heads(&lineage, "3");
	demand(&lineage, heads, lineage_earlier_heads(&lineage, heads), "");
	lineage_clear(&lineage);
}

/* Own words follow typed ones, and typed ones of somebody else's. */
static void
test_typed_edges_that_count(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	weave_add(&lineage, &(struct weave){ .vid = 1, .by = weave_id(7) });
	add_typed(&lineage, 2, "1");
	add(&lineage, 3, "2");
	lineage_link(&lineage);
	at(&lineage, 2)->is_typed_away = true;
	demand_view_heads(&lineage, "3");
	demand_bases(&lineage, "1 3", "1");
	lineage_clear(&lineage);
}

static void
test_bases(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	add(&lineage, 1, NULL);
	add(&lineage, 2, "1");
	add(&lineage, 3, "1");
	add(&lineage, 4, "2 3");
	add(&lineage, 5, "2 3");
	add(&lineage, 6, "3");
	add(&lineage, 7, NULL);
	lineage_link(&lineage);
	demand_bases(&lineage, "2 3", "1");
	demand_bases(&lineage, "4 5", "2 3");
	demand_bases(&lineage, "4 5 6", "3");
	demand_bases(&lineage, "2 4 5 6", "1");
	demand_bases(&lineage, "4 7", "");
	demand_bases(&lineage, "4", "4");
	demand_bases(&lineage, "2 4", "2");
	lineage_clear(&lineage);
}

static void
test_ancestors(void **state)
{
	struct lineage lineage = { 0 };
	bool in[4];

	(void)state;
	add(&lineage, 1, NULL);
	add_typed(&lineage, 2, "1");
	add(&lineage, 3, "2");
	add(&lineage, 4, NULL);
	lineage_link(&lineage);
	at(&lineage, 2)->is_typed_away = true;
	memset(in, 1, sizeof in);
	lineage_ancestors(&lineage, 2, false, in);
	assert_true(in[0] && in[1] && in[2] && !in[3]);
	lineage_ancestors(&lineage, 2, true, in);
	assert_true(!in[0] && in[1] && in[2] && !in[3]);
	lineage_clear(&lineage);
}

static void
test_number(void **state)
{
	struct lineage lineage = { 0 };
	size_t order[5];

	(void)state;
	add(&lineage, 1, "5");
	add(&lineage, 5, NULL);
	weave_add(&lineage,
	    &(struct weave){ .vid = 2,
		.follows = "5",
		.words = "made: 2026-11-19" });
	add(&lineage, 3, "1 5");
	weave_add(&lineage,
	    &(struct weave){ .vid = 4,
		.follows = "2",
		.words = "made: 2026-11-20" });
	lineage_link(&lineage);
	lineage_number(&lineage, order);
	demand(&lineage, order, 5, "5 2 1 3 4");
	lineage_clear(&lineage);
}

/* Forged vids: nothing runs for ever, and the rest stays right. */
static void
test_circle(void **state)
{
	struct lineage lineage = { 0 };
	bool in[4];

	(void)state;
	add(&lineage, 1, "1");
	add(&lineage, 2, "3");
	add(&lineage, 3, "2");
	add(&lineage, 4, "1");
	lineage_link(&lineage);
	demand_heads(&lineage, "4");
	demand_bases(&lineage, "2 3", "");
	lineage_ancestors(&lineage, 2, true, in);
	assert_true(!in[0] && in[1] && in[2] && !in[3]);
	assert_int_equal(at(&lineage, 4)->depth, 1);
	lineage_clear(&lineage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_heads_among),
		cmocka_unit_test(test_set_aside),
		cmocka_unit_test(test_partly),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_typed_edges_that_count),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_ancestors),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_circle),
	};
	return cmocka_run_group_tests_name("model_lineage", tests, NULL, NULL);
}
