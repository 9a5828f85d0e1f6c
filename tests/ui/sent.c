/* What reaches a terminal: nothing that steers it, few bytes, and no colour
 * where none is wanted; and which terminals there are. */
#include "ui/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "support/play.h"
#include "support/stage.h"

/* ------------------------------------------------- what is sent */

static const char hostile[] =
    "clear \033[2J title \033]0;pwned\a clip \033]52;c;cHduZWQ=\a\n"
    "c1 \xc2\x9b"
    "2J raw \x9b"
    "2J bell \a back \b del \x7f\n"
    "bidi \u202e\u2066\u200f end \u2069\n"
    "tags \U000e0041\U000e0042 zero \u200b\u2060\ufeff soft \u00ad\n"
    "zalgo a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308 b\n"
    "bad \xff\xc0\x80\xed\xa0\x80 cut \xf0\x9f\n"
    "lines \u2028 \u2029 next \xc2\x85 end\n"
    "private \ue000 new \U0001FAE8 emoji 👩\u200d👩\u200d👧 ❤\ufe0f\n"
    "کتاب\u200cها and \u05e9\u05dc\u05d5\u05dd\n";

static bool
is_among(struct span raw, const char *bytes)
{
	size_t len = strlen(bytes);
	for (size_t at = 0; at + len <= raw.len; at++)
		if (memcmp(raw.data + at, bytes, len) == 0)
			return true;
	return false;
}

static void
audit(const char *mode)
{
	static const char *const forbidden[] = { "\033]0", "\033]52",
		"\xc2\x9b", "\xc2\x85", "\b\xef", "\x7f", "\u202e", "\u2066",
		"\u2069", "\u200f", "\u200b", "\u2060", "\ufeff", "\u00ad",
		"\u2028", "\u2029", "\U000e0041", "\u0305", "\xff", "\xc0",
		"\xed\xa0", "\ue000", "\U0001FAE8", "\u200d", "\ufe0f" };
	stage_start(mode, hostile);
	stage_press("jjj\x0c");
	struct span raw = terminal_since(stage.terminal, 0);
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		if (is_among(raw, forbidden[i]))
			fail_msg("%s: number %zu was sent", mode, i);
	char *row = terminal_row(stage.terminal, STAGE_FIRST_ROW + 2);
	assert_non_null(strstr(row, "bidi \ufffd\ufffd\ufffd end \ufffd"));
	free(row);
	stage_stop();
}

static void
test_hostile_words(void **state)
{
	(void)state;
	audit("list");
	audit("box");
}

static void
test_bytes(void **state)
{
	(void)state;
	static const char *const words[] = { "Amina, who was away,", "Ben",
		"Somebody from the office upstairs", "tea and biscuits",
		"how long it takes to get a reply to a letter", "the bus",
		"x" };
	struct str text = { 0 };
	for (size_t i = 0; i < 200; i++)
		str_add_format(&text, "%zu  %s wrote %zu words about %s\n", i,
		    words[i % 7], i * 7919, words[i * i % 5]);
	stage_start("list", str_text(&text));
	size_t most = 0;
	for (size_t i = 0; i < 60; i++) {
		size_t mark = terminal_mark(stage.terminal);
		stage_press("\033[B");
		size_t bytes = terminal_mark(stage.terminal) - mark;
		most = bytes > most ? bytes : most;
	}
	print_message("a move of the cursor: at most %zu bytes\n", most);
	assert_true(most <= 300);
	size_t mark = terminal_mark(stage.terminal);
	stage_press("\033[6~");
	size_t page = terminal_mark(stage.terminal) - mark;
	print_message("a page: %zu bytes\n", page);
	assert_true(page <= 2500);
	/* Many keys at once are drawn once. */
	struct str keys = { 0 };
	for (size_t i = 0; i < 100; i++)
		str_add(&keys, "\033[A");
	mark = terminal_mark(stage.terminal);
	stage_press(str_text(&keys));
	size_t queued = terminal_mark(stage.terminal) - mark;
	print_message("a hundred moves at once: %zu bytes\n", queued);
	assert_true(queued <= 2500 * 3);
	assert_false(is_among(terminal_since(stage.terminal, mark), "\033[2J"));
	str_clear(&keys);
	str_clear(&text);
}

/* ------------------------------------------------- terminals */

static void
test_selection(void **state)
{
	(void)state;
	stage_start("list", "one\ntwo\nthree\n");
	stage_press("j");
	stage_expect_row(STAGE_FIRST_ROW + 1, "> two");
	stage_expect_cursor(STAGE_FIRST_ROW + 1, 0);
	char *styles = terminal_styles(stage.terminal, STAGE_FIRST_ROW + 1);
	assert_int_equal(strspn(styles, "r"), 80);
	free(styles);
	styles = terminal_styles(stage.terminal, 23);
	assert_memory_equal(styles, ".b.....", 7);
	free(styles);
	char *colours = terminal_colours(stage.terminal, 0);
	assert_memory_equal(colours + 70, "..555555", 8);
	free(colours);
}

static void
test_no_colour(void **state)
{
	(void)state;
	const char *const env[] = { "NO_COLOR=1", NULL };
	struct terminal_spec spec = { .env = env };
	stage_start_in("list", "one\n",
	    (struct stage_size){ .cols = 80, .rows = 24 }, &spec);
	struct span raw = terminal_since(stage.terminal, 0);
	assert_false(is_among(raw, "\033[35m"));
	assert_false(is_among(raw, "\033[1m\033[35m"));
	char *colours = terminal_colours(stage.terminal, 0);
	assert_int_equal(strspn(colours, "."), 80);
	free(colours);
}

static void
test_other_terminals(void **state)
{
	(void)state;
	static const char *const names[] = { "vt100", "linux", "tmux-256color",
		"xterm-256color" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct terminal_spec spec = { .name = names[i] };
		stage_start_in("box", "",
		    (struct stage_size){ .cols = 40, .rows = 12 }, &spec);
		stage_press("words é");
		stage_expect_row(STAGE_FIRST_ROW, "words é");
		stage_expect_cursor(STAGE_FIRST_ROW, 7);
		stage_end_by("\x13");
		stage_stop();
	}
}

/* Without a locale, letters are letters still. */
static void
test_no_locale(void **state)
{
	(void)state;
	const char *const env[] = { "LANG=", "LC_ALL=POSIX", NULL };
	struct terminal_spec spec = { .env = env };
	stage_start_in("box", "Zoë 漢",
	    (struct stage_size){ .cols = 40, .rows = 12 }, &spec);
	stage_expect_row(STAGE_FIRST_ROW, "Zoë 漢");
}

static void
test_unable_terminals(void **state)
{
	(void)state;
	static const char *const names[] = { "dumb", "", "no-such-terminal" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct terminal_spec spec = { .name = names[i], .deaf = true };
		stage_start_in("box", "",
		    (struct stage_size){ .cols = 40, .rows = 12 }, &spec);
		stage_expect_end(3);
		assert_int_equal(strspn(terminal_since(stage.terminal, 0).data,
				     "\033"),
		    1);
		stage_stop();
	}
}

int
main(int argc, char **argv)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_hostile_words),
		TEST(test_bytes),
		TEST(test_selection),
		TEST(test_no_colour),
		TEST(test_other_terminals),
		TEST(test_no_locale),
		TEST(test_unable_terminals),
	};
	if (argc > 1 && strcmp(argv[1], "play") == 0)
		return play_main(argc, argv);
	return cmocka_run_group_tests_name("ui_sent", tests, NULL, NULL);
}
