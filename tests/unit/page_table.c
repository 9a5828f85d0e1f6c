/* Rows in columns: nothing is lost where the line is narrow. */
#include "page/table.h"

#include "support/laid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct paper_column columns[] = {
	{ .may_go = false },
	{ .may_go = true, .right = true },
	{ .may_go = true },
	{ .may_go = false },
};

static const char *const rows[][4] = {
	{ "S-0a1b", "7", "going on", "Analysis" },
	{ "S-2", "110", "", "Writing and\npublication" },
};

/* To be freed. */
static char *
lay(const struct paper_column *shape, size_t cells)
{
	struct paper paper = { .blocks = NULL };
	paper_table(&paper, shape, 4);
	for (size_t i = 0; i < 2; i++)
		paper_row(&paper, rows[i]);
	return laid_text(&paper, cells);
}

static void
assert_lays(size_t cells, const char *expected)
{
	char *text = lay(columns, cells);
	assert_string_equal(text, expected);
	free(text);
}

static void
test_columns_fit_their_cells(void **state)
{
	(void)state;
	assert_lays(80,
	    "S-0a1b    7  going on  Analysis\n"
	    "S-2     110            Writing and publication\n");
}

static void
test_columns_that_may_stand_below(void **state)
{
	(void)state;
	assert_lays(39,
	    "S-0a1b    7  going on  Analysis\n"
	    "S-2     110            Writing and\n"
	    "                       publication\n");
	assert_lays(34,
	    "S-0a1b    7  Analysis\n"
	    "        going on\n"
	    "S-2     110  Writing and\n"
	    "             publication\n");
	assert_lays(24,
	    "S-0a1b  Analysis\n"
	    "        7, going on\n"
	    "S-2     Writing and\n"
	    "        publication\n"
	    "        110\n");
}

/* A last column that may go does so before it is squeezed. */
static void
test_the_last_column_may_go(void **state)
{
	(void)state;
	static const struct paper_column shape[] = {
		{ .may_go = false },
		{ .may_go = false },
		{ .may_go = false },
		{ .may_go = true },
	};
	char *text = lay(shape, 44);
	assert_string_equal(text,
	    "S-0a1b  7    going on\n"
	    "        Analysis\n"
	    "S-2     110\n"
	    "        Writing and publication\n");
	free(text);
}

static void
test_wide_letters_count_twice(void **state)
{
	(void)state;
	static const struct paper_column shape[] = {
		{ .right = true },
		{ .may_go = false },
	};
	static const char *const cells[][2] = {
		{ "漢字", "two wide" },
		{ "e\xcc\x81", "one with a mark" },
		{ "\033[2J", "steers nothing" },
	};
	struct paper paper = { .blocks = NULL };
	paper_table(&paper, shape, 2);
	for (size_t i = 0; i < 3; i++)
		paper_row(&paper, cells[i]);
	char *text = laid_text(&paper, 40);
	assert_string_equal(text,
	    "漢字  two wide\n"
	    "   e\xcc\x81  one with a mark\n"
	    "␛[2J  steers nothing\n");
	free(text);
}

/* At each width every word is there. */
static void
test_no_width_loses_a_word(void **state)
{
	(void)state;
	static const char *const words[] = { "S-0a1b", "7", "going on", "110",
		"Analysis", "S-2", "Writing", "publication" };
	for (size_t cells = 20; cells <= 80; cells++) {
		char *text = lay(columns, cells);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			assert_non_null(strstr(text, words[i]));
		free(text);
	}
}

static void
test_an_empty_table_is_nothing(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_table(&paper, columns, 4);
	char *text = laid_text(&paper, 80);
	assert_string_equal(text, "");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_fit_their_cells),
		cmocka_unit_test(test_columns_that_may_stand_below),
		cmocka_unit_test(test_the_last_column_may_go),
		cmocka_unit_test(test_wide_letters_count_twice),
		cmocka_unit_test(test_no_width_loses_a_word),
		cmocka_unit_test(test_an_empty_table_is_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
