/* The merged view of rows: by name, then by cell, and their order. */
#include "model/view.h"

#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Demands what the view of versions with rows `r` says. Lines of `wanted`
 * follow the heads. */
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

static struct weave
rows(uint32_t vid, const char *follows, const char *words)
{
	return (struct weave){ .vid = vid, .follows = follows, .words = words };
}

static void
test_cells(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p, q], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[aaaa, x, q], [bbbb, u], [cccc, z]]"),
		rows(3, "1", "r: [[aaaa, p, y], [bbbb, v], [cccc, z]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n"
	    "r: [[aaaa, x, y], [bbbb, u], [cccc, z]]\n"
	    "! r row bbbb cell 1\n  u | 2\n  v | 3\n");
}

static void
test_cells_more_and_less(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p, q], [cccc, p]]"),
		rows(2, "1", "r: [[aaaa, p, q], [bbbb, p], [cccc]]"),
		rows(3, "1", "r: [[aaaa, s], [bbbb, p, q], [cccc, x]]"),
		rows(4, "1", "r: [[aaaa, p, , t], [bbbb, p, q], [cccc, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3 4\nwords 3\n"
	    "r: [[aaaa, s, , t], [bbbb, p], [cccc, x]]\n"
	    "! r row aaaa cell 2\n   | 4\n  q | 2\n"
	    "! r row cccc cell 1\n  x | 3\n  (absent) | 2\n");
}

static void
test_added_and_removed(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[aaaa, p], [nnnn, p], [cccc, p]]"),
		rows(3, "1", "r: [[mmmm, p], [bbbb, p], [cccc, p], [kkkk, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n"
	    "r: [[cccc, p], [nnnn, p], [mmmm, p], [kkkk, p]]\n");
}

static void
test_all_removed(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p]]"),
		rows(2, "1", "r: [[bbbb, p]]"),
		rows(3, "1", "r: [[aaaa, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n");
	/* The field as a whole. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p]]"),
		rows(2, "1", "a: x"),
		rows(3, "1", "r: [[aaaa, q], [bbbb, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\na: x\nr: [[aaaa, q]]\n"
	    "! r row aaaa\n  [[aaaa, q]] | 3\n  (absent) | 2\n");
}

/* Removed and edited: the edited row, marked, where it was. */
static void
test_removed_and_edited(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p, x], [cccc, p]]"),
		rows(2, "1", "r: [[cccc, p], [aaaa, p]]"),
		rows(3, "1", "r: [[aaaa, p], [bbbb, q, x], [cccc, p]]"),
		rows(4, "1", "r: [[aaaa, p], [bbbb, p, y], [cccc, p]]"),
		rows(5, "1", "r: [[aaaa, p], [bbbb, p, x], [cccc, p]]\na: x"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3 4 5\nwords 4\na: x\n"
	    "r: [[cccc, p], [aaaa, p], [bbbb, q, y]]\n"
	    "! r row bbbb\n"
	    "  [[bbbb, p, y]] | 4\n"
	    "  [[bbbb, q, x]] | 3\n"
	    "  (absent) | 2\n");
	/* At the front. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[cccc, p]]"),
		rows(3, "1", "r: [[aaaa, q], [bbbb, q], [cccc, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n"
	    "r: [[aaaa, q], [bbbb, q], [cccc, p]]\n"
	    "! r row aaaa\n  [[aaaa, q]] | 3\n  (absent) | 2\n"
	    "! r row bbbb\n  [[bbbb, q]] | 3\n  (absent) | 2\n");
}

static void
test_order(void **state)
{
	(void)state;
	/* One reorders, another edits. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[cccc, p], [aaaa, p], [bbbb, p]]"),
		rows(3, "1", "r: [[aaaa, p], [bbbb, q], [cccc, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n"
	    "r: [[cccc, p], [aaaa, p], [bbbb, q]]\n");
	/* Two reorder in different ways. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[cccc, p], [aaaa, p], [bbbb, p]]"),
		rows(3, "1", "r: [[aaaa, p], [cccc, p], [bbbb, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\n"
	    "r: [[aaaa, p], [cccc, p], [bbbb, p]]\n"
	    "! r\n  [aaaa, cccc, bbbb] | 3\n  [cccc, aaaa, bbbb] | 2\n");
	/* A row that is going takes no part in the order. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[bbbb, p], [aaaa, p], [cccc, p]]"),
		rows(3, "1", "r: [[aaaa, p], [cccc, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\nr: [[aaaa, p], [cccc, p]]\n");
}

/* What one alone changed is as they wrote it, also where they put it. */
static void
test_one_change(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p]]\na: x"),
		rows(2, "1", "r: [[aaaa, p], [nnnn, p], [bbbb, p]]\na: x"),
		rows(3, "1", "r: [[aaaa, p], [bbbb, p]]\na: z"),
		rows(0, NULL, NULL),
	    },
	    "heads 2 3\nwords 2\na: z\n"
	    "r: [[aaaa, p], [nnnn, p], [bbbb, p]]\n");
}

/* Two roots: all rows are new, in order of vid. */
static void
test_no_base(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[bbbb, p], [aaaa, p]]"),
		rows(2, NULL, "r: [[cccc, p], [aaaa, q]]"),
		rows(3, NULL, "a: x"),
		rows(0, NULL, NULL),
	    },
	    "heads 1 2 3\nwords 3\na: x\n"
	    "r: [[bbbb, p], [aaaa, p], [cccc, p]]\n"
	    "! r row aaaa cell 1\n  p | 1\n  q | 2\n");
}

/* Several bases: what all of them have, row by row and cell by cell. */
static void
test_bases(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p], [cccc, p]]"),
		rows(2, "1", "r: [[aaaa, q], [bbbb, p], [cccc, p], [dddd, p]]"),
		rows(3, "1", "r: [[aaaa, s], [bbbb, p], [cccc, p], [eeee, p]]"),
		/* Keeps q, removes b, drops what only one base has. */
		rows(4, "2 3", "r: [[aaaa, q], [cccc, p], [eeee, p]]"),
		/* Keeps s, adds f. */
		rows(5, "2 3",
		    "r: [[aaaa, s], [bbbb, p], [cccc, p], [dddd, p], [eeee, "
		    "p], [ffff, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 4 5\nwords 2\n"
	    "r: [[aaaa, q], [cccc, p], [eeee, p], [dddd, p], [ffff, p]]\n"
	    "! r row aaaa cell 1\n  q | 4\n  s | 5\n");
	/* The cell has no base, so keeping it is editing it. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p]]"),
		rows(2, "1", "r: [[aaaa, q], [bbbb, p]]"),
		rows(3, "1", "r: [[aaaa, s], [bbbb, p]]"),
		rows(4, "2 3", "r: [[bbbb, p]]"),
		rows(5, "2 3", "r: [[aaaa, s], [bbbb, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 4 5\nwords 2\n"
	    "r: [[aaaa, s], [bbbb, p]]\n"
	    "! r row aaaa\n  [[aaaa, s]] | 5\n  (absent) | 4\n");
	/* The bases do not agree on the order: any is a choice. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p], [bbbb, p]]"),
		rows(2, "1", "r: [[aaaa, p], [bbbb, p]]\na: x"),
		rows(3, "1", "r: [[bbbb, p], [aaaa, p]]"),
		rows(4, "2 3", "r: [[aaaa, p], [bbbb, p]]"),
		rows(5, "2 3", "r: [[bbbb, p], [aaaa, p]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 4 5\nwords 2\n"
	    "r: [[aaaa, p], [bbbb, p]]\n"
	    "! r\n  [aaaa, bbbb] | 4\n  [bbbb, aaaa] | 5\n");
}

static void
test_unlike_bases(void **state)
{
	(void)state;
	/* A cell that only one base has, and one that none has. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "r: [[aaaa, p, q]]"),
		rows(2, "1", "r: [[aaaa, p]]"),
		rows(3, "1", "b: x\nr: [[aaaa, p, q]]"),
		rows(4, "2 3", "r: [[aaaa, p, q, t]]"),
		rows(5, "2 3", "r: [[aaaa, s]]"),
		rows(6, "2 3", "a: x"),
		rows(0, NULL, NULL),
	    },
	    "heads 4 5 6\nwords 3\na: x\n"
	    "r: [[aaaa, s, q, t]]\n"
	    "! r row aaaa\n"
	    "  [[aaaa, p, q, t]] | 4\n"
	    "  [[aaaa, s]] | 5\n"
	    "  (absent) | 6\n");
	/* One of the bases has no rows at all. */
	demand(
	    (struct weave[]){
		rows(1, NULL, "a: x"),
		rows(2, "1", "r: [[aaaa, p]]"),
		rows(3, "1", "a: z"),
		rows(4, "2 3", "r: [[aaaa, p]]"),
		rows(5, "2 3", "r: [[aaaa, q]]"),
		rows(0, NULL, NULL),
	    },
	    "heads 4 5\nwords 2\n"
	    "r: [[aaaa, p]]\n"
	    "! r row aaaa cell 1\n  p | 4\n  q | 5\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cells_more_and_less),
		cmocka_unit_test(test_added_and_removed),
		cmocka_unit_test(test_all_removed),
		cmocka_unit_test(test_removed_and_edited),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_one_change),
		cmocka_unit_test(test_no_base),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_unlike_bases),
	};
	return cmocka_run_group_tests_name("model_view_rows", tests, NULL,
	    NULL);
}
