/* The merged view of fields that not everyone may change in full: names that
 * only grow by others' hands, and what others write of a member. */
#include "model/view.h"

#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Versions 1 (the member's) and others by somebody else: only three fields of
 * theirs count. */
static void
demand_partly(const struct weave *weaves, uint32_t own_until,
    const char *wanted)
{
	struct lineage lineage = { 0 };
	struct view *view;
	char *printed;

	for (; weaves->vid != 0; weaves++)
		weave_add(&lineage, weaves);
	lineage_link(&lineage);
	for (size_t i = 0; i < lineage.count; i++)
		if (weave_number(&lineage.versions[i].vid) > own_until)
			lineage.versions[i].standing = STANDING_PARTLY;
	view = view_make(&lineage);
	printed = weave_print(&lineage, view);
	assert_string_equal(printed, wanted);
	free(printed);
	view_free(view);
	lineage_clear(&lineage);
}

static void
test_partly(void **state)
{
	(void)state;
	demand_partly(
	    (struct weave[]){
		{ .vid = 1, .words = "name: Ifeoma" },
		{ .vid = 9,
		    .follows = "1",
		    .words = "left: 2026-05-01\nname: Nobody\n\nGone" },
		{ .vid = 0 },
	    },
	    8, "heads 1\nfollow 1 9\nleft: 2026-05-01\nname: Ifeoma\n");
	/* Their own word for it later, without seeing the other: both. */
	demand_partly(
	    (struct weave[]){
		{ .vid = 1, .words = "name: Ifeoma" },
		{ .vid = 2,
		    .follows = "1",
		    .words = "left: 2026-06-01\nname: Ify" },
		{ .vid = 9, .follows = "1", .words = "left: 2026-05-01" },
		{ .vid = 0 },
	    },
	    8,
	    "heads 2\nfollow 2 9\nleft: 2026-05-01\nname: Ify\n"
	    "! left\n  2026-05-01 | 9\n  2026-06-01 | 2\n");
	/* Seen, and taken back. */
	demand_partly(
	    (struct weave[]){
		{ .vid = 1, .words = "name: Ifeoma" },
		{ .vid = 2, .follows = "1 9", .words = "name: Ify" },
		{ .vid = 9, .follows = "1", .words = "left: 2026-05-01" },
		{ .vid = 0 },
	    },
	    8, "heads 2\nname: Ify\n");
}

static void
test_partly_and_own(void **state)
{
	(void)state;
	/* What they withdraw is not theirs to withdraw. */
	demand_partly(
	    (struct weave[]){
		{ .vid = 1, .words = "left: 2026-04-01\nname: Ifeoma" },
		{ .vid = 9, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 0 },
	    },
	    8, "heads 1\nfollow 1 9\nleft: 2026-04-01\nname: Ifeoma\n");
	/* Two own heads besides. */
	demand_partly(
	    (struct weave[]){
		{ .vid = 1, .words = "name: Ifeoma" },
		{ .vid = 2, .follows = "1", .words = "name: Ify" },
		{ .vid = 3,
		    .follows = "1",
		    .words = "away-from: 2026-07-01\nhats: [carer]\nname: "
			     "Ifeoma" },
		{ .vid = 9,
		    .follows = "2",
		    .words = "away-from: 2026-08-01\nname: X" },
		{ .vid = 0 },
	    },
	    8,
	    "heads 2 3\nfollow 2 3 9\nwords 2\n"
	    "away-from: 2026-07-01\nhats: [carer]\nname: Ify\n"
	    "! away-from\n  2026-07-01 | 3\n  2026-08-01 | 9\n");
}

/* Demands what the view of some versions (ended by vid 0) says. */
static void
demand(const struct weave *weaves, const char *wanted)
{
	struct lineage lineage = { 0 };
	struct view *view;
	char *printed;

	for (; weaves->vid != 0; weaves++)
		weave_add(&lineage, weaves);
	lineage_link(&lineage);
	view = view_make(&lineage);
	printed = weave_print(&lineage, view);
	assert_string_equal(printed, wanted);
	free(printed);
	view_free(view);
	lineage_clear(&lineage);
}

/* Ids 1 to 4 as they stand in a file. */
#define A "00000000000000000000000001"
#define B "00000000000000000000000002"
#define C "00000000000000000000000003"
#define D "00000000000000000000000004"

static struct weave
involve(uint32_t vid, const char *follows, uint32_t by, const char *words)
{
	return (struct weave){
		.vid = vid,
		.follows = follows,
		.by = weave_id(by),
		.kind = "decision",
		.words = words,
	};
}

static void
test_names_stay(void **state)
{
	(void)state;
	/* Somebody else drops B, and adds D in the same breath. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]\ntitle: T"),
		involve(2, "1", 1, "involve: [" A ", " D "]\ntitle: U"),
		{ .vid = 0 },
	    },
	    "heads 2\nkeeps names\ninvolve: [" A ", " B "]\ntitle: U\n");
	/* By leaving the field out. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 3, "title: T"),
		{ .vid = 0 },
	    },
	    "heads 2\nkeeps names\ninvolve: [" A ", " B "]\ntitle: T\n");
	/* In two steps. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 1, "title: T"),
		involve(3, "2", 1, "involve: [" A "]"),
		{ .vid = 0 },
	    },
	    "heads 3\nkeeps names\ninvolve: [" A ", " B "]\n");
	/* By withdrawing in between. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 1, "state: withdrawn"),
		involve(3, "2", 1, "involve: [" A "]"),
		{ .vid = 0 },
	    },
	    "heads 3\nkeeps names\ninvolve: [" A ", " B "]\n");
}

static void
test_names_go(void **state)
{
	(void)state;
	/* One's own. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 2, "involve: [" A ", " C "]"),
		{ .vid = 0 },
	    },
	    "heads 2\ninvolve: [" A ", " C "]\n");
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" B "]"),
		involve(2, "1", 2, "title: T"),
		{ .vid = 0 },
	    },
	    "heads 2\ntitle: T\n");
	/* From everyone to some: no name is dropped. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "title: T"),
		involve(2, "1", 2, "involve: [" A "]\ntitle: T"),
		{ .vid = 0 },
	    },
	    "heads 2\ninvolve: [" A "]\ntitle: T\n");
}

static void
test_names_of_several(void **state)
{
	(void)state;
	/* B leaves; meanwhile A tries to drop C and D is added. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B ", " C "]"),
		involve(2, "1", 2, "involve: [" A ", " C "]"),
		involve(3, "1", 1, "involve: [" A ", " B "]"),
		involve(4, "1", 3, "involve: [" A ", " B ", " C ", " D "]"),
		{ .vid = 0 },
	    },
	    "heads 2 3 4\nwords 3\nkeeps names\n"
	    "involve: [" A ", " C ", " D "]\n");
	/* Who brings heads together drops nobody by that: B left. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 2, "involve: [" A "]"),
		involve(3, "1", 1, "involve: [" A ", " B ", " C "]"),
		involve(4, "2 3", 1, "involve: [" A ", " C ", " D "]"),
		{ .vid = 0 },
	    },
	    "heads 4\ninvolve: [" A ", " C ", " D "]\n");
	/* But who drops one that another head had does. */
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 1, "involve: [" A ", " B ", " C "]"),
		involve(3, "1", 1, "involve: [" A ", " B ", " D "]"),
		involve(4, "2 3", 1, "involve: [" A ", " B ", " C "]"),
		{ .vid = 0 },
	    },
	    "heads 4\nkeeps names\n"
	    "involve: [" A ", " B ", " C ", " D "]\n");
}

/* What has no standing takes no name away, also not for who follows it. */
static void
test_names_and_standing(void **state)
{
	struct lineage lineage = { 0 };
	struct view *view;
	struct weave weaves[] = {
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 2, "involve: [" A "]"),
		involve(3, "2", 1, "involve: [" A "]"),
	};
	char *printed;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		weave_add(&lineage, &weaves[i]);
	lineage_link(&lineage);
	lineage.versions[1].standing = STANDING_KEY_UNKNOWN;
	view = view_make(&lineage);
	printed = weave_print(&lineage, view);
	assert_string_equal(printed,
	    "heads 1 3\nwords 2\nkeeps names\n"
	    "involve: [" A ", " B "]\n");
	free(printed);
	view_free(view);
	lineage_clear(&lineage);
}

/* Nothing is left to drop: two took their own names out. */
static void
test_names_all_gone(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		involve(1, NULL, 3, "involve: [" A ", " B "]"),
		involve(2, "1", 1, "involve: [" B "]"),
		involve(3, "1", 2, "involve: [" A "]"),
		involve(4, "2 3", 3, "title: T"),
		{ .vid = 0 },
	    },
	    "heads 4\ntitle: T\n");
}

/* Not a list, which no release writes: such a version does not count. */
static void
test_names_of_wrong_form(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		involve(1, NULL, 1, "involve: [" A ", " B "]"),
		involve(2, "1", 1, "involve: " A),
		{ .vid = 0 },
	    },
	    "heads 2\nkeeps names\ninvolve: [" A ", " B "]\n");
}

/* Other kinds may have a field of that name. */
static void
test_names_elsewhere(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "involve: [" A ", " B "]" },
		{ .vid = 2, .follows = "1", .words = "involve: [" A "]" },
		{ .vid = 0 },
	    },
	    "heads 2\ninvolve: [" A "]\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_partly),
		cmocka_unit_test(test_partly_and_own),
		cmocka_unit_test(test_names_stay),
		cmocka_unit_test(test_names_go),
		cmocka_unit_test(test_names_of_several),
		cmocka_unit_test(test_names_and_standing),
		cmocka_unit_test(test_names_all_gone),
		cmocka_unit_test(test_names_of_wrong_form),
		cmocka_unit_test(test_names_elsewhere),
	};
	return cmocka_run_group_tests_name("model_view_names", tests, NULL,
	    NULL);
}
