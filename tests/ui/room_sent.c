/* A room in a terminal: the cursor after every key at every size, what is
 * sent for it, many keys at once, sizes, signals, and how it is left. */
#include "ui/room.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "support/play.h"
#include "support/stage.h"

#define MOVE_MOST 300
#define PAGE_MOST 2500

static const struct stage_size sizes[] = {
	{ .cols = 40, .rows = 12 },
	{ .cols = 80, .rows = 24 },
	{ .cols = 200, .rows = 60 },
	{ .cols = 30, .rows = 8 },
};
#define SIZES (sizeof sizes / sizeof *sizes)

static void
start(const char *kind, struct stage_size size)
{
	stage_start_in("room", kind, size, NULL);
}

/* The row that is marked has the cursor, and no other is marked. */
static void
demand_cursor(size_t rows, const char *keys)
{
	size_t at;
	size_t col;
	terminal_cursor(stage.terminal, &at, &col);
	for (size_t row = 2; row + 1 < rows; row++) {
		char *text = terminal_row(stage.terminal, row);
		bool is_marked = strncmp(text, "> ", 2) == 0;
		if (is_marked && (row != at || col != 0))
			fail_msg("row %zu is marked, the cursor at %zu %zu, "
				 "behind %s",
			    row, at, col, keys);
		if (!is_marked && row == at && col == 0)
			fail_msg("the cursor at %zu, which is not marked, "
				 "behind %s",
			    row, keys);
		free(text);
	}
}

static const char *const moves[] = { "\033[B", "j", "\033[6~", " ", "\033OF",
	"k", "\033[A", "\033[5~", "\033OH", "G", "g", "\t", "\033[Z", "Z",
	"\x03" };
#define MOVES (sizeof moves / sizeof *moves)

static void
test_cursor(void **state)
{
	(void)state;
	static const char *const views[] = { "", "\r", "?", "e" };
	for (size_t i = 0; i < SIZES * 4; i++) {
		const struct stage_size *size = &sizes[i % SIZES];
		start("full", *size);
		stage_press(views[i / SIZES]);
		for (size_t k = 0; k < MOVES * 2; k++) {
			stage_press(moves[k % MOVES]);
			if (i / SIZES == 3 && moves[k % MOVES][0] == '\x03')
				stage_press("e");
			demand_cursor(size->rows, moves[k % MOVES]);
		}
		stage_stop();
	}
}

/* ------------------------------------------------- bytes */

static size_t
measure(const char *keys)
{
	size_t mark = terminal_mark(stage.terminal);
	stage_press(keys);
	return terminal_mark(stage.terminal) - mark;
}

static size_t
measure_most(const char *keys, size_t times)
{
	size_t most = 0;
	for (size_t i = 0; i < times; i++) {
		size_t bytes = measure(keys);
		most = bytes > most ? bytes : most;
	}
	return most;
}

static void
judge_bytes(const char *view, const char *name)
{
	start("many", sizes[1]);
	stage_press(view);
	size_t down = measure_most("\033[B", 50);
	size_t up = measure_most("\033[A", 50);
	size_t page = measure_most("\033[6~", 10);
	size_t last = measure("G");
	print_message("# %s: down %zu, up %zu, page %zu, end %zu bytes\n", name,
	    down, up, page, last);
	assert_true(down <= MOVE_MOST);
	assert_true(up <= MOVE_MOST);
	assert_true(page <= PAGE_MOST);
	assert_true(last <= PAGE_MOST);
	stage_stop();
}

static void
test_bytes(void **state)
{
	(void)state;
	judge_bytes("", "list");
	judge_bytes("\r", "text");
	judge_bytes("?", "help");
}

/* All that waits is handled before one drawing. */
static void
test_queue(void **state)
{
	(void)state;
	struct str keys = { 0 };
	for (size_t i = 0; i < 200; i++)
		str_add(&keys, "j");
	start("many", sizes[1]);
	size_t bytes = measure(str_text(&keys));
	print_message("# 200 keys: %zu bytes\n", bytes);
	assert_true(bytes <= PAGE_MOST);
	char *row = terminal_row(stage.terminal, 21);
	assert_non_null(strstr(row, ">  D-0201"));
	free(row);
	str_clear(&keys);
}

/* ------------------------------------------------- what is seen */

static void
test_selection(void **state)
{
	(void)state;
	start("full", sizes[1]);
	stage_press("j");
	stage_expect_cursor(4, 0);
	char *styles = terminal_styles(stage.terminal, 4);
	assert_true(strspn(styles, "rR") == 80);
	free(styles);
	char *colours = terminal_colours(stage.terminal, 3);
	assert_non_null(strchr(colours, '5'));
	free(colours);
}

static void
test_questions(void **state)
{
	(void)state;
	start("full", sizes[1]);
	stage_press("/caf\xc3\xa9");
	stage_expect_row(22, " Find: café");
	stage_expect_cursor(22, 11);
	stage_expect_row(23, " F1 Help   Enter Go on   Esc Cancel");
	stage_press("\r");
	stage_expect_row(22, " 1 of 2");
	stage_press("u");
	stage_expect_row(22,
	    " Remove the decision “Pay partners first”?   y Remove   n Keep");
	stage_expect_cursor(22, 62);
	stage_press("\x03");
	stage_expect_row(22, "");
	stage_press("\x03");
	stage_expect_row(22,
	    " There is no question to drop. To go back, press q.");
	terminal_paste(stage.terminal, "q\rq");
	stage_expect_row(22,
	    " There is no place for words here, so nothing was pasted.");
	stage_press("a");
	terminal_paste(stage.terminal, "Who\rpays?\x1b[2J");
	stage_expect_row(22,
	    " What is the question, in plain words? Who pays?[2J");
	stage_end_by("\033q");
}

static void
test_resizing(void **state)
{
	(void)state;
	start("full", sizes[1]);
	stage_press("jjjj");
	for (size_t i = 0; i < 40; i++) {
		const struct stage_size *size = &sizes[i * 3 % SIZES];
		terminal_resize(stage.terminal, size->cols, size->rows);
		if (i % 2 != 0)
			continue;
		terminal_sync(stage.terminal);
		demand_cursor(size->rows, "a new size");
	}
	terminal_resize(stage.terminal, 12, 4);
	terminal_sync(stage.terminal);
	terminal_resize(stage.terminal, 80, 24);
	terminal_sync(stage.terminal);
	size_t row;
	size_t col;
	terminal_cursor(stage.terminal, &row, &col);
	char *text = terminal_row(stage.terminal, row);
	assert_non_null(strstr(text, ">  D-0005"));
	free(text);
	stage_end_by("q");
}

/* Nothing that a row or a project's name says steers the terminal. */
static void
test_hostile(void **state)
{
	(void)state;
	static const char *const forbidden[] = { "\033]0", "\033]52",
		"\xc2\x9b", "\u202e", "\u2066", "\u200b", "\u0305", "\xff\xc0",
		"\u200d", "\ufe0f", "\033[31mdays" };
	start("hostile", sizes[1]);
	stage_press("jjjj\x0c/\xc2\x9b\r?");
	struct span raw = terminal_since(stage.terminal, 0);
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
		const char *bytes = forbidden[i];
		size_t len = strlen(bytes);
		for (size_t at = 0; at + len <= raw.len; at++)
			if (memcmp(raw.data + at, bytes, len) == 0)
				fail_msg("number %zu was sent", i);
	}
}

static void
test_stopping(void **state)
{
	(void)state;
	start("full", sizes[1]);
	stage_press("jj");
	terminal_send(stage.terminal, "\x1a", 1);
	terminal_wait_stop(stage.terminal);
	terminal_demand_clean(stage.terminal);
	terminal_continue(stage.terminal);
	terminal_sync(stage.terminal);
	stage_expect_cursor(5, 0);
	terminal_signal(stage.terminal, SIGTERM);
	stage_expect_end(128 + SIGTERM);
}

/* A terminal that knows little shows the same words. */
static void
test_other_terminals(void **state)
{
	(void)state;
	static const char *const names[] = { "vt100", "linux",
		"tmux-256color" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct terminal_spec spec = { .name = names[i] };
		stage_start_in("room", "full", sizes[1], &spec);
		stage_press("jj");
		stage_expect_cursor(5, 0);
		stage_expect_row(2, " Open (3)");
		stage_end_by("q");
		stage_stop();
	}
}

int
main(int argc, char **argv)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_cursor),
		TEST(test_bytes),
		TEST(test_queue),
		TEST(test_selection),
		TEST(test_questions),
		TEST(test_resizing),
		TEST(test_hostile),
		TEST(test_stopping),
		TEST(test_other_terminals),
	};
	if (argc > 1 && strcmp(argv[1], "play") == 0)
		return play_main(argc, argv);
	return cmocka_run_group_tests_name("ui_room_sent", tests, NULL, NULL);
}
