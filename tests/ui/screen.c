/* The screen and the writing box in a terminal: keys, pastes, sizes, signals,
 * and how the terminal is left. */
#include "ui/screen.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "support/play.h"
#include "support/stage.h"

#define FILE_MOST ((size_t)8 << 20)

/* ------------------------------------------------- writing */

static void
test_writing(void **state)
{
	(void)state;
	stage_start("box", "");
	assert_true(terminal_is_taken(stage.terminal));
	stage_expect_cursor(STAGE_FIRST_ROW, 0);
	stage_press("We met on Monday.\rTea first.");
	stage_expect_row(STAGE_FIRST_ROW, "We met on Monday.");
	stage_expect_row(STAGE_FIRST_ROW + 1, "Tea first.");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 10);
	stage_expect_row(23,
	    " F1 Help   Ctrl-S Keep   Esc Back   Ctrl-Z Undo   "
	    "Ctrl-F Find");
	stage_press("\x1a");
	stage_expect_row(STAGE_FIRST_ROW + 1, "Tea");
	stage_expect_row(22, " Undone");
	stage_press("\x19");
	stage_expect_row(STAGE_FIRST_ROW + 1, "Tea first.");
	stage_press("\x17");
	stage_expect_row(STAGE_FIRST_ROW + 1, "Tea");
	stage_press("\033[A\033OH\033[1;5C");
	stage_expect_cursor(STAGE_FIRST_ROW, 3);
	stage_press("\033[3~");
	stage_expect_row(STAGE_FIRST_ROW, "We et on Monday.");
	stage_press("\x02");
	stage_expect_row(22, " Nothing happens with Ctrl-B");
	stage_end_by("\x13");
	stage_expect_kept("We et on Monday.\nTea ");
}

/* Letters of several parts, wide ones, and joined ones, and the cursor. */
static void
test_letters(void **state)
{
	(void)state;
	stage_start("box", "");
	stage_press("e\u0301漢שלום");
	stage_expect_row(STAGE_FIRST_ROW, "e\u0301漢שלום");
	stage_expect_cursor(STAGE_FIRST_ROW, 7);
	stage_press("\033[D\033[D\033[D\033[D\033[D");
	stage_expect_cursor(STAGE_FIRST_ROW, 1);
	stage_press("\x7f");
	stage_expect_row(STAGE_FIRST_ROW, "漢שלום");
	stage_press("👩\u200d👧");
	stage_expect_cursor(STAGE_FIRST_ROW, 4);
	stage_press("\x7f");
	stage_expect_cursor(STAGE_FIRST_ROW, 0);
	stage_end_by("\x13");
	stage_expect_kept("漢שלום");
}

static void
test_wrapping(void **state)
{
	(void)state;
	stage_start_in("box", "", (struct stage_size){ .cols = 30, .rows = 10 },
	    NULL);
	stage_press("These words are too many for one row.");
	stage_expect_row(STAGE_FIRST_ROW, "These words are too many for");
	stage_expect_row(STAGE_FIRST_ROW + 1, "one row.");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 8);
	stage_press("\033[A");
	stage_expect_cursor(STAGE_FIRST_ROW, 8);
	stage_press("\033OF");
	stage_expect_cursor(STAGE_FIRST_ROW, 28);
	terminal_resize(stage.terminal, 100, 10);
	terminal_sync(stage.terminal);
	stage_expect_row(STAGE_FIRST_ROW,
	    "These words are too many for one row.");
	stage_expect_cursor(STAGE_FIRST_ROW, 28);
}

/* Nothing in a paste is a key, and nothing of it steers the terminal. */
static void
test_paste(void **state)
{
	(void)state;
	stage_start("box", "before ");
	stage_press("\033OF");
	size_t mark = terminal_mark(stage.terminal);
	terminal_paste(stage.terminal,
	    "one\r\ntwo\r\033[2J\x13three\033[A\033[200~ end");
	stage_expect_row(STAGE_FIRST_ROW, "before one");
	stage_expect_row(STAGE_FIRST_ROW + 1, "two");
	stage_expect_row(STAGE_FIRST_ROW + 2, "[2Jthree[A[200~ end");
	stage_expect_row(22, " Left out: 4");
	struct span raw = terminal_since(stage.terminal, mark);
	assert_null(strstr(raw.data, "\033[2J"));
	stage_press("\x1a");
	stage_expect_row(STAGE_FIRST_ROW, "before");
	stage_expect_row(STAGE_FIRST_ROW + 1, "");
	stage_end_by("\x13");
	stage_expect_kept("before ");
}

static void
test_long_paste(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (size_t i = 0; i < 20000; i++)
		str_add_format(&text, "word%zu ", i);
	stage_start("box", "");
	terminal_paste(stage.terminal, str_text(&text));
	stage_press("\033[1;5H!");
	stage_end_by("\x13");
	struct str kept = { 0 };
	assert_int_equal(file_read(&kept, stage.kept, FILE_MOST), 0);
	assert_int_equal(kept.len, text.len + 1);
	assert_string_equal(str_text(&kept) + 1, str_text(&text));
	str_clear(&kept);
	str_clear(&text);
}

/* A key that nobody knows is one key, not the letters that it is sent as;
 * and Esc is a key, whatever is typed behind it. */
static void
test_unknown_keys(void **state)
{
	(void)state;
	stage_start("list", "one\ntwo\nthree\n");
	stage_press("\033[99;5u");
	stage_expect_row(22, " Nothing happens with this key");
	stage_press("\033Oz");
	stage_expect_row(22, " Nothing happens with this key");
	stage_press("\033j");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 0);
	stage_press("\033\033[B");
	stage_expect_cursor(STAGE_FIRST_ROW + 2, 0);
	stage_press("Z");
	stage_expect_row(22, " Nothing happens with Z");
	terminal_paste(stage.terminal, "q\rq");
	stage_expect_row(22, " A paste is not for lists");
	stage_end_by("q");
}

/* ------------------------------------------------- sizes */

static void
test_resize_storm(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (size_t i = 0; i < 40; i++)
		str_add(&text, "Some words of a paragraph that wraps, ");
	stage_start("box", str_text(&text));
	stage_press("\033[1;5F");
	for (size_t i = 0; i < 60; i++) {
		static const struct stage_size sizes[] = {
			{ .cols = 80, .rows = 24 },
			{ .cols = 40, .rows = 12 },
			{ .cols = 10, .rows = 2 },
			{ .cols = 1, .rows = 1 },
			{ .cols = 200, .rows = 60 },
			{ .cols = 30, .rows = 8 },
		};
		const struct stage_size *size = &sizes[i * 7 % 6];
		terminal_resize(stage.terminal, size->cols, size->rows);
		if (i % 3 == 0)
			terminal_sync(stage.terminal);
	}
	terminal_resize(stage.terminal, 20, 5);
	terminal_sync(stage.terminal);
	stage_expect_row(0, "This window is too");
	terminal_resize(stage.terminal, 80, 24);
	stage_press("!");
	char *row = terminal_row(stage.terminal, STAGE_FIRST_ROW + 19);
	size_t at;
	size_t col;
	terminal_cursor(stage.terminal, &at, &col);
	free(row);
	row = terminal_row(stage.terminal, at);
	assert_int_equal(col, strlen(row));
	assert_int_equal(row[col - 1], '!');
	free(row);
	str_clear(&text);
	stage_end_by("\x13");
}

/* ------------------------------------------------- signals */

static void
test_stopping(void **state)
{
	(void)state;
	stage_start("list", "one\ntwo\nthree\n");
	stage_press("j");
	terminal_send(stage.terminal, "\x1a", 1);
	terminal_wait_stop(stage.terminal);
	terminal_demand_clean(stage.terminal);
	terminal_resize(stage.terminal, 60, 20);
	terminal_continue(stage.terminal);
	terminal_sync(stage.terminal);
	stage_expect_row(19,
	    " ? Help   Enter Open   a Add   / Find   "
	    "s Send and receive");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 0);
	terminal_signal(stage.terminal, SIGTSTP);
	terminal_wait_stop(stage.terminal);
	terminal_demand_clean(stage.terminal);
	terminal_continue(stage.terminal);
	stage_press("j");
	stage_expect_cursor(STAGE_FIRST_ROW + 2, 0);
	assert_true(terminal_is_taken(stage.terminal));
	/* Stopped without being asked: the screen comes back as well. */
	terminal_signal(stage.terminal, SIGSTOP);
	terminal_wait_stop(stage.terminal);
	terminal_continue(stage.terminal);
	stage_press("k");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 0);
	stage_end_by("q");
}

static void
try_ending(int number)
{
	stage_start("box", "");
	stage_press("unfinished");
	terminal_signal(stage.terminal, number);
	stage_expect_end(128 + number);
	stage_expect_kept("unfinished");
	stage_stop();
}

static void
test_ending_signals(void **state)
{
	(void)state;
	try_ending(SIGTERM);
	try_ending(SIGHUP);
	try_ending(SIGINT);
	try_ending(SIGQUIT);
}

static void
test_window_closed(void **state)
{
	(void)state;
	stage_start("box", "");
	stage_press("unfinished");
	terminal_close_window(stage.terminal);
	assert_int_equal(terminal_wait_end(stage.terminal), 128 + SIGHUP);
	stage_expect_kept("unfinished");
}

/* What was typed is kept a moment later, without another key. */
static void
test_resting(void **state)
{
	(void)state;
	stage_start("box", "");
	stage_press("kept");
	terminal_expect(stage.terminal, "Safe for now");
	stage_expect_kept("kept");
}

/* Another program has the terminal for a while; ^Z stops both, and ^C is for
 * that program alone. */
static void
test_stepping_out(void **state)
{
	(void)state;
	stage_start("list", "what the other program shows\n");
	terminal_send(stage.terminal, "!", 1);
	terminal_wait_bytes(stage.terminal, "\033[?1049l");
	terminal_wait_bytes(stage.terminal, "what the other program");
	terminal_demand_clean(stage.terminal);
	terminal_send(stage.terminal, "\x1a", 1);
	terminal_wait_stop(stage.terminal);
	terminal_send(stage.terminal, "\x04", 1);
	terminal_continue(stage.terminal);
	assert_true(terminal_is_taken(stage.terminal));
	terminal_sync(stage.terminal);
	stage_expect_row(STAGE_FIRST_ROW, "> what the other program shows");
	terminal_send(stage.terminal, "!", 1);
	terminal_wait_bytes(stage.terminal, "what the other program");
	terminal_send(stage.terminal, "\x03", 1);
	terminal_wait_bytes(stage.terminal, "\033[?1049h");
	terminal_wait_bytes(stage.terminal, "\033]7777;in\a");
	stage_end_by("q");
}

int
main(int argc, char **argv)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_writing),
		TEST(test_letters),
		TEST(test_wrapping),
		TEST(test_paste),
		TEST(test_long_paste),
		TEST(test_unknown_keys),
		TEST(test_resize_storm),
		TEST(test_stopping),
		TEST(test_ending_signals),
		TEST(test_window_closed),
		TEST(test_resting),
		TEST(test_stepping_out),
	};
	if (argc > 1 && strcmp(argv[1], "play") == 0)
		return play_main(argc, argv);
	return cmocka_run_group_tests_name("ui_screen", tests, NULL, NULL);
}
