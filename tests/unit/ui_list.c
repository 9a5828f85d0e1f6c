/* The list: columns at every width, rows that come and go, words found. */
#include "ui/list.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ui/room.h"

#define COLS_MAX 200
#define ROWS_MOST 32

/* Rows are letters; '#' is a heading. */
static struct {
	char rows[20000];
	size_t count;
	const char *text;
	char id[2];
} source;

static struct list list;
static struct room room;
static struct grid grid;

static bool
read_row(void *data, size_t number, struct list_row *row)
{
	(void)data;
	if (number >= source.count)
		return false;
	source.id[0] = source.rows[number];
	row->heading = source.id[0] == '#';
	row->id = span_of(source.id);
	row->cell[0].text = row->id;
	row->cell[1].text = span_of(source.text);
	row->cell[2].text = span_of("state");
	row->cell[3].text = span_of("a day");
	return true;
}

static const size_t cells[] = { 2, 0, 8, 6 };

static const struct list_ops ops = {
	.cells = cells,
	.columns = 4,
	.row = read_row,
	.none = "No row has “{1}”.",
};

static void
set_rows(const char *rows)
{
	source.count = strlen(rows);
	memcpy(source.rows, rows, source.count);
}

static int
set_up(void **state)
{
	(void)state;
	source.text = "text";
	set_rows("#abc#def");
	room_init(&room);
	list_init(&list, &ops, NULL, "Nothing here.");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	list_clear(&list);
	room_clear(&room);
	grid_clear(&grid);
	return 0;
}

static struct str
draw(size_t cols, size_t rows)
{
	struct str out = { 0 };
	struct view_area area = { .rows = rows, .cols = cols };
	grid_set_size(&grid, cols, rows);
	list_draw(&list, &grid, area);
	grid_dump_text(&grid, &out);
	return out;
}

static void
expect(size_t cols, size_t rows, const char *wanted)
{
	struct str out = draw(cols, rows);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static void
act(enum keys_action action)
{
	struct str out = draw(40, 4);
	str_clear(&out);
	assert_true(list_act(&list, &room, action));
}

static void
expect_selected(const char *wanted)
{
	assert_true(span_is(list_selected(&list), wanted));
}

static void
test_columns(void **state)
{
	(void)state;
	set_rows("a");
	list_reload(&list);
	source.text = "Which outcome do we measure first, and who says so?";
	expect(30, 1, ">  Which outcome do we measur…\n");
	expect(31, 1, ">  a   Which outcome do we mea…\n");
	expect(60, 1,
	    ">  a   Which outcome do we measure first,…  state     a day\n");
}

/* The text has what it needs, as long as anything else could go. */
static void
test_every_width(void **state)
{
	(void)state;
	source.text = "wwwwwwwwwwwwwwwwwwwwwwww";
	for (size_t cols = 27; cols <= COLS_MAX; cols++) {
		struct str out = draw(cols, 8);
		assert_non_null(strstr(str_text(&out), source.text));
		assert_non_null(strstr(str_text(&out), "> "));
		str_clear(&out);
	}
	for (size_t cols = 20; cols < 27; cols++) {
		struct str out = draw(cols, 8);
		assert_non_null(strstr(str_text(&out), "www"));
		str_clear(&out);
	}
}

static void
test_headings(void **state)
{
	(void)state;
	expect_selected("a");
	act(ACTION_UP);
	expect_selected("a");
	act(ACTION_DOWN);
	act(ACTION_DOWN);
	expect_selected("c");
	act(ACTION_DOWN);
	expect_selected("d");
	act(ACTION_PRIOR_PART);
	expect_selected("a");
	act(ACTION_NEXT_PART);
	expect_selected("d");
	act(ACTION_NEXT_PART);
	expect_selected("d");
	act(ACTION_LAST);
	expect_selected("f");
	act(ACTION_PRIOR_PART);
	expect_selected("d");
	act(ACTION_FIRST);
	expect_selected("a");
	assert_false(list_act(&list, &room, ACTION_OPEN));
	set_rows("###");
	list_reload(&list);
	assert_null(list_selected(&list).data);
	expect(20, 2, " Nothing here.\n\n");
	act(ACTION_DOWN);
	act(ACTION_PAGE_DOWN);
	act(ACTION_LAST);
	assert_null(list_selected(&list).data);
}

/* By its id, near or far; where it has gone, by its number. */
static void
test_reload(void **state)
{
	(void)state;
	list_select(&list, 2);
	expect_selected("b");
	set_rows("#xyzab#d");
	list_reload(&list);
	expect_selected("b");
	set_rows("b#a");
	list_reload(&list);
	expect_selected("b");
	assert_int_equal(list.selected, 0);
	set_rows("#xyz");
	list_reload(&list);
	expect_selected("x");
	list_select(&list, 3);
	set_rows("#x");
	list_reload(&list);
	expect_selected("x");
	set_rows("");
	list_reload(&list);
	assert_null(list_selected(&list).data);
	set_rows("#q");
	list_reload(&list);
	expect_selected("q");
	source.count = sizeof source.rows;
	memset(source.rows, 'w', source.count);
	source.rows[LIST_SEEK_ROWS - 100] = 'q';
	list_reload(&list);
	expect_selected("q");
	struct str out = draw(40, 4);
	assert_non_null(strstr(str_text(&out), ">  q"));
	str_clear(&out);
}

/* Wherever rows come or go, what is selected stays in sight. */
static void
test_sight(void **state)
{
	(void)state;
	unsigned seed = 1;
	for (size_t i = 0; i < 5000; i++) {
		seed = seed * 1103515245U + 12345U;
		source.count = (seed >> 16) % ROWS_MOST;
		for (size_t k = 0; k < source.count; k++)
			source.rows[k] = (seed >> (k % 13)) % 4 == 0 ?
			    '#' :
			    'a' + (char)k % 26;
		list_reload(&list);
		(void)list_act(&list, &room,
		    ACTION_UP + (enum keys_action)((seed >> 20) % 2));
		struct str out = draw(40, 1 + (seed >> 24) % 9);
		bool shown = str_text(&out)[0] == '>' ||
		    strstr(str_text(&out), "\n> ") != NULL;
		assert_int_equal(shown, list_selected(&list).data != NULL);
		str_clear(&out);
	}
}

static void
test_found_anew(void **state)
{
	(void)state;
	list_find(&list, &room, span_of("D"));
	expect_selected("a");
	assert_string_equal(room.messages[room.message_count - 1], "1 of 6");
	set_rows("#ab#d");
	list_reload(&list);
	act(ACTION_FIND_BACK);
	expect_selected("d");
	assert_string_equal(room.messages[room.message_count - 1], "3 of 3");
	list_find(&list, &room, span_of(""));
	assert_string_equal(room.messages[room.message_count - 1], "3 of 3");
	list_find(&list, &room, span_of("nowhere"));
	act(ACTION_FIND_NEXT);
	assert_string_equal(room.messages[room.message_count - 1],
	    "No row has “nowhere”.");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_columns),
		TEST(test_every_width),
		TEST(test_headings),
		TEST(test_reload),
		TEST(test_sight),
		TEST(test_found_anew),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_list", tests, NULL, NULL);
}
