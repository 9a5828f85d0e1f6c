/* Keys by their names, what they do where, and the bar. */
#include "ui/keys.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/bar.h"

static struct keys keys;

static int
set_up(void **state)
{
	(void)state;
	keys_init(&keys);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	keys_clear(&keys);
	return 0;
}

static void
expect_key(const char *name, uint32_t wanted)
{
	uint32_t key;
	struct str printed = { 0 };
	assert_true(keys_parse(&key, name));
	assert_int_equal(key, wanted);
	keys_print(&printed, key);
	assert_string_equal(str_text(&printed), name);
	str_clear(&printed);
}

static void
test_names(void **state)
{
	(void)state;
	expect_key("a", 'a');
	expect_key("G", 'G');
	expect_key("?", '?');
	expect_key("é", 0xE9);
	expect_key("Space", ' ');
	expect_key("Ctrl-A", 1);
	expect_key("Ctrl-Z", 26);
	expect_key("PgDn", KEYS_PAGE_DOWN);
	expect_key("Shift-Tab", KEYS_BACK_TAB);
	expect_key("Ctrl-Left", KEYS_CTRL_LEFT);
	expect_key("F1", KEYS_F1);
	expect_key("F12", KEYS_F12);
	uint32_t key;
	assert_true(keys_parse(&key, "ctrl-s"));
	assert_int_equal(key, 19);
	assert_true(keys_parse(&key, "pgdn"));
	assert_int_equal(key, KEYS_PAGE_DOWN);
}

static void
test_no_names(void **state)
{
	(void)state;
	static const char *const none[] = { "", "ab", "Ctrl-", "Ctrl-1",
		"Ctrl-AB", "Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-M", "F0", "F13",
		"F1x", "F", "\x1b", "\xff", "Meta-x", "Alt-x" };
	for (size_t i = 1; i < sizeof none / sizeof *none; i++) {
		uint32_t key;
		bool is_letter = strcmp(none[i], "F") == 0;
		assert_int_equal(keys_parse(&key, none[i]), is_letter);
	}
	struct str printed = { 0 };
	keys_print(&printed, KEYS_UNKNOWN);
	assert_string_equal(str_text(&printed), "this key");
	str_clear(&printed);
	assert_false(keys_is_text(KEYS_ENTER));
	assert_false(keys_is_text(0x7F));
	assert_false(keys_is_text(0x9B));
	assert_true(keys_is_text(0x6F22));
}

/* One key does one thing in a place; every action has words, a key, and a
 * word in settings of its own. */
static void
test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < keys.count; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(
			    keys.bindings[i].place == keys.bindings[k].place &&
			    keys.bindings[i].key == keys.bindings[k].key);
	for (enum keys_action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		bool bound = false;
		for (enum keys_place p = 0; p < PLACE_COUNT; p++)
			bound = bound || keys_get_key(&keys, p, a) != KEYS_NONE;
		assert_true(bound);
		assert_true(strlen(keys_action_bar(a)) > 0);
		assert_true(strlen(keys_action_help(a)) > 0);
		for (enum keys_action b = ACTION_NONE; b < a; b++)
			assert_string_not_equal(keys_action_word(a),
			    keys_action_word(b));
	}
	for (enum keys_place p = 0; p < PLACE_COUNT; p++)
		assert_int_not_equal(keys_get_key(&keys, p, ACTION_HELP),
		    KEYS_NONE);
}

static void
test_finding(void **state)
{
	(void)state;
	assert_int_equal(keys_find(&keys, PLACE_LIST, '?'), ACTION_HELP);
	assert_int_equal(keys_find(&keys, PLACE_BOX, '?'), ACTION_NONE);
	assert_int_equal(keys_find(&keys, PLACE_LIST, 26), ACTION_SUSPEND);
	assert_int_equal(keys_find(&keys, PLACE_BOX, 26), ACTION_UNDO);
	assert_int_equal(keys_get_key(&keys, PLACE_LIST, ACTION_HELP), '?');
	assert_int_equal(keys_get_key(&keys, PLACE_BOX, ACTION_HELP), KEYS_F1);
	assert_int_equal(keys_get_key(&keys, PLACE_BOX, ACTION_SEND),
	    KEYS_NONE);
}

static void
test_binding(void **state)
{
	(void)state;
	assert_int_equal(keys_bind(&keys, "list", "F2", "help"), KEYS_FINE);
	assert_int_equal(keys_get_key(&keys, PLACE_LIST, ACTION_HELP),
	    KEYS_F1 + 1);
	assert_int_equal(keys_find(&keys, PLACE_LIST, '?'), ACTION_HELP);
	assert_int_equal(keys_bind(&keys, "list", "?", "none"), KEYS_FINE);
	assert_int_equal(keys_find(&keys, PLACE_LIST, '?'), ACTION_NONE);
	assert_int_equal(keys_bind(&keys, "box", "Ctrl-Z", "suspend"),
	    KEYS_FINE);
	assert_int_equal(keys_find(&keys, PLACE_BOX, 26), ACTION_SUSPEND);
	assert_int_equal(keys_find(&keys, PLACE_LIST, 26), ACTION_SUSPEND);
	assert_int_equal(keys_bind(&keys, "lists", "a", "help"), KEYS_NO_PLACE);
	assert_int_equal(keys_bind(&keys, "list", "aa", "help"), KEYS_NO_KEY);
	assert_int_equal(keys_bind(&keys, "list", "a", "helps"),
	    KEYS_NO_ACTION);
	assert_int_equal(keys_find(&keys, PLACE_LIST, 'a'), ACTION_ADD);
}

static void
expect_bar(size_t cols, const char *wanted, const char *styles)
{
	static const enum keys_action actions[] = { ACTION_OPEN, ACTION_KEEP,
		ACTION_HELP, ACTION_ADD, ACTION_SEND, ACTION_LEAVE,
		ACTION_NONE };
	struct grid grid = { .cells = NULL };
	struct str out = { 0 };
	grid_set_size(&grid, cols, 1);
	bar_draw(&grid, 0, &keys, PLACE_LIST, actions);
	grid_dump_text(&grid, &out);
	assert_string_equal(str_text(&out), wanted);
	str_cut(&out, 0);
	grid_dump_styles(&grid, &out);
	assert_string_equal(str_text(&out), styles);
	str_clear(&out);
	grid_clear(&grid);
}

/* Whole entries alone, help first, at any width. */
static void
test_bar(void **state)
{
	(void)state;
	expect_bar(80,
	    " ? Help   Enter Open   a Add   s Send and receive   q Quit\n",
	    ".b........bbbbb........b.......b....................b\n");
	expect_bar(58,
	    " ? Help   Enter Open   a Add   s Send and receive   q Quit\n",
	    ".b........bbbbb........b.......b....................b\n");
	expect_bar(57, " ? Help   Enter Open   a Add   s Send and receive\n",
	    ".b........bbbbb........b.......b\n");
	expect_bar(19, " ? Help\n", ".b\n");
	expect_bar(20, " ? Help   Enter Open\n", ".b........bbbbb\n");
	expect_bar(7, " ? Help\n", ".b\n");
	expect_bar(6, "\n", "\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_no_names),
		TEST(test_table),
		TEST(test_finding),
		TEST(test_binding),
		TEST(test_bar),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_keys", tests, NULL, NULL);
}
