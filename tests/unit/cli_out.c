/* What reaches the terminal: cleaned, wrapped, cut, in colours. */
#include "cli/out.h"

#include "base/str.h"

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
	out_line(PAGE_TITLE, "a\033[31mb\nc");
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
	out_line(PAGE_PLAIN, "0123456789012345678901234");
	out_line(PAGE_ADDED, "0123456789012345678901234");
	out_line(PAGE_REMOVED, "gone");
	assert_printed("0123456789012345678…\n"
		       "{+012345678901234…+}\n"
		       "[-gone-]\n");
}

static void
fill(struct paper *paper)
{
	paper_title(paper, "A title that takes two lines");
	paper_runs(paper, 2);
	paper_run(paper, PAGE_PLAIN, "We meet ", 8);
	paper_run(paper, PAGE_REMOVED, "every single week ", 18);
	paper_run(paper, PAGE_ADDED, "once\n\nonly", 10);
	paper_run(paper, PAGE_PLAIN, " or ", 4);
	paper_run(paper, PAGE_FOUND, "twice", 5);
	paper_line(paper, PAGE_QUIET, "aside");
}

static void
test_a_paper_without_colour_has_marks(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	begin("24");
	fill(&paper);
	out_paper(&paper);
	assert_int_equal(paper.count, 0);
	assert_printed("A title that takes two\n"
		       "lines\n"
		       "  We meet [-every single\n"
		       "  week-] {+once\n"
		       "\n"
		       "  only+} or [twice]\n"
		       "aside\n");
}

/* What was printed on a terminal, which puts CR before LF; to be freed. */
static char *
print_on_terminal(const char *columns)
{
	struct paper paper = { .blocks = NULL };
	struct str text = { 0 };
	char part[512];
	int leader = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(leader >= 0);
	assert_int_equal(grantpt(leader), 0);
	assert_int_equal(unlockpt(leader), 0);
	int follower = open(ptsname(leader), O_RDWR | O_NOCTTY);
	int before = dup(STDOUT_FILENO);
	assert_true(follower >= 0 && before >= 0);
	(void)fflush(stdout);
	assert_int_equal(dup2(follower, STDOUT_FILENO), STDOUT_FILENO);
	setenv("COLUMNS", columns, 1);
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	out_open(false);
	fill(&paper);
	out_paper(&paper);
	(void)fflush(stdout);
	(void)dup2(before, STDOUT_FILENO);
	(void)close(before);
	(void)close(follower);
	for (ssize_t got = 1; got > 0;) {
		got = read(leader, part, sizeof(part));
		str_add_bytes(&text, part, got > 0 ? (size_t)got : 0);
	}
	(void)close(leader);
	return str_take(&text);
}

/* What is wrapped stays in one colour until its end. */
static void
test_colours_go_on_over_lines(void **state)
{
	(void)state;
	char *text = print_on_terminal("24");
	assert_string_equal(text,
	    "\033[1mA title that takes two\r\n"
	    "lines\033[0m\r\n"
	    "  We meet \033[31m[-every single\r\n"
	    "  week-]\033[0m \033[32m{+once\r\n"
	    "\r\n"
	    "  only+}\033[0m or \033[1m[twice]\033[0m\r\n"
	    "aside\r\n");
	free(text);
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
		cmocka_unit_test(test_a_paper_without_colour_has_marks),
		cmocka_unit_test(test_colours_go_on_over_lines),
		cmocka_unit_test(test_messages_stand_beside),
		cmocka_unit_test(test_a_full_disk_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
