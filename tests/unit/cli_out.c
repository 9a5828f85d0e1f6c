/* What reaches the terminal: cleaned, wrapped, cut, in columns. */
#include "cli/out.h"

#include <withus/err.h>

#include "support/capture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void
begin(const char *columns)
{
	setenv("COLUMNS", columns, 1);
	capture_begin();
	out_open(false);
}

static void
assert_printed(const char *expected)
{
	char *text = capture_end(NULL);
	assert_string_equal(text, expected);
	free(text);
}

static void
test_width_is_between_bounds(void **state)
{
	(void)state;
	static const struct {
		const char *columns;
		size_t width;
	} rows[] = {
		{ .columns = "200", .width = 80 },
		{ .columns = "50", .width = 50 },
		{ .columns = "3", .width = 20 },
		{ .columns = "-7", .width = 80 },
		{ .columns = "none", .width = 80 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		begin(rows[i].columns);
		size_t width = out_width();
		free(capture_end(NULL));
		assert_int_equal(width, rows[i].width);
	}
}

static void
test_prose_is_wrapped(void **state)
{
	(void)state;
	begin("20");
	out_prose(2, "one two three four five six seven");
	assert_printed("  one two three four\n  five six seven\n");
	begin("20");
	out_item(1, "- ", "one two three four five");
	assert_printed(" - one two three\n   four five\n");
}

static void
test_nothing_steers_the_terminal(void **state)
{
	(void)state;
	char *errors = NULL;
	begin("80");
	out_prose(0, "a\033[31mb\r\x07");
	out_line(OUT_TITLE, "a\033[31mb\nc");
	out_item(0, "\033[1m", "\033[2J");
	out_say("{1}", "\033]0;x\x07", NULL);
	out_title("x\033[5m");
	out_prompt("y\033[5m\n");
	out_markdown(0, "z\033[5m");
	out_notice("n\033[5m\r");
	struct err err = { .code = ERR_NAME_NOT_THERE, .arg_count = 1 };
	(void)snprintf(err.arg[0], ERR_ARG_SIZE, "\033[5m");
	out_fault(&err);
	char *text = capture_end(&errors);
	assert_null(strpbrk(text, "\033\r\x07"));
	assert_null(strpbrk(errors, "\033\r\x07"));
	free(errors);
	free(text);
}

static void
test_a_line_is_cut(void **state)
{
	(void)state;
	begin("20");
	out_line(OUT_PLAIN, "0123456789012345678901234");
	out_line(OUT_ADDED, "0123456789012345678901234");
	out_line(OUT_REMOVED, "gone");
	assert_printed("0123456789012345678…\n"
		       "{+012345678901234…+}\n"
		       "[-gone-]\n");
}

static void
test_runs_keep_marks_at_words(void **state)
{
	(void)state;
	struct out_runs runs = { 0 };
	begin("40");
	out_run(&runs, OUT_PLAIN, "We meet ", 8);
	out_run(&runs, OUT_REMOVED, "weekly ", 7);
	out_run(&runs, OUT_ADDED, "every month ", 12);
	out_run(&runs, OUT_PLAIN, "at noon.", 8);
	out_runs_end(&runs, 2);
	assert_printed("  We meet [-weekly-] {+every month+} at\n"
		       "  noon.\n");
}

/* Only the bytes of the run count, whatever stands behind them. */
static void
test_a_run_ends_where_it_says(void **state)
{
	(void)state;
	struct out_runs runs = { 0 };
	begin("40");
	out_run(&runs, OUT_ADDED, " xy zzz", 3);
	out_run(&runs, OUT_ADDED, "  zzz", 2);
	out_runs_end(&runs, 0);
	assert_printed(" {+xy+}\n");
}

static const struct out_column columns[] = {
	{ .may_go = false },
	{ .may_go = true, .right = true },
	{ .may_go = true },
	{ .may_go = false },
};

static void
print_table(void)
{
	static const char *const rows[][4] = {
		{ "S-0a1b", "7", "going on", "Analysis" },
		{ "S-2", "110", "", "Writing and\npublication" },
	};
	struct out_table *table = out_table_new(columns, 4);
	for (size_t i = 0; i < 2; i++)
		out_table_add(table, rows[i]);
	out_table_print(table);
}

static void
test_columns_fit_their_cells(void **state)
{
	(void)state;
	begin("80");
	print_table();
	assert_printed("S-0a1b    7  going on  Analysis\n"
		       "S-2     110            Writing and publication\n");
}

static void
test_narrow_lines_lose_nothing(void **state)
{
	(void)state;
	begin("39");
	print_table();
	assert_printed("S-0a1b    7  going on  Analysis\n"
		       "S-2     110            Writing and\n"
		       "                       publication\n");
	begin("34");
	print_table();
	assert_printed("S-0a1b    7  Analysis\n"
		       "        going on\n"
		       "S-2     110  Writing and\n"
		       "             publication\n");
	begin("24");
	print_table();
	assert_printed("S-0a1b  Analysis\n"
		       "        7, going on\n"
		       "S-2     Writing and\n"
		       "        publication\n"
		       "        110\n");
}

static void
test_an_empty_table_is_nothing(void **state)
{
	(void)state;
	begin("80");
	out_table_print(out_table_new(columns, 4));
	assert_printed("");
}

static void
test_messages_stand_beside(void **state)
{
	(void)state;
	char *errors = NULL;
	begin("80");
	out_prose(0, "result");
	out_notice("message");
	out_progress("not on a file");
	char *text = capture_end(&errors);
	assert_string_equal(text, "result\n");
	assert_string_equal(errors, "message\n");
	free(errors);
	free(text);
}

/* A full disk is found when the program ends. */
static void
test_a_full_disk_is_told(void **state)
{
	(void)state;
	int before = dup(STDOUT_FILENO);
	int full = open("/dev/full", O_WRONLY);
	assert_true(before >= 0 && full >= 0);
	(void)fflush(stdout);
	assert_int_equal(dup2(full, STDOUT_FILENO), STDOUT_FILENO);
	out_open(false);
	out_prose(0, "words");
	int result = out_close();
	bool has_lost_reader = out_has_lost_reader();
	clearerr(stdout);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(full);
	assert_int_equal(result, -ERR_OUT_CLOSED);
	assert_false(has_lost_reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width_is_between_bounds),
		cmocka_unit_test(test_prose_is_wrapped),
		cmocka_unit_test(test_nothing_steers_the_terminal),
		cmocka_unit_test(test_a_line_is_cut),
		cmocka_unit_test(test_runs_keep_marks_at_words),
		cmocka_unit_test(test_a_run_ends_where_it_says),
		cmocka_unit_test(test_columns_fit_their_cells),
		cmocka_unit_test(test_narrow_lines_lose_nothing),
		cmocka_unit_test(test_an_empty_table_is_nothing),
		cmocka_unit_test(test_messages_stand_beside),
		cmocka_unit_test(test_a_full_disk_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
